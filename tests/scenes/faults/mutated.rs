//! F13: sound files with pieces cut, doubled, flipped and swapped: every one is read or refused, none stops the program.

use std::num::NonZero;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::NaiveDate;
use chrono_tz::Tz;
use docket::intake::{Options, Source, propose, rows};
use docket::review::reason::PickLists;
use docket::review::row::Kind;

use super::{Lot, figure, much};

const SOUND: [&str; 4] = [
    "Lead ID,Company,Status,Create Date,MQL Date,Amount,Notes\n\
     L1,\"Acme, Inc\",MQL,2026-10-01,2026-10-03,\"1,200.50\",\"said \"\"yes\"\"\ntwice\"\n\
     L2,Öl AG,Rejected,2026-10-02,2026-10-04,€ 99,\nL3,Bolt,Accepted,2026-10-05,,0,x\n",
    "Opportunity ID;Lead ID;Betrag;Created;Stage\r\nO1;L1;1.200,50;31.01.2026;Closed Won\r\nO2;L9;7;01.02.2026 09:30;Lost\r\n",
    "lead\tat\tkind\tby\nL1\t2026-10-02T09:00:00Z\tcall\tT. Reyes\nL2\t1790000000\temail\t\n",
    "\u{feff}campaign,name,cost,starts_on\nC1,Hannover Messe,\"EUR 12.000\",2026-04-20\nC2,Webinar,,04/21/2026\n",
];

const NASTY: [&[u8]; 10] = [
    b"\"",
    b"\0",
    b"\xff\xfe",
    b"\r",
    b",,,,,,,,",
    b"\n\n",
    b"99999999999999999999",
    b"\xc3",
    b"9999-99-99",
    b"=1+1",
];

/// One change to a file.
fn mutate(bytes: &mut Vec<u8>, lot: &mut Lot) {
    let place = |lot: &mut Lot, bytes: &Vec<u8>| -> usize {
        usize::try_from(lot.below(bytes.len() as u64 + 1)).unwrap()
    };
    let (one, two) = (place(lot, bytes), place(lot, bytes));
    let (from, until) = (one.min(two), one.max(two));
    match lot.below(6) {
        0 => bytes.truncate(from),
        1 if from < bytes.len() => bytes[from] ^= 1 << lot.below(8),
        2 => drop(bytes.drain(from..until.min(from + 20))),
        3 => {
            let piece = bytes[from..until].to_vec();
            bytes.splice(from..from, piece);
        }
        4 => bytes[from..until].reverse(),
        _ => {
            let nasty = NASTY[usize::try_from(lot.below(NASTY.len() as u64)).unwrap()];
            bytes.splice(from..from, nasty.iter().copied());
        }
    }
}

/// How many files a part has, in the full form; each part draws its own.
const PART: u64 = 200_000;

#[test]
fn f13_mutated_files_are_read_or_refused() {
    let cases = much(1_000, 10_000_000);
    let parts = cases.div_ceil(PART);
    // DOCKET_PART=7 tries the eighth part alone, so that all of them can be tried over several evenings.
    let only: Option<u64> = std::env::var("DOCKET_PART")
        .ok()
        .and_then(|part| part.parse().ok());
    let next = AtomicU64::new(only.unwrap_or(0));
    let end = only.map_or(parts, |part| part + 1);
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let [taken, refused] = std::thread::scope(|scope| {
        let work = || {
            let mut sum = [0, 0];
            loop {
                let part = next.fetch_add(1, Ordering::Relaxed);
                if part >= end {
                    return sum;
                }
                let told = part_of(part, PART.min(cases));
                sum = [sum[0] + told[0], sum[1] + told[1]];
            }
        };
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let sums = workers.into_iter().map(|worker| worker.join().unwrap());
        sums.fold([0, 0], |all, one| [all[0] + one[0], all[1] + one[1]])
    });
    let tried = taken + refused;
    figure(&format!(
        "F13: {tried} mutated files, {taken} read to the end, {refused} refused in words, 0 panics"
    ));
    assert!(taken > tried / 10, "{taken}");
}

/// Tries so many mutated files: how many were read to the end, and how many refused.
fn part_of(part: u64, cases: u64) -> [u64; 2] {
    let lists: PickLists = toml::from_str(include_str!("../../../assets/reasons.toml")).unwrap();
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let options = Options::new(Tz::Europe__Berlin, lists, today);
    let mut lot = Lot(13 + part);
    let (mut taken, mut refused) = (0, 0);
    for case in 0..cases {
        let sound = SOUND[usize::try_from(case % 4).unwrap()];
        let mut bytes = sound.as_bytes().to_vec();
        for _ in 0..=lot.below(6) {
            mutate(&mut bytes, &mut lot);
        }
        bytes.truncate(20_000);
        let source = Source::of_bytes("list.csv", bytes);
        let (proposal, columns) = propose(std::slice::from_ref(&source), &options);
        let Some(columns) = &columns[0] else {
            let words = proposal.files[0].refused.as_ref();
            assert!(
                words.is_some_and(|words| words.len() > 10),
                "{part}: {case}"
            );
            refused += 1;
            continue;
        };
        let read = rows(&source, columns).unwrap().count() as u64;
        assert!(
            read == proposal.files[0].rows || columns.kind == Kind::Slip,
            "{part}: {case}"
        );
        taken += 1;
    }
    [taken, refused]
}
