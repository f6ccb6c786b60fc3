//! The tab "SLA" by keys: begun from a starter, changed, kept; misses answered once a clause; guards.

use docket::console::begin;
use docket::console::model::agreement::Tab;
use docket::console::model::places::Place;
use docket::console::update::agreement::sla;
use docket::review::agreement::sla::{ClauseKey, Measure, Sla, WorkingHours, read_limit};
use docket::review::agreement::sla::{Clock, limit_words, short_limit};
use docket::review::agreement::starter;
use docket::review::entry::Act;
use docket::review::person::Team;
use docket::review::verdict::Verdict;

use super::sla::{agree, agree_on, clause, draft};
use crate::room::{NOW, Room, shows, ten_leads};

/// Ten leads, and an SLA with these clauses since 1 Nov 2026.
pub fn agreed(clauses: Vec<docket::review::agreement::sla::Clause>) -> Room {
    let mut room = ten_leads();
    agree(&mut room.desk.ledger, 1, "2026-11-01", clauses);
    let effects = begin(&mut room.model);
    room.perform(effects);
    room.keys("4<f5>");
    room
}

pub fn both_sides() -> Vec<docket::review::agreement::sla::Clause> {
    vec![
        clause(
            1,
            Measure::FieldsFilled {
                fields: vec!["company".to_owned(), "campaign".to_owned()],
            },
            80,
        ),
        clause(2, Measure::Verdict { minutes: 16 * 60 }, 90),
        clause(3, Measure::ReasonGiven, 100),
    ]
}

#[test]
fn the_starters_stand_by_themselves() {
    let sla = starter::sla(&docket::review::agreement::names::Names::default());
    assert_eq!(sla.faults(), Vec::new());
    assert_eq!(sla.of(Team::Marketing).count(), 4);
    assert_eq!(sla.of(Team::Sales).count(), 4);
    let rules = starter::rules(&docket::review::agreement::names::Names::default());
    assert_eq!(rules.rules.len(), 6);
    assert_eq!(rules.fault(), None);
}

#[test]
fn an_sla_is_begun_from_the_starter_changed_and_kept_as_a_draft() {
    let mut room = ten_leads();
    room.keys("4<f5>");
    shows(
        &room.screen(120, 36),
        &["nothing is ever missed", "L loads a starter set"],
    );
    room.keys("L");
    for size in [(80, 24), (120, 36), (200, 50)] {
        let screen = room.screen(size.0, size.1);
        shows(
            &screen,
            &[
                "Marketing owes",
                "Sales owes",
                "M1 Enough leads",
                "S1 Sales calls",
                "not in force",
            ],
        );
    }
    // From M1 across to S1, then a limit of half a day.
    room.keys("<right>e<tab><tab><tab><ctrl-u>4 h<enter>");
    let text = sla(&room.model).unwrap();
    assert_eq!(
        text.clause(ClauseKey(5)).unwrap().measure,
        Measure::FirstTouch { minutes: 240 }
    );
    shows(
        &room.screen(120, 36),
        &[
            "S1 is in the draft",
            "first touch within 4 working hours of delivery",
        ],
    );
    room.keys("s");
    let kept = room.desk.ledger.agreement().unwrap();
    let history = kept.section(docket::review::agreement::version::Section::Sla);
    assert!(history.draft.is_some(), "s keeps it");
}

#[test]
fn bad_input_is_told_what_to_do_and_nothing_typed_is_lost() {
    let mut room = ten_leads();
    room.keys("4<f5>L<right>");
    // Each: keys in the form of S1, and what is said.
    let table = [
        ("<tab><tab><tab><ctrl-u>0", "a limit of 0 can never be met"),
        ("<tab><tab><tab><ctrl-u>-3 h", "a limit cannot be negative"),
        ("<tab><tab><tab><ctrl-u>soon", "\"soon\" is no time"),
        ("zzz", "nothing in the list holds these words: ←→ walks it"),
        ("<left>", "that is Sales' to keep"),
        ("<up><up><up><up><ctrl-u>101", "a share from 1 to 100 %"),
        (
            "<up><up><up><ctrl-u>",
            "say what happens where it is missed",
        ),
        (
            "<up>1 Oct 2026<up>2 Nov 2026",
            "it would end before it begins",
        ),
    ];
    for (keys, said) in table {
        room.keys("e").keys(keys).keys("<enter>");
        let screen = room.screen(120, 36);
        shows(&screen, &[said, "Clause S1"]);
        room.keys("<esc>");
        room.model.forms.clear();
        assert_eq!(
            *sla(&room.model).unwrap(),
            starter::sla(&docket::review::agreement::names::Names::default()),
            "{said}: nothing is changed by it"
        );
    }
    room.keys("e<tab><tab><tab><ctrl-u>soon<enter><esc>e");
    shows(&room.screen(120, 36), &["soon"]);
}

#[test]
fn two_clauses_for_the_same_thing_at_the_same_time_are_refused() {
    let mut room = ten_leads();
    room.keys("4<f5>L<right>a");
    // A second first touch, with words and a consequence, for every day.
    let filled = "<tab>call twice<tab><tab><ctrl-u>1 day<up><up><up><up><up><up>talk<enter>";
    room.keys(filled);
    shows(
        &room.screen(120, 36),
        &["S1 asks for the same thing on some of these days"],
    );
    // From a later day on S1 holds still, for it has no last day.
    room.keys("1 Dec 2027<enter>");
    shows(
        &room.screen(120, 36),
        &["S1 asks for the same thing", "call twice"],
    );
    assert_eq!(sla(&room.model).unwrap().clauses.len(), 8);
}

#[test]
fn working_hours_without_a_day_are_refused() {
    let mut room = ten_leads();
    room.keys("4<f5>Lgge12345<enter>");
    shows(&room.screen(120, 36), &["tick at least one working day"]);
    room.keys("1<tab><tab><ctrl-u>08:00<enter>");
    shows(&room.screen(120, 36), &["work has to end after it begins"]);
    room.keys("<ctrl-u>18:30<tab>2026-12-25, 2026-12-24<enter>");
    let hours = &sla(&room.model).unwrap().hours;
    assert_eq!(hours.words(), "Mon 09:00–18:30, 2 holidays");
}

#[test]
fn limits_are_read_and_said_in_the_clause_s_own_time() {
    let hours = WorkingHours::default();
    for (text, clock, minutes) in [
        ("1 day", Clock::Business, 480),
        ("1 day", Clock::Calendar, 1440),
        ("2", Clock::Business, 120),
        ("90 min", Clock::Calendar, 90),
        ("3 working days", Clock::Business, 1440),
    ] {
        assert_eq!(read_limit(text, clock, &hours), Ok(minutes), "{text}");
    }
    assert_eq!(limit_words(480, Clock::Business, &hours), "1 working day");
    assert_eq!(limit_words(1440, Clock::Calendar, &hours), "24 hours");
    assert_eq!(
        limit_words(90, Clock::Business, &hours),
        "90 working minutes"
    );
    assert_eq!(short_limit(960, Clock::Business, &hours), "2 days");
}

#[test]
fn both_sides_are_measured_beside_each_other_and_the_misses_open_their_leads() {
    // All ten came on Mon 2 Nov; nine were answered on 24 Nov, one never: the limit was Wed 4 Nov, 17:00.
    let mut room = agreed(both_sides());
    let screen = room.screen(120, 36);
    shows(
        &screen,
        &[
            "Marketing owes · 0 of 1 met, 1 missed",
            "Sales owes · 1 of 2 met, 1 missed",
            "✗ missed 40.0 % of 10, asked 80",
            "✗ missed 0.0 % of 10, asked 90",
            "✓ met 100.0 % of 3, asked 100",
        ],
    );
    room.keys("jj<enter>");
    shows(
        &room.screen(120, 36),
        &["S1 missed 10 times, Esc back", "Company 10"],
    );
    assert_eq!(room.model.leads.total, 10);
    room.keys("<esc>");
    assert_eq!(
        (room.model.place, room.model.agreement.tab),
        (Place::Agreement, Tab::Sla)
    );
}

#[test]
fn the_room_reads_the_board_from_its_far_end() {
    let mut room = agreed(both_sides());
    room.keys("B");
    for size in [(80, 24), (120, 36), (200, 50)] {
        let screen = room.screen(size.0, size.1);
        shows(
            &screen,
            &[
                "Marketing owes · 0 of 1 met, 1 missed",
                "Sales owes · 1 of 2 met, 1 missed",
                "M1 clause 1",
                "S2 clause 3",
                "✗ missed, asked 80 %, of 10",
                "✓ met, asked 100 %, of 3",
                "█",
            ],
        );
        assert!(!screen.contains("40.0"), "in digits: {screen}");
    }
    room.keys("B");
    shows(&room.screen(120, 36), &["✗ missed 40.0 % of 10, asked 80"]);
}

#[test]
fn a_miss_is_answered_once_for_the_clause_and_comes_back_by_undo() {
    let mut room = agreed(both_sides());
    room.keys("jj");
    shows(
        &room.screen(120, 36),
        &["S1 missed 10 times: what do we do?"],
    );
    room.keys("m<enter>");
    shows(
        &room.screen(120, 36),
        &["why, in words: it stands in the minutes"],
    );
    room.keys("first month of it<tab><right><enter>");
    let answers = room.desk.ledger.agreement().unwrap().answers;
    assert_eq!(
        (answers.len(), answers[0].applied, answers[0].misses),
        (1, false, 10)
    );
    let screen = room.screen(120, 36);
    shows(
        &screen,
        &["it was waived for 10 misses", "first month of it"],
    );
    assert!(!screen.contains("what do we do? m"), "answered: {screen}");
    room.keys("u");
    shows(
        &room.screen(120, 36),
        &["S1 missed 10 times: what do we do?"],
    );
}

#[test]
fn a_miss_becomes_a_promise_with_its_cause() {
    let mut room = agreed(both_sides());
    room.keys("jji<enter>");
    shows(&room.screen(120, 36), &["the cause, in words"]);
    room.keys("nobody looks on Mondays<tab>a look at nine<tab>T. Reyes<enter>");
    let promises = room.desk.ledger.promises().unwrap();
    assert_eq!(promises.len(), 1);
    assert_eq!(promises[0].owner, "T. Reyes");
    for part in [
        "a look at nine (S1 missed 10 times",
        "cause: nobody looks on Mondays",
        "10 of 10 missed",
    ] {
        assert!(promises[0].text.contains(part), "{}", promises[0].text);
    }
}

#[test]
fn could_not_reach_is_refused_while_the_tries_are_under_the_clause_s_minimum() {
    let mut room = agreed(vec![clause(4, Measure::Tries { tries: 2, days: 3 }, 90)]);
    // The lead without an answer, delivered on 2 Nov.
    let unanswered = |room: &mut Room| {
        room.keys("2gg/company 10<enter><enter>r7");
    };
    unanswered(&mut room);
    shows(
        &room.screen(120, 36),
        &["0 of 2 tries, 0 of 3 days by S1 so far"],
    );
    assert!(
        room.desk
            .ledger
            .lead(docket::review::lead::LeadId(10))
            .unwrap()
            .unwrap()
            .standing()
            .is_none()
    );
    room.keys("<esc>");
    for days in [5, 1] {
        let touch = docket::review::touch::Touch {
            at: Some(docket::review::milestone::Milestone::Instant(
                NOW / 1000 - days * 86_400,
            )),
            kind: docket::review::touch::TouchKind::Call,
            result: None,
            by: String::new(),
            note: String::new(),
        };
        let lead = docket::review::lead::LeadId(10);
        room.desk
            .ledger
            .record(&[draft(NOW, Act::Touched { lead, touch })])
            .unwrap();
    }
    let mut room = Room::at(room.desk, "T. Reyes");
    unanswered(&mut room);
    let lead = room
        .desk
        .ledger
        .lead(docket::review::lead::LeadId(10))
        .unwrap()
        .unwrap();
    let Some(Verdict::NotAccepted(refusal)) = lead.standing().map(|standing| standing.verdict)
    else {
        panic!("{:?}", room.screen(120, 36));
    };
    assert_eq!(
        (refusal.detail.as_str(), refusal.waived),
        ("2 tries", false)
    );
}

#[test]
fn without_a_clause_on_tries_the_guard_is_waived_and_says_so() {
    let mut room = ten_leads();
    room.keys("2gg/company 10<enter><enter>r7");
    let lead = room
        .desk
        .ledger
        .lead(docket::review::lead::LeadId(10))
        .unwrap()
        .unwrap();
    let standing = lead.standing().unwrap();
    assert!(standing.verdict.refusal().unwrap().waived);
}

#[test]
fn an_sla_measures_by_what_was_in_force_and_its_clause_may_end_before_it() {
    let mut room = ten_leads();
    let mut ends = clause(1, Measure::Verdict { minutes: 480 }, 90);
    ends.until = "2026-11-01".parse().ok();
    let later = clause(2, Measure::ReasonGiven, 100);
    let sla = Sla {
        clauses: vec![ends, later],
        ..Sla::default()
    };
    agree_on(&mut room.desk.ledger, 1, "2026-10-01", sla);
    let limits = room.desk.ledger.answer_limits().unwrap();
    let due = |day: &str| {
        limits.due(docket::review::milestone::Milestone::Day(
            day.parse().unwrap(),
        ))
    };
    assert!(due("2026-10-30").is_some());
    assert_eq!(due("2026-11-02"), None, "the clause ended the day before");
    let board = room.desk.records().unwrap().board.unwrap();
    assert!(
        board.row(ClauseKey(1)).is_none(),
        "it is not in force today"
    );
    assert_eq!(board.row(ClauseKey(2)).unwrap().counts.met, 3);
}

#[test]
fn the_close_asks_about_what_was_missed_and_the_minutes_tell_what_was_done() {
    let mut room = agreed(both_sides());
    room.keys("1N<enter>");
    room.keys("7");
    shows(
        &room.screen(120, 36),
        &["S1 missed 10 times: what do we do?"],
    );
    let review = room.model.meeting().unwrap();
    let before = room.desk.minutes(review, None).unwrap().unwrap();
    let text =
        docket::publish::minutes::render(&before, docket::publish::minutes::Format::Text, None)
            .unwrap();
    shows(
        &text,
        &[
            "Who owes what by when",
            "S1 missed 10 times: nobody said what is done about it.",
        ],
    );
    room.keys("<f5>jjm<tab>we begin again in December<enter><esc>7");
    let screen = room.screen(120, 36);
    assert!(!screen.contains("S1 missed"), "answered: {screen}");
    let after = room.desk.minutes(review, None).unwrap().unwrap();
    let row = after
        .owed
        .clauses
        .iter()
        .find(|row| row.name == "S1")
        .unwrap();
    assert_eq!((row.met, row.n, row.unanswered), (0, 10, 0));
    let answer = row.answer.as_ref().unwrap();
    assert!(answer.applied);
    assert_eq!(
        (answer.why.as_str(), answer.misses),
        ("we begin again in December", 10)
    );
}
