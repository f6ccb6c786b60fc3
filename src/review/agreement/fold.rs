//! Everything both teams agreed on, folded from the journal's entries in order.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::definition::Definition;
use super::plan::Plan;
use super::rules::Rules;
use super::sla::{ClauseKey, Sla};
use super::version::{History, Section, Signatory, Standing, Step, Version, Wording};
use crate::review::entry::{Act, Entry, Seq};
use crate::review::lead::Lead;
use crate::review::meeting::MeetingId;

/// A signature under what was in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    pub who: Signatory,
    pub leader: bool,
    pub versions: BTreeMap<Section, u32>,
    /// ms since 1970 UTC.
    pub at: i64,
}

/// What was done about the misses of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissAnswer {
    pub seq: Seq,
    pub clause: ClauseKey,
    /// The consequence was applied; else it was waived.
    pub applied: bool,
    pub why: String,
    pub who: String,
    pub misses: u64,
    pub meeting: Option<MeetingId>,
    /// ms since 1970 UTC.
    pub at: i64,
}

/// What was said of a clause when it was its turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    pub clause: ClauseKey,
    /// What is to change, in words; empty where it is kept.
    pub change: String,
    pub meeting: Option<MeetingId>,
}

/// Everything both teams agreed on, as the journal tells it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agreement {
    pub sections: BTreeMap<Section, History>,
    pub signatures: Vec<Signature>,
    /// Who read which versions, ms since 1970 UTC.
    pub readers: Vec<(String, BTreeMap<Section, u32>, i64)>,
    pub answers: Vec<MissAnswer>,
    /// What was said of clauses by turns; the latest of a review counts.
    pub looked: Vec<Looked>,
}

impl Agreement {
    /// The agreement that standing entries tell of, in order.
    pub fn fold<'entry>(entries: impl IntoIterator<Item = &'entry Entry>) -> Self {
        let mut agreement = Self::default();
        for entry in entries {
            if let Act::Agreed { step } = &entry.act {
                agreement.take(entry, step);
            }
        }
        agreement
    }

    /// A section with all its versions; one nobody has written has none.
    #[must_use]
    pub fn section(&self, section: Section) -> &History {
        static NONE: History = History {
            draft: None,
            versions: Vec::new(),
            kept: None,
        };
        self.sections.get(&section).unwrap_or(&NONE)
    }

    /// The definition in force on a day.
    #[must_use]
    pub fn definition(&self, day: NaiveDate) -> Option<(&Version, &Definition)> {
        let version = self.section(Section::Definition).in_force(day)?;
        match &version.wording {
            Wording::Definition(text) => Some((version, text)),
            _ => None,
        }
    }

    /// The SLA in force on a day.
    #[must_use]
    pub fn sla(&self, day: NaiveDate) -> Option<(&Version, &Sla)> {
        let version = self.section(Section::Sla).in_force(day)?;
        match &version.wording {
            Wording::Sla(text) => Some((version, text)),
            _ => None,
        }
    }

    /// The SLA that was in force when a lead was handed over: its follow-up and its call plan hold for the lead. Without
    /// a date, today's.
    #[must_use]
    pub fn sla_of(&self, lead: &Lead, zone: Tz, today: NaiveDate) -> Option<&Sla> {
        let day = lead.delivered().at().map_or(today, |at| at.date(zone));
        self.sla(day).map(|(_, sla)| sla)
    }

    /// The rules in force on a day.
    #[must_use]
    pub fn rules(&self, day: NaiveDate) -> Option<(&Version, &Rules)> {
        let version = self.section(Section::Rules).in_force(day)?;
        match &version.wording {
            Wording::Rules(text) => Some((version, text)),
            _ => None,
        }
    }

    /// The plan in force on a day.
    #[must_use]
    pub fn plan(&self, day: NaiveDate) -> Option<(&Version, &Plan)> {
        let version = self.section(Section::Plan).in_force(day)?;
        match &version.wording {
            Wording::Plan(text) => Some((version, text)),
            _ => None,
        }
    }

    /// The version of each section in force on a day: what people sign and read.
    #[must_use]
    pub fn versions(&self, day: NaiveDate) -> BTreeMap<Section, u32> {
        let of = |section| Some((section, self.section(section).in_force(day)?.number));
        Section::ALL.into_iter().filter_map(of).collect()
    }

    fn take(&mut self, entry: &Entry, step: &Step) {
        match step {
            Step::Drafted { wording } => {
                let history = self.sections.entry(wording.section()).or_default();
                history.draft = Some((wording.clone(), entry.who.clone(), entry.at));
            }
            Step::Dropped { section } => self.sections.entry(*section).or_default().draft = None,
            Step::Proposed {
                version,
                wording,
                reason,
            } => {
                let history = self.sections.entry(wording.section()).or_default();
                history.draft = None;
                history
                    .versions
                    .push(proposed(entry, *version, wording, reason));
            }
            Step::Kept { section, why } => {
                self.sections.entry(*section).or_default().kept = Some((entry.at, why.clone()));
            }
            Step::Signed {
                who,
                leader,
                versions,
            } => self.signatures.push(Signature {
                who: who.clone(),
                leader: *leader,
                versions: versions.clone(),
                at: entry.at,
            }),
            Step::Read { who, versions } => {
                self.readers.push((who.clone(), versions.clone(), entry.at));
            }
            Step::Answered {
                clause,
                applied,
                why,
                misses,
            } => self.answers.push(MissAnswer {
                seq: entry.seq,
                clause: *clause,
                applied: *applied,
                why: why.clone(),
                who: entry.who.clone(),
                misses: *misses,
                meeting: entry.meeting,
                at: entry.at,
            }),
            Step::Looked { clause, change } => self.looked.push(Looked {
                clause: *clause,
                change: change.clone(),
                meeting: entry.meeting,
            }),
            Step::Voted { .. } | Step::Ratified { .. } | Step::Withdrawn { .. } => {
                self.turn(entry, step);
            }
        }
    }

    /// What happens to a version after it was proposed.
    fn turn(&mut self, entry: &Entry, step: &Step) {
        let (Step::Voted {
            section, version, ..
        }
        | Step::Ratified {
            section, version, ..
        }
        | Step::Withdrawn {
            section, version, ..
        }) = step
        else {
            return;
        };
        let history = self.sections.entry(*section).or_default();
        let Some(version) = history.version_mut(*version) else {
            return;
        };
        match step {
            Step::Voted { votes, .. } => {
                version.votes.clone_from(votes);
                version.voted_in = entry.meeting;
                version.met_in = version.met_in.or(entry.meeting);
                version.voted_at = Some(entry.at);
            }
            Step::Ratified { from, managers, .. } => {
                version.standing = Standing::Ratified { from: *from };
                version.managers.clone_from(managers);
                version.ratified_in = entry.meeting;
                version.ratified_at = Some(entry.at);
            }
            Step::Withdrawn { why, .. } => {
                version.standing = Standing::Withdrawn;
                version.withdrawn.clone_from(why);
                version.withdrawn_in = entry.meeting;
            }
            _ => {}
        }
    }
}

fn proposed(entry: &Entry, number: u32, wording: &Wording, reason: &str) -> Version {
    Version {
        number,
        wording: wording.clone(),
        reason: reason.to_owned(),
        proposed_by: entry.who.clone(),
        proposed_at: entry.at,
        proposed_in: entry.meeting,
        votes: Vec::new(),
        voted_in: None,
        met_in: entry.meeting,
        standing: Standing::Proposed,
        managers: Vec::new(),
        ratified_in: None,
        voted_at: None,
        ratified_at: None,
        withdrawn: String::new(),
        withdrawn_in: None,
    }
}
