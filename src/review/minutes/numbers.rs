//! The KPI table of the minutes: where each figure stood when the review was opened, and where it stands.

use chrono::{DateTime, Utc};

use super::{Appendix, Figure, Formula, FunnelRow, Gathered, KpiRow, Revenue, Unit};
use crate::review::figures::kpi::{Kpi, Kpis};
use crate::review::period::Period;
use crate::review::stage::Stage;

/// The six KPIs, each followed by the counts it is made of.
pub(super) fn table(start: &Kpis, end: &Kpis) -> Vec<KpiRow> {
    let row = |key: &str, title: &str, unit: Unit, figure: fn(&Kpis) -> Figure| KpiRow {
        key: key.to_owned(),
        title: title.to_owned(),
        unit,
        start: figure(start),
        end: figure(end),
    };
    vec![
        row(
            "acceptance_rate",
            Kpi::AcceptanceRate.title(),
            Unit::Share,
            |kpis| share(kpis.acceptance.accepted, kpis.acceptance.answers_due()),
        ),
        row("accepted", "accepted", Unit::Leads, |kpis| {
            leads(kpis.acceptance.accepted, kpis)
        }),
        row("not_accepted", "not accepted", Unit::Leads, |kpis| {
            leads(kpis.acceptance.not_accepted, kpis)
        }),
        row("answer_due", "answer due", Unit::Leads, |kpis| {
            leads(
                kpis.acceptance.overdue + kpis.acceptance.no_answer_yet,
                kpis,
            )
        }),
        row("in_time", "answer still in time", Unit::Leads, |kpis| {
            leads(kpis.acceptance.in_time, kpis)
        }),
        row(
            "returned",
            "of the accepted, returned",
            Unit::Leads,
            |kpis| leads(kpis.acceptance.returned, kpis),
        ),
        row(
            "time_to_opportunity",
            "Lead to opportunity, half within",
            Unit::Days,
            |kpis| days(kpis.to_opportunity.median_days(), kpis.to_opportunity.n),
        ),
        row(
            "created_by_marketing",
            Kpi::CreatedByMarketing.title(),
            Unit::Leads,
            |kpis| leads(kpis.by_marketing.qualified, kpis),
        ),
        row(
            "worked_by_sales",
            Kpi::WorkedBySales.title(),
            Unit::Share,
            |kpis| share(kpis.worked.worked, kpis.worked.qualified),
        ),
        row(
            "qualified_to_opportunity",
            Kpi::QualifiedToOpportunity.title(),
            Unit::Share,
            |kpis| {
                share(
                    kpis.opportunities.opportunities,
                    kpis.opportunities.qualified,
                )
            },
        ),
        row(
            "lead_to_revenue",
            Kpi::LeadToRevenue.title(),
            Unit::Share,
            |kpis| share(kpis.revenue.won, kpis.revenue.created),
        ),
    ]
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a share for people; exact below 2^53 leads"
)]
fn share(count: u64, n: u64) -> Figure {
    Figure {
        value: (n > 0).then(|| six_decimals(count as f64 / n as f64)),
        count,
        n,
    }
}

fn leads(count: u64, kpis: &Kpis) -> Figure {
    Figure {
        value: None,
        count,
        n: kpis.acceptance.qualified,
    }
}

fn days(value: Option<f64>, n: u64) -> Figure {
    Figure {
        value: value.map(six_decimals),
        count: n,
        n,
    }
}

/// Six decimals are more than anybody reads, and keep the canonical form short.
fn six_decimals(value: f64) -> f64 {
    (value * 1_000_000.0).round() / 1_000_000.0
}

/// Won amounts, by currency.
pub(super) fn revenue(start: &Kpis, end: &Kpis) -> Revenue {
    Revenue {
        start: start.revenue.revenues.clone(),
        end: end.revenue.revenues.clone(),
    }
}

/// Distinct leads that reached each stage.
pub(super) fn funnel(start: &Kpis, end: &Kpis) -> Vec<FunnelRow> {
    Stage::FUNNEL
        .into_iter()
        .zip(start.funnel.into_iter().zip(end.funnel))
        .map(|(stage, (start, end))| FunnelRow {
            stage: stage.code().to_owned(),
            word: stage.word().to_owned(),
            start,
            end,
        })
        .collect()
}

/// The formulas in words (MEASURES §3), the cohort, the age of the data and what is to be fixed in it.
pub(super) fn appendix(period: Period, as_of: DateTime<Utc>, gathered: &Gathered) -> Appendix {
    let words = [
        "accepted ÷ answers due. Answers due are the accepted, the not accepted and those whose answer is due; \
         an accepted lead that was returned stays accepted; a lead with an opportunity counts as accepted.",
        "the median of the days from delivery to the opportunity, of the leads with both dates.",
        "leads of the period that Marketing brought in.",
        "leads with a touch, a verdict, a status past \"not contacted\" or an opportunity ÷ leads delivered.",
        "leads that reached an opportunity ÷ leads delivered.",
        "won leads ÷ leads created in the period that Marketing brought in.",
    ];
    Appendix {
        as_of,
        cohort: cohort(period),
        formulas: Kpi::ALL
            .into_iter()
            .zip(words)
            .map(|(kpi, words)| Formula {
                title: kpi.title().to_owned(),
                words: words.to_owned(),
            })
            .collect(),
        contradictions: gathered.contradictions,
    }
}

fn cohort(period: Period) -> String {
    match period {
        Period::All => "all leads, with and without dates".to_owned(),
        Period::Days { start, end } => {
            let last = end.pred_opt().unwrap_or(end);
            format!(
                "leads delivered {start} to {last} and leads brought onto the docket; \
                 customers: leads created in the same days"
            )
        }
    }
}
