//! One lead's life: inquiry, delivery, first call, answer, opportunity, deal. A whole year of them.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::campaigns::{FAIR, FAIR_AGO, PROFILES, Profile};
use super::chance::Chance;
use super::names::{self, Contact};
use super::{REPS, SLOW, ZONE, days, euro, working};
use crate::review::figures::contradiction::Contradiction;
use crate::review::milestone::date_of;
use crate::review::money::Money;
use crate::review::reason::{ReasonCode, Route};
use crate::review::touch::{TouchKind, TouchResult};
use crate::review::verdict::{Acceptance, Outcome, Refusal, Verdict};

/// A lead's whole life, some of which may not have happened yet. Instants are seconds since 1970, UTC.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    pub key: String,
    pub name: String,
    pub company: String,
    pub title: String,
    pub email: String,
    pub phone: String,
    pub country: String,
    pub industry: String,
    pub employees: String,
    /// Its place among the campaigns.
    pub campaign: usize,
    /// Empty where nobody owns it.
    pub owner: String,
    pub score: u32,
    pub created: i64,
    pub qualified: Option<i64>,
    pub touches: Vec<(i64, TouchKind, TouchResult)>,
    pub answer: Option<(i64, Verdict)>,
    /// What the CRM says later, where it changes its word.
    pub again: Option<(i64, Verdict)>,
    pub opportunity: Option<i64>,
    pub closed: Option<(i64, Outcome)>,
    pub amount: Money,
    /// Why the deal was won or lost.
    pub outcome_reason: String,
    /// What its record says against itself beyond its dates.
    pub odd: Option<Contradiction>,
}

impl Story {
    /// Where it came from: what its campaign is, or a list of names nobody has spoken to. Of those that Marketing did not
    /// hand over every second is such a name, of those it did every sixth.
    pub fn source(&self) -> &'static str {
        let profile = &PROFILES[self.campaign.min(PROFILES.len() - 1)];
        let every = if self.qualified.is_some() { 6 } else { 2 };
        profile
            .list
            .filter(|_| self.number().is_multiple_of(every))
            .unwrap_or(profile.source)
    }

    /// The number in its key.
    pub fn number(&self) -> u32 {
        let digits = self.key.bytes().filter(u8::is_ascii_digit);
        digits.fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
    }

    /// Delivered by then.
    pub fn delivered_by(&self, seconds: i64) -> bool {
        self.qualified.is_some_and(|at| at <= seconds)
    }
}

/// A year of leads in the order they were created: more at the beginning than at the end, and better at the end.
pub(super) fn year(chance: &mut Chance, leads: usize, now: i64) -> Vec<Story> {
    let weights: Vec<f64> = PROFILES.iter().map(|profile| profile.weight).collect();
    let mut born: Vec<(i64, usize)> = (0..leads)
        .map(|_| {
            let campaign = chance.weighted(&weights);
            let ago = if campaign == FAIR {
                chance.between(FAIR_AGO - 4.0, FAIR_AGO)
            } else {
                // The square pulls births towards the beginning: volume falls by a third over the year.
                let unit = chance.unit();
                365.0 * (1.0 - (unit + 0.18 * unit * unit) / 1.18)
            };
            (working(now - days(ago)).min(now - 3600), campaign)
        })
        .collect();
    born.sort_unstable();
    born.into_iter()
        .enumerate()
        .map(|(index, (created, campaign))| {
            let age = f64::from(i32::try_from((now - created).max(0) / 86_400).unwrap_or(0));
            let late = (1.0 - age / 365.0).clamp(0.0, 1.0);
            life(chance, index, created, campaign, late)
        })
        .collect()
}

fn life(chance: &mut Chance, index: usize, created: i64, campaign: usize, late: f64) -> Story {
    let profile = &PROFILES[campaign.min(PROFILES.len() - 1)];
    let rep = chance.below(REPS.len());
    let mut story = stranger(chance, index, created, campaign, rep);
    if !chance.happens(profile.delivered) {
        return story;
    }
    let qualified = working(created + days(chance.waiting(1.6)));
    story.qualified = Some(qualified);
    story.score = u32::try_from(40 + chance.below(60)).unwrap_or(40);
    let slow = rep == SLOW;
    let unowned = story.owner.is_empty();
    let first = working(qualified + days(chance.waiting(if slow { 6.0 } else { 1.1 })));
    // Leads that nobody owns wait longest, and some of the slow rep's are never called.
    let silent = chance.happens(if unowned {
        0.5
    } else if slow {
        0.12
    } else {
        0.025
    });
    if silent {
        tidied_up(chance, &mut story, qualified);
        return story;
    }
    calls(chance, &mut story, first);
    let share = profile.accepted.0 + (profile.accepted.1 - profile.accepted.0) * late;
    let decided = working(first + days(0.1 + chance.waiting(1.2)));
    if chance.happens(share) {
        accepted(chance, &mut story, profile, decided);
    } else {
        story.answer = Some((decided, refused(chance, profile, decided)));
    }
    story
}

fn stranger(chance: &mut Chance, index: usize, created: i64, campaign: usize, rep: usize) -> Story {
    let profile = &PROFILES[campaign.min(PROFILES.len() - 1)];
    let Contact {
        name,
        company,
        title,
        email,
        phone,
        country,
        industry,
        employees,
    } = names::contact(chance, profile.deciders);
    let owner = if chance.happens(0.03) {
        String::new()
    } else {
        REPS[rep].to_owned()
    };
    let thousands = 8 + chance.below(30) + chance.below(30);
    let big = if chance.happens(0.04) { 3 } else { 1 };
    Story {
        key: format!("L-{:05}", 10_001 + index),
        name,
        company,
        title,
        email,
        phone,
        country,
        industry,
        employees,
        campaign,
        owner,
        score: u32::try_from(chance.below(40)).unwrap_or(0),
        created,
        qualified: None,
        touches: Vec::new(),
        answer: None,
        again: None,
        opportunity: None,
        closed: None,
        amount: Money {
            amount: Decimal::from(thousands * big * 1000),
            currency: euro(),
        },
        outcome_reason: String::new(),
        odd: None,
    }
}

fn calls(chance: &mut Chance, story: &mut Story, first: i64) {
    let tries = 1 + chance.below(4);
    let mut at = first;
    for _ in 0..tries {
        let kind = [
            TouchKind::Call,
            TouchKind::Email,
            TouchKind::Call,
            TouchKind::Voicemail,
        ][chance.below(4)];
        let result = match kind {
            TouchKind::Email => {
                if chance.happens(0.4) {
                    TouchResult::Replied
                } else {
                    TouchResult::NotReached
                }
            }
            TouchKind::Call if chance.happens(0.55) => TouchResult::Reached,
            _ => TouchResult::NotReached,
        };
        story.touches.push((at, kind, result));
        at = working(at + days(0.6 + chance.waiting(2.0)));
    }
}

fn accepted(chance: &mut Chance, story: &mut Story, profile: &Profile, decided: i64) {
    story.answer = Some((
        decided,
        Verdict::Accepted(Acceptance {
            owner: story.owner.clone(),
            next_touch: None,
            because: None,
        }),
    ));
    if !chance.happens(profile.opportunity) {
        followed_up(chance, story, decided);
        return;
    }
    let opened = working(decided + days(4.0 + chance.waiting(17.0)));
    story.opportunity = Some(opened);
    story
        .touches
        .push((opened - 86_400, TouchKind::Meeting, TouchResult::Reached));
    let closed = working(opened + days(14.0 + chance.waiting(38.0)));
    let won = chance.happens(profile.won);
    let reasons: &[&str] = if won {
        &[
            "fit",
            "speed of response",
            "relationship/referral",
            "features",
        ]
    } else {
        &["no decision", "price", "competitor", "timing", "no budget"]
    };
    chance
        .pick(reasons)
        .copied()
        .unwrap_or_default()
        .clone_into(&mut story.outcome_reason);
    let outcome = if won { Outcome::Won } else { Outcome::Lost };
    story.closed = Some((closed, outcome));
}

/// Most leads that nobody ever called are closed when somebody tidies up the CRM.
fn tidied_up(chance: &mut Chance, story: &mut Story, qualified: i64) {
    if chance.happens(0.85) {
        let closed = working(qualified + days(38.0 + chance.waiting(12.0)));
        story.answer = Some((
            closed,
            refusal(ReasonCode(7), "no reply, list tidied up", closed),
        ));
    }
}

/// Calls every week or so for a month, then back to Marketing; a few are forgotten.
fn followed_up(chance: &mut Chance, story: &mut Story, decided: i64) {
    let mut at = decided;
    for _ in 0..4 {
        at = working(at + days(6.0 + chance.waiting(2.5)));
        story
            .touches
            .push((at, TouchKind::Call, TouchResult::NotReached));
        if chance.happens(0.03) {
            return;
        }
    }
    let returned = working(at + days(3.0 + chance.waiting(3.0)));
    let (code, words) = [
        (3, "no project after all"),
        (5, "again after the summer"),
        (6, "only looking around"),
    ][chance.below(3)];
    if let Verdict::NotAccepted(refusal) = refusal(ReasonCode(code), words, returned) {
        story.again = Some((returned, Verdict::Returned(refusal)));
    }
}

/// A refusal with the route the pick-list proposes.
pub(super) fn refusal(code: ReasonCode, detail: &str, decided: i64) -> Verdict {
    Verdict::NotAccepted(Refusal {
        reason: code,
        route: route(code, date_of(decided, ZONE)),
        detail: detail.to_owned(),
        criterion: None,
        waived: false,
    })
}

fn refused(chance: &mut Chance, profile: &Profile, decided: i64) -> Verdict {
    // The digits as they stand on the keyboard: 1 to 9, then 0.
    let place = chance.weighted(&profile.reasons);
    let code = if chance.happens(0.06) {
        ReasonCode::NOT_RECORDED
    } else {
        ReasonCode(u8::try_from((place + 1) % 10).unwrap_or(0))
    };
    let words = match code.0 {
        0 => [
            "wants a rental model",
            "bought last month",
            "asked for a job",
        ][chance.below(3)],
        1 => "company size",
        2 => "not the one who decides",
        3 => "no project",
        4 => "nothing planned this year",
        5 => "contract until next year",
        6 => "only reading",
        7 => "no reply",
        8 => "phone",
        9 => "duplicate",
        _ => "",
    };
    refusal(code, words, decided)
}

/// The route the pick-list proposes for a reason.
pub(super) fn route(code: ReasonCode, decided: NaiveDate) -> Route {
    let nurture = |days: u64| Route::Nurture {
        until: decided
            .checked_add_days(chrono::Days::new(days))
            .unwrap_or(decided),
    };
    match code.0 {
        2 => Route::FindContact,
        3 => nurture(90),
        4 => nurture(180),
        5 => nurture(120),
        6 => nurture(60),
        7 => nurture(30),
        8 => Route::FixData,
        9 => Route::Merge,
        255 => Route::DecideInReview,
        _ => Route::Close,
    }
}
