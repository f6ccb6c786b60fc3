//! `docket leads`: the leads of a period, or today's docket with why each is on it.

use std::process::ExitCode;

use color_eyre::Result;
use docket::publish::cells::Sheet;
use docket::review::agreement::names::Names;
use docket::review::filter::{LeadFilter, LeadSort};
use docket::review::lead::{Field, Lead};
use docket::review::meeting::{Because, Part};
use docket::review::milestone::{Milestone, Reach, utc};
use docket::review::period::Period;
use docket::seat::desk::Desk;
use serde::Serialize;

use super::place::Place;
use super::say;

/// How long the leads of a review take where nobody said: DESIGN §5.
const MINUTES: u32 = 30;
/// So many leads are in memory at once.
const AT_ONCE: usize = 512;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Leads delivered in: all, YYYY, YYYY-Qn, YYYY-MM or START..END (the end is not in it)
    #[arg(long, value_parser = Period::parse)]
    period: Option<Period>,
    /// Today's docket, with the reason each lead is on it
    #[arg(long)]
    queue: bool,
    /// What draws the docket: the same seed gives the same docket
    #[arg(long, requires = "queue", default_value_t = 1)]
    seed: u64,
    /// Minutes for the leads
    #[arg(long, requires = "queue", default_value_t = MINUTES)]
    minutes: u32,
    /// Print one JSON document
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Print CSV
    #[arg(long)]
    csv: bool,
}

/// One lead as it is printed.
#[derive(Debug, Serialize)]
struct Row {
    id: String,
    company: String,
    name: String,
    owner: String,
    source: String,
    campaign: String,
    status: String,
    qualified_at: Option<String>,
    verdict: Option<String>,
    outcome: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    because: Vec<String>,
}

/// Prints the list.
pub fn run(args: &Args, place: &Place) -> Result<ExitCode> {
    let desk = Desk::new(place.open()?, place.clock());
    let names = desk.names()?;
    let mut rows = if args.queue {
        docket(args, &desk)?
    } else {
        listed(args, &desk)?
    };
    for row in &mut rows {
        row.named(&names);
    }
    if args.json {
        say::json(&rows)?;
    } else if args.csv {
        say::bytes(csv(&rows).as_bytes())?;
    } else {
        say::data(&text(&rows))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn listed(args: &Args, desk: &Desk) -> Result<Vec<Row>> {
    let filter = LeadFilter {
        delivered: args.period.unwrap_or_default(),
        ..LeadFilter::default()
    };
    let mut rows = Vec::new();
    loop {
        let page = desk
            .ledger
            .leads(&filter, LeadSort::Filed, rows.len(), AT_ONCE)?;
        rows.extend(page.iter().map(Row::of));
        if page.len() < AT_ONCE {
            return Ok(rows);
        }
    }
}

fn docket(args: &Args, desk: &Desk) -> Result<Vec<Row>> {
    let period = match args.period {
        Some(period) => period,
        None => desk.since_last_review()?,
    };
    let (docket, leads) = desk.docket(period, args.minutes, args.seed)?;
    say::words(&docket.words());
    let rows = docket.items.iter().filter_map(|item| {
        let lead = leads.iter().find(|lead| lead.id == item.lead)?;
        let mut row = Row::of(lead);
        row.part = Some(match item.part {
            Part::ToDiscuss => "to discuss",
            Part::ByConsent => "by consent",
        });
        row.because = item.because.iter().map(Because::words).collect();
        Some(row)
    });
    Ok(rows.collect())
}

impl Row {
    fn of(lead: &Lead) -> Self {
        let text = |field| lead.text(field).to_owned();
        Self {
            id: lead.filed.key.clone(),
            company: text(Field::Company),
            name: text(Field::Name),
            owner: text(Field::Owner),
            source: text(Field::Source),
            campaign: text(Field::Campaign),
            status: lead.filed.status.clone(),
            qualified_at: written(lead.facts().qualified),
            verdict: lead
                .standing()
                .map(|standing| standing.verdict.word().to_owned()),
            outcome: lead.deal().outcome.map(|outcome| outcome.word().to_owned()),
            part: None,
            because: Vec::new(),
        }
    }

    /// The stages by the names agreed.
    fn named(&mut self, names: &Names) {
        let words = self.verdict.iter_mut().chain(&mut self.outcome);
        words
            .chain(&mut self.because)
            .for_each(|word| names.put(word));
    }

    fn cells(&self) -> [&str; 12] {
        [
            &self.id,
            &self.company,
            &self.name,
            &self.owner,
            &self.source,
            &self.campaign,
            &self.status,
            self.qualified_at.as_deref().unwrap_or_default(),
            self.verdict.as_deref().unwrap_or_default(),
            self.outcome.as_deref().unwrap_or_default(),
            self.part.unwrap_or_default(),
            self.because.first().map_or("", String::as_str),
        ]
    }
}

const HEADER: [&str; 12] = [
    "id",
    "company",
    "name",
    "owner",
    "source",
    "campaign",
    "status",
    "qualified_at",
    "verdict",
    "outcome",
    "part",
    "because",
];

fn csv(rows: &[Row]) -> String {
    let mut sheet = Sheet::new(&HEADER);
    for row in rows {
        sheet.row(&row.cells());
    }
    sheet.into_text()
}

/// A lead a line: what it is called, whose it is, how it stands, why it is here.
fn text(rows: &[Row]) -> String {
    let mut lines = Vec::new();
    let mut part = None;
    for row in rows {
        if row.part != part {
            part = row.part;
            lines.extend(part.map(str::to_uppercase));
        }
        let label = [&row.company, &row.name, &row.id];
        let label = label.into_iter().find(|text| !text.is_empty());
        let label = short(label.map_or("", String::as_str), 26);
        let owner = short(&row.owner, 16);
        let stands = row.outcome.as_deref().or(row.verdict.as_deref());
        let stands = stands.unwrap_or("no answer");
        let end = row
            .because
            .first()
            .cloned()
            .or_else(|| row.qualified_at.clone())
            .unwrap_or_default();
        let line = format!("{label:<26} {owner:<16} {stands:<13} {end}");
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n")
}

fn short(text: &str, most: usize) -> String {
    let text = say::harmless(text).replace(['\n', '\t'], " ");
    text.chars().take(most).collect()
}

/// RFC 3339, or the day where the source wrote a day.
fn written(reach: Reach) -> Option<String> {
    Some(match reach.at()? {
        Milestone::Instant(at) => utc(at).format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        Milestone::Day(day) => day.to_string(),
    })
}
