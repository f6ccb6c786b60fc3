//! The tab of targets and the plan: what each figure should be, and the goal's levers, moved with ←/→ in hand only.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::{change_plan, plan};
use crate::console::command::Command;
use crate::console::effect::{Effect, Question};
use crate::console::form::{Blank, Form};
use crate::console::model::Model;
use crate::console::model::agreement::Tab;
use crate::console::model::wire::Slot;
use crate::console::places::Ask;
use crate::console::pop::{Asked, Deed, Purpose};
use crate::console::update::{ask, forms};
use crate::review::agreement::plan::{Aim, Goal, Target, unit};
use crate::review::figures::kpi::Kpi;
use crate::review::figures::waterfall::{RATES, Stages};

/// A row of the tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    Target(Kpi),
    Goal(Part),
}

/// A part of the goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Revenue,
    From,
    By,
    Share,
    Deal,
    /// Which of the four rates.
    Rate(usize),
    Days,
}

/// Every row, the targets first.
pub const ROWS: [Row; 16] = [
    Row::Target(Kpi::AcceptanceRate),
    Row::Target(Kpi::TimeToOpportunity),
    Row::Target(Kpi::CreatedByMarketing),
    Row::Target(Kpi::WorkedBySales),
    Row::Target(Kpi::QualifiedToOpportunity),
    Row::Target(Kpi::LeadToRevenue),
    Row::Goal(Part::Revenue),
    Row::Goal(Part::From),
    Row::Goal(Part::By),
    Row::Goal(Part::Share),
    Row::Goal(Part::Deal),
    Row::Goal(Part::Rate(0)),
    Row::Goal(Part::Rate(1)),
    Row::Goal(Part::Rate(2)),
    Row::Goal(Part::Rate(3)),
    Row::Goal(Part::Days),
];

/// Where no currency was ever seen.
const CURRENCY: &str = "EUR";

impl Part {
    /// The label on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Revenue => "revenue goal",
            Self::From => "leads count from",
            Self::By => "revenue there by",
            Self::Share => "Marketing's share",
            Self::Deal => "average deal",
            Self::Rate(at) => RATES.get(at).copied().unwrap_or_default(),
            Self::Days => "delivery to signature",
        }
    }
}

/// How many rows its cursor walks.
pub fn rows(_model: &Model) -> usize {
    ROWS.len()
}

/// Asks what the plan is held against.
pub fn asked(model: &mut Model) -> Vec<Effect> {
    let since = since(model);
    let measured = Question::Place(Ask::Plan { since });
    vec![
        ask(model, Slot::Plan, measured),
        ask(model, Slot::Scorecard, Question::Place(Ask::Scorecard)),
    ]
}

/// The first day whose leads count: the goal's, else a year ago.
pub fn since(model: &Model) -> NaiveDate {
    let goal = plan(model).and_then(|plan| plan.goal.as_ref());
    let today = model.today();
    let year = today.checked_sub_months(chrono::Months::new(12));
    goal.map_or(year.unwrap_or(today), Goal::since)
}

/// What the tab itself understands.
pub fn command(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    let row = ROWS.get(model.agreement.cursor(Tab::Plan)).copied()?;
    match (command, row) {
        (Command::Less | Command::More, Row::Goal(part)) => {
            let moved = lever(model, part, command == Command::More);
            return moved.then(Vec::new);
        }
        (Command::Setting | Command::Open | Command::AddLine, Row::Target(kpi)) => {
            let form = target_form(model, kpi);
            forms::push(model, Purpose::Agree(Deed::Target(kpi)), form);
        }
        (Command::Setting | Command::Open | Command::AddLine, Row::Goal(part)) => {
            let mut form = goal_form(model);
            form.at = ROWS
                .iter()
                .skip(6)
                .position(|row| *row == Row::Goal(part))
                .unwrap_or(0);
            forms::push(model, Purpose::Agree(Deed::Goal), form);
        }
        (Command::TakeOut, Row::Target(kpi)) => {
            change_plan(model, |plan| {
                plan.targets.retain(|target| target.kpi != kpi);
            });
        }
        (Command::TakeOut, Row::Goal(_)) => change_plan(model, |plan| plan.goal = None),
        (Command::Starter, _) => starter(model),
        _ => return None,
    }
    Some(Vec::new())
}

/// Moves a lever by one step; false where the row is none, or there is no goal.
fn lever(model: &mut Model, part: Part, up: bool) -> bool {
    let is_lever = !matches!(part, Part::From | Part::By);
    if !is_lever || plan(model).is_none_or(|plan| plan.goal.is_none()) {
        return false;
    }
    change_plan(model, |plan| {
        let Some(goal) = plan.goal.as_mut() else {
            return;
        };
        let (least, most) = (Decimal::ONE, Decimal::ONE_HUNDRED);
        let (field, step, most) = match part {
            Part::Revenue => (&mut goal.revenue, Decimal::from(10_000), Decimal::MAX),
            Part::Deal => (&mut goal.average_deal, Decimal::from(500), Decimal::MAX),
            Part::Share => (&mut goal.share, Decimal::ONE, most),
            Part::Days => (&mut goal.days_to_won, Decimal::ONE, Decimal::from(3_650)),
            Part::Rate(at) => match goal.rates.get_mut(at) {
                Some(rate) => (rate, Decimal::ONE, most),
                None => return,
            },
            Part::From | Part::By => return,
        };
        let to = if up { *field + step } else { *field - step };
        // A lever stops at its end: it never jumps over it.
        *field = if up {
            to.min(most.max(*field))
        } else {
            to.max(least.min(*field))
        };
    });
    true
}

const WAYS: [&str; 4] = ["at least", "at most", "between", "no target"];

fn target_form(model: &Model, kpi: Kpi) -> Form {
    let target = plan(model).and_then(|plan| plan.target(kpi)).cloned();
    let (way, low, high) = match target.as_ref().map(|target| target.aim) {
        Some(Aim::AtLeast { value }) => (WAYS[0], value.normalize().to_string(), String::new()),
        Some(Aim::AtMost { value }) => (WAYS[1], value.normalize().to_string(), String::new()),
        Some(Aim::Between { low, high }) => (
            WAYS[2],
            low.normalize().to_string(),
            high.normalize().to_string(),
        ),
        None => (first_way(kpi), String::new(), String::new()),
    };
    let threshold = target.as_ref().and_then(|target| target.threshold);
    let threshold = threshold.map_or_else(String::new, |at| at.normalize().to_string());
    let basis = target.map_or_else(
        || model.named(&basis(kpi)).into_owned(),
        |target| target.basis,
    );
    let unit = unit(kpi);
    Form::new(
        format!("{}: what we aim at", model.named(kpi.title())),
        vec![
            Blank::pick("it is", WAYS.map(ToOwned::to_owned).to_vec(), way).hint("←→ choose"),
            Blank::text(unit, &low),
            Blank::text(&format!("up to, {unit}"), &high).hint("only between two numbers"),
            Blank::text(&format!("failed from, {unit}"), &threshold)
                .hint("may stay empty: then past the target itself"),
            Blank::text("which leads", &basis),
        ],
    )
}

fn first_way(kpi: Kpi) -> &'static str {
    match kpi {
        Kpi::AcceptanceRate => WAYS[2],
        Kpi::TimeToOpportunity => WAYS[1],
        _ => WAYS[0],
    }
}

/// The leads a wall's tile is of.
fn basis(kpi: Kpi) -> String {
    match kpi {
        Kpi::LeadToRevenue => "created in the last 12 months".to_owned(),
        _ => "delivered in the last 90 days".to_owned(),
    }
}

fn number(form: &Form, at: usize) -> Result<Decimal, (usize, String)> {
    let text = form.value(at).replace([',', ' ', '%'], "");
    text.parse()
        .map_err(|_| (at, "a number, for example 60 or 1200000".to_owned()))
}

/// Enter in the form of a target: into the hand, not into the ledger.
pub fn target_set(model: &mut Model, kpi: Kpi, asked: Box<Asked>) -> Vec<Effect> {
    match target(kpi, &asked.form) {
        Ok(target) => {
            change_plan(model, |plan| {
                plan.targets.retain(|other| other.kpi != kpi);
                plan.targets.extend(target);
                plan.targets.sort_by_key(|target| target.kpi);
            });
            model.say("in hand: s keeps the draft, p proposes it");
            Vec::new()
        }
        Err((at, fault)) => forms::stays(model, asked, at, &fault),
    }
}

fn target(kpi: Kpi, form: &Form) -> Result<Option<Target>, (usize, String)> {
    let aim = match form.value(0).as_str() {
        "at least" => Aim::AtLeast {
            value: number(form, 1)?,
        },
        "at most" => Aim::AtMost {
            value: number(form, 1)?,
        },
        "between" => Aim::Between {
            low: number(form, 1)?,
            high: number(form, 2)?,
        },
        _ => return Ok(None),
    };
    let threshold = if form.value(3).is_empty() {
        None
    } else {
        Some(number(form, 3)?)
    };
    let target = Target {
        kpi,
        aim,
        threshold,
        basis: form.value(4),
    };
    match target.fault() {
        Some(fault) => Err((1, fault)),
        None => Ok(Some(target)),
    }
}

/// The goal as it is in hand, else one to begin from.
fn goal_form(model: &Model) -> Form {
    let goal = plan(model).and_then(|plan| plan.goal.clone());
    let goal = goal.unwrap_or_else(|| first_goal(model));
    let plain = |number: Decimal| number.normalize().to_string();
    let mut blanks = vec![
        Blank::text(
            "revenue goal",
            &format!("{} {}", plain(goal.revenue), goal.currency),
        ),
        Blank::day("leads count from", Some(goal.since())),
        Blank::day("revenue there by", Some(goal.by)),
        Blank::text("Marketing's share, %", &plain(goal.share)),
        Blank::text("average deal", &plain(goal.average_deal)),
    ];
    for (at, label) in RATES.iter().enumerate() {
        let rate = goal.rates.get(at).copied().unwrap_or_default();
        let measured = model.agreement.measured.as_ref();
        let hint = measured
            .and_then(|(_, measured)| measured.year.percent(at))
            .map_or_else(String::new, |percent| {
                format!("measured over twelve months: {percent} %")
            });
        blanks.push(Blank::text(&format!("{}, %", model.named(label)), &plain(rate)).hint(hint));
    }
    blanks.push(Blank::text(
        "days from delivery to signature",
        &plain(goal.days_to_won),
    ));
    Form::new("The goal, and what stands between it and the leads", blanks)
}

/// Enter in the form of the goal: into the hand, not into the ledger.
pub fn goal_set(model: &mut Model, asked: Box<Asked>) -> Vec<Effect> {
    match goal(model, &asked.form) {
        Ok(goal) => {
            change_plan(model, |plan| plan.goal = Some(goal));
            model.say("in hand: s keeps the draft, p proposes it");
            super::entered(model)
        }
        Err((at, fault)) => forms::stays(model, asked, at, &fault),
    }
}

fn goal(model: &Model, form: &Form) -> Result<Goal, (usize, String)> {
    let text = form.value(0);
    let currency: String = text.chars().filter(char::is_ascii_alphabetic).collect();
    let digits: String = text
        .chars()
        .filter(|character| character.is_ascii_digit() || matches!(character, '.' | '-'))
        .collect();
    let revenue: Decimal = digits
        .parse()
        .map_err(|_| (0, "an amount, for example 1,200,000 EUR".to_owned()))?;
    let day = |at: usize| form.day(at, model.today()).map_err(|fault| (at, fault));
    let by = day(2)?.ok_or_else(|| (2, "by which day? for example 31 Dec".to_owned()))?;
    let mut rates = [Decimal::ZERO; 4];
    for (at, rate) in rates.iter_mut().enumerate() {
        *rate = number(form, 5 + at)?;
    }
    let goal = Goal {
        revenue,
        currency: if currency.is_empty() {
            CURRENCY.to_owned()
        } else {
            currency.to_uppercase()
        },
        share: number(form, 3)?,
        average_deal: number(form, 4)?,
        rates,
        from: day(1)?,
        by,
        days_to_won: number(form, 9)?,
    };
    match goal.fault() {
        Some(fault) => Err((form.at, fault)),
        None => Ok(goal),
    }
}

/// A goal to begin from: the rates as the ledger has them over twelve months, else round ones.
fn first_goal(model: &Model) -> Goal {
    let today = model.today();
    let year: Option<&Stages> = model
        .agreement
        .measured
        .as_ref()
        .map(|(_, measured)| &measured.year);
    let rounds = [20, 64, 60, 25].map(Decimal::from);
    let mut rates = rounds;
    for (at, rate) in rates.iter_mut().enumerate() {
        let measured = year.and_then(|year| year.percent(at));
        *rate = measured.filter(|rate| !rate.is_zero()).unwrap_or(*rate);
    }
    let deal = year.and_then(|year| year.average_deal.clone());
    let (average_deal, currency) = deal
        .filter(|(amount, _)| !amount.is_zero())
        .unwrap_or_else(|| (Decimal::from(30_000), CURRENCY.to_owned()));
    let days = year.and_then(|year| year.to_won.median_days());
    let days = days.and_then(|days| Decimal::try_from(days).ok());
    let year = if today.month() >= 10 {
        today.year() + 1
    } else {
        today.year()
    };
    let from = NaiveDate::from_ymd_opt(year, 1, 1);
    Goal {
        revenue: Decimal::from(1_200_000),
        currency,
        share: Decimal::from(60),
        average_deal,
        rates,
        from: from.filter(|from| *from <= today).or(Some(today)),
        by: NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(today),
        days_to_won: days.map_or(Decimal::from(90), |days| days.ceil()),
    }
}

/// The targets and the goal most teams begin with, to be edited.
fn starter(model: &mut Model) {
    let goal = first_goal(model);
    let target = |kpi, aim| Target {
        kpi,
        aim,
        threshold: None,
        basis: basis(kpi),
    };
    let least = |value: u32| Aim::AtLeast {
        value: Decimal::from(value),
    };
    let targets = vec![
        target(
            Kpi::AcceptanceRate,
            Aim::Between {
                low: Decimal::from(60),
                high: Decimal::from(80),
            },
        ),
        target(
            Kpi::TimeToOpportunity,
            Aim::AtMost {
                value: Decimal::from(21),
            },
        ),
        target(Kpi::WorkedBySales, least(100)),
        target(Kpi::QualifiedToOpportunity, least(20)),
        target(Kpi::LeadToRevenue, least(1)),
    ];
    change_plan(model, |plan| {
        if plan.targets.is_empty() {
            plan.targets = targets;
        }
        if plan.goal.is_none() {
            plan.goal = Some(goal);
        }
    });
    model.say("a starter set in hand: e edits each, s keeps the draft, p proposes it");
}
