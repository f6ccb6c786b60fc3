//! All leads counted once slice by slice and kept beside them, so that the figures of a million need no look at each: a
//! lead that changed since is taken out as it was, and counted in as it is.

use super::breakdown::{Breakdown, Sides};
use super::cohort::Cohort;
use super::coverage::Anchor;
use super::days::{in_time, is_late};
use crate::review::filter::By;
use crate::review::lead::Facts;
use crate::review::packed::{self, Pack};
use crate::review::period::Period;

/// Whether slices that are kept answer for that cohort: all leads, as they stand, cut by their creation.
#[must_use]
pub fn answers(cohort: &Cohort, anchor: Anchor) -> bool {
    cohort.period() == Period::All
        && !cohort.is_as_of()
        && cohort.brought.is_empty()
        && anchor == Anchor::Created
}

/// A lead looked at once, for every kind of slice it is in.
#[derive(Debug)]
pub struct Looked<'lead> {
    facts: &'lead Facts,
    cohort: &'lead Cohort,
    sides: Sides,
    /// When it was delivered, where its answer is in time.
    in_time: Option<i64>,
}

impl<'lead> Looked<'lead> {
    /// The lead as it counts in a cohort that [`answers`].
    #[must_use]
    pub fn at(facts: &'lead Facts, cohort: &'lead Cohort) -> Self {
        Self {
            facts,
            cohort,
            sides: Sides::of(facts, Anchor::Created, cohort),
            in_time: in_time(facts, cohort),
        }
    }
}

/// What every lead comes to, slice by slice.
#[derive(Debug, Clone)]
pub struct KeptSlices {
    breakdown: Breakdown,
    /// Of those whose answer was in time: the slice, and when they were delivered.
    in_time: Vec<(String, i64)>,
}

packed::parts!(KeptSlices { breakdown, in_time });

impl KeptSlices {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(by: By) -> Self {
        Self {
            breakdown: Breakdown::new(by, Anchor::Created),
            in_time: Vec::new(),
        }
    }

    /// Counts a lead in, `key` being its text in what the slices go by.
    pub fn add(&mut self, lead: &Looked<'_>, key: &str) {
        if !self.breakdown.takes(lead.facts, lead.cohort) {
            return;
        }
        let key = self.breakdown.key(lead.facts, key, lead.cohort);
        self.breakdown.add_sides(&lead.sides, &key);
        if let Some(since) = lead.in_time {
            self.in_time.push((key.into_owned(), since));
        }
    }

    /// What was kept, as of the cohort's now; `None` where it is no such thing.
    #[must_use]
    pub fn breakdown(by: By, mut bytes: &[u8], cohort: &Cohort) -> Option<Breakdown> {
        let kept = Self::unpack(&mut bytes)?;
        let mut breakdown = kept.breakdown;
        breakdown.by = by;
        for (key, since) in &kept.in_time {
            if is_late(*since, cohort) {
                breakdown.overdue(key);
            }
        }
        Some(breakdown)
    }
}
