//! Real files against independently computed truth, where they are present.

mod generated;
mod others;
mod real;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono_tz::UTC;
use docket::intake::{Options, Source, propose, rows};
use docket::ledger::{ImportFile, ImportOrder, Ledger};
use docket::review::figures::coverage::Anchor;
use docket::review::filter::By;
use docket::review::period::Period;
use docket::seat::clock::Clock;
use docket::seat::desk::Desk;
use docket::seat::desk::report::ReportAsk;
use serde_json::Value;

/// 22 Nov 2026, noon UTC.
const NOW: i64 = 1_795_348_800;

/// A set that was imported with its defaults, and its truth.
pub struct Set {
    pub desk: Desk,
    /// New, updated, unchanged, refused and unmatched rows of each file.
    pub files: Vec<[u64; 5]>,
    truth: Value,
}

impl Set {
    /// Imports files of a set of `../shared/data` as `--yes` does; `None` where the set is not there.
    pub fn of(set: &str, files: &[&str]) -> Option<Self> {
        let folder = Path::new("../shared/data").join(set);
        if !folder.exists() {
            return None;
        }
        let truth = std::fs::read_to_string(folder.join("truth.json"));
        let truth = truth.map_or(Value::Null, |text| serde_json::from_str(&text).unwrap());
        let paths: Vec<PathBuf> = files.iter().map(|file| folder.join(file)).collect();
        Some(Self::from(&paths, truth))
    }

    /// Imports each file by itself, in order, into a ledger of its own.
    pub fn from(paths: &[PathBuf], truth: Value) -> Self {
        let mut desk = Desk::new(Ledger::in_memory(UTC).unwrap(), Clock::Fixed(NOW * 1000));
        let files = paths.iter().map(|path| import(&mut desk.ledger, path));
        let files = files.collect();
        Self { desk, files, truth }
    }

    /// A figure of `truth.json`.
    pub fn truth(&self, figure: &str) -> &Value {
        &self.truth["figures"][figure]["value"]
    }

    /// The document of `docket kpis --json`.
    pub fn kpis(&self, ask: &ReportAsk) -> Value {
        serde_json::to_value(self.desk.report(ask).unwrap()).unwrap()
    }

    pub fn all(&self) -> Value {
        self.kpis(&ReportAsk::default())
    }

    /// The breakdown's rows by key.
    pub fn by(&self, by: &str) -> BTreeMap<String, Value> {
        let found = self.kpis(&ReportAsk {
            by: Some(By::parse(by, false)),
            ..ReportAsk::default()
        });
        let rows = found["breakdown"].as_array().unwrap();
        rows.iter()
            .map(|row| (row["key"].as_str().unwrap().to_owned(), row.clone()))
            .collect()
    }

    pub fn period(&self, text: &str) -> Value {
        self.kpis(&ReportAsk {
            period: Period::parse(text).unwrap(),
            anchor: Anchor::Created,
            ..ReportAsk::default()
        })
    }
}

fn import(ledger: &mut Ledger, path: &Path) -> [u64; 5] {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let place = path.to_path_buf();
    let source = Source::new(name.clone(), move || {
        Ok(Box::new(std::fs::File::open(&place)?))
    });
    let today = "2026-11-22".parse().unwrap();
    let options = Options::new(UTC, ledger.lists().unwrap(), today);
    let (proposal, columns) = propose(std::slice::from_ref(&source), &options);
    let columns = columns.into_iter().next().unwrap();
    let columns = columns.unwrap_or_else(|| panic!("{name}: {:?}", proposal.files[0].refused));
    let order = ImportOrder {
        who: "tester".to_owned(),
        at_ms: NOW * 1000,
        meeting: None,
        dry_run: false,
        settings: Vec::new(),
    };
    let file = ImportFile {
        name,
        kind: columns.kind,
        digest: proposal.files[0].digest.clone(),
        rows: Box::new(
            rows(&source, &columns)
                .unwrap()
                .map(|row| row.map(|(_, row)| row)),
        ),
    };
    let report = ledger.import(&order, vec![file], &mut |_| true).unwrap();
    let file = &report.files[0];
    [
        file.new,
        file.updated,
        file.unchanged,
        file.refused,
        file.unmatched,
    ]
}

/// Holds some of a document's counts to what they must be.
#[track_caller]
pub fn holds(found: &Value, expected: &[(&str, u64)]) {
    for (path, expected) in expected {
        let value = &found.pointer(path).unwrap_or(&Value::Null);
        assert_eq!(value.as_u64(), Some(*expected), "{path} is {value}");
    }
}

/// Holds a number to four decimals.
#[track_caller]
pub fn about(found: &Value, expected: f64) {
    let number = found.as_f64();
    let near = number.is_some_and(|number| (number - expected).abs() < 0.000_051);
    assert!(near, "{found} is not {expected}");
}

/// A truth's number as the count it is.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts in the truth are whole and small"
)]
pub fn count(value: &Value) -> u64 {
    value.as_f64().unwrap() as u64
}

/// A truth's sum as the decimal text it must be.
pub fn sum(value: &Value) -> String {
    format!("{:.2}", value.as_f64().unwrap())
}
