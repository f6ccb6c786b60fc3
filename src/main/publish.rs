//! `docket publish`: the agreement on paper, a page each; and the scoring sheet of the definition in force.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use color_eyre::Result;
use color_eyre::eyre::eyre;
use docket::publish::agreement::Sheet;
use docket::seat::desk::Desk;

use super::minutes::write;
use super::place::Place;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to publish
    what: What,
    /// md, html or txt; for the scoring sheet csv or json [default: txt, csv for the scoring sheet]
    #[arg(long)]
    format: Option<String>,
    /// Write into a file instead of printing
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum What {
    /// What a lead is: criteria, ranks, stages, who signed
    Definition,
    /// Who owes what by when
    Sla,
    /// The rules of both departments
    Rules,
    /// The one page both teams sign
    Agreement,
    /// One page for the executive sponsor: goal, actual, gap, what needs a ruling
    Sponsor,
    /// Who has signed and read what is in force, with the days
    Readers,
    /// Criteria and weights, for the marketing-automation team
    Scoring,
}

/// Writes the page.
pub fn run(args: &Args, place: &Place) -> Result<ExitCode> {
    let desk = Desk::new(place.open()?, place.clock());
    let format = args.format.as_deref().unwrap_or("txt");
    let form = || {
        docket::publish::agreement::Form::parse(format)
            .ok_or_else(|| eyre!("a page leaves as md, html or txt"))
    };
    let sheet = match args.what {
        What::Sponsor => return write(args.output.as_deref(), &desk.sponsors(form()?)?),
        What::Readers => return write(args.output.as_deref(), &desk.readers(form()?)?),
        What::Definition => Sheet::Definition,
        What::Sla => Sheet::Sla,
        What::Rules => Sheet::Rules,
        What::Agreement => Sheet::Ours,
        What::Scoring => {
            let json = match args.format.as_deref() {
                None | Some("csv") => false,
                Some("json") => true,
                Some(_) => return Err(eyre!("the scoring sheet leaves as csv or json")),
            };
            return write(args.output.as_deref(), &desk.scoring(json)?);
        }
    };
    let text = desk.published(sheet, form()?)?;
    write(args.output.as_deref(), &text)
}
