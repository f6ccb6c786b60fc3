//! F2: the end of the -wal is cut, flipped or emptied, as by a power cut: what is left is the ledger as it was after
//! one of its commits, and nothing between two of them.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use docket::ledger::Ledger;
use docket::review::entry::{Entry, Seq};
use docket::review::lead::LeadId;

use super::super::ledger::{accept, draft, no_budget};
use super::{Lot, figure, founded, much};

/// Verdicts in the -wal, one commit each.
const COMMITS: u64 = 12;

fn wal_of(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push("-wal");
    PathBuf::from(name)
}

/// A ledger's file and its -wal as a power cut finds them, and the whole journal.
fn under_way() -> (Vec<u8>, Vec<u8>, Vec<Entry>) {
    let (_folder, path) = founded(8);
    let mut ledger = Ledger::open(&path).unwrap();
    for number in 0..COMMITS {
        let lead = LeadId(i64::try_from(number % 8).unwrap() + 1);
        let act = if number % 2 == 0 {
            accept(lead)
        } else {
            no_budget(lead)
        };
        ledger.record(&[draft("Ana", act)]).unwrap();
    }
    let journal = ledger.entries_after(Seq(0)).unwrap();
    let file = std::fs::read(&path).unwrap();
    let wal = std::fs::read(wal_of(&path)).unwrap();
    (file, wal, journal)
}

/// Cuts, flips or empties a random piece.
fn damage(wal: &mut Vec<u8>, lot: &mut Lot) {
    let length = wal.len() as u64;
    let from = usize::try_from(lot.below(length)).unwrap();
    let piece = usize::try_from(1 + lot.below(9_000)).unwrap();
    let until = (from + piece).min(wal.len());
    match lot.below(3) {
        0 => wal.truncate(from),
        1 => wal[from] ^= 1 << lot.below(8),
        _ => wal[from..until].fill(0),
    }
}

#[test]
fn f2_a_torn_wal_leaves_a_whole_prefix_of_the_commits() {
    let (file, sound, journal) = under_way();
    assert!(sound.len() > 12 * 4096, "{}", sound.len());
    let before = journal.len() - usize::try_from(COMMITS).unwrap();
    let mut lot = Lot(2);
    let cases = much(100, 3_000);
    let mut kept = std::collections::BTreeMap::new();
    for case in 0..cases {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("team.docket");
        let mut wal = sound.clone();
        damage(&mut wal, &mut lot);
        std::fs::write(&path, &file).unwrap();
        std::fs::write(wal_of(&path), &wal).unwrap();
        let ledger = Ledger::open(&path).unwrap_or_else(|error| panic!("case {case}: {error}"));
        assert_eq!(ledger.check().unwrap(), [], "case {case}");
        let entries = ledger.entries_after(Seq(0)).unwrap();
        assert!(entries.len() >= before, "case {case}");
        assert_eq!(entries, journal[..entries.len()], "case {case}");
        *kept.entry(entries.len() - before).or_insert(0u64) += 1;
    }
    figure(&format!(
        "F2: {cases} torn -wal files, each an exact prefix of {COMMITS} commits; cases by commits kept {kept:?}"
    ));
    assert!(kept.len() > 6, "the damage fell in few places: {kept:?}");
}
