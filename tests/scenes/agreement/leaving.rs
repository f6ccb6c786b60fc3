//! What is typed into the agreement is not lost by leaving; who is who can be told outside a review; the header says what
//! is in force at any width.

use docket::console::effect::Effect;
use docket::review::agreement::version::Section;
use docket::review::person::{Person, Role, Team};

use super::held::{agreed, asks};
use crate::room::{Room, shows, ten_leads};

fn left(room: &Room) -> bool {
    room.done.contains(&Effect::Quit)
}

fn kept(room: &Room) -> bool {
    let agreement = room.desk.ledger.agreement().unwrap();
    agreement.section(Section::Rules).draft.is_some()
}

#[test]
fn leaving_asks_what_becomes_of_a_text_that_is_not_kept() {
    let mut room = ten_leads();
    room.keys("4<f6>Lq");
    shows(
        &room.screen(80, 24),
        &[
            "What you changed in rules is not kept",
            "s keep it and leave",
        ],
    );
    assert!(!left(&room), "it asks first");
    room.keys("<esc>");
    shows(&room.screen(80, 24), &["of 60 lines"]);
    room.keys("qs");
    assert!(left(&room) && kept(&room), "kept, then left");

    let mut room = ten_leads();
    room.keys("4<f6>Lqq");
    assert!(left(&room) && !kept(&room), "left without it");

    let mut room = ten_leads();
    room.keys("4<f6>q");
    assert!(left(&room), "nothing is in hand: nothing is asked");
}

#[test]
fn another_ledger_is_not_opened_over_a_text_that_is_not_kept() {
    let mut room = ten_leads();
    room.keys("4<f6>L1:open another<enter>");
    shows(&room.screen(120, 36), &["is not kept: 4, then s keeps it"]);
}

#[test]
fn somebody_joins_outside_a_review() {
    let mut room = ten_leads();
    room.keys("4<f8>a<tab><enter>");
    shows(&room.screen(120, 36), &["a name; Esc leaves it"]);
    room.keys("<ctrl-u>Mary Okafor<tab><right>");
    let screen = room.screen(120, 36);
    shows(&screen, &["A new person", "Mary Okafor"]);
    room.keys("<enter>");
    let people = room.desk.ledger.people().unwrap();
    let mary = people.iter().find(|person| person.name == "Mary Okafor");
    let Some(Person { team, role, .. }) = mary else {
        panic!("{people:?}");
    };
    assert_eq!((*team, *role), (Team::Marketing, Role::default()));
    room.keys("a<ctrl-u>mary okafor<enter>");
    shows(
        &room.screen(120, 36),
        &["Mary Okafor is here already, of Marketing"],
    );
}

#[test]
fn the_header_says_what_is_in_force_at_any_width() {
    let mut room = ten_leads();
    let header = |room: &mut Room, columns| {
        let screen = room.screen(columns, 36);
        screen.lines().next().unwrap().to_owned()
    };
    for columns in [80, 120, 200] {
        let line = header(&mut room, columns);
        assert!(line.contains("no agreed definition yet"), "{line}");
    }
    agreed(&mut room, asks("industry", "industry = Manufacturing"));
    for columns in [80, 120, 200] {
        let line = header(&mut room, columns);
        assert!(line.contains("what a lead is: v1"), "{line}");
    }
    let line = header(&mut room, 200);
    assert!(
        line.contains("v1 since 20 Oct, not ratified by both"),
        "{line}"
    );
    room.keys("N<enter>");
    let line = header(&mut room, 80);
    assert!(
        line.contains("what a lead is: v1") && line.contains("ends"),
        "{line}"
    );
}
