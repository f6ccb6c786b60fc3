//! `docket meetings`: the reviews that were held.

use std::process::ExitCode;

use color_eyre::Result;
use docket::review::meeting::{Meeting, MeetingState};
use docket::review::milestone::utc;
use serde::Serialize;

use super::place::Place;
use super::say;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct MeetingRow {
    number: i64,
    title: String,
    opened_at: String,
    closed_at: Option<String>,
    state: &'static str,
    version: Option<u32>,
    leads: usize,
    digest: Option<String>,
}

/// Lists the reviews, oldest first.
pub fn run(args: &Args, place: &Place) -> Result<ExitCode> {
    let rows: Vec<MeetingRow> = place.open()?.meetings()?.iter().map(row).collect();
    if args.json {
        say::json(&rows)?;
    } else {
        for row in rows {
            let line = format!(
                "{}\t{}\t{}\t{}",
                row.number, row.opened_at, row.state, row.title
            );
            say::data(&say::harmless(&line))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn row(meeting: &Meeting) -> MeetingRow {
    let instant =
        |at: i64| utc(at.div_euclid(1000)).to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    let (state, version) = match meeting.state {
        MeetingState::Running => ("running", None),
        MeetingState::Paused => ("paused", None),
        MeetingState::Closed { version } => ("closed", Some(version)),
    };
    MeetingRow {
        number: meeting.opening.id.0,
        title: meeting.opening.title.clone(),
        opened_at: instant(meeting.opened_at),
        closed_at: meeting.closed_at.map(instant),
        state,
        version,
        leads: meeting.opening.docket.len(),
        digest: meeting.digest.clone(),
    }
}
