//! The clauses of the agreement as the minutes tell them: how each was kept, and what was done about its misses.

use serde::{Deserialize, Serialize};

use crate::review::figures::sla::{Board, Kept, Row};
use crate::review::meeting::MeetingId;
use crate::review::person::Team;

/// A clause as it stood when the minutes were taken, on the leads of the last 90 days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwedRow {
    /// "S2".
    pub name: String,
    pub side: Team,
    pub text: String,
    /// In full: "first touch within 1 working day of delivery, on 90 % of delivered leads".
    pub asks: String,
    /// met, at risk, missed, pending; or that it cannot be told.
    pub stands: String,
    pub met: u64,
    /// Met or missed: what the share is of.
    pub n: u64,
    /// Misses that nobody has answered.
    pub unanswered: u64,
    /// What happens where it is missed.
    pub consequence: String,
    /// What this review did about the misses; `None` where it did nothing.
    pub answer: Option<OwedAnswer>,
}

/// What was done about the misses of a clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwedAnswer {
    /// The consequence was applied; else it was waived.
    pub applied: bool,
    pub why: String,
    pub who: String,
    /// How many misses it is about.
    pub misses: u64,
}

/// The version in force, and its clauses.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Owed {
    /// 0 where no SLA is in force.
    pub version: u32,
    pub clauses: Vec<OwedRow>,
}

impl Owed {
    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }
}

/// The clauses as a review leaves them.
pub(super) fn owed(board: Option<&Board>, review: MeetingId) -> Owed {
    board.map_or_else(Owed::default, |board| Owed {
        version: board.version,
        clauses: board.rows.iter().map(|row| told(row, review)).collect(),
    })
}

fn told(row: &Row, review: MeetingId) -> OwedRow {
    let here = row
        .answer
        .as_ref()
        .filter(|answer| answer.meeting == Some(review));
    OwedRow {
        name: row.name.clone(),
        side: row.clause.side,
        text: row.clause.text.clone(),
        asks: row.clause.asks(&row.hours),
        stands: row
            .dark
            .map_or_else(|| row.kept().word(), |_| "cannot be told")
            .to_owned(),
        met: row.counts.met,
        n: row.counts.n(),
        unanswered: if row.kept() == Kept::Missed {
            row.unanswered
        } else {
            0
        },
        consequence: row.clause.consequence.clone(),
        answer: here.map(|answer| OwedAnswer {
            applied: answer.applied,
            why: answer.why.clone(),
            who: answer.who.clone(),
            misses: answer.misses,
        }),
    }
}
