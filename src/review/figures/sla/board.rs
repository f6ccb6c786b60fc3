//! What is made of the marks: a clause's share against its target, a side's clauses, the misses nobody has answered.

use std::collections::BTreeMap;

use super::super::interval;
use super::super::kpi::rate;
use crate::review::agreement::fold::MissAnswer;
use crate::review::agreement::sla::call_plan::Planned;
use crate::review::agreement::sla::{Clause, ClauseKey, WorkingHours};
use crate::review::agreement::terms::Mark;
use crate::review::lead::LeadId;
use crate::review::period::Period;
use crate::review::person::Team;

/// How many leads stand where with a clause. Of a clause on deliveries they are periods, not leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub met: u64,
    pub missed: u64,
    pub at_risk: u64,
    pub pending: u64,
    /// Came before the clause was in force: counted, never missed.
    pub before: u64,
    /// A date is missing, so nobody can tell.
    pub unknown: u64,
}

impl Counts {
    pub fn add(&mut self, mark: Mark) {
        *match mark {
            Mark::Met => &mut self.met,
            Mark::Missed { .. } => &mut self.missed,
            Mark::AtRisk { .. } => &mut self.at_risk,
            Mark::Pending { .. } => &mut self.pending,
            Mark::Before => &mut self.before,
            Mark::Unknown => &mut self.unknown,
        } += 1;
    }

    /// Those that are decided: met or missed.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.met + self.missed
    }

    /// Met ÷ (met + missed), a fraction; open and past due is missed, open and in time is in neither.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        rate(self.met, self.n())
    }
}

/// Where a clause stands as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kept {
    /// The share is at the target or above.
    Met,
    /// So it is, but not if what is at risk is missed.
    AtRisk,
    /// The share is under the target.
    Missed,
    /// Nothing is decided yet.
    Pending,
}

impl Kept {
    /// The word on the wall.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::AtRisk => "at risk",
            Self::Missed => "missed",
            Self::Pending => "pending",
        }
    }
}

/// One thing that was missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Miss {
    /// `None` where it is a period of deliveries.
    pub lead: Option<LeadId>,
    /// Seconds since 1970, UTC.
    pub at: i64,
}

/// A clause as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub key: ClauseKey,
    /// "S2".
    pub name: String,
    pub clause: Clause,
    pub hours: WorkingHours,
    pub counts: Counts,
    /// Why it cannot be measured on this ledger, and what would light it.
    pub dark: Option<&'static str>,
    /// The latest first, at most [`super::count::KEPT`] of them.
    pub misses: Vec<Miss>,
    /// Met and missed by owner where Sales owes it, by campaign where Marketing does; blank is a row of its own.
    pub by: BTreeMap<String, (u64, u64)>,
    /// Misses since the last answer to "what do we do about it?".
    pub unanswered: u64,
    /// The last answer.
    pub answer: Option<MissAnswer>,
}

impl Row {
    /// Where the clause stands as a whole.
    #[must_use]
    pub fn kept(&self) -> Kept {
        let Counts {
            met,
            missed,
            at_risk,
            ..
        } = self.counts;
        let reaches = |met: u64, n: u64| met * 100 >= n * u64::from(self.clause.target);
        if self.dark.is_some() || met + missed == 0 {
            if at_risk > 0 {
                Kept::AtRisk
            } else {
                Kept::Pending
            }
        } else if !reaches(met, met + missed) {
            Kept::Missed
        } else if !reaches(met, met + missed + at_risk) {
            Kept::AtRisk
        } else {
            Kept::Met
        }
    }

    /// What so many leads can tell, where few of them speak: for the wall no colour under ten.
    #[must_use]
    pub fn few(&self) -> bool {
        interval::few(self.counts.n())
    }
}

/// One side of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Side {
    pub met: u64,
    pub at_risk: u64,
    pub missed: u64,
    pub pending: u64,
}

impl Side {
    /// How many clauses it owes.
    #[must_use]
    pub fn clauses(&self) -> u64 {
        self.met + self.at_risk + self.missed + self.pending
    }
}

/// Every clause in force, as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Board {
    /// The version in force.
    pub version: u32,
    /// Which leads it is of.
    pub period: Period,
    /// Seconds since 1970, UTC: up to when silence is counted.
    pub as_of: i64,
    /// In the order of the agreement.
    pub rows: Vec<Row>,
    /// How many of the accepted leads had a plan before the first touch; nothing where no checklist was agreed.
    pub planned: Planned,
}

impl Board {
    /// The clauses of one side, in their order.
    pub fn of(&self, side: Team) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.clause.side == side)
    }

    /// How many of its clauses a side keeps.
    #[must_use]
    pub fn side(&self, side: Team) -> Side {
        let mut total = Side::default();
        for row in self.of(side) {
            *match row.kept() {
                Kept::Met => &mut total.met,
                Kept::AtRisk => &mut total.at_risk,
                Kept::Missed => &mut total.missed,
                Kept::Pending => &mut total.pending,
            } += 1;
        }
        total
    }

    /// The clauses that ask "what do we do about it?": under their target, with misses nobody has answered.
    pub fn unanswered(&self) -> impl Iterator<Item = &Row> {
        let asks = |row: &&Row| row.unanswered > 0 && row.kept() == Kept::Missed;
        self.rows.iter().filter(asks)
    }

    /// A clause by its number.
    #[must_use]
    pub fn row(&self, key: ClauseKey) -> Option<&Row> {
        self.rows.iter().find(|row| row.key == key)
    }
}
