//! All leads counted once and kept beside them, so that the figures of a million need no look at each: a lead that
//! changed since is taken out as it was, and counted in as it is.

use super::breakdown::{Breakdown, Sides};
use super::cohort::Cohort;
use super::coverage::{Anchor, Coverage};
use super::report::Gathering;
use super::tally::Tally;
use super::telling::Fill;
use crate::review::agreement::Wait;
use crate::review::filter::By;
use crate::review::lead::{Answer, Facts};
use crate::review::milestone::Milestone;
use crate::review::packed::{self, Pack};
use crate::review::period::Period;

/// Raised whenever a figure is defined otherwise or packed otherwise: what an earlier program kept is of no use then.
pub const FORM: u32 = 1;

/// What every lead comes to.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// As of when: silence turns from in time to overdue with it.
    now: i64,
    /// When those were delivered whose answer was in time then.
    in_time: Vec<i64>,
    tally: Tally,
    coverage: Coverage,
    fill: Fill,
}

packed::parts!(Kept {
    now,
    in_time,
    tally,
    coverage,
    fill
});

/// Whether what is kept answers for that cohort: all leads, as they stand, cut by their creation.
#[must_use]
pub fn answers(cohort: &Cohort, anchor: Anchor) -> bool {
    cohort.period() == Period::All
        && !cohort.is_as_of()
        && cohort.brought.is_empty()
        && anchor == Anchor::Created
}

/// A lead looked at once, for all that is kept of it.
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

impl Kept {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(cohort: &Cohort) -> Self {
        Self {
            now: cohort.now,
            ..Self::default()
        }
    }

    /// Counts a lead in; the cohort is one that [`answers`].
    pub fn add(&mut self, lead: &Looked<'_>) {
        self.tally.add(lead.facts, lead.cohort);
        self.coverage.add(lead.facts, lead.cohort);
        self.fill.add(lead.facts);
        self.in_time.extend(lead.in_time);
    }

    /// As bytes.
    #[must_use]
    pub fn packed(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.pack(&mut bytes);
        bytes
    }

    /// What was kept, as of the cohort's now; `None` where that was before it was counted, or it is no such thing.
    #[must_use]
    pub fn gathering(
        mut bytes: &[u8],
        cohort: Cohort,
        slices: Option<(By, &[u8])>,
    ) -> Option<Gathering> {
        let mut kept = Self::unpack(&mut bytes)?;
        if cohort.now < kept.now {
            return None;
        }
        let late = kept
            .in_time
            .iter()
            .filter(|since| is_late(**since, &cohort));
        kept.tally.overdue(late.count() as u64);
        let breakdown = match slices {
            Some((by, bytes)) => Some(KeptSlices::breakdown(by, bytes, &cohort)?),
            None => None,
        };
        Some(Gathering::of(
            cohort,
            kept.tally,
            kept.coverage,
            breakdown,
            kept.fill,
        ))
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

    /// As bytes.
    #[must_use]
    pub fn packed(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.pack(&mut bytes);
        bytes
    }

    fn breakdown(by: By, mut bytes: &[u8], cohort: &Cohort) -> Option<Breakdown> {
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

/// When a lead was delivered whose answer is in time.
fn in_time(facts: &Facts, cohort: &Cohort) -> Option<i64> {
    let waits = facts.answer == Answer::None && facts.qualified.reached();
    let in_time = waits && matches!(cohort.wait(facts), Wait::InTime { .. });
    let since = facts.qualified.at().filter(|_| in_time);
    since.map(Milestone::code)
}

/// Whether that answer is no longer in time.
fn is_late(since: i64, cohort: &Cohort) -> bool {
    let since = Milestone::from_code(since);
    let wait = cohort.limits.wait(Some(since), cohort.now);
    !matches!(wait, Wait::InTime { .. })
}
