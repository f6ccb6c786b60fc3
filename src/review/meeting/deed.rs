//! What is done in a review that is not said of a lead: phases, people heard, votes, dots, rulings, the blind check.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::phase::Phase;
use crate::review::agreement::vote::Vote;
use crate::review::entry::{Act, Seq};
use crate::review::figures::kpi::Kpi;
use crate::review::lead::LeadId;
use crate::review::person::Team;

/// What a thing said in a review came from, beside a lead.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Origin {
    /// The review itself, or the lead named beside it.
    #[default]
    Review,
    Figure {
        kpi: Kpi,
    },
    /// A clause of the agreement, by what its list calls it.
    Clause {
        name: String,
    },
    Campaign {
        name: String,
    },
    /// A topic, an idea, a promise or a decision: the entry that made it.
    Entry {
        seq: Seq,
    },
}

impl Origin {
    /// The review itself.
    #[must_use]
    pub fn is_review(&self) -> bool {
        *self == Self::Review
    }

    /// What it came from in words; empty where the review or a lead says it.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Review | Self::Entry { .. } => String::new(),
            Self::Figure { kpi } => kpi.title().to_owned(),
            Self::Clause { name } | Self::Campaign { name } => name.clone(),
        }
    }
}

/// Which way a figure is to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Up,
    Down,
}

impl Direction {
    /// The word every surface uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

/// What a promise is to bring about: a figure and which way it moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    pub kpi: Kpi,
    pub direction: Direction,
}

/// What an idea is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    Stop,
    Start,
    Continue,
}

impl Way {
    /// In the order of the lists.
    pub const ALL: [Self; 3] = [Self::Stop, Self::Start, Self::Continue];

    /// The word every surface uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Start => "start",
            Self::Continue => "continue",
        }
    }
}

/// How far a topic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Named, not talked about.
    #[default]
    Named,
    Discussing,
    Solved,
    /// Not today: into the parking lot.
    Parked,
    /// The teams do not agree: the sponsor rules.
    NeedsRuling,
}

impl Stage {
    /// The word every surface uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Discussing => "discussing",
            Self::Solved => "solved",
            Self::Parked => "parked",
            Self::NeedsRuling => "needs a ruling",
        }
    }

    /// Whether somebody still has to talk about it.
    #[must_use]
    pub fn is_open(self) -> bool {
        self != Self::Solved
    }
}

/// One thing done in a review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "snake_case")]
pub enum Deed {
    /// The review is in this phase from now on.
    Entered { phase: Phase },
    /// A phase was passed over, and why.
    Passed { phase: Phase, note: String },
    /// Somebody was heard, in their own words where any were taken down.
    Heard { person: String, text: String },
    /// What a team is glad about since last time.
    Win { team: Team, text: String },
    /// How many dots an idea has.
    Dots { idea: Seq, dots: u32 },
    /// How far a topic is.
    Staged { topic: Seq, stage: Stage },
    /// Where each stands on a decision, 0 to 5.
    Voted { decision: Seq, votes: Vec<Vote> },
    /// What the sponsor ruled on a topic.
    Ruled {
        topic: Seq,
        text: String,
        by: String,
    },
    /// Nothing was decided, and why nothing is to change.
    Nothing { reason: String },
    /// How well do we work together, 1–5 each.
    Pulse { scores: Vec<u8> },
    /// A review that was due was not held, and why.
    NotHeld { due: NaiveDate, reason: String },
    /// Somebody's words.
    Quote {
        text: String,
        by: String,
        lead: Option<LeadId>,
        #[serde(default, skip_serializing_if = "Origin::is_review")]
        origin: Origin,
    },
    /// The blind check begins: these leads, without source and owner.
    BlindBegun { leads: Vec<LeadId> },
    /// So many hands of a team for yes and for no, counted by the facilitator: takes the place of an earlier count.
    BlindHands {
        lead: LeadId,
        team: Team,
        yes: u32,
        no: u32,
    },
    /// One person's own vote, from their own seat: takes the place of their earlier one.
    BlindVote {
        lead: LeadId,
        person: String,
        team: Team,
        yes: bool,
    },
    /// The votes are shown.
    BlindShown,
}

impl Deed {
    /// The lead it came from, where it names one.
    #[must_use]
    pub fn lead(&self) -> Option<LeadId> {
        match self {
            Self::Quote { lead, .. } => *lead,
            Self::BlindHands { lead, .. } | Self::BlindVote { lead, .. } => Some(*lead),
            _ => None,
        }
    }

    /// The topic it is about.
    #[must_use]
    pub fn topic(&self) -> Option<Seq> {
        match self {
            Self::Staged { topic, .. } | Self::Ruled { topic, .. } => Some(*topic),
            _ => None,
        }
    }

    /// The text somebody typed, to be redacted with the person it is about.
    pub fn text_mut(&mut self) -> Option<&mut String> {
        match self {
            Self::Passed { note: text, .. }
            | Self::Heard { text, .. }
            | Self::Win { text, .. }
            | Self::Ruled { text, .. }
            | Self::Quote { text, .. } => Some(text),
            _ => None,
        }
    }
}

impl Act {
    /// Whether something is different after it: a decision or a promise.
    #[must_use]
    pub fn decides(&self) -> bool {
        matches!(self, Self::Promised { .. }) || self.decision().is_some()
    }

    /// A decision that holds at once.
    #[must_use]
    pub fn decided(text: String, lead: Option<LeadId>) -> Self {
        Self::Decided {
            text,
            lead,
            origin: Origin::Review,
            from: None,
        }
    }

    /// A promise that names no figure.
    #[must_use]
    pub fn promised(
        text: String,
        owner: String,
        due: Option<NaiveDate>,
        lead: Option<LeadId>,
    ) -> Self {
        Self::Promised {
            text,
            owner,
            due,
            lead,
            origin: Origin::Review,
            effect: None,
        }
    }

    /// An idea in free words.
    #[must_use]
    pub fn idea(text: String, lead: Option<LeadId>) -> Self {
        Self::Idea {
            text,
            lead,
            origin: Origin::Review,
            way: None,
            team: None,
            evidence: Vec::new(),
        }
    }

    /// A topic for Decide.
    #[must_use]
    pub fn topic(text: String, lead: Option<LeadId>) -> Self {
        Self::Topic {
            text,
            lead,
            origin: Origin::Review,
            parked: false,
        }
    }
}
