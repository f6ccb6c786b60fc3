//! Figures from what is kept of all leads, with those that changed since; counted from nothing where that does not
//! answer.

use super::{Desk, Trouble};
use crate::review::figures::cohort::Cohort;
use crate::review::figures::days::Days;
use crate::review::figures::tally::Tally;
use crate::review::figures::telling::Fill;
use crate::review::filter::By;
use crate::review::lead::{Facts, Lead};
use crate::review::period::Period;

/// So many cohorts of the past are kept beside the desk.
const MOST: usize = 32;

/// Of the leads as they are packed: what cohorts as of a moment in the past came to. To count a million takes a
/// quarter of a second, and screens ask for the same again and again.
#[derive(Debug, Default)]
pub struct Past {
    /// Which packing and counting they are of; without one, nothing tells whether they still hold.
    of: Option<(Vec<u8>, i64)>,
    tallies: Vec<(Cohort, Tally)>,
}

impl Past {
    fn tally(&self, cohort: &Cohort) -> Option<&Tally> {
        let found = self.tallies.iter().find(|(known, _)| known == cohort);
        found.map(|(_, tally)| tally)
    }
}

/// The leads that changed since they were packed: as they were then, and as they are.
#[derive(Default)]
struct Moved {
    before: Vec<(Facts, String)>,
    after: Vec<(Facts, String)>,
}

impl Moved {
    /// Makes a tally of the leads as they are packed one of them as they stand.
    fn come(&self, tally: &mut Tally, cohort: &Cohort) {
        swap(tally, &self.before, &self.after, cohort);
    }

    /// The other way round.
    fn go(&self, tally: &mut Tally, cohort: &Cohort) {
        swap(tally, &self.after, &self.before, cohort);
    }
}

fn swap(tally: &mut Tally, out: &[(Facts, String)], into: &[(Facts, String)], cohort: &Cohort) {
    for (facts, _) in out {
        tally.remove(facts, cohort);
    }
    for (facts, _) in into {
        tally.add(facts, cohort);
    }
}

impl Desk {
    /// The leads of a cohort, with what all leads have of what figures are made of.
    pub(super) fn leads_of(&self, cohort: &Cohort) -> Result<(Tally, Fill), Trouble> {
        let brought = self.facts_brought(cohort)?;
        let period = cohort.period();
        let kept = if cohort.is_as_of() {
            None
        } else {
            self.kept_days(cohort, period)?
        };
        if let Some(days) = kept {
            return Ok((days.tally(cohort, &brought), days.fill()));
        }
        let (mut tally, mut fill) = (Tally::default(), Fill::default());
        self.ledger.facts(&mut |facts| {
            tally.add(facts, cohort);
            fill.add(facts);
        })?;
        tally.place();
        Ok((tally, fill))
    }

    fn facts_brought(&self, cohort: &Cohort) -> Result<Vec<Facts>, Trouble> {
        let leads: Vec<_> = cohort.brought.iter().copied().collect();
        let leads = self.ledger.leads_named(&leads)?;
        Ok(leads.iter().map(Lead::facts).collect())
    }

    /// All leads day by day, those of a period at hand: from what is kept, else counted from nothing.
    pub(super) fn days(&self, like: &Cohort, of: Period) -> Result<Days, Trouble> {
        if let Some(days) = self.kept_days(like, of)? {
            return Ok(days);
        }
        let mut days = Days::new(like);
        self.ledger
            .facts_by(&By::Rep, &mut |facts, owner| days.add(facts, owner))?;
        Ok(days)
    }

    /// The same from what is kept; `None` where that does not answer.
    pub(super) fn kept_days(&self, like: &Cohort, of: Period) -> Result<Option<Days>, Trouble> {
        self.ledger.at_one_moment(|| {
            let kept = |first: &str, last: &str| self.ledger.kept(first, last);
            let Some(mut days) = Days::kept(like, of, kept)? else {
                return Ok(None);
            };
            let moved = self.moved()?;
            let mut told = true;
            for (facts, owner) in &moved.before {
                told &= days.remove(facts, owner);
            }
            for (facts, owner) in &moved.after {
                days.add(facts, owner);
            }
            Ok(told.then_some(days))
        })
    }

    fn moved(&self) -> Result<Moved, Trouble> {
        let mut moved = Moved::default();
        self.ledger.moved(
            &[By::Rep],
            &mut |facts, owner| moved.before.push((*facts, owner.concat())),
            &mut |facts, owner| moved.after.push((*facts, owner.concat())),
        )?;
        Ok(moved)
    }

    /// The leads of several cohorts, each as of a moment in the past: those not known yet are counted in one pass.
    pub(super) fn as_they_were(&self, cohorts: &[Cohort]) -> Result<Vec<Tally>, Trouble> {
        self.ledger.at_one_moment(|| {
            let of = self.ledger.kept_as()?;
            let mut past = self.past.borrow_mut();
            if of.is_none() || past.of != of || past.tallies.len() > MOST {
                *past = Past {
                    of,
                    tallies: Vec::new(),
                };
            }
            let moved = self.moved()?;
            let new: Vec<&Cohort> = cohorts
                .iter()
                .filter(|cohort| past.tally(cohort).is_none())
                .collect();
            past.tallies.extend(self.packed(&new, &moved)?);
            let stand = |cohort: &Cohort| {
                let mut tally = past.tally(cohort).cloned().unwrap_or_default();
                moved.come(&mut tally, cohort);
                tally
            };
            Ok(cohorts.iter().map(stand).collect())
        })
    }

    /// The leads of cohorts as they are packed: all are counted as they stand, and those that moved taken back.
    fn packed(&self, cohorts: &[&Cohort], moved: &Moved) -> Result<Vec<(Cohort, Tally)>, Trouble> {
        let mut counted: Vec<(Cohort, Tally)> = cohorts
            .iter()
            .map(|cohort| ((*cohort).clone(), Tally::default()))
            .collect();
        if counted.is_empty() {
            return Ok(counted);
        }
        self.ledger.facts(&mut |facts| {
            for (cohort, tally) in &mut counted {
                tally.add(facts, cohort);
            }
        })?;
        for (cohort, tally) in &mut counted {
            tally.place();
            moved.go(tally, cohort);
        }
        Ok(counted)
    }
}
