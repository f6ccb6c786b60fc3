//! Keys, the command table, help, palette and search.

use super::Table;
use docket::console::command::{ROWS, table};
use docket::console::key::{Key, script};
use docket::console::keymap::Keymap;

#[test]
fn the_default_keys_are_read_and_every_command_has_one_row() {
    let keymap = Keymap::defaults().unwrap();
    let lines = table(&keymap);
    assert_eq!(lines.len(), ROWS.len());
    let names: std::collections::BTreeSet<_> = ROWS.iter().map(|row| row.name).collect();
    assert_eq!(names.len(), ROWS.len());
    assert!(lines.iter().all(|line| !line.keys.is_empty()));
}

#[test]
fn a_key_bound_twice_is_told_with_its_line() {
    for (own, line, words) in [
        ("[lead]\naccept = [\"r\"]\n", 2, "accept"),
        ("[lead]\n\nnothing = [\"z\"]\n", 3, "no command"),
        ("[lead]\naccept = [\"hyper-a\"]\n", 2, "no key"),
        ("[garden]\na = []\n", 1, "no part"),
        ("[lead\n", 1, ""),
    ] {
        let fault = Keymap::patched(own).unwrap_err();
        assert_eq!(fault.line, line, "{own}");
        assert!(fault.what.contains(words), "{}", fault.what);
    }
    let moved = Keymap::patched("[lead]\naccept = [\"z\"]\n").unwrap();
    let row = table(&moved)
        .into_iter()
        .find(|line| line.title == "accept");
    assert_eq!(row.unwrap().keys, "z");
}

#[test]
fn keys_are_read_as_they_are_written() {
    for text in ["a", "?", "Space", "Ctrl-P", "PgDn", "Enter", "F2", "Esc"] {
        let key = Key::parse(text).unwrap();
        assert_eq!(Key::parse(&key.to_string()), Key::parse(&key.to_string()));
        assert_eq!(key.to_string(), text);
    }
    assert_eq!(script("ab<enter><lt>").len(), 4);
}

#[test]
fn a_barred_key_says_why() {
    let mut table = Table::with_leads(3);
    table.press("2<enter>s");
    assert_eq!(table.line(), "this is for the docket of a review");
    table.press("d");
    assert_eq!(table.line(), "");
    let mut empty = Table::with_leads(0);
    empty.press("M");
    assert_eq!(empty.line(), "there are no leads yet: I brings them in");
}

#[test]
fn help_narrows_as_one_types_and_does_what_is_chosen() {
    let mut table = Table::with_leads(3);
    table.review().press("?consent");
    let screen = table.screen();
    assert!(screen.contains("Read the consent list aloud"), "{screen}");
    assert!(!screen.contains("Log a call"), "{screen}");
    table.press("<esc>:theme<enter>");
    assert_eq!(table.line(), "theme: light");
    table.press("<ctrl-p>hide<enter>");
    assert!(table.screen().contains("NAMES HIDDEN"));
}

#[test]
fn esc_leaves_one_level_and_never_quits() {
    let mut table = Table::with_leads(3);
    table.press("2<enter><esc><esc><esc><esc><esc>");
    assert!(!table.left);
    table.review().press("7<esc><esc><esc>?<esc>");
    assert!(!table.left);
    table.press("q");
    assert!(!table.left, "it asks while a review runs");
    table.press("<esc>qq");
    assert!(table.left);
}

#[test]
fn a_letter_that_acts_elsewhere_is_only_a_letter_in_a_text() {
    let mut table = Table::with_leads(3);
    table.review().press("tqueue 7 a?<enter>");
    let promises = table.desk.ledger.promises().unwrap();
    assert_eq!(promises[0].text, "queue 7 a?");
    assert!(!table.left);
}

#[test]
fn find_takes_gaps_and_stands_at_the_lead() {
    let mut table = Table::with_leads(8);
    table.review().press("/cblt<enter>");
    assert_eq!(table.in_front(), "Cobalt Foods");
}

#[test]
fn a_hint_can_be_pressed() {
    use docket::console::Message;
    use docket::console::key::{Mouse, MouseAct};
    let mut table = Table::with_leads(3);
    table.review();
    let (area, _) = docket::console::view::footer::hints(&table.model)
        .into_iter()
        .find(|(_, command)| *command == docket::console::command::Command::Reject)
        .unwrap();
    let mouse = Mouse {
        act: MouseAct::Press,
        column: area.x,
        row: area.y,
    };
    table.send(Message::Mouse {
        mouse,
        at: super::TEN,
    });
    assert!(table.screen().contains("Why not?"), "{}", table.screen());
}

#[test]
fn my_leads_come_first_for_a_rep() {
    let mut table = Table::with_leads(6);
    table.press("2f");
    assert_eq!(table.line(), "my leads");
    assert_eq!(table.model.leads.query.me, "J. Adeyemi");
}
