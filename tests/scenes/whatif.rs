//! What if: answers are tried, the figures show what they would come to, and all of them are written, or none.

use docket::review::figures::kpi::Kpis;
use docket::review::figures::scorecard::wall;
use docket::review::lead::{Answer, LeadId};

use crate::room::{Room, shows, ten_leads};

fn last_seq(room: &Room) -> i64 {
    room.desk.ledger.last_seq().unwrap().0
}

/// The room's figures as the ledger has them.
fn written(room: &Room) -> Kpis {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    room.desk.figures(wall(today)).unwrap().now.kpis()
}

fn answer(room: &Room, lead: i64) -> Answer {
    let lead = room.desk.ledger.lead(LeadId(lead)).unwrap().unwrap();
    lead.facts().answer
}

#[test]
fn a_set_is_tried_and_dropped_without_an_entry() {
    let mut room = ten_leads();
    let before = last_seq(&room);
    room.keys("2S=");
    let screen = room.keys("<space><space><space>").screen(120, 36);
    shows(&screen, &["WHAT IF: NOTHING IS WRITTEN", "= what if"]);
    let names = |screen: &str| screen.matches("tried").count();
    let screen = room.keys("r3").screen(120, 36);
    assert!(names(&screen) >= 3, "{screen}");
    let screen = room.keys("=").screen(120, 36);
    shows(
        &screen,
        &["1 answer tried, on 3 leads.", "as it stands", "if so"],
    );
    assert_eq!(last_seq(&room), before);
    room.keys("d");
    assert_eq!(last_seq(&room), before);
    let screen = room.screen(120, 36);
    assert!(
        !screen.contains("tried") && !screen.contains("WHAT IF"),
        "{screen}"
    );
    shows(&screen, &["nothing was written"]);
}

#[test]
fn another_answer_that_is_tried_takes_the_place_of_the_first() {
    let mut room = ten_leads();
    room.keys("2=");
    let at = room
        .model
        .leads
        .ids
        .iter()
        .position(|id| id.0 == 10)
        .unwrap();
    let back = format!("g{}", "j".repeat(at));
    room.keys(&back).keys("a").keys(&back).keys("r3");
    let screen = room.keys("=").screen(120, 36);
    shows(&screen, &["1 answer tried, on 1 lead.", "not accepted"]);
    assert!(
        !screen.contains("→ returned"),
        "it was never accepted\n{screen}"
    );
    room.keys("<enter>");
    assert!(matches!(answer(&room, 10), Answer::NotAccepted(_)));
    // One that Sales had accepted is handed back by it.
    room.keys("=");
    let at = room
        .model
        .leads
        .ids
        .iter()
        .position(|id| id.0 == 2)
        .unwrap();
    room.keys(&format!("g{}r3=", "j".repeat(at)));
    shows(&room.screen(120, 36), &["returned"]);
}

#[test]
fn what_is_shown_is_what_the_ledger_counts_once_it_is_written() {
    let mut room = ten_leads();
    let stood = written(&room);
    // The one without an answer is accepted, and so is one that was not.
    room.keys("2=");
    for lead in [10, 7] {
        let at = room.model.leads.ids.iter().position(|id| id.0 == lead);
        room.keys("g").keys(&"j".repeat(at.unwrap())).keys("a");
    }
    room.keys("=");
    let tray = room.model.what_if.as_ref().unwrap();
    let shown = tray.weighed.clone().unwrap();
    assert_eq!(shown.before, stood);
    assert_eq!(shown.after.acceptance.accepted, 8);
    assert_eq!(shown.after.acceptance.not_accepted, 2);
    assert_eq!(shown.after.acceptance.no_answer_yet, 0);
    assert_eq!(written(&room), stood);
    let before = last_seq(&room);
    room.keys("<enter>");
    assert_eq!(written(&room), shown.after);
    // Two answers, one step, one undo.
    assert_eq!(last_seq(&room), before + 2);
    assert!(matches!(answer(&room, 10), Answer::Accepted { .. }));
    room.keys("u");
    assert_eq!(written(&room), stood);
    assert_eq!(answer(&room, 10), Answer::None);
    assert!(matches!(answer(&room, 7), Answer::NotAccepted(_)));
}

#[test]
fn undo_takes_back_the_last_try_and_nothing_that_was_written() {
    let mut room = ten_leads();
    let before = last_seq(&room);
    room.keys("2=r3u");
    shows(&room.screen(120, 36), &["tried no more"]);
    room.keys("u");
    shows(&room.screen(120, 36), &["nothing is tried yet"]);
    assert_eq!(last_seq(&room), before);
    room.keys("=<enter>");
    assert_eq!(last_seq(&room), before);
    assert!(room.model.what_if.is_none());
}

#[test]
fn in_a_review_the_strip_moves_and_the_walk_goes_back_to_where_it_stood() {
    let mut room = Room::rehearsal();
    room.keys("1N<enter>4");
    let walk = room.model.walk.as_ref().unwrap();
    let (stood, at) = (walk.now.clone(), walk.at);
    let before = last_seq(&room);
    room.keys("=");
    room.keys("aaa");
    assert_ne!(room.model.walk.as_ref().unwrap().now, stood);
    let screen = room.keys("=").screen(80, 24);
    shows(&screen, &["3 answers tried, on 3 leads", "accepted"]);
    let tray = room.model.what_if.as_ref().unwrap();
    let weighed = tray.weighed.as_ref().unwrap();
    assert_eq!(weighed.before, stood);
    assert_eq!(weighed.after, room.model.walk.as_ref().unwrap().now);
    room.keys("d");
    let walk = room.model.walk.as_ref().unwrap();
    assert_eq!((&walk.now, walk.at), (&stood, at));
    assert!(walk.saving.is_empty());
    assert_eq!(last_seq(&room), before);
}

#[test]
fn a_review_is_not_closed_over_answers_that_are_tried() {
    let mut room = Room::rehearsal();
    room.keys("1N<enter>4=a7<enter>");
    shows(&room.screen(120, 36), &["answers are being tried"]);
    assert!(room.model.walk.is_some());
    // What is no answer is written all the same.
    let before = last_seq(&room);
    room.keys("4dWe meet on Mondays<enter>");
    assert!(last_seq(&room) > before);
    room.keys("=d");
    assert!(room.model.what_if.is_none());
}

#[test]
fn what_others_write_meanwhile_is_not_told_as_the_effect_of_a_try() {
    use docket::console::Message;
    use docket::review::entry::{Act, Draft, Told};
    use docket::review::verdict::{Acceptance, Verdict};
    let mut room = ten_leads();
    let at = {
        room.keys("2=");
        room.model.leads.ids.iter().position(|id| id.0 == 7)
    };
    room.keys("g").keys(&"j".repeat(at.unwrap())).keys("a");
    let theirs = Draft {
        at: crate::room::NOW,
        who: "K. Lind".to_owned(),
        meeting: None,
        act: Act::Verdict {
            lead: LeadId(10),
            verdict: Verdict::Accepted(Acceptance::default()),
            told: Told::Seat,
        },
        seen: None,
    };
    let entries = room.desk.ledger.record(&[theirs]).unwrap();
    let effects = docket::console::update(&mut room.model, Message::Told { entries });
    room.perform(effects);
    let tray = room.model.what_if.as_ref().unwrap();
    let weighed = tray.weighed.as_ref().unwrap();
    assert_eq!(weighed.before.acceptance.accepted, 7);
    assert_eq!(weighed.after.acceptance.accepted, 8);
}
