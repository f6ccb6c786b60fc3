//! How one lead stands with one clause.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::review::agreement::sla::{Clock, Measure, Scope};
use crate::review::agreement::terms::{Mark, Term};
use crate::review::lead::{Answer, Facts, Field, Lead};
use crate::review::milestone::{DAY, Milestone, Reach};
use crate::review::reason::{Guard, PickLists, ReasonCode};

/// A lead with what a clause asks of it.
#[derive(Debug, Clone, Copy)]
pub struct Case<'lead> {
    pub lead: &'lead Lead,
    pub facts: Facts,
    /// Whether it passes every must-have of the definition that was in force; `None` where nobody can tell.
    pub passes: Option<bool>,
}

/// The reasons that mean Sales could not reach anybody: those whose guard counts tries.
#[must_use]
pub fn out_of_reach(lists: &PickLists) -> BTreeSet<ReasonCode> {
    let counts = lists
        .reasons
        .iter()
        .filter(|reason| reason.guard == Guard::Tries);
    counts.map(|reason| reason.code).collect()
}

/// The milestone that puts a lead under a clause.
#[must_use]
pub fn trigger(scope: Scope, facts: &Facts) -> Reach {
    match scope {
        Scope::All => facts.created,
        Scope::Qualified => facts.qualified,
    }
}

/// How it stands with a clause that was in force at `from`, its trigger; `None` where the clause is not about it.
#[must_use]
pub fn mark(
    term: &Term,
    case: &Case<'_>,
    from: Milestone,
    unreached: &BTreeSet<ReasonCode>,
    now: i64,
) -> Option<Mark> {
    let start = from.start(term.calendar.zone);
    let kept = |kept: bool, at: i64| if kept { Mark::Met } else { Mark::Missed { at } };
    let facts = &case.facts;
    match &term.clause.measure {
        Measure::Delivered { .. } => None,
        Measure::PassesMustHaves => facts.qualified.reached().then(|| {
            case.passes
                .map_or(Mark::Unknown, |passes| kept(passes, start))
        }),
        Measure::FieldsFilled { fields } => {
            Some(filled(case.lead, fields).map_or(Mark::Unknown, |filled| kept(filled, start)))
        }
        Measure::HandedOver { .. } => handed_over(term, case, now),
        Measure::FirstTouch { .. } => first_touch(term, case, from, now),
        Measure::Verdict { .. } => Some(match answered(facts) {
            Reach::Undated => Mark::Unknown,
            reach => term.timed(from, reach.at(), now),
        }),
        Measure::Tries { tries, days } => {
            let refusal = case.lead.standing()?;
            let reason = refusal.verdict.refusal()?.reason;
            unreached.contains(&reason).then(|| {
                let at = refusal.at.map_or(start, |at| at.start(term.calendar.zone));
                kept(tried(term, case.lead, refusal.at, *tries, *days), at)
            })
        }
        Measure::ReasonGiven => {
            let standing = case.lead.standing()?;
            let refusal = standing.verdict.refusal()?;
            let at = standing.at.map_or(start, |at| at.start(term.calendar.zone));
            Some(kept(refusal.reason != ReasonCode::NOT_RECORDED, at))
        }
        Measure::Updated { .. } => updated(term, case, now),
    }
}

/// Whether all these fields are filled; `None` where one of them is no field of a lead.
fn filled(lead: &Lead, fields: &[String]) -> Option<bool> {
    let mut all = true;
    for name in fields {
        let field = Field::ALL
            .into_iter()
            .find(|field| field.word().eq_ignore_ascii_case(name.trim()))?;
        all &= !lead.text(field).trim().is_empty();
    }
    Some(all)
}

/// Delivered in time: of leads whose inquiry and delivery both have a date of their own.
fn handed_over(term: &Term, case: &Case<'_>, now: i64) -> Option<Mark> {
    let delivered = match case.facts.qualified {
        Reach::Not => return None,
        Reach::Undated => return Some(Mark::Unknown),
        Reach::At(at) => at,
    };
    Some(match case.lead.filed.created.at() {
        Some(created) => term.timed(created, Some(delivered), now),
        None => Mark::Unknown,
    })
}

/// The first touch. A lead that was turned down inside the limit owes none any more.
fn first_touch(term: &Term, case: &Case<'_>, from: Milestone, now: i64) -> Option<Mark> {
    let facts = &case.facts;
    let by_hours = case.lead.filed.response_hours;
    let exact = matches!(facts.first_touch, Some(Milestone::Instant(_)));
    if let Some(hours) = by_hours.filter(|_| !exact) {
        return Some(in_hours(term, case, from, hours, now));
    }
    if facts.first_touch.is_none() {
        if facts.worked.touch || facts.opportunity.reached() {
            return Some(Mark::Unknown);
        }
        if matches!(facts.answer, Answer::NotAccepted(_)) {
            let Some(at) = facts.answered_at else {
                return Some(Mark::Unknown);
            };
            return match term.timed(from, Some(at), now) {
                Mark::Met => None,
                late => Some(late),
            };
        }
    }
    Some(term.timed(from, facts.first_touch, now))
}

/// The same where a file has hours in place of a date: they stand as they are on the clock of all hours; working hours
/// are told only from an inquiry with its time of day.
fn in_hours(term: &Term, case: &Case<'_>, from: Milestone, hours: Decimal, now: i64) -> Mark {
    let minutes = hours * Decimal::from(60);
    let due = term.due(from);
    match term.clause.clock {
        Clock::Calendar => match (term.clause.measure.limit(), due) {
            (Some(limit), _) if minutes <= Decimal::from(limit) => Mark::Met,
            (_, Some(due)) => Mark::Missed { at: due },
            _ => Mark::Unknown,
        },
        Clock::Business => match case.lead.filed.created.at() {
            Some(Milestone::Instant(inquiry)) => {
                let seconds = (minutes * Decimal::from(60))
                    .to_i64()
                    .unwrap_or(i64::MAX / 4);
                let touched = Milestone::Instant(inquiry.saturating_add(seconds));
                term.timed(from, Some(touched), now)
            }
            _ => Mark::Unknown,
        },
    }
}

/// When Sales answered; by deed when the opportunity was opened.
fn answered(facts: &Facts) -> Reach {
    match facts.answer {
        Answer::None => Reach::Not,
        Answer::Accepted { by_deed: true, .. } => match facts.opportunity {
            Reach::At(at) => Reach::At(at),
            _ => Reach::Undated,
        },
        _ => facts.answered_at.map_or(Reach::Undated, Reach::At),
    }
}

/// Whether there were so many tries, and so many days between the first of them and the answer.
fn tried(term: &Term, lead: &Lead, answered: Option<Milestone>, tries: u32, days: u32) -> bool {
    let touches = lead.touches();
    let long_enough = match (touches.first, answered) {
        (Some(first), Some(answered)) => {
            first.until(answered, term.calendar.zone) >= i64::from(days) * DAY
        }
        _ => days == 0,
    };
    touches.count >= tries && long_enough
}

/// An accepted lead that is still open, by the time since its last sign; one that went on or was handed back is kept.
fn updated(term: &Term, case: &Case<'_>, now: i64) -> Option<Mark> {
    let facts = &case.facts;
    let Answer::Accepted { returned, .. } = facts.answer else {
        return None;
    };
    if returned || facts.opportunity.reached() {
        return Some(Mark::Met);
    }
    let signs = [case.lead.touches().last, facts.answered_at];
    let last = signs.into_iter().flatten().max_by_key(|at| at.code());
    Some(match last.map(|last| term.timed(last, None, now)) {
        Some(Mark::Pending { .. }) => Mark::Met,
        Some(mark) => mark,
        None => Mark::Unknown,
    })
}
