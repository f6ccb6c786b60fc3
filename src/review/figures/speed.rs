//! Speed to lead: how fast the first touch came after the delivery, in working hours; not only on average.

use super::cohort::Cohort;
use super::interval;
use super::kpi::rate;
use super::spans::{Span, SpanTally};
use super::table::{Cell, Column, Row, Table, Value, hours};
use super::tally::response;
use super::words::{count, percent};
use crate::review::lead::{Facts, LeadId};

/// How many of the slowest are named.
pub const SLOWEST: usize = 10;
const HOUR: i64 = 3_600;

/// Within so many working hours, and what that is called; a working day has eight.
const WITHIN: [(i64, &str, &str); 6] = [
    (1, "h1", "within 1 hour"),
    (4, "h4", "within 4 hours"),
    (8, "h8", "within a working day"),
    (16, "h16", "within 2 working days"),
    (40, "h40", "within 5 working days"),
    (i64::MAX / HOUR, "later", "later"),
];

/// Where a lead stands.
#[must_use]
pub fn bucket(span: Span) -> &'static str {
    match span {
        Span::Took(seconds) if seconds < 0 => "before",
        Span::Took(seconds) => WITHIN
            .iter()
            .find(|(hours, ..)| seconds <= hours.saturating_mul(HOUR))
            .map_or("later", |(_, key, _)| key),
        Span::Undated => "undated",
        Span::Open => "open",
    }
}

/// The times of one cohort, gathered lead by lead.
#[derive(Debug, Clone, Default)]
pub struct Speed {
    counts: std::collections::BTreeMap<&'static str, u64>,
    times: SpanTally,
    /// The slowest first, at most [`SLOWEST`].
    slowest: Vec<(i64, LeadId)>,
    delivered: u64,
}

impl Speed {
    /// Takes in one lead of the cohort.
    pub fn add(&mut self, facts: &Facts, cohort: &Cohort) {
        if !cohort.in_qualified(facts) {
            return;
        }
        let span = response(facts, cohort);
        self.delivered += 1;
        self.times.add(span);
        *self.counts.entry(bucket(span)).or_default() += 1;
        if let Span::Took(seconds) = span
            && seconds >= 0
        {
            let place = self.slowest.partition_point(|(slower, lead)| {
                (*slower, std::cmp::Reverse(*lead)) > (seconds, std::cmp::Reverse(facts.lead))
            });
            if place < SLOWEST {
                self.slowest.insert(place, (seconds, facts.lead));
                self.slowest.truncate(SLOWEST);
            }
        }
    }

    /// The leads that waited longest, with their working seconds.
    #[must_use]
    pub fn slowest(&self) -> &[(i64, LeadId)] {
        &self.slowest
    }

    /// The table; `names` are the slowest leads' labels, in their order.
    #[must_use]
    pub fn table(&self, names: &[String]) -> Table {
        let of = |key: &str| self.counts.get(key).copied().unwrap_or_default();
        let touched = self.times.spans().n;
        let mut so_far = 0;
        let mut rows: Vec<Row> = WITHIN
            .iter()
            .map(|(_, key, name)| {
                so_far += of(key);
                row(key, name, of(key), self.delivered, Some((so_far, touched)))
            })
            .collect();
        for (key, name) in [
            ("open", "not touched yet"),
            ("undated", "touched, nobody recorded when"),
            ("before", "touched before the delivery: data to fix"),
        ] {
            rows.push(row(key, name, of(key), self.delivered, None));
        }
        let slow = self.slowest.iter().zip(names);
        rows.extend(slow.map(|((seconds, lead), name)| Row {
            key: format!("lead:{}", lead.0),
            label: format!("slowest: {name}"),
            cells: vec![
                Cell::opening(Value::Count(1)),
                Cell::default(),
                Value::Text(hours(in_hours(*seconds))).into(),
            ],
            marks: Vec::new(),
            apart: true,
        }));
        Table {
            title: "Speed to lead".to_owned(),
            lines: vec![self.words()],
            head: "first touch".to_owned(),
            columns: vec![
                Column::new(
                    "leads",
                    "leads delivered whose first touch came then, in working time",
                ),
                Column::new("of delivered", "÷ leads delivered"),
                Column::new(
                    "so far",
                    "touched by then ÷ leads with both dates; of a single lead, its working hours",
                ),
            ],
            rows,
            ..Table::default()
        }
    }

    fn words(&self) -> String {
        let spans = self.times.spans();
        let Some(median) = spans.median_days() else {
            return "No lead has both a delivery and a first touch.".to_owned();
        };
        let p90 = self.times.percentile(90).unwrap_or_default();
        let few = if interval::few(spans.n) {
            " Under 10 leads: neither good nor bad."
        } else {
            ""
        };
        format!(
            "Half within {}, nine of ten within {}, of {} touched; {} not touched yet ({}).{few}",
            hours(median * 24.0),
            hours(in_hours(p90)),
            count(spans.n),
            count(spans.open),
            percent(rate(spans.open, self.delivered)),
        )
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "hours for people; exact below 2^53 seconds"
)]
fn in_hours(seconds: i64) -> f64 {
    seconds as f64 / 3_600.0
}

fn row(key: &str, name: &str, leads: u64, of: u64, so_far: Option<(u64, u64)>) -> Row {
    let share = so_far.map_or(Value::Nothing, |(part, of)| Value::rate(part, of));
    Row {
        key: key.to_owned(),
        label: name.to_owned(),
        cells: vec![
            Cell::opening(Value::Count(leads)),
            Value::rate(leads, of).into(),
            share.into(),
        ],
        ..Row::default()
    }
}
