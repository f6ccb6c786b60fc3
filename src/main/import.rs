//! `docket import FILE…`: shows how it would read the files, asks, and brings them in. One import, one undo.

mod report;
mod show;

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use chrono_tz::Tz;
use color_eyre::Result;
use color_eyre::eyre::{WrapErr, bail, eyre};
use docket::intake::Options;
use docket::ledger::{ImportOrder, ImportReport};
use docket::publish::cells::Sheet;
use docket::review::money::Currency;
use docket::review::proposal::DateOrder;
use docket::review::row::{Kind, RefusedRow};
use docket::seat::clock;
use docket::seat::desk::Desk;
use docket::seat::importing::{Import, Taken};
use indicatif::{ProgressBar, ProgressStyle};

use super::place::Place;
use super::say;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The files: CSV or Excel, as the CRM exports them
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What they are lists of, where their headers do not tell
    #[arg(long, value_parser = kind, value_name = "leads|opportunities|campaigns|members|touches|people")]
    kind: Option<Kind>,
    /// Which column fills a field, by its header or its number
    #[arg(long, value_name = "FIELD=COLUMN")]
    map: Vec<String>,
    /// What stands in for a field the file has not: qualified_at=created_at
    #[arg(long, value_name = "FIELD=VALUE")]
    set: Vec<String>,
    /// The order of day, month and year, where nothing in the file settles it
    #[arg(long, value_parser = order, value_name = "dmy|mdy|ymd")]
    date_order: Option<DateOrder>,
    /// The zone of times that name none [default: the ledger's]
    #[arg(long, value_name = "ZONE")]
    tz: Option<Tz>,
    /// The currency of amounts that name none
    #[arg(long, value_parser = currency, value_name = "CODE")]
    currency: Option<Currency>,
    /// Say what would happen, and keep nothing
    #[arg(long)]
    dry_run: bool,
    /// Take the proposal without asking
    #[arg(long)]
    yes: bool,
    /// Where the rows go that could not be taken: line, reason, original text
    #[arg(long, value_name = "FILE")]
    refused: Option<PathBuf>,
    /// Print the report as one JSON document
    #[arg(long)]
    json: bool,
}

/// Imports, and says what became of the rows.
pub fn run(args: &Args, place: &Place) -> Result<ExitCode> {
    let mut desk = Desk::new(place.open_or_create()?, place.clock());
    let mut options = settled(args, &desk)?;
    let import = look(args, &mut options)?;
    if !args.yes && !args.dry_run && !show::agreed(&import)? {
        say::words("Nothing was imported.");
        return Ok(ExitCode::FAILURE);
    }
    let order = ImportOrder {
        who: place.who.clone(),
        at_ms: clock::now_ms(),
        meeting: None,
        dry_run: args.dry_run,
        settings: Vec::new(),
    };
    let mut refusals = Refusals::to(args.refused.as_deref());
    let report = bring_in(&mut desk, &import, &order, &mut refusals)?;
    refusals.keep()?;
    if args.json {
        say::json(&report::document(&import, &report))?;
    }
    for line in report::words(&import, &report, args.dry_run, args.refused.as_deref()) {
        say::words(&line);
    }
    Ok(ExitCode::SUCCESS)
}

/// Looks at the files, and asks what they leave open where somebody is there to answer.
fn look(args: &Args, options: &mut Options) -> Result<Import> {
    let import = Import::look(&args.files, options)?;
    import.is_whole()?;
    if !args.yes && !args.dry_run {
        if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
            bail!("nobody is there to ask: --yes takes the proposal, --dry-run only shows it");
        }
        options.answers = show::ask(&import)?;
        return Ok(Import::look(&args.files, options)?);
    }
    if let Some((file, question)) = import.proposal.stopped_by().filter(|_| args.yes) {
        let samples = question.samples.join(", ");
        bail!(
            "importing {}: {} ({samples}) Nothing in the file settles it; say --date-order dmy or --date-order mdy",
            file.file,
            question.text
        );
    }
    Ok(import)
}

fn settled(args: &Args, desk: &Desk) -> Result<Options> {
    let mut options = desk.import_options()?;
    options.kind = args.kind;
    options.date_order = args.date_order;
    if let Some(zone) = args.tz {
        options.zone = zone;
    }
    if let Some(currency) = args.currency {
        options.currency = currency;
    }
    let wrong = |words: String| eyre!("{words}");
    args.map
        .iter()
        .try_for_each(|text| options.take_map(text).map_err(wrong))?;
    args.set
        .iter()
        .try_for_each(|text| options.take_set(text).map_err(wrong))?;
    Ok(options)
}

fn bring_in(
    desk: &mut Desk,
    import: &Import,
    order: &ImportOrder,
    refusals: &mut Refusals<'_>,
) -> Result<ImportReport> {
    let bar = ProgressBar::new(import.rows());
    bar.set_style(ProgressStyle::with_template(
        "{bar:40} {human_pos} of {human_len} rows {msg}",
    )?);
    bar.enable_steady_tick(Duration::from_millis(500));
    let mut told = |taken: Taken| {
        bar.set_position(taken.rows);
        if taken.merging {
            bar.set_message("· merging");
        }
        true
    };
    let report = desk.import(import, order, &mut told, &mut |file, row| {
        refusals.take(file, row);
    });
    bar.finish_and_clear();
    Ok(report?)
}

/// The rows that could not be taken.
struct Refusals<'path> {
    path: Option<&'path Path>,
    cells: Sheet,
    shown: usize,
}

/// So many refused rows are said on the terminal; the file has all.
const SHOWN: usize = 5;

impl<'path> Refusals<'path> {
    fn to(path: Option<&'path Path>) -> Self {
        Self {
            path,
            cells: Sheet::new(&["file", "line", "reason", "text"]),
            shown: 0,
        }
    }

    fn take(&mut self, file: &str, row: &RefusedRow) {
        if self.shown < SHOWN {
            say::words(&format!("{file}: {row}"));
        }
        self.shown += 1;
        if self.path.is_some() {
            let line = row.line.to_string();
            self.cells.row(&[file, &line, &row.reason, &row.text]);
        }
    }

    fn keep(self) -> Result<()> {
        let Some(path) = self.path else {
            return Ok(());
        };
        std::fs::write(path, self.cells.into_text()).wrap_err_with(|| {
            format!(
                "writing the refused rows to {}; the import itself is in",
                path.display()
            )
        })
    }
}

fn kind(text: &str) -> Result<Kind, String> {
    Kind::parse(text).ok_or_else(|| {
        let words: Vec<&str> = Kind::ALL.iter().map(|kind| kind.word()).collect();
        format!("there are {}", words.join(", "))
    })
}

fn order(text: &str) -> Result<DateOrder, String> {
    DateOrder::parse(text).ok_or_else(|| "write dmy, mdy or ymd".to_owned())
}

fn currency(text: &str) -> Result<Currency, String> {
    Currency::parse(text).ok_or_else(|| "write a code of three letters, such as EUR".to_owned())
}

/// Asks one line on the terminal; an empty answer is the default's.
fn asked(prompt: &str) -> Result<String> {
    let mut stderr = io::stderr().lock();
    write!(stderr, "{} ", say::harmless(prompt))?;
    stderr.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(answer.trim().to_owned())
}
