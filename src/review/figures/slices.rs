//! The figures by slice as a table: quantity and quality side by side, rows that add up to the whole.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::breakdown::{Breakdown, Slice};
use super::cohort::Cohort;
use super::coverage::{Anchor, Coverage, Mark};
use super::side::Side;
use super::table::{Cell, Column, Row, Table, Value};
use crate::review::filter::By;

/// The columns: what each counts, and of what where it is a rate.
pub const COLUMNS: [(Side, Option<&str>); 11] = [
    (Side::Delivered, None),
    (Side::Accepted, None),
    (Side::NotAccepted, None),
    (Side::AnswerDue, None),
    (Side::InTime, None),
    (Side::Accepted, Some("of answers due")),
    (Side::Worked, Some("of delivered")),
    (Side::Opportunity, Some("of delivered")),
    (Side::Won, None),
    (Side::Lost, None),
    (Side::Created, None),
];

/// The columns in the order shown: created first where the leads are those created.
#[must_use]
pub fn columns(anchor: Anchor) -> Vec<(Side, Option<&'static str>)> {
    let [rest @ .., created] = COLUMNS;
    match anchor {
        Anchor::Qualified => rest.to_vec(),
        Anchor::Created => std::iter::once(created).chain(rest).collect(),
    }
}

/// Where the column stands of leads with something to fix.
#[must_use]
pub fn to_fix(anchor: Anchor) -> usize {
    columns(anchor).len() + 1
}

/// The table of a breakdown; `total` are the same leads counted in one, `to_fix` those by slice that contradict
/// themselves.
#[must_use]
pub fn table(
    breakdown: &Breakdown,
    total: &Slice,
    to_fix: &BTreeMap<String, u64>,
    seen: &Coverage,
    cohort: &Cohort,
) -> Table {
    let sides = columns(breakdown.anchor);
    let mut headings: Vec<Column> = sides.iter().map(|(side, of)| heading(*side, *of)).collect();
    headings.push(Column::new(
        "revenue",
        "won amounts added up, one sum a currency",
    ));
    headings.push(Column::new(
        "to fix",
        "leads whose dates or answers contradict themselves, those left as known apart",
    ));
    let faults = |leads: u64| Cell::opening(Value::Count(leads));
    let rows = breakdown.rows(seen, cohort).into_iter();
    let rows = rows
        // A deal that names no lead is in no row of leads.
        .filter(|(key, slice, _)| !(key.is_empty() && slice.created == 0))
        .map(|(key, slice, marks)| {
            let leads = to_fix.get(&key).copied().unwrap_or_default();
            let mut row = row(&breakdown.by, key, &slice, &marks, &sides);
            row.cells.push(faults(leads));
            row
        })
        .collect();
    let mut all = row(&breakdown.by, String::new(), total, &[], &sides);
    "all".clone_into(&mut all.label);
    all.cells.push(faults(to_fix.values().sum()));
    Table {
        title: format!("By {}", breakdown.by.word()),
        head: breakdown.by.word().to_owned(),
        columns: headings,
        rows,
        total: Some(all),
        ..Table::default()
    }
}

fn heading(side: Side, of: Option<&str>) -> Column {
    match of {
        None => Column::new(side.word(), side.doc()),
        Some(of) => Column::new(
            format!("{} %", side.word()),
            format!("{}, {of}", side.doc()),
        ),
    }
}

fn row(by: &By, key: String, slice: &Slice, marks: &[Mark], sides: &[(Side, Option<&str>)]) -> Row {
    let mut cells: Vec<Cell> = sides
        .iter()
        .map(|(side, of)| Cell::opening(value(slice, *side, of.is_some())))
        .collect();
    cells.push(Value::money(slice.revenues()).into());
    Row {
        label: label(by, &key),
        apart: key.is_empty(),
        key,
        cells,
        marks: marks.iter().map(|mark| mark.words()).collect(),
    }
}

/// One figure of a slice.
#[must_use]
pub fn value(slice: &Slice, side: Side, rate: bool) -> Value {
    let count = match side {
        Side::Created => slice.created,
        Side::Delivered => slice.qualified,
        Side::Accepted => slice.accepted,
        Side::NotAccepted => slice.not_accepted,
        Side::AnswerDue => slice.answer_due,
        Side::InTime => slice.in_time,
        Side::Worked => slice.worked,
        Side::Unworked => slice.qualified.saturating_sub(slice.worked),
        Side::Opportunity => slice.opportunities,
        Side::Won => slice.won,
        Side::Lost => slice.lost,
    };
    match (rate, side) {
        (false, _) => Value::Count(count),
        (true, Side::Accepted) => {
            let due = slice.accepted + slice.not_accepted + slice.answer_due;
            Value::rate(count, due)
        }
        (true, _) => Value::rate(count, slice.qualified),
    }
}

/// What a slice is called: blank ones by their own word, months by name.
#[must_use]
pub fn label(by: &By, key: &str) -> String {
    if key.is_empty() {
        return by.blank().to_owned();
    }
    let monthly = matches!(by, By::CreatedMonth | By::DeliveredMonth);
    let month = format!("{key}-01").parse::<NaiveDate>().ok();
    match month.filter(|_| monthly) {
        Some(day) => month_name(day),
        None => key.to_owned(),
    }
}

/// "Nov 2026".
#[must_use]
pub fn month_name(day: NaiveDate) -> String {
    const NAMES: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let name = usize::try_from(day.month0())
        .ok()
        .and_then(|at| NAMES.get(at));
    format!("{} {}", name.unwrap_or(&""), day.year())
}
