//! `docket man`: the manual page, in roff.

use std::process::ExitCode;

use color_eyre::Result;

use super::say;

/// Prints the page: the program first, then each command in the order of its help.
pub fn run(command: clap::Command) -> Result<ExitCode> {
    let mut page = Vec::new();
    let mut command = command;
    command.build();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for subcommand in command.get_subcommands() {
        let man = clap_mangen::Man::new(subcommand.clone());
        man.render_name_section(&mut page)?;
        man.render_synopsis_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    say::bytes(&page)?;
    Ok(ExitCode::SUCCESS)
}
