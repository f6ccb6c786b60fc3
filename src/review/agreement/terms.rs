//! Every clause there ever was, with the time it held: what a lead is measured by is what was in force at its
//! milestone, never what was agreed later.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::calendar::Calendar;
use super::fold::Agreement;
use super::sla::{Clause, ClauseKey, Clock, Measure, Scope, WorkingHours, short_limit};
use super::version::{Section, Wording};
use crate::review::lead::Lead;
use crate::review::milestone::{DAY, Milestone, start_of_day};

/// How one lead stands with a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    Met,
    /// Not yet, and there is time.
    Pending {
        /// Seconds since 1970, UTC.
        due: i64,
    },
    /// Not yet, and 80 % of the time is used.
    AtRisk {
        due: i64,
    },
    /// Seconds since 1970, UTC: when the limit ran out, or when it was seen that the clause was not kept.
    Missed {
        at: i64,
    },
    /// A date is missing, so nobody can tell.
    Unknown,
    /// No such clause was in force at its milestone: counted, never missed.
    Before,
}

/// A clause while it held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// "S2".
    pub name: String,
    pub clause: Clause,
    pub version: u32,
    pub hours: WorkingHours,
    pub calendar: Calendar,
    /// The first instant it held, seconds since 1970, UTC.
    pub from: i64,
    /// The first instant it no longer did; `i64::MAX` while it does.
    pub until: i64,
}

/// All of them, in the order of the versions and their clauses.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Terms(pub Vec<Term>);

/// Tries that are not enough yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooEarly {
    /// "S3".
    pub name: String,
    pub tries: u32,
    pub asked: u32,
    /// Days since the first try.
    pub days: u32,
    pub asked_days: u32,
}

impl TooEarly {
    /// "2 of 4 tries, 3 of 10 days".
    #[must_use]
    pub fn words(&self) -> String {
        let tries = format!("{} of {} tries", self.tries, self.asked);
        if self.asked_days == 0 {
            return tries;
        }
        format!(
            "{tries}, {} of {} days",
            self.days.min(self.asked_days),
            self.asked_days
        )
    }
}

impl Terms {
    /// The terms of every SLA that was ever in force.
    #[must_use]
    pub fn of(agreement: &Agreement, zone: Tz) -> Self {
        let history = agreement.section(Section::Sla);
        let mut versions: Vec<(NaiveDate, u32, &Wording)> = history
            .versions
            .iter()
            .filter_map(|version| Some((version.from()?, version.number, &version.wording)))
            .collect();
        versions.sort_by_key(|(from, number, _)| (*from, *number));
        let mut terms = Vec::new();
        for (at, (from, version, wording)) in versions.iter().enumerate() {
            let Wording::Sla(sla) = wording else { continue };
            let end = versions.get(at + 1).map(|(next, ..)| *next);
            let calendar = sla.hours.calendar(zone);
            for clause in &sla.clauses {
                let first = clause.from.map_or(*from, |own| own.max(*from));
                let own_end = clause.until.and_then(|last| last.succ_opt());
                let end = match (own_end, end) {
                    (Some(own), Some(end)) => Some(own.min(end)),
                    (own, end) => own.or(end),
                };
                if end.is_some_and(|end| end <= first) {
                    continue;
                }
                terms.push(Term {
                    name: sla.name(clause.key),
                    clause: clause.clone(),
                    version: *version,
                    hours: sla.hours.clone(),
                    calendar: calendar.clone(),
                    from: start_of_day(first, zone),
                    until: end.map_or(i64::MAX, |end| start_of_day(end, zone)),
                });
            }
        }
        Self(terms)
    }

    /// Those that hold at an instant, in the order of the SLA.
    pub fn holding(&self, at: i64) -> impl Iterator<Item = &Term> {
        self.0.iter().filter(move |term| term.holds(at))
    }

    /// The clause that asks for an answer to a lead delivered then: the shortest, where several do.
    #[must_use]
    pub fn answer(&self, delivered: Milestone) -> Option<&Term> {
        let at = delivered.start(self.0.first()?.calendar.zone);
        self.holding(at)
            .filter(|term| term.asks_for_an_answer())
            .min_by_key(|term| term.clause.measure.limit())
    }

    /// Those that ask for an answer alone.
    #[must_use]
    pub fn answers(mut self) -> Self {
        self.0.retain(Term::asks_for_an_answer);
        self
    }

    /// How many tries, over how many days, are asked for before a lead delivered then may be called out of reach.
    /// A lead without a date goes by what holds `now`.
    #[must_use]
    pub fn tries(&self, delivered: Option<Milestone>, now: i64) -> Option<(&Term, u32, u32)> {
        let at = delivered.unwrap_or(Milestone::Instant(now));
        self.0.iter().find_map(|term| match term.clause.measure {
            Measure::Tries { tries, days } if term.binds(at) => Some((term, tries, days)),
            _ => None,
        })
    }

    /// What a lead still lacks before it may be called out of reach, by the clause in force for it; `None` where enough
    /// was tried, or no clause asks for it.
    #[must_use]
    pub fn too_early(&self, lead: &Lead, now: i64) -> Option<TooEarly> {
        let (term, tries, days) = self.tries(lead.facts().qualified.at(), now)?;
        let touches = lead.touches();
        let since = touches.first.map_or(0, |first| {
            first
                .until(Milestone::Instant(now), term.calendar.zone)
                .div_euclid(DAY)
        });
        let early = TooEarly {
            name: term.name.clone(),
            tries: touches.count,
            asked: tries,
            days: u32::try_from(since.max(0)).unwrap_or(u32::MAX),
            asked_days: days,
        };
        (early.tries < tries || early.days < days).then_some(early)
    }

    /// The terms of one clause.
    pub fn of_clause(&self, key: ClauseKey) -> impl Iterator<Item = &Term> {
        self.0.iter().filter(move |term| term.clause.key == key)
    }
}

impl Term {
    /// Whether it holds at an instant.
    #[must_use]
    pub fn holds(&self, at: i64) -> bool {
        self.from <= at && at < self.until
    }

    fn asks_for_an_answer(&self) -> bool {
        matches!(self.clause.measure, Measure::Verdict { .. })
            && self.clause.scope == Scope::Qualified
    }

    /// Whether it held when a lead came that far. A day without an hour is bound only by what held from its start:
    /// what is uncertain is never a miss.
    #[must_use]
    pub fn binds(&self, at: Milestone) -> bool {
        self.holds(at.start(self.calendar.zone))
    }

    /// When the time of a lead that came that far runs out; `None` where the clause has no limit or its calendar no
    /// hours. A day without an hour counts from its end, for the lead may have come in its last minute.
    #[must_use]
    pub fn due(&self, from: Milestone) -> Option<i64> {
        let limit = i64::from(self.clause.measure.limit()?) * 60;
        match self.clause.clock {
            Clock::Business => self.calendar.due(self.raised(from), limit),
            Clock::Calendar => self.raised(from).checked_add(limit),
        }
    }

    /// How it stands: done then, or not yet at `now`.
    #[must_use]
    pub fn timed(&self, from: Milestone, done: Option<Milestone>, now: i64) -> Mark {
        let Some(due) = self.due(from) else {
            return Mark::Unknown;
        };
        match done {
            Some(done) if done.start(self.calendar.zone) <= due => Mark::Met,
            Some(_) => Mark::Missed { at: due },
            None if now > due => Mark::Missed { at: due },
            None => {
                let limit = i64::from(self.clause.measure.limit().unwrap_or(0)) * 60;
                if self.used(from, now) * 5 >= limit * 4 {
                    Mark::AtRisk { due }
                } else {
                    Mark::Pending { due }
                }
            }
        }
    }

    /// Seconds of the clause's clock from a milestone to what it asks for; 0 where that came first.
    #[must_use]
    pub fn took(&self, from: Milestone, done: Milestone) -> i64 {
        match self.clause.clock {
            Clock::Business => self.calendar.used_between(from, done),
            Clock::Calendar => from.until(done, self.calendar.zone).max(0),
        }
    }

    /// Seconds of the clause's clock between a milestone and an instant.
    fn used(&self, from: Milestone, now: i64) -> i64 {
        let from = self.raised(from);
        match self.clause.clock {
            Clock::Business => self.calendar.used(from, now),
            Clock::Calendar => (now - from).max(0),
        }
    }

    /// The last second at which it may have happened.
    fn raised(&self, from: Milestone) -> i64 {
        match from {
            Milestone::Instant(at) => at,
            Milestone::Day(day) => {
                day.succ_opt().map_or_else(
                    || from.start(self.calendar.zone) + DAY,
                    |next| start_of_day(next, self.calendar.zone),
                ) - 1
            }
        }
    }

    /// "1 day", "4 h": the limit where there is little room.
    #[must_use]
    pub fn short(&self) -> Option<String> {
        let limit = self.clause.measure.limit()?;
        Some(short_limit(limit, self.clause.clock, &self.hours))
    }
}
