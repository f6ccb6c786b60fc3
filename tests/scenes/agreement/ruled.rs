//! The tab "Rules" by keys: one page, both departments, each rule measured.

use docket::console::update::agreement::rules;

use super::owed::{agreed, both_sides};
use crate::room::{shows, ten_leads};

#[test]
fn the_rules_are_measured_and_kept_to_one_page() {
    let mut room = ten_leads();
    room.keys("4<f6>L");
    for size in [(80, 24), (120, 36)] {
        let screen = room.screen(size.0, size.1);
        shows(&screen, &["Marketing", "Sales", "One page", "of 60 lines"]);
    }
    // Nine of ten were worked and answered: an answer is evidence of work.
    shows(
        &room.screen(120, 36),
        &[
            "✗ not kept",
            "9 of 10 delivered leads worked (90.0 %)",
            "9 of 10 answers due are in",
        ],
    );
    room.keys("<right>dd");
    shows(&room.screen(120, 36), &["Sales has no rule yet"]);
    room.keys("s");
    shows(
        &room.screen(120, 36),
        &["Sales has no rule yet: both departments need at least one"],
    );
    assert!(
        room.desk.ledger.agreement().unwrap().sections.is_empty(),
        "nothing was kept"
    );
    let long = "we talk to each other ".repeat(100);
    room.keys(&format!("a<left><tab>{long}<enter>"));
    let lines = docket::publish::rules::lines(rules(&room.model).unwrap()).len();
    assert!(lines > 60);
    room.keys("a<right>");
    shows(&room.screen(120, 36), &["A new rule"]);
    room.keys("<tab>call<enter>s");
    let said = format!("the rules take {lines} lines of 80 columns, a page has 60");
    shows(&room.screen(120, 36), &[&said]);
}

#[test]
fn a_rule_goes_by_a_clause_and_says_what_the_clause_says() {
    let mut room = agreed(both_sides());
    room.keys("<f6>L<right>e<tab><tab>S1<enter>");
    shows(
        &room.screen(120, 36),
        &["✗ not kept · S1: 0 of 10 (0.0 %), asked 90 %"],
    );
}
