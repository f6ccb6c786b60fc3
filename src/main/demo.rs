//! `docket demo`: a rehearsal on a made-up company with a year of leads. Nothing is kept unless a place is named.

use std::path::PathBuf;
use std::process::ExitCode;

use color_eyre::Result;
use color_eyre::eyre::WrapErr;
use docket::ledger::{Creation, Ledger};
use docket::seat::clock::{self, Clock};
use docket::seat::desk::Desk;
use docket::seat::local::Ended;
use docket::seat::rehearsal;

use super::console;
use super::place::Place;

/// The company everybody sees who asks for none.
const SEED: u64 = 7;

/// The company agreed on everything somewhat more than a year ago.
const YEAR_MS: i64 = 380 * 86_400_000;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Another seed makes another company
    #[arg(long, default_value_t = SEED)]
    seed: u64,
    /// Keep the company's ledger there; nothing may be there yet
    #[arg(long, value_name = "FILE")]
    keep: Option<PathBuf>,
}

/// Makes the company up and opens the console on it.
pub fn run(args: &Args, place: &Place) -> Result<ExitCode> {
    let ended = rehearse(place, args.seed, args.keep.clone())?;
    console::go_on(place, ended)
}

/// Takes a seat at a made-up company; its file goes with it, unless it is to be kept.
pub fn rehearse(place: &Place, seed: u64, keep: Option<PathBuf>) -> Result<Ended> {
    let folder = tempfile::Builder::new()
        .prefix("docket-demo-")
        .tempdir()
        .wrap_err("making a place for the rehearsal")?;
    let kept = keep.is_some();
    let file = keep.unwrap_or_else(|| folder.path().join("rehearsal.docket"));
    let now = place
        .as_of
        .map_or_else(clock::now_ms, |seconds| seconds * 1000);
    let creation = Creation {
        zone: rehearsal::ZONE,
        at_ms: rehearsal::midnight(now) - YEAR_MS,
        who: "Docket".to_owned(),
    };
    let mut desk = Desk::new(Ledger::create(&file, &creation)?, Clock::Fixed(now));
    rehearsal::fill(&mut desk, seed, now)?;
    drop(desk);
    console::at(place, &file, !kept)
}

/// The same, at the company everybody sees.
pub fn look_around(place: &Place) -> Result<Ended> {
    rehearse(place, SEED, None)
}
