//! `docket minutes`: the minutes of a review, frozen where it is closed, else as things stand.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use color_eyre::Result;
use color_eyre::eyre::{WrapErr, eyre};
use docket::publish::mask::masked;
use docket::publish::minutes::{Format, html_with, render};
use docket::review::meeting::MeetingId;
use docket::seat::desk::Desk;

use super::place::Place;
use super::say;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The review's number [default: the latest]
    number: Option<i64>,
    /// md, html, txt, json, csv or ics
    #[arg(long, default_value = "txt", value_parser = format)]
    format: Format,
    /// Hide names, e-mail addresses and phone numbers
    #[arg(long)]
    mask: bool,
    /// A template of your own for HTML, in place of the one that comes with Docket
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
    /// Write into a file instead of printing
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

fn format(text: &str) -> Result<Format, String> {
    Format::parse(text).ok_or_else(|| "write md, html, txt, json, csv or ics".to_owned())
}

/// Writes the minutes.
pub fn run(args: &Args, place: &Place) -> Result<ExitCode> {
    let desk = Desk::new(place.open()?, place.clock());
    let id = if let Some(number) = args.number {
        MeetingId(number)
    } else {
        let meetings = desk.ledger.meetings()?;
        let last = meetings
            .last()
            .ok_or_else(|| eyre!("no review was opened in this ledger yet"))?;
        last.opening.id
    };
    let record = desk.record_of(id)?;
    let minutes = if args.mask {
        masked(&record.minutes)
    } else {
        record.minutes
    };
    let digest = record.digest.as_deref();
    let text = match (&args.template, args.format) {
        (Some(template), Format::Html) => {
            let own = fs::read_to_string(template)
                .wrap_err_with(|| format!("reading the template {}", template.display()))?;
            html_with(&minutes, digest, Some(&own))?
        }
        (_, format) => render(&minutes, format, digest)?,
    };
    write(args.output.as_deref(), &text)
}

/// Into the file, or to stdout.
pub fn write(output: Option<&std::path::Path>, text: &str) -> Result<ExitCode> {
    match output {
        Some(file) => {
            fs::write(file, text).wrap_err_with(|| format!("writing {}", file.display()))?;
        }
        None => say::bytes(text.as_bytes())?,
    }
    Ok(ExitCode::SUCCESS)
}
