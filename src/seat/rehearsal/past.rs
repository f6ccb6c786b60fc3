//! The reviews the company held: who was there, what they said of which lead, what they decided and promised.

use chrono::NaiveDate;

use super::chance::Chance;
use super::story::{Story, refusal};
use super::{REPS, ZONE, agenda, at, days, people, rows, working};
use crate::review::entry::Told;
use crate::review::meeting::deed::Effect;
use crate::review::meeting::phase::Phase;
use crate::review::meeting::{Because, Part, PromiseState};
use crate::review::milestone::{DAY, date_of};
use crate::review::period::Period;
use crate::review::person::Person;
use crate::review::reason::ReasonCode;
use crate::review::verdict::{Acceptance, Outcome, Refusal, Verdict};

/// A closed review, lead keys in place of numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct PastReview {
    pub title: String,
    /// Milliseconds since 1970, as every time here.
    pub opened_at: i64,
    pub closed_at: i64,
    pub period: Period,
    pub seed: u64,
    pub facilitator: String,
    pub present: Vec<Person>,
    pub docket: Vec<(String, Part, Vec<Because>)>,
    pub moves: Vec<Move>,
    pub ratings: Vec<u8>,
    /// Promises made in it that were kept before the next one.
    pub kept: Vec<PastKept>,
}

/// One key press in a past review.
#[derive(Debug, Clone, PartialEq)]
pub enum Move {
    /// About leads; several at once are one gesture (the consent list).
    Said(Vec<Said>),
    Decided {
        at: i64,
        text: String,
    },
    Promised(PastPromise),
    /// What became of a promise, as the review looked at it.
    Kept(PastKept),
    /// A phase began.
    Entered {
        at: i64,
        phase: Phase,
    },
    /// The blind check: the leads' keys, whether Sales said yes, and Marketing.
    Blind {
        at: i64,
        leads: Vec<(String, bool, bool)>,
    },
    Idea {
        at: i64,
        who: String,
        text: String,
    },
    Topic {
        at: i64,
        who: String,
        text: String,
    },
}

/// What became of the promise with that place among all promises, and who said so; nobody is the facilitator.
#[derive(Debug, Clone, PartialEq)]
pub struct PastKept {
    pub at: i64,
    pub who: String,
    pub promise: usize,
    pub state: PromiseState,
}

/// A promise with its place among all promises of the company.
#[derive(Debug, Clone, PartialEq)]
pub struct PastPromise {
    pub at: i64,
    pub place: usize,
    pub text: String,
    pub owner: String,
    pub due: NaiveDate,
    pub effect: Option<Effect>,
}

/// What somebody said of one lead.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    pub at: i64,
    pub who: String,
    pub key: String,
    pub deeds: Vec<Deed>,
}

/// A deed on a lead.
#[derive(Debug, Clone, PartialEq)]
pub enum Deed {
    Verdict(Verdict, Told),
    Stands(Told),
    Note(String),
    Wishes(Vec<String>),
    Parked,
    /// So many lines of the plan before the first call.
    Planned(usize),
}

/// Leads read aloud and confirmed at once.
const BY_CONSENT: usize = 14;
/// Who drives the reviews and takes down the decisions.
const FACILITATOR: &str = "Hanna Weiss";

/// What the room says of a lead that stands accepted.
const YES: [&str; 3] = [
    "Wants a pilot in one plant before the summer.",
    "Asked for prices twice; we should have called sooner.",
    "The plant manager joined the second call.",
];

/// What the room says of a lead that does not, by the reason's digit.
fn why_not(code: ReasonCode) -> &'static str {
    match code.0 {
        1 => "Four people and a dog: the smallest plan is too big for them.",
        2 => "Right company, wrong person: the plant manager decides.",
        3 => "Downloaded the guide for a colleague who has left.",
        4 => "No budget this year, asked to be called in spring.",
        5 => "They run a competitor's tool until the contract ends.",
        6 => "Read two pages and a price; nobody there knows of a project yet.",
        7 => "Could not be reached on three mornings.",
        8 => "The number belongs to a bakery.",
        9 => "Already a customer under its old name.",
        _ => "Nobody wrote down why.",
    }
}

/// Plays the past reviews in order. What the room overturned changes what becomes of some leads.
pub(super) fn reviews(
    chance: &mut Chance,
    stories: &mut [Story],
    review_days: &[NaiveDate],
    now: i64,
) -> Vec<PastReview> {
    let mut reviews = Vec::new();
    for (index, day) in review_days.iter().enumerate() {
        let before = index
            .checked_sub(1)
            .and_then(|before| review_days.get(before).copied())
            .or_else(|| day.checked_sub_days(chrono::Days::new(30)))
            .unwrap_or(*day);
        reviews.push(review(chance, stories, index, before, *day));
    }
    if let Some(last) = reviews.last() {
        crm_says_otherwise(stories, last, now);
        still_waits(stories, last);
    }
    reviews
}

fn review(
    chance: &mut Chance,
    stories: &mut [Story],
    index: usize,
    before: NaiveDate,
    day: NaiveDate,
) -> PastReview {
    let opened = at(day, 10, 0);
    let (discuss, consent) = docket(stories, at(before, 10, 0), opened);
    let mut clock = opened + agenda::LEADS_FROM;
    let mut moves = agenda::before_the_leads(index, opened);
    for (place, story) in discuss.iter().enumerate() {
        clock += 150;
        let parked = place == 0;
        let said = discussed(chance, &mut stories[*story], clock, opened, parked);
        moves.push(Move::Said(vec![said]));
    }
    clock += 120;
    moves.push(Move::Said(
        consent
            .iter()
            .map(|story| Said {
                at: clock * 1000,
                who: FACILITATOR.to_owned(),
                key: stories[*story].key.clone(),
                deeds: vec![Deed::Stands(Told::Consent)],
            })
            .collect(),
    ));
    let checked = agenda::checked(stories, &discuss, &consent, opened);
    agenda::lessons(index, opened, clock, checked, &mut moves);
    agenda::closing(index, opened, day, &mut moves);
    let item = |story: &usize, part, because| (stories[*story].key.clone(), part, vec![because]);
    PastReview {
        title: format!("Lead review {}", index + 1),
        opened_at: opened * 1000,
        closed_at: (opened + 66 * 60) * 1000,
        period: Period::Days {
            start: before,
            end: day,
        },
        seed: u64::try_from(index + 1).unwrap_or(1),
        facilitator: FACILITATOR.to_owned(),
        present: present(index),
        docket: discuss
            .iter()
            .map(|story| item(story, Part::ToDiscuss, why(&stories[*story], opened)))
            .chain(
                consent
                    .iter()
                    .map(|story| item(story, Part::ByConsent, Because::Qualified)),
            )
            .collect(),
        moves,
        ratings: (0..9)
            .map(|_| u8::try_from(6 + (index + 1) / 3 + chance.below(3)).unwrap_or(7))
            .collect(),
        kept: agenda::kept(index, day),
    }
}

fn why(story: &Story, opened: i64) -> Because {
    match rows::word(story, opened) {
        Some((_, Verdict::NotAccepted(_))) => Because::Changed,
        Some(_) => Because::HighValue,
        None => Because::AnswerDue {
            days: u32::try_from((opened - story.qualified.unwrap_or(opened)) / DAY).unwrap_or(0),
        },
    }
}

/// Waiting for an answer first, then not accepted, then accepted; the rest by consent.
fn docket(stories: &[Story], from: i64, opened: i64) -> (Vec<usize>, Vec<usize>) {
    let mut candidates: Vec<(u8, usize)> = stories
        .iter()
        .enumerate()
        .filter(|(_, story)| story.qualified.is_some_and(|at| at > from && at <= opened))
        .map(|(index, story)| {
            let rank = match rows::word(story, opened) {
                None => 0,
                Some((_, Verdict::NotAccepted(_))) => 1,
                Some(_) => 2,
            };
            (rank, index)
        })
        .collect();
    candidates.sort_unstable();
    // Three that wait, four that were not accepted, and what else comes.
    let mut discuss: Vec<usize> = Vec::new();
    for (rank, most) in [(0, 3), (1, 4), (2, 1)] {
        discuss.extend(
            candidates
                .iter()
                .filter(|(at, _)| *at == rank)
                .map(|(_, index)| *index)
                .take(most),
        );
    }
    let consent = candidates
        .iter()
        .filter(|(rank, index)| *rank > 0 && !discuss.contains(index))
        .map(|(_, index)| *index)
        .take(BY_CONSENT)
        .collect();
    (discuss, consent)
}

/// What the room says of one lead.
fn discussed(
    chance: &mut Chance,
    story: &mut Story,
    clock: i64,
    opened: i64,
    parked: bool,
) -> Said {
    let mut deeds = Vec::new();
    if parked {
        deeds.push(Deed::Parked);
    } else {
        deeds.push(verdict(chance, story, clock, opened));
        if chance.happens(0.7) {
            deeds.push(Deed::Wishes(wishes(chance)));
        }
        if chance.happens(0.5) {
            let note = note(chance, story, &deeds, opened);
            deeds.push(Deed::Note(note.to_owned()));
        }
    }
    Said {
        at: clock * 1000,
        who: FACILITATOR.to_owned(),
        key: story.key.clone(),
        deeds,
    }
}

/// Words that fit the verdict: the one just told, else the one that stands.
fn note(chance: &mut Chance, story: &Story, deeds: &[Deed], opened: i64) -> &'static str {
    let told = deeds.iter().find_map(|deed| match deed {
        Deed::Verdict(verdict, _) => Some(verdict),
        _ => None,
    });
    let standing = told.or_else(|| rows::word(story, opened).map(|(_, verdict)| verdict));
    match standing.and_then(Verdict::refusal) {
        Some(refusal) => why_not(refusal.reason),
        None => chance.pick(&YES).copied().unwrap_or_default(),
    }
}

fn verdict(chance: &mut Chance, story: &mut Story, clock: i64, opened: i64) -> Deed {
    let standing = rows::word(story, opened).map(|(_, verdict)| verdict.clone());
    match standing {
        Some(Verdict::NotAccepted(_)) if chance.happens(0.4) => {
            overturned(chance, story, clock);
            Deed::Verdict(yes(story), Told::Review)
        }
        Some(Verdict::Accepted(_)) if story.opportunity.is_none() && chance.happens(0.4) => {
            let day = date_of(clock, ZONE);
            let code = ReasonCode(6);
            Deed::Verdict(
                Verdict::Returned(Refusal {
                    reason: code,
                    route: super::story::route(code, day),
                    detail: String::new(),
                    criterion: None,
                    waived: false,
                }),
                Told::Review,
            )
        }
        Some(_) => Deed::Stands(Told::Review),
        // What the CRM says later is what the room said first.
        None => match &story.answer {
            Some((_, Verdict::Accepted(_))) => Deed::Verdict(yes(story), Told::Review),
            Some((_, verdict)) if verdict.refusal().is_some_and(|no| no.reason.0 < 10) => {
                Deed::Verdict(verdict.clone(), Told::Review)
            }
            _ => Deed::Verdict(refusal(ReasonCode(7), "", clock), Told::Review),
        },
    }
}

/// Of the leads the room takes up after all, half become opportunities and half of those are signed.
fn overturned(chance: &mut Chance, story: &mut Story, clock: i64) {
    if story.opportunity.is_none() && chance.happens(0.5) {
        let opened = working(clock + days(6.0 + chance.waiting(10.0)));
        story.opportunity = Some(opened);
        let closed = working(opened + days(20.0 + chance.waiting(25.0)));
        let outcome = if chance.happens(0.5) {
            "speed of response".clone_into(&mut story.outcome_reason);
            Outcome::Won
        } else {
            "no decision".clone_into(&mut story.outcome_reason);
            Outcome::Lost
        };
        story.closed = Some((closed, outcome));
    }
}

fn yes(story: &Story) -> Verdict {
    let owner = if story.owner.is_empty() {
        REPS[0]
    } else {
        &story.owner
    };
    Verdict::Accepted(Acceptance {
        owner: owner.to_owned(),
        next_touch: None,
        because: Some("strong intent".to_owned()),
    })
}

/// The budget is what the room misses most.
fn wishes(chance: &mut Chance) -> Vec<String> {
    let known = [
        ("budget", 0.62),
        ("timing", 0.38),
        ("authority", 0.22),
        ("current solution", 0.12),
        ("what they asked or downloaded", 0.1),
    ];
    let mut tags: Vec<String> = known
        .into_iter()
        .filter(|(_, share)| chance.happens(*share))
        .map(|(tag, _)| tag.to_owned())
        .collect();
    if tags.is_empty() {
        tags.push("need".to_owned());
    }
    tags
}

/// Both teams, two of them away in turn.
fn present(index: usize) -> Vec<Person> {
    people()
        .into_iter()
        .enumerate()
        .filter(|(place, _)| place % 6 != index % 6)
        .map(|(_, person)| person)
        .collect()
}

/// The lead that was parked in the last review has no answer to this day.
fn still_waits(stories: &mut [Story], last: &PastReview) {
    let parked = last.moves.iter().find_map(|made| match made {
        Move::Said(said) => said.iter().find(|said| said.deeds.contains(&Deed::Parked)),
        _ => None,
    });
    let Some(said) = parked else { return };
    if let Some(story) = stories.iter_mut().find(|story| story.key == said.key) {
        story.touches.clear();
        (story.answer, story.again) = (None, None);
        (story.opportunity, story.closed) = (None, None);
    }
}

/// After the last review the CRM changes its word on a lead the room took up.
fn crm_says_otherwise(stories: &mut [Story], last: &PastReview, now: i64) {
    let accepted = last.moves.iter().find_map(|made| match made {
        Move::Said(said) => said.iter().find(|said| {
            said.deeds
                .iter()
                .any(|deed| matches!(deed, Deed::Verdict(Verdict::Accepted(_), _)))
        }),
        _ => None,
    });
    let Some(said) = accepted else { return };
    let later = (last.closed_at / 1000 + 11 * DAY).min(now - DAY);
    if let Some(story) = stories.iter_mut().find(|story| story.key == said.key) {
        story.again = Some((later, refusal(ReasonCode(3), "", later)));
        story.opportunity = None;
        story.closed = None;
    }
}
