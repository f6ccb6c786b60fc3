//! How the command line speaks: data on stdout, words on stderr, exit codes 0, 1 and 2 (2 is clap's, for wrong usage).

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use color_eyre::{Report, Result};
use serde::Serialize;

/// Writes data to stdout as it is. A reader that went away (`| head`) is no failure.
pub fn bytes(data: &[u8]) -> Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(data).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Report::new(error).wrap_err("writing to the output"))
        }
        _ => Ok(()),
    }
}

/// Writes lines of data to stdout and ends them with a newline.
pub fn data(text: &str) -> Result<()> {
    let text = text.trim_end_matches('\n');
    bytes(format!("{text}\n").as_bytes())
}

/// Prints exactly one JSON document.
pub fn json(value: &impl Serialize) -> Result<()> {
    data(&serde_json::to_string_pretty(value)?)
}

/// Says something to the person at the terminal; control characters of a file's text never reach it.
pub fn words(text: &str) {
    // Where even stderr is gone, nobody is there to tell.
    let _ = writeln!(io::stderr().lock(), "{}", harmless(text));
}

/// Says why something could not be done, in one sentence, and gives the exit code for it. What a cause repeats of what was
/// said already is left out.
pub fn failure(error: &Report) -> ExitCode {
    let mut said = String::from("docket");
    for cause in error.chain() {
        let cause = cause.to_string();
        if !said.ends_with(&cause) {
            said = format!("{said}: {cause}");
        }
    }
    words(&said);
    ExitCode::FAILURE
}

/// Text without control characters, line ends and tabs apart.
pub fn harmless(text: &str) -> String {
    text.chars()
        .filter(|c| matches!(c, '\n' | '\t') || !c.is_control())
        .collect()
}
