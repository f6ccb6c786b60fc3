//! Every campaign with what became of its leads, what people said of it, and what was spent on leads nobody took.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::{Desk, Trouble};
use crate::ledger::Texts;
use crate::review::campaign::{Campaign, MINIMUM_RETURN, Spoken, minimum};
use crate::review::figures::breakdown::{Breakdown, Slice};
use crate::review::figures::campaign::{CampaignRow, Campaigns};
use crate::review::figures::contradiction::influenced;
use crate::review::figures::cost::Spending;
use crate::review::figures::coverage::{Anchor, Coverage, Mark};
use crate::review::filter::By;
use crate::review::money::{Currency, Money};
use crate::review::period::Period;

/// Won amounts of deals that are older than their lead, by campaign.
type Influenced = BTreeMap<String, BTreeMap<Currency, Decimal>>;

impl Desk {
    /// Every campaign: those of files, those only leads name, and those people only spoke of. One pass over the leads.
    ///
    /// # Errors
    /// Where the ledger cannot be read, in words.
    pub fn campaigns(&self) -> Result<Campaigns, Trouble> {
        let (cohort, lists) = (self.cohort(Period::All)?, self.ledger.lists()?);
        let zone = cohort.zone();
        let mut breakdown = Breakdown::new(By::Campaign, Anchor::Created);
        let mut coverage = Coverage::new(Anchor::Created);
        let mut spending = Spending::default();
        let mut older = Influenced::new();
        self.ledger.heard(Texts::Nothing, &mut |heard| {
            coverage.add(heard.facts, &cohort);
            breakdown.add(heard.facts, heard.campaign, &cohort);
            spending.add(heard, &lists, true);
            if let Some(money) = heard.facts.amount
                && heard.facts.won()
                && influenced(heard.facts, zone)
            {
                let sums = older.entry(heard.campaign.to_owned()).or_default();
                let sum = sums.entry(money.currency).or_default();
                *sum = sum.saturating_add(money.amount);
            }
        })?;
        let mut slices: BTreeMap<String, (Slice, Vec<Mark>)> = breakdown
            .rows(&coverage, &cohort)
            .into_iter()
            .map(|(name, slice, marks)| (name, (slice, marks)))
            .collect();
        let without = slices.remove("").map_or(0, |(slice, _)| slice.created);
        let mut spoken = self.ledger.spoken()?;
        let rows = self
            .all_named(&slices, &spoken)?
            .into_iter()
            .map(|campaign| {
                let name = campaign.name.clone();
                let (slice, marks) = slices.remove(&name).unwrap_or_default();
                let sums = older.remove(&name).unwrap_or_default().into_iter();
                CampaignRow {
                    spoken: spoken.remove(&name).unwrap_or_default(),
                    campaign,
                    slice,
                    marks,
                    influenced: sums
                        .map(|(currency, amount)| Money { amount, currency })
                        .collect(),
                    zone,
                }
            })
            .collect::<Vec<_>>();
        let costs: BTreeMap<&str, Option<Money>> = rows
            .iter()
            .map(|row| (row.campaign.name.as_str(), row.cost()))
            .collect();
        let spent = spending.rows(|name| costs.get(name).copied().flatten());
        let setting = self.ledger.setting(MINIMUM_RETURN)?;
        Ok(Campaigns {
            spent,
            without,
            minimum: setting.as_deref().and_then(minimum),
            now: cohort.now,
            rows,
        })
    }

    /// What each campaign cost, by name.
    pub(super) fn campaign_costs(&self) -> Result<BTreeMap<String, Option<Money>>, Trouble> {
        let spoken = self.ledger.spoken()?;
        let all = self.all_named(&BTreeMap::new(), &spoken)?.into_iter();
        let cost = |campaign: Campaign| {
            let said = spoken.get(&campaign.name);
            let cost = said.map_or(campaign.cost, |said| said.cost(&campaign));
            (campaign.name, cost)
        };
        Ok(all.map(cost).collect())
    }

    /// The campaigns by name, each once: those of files in their order, then those leads or people name.
    fn all_named(
        &self,
        slices: &BTreeMap<String, (Slice, Vec<Mark>)>,
        spoken: &BTreeMap<String, Spoken>,
    ) -> Result<Vec<Campaign>, Trouble> {
        let mut campaigns = self.ledger.campaigns()?;
        for campaign in &mut campaigns {
            if campaign.name.is_empty() {
                campaign.name.clone_from(&campaign.key);
            }
        }
        let known: BTreeSet<String> = campaigns
            .iter()
            .map(|campaign| campaign.name.clone())
            .collect();
        let others: BTreeSet<&String> = slices.keys().chain(spoken.keys()).collect();
        let others = others.into_iter().filter(|name| !known.contains(*name));
        campaigns.extend(others.map(|name| Campaign {
            name: name.clone(),
            ..Campaign::default()
        }));
        Ok(campaigns)
    }
}
