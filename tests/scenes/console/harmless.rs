//! Foreign text: drawn harmlessly wherever it stands; names hidden on every surface.

use super::{Table, say};
use docket::console::text::{clean, fit, masked_text, width, wrap};
use docket::review::entry::Act;
use docket::review::lead::{Field, LeadId};

const HOSTILE: &str = "\u{1b}[31mEvil\u{7} \u{202e}lave\u{2028}next\u{200b}\u{300}\u{301}\u{302}\u{303}Z\u{9b}5n 界界";

#[test]
fn clean_leaves_nothing_that_acts() {
    let text = clean(HOSTILE);
    assert!(text.chars().all(|c| !c.is_control()), "{text:?}");
    for gone in ['\u{202e}', '\u{2028}', '\u{200b}', '\u{1b}', '\u{9b}'] {
        assert!(!text.contains(gone), "{gone:?}");
    }
    assert!(text.contains("Evil") && text.contains("界界"));
    let tower = clean("e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}").into_owned();
    assert_eq!(tower.chars().count(), 3);
}

#[test]
fn widths_hold() {
    for columns in 0..12 {
        assert!(width(&fit("界界 Acme Robotics", columns)) <= columns);
    }
    for line in wrap("a 界界界界界 verylongwordwithoutblanks b", 6) {
        assert!(width(&line) <= 6, "{line}");
    }
}

#[test]
fn hostile_leads_reach_no_screen_as_they_are() {
    let mut table = Table::with_leads(1);
    say(
        &mut table.desk,
        Act::Added {
            lead: LeadId(0),
            texts: Field::ALL
                .iter()
                .map(|field| (*field, HOSTILE.to_owned()))
                .collect(),
            qualified: chrono::NaiveDate::from_ymd_opt(2026, 10, 2),
        },
    );
    let mut table = Table::at(table.desk);
    for keys in [
        "2",
        "<enter>",
        "E",
        "<esc><esc>N<enter>4",
        "n",
        "<esc>C",
        "<esc>U",
        "<esc>/",
        "<esc>x",
    ] {
        table.press(keys);
        let screen = table.screen();
        let bad = screen
            .chars()
            .find(|c| c.is_control() && *c != '\n' || ('\u{202a}'..='\u{202e}').contains(c));
        assert_eq!(bad, None, "{keys}: {screen}");
    }
}

#[test]
fn names_and_addresses_are_hidden_on_every_surface() {
    let mut table = Table::with_leads(6);
    table.press("P2");
    for keys in [
        "",
        "<enter>",
        "<esc><esc>N<enter>4",
        "U",
        "<esc>C",
        "<esc>/",
        "<esc>x",
        "<esc>B",
    ] {
        table.press(keys);
        let screen = table.screen();
        assert!(screen.contains("NAMES HIDDEN"), "{screen}");
        for secret in ["Priya Raman", "priya0@", "priya2@", "123456"] {
            assert!(!screen.contains(secret), "{secret} after {keys}: {screen}");
        }
    }
    assert_eq!(
        masked_text("call +49 511 123456 or a@b.c on 2026-10-02"),
        "call ••• or ••• on 2026-10-02"
    );
}

#[test]
fn pasted_text_goes_into_a_text_and_nowhere_else() {
    use docket::console::Message;
    let mut table = Table::with_leads(3);
    table.review();
    let paste = |text: &str| Message::Paste {
        text: text.to_owned(),
        at: super::TEN,
    };
    let lead = table.in_front();
    table.send(paste("aaaa"));
    assert_eq!(table.in_front(), lead);
    table.press("t");
    table.send(paste("from\u{1b}[2J the\nclipboard"));
    table.press("<enter>");
    let promises = table.desk.ledger.promises().unwrap();
    assert_eq!(promises[0].text, "from [2J the clipboard");
}
