//! What every command begins with: which file, who acts, and what time it is.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDate, NaiveTime};
use color_eyre::Result;
use color_eyre::eyre::{WrapErr, eyre};
use etcetera::BaseStrategy;

/// The options before or after every command.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The ledger: the one file everything is kept in
    #[arg(long, global = true, value_name = "FILE")]
    ledger: Option<PathBuf>,
    /// Who acts [default: the login name]
    #[arg(long = "as", global = true, value_name = "NAME")]
    who: Option<String>,
    /// Fixes the clock of a report: 2026-10-31T12:00:00Z, or a day, which stands for its beginning in UTC
    #[arg(long, global = true, value_name = "INSTANT", value_parser = instant)]
    as_of: Option<i64>,
}

/// Where a command acts, as whom, and when.
#[derive(Debug, Clone)]
pub struct Place {
    /// The ledger's path: as given, or in the platform's data folder.
    pub ledger: PathBuf,
    /// Whether the path was given: the default one is made with its folder.
    pub given: bool,
    pub who: String,
    /// Seconds since 1970, UTC, where `--as-of` fixed the clock.
    pub as_of: Option<i64>,
}

impl Place {
    /// Fills in what the arguments left open.
    pub fn of(args: Args) -> Result<Self> {
        let given = args.ledger.is_some();
        let ledger = args.ledger.map_or_else(default_ledger, Ok)?;
        Ok(Self {
            ledger,
            given,
            who: args.who.unwrap_or_else(login_name),
            as_of: args.as_of,
        })
    }

    /// Milliseconds since 1970, UTC: the fixed clock, or the machine's.
    pub fn now_ms(&self) -> i64 {
        self.as_of.map_or_else(machine_ms, |seconds| seconds * 1000)
    }

    /// Seconds since 1970, UTC: the fixed clock, or the machine's.
    pub fn now(&self) -> i64 {
        self.now_ms().div_euclid(1000)
    }

    /// Makes the folder of the default ledger, for its owner alone. A folder somebody named must be there.
    pub fn make_folder(&self) -> Result<()> {
        match self.ledger.parent() {
            Some(folder) if !self.given => fs::create_dir_all(folder)
                .wrap_err_with(|| format!("making the folder {}", folder.display())),
            _ => Ok(()),
        }
    }
}

/// Everything this process makes belongs to its owner alone: the ledger, its journal, exports, temporary files.
pub fn keep_to_the_owner() {
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
}

/// The settings folder: `keys.toml` stands there.
pub fn settings_folder() -> Result<PathBuf> {
    Ok(folders()?.config_dir().join("docket"))
}

fn default_ledger() -> Result<PathBuf> {
    Ok(folders()?.data_dir().join("docket").join("team.docket"))
}

fn folders() -> Result<impl BaseStrategy> {
    etcetera::choose_base_strategy().map_err(|_| {
        eyre!("there is no home folder to keep a ledger in: name one with --ledger FILE")
    })
}

fn login_name() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .into_iter()
        .filter_map(|name| env::var(name).ok())
        .find(|name| !name.trim().is_empty())
        .unwrap_or_else(|| "somebody".to_owned())
}

/// The machine's clock; a clock before 1970 reads as 1970.
fn machine_ms() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| {
            i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
        })
}

/// Reads an instant in RFC 3339, or a day.
fn instant(text: &str) -> Result<i64, String> {
    let day = |text: &str| text.parse::<NaiveDate>().ok();
    DateTime::parse_from_rfc3339(text.trim())
        .map(|instant| instant.timestamp())
        .ok()
        .or_else(|| day(text.trim()).map(|day| day.and_time(NaiveTime::MIN).and_utc().timestamp()))
        .ok_or_else(|| {
            format!("\"{text}\" is no instant: write 2026-10-31T12:00:00Z or 2026-10-31")
        })
}

/// The file's name, for messages.
pub fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}
