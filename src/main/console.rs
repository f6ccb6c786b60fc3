//! `docket` without a command: opens the console on the ledger.

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use color_eyre::Result;
use docket::console::effect::Elsewhere;
use docket::seat::clock::Clock;
use docket::seat::desk::Desk;
use docket::seat::desk::folder::expanded;
use docket::seat::local::{Ended, Guest, sit};
use docket::seat::settings::Settings;
use docket::seat::threads::Threads;

use super::place::{self, Place};
use super::{demo, keys};

/// Runs the console until it is quit; goes on to another ledger where somebody asks for one.
pub fn run(place: &Place) -> Result<ExitCode> {
    place.open_or_create()?;
    go_on(place, at_ledger(place, &place.ledger)?)
}

/// Follows the person from ledger to ledger, and gives the exit code: 128 and the signal where one ended it.
pub fn go_on(place: &Place, ended: Ended) -> Result<ExitCode> {
    let mut ended = ended;
    loop {
        ended = match ended {
            Ended::Quit => return Ok(ExitCode::SUCCESS),
            Ended::Signal(signal) => {
                return Ok(ExitCode::from(u8::try_from(128 + signal).unwrap_or(1)));
            }
            Ended::Elsewhere(Elsewhere::Rehearsal) => demo::look_around(place)?,
            Ended::Elsewhere(Elsewhere::File(path)) => at_ledger(place, &expanded(&path))?,
        };
    }
}

fn at_ledger(place: &Place, file: &Path) -> Result<Ended> {
    at(place, file, false)
}

/// Takes a seat at a ledger's file.
pub fn at(place: &Place, file: &Path, rehearsal: bool) -> Result<Ended> {
    let guest = Guest {
        me: place.who.clone(),
        keymap: keys::keymap()?,
        settings: settings()?,
        plain: env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
    };
    let desk = |file: &PathBuf| -> Result<Desk> {
        let desk = Desk::new(docket::ledger::Ledger::open(file)?, Clock::Machine);
        Ok(if rehearsal { desk.rehearsing() } else { desk })
    };
    let file = file.to_path_buf();
    let (writing, reading) = (desk(&file)?, desk(&file)?);
    Ok(sit(guest, move |queue| {
        Threads::start(writing, reading, queue)
    })?)
}

fn settings() -> Result<Settings> {
    Ok(Settings::read(place::settings_folder()?.join("seat.toml")))
}
