//! Which leads a figure is of (MEASURES §2): those created, or those qualified, in a period.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::tally::LoneDeal;
use crate::review::agreement::calendar::Calendar;
use crate::review::agreement::{AnswerLimits, Wait};
use crate::review::lead::{Answer, Facts, LeadId};
use crate::review::milestone::{Milestone, Reach, date_of, start_of_day};
use crate::review::period::Period;

/// An instant, and its day in the cohort's zone: so that a million days need no calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct AsOf {
    at: i64,
    day: NaiveDate,
}

impl AsOf {
    /// Whether a milestone had not come yet: a day begins with its first instant.
    fn is_before(self, milestone: Milestone) -> bool {
        match milestone {
            Milestone::Instant(at) => at > self.at,
            Milestone::Day(day) => day > self.day,
        }
    }
}

/// A period with everything needed to say which leads are in it and how they stand. Fixed when a review opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    period: Period,
    zone: Tz,
    /// The period's first and first-after instants: so that a million instants need no calendar.
    bounds: Option<(i64, i64)>,
    /// Seconds since 1970 UTC: up to when silence is counted.
    pub now: i64,
    pub limits: AnswerLimits,
    /// Leads brought onto the docket from outside the period: they count with it.
    pub brought: BTreeSet<LeadId>,
    /// Count only what is dated up to then, seconds since 1970 UTC; undated facts included (`--as-of`).
    as_of: Option<AsOf>,
    /// The file had no hand-over date and `qualified_at` was set to `created_at`: said beside every figure.
    pub qualified_as_created: bool,
}

impl Cohort {
    /// The leads of a period, as of `now`; no limit for an answer was ever agreed.
    #[must_use]
    pub fn new(period: Period, zone: Tz, now: i64) -> Self {
        let bounds = match period {
            Period::All => None,
            Period::Days { start, end } => {
                Some((start_of_day(start, zone), start_of_day(end, zone)))
            }
        };
        Self {
            period,
            zone,
            bounds,
            now,
            limits: AnswerLimits::none(Calendar::usual(zone)),
            brought: BTreeSet::new(),
            as_of: None,
            qualified_as_created: false,
        }
    }

    /// The same rules over another period, with nothing brought onto a docket.
    #[must_use]
    pub fn over(&self, period: Period) -> Self {
        Self {
            limits: self.limits.clone(),
            as_of: self.as_of,
            qualified_as_created: self.qualified_as_created,
            ..Self::new(period, self.zone, self.now)
        }
    }

    /// The same, with the limits agreed so far.
    #[must_use]
    pub fn with_limits(mut self, limits: AnswerLimits) -> Self {
        self.limits = limits;
        self
    }

    /// The same, with leads brought onto the docket.
    #[must_use]
    pub fn with_brought(mut self, brought: impl IntoIterator<Item = LeadId>) -> Self {
        self.brought.extend(brought);
        self
    }

    /// The same, counting only what is dated up to `instant` (seconds since 1970 UTC), which is also its now.
    #[must_use]
    pub fn as_of(mut self, instant: i64) -> Self {
        self.now = instant;
        self.as_of = Some(AsOf {
            at: instant,
            day: date_of(instant, self.zone),
        });
        self
    }

    /// Whether only what is dated up to an instant counts.
    #[must_use]
    pub fn is_as_of(&self) -> bool {
        self.as_of.is_some()
    }

    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    #[must_use]
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// Whether the lead was created in the period, or brought onto the docket.
    #[must_use]
    pub fn in_created(&self, facts: &Facts) -> bool {
        !facts.suspect && (self.holds(facts.created) || self.brought.contains(&facts.lead))
    }

    /// Whether it is a name from a list, created in the period, that does not pass the criteria: told apart, in no
    /// cohort of leads. It never was [`Facts::qualified`].
    #[must_use]
    pub fn in_listed(&self, facts: &Facts) -> bool {
        facts.suspect && self.holds(facts.created)
    }

    /// Whether the lead was qualified in the period, or was ever qualified and brought onto the docket.
    #[must_use]
    pub fn in_qualified(&self, facts: &Facts) -> bool {
        self.holds(facts.qualified)
            || (facts.qualified.reached() && self.brought.contains(&facts.lead))
    }

    /// Whether a milestone lies in the period; one without a date lies only in all time.
    #[must_use]
    pub fn holds(&self, reach: Reach) -> bool {
        match (reach, self.bounds) {
            (Reach::At(Milestone::Instant(at)), Some((start, end))) => start <= at && at < end,
            _ => self.period.counts(reach, self.zone),
        }
    }

    /// The day of a milestone; `None` without a date.
    #[must_use]
    pub fn day(&self, reach: Reach) -> Option<NaiveDate> {
        reach.at().map(|at| at.date(self.zone))
    }

    /// Where a lead without an answer stands.
    #[must_use]
    pub fn wait(&self, facts: &Facts) -> Wait {
        self.limits.wait(facts.qualified.at(), self.now)
    }

    /// The facts as they were dated up to `as_of`; `None` where the lead was not there yet. Without an `as_of`
    /// they are returned as they are.
    #[must_use]
    pub fn seen(&self, facts: &Facts) -> Option<Facts> {
        let Some(as_of) = self.as_of else {
            return Some(*facts);
        };
        let later = |milestone: Milestone| as_of.is_before(milestone);
        let gone = |reach: Reach| reach.at().is_some_and(later);
        if gone(facts.created) {
            return None;
        }
        let mut seen = *facts;
        if gone(facts.closed) {
            seen.closed = Reach::Not;
            seen.outcome = None;
        }
        if gone(facts.opportunity) {
            // A deal that has ended was opened, whatever its date says.
            let ended = seen.outcome.is_some();
            seen.opportunity = if ended { Reach::Undated } else { Reach::Not };
            seen.worked.opportunity = ended;
        }
        if facts.first_touch.is_some_and(later) {
            seen.first_touch = None;
            seen.worked.touch = false;
        }
        if facts.answered_at.is_some_and(later) {
            seen.answered_at = None;
            seen.worked.verdict = false;
            seen.answer = Answer::None;
        }
        seen.answer = match seen.answer {
            Answer::None if seen.opportunity.reached() => Answer::Accepted {
                by_deed: true,
                returned: false,
            },
            Answer::Accepted { by_deed: true, .. } if !seen.opportunity.reached() => Answer::None,
            answer => answer,
        };
        if gone(facts.qualified) {
            let further = seen.opportunity.reached() || seen.answer != Answer::None;
            seen.qualified = if further { Reach::Undated } else { Reach::Not };
        }
        Some(seen)
    }

    /// A deal that names no lead, as it was dated up to `as_of`; `None` where it was not there yet.
    #[must_use]
    pub fn seen_deal(&self, deal: &LoneDeal) -> Option<LoneDeal> {
        let later = |reach: Reach| match (self.as_of, reach.at()) {
            (Some(as_of), Some(at)) => as_of.is_before(at),
            _ => false,
        };
        let mut seen = *deal;
        if later(deal.closed) {
            seen.closed = Reach::Not;
            seen.outcome = None;
        }
        (!later(deal.opened)).then_some(seen)
    }
}
