//! `docket slip`: a rep's leads with empty columns for verdict, reason and note, to fill in elsewhere and send back.

use std::path::PathBuf;
use std::process::ExitCode;

use color_eyre::Result;
use docket::seat::desk::Desk;

use super::minutes::write;
use super::place::Place;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Whose slip
    #[arg(long = "for", value_name = "NAME")]
    name: String,
    /// Print it as text to read, in place of the CSV that comes back
    #[arg(long)]
    text: bool,
    /// Write the CSV into a file, and the text beside it with the ending .txt
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Writes the slip.
pub fn run(args: &Args, place: &Place) -> Result<ExitCode> {
    let desk = Desk::new(place.open()?, place.clock());
    let slip = desk.slip(&args.name)?;
    match &args.output {
        Some(file) => {
            write(Some(&file.with_extension("txt")), &slip.text())?;
            write(Some(file), &slip.csv())
        }
        None if args.text => write(None, &slip.text()),
        None => write(None, &slip.csv()),
    }
}
