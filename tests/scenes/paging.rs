//! Moving through the leads: what the screen needs is there before it is needed.

use docket::console::effect::{Effect, Question};
use docket::console::key::script;
use docket::console::{Message, update};

use crate::room::{NOW, Room};

/// What the ledger is asked while these keys are pressed.
fn asked(room: &mut Room, keys: &str) -> Vec<Question> {
    let mut asked = Vec::new();
    for key in script(keys) {
        let effects = update(&mut room.model, Message::Key { key, at: NOW });
        for effect in &effects {
            if let Effect::Ask { question, .. } = effect {
                asked.push(question.clone());
            }
        }
        room.perform(effects);
    }
    asked
}

#[test]
fn moving_over_a_page_asks_nothing() {
    let mut room = Room::rehearsal();
    room.keys("2");
    assert!(room.model.leads.total > 1_000);
    assert_eq!(asked(&mut room, &"j".repeat(140)), []);
    let further = asked(&mut room, &"j".repeat(20));
    assert!(matches!(further[..], [Question::Leads(_)]), "{further:?}");
}

#[test]
fn the_cards_of_a_docket_come_with_one_question() {
    let mut room = Room::rehearsal();
    room.keys("N<enter>");
    let cards = |asked: &[Question]| {
        let of_cards =
            |question: &&Question| matches!(question, Question::Card(_) | Question::Cards(_));
        asked.iter().filter(of_cards).count()
    };
    let entered = asked(&mut room, "4");
    assert!(cards(&entered) <= 2, "{entered:?}");
    let moved = asked(&mut room, "<tab><tab>jjjj");
    assert_eq!(cards(&moved), 0, "{moved:?}");
}
