//! What the past reviews decided and promised, and what became of it.

use chrono::NaiveDate;

use super::past::{Move, PastKept, PastPromise};
use super::story::Story;
use super::{REPS, SLOW, rows};
use crate::review::figures::kpi::Kpi;
use crate::review::meeting::PromiseState;
use crate::review::meeting::deed::{Direction, Effect};
use crate::review::meeting::phase::Phase;

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

/// What some of the promises were to move.
const EFFECTS: [(usize, Kpi, Direction); 7] = [
    (1, Kpi::WorkedBySales, Direction::Up),
    (5, Kpi::WorkedBySales, Direction::Up),
    (7, Kpi::AcceptanceRate, Direction::Up),
    (10, Kpi::QualifiedToOpportunity, Direction::Up),
    (12, Kpi::AcceptanceRate, Direction::Up),
    (14, Kpi::TimeToOpportunity, Direction::Down),
    (15, Kpi::AcceptanceRate, Direction::Up),
];

/// Looked at in the next review: one was done after its date, one goes on.
const LATE: usize = 5;
const CARRIED: usize = 13;
/// Open to this day, beside those of the slow rep.
const STILL_OPEN: usize = 16;

/// A phase begins so many seconds after the review did.
const PROMISES_FROM: i64 = 300;
const NUMBERS_FROM: i64 = 780;
pub(super) const LEADS_FROM: i64 = 1_140;
/// After the last lead, by how far the review had come in talking.
const LESSONS_AFTER: i64 = 60;
const BLIND_FROM: i64 = 2_880;
const DECIDE_FROM: i64 = 3_240;
const CLOSE_FROM: i64 = 3_660;

/// By so many seconds the promises of a review took longer.
const LONGER: [i64; 6] = [0, 180, 0, 60, 0, 0];

/// On these leads of the blind check, by review and counted from 0, Marketing said yes and Sales no.
const TWO_VIEWS: [&[usize]; 6] = [&[0, 1, 3], &[1, 2], &[0, 4], &[2], &[1], &[]];

/// Open, the promises of the review before, the numbers: up to the first lead.
pub(super) fn before_the_leads(index: usize, opened: i64) -> Vec<Move> {
    let mut moves = Vec::new();
    entered(opened, 0, Phase::Open, &mut moves);
    entered(opened, PROMISES_FROM, Phase::Promises, &mut moves);
    looked_at(index, opened, &mut moves);
    let longer = LONGER.get(index).copied().unwrap_or_default();
    entered(opened, NUMBERS_FROM + longer, Phase::Numbers, &mut moves);
    entered(opened, LEADS_FROM, Phase::Leads, &mut moves);
    moves
}

/// A phase of a review begins.
fn entered(opened: i64, after: i64, phase: Phase, moves: &mut Vec<Move>) {
    let at = (opened + after) * 1000;
    moves.push(Move::Entered { at, phase });
}

/// Promises of the review before that were looked at in this one.
fn looked_at(index: usize, opened: i64, moves: &mut Vec<Move>) {
    let Some(before) = index.checked_sub(1) else {
        return;
    };
    for place in before * 3..before * 3 + 3 {
        let state = match place {
            LATE => PromiseState::Done,
            CARRIED => PromiseState::InProgress,
            _ => continue,
        };
        moves.push(Move::Kept(PastKept {
            at: (opened + PROMISES_FROM + 60) * 1000,
            who: String::new(),
            promise: place,
            state,
        }));
    }
}

/// Promises of a review that their owners kept on the very day, outside a review.
pub(super) fn kept(index: usize, day: NaiveDate) -> Vec<PastKept> {
    let own = PROMISES.iter().enumerate().skip(index * 3).take(3);
    own.filter(|(place, (_, owner))| {
        *owner != REPS[SLOW] && ![LATE, CARRIED, STILL_OPEN].contains(place)
    })
    .map(|(place, (_, owner))| PastKept {
        at: super::at(due(day, place), 10, 20) * 1000,
        who: (*owner).to_owned(),
        promise: place,
        state: PromiseState::Done,
    })
    .collect()
}

/// A promise is due one to three weeks after the day of its review.
fn due(day: NaiveDate, place: usize) -> NaiveDate {
    let weeks = u64::try_from(7 * (1 + place % 3)).unwrap_or(7);
    day.checked_add_days(chrono::Days::new(weeks))
        .unwrap_or(day)
}

/// Three leads of those to discuss and two by consent, for the blind check, and whether they were accepted.
pub(super) fn checked(
    stories: &[Story],
    discuss: &[usize],
    consent: &[usize],
    opened: i64,
) -> Vec<(String, bool)> {
    let leads = discuss.iter().take(3).chain(consent.iter().rev().take(2));
    leads
        .map(|story| {
            let story = &stories[*story];
            let accepted =
                rows::word(story, opened).is_some_and(|(_, word)| word.refusal().is_none());
            (story.key.clone(), accepted)
        })
        .collect()
}

/// What to start, a topic, and the blind check on five leads of the docket: their keys, and whether they were accepted.
pub(super) fn lessons(
    index: usize,
    opened: i64,
    clock: i64,
    checked: Vec<(String, bool)>,
    moves: &mut Vec<Move>,
) {
    entered(
        opened,
        clock - opened + LESSONS_AFTER,
        Phase::Lessons,
        moves,
    );
    moves.push(Move::Idea {
        at: (clock + 120) * 1000,
        who: "Joy Adeyemi".to_owned(),
        text: "start: show the room one lost deal each time".to_owned(),
    });
    let topic = match index {
        3 => "do a partner's referrals count as leads",
        5 => "who calls the leads nobody owns",
        _ => "",
    };
    if !topic.is_empty() {
        moves.push(Move::Topic {
            at: (clock + 180) * 1000,
            who: "Karin Lindqvist".to_owned(),
            text: topic.to_owned(),
        });
    }
    entered(opened, BLIND_FROM, Phase::Blind, moves);
    let differ = TWO_VIEWS.get(index).copied().unwrap_or_default();
    let leads = checked.into_iter().enumerate();
    let leads = leads.map(|(place, (key, yes))| {
        let two = differ.contains(&place);
        (key, yes && !two, yes || two)
    });
    moves.push(Move::Blind {
        at: (opened + BLIND_FROM + 60) * 1000,
        leads: leads.collect(),
    });
}

/// Decisions and promises, after the leads and what they taught.
pub(super) fn closing(index: usize, opened: i64, day: NaiveDate, moves: &mut Vec<Move>) {
    entered(opened, DECIDE_FROM, Phase::Decide, moves);
    let mut time = opened + DECIDE_FROM;
    for text in DECISIONS.iter().skip(index * 2).take(2) {
        time += 60;
        moves.push(Move::Decided {
            at: time * 1000,
            text: (*text).to_owned(),
        });
    }
    for (place, (text, owner)) in PROMISES.iter().enumerate().skip(index * 3).take(3) {
        time += 60;
        let effect = EFFECTS.iter().find(|(of, ..)| *of == place);
        moves.push(Move::Promised(PastPromise {
            at: time * 1000,
            place,
            text: (*text).to_owned(),
            owner: (*owner).to_owned(),
            due: due(day, place),
            effect: effect.map(|(_, kpi, direction)| Effect {
                kpi: *kpi,
                direction: *direction,
            }),
        }));
    }
    entered(opened, CLOSE_FROM, Phase::Close, moves);
}
