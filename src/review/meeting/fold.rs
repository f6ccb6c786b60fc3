//! What a review, its promises and its decisions are, folded from the journal's entries in order.
//!
//! Undo needs no code of its own here: entries that were taken back are left out, and the fold runs anew.

use std::collections::{BTreeMap, BTreeSet};

use super::{Attendance, Decision, Meeting, MeetingState, Origin, Promise, PromiseState};
use crate::review::entry::{Act, Entry, Seq};
use crate::review::person::Person;

/// The entries that stand: those of gestures nobody took back, without the undoings themselves.
/// `entries` are in order and hold every undoing that concerns them.
#[must_use]
pub fn standing(entries: &[Entry]) -> Vec<&Entry> {
    let back = taken_back(entries);
    entries
        .iter()
        .filter(|entry| !matches!(entry.act, Act::Undone { .. }) && !back.contains(&entry.gesture))
        .collect()
}

/// The gestures that are taken back as things stand: an undo of an undo brings its gesture back.
#[must_use]
pub fn taken_back(entries: &[Entry]) -> BTreeSet<Seq> {
    let undoings: BTreeMap<Seq, Seq> = entries
        .iter()
        .filter_map(|entry| match entry.act {
            Act::Undone { of, .. } => Some((entry.gesture, of)),
            _ => None,
        })
        .collect();
    // Later undoings name earlier gestures only, so one walk from the end settles each.
    let mut back = BTreeSet::new();
    for (undoing, of) in undoings.iter().rev() {
        if !back.contains(undoing) {
            back.insert(*of);
        }
    }
    back
}

impl Meeting {
    /// The review its entries tell of, in order; `None` where none of them opens it.
    pub fn fold<'entry>(entries: impl IntoIterator<Item = &'entry Entry>) -> Option<Self> {
        let mut meeting: Option<Self> = None;
        for entry in entries {
            match (&mut meeting, &entry.act) {
                (None, Act::Opened { .. }) => meeting = Self::opened(entry),
                (Some(meeting), _) => meeting.apply(entry),
                (None, _) => {}
            }
        }
        meeting
    }

    /// The review as its opening entry leaves it; `None` for any other entry.
    #[must_use]
    pub fn opened(entry: &Entry) -> Option<Self> {
        let Act::Opened { opening } = &entry.act else {
            return None;
        };
        let present = opening.present.iter().cloned();
        Some(Self {
            opening: (**opening).clone(),
            opened_at: entry.at,
            closed_at: None,
            state: MeetingState::Running,
            facilitator: opening.facilitator.clone(),
            attendance: present
                .map(|person| (person, Attendance::Present, entry.at))
                .collect(),
            at: None,
            ratings: Vec::new(),
            digest: None,
            opened_seq: entry.seq,
            seat: entry.who.clone(),
        })
    }

    /// Takes in one entry made in this review. Entries about leads change nothing here.
    pub fn apply(&mut self, entry: &Entry) {
        match &entry.act {
            Act::Paused => self.state = MeetingState::Paused,
            Act::Resumed | Act::Reopened { .. } => {
                self.seat.clone_from(&entry.who);
                self.state = MeetingState::Running;
                self.closed_at = None;
            }
            Act::At { lead } => self.at = Some(*lead),
            Act::Attended { person, attendance } => self.attend(person, *attendance, entry.at),
            Act::Facilitates { who } => {
                self.facilitator.clone_from(who);
                self.seat.clone_from(&entry.who);
            }
            Act::Rated { ratings } => self.ratings.clone_from(ratings),
            Act::Closed {
                version, digest, ..
            } => {
                self.state = MeetingState::Closed { version: *version };
                self.closed_at = Some(entry.at);
                self.digest = Some(digest.clone());
            }
            _ => {}
        }
    }

    fn attend(&mut self, person: &Person, attendance: Attendance, at: i64) {
        let known = |(known, ..): &&mut (Person, Attendance, i64)| known.name == person.name;
        match self.attendance.iter_mut().find(known) {
            Some(row) => *row = (person.clone(), attendance, at),
            None => self.attendance.push((person.clone(), attendance, at)),
        }
    }
}

/// The promises that entries tell of, in the order they were made.
pub fn promises<'entry>(entries: impl IntoIterator<Item = &'entry Entry>) -> Vec<Promise> {
    let mut promises: BTreeMap<Seq, Promise> = BTreeMap::new();
    for entry in entries {
        match &entry.act {
            Act::Promised {
                text,
                owner,
                due,
                lead,
                origin,
                effect,
            } => {
                let promise = Promise {
                    seq: entry.seq,
                    text: text.clone(),
                    owner: owner.clone(),
                    due: *due,
                    lead: *lead,
                    meeting: entry.meeting,
                    state: PromiseState::Open,
                    changed_at: entry.at,
                    made_at: entry.at,
                    origin: origin.clone(),
                    effect: *effect,
                };
                promises.insert(entry.seq, promise);
            }
            Act::Promise { promise, state } => {
                if let Some(promise) = promises.get_mut(promise) {
                    promise.state = *state;
                    promise.changed_at = entry.at;
                }
            }
            _ => {}
        }
    }
    promises.into_values().collect()
}

/// The decisions that entries tell of, in order.
pub fn decisions<'entry>(entries: impl IntoIterator<Item = &'entry Entry>) -> Vec<Decision> {
    let decision = |entry: &Entry| {
        let (text, lead) = entry.act.decision()?;
        let (origin, from) = match &entry.act {
            Act::Decided { origin, from, .. } => (origin.clone(), *from),
            Act::CampaignDecided { campaign, .. } => {
                let name = campaign.clone();
                (Origin::Campaign { name }, None)
            }
            _ => (Origin::Review, None),
        };
        Some(Decision {
            seq: entry.seq,
            text: text.into_owned(),
            lead,
            origin,
            from,
            who: entry.who.clone(),
        })
    };
    entries.into_iter().filter_map(decision).collect()
}
