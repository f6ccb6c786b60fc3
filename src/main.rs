//! The command line: reads arguments, opens the ledger, takes a seat, prints. The only floor that prints.

#[path = "main/command.rs"]
mod command;

use std::process::ExitCode;

use clap::Parser;

use command::{Arguments, place, say};

fn main() -> ExitCode {
    place::keep_to_the_owner();
    match command::run(Arguments::parse()) {
        Ok(code) => code,
        Err(error) => say::failure(&error),
    }
}
