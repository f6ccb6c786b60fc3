//! Who owes what by when: the clauses of both sides.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::review::person::Team;

/// The agreement on service of both sides, and the hours it runs in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Sla {
    pub hours: WorkingHours,
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
    /// Sales: the CRM says what happened within so many minutes of it.
    Updated { minutes: u32 },
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
