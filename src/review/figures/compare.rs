//! Two cohorts side by side, figure by figure: two periods, or two slices.

use super::cohort::Cohort;
use super::coverage::{Ages, Anchor, Coverage, Mark};
use super::funnel::change;
use super::kpi::{Kpi, Kpis, Spans};
use super::side::Side;
use super::strip;
use super::table::{Cell, Column, Row, Table, Value};
use super::tally::Tally;
use crate::review::lead::Facts;

/// One side: its figures, and how old its leads are.
#[derive(Debug, Clone)]
pub struct Half {
    pub name: String,
    /// What tells it from the other side, for the column's heading.
    pub short: String,
    pub cohort: Cohort,
    tally: Tally,
    delivered: Ages,
    created: Ages,
}

impl Half {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(name: String, short: String, cohort: Cohort) -> Self {
        Self {
            name,
            short,
            cohort,
            tally: Tally::default(),
            delivered: Ages::default(),
            created: Ages::default(),
        }
    }

    /// Takes in one lead, whether it is in the cohort or not.
    pub fn add(&mut self, facts: &Facts) {
        self.tally.add(facts, &self.cohort);
        if self.cohort.in_qualified(facts) {
            self.delivered.add(self.cohort.day(facts.qualified));
        }
        if self.cohort.in_created(facts) {
            self.created.add(self.cohort.day(facts.created));
        }
    }
}

/// What stands in the comparison beside the six.
const BESIDE: [(&str, Side, &str); 5] = [
    ("delivered", Side::Delivered, "delivered"),
    ("accepted", Side::Accepted, "accepted"),
    ("not accepted", Side::NotAccepted, "not-accepted"),
    ("answer due", Side::AnswerDue, "answer-due"),
    ("answer in time", Side::InTime, "in-time"),
];

/// Which leads stand behind a row of the comparison.
#[must_use]
pub fn side_of(key: &str) -> Option<Side> {
    BESIDE
        .iter()
        .find(|(_, _, known)| *known == key)
        .map(|(_, side, _)| *side)
}

/// The six KPIs and the bar of answers, this side, the other, and the difference. `delivered` and `created` are the
/// times seen over all leads, from delivery and from creation.
#[must_use]
pub fn table(this: &Half, other: &Half, delivered: &Coverage, created: &Coverage) -> Table {
    let (now, then) = (this.tally.kpis(), other.tally.kpis());
    let mut rows: Vec<Row> = Kpi::ALL
        .into_iter()
        .map(|kpi| Row {
            key: String::new(),
            label: kpi.title().to_owned(),
            cells: vec![
                value(kpi, &now).into(),
                value(kpi, &then).into(),
                difference(kpi, &now, &then).into(),
            ],
            marks: marks(kpi, this, other, delivered, created),
            apart: false,
        })
        .collect();
    rows.extend(BESIDE.into_iter().map(|(label, side, key)| {
        let (one, two) = (count(side, &now), count(side, &then));
        Row {
            key: key.to_owned(),
            label: label.to_owned(),
            cells: vec![
                Cell::opening(Value::Count(one)),
                Cell::opening(Value::Count(two)),
                step(one, two).into(),
            ],
            ..Row::default()
        }
    }));
    rows.push(Row {
        label: "first touch, working hours".to_owned(),
        cells: vec![
            hours(&now.response).into(),
            hours(&then.response).into(),
            hours_apart(&now.response, &then.response).into(),
        ],
        ..Row::default()
    });
    Table {
        title: "Side by side".to_owned(),
        lines: vec![format!("{} beside {}.", this.name, other.name)],
        head: "figure".to_owned(),
        columns: vec![
            Column::quoting(this.short.clone(), "followed to today"),
            Column::quoting(other.short.clone(), "followed to today"),
            Column::new(
                "difference",
                "within noise where the other side's share lies inside this side's interval",
            ),
        ],
        rows,
        ..Table::default()
    }
}

fn value(kpi: Kpi, kpis: &Kpis) -> Value {
    match (kpi, strip::counts(kpi, kpis)) {
        (Kpi::TimeToOpportunity, _) => days(&kpis.to_opportunity),
        (_, (part, Some(of))) => Value::rate(part, of),
        (_, (count, None)) => Value::Count(count),
    }
}

fn days(spans: &Spans) -> Value {
    spans
        .median_days()
        .map_or(Value::Nothing, |median| Value::Days { median, n: spans.n })
}

/// Working seconds, twice their median, as hours.
fn hours(spans: &Spans) -> Value {
    let median = spans.median_days().map(|days| days * 24.0);
    median.map_or(Value::Nothing, |median| Value::Hours { median, n: spans.n })
}

fn hours_apart(one: &Spans, two: &Spans) -> Value {
    let both = one.median_days().zip(two.median_days());
    both.map_or(Value::Nothing, |(is, was)| Value::Change {
        by: (is - was) * 24.0,
        unit: " h",
        noise: false,
    })
}

fn days_apart(one: &Spans, two: &Spans) -> Value {
    let both = one.median_days().zip(two.median_days());
    both.map_or(Value::Nothing, |(is, was)| Value::Change {
        by: is - was,
        unit: " days",
        noise: false,
    })
}

fn difference(kpi: Kpi, now: &Kpis, then: &Kpis) -> Value {
    match (kpi, strip::counts(kpi, now), strip::counts(kpi, then)) {
        (Kpi::TimeToOpportunity, ..) => days_apart(&now.to_opportunity, &then.to_opportunity),
        (_, (one, Some(of)), (two, Some(on))) => change((one, of), (two, on)),
        (_, (one, _), (two, _)) => step(one, two),
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of leads stay far below 2^53"
)]
fn step(now: u64, then: u64) -> Value {
    Value::Change {
        by: now as f64 - then as f64,
        unit: "",
        noise: false,
    }
}

fn count(side: Side, kpis: &Kpis) -> u64 {
    let k1 = kpis.acceptance;
    match side {
        Side::Accepted => k1.accepted,
        Side::NotAccepted => k1.not_accepted,
        Side::AnswerDue => k1.overdue + k1.no_answer_yet,
        Side::InTime => k1.in_time,
        _ => k1.qualified,
    }
}

/// What either side cannot tell yet, by name.
fn marks(
    kpi: Kpi,
    this: &Half,
    other: &Half,
    delivered: &Coverage,
    created: &Coverage,
) -> Vec<String> {
    let mut words = Vec::new();
    for half in [this, other] {
        let period = half.cohort.period();
        let seen = match anchor(kpi) {
            Anchor::Created => created.marks(period, &half.created, &half.cohort),
            Anchor::Qualified => delivered.marks(period, &half.delivered, &half.cohort),
        };
        let waits = |mark: &Mark| match mark {
            Mark::NotCovered(later) | Mark::TooEarly(later) => {
                Some(*later) == super::scorecard::waits_for(kpi)
            }
            Mark::Few => false,
        };
        let told = seen.into_iter().filter(waits);
        words.extend(told.map(|mark| format!("{}: {}", half.name, mark.words())));
    }
    words
}

fn anchor(kpi: Kpi) -> Anchor {
    if kpi == Kpi::LeadToRevenue {
        Anchor::Created
    } else {
        Anchor::Qualified
    }
}
