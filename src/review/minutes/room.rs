//! Who was there, what they promised, what became of earlier calls, and how they rated the hour.

use std::collections::BTreeMap;

use super::of::{Desk, instant};
use super::{Attendee, CallRow, LeadName, PromiseRow, WereWeRight};
use crate::review::entry::{Act, Seq};
use crate::review::figures::hindsight::{Hindsight, Outcome};
use crate::review::meeting::{Attendance, Promise, fold};
use crate::review::milestone::date_of;
use crate::review::person::{Person, Team};

/// The facilitator as the last entry that says so names them.
pub(super) fn facilitator(desk: &Desk<'_>) -> String {
    desk.entries
        .iter()
        .rev()
        .find_map(|entry| match &entry.act {
            Act::Facilitates { who } => Some(who.clone()),
            Act::Opened { opening } => Some(opening.facilitator.clone()),
            _ => None,
        })
        .unwrap_or_else(|| desk.gathered.meeting.opening.facilitator.clone())
}

/// By team, then by name: those of the opening are present, later entries say who came late or left, and when.
pub(super) fn attendance(desk: &Desk<'_>) -> Vec<Attendee> {
    let mut room: BTreeMap<String, Attendee> = BTreeMap::new();
    for person in &desk.gathered.meeting.opening.present {
        room.insert(
            person.name.clone(),
            attendee(person, Attendance::Present, None),
        );
    }
    for entry in &desk.entries {
        if let Act::Attended { person, attendance } = &entry.act {
            let timed = matches!(attendance, Attendance::Late | Attendance::Left);
            let row = attendee(person, *attendance, timed.then_some(entry.at));
            room.insert(person.name.clone(), row);
        }
    }
    let mut rows: Vec<Attendee> = room.into_values().collect();
    rows.sort_by(|one, other| (one.team, &one.name).cmp(&(other.team, &other.name)));
    rows
}

fn attendee(person: &Person, attendance: Attendance, at: Option<i64>) -> Attendee {
    Attendee {
        name: person.name.clone(),
        team: person.team,
        role: person.role,
        attendance,
        at: at.map(instant),
    }
}

/// The promises made in this review, in the order they were made.
pub(super) fn promises(desk: &Desk<'_>) -> Vec<PromiseRow> {
    fold::promises(desk.entries.iter().copied())
        .iter()
        .map(|promise| row(desk, promise))
        .collect()
}

/// Promises made before this review that were open when it began, the earliest date first.
pub(super) fn previous(desk: &Desk<'_>) -> Vec<PromiseRow> {
    let meeting = &desk.gathered.meeting;
    let mut rows: Vec<(Seq, PromiseRow)> = desk
        .gathered
        .promises
        .iter()
        .filter(|promise| promise.seq < meeting.opened_seq)
        .map(|promise| (promise, row(desk, promise)))
        .filter(|(promise, row)| row.is_open() || promise.changed_at >= meeting.opened_at)
        .map(|(promise, row)| (promise.seq, row))
        .collect();
    rows.sort_by_key(|(seq, row)| (row.due.is_none(), row.due, *seq));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// What became of the leads that the review before judged, and the running score.
pub(super) fn were_we_right(hindsight: &Hindsight) -> WereWeRight {
    let call = |row: &Outcome| CallRow {
        lead: LeadName::of(&row.lead),
        review: row.judged.meeting.0,
        call: row.judged.call,
        became: row.became,
        amount: row.amount,
        borne: row.borne,
    };
    WereWeRight {
        score: hindsight.score,
        calls: hindsight.last_time().map(call).collect(),
    }
}

fn row(desk: &Desk<'_>, promise: &Promise) -> PromiseRow {
    let gathered = desk.gathered;
    let today = date_of(gathered.meeting.opened_at.div_euclid(1000), gathered.zone);
    PromiseRow {
        text: promise.text.clone(),
        owner: promise.owner.clone(),
        team: team_of(desk, &promise.owner),
        due: promise.due,
        lead: promise.lead.map(|lead| desk.lead_name(lead)),
        review: promise.meeting.map(|meeting| meeting.0),
        state: promise.state,
        origin: promise.origin.words(),
        effect: gathered
            .around
            .effects
            .iter()
            .find(|row| row.promise == promise.seq)
            .cloned(),
        overdue: !promise.is_over() && promise.due.is_some_and(|due| due < today),
    }
}

fn team_of(desk: &Desk<'_>, name: &str) -> Option<Team> {
    let opening = &desk.gathered.meeting.opening;
    desk.gathered
        .people
        .iter()
        .chain(&opening.present)
        .find(|person| person.name == name)
        .map(|person| person.team)
}

/// The ratings as last given.
pub(super) fn ratings(desk: &Desk<'_>) -> Vec<u8> {
    desk.entries
        .iter()
        .rev()
        .find_map(|entry| match &entry.act {
            Act::Rated { ratings } => Some(ratings.clone()),
            _ => None,
        })
        .unwrap_or_default()
}
