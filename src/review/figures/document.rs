//! `docket kpis`: every figure of one cohort as one document (CLI.md "kpis"); its keys are stable.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Serialize;

use super::breakdown::Slice;
use super::cohort::Cohort;
use super::coverage::{Coverage, Mark, Seen};
use super::interval::wilson;
use super::kpi::{Kpis, Spans, Suspects, rate};
use super::telling::Fill;
use crate::review::milestone::{Milestone, utc};
use crate::review::money::Money;
use crate::review::period::Period;
use crate::review::stage::Stage;

/// The whole document, in the order of CLI.md.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    pub as_of: String,
    pub period: Option<Span>,
    pub kpis: Six,
    pub times: BTreeMap<&'static str, Time>,
    pub funnel: Vec<Step>,
    pub sales_sourced: Sales,
    pub win_rate: Option<f64>,
    pub coverage: BTreeMap<&'static str, Range>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breakdown: Option<Vec<Row>>,
    pub undated: Undated,
    pub contradictions: u64,
    /// Names from lists that do not pass the criteria: there only where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suspects: Option<Suspects>,
    /// The label of `--set qualified_at=created_at`: there only where it was so set.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub qualified_as_created: bool,
    /// What all leads have of what figures are made of: in words it tells which figure cannot be told, and why.
    #[serde(skip)]
    pub fill: Fill,
}

impl Report {
    pub(super) fn of(
        cohort: &Cohort,
        kpis: &Kpis,
        seen: &Coverage,
        breakdown: Option<Vec<Row>>,
    ) -> Self {
        Self {
            as_of: instant(cohort.now),
            period: Span::of(cohort.period()),
            kpis: Six::of(kpis),
            times: BTreeMap::from([("qualified_to_won", Time::of(&kpis.to_won))]),
            funnel: funnel(kpis),
            sales_sourced: Sales {
                opportunities: kpis.by_sales.opportunities,
                won: kpis.by_sales.won,
                lost: kpis.by_sales.lost,
                revenue: Sums::of(&kpis.by_sales.revenues).revenue,
            },
            win_rate: rate(kpis.revenue.won, kpis.revenue.won + kpis.revenue.lost),
            coverage: coverage(seen),
            breakdown,
            undated: Undated {
                created: kpis.undated.created,
                qualified: kpis.undated.qualified,
            },
            contradictions: kpis.contradictions,
            suspects: (kpis.suspects.names > 0).then_some(kpis.suspects),
            qualified_as_created: cohort.qualified_as_created,
            fill: Fill::default(),
        }
    }
}

/// A period; the end is not in it.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Span {
    pub start: NaiveDate,
    pub end: NaiveDate,
}

impl Span {
    fn of(period: Period) -> Option<Self> {
        match period {
            Period::All => None,
            Period::Days { start, end } => Some(Self { start, end }),
        }
    }
}

/// The six, by their names in scripts.
#[derive(Debug, Clone, Serialize)]
pub struct Six {
    pub acceptance_rate: AcceptanceRate,
    pub time_to_opportunity: Time,
    pub created_by_marketing: Delivered,
    pub worked_by_sales: Worked,
    pub qualified_to_opportunity: Converted,
    pub lead_to_revenue: Revenue,
}

#[derive(Debug, Clone, Serialize)]
pub struct AcceptanceRate {
    pub accepted: u64,
    pub by_deed: u64,
    pub rejected: u64,
    pub returned: u64,
    pub overdue: u64,
    pub in_time: u64,
    pub no_answer_yet: u64,
    pub qualified: u64,
    pub value: Option<f64>,
    pub interval: Option<[f64; 2]>,
    pub of_decided: Option<f64>,
    pub of_qualified: Option<f64>,
}

/// Days of 24 h between two milestones.
#[derive(Debug, Clone, Serialize)]
pub struct Time {
    pub n: u64,
    pub mean_days: Option<f64>,
    pub median_days: Option<f64>,
    pub negative: u64,
}

impl Time {
    fn of(spans: &Spans) -> Self {
        Self {
            n: spans.n,
            mean_days: spans.mean_days(),
            median_days: spans.median_days(),
            negative: spans.negative,
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct Delivered {
    pub created: u64,
    pub qualified: u64,
}

#[derive(Debug, Clone, Serialize)]
pub struct Worked {
    pub worked: u64,
    pub qualified: u64,
    pub value: Option<f64>,
    pub interval: Option<[f64; 2]>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Converted {
    pub opportunities: u64,
    pub qualified: u64,
    pub value: Option<f64>,
    pub interval: Option<[f64; 2]>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Revenue {
    pub won: u64,
    pub lost: u64,
    pub created: u64,
    pub value: Option<f64>,
    pub interval: Option<[f64; 2]>,
    #[serde(flatten)]
    pub sums: Sums,
    /// Deals of leads created after their opportunity: in neither `won` nor `lost`.
    pub influenced: u64,
}

/// Won amounts: one sum where there is one currency, else each.
#[derive(Debug, Clone, Serialize)]
pub struct Sums {
    pub revenue: Option<String>,
    pub currency: String,
    pub revenues: Vec<Sum>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Sum {
    pub currency: String,
    pub amount: String,
}

impl Sums {
    fn of(revenues: &[Money]) -> Self {
        let (revenue, currency) = match revenues {
            [] => (Some(exact(Decimal::ZERO)), String::new()),
            [one] => (Some(exact(one.amount)), one.currency.code().to_owned()),
            _ => (None, "mixed".to_owned()),
        };
        let sum = |money: &Money| Sum {
            currency: money.currency.code().to_owned(),
            amount: exact(money.amount),
        };
        Self {
            revenue,
            currency,
            revenues: revenues.iter().map(sum).collect(),
        }
    }
}

impl Six {
    fn of(kpis: &Kpis) -> Self {
        let k1 = kpis.acceptance;
        let (k4, k5, k6) = (kpis.worked, kpis.opportunities, &kpis.revenue);
        Self {
            acceptance_rate: AcceptanceRate {
                accepted: k1.accepted,
                by_deed: k1.by_deed,
                rejected: k1.not_accepted,
                returned: k1.returned,
                overdue: k1.overdue,
                in_time: k1.in_time,
                no_answer_yet: k1.no_answer_yet,
                qualified: k1.qualified,
                value: rate(k1.accepted, k1.answers_due()),
                interval: wilson(k1.accepted, k1.answers_due()),
                of_decided: rate(k1.accepted, k1.decided()),
                of_qualified: rate(k1.accepted, k1.qualified),
            },
            time_to_opportunity: Time::of(&kpis.to_opportunity),
            created_by_marketing: Delivered {
                created: kpis.by_marketing.created,
                qualified: kpis.by_marketing.qualified,
            },
            worked_by_sales: Worked {
                worked: k4.worked,
                qualified: k4.qualified,
                value: rate(k4.worked, k4.qualified),
                interval: wilson(k4.worked, k4.qualified),
            },
            qualified_to_opportunity: Converted {
                opportunities: k5.opportunities,
                qualified: k5.qualified,
                value: rate(k5.opportunities, k5.qualified),
                interval: wilson(k5.opportunities, k5.qualified),
            },
            lead_to_revenue: Revenue {
                won: k6.won,
                lost: k6.lost,
                created: k6.created,
                value: rate(k6.won, k6.created),
                interval: wilson(k6.won, k6.created),
                sums: Sums::of(&k6.revenues),
                influenced: k6.influenced,
            },
        }
    }
}

/// One stage of the funnel; `conversion` is of the stage before.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    pub stage: &'static str,
    pub reached: u64,
    pub conversion: Option<f64>,
}

fn funnel(kpis: &Kpis) -> Vec<Step> {
    let mut before = None;
    Stage::FUNNEL
        .iter()
        .zip(kpis.funnel)
        .map(|(stage, reached)| {
            let conversion = before.and_then(|before| rate(reached, before));
            before = Some(reached);
            Step {
                stage: stage.code(),
                reached,
                conversion,
            }
        })
        .collect()
}

/// Deals sourced by Sales: apart, in no rate. `revenue` is null where there are several currencies.
#[derive(Debug, Clone, Serialize)]
pub struct Sales {
    pub opportunities: u64,
    pub won: u64,
    pub lost: u64,
    pub revenue: Option<String>,
}

/// The dates seen of one milestone, over everything.
#[derive(Debug, Clone, Serialize)]
pub struct Range {
    pub first: Option<String>,
    pub last: Option<String>,
    pub filled: u64,
}

fn coverage(coverage: &Coverage) -> BTreeMap<&'static str, Range> {
    let range = |seen: &Seen| Range {
        first: seen.first.map(written),
        last: seen.last.map(written),
        filled: seen.filled,
    };
    BTreeMap::from([
        ("created_at", range(&coverage.created)),
        ("qualified_at", range(&coverage.qualified)),
        ("first_touch_at", range(&coverage.first_touch)),
        ("decided_at", range(&coverage.decided)),
        ("opportunity_at", range(&coverage.opportunity)),
        ("closed_at", range(&coverage.closed)),
    ])
}

/// One slice.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    pub key: String,
    pub blank: bool,
    pub created: u64,
    pub qualified: u64,
    pub accepted: u64,
    pub rejected: u64,
    pub opportunities: u64,
    pub won: u64,
    pub lost: u64,
    pub revenue: Option<String>,
    /// `None`: no cost recorded, which is not a cost of 0.
    pub cost: Option<String>,
    pub marks: Vec<String>,
    /// There only where deals sourced by Sales fall into the slice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sales_sourced: Option<Sales>,
}

impl Row {
    pub(super) fn of(key: String, slice: &Slice, cost: Option<Money>, marks: &[Mark]) -> Self {
        let lone = &slice.by_sales;
        let sales_sourced = (lone.opened > 0).then(|| Sales {
            opportunities: lone.opened,
            won: lone.won,
            lost: lone.lost,
            revenue: Sums::of(&lone.revenues()).revenue,
        });
        Self {
            blank: key.is_empty(),
            key,
            created: slice.created,
            qualified: slice.qualified,
            accepted: slice.accepted,
            rejected: slice.not_accepted,
            opportunities: slice.opportunities,
            won: slice.won,
            lost: slice.lost,
            revenue: Sums::of(&slice.revenues()).revenue,
            cost: cost.map(|cost| exact(cost.amount)),
            marks: marks.iter().map(|mark| mark.code()).collect(),
            sales_sourced,
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct Undated {
    pub created: u64,
    pub qualified: u64,
}

/// At least two decimals, and never fewer than the amount has.
fn exact(amount: Decimal) -> String {
    let amount = amount.normalize();
    let places = usize::try_from(amount.scale().max(2)).unwrap_or(2);
    format!("{amount:.places$}")
}

fn written(milestone: Milestone) -> String {
    match milestone {
        Milestone::Instant(at) => instant(at),
        Milestone::Day(day) => day.to_string(),
    }
}

fn instant(at: i64) -> String {
    utc(at).format("%Y-%m-%dT%H:%M:%SZ").to_string()
}
