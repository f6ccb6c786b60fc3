//! Into the console and back into the CRM, on real exports and on hostile ones: the same ids, and beside them only what
//! the review said; brought in again, nothing is new and nobody's word is lost.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use docket::intake::status::{self, Reading};
use docket::ledger::Ledger;
use docket::review::cell::unguarded;
use docket::review::entry::{Act, Draft, Told};
use docket::review::feedback::Crm;
use docket::review::filter::{LeadFilter, LeadSort};
use docket::review::lead::Lead;
use docket::review::reason::{ReasonCode, Route};
use docket::review::verdict::{Acceptance, Refusal, Verdict};
use serde_json::Value;

use crate::command_line::Home;
use crate::intake::options;
use crate::minutes::no_budget;
use crate::pty::docket;
use crate::room::{NOW, Room, shows};

/// The review's columns, in their order, as Docket calls them and as the fields of each CRM are called.
type Ours = [&'static str; 7];
const PLAIN: Ours = [
    "verdict", "reason", "route", "note", "date", "reviewer", "meeting",
];
const SALESFORCE: Ours = [
    "Review_Verdict__c",
    "Review_Reason__c",
    "Review_Route__c",
    "Review_Note__c",
    "Review_Date__c",
    "Reviewer__c",
    "Review_Meeting__c",
];
const HUBSPOT: Ours = [
    "Review verdict",
    "Review reason",
    "Review route",
    "Review note",
    "Review date",
    "Reviewer",
    "Review meeting",
];
const PIPEDRIVE: Ours = [
    "Lead - Review verdict",
    "Lead - Review reason",
    "Lead - Review route",
    "Lead - Review note",
    "Lead - Review date",
    "Lead - Reviewer",
    "Lead - Review meeting",
];
/// Zoho and Dynamics call theirs the same.
const TITLED: Ours = [
    "Review Verdict",
    "Review Reason",
    "Review Route",
    "Review Note",
    "Review Date",
    "Reviewer",
    "Review Meeting",
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
fn taken(
    theirs: &Sheet,
    ours: &BTreeMap<String, Vec<String>>,
    id: usize,
    columns: Ours,
) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    let head = theirs.0.iter().map(String::as_str).chain(columns);
    writer.write_record(head).unwrap();
    let none = vec![String::new(); columns.len()];
    for row in &theirs.1 {
        let said = row.get(id).and_then(|id| ours.get(id)).unwrap_or(&none);
        writer.write_record(row.iter().chain(said)).unwrap();
    }
    writer.into_inner().unwrap()
}

#[track_caller]
fn goes_round(set: &str, file: &str, crm: &str, columns: Ours) {
    let path = Path::new("../shared/data").join(set).join(file);
    if let Ok(path) = path.canonicalize() {
        file_goes_round(&path, crm, columns);
    }
}

#[track_caller]
fn file_goes_round(path: &Path, crm: &str, columns: Ours) {
    let name = path.display().to_string();
    let home = tempfile::tempdir().unwrap();
    let ledger = home.path().join("team.docket").display().to_string();
    let run = |arguments: &[&str]| docket(home.path(), &ledger, arguments);
    run(&["import", &name, "--yes", "--json"]);
    let theirs = sheet(&std::fs::read(path).unwrap());
    let marked = annotate(&ledger);
    assert!(marked > 0, "{name}");
    let (head, rows) = sheet(run(&["feedback", "--crm", crm]).as_bytes());
    let id = theirs.0.iter().position(|column| *column == head[0]);
    let id = id.unwrap_or_else(|| panic!("{name}: its id is no column {:?}", head[0]));
    let kept = head.len() - columns.len();
    assert_eq!(
        head[kept..],
        columns,
        "{name}: beside the id only what the review said"
    );
    // What a CRM calls untouchable comes back as it was, and nothing else does.
    assert!(
        head[1..kept]
            .iter()
            .all(|one| one.starts_with("(Do Not Modify)")),
        "{head:?}"
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
        assert_eq!(cells[kept + 3], NOTE, "{name}");
        let row_of = |of: &&Vec<String>| of.get(id) == Some(&cells[0]);
        let theirs_of = theirs.1.iter().find(row_of).unwrap();
        for (at, column) in head.iter().enumerate().take(kept) {
            let there = theirs.0.iter().position(|one| one == column).unwrap();
            assert_eq!(cells[at], theirs_of[there], "{name}: {column}");
        }
        let runs = row
            .iter()
            .any(|cell| cell.starts_with(['=', '+', '-', '@']));
        assert!(!runs, "{name}: {row:?}");
        ours.insert(cells[0].clone(), cells[kept..].to_vec());
    }
    let back = home.path().join(path.file_name().unwrap());
    std::fs::write(&back, taken(&theirs, &ours, id, columns)).unwrap();
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
    let extra = told["files"][0]["extra"].to_string().to_lowercase();
    assert!(
        !extra.contains("review"),
        "{name}: our own columns are no news: {extra}"
    );
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
    for (crm, columns) in [
        ("plain", PLAIN),
        ("hubspot", HUBSPOT),
        ("pipedrive", PIPEDRIVE),
    ] {
        goes_round("revops_small", "leads.csv", crm, columns);
    }
    goes_round("zoho_crm", "Leads.csv", "zoho", TITLED);
    goes_round("sfdc_sample", "Lead.csv", "salesforce", SALESFORCE);
}

/// An export as each CRM writes one, three leads of it.
const EXPORTS: [(&str, Ours, &str); 5] = [
    (
        "salesforce",
        SALESFORCE,
        "Lead ID,First Name,Last Name,Company / Account,Lead Status,Lead Owner,Created Date\n\
         00Q5g00000AbCdEAAX,Priya,Raman,Acme,Open - Not Contacted,T. Reyes,2026-10-05\n\
         00Q5g00000AbCdFAAX,Jan,Vos,Bolt,Open - Not Contacted,T. Reyes,2026-10-06\n\
         00Q5g00000AbCdGAAX,Eva,Lund,Cobalt,Closed - Not Converted,T. Reyes,2026-10-07\n",
    ),
    (
        "hubspot",
        HUBSPOT,
        "Record ID,First Name,Last Name,Company Name,Lifecycle Stage,Lead Status,Contact owner,Create Date\n\
         51,Priya,Raman,Acme,Marketing Qualified Lead,New,T. Reyes,2026-10-05\n\
         52,Jan,Vos,Bolt,Marketing Qualified Lead,Open,T. Reyes,2026-10-06\n\
         53,Eva,Lund,Cobalt,Marketing Qualified Lead,Unqualified,T. Reyes,2026-10-07\n",
    ),
    (
        "pipedrive",
        PIPEDRIVE,
        "Lead - Pipedrive System ID,Lead - Title,Lead - Owner,Lead - Source channel,Organization - Name\n\
         a1-b2,Acme lead,T. Reyes,Web,Acme\na1-b3,Bolt lead,T. Reyes,Web,Bolt\n\
         a1-b4,Cobalt lead,T. Reyes,Fair,Cobalt\n",
    ),
    (
        "zoho",
        TITLED,
        "Lead ID,First Name,Last Name,Company,Lead Status,Lead Owner,Created Time\n\
         4563,Priya,Raman,Acme,Not Contacted,T. Reyes,2026-10-05 10:00:00\n\
         4564,Jan,Vos,Bolt,Contacted,T. Reyes,2026-10-06 10:00:00\n\
         4565,Eva,Lund,Cobalt,Junk Lead,T. Reyes,2026-10-07 10:00:00\n",
    ),
    (
        "dynamics",
        TITLED,
        "(Do Not Modify) Lead,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Topic,Last Name,Company Name,Status Reason,Owner\n\
         aa-01,+cHk/1==,2026-10-05 10:00:00,Pumps,Raman,Acme,New,T. Reyes\n\
         aa-02,+cHk/2==,2026-10-06 10:00:00,Pumps,Vos,Bolt,New,T. Reyes\n\
         aa-03,+cHk/3==,2026-10-07 10:00:00,Pumps,Lund,Cobalt,Lost,T. Reyes\n",
    ),
];

#[test]
fn feedback_goes_round_in_the_words_of_each_crm() {
    let folder = tempfile::tempdir().unwrap();
    for (crm, columns, export) in EXPORTS {
        let path = folder.path().join(format!("{crm}.csv"));
        std::fs::write(&path, export).unwrap();
        file_goes_round(&path, crm, columns);
    }
}

/// The reason's digit, and whether the lead was handed back; `None`: accepted.
type Refused = Option<(u8, bool)>;

/// The words of Salesforce, HubSpot, Zoho and Dynamics; Pipedrive has no list of lead statuses.
const WORDS: [(Refused, [&str; 4]); 6] = [
    (
        None,
        [
            "Working - Contacted",
            "In Progress",
            "Pre-Qualified",
            "Qualified",
        ],
    ),
    (
        Some((4, false)),
        [
            "Closed - Not Converted",
            "Unqualified",
            "Not Qualified",
            "Lost",
        ],
    ),
    (
        Some((5, false)),
        [
            "Closed - Not Converted",
            "Bad Timing",
            "Not Qualified",
            "Lost",
        ],
    ),
    (
        Some((7, false)),
        [
            "Closed - Not Converted",
            "Unqualified",
            "Not Qualified",
            "Cannot Contact",
        ],
    ),
    (
        Some((9, false)),
        [
            "Closed - Not Converted",
            "Unqualified",
            "Junk Lead",
            "Canceled",
        ],
    ),
    (
        Some((3, true)),
        [
            "Closed - Not Converted",
            "Unqualified",
            "Lost Lead",
            "No Longer Interested",
        ],
    ),
];

#[test]
fn a_verdict_is_a_word_of_the_crms_own_list_and_reads_back_as_one() {
    for (refused, words) in WORDS {
        let verdict = match refused {
            None => Verdict::Accepted(Acceptance::default()),
            Some((digit, returned)) => {
                let refusal = Refusal {
                    reason: ReasonCode(digit),
                    route: Route::Close,
                    detail: String::new(),
                    criterion: None,
                    waived: false,
                };
                [Verdict::NotAccepted, Verdict::Returned][usize::from(returned)](refusal)
            }
        };
        let told = [Crm::Salesforce, Crm::HubSpot, Crm::Zoho, Crm::Dynamics]
            .map(|crm| crm.verdict(&verdict));
        assert_eq!(told, words, "{verdict:?}");
        for word in words {
            let reading = status::read(word, &options());
            let reads_so = matches!(reading, Reading::Refused { .. });
            assert_eq!(reads_so, refused.is_some(), "{word}: {reading:?}");
            assert!(reading.is_worked(), "{word}: {reading:?}");
        }
    }
}

#[test]
fn the_teams_lists_say_in_whose_words_the_crm_takes_the_answers() {
    let home = Home::new();
    let (_, _, export) = EXPORTS[1];
    home.write("hubspot.csv", export);
    home.done(&["import", "hubspot.csv", "--yes"]);
    let (code, words) = home.refused(&["feedback", "--crm", "sugar"]);
    assert_eq!(code, 2, "{words}");
    assert!(words.contains("salesforce, hubspot"), "{words}");
    assert!(home.done(&["feedback"]).starts_with("Record ID,verdict,"));
    let named = home.done(&["feedback", "--crm", "salesforce"]);
    assert!(named.starts_with("Record ID,Review_Verdict__c,"), "{named}");
}

#[test]
fn closing_a_review_writes_the_file_the_crm_takes() {
    let mut room = Room::rehearsal();
    // The last row but one of lists and people: four steps from plain to Zoho.
    room.keys("<f8>Gk");
    shows(
        &room.screen(120, 36),
        &["answers go back", "in our own words"],
    );
    room.keys("e<right><right><right><right><enter>");
    shows(&room.screen(120, 36), &["in the words of zoho"]);
    room.keys("1N<enter>4");
    let lead = room.model.walk.as_ref().unwrap().docket[0].lead;
    let key = room.model.known.lead(lead).unwrap().filed.key.clone();
    room.keys("r37<enter><enter>");
    let file = room.desk.papers().unwrap().join("review-7-crm.csv");
    let (head, rows) = sheet(&std::fs::read(&file).unwrap());
    assert_eq!(head, [&["Lead ID"][..], &TITLED].concat());
    let told: Vec<&[String]> = rows.iter().map(|row| &row[..2]).collect();
    assert_eq!(told, [[key, "Not Qualified".to_owned()]]);
}

#[test]
fn feedback_goes_round_on_hostile_cells() {
    for file in [
        "csv_injection_leads.csv",
        "blns_leads.csv",
        "ansi_leads.csv",
    ] {
        goes_round("csv_torture", &format!("derived/{file}"), "plain", PLAIN);
        goes_round(
            "csv_torture",
            &format!("derived/{file}"),
            "salesforce",
            SALESFORCE,
        );
    }
}
