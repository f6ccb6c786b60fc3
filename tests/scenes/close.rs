//! Close: what was decided and promised, what moved, what stays open; nothing of it holds anybody.

use crate::room::{Room, shows, ten_leads};

/// A review of the ten leads, a decision and a promise without an owner written down in it.
fn held() -> Room {
    let mut room = ten_leads();
    room.keys("1N<enter>4");
    assert!(room.model.walk.is_some(), "{}", room.screen(120, 36));
    room.keys("dA scanned badge is not a lead<enter>");
    room.keys("ttalk to Product<tab><ctrl-u>nobody yet<tab><enter>");
    room
}

#[test]
fn it_shows_the_hour_and_what_is_still_open() {
    let mut room = held();
    for size in [(80, 24), (120, 36), (200, 50)] {
        let screen = room.keys("7").screen(size.0, size.1);
        shows(
            &screen,
            &[
                "We decided",
                "A scanned badge is not a lead",
                "We promised",
                "talk to Product",
                "The leads",
                "What moved in this hour",
                "To be glad about",
                "Zeta AG: signed, 5,000 EUR",
                "Still open",
                "not stop you: close now",
            ],
        );
    }
}

#[test]
fn a_verdict_moves_the_figures_it_shows() {
    let mut room = held();
    // Company 10 has no answer yet: accepting it moves accepted and answers due.
    let place = {
        let walk = room.model.walk.as_ref().unwrap();
        let known = &room.model.known;
        let mut docket = walk.docket.iter();
        docket.position(|item| known.lead(item.lead).unwrap().label() == "Company 10")
    };
    let lead = place.unwrap();
    room.model.walk.as_mut().unwrap().at = lead;
    let screen = room.keys("4a7").screen(120, 36);
    shows(&screen, &["60.0 → 70.0 %", "1 now accepted"]);
}

/// A lead whose answer falls due while nobody does anything: the draft is as of the last thing that was done.
#[test]
fn draft_minutes_are_the_same_bytes_whatever_the_clock_says() {
    use docket::publish::minutes::canonical;
    use docket::review::entry::{Act, Draft};
    use docket::review::lead::LeadId;
    use docket::seat::clock::Clock;
    use docket::seat::desk::Desk;

    let mut ledger = docket::ledger::Ledger::in_memory(chrono_tz::Tz::UTC).unwrap();
    let say = |act| Draft {
        at: crate::room::NOW,
        who: "J. Adeyemi".to_owned(),
        meeting: None,
        act,
        seen: None,
    };
    let agreed = Act::Setting {
        name: docket::ledger::ANSWER_HOURS.to_owned(),
        value: "8".to_owned(),
    };
    let before = Draft {
        at: crate::room::NOW - 5 * 86_400_000,
        ..say(agreed)
    };
    ledger.record(&[before]).unwrap();
    let added = Act::Added {
        lead: LeadId(0),
        texts: vec![(docket::review::lead::Field::Company, "Acme".to_owned())],
        qualified: chrono::NaiveDate::from_ymd_opt(2026, 11, 23),
    };
    ledger.record(&[say(added)]).unwrap();
    let mut room = Room::at(
        Desk::new(ledger, Clock::Fixed(crate::room::NOW)),
        "J. Adeyemi",
    );
    room.keys("1N<enter>4");
    let meeting = room.desk.ledger.meetings().unwrap()[0].opening.id;
    let bytes = |desk: &Desk| canonical(&desk.record_of(meeting).unwrap().minutes).unwrap();
    let then = bytes(&room.desk);
    let later = crate::room::NOW + 9 * 86_400_000;
    let desk = Desk::new(room.desk.ledger, Clock::Fixed(later));
    let live = desk.scorecard().unwrap().wall.acceptance;
    assert_eq!(
        (live.in_time, live.overdue),
        (0, 1),
        "the live figures move on"
    );
    assert_eq!(bytes(&desk), then);
}
