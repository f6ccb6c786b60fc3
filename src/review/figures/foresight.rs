//! How forecasts held: (actual − forecast) ÷ forecast in the middle, by channel, by who made them, and by when.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::campaign::CampaignRow;
use super::table::{Cell, Column, Row, Table, Value};
use super::words::{counted, signed_percent};
use crate::review::campaign::Stamp;

/// What is forecast of a campaign, and its column.
const WHAT: [(&str, &str); 5] = [
    ("leads", "leads"),
    ("delivered", "delivered"),
    ("opportunities", "opportunities"),
    ("revenue", "revenue"),
    ("cost", "cost"),
];

/// How far forecasts of one kind missed, in the middle.
#[derive(Debug, Clone, PartialEq)]
pub struct Missed {
    /// The channel, as written; empty where there is none.
    pub channel: String,
    /// Median of the absolute errors.
    pub error: f64,
    /// How many forecasts stand behind it.
    pub n: usize,
}

/// Whether a campaign's forecast can be held against what came: made before the launch, of leads old enough to tell.
#[must_use]
pub fn counts(row: &CampaignRow) -> bool {
    let early = row
        .forecast()
        .is_some_and(|(_, stamp)| stamp == Stamp::BeforeLaunch);
    early && row.mature()
}

/// The errors of one forecast figure, signed.
fn errors<'row>(rows: impl IntoIterator<Item = &'row CampaignRow>, what: &str) -> Vec<f64> {
    let rows = rows.into_iter().filter(|row| counts(row));
    rows.filter_map(|row| {
        let besides = row.beside();
        let found = besides.iter().find(|beside| beside.what == what);
        found.and_then(|beside| beside.error)
    })
    .collect()
}

/// The median absolute error of one forecast figure, and of how many forecasts; `None` where none counts.
#[must_use]
pub fn missed<'row>(
    rows: impl IntoIterator<Item = &'row CampaignRow>,
    what: &str,
) -> Option<(f64, usize)> {
    let errors = errors(rows, what);
    let n = errors.len();
    median(errors.into_iter().map(f64::abs).collect()).map(|error| (error, n))
}

/// The same by channel.
#[must_use]
pub fn calibration(rows: &[CampaignRow], what: &str) -> Vec<Missed> {
    let by = grouped(rows, |row| row.campaign.channel.clone());
    let missed = by.into_iter().filter_map(|(channel, rows)| {
        let (error, n) = missed(rows, what)?;
        Some(Missed { channel, error, n })
    });
    missed.collect()
}

fn grouped(
    rows: &[CampaignRow],
    by: impl Fn(&CampaignRow) -> String,
) -> BTreeMap<String, Vec<&CampaignRow>> {
    let mut groups: BTreeMap<String, Vec<&CampaignRow>> = BTreeMap::new();
    for row in rows.iter().filter(|row| counts(row)) {
        groups.entry(by(row)).or_default().push(row);
    }
    groups
}

/// The mean of the middle two of an even count; `None` of none.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = middle.checked_sub(1).and_then(|at| values.get(at));
    lower.map(|lower| f64::midpoint(*lower, upper))
}

/// Every forecast that counts: in all, by the channel, by the role of who made it, by the quarter of the launch.
/// `role` names the role of a person.
#[must_use]
pub fn table(rows: &[CampaignRow], role: impl Fn(&str) -> String) -> Table {
    let who = |row: &CampaignRow| {
        let last = row.spoken.forecasts.last();
        last.map_or_else(String::new, |stamped| role(&stamped.who))
    };
    let quarter = |row: &CampaignRow| {
        let day = row.launch().map(|launch| launch.date(row.zone));
        day.map_or_else(String::new, quarter)
    };
    let groups = [
        ("channel", grouped(rows, |row| row.campaign.channel.clone())),
        ("made by", grouped(rows, who)),
        ("launched", grouped(rows, quarter)),
    ];
    let groups = groups.into_iter().flat_map(|(kind, groups)| {
        let each = groups.into_iter();
        each.map(move |(name, rows)| row(kind, &name, &rows))
    });
    let counted_in: Vec<&CampaignRow> = rows.iter().filter(|row| counts(row)).collect();
    let mut total = row("", "", &counted_in);
    "all that count".clone_into(&mut total.label);
    let mut columns = vec![
        Column::new(
            "forecasts",
            "made before the launch, of campaigns whose leads are old enough",
        ),
        Column::new(
            "leads, lean",
            "the middle of (actual − forecast) ÷ forecast: below 0 less came than was forecast",
        ),
    ];
    columns.extend(WHAT.map(|(_, title)| {
        Column::new(
            format!("{title} off by"),
            "the middle of (actual − forecast) ÷ forecast, above and below alike",
        )
    }));
    Table {
        title: "How forecasts held".to_owned(),
        lines: told(rows),
        head: "forecasts".to_owned(),
        columns,
        rows: groups.collect(),
        total: Some(total),
        ..Table::default()
    }
}

/// Which forecasts stand in it, and which do not.
fn told(rows: &[CampaignRow]) -> Vec<String> {
    let mut late = 0;
    let mut young = 0;
    for row in rows {
        match row.forecast() {
            Some((_, Stamp::BeforeLaunch)) if !row.mature() => young += 1,
            Some((_, Stamp::BeforeLaunch)) | None => {}
            Some(_) => late += 1,
        }
    }
    let none = rows.iter().filter(|row| row.forecast().is_none()).count();
    let left = [
        (late, "not made before a launch"),
        (young, "too early to tell"),
    ];
    let left: Vec<String> = left
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, why)| format!("{} {why}", counted(n, "forecast", "forecasts")))
        .chain((none > 0).then(|| {
            format!(
                "{} without one",
                counted(none as u64, "campaign", "campaigns")
            )
        }))
        .collect();
    let mut lines = vec![
        "What was forecast before the launch, beside what came of it, in the middle.".to_owned(),
    ];
    if !left.is_empty() {
        lines.push(format!("Not counted: {}.", left.join(" · ")));
    }
    lines
}

fn row(kind: &str, name: &str, rows: &[&CampaignRow]) -> Row {
    let lean = median(errors(rows.iter().copied(), "leads"));
    let lean = lean.map_or(Value::Nothing, |share| Value::Text(signed_percent(share)));
    let mut cells: Vec<Cell> = vec![Value::Count(rows.len() as u64).into(), lean.into()];
    cells.extend(WHAT.map(|(what, _)| Cell::from(off_by(missed(rows.iter().copied(), what)))));
    let shown = if name.is_empty() { "not known" } else { name };
    Row {
        key: format!("{kind}:{name}"),
        label: format!("{kind} {shown}"),
        cells,
        ..Row::default()
    }
}

/// "18 % of 3", or a dash.
#[must_use]
pub fn off_by(missed: Option<(f64, usize)>) -> Value {
    missed.map_or(Value::Nothing, |(share, n)| Value::Share {
        share,
        n: Some(n as u64),
    })
}

/// "Q3 2026".
fn quarter(day: NaiveDate) -> String {
    format!("{} Q{}", day.year(), day.month0() / 3 + 1)
}
