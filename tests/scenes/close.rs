//! Close: what was decided and promised, what moved, what stays open; nothing of it holds anybody.

use crate::room::{Room, shows, ten_leads};

/// A review of the ten leads, a decision and a promise without an owner written down in it.
fn held() -> Room {
    let mut room = ten_leads();
    room.keys("1N<enter>");
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
