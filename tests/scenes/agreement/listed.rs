//! Names from lists (scans, bought addresses, cards) are no leads until they pass every must-have: in no figure, told
//! apart, the same from what is kept as counted from nothing, and back by the key that brings them back.

use docket::review::agreement::definition::Definition;
use docket::review::filter::By;
use docket::review::lead::{Field, LeadId};
use docket::seat::desk::report::ReportAsk;
use serde_json::{Value, json};

use super::held::{agreed, asks, proposed, ratified, record, voted};
use crate::room::{NOW, Room, shows, ten_leads};

fn correct(room: &mut Room, lead: i64, field: Field, text: &str) {
    room.hears(docket::review::entry::Act::Corrected {
        lead: LeadId(lead),
        field,
        text: text.to_owned(),
    });
}

fn lists() -> Definition {
    Definition {
        list_sources: vec!["Badge scan ".to_owned()],
        ..asks("industry", "industry = Manufacturing")
    }
}

/// Ten leads. Four came from scanned badges: the first passes, the second fails, of the others nobody knows.
fn scanned() -> Room {
    let mut room = ten_leads();
    for lead in 1..=4 {
        correct(&mut room, lead, Field::Source, "badge Scan");
    }
    for lead in 5..=10 {
        correct(&mut room, lead, Field::Source, "Web");
    }
    correct(&mut room, 1, Field::Industry, "Manufacturing");
    correct(&mut room, 2, Field::Industry, "Banking");
    room
}

fn report(room: &Room, by: Option<By>) -> Value {
    let ask = ReportAsk {
        by,
        ..ReportAsk::default()
    };
    serde_json::to_value(room.desk.report(&ask).unwrap()).unwrap()
}

/// Leads delivered, names from lists: as counted.
fn counts(room: &Room) -> (Value, Value) {
    let report = report(room, None);
    assert_eq!(
        room.desk.ledger.check().unwrap(),
        [],
        "kept as the agreement says"
    );
    let delivered = report["kpis"]["created_by_marketing"]["qualified"].clone();
    (delivered, report["suspects"]["names"].clone())
}

#[test]
fn a_name_from_a_list_is_no_lead_until_it_passes_and_is_told_apart() {
    let mut room = scanned();
    assert_eq!(
        counts(&room),
        (json!(10), Value::Null),
        "nothing is flagged yet"
    );
    agreed(&mut room, lists());
    let told = report(&room, None);
    // The first passes; three of ten are names. All four were accepted in words, the first was won.
    assert_eq!(
        told["suspects"],
        json!({ "names": 3, "accepted": 3, "opportunities": 0, "won": 0 })
    );
    let k1 = &told["kpis"]["acceptance_rate"];
    let parts = ["accepted", "rejected", "no_answer_yet", "qualified"].map(|part| k1[part].clone());
    assert_eq!(parts, [3, 3, 1, 7].map(Value::from));
    assert_eq!(
        told["kpis"]["created_by_marketing"],
        json!({ "created": 7, "qualified": 7 })
    );
    assert_eq!(told["kpis"]["lead_to_revenue"]["won"], 1);
    let reached: Vec<&Value> = told["funnel"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| &step["reached"])
        .collect();
    assert_eq!(reached, [7, 7, 3, 1, 1]);
    let by_source = report(&room, Some(By::Source));
    let scans = &by_source["breakdown"][0];
    assert_eq!(
        (&scans["key"], &scans["qualified"]),
        (&json!("Web"), &json!(6))
    );
}

#[test]
fn what_is_known_of_it_makes_it_a_lead_and_undo_makes_it_a_name() {
    let mut room = scanned();
    agreed(&mut room, lists());
    correct(&mut room, 3, Field::Industry, "Manufacturing");
    assert_eq!(counts(&room), (json!(8), json!(2)));
    room.desk.ledger.undo("Ana", None, NOW).unwrap();
    assert_eq!(counts(&room), (json!(7), json!(3)));
    room.desk.ledger.redo("Ana", None, NOW).unwrap();
    correct(&mut room, 9, Field::Source, "Badge scan");
    assert_eq!(counts(&room), (json!(7), json!(3)), "one came, one went");
    // Another wording, another source; what came before it keeps to the one it came under.
    let second = Definition {
        list_sources: vec!["Web".to_owned()],
        ..lists()
    };
    for (days, step) in [
        (23, proposed(2, second)),
        (22, voted(2, 5)),
        (22, ratified(2, "2026-11-02")),
    ] {
        record(&mut room, days, step).unwrap();
    }
    // 5, 6, 7, 8 and 10 are from the web, and no industry is known of them.
    assert_eq!(counts(&room), (json!(5), json!(5)));
}

#[test]
fn who_came_before_there_was_any_definition_is_not_held_to_one() {
    let mut room = scanned();
    for (days, step) in [
        (40, proposed(1, lists())),
        (39, voted(1, 4)),
        (39, ratified(1, "2026-11-03")),
    ] {
        record(&mut room, days, step).unwrap();
    }
    assert_eq!(counts(&room), (json!(10), Value::Null));
}

#[test]
fn what_is_kept_of_all_leads_says_what_counting_them_says() {
    let (mut kept, mut counted) = (scanned(), scanned());
    let turns: [fn(&mut Room); 5] = [
        |room| agreed(room, lists()),
        |room| correct(room, 3, Field::Industry, "Manufacturing"),
        |room| correct(room, 7, Field::Source, "BADGE SCAN"),
        |room| correct(room, 1, Field::Industry, ""),
        |room| {
            room.desk.ledger.undo("Ana", None, NOW).unwrap();
        },
    ];
    for (number, turn) in turns.into_iter().enumerate() {
        kept.desk.keep().unwrap();
        turn(&mut kept);
        turn(&mut counted);
        for by in [None, Some(By::Source), Some(By::Rep), Some(By::Reason)] {
            let one = report(&kept, by.clone());
            assert_eq!(one, report(&counted, by), "turn {number}");
        }
        assert_eq!(kept.desk.ledger.check().unwrap(), []);
    }
    assert_eq!(counts(&kept).1, json!(3), "2, 4 and 7; 1 and 3 pass");
}

#[test]
fn the_screens_tell_them_apart_and_the_card_says_why() {
    let mut room = scanned();
    agreed(&mut room, lists());
    shows(
        &room.keys("3").screen(200, 50),
        &["7 leads", "3 names from lists are not counted"],
    );
    let screen = room.keys("x").screen(120, 36);
    shows(
        &screen,
        &[
            "left out: 3 leads from lists that do not",
            "3 names from lists do not pass the criteria",
            "and are no leads; all the same 3 accepted",
        ],
    );
    room.keys("<esc>2");
    let lead = |room: &mut Room, number: i64| {
        let find = format!("/Company {number:02}<enter><enter>");
        room.keys(&find).screen(120, 36)
    };
    let screen = lead(&mut room, 3);
    shows(
        &screen,
        &[
            "handed over",
            "badge Scan is a list: this name is no lead until every",
        ],
    );
    room.keys("<esc><esc>1N<enter>");
    let minutes = room.minutes_in_words();
    shows(&minutes, &["names from lists, no leads yet"]);
}
