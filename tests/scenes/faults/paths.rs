//! F6: what is at the path is no ledger, or no longer: refused in words, the bytes unchanged.

use std::path::Path;
use std::process::Command;

use docket::ledger::{Ledger, OpenError, RecordError, Trouble};
use docket::review::lead::LeadId;

use super::super::ledger::{accept, draft};
use super::child::{Child, start};
use super::{Lot, creation, figure, founded, much};

fn names(folder: &Path) -> Vec<std::ffi::OsString> {
    let names = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    names
}

/// A sound ledger's bytes with a change.
fn changed(change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let (_folder, path) = founded(3);
    let mut bytes = std::fs::read(path).unwrap();
    change(&mut bytes);
    bytes
}

fn foreign_database() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE song (title TEXT); INSERT INTO song VALUES ('x')")
        .unwrap();
    std::fs::read(path).unwrap()
}

#[test]
fn f6_what_is_no_ledger_is_left_as_it_is() {
    let cases = [
        ("empty", Vec::new(), "empty"),
        (
            "text",
            b"Lead ID,Company\n1,Acme\n".repeat(50),
            "another program",
        ),
        ("short", b"SQLite format 3\0".to_vec(), "another program"),
        ("a player's songs", foreign_database(), "another program"),
        ("newer", changed(|bytes| bytes[63] = 99), "newer"),
        (
            "cut",
            changed(|bytes| bytes.truncate(bytes.len() - 100)),
            "damaged",
        ),
        (
            "first page",
            changed(|bytes| bytes[100..400].fill(0xa5)),
            "damaged",
        ),
    ];
    let many = cases.len();
    for (name, bytes, word) in cases {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, &bytes).unwrap();
        let words = Ledger::open(&path).unwrap_err().to_string();
        assert!(words.contains(word), "{name}: {words}");
        let words = Ledger::open_or_create(&path, &creation())
            .unwrap_err()
            .to_string();
        assert!(words.contains(word), "{name}: {words}");
        assert!(std::fs::read(&path).unwrap() == bytes, "{name} was changed");
        assert_eq!(names(folder.path()), [name], "something was left beside it");
    }
    figure(&format!(
        "F6: {many} foreign files refused in words, bytes unchanged"
    ));
}

#[test]
fn f6_what_is_no_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let fifo = folder.path().join("pipe");
    let made = Command::new("mkfifo").arg(&fifo).status();
    assert!(made.unwrap().success());
    assert!(matches!(Ledger::open(&fifo), Err(OpenError::NoFile(_))));
    assert!(matches!(
        Ledger::open(folder.path()),
        Err(OpenError::Folder(_))
    ));
    let nowhere = folder.path().join("no/such/place");
    assert!(matches!(Ledger::open(&nowhere), Err(OpenError::Missing(_))));
    assert!(matches!(
        Ledger::create(&nowhere, &creation()),
        Err(OpenError::NotMade { .. })
    ));
    assert_eq!(names(folder.path()), ["pipe"]);
}

#[test]
fn f6_a_vanished_or_replaced_file_takes_no_verdict() {
    let (folder, path) = founded(1);
    let mut ledger = Ledger::open(&path).unwrap();
    std::fs::rename(&path, folder.path().join("elsewhere")).unwrap();
    let gone = |outcome| matches!(outcome, Err(RecordError::Trouble(Trouble::Gone)));
    assert!(gone(ledger.record(&[draft("Ana", accept(LeadId(1)))])));
    std::fs::write(&path, "another file").unwrap();
    assert!(gone(ledger.record(&[draft("Ana", accept(LeadId(1)))])));
    assert_eq!(std::fs::read(&path).unwrap(), b"another file");
}

#[test]
fn f6_a_damaged_page_is_told_and_nothing_is_written() {
    let mut lot = Lot(6);
    let (mut told, tries) = (0, much(12, 300));
    for _ in 0..tries {
        let place = lot.below(1_000_000);
        let bytes = changed(|bytes| {
            let pages = bytes.len() / 4096 - 1;
            let page = 1 + usize::try_from(place).unwrap() % pages;
            bytes[page * 4096..page * 4096 + 4096].fill(0x5a);
        });
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("team.docket");
        std::fs::write(&path, &bytes).unwrap();
        let finding = match Ledger::open(&path) {
            Err(error) => error.to_string(),
            Ok(ledger) => match ledger.check() {
                Err(error) => error.to_string(),
                Ok(found) => found.iter().map(ToString::to_string).collect(),
            },
        };
        told += u64::from(!finding.is_empty());
        assert!(std::fs::read(&path).unwrap() == bytes);
    }
    figure(&format!(
        "F6: {tries} damaged pages, {told} told, bytes unchanged"
    ));
    assert_eq!(told, tries);
}

#[test]
fn f6_a_killed_beginning_leaves_no_half_ledger() {
    let mut lot = Lot(7);
    let (mut whole, tries) = (0, much(8, 200));
    for _ in 0..tries {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("team.docket");
        let mut maker = start(Child::Opens, &path, &[]);
        assert_eq!(maker.line(), "at the line");
        maker.go();
        for _ in 0..lot.below(3_000_000) {
            std::hint::spin_loop();
        }
        maker.kill();
        match Ledger::open(&path) {
            Ok(ledger) => {
                assert_eq!(ledger.check().unwrap(), []);
                whole += 1;
            }
            Err(OpenError::Missing(_)) => {
                Ledger::create(&path, &creation()).unwrap();
            }
            Err(other) => panic!("{other}"),
        }
    }
    figure(&format!(
        "F6: {tries} beginnings killed, {whole} were whole already, the others were not there"
    ));
}
