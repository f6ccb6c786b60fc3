//! Writing what a lead is, by keys alone: a criterion tried on past leads while it is typed, answers become criteria,
//! and nothing is saved until it is kept.

use docket::review::agreement::definition::Definition;
use docket::review::agreement::version::Section;

use crate::room::{Room, shows, ten_leads};

fn in_hand(room: &Room) -> Definition {
    let text = docket::console::update::agreement::definition(&room.model);
    text.cloned().unwrap_or_default()
}

#[test]
fn a_criterion_is_tried_while_it_is_typed_and_saved_only_when_kept() {
    let mut room = ten_leads();
    let screen = room.keys("<f4>").screen(120, 36);
    shows(
        &screen,
        &["9 decided leads · nothing is in force", "+ a criterion"],
    );
    // Six of nine decided leads were accepted; one of them is won.
    let screen = room
        .keys("jeright name<tab>company is Acme")
        .screen(120, 36);
    shows(
        &screen,
        &[
            "met where company is acme",
            "9 → 0",
            "won, left out                1",
        ],
    );
    let screen = room.keys("<ctrl-u>company is known").screen(120, 36);
    shows(
        &screen,
        &[
            "met where company is known",
            "9 → 9",
            "won, left out                0",
        ],
    );
    let screen = room.keys("<ctrl-u>compny is known").screen(80, 24);
    shows(
        &screen,
        &["there is no field “compny”: did you mean company?"],
    );
    let screen = room.keys("<enter>").screen(120, 36);
    shows(&screen, &["! there is no field “compny”"]);
    assert!(in_hand(&room).criteria.is_empty());
    room.keys("<ctrl-u>company is known<enter>");
    assert_eq!(in_hand(&room).criteria[0].test, "company is known");
    let agreement = &room.model.ground.agreement;
    assert!(agreement.section(Section::Definition).draft.is_none());
    assert!(room.desk.ledger.agreement().unwrap().sections.is_empty());
    room.keys("s");
    let kept = room.desk.ledger.agreement().unwrap();
    assert!(kept.section(Section::Definition).draft.is_some());
}

#[test]
fn criteria_are_ordered_weighed_and_taken_out() {
    let mut room = ten_leads();
    room.keys("<f4>L");
    let loaded = in_hand(&room);
    assert_eq!(loaded.criteria.len(), 10, "the benchmark lead");
    assert_eq!(loaded.summary.len(), 5);
    let fault = room
        .keys("je<tab><tab><tab><ctrl-u>40<enter>")
        .screen(120, 36);
    shows(&fault, &["how much it weighs, 1 to 9"]);
    room.keys("<ctrl-u>7<backtab><backtab><backtab><backtab><ctrl-u>3<enter>");
    let text = in_hand(&room);
    assert_eq!(
        (text.criteria[2].name.as_str(), text.criteria[2].weight),
        ("title", 7)
    );
    room.keys("jd");
    assert_eq!(in_hand(&room).criteria.len(), 9);
    assert!(in_hand(&room).criteria.iter().all(|one| one.name != "size"));
    // A second time the set adds only what is missing, under a number of its own.
    room.keys("L");
    let text = in_hand(&room);
    assert_eq!(text.criteria.len(), 10);
    let keys: std::collections::BTreeSet<_> = text.criteria.iter().map(|one| one.key).collect();
    assert_eq!(keys.len(), 10);
}

#[test]
fn an_answer_becomes_a_criterion_in_one_key() {
    let mut room = ten_leads();
    let screen = room.keys("<f4>G").screen(120, 36);
    let heard = |screen: &str| screen.contains("0 heard");
    assert!(heard(&screen), "{screen}");
    room.keys("eThey asked for a price<tab>A. Rep<enter>");
    let text = in_hand(&room);
    assert_eq!(
        (text.answers[0].text.as_str(), text.answers[0].who.as_str()),
        ("They asked for a price", "A. Rep")
    );
    room.keys("Gka");
    let text = in_hand(&room);
    assert_eq!(text.criteria[0].name, "They asked for a price");
    assert_eq!(text.criteria[0].named_by, "A. Rep");
}

#[test]
fn the_leads_that_change_side_open_as_a_list() {
    let mut room = ten_leads();
    room.keys("<f4>jenobody<tab>phone is 5<enter>");
    // Nobody has a telephone number: unknown is not failed, so nothing changes side.
    let screen = room.screen(120, 36);
    shows(&screen, &["0 change side"]);
    room.keys("e<tab><ctrl-u>company is Nobody<enter>kk<enter>");
    let screen = room.screen(120, 36);
    shows(&screen, &["those that change side, Esc back"]);
    let screen = room.keys("<esc>").screen(120, 36);
    shows(&screen, &["What a lead is", "9 change side"]);
}
