//! Answers to the places outside the walk: the scorecard, the campaigns, how often a word of the lists was used.

use std::collections::BTreeMap;

use super::{Desk, Trouble};
use crate::console::places::{Ask, CampaignRow, Told, Used};
use crate::review::campaign::Campaign;
use crate::review::entry::Seq;
use crate::review::figures::cohort::Cohort;
use crate::review::figures::scorecard::{Count, Scorecard};
use crate::review::figures::tally::Tally;
use crate::review::filter::By;
use crate::review::meeting::MeetingState;
use crate::review::period::Period;

impl Desk {
    /// Answers a place.
    ///
    /// # Errors
    /// Where the ledger cannot be read, in words.
    pub(super) fn place(&self, ask: &Ask) -> Result<Told, Trouble> {
        Ok(match ask {
            Ask::Scorecard => Told::Scorecard(Box::new(self.scorecard()?)),
            Ask::Campaigns => Told::Campaigns(self.campaigns()?),
            Ask::Used => Told::Used(Box::new(self.used()?)),
        })
    }

    fn scorecard(&self) -> Result<Scorecard, Trouble> {
        let meetings = self.ledger.meetings()?;
        let last = meetings.iter().rev().find_map(|meeting| {
            let closed = matches!(meeting.state, MeetingState::Closed { .. });
            let at = meeting.closed_at.filter(|_| closed)?;
            Some((meeting.opening.id.0, at.div_euclid(1000)))
        });
        let mut count = Count::new(&self.cohort(Period::All)?, last);
        self.ledger
            .facts_by(&By::Rep, &mut |facts, owner| count.add(facts, owner))?;
        for deal in self.lone_deals()? {
            count.add_lone(&deal);
        }
        Ok(count.done())
    }

    fn campaigns(&self) -> Result<Vec<CampaignRow>, Trouble> {
        let cohort = self.cohort(Period::All)?;
        let mut slices: BTreeMap<String, (u64, Tally)> = BTreeMap::new();
        self.ledger
            .facts_by(&By::Campaign, &mut |facts, campaign| {
                if !campaign.trim().is_empty() {
                    let (leads, tally) = slices.entry(campaign.to_owned()).or_default();
                    *leads += 1;
                    tally.add(facts, &cohort);
                }
            })?;
        let mut rows = Vec::new();
        for campaign in self.ledger.campaigns()? {
            let slice = slices
                .remove(&campaign.name)
                .or_else(|| slices.remove(&campaign.key));
            let (leads, tally) = slice.unwrap_or_default();
            rows.push(row(campaign, leads, &tally));
        }
        rows.extend(slices.into_iter().map(|(name, (leads, tally))| {
            let campaign = Campaign {
                key: name.clone(),
                name,
                ..Campaign::default()
            };
            row(campaign, leads, &tally)
        }));
        Ok(rows)
    }

    fn used(&self) -> Result<Used, Trouble> {
        let mut used = Used::default();
        let mut tally = Tally::default();
        let cohort: Cohort = self.cohort(Period::All)?;
        self.ledger.facts(&mut |facts| tally.add(facts, &cohort))?;
        used.reasons.clone_from(tally.reasons());
        for lead in self.ledger.leads_said_of_since(Seq(0))? {
            let Some(lead) = self.ledger.lead(lead)? else {
                continue;
            };
            for wish in lead.said.wishes {
                *used.wishes.entry(wish).or_default() += 1;
            }
            if let Some(deal) = lead.said.deal.filter(|deal| !deal.reason.is_empty()) {
                *used.outcomes.entry(deal.reason).or_default() += 1;
            }
        }
        Ok(used)
    }
}

fn row(campaign: Campaign, leads: u64, tally: &Tally) -> CampaignRow {
    let kpis = tally.kpis();
    CampaignRow {
        campaign,
        leads,
        delivered: kpis.acceptance.qualified,
        accepted: kpis.acceptance.accepted,
        opportunities: kpis.opportunities.opportunities,
        won: kpis.revenue.won,
        revenues: kpis.revenue.revenues,
    }
}
