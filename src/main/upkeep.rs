//! `docket check`, `backup` and `forget`: looking after the file.

use std::path::PathBuf;
use std::process::ExitCode;

use color_eyre::Result;
use color_eyre::eyre::eyre;
use docket::review::filter::{LeadFilter, LeadSort};
use docket::review::lead::{Lead, LeadId};
use docket::seat::desk::Desk;
use serde::Serialize;

use super::place::Place;
use super::say;

#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Checked {
    findings: Vec<String>,
    contradictions: Vec<Contradiction>,
    possible_duplicates: Vec<Vec<String>>,
}

#[derive(Debug, Serialize)]
struct Contradiction {
    lead: String,
    what: Vec<String>,
}

/// Verifies the file, and lists dates and verdicts that contradict each other. A finding in the file exits with 1.
pub fn check(args: &CheckArgs, place: &Place) -> Result<ExitCode> {
    let desk = Desk::new(place.open()?, place.clock());
    let checked = Checked {
        findings: desk
            .ledger
            .check()?
            .iter()
            .map(ToString::to_string)
            .collect(),
        contradictions: contradictions(&desk)?,
        possible_duplicates: duplicates(&desk)?,
    };
    if args.json {
        say::json(&checked)?;
    } else {
        for found in &checked.findings {
            say::data(&say::harmless(found))?;
        }
        for row in &checked.contradictions {
            say::data(&say::harmless(&format!(
                "{}: {}",
                row.lead,
                row.what.join(", ")
            )))?;
        }
        for leads in &checked.possible_duplicates {
            let leads = leads.join(", ");
            say::data(&say::harmless(&format!("{leads}: possibly one, by e-mail")))?;
        }
    }
    let whole = checked.findings.is_empty();
    if whole {
        say::words(&format!(
            "The file is whole, the journal's chain is unbroken, the tables say what it says. Data to fix: {}. Possible duplicates: {}.",
            checked.contradictions.len(),
            checked.possible_duplicates.len()
        ));
    }
    Ok(if whole {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The leads under different keys with one e-mail address, by their labels.
fn duplicates(desk: &Desk) -> Result<Vec<Vec<String>>> {
    let mut found = Vec::new();
    for (_, leads) in desk.ledger.possible_duplicates()? {
        let leads = desk.ledger.leads_named(&leads)?;
        found.push(leads.iter().map(Lead::label).collect());
    }
    Ok(found)
}

fn contradictions(desk: &Desk) -> Result<Vec<Contradiction>> {
    let names = desk.names()?;
    let mut rows = Vec::new();
    for (lead, what) in desk.data_to_fix()? {
        let what = what
            .into_iter()
            .map(|what| names.say(what.words()).into_owned())
            .collect();
        let label = desk.ledger.lead(lead)?.map(|lead| lead.label());
        rows.push(Contradiction {
            lead: label.unwrap_or_default(),
            what,
        });
    }
    Ok(rows)
}

#[derive(Debug, clap::Args)]
pub struct BackupArgs {
    /// The new file; nothing may be there yet
    file: PathBuf,
}

/// Copies the ledger while it is in use.
pub fn backup(args: &BackupArgs, place: &Place) -> Result<ExitCode> {
    place.open()?.backup(&args.file)?;
    say::words(&format!("A whole copy is at {}.", args.file.display()));
    Ok(ExitCode::SUCCESS)
}

#[derive(Debug, clap::Args)]
pub struct ForgetArgs {
    /// The CRM's id of the lead, or its number here after a #
    lead: String,
    /// Do it without asking again
    #[arg(long)]
    yes: bool,
}

/// Takes a person's data out of the file for good. Dates, verdicts and reasons stay: no figure moves.
pub fn forget(args: &ForgetArgs, place: &Place) -> Result<ExitCode> {
    let mut ledger = place.open()?;
    let number = args
        .lead
        .strip_prefix('#')
        .and_then(|number| number.parse().ok());
    let lead = if let Some(number) = number {
        LeadId(number)
    } else {
        let all = ledger.leads(&LeadFilter::default(), LeadSort::Filed, 0, usize::MAX)?;
        let found = all.iter().find(|lead| lead.filed.key == args.lead);
        found
            .map(|lead| lead.id)
            .ok_or_else(|| eyre!("no lead has the id {}", args.lead))?
    };
    let label = ledger.lead(lead)?.map(|lead| lead.label());
    let label = label.ok_or_else(|| eyre!("there is no lead {}", args.lead))?;
    if !args.yes {
        return Err(eyre!(
            "this takes {label} out of the ledger for good, and cannot be undone: add --yes to do it"
        ));
    }
    let redacted = ledger.forget(lead)?.unwrap_or_default();
    say::words(&format!(
        "Forgotten. {redacted} entries were redacted. Backups and papers written earlier still have the data."
    ));
    Ok(ExitCode::SUCCESS)
}
