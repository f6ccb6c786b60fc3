//! How a review runs: which phase it is in, how long each took, what was passed over, who was heard. Folded from its
//! entries, so that it comes back as it was after any end.

use std::collections::BTreeMap;

use super::agenda::Planned;
use super::deed::Deed;
use super::phase::Phase;
use crate::review::entry::{Act, Entry};
use crate::review::person::Team;

/// A minute, in the milliseconds that entries tell time in.
pub const MINUTE: i64 = 60_000;

/// A phase from when to when, milliseconds since 1970 UTC; one that runs has no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub phase: Phase,
    pub from: i64,
    pub until: Option<i64>,
}

/// What the standing entries of a review tell of its course.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Course {
    pub spans: Vec<Span>,
    /// Phases passed over, and why; one that was entered later is none any more.
    pub passed: BTreeMap<Phase, String>,
    /// Who was heard, in order, with their words; empty where none were taken down.
    pub heard: Vec<(String, String)>,
    /// What each team is glad about, the last word each.
    pub wins: BTreeMap<Team, String>,
    /// Why nothing was decided.
    pub nothing: Option<String>,
    /// How well do we work together, 1–5 each.
    pub pulse: Vec<u8>,
}

impl Course {
    /// The course that standing entries tell of, in order.
    pub fn of<'entry>(entries: impl IntoIterator<Item = &'entry Entry>) -> Self {
        let mut course = Self::default();
        for entry in entries {
            course.apply(entry);
        }
        course
    }

    fn apply(&mut self, entry: &Entry) {
        match &entry.act {
            Act::Paused | Act::Closed { .. } => self.end(entry.at),
            Act::Resumed | Act::Reopened { .. } => {
                if let Some(phase) = self.phase() {
                    self.enter(phase, entry.at);
                }
            }
            Act::Room(deed) => self.deed(deed, entry.at),
            _ => {}
        }
    }

    fn deed(&mut self, deed: &Deed, at: i64) {
        match deed {
            Deed::Entered { phase } => {
                self.passed.remove(phase);
                self.enter(*phase, at);
            }
            Deed::Passed { phase, note } => {
                self.passed.insert(*phase, note.clone());
            }
            Deed::Heard { person, text } => {
                let known = self.heard.iter_mut().find(|(known, _)| known == person);
                match known {
                    Some((_, words)) if !text.is_empty() => words.clone_from(text),
                    Some(_) => {}
                    None => self.heard.push((person.clone(), text.clone())),
                }
            }
            Deed::Win { team, text } => {
                self.wins.insert(*team, text.clone());
            }
            Deed::Nothing { reason } => self.nothing = Some(reason.clone()),
            Deed::Pulse { scores } => self.pulse.clone_from(scores),
            _ => {}
        }
    }

    fn enter(&mut self, phase: Phase, at: i64) {
        self.end(at);
        self.spans.push(Span {
            phase,
            from: at,
            until: None,
        });
    }

    fn end(&mut self, at: i64) {
        if let Some(span) = self.spans.last_mut()
            && span.until.is_none()
        {
            // A clock that was set back makes no time negative.
            span.until = Some(at.max(span.from));
        }
    }

    /// The phase the review is in, or was in when it paused.
    #[must_use]
    pub fn phase(&self) -> Option<Phase> {
        self.spans.last().map(|span| span.phase)
    }

    /// How long a phase took so far, milliseconds, all its turns together.
    #[must_use]
    pub fn spent(&self, phase: Phase, now: i64) -> i64 {
        self.spans
            .iter()
            .filter(|span| span.phase == phase)
            .map(|span| (span.until.unwrap_or(now) - span.from).max(0))
            .sum()
    }

    /// How long all phases took so far, milliseconds: pauses are not counted.
    #[must_use]
    pub fn spent_in_all(&self, now: i64) -> i64 {
        Phase::ALL
            .into_iter()
            .map(|phase| self.spent(phase, now))
            .sum()
    }

    /// Whether a phase was in front.
    #[must_use]
    pub fn was_in(&self, phase: Phase) -> bool {
        self.spans.iter().any(|span| span.phase == phase)
    }

    /// Whether somebody was heard.
    #[must_use]
    pub fn was_heard(&self, person: &str) -> bool {
        self.heard.iter().any(|(known, _)| known == person)
    }
}

/// How much of a plan is left, milliseconds; less than nothing where it is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Minutes planned.
    pub planned: u32,
    pub left: i64,
}

impl Left {
    /// What is left of so many minutes.
    #[must_use]
    pub fn of(planned: u32, spent: i64) -> Self {
        Self {
            planned,
            left: i64::from(planned) * MINUTE - spent,
        }
    }

    /// Over its time.
    #[must_use]
    pub fn is_over(self) -> bool {
        self.left <= 0
    }

    /// The same where there is little room: `17 min`, `40 s`, `time up`, `3 over`.
    #[must_use]
    pub fn short(self) -> String {
        if self.is_over() && self.left > -MINUTE {
            return "time up".to_owned();
        }
        self.shortest()
    }

    /// The same beside something else: `17 min`, `40 s`, `0 min`, `3 over`.
    #[must_use]
    pub fn shortest(self) -> String {
        if self.left > MINUTE {
            format!("{} min", (self.left + MINUTE - 1).div_euclid(MINUTE))
        } else if self.left > 0 {
            format!("{} s", (self.left + 999).div_euclid(1000))
        } else if self.left > -MINUTE {
            "0 min".to_owned()
        } else {
            format!("{} over", (-self.left).div_euclid(MINUTE))
        }
    }

    /// "17 of 30 min left", in the last minute "40 s left", then "time is up", "3 min over". A minute that has begun
    /// counts as left, so that a plan of five minutes begins with "5 of 5".
    #[must_use]
    pub fn words(self) -> String {
        if self.left > MINUTE {
            let left = (self.left + MINUTE - 1).div_euclid(MINUTE);
            format!("{left} of {} min left", self.planned)
        } else if self.left > 0 {
            format!("{} s left", (self.left + 999).div_euclid(1000))
        } else if self.left > -MINUTE {
            "time is up".to_owned()
        } else {
            format!("{} min over", (-self.left).div_euclid(MINUTE))
        }
    }
}

/// How the hour stands against its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    OnTime,
    /// So many minutes more were used than planned up to here.
    Behind(i64),
    /// So many minutes fewer.
    Ahead(i64),
}

/// The pace: time used against what the phases behind and the share of this one that is done were planned to take.
/// `done` is how much of this phase is through, 0–1000 thousandths; where nobody can tell, its own time is.
#[must_use]
pub fn pace(course: &Course, slots: &[Planned], now: i64, done: Option<u32>) -> Pace {
    let Some(here) = course.phase() else {
        return Pace::OnTime;
    };
    let planned = |phase: Phase| {
        let slot = slots.iter().find(|slot| slot.phase == phase);
        slot.map_or(0, |slot| i64::from(slot.minutes) * MINUTE)
    };
    let at = slots.iter().position(|slot| slot.phase == here);
    let behind: i64 = slots
        .iter()
        .take(at.unwrap_or(0))
        .filter(|slot| course.was_in(slot.phase) || course.passed.contains_key(&slot.phase))
        .map(|slot| planned(slot.phase))
        .sum();
    let whole = planned(here);
    let own = done.map_or_else(
        || course.spent(here, now).min(whole),
        |done| whole * i64::from(done.min(1000)) / 1000,
    );
    let used: i64 = slots
        .iter()
        .take(at.map_or(0, |at| at + 1))
        .map(|slot| course.spent(slot.phase, now))
        .sum();
    let late = used - behind - own;
    match late.div_euclid(MINUTE) {
        0 | -1 => Pace::OnTime,
        late if late > 0 => Pace::Behind(late),
        early => Pace::Ahead(-early - 1),
    }
}
