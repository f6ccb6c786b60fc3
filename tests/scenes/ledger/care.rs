//! Caring for the file: its check, a backup, forgetting a person, and what no path may do.

use chrono_tz::Tz;
use docket::ledger::{Creation, Finding, Ledger};
use docket::review::entry::{Act, Seq};
use docket::review::lead::{Field, LeadId};

use super::{TEN, accept, added, draft, no_budget, verdict_of};

/// A ledger in a folder of its own, with a lead that Ana accepted and Ben did not.
fn kept() -> (tempfile::TempDir, std::path::PathBuf, LeadId) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("team.docket");
    let creation = Creation {
        zone: Tz::UTC,
        at_ms: TEN,
        who: "Ana".to_owned(),
    };
    let mut ledger = Ledger::create(&path, &creation).unwrap();
    let lead = ledger.record(&[draft("Ana", added("Acme"))]).unwrap()[0]
        .act
        .lead()
        .unwrap();
    ledger.record(&[draft("Ana", accept(lead))]).unwrap();
    ledger.record(&[draft("Ben", no_budget(lead))]).unwrap();
    ledger.undo("Ben", None, TEN).unwrap();
    drop(ledger);
    (folder, path, lead)
}

fn by_force(path: &std::path::Path, sql: &str) -> Result<(), rusqlite::Error> {
    rusqlite::Connection::open(path).unwrap().execute_batch(sql)
}

#[test]
fn a_sound_ledger_has_no_findings() {
    let (_folder, path, _) = kept();
    let ledger = Ledger::open(&path).unwrap();
    assert_eq!(ledger.check().unwrap(), []);
}

#[test]
fn no_path_writes_a_refusal_without_reason_and_route() {
    let (_folder, path, lead) = kept();
    let LeadId(id) = lead;
    for sql in [
        format!("UPDATE said SET verdict = 2, reason = NULL WHERE lead = {id}"),
        format!("UPDATE said SET verdict = 3, reason = 4, route = NULL WHERE lead = {id}"),
        format!("UPDATE lead SET verdict = 2 WHERE id = {id}"),
        r#"INSERT INTO journal SELECT max(seq) + 1, max(seq) + 1, 0, 'x', NULL, 'verdict',
           '{"kind":"verdict","lead":1,"verdict":"not_accepted","reason":4}', zeroblob(32), zeroblob(32), NULL FROM journal"#
            .to_owned(),
        r#"INSERT INTO journal SELECT max(seq) + 1, max(seq) + 1, 0, 'x', NULL, 'verdict',
           '{"kind":"verdict","lead":1}', zeroblob(32), zeroblob(32), NULL FROM journal"#
            .to_owned(),
        "UPDATE journal SET who = 'x' WHERE seq = 3".to_owned(),
        "DELETE FROM journal WHERE seq = 3".to_owned(),
    ] {
        by_force(&path, &sql).expect_err(&sql);
    }
    assert_eq!(Ledger::open(&path).unwrap().check().unwrap(), []);
}

#[test]
fn the_check_names_what_was_altered() {
    let cases: [(&str, Finding); 4] = [
        (
            "DROP TRIGGER journal_is_only_redacted; UPDATE journal SET payload = replace(payload, 'accepted', 'Accepted')
             WHERE seq = 1; UPDATE journal SET payload = json_set(payload, '$.value', 'Mars') WHERE seq = 1",
            Finding::Altered(Seq(1)),
        ),
        (
            "DROP TRIGGER journal_is_only_redacted; UPDATE journal SET who = 'Eve' WHERE seq = 4",
            Finding::Unchained(Seq(4)),
        ),
        (
            "UPDATE said SET document = json_set(document, '$.note', 'invented')",
            Finding::Differs(LeadId(1)),
        ),
        ("DELETE FROM taken_back", Finding::UndoDiffers(Seq(5))),
    ];
    for (sql, finding) in cases {
        let (_folder, path, _) = kept();
        by_force(&path, sql).unwrap();
        let found = Ledger::open(&path).unwrap().check().unwrap();
        assert!(found.contains(&finding), "{sql}: {found:?}");
    }
}

#[test]
fn a_backup_is_whole_private_and_overwrites_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path, lead) = kept();
    let ledger = Ledger::open(&path).unwrap();
    let copy = folder.path().join("copy.docket");
    ledger.backup(&copy).unwrap();
    let mode = std::fs::metadata(&copy).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let bytes = std::fs::read(&copy).unwrap();
    ledger.backup(&copy).unwrap_err();
    assert_eq!(std::fs::read(&copy).unwrap(), bytes);
    let copy = Ledger::open(&copy).unwrap();
    assert_eq!(verdict_of(&copy, lead), Some("accepted"));
    assert_eq!(copy.check().unwrap(), []);
}

#[test]
fn files_are_the_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path, lead) = kept();
    let mut ledger = Ledger::open(&path).unwrap();
    ledger.record(&[draft("Ana", accept(lead))]).unwrap();
    let mut seen = 0;
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{:?}", entry.path());
        seen += 1;
    }
    assert_eq!(seen, 3, "the ledger, its -wal and its -shm");
}

#[test]
fn a_forgotten_person_is_in_no_byte_of_the_file() {
    let (folder, path, lead) = kept();
    let mut ledger = Ledger::open(&path).unwrap();
    let text = "Zebulon Quagmire".to_owned();
    let act = Act::Corrected {
        lead,
        field: Field::Name,
        text,
    };
    ledger.record(&[draft("Ana", act)]).unwrap();
    let text = "Zebulon asked for prices".to_owned();
    let note = Act::Note { lead, text };
    ledger.record(&[draft("Ana", note)]).unwrap();
    let redacted = ledger.forget(lead).unwrap().unwrap();
    assert_eq!(
        redacted, 4,
        "the lead's own entry, the words of an undo, the name and the note"
    );
    assert_eq!(verdict_of(&ledger, lead), Some("accepted"));
    assert_eq!(ledger.check().unwrap(), []);
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        let said =
            memchr::memmem::find(&bytes, b"Zebulon").or(memchr::memmem::find(&bytes, b"Acme"));
        assert_eq!(said, None);
    }
}

/// Two imports leave a before-image of the name, and final minutes hold it: none of it stays.
#[test]
fn a_forgotten_person_is_in_no_import_and_no_final_minutes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("team.docket");
    let creation = Creation {
        zone: Tz::UTC,
        at_ms: TEN,
        who: "Ana".to_owned(),
    };
    let mut ledger = Ledger::create(&path, &creation).unwrap();
    super::import::bring(&mut ledger, "Zebulon Quagmire");
    super::import::bring(&mut ledger, "Zebulon Quagmire-Smith");
    let lead = LeadId(1);
    ledger.record(&[draft("Ana", accept(lead))]).unwrap();
    let minutes = r#"{"leads":[{"name":"Zebulon Quagmire-Smith","verdict":"accepted"}]}"#;
    let closed = Act::Closed {
        version: 1,
        digest: "ab".to_owned(),
        carried: Vec::new(),
        minutes: minutes.to_owned(),
    };
    ledger.record(&[draft("Ana", closed)]).unwrap();
    ledger.forget(lead).unwrap().unwrap();
    assert_eq!(ledger.check().unwrap(), []);
    assert_eq!(verdict_of(&ledger, lead), Some("accepted"));
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap().path();
        let bytes = std::fs::read(&entry).unwrap();
        let at = memchr::memmem::find(&bytes, b"Quagmire");
        assert_eq!(at, None, "{}", entry.display());
    }
}
