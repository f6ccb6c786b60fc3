//! What stood at an entry: `U`, a row, Enter. Figures and answers as of that entry, and what it moved.

use crate::room::{Room, shows, ten_leads};

/// Review 1 over the ten leads: Company 10 accepted, then Company 08, which had not been; the journal is open.
fn two_verdicts() -> Room {
    let mut room = ten_leads();
    room.keys("N<enter>4");
    let front = |room: &Room| {
        let lead = room.model.walk.as_ref().unwrap().current().unwrap();
        room.model.known.lead(lead).unwrap().label()
    };
    assert_eq!(front(&room), "Company 10");
    room.keys("a");
    assert_eq!(front(&room), "Company 08");
    room.keys("aU");
    room
}

#[test]
fn enter_on_an_entry_shows_what_stood_after_it() {
    let mut room = two_verdicts();
    // The latest first: 08 accepted, 10 accepted, the review opened.
    room.keys("j<enter>");
    for (columns, rows) in [(80, 24), (120, 36), (200, 50)] {
        let screen = room.screen(columns, rows);
        shows(
            &screen,
            &[
                "As it stood on 24 Nov at 09:00",
                "after T. Reyes: Company 10: accepted",
                // Six of ten were accepted, one had no answer.
                "it moved accepted 6 → 7, answer due 1 → 0",
                "7 accepted",
                "3 not accepted",
            ],
        );
        let row = |word: &str| {
            let line = screen.lines().find(|line| line.contains(word)).unwrap();
            line.split('│')
                .find(|part| part.contains(word))
                .unwrap()
                .trim()
                .to_owned()
        };
        assert!(row("7 accepted").ends_with('8'), "eight are now: {screen}");
        assert!(
            row("3 not accepted").ends_with('2'),
            "two are now: {screen}"
        );
    }
    shows(
        &room.screen(120, 36),
        &["Company 08", "not accepted → now accepted"],
    );
    room.keys("<esc>");
    shows(&room.screen(120, 36), &["What was done in review 1"]);
}

#[test]
fn what_was_taken_back_later_still_stands_then() {
    let mut room = two_verdicts();
    // Back to the walk, the second verdict taken back, then look at it.
    room.keys("<esc>uUj<enter>");
    let screen = room.screen(120, 36);
    shows(
        &screen,
        &[
            "after T. Reyes: Company 08: accepted",
            "it moved accepted 7 → 8, not accepted 3 → 2",
            "accepted → now not accepted",
        ],
    );
}
