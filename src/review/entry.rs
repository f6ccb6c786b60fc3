//! The journal's entries: each thing a person does is one entry.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::agreement::version::Step;
use super::campaign::{Choice, Forecast};
use super::figures::contradiction::Contradiction;
use super::filter::By;
use super::lead::{Deal, Field, LeadId};
use super::meeting::deed::{Deed, Effect, Origin, Way};
use super::meeting::{Attendance, MeetingId, Opening, PromiseState};
use super::money::Money;
use super::person::{Person, Team};
use super::reason::PickLists;
use super::steer::sentence;
use super::touch::Touch;
use super::verdict::{InProcess, Judgement, Verdict};

/// An entry's place in the journal: 1, 2, 3 …
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Seq(pub i64);

/// One thing a person did. Never changed, never removed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub seq: Seq,
    /// The first entry of the same key press: what one undo takes back.
    pub gesture: Seq,
    /// Milliseconds since 1970, UTC, as the seat's clock told it. Order is by `seq`, never by this.
    pub at: i64,
    /// The person's name.
    pub who: String,
    /// The review it happened in.
    pub meeting: Option<MeetingId>,
    pub act: Act,
}

/// An entry that waits to be recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub at: i64,
    pub who: String,
    pub meeting: Option<MeetingId>,
    pub act: Act,
    /// The last entry about the same lead that the seat had seen, `Some(Seq(0))` where nobody had said anything;
    /// `None` asks for no check. Where somebody
    /// else has since said something about the lead, the ledger refuses and says who said what.
    pub seen: Option<Seq>,
}

/// Where an act was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// In the review, by the room.
    Review,
    /// At a seat, outside a review.
    #[default]
    Seat,
    /// On a slip that came back.
    Slip,
    /// By consent: read aloud and nobody pulled it up.
    Consent,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Act {
    // ── about a lead ─────────────────────────────────────────────────────────────
    /// A verdict. `over` is the code of the verdict that stood before (1, 2, 3), if any did.
    Verdict {
        lead: LeadId,
        #[serde(flatten)]
        verdict: Verdict,
        #[serde(default)]
        told: Told,
    },
    /// It stands: the room looked and left everything as it was.
    Stands {
        lead: LeadId,
        #[serde(default)]
        told: Told,
    },
    /// Was it a lead?
    Judgement {
        lead: LeadId,
        was_a_lead: Judgement,
    },
    /// Is it in the sales process?
    InProcess {
        lead: LeadId,
        in_process: InProcess,
    },
    Note {
        lead: LeadId,
        text: String,
    },
    /// "Would have liked to know": the whole set, as it now is.
    Wishes {
        lead: LeadId,
        tags: Vec<String>,
    },
    Touched {
        lead: LeadId,
        touch: Touch,
    },
    /// The plan before the first call: the lines ticked, as they now are, of so many.
    Planned {
        lead: LeadId,
        ticked: Vec<String>,
        of: u32,
    },
    Deal {
        lead: LeadId,
        deal: Deal,
    },
    /// A field typed by hand; the owner too.
    Corrected {
        lead: LeadId,
        field: Field,
        text: String,
    },
    /// A lead added by hand. The ledger gives the id; in a draft it is zero.
    Added {
        lead: LeadId,
        texts: Vec<(Field, String)>,
        qualified: Option<NaiveDate>,
    },
    /// What its record says against itself is known and left as it is: no data to fix any more.
    Known {
        lead: LeadId,
        what: Contradiction,
    },
    Parked {
        lead: LeadId,
    },
    Skipped {
        lead: LeadId,
    },
    /// Brought forward: onto the docket, or from consent to discussion.
    Brought {
        lead: LeadId,
    },

    // ── about a review ───────────────────────────────────────────────────────────
    Opened {
        opening: Box<Opening>,
    },
    Paused,
    Resumed,
    /// The walk stands at this lead: what a resume after a kill returns to.
    At {
        lead: LeadId,
    },
    Attended {
        person: Person,
        attendance: Attendance,
    },
    Facilitates {
        who: String,
    },
    Decided {
        text: String,
        lead: Option<LeadId>,
        #[serde(default, skip_serializing_if = "Origin::is_review")]
        origin: Origin,
        /// From when it holds; at once where nobody said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<NaiveDate>,
    },
    /// A promise: a text, exactly one owner, a date. Empty owner or no date is allowed and listed at the close.
    Promised {
        text: String,
        owner: String,
        due: Option<NaiveDate>,
        lead: Option<LeadId>,
        #[serde(default, skip_serializing_if = "Origin::is_review")]
        origin: Origin,
        /// Which figure it is to move.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        effect: Option<Effect>,
    },
    /// A promise kept, missed, carried or dropped.
    Promise {
        promise: Seq,
        state: PromiseState,
    },
    /// Stop, start or continue.
    Idea {
        text: String,
        lead: Option<LeadId>,
        #[serde(default, skip_serializing_if = "Origin::is_review")]
        origin: Origin,
        /// Nobody said where it is told in free words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        way: Option<Way>,
        /// Who is to do it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        team: Option<Team>,
        /// The leads that show it, beside `lead`.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        evidence: Vec<LeadId>,
    },
    /// A topic for Decide; outside a review, for the next one.
    Topic {
        text: String,
        lead: Option<LeadId>,
        #[serde(default, skip_serializing_if = "Origin::is_review")]
        origin: Origin,
        /// Straight into the parking lot.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        parked: bool,
    },
    /// Everything else a review does: phases, people heard, votes, the blind check.
    Room(Deed),
    /// Was the hour worth it, 1–10 each.
    Rated {
        ratings: Vec<u8>,
    },
    /// Closed: the minutes are FINAL, with their version and the SHA-256 of their canonical JSON (hex).
    Closed {
        version: u32,
        digest: String,
        carried: Vec<LeadId>,
        /// The canonical JSON itself: what was decided stays readable as it was, whatever later imports say.
        #[serde(default)]
        minutes: String,
    },
    /// Reopened for a next version of the minutes.
    Reopened {
        reason: String,
    },

    // ── about a campaign, by its name ────────────────────────────────────────────
    /// What Marketing expects of it; once it is launched, a next one needs a reason.
    Forecast {
        campaign: String,
        forecast: Forecast,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// Its launch or its cost, typed by hand; what is not said stays as it was.
    CampaignSet {
        campaign: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        launch: Option<NaiveDate>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cost: Option<Money>,
    },
    /// Keep, change or stop; `seen` is what it was decided on, in words.
    CampaignDecided {
        campaign: String,
        choice: Choice,
        text: String,
        #[serde(default)]
        seen: String,
    },

    // ── about the file ───────────────────────────────────────────────────────────
    /// One import: one entry, one undo. Rows and before-images stand in the batch table.
    Imported {
        batch: i64,
        files: Vec<ImportedFile>,
    },
    PersonSet {
        person: Person,
    },
    Lists {
        lists: Box<PickLists>,
    },
    /// A setting: zone, cadence, answer limit, …
    Setting {
        name: String,
        value: String,
    },

    /// Keep, change or stop: a source, a rep, whatever figures go by but a campaign. The latest stands.
    Steered {
        by: By,
        /// The slice, as it stands on the leads.
        key: String,
        choice: Choice,
        #[serde(default)]
        why: String,
    },

    // ── about the agreement ──────────────────────────────────────────────────────
    /// Something was drafted, proposed, voted on, ratified, signed, read or answered.
    Agreed {
        step: Box<Step>,
    },

    // ── about the journal ────────────────────────────────────────────────────────
    /// Takes back the gesture that began with `of`. Undoing an undo is the redo.
    Undone {
        of: Seq,
        said: String,
    },
}

/// What one file of an import was, for the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedFile {
    /// The file's name without its folder.
    pub file: String,
    /// leads, opportunities, campaigns, members, touches, people, spend, slip.
    pub rows_of: String,
    /// SHA-256 of its bytes, hex.
    pub digest: String,
    pub new: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub refused: u64,
}

impl Act {
    /// The lead the act is about.
    #[must_use]
    pub fn lead(&self) -> Option<LeadId> {
        match self {
            Self::Verdict { lead, .. }
            | Self::Stands { lead, .. }
            | Self::Judgement { lead, .. }
            | Self::InProcess { lead, .. }
            | Self::Note { lead, .. }
            | Self::Wishes { lead, .. }
            | Self::Touched { lead, .. }
            | Self::Planned { lead, .. }
            | Self::Deal { lead, .. }
            | Self::Corrected { lead, .. }
            | Self::Added { lead, .. }
            | Self::Known { lead, .. }
            | Self::Parked { lead }
            | Self::Skipped { lead }
            | Self::Brought { lead }
            | Self::At { lead } => Some(*lead),
            Self::Decided { lead, .. }
            | Self::Promised { lead, .. }
            | Self::Idea { lead, .. }
            | Self::Topic { lead, .. } => *lead,
            Self::Room(deed) => deed.lead(),
            _ => None,
        }
    }

    /// The lead the act says something of: what a second seat is checked against, and what [`super::said::Said`] takes in.
    #[must_use]
    pub fn says_of(&self) -> Option<LeadId> {
        match self {
            Self::Added { .. }
            | Self::At { .. }
            | Self::Decided { .. }
            | Self::Promised { .. }
            | Self::Idea { .. }
            | Self::Topic { .. }
            | Self::Room(_) => None,
            act => act.lead(),
        }
    }

    /// What was decided, in words, and the lead it came from: of the room, or about a campaign or a source.
    #[must_use]
    pub fn decision(&self) -> Option<(Cow<'_, str>, Option<LeadId>)> {
        match self {
            Self::Decided { text, lead, .. } => Some((Cow::Borrowed(text), *lead)),
            act => {
                let (by, key, choice, why) = act.steers()?;
                Some((Cow::Owned(sentence(&by, key, choice, why)), None))
            }
        }
    }

    /// Whether undo passes over it: places and marks that nobody did on purpose.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        matches!(self, Self::At { .. } | Self::Room(Deed::Entered { .. }))
    }

    /// The word in the journal's `kind` column: serde's tag.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Verdict { .. } => "verdict",
            Self::Stands { .. } => "stands",
            Self::Judgement { .. } => "judgement",
            Self::InProcess { .. } => "in_process",
            Self::Note { .. } => "note",
            Self::Wishes { .. } => "wishes",
            Self::Touched { .. } => "touched",
            Self::Planned { .. } => "planned",
            Self::Deal { .. } => "deal",
            Self::Corrected { .. } => "corrected",
            Self::Added { .. } => "added",
            Self::Known { .. } => "known",
            Self::Parked { .. } => "parked",
            Self::Skipped { .. } => "skipped",
            Self::Brought { .. } => "brought",
            Self::Opened { .. } => "opened",
            Self::Paused => "paused",
            Self::Resumed => "resumed",
            Self::At { .. } => "at",
            Self::Attended { .. } => "attended",
            Self::Facilitates { .. } => "facilitates",
            Self::Decided { .. } => "decided",
            Self::Promised { .. } => "promised",
            Self::Promise { .. } => "promise",
            Self::Idea { .. } => "idea",
            Self::Topic { .. } => "topic",
            Self::Room(Deed::Entered { .. }) => "entered",
            Self::Room(_) => "room",
            Self::Rated { .. } => "rated",
            Self::Closed { .. } => "closed",
            Self::Reopened { .. } => "reopened",
            Self::Forecast { .. } => "forecast",
            Self::CampaignSet { .. } => "campaign_set",
            Self::CampaignDecided { .. } => "campaign_decided",
            Self::Imported { .. } => "imported",
            Self::PersonSet { .. } => "person_set",
            Self::Lists { .. } => "lists",
            Self::Setting { .. } => "setting",
            Self::Steered { .. } => "steered",
            Self::Agreed { .. } => "agreed",
            Self::Undone { .. } => "undone",
        }
    }
}
