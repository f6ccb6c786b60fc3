//! Every command, one row each; what it takes and what it does stand in the file of its name.

mod completions;
mod keys;
mod kpis;
mod leads;
mod man;
pub mod place;
pub mod say;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use color_eyre::Result;

use place::Place;

/// The console a Sales team and a Marketing team open together for their monthly lead review.
#[derive(Debug, Parser)]
#[command(name = "docket", version, disable_help_subcommand = true)]
pub struct Arguments {
    #[command(flatten)]
    place: place::Args,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the six KPIs, the funnel and what stands beside them
    Kpis(kpis::Args),
    /// List the leads, or today's docket with why each is on it
    Leads(leads::Args),
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
    match arguments.command {
        Command::Kpis(args) => kpis::run(&args, &place),
        Command::Leads(args) => leads::run(&args, &place),
        Command::Keys => keys::run(),
        Command::Completions(args) => completions::run(&args, &mut Arguments::command()),
        Command::Man => man::run(Arguments::command()),
    }
}
