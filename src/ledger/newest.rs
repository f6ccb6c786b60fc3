//! Which leads come first in the list, kept beside them: a million need no sorting when somebody looks.

use std::collections::HashSet;

use super::kept::Count;
use super::{Ledger, Trouble, image};
use crate::review::lead::{Facts, LeadId};
use crate::review::milestone::{Milestone, Reach};
use crate::review::packed::{put, take};

/// What it is kept as.
const NAME: &str = "newest";

/// The latest delivered first, those without a date last, in the order they came where that is the same.
#[derive(Debug, Default)]
pub struct Newest {
    leads: Vec<(i64, LeadId)>,
}

/// Where a lead stands by when it was delivered.
pub(super) fn place(delivered: Reach) -> i64 {
    let at = delivered.at().map(Milestone::code);
    at.map_or(i64::MAX, |at| -at)
}

impl Newest {
    /// Takes in one lead.
    pub fn add(&mut self, facts: &Facts) {
        self.leads.push((place(facts.qualified), facts.lead));
    }

    /// As it is kept: of each lead the difference to the one before.
    #[must_use]
    pub fn packed(mut self) -> Count {
        self.leads.sort_unstable();
        let mut bytes = Vec::with_capacity(self.leads.len() * 5);
        let mut before = (0_i64, 0_i64);
        for (place, lead) in self.leads {
            put(place.wrapping_sub(before.0), &mut bytes);
            put(lead.0.wrapping_sub(before.1), &mut bytes);
            before = (place, lead.0);
        }
        (NAME.to_owned(), bytes)
    }

    fn unpacked(mut bytes: &[u8]) -> Option<Vec<(i64, LeadId)>> {
        let mut leads = Vec::with_capacity(bytes.len() / 4);
        let mut before = (0_i64, 0_i64);
        while !bytes.is_empty() {
            let place = before.0.wrapping_add(take(&mut bytes)?);
            let lead = before.1.wrapping_add(take(&mut bytes)?);
            leads.push((place, LeadId(lead)));
            before = (place, lead);
        }
        Some(leads)
    }
}

impl Ledger {
    /// Every lead in that order, from what is kept and the rows that changed since; `None` where nothing is kept.
    pub(super) fn newest(&self) -> Result<Option<Vec<LeadId>>, Trouble> {
        self.at_one_moment(|| self.newest_kept())
    }

    fn newest_kept(&self) -> Result<Option<Vec<LeadId>>, Trouble> {
        let kept = self.kept(NAME, NAME)?;
        let leads = kept.first().and_then(|(_, kept)| Newest::unpacked(kept));
        let Some(mut leads) = leads else {
            return Ok(None);
        };
        let mut changed = HashSet::new();
        let mut news = Vec::new();
        image::moved_since(
            &self.connection,
            |was| {
                changed.insert(was.facts.lead);
            },
            |is| news.push((place(is.facts.qualified), is.facts.lead)),
        )?;
        if !changed.is_empty() {
            leads.retain(|(_, lead)| !changed.contains(lead));
        }
        if !news.is_empty() {
            leads.extend(news);
            leads.sort_unstable();
        }
        Ok(Some(leads.into_iter().map(|(_, lead)| lead).collect()))
    }
}
