//! What people do in a review: verdicts, undo, repeat, bulk, consent, two seats, practice.

use super::{TEN, Table, say};
use docket::console::Message;
use docket::console::effect::Effect;
use docket::review::entry::{Act, Told};
use docket::review::lead::LeadId;
use docket::review::meeting::{MeetingState, Part};
use docket::review::verdict::{Acceptance, InProcess, Judgement, Verdict};

fn current(table: &Table) -> LeadId {
    table.model.walk.as_ref().unwrap().current().unwrap()
}

fn kept(table: &Table, lead: LeadId) -> docket::review::lead::Lead {
    table.desk.ledger.lead(lead).unwrap().unwrap()
}

#[test]
fn twenty_four_leads_take_at_most_eighty_keys() {
    let mut table = Table::with_leads(24);
    table.review();
    for at in 0..24 {
        let lead = current(&table);
        let silent = kept(&table, lead).standing().is_none();
        table.press(match at % 3 {
            0 if !silent => "<enter>",
            1 => "r4",
            _ => "a",
        });
    }
    let walk = table.model.walk.as_ref().unwrap();
    let done = walk
        .docket
        .iter()
        .filter(|item| kept(&table, item.lead).said.reviewed_in == Some(walk.id()))
        .count();
    assert_eq!(done, 24, "{}", table.screen());
    assert!(table.presses <= 80, "{} keys", table.presses);
}

#[test]
fn accept_writes_owner_and_next_touch_and_the_next_lead_comes() {
    let mut table = Table::with_leads(6);
    table.review();
    let lead = current(&table);
    table.press("a");
    let kept = kept(&table, lead);
    let Some(Verdict::Accepted(acceptance)) = kept.standing().map(|standing| standing.verdict)
    else {
        panic!("not accepted");
    };
    assert_eq!(acceptance.owner, "T. Reyes");
    // Two working days after Tue 24 Nov 2026.
    assert_eq!(acceptance.next_touch.unwrap().to_string(), "2026-11-26");
    assert_ne!(current(&table), lead);
}

#[test]
fn the_strip_moves_in_the_frame_of_the_key_and_saving_goes_with_the_answer() {
    let mut table = Table::with_leads(3);
    table.review();
    let lead = current(&table);
    table.hold = true;
    table.press("a");
    let accepted = |table: &Table| {
        let walk = table.model.walk.as_ref().unwrap();
        (walk.start.acceptance.accepted, walk.now.acceptance.accepted)
    };
    assert_eq!(accepted(&table), (1, 2));
    assert!(table.screen().contains("1 → 2"), "{}", table.screen());
    assert!(table.model.known.one(lead).unwrap().is_saving());
    table.let_go();
    assert_eq!(accepted(&table), (1, 2));
    assert!(!table.model.known.one(lead).unwrap().is_saving());
}

#[test]
fn what_could_not_be_written_is_taken_back_and_its_text_stays() {
    let mut table = Table::with_leads(3);
    table.review();
    table.hold = true;
    table.press("r0no time<enter>");
    let Some(Effect::Record { ticket, .. }) = table.held.pop() else {
        panic!("nothing was sent");
    };
    let why = docket::console::message::Refused::Words("the disk is full".to_owned());
    table.send(Message::NotRecorded { ticket, why });
    let walk = table.model.walk.as_ref().unwrap();
    assert_eq!(walk.start, walk.now);
    assert!(table.screen().contains("no time"), "{}", table.screen());
    assert_eq!(table.line(), "the disk is full");
}

#[test]
fn undo_takes_back_one_gesture_and_redo_does_it_again() {
    let mut table = Table::with_leads(6);
    table.review();
    let lead = current(&table);
    let before = kept(&table, lead).said.verdict;
    table.press("a");
    assert_ne!(kept(&table, lead).said.verdict, before);
    table.press("u");
    assert_eq!(kept(&table, lead).said.verdict, before);
    let walk = table.model.walk.as_ref().unwrap();
    assert_eq!(walk.start, walk.now);
    assert_eq!(current(&table), lead);
    table.press("<Ctrl-r>");
    assert_ne!(kept(&table, lead).said.verdict, before);
}

#[test]
fn the_same_again_shows_first_and_writes_on_the_second_press() {
    let mut table = Table::with_leads(9);
    table.review().press("r4");
    let lead = current(&table);
    let before = kept(&table, lead).said.verdicts;
    table.press(".");
    assert!(table.screen().contains("no budget"), "{}", table.screen());
    assert_eq!(kept(&table, lead).said.verdicts, before);
    table.press(".");
    assert_eq!(kept(&table, lead).said.verdicts, before + 1);
}

#[test]
fn marked_leads_take_one_verdict_and_one_undo() {
    let mut table = Table::with_leads(9);
    table.review();
    let walk = table.model.walk.as_ref().unwrap();
    let order = walk.order(&table.model.known);
    let marked: Vec<LeadId> = order[..3].iter().map(|at| walk.docket[*at].lead).collect();
    let before: Vec<u32> = marked
        .iter()
        .map(|id| kept(&table, *id).said.verdicts)
        .collect();
    table.press("   r2");
    for (lead, before) in marked.iter().zip(&before) {
        assert_eq!(kept(&table, *lead).said.verdicts, before + 1);
    }
    table.press("u");
    for (lead, before) in marked.iter().zip(&before) {
        assert_eq!(kept(&table, *lead).said.verdicts, *before);
    }
}

#[test]
fn one_key_confirms_the_consent_list_with_one_entry_a_lead() {
    let mut table = Table::with_leads(24);
    table.review();
    let walk = table.model.walk.as_ref().unwrap();
    let consent = walk
        .docket
        .iter()
        .filter(|item| item.part == Part::ByConsent);
    let answered = consent
        .filter(|item| kept(&table, item.lead).standing().is_some())
        .count();
    assert!((1..16).contains(&answered));
    table.press("C<enter>");
    let id = table.model.walk.as_ref().unwrap().id();
    let entries = table.desk.ledger.entries_of_meeting(id).unwrap();
    let consent = entries
        .iter()
        .filter(|entry| matches!(&entry.act, Act::Stands { told, .. } if *told == Told::Consent));
    let gestures: std::collections::BTreeSet<_> =
        consent.clone().map(|entry| entry.gesture).collect();
    assert_eq!((consent.count(), gestures.len()), (answered, 1));
}

#[test]
fn small_answers_take_two_keys() {
    let mut table = Table::with_leads(6);
    table.review();
    let lead = current(&table);
    table.press("lsey");
    let said = kept(&table, lead).said;
    assert_eq!(said.judgement, Some(Judgement::NotSure));
    assert!(matches!(
        said.in_process,
        Some(InProcess::Yes { since: Some(_) })
    ));
    table.press("w12<enter>");
    assert_eq!(kept(&table, lead).said.wishes, ["budget", "timing"]);
}

#[test]
fn a_reason_asks_only_for_what_its_guard_needs() {
    for (keys, reason, detail, waived) in [
        ("r1", 1, "", true),
        ("r7", 7, "0 tries", true),
        ("r9<enter>", 9, "duplicate", false),
        ("r8<enter>", 8, "phone", false),
        ("r0they moved<enter>", 0, "they moved", false),
        ("r5<enter>", 5, "", false),
    ] {
        let mut table = Table::with_leads(3);
        table.review();
        let lead = current(&table);
        table.press(keys);
        let lead = kept(&table, lead);
        let refusal = lead.standing().unwrap().verdict.refusal().unwrap().clone();
        assert_eq!(
            (refusal.reason.0, refusal.detail.as_str(), refusal.waived),
            (reason, detail, waived),
            "{keys}"
        );
    }
}

#[test]
fn a_note_is_kept_across_pop_ups_and_written_whole() {
    let mut table = Table::with_leads(3);
    table.review();
    let lead = current(&table);
    table.press("nfirst line<enter>second<esc>");
    table.press("?<esc>n");
    assert!(table.screen().contains("second"), "{}", table.screen());
    table.press("<tab>");
    assert_eq!(kept(&table, lead).said.note, "first line\nsecond");
}

#[test]
fn a_following_seat_stays_with_the_lead_a_question_is_about() {
    let mut table = Table::with_leads(6);
    table.review();
    let meeting = table.model.walk.as_ref().unwrap().id();
    let next = table.model.walk.as_ref().unwrap().docket[1].lead;
    let here = current(&table);
    table.model.walk.as_mut().unwrap().follows = true;
    table.press("r");
    let mut goes = say(&mut table.desk, Act::At { lead: next });
    goes.meeting = Some(meeting);
    let entries = vec![goes];
    table.send(Message::Told { entries });
    assert_eq!(current(&table), here, "the question is about this lead");
    table.press("<esc>");
    assert_eq!(current(&table), next, "and then it goes along");
}

#[test]
fn a_following_seat_sees_at_the_close_what_the_other_rated() {
    let mut table = Table::with_leads(3);
    table.review();
    table.press("7");
    let meeting = table.model.walk.as_ref().unwrap().id();
    let ratings = vec![9, 8];
    let mut rated = say(&mut table.desk, Act::Rated { ratings });
    rated.meeting = Some(meeting);
    let entries = vec![rated];
    table.send(Message::Told { entries });
    assert!(table.screen().contains("average 8.5"), "{}", table.screen());
}

#[test]
fn a_command_is_found_by_its_name_before_others_that_only_speak_of_it() {
    let mut table = Table::with_leads(2);
    table.review();
    table.press(":follow");
    let screen = table.screen();
    let first = screen.lines().find(|line| line.contains('▸')).unwrap();
    assert!(
        screen.lines().any(|line| line.contains("│▸ F ")),
        "{first}\n{screen}"
    );
}

#[test]
fn what_was_said_while_the_question_stood_open_is_not_written_over() {
    let mut table = Table::with_leads(6);
    table.review();
    let lead = current(&table);
    table.press("r");
    let theirs = say(
        &mut table.desk,
        Act::Verdict {
            lead,
            verdict: Verdict::Accepted(Acceptance::default()),
            told: Told::Seat,
        },
    );
    let entries = vec![theirs];
    table.send(Message::Told { entries });
    table.press("4");
    let asks = table.screen();
    assert!(asks.contains("Two people on one lead"), "{asks}");
    assert_eq!(kept(&table, lead).said.verdicts, 1, "theirs stands");
    table.press("<esc>");
    // With nothing open it was looked at: the next answer is meant.
    table.press("r4");
    assert_eq!(kept(&table, lead).said.verdicts, 2, "{}", table.screen());
}

#[test]
fn another_seat_is_heard_and_the_second_on_a_lead_is_asked() {
    let mut table = Table::with_leads(6);
    table.review();
    let lead = current(&table);
    say(
        &mut table.desk,
        Act::Verdict {
            lead,
            verdict: Verdict::Accepted(Acceptance::default()),
            told: Told::Seat,
        },
    );
    table.press("r4");
    let asks = table.screen();
    assert!(asks.contains("Two people on one lead"), "{asks}");
    assert!(asks.contains("T. Reyes said at"), "{asks}");
    assert_eq!(
        kept(&table, lead).said.verdicts,
        1,
        "only theirs is written"
    );
    table.press("w");
    let word = kept(&table, lead);
    let standing = word.standing().unwrap();
    assert_eq!(standing.by, Some("J. Adeyemi"));
    let other = current(&table);
    let told = say(
        &mut table.desk,
        Act::Note {
            lead: other,
            text: "called twice".to_owned(),
        },
    );
    table.send(Message::Told {
        entries: vec![told],
    });
    assert!(table.line().starts_with("T. Reyes: "), "{}", table.line());
    assert!(
        table.screen().contains("called twice"),
        "{}",
        table.screen()
    );
}

#[test]
fn a_review_resumes_at_the_same_lead_and_closes_final() {
    let mut table = Table::with_leads(9);
    table.review().press("aa");
    let lead = current(&table);
    let mut table = Table::at(table.desk);
    assert_eq!(current(&table), lead);
    table.press("7<enter><enter>");
    assert!(table.model.walk.is_none(), "{}", table.screen());
    let meetings = table.desk.ledger.meetings().unwrap();
    assert_eq!(meetings[0].state, MeetingState::Closed { version: 1 });
}

#[test]
fn practice_keeps_nothing_and_still_moves_the_strip() {
    let mut table = Table::with_leads(6);
    let before = table.desk.ledger.last_seq().unwrap();
    table.press("M<enter>a");
    let walk = table.model.walk.as_ref().unwrap();
    assert_eq!(
        walk.now.acceptance.accepted,
        walk.start.acceptance.accepted + 1
    );
    assert!(table.screen().contains("PRACTICE"));
    table.press("u");
    let walk = table.model.walk.as_ref().unwrap();
    assert_eq!(walk.now, walk.start);
    assert_eq!(table.desk.ledger.last_seq().unwrap(), before);
}

#[test]
fn the_clock_is_the_callers() {
    let table = Table::with_leads(1);
    assert_eq!(table.model.now, TEN);
}
