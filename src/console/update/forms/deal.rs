//! The deal of a lead: opened, amount, how it ended and why.

use rust_decimal::Decimal;

use crate::console::form::{Blank, Form};
use crate::console::model::Model;
use crate::console::words;
use crate::review::entry::Act;
use crate::review::lead::{Deal, LeadId};
use crate::review::milestone::{Milestone, Reach};
use crate::review::money::{Currency, Money};
use crate::review::stage::Stage;
use crate::review::verdict::Outcome;

const OPEN: &str = "open";

/// The form, filled with what is known.
pub fn form(model: &Model, lead: LeadId) -> Form {
    let deal = model
        .known
        .lead(lead)
        .map_or_else(Deal::default, |lead| lead.deal().clone());
    let zone = model.zone();
    let opened = deal.opened.at().map(|at| at.date(zone));
    let closed = deal.closed.at().map(|at| at.date(zone));
    let lists = &model.ground.lists;
    let reasons = lists.won_reasons.iter().chain(&lists.lost_reasons).cloned();
    let mut reasons: Vec<String> = std::iter::once(String::new()).chain(reasons).collect();
    let mut seen = std::collections::BTreeSet::new();
    reasons.retain(|reason| seen.insert(reason.clone()));
    let amount = deal.amount.map_or_else(String::new, |money| {
        format!("{} {}", money.amount.normalize(), money.currency.code())
            .trim()
            .to_owned()
    });
    Form::new(
        format!("The deal, {}", words::label_of(model, lead)),
        vec![
            Blank::pick(
                "outcome",
                [OPEN, "won", "lost"]
                    .map(|word| model.named(word).into_owned())
                    .to_vec(),
                &model.named(deal.outcome.map_or(OPEN, Outcome::word)),
            ),
            Blank::text("amount", &amount).hint("40000 EUR; may stay empty"),
            Blank::free(
                &model.named("why it was won or lost"),
                reasons,
                &deal.reason,
            ),
            Blank::day("opened", Some(opened.unwrap_or_else(|| model.today()))),
            Blank::day("closed", closed).hint(model.named("empty: today, where won or lost")),
        ],
    )
}

/// The deal as the form says it.
///
/// # Errors
/// The blank and, in words, what is wrong with it.
pub fn act(model: &Model, lead: LeadId, form: &Form) -> Result<Act, (usize, String)> {
    let today = model.today();
    let reach = |day: Option<chrono::NaiveDate>| {
        day.map_or(Reach::Undated, |day| Reach::At(Milestone::Day(day)))
    };
    let names = model.names();
    let outcome = match form.value(0).as_str() {
        word if word == names.name(Stage::Won) => Some(Outcome::Won),
        word if word == names.name(Stage::Lost) => Some(Outcome::Lost),
        _ => None,
    };
    let closed = form.day(4, today).map_err(|fault| (4, fault))?;
    let opened = form.day(3, today).map_err(|fault| (3, fault))?;
    let before = model.known.lead(lead).map(|lead| lead.deal().clone());
    // A date a file told to the second is not made coarser by a form that shows its day.
    let finer = |day: Option<chrono::NaiveDate>, was: Option<Reach>| match (day, was) {
        (Some(day), Some(Reach::At(at))) if at.date(model.zone()) == day => Reach::At(at),
        (day, _) => reach(day),
    };
    Ok(Act::Deal {
        lead,
        deal: Deal {
            opened: finer(opened, before.as_ref().map(|deal| deal.opened)),
            closed: match outcome {
                None => Reach::Not,
                Some(_) => finer(
                    Some(closed.unwrap_or(today)),
                    before.as_ref().map(|deal| deal.closed),
                ),
            },
            outcome,
            amount: amount(&form.value(1)).map_err(|fault| (1, fault))?,
            reason: form.value(2),
        },
    })
}

/// Reads `40000`, `40,000.50 EUR`, `EUR 40 000`; thousands may be apart by blanks, apostrophes or commas.
///
/// # Errors
/// In words, where the text is no amount.
pub fn amount(text: &str) -> Result<Option<Money>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let currency = text
        .split(|c: char| !c.is_ascii_alphabetic())
        .find_map(Currency::parse)
        .unwrap_or(Currency::NONE);
    let number: String = text
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    let foreign = text
        .chars()
        .any(|c| !(c.is_ascii_alphanumeric() || " .,'’€$£-".contains(c)));
    number
        .parse::<Decimal>()
        .ok()
        .filter(|_| !foreign && !text.starts_with('-'))
        .map(|amount| Some(Money { amount, currency }))
        .ok_or_else(|| format!("\"{text}\" is no amount: write 40000 EUR"))
}
