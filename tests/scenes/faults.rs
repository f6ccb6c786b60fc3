//! Faults a ledger survives, each with the figure it prints. `DOCKET_FAULTS=full` runs the long forms, a number in its
//! place caps them: `DOCKET_FAULTS=full cargo test --release --test scenes -- faults:: pty:: --nocapture`.

pub mod child;
mod clocks;
mod drawing;
mod failing;
mod kept;
mod mutated;
mod paths;
mod sequences;
mod torn;

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono_tz::Tz;
use docket::ledger::{Creation, Ledger, RecordError, Trouble};
use docket::review::entry::Seq;
use docket::review::lead::LeadId;

use super::ledger::{TEN, accept, added, draft, no_budget};
use child::{Child, start};

/// How much of a fault is tried: a little in the suite, all of it on demand.
pub fn much(short: u64, full: u64) -> u64 {
    match std::env::var("DOCKET_FAULTS") {
        Ok(asked) if asked == "full" => full,
        Ok(asked) => asked.parse().map_or(short, |cap| full.min(cap)),
        Err(_) => short,
    }
}

/// Whether the long forms are asked for; only they hold anything to a time.
pub fn is_full() -> bool {
    std::env::var("DOCKET_FAULTS").is_ok_and(|asked| asked == "full")
}

/// One line on the terminal, past the test harness.
pub fn figure(words: &str) {
    let _ = writeln!(std::io::stdout(), "{words}");
}

/// Numbers that look random and are the same each run.
pub struct Lot(pub u64);

impl Lot {
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

fn creation() -> Creation {
    Creation {
        zone: Tz::UTC,
        at_ms: TEN,
        who: "Ana".to_owned(),
    }
}

/// A ledger with `leads` leads, in a folder of its own.
fn founded(leads: u64) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("team.docket");
    let mut ledger = Ledger::create(&path, &creation()).unwrap();
    for number in 0..leads {
        let act = added(&format!("Company {number}"));
        ledger.record(&[draft("Ana", act)]).unwrap();
    }
    (folder, path)
}

fn verdicts(path: &Path) -> u64 {
    let ledger = Ledger::open(path).unwrap();
    assert_eq!(ledger.check().unwrap(), []);
    let entries = ledger.entries_after(Seq(0)).unwrap();
    let told = entries.iter().filter(|entry| entry.act.kind() == "verdict");
    told.count() as u64
}

#[test]
fn f1_no_acknowledged_verdict_is_lost_when_a_seat_is_killed() {
    let (_folder, path) = founded(8);
    let kills = much(8, 1_000);
    let mut lot = Lot(1);
    let mut acknowledged = 0;
    for _ in 0..kills {
        let mut seat = start(Child::Records, &path, &[("DOCKET_VERDICTS", "1000000")]);
        for _ in 0..=lot.below(20) {
            assert!(seat.line().starts_with("told"));
            acknowledged += 1;
        }
        // At whatever it is doing then: within the next verdict, mostly.
        for _ in 0..lot.below(200_000) {
            std::hint::spin_loop();
        }
        acknowledged += seat.kill();
    }
    let kept = verdicts(&path);
    figure(&format!(
        "F1: {kills} kills, {acknowledged} acknowledged, {kept} kept, 0 lost"
    ));
    assert!(kept >= acknowledged, "{kept} of {acknowledged}");
}

#[test]
fn f3_many_seats_write_at_once() {
    let (_folder, path) = founded(8);
    let (seats, each) = (much(4, 8), much(40, 10_000));
    let count = each.to_string();
    let running: Vec<_> = (0..seats)
        .map(|_| start(Child::Records, &path, &[("DOCKET_VERDICTS", &count)]))
        .collect();
    let mut worst = 0;
    for mut seat in running {
        let told: Vec<String> = std::iter::from_fn(|| seat.next()).collect();
        let waits = told.iter().filter_map(|line| line.strip_prefix("told "));
        let waits: Vec<u64> = waits.map(|wait| wait.parse().unwrap()).collect();
        assert_eq!(waits.len() as u64, each, "{told:?}");
        worst = worst.max(waits.into_iter().max().unwrap());
    }
    let kept = verdicts(&path);
    figure(&format!(
        "F3: {seats} seats, {kept} verdicts kept of {}, worst wait {worst} ms",
        seats * each
    ));
    assert_eq!(kept, seats * each);
}

#[test]
fn f4_racers_open_one_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("team.docket");
    let seats = 16;
    let mut racers: Vec<_> = (0..seats)
        .map(|_| start(Child::Opens, &path, &[]))
        .collect();
    for racer in &mut racers {
        assert_eq!(racer.line(), "at the line");
    }
    racers.iter_mut().for_each(child::Seat::go);
    let mut ready = 0;
    for racer in &mut racers {
        ready += usize::from(racer.line() == "ready");
        while racer.next().is_some() {}
    }
    let ledger = Ledger::open(&path).unwrap();
    let begun = ledger.last_seq().unwrap();
    drop(ledger);
    let files = std::fs::read_dir(folder.path()).unwrap().count();
    figure(&format!(
        "F4: {ready} of {seats} ready, one beginning of {} entries, {files} file left",
        begun.0
    ));
    assert_eq!((ready, begun, files), (seats, Seq(2), 1));
}

#[test]
fn f5_a_full_disk_loses_nothing_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let disk = folder.path().to_str().unwrap().to_owned();
    let run = |words: &[&str]| {
        let ran = std::process::Command::new(words[0])
            .args(&words[1..])
            .output();
        ran.is_ok_and(|ran| ran.status.success())
    };
    let size = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", &disk];
    if !run(&size) {
        figure("F5: not tried, a small disk cannot be mounted here");
        return;
    }
    let outcome = std::panic::catch_unwind(|| fill(folder.path()));
    assert!(run(&["umount", "-l", &disk]));
    let (told, kept) = outcome.unwrap();
    figure(&format!(
        "F5: disk full after {told} verdicts, {kept} kept, went on once freed"
    ));
    assert!(kept > told);
}

/// Fills the disk with verdicts, frees it, and goes on. Verdicts acknowledged while it was full; kept at the end.
fn fill(folder: &Path) -> (u64, u64) {
    let path = folder.join("team.docket");
    let ballast = folder.join("ballast");
    let mut ledger = Ledger::create(&path, &creation()).unwrap();
    ledger.record(&[draft("Ana", added("Acme"))]).unwrap();
    std::fs::write(&ballast, vec![0; 1_500_000]).unwrap();
    let mut told = 0;
    let trouble = loop {
        match ledger.record(&[draft("Ana", accept(LeadId(1)))]) {
            Ok(_) => told += 1,
            Err(RecordError::Trouble(trouble)) => break trouble,
            Err(other) => panic!("{other}"),
        }
    };
    assert!(matches!(trouble, Trouble::Full), "{trouble}");
    ledger.backup(&folder.join("copy.docket")).unwrap_err();
    assert!(!folder.join("copy.docket").exists());
    std::fs::remove_file(&ballast).unwrap();
    ledger
        .record(&[draft("Ana", no_budget(LeadId(1)))])
        .unwrap();
    drop(ledger);
    (told, verdicts(&path))
}

#[test]
fn f7_a_lock_held_by_another_program_costs_patience_only() {
    let (_folder, path) = founded(1);
    let held = rusqlite::Connection::open(&path).unwrap();
    held.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut ledger = Ledger::open(&path).unwrap();
    ledger.wait_at_most(20).unwrap();
    let refused = ledger.record(&[draft("Ana", accept(LeadId(1)))]);
    let Err(RecordError::Trouble(Trouble::Busy)) = refused else {
        panic!("{refused:?}");
    };
    // Reading goes on meanwhile.
    assert_eq!(ledger.lead(LeadId(1)).unwrap().unwrap().standing(), None);

    ledger.wait_at_most(300_000).unwrap();
    let (begun, begins) = std::sync::mpsc::channel();
    let waiting = std::thread::spawn(move || {
        begun.send(()).unwrap();
        ledger
            .record(&[draft("Ana", accept(LeadId(1)))])
            .map(|told| told.len())
    });
    begins.recv().unwrap();
    let reader = Ledger::open(&path).unwrap();
    for _ in 0..200 {
        assert!(reader.lead(LeadId(1)).unwrap().is_some());
    }
    held.execute_batch("COMMIT").unwrap();
    assert_eq!(waiting.join().unwrap().unwrap(), 1);
    assert_eq!(verdicts(&path), 1);
    figure("F7: refused in words after 20 tries, resumed by itself with patience");
}

#[test]
fn f12_of_two_people_on_one_lead_the_second_is_told() {
    let (_folder, path) = founded(1);
    let mut seats = [Ledger::open(&path).unwrap(), Ledger::open(&path).unwrap()];
    let rounds = much(20, 1_000);
    let mut told = 0;
    for _ in 0..rounds {
        let last = seats[0].lead(LeadId(1)).unwrap().unwrap().said.last;
        let seen = Some(last.map_or(Seq(0), |(seq, _)| seq));
        for (seat, who) in seats.iter_mut().zip(["Ana", "Ben"]) {
            let mut draft = draft(who, accept(LeadId(1)));
            draft.seen = seen;
            match seat.record(&[draft]) {
                Ok(_) => assert_eq!(who, "Ana"),
                Err(RecordError::Changed { entry, .. }) => {
                    assert_eq!((who, entry.who.as_str()), ("Ben", "Ana"));
                    told += 1;
                }
                Err(other) => panic!("{other}"),
            }
        }
    }
    assert_eq!((told, verdicts(&path)), (rounds, rounds));
    figure(&format!(
        "F12: {rounds} clashes, the second told {told} times, 0 overwritten"
    ));
}
