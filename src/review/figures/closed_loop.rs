//! The closed loop as tables: what comes up most, rep by campaign, the never touched, work on leads nobody took, and
//! data to fix. Cells keep what they are made of; which leads stand behind one is told by the same questions.

mod left;

pub use left::{behind_untouched, behind_work, to_fix, untouched, work};

use super::heard::{Heard, Spans};
use super::matrix::{Given, Matrix};
use super::pareto::{Both, Measure, Pareto, Subject, TOO_FEW};
use super::table::{Cell, Column, Row, Table, Value};
use super::words::{count, counted};
use crate::review::agreement::Wait;
use crate::review::filter::By;
use crate::review::lead::Answer;
use crate::review::reason::too_many_other;

/// How many slices have a column of their own.
const SLICES: usize = 6;
/// The columns of a [`Pareto`] before those of its slices.
const BEFORE_SLICES: usize = 6;
/// How many campaigns have a column of their own.
const CAMPAIGNS: usize = 8;
/// The columns of a [`Matrix`] before those of its campaigns.
const BEFORE_CAMPAIGNS: usize = 5;

fn columns(named: &[(&str, &str)]) -> Vec<Column> {
    let column = |(title, doc): &(&str, &str)| Column::new(*title, *doc);
    named.iter().map(column).collect()
}

fn named(text: &str, blank: &str) -> String {
    if text.is_empty() { blank } else { text }.to_owned()
}

/// The slices that have a column, largest first.
fn slices(pareto: &Pareto) -> Vec<String> {
    let mut sums: std::collections::BTreeMap<String, u64> = std::collections::BTreeMap::new();
    for row in pareto.rows(Measure::Count) {
        for (slice, both) in row.slices {
            *sums.entry(slice).or_default() += both.now.leads;
        }
    }
    let mut names: Vec<(String, u64)> = sums.into_iter().collect();
    names.sort_by_key(|(name, leads)| (name.is_empty(), std::cmp::Reverse(*leads)));
    names.truncate(SLICES);
    names.into_iter().map(|(name, _)| name).collect()
}

/// The columns of a Pareto: its own, one a slice, the rest.
fn heads(slices: &[String], by: &By) -> Vec<Column> {
    let mut heads = columns(&[
        ("leads", "distinct leads in this row"),
        ("share", "of all rows; a lead may stand in several"),
        ("added up", "the share of this row and all above it"),
        (
            "before",
            "the same in the period before, as long as this one",
        ),
        ("change", "leads more or fewer than in the period before"),
        ("worth", "amounts of their deals, where there are any"),
    ]);
    heads.extend(slices.iter().map(|slice| {
        let doc = format!("of them, {} {}", by.word(), named(slice, by.blank()));
        Column::quoting(named(slice, by.blank()), doc)
    }));
    heads.push(Column::new("the rest", "of them, every other slice"));
    heads.push(Column::new(
        "largest mover",
        "the slice that changed most since the period before",
    ));
    heads
}

/// What comes up most, the largest first, with its slices beside it.
#[must_use]
pub fn pareto(pareto: &Pareto, by: &By) -> Table {
    let slices = slices(pareto);
    let heads = heads(&slices, by);
    let all = pareto.total();
    let mut above = 0;
    let rows = pareto.rows(Measure::Count);
    let mut rest = vec![0; slices.len() + 1];
    let rows: Vec<Row> = rows
        .iter()
        .map(|row| {
            above += row.both.now.leads;
            let mut cells = figures(&row.both, &all, Some(above), row.noise);
            let mut shown = 0;
            for (at, slice) in slices.iter().enumerate() {
                let both = row.slices.iter().find(|(name, _)| name == slice);
                let leads = both.map_or(0, |(_, both)| both.now.leads);
                shown += leads;
                rest[at] += leads;
                cells.push(Cell::opening(Value::Count(leads)));
            }
            rest[slices.len()] += row.both.now.leads - shown;
            cells.push(Value::Count(row.both.now.leads - shown).into());
            cells.push(row.mover().map_or_else(Cell::default, |(slice, both)| {
                Value::Text(moved(&named(slice, by.blank()), both)).into()
            }));
            Row {
                key: row.name.clone(),
                label: named(&row.name, pareto.subject.blank()),
                apart: row.name.is_empty(),
                cells,
                ..Row::default()
            }
        })
        .collect();
    let (other, of) = pareto.other();
    let other = too_many_other(other, of).filter(|_| pareto.subject == Subject::NotAccepted);
    let mut total = figures(&all, &all, None, true);
    total[0].opens = false;
    total.extend(rest.into_iter().map(|leads| Value::Count(leads).into()));
    Table {
        notes: Vec::new(),
        title: pareto.subject.title().to_owned(),
        lines: told(pareto, &all).into_iter().chain(other).collect(),
        head: match pareto.subject {
            Subject::Wishes => "missing".to_owned(),
            Subject::Criterion => "criterion, field".to_owned(),
            _ => "reason".to_owned(),
        },
        columns: heads,
        rows,
        total: Some(Row {
            label: "all".to_owned(),
            cells: total,
            ..Row::default()
        }),
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a difference of two counts of leads"
)]
fn figures(both: &Both, all: &Both, above: Option<u64>, noise: bool) -> Vec<Cell> {
    let share = |part: u64| Value::rate(part, all.now.leads);
    let change = match (all.before.leads, both.change()) {
        (0, _) => Value::Nothing,
        (_, by) => Value::Change {
            by: by as f64,
            unit: "",
            noise: noise && by != 0,
        },
    };
    vec![
        Cell::opening(Value::Count(both.now.leads)),
        share(both.now.leads).into(),
        above.map_or(Value::Nothing, share).into(),
        Value::Count(both.before.leads).into(),
        change.into(),
        Value::money(both.now.values()).into(),
    ]
}

/// "webinar +9 (5 → 14)".
fn moved(name: &str, both: &Both) -> String {
    let by = both.change();
    let sign = if by < 0 { "−" } else { "+" };
    format!(
        "{name} {sign}{} ({} → {})",
        by.abs(),
        both.before.leads,
        both.now.leads
    )
}

fn told(pareto: &Pareto, all: &Both) -> Vec<String> {
    let mut lines = Vec::new();
    let (now, before) = pareto.leads;
    if before == 0 {
        lines.push(
            "There are no such leads in the period before, so nothing is compared.".to_owned(),
        );
    } else if let Some(mover) = pareto.mover() {
        let name = named(&mover.name, pareto.subject.blank());
        let noise = if mover.noise { ", within noise" } else { "" };
        lines.push(format!("Moved most: {}{noise}.", moved(&name, &mover.both)));
    } else {
        lines.push(format!(
            "Under {TOO_FEW} in one of the two periods: too few to say what moved."
        ));
    }
    if pareto.subject == Subject::Wishes && now > 0 {
        lines.push(format!(
            "{} named {} missing facts; a lead may stand in several rows. t promises the field.",
            counted(now, "lead", "leads"),
            count(all.now.leads)
        ));
    }
    if all.now.leads > 0 && all.now.with_value < all.now.leads {
        lines.push(format!(
            "{} of {} have a deal with an amount; \"worth\" is of those.",
            count(all.now.with_value),
            count(all.now.leads)
        ));
    }
    lines
}

/// Whether a lead stands behind a cell of [`pareto`].
#[must_use]
pub fn behind_pareto(
    counted: &Pareto,
    row: Option<&str>,
    column: usize,
    heard: &Heard<'_>,
    spans: &Spans,
) -> bool {
    let Some(name) = row else {
        return false;
    };
    let slices = slices(counted);
    let slice = match column.checked_sub(BEFORE_SLICES) {
        None => None,
        Some(at) => match slices.get(at) {
            Some(slice) => Some(slice.as_str()),
            None => return false,
        },
    };
    counted.holds(name, slice, heard, spans)
}

fn matrix_heads(campaigns: &[String]) -> Vec<Column> {
    let mut heads = columns(&[
        (
            "delivered",
            "leads delivered to the rep: decided and without feedback together",
        ),
        ("decided", "accepted, by deed too, or not accepted"),
        ("no feedback", "neither accepted nor not accepted"),
        (
            "in time",
            "of those without feedback, still inside the agreed time",
        ),
        (
            "unreported",
            "without feedback and no longer in time, of delivered and no longer in time",
        ),
    ]);
    heads.extend(campaigns.iter().map(|campaign| {
        let name = named(campaign, By::Campaign.blank());
        let doc = format!("leads of {name} without feedback, of those delivered to the rep");
        Column::quoting(name, doc)
    }));
    heads
}

/// Rep by campaign: delivered, decided, without feedback.
#[must_use]
pub fn matrix(matrix: &Matrix) -> Table {
    let campaigns: Vec<String> = campaigns(matrix);
    let heads = matrix_heads(&campaigns);
    let cells = |given: &Given, of: &dyn Fn(&str) -> Given| {
        let mut cells = vec![
            Cell::opening(Value::Count(given.delivered)),
            Cell::opening(Value::Count(given.decided)),
            Cell::opening(Value::Count(given.no_feedback)),
            Cell::opening(Value::Count(given.in_time)),
            Cell::opening(Value::rate(
                given.no_feedback - given.in_time,
                given.delivered - given.in_time,
            )),
        ];
        cells.extend(campaigns.iter().map(|campaign| {
            let given = of(campaign);
            Cell::opening(Value::rate(given.no_feedback, given.delivered))
        }));
        cells
    };
    let rows = matrix.reps().into_iter().map(|(rep, given)| Row {
        label: named(&rep, By::Rep.blank()),
        apart: rep.is_empty(),
        cells: cells(&given, &|campaign| matrix.cell(&rep, campaign)),
        key: rep,
        ..Row::default()
    });
    let rows = rows.collect();
    let all = matrix.campaigns();
    let sum = |campaign: &str| {
        let found = all.iter().find(|(name, _)| name == campaign);
        found.map_or_else(Given::default, |(_, given)| *given)
    };
    Table {
        notes: Vec::new(),
        title: "Rep by campaign".to_owned(),
        lines: vec![
            "Under each campaign: the share without feedback, of the leads delivered to the rep."
                .to_owned(),
        ],
        head: "rep".to_owned(),
        columns: heads,
        rows,
        total: Some(Row {
            label: "all".to_owned(),
            cells: cells(&matrix.total(), &sum),
            ..Row::default()
        }),
    }
}

fn campaigns(matrix: &Matrix) -> Vec<String> {
    let named = matrix.campaigns().into_iter().map(|(name, _)| name);
    named.take(CAMPAIGNS).collect()
}

/// Whether a lead stands behind a cell of [`matrix`].
#[must_use]
pub fn behind_matrix(
    counted: &Matrix,
    row: Option<&str>,
    column: usize,
    heard: &Heard<'_>,
    spans: &Spans,
) -> bool {
    if !spans.now.in_qualified(heard.facts) || row.is_some_and(|rep| rep != heard.rep) {
        return false;
    }
    let silent = heard.facts.answer == Answer::None;
    let in_time = silent && matches!(spans.now.wait(heard.facts), Wait::InTime { .. });
    match column {
        0 => true,
        1 => !silent,
        2 => silent,
        3 => in_time,
        4 => silent && !in_time,
        _ => {
            let names = campaigns(counted);
            let campaign = names.get(column - BEFORE_CAMPAIGNS);
            silent && campaign.is_some_and(|name| name == heard.campaign)
        }
    }
}
