//! The phase of the agreement: clause by clause by turns, kept or to be changed; whoever is new is told apart; both
//! sides owe the same number of things.

use docket::review::agreement::sla::{Clause, Measure, Sla};
use docket::review::agreement::version::Section;
use docket::review::entry::Act;
use docket::review::person::{Person, Role, Team};

use super::sla::{agree_on, clause, draft};
use crate::room::{NOW, Room, shows, ten_leads};

fn four() -> Vec<Clause> {
    vec![
        clause(1, Measure::PassesMustHaves, 80),
        clause(2, Measure::Delivered { leads: 2, days: 7 }, 80),
        clause(3, Measure::Verdict { minutes: 960 }, 90),
        clause(4, Measure::ReasonGiven, 100),
    ]
}

fn person(name: &str, team: Team, role: Role) -> Person {
    Person {
        name: name.to_owned(),
        key: None,
        team,
        role,
    }
}

/// An SLA of two clauses a side since 1 Aug, not looked at for more than a quarter; a review with three people.
fn review() -> Room {
    let mut room = ten_leads();
    let people = [
        person("Ana Lind", Team::Sales, Role::SalesLeader),
        person("Ben Okafor", Team::Marketing, Role::MarketingLeader),
        person("Kim New", Team::Sales, Role::Rep),
    ];
    for person in people {
        let act = Act::PersonSet { person };
        room.desk.ledger.record(&[draft(NOW, act)]).unwrap();
    }
    let sla = Sla {
        clauses: four(),
        ..Sla::default()
    };
    agree_on(&mut room.desk.ledger, 1, "2026-08-01", sla);
    let mut room = Room::at(room.desk, "T. Reyes");
    room.keys("1N<enter>");
    room
}

#[test]
fn clauses_are_kept_or_changed_by_turns_and_the_quarter_begins_anew() {
    let mut room = review();
    room.keys("0");
    shows(&room.screen(160, 36), &["not reviewed for a quarter"]);
    room.keys("09");
    for (width, height) in [(80, 24), (120, 36), (200, 50)] {
        let screen = room.screen(width, height);
        shows(
            &screen,
            &[
                "Keep or change, by turns · 0 of 4",
                "Delivered leads: how many, how good",
                "Not signed by the leader of",
                "If not: talked about in the review",
            ],
        );
        let turns: Vec<usize> = ["M1 clause 1", "S1 clause 3", "M2 clause 2", "S2 clause 4"]
            .map(|name| screen.find(name).unwrap())
            .to_vec();
        assert!(turns.is_sorted(), "{screen}");
    }
    room.keys("<enter><enter>");
    shows(
        &room.screen(120, 36),
        &["2 of 4", "✓ keep    M1", "S1: looked at and kept"],
    );
    // The third is to change, in words; then the fourth is kept: the SLA as a whole is not.
    room.keys("e<enter>");
    shows(&room.screen(120, 36), &["what is to change, in words"]);
    room.keys("three a week<enter><enter>");
    shows(
        &room.screen(120, 36),
        &["4 of 4", "✎ change  M2", "✓ keep    S2"],
    );
    let meeting = room.model.meeting().unwrap();
    let minutes = room.desk.minutes(meeting, None).unwrap().unwrap();
    assert_eq!(
        minutes.agreed.looked,
        [
            "Looked at and kept: M1, S1, S2.",
            "M2 is to change: three a week"
        ]
    );
    let kept = |room: &Room| {
        let agreement = room.desk.ledger.agreement().unwrap();
        agreement.section(Section::Sla).kept.clone()
    };
    assert_eq!(kept(&room), None);
    room.keys("<up><enter>");
    shows(&room.screen(120, 36), &["the quarter begins anew"]);
    assert!(kept(&room).is_some());
    let screen = room.keys("0").screen(160, 36);
    assert!(!screen.contains("not reviewed for a quarter"), "{screen}");
    // One gesture: what was said of the clause and that the SLA is kept go together.
    room.keys("09u");
    assert_eq!(kept(&room), None);
    shows(&room.screen(120, 36), &["✎ change  M2"]);
}

#[test]
fn who_is_here_and_has_not_read_or_signed_is_told_apart() {
    let mut room = review();
    room.keys("1");
    shows(
        &room.screen(120, 36),
        &["Not read our agreement yet: Ana Lind, Kim New, Ben"],
    );
    room.keys("W");
    for width in [80, 120] {
        let screen = room.screen(width, 24);
        let row = screen.lines().find(|line| line.contains("○       Kim New"));
        assert!(row.unwrap().contains("not read"), "{screen}");
    }
    // The second row is Kim New: Sales first, then by name.
    room.keys("jr");
    let screen = room.screen(120, 36);
    let row = screen.lines().find(|line| line.contains("○       Kim New"));
    assert!(row.unwrap().contains("not signed"), "{screen}");
    let agreement = room.desk.ledger.agreement().unwrap();
    assert!(agreement.has_read("Kim New", room.model.today()).is_some());
    room.keys("r");
    shows(&room.screen(120, 36), &["has read it already"]);
    room.keys("<esc>");
    shows(
        &room.screen(120, 36),
        &["Not read our agreement yet: Ana Lind, Ben Okafor"],
    );
}

#[test]
fn both_sides_owe_the_same_number_of_things_before_it_is_proposed() {
    let mut room = ten_leads();
    room.keys("4<f5>L<right>d");
    shows(&room.screen(120, 36), &["Marketing owes 4 and Sales 3"]);
    room.keys("p");
    shows(
        &room.screen(120, 36),
        &["Marketing owes 4 and Sales 3: both sides owe the same number of things"],
    );
    // Kept as a draft it may be; proposed once Marketing owes three too.
    room.keys("s<left>dp");
    shows(&room.screen(120, 36), &["Propose who owes what by when v1"]);
}
