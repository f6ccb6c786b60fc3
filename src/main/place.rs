//! What every command begins with: which file, who acts, and what time it is.

use std::env;
use std::fs;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use color_eyre::Result;
use color_eyre::eyre::{WrapErr, eyre};
use docket::ledger::{Creation, Ledger};
use docket::seat::clock::{self, Clock};
use docket::seat::settings::Settings;
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
            who: args
                .who
                .or_else(name_in_settings)
                .unwrap_or_else(login_name),
            as_of: args.as_of,
        })
    }

    /// The fixed clock, or the machine's.
    pub fn clock(&self) -> Clock {
        self.as_of
            .map_or(Clock::Machine, |seconds| Clock::Fixed(seconds * 1000))
    }

    /// The ledger, which must be there.
    pub fn open(&self) -> Result<Ledger> {
        Ok(Ledger::open(&self.ledger)?)
    }

    /// The ledger; a new one where there is none yet.
    pub fn open_or_create(&self) -> Result<Ledger> {
        self.make_folder()?;
        let creation = Creation {
            zone: system_zone(),
            at_ms: clock::now_ms(),
            who: self.who.clone(),
        };
        Ok(Ledger::open_or_create(&self.ledger, &creation)?)
    }

    /// Makes the folder of the default ledger, for its owner alone. A folder somebody named must be there.
    fn make_folder(&self) -> Result<()> {
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

/// The system's time zone; UTC where it has none that is known.
pub fn system_zone() -> Tz {
    iana_time_zone::get_timezone()
        .ok()
        .and_then(|name| name.parse().ok())
        .unwrap_or(Tz::UTC)
}

fn default_ledger() -> Result<PathBuf> {
    Ok(folders()?.data_dir().join("docket").join("team.docket"))
}

fn folders() -> Result<impl BaseStrategy> {
    etcetera::choose_base_strategy().map_err(|_| {
        eyre!("there is no home folder to keep a ledger in: name one with --ledger FILE")
    })
}

/// The name this seat's settings give, where they give one.
fn name_in_settings() -> Option<String> {
    let settings = Settings::read(settings_folder().ok()?.join("seat.toml"));
    settings
        .get("name")
        .filter(|name| !name.trim().is_empty())
        .map(ToOwned::to_owned)
}

fn login_name() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .into_iter()
        .filter_map(|name| env::var(name).ok())
        .find(|name| !name.trim().is_empty())
        .unwrap_or_else(|| "somebody".to_owned())
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
