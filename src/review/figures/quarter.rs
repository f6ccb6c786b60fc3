//! Three months side by side by source or campaign: quantity and quality together, and what was decided. Fewer leads of
//! a better kind are good news, and are said so.

use std::cmp::Ordering::{Equal, Greater, Less};
use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};

use super::breakdown::{Sides, Slice};
use super::cohort::Cohort;
use super::coverage::Anchor;
use super::interval;
use super::kpi::rate;
use super::side::Side;
use super::slices::{label, month_name, value};
use super::table::{Cell, Column, Row, Table, Value};
use crate::review::filter::By;
use crate::review::lead::Facts;
use crate::review::period::Period;
use crate::review::steer::{Steered, words};

/// How many columns a month has.
pub const PER_MONTH: usize = 3;
/// What each counts: quantity, then quality by Sales' answer and by deals.
pub const SIDES: [Side; PER_MONTH] = [Side::Delivered, Side::Accepted, Side::Opportunity];

/// The three whole months before the one `today` lies in, earliest first.
#[must_use]
pub fn months(today: NaiveDate) -> [Period; 3] {
    let first = Period::month_of(today);
    let Period::Days { start, .. } = first else {
        return [first; 3];
    };
    [3, 2, 1]
        .map(|back| Period::month_of(start.checked_sub_months(Months::new(back)).unwrap_or(start)))
}

/// Three months of slices, additive.
#[derive(Debug, Clone)]
pub struct Quarter {
    by: By,
    months: [Cohort; 3],
    slices: BTreeMap<String, [Slice; 3]>,
    total: [Slice; 3],
}

impl Quarter {
    /// Nothing counted yet; the cohorts are of [`months`].
    #[must_use]
    pub fn new(by: By, months: [Cohort; 3]) -> Self {
        Self {
            by,
            months,
            slices: BTreeMap::new(),
            total: Default::default(),
        }
    }

    /// Takes in one lead delivered in any of the months; `key` is its slice.
    pub fn add(&mut self, facts: &Facts, key: &str) {
        for (at, cohort) in self.months.iter().enumerate() {
            if !cohort.in_qualified(facts) {
                continue;
            }
            let sides = Sides::of(facts, Anchor::Qualified, cohort);
            let slices = self.slices.entry(key.to_owned()).or_default();
            for all in [slices, &mut self.total] {
                if let Some(slice) = all.get_mut(at) {
                    slice.add(&sides);
                }
            }
        }
    }

    /// The table, the largest first; `steered` is what was decided so far.
    #[must_use]
    pub fn table(&self, steered: &[Steered]) -> Table {
        let mut rows: Vec<Row> = self
            .slices
            .iter()
            .map(|(key, months)| self.row(key, months, steered))
            .collect();
        let size = |row: &Row| -> u64 {
            let months = row.cells.iter().step_by(PER_MONTH).take(3);
            let counts = months.map(|cell| match cell.value {
                Value::Count(count) => count,
                _ => 0,
            });
            counts.sum()
        };
        rows.sort_by_key(|row| (std::cmp::Reverse(size(row)), row.label.clone()));
        let mut total = self.row("", &self.total, &[]);
        "all".clone_into(&mut total.label);
        total.apart = false;
        if let Some(decided) = total.cells.last_mut() {
            *decided = Cell::default();
        }
        Table {
            title: format!("The quarter by {}", self.by.word()),
            head: self.by.word().to_owned(),
            columns: self.columns(),
            rows,
            total: Some(total),
            ..Table::default()
        }
    }

    fn columns(&self) -> Vec<Column> {
        let mut columns = Vec::new();
        for cohort in &self.months {
            let name = match cohort.period() {
                Period::Days { start, .. } => month_name(start),
                Period::All => String::new(),
            };
            let short = name.split(' ').next().unwrap_or_default().to_owned();
            columns.push(Column::beside(
                format!("{short} deliv."),
                format!("{}, {name}", Side::Delivered.doc()),
                &short,
            ));
            columns.push(Column::beside(
                "accepted",
                format!("accepted ÷ answers due, of those delivered in {name}"),
                "acc.",
            ));
            columns.push(Column::beside(
                "opportunities",
                format!("became opportunities ÷ delivered in {name}, followed to today"),
                "opp.",
            ));
        }
        columns.push(Column::new(
            "reading",
            "number delivered and share accepted, the first month held against the last; a share inside the interval counts as the same",
        ));
        columns.push(Column::new(
            "decided",
            "keep, change or stop: the latest decision",
        ));
        columns
    }

    fn row(&self, key: &str, months: &[Slice; 3], steered: &[Steered]) -> Row {
        let mut cells = Vec::new();
        for slice in months {
            for (at, side) in SIDES.into_iter().enumerate() {
                cells.push(Cell::opening(value(slice, side, at > 0)));
            }
        }
        cells.push(Value::Text(reading(months).to_owned()).into());
        let decided = steered
            .iter()
            .find(|one| one.by == self.by && one.key == key);
        cells.push(
            decided
                .map_or(Value::Nothing, |one| {
                    Value::Text(words(one.choice, &one.why))
                })
                .into(),
        );
        Row {
            key: key.to_owned(),
            label: label(&self.by, key),
            cells,
            marks: Vec::new(),
            apart: key.is_empty(),
        }
    }
}

/// What the first and the last month say together. Falling numbers of rising quality are no bad news.
#[must_use]
pub fn reading(months: &[Slice; 3]) -> &'static str {
    let [first, _, last] = months;
    let due = |slice: &Slice| slice.accepted + slice.not_accepted + slice.answer_due;
    let (was, is) = ((first.accepted, due(first)), (last.accepted, due(last)));
    if interval::few(first.qualified) || interval::few(last.qualified) {
        return "too few to tell";
    }
    let same = interval::within_noise(is, was);
    let better = rate(is.0, is.1) > rate(was.0, was.1);
    let number = last.qualified.cmp(&first.qualified);
    match (number, same, better) {
        (Less, false, true) => "fewer and better",
        (Less, false, false) => "fewer, and fewer of them accepted",
        (Less, true, _) => "fewer, as good as before",
        (Greater, false, true) => "more and better",
        (Greater, false, false) => "more, and fewer of them accepted",
        (Greater, true, _) => "more, as good as before",
        (Equal, false, true) => "as many, better",
        (Equal, false, false) => "as many, fewer of them accepted",
        (Equal, true, _) => "as before",
    }
}
