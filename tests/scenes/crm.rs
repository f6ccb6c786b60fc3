//! Into the console and back into the CRM, on real exports and on hostile ones: the same ids, and beside them only what
//! the review said; brought in again, nothing is new and nobody's word is lost.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use docket::ledger::Ledger;
use docket::review::cell::unguarded;
use docket::review::entry::{Act, Draft, Told};
use docket::review::filter::{LeadFilter, LeadSort};
use docket::review::lead::Lead;
use serde_json::Value;

use crate::minutes::no_budget;
use crate::pty::docket;
use crate::room::NOW;

/// The review's columns, in their order.
const OURS: [&str; 7] = [
    "verdict", "reason", "route", "note", "date", "reviewer", "meeting",
];
/// What is written on every lead that is annotated: a formula, to a spreadsheet.
const NOTE: &str = "=HYPERLINK(\"http://x\")\nsecond line";

fn leads(file: &str) -> Vec<Lead> {
    let ledger = Ledger::open(Path::new(file)).unwrap();
    ledger
        .leads(&LeadFilter::default(), LeadSort::Filed, 0, 20_000)
        .unwrap()
}

/// Every third lead is not accepted, for want of a budget, with a note.
fn annotate(file: &str) -> usize {
    let marked: Vec<Lead> = leads(file).into_iter().step_by(3).collect();
    let drafts = marked.iter().flat_map(|lead| {
        let verdict = Act::Verdict {
            lead: lead.id,
            verdict: no_budget(),
            told: Told::Seat,
        };
        let text = NOTE.to_owned();
        let note = Act::Note {
            lead: lead.id,
            text,
        };
        [verdict, note].map(|act| Draft {
            at: NOW,
            who: "Ana".to_owned(),
            meeting: None,
            act,
            seen: None,
        })
    });
    let drafts: Vec<Draft> = drafts.collect();
    let mut ledger = Ledger::open(Path::new(file)).unwrap();
    ledger.record(&drafts).unwrap();
    marked.len()
}

type Sheet = (Vec<String>, Vec<Vec<String>>);

fn sheet(bytes: &[u8]) -> Sheet {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let cells = |record: &csv::StringRecord| record.iter().map(ToOwned::to_owned).collect();
    let head = cells(reader.headers().unwrap());
    let rows = reader.records().map(|row| cells(&row.unwrap())).collect();
    (head, rows)
}

/// The CRM's own list with the review's columns beside it, as the CRM has it once it took the file.
fn taken(theirs: &Sheet, ours: &BTreeMap<String, Vec<String>>, id: usize) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    let head = theirs.0.iter().map(String::as_str).chain(OURS);
    writer.write_record(head).unwrap();
    let none = vec![String::new(); OURS.len()];
    for row in &theirs.1 {
        let said = row.get(id).and_then(|id| ours.get(id)).unwrap_or(&none);
        writer.write_record(row.iter().chain(said)).unwrap();
    }
    writer.into_inner().unwrap()
}

#[track_caller]
fn goes_round(set: &str, file: &str) {
    let path = Path::new("../shared/data").join(set).join(file);
    let Ok(path) = path.canonicalize() else {
        return;
    };
    let name = path.display().to_string();
    let home = tempfile::tempdir().unwrap();
    let ledger = home.path().join("team.docket").display().to_string();
    let run = |arguments: &[&str]| docket(home.path(), &ledger, arguments);
    run(&["import", &name, "--yes", "--json"]);
    let theirs = sheet(&std::fs::read(&path).unwrap());
    let marked = annotate(&ledger);
    assert!(marked > 0, "{name}");
    let (head, rows) = sheet(run(&["feedback"]).as_bytes());
    let id = theirs.0.iter().position(|column| *column == head[0]);
    let id = id.unwrap_or_else(|| panic!("{name}: its id is no column {:?}", head[0]));
    assert_eq!(
        head[1..],
        OURS,
        "{name}: beside the id only what the review said"
    );
    assert_eq!(rows.len(), marked, "{name}");
    let known: BTreeSet<&str> = theirs
        .1
        .iter()
        .filter_map(|row| row.get(id))
        .map(String::as_str)
        .collect();
    let mut ours = BTreeMap::new();
    for row in &rows {
        let cells: Vec<String> = row.iter().map(|cell| unguarded(cell).to_owned()).collect();
        assert!(
            known.contains(cells[0].as_str()),
            "{name}: {:?} is no id of theirs",
            cells[0]
        );
        assert_eq!(cells[4], NOTE, "{name}");
        let runs = row
            .iter()
            .any(|cell| cell.starts_with(['=', '+', '-', '@']));
        assert!(!runs, "{name}: {row:?}");
        ours.insert(cells[0].clone(), cells[1..].to_vec());
    }
    let back = home.path().join(path.file_name().unwrap());
    std::fs::write(&back, taken(&theirs, &ours, id)).unwrap();
    nothing_is_new(home.path(), &ledger, &back.display().to_string());
}

/// The CRM's list with the review's columns, brought in again.
#[track_caller]
fn nothing_is_new(home: &Path, ledger: &str, name: &str) {
    let before = leads(ledger);
    let told = docket(home, ledger, &["import", name, "--yes", "--json"]);
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["files"][0]["new"], 0, "{name}: nothing of it is new");
    assert_eq!(told["files"][0]["refused"], 0, "{name}");
    let after = leads(ledger);
    assert_eq!(after.len(), before.len(), "{name}");
    for (one, other) in before.iter().zip(&after) {
        assert_eq!(one.filed.key, other.filed.key, "{name}");
        assert_eq!(one.said, other.said, "{name}: nobody's word is lost");
        assert_eq!(
            one.filed.texts, other.filed.texts,
            "{name}: {}",
            one.filed.key
        );
    }
}

#[test]
fn feedback_goes_round_on_real_exports() {
    goes_round("revops_small", "leads.csv");
    goes_round("zoho_crm", "Leads.csv");
    goes_round("sfdc_sample", "Lead.csv");
}

#[test]
fn feedback_goes_round_on_hostile_cells() {
    for file in [
        "csv_injection_leads.csv",
        "blns_leads.csv",
        "ansi_leads.csv",
    ] {
        goes_round("csv_torture", &format!("derived/{file}"));
    }
}
