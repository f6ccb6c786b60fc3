//! What a key costs in the hour: `cargo bench`. Prints medians; judges nothing, since machines differ.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench prints, and may stop"
)]

use std::borrow::Cow;
use std::hint::black_box;
use std::io::Write;
use std::time::{Duration, Instant};

use docket::console::key::script;
use docket::console::keymap::Keymap;
use docket::console::{Effect, Message, Model, Start, begin, draw, update};
use docket::ledger::{Creation, Ledger};
use docket::review::agreement::definition::{Criterion, CriterionKey, Definition};
use docket::review::entry::{Act, Draft};
use docket::review::figures::backtest::Past;
use docket::review::figures::cohort::Cohort;
use docket::review::figures::tally::Tally;
use docket::review::filter::By;
use docket::review::lead::{Answer, Facts, Lead, LeadId};
use docket::review::period::Period;
use docket::seat::clock::Clock;
use docket::seat::desk::Desk;
use docket::seat::desk::report::ReportAsk;
use docket::seat::rehearsal::{ZONE, fill};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// 24 Nov 2026, 09:00 UTC.
const NOW: i64 = 1_795_510_800_000;
const ROUNDS: usize = 200;

fn main() {
    let place = tempfile::tempdir().unwrap();
    let creation = Creation {
        zone: ZONE,
        at_ms: NOW,
        who: "bench".to_owned(),
    };
    let ledger = Ledger::create(&place.path().join("bench.docket"), &creation).unwrap();
    let mut desk = Desk::new(ledger, Clock::Fixed(NOW)).rehearsing();
    let begun = Instant::now();
    fill(&mut desk, 7, NOW).unwrap();
    print(
        "fill the rehearsal (2,700 leads, six reviews)",
        begun.elapsed(),
    );

    figures(&desk);
    keys(&mut desk);
    writes(&mut desk, place.path());
    tried();
}

/// A key in a criterion's test, on 100,000 decided leads: read anew, each lead judged before and after.
fn tried() {
    let fields = ["employees", "industry", "title"].map(ToOwned::to_owned);
    let mut past = Past::of(fields.into());
    for number in 0..100_000_i64 {
        let facts = Facts {
            answer: Answer::Accepted {
                by_deed: false,
                returned: false,
            },
            ..Lead::bare(LeadId(number)).facts()
        };
        let employees = (number * 7919 % 500).to_string();
        let industry =
            ["Banking", "Manufacturing", "Retail", ""][usize::try_from(number % 4).unwrap()];
        let title = ["CFO", "VP Operations", "Head of IT"][usize::try_from(number % 3).unwrap()];
        past.add(&facts, &mut |name| match name {
            "employees" => Cow::Borrowed(employees.as_str()),
            "industry" => Cow::Borrowed(industry),
            _ => Cow::Borrowed(title),
        });
    }
    let wording = |least: usize| Definition {
        criteria: [
            format!("employees >= {least}"),
            "industry in (Banking, Manufacturing, Retail)".to_owned(),
            "title matches *head*".to_owned(),
        ]
        .into_iter()
        .zip(1..)
        .map(|(test, key)| Criterion {
            key: CriterionKey(key),
            name: test.clone(),
            must: true,
            weight: 1,
            test,
            ..Criterion::default()
        })
        .collect(),
        ..Definition::default()
    };
    let now = wording(50);
    let mut key = 0;
    let time = median(ROUNDS, || {
        key += 1;
        black_box(past.test(Some(&now), &wording(key)));
    });
    print("a key in a criterion, 100,000 decided leads", time);
}

/// The figures from nothing, and one lead out and in again.
fn figures(desk: &Desk) {
    let mut all: Vec<Facts> = Vec::new();
    print(
        "read the facts of every lead",
        median(5, || {
            all.clear();
            desk.ledger.facts(&mut |facts| all.push(*facts)).unwrap();
        }),
    );
    for (what, by) in [
        ("every figure, all leads counted", None),
        ("the same by source", Some(By::Source)),
    ] {
        print(what, median(5, || report(desk, by.as_ref())));
    }
    desk.keep().unwrap();
    for (what, by) in [
        ("every figure, from what is kept", None),
        ("the same by source", Some(By::Source)),
    ] {
        print(what, median(ROUNDS, || report(desk, by.as_ref())));
    }
    let cohort = Cohort::new(Period::All, ZONE, NOW / 1000);
    let mut tally = Tally::default();
    for facts in &all {
        tally.add(facts, &cohort);
    }
    let lead = all[all.len() / 2];
    print(
        "a verdict's step in the tally, and all six figures",
        median(ROUNDS, || {
            tally.remove(&lead, &cohort);
            tally.add(&lead, &cohort);
            black_box(tally.kpis());
        }),
    );
}

fn report(desk: &Desk, by: Option<&By>) {
    let ask = ReportAsk {
        by: by.cloned(),
        ..ReportAsk::default()
    };
    black_box(desk.report(&ask).unwrap());
}

/// Keys through `update` and a whole frame of 160 × 45 drawn, nothing written.
fn keys(desk: &mut Desk) {
    let mut model = Model::new(Start {
        me: "Hanna Weiss".to_owned(),
        mine: false,
        keymap: Keymap::defaults().unwrap(),
        theme: None,
        mouse: true,
        size: (160, 45),
        at: NOW,
    });
    let effects = begin(&mut model);
    perform(&mut model, desk, effects);
    press(&mut model, desk, "N<enter>4");
    let mut terminal = Terminal::new(TestBackend::new(160, 45)).unwrap();
    let mut frame = |model: &Model| {
        terminal.draw(|frame| draw(model, frame)).unwrap();
    };
    for (what, keys) in [
        ("move along the docket, key to frame", "<tab>"),
        ("open and leave the reasons, two keys to frame", "r<esc>"),
    ] {
        print(
            what,
            median(ROUNDS, || {
                press(&mut model, desk, keys);
                frame(&model);
            }),
        );
    }
}

/// One entry on the disk, beside what the disk itself asks for.
fn writes(desk: &mut Desk, place: &std::path::Path) {
    let draft = |number: usize| Draft {
        at: NOW,
        who: "bench".to_owned(),
        meeting: None,
        act: Act::Note {
            lead: LeadId(1),
            text: format!("note {number}"),
        },
        seen: None,
    };
    let mut number = 0;
    print(
        "one entry recorded (FULL)",
        median(ROUNDS, || {
            number += 1;
            desk.ledger.record(&[draft(number)]).unwrap();
        }),
    );
    let mut file = std::fs::File::create(place.join("floor")).unwrap();
    print(
        "the floor: 4 KiB appended, fdatasync",
        median(ROUNDS, || {
            file.write_all(&[0; 4096]).unwrap();
            file.sync_data().unwrap();
        }),
    );
}

fn press(model: &mut Model, desk: &mut Desk, keys: &str) {
    for key in script(keys) {
        let effects = update(model, Message::Key { key, at: NOW });
        perform(model, desk, effects);
    }
}

fn perform(model: &mut Model, desk: &mut Desk, effects: Vec<Effect>) {
    for effect in effects {
        for message in desk.perform(effect) {
            let effects = update(model, message);
            perform(model, desk, effects);
        }
    }
}

fn median(rounds: usize, mut what: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..rounds)
        .map(|_| {
            let begun = Instant::now();
            what();
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[rounds / 2]
}

fn print(what: &str, time: Duration) {
    println!("{what:<55} {:>10.3} ms", time.as_secs_f64() * 1000.0);
}
