//! Who owes what by when: the clauses of both sides, in words and as something a ledger can be measured against.

pub mod call_plan;
mod faults;
pub mod follow_up;
mod words;

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use crate::review::person::Team;
pub use faults::{Fault, Part};
pub use follow_up::FollowUp;
pub use words::{limit_words, read_limit, short_limit};

/// The agreement on service of both sides, and the hours it runs in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Sla {
    pub hours: WorkingHours,
    /// How Sales follows up a delivery, step by step; empty where nothing is agreed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub follow_up: Vec<FollowUp>,
    /// What Sales has thought of before the first call, a line each; empty where nothing is agreed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub call_plan: Vec<String>,
    pub clauses: Vec<Clause>,
}

/// The working hours limits run in, in the review's time zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkingHours {
    /// Monday to Sunday.
    pub days: [bool; 7],
    /// Minutes after midnight.
    pub opens: u32,
    /// Minutes after midnight, later than `opens`.
    pub closes: u32,
    pub holidays: Vec<NaiveDate>,
}

impl Default for WorkingHours {
    fn default() -> Self {
        Self {
            days: [true, true, true, true, true, false, false],
            opens: 9 * 60,
            closes: 17 * 60,
            holidays: Vec::new(),
        }
    }
}

impl WorkingHours {
    /// The calendar of these hours in a zone. An hour of the day that does not exist reads as midnight.
    #[must_use]
    pub fn calendar(&self, zone: Tz) -> Calendar {
        let time = |minutes: u32| {
            NaiveTime::from_num_seconds_from_midnight_opt(minutes.saturating_mul(60), 0)
                .unwrap_or(NaiveTime::MIN)
        };
        Calendar {
            zone,
            days: self.days,
            opens: time(self.opens),
            closes: time(self.closes),
            holidays: self.holidays.iter().copied().collect(),
        }
    }

    /// Working minutes of a day.
    #[must_use]
    pub fn day(&self) -> u32 {
        self.closes.saturating_sub(self.opens)
    }
}

impl Sla {
    /// A clause by its number.
    #[must_use]
    pub fn clause(&self, key: ClauseKey) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.key == key)
    }

    /// The clauses of one side, in their order.
    pub fn of(&self, side: Team) -> impl Iterator<Item = &Clause> {
        self.clauses
            .iter()
            .filter(move |clause| clause.side == side)
    }

    /// What a clause is called: "S2" is the second that Sales owes. Empty where it is not in it.
    #[must_use]
    pub fn name(&self, key: ClauseKey) -> String {
        let Some(clause) = self.clause(key) else {
            return String::new();
        };
        let place = self.of(clause.side).position(|one| one.key == key);
        let letter = match clause.side {
            Team::Sales => 'S',
            Team::Marketing => 'M',
            Team::Other => '?',
        };
        format!("{letter}{}", place.unwrap_or(0) + 1)
    }

    /// The clauses of both sides by turns: M1, S1, M2, S2; what one side has more of stands last.
    #[must_use]
    pub fn by_turns(&self) -> Vec<&Clause> {
        let mut turns: Vec<(usize, Team, &Clause)> = [Team::Marketing, Team::Sales]
            .into_iter()
            .flat_map(|side| {
                self.of(side)
                    .enumerate()
                    .map(move |(at, one)| (at, side, one))
            })
            .collect();
        turns.sort_by_key(|(at, side, _)| (*at, *side == Team::Sales));
        turns.into_iter().map(|(_, _, clause)| clause).collect()
    }

    /// The number the next clause gets.
    #[must_use]
    pub fn next_key(&self) -> ClauseKey {
        let last = self.clauses.iter().map(|clause| clause.key.0).max();
        ClauseKey(last.unwrap_or(0) + 1)
    }
}

/// A clause's number: kept from version to version, so that answers to misses can name it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct ClauseKey(pub u32);

/// What one side owes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    pub key: ClauseKey,
    /// Sales or Marketing.
    pub side: Team,
    pub text: String,
    pub measure: Measure,
    #[serde(default)]
    pub scope: Scope,
    #[serde(default)]
    pub clock: Clock,
    /// The share that has to be met, in percent: 1 to 100.
    pub target: u8,
    /// What happens where it is missed.
    pub consequence: String,
    /// Holds from that day on; from the version's own day where nothing is said.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// The last day it holds.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

/// What is measured of it, and against what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "measure", rename_all = "snake_case")]
pub enum Measure {
    /// Marketing: leads delivered in a period of so many days.
    Delivered { leads: u32, days: u32 },
    /// Marketing: delivered leads that pass every must-have of the definition in force.
    PassesMustHaves,
    /// Marketing: delivered leads with these fields filled.
    FieldsFilled { fields: Vec<String> },
    /// Marketing: delivered within so many minutes of the inquiry, and how.
    HandedOver { minutes: u32, how: String },
    /// Sales: the first touch within so many minutes of delivery.
    FirstTouch { minutes: u32 },
    /// Sales: accepted or not accepted within so many minutes of delivery.
    Verdict { minutes: u32 },
    /// Sales: so many tries over so many days before "could not reach".
    Tries { tries: u32, days: u32 },
    /// Sales: a reason on every lead that is not accepted.
    ReasonGiven,
    /// Sales: no accepted lead that is still open goes longer without a sign in the CRM: a touch or an answer.
    Updated { minutes: u32 },
}

impl Measure {
    /// Whose work it measures.
    #[must_use]
    pub fn side(&self) -> Team {
        match self {
            Self::Delivered { .. }
            | Self::PassesMustHaves
            | Self::FieldsFilled { .. }
            | Self::HandedOver { .. } => Team::Marketing,
            Self::FirstTouch { .. }
            | Self::Verdict { .. }
            | Self::Tries { .. }
            | Self::ReasonGiven
            | Self::Updated { .. } => Team::Sales,
        }
    }

    /// The limit in minutes, where it has one.
    #[must_use]
    pub fn limit(&self) -> Option<u32> {
        match self {
            Self::HandedOver { minutes, .. }
            | Self::FirstTouch { minutes }
            | Self::Verdict { minutes }
            | Self::Updated { minutes } => Some(*minutes),
            _ => None,
        }
    }

    /// Whether two of them measure the same thing, whatever the limit.
    #[must_use]
    pub fn same_kind(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// Which leads a clause is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Every lead that was created.
    All,
    /// Those that were delivered.
    #[default]
    Qualified,
}

/// Which clock a limit runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// Working hours of the agreement.
    #[default]
    Business,
    /// Every hour counts.
    Calendar,
}
