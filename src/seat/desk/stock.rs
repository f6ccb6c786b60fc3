//! What the ledger holds, as a first review needs to know it: what is filled in, what is recent, who owns leads.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Desk, Trouble};
use crate::console::message::Stock;
use crate::console::places::Data;
use crate::review::figures::freshness::Gauge;
use crate::review::figures::kpi::Kpi;
use crate::review::figures::ranges::Ranges;
use crate::review::figures::scorecard;
use crate::review::figures::telling::Fill;
use crate::review::filter::By;
use crate::review::lead::Field;
use crate::review::milestone::date_of;
use crate::review::period::Period;

impl Desk {
    /// Looks at every lead once.
    ///
    /// # Errors
    /// Where the ledger cannot be read, in words.
    pub(super) fn stock(&self, recent: Period) -> Result<Stock, Trouble> {
        let zone = self.ledger.zone()?;
        let mut stock = Stock::default();
        let mut owners: BTreeMap<String, u64> = BTreeMap::new();
        let mut inside = 0;
        self.ledger.facts_by(&By::Rep, &mut |facts, owner| {
            stock.fill.add(facts);
            stock.ranges.add(facts);
            inside += u64::from(recent.counts(facts.qualified, zone));
            if !owner.trim().is_empty() {
                *owners.entry(owner.to_owned()).or_default() += 1;
            }
        })?;
        let dated = stock.fill.qualified_dated > 0;
        stock.recent = if dated { inside } else { stock.fill.leads };
        stock.owners = owners.into_iter().collect();
        stock
            .owners
            .sort_by(|one, other| (Reverse(one.1), &one.0).cmp(&(Reverse(other.1), &other.0)));
        Ok(stock)
    }

    /// What the data at hand can tell, and how fresh it is: every lead looked at once.
    pub(super) fn data(&self) -> Result<Data, Trouble> {
        let (zone, now) = (self.ledger.zone()?, self.clock.now());
        let today = date_of(now, zone);
        let mut cohorts = Vec::new();
        for kpi in Kpi::ALL {
            cohorts.push((kpi, self.cohort(scorecard::period_of(kpi, today))?));
        }
        let mut gauge = Gauge::new(cohorts, now, zone);
        let (mut fill, mut ranges) = (Fill::default(), Ranges::default());
        self.ledger.each_lead(&mut |lead| {
            let facts = lead.facts();
            fill.add(&facts);
            ranges.add(&facts);
            gauge.add(&facts, &lead.touches(), lead.text(Field::Owner));
        })?;
        Ok(Data {
            fill,
            ranges,
            freshness: gauge.done(),
        })
    }
}
