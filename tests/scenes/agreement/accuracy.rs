//! How what a lead is works out on the answers Sales gave: on the short review's one page of the agreement, and in the
//! minutes; the kind of review goes with how often both teams meet.

use docket::review::entry::Act;
use docket::review::figures::accuracy::Accuracy;
use docket::review::figures::backtest::{Group, Side};
use docket::review::lead::{Field, LeadId};
use docket::review::meeting::MeetingId;
use docket::review::meeting::series::CADENCE;

use super::held::{agreed, asks};
use crate::room::{Room, shows, ten_leads};

/// Ten leads: six accepted, three not, one without an answer. Of the accepted four pass, one fails, of one the trade is
/// not known; of the others one passes, one fails, of one it is not known.
fn judged() -> Room {
    let mut room = ten_leads();
    let trades = [
        (1..=4, "Manufacturing"),
        (5..=5, "Banking"),
        (7..=7, "Manufacturing"),
        (8..=8, "Banking"),
        (10..=10, "Manufacturing"),
    ];
    for (leads, trade) in trades {
        for lead in leads.map(LeadId) {
            let field = Field::Industry;
            let text = trade.to_owned();
            room.hears(Act::Corrected { lead, field, text });
        }
    }
    agreed(
        &mut room,
        asks("a trade we serve", "industry = Manufacturing"),
    );
    room
}

const TOLD: &str = "9 answers: 4 of 5 that pass every must-have were accepted. Of 6 accepted, 4 pass, 1 fail one, 1 lack a field it asks for.";

#[test]
fn the_answers_are_held_against_what_was_in_force_for_each() {
    let room = judged();
    let accuracy = room.desk.records().unwrap().accuracy.unwrap();
    assert_eq!(accuracy.words(), TOLD);
    assert_eq!(accuracy.not_held, 0);
    // Nothing in force: nothing to hold them against.
    assert_eq!(ten_leads().desk.records().unwrap().accuracy, None);
}

#[test]
fn a_share_comes_with_its_interval_and_from_ten_answers_on() {
    // Wilson 7 of 10: 39.7 to 89.2 % (MEASURES §3).
    let of = |leads, accepted| Accuracy {
        side: Side {
            passed: Group {
                leads,
                accepted,
                won: 0,
            },
            ..Side::default()
        },
        not_held: 0,
    };
    assert!(
        of(10, 7)
            .words()
            .contains("7 of 10 that pass every must-have were accepted (70.0 %, 40 to 89).")
    );
    assert!(!of(9, 7).words().contains('%'));
    assert!(of(0, 0).words().starts_with("No answered lead"));
    let before = Accuracy {
        not_held: 2,
        ..of(10, 7)
    };
    assert!(before.words().ends_with(" 2 more came before it."));
}

#[test]
fn the_review_inside_the_sales_meeting_asks_whether_the_definition_still_tells() {
    let mut room = judged();
    room.hears(Act::Setting {
        name: CADENCE.to_owned(),
        value: "weekly".to_owned(),
    });
    let effects = docket::console::begin(&mut room.model);
    room.perform(effects);
    room.keys("N");
    shows(&room.screen(120, 36), &["◂ inside the sales meeting"]);
    room.keys("<enter>9");
    for size in [(80, 24), (120, 36), (200, 50)] {
        let screen = room.screen(size.0, size.1);
        let words: Vec<&str> = screen
            .split_whitespace()
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .collect();
        let words = words.join(" ");
        shows(&screen, &["Agreement"]);
        assert!(words.contains("4 of 5 that pass"), "{size:?}\n{screen}");
    }
    let minutes = room.desk.minutes(MeetingId(1), None).unwrap().unwrap();
    assert_eq!(minutes.agreed.accuracy, TOLD);
}

#[test]
fn an_inquiry_is_looked_at_by_what_is_in_force_today_and_says_nothing_of_before() {
    let mut room = judged();
    let lead = LeadId(0);
    let texts = vec![(Field::Company, "Oak Mills".to_owned())];
    room.hears(Act::Added {
        lead,
        texts,
        qualified: None,
    });
    room.keys("2/oak mills<enter><enter>");
    let screen = room.screen(120, 36);
    shows(&screen, &["Oak Mills", "Agreed, v1: ? a trade we serve"]);
    assert!(!screen.contains("not in force"), "{screen}");
}
