//! What people feed it: every trap a row.

mod files;
mod kinds;
mod slip;
mod status;
mod torture;
mod value;
mod workbook;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use chrono_tz::Tz;
use docket::intake::{Options, Source, propose, rows};
use docket::review::lead::Filed;
use docket::review::proposal::FileProposal;
use docket::review::reason::PickLists;
use docket::review::row::{LeadRow, RefusedRow, Row, identity};

/// The day of every import in these tests.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

/// The lists a new ledger starts with.
fn lists() -> PickLists {
    toml::from_str(include_str!("../../assets/reasons.toml")).unwrap()
}

pub fn options() -> Options {
    Options::new(Tz::UTC, lists(), today())
}

type Taken = Result<(u64, Row), RefusedRow>;

/// A file looked at and read.
struct Seen {
    proposal: FileProposal,
    rows: Vec<Taken>,
}

fn look(source: &Source, options: &Options) -> Seen {
    let (proposal, columns) = propose(std::slice::from_ref(source), options);
    let columns = columns.into_iter().next().unwrap();
    let rows = columns
        .as_ref()
        .map(|columns| rows(source, columns).unwrap().collect())
        .unwrap_or_default();
    Seen {
        proposal: proposal.files.into_iter().next().unwrap(),
        rows,
    }
}

/// A file from memory, read with nothing settled.
fn read(text: impl AsRef<[u8]>) -> Seen {
    look(&Source::of_bytes("list.csv", text.as_ref()), &options())
}

/// A file of `../shared/data`; `None` where the folder is not there.
fn shared(path: &str) -> Option<Source> {
    let path: PathBuf = Path::new("../shared/data").join(path);
    let name = path.file_name()?.to_string_lossy().into_owned();
    path.exists()
        .then(|| Source::new(name, move || Ok(Box::new(std::fs::File::open(&path)?))))
}

impl Seen {
    fn leads(&self) -> Vec<&LeadRow> {
        self.rows
            .iter()
            .filter_map(|row| match row {
                Ok((_, Row::Lead(lead))) => Some(&**lead),
                _ => None,
            })
            .collect()
    }

    fn lead(&self) -> &Filed {
        let leads = self.leads();
        assert!(
            !leads.is_empty(),
            "{:?} {:?}",
            self.proposal.refused,
            self.rows
        );
        &leads[0].filed
    }

    fn refused(&self) -> Vec<&RefusedRow> {
        self.rows
            .iter()
            .filter_map(|row| row.as_ref().err())
            .collect()
    }

    /// The mapping as `field=header` words, in file order.
    fn mapping(&self) -> String {
        let pairs: Vec<String> = self
            .proposal
            .mapping()
            .map(|(field, header)| format!("{field}={header}"))
            .collect();
        pairs.join(" ")
    }
}

#[test]
fn salesforce_ids_of_15_and_18_characters_are_one() {
    for (key, same) in [
        ("00QEc00000BBaeXMAT", "00QEc00000BBaeX"),
        ("00QEc00000BBaeX", "00QEc00000BBaeX"),
        ("00QEc00000BBaexMAT", "00QEc00000BBaexMAT"),
        (" L00001 ", "L00001"),
        ("ABCDEFGHIJKLMNOPQR", "ABCDEFGHIJKLMNOPQR"),
        ("", ""),
    ] {
        assert_eq!(identity(key), same, "{key}");
    }
}
