//! Gathers every figure of one cohort while the leads stream by.

use std::collections::BTreeMap;

use super::breakdown::Breakdown;
use super::cohort::Cohort;
use super::coverage::{Anchor, Coverage};
use super::document::{Report, Row};
use super::tally::{LoneDeal, Tally};
use super::telling::Fill;
use crate::review::campaign::Campaign;
use crate::review::filter::By;
use crate::review::lead::Facts;
use crate::review::money::Money;

/// Gathers a report while the leads stream by.
#[derive(Debug)]
pub struct Gathering {
    cohort: Cohort,
    tally: Tally,
    coverage: Coverage,
    breakdown: Option<Breakdown>,
    fill: Fill,
}

impl Gathering {
    /// Nothing gathered yet; a breakdown's columns are of the leads that `anchor` places in the period.
    #[must_use]
    pub fn new(cohort: Cohort, by: Option<By>, anchor: Anchor) -> Self {
        Self {
            cohort,
            tally: Tally::default(),
            coverage: Coverage::new(anchor),
            breakdown: by.map(|by| Breakdown::new(by, anchor)),
            fill: Fill::default(),
        }
    }

    /// What was counted before, to be gone on with.
    #[must_use]
    pub fn of(
        cohort: Cohort,
        tally: Tally,
        coverage: Coverage,
        breakdown: Option<Breakdown>,
        fill: Fill,
    ) -> Self {
        Self {
            cohort,
            tally,
            coverage,
            breakdown,
            fill,
        }
    }

    /// Takes in one lead. `key` is its slice; `counts` is false where a filter leaves it out: its dates still
    /// tell how far the data reach.
    pub fn lead(&mut self, facts: &Facts, key: &str, counts: bool) {
        self.coverage.add(facts, &self.cohort);
        if let Some(seen) = &self.cohort.seen(facts) {
            self.fill.add(seen);
        }
        if counts {
            self.tally.add(facts, &self.cohort);
            if let Some(breakdown) = &mut self.breakdown {
                breakdown.add(facts, key, &self.cohort);
            }
        }
    }

    /// Takes in a deal that names no lead.
    pub fn lone(&mut self, deal: &LoneDeal, key: &str, counts: bool) {
        let Some(deal) = &self.cohort.seen_deal(deal) else {
            return;
        };
        self.coverage.opportunity.add(deal.opened.at());
        self.coverage.closed.add(deal.closed.at());
        if counts {
            self.tally.add_lone(deal, &self.cohort);
            if let Some(breakdown) = &mut self.breakdown {
                breakdown.add_lone(deal, key, &self.cohort);
            }
        }
    }

    /// The document. `campaigns` give the slices by campaign their costs.
    #[must_use]
    pub fn report(mut self, campaigns: &[Campaign]) -> Report {
        let costs = self.costs(campaigns);
        let breakdown = self.breakdown.as_ref().map(|breakdown| {
            let rows = breakdown.rows(&self.coverage, &self.cohort);
            rows.into_iter()
                .map(|(key, slice, marks)| {
                    let cost = costs.get(&key).copied();
                    Row::of(key, &slice, cost, &marks)
                })
                .collect()
        });
        let mut report = Report::of(&self.cohort, &self.tally.kpis(), &self.coverage, breakdown);
        report.fill = self.fill;
        report
    }

    /// Costs by campaign name and key; a campaign that cost something is shown even where no lead came of it.
    fn costs(&mut self, campaigns: &[Campaign]) -> BTreeMap<String, Money> {
        let mut costs = BTreeMap::new();
        let Some(breakdown) = self
            .breakdown
            .as_mut()
            .filter(|breakdown| breakdown.by == By::Campaign)
        else {
            return costs;
        };
        for campaign in campaigns {
            let Some(cost) = campaign.cost else { continue };
            let named = !campaign.name.is_empty();
            let known_by_key = !campaign.key.is_empty() && breakdown.has(&campaign.key);
            if named {
                costs.insert(campaign.name.clone(), cost);
            }
            if known_by_key || !named {
                costs.insert(campaign.key.clone(), cost);
            } else {
                breakdown.show(&campaign.name);
            }
            if !named {
                breakdown.show(&campaign.key);
            }
        }
        costs
    }
}
