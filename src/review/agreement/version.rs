//! The agreement's versions: drafted, proposed, voted on, in force from a day, superseded. A ratified text is never
//! edited: the next one takes its place.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::definition::Definition;
use super::plan::Plan;
use super::rules::Rules;
use super::sla::{ClauseKey, Sla};
use super::vote::Vote;
use crate::review::meeting::MeetingId;
use crate::review::person::Team;

/// A section of the agreement; each keeps its own versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    Definition,
    Sla,
    Rules,
    Plan,
}

impl Section {
    /// Every section, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Definition, Self::Sla, Self::Rules, Self::Plan];

    /// Its heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Definition => "What a lead is",
            Self::Sla => "Who owes what by when",
            Self::Rules => "Rules",
            Self::Plan => "Targets and plan",
        }
    }

    /// The words every surface uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Definition => "what a lead is",
            Self::Sla => "who owes what by when",
            Self::Rules => "rules",
            Self::Plan => "targets and plan",
        }
    }
}

/// The text of one section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "section", rename_all = "snake_case")]
pub enum Wording {
    Definition(Box<Definition>),
    Sla(Box<Sla>),
    Rules(Box<Rules>),
    Plan(Box<Plan>),
}

impl Wording {
    /// Which section it is the text of.
    #[must_use]
    pub fn section(&self) -> Section {
        match self {
            Self::Definition(_) => Section::Definition,
            Self::Sla(_) => Section::Sla,
            Self::Rules(_) => Section::Rules,
            Self::Plan(_) => Section::Plan,
        }
    }

    /// A text with nothing in it.
    #[must_use]
    pub fn empty(section: Section) -> Self {
        match section {
            Section::Definition => Self::Definition(Box::default()),
            Section::Sla => Self::Sla(Box::default()),
            Section::Rules => Self::Rules(Box::default()),
            Section::Plan => Self::Plan(Box::default()),
        }
    }
}

/// One thing done to the agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// The section's draft as it now reads, whole.
    Drafted { wording: Wording },
    /// The draft is thrown away.
    Dropped { section: Section },
    /// Put to both teams as that version.
    Proposed {
        version: u32,
        wording: Wording,
        reason: String,
    },
    /// Where everybody stands on it; a later vote takes the place of an earlier one.
    Voted {
        section: Section,
        version: u32,
        votes: Vec<Vote>,
    },
    /// In force from the day's first moment, in the ledger's zone. `managers` are the leaders of both teams who
    /// were there; without both it is not ratified by both, and says so.
    Ratified {
        section: Section,
        version: u32,
        from: NaiveDate,
        managers: Vec<Signatory>,
    },
    /// Taken off the table.
    Withdrawn {
        section: Section,
        version: u32,
        why: String,
    },
    /// Looked at and kept as it is.
    Kept { section: Section, why: String },
    /// Somebody signed what is in force: as a leader, or as a member of a team.
    Signed {
        who: Signatory,
        leader: bool,
        versions: BTreeMap<Section, u32>,
    },
    /// Somebody has read what is in force.
    Read {
        who: String,
        versions: BTreeMap<Section, u32>,
    },
    /// What is done about the misses of a clause up to now.
    Answered {
        clause: ClauseKey,
        applied: bool,
        why: String,
        /// How many misses the answer is about.
        misses: u64,
    },
    /// A clause of the SLA in force was looked at, by turns: kept, or what is to change.
    Looked {
        clause: ClauseKey,
        /// In words; empty where it is kept.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        change: String,
    },
}

impl Step {
    /// The section it is about; signatures, readers and answers are about what is in force as a whole.
    #[must_use]
    pub fn section(&self) -> Option<Section> {
        match self {
            Self::Drafted { wording } | Self::Proposed { wording, .. } => Some(wording.section()),
            Self::Dropped { section }
            | Self::Voted { section, .. }
            | Self::Ratified { section, .. }
            | Self::Withdrawn { section, .. }
            | Self::Kept { section, .. } => Some(*section),
            Self::Signed { .. }
            | Self::Read { .. }
            | Self::Answered { .. }
            | Self::Looked { .. } => None,
        }
    }

    /// What was done, in words; a clause by its name in the SLA, where it is in it.
    #[must_use]
    pub fn words(&self, sla: Option<&Sla>) -> String {
        let name = |clause: &ClauseKey| {
            let name = sla.map(|sla| sla.name(*clause)).unwrap_or_default();
            if name.is_empty() {
                format!("clause {}", clause.0)
            } else {
                name
            }
        };
        match self {
            Self::Drafted { wording } => format!("{}: draft kept", wording.section().word()),
            Self::Dropped { section } => format!("{}: draft thrown away", section.word()),
            Self::Proposed {
                version, wording, ..
            } => format!("{}: v{version} proposed", wording.section().word()),
            Self::Voted {
                section,
                version,
                votes,
            } => format!("{}: {} voted on v{version}", section.word(), votes.len()),
            Self::Ratified {
                section,
                version,
                from,
                ..
            } => format!("{}: v{version} in force from {from}", section.word()),
            Self::Withdrawn {
                section, version, ..
            } => {
                format!("{}: v{version} withdrawn", section.word())
            }
            Self::Kept { section, .. } => format!("{}: looked at and kept", section.word()),
            Self::Signed { who, .. } => format!("{} signed the agreement", who.name),
            Self::Read { who, .. } => format!("{who} has read the agreement"),
            Self::Answered {
                clause, applied, ..
            } => format!(
                "misses of {}: consequence {}",
                name(clause),
                if *applied { "applied" } else { "waived" }
            ),
            Self::Looked { clause, change } if change.is_empty() => {
                format!("{}: looked at and kept", name(clause))
            }
            Self::Looked { clause, change } => format!("{}: to change: {change}", name(clause)),
        }
    }
}

/// Somebody with their team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signatory {
    pub name: String,
    pub team: Team,
}

/// Where a version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Proposed,
    /// Ratified: in force from that day until the next one.
    Ratified {
        from: NaiveDate,
    },
    Withdrawn,
}

/// One version of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub number: u32,
    pub wording: Wording,
    pub reason: String,
    pub proposed_by: String,
    /// ms since 1970 UTC.
    pub proposed_at: i64,
    /// The review it was proposed in.
    pub proposed_in: Option<MeetingId>,
    pub votes: Vec<Vote>,
    /// The review the vote was taken in.
    pub voted_in: Option<MeetingId>,
    /// The first review that met it: the one it was proposed in, else the first that voted on it.
    pub met_in: Option<MeetingId>,
    /// ms since 1970 UTC.
    pub voted_at: Option<i64>,
    pub standing: Standing,
    /// The leaders who were there when it was ratified.
    pub managers: Vec<Signatory>,
    pub ratified_in: Option<MeetingId>,
    /// ms since 1970 UTC.
    pub ratified_at: Option<i64>,
    /// Why it was taken off the table; empty where it was not.
    pub withdrawn: String,
    pub withdrawn_in: Option<MeetingId>,
}

impl Version {
    /// Whether both teams' leaders stood by when it was ratified.
    #[must_use]
    pub fn ratified_by_both(&self) -> bool {
        [Team::Sales, Team::Marketing]
            .iter()
            .all(|team| self.managers.iter().any(|leader| leader.team == *team))
    }

    /// The day it came into force.
    #[must_use]
    pub fn from(&self) -> Option<NaiveDate> {
        match self.standing {
            Standing::Ratified { from } => Some(from),
            Standing::Proposed | Standing::Withdrawn => None,
        }
    }
}

/// A section with all its versions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// What is being written, by whom and since when (ms since 1970 UTC).
    pub draft: Option<(Wording, String, i64)>,
    /// In the order they were proposed.
    pub versions: Vec<Version>,
    /// When it was last looked at and kept, ms since 1970 UTC, with why.
    pub kept: Option<(i64, String)>,
}

impl History {
    /// The version in force on a day: the ratified one that came last before or on it.
    #[must_use]
    pub fn in_force(&self, day: NaiveDate) -> Option<&Version> {
        let holds = |version: &&Version| version.from().is_some_and(|from| from <= day);
        self.versions
            .iter()
            .filter(holds)
            .max_by_key(|version| (version.from(), version.number))
    }

    /// The version that is proposed and waits for its vote or its day.
    #[must_use]
    pub fn on_the_table(&self) -> Option<&Version> {
        let waits = |version: &&Version| version.standing == Standing::Proposed;
        self.versions.iter().rev().find(waits)
    }

    /// A version by its number.
    #[must_use]
    pub fn version(&self, number: u32) -> Option<&Version> {
        self.versions.iter().find(|one| one.number == number)
    }

    /// The number the next version gets.
    #[must_use]
    pub fn next(&self) -> u32 {
        self.versions
            .iter()
            .map(|one| one.number)
            .max()
            .unwrap_or(0)
            + 1
    }

    pub(super) fn version_mut(&mut self, number: u32) -> Option<&mut Version> {
        self.versions.iter_mut().find(|one| one.number == number)
    }
}
