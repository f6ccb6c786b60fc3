//! The agreed follow-up and the plan before the first call: typed in the SLA, told on each lead's card, asked for
//! before a lead is out of reach, counted before the first touch.

use chrono::NaiveDate;
use chrono_tz::Tz::UTC;
use docket::console::begin;
use docket::console::update::agreement::sla as reads;
use docket::review::agreement::calendar::Calendar;
use docket::review::agreement::sla::follow_up::{Went, read, walked};
use docket::review::agreement::sla::{FollowUp, Measure, Sla};
use docket::review::entry::{Act, Draft};
use docket::review::lead::LeadId;
use docket::review::milestone::Milestone;
use docket::review::touch::{Touch, TouchKind, TouchResult};

use super::sla::{agree_on, clause};
use crate::room::{NOW, Room, shows, ten_leads};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn touch(on: &str, kind: TouchKind, result: Option<TouchResult>) -> Touch {
    Touch {
        at: Some(Milestone::Day(day(on))),
        kind,
        result,
        by: "T. Reyes".to_owned(),
        note: String::new(),
    }
}

#[test]
fn a_sequence_is_typed_in_words_and_what_is_wrong_says_what_to_write() {
    let step = |day, channel| FollowUp { day, channel };
    let steps = read("3 call, 0 Call; day 1 E-Mail · ").unwrap();
    let wanted = [
        step(0, TouchKind::Call),
        step(1, TouchKind::Email),
        step(3, TouchKind::Call),
    ];
    assert_eq!(steps, wanted, "in the order of the days");
    assert_eq!(read("  "), Ok(Vec::new()));
    for (typed, said) in [
        ("call", "a step is a day and a way"),
        ("soon call", "a step is a day and a way"),
        ("-1 call", "would come before the delivery"),
        (
            "2 pigeon",
            "\"pigeon\" is no way to reach anybody here: choose of call",
        ),
        ("400 call", "more than a year away"),
    ] {
        let fault = read(typed).unwrap_err();
        assert!(fault.contains(said), "{typed}: {fault}");
    }
    let many = ["1 call"; 21].join(",");
    assert!(read(&many).unwrap_err().contains("at most 20"));
}

/// Delivered on Friday 6 Nov 2026; asked on Tuesday the 17th. Steps due Fri 6, Mon 9, Wed 11, Wed 18 (working days).
fn check(touches: &[Touch], over: bool, wanted: [Went; 4]) {
    let steps = read("0 call, 1 e-mail, 3 call, 8 meeting").unwrap();
    let delivered = Milestone::Day(day("2026-11-06"));
    let found = walked(
        &steps,
        &Calendar::usual(UTC),
        delivered,
        touches,
        over,
        day("2026-11-17"),
    );
    let due: Vec<String> = found.iter().map(|step| step.due.to_string()).collect();
    assert_eq!(
        due,
        ["2026-11-06", "2026-11-09", "2026-11-11", "2026-11-18"]
    );
    let went: Vec<Went> = found.iter().map(|step| step.went).collect();
    assert_eq!(went, wanted, "{touches:?}");
}

#[test]
fn each_touch_is_one_step_and_what_was_missed_stays_missed() {
    use TouchKind::{Call, Demo, Email, Voicemail};
    use Went::{Done, Late, Missed, Next, NotNeeded};
    let call = |on| touch(on, Call, Some(TouchResult::NotReached));
    check(&[], false, [Missed, Missed, Missed, Next]);
    check(&[call("2026-11-05")], false, [Missed, Missed, Missed, Next]);
    check(&[call("2026-11-06")], false, [Done, Missed, Missed, Next]);
    check(
        &[
            touch("2026-11-06", Voicemail, None),
            touch("2026-11-10", Email, None),
            call("2026-11-11"),
        ],
        false,
        [Done, Late, Done, Next],
    );
    check(
        &[touch("2026-11-06", Demo, None)],
        true,
        [Missed, Missed, Missed, Done],
    );
    check(&[], true, [Missed, Missed, Missed, NotNeeded]);
    let reached = touch("2026-11-10", Call, Some(TouchResult::Reached));
    check(&[reached], false, [Late, Missed, NotNeeded, NotNeeded]);
}

/// Ten leads delivered on Monday 2 Nov 2026, and an SLA since the day before.
fn agreed() -> Room {
    let mut room = ten_leads();
    let sla = Sla {
        follow_up: read("0 call, 1 e-mail, 30 call").unwrap(),
        call_plan: ["who", "why now"].map(ToOwned::to_owned).to_vec(),
        clauses: vec![
            clause(1, Measure::PassesMustHaves, 80),
            clause(2, Measure::ReasonGiven, 100),
        ],
        ..Sla::default()
    };
    agree_on(&mut room.desk.ledger, 1, "2026-11-01", sla);
    let effects = begin(&mut room.model);
    room.perform(effects);
    room
}

fn tell(room: &mut Room, act: Act) {
    let draft = Draft {
        at: NOW,
        who: "T. Reyes".to_owned(),
        meeting: None,
        act,
        seen: None,
    };
    room.desk.ledger.record(&[draft]).unwrap();
}

#[test]
fn the_card_tells_the_steps_and_out_of_reach_asks_for_all_of_them() {
    let mut room = agreed();
    room.keys("2/Company 10<enter><enter>");
    for size in [(80, 24), (120, 36)] {
        let screen = room.screen(size.0, size.1);
        shows(&screen, &["Company 10"]);
    }
    let screen = room.screen(200, 50);
    shows(
        &screen,
        &["Follow-up", "0 of 3, 2 missed", "▸ call by", "14 Dec"],
    );
    let screen = room.keys("r7").screen(120, 36);
    shows(
        &screen,
        &["0 of 3 steps of the agreed follow-up so far: c writes down a try"],
    );
    // Two calls and a mail, one after the other; the last step is asked for by number, not by its day.
    room.keys("<esc>c<enter>c<enter>r7");
    shows(&room.screen(120, 36), &["2 of 3 steps"]);
    room.keys("<esc>c<right><right><enter>");
    let screen = room.screen(200, 50);
    shows(&screen, &["3 of 3: ✓ call, late · ✓ e-mail, late · ✓ call"]);
    room.keys("r7");
    let lead = room.desk.ledger.lead(LeadId(10)).unwrap().unwrap();
    assert!(lead.standing().is_some(), "it is written");
    room.keys("uu");
    let lead = room.desk.ledger.lead(LeadId(10)).unwrap().unwrap();
    assert_eq!((lead.standing(), lead.touches().count), (None, 2));
}

#[test]
fn a_call_plan_is_ticked_by_keys_undone_and_counted_before_the_first_touch() {
    let mut room = agreed();
    // Leads 1 to 6 are accepted. The second is planned, then called; the third is called, then planned.
    room.keys("2/Company 02<enter><enter>");
    shows(
        &room.screen(200, 50),
        &["Call plan", "0 of 2 · open: who, why now · L ticks"],
    );
    room.keys("L1<enter>");
    shows(&room.screen(200, 50), &["1 of 2 · open: why now"]);
    room.keys("L2<enter>");
    shows(&room.screen(200, 50), &["✓ all 2 thought of"]);
    room.keys("u");
    shows(&room.screen(200, 50), &["1 of 2 · open: why now"]);
    room.keys("L2<enter>");
    let call = |lead| Act::Touched {
        lead: LeadId(lead),
        touch: Touch {
            at: Some(Milestone::Instant(NOW / 1000 + 60)),
            ..touch("2026-11-24", TouchKind::Call, None)
        },
    };
    tell(&mut room, call(2));
    tell(
        &mut room,
        Act::Touched {
            lead: LeadId(3),
            touch: touch("2026-11-23", TouchKind::Call, None),
        },
    );
    tell(
        &mut room,
        Act::Planned {
            lead: LeadId(3),
            ticked: vec!["who".to_owned(), "why now".to_owned()],
            of: 2,
        },
    );
    tell(&mut room, call(4));
    let screen = room.keys("<esc><f5>G").screen(120, 36);
    // The second of three touched; the other three accepted are not touched yet.
    shows(
        &screen,
        &[
            "1 of 3 accepted leads had one before the first touch: 33.3 %",
            "3 not touched yet",
        ],
    );
    let screen = room
        .keys("2/<ctrl-u>Company 10<enter><enter>L")
        .screen(120, 36);
    shows(&screen, &["a call is planned for an accepted lead"]);
}

#[test]
fn both_are_written_in_the_sla_by_keys() {
    let mut room = ten_leads();
    room.keys("4<f5>L");
    for size in [(80, 24), (120, 36), (200, 50)] {
        let screen = room.keys("G").screen(size.0, size.1);
        shows(&screen, &["Before the first call: who · why now"]);
        let screen = room.keys("k").screen(size.0, size.1);
        shows(&screen, &["Sales follows up: day 0 call · day 1 e-mail"]);
    }
    room.keys("e<ctrl-u>0 pigeon<enter>");
    shows(
        &room.screen(80, 24),
        &["is no way to reach anybody here", "0 pigeon"],
    );
    room.keys("<ctrl-u>0 call, 2 e-mail<enter>");
    shows(&room.screen(120, 36), &["2 steps are in the draft"]);
    room.keys("je<ctrl-u>who, why now, who, a way in<enter>s");
    let text = reads(&room.model).unwrap();
    assert_eq!(text.call_plan, ["who", "why now", "a way in"]);
    assert_eq!(text.follow_up.len(), 2);
    let kept = room.desk.ledger.agreement().unwrap();
    let section = docket::review::agreement::version::Section::Sla;
    assert!(kept.section(section).draft.is_some(), "s keeps it");
}

#[test]
fn a_form_left_as_it_was_opened_says_nothing_and_what_is_cut_says_so() {
    let mut room = ten_leads();
    room.keys("4<f5>Lke<esc>");
    let screen = room.screen(80, 24);
    assert!(!screen.contains("kept as you left it"), "{screen}");
    shows(&screen, &["more lines in a taller window"]);
    assert!(!room.screen(200, 50).contains("in a taller window"));
    room.keys("e<tab>1<esc>");
    shows(&room.screen(80, 24), &["kept as you left it"]);
}
