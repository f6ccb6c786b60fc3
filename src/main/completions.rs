//! `docket completions SHELL`: what the shell offers after Tab.

use std::process::ExitCode;

use clap_complete::Shell;
use color_eyre::Result;

use super::say;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// bash, elvish, fish, powershell or zsh
    shell: Shell,
}

/// Prints the completion script.
pub fn run(args: &Args, command: &mut clap::Command) -> Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, command, "docket", &mut script);
    say::bytes(&script)?;
    Ok(ExitCode::SUCCESS)
}
