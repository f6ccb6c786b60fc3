//! Campaigns: what files say of them, with dated spend added to the cost.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{Ledger, RecordError, Trouble, deals, journal};
use crate::review::campaign::{self, Campaign, Spoken};
use crate::review::entry::{Act, Draft};
use crate::review::milestone::{Milestone, date_of};
use crate::review::money::Money;
use crate::review::row::identity;

impl Ledger {
    /// Every campaign, in the order they came, its cost with the dated spend added. Spend of a campaign that no file
    /// describes makes one of that name. Where cost and spend are of two currencies the spend alone is told.
    pub fn campaigns(&self) -> Result<Vec<Campaign>, Trouble> {
        let mut dated = self.spent()?;
        let mut question = self
            .connection
            .prepare_cached("SELECT document FROM campaign ORDER BY id")?;
        let mut rows = question.query([])?;
        let mut campaigns: Vec<Campaign> = Vec::new();
        while let Some(row) = rows.next()? {
            let mut campaign: Campaign = serde_json::from_str(&row.get::<_, String>(0)?)?;
            let spend = dated
                .remove(identity(&campaign.key))
                .or_else(|| dated.remove(campaign.name.as_str()));
            campaign.cost = match (campaign.cost, spend) {
                (Some(cost), Some(spend)) => deals::sum([cost, spend]).or(Some(spend)),
                (cost, spend) => cost.or(spend),
            };
            campaigns.push(campaign);
        }
        campaigns.extend(dated.into_iter().map(|(name, cost)| Campaign {
            key: name.clone(),
            name,
            cost: Some(cost),
            ..Campaign::default()
        }));
        Ok(campaigns)
    }

    /// What people said of campaigns as it stands, by name: forecasts, launches, costs, decisions.
    pub fn spoken(&self) -> Result<BTreeMap<String, Spoken>, Trouble> {
        spoken(&self.connection)
    }

    fn spent(&self) -> Result<BTreeMap<String, Money>, Trouble> {
        let mut question = self
            .connection
            .prepare_cached("SELECT campaign, amount, currency FROM spend ORDER BY id")?;
        let mut rows = question.query([])?;
        let mut spent: BTreeMap<String, Money> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let campaign: String = row.get(0)?;
            let Some(money) = deals::money(row.get(1)?, row.get(2)?)? else {
                continue;
            };
            let key = identity(&campaign).to_owned();
            match spent.get_mut(&key) {
                Some(sum) => *sum = deals::sum([*sum, money]).unwrap_or(*sum),
                None => {
                    spent.insert(key, money);
                }
            }
        }
        Ok(spent)
    }
}

fn spoken(connection: &Connection) -> Result<BTreeMap<String, Spoken>, Trouble> {
    let kinds = "[\"forecast\", \"campaign_set\", \"campaign_decided\"]";
    let entries = journal::standing_of_kinds(connection, kinds)?;
    Ok(campaign::spoken(&entries))
}

/// Refuses what would change a forecast or a launch after the fact: a launched campaign's forecast is only superseded
/// with a reason, and its launch stays where it was.
pub(super) fn check(transaction: &Connection, draft: &Draft) -> Result<(), RecordError> {
    let (Act::Forecast { campaign: name, .. } | Act::CampaignSet { campaign: name, .. }) =
        &draft.act
    else {
        return Ok(());
    };
    let spoken = spoken(transaction)?.remove(name).unwrap_or_default();
    let launch = filed_launch(transaction, name)?.or(spoken.launch.map(Milestone::Day));
    let zone = zone(transaction)?;
    let now = draft.at.div_euclid(1000);
    let launched = campaign::launched(launch, now, zone);
    match &draft.act {
        Act::Forecast { reason, .. }
            if launched && !spoken.forecasts.is_empty() && reason.trim().is_empty() =>
        {
            Err(RecordError::Refused(
                "the campaign is launched and its forecast is locked; say why another takes its place"
                    .to_owned(),
            ))
        }
        Act::CampaignSet {
            launch: Some(typed),
            ..
        } if launch.is_some_and(|launch| {
            launched && launch.date(zone) != *typed || filed_differs(launch, *typed, spoken.launch)
        }) =>
        {
            let day = launch.map_or_else(|| date_of(now, zone), |launch| launch.date(zone));
            Err(RecordError::Refused(format!(
                "the launch stays on {day}: it is past, or the campaign's file says so"
            )))
        }
        _ => Ok(()),
    }
}

/// Whether a typed launch contradicts the one a file tells.
fn filed_differs(
    launch: Milestone,
    typed: chrono::NaiveDate,
    by_hand: Option<chrono::NaiveDate>,
) -> bool {
    by_hand.is_none() && launch != Milestone::Day(typed)
}

fn filed_launch(connection: &Connection, name: &str) -> Result<Option<Milestone>, Trouble> {
    let mut question = connection.prepare_cached("SELECT document FROM campaign ORDER BY id")?;
    let mut rows = question.query([])?;
    while let Some(row) = rows.next()? {
        let campaign: Campaign = serde_json::from_str(&row.get::<_, String>(0)?)?;
        if campaign.name == name || campaign.name.is_empty() && campaign.key == name {
            return Ok(campaign.starts);
        }
    }
    Ok(None)
}

pub(super) fn zone(connection: &Connection) -> Result<chrono_tz::Tz, Trouble> {
    let entries = journal::standing_of_kinds(connection, "[\"setting\"]")?;
    let zone = entries.into_iter().rev().find_map(|entry| match entry.act {
        Act::Setting { name, value } if name == "zone" => Some(value),
        _ => None,
    });
    Ok(zone
        .and_then(|zone| zone.parse().ok())
        .unwrap_or(chrono_tz::Tz::UTC))
}
