//! Promises: written down, kept, dropped, carried by one key each; overdue is computed, never stored.

use docket::review::meeting::PromiseState;

use crate::room::{Room, shows, ten_leads};

/// A promise whose date is yesterday, and one without an owner and far off.
fn two_promises() -> Room {
    let mut room = ten_leads();
    room.keys("6tcall Zeta AG<tab><tab><ctrl-u>2026-11-23<enter>");
    room.keys("tmend the form<tab>nobody yet<tab><ctrl-u>2027-01-15<enter>");
    room
}

fn states(room: &Room) -> Vec<PromiseState> {
    let promises = &room.model.ground.promises;
    promises.iter().map(|promise| promise.state).collect()
}

#[test]
fn a_promise_is_written_down_outside_a_review_and_is_overdue_after_its_day() {
    let mut room = two_promises();
    let screen = room.screen(120, 36);
    shows(
        &screen,
        &[
            "Promises, open: 2 of 2 open, 1 overdue",
            "! overdue",
            "call Zeta AG",
            "T. Reyes",
            "▸ nobody",
            "15 Jan 2027",
        ],
    );
}

#[test]
fn one_key_keeps_drops_carries_and_undo_takes_it_back() {
    use PromiseState::{Done, Dropped, InProgress, Open};
    let mut room = two_promises();
    room.keys("g<space>");
    assert_eq!(states(&room), [Done, Open]);
    room.keys("u");
    assert_eq!(states(&room), [Open, Open]);
    room.keys("gD");
    assert_eq!(states(&room), [Dropped, Open]);
    room.keys("ugc");
    assert_eq!(states(&room), [InProgress, Open]);
    let screen = room.screen(80, 24);
    // Carried, and still past its date: overdue is said first.
    shows(&screen, &["! overdue"]);
}

#[test]
fn views_turn_with_one_key() {
    let mut room = two_promises();
    let mine = room.keys("f").screen(80, 24);
    shows(&mine, &["Promises, mine", "call Zeta AG"]);
    assert!(!mine.contains("mend the form"), "{mine}");
    let team = room.keys("f").screen(80, 24);
    shows(&team, &["by team", "no team"]);
    let late = room.keys("f").screen(80, 24);
    shows(&late, &["overdue", "call Zeta AG"]);
    assert!(!late.contains("mend the form"), "{late}");
    let reviews = room.keys("f").screen(80, 24);
    shows(&reviews, &["outside a review", "mend the form"]);
}
