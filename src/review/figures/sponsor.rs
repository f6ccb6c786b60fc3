//! The sponsor's page: one screen, one printed page. What Marketing's leads brought against the goal, in revenue; three
//! facts; what needs a ruling; what was promised and kept; what comes next.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::interval;
use super::keeping::Keeping;
use super::kpi::{Kpi, rate};
use super::scorecard::Scorecard;
use super::strip;
use super::table::{Column, Row, Table, Value};
use super::waterfall::Needs;
use super::words::{counted, money, percent};
use crate::review::agreement::plan::Goal;
use crate::review::money::{Currency, Money};

/// What Marketing's leads brought from the goal's first day on: deals won since then.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Brought {
    pub won: u64,
    pub revenues: Vec<Money>,
    pub delivered: u64,
    pub accepted: u64,
    pub opportunities: u64,
}

/// Everything the page is made of.
#[derive(Debug, Clone, Default)]
pub struct Sponsor {
    /// The goal in force.
    pub goal: Option<Goal>,
    pub brought: Brought,
    /// Open topics, clauses missed without an answer: one sentence each.
    pub rulings: Vec<String>,
    pub promises: Keeping,
    /// The next review, where a day is set.
    pub next: Option<NaiveDate>,
}

/// The page as a table with its sentences.
#[must_use]
pub fn table(card: &Scorecard, page: &Sponsor) -> Table {
    Table {
        title: "For the sponsor".to_owned(),
        lines: vec![headline(page)],
        head: "Marketing's part".to_owned(),
        columns: vec![
            Column::new("target", "what the goal asks for over its whole time"),
            Column::new("actual", "from the goal's first day to today"),
            Column::new("gap", "actual − target"),
        ],
        rows: rows(page),
        notes: notes(card, page),
        ..Table::default()
    }
}

fn headline(page: &Sponsor) -> String {
    match &page.goal {
        None => "No goal is agreed, so nothing here is good or bad: 4 Agreement has the plan."
            .to_owned(),
        Some(goal) => format!(
            "Goal: {} by {}, {} % from Marketing, since {}.",
            sum(goal.revenue, &goal.currency),
            goal.by.format("%-d %b %Y"),
            goal.share.normalize(),
            goal.since().format("%-d %b %Y"),
        ),
    }
}

/// The revenue Marketing's leads are to bring.
fn revenue_of(goal: &Goal) -> Option<Decimal> {
    Some(goal.revenue.checked_mul(goal.share)? / Decimal::ONE_HUNDRED)
}

fn rows(page: &Sponsor) -> Vec<Row> {
    let goal = page.goal.as_ref();
    let needs = goal.and_then(Needs::of);
    let target = goal.and_then(|goal| Some((goal, revenue_of(goal)?)));
    let row = |label: &str, target: Value, actual: Value, gap: Value| Row {
        label: label.to_owned(),
        cells: [target, actual, gap].map(Into::into).to_vec(),
        ..Row::default()
    };
    let actual = page
        .brought
        .revenues
        .iter()
        .find(|money| goal.is_none_or(|goal| money.currency.code() == goal.currency))
        .map_or(Decimal::ZERO, |money| money.amount);
    let revenue = target.map_or(Value::Nothing, |(goal, revenue)| {
        Value::Text(sum(revenue, &goal.currency))
    });
    let gap = target.map_or(Value::Nothing, |(goal, revenue)| {
        Value::Text(signed(actual - revenue, &goal.currency))
    });
    let brought = &page.brought;
    let mut rows = vec![row(
        "revenue",
        revenue,
        Value::money(brought.revenues.clone()),
        gap,
    )];
    let counts = [
        (4, "customers signed", brought.won),
        (3, "opportunities opened", brought.opportunities),
        (2, "accepted", brought.accepted),
        (1, "delivered", brought.delivered),
    ];
    rows.extend(counts.map(|(stage, label, count)| {
        let target = needs.as_ref().map(|needs| needs.shown(stage));
        row(
            label,
            target.map_or(Value::Nothing, Value::Count),
            Value::Count(count),
            target.map_or(Value::Nothing, |target| difference(count, target)),
        )
    }));
    rows
}

fn difference(count: u64, target: u64) -> Value {
    let signed = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let gap = signed(count) - signed(target);
    let sign = if gap < 0 { "−" } else { "+" };
    Value::Text(format!("{sign}{}", super::words::count(gap.unsigned_abs())))
}

fn sum(amount: Decimal, currency: &str) -> String {
    let currency = Currency::parse(currency).unwrap_or_default();
    money(&Money { amount, currency })
}

fn signed(amount: Decimal, currency: &str) -> String {
    let sign = if amount < Decimal::ZERO { "−" } else { "+" };
    format!("{sign}{}", sum(amount.abs(), currency))
}

/// A sentence as far as two lines of the page go; all of it stands in the minutes.
fn short(text: &str) -> String {
    const LETTERS: usize = 140;
    if text.chars().count() <= LETTERS {
        return text.to_owned();
    }
    let kept: String = text.chars().take(LETTERS).collect();
    format!("{} …", kept.trim_end())
}

/// Three facts, what needs a ruling, promises, what is next.
fn notes(card: &Scorecard, page: &Sponsor) -> Vec<String> {
    let mut notes = Vec::new();
    let facts = [
        Kpi::AcceptanceRate,
        Kpi::QualifiedToOpportunity,
        Kpi::TimeToOpportunity,
    ];
    notes.extend(facts.map(|kpi| fact(card, kpi)));
    if page.rulings.is_empty() {
        notes.push("To rule on: nothing is waiting.".to_owned());
    } else {
        // Two lines at most: the page stays one screen.
        let waiting = page.rulings.len();
        let shown = if waiting > 2 { 1 } else { waiting };
        let told = page.rulings.iter().take(shown);
        notes.extend(told.map(|ruling| format!("To rule on: {}", short(ruling))));
        if waiting > shown {
            let more = waiting - shown;
            notes.push(format!("To rule on: {more} more, in the minutes."));
        }
    }
    let Keeping { kept, due } = page.promises;
    notes.push(match due {
        0 => "Promises: none was due yet.".to_owned(),
        _ => format!(
            "Promises kept by their day: {kept} of {due} ({}).",
            percent(rate(kept, due))
        ),
    });
    notes.push(page.next.map_or_else(
        || "Next decision: no review has a day yet.".to_owned(),
        |day| format!("Next decision: the review on {}.", day.format("%-d %b %Y")),
    ));
    notes
}

fn fact(card: &Scorecard, kpi: Kpi) -> String {
    let kpis = card.kpis(kpi);
    let n = strip::n(kpi, kpis);
    let few = if interval::few(n) {
        ", too few to judge"
    } else {
        ""
    };
    let then = card
        .before(kpi)
        .map_or_else(String::new, |(review, then, noise)| {
            let noise = if noise { ", within noise" } else { "" };
            format!("; review {review}: {then}{noise}")
        });
    format!(
        "90 days · {}: {} of {}{few}{then}.",
        kpi.title(),
        strip::value(kpi, kpis),
        counted(n, "lead", "leads"),
    )
}
