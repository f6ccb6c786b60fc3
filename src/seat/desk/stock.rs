//! What the ledger holds, as a first review needs to know it: what is filled in, what is recent, who owns leads.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Desk, Trouble};
use crate::console::message::Stock;
use crate::review::filter::By;
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
}
