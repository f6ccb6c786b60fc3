//! One lead as the closed loop sees it: its facts, and what people and files say of why.

use super::cohort::Cohort;
use super::coverage::Anchor;
use crate::review::agreement::definition::CriterionKey;
use crate::review::filter::By;
use crate::review::lead::{Answer, Facts};
use crate::review::reason::ReasonCode;

/// What a pass over the leads hands out of each: everything the closed loop counts, nothing it does not.
#[derive(Debug, Clone, Copy)]
pub struct Heard<'lead> {
    pub facts: &'lead Facts,
    pub source: &'lead str,
    pub campaign: &'lead str,
    /// The owner; empty where there is none.
    pub rep: &'lead str,
    /// Why it was not accepted or was returned; `None` where it was neither.
    pub reason: Option<ReasonCode>,
    /// What that reason's guard asked for: the criterion, the field, which, or the words.
    pub detail: &'lead str,
    /// The criterion that failed, by its number, where it was told.
    pub criterion: Option<CriterionKey>,
    /// Why its deal was won or lost.
    pub ended: &'lead str,
    /// What people wish they had known of it.
    pub wishes: &'lead [String],
    /// How many touches there are, the files' and people's.
    pub touches: u32,
}

impl<'lead> Heard<'lead> {
    /// A lead of which nothing more is asked than its facts.
    #[must_use]
    pub fn bare(facts: &'lead Facts) -> Self {
        Self {
            facts,
            source: "",
            campaign: "",
            rep: "",
            reason: None,
            detail: "",
            criterion: None,
            ended: "",
            wishes: &[],
            touches: 0,
        }
    }
}

impl Heard<'_> {
    /// The lead's slice in one of the three shared fields; blank is a slice of its own.
    #[must_use]
    pub fn slice(&self, by: &By) -> &str {
        match by {
            By::Source => self.source,
            By::Campaign => self.campaign,
            By::Rep => self.rep,
            _ => "",
        }
    }

    /// Whether the lead was not accepted, or was accepted once and handed back.
    #[must_use]
    pub fn turned_down(&self) -> bool {
        turned_down(self.facts)
    }
}

/// Whether a lead was not accepted, or was accepted once and handed back.
#[must_use]
pub fn turned_down(facts: &Facts) -> bool {
    matches!(
        facts.answer,
        Answer::NotAccepted(_) | Answer::Accepted { returned: true, .. }
    )
}

/// A period and the one it is compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Spans {
    pub now: Cohort,
    pub before: Option<Cohort>,
}

/// Which of the two periods a lead is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    Now,
    Before,
}

impl Spans {
    /// The leads of a period beside those of as many days before it; all time has nothing before it.
    #[must_use]
    pub fn of(now: Cohort) -> Self {
        let before = now.period().before().map(|period| now.over(period));
        Self { now, before }
    }

    /// Which of the two a lead is in. One brought onto a docket counts once, in the later.
    #[must_use]
    pub fn when(&self, facts: &Facts, anchor: Anchor) -> Option<When> {
        if anchor.holds(facts, &self.now) {
            return Some(When::Now);
        }
        let before = self.before.as_ref()?;
        anchor.holds(facts, before).then_some(When::Before)
    }
}
