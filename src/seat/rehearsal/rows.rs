//! The company's CRM as files: what an export of one moment holds that the export before did not.

use rust_decimal::Decimal;

use super::campaigns::PROFILES;
use super::chance::Chance;
use super::names;
use super::story::Story;
use super::{Company, REPS, days, euro, working};
use crate::review::figures::contradiction::{Contradiction, REASON_KEPT};
use crate::review::lead::{Deal, Field, Filed, FiledVerdict, SourcedBy};
use crate::review::milestone::{Milestone, Reach};
use crate::review::money::Money;
use crate::review::row::{LeadRow, OpportunityRow, Row, Speaks};
use crate::review::touch::Touch;
use crate::review::verdict::{Outcome, Verdict};

/// Deals that Sales brought in itself.
const OWN_DEALS: usize = 36;

/// The files of `until` (seconds since 1970) without what those of `after` held: people and campaigns (once),
/// leads, opportunities, touches.
pub(super) fn files(company: &Company, after: Option<i64>, until: i64) -> Vec<Vec<Row>> {
    let fresh = |at: i64| at <= until && after.is_none_or(|after| at > after);
    let mut files: Vec<Vec<Row>> = Vec::new();
    if after.is_none() {
        files.push(company.people.iter().cloned().map(Row::Person).collect());
        files.push(
            company
                .campaigns
                .iter()
                .map(|campaign| Row::Campaign(Box::new(campaign.clone())))
                .collect(),
        );
    }
    let born: Vec<&Story> = company
        .stories
        .iter()
        .filter(|story| story.created <= until)
        .collect();
    files.push(
        born.iter()
            .filter(|story| lead_moments(story).any(fresh))
            .map(|story| lead_row(story, until))
            .collect(),
    );
    let own = company.own_deals.iter().filter(|row| match row {
        Row::Opportunity(deal) => deal
            .deal
            .opened
            .at()
            .is_some_and(|at| fresh(at.start(company.zone))),
        _ => false,
    });
    files.push(
        born.iter()
            .filter(|story| deal_moments(story).any(fresh))
            .filter_map(|story| deal_row(story, until))
            .chain(own.cloned())
            .collect(),
    );
    files.push(
        born.iter()
            .flat_map(|story| touch_rows(story, &fresh))
            .collect(),
    );
    files.retain(|file| !file.is_empty());
    files
}

fn lead_moments(story: &Story) -> impl Iterator<Item = i64> {
    let told = [&story.answer, &story.again]
        .into_iter()
        .flatten()
        .map(|(at, _)| *at);
    [Some(story.created), story.qualified]
        .into_iter()
        .flatten()
        .chain(told)
        .chain(story.touches.iter().map(|(at, ..)| *at))
}

fn deal_moments(story: &Story) -> impl Iterator<Item = i64> {
    let closed = story.closed.map(|(at, _)| at);
    [story.opportunity, closed].into_iter().flatten()
}

/// The CRM's word of the moment.
pub(super) fn word(story: &Story, until: i64) -> Option<(i64, &Verdict)> {
    [&story.again, &story.answer]
        .into_iter()
        .flatten()
        .find(|(at, _)| *at <= until)
        .map(|(at, verdict)| (*at, verdict))
}

fn lead_row(story: &Story, until: i64) -> Row {
    let reach = |at: Option<i64>| {
        at.filter(|at| *at <= until)
            .map_or(Reach::Not, |at| Reach::At(Milestone::Instant(at)))
    };
    let touched = story.touches.iter().any(|(at, ..)| *at <= until);
    let verdict = word(story, until).map(|(at, verdict)| FiledVerdict {
        verdict: verdict.clone(),
        at: Some(Milestone::Instant(at)),
    });
    let status = match (&verdict, touched) {
        (Some(told), _) => match told.verdict {
            Verdict::Accepted(_) => "Qualified",
            Verdict::NotAccepted(_) | Verdict::Returned(_) => "Unqualified",
        },
        (None, true) => "Working - Contacted",
        (None, false) => "Open - Not Contacted",
    };
    let status = match story.odd {
        Some(Contradiction::StatusAgainstTouch) => "Open - Not Contacted",
        _ => status,
    };
    let mut extra = vec![("Lead ID".to_owned(), story.key.clone())];
    if story.odd == Some(Contradiction::ReasonWithoutRefusal) {
        extra.push((REASON_KEPT.to_owned(), "No budget".to_owned()));
    }
    let filed = Filed {
        key: story.key.clone(),
        texts: texts(story),
        sourced_by: SourcedBy::Marketing,
        status: status.to_owned(),
        created: reach(Some(story.created)),
        qualified: reach(story.qualified),
        worked: touched,
        verdict,
        extra,
        ..Filed::default()
    };
    Row::Lead(Box::new(LeadRow {
        identity: story.key.clone(),
        filed,
        speaks: Speaks {
            texts: 0x0FFF,
            sourced_by: false,
            status: true,
            created: true,
            qualified: true,
            first_touch: false,
            response_hours: false,
            worked: true,
            verdict: true,
            deal: false,
        },
        opportunity_key: String::new(),
        weight: None,
    }))
}

fn texts(story: &Story) -> crate::review::lead::Texts {
    let profile = &PROFILES[story.campaign.min(PROFILES.len() - 1)];
    let score = story.score.to_string();
    [
        (Field::Name, story.name.as_str()),
        (Field::Company, &story.company),
        (Field::Title, &story.title),
        (Field::Email, &story.email),
        (Field::Phone, &story.phone),
        (Field::Country, &story.country),
        (Field::Industry, &story.industry),
        (Field::Employees, &story.employees),
        (Field::Source, story.source()),
        (Field::Campaign, profile.name),
        (Field::Owner, &story.owner),
        (Field::Score, &score),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(field, text)| (field, text.to_owned()))
    .collect()
}

fn deal_row(story: &Story, until: i64) -> Option<Row> {
    let at = |at: i64| Reach::At(Milestone::Instant(at));
    let opened = story.opportunity?;
    let closed = story.closed.filter(|(at, _)| *at <= until);
    if opened > until && closed.is_none() {
        return None;
    }
    let profile = &PROFILES[story.campaign.min(PROFILES.len() - 1)];
    let reason = match (closed, story.odd) {
        (None, Some(Contradiction::ReasonWithoutOutcome)) => "price".to_owned(),
        (None, _) => String::new(),
        (Some(_), _) => story.outcome_reason.clone(),
    };
    let undated = story.odd == Some(Contradiction::ClosedBeforeDelivery);
    Some(Row::Opportunity(Box::new(OpportunityRow {
        key: story.key.replacen('L', "O", 1),
        lead: story.key.clone(),
        owner: story.owner.clone(),
        source: story.source().to_owned(),
        campaign: profile.name.to_owned(),
        stage: stage(closed.map(|(_, outcome)| outcome)).to_owned(),
        deal: Deal {
            opened: if undated { Reach::Undated } else { at(opened) },
            closed: closed.map_or(Reach::Not, |(closed, _)| at(closed)),
            outcome: closed.map(|(_, outcome)| outcome),
            amount: Some(story.amount),
            reason,
        },
        accepted: None,
        sourced_by: None,
        extra: Vec::new(),
    })))
}

fn stage(outcome: Option<Outcome>) -> &'static str {
    match outcome {
        Some(Outcome::Won) => "Closed Won",
        Some(Outcome::Lost) => "Closed Lost",
        None => "Proposal",
    }
}

fn touch_rows(story: &Story, fresh: &impl Fn(i64) -> bool) -> Vec<Row> {
    story
        .touches
        .iter()
        .filter(|(at, ..)| fresh(*at))
        .map(|(at, kind, result)| Row::Touch {
            lead: story.key.clone(),
            touch: Touch {
                at: Some(Milestone::Instant(*at)),
                kind: *kind,
                result: Some(*result),
                by: story.owner.clone(),
                note: String::new(),
            },
        })
        .collect()
}

/// Deals without a lead: Sales' own, told apart in every figure.
pub(super) fn own_deals(chance: &mut Chance, now: i64) -> Vec<Row> {
    (0..OWN_DEALS)
        .map(|index| {
            let opened = working(now - days(chance.between(20.0, 350.0))).min(now - 3600);
            let closed = working(opened + days(14.0 + chance.waiting(38.0)));
            let outcome = (closed <= now).then(|| {
                if chance.happens(0.28) {
                    Outcome::Won
                } else {
                    Outcome::Lost
                }
            });
            let owner = chance.pick(&REPS).copied().unwrap_or_default();
            let contact = names::contact(chance, 1.0);
            Row::Opportunity(Box::new(OpportunityRow {
                key: format!("O-9{index:04}"),
                lead: String::new(),
                owner: owner.to_owned(),
                source: "own network".to_owned(),
                campaign: String::new(),
                stage: stage(outcome).to_owned(),
                deal: Deal {
                    opened: Reach::At(Milestone::Instant(opened)),
                    closed: outcome.map_or(Reach::Not, |_| Reach::At(Milestone::Instant(closed))),
                    outcome,
                    amount: Some(Money {
                        amount: Decimal::from((10 + chance.below(60)) * 1000),
                        currency: euro(),
                    }),
                    reason: String::new(),
                },
                accepted: None,
                sourced_by: Some(SourcedBy::Sales),
                extra: vec![("Account".to_owned(), contact.company)],
            }))
        })
        .collect()
}
