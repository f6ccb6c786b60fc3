//! The pace of the lead walk, by cases made by hand.

use docket::review::meeting::pace::{Gauge, gauge};

fn names() -> Vec<String> {
    ["Gravel AS", "Hatch Ltd", "Finch Tools"]
        .map(ToOwned::to_owned)
        .to_vec()
}

/// Thirty minutes for eight leads to discuss and sixteen read aloud, 22 s each: 352 s for reading, 181 s a lead.
fn after(spent: i64, done: usize, read: usize) -> Gauge {
    gauge(1_800, spent, (done, 8), (read, 16)).unwrap()
}

#[test]
fn leads_behind_and_seconds_each_follow_from_the_plan() {
    // Spent, done, read; behind, seconds for each of the rest.
    let table = [
        ((0, 0, 0), (0, 181)),
        ((181, 1, 0), (0, 181)),
        // 905 s are five leads; three are done. 1,800 − 905 − 352 = 543 s for five.
        ((905, 3, 0), (2, 108)),
        ((180, 2, 0), (-2, 211)),
        // The list is read: its 352 s are not missing.
        ((352, 0, 16), (0, 181)),
        ((2_400, 6, 0), (2, 0)),
    ];
    for ((spent, done, read), (behind, each)) in table {
        let found = after(spent, done, read);
        assert_eq!(
            (found.behind, found.each),
            (behind, each),
            "{spent} {done} {read}"
        );
    }
    assert_eq!(gauge(1_800, 900, (8, 8), (0, 16)), None);
    // A plan without a minute for discussing, and a clock that was set back.
    assert_eq!(gauge(60, 0, (0, 2), (0, 16)).unwrap().behind, 2);
    assert_eq!(gauge(1_800, -500, (0, 8), (0, 16)).unwrap().behind, 0);
}

#[test]
fn the_words_propose_what_would_bring_it_back() {
    let check = |behind, each, words: &str| {
        let left = 5;
        assert_eq!(Gauge { behind, each, left }.words(&names()), words);
    };
    check(1, 90, "1 behind: park Gravel AS, or 90 s each");
    check(
        2,
        108,
        "2 behind: park Gravel AS and Hatch Ltd, or 108 s each",
    );
    check(
        4,
        150,
        "4 behind: park Gravel AS and Hatch Ltd and 2 more, or 3 min each",
    );
    check(
        2,
        0,
        "2 behind: park Gravel AS and Hatch Ltd: no time is left for the rest",
    );
    check(-1, 200, "1 ahead: 3 min each");
    check(0, 180, "");
    let none = Gauge {
        behind: 1,
        each: 60,
        left: 1,
    };
    assert_eq!(none.words(&[]), "1 behind: 60 s each");
}

#[test]
fn the_facilitators_seat_says_it_and_no_other() {
    use docket::console::{Message, update};
    let mut room = crate::room::ten_leads();
    room.keys("N<enter>4");
    let at = crate::room::NOW + 15 * 60_000;
    let effects = update(&mut room.model, Message::Clock { at });
    room.perform(effects);
    crate::room::shows(&room.screen(120, 36), &[" behind: park "]);
    room.model.me = "Somebody else".to_owned();
    let other = room.screen(120, 36);
    assert!(!other.contains(" behind: park "), "{other}");
}
