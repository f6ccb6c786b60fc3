//! What is hidden in the company for people to find: contradictions in the data, and two views on one lead.

use chrono::NaiveDate;

use super::at;
use super::names;
use super::past::{Deed, Said};
use super::story::{Story, refusal};
use crate::review::entry::Told;
use crate::review::figures::contradiction::Contradiction;
use crate::review::milestone::DAY;
use crate::review::reason::ReasonCode;
use crate::review::touch::{TouchKind, TouchResult};
use crate::review::verdict::{Acceptance, Outcome, Verdict};

/// Reps that send their slip back before the review.
const PREPARED: usize = 6;

/// Plants dates and verdicts that contradict each other, some in the last month so that the docket shows them.
pub(super) fn contradictions(stories: &mut [Story], now: i64) {
    let day = |ago: i64| now - ago * DAY;
    // Not accepted, and won all the same: one of the last weeks, one that nobody noticed in spring.
    let between = |from: i64, to: i64, story: &Story| {
        refused_by(story, day(to)) && !refused_by(story, day(from))
    };
    let lately = picked(stories, 1, |story| between(26, 12, story));
    let earlier = picked(stories, 1, |story| between(150, 90, story));
    for (story, opened, closed) in [(lately, 10, 3), (earlier, 80, 50)]
        .into_iter()
        .filter_map(|(found, opened, closed)| Some((*found.first()?, opened, closed)))
    {
        stories[story].opportunity = Some(day(opened));
        stories[story].closed = Some((day(closed), Outcome::Won));
        "relationship/referral".clone_into(&mut stories[story].outcome_reason);
    }
    // Accepted, and lost within days.
    for story in picked(stories, 1, |story| {
        accepted_by(story, day(14)) && !accepted_by(story, day(24))
    }) {
        stories[story].opportunity = Some(day(11));
        stories[story].closed = Some((day(9), Outcome::Lost));
        stories[story].again = None;
        "no budget".clone_into(&mut stories[story].outcome_reason);
    }
    // The opportunity is older than its lead.
    for story in picked(stories, 2, |story| {
        story.opportunity.is_some_and(|at| at < day(60)) && story.created > day(300)
    }) {
        stories[story].opportunity = Some(stories[story].created - 6 * DAY);
    }
    // Called before it existed.
    for story in picked(stories, 2, |story| {
        story.touches.len() > 2 && story.created < day(50)
    }) {
        let before = stories[story].created - 2 * DAY;
        stories[story]
            .touches
            .insert(0, (before, TouchKind::Call, TouchResult::Reached));
    }
    // Closed before it was opened.
    for story in picked(stories, 1, |story| {
        story.closed.is_some_and(|(at, _)| at < day(70))
            && story
                .opportunity
                .is_some_and(|at| at > story.created + 20 * DAY)
    }) {
        let opened = stories[story].opportunity.unwrap_or_default();
        if let Some((_, outcome)) = stories[story].closed {
            stories[story].closed = Some((opened - 3 * DAY, outcome));
        }
    }
    odd_records(stories, now);
    without_words(stories, now);
    surprises(stories, now);
}

/// One record of each further kind that contradicts itself, of half a year ago and more: found by looking for them.
fn odd_records(stories: &mut [Story], now: i64) {
    let (old, older) = (now - 190 * DAY, now - 330 * DAY);
    for what in Contradiction::ALL {
        let fits = |story: &Story| {
            let settled = story.created > older
                && story.delivered_by(old)
                && story.odd.is_none()
                && story.again.is_none();
            settled && may_be(what, story, old)
        };
        for index in picked(stories, 1, fits) {
            let story = &mut stories[index];
            story.odd = Some(what);
            bend(what, story);
        }
    }
}

/// Whether a life can be bent into that contradiction without any other.
fn may_be(what: Contradiction, story: &Story, old: i64) -> bool {
    let qualified = story.qualified.unwrap_or_default();
    let ended = story.closed.is_some_and(|(at, _)| at < old);
    let plain = story.opportunity.is_none() && accepted_by(story, old);
    match what {
        Contradiction::QualifiedBeforeCreation | Contradiction::ReasonWithoutRefusal => plain,
        Contradiction::AnswerBeforeDelivery => plain && qualified > story.created + 3 * 3600,
        Contradiction::OpportunityBeforeDelivery => {
            ended && qualified > story.created + 3 * 3600 && accepted(story)
        }
        Contradiction::ClosedBeforeDelivery => ended && accepted(story),
        Contradiction::ReasonWithoutOutcome => {
            let lost = matches!(story.closed, Some((_, Outcome::Lost)));
            ended && lost && accepted(story)
        }
        Contradiction::StatusAgainstTouch => plain && !story.touches.is_empty(),
        Contradiction::StatusAgainstOpportunity => {
            refused_by(story, old) && story.opportunity.is_none()
        }
        _ => false,
    }
}

fn bend(what: Contradiction, story: &mut Story) {
    let qualified = story.qualified.unwrap_or_default();
    match what {
        Contradiction::QualifiedBeforeCreation => story.qualified = Some(story.created - DAY),
        Contradiction::AnswerBeforeDelivery => {
            if let Some((at, _)) = &mut story.answer {
                *at = qualified - 2 * 3600;
            }
        }
        Contradiction::OpportunityBeforeDelivery => story.opportunity = Some(qualified - 3600),
        Contradiction::ReasonWithoutOutcome => story.closed = None,
        Contradiction::ClosedBeforeDelivery => {
            if let Some((at, _)) = &mut story.closed {
                *at = qualified - DAY;
            }
        }
        Contradiction::StatusAgainstOpportunity => {
            story.opportunity = story.answer.as_ref().map(|(at, _)| at + 5 * DAY);
        }
        _ => {}
    }
}

fn accepted(story: &Story) -> bool {
    matches!(&story.answer, Some((_, Verdict::Accepted(_))))
}

/// "Other" without a word, and a refusal without a recorded reason, both of the last month.
fn without_words(stories: &mut [Story], now: i64) {
    let fresh = |story: &Story| {
        story.delivered_by(now - 4 * DAY)
            && refused_by(story, now - 2 * DAY)
            && !refused_by(story, now - 24 * DAY)
    };
    for (story, code) in picked(stories, 3, fresh).into_iter().zip([
        ReasonCode::OTHER,
        ReasonCode::NOT_RECORDED,
        ReasonCode::OTHER,
    ]) {
        if let Some((decided, _)) = stories[story].answer {
            stories[story].answer = Some((decided, refusal(code, "", decided)));
        }
    }
}

/// A deal won from the webinar, which hardly ever wins, and a referral lost.
fn surprises(stories: &mut [Story], now: i64) {
    for (campaign, outcome, reason) in [(2, Outcome::Won, "fit"), (5, Outcome::Lost, "competitor")]
    {
        let able = |story: &Story| story.campaign == campaign && accepted_by(story, now - 35 * DAY);
        for story in picked(stories, 1, able) {
            stories[story].opportunity = Some(now - 20 * DAY);
            stories[story].again = None;
            stories[story].closed = Some((now - 6 * DAY, outcome));
            reason.clone_into(&mut stories[story].outcome_reason);
        }
    }
}

/// What a lead is tells something here: of ten leads that Sales accepted, nine are of a company large enough and of
/// somebody who can decide.
pub(super) fn as_agreed(stories: &mut [Story]) {
    for story in stories {
        let number = story.number();
        let accepted = matches!(&story.answer, Some((_, Verdict::Accepted(_))));
        if !accepted || number.is_multiple_of(10) {
            continue;
        }
        if story.employees.parse().is_ok_and(|people: u32| people < 50) {
            "90".clone_into(&mut story.employees);
        }
        if !names::can_decide(&story.title) {
            names::decider(number).clone_into(&mut story.title);
        }
    }
}

/// The latest stories that fit, without a deal of their own unless the rule asks for one.
fn picked(stories: &[Story], count: usize, fits: impl Fn(&Story) -> bool) -> Vec<usize> {
    stories
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, story)| fits(story))
        .map(|(index, _)| index)
        .take(count)
        .collect()
}

fn refused_by(story: &Story, seconds: i64) -> bool {
    matches!(&story.answer, Some((at, Verdict::NotAccepted(_))) if *at <= seconds)
}

fn accepted_by(story: &Story, seconds: i64) -> bool {
    story.opportunity.is_none()
        && matches!(&story.answer, Some((at, Verdict::Accepted(_))) if *at <= seconds)
}

/// What reps said on their slips before this review, and a lead on which two people differ.
pub(super) fn since(stories: &[Story], last: NaiveDate, now: i64) -> Vec<Said> {
    let from = at(last, 12, 0);
    let open: Vec<&Story> = stories
        .iter()
        .filter(|story| {
            story
                .qualified
                .is_some_and(|at| at > from && at < now - 3 * DAY)
        })
        .filter(|story| !story.owner.is_empty())
        .collect();
    let mut said = Vec::new();
    let mut prepared: Vec<&str> = Vec::new();
    for story in open.iter().rev() {
        let owner = story.owner.as_str();
        let waits = story.answer.as_ref().is_none_or(|(at, _)| *at > now);
        if prepared.len() == PREPARED || prepared.contains(&owner) || waits {
            continue;
        }
        prepared.push(owner);
        said.push(Said {
            at: (now - 26 * 3600) * 1000,
            who: owner.to_owned(),
            key: story.key.clone(),
            deeds: vec![Deed::Note(
                "Spoke on the phone; they compare two vendors until the end of the quarter."
                    .to_owned(),
            )],
        });
    }
    if let Some(story) = open.iter().find(|story| refused_by(story, now - 4 * DAY)) {
        said.extend(two_views(story, now));
    }
    said
}

/// The rep says no, Marketing says yes, a day apart.
fn two_views(story: &Story, now: i64) -> [Said; 2] {
    let decided = now - 2 * DAY;
    let no = Said {
        at: decided * 1000,
        who: story.owner.clone(),
        key: story.key.clone(),
        deeds: vec![
            Deed::Verdict(refusal(ReasonCode(4), "", decided), Told::Slip),
            Deed::Note("No budget this year.".to_owned()),
        ],
    };
    let yes = Said {
        at: (now - DAY) * 1000,
        who: "Mary Okafor".to_owned(),
        key: story.key.clone(),
        deeds: vec![
            Deed::Verdict(
                Verdict::Accepted(Acceptance {
                    owner: story.owner.clone(),
                    next_touch: None,
                    because: Some("strong intent".to_owned()),
                }),
                Told::Seat,
            ),
            Deed::Note("Asked for prices last week.".to_owned()),
        ],
    };
    [no, yes]
}
