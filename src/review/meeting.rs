//! A review: how it opens, what is on its docket, what it decided and promised.

pub mod agenda;
pub mod because;
pub mod blind;
pub mod course;
pub mod deed;
pub mod docket;
pub mod draw;
pub mod fold;
pub mod matter;
pub mod pace;
pub mod phase;
pub mod prepared;
pub mod queue;
pub mod series;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use self::agenda::Planned;
use self::deed::{Effect, Origin};
use super::entry::Seq;
use super::lead::LeadId;
use super::period::Period;
use super::person::Person;

/// A review's number in the ledger: 1, 2, 3 … in the order they were opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MeetingId(pub i64);

/// Everything a review is opened with. Its cohort and its docket are fixed here and never move.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opening {
    /// Given by the ledger; in a draft it is zero.
    pub id: MeetingId,
    pub title: String,
    /// Which leads the figures and the candidates are of (qualified in it; for K6 created in it).
    pub period: Period,
    /// Planned length, minutes.
    pub minutes: u32,
    /// Minutes for the leads.
    pub lead_minutes: u32,
    /// What drew the docket: the same seed gives the same docket.
    pub seed: u64,
    pub facilitator: String,
    pub present: Vec<Person>,
    pub docket: Vec<DocketItem>,
    /// Practice mode: walked in memory only, never recorded.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub practice: bool,
    /// The template it was opened from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub template: String,
    /// The phases planned, with their minutes; none in a review opened before there were any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agenda: Vec<Planned>,
}

impl Opening {
    /// The phases planned; those of the monthly review where it was opened without any.
    #[must_use]
    pub fn slots(&self) -> Vec<Planned> {
        if self.agenda.is_empty() {
            agenda::assumed(self.minutes, self.lead_minutes)
        } else {
            self.agenda.clone()
        }
    }
}

/// Which half of the docket a lead stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    ToDiscuss,
    ByConsent,
}

/// One lead on the docket and why it is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocketItem {
    pub lead: LeadId,
    pub part: Part,
    pub because: Vec<Because>,
}

/// Why a lead is on the docket, most telling first.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// Two people told different verdicts.
    PeopleDiffer { first: String, second: String },
    /// Accepted and lost at once, or not accepted and won.
    VerdictAgainstOutcome,
    /// A later import says otherwise than the room did.
    CrmAgainstRoom,
    /// Passes every must-have of the version in force, and Sales said no.
    MeetsAndRefused { version: u32 },
    /// Accepted, and a must-have of the version in force failed.
    AcceptedAndFails { version: u32, criterion: String },
    /// An imported refusal without a recorded reason.
    NoReasonRecorded,
    /// No verdict for so many days.
    AnswerDue { days: u32 },
    /// Delivered so many days ago, nobody has touched it.
    Untouched { days: u32 },
    /// Not accepted, "other", or without words.
    WithoutWords,
    /// Accepted, no opportunity, no touch for so many days.
    Stalled { days: u32 },
    /// Among the highest amounts or scores of the period.
    HighValue,
    /// Won or lost against what its source usually does.
    Surprise { won: bool },
    /// Parked or not reached last time.
    Carried,
    /// The verdict or the outcome changed in the period.
    Changed,
    /// Qualified in the period.
    Qualified,
    /// Drawn by chance among the accepted.
    Drawn,
    /// Somebody brought it here.
    Brought { by: String },
    /// New or changed in the latest file (where no dates say more).
    NewInFile,
}

/// Who is in the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attendance {
    Present,
    Absent,
    Late,
    Left,
}

impl Attendance {
    /// The word every surface uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Absent => "absent",
            Self::Late => "late",
            Self::Left => "left",
        }
    }

    /// The same of somebody, as a sentence tells it.
    #[must_use]
    pub fn told(self) -> &'static str {
        match self {
            Self::Present => "is here",
            Self::Absent => "is not here",
            Self::Late => "came late",
            Self::Left => "left",
        }
    }
}

/// What became of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PromiseState {
    #[default]
    Open,
    InProgress,
    Blocked,
    Done,
    /// The room looked: it was not done, and nobody goes on with it.
    NotDone,
    Dropped,
}

impl PromiseState {
    /// Whether nothing more is to be done: done, not done, dropped.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::NotDone | Self::Dropped)
    }

    /// The word every surface uses; overdue is computed, not kept.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InProgress => "in progress",
            Self::Blocked => "blocked",
            Self::Done => "done",
            Self::NotDone => "not done",
            Self::Dropped => "dropped",
        }
    }
}

/// A promise (MEASURES §10 "action"): exactly one owner and a date; missing ones are listed at the close.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// The entry that made it: its identity.
    pub seq: Seq,
    pub text: String,
    pub owner: String,
    pub due: Option<NaiveDate>,
    pub lead: Option<LeadId>,
    pub meeting: Option<MeetingId>,
    pub state: PromiseState,
    /// When the state last changed, ms since 1970 UTC.
    pub changed_at: i64,
    /// When it was made, ms since 1970 UTC.
    pub made_at: i64,
    pub origin: Origin,
    pub effect: Option<Effect>,
}

impl Promise {
    /// Whether nothing more is to be done about it.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.state.is_over()
    }
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    pub seq: Seq,
    pub text: String,
    pub lead: Option<LeadId>,
    pub who: String,
    pub origin: Origin,
    /// From when it holds.
    pub from: Option<NaiveDate>,
}

/// Where a review stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeetingState {
    Running,
    Paused,
    /// Closed with FINAL minutes of that version.
    Closed {
        version: u32,
    },
}

/// A review as the journal tells it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Meeting {
    pub opening: Opening,
    /// ms since 1970 UTC.
    pub opened_at: i64,
    pub closed_at: Option<i64>,
    pub state: MeetingState,
    pub facilitator: String,
    /// Who is, was or was not there, latest word each, with when (ms since 1970 UTC).
    pub attendance: Vec<(Person, Attendance, i64)>,
    /// The lead the walk stands at.
    pub at: Option<LeadId>,
    pub ratings: Vec<u8>,
    /// SHA-256 of the latest FINAL minutes' canonical JSON.
    pub digest: Option<String>,
    /// The seq of the entry that opened it: the start snapshot is the figures as of this entry.
    pub opened_seq: Seq,
    /// The person at whose seat it was opened, resumed or handed over: this seat and the facilitator's set the phase.
    pub seat: String,
}

impl Meeting {
    /// Whether somebody's seat sets the phase and the place of the walk.
    #[must_use]
    pub fn is_led_by(&self, who: &str) -> bool {
        self.facilitator == who || self.seat == who
    }
}
