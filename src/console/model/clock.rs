//! The clocks of a review, and when the next of their words changes: the seat sleeps until then.

use super::Model;
use super::walk::{Phase, Walk};
use crate::review::meeting::course::{Course, Left, MINUTE, Pace, pace};
use crate::review::meeting::pace::{Gauge, gauge};
use crate::review::meeting::{MeetingState, Part};

/// A place the walk moved to is told to the other seats after so long, milliseconds.
const TELL: i64 = 1_000;

/// What is left of a phase of the plan; `None` where none was planned.
pub fn phase_left(walk: &Walk, course: &Course, phase: Phase, now: i64) -> Option<Left> {
    let slots = walk.meeting.opening.slots();
    let slot = slots.iter().find(|slot| slot.phase == phase)?;
    Some(Left::of(slot.minutes, course.spent(phase, now)))
}

/// What is left of the whole review: pauses do not count.
pub fn left(walk: &Walk, course: &Course, now: i64) -> Left {
    let spent = if course.spans.is_empty() {
        now - walk.meeting.opened_at
    } else {
        course.spent_in_all(now)
    };
    Left::of(walk.meeting.opening.minutes, spent)
}

/// How the lead walk stands, lead by lead; `None` where nothing is to be discussed any more.
pub fn gauge_of(model: &Model, walk: &Walk) -> Option<Gauge> {
    let course = walk.course();
    let slots = walk.meeting.opening.slots();
    let slot = slots.iter().find(|slot| slot.phase == Phase::Leads);
    let minutes = slot.map_or(walk.meeting.opening.lead_minutes, |slot| slot.minutes);
    let spent = if course.spans.is_empty() {
        (model.now - walk.meeting.opened_at).max(0)
    } else {
        course.spent(Phase::Leads, model.now)
    };
    gauge(
        i64::from(minutes) * 60,
        spent / 1000,
        walk.progress(Part::ToDiscuss, &model.known),
        walk.progress(Part::ByConsent, &model.known),
    )
}

/// How the hour stands against its plan.
pub fn stands(model: &Model, walk: &Walk, course: &Course) -> Pace {
    let slots = walk.meeting.opening.slots();
    let done = (course.phase() == Some(Phase::Leads))
        .then(|| {
            let (done, all) = walk.progress(Part::ToDiscuss, &model.known);
            (done * 1000).checked_div(all)
        })
        .flatten();
    let done = done.and_then(|done| u32::try_from(done).ok());
    pace(course, &slots, model.now, done)
}

/// How long until the next word on a clock changes, milliseconds: the wall clock's minute, the phase's own minute, in
/// its last minute every second. Nothing ticks that nobody sees.
pub fn next_change(model: &Model, now: i64) -> i64 {
    let minute = MINUTE - now.rem_euclid(MINUTE);
    let Some(walk) = model.walking().filter(|walk| !walk.practice()) else {
        return minute;
    };
    let mut next = minute;
    let moved = walk.phase == Phase::Leads && walk.current() != walk.told_at;
    if moved && walk.meeting.is_led_by(&model.me) {
        next = next.min(TELL);
    }
    let course = walk.course();
    let running = walk.meeting.state == MeetingState::Running
        && course.spans.last().is_some_and(|span| span.until.is_none());
    if running && let Some(left) = phase_left(walk, &course, walk.phase, now) {
        let step = if (1..=MINUTE).contains(&left.left) {
            1_000
        } else {
            MINUTE
        };
        let own = match left.left.rem_euclid(step) {
            0 => step,
            part => part,
        };
        next = next.min(own);
    }
    next.max(1)
}
