//! The KPI table of the minutes: where each figure stood when the review was opened, and where it stands.

use chrono::{DateTime, Utc};

use super::{Appendix, Figure, Formula, FunnelRow, Gathered, KpiRow, Revenue, Unit};
use crate::review::agreement::plan::{Plan, unit as unit_of};
use crate::review::figures::kpi::{Kpi, Kpis, rate, six_decimals};
use crate::review::figures::telling::{Fill, dark};
use crate::review::figures::{strip, words};
use crate::review::period::Period;
use crate::review::stage::Stage;

/// The six KPIs against what is agreed; the first is followed by the counts it is made of. What the data cannot tell has
/// no value.
pub(super) fn table(start: &Kpis, end: &Kpis, fill: &Fill, plan: Option<&Plan>) -> Vec<KpiRow> {
    let row = |key: &str, title: &str, unit: Unit, figure: &dyn Fn(&Kpis) -> Figure| KpiRow {
        key: key.to_owned(),
        title: title.to_owned(),
        unit,
        start: figure(start),
        end: figure(end),
        why: None,
        target: String::new(),
    };
    let agreed = |kpi: Kpi| {
        let target = plan.and_then(|plan| plan.target(kpi));
        target.map(|target| target.aim.words(unit_of(kpi)))
    };
    let mut rows = Vec::new();
    for (kpi, key) in Kpi::ALL.into_iter().zip(KEYS) {
        let (unit, figure) = headline(kpi);
        let mut headline = row(key, title(kpi), unit, &figure);
        headline.target = agreed(kpi).unwrap_or_default();
        if let Some(told) = dark(kpi, fill) {
            (headline.start.value, headline.end.value) = (None, None);
            headline.why = Some(told.why);
        }
        rows.push(headline);
        if kpi == Kpi::CreatedByMarketing && start.suspects.names + end.suspects.names > 0 {
            let names = |kpis: &Kpis| leads(kpis.suspects.names, kpis);
            rows.push(row(
                "names_from_lists",
                "names from lists, no leads yet",
                Unit::Leads,
                &names,
            ));
        }
        if kpi == Kpi::AcceptanceRate {
            rows.extend(PARTS.map(|(key, title, part)| {
                row(key, title, Unit::Leads, &|kpis| leads(part(kpis), kpis))
            }));
        }
    }
    rows
}

/// The keys scripts know the six by.
const KEYS: [&str; 6] = [
    "acceptance_rate",
    "time_to_opportunity",
    "created_by_marketing",
    "worked_by_sales",
    "qualified_to_opportunity",
    "lead_to_revenue",
];

/// One count of the acceptance.
type Part = fn(&Kpis) -> u64;

/// What adds up to the leads delivered, and how many of the accepted came back.
const PARTS: [(&str, &str, Part); 5] = [
    ("accepted", "accepted", |kpis| kpis.acceptance.accepted),
    ("not_accepted", "not accepted", |kpis| {
        kpis.acceptance.not_accepted
    }),
    ("answer_due", "answer due", |kpis| {
        kpis.acceptance.overdue + kpis.acceptance.no_answer_yet
    }),
    ("in_time", "answer still in time", |kpis| {
        kpis.acceptance.in_time
    }),
    ("returned", "of the accepted, returned", |kpis| {
        kpis.acceptance.returned
    }),
];

fn title(kpi: Kpi) -> &'static str {
    match kpi {
        Kpi::TimeToOpportunity => "Lead to opportunity, half within",
        _ => kpi.title(),
    }
}

/// A KPI's unit, and how its figure is taken from the set.
fn headline(kpi: Kpi) -> (Unit, impl Fn(&Kpis) -> Figure) {
    let unit = match kpi {
        Kpi::TimeToOpportunity => Unit::Days,
        Kpi::CreatedByMarketing => Unit::Leads,
        _ => Unit::Share,
    };
    let figure = move |kpis: &Kpis| match (unit, strip::counts(kpi, kpis)) {
        (Unit::Days, (n, _)) => days(kpis.to_opportunity.median_days(), n),
        (_, (count, Some(n))) => share(count, n),
        (_, (count, None)) => leads(count, kpis),
    };
    (unit, figure)
}

fn share(count: u64, n: u64) -> Figure {
    Figure {
        value: rate(count, n).map(six_decimals),
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
    let formulas = [
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
        cohort: if gathered.qualified_as_created {
            format!("{}. {}", cohort(period), words::CREATED_STANDS)
        } else {
            cohort(period)
        },
        formulas: Kpi::ALL
            .into_iter()
            .zip(formulas)
            .map(|(kpi, words)| Formula {
                title: kpi.title().to_owned(),
                words: words.to_owned(),
            })
            .collect(),
        contradictions: gathered.contradictions,
        to_fix: Some(gathered.to_fix),
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
