//! The quarterly review: Numbers looks at three pages, and ends on the sponsor's.

use crate::room::{Room, shows};

/// Opens a review of the kind so many steps to the right of the monthly one, at its Numbers.
fn numbers(kind: usize) -> Room {
    let mut room = Room::rehearsal();
    room.keys("N")
        .keys(&"<right>".repeat(kind))
        .keys("<enter>3");
    room
}

#[test]
fn numbers_of_the_quarterly_review_end_on_the_sponsors_page() {
    let mut room = numbers(2);
    shows(
        &room.screen(80, 24),
        &[
            "▸3 Numbers◂",
            "1 of 3, Tab: The quarter",
            "Delivered by Marketing",
        ],
    );
    let screen = room.keys("<tab>").screen(80, 24);
    shows(&screen, &["2 of 3, Tab: Sponsor's page"]);
    let screen = room.keys("<tab>").screen(80, 24);
    shows(
        &screen,
        &[
            "For the sponsor · 3 of 3, Tab: The six figures",
            "Marketing's part",
            "To rule on:",
            "Promises kept by their day: 13 of 18",
            "Next decision: ",
        ],
    );
    assert!(!screen.contains("\n\n\n"), "one screen\n{screen}");
    shows(&room.keys("<tab>").screen(80, 24), &["1 of 3"]);
}

#[test]
fn what_needs_a_ruling_stands_first_on_the_sponsors_page_and_comes_with_the_topic() {
    let mut room = numbers(2);
    room.keys("6kwho pays for the fair<enter>");
    let at = room.screen(200, 50);
    let row = |screen: &str| {
        let rows = screen
            .lines()
            .filter(|line| line.contains("· ") || line.contains("▸·"));
        rows.take_while(|line| !line.contains("who pays for the fair"))
            .count()
    };
    assert!(at.contains("who pays for the fair"), "{at}");
    room.keys(&"j".repeat(row(&at))).keys("r");
    let screen = room.keys("3<tab><tab>").screen(80, 24);
    shows(&screen, &["To rule on: who pays for the fair"]);
}

#[test]
fn a_monthly_review_looks_at_one_page_and_says_so() {
    let mut room = numbers(0);
    assert!(!room.screen(80, 24).contains("Tab:"));
    shows(
        &room.keys("<tab>").screen(80, 24),
        &["this kind of review looks at one page of figures"],
    );
}
