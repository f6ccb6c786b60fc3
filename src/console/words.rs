//! What was done, said in one sentence: the message line, the journal and the repeat all use these words.

use chrono::NaiveDate;

use super::day;
use super::model::Model;
use super::model::start::NEXT_REVIEW;
use super::text::{clean, fit, masked_name, masked_text};
use crate::review::entry::Act;
use crate::review::figures::words as figures;
use crate::review::figures::work::{MINUTES_A_TOUCH, minutes};
use crate::review::lead::{Field, Lead, LeadId};
use crate::review::meeting::deed::Deed;
use crate::review::reason::Route;
use crate::review::verdict::{InProcess, Judgement, Verdict};

/// What a list calls a lead; with names hidden its company, else its number.
pub fn label(model: &Model, lead: &Lead) -> String {
    let company = lead.text(Field::Company);
    if model.looks.masked && company.trim().is_empty() {
        return format!("lead {}", lead.id.0);
    }
    clean(&lead.label()).trim().to_owned()
}

/// The label of a lead on hand; its number where it is not.
pub fn label_of(model: &Model, id: LeadId) -> String {
    model
        .known
        .lead(id)
        .map_or_else(|| format!("lead {}", id.0), |lead| label(model, lead))
}

/// A person's name as the screen may show it.
pub fn person(model: &Model, name: &str) -> String {
    if model.looks.masked {
        masked_name(name)
    } else {
        clean(name).into_owned()
    }
}

/// A colleague at the table: their names stay, for they are in the room.
pub fn colleague(name: &str) -> String {
    clean(name).into_owned()
}

/// A text that anybody wrote, addresses hidden where names are.
pub fn written(model: &Model, text: &str) -> String {
    if model.looks.masked {
        masked_text(&clean(text))
    } else {
        clean(text).into_owned()
    }
}

/// Where a refused lead goes: `nurture 7 Apr`.
pub fn route(route: &Route, today: NaiveDate) -> String {
    match route {
        Route::Nurture { until } => format!("nurture {}", day::short(*until, today)),
        other => other.word().to_owned(),
    }
}

/// A verdict in words: `not accepted: no budget → nurture 7 Apr`.
pub fn verdict(model: &Model, verdict: &Verdict) -> String {
    let (lists, today, word) = (&model.ground.lists, model.today(), verdict.word());
    let word = model.named(word);
    match verdict {
        Verdict::Accepted(acceptance) => {
            let mut text = word.into_owned();
            if !acceptance.owner.is_empty() {
                text = format!(
                    "{text}{}",
                    format_args!(", {}", colleague(&acceptance.owner))
                );
            }
            if let Some(next) = acceptance.next_touch {
                text = format!(
                    "{text}{}",
                    format_args!(" by {}", day::with_weekday(next, today))
                );
            }
            text
        }
        Verdict::NotAccepted(refusal) | Verdict::Returned(refusal) => {
            let detail = if refusal.detail.is_empty() {
                String::new()
            } else {
                format!(" ({})", clean(&refusal.detail))
            };
            let waived = if refusal.waived {
                ", nothing agreed to check"
            } else {
                ""
            };
            format!(
                "{word}: {}{detail}{waived} → {}",
                lists.reason_name(refusal.reason),
                route(&refusal.route, today),
            )
        }
    }
}

/// The glyph of a verdict: never colour alone, never the glyph alone.
pub fn glyph(verdict: Option<&Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Accepted(_)) => "●",
        Some(Verdict::NotAccepted(_)) => "○",
        Some(Verdict::Returned(_)) => "◐",
        None => "·",
    }
}

/// Judgement as a question's answer.
pub fn judgement(judgement: Option<Judgement>) -> &'static str {
    judgement.map_or("–", Judgement::word)
}

/// `yes since 9 Oct`, `no`, `not yet`.
pub fn in_process(state: Option<InProcess>, model: &Model) -> String {
    match state {
        Some(InProcess::Yes { since: Some(since) }) => {
            format!(
                "yes since {}",
                day::moment(since, model.zone(), model.today())
            )
        }
        Some(other) => other.word().to_owned(),
        None => "–".to_owned(),
    }
}

/// What an act did, without who and when.
pub fn act(model: &Model, act: &Act) -> String {
    let lead = act.lead().map(|id| label_of(model, id));
    let on = |text: String| match &lead {
        Some(lead) => format!("{lead}: {text}"),
        None => text,
    };
    let short = |text: &str| fit(&written(model, text), 60).into_owned();
    match act {
        Act::Verdict { verdict: told, .. } => on(verdict(model, told)),
        Act::Stands { .. } => on("it stands".to_owned()),
        Act::Judgement { was_a_lead, .. } => on(format!("was it a lead: {}", was_a_lead.word())),
        Act::InProcess {
            in_process: state, ..
        } => on(format!(
            "in the sales process: {}",
            in_process(Some(*state), model)
        )),
        Act::Note { text, .. } => on(format!("note \"{}\"", short(text))),
        Act::Wishes { tags, .. } => on(format!("we wish we had known {}", tags.join(", "))),
        Act::Planned { ticked, of, .. } => on(format!("call plan, {} of {of}", ticked.len())),
        Act::Touched { touch, .. } => on(format!(
            "{}{}",
            touch.kind.word(),
            touch
                .result
                .map_or_else(String::new, |result| format!(", {}", result.word()))
        )),
        Act::Deal { deal, .. } => on(match deal.outcome {
            Some(outcome) => format!("deal {}", model.named(outcome.word())),
            None => "deal opened".to_owned(),
        }),
        Act::Corrected { field, text, .. } => on(format!("{} is {}", field.word(), short(text))),
        Act::Added { .. } => "a lead added by hand".to_owned(),
        Act::Parked { .. } => on("parked".to_owned()),
        Act::Known { what, .. } => on(format!("left as known: {}", model.named(what.words()))),
        Act::Skipped { .. } => on("skipped".to_owned()),
        Act::Brought { .. } => on("brought forward".to_owned()),
        Act::Room(deed) => about_hour(model, deed),
        other => about_review(model, other),
    }
}

/// What was done in a review that is about no lead.
fn about_hour(model: &Model, deed: &Deed) -> String {
    let short = |text: &str| fit(&written(model, text), 60).into_owned();
    let after = |text: &str| {
        if text.is_empty() {
            String::new()
        } else {
            format!(": {}", short(text))
        }
    };
    match deed {
        Deed::Entered { phase } => format!("on to {}", phase.title()),
        Deed::Passed { phase, note } => format!("{} passed over{}", phase.title(), after(note)),
        Deed::Heard { person, text } => format!("{} was heard{}", colleague(person), after(text)),
        Deed::Win { team, text } => format!("a win of {}{}", team.word(), after(text)),
        Deed::Dots { dots, .. } => format!(
            "an idea has {}",
            crate::review::figures::words::counted(u64::from(*dots), "dot", "dots")
        ),
        Deed::Staged { stage, .. } => format!("a topic: {}", stage.word()),
        Deed::Voted { votes, .. } => crate::review::agreement::vote::outcome(votes),
        Deed::Ruled { text, by, .. } => format!("{} ruled{}", colleague(by), after(text)),
        Deed::Nothing { reason } => format!("nothing to change{}", after(reason)),
        Deed::Pulse { scores } => format!("how we work together, by {}", scores.len()),
        Deed::NotHeld { due, reason } => {
            let day = day::short(*due, model.today());
            format!("the review due {day} is not held{}", after(reason))
        }
        Deed::Quote { text, by, .. } => format!("{}: \"{}\"", colleague(by), short(text)),
        Deed::BlindBegun { leads } => format!("blind check of {} leads", leads.len()),
        Deed::BlindHands { team, .. } => format!("hands of {} counted", team.word()),
        Deed::BlindVote { person, .. } => format!("{} voted in the blind check", colleague(person)),
        Deed::BlindShown => "the votes of the blind check are shown".to_owned(),
    }
}

fn about_review(model: &Model, act: &Act) -> String {
    let short = |text: &str| fit(&written(model, text), 70).into_owned();
    match act {
        Act::Opened { opening } => format!("{} opened", clean(&opening.title)),
        Act::Paused => "the review paused".to_owned(),
        Act::Resumed => "the review resumed".to_owned(),
        Act::Attended { person, attendance } => {
            format!("{} {}", colleague(&person.name), attendance.told())
        }
        Act::Facilitates { who } => format!("{} facilitates", colleague(who)),
        Act::Promised { text, owner, .. } => format!(
            "{} promised: {}",
            if owner.is_empty() {
                "nobody yet".to_owned()
            } else {
                colleague(owner)
            },
            short(text)
        ),
        Act::Promise { state, .. } => format!("a promise is {}", state.word()),
        Act::Idea { text, .. } => format!("idea: {}", short(text)),
        Act::Topic { text, .. } => format!("topic for Decide: {}", short(text)),
        Act::Decided { .. } | Act::CampaignDecided { .. } | Act::Steered { .. } => {
            let decided = act.decision().unwrap_or_default();
            format!("decided: {}", short(&decided.0))
        }
        Act::Forecast { .. } | Act::CampaignSet { .. } => about_campaign(model, act),
        Act::Rated { ratings } => format!("rated by {}", ratings.len()),
        Act::Closed { version, .. } => format!("the review closed, minutes FINAL v{version}"),
        Act::Reopened { .. } => "the review reopened".to_owned(),
        Act::Imported { files, .. } => format!(
            "imported {}",
            files
                .iter()
                .map(|file| clean(&file.file).into_owned())
                .collect::<Vec<_>>()
                .join(", ")
        ),
        Act::PersonSet { person } => {
            format!("{} is {}", colleague(&person.name), person.team.word())
        }
        Act::Lists { .. } => "the pick-lists changed".to_owned(),
        Act::Setting { name, value } => set(model, name, value),
        Act::Agreed { step } => short(&step.words(model.sla())),
        Act::Undone { said, .. } => format!("taken back: {}", short(said)),
        _ => act.kind().replace('_', " "),
    }
}

/// What a setting says now.
fn set(model: &Model, name: &str, value: &str) -> String {
    match name {
        NEXT_REVIEW => value.parse().map_or_else(
            |_| "the next review has no day".to_owned(),
            |on| {
                format!(
                    "the next review is on {}",
                    day::with_weekday(on, model.today())
                )
            },
        ),
        MINUTES_A_TOUCH => minutes(value).map_or_else(
            || "nobody says how long a touch takes".to_owned(),
            |minutes| {
                let minutes = figures::counted(u64::from(minutes), "minute", "minutes");
                format!("a touch takes {minutes}")
            },
        ),
        _ => format!("{} is {}", clean(name), fit(&written(model, value), 70)),
    }
}

fn about_campaign(model: &Model, act: &Act) -> String {
    let short = |text: &str| fit(&written(model, text), 70).into_owned();
    match act {
        Act::Forecast {
            campaign, reason, ..
        } if reason.is_empty() => format!("forecast for {}", clean(campaign)),
        Act::Forecast {
            campaign, reason, ..
        } => format!(
            "another forecast for {}: {}",
            clean(campaign),
            short(reason)
        ),
        Act::CampaignSet {
            campaign,
            launch,
            cost,
        } => {
            let mut parts = vec![clean(campaign).into_owned()];
            parts.extend(cost.map(|cost| format!("cost {}", figures::money(&cost))));
            parts.extend(launch.map(|day| format!("launched {}", day::short(day, model.today()))));
            parts.join(", ")
        }
        _ => String::new(),
    }
}
