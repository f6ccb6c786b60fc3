//! What both teams agreed on: what a lead is, who owes what by when, the rules, the targets; and the limit for an answer.

pub mod calendar;
pub mod criterion;
pub mod definition;
pub mod diff;
pub mod fields;
pub mod fold;
pub mod judged;
pub mod names;
pub mod plan;
pub mod rules;
pub mod sla;
pub mod starter;
pub mod terms;
pub mod turn;
pub mod version;
pub mod vote;

use serde::{Deserialize, Serialize};

use super::milestone::{DAY, Milestone};
use calendar::Calendar;
use terms::{Mark, Terms};

/// By when Sales answers, as agreed at some point: so many working hours after the lead was delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerLimit {
    /// Working hours of the review's calendar.
    pub hours: u32,
    /// Since when it holds, seconds since 1970 UTC. Leads delivered before are not bound by it.
    pub since: i64,
}

impl AnswerLimit {
    /// The hours a setting's text says, `24` or `24 hours`; `None` where it says no number: then nothing is agreed.
    #[must_use]
    pub fn hours_of(setting: &str) -> Option<u32> {
        setting.split_whitespace().next()?.parse().ok()
    }
}

/// Every limit for an answer there ever was. Without one nothing is ever overdue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerLimits {
    /// Set by hand, in the order they were; a clause of the agreement stands over them while it holds.
    pub limits: Vec<AnswerLimit>,
    /// The calendar of those set by hand.
    pub calendar: Calendar,
    /// The agreement's clauses that ask for an answer, with the time each held and its own calendar.
    pub clauses: Terms,
}

/// Where a lead without an answer stands (MEASURES §1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wait {
    /// Inside the limit in force when it was delivered; `at_risk` once 80 % of it is used.
    InTime { due: i64, at_risk: bool },
    /// Past it.
    Overdue { due: i64 },
    /// No limit was in force: never overdue, never a breach.
    NoLimit,
}

impl AnswerLimits {
    /// No limit was ever agreed.
    #[must_use]
    pub fn none(calendar: Calendar) -> Self {
        Self {
            limits: Vec::new(),
            calendar,
            clauses: Terms::default(),
        }
    }

    /// The limit set by hand that was in force when a lead was delivered. A lead delivered on a day without an hour is bound only by
    /// limits that held from the start of that day: what is uncertain is never a breach.
    #[must_use]
    pub fn in_force(&self, qualified: Milestone) -> Option<AnswerLimit> {
        let from = qualified.start(self.calendar.zone);
        self.limits
            .iter()
            .filter(|limit| limit.since <= from)
            .max_by_key(|limit| limit.since)
            .copied()
    }

    /// When the answer for a lead delivered then is due. A day without an hour counts from its end, for the
    /// lead may have come in its last minute.
    #[must_use]
    pub fn due(&self, qualified: Milestone) -> Option<i64> {
        if let Some(clause) = self.clauses.answer(qualified) {
            return clause.due(qualified);
        }
        let limit = self.in_force(qualified)?;
        self.calendar
            .due(self.raised(qualified), i64::from(limit.hours) * 3600)
    }

    /// Where a lead stands that was delivered then and has no answer `now`.
    #[must_use]
    pub fn wait(&self, qualified: Option<Milestone>, now: i64) -> Wait {
        if self.limits.is_empty() && self.clauses.0.is_empty() {
            return Wait::NoLimit;
        }
        if let Some(at) = qualified
            && let Some(clause) = self.clauses.answer(at)
        {
            return match clause.timed(at, None, now) {
                Mark::Missed { at: due } => Wait::Overdue { due },
                Mark::Pending { due } => Wait::InTime {
                    due,
                    at_risk: false,
                },
                Mark::AtRisk { due } => Wait::InTime { due, at_risk: true },
                Mark::Met | Mark::Unknown | Mark::Before => Wait::NoLimit,
            };
        }
        let Some((qualified, due)) = qualified.and_then(|at| Some((at, self.due(at)?))) else {
            return Wait::NoLimit;
        };
        if now > due {
            return Wait::Overdue { due };
        }
        let limit = self
            .in_force(qualified)
            .map_or(0, |limit| i64::from(limit.hours) * 3600);
        let used = self.calendar.used(self.raised(qualified), now);
        Wait::InTime {
            due,
            at_risk: used * 5 >= limit * 4,
        }
    }

    /// What was asked for of a lead delivered then, where there is little room: "24 h", "1 day".
    #[must_use]
    pub fn asked(&self, qualified: Milestone) -> Option<String> {
        match self.clauses.answer(qualified) {
            Some(clause) => clause.short(),
            None => Some(format!("{} h", self.in_force(qualified)?.hours)),
        }
    }

    fn raised(&self, qualified: Milestone) -> i64 {
        match qualified {
            Milestone::Instant(at) => at,
            Milestone::Day(day) => day.succ_opt().map_or_else(
                || qualified.start(self.calendar.zone) + DAY,
                |next| Milestone::Day(next).start(self.calendar.zone),
            ),
        }
    }
}
