//! The campaigns: what became of their leads, no cost never 0, and the way to the leads.

use crate::room::{shows, ten_leads};

#[test]
fn a_campaign_that_only_leads_name_is_counted_and_has_no_cost() {
    let mut room = ten_leads();
    let screen = room.keys("5").screen(120, 36);
    shows(
        &screen,
        &[
            "Campaigns: 1, most leads first",
            "Fair",
            "no cost",
            "5,000 EUR",
        ],
    );
    let row = screen.lines().find(|line| line.contains("Fair")).unwrap();
    let words: Vec<&str> = row.split_whitespace().collect();
    // Four leads name it: all delivered and accepted, one of them an opportunity and won.
    assert_eq!(words[1..7], ["Fair", "4", "4", "4", "1", "1"], "{row}");
}

#[test]
fn enter_shows_its_leads_and_esc_comes_back() {
    let mut room = ten_leads();
    let screen = room.keys("5<enter>").screen(120, 36);
    shows(&screen, &["Zeta AG", "Company 04"]);
    assert!(!screen.contains("Company 05"), "{screen}");
    let screen = room.keys("<esc>").screen(120, 36);
    shows(&screen, &["Campaigns: 1"]);
    let screen = room.keys("2").screen(120, 36);
    shows(&screen, &["Company 05"]);
}

#[test]
fn the_order_is_said_as_it_turns() {
    let mut room = ten_leads();
    let screen = room.keys("5S").screen(80, 24);
    shows(&screen, &["most accepted first", "no cost"]);
}
