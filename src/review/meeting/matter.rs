//! What a review talked about: ideas with their dots, topics with how far they are, quotes, votes on decisions.

use std::collections::BTreeMap;

use super::MeetingId;
use super::deed::{Deed, Origin, Stage, Way};
use crate::review::agreement::vote::Vote;
use crate::review::entry::{Act, Entry, Seq};
use crate::review::lead::LeadId;
use crate::review::person::Team;

/// Something to stop, to start or to continue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdeaRow {
    pub seq: Seq,
    pub text: String,
    pub who: String,
    /// Milliseconds since 1970, UTC.
    pub at: i64,
    pub way: Option<Way>,
    pub team: Option<Team>,
    pub lead: Option<LeadId>,
    pub origin: Origin,
    pub evidence: Vec<LeadId>,
    pub dots: u32,
}

/// A topic, wherever it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    pub seq: Seq,
    pub text: String,
    pub who: String,
    /// Milliseconds since 1970, UTC.
    pub at: i64,
    /// The review it was named in; `None`: before one, for the next.
    pub meeting: Option<MeetingId>,
    pub lead: Option<LeadId>,
    pub origin: Origin,
    pub stage: Stage,
    /// The sponsor's words, and who said them.
    pub ruling: Option<(String, String)>,
}

/// Somebody's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteRow {
    pub text: String,
    pub by: String,
    pub lead: Option<LeadId>,
    pub origin: Origin,
    /// Milliseconds since 1970, UTC.
    pub at: i64,
}

/// The ideas that standing entries tell of: most dots first, then in the order they came.
pub fn ideas<'entry>(entries: impl IntoIterator<Item = &'entry Entry>) -> Vec<IdeaRow> {
    let mut rows: Vec<IdeaRow> = Vec::new();
    for entry in entries {
        match &entry.act {
            Act::Idea {
                text,
                lead,
                origin,
                way,
                team,
                evidence,
            } => rows.push(IdeaRow {
                seq: entry.seq,
                text: text.clone(),
                who: entry.who.clone(),
                at: entry.at,
                way: *way,
                team: *team,
                lead: *lead,
                origin: origin.clone(),
                evidence: evidence.clone(),
                dots: 0,
            }),
            Act::Room(Deed::Dots { idea, dots }) => {
                if let Some(row) = rows.iter_mut().find(|row| row.seq == *idea) {
                    row.dots = *dots;
                }
            }
            _ => {}
        }
    }
    rows.sort_by_key(|row| (row.way, std::cmp::Reverse(row.dots), row.seq));
    rows
}

/// The topics that standing entries tell of, in the order they came.
pub fn topics<'entry>(entries: impl IntoIterator<Item = &'entry Entry>) -> Vec<Matter> {
    let mut rows: Vec<Matter> = Vec::new();
    for entry in entries {
        for row in &mut rows {
            row.hear(entry);
        }
        rows.extend(Matter::named(entry));
    }
    rows
}

impl Matter {
    /// The topic an entry names, if it names one.
    fn named(entry: &Entry) -> Option<Self> {
        let Act::Topic {
            text,
            lead,
            origin,
            parked,
        } = &entry.act
        else {
            return None;
        };
        Some(Self {
            seq: entry.seq,
            text: text.clone(),
            who: entry.who.clone(),
            at: entry.at,
            meeting: entry.meeting,
            lead: *lead,
            origin: origin.clone(),
            stage: if *parked { Stage::Parked } else { Stage::Named },
            ruling: None,
        })
    }

    /// Whether an entry says anything of this topic.
    pub fn is_told_of(&self, entry: &Entry) -> bool {
        match &entry.act {
            Act::Room(deed) => deed.topic() == Some(self.seq),
            Act::Decided {
                origin: Origin::Entry { seq },
                ..
            } => *seq == self.seq,
            _ => false,
        }
    }

    /// Takes what an entry says of this topic.
    pub fn hear(&mut self, entry: &Entry) {
        if !self.is_told_of(entry) {
            return;
        }
        match &entry.act {
            Act::Room(Deed::Staged { stage, .. }) => self.stage = *stage,
            Act::Room(Deed::Ruled { text, by, .. }) => {
                self.ruling = Some((text.clone(), by.clone()));
                self.stage = Stage::Solved;
            }
            // A decision that came from a topic solves it.
            Act::Decided { .. } => self.stage = Stage::Solved,
            _ => {}
        }
    }
}

/// The votes on decisions, the last ones each.
pub fn votes<'entry>(entries: impl IntoIterator<Item = &'entry Entry>) -> BTreeMap<Seq, Vec<Vote>> {
    let voted = |entry: &'entry Entry| match &entry.act {
        Act::Room(Deed::Voted { decision, votes }) => Some((*decision, votes.clone())),
        _ => None,
    };
    entries.into_iter().filter_map(voted).collect()
}

/// The quotes, in the order they came.
pub fn quotes<'entry>(entries: impl IntoIterator<Item = &'entry Entry>) -> Vec<QuoteRow> {
    let quote = |entry: &'entry Entry| match &entry.act {
        Act::Room(Deed::Quote {
            text,
            by,
            lead,
            origin,
        }) => Some(QuoteRow {
            text: text.clone(),
            by: by.clone(),
            lead: *lead,
            origin: origin.clone(),
            at: entry.at,
        }),
        _ => None,
    };
    entries.into_iter().filter_map(quote).collect()
}
