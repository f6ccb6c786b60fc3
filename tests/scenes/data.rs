//! What the data can tell: the dates drawn, and what is stale, from one key.

use crate::room::{shows, ten_leads};

#[test]
fn one_key_draws_the_dates_at_hand_and_says_what_is_stale() {
    let mut room = ten_leads();
    room.keys("D");
    for (columns, rows) in [(120, 50), (200, 50)] {
        shows(
            &room.screen(columns, rows),
            &[
                "Dates at hand, of 10 leads",
                "━",
                "100.0 % of 10",
                // Nobody logged a touch.
                "no lead yet",
                // One of ten is won; three are not accepted, one has no answer: nine are answered.
                "100.0 % of 9",
                // Of the open six (five accepted, one silent) none is older than 30 days on 24 Nov.
                "0 of 6 open leads had no update for more than 30 days",
                "0 of 6 figures rest on stale data",
            ],
        );
    }
    let small = room.screen(80, 24);
    shows(&small, &["What the data can tell", "Dates at hand"]);
    let end = room.keys("G").screen(80, 24);
    shows(&end, &["0 of 10 stale"]);
    assert!(!room.keys("<esc>").screen(80, 24).contains("Dates at hand"));
}
