//! Data to fix: the records that contradict themselves, the same ones for the list, its cells, the figures and
//! `docket check`.

use super::{Desk, Trouble};
use crate::review::figures::contradiction::{Contradiction, Kinds};
use crate::review::lead::LeadId;
use crate::review::period::Period;

/// A lead, what contradicts itself in it, and what of that is left as known.
pub(super) type AtOdds = (LeadId, Kinds, Kinds);

impl Desk {
    /// Every lead whose record contradicts itself, in the order they came: from what is kept of all leads.
    pub(super) fn at_odds(&self) -> Result<Vec<AtOdds>, Trouble> {
        // Of no day: what is told here is not told day by day.
        let none = Period::Days {
            start: chrono::NaiveDate::MIN,
            end: chrono::NaiveDate::MIN,
        };
        let days = self.days(&self.cohort(Period::All)?, none)?;
        let clashes = days.clashes();
        Ok(clashes
            .map(|(lead, clash)| (lead, clash.what, clash.known))
            .collect())
    }

    /// How many leads have something to fix that nobody left as known.
    ///
    /// # Errors
    /// Where the ledger cannot be read, in words.
    pub fn leads_to_fix(&self) -> Result<u64, Trouble> {
        let found = self.at_odds()?;
        let open = found
            .iter()
            .filter(|(_, what, known)| !what.without(*known).is_empty());
        Ok(open.count() as u64)
    }

    /// Every lead whose record contradicts itself, with what is not left as known.
    ///
    /// # Errors
    /// Where the ledger cannot be read, in words.
    pub fn data_to_fix(&self) -> Result<Vec<(LeadId, Vec<Contradiction>)>, Trouble> {
        let found = self.at_odds()?.into_iter();
        let open = found.map(|(lead, what, known)| (lead, what.without(known).each().collect()));
        Ok(open
            .filter(|(_, open): &(_, Vec<_>)| !open.is_empty())
            .collect())
    }
}
