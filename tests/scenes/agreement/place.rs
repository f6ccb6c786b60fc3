//! The Agreement place: its tabs by key, and the text in hand until it is kept or proposed.

use docket::console::model::agreement::Tab;
use docket::console::update::agreement::{change_definition, in_hand, reading};
use docket::review::agreement::version::{Section, Standing};

use crate::room::{shows, ten_leads};

#[test]
fn tabs_are_walked_by_tab_and_arrows_and_each_has_a_key_of_its_own() {
    let mut room = ten_leads();
    room.keys("4");
    let mut seen = Vec::new();
    for keys in ["", "<tab>", "]", "<right>", "<tab>", "<tab>", "<tab>"] {
        room.keys(keys);
        seen.push(room.model.agreement.tab);
    }
    assert_eq!(seen[..6], Tab::ALL);
    assert_eq!(seen[6], Tab::Page, "it goes round");
    assert_eq!(room.keys("<backtab>").model.agreement.tab, Tab::Lists);
    assert_eq!(room.keys("<left>[").model.agreement.tab, Tab::Rules);
    for (key, tab) in ["<f3>", "<f4>", "<f5>", "<f6>", "<f7>", "<f8>"]
        .into_iter()
        .zip(Tab::ALL)
    {
        assert_eq!(room.keys("1").keys(key).model.agreement.tab, tab);
        let title = format!("▸{}◂", tab.title());
        shows(&room.screen(80, 24), &[&title]);
    }
    room.keys("1:targets and plan<enter>");
    assert_eq!(room.model.agreement.tab, Tab::Plan);
}

#[test]
fn from_a_review_one_key_opens_the_definition_and_esc_goes_back_to_the_lead() {
    let mut room = ten_leads();
    room.keys("N<enter>4<f4>");
    shows(
        &room.screen(120, 36),
        &["▸What a lead is◂", "There is no agreed definition yet."],
    );
    room.keys("<esc>");
    assert!(room.model.walking().is_some());
}

#[test]
fn a_text_in_hand_is_nobodys_until_it_is_kept_and_nothing_is_in_force_by_proposing_it() {
    let mut room = ten_leads();
    room.keys("4<tab>s");
    shows(&room.screen(120, 36), &["nothing is changed"]);
    change_definition(&mut room.model, |text| {
        text.summary = vec!["asked us for a price".to_owned()];
    });
    assert!(in_hand(&room.model, Section::Definition));
    shows(
        &room.screen(120, 36),
        &["changed here, not kept", "asked us for a price"],
    );
    let ledger = &room.desk.ledger;
    assert!(ledger.agreement().unwrap().sections.is_empty());
    room.keys("s");
    assert!(!in_hand(&room.model, Section::Definition));
    shows(&room.screen(120, 36), &["a draft by T. Reyes"]);
    room.keys("p<enter>");
    shows(&room.screen(120, 36), &["why, in words"]);
    room.keys("we had none<enter>");
    let agreement = room.desk.ledger.agreement().unwrap();
    let history = agreement.section(Section::Definition);
    assert_eq!(history.versions[0].reason, "we had none");
    assert_eq!(history.versions[0].standing, Standing::Proposed);
    assert_eq!(history.in_force(room.model.today()), None);
    shows(
        &room.screen(120, 36),
        &["v1 on the table, T. Reyes", "nothing agreed yet"],
    );
    room.keys("p");
    shows(&room.screen(120, 36), &["v1 is on the table already"]);
}

#[test]
fn a_draft_is_thrown_away_in_two_steps_and_comes_back_by_undo() {
    let mut room = ten_leads();
    room.keys("4<tab>");
    for line in ["first", "second"] {
        change_definition(&mut room.model, |text| {
            text.summary = vec![line.to_owned()];
        });
        if line == "first" {
            room.keys("s");
        }
    }
    room.keys("D");
    shows(
        &room.screen(120, 36),
        &["back to the draft that was kept", "first"],
    );
    room.keys("D");
    assert_eq!(reading(&room.model, Section::Definition), None);
    room.keys("u");
    assert!(reading(&room.model, Section::Definition).is_some());
}
