//! What the programme brought: the ninety days before the first review beside the days since. One measured proxy for
//! each promised benefit, the same formula on every side; nobody's general claim, only this ledger's own before and after.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::cohort::Cohort;
use super::foresight::off_by;
use super::kpi::Kpis;
use super::table::{Column, Row, Table, Value};
use super::tally::Tally;
use crate::review::lead::Facts;
use crate::review::money::Money;
use crate::review::period::Period;

/// The stretches that stand beside each other: name, and days from the first review on.
const STRETCHES: [(&str, i64, i64); 4] = [
    ("90 days before", -90, 0),
    ("days 1–30", 0, 30),
    ("days 31–60", 30, 60),
    ("days 61–90", 60, 90),
];

/// The periods, the last one being the last 90 days; those that have not begun are left out.
#[must_use]
pub fn stretches(start: NaiveDate, today: NaiveDate) -> Vec<(&'static str, Period)> {
    let day = |by: i64| {
        let days = Days::new(by.unsigned_abs());
        let moved = if by < 0 {
            start.checked_sub_days(days)
        } else {
            start.checked_add_days(days)
        };
        moved.unwrap_or(start)
    };
    let begun = STRETCHES
        .into_iter()
        .filter(|(_, from, _)| day(*from) <= today);
    let mut stretches: Vec<_> = begun
        .map(|(name, from, to)| {
            let period = Period::Days {
                start: day(from),
                end: day(to),
            };
            (name, period)
        })
        .collect();
    stretches.push(("last 90 days", super::scorecard::wall(today)));
    stretches
}

/// One stretch being counted.
#[derive(Debug, Clone)]
pub struct Stretch {
    pub name: &'static str,
    pub cohort: Cohort,
    tally: Tally,
    /// Ratings of the reviews held in it: their sum, and how many.
    pub ratings: (u64, u64),
    /// How far the forecasts of campaigns launched in it missed, in the middle, and how many there are.
    pub forecasts: Option<(f64, usize)>,
}

impl Stretch {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(name: &'static str, cohort: Cohort) -> Self {
        Self {
            name,
            cohort,
            tally: Tally::default(),
            ratings: (0, 0),
            forecasts: None,
        }
    }

    /// Takes in one lead.
    pub fn add(&mut self, facts: &Facts) {
        self.tally.add(facts, &self.cohort);
    }
}

/// What campaigns cost and their leads brought, where both are in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Return {
    pub cost: Option<Money>,
    pub revenue: Decimal,
}

impl Return {
    /// (won revenue − cost) ÷ cost, in percent.
    #[must_use]
    pub fn percent(&self) -> Option<Decimal> {
        let cost = self.cost?.amount;
        let gain = self
            .revenue
            .checked_sub(cost)?
            .checked_mul(Decimal::ONE_HUNDRED)?;
        (!cost.is_zero()).then(|| (gain / cost).round_dp(0))
    }
}

/// The table: one row a benefit. `day` counts from the first review.
#[must_use]
pub fn table(stretches: &[Stretch], day: i64, back: &Return) -> Table {
    let kpis: Vec<Kpis> = stretches.iter().map(|part| part.tally.kpis()).collect();
    let row = |label: &str, value: &dyn Fn(usize, &Kpis) -> Value| Row {
        label: label.to_owned(),
        cells: kpis
            .iter()
            .enumerate()
            .map(|(at, kpis)| value(at, kpis).into())
            .collect(),
        ..Row::default()
    };
    let last = kpis.len().saturating_sub(1);
    let rows = vec![
        row("more leads ready for Sales: accepted", &|_, kpis| {
            Value::rate(kpis.acceptance.accepted, kpis.acceptance.answers_due())
        }),
        row("less frustration: worth of the hour", &|at, _| {
            pulse(stretches, at)
        }),
        row("Sales more effective: won of worked", &|_, kpis| {
            Value::rate(won(kpis), kpis.worked.worked)
        }),
        row("a funnel one can forecast by: forecast error", &|at, _| {
            off_by(stretches.get(at).and_then(|part| part.forecasts))
        }),
        row("a shorter cycle: days to opportunity", &|_, kpis| {
            let median = kpis.to_opportunity.median_days();
            median.map_or(Value::Nothing, |median| Value::Days {
                median,
                n: kpis.to_opportunity.n,
            })
        }),
        row("a return one can compare: ROI, all campaigns", &|at, _| {
            let percent = back.percent().filter(|_| at == last);
            percent.map_or(Value::Nothing, |percent| {
                Value::Text(format!("{percent} %"))
            })
        }),
    ];
    Table {
        title: "Since the first review".to_owned(),
        lines: vec![format!(
            "Day {day} since the first review. Each stretch's leads are those delivered in it, followed to today."
        )],
        head: "benefit".to_owned(),
        columns: stretches
            .iter()
            .map(|part| Column::new(part.name, period_doc(part)))
            .collect(),
        rows,
        notes: vec![
            "Forecast error: of the leads forecast before the launch of campaigns launched in that stretch, once old enough; ROI needs their cost."
                .to_owned(),
        ],
        ..Table::default()
    }
}

fn won(kpis: &Kpis) -> u64 {
    kpis.to_won.n + kpis.to_won.negative + kpis.to_won.undated
}

fn pulse(stretches: &[Stretch], at: usize) -> Value {
    let (sum, n) = stretches.get(at).map_or((0, 0), |part| part.ratings);
    let mean = Decimal::from(sum)
        .checked_div(Decimal::from(n))
        .and_then(|mean| mean.to_f64());
    mean.map_or(Value::Nothing, |mean| {
        Value::Text(format!("{mean:.1} of 10, {n} rated"))
    })
}

fn period_doc(part: &Stretch) -> String {
    match part.cohort.period() {
        Period::All => String::new(),
        Period::Days { start, end } => {
            let last = end.pred_opt().unwrap_or(end);
            format!(
                "leads delivered {} – {}",
                start.format("%-d %b %Y"),
                last.format("%-d %b %Y")
            )
        }
    }
}
