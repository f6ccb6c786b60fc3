//! What was left lying, as tables: leads nobody touched, work on leads nobody took, data to fix.

use super::{columns, named};
use crate::review::agreement::Wait;
use crate::review::figures::contradiction::{Contradiction, Fix, ToFix};
use crate::review::figures::heard::{Heard, Spans};
use crate::review::figures::kpi::{Kpi, rate};
use crate::review::figures::matrix::{Untouched, Waiting, band, band_words};
use crate::review::figures::table::{Cell, Row, Table, Value};
use crate::review::figures::words::{count, counted, percent};
use crate::review::figures::work::{Effort, Work};
use crate::review::filter::By;

/// The never touched, by age.
#[must_use]
pub fn untouched(untouched: &Untouched) -> Table {
    let cells = |leads: u64, overdue: u64, unowned: u64| {
        vec![
            Cell::opening(Value::Count(leads)),
            Value::rate(leads, untouched.delivered).into(),
            Cell::opening(Value::Count(overdue)),
            Cell::opening(Value::Count(unowned)),
        ]
    };
    let rows = untouched.bands.iter().enumerate();
    let rows = rows.map(|(at, waiting)| Row {
        key: at.to_string(),
        label: band_words(at).to_owned(),
        cells: cells(waiting.leads, waiting.overdue, waiting.unowned),
        apart: true,
        ..Row::default()
    });
    let rows = rows.collect();
    let sum = |of: fn(&Waiting) -> u64| untouched.bands.iter().map(of).sum();
    let followed = rate(untouched.followed_up(), untouched.delivered);
    Table {
        notes: Vec::new(),
        title: "Never touched, by age".to_owned(),
        lines: vec![format!(
            "Followed up: {} of {} delivered ({}); every one of the others stands here.",
            count(untouched.followed_up()),
            count(untouched.delivered),
            percent(followed)
        )],
        head: "delivered".to_owned(),
        columns: columns(&[
            (
                "leads",
                "delivered, and no call, mail, answer, status or deal shows that Sales worked them",
            ),
            ("of delivered", "of every lead delivered in the period"),
            ("answer due", "of them, past the agreed time for an answer"),
            ("no owner", "of them, nobody owns"),
        ]),
        rows,
        total: Some(Row {
            label: "all never touched".to_owned(),
            cells: cells(
                untouched.leads(),
                sum(|band| band.overdue),
                sum(|band| band.unowned),
            ),
            ..Row::default()
        }),
    }
}

/// Whether a lead stands behind a cell of [`untouched`].
#[must_use]
pub fn behind_untouched(
    row: Option<&str>,
    column: usize,
    heard: &Heard<'_>,
    spans: &Spans,
) -> bool {
    let cohort = &spans.now;
    let Some(band) = band(heard.facts, cohort).filter(|_| cohort.in_qualified(heard.facts)) else {
        return false;
    };
    let here = row.is_none_or(|row| row == band.to_string());
    here && match column {
        2 => matches!(cohort.wait(heard.facts), Wait::Overdue { .. }),
        3 => heard.rep.trim().is_empty(),
        _ => true,
    }
}

/// What the touches are, and how many leads each team works for one opportunity.
fn by_team(teams: &[(&str, Effort)], minutes: Option<u32>) -> Vec<String> {
    let each = teams.iter().filter_map(|(team, effort)| {
        let worked = effort.worked_for_one()?;
        Some(format!(
            "{team} {worked:.1} ({} worked)",
            count(effort.worked)
        ))
    });
    let each: Vec<String> = each.collect();
    let mut lines = vec![match minutes {
        Some(minutes) => format!(
            "No file says how long a touch took: hours are about {minutes} minutes a touch, as agreed."
        ),
        None => "No file says how long a touch took: hours stay — until both agree how many minutes one \
                 takes (Agreement, Lists)."
            .to_owned(),
    }];
    if !each.is_empty() {
        lines.push(format!(
            "Leads worked for one opportunity, by the owner's team: {}.",
            each.join(" · ")
        ));
    }
    lines
}

/// So many touches in hours; a dash where nobody agreed how long one takes.
#[expect(
    clippy::cast_precision_loss,
    reason = "a number of touches, told in whole hours"
)]
fn hours(touches: u64, minutes: Option<u32>) -> Value {
    minutes.map_or(Value::Nothing, |minutes| Value::About {
        hours: touches as f64 * f64::from(minutes) / 60.0,
    })
}

/// Touches on leads that were not accepted after all, by source; `teams` are worked leads for one opportunity, `minutes`
/// what both agreed a touch takes.
#[must_use]
pub fn work(work: &Work, teams: &[(&str, Effort)], minutes: Option<u32>) -> Table {
    let cells = |effort: &Effort| {
        vec![
            Value::Count(effort.touches).into(),
            Value::Count(effort.on_refused).into(),
            Value::rate(effort.on_refused, effort.touches).into(),
            hours(effort.on_refused, minutes).into(),
            Cell::opening(Value::Count(effort.refused)),
            Cell::opening(Value::Count(effort.leads)),
            Cell::opening(Value::Count(effort.worked)),
            Cell::opening(Value::Count(effort.opportunities)),
        ]
    };
    let rows = work.sources().into_iter().map(|(source, effort)| Row {
        label: named(&source, By::Source.blank()),
        apart: source.is_empty(),
        cells: cells(&effort),
        key: source,
        ..Row::default()
    });
    Table {
        notes: Vec::new(),
        title: "Work on leads nobody took".to_owned(),
        lines: by_team(teams, minutes),
        head: "source".to_owned(),
        columns: columns(&[
            (
                "touches",
                "calls, mails and meetings on record with leads of this source",
            ),
            (
                "on not accepted",
                "of them, with leads that were not accepted or were returned",
            ),
            ("share", "the same, of all touches"),
            (
                "hours on them",
                "touches on not accepted, each as many minutes as both teams agreed one takes",
            ),
            ("not accepted", "leads not accepted, or returned"),
            ("delivered", "leads delivered"),
            (
                "worked",
                "leads with a touch, an answer, a status past not contacted, or a deal",
            ),
            ("opportunities", "leads that became an opportunity"),
        ]),
        rows: rows.collect(),
        total: Some(Row {
            label: "all".to_owned(),
            cells: cells(&work.total()),
            ..Row::default()
        }),
    }
}

/// Whether a lead stands behind a cell of [`work`].
#[must_use]
pub fn behind_work(row: Option<&str>, column: usize, heard: &Heard<'_>, spans: &Spans) -> bool {
    let here = row.is_none_or(|source| source == heard.source);
    here && spans.now.in_qualified(heard.facts)
        && match column {
            4 => heard.turned_down(),
            5 => true,
            6 => heard.facts.worked.any(),
            7 => heard.facts.opportunity.reached(),
            _ => false,
        }
}

/// What contradicts itself, by kind.
#[must_use]
pub fn to_fix(found: &ToFix) -> Table {
    let rows = found.kinds().map(|(what, kind)| {
        let figures: Vec<&str> = what.touches().iter().map(|kpi| kpi.short_title()).collect();
        Row {
            key: what.words().to_owned(),
            label: what.words().to_owned(),
            cells: vec![
                Cell::opening(Value::Count(kind.all - kind.known)),
                Cell::opening(Value::Count(kind.known)),
                Value::Text(mends(what).to_owned()).into(),
                Value::Text(figures.join(" · ")).into(),
            ],
            apart: true,
            ..Row::default()
        }
    });
    let rows: Vec<Row> = rows.collect();
    let known = found.kinds().map(|(_, kind)| kind.known).sum();
    let beside: Vec<String> = Kpi::ALL
        .into_iter()
        .filter(|kpi| found.beside(*kpi) > 0)
        .map(|kpi| format!("{} {}", kpi.short_title(), count(found.beside(kpi))))
        .collect();
    let mut lines = vec![format!(
        "{} say something against themselves. Enter opens them: F mends one, K leaves it as known.",
        counted(found.leads, "lead", "leads")
    )];
    if !beside.is_empty() {
        lines.push(format!("Leads beside each figure: {}.", beside.join(" · ")));
    }
    Table {
        notes: Vec::new(),
        title: "Data to fix".to_owned(),
        lines,
        head: "what".to_owned(),
        columns: columns(&[
            ("to fix", "leads whose record says this against itself"),
            (
                "left as known",
                "leads somebody looked at and left as they are",
            ),
            ("mended by", "where it is put right"),
            (
                "figures it touches",
                "figures these leads stand in or are left out of",
            ),
        ]),
        rows,
        total: Some(Row {
            label: format!("all, in {}", counted(found.leads, "lead", "leads")),
            cells: vec![
                Value::Count(found.open()).into(),
                Value::Count(known).into(),
            ],
            ..Row::default()
        }),
    }
}

fn mends(what: Contradiction) -> &'static str {
    match what.fix() {
        Fix::Verdict => "an answer",
        Fix::Deal => "the deal",
        Fix::File => "the CRM, then an import",
    }
}
