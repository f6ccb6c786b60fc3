//! The tab "Rules" by keys: one page, both departments, each rule measured.

use docket::console::effect::{Effect, Ticket};
use docket::console::message::{Message, Refused};
use docket::console::update::agreement::rules;
use docket::review::agreement::names::Names;
use docket::review::agreement::starter;
use docket::review::agreement::version::{Step, Wording};
use docket::review::entry::{Act, Draft};

use super::owed::{agreed, both_sides};
use crate::room::{NOW, shows, ten_leads};

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
    // What nobody typed yet is counted too: title, signatures, the other column.
    let words = rules(&room.model).unwrap().rules.last().unwrap();
    assert!(words.text.len() > 2_000);
    room.keys("a<right>");
    shows(&room.screen(120, 36), &["A new rule"]);
    room.keys("<tab>call<enter>s");
    // 2,199 letters in 36 columns are 63 lines and more, whatever else stands on the page.
    let screen = room.screen(120, 36);
    shows(
        &screen,
        &[
            "the page \"Rules\" takes",
            "lines of 80 columns, a page has 60: shorten",
        ],
    );
    let count = screen.split("takes ").nth(1).unwrap();
    let count: usize = count.split(' ').next().unwrap().parse().unwrap();
    assert!((70..100).contains(&count), "{count}");
    assert!(
        room.desk.ledger.agreement().unwrap().sections.is_empty(),
        "nothing was kept"
    );
}

#[test]
fn a_page_too_long_is_refused_at_the_desk_whoever_asks() {
    let mut room = ten_leads();
    let mut long = starter::rules(&Names::default());
    // 36 columns for each of two departments: 80 lines of one of them alone.
    let rule = long.rules.first_mut().unwrap();
    rule.text = "we talk to each other, all of us, a lot ".repeat(80);
    let before = room.desk.last_seq();
    let told = room.desk.perform(Effect::Record {
        ticket: Ticket(7),
        drafts: vec![Draft {
            at: NOW,
            who: "Ana".to_owned(),
            meeting: None,
            act: Act::Agreed {
                step: Box::new(Step::Proposed {
                    version: 1,
                    wording: Wording::Rules(Box::new(long)),
                    reason: "everything in one place".to_owned(),
                }),
            },
            seen: None,
        }],
    });
    let [
        Message::NotRecorded {
            why: Refused::Words(why),
            ..
        },
    ] = told.as_slice()
    else {
        panic!("{told:?}");
    };
    assert!(why.contains("a page has 60: shorten"), "{why}");
    assert_eq!(room.desk.last_seq(), before, "nothing was kept");
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
