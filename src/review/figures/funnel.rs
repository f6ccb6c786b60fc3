//! The funnel as a table: how many leads reached each stage, how many of the stage before that is, what dropped off.
//! Losers stay in it: whoever reached a stage has reached every one before it.

use super::cohort::Cohort;
use super::coverage::Anchor;
use super::interval;
use super::kpi::rate;
use super::table::{Cell, Column, Row, Table, Value};
use super::tally::reached;
use super::words::{self, percent};
use crate::review::lead::Facts;
use crate::review::stage::Stage;

/// One cohort's funnel: additive.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Funnel {
    reached: [u64; 5],
    lost: u64,
}

impl Funnel {
    /// Counts in a lead that `anchor` places in the cohort.
    pub fn add(&mut self, facts: &Facts, anchor: Anchor, cohort: &Cohort) {
        if !anchor.holds(facts, cohort) {
            return;
        }
        for (count, reached) in self.reached.iter_mut().zip(reached(facts)) {
            *count += u64::from(reached);
        }
        self.lost += u64::from(facts.lost());
    }

    /// How many reached the stage at that place, and the one before; at the first there is none before.
    fn step(&self, at: usize) -> (u64, Option<u64>) {
        let count = |at: usize| self.reached.get(at).copied().unwrap_or_default();
        (count(at), at.checked_sub(1).map(count))
    }
}

/// Where a lead stands at a stage of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drill {
    Reached,
    /// Reached the stage before, and not this one.
    Dropped,
}

impl Drill {
    /// What the leads behind that column are.
    #[must_use]
    pub fn of_column(column: usize) -> Option<Self> {
        match column {
            0 | 1 => Some(Self::Reached),
            2 => Some(Self::Dropped),
            _ => None,
        }
    }

    /// Whether the lead stands there, at the stage of that code.
    #[must_use]
    pub fn holds(self, facts: &Facts, stage: &str) -> bool {
        let Some(at) = Stage::FUNNEL.iter().position(|one| one.code() == stage) else {
            return false;
        };
        let reached = reached(facts);
        let there = |at: usize| reached.get(at).copied().unwrap_or_default();
        match self {
            Self::Reached => there(at),
            Self::Dropped => at.checked_sub(1).is_some_and(there) && !there(at),
        }
    }
}

/// The table: the cohort beside the one before it. `planned` are the agreed stage rates from the second stage on.
#[must_use]
pub fn table(now: &Funnel, before: &Funnel, anchor: Anchor, planned: Option<[f64; 4]>) -> Table {
    let first = usize::from(anchor == Anchor::Qualified);
    let stages = || Stage::FUNNEL.iter().enumerate().skip(first);
    let rows = stages().map(|(at, stage)| row(at, *stage, first, now, before, planned));
    let mut lines = Vec::new();
    lines.extend(bottleneck(now, first, planned));
    let [.., opportunities, won] = now.reached;
    lines.push(format!(
        "Of {}: {} won, {} lost, {} open. Who was lost stays in every stage reached.",
        words::counted(opportunities, "opportunity", "opportunities"),
        words::count(won),
        words::count(now.lost),
        words::count(opportunities.saturating_sub(won + now.lost)),
    ));
    Table {
        title: "The funnel".to_owned(),
        lines,
        head: "stage".to_owned(),
        columns: vec![
            Column::new("reached", "leads that reached the stage, or a later one"),
            Column::new(
                "of the stage before",
                "reached this stage ÷ reached the one before",
            ),
            Column::new(
                "dropped off",
                "reached the stage before and not this one: not yet, or not any more",
            ),
            Column::new(
                "period before",
                "the same of the period before, as of today",
            ),
            Column::new(
                "change",
                "difference in percentage points; within noise where the earlier share lies inside this one's interval",
            ),
            Column::new("planned", "the stage rate of the plan in force"),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
}

fn row(
    at: usize,
    stage: Stage,
    first: usize,
    now: &Funnel,
    before: &Funnel,
    planned: Option<[f64; 4]>,
) -> Row {
    let (count, of) = now.step(at);
    let of = of.filter(|_| at > first);
    let (then, then_of) = before.step(at);
    let share = of.map_or(Value::Nothing, |of| Value::rate(count, of));
    let earlier = of.map_or(Value::Count(then), |_| {
        Value::rate(then, then_of.unwrap_or_default())
    });
    let plan = planned
        .zip(at.checked_sub(1))
        .and_then(|(planned, at)| planned.get(at).copied())
        .filter(|_| of.is_some());
    Row {
        key: stage.code().to_owned(),
        label: stage.word().to_owned(),
        cells: vec![
            Cell::opening(Value::Count(count)),
            Cell::opening(share),
            of.map_or_else(Cell::default, |of| {
                Cell::opening(Value::Count(of.saturating_sub(count)))
            }),
            earlier.into(),
            of.map_or(Value::Nothing, |of| {
                change((count, of), (then, then_of.unwrap_or_default()))
            })
            .into(),
            plan.map_or(Value::Nothing, |plan| Value::Text(percent(Some(plan))))
                .into(),
        ],
        marks: of
            .filter(|of| interval::few(*of))
            .map(|_| "under 10 leads".to_owned())
            .into_iter()
            .collect(),
        apart: false,
    }
}

/// The difference of two shares in percentage points.
#[must_use]
pub fn change(now: (u64, u64), then: (u64, u64)) -> Value {
    let shares = rate(now.0, now.1).zip(rate(then.0, then.1));
    shares.map_or(Value::Nothing, |(is, was)| Value::Change {
        by: (is - was) * 100.0,
        unit: " points",
        noise: interval::within_noise(now, then),
    })
}

/// The step where most is lost: furthest under the plan where there is one, else the smallest share. Steps of fewer
/// than ten leads tell nothing.
fn bottleneck(now: &Funnel, first: usize, planned: Option<[f64; 4]>) -> Option<String> {
    let steps = Stage::FUNNEL.iter().enumerate().skip(first + 1);
    let steps = steps.filter_map(|(at, stage)| {
        let (count, of) = now.step(at);
        let of = of.filter(|of| !interval::few(*of))?;
        let share = rate(count, of)?;
        let plan = planned.and_then(|planned| planned.get(at - 1).copied());
        let against = plan.map_or(share, |plan| share / plan.max(f64::MIN_POSITIVE));
        Some((against, at, *stage, share, of, plan))
    });
    let (_, at, stage, share, of, plan) = steps.min_by(|one, two| one.0.total_cmp(&two.0))?;
    let from = Stage::FUNNEL.get(at - 1)?;
    let words = match plan {
        Some(plan) => format!("furthest under its plan of {}", percent(Some(plan))),
        None => "the smallest share of all steps".to_owned(),
    };
    Some(format!(
        "Bottleneck: {} → {}, {} of {}: {words}.",
        from.word(),
        stage.word(),
        percent(Some(share)),
        words::count(of),
    ))
}
