//! F13: sound files with pieces cut, doubled, flipped and swapped: every one is read or refused, none stops the program.

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

#[test]
fn f13_mutated_files_are_read_or_refused() {
    let lists: PickLists = toml::from_str(include_str!("../../../assets/reasons.toml")).unwrap();
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let mut lot = Lot(13);
    let (mut taken, mut refused) = (0u64, 0u64);
    let cases = much(1_000, 200_000);
    for case in 0..cases {
        let sound = SOUND[usize::try_from(case % 4).unwrap()];
        let mut bytes = sound.as_bytes().to_vec();
        for _ in 0..=lot.below(6) {
            mutate(&mut bytes, &mut lot);
        }
        bytes.truncate(20_000);
        let source = Source::of_bytes("list.csv", bytes);
        let options = Options::new(Tz::Europe__Berlin, lists.clone(), today);
        let (proposal, columns) = propose(std::slice::from_ref(&source), &options);
        let Some(columns) = &columns[0] else {
            let words = proposal.files[0].refused.as_ref();
            assert!(words.is_some_and(|words| words.len() > 10), "{case}");
            refused += 1;
            continue;
        };
        let read = rows(&source, columns).unwrap().count() as u64;
        assert!(
            read == proposal.files[0].rows || columns.kind == Kind::Slip,
            "{case}"
        );
        taken += 1;
    }
    figure(&format!(
        "F13: {cases} mutated files, {taken} read to the end, {refused} refused in words, 0 panics"
    ));
    assert!(taken > cases / 10, "{taken}");
}
