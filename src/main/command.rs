//! Every command, one row each; what it takes and what it does stand in the file of its name.

mod completions;
mod console;
mod demo;
mod feedback;
mod import;
mod keys;
mod kpis;
mod leads;
mod man;
mod meetings;
mod minutes;
pub mod place;
mod publish;
pub mod say;
mod slip;
mod upkeep;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use color_eyre::Result;

use place::Place;

/// The console a Sales team and a Marketing team open together for their monthly lead review
///
/// Without a command it opens the console.
#[derive(Debug, Parser)]
#[command(name = "docket", version, disable_help_subcommand = true)]
pub struct Arguments {
    #[command(flatten)]
    place: place::Args,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Bring in leads, opportunities, campaigns, touches or people from files
    Import(import::Args),
    /// Open a rehearsal: a made-up company with a year of leads; nothing is kept
    Demo(demo::Args),
    /// Print the six KPIs, the funnel and what stands beside them
    Kpis(kpis::Args),
    /// List the leads, or today's docket with why each is on it
    Leads(leads::Args),
    /// List the reviews
    Meetings(meetings::Args),
    /// Print the minutes of a review
    Minutes(minutes::Args),
    /// Print a page of the agreement: what a lead is, the SLA, the rules, the page both teams sign
    Publish(publish::Args),
    /// Write a rep's slip: their leads, to answer elsewhere and send back
    Slip(slip::Args),
    /// Write what the reviews said of each lead, for the CRM to take back
    Feedback(feedback::Args),
    /// Verify the file, and list data to fix
    Check(upkeep::CheckArgs),
    /// Copy the ledger while it is in use
    Backup(upkeep::BackupArgs),
    /// Take a person's data out of the file for good
    Forget(upkeep::ForgetArgs),
    /// Print the key table, with your own keys in it
    Keys,
    /// Print the completions of a shell
    Completions(completions::Args),
    /// Print the manual page
    Man,
}

/// Does what was asked for. 0 is done; 1 is could not be done, with a sentence why.
pub fn run(arguments: Arguments) -> Result<ExitCode> {
    let place = Place::of(arguments.place)?;
    let Some(command) = arguments.command else {
        return console::run(&place);
    };
    match command {
        Command::Import(args) => import::run(&args, &place),
        Command::Demo(args) => demo::run(&args, &place),
        Command::Kpis(args) => kpis::run(&args, &place),
        Command::Leads(args) => leads::run(&args, &place),
        Command::Meetings(args) => meetings::run(&args, &place),
        Command::Minutes(args) => minutes::run(&args, &place),
        Command::Publish(args) => publish::run(&args, &place),
        Command::Slip(args) => slip::run(&args, &place),
        Command::Feedback(args) => feedback::run(&args, &place),
        Command::Check(args) => upkeep::check(&args, &place),
        Command::Backup(args) => upkeep::backup(&args, &place),
        Command::Forget(args) => upkeep::forget(&args, &place),
        Command::Keys => keys::run(),
        Command::Completions(args) => completions::run(&args, &mut Arguments::command()),
        Command::Man => man::run(Arguments::command()),
    }
}
