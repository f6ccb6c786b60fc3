//! What the past reviews decided and promised, and what became of it.

use chrono::NaiveDate;

use super::past::{Move, PastPromise};
use super::{REPS, SLOW};
use crate::review::meeting::PromiseState;

const DECISIONS: [&str; 12] = [
    "A working student is not a lead, whatever they downloaded",
    "Sales answers within three working days",
    "A scanned badge is a lead only after somebody has spoken to the person",
    "The price form asks for the time frame",
    "Webinar guests are delivered only with a job title that decides",
    "A lead without a phone number goes back to Marketing first",
    "Referrals are called on the same day",
    "\"Budget\" leaves the must-haves; \"can decide\" stays",
    "Leads nobody owns are shared out every Monday",
    "Four tries on two weekdays before \"could not reach\"",
    "The guide's readers are nurtured for sixty days before they are delivered",
    "Every refusal names the next step",
];

const PROMISES: [(&str, &str); 18] = [
    ("add \"time frame\" to the price form", "Joy Adeyemi"),
    ("call the three oldest open leads", "Bela Kowalski"),
    ("send the list of plants without a contact", "Felix Baumann"),
    ("write down what \"too small\" means", "Karin Lindqvist"),
    ("ask the webinar guests for their role", "Noor Haddad"),
    ("share out the leads nobody owns", "Karin Lindqvist"),
    ("call the partner about two more referrals", "Tomas Reyes"),
    ("check the phone numbers of the fair list", "Felix Baumann"),
    ("show the price page on the pump sites", "Joy Adeyemi"),
    ("log every call on the day it was made", "Bela Kowalski"),
    (
        "find the plant manager behind five webinar leads",
        "Noor Haddad",
    ),
    ("bring two lost deals to the next review", "Jana Novak"),
    (
        "draft the nurture mails for passed-too-early leads",
        "Mary Okafor",
    ),
    ("agree the fair follow-up with both teams", "Mary Okafor"),
    ("visit Kestrel Castings", "Ines Ferrari"),
    ("put the answer limit into the CRM", "Hanna Weiss"),
    ("ask finance for the cost of the fair", "Mary Okafor"),
    ("call back everybody who asked for prices", "Samuel Lind"),
];

/// What became of the promises of the review before: most are done, some in progress, the slow rep's stay open.
pub(super) fn kept(index: usize, opened: i64, moves: &mut Vec<Move>) {
    let Some(before) = index.checked_sub(1) else {
        return;
    };
    for (place, (_, owner)) in PROMISES.iter().enumerate().skip(before * 3).take(3) {
        let state = match place % 4 {
            _ if *owner == REPS[SLOW] => continue,
            1 => PromiseState::InProgress,
            _ => PromiseState::Done,
        };
        moves.push(Move::Kept {
            at: (opened + 300) * 1000,
            promise: place,
            state,
        });
    }
}

/// Decisions, promises, an idea and a topic, after the leads.
pub(super) fn closing(index: usize, clock: i64, day: NaiveDate, moves: &mut Vec<Move>) {
    let mut time = clock + 120;
    for text in DECISIONS.iter().skip(index * 2).take(2) {
        time += 60;
        moves.push(Move::Decided {
            at: time * 1000,
            text: (*text).to_owned(),
        });
    }
    for (place, (text, owner)) in PROMISES.iter().enumerate().skip(index * 3).take(3) {
        time += 60;
        let weeks = u64::try_from(7 * (1 + place % 3)).unwrap_or(7);
        moves.push(Move::Promised(PastPromise {
            at: time * 1000,
            place,
            text: (*text).to_owned(),
            owner: (*owner).to_owned(),
            due: day
                .checked_add_days(chrono::Days::new(weeks))
                .unwrap_or(day),
        }));
    }
    moves.push(Move::Idea {
        at: (time + 60) * 1000,
        who: "Joy Adeyemi".to_owned(),
        text: "start: show the room one lost deal each time".to_owned(),
    });
    if index.is_multiple_of(2) {
        moves.push(Move::Topic {
            at: (time + 120) * 1000,
            who: "Karin Lindqvist".to_owned(),
            text: "who calls the leads nobody owns".to_owned(),
        });
    }
}
