//! Drift: whether the mix of sources, or of reasons, moved against the three months before. Under twenty leads on
//! either side it says nothing; else it names what moved most.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};

use super::funnel::change;
use super::interval;
use super::kpi::rate;
use super::table::{Cell, Column, Row, Table, Value};
use super::words::percent;
use crate::review::period::Period;

/// Under so many leads on either side nothing is said.
pub const ENOUGH: u64 = 20;

/// The month that ends with `today`, and the three months before it.
#[must_use]
pub fn periods(today: NaiveDate) -> (Period, Period) {
    let end = today.succ_opt().unwrap_or(today);
    let back = |months| end.checked_sub_months(Months::new(months)).unwrap_or(today);
    let now = Period::Days {
        start: back(1),
        end,
    };
    let before = Period::Days {
        start: back(4),
        end: back(1),
    };
    (now, before)
}

/// One mix: how many leads carry each word, now and before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mix {
    counts: BTreeMap<String, (u64, u64)>,
    now: u64,
    before: u64,
}

/// A word whose share moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Mover {
    pub word: String,
    /// Its share before and now.
    pub before: f64,
    pub now: f64,
}

impl Mix {
    /// Counts in a lead of this month (`now`) or of the three before.
    pub fn add(&mut self, word: &str, now: bool) {
        let counts = self.counts.entry(word.to_owned()).or_default();
        if now {
            counts.0 += 1;
            self.now += 1;
        } else {
            counts.1 += 1;
            self.before += 1;
        }
    }

    /// Whether there are leads enough on both sides.
    #[must_use]
    pub fn enough(&self) -> bool {
        self.now >= ENOUGH && self.before >= ENOUGH
    }

    /// What moved most beyond what so many leads can tell; `None` where nothing did, or there are too few.
    #[must_use]
    pub fn mover(&self) -> Option<Mover> {
        let moved = self.counts.iter().filter_map(|(word, (now, before))| {
            let noise = interval::within_noise((*now, self.now), (*before, self.before));
            let shares = rate(*now, self.now).zip(rate(*before, self.before))?;
            (self.enough() && !noise).then_some((word, shares))
        });
        let most = moved.max_by(|one, two| {
            let size = |(now, before): (f64, f64)| (now - before).abs();
            size(one.1).total_cmp(&size(two.1))
        });
        most.map(|(word, (now, before))| Mover {
            word: word.clone(),
            before,
            now,
        })
    }

    /// One sentence on the mix of `what`.
    #[must_use]
    pub fn words(&self, what: &str, blank: &str) -> String {
        if !self.enough() {
            return format!(
                "{what}: {} and {} leads; under {ENOUGH} on either side nothing is said.",
                self.now, self.before
            );
        }
        match self.mover() {
            None => format!("{what}: the mix is as it was."),
            Some(moved) => format!(
                "{what}: the mix moved. Most of all {}: {} before, {} now.",
                if moved.word.is_empty() {
                    blank
                } else {
                    &moved.word
                },
                percent(Some(moved.before)),
                percent(Some(moved.now)),
            ),
        }
    }

    fn rows(&self, kind: &str, blank: &str) -> Vec<Row> {
        let mut counts: Vec<_> = self.counts.iter().collect();
        counts.sort_by_key(|(word, (now, before))| (std::cmp::Reverse(now + before), *word));
        let rows = counts.into_iter().map(|(word, (now, before))| {
            let moved = if self.enough() {
                change((*now, self.now), (*before, self.before))
            } else {
                Value::Nothing
            };
            Row {
                key: format!("{kind}:{word}"),
                label: format!("{kind}: {}", if word.is_empty() { blank } else { word }),
                cells: vec![
                    Cell::opening(Value::rate(*now, self.now)),
                    Cell::opening(Value::rate(*before, self.before)),
                    moved.into(),
                ],
                // Two mixes stand in one table: no row adds up others.
                apart: true,
                ..Row::default()
            }
        });
        rows.collect()
    }
}

/// The words rows begin with.
pub const SOURCE: &str = "source";
pub const REASON: &str = "reason";

/// Both mixes in one table.
#[must_use]
pub fn table(sources: &Mix, reasons: &Mix) -> Table {
    let mut rows = sources.rows(SOURCE, "(blank)");
    rows.extend(reasons.rows(REASON, "(blank)"));
    Table {
        title: "Drift".to_owned(),
        lines: vec![
            sources.words("Sources of leads delivered", "(blank)"),
            reasons.words("Reasons of leads not accepted", "(blank)"),
        ],
        head: "mix".to_owned(),
        columns: vec![
            Column::new(
                "last month",
                "share of the leads of the month that ends today",
            ),
            Column::new(
                "three months before",
                "share of the leads of the three months before",
            ),
            Column::new(
                "moved",
                "in percentage points; within noise where the earlier share lies inside this month's interval",
            ),
        ],
        rows,
        ..Table::default()
    }
}
