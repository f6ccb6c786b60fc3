//! `docket feedback`: what the reviews said of each lead, as a file the CRM can take back.

use std::path::PathBuf;
use std::process::ExitCode;

use color_eyre::Result;
use docket::review::feedback::Crm;
use docket::review::figures::words::counted;
use docket::review::period::Period;
use docket::seat::desk::Desk;

use super::minutes::write;
use super::place::Place;
use super::say;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Leads delivered in: all, YYYY, YYYY-Qn, YYYY-MM or START..END (the end is not in it)
    #[arg(long, value_parser = Period::parse, default_value = "all")]
    period: Period,
    /// Whose names the columns and the verdict take: plain, salesforce, hubspot, pipedrive, zoho or dynamics [default: as
    /// the team's lists say]
    #[arg(long, value_name = "CRM", value_parser = Crm::parse)]
    crm: Option<Crm>,
    /// What the CRM calls its own id column [default: as in the last list of leads that was imported]
    #[arg(long, value_name = "HEADER")]
    id_column: Option<String>,
    /// Write into a file instead of printing
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Writes the file.
pub fn run(args: &Args, place: &Place) -> Result<ExitCode> {
    let desk = Desk::new(place.open()?, place.clock());
    let (text, without_id) = desk.feedback(args.period, args.crm, args.id_column.as_deref())?;
    let code = write(args.output.as_deref(), &text)?;
    if without_id > 0 {
        let count = counted(without_id.try_into().unwrap_or(u64::MAX), "lead", "leads");
        say::words(&format!("{count} without an id of the CRM left out"));
    }
    Ok(code)
}
