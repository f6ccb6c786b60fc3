//! `docket kpis`: the six KPIs, the funnel and what stands beside them, as JSON or as 80 columns of text.

use std::process::ExitCode;

use clap::ValueEnum;
use color_eyre::Result;
use docket::review::agreement::names::Names;
use docket::review::figures::coverage::Anchor;
use docket::review::figures::document::{AcceptanceRate, Range, Report, Row, Sales};
use docket::review::figures::kpi::Kpi;
use docket::review::figures::telling::dark;
use docket::review::figures::words;
use docket::review::filter::By;
use docket::review::period::Period;
use docket::review::stage::Stage;
use docket::seat::desk::Desk;
use docket::seat::desk::report::ReportAsk;

use super::place::Place;
use super::say;

/// How wide the text form may be.
const WIDTH: usize = 80;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// all, YYYY, YYYY-Qn, YYYY-MM or START..END (the end is not in it)
    #[arg(long, default_value = "all", value_parser = Period::parse)]
    pub period: Period,
    /// Slices: source, campaign, rep, month, reason, or any extra field by its header
    #[arg(long, value_name = "FIELD")]
    by: Option<String>,
    /// Which leads a slice's columns are of
    #[arg(long, value_enum, default_value = "created")]
    cohort: CohortOf,
    /// Only leads of that source
    #[arg(long, value_name = "X")]
    source: Option<String>,
    /// Only leads of that campaign
    #[arg(long, value_name = "X")]
    campaign: Option<String>,
    /// Only leads of that owner
    #[arg(long, value_name = "X")]
    rep: Option<String>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CohortOf {
    /// Created in the period
    Created,
    /// Delivered to Sales in the period
    Qualified,
}

/// Prints the figures.
pub fn run(args: &Args, place: &Place) -> Result<ExitCode> {
    let delivered = args.cohort == CohortOf::Qualified;
    let ask = ReportAsk {
        period: args.period,
        by: args.by.as_deref().map(|by| By::parse(by, delivered)),
        anchor: if delivered {
            Anchor::Qualified
        } else {
            Anchor::Created
        },
        source: args.source.clone(),
        campaign: args.campaign.clone(),
        rep: args.rep.clone(),
        as_of: place.as_of,
    };
    let desk = Desk::new(place.open()?, place.clock());
    let report = desk.report(&ask)?;
    if args.json {
        say::json(&report)?;
    } else {
        say::data(&text(&report, &desk.names()?))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The report in 80 columns: a figure a line, then the funnel, then the slices.
fn text(report: &Report, names: &Names) -> String {
    let mut lines = Vec::new();
    let period = report.period.map_or_else(
        || "all leads".to_owned(),
        |period| format!("{} up to, not with, {}", period.start, period.end),
    );
    lines.push(format!("Figures of {period}, as of {}", report.as_of));
    if report.qualified_as_created {
        lines.push(words::CREATED_STANDS.to_owned());
    }
    lines.push(String::new());
    six(report, &mut lines);
    lines.push(String::new());
    for step in &report.funnel {
        let of = step.conversion.map(|share| words::percent(Some(share)));
        lines.push(format!(
            "{:<26}{:>12}  {}",
            step.stage,
            words::count(step.reached),
            of.unwrap_or_default()
        ));
    }
    beside(report, &mut lines);
    for line in &mut lines {
        names.put(line);
    }
    if let Some(rows) = &report.breakdown {
        lines.push(String::new());
        slices(rows, names, &mut lines);
    }
    lines.join("\n")
}

fn line(title: &str, value: &str, more: &str) -> String {
    format!("{title:<26}{value:>12}  {more}")
        .trim_end()
        .to_owned()
}

/// What the text form calls a KPI: 26 columns of it.
fn title(kpi: Kpi) -> &'static str {
    match kpi {
        Kpi::AcceptanceRate => "Accepted, of answers due",
        Kpi::TimeToOpportunity => "Lead to opportunity",
        Kpi::CreatedByMarketing => "Delivered by Marketing",
        Kpi::WorkedBySales => "Worked by Sales",
        Kpi::QualifiedToOpportunity => "Became opportunities",
        Kpi::LeadToRevenue => "Became customers",
    }
}

/// A KPI's line; where the data cannot tell it, a dash, why, and the column that would bring it.
fn headline(kpi: Kpi, value: &str, more: &str, report: &Report, lines: &mut Vec<String>) {
    let Some(told) = dark(kpi, &report.fill) else {
        lines.push(line(title(kpi), value, more));
        return;
    };
    lines.push(line(title(kpi), words::NOTHING, ""));
    lines.extend(
        told.sentences()
            .iter()
            .map(|sentence| format!("    {sentence}")),
    );
}

fn six(report: &Report, lines: &mut Vec<String>) {
    let k = &report.kpis;
    acceptance(&k.acceptance_rate, report, lines);
    let (k2, k3) = (&k.time_to_opportunity, &k.created_by_marketing);
    let times = match k2.n {
        0 => "no lead has both dates".to_owned(),
        n => format!(
            "half of {}; average {}",
            words::count(n),
            words::days(k2.mean_days)
        ),
    };
    let (k4, k5, k6) = (
        &k.worked_by_sales,
        &k.qualified_to_opportunity,
        &k.lead_to_revenue,
    );
    let rows = [
        (Kpi::TimeToOpportunity, words::days(k2.median_days), times),
        (
            Kpi::CreatedByMarketing,
            words::count(k3.qualified),
            format!("of {} created", words::count(k3.created)),
        ),
        (
            Kpi::WorkedBySales,
            words::percent(k4.value),
            of(k4.worked, k4.qualified),
        ),
        (
            Kpi::QualifiedToOpportunity,
            words::percent(k5.value),
            of(k5.opportunities, k5.qualified),
        ),
        (
            Kpi::LeadToRevenue,
            words::percent(k6.value),
            of(k6.won, k6.created),
        ),
    ];
    for (kpi, value, more) in rows {
        headline(kpi, &value, &more, report, lines);
    }
    for sum in &k6.sums.revenues {
        lines.push(line(
            "",
            &sum.amount,
            format!("{} won", sum.currency).trim(),
        ));
    }
}

fn acceptance(k1: &AcceptanceRate, report: &Report, lines: &mut Vec<String>) {
    let due = k1.accepted + k1.rejected + k1.overdue + k1.no_answer_yet;
    headline(
        Kpi::AcceptanceRate,
        &words::percent(k1.value),
        &of(k1.accepted, due),
        report,
        lines,
    );
    let split = [
        ("not accepted", k1.rejected),
        ("overdue", k1.overdue),
        ("no answer yet", k1.no_answer_yet),
        ("in time", k1.in_time),
    ];
    for (word, count) in split {
        lines.push(line("", &words::count(count), word));
    }
}

fn of(part: u64, whole: u64) -> String {
    format!("{} of {}", words::count(part), words::count(whole))
}

/// What stands beside the figures and in none of them.
fn beside(report: &Report, lines: &mut Vec<String>) {
    lines.push(String::new());
    let Sales {
        opportunities,
        won,
        lost,
        ..
    } = &report.sales_sourced;
    if *opportunities > 0 {
        lines.push(format!(
            "Sourced by Sales, in no rate: {} deals, {} won, {} lost.",
            words::count(*opportunities),
            words::count(*won),
            words::count(*lost)
        ));
    }
    let undated = &report.undated;
    if undated.created + undated.qualified > 0 {
        lines.push(format!(
            "Without a date: {} created, {} delivered.",
            words::count(undated.created),
            words::count(undated.qualified)
        ));
    }
    if let Some(suspects) = report.suspects.and_then(words::suspects) {
        lines.push(format!("{suspects}."));
    }
    lines.push(format!(
        "Data to fix: {}.",
        words::count(report.contradictions)
    ));
    for (
        name,
        Range {
            first,
            last,
            filled,
        },
    ) in &report.coverage
    {
        if let (Some(first), Some(last)) = (first, last) {
            let day = |text: &str| text.chars().take(10).collect::<String>();
            lines.push(format!(
                "{name}: {} dates, {} to {}",
                words::count(*filled),
                day(first),
                day(last)
            ));
        }
    }
}

/// A narrow column's heading: the short form of the house word, or as much of the agreed name as fits.
fn head(names: &Names, stage: Stage, short: &str, columns: usize) -> String {
    let name = names.name(stage);
    let word = if name == stage.word() { short } else { name };
    let word: String = word.chars().take(columns - 1).collect();
    format!("{word:>columns$}")
}

fn slices(rows: &[Row], names: &Names, lines: &mut Vec<String>) {
    lines.push(format!(
        "{:<24}{:>8}{}{}{}{}{}{:>12}",
        "slice",
        "created",
        head(names, Stage::Mql, "deliv.", 8),
        head(names, Stage::Sal, "accept.", 8),
        head(names, Stage::Opp, "opport.", 8),
        head(names, Stage::Won, "won", 6),
        head(names, Stage::Lost, "lost", 6),
        "revenue"
    ));
    for row in rows {
        let key = say::harmless(&row.key).replace(['\n', '\t'], " ");
        let key = if row.blank { "(blank)".to_owned() } else { key };
        let key: String = key.chars().take(23).collect();
        let revenue = row.revenue.clone().unwrap_or_else(|| "mixed".to_owned());
        let line = format!(
            "{key:<24}{:>8}{:>8}{:>8}{:>8}{:>6}{:>6}{revenue:>12}",
            row.created, row.qualified, row.accepted, row.opportunities, row.won, row.lost
        );
        lines.push(line);
        let marks = row.marks.iter().map(|mark| mark.replace([':', '_'], " "));
        let mut beside: Vec<String> = marks.collect();
        beside.extend(row.cost.iter().map(|cost| format!("cost {cost}")));
        if let Some(deals) = &row.sales_sourced {
            beside.push(format!(
                "{} deals by Sales, {} won",
                deals.opportunities, deals.won
            ));
        }
        if !beside.is_empty() {
            let text = format!("    {}", beside.join(" · "));
            lines.push(text.chars().take(WIDTH).collect());
        }
    }
}
