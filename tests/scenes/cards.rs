//! The facilitator's cards: words of the team's own, in as many lines as it takes, at the facilitator's seat alone.

use docket::console::key::{Key, script};
use docket::console::written::Written;

use crate::phases::at;
use crate::room::{Room, shows};

/// The lines of the screen, and where the cursor stands: row and column.
fn broken(text: &str, columns: usize) -> (Vec<String>, (usize, usize)) {
    let (rows, at) = Written::of(text).rows(columns);
    let column = rows[at].cursor.unwrap();
    (rows.into_iter().map(|row| row.text).collect(), (at, column))
}

#[test]
fn a_text_breaks_at_its_blanks_and_where_a_word_is_longer_than_the_line() {
    // One column is the cursor's behind the last character.
    for (text, columns, rows, cursor) in [
        ("", 8, vec![""], (0, 0)),
        ("one two", 8, vec!["one two"], (0, 7)),
        ("one two three", 8, vec!["one two ", "three"], (1, 5)),
        ("one\n\ntwo", 8, vec!["one", "", "two"], (2, 3)),
        ("abcdefghij", 5, vec!["abcd", "efgh", "ij"], (2, 2)),
        ("日本語", 5, vec!["日本", "語"], (1, 1)),
    ] {
        let rows = rows.into_iter().map(str::to_owned).collect();
        assert_eq!(broken(text, columns), (rows, cursor), "{text:?}");
    }
}

#[test]
fn what_is_pasted_keeps_its_lines_and_nothing_that_is_no_text() {
    let mut written = Written::of("a");
    written.paste("b\r\nc\u{1b}[31md\re");
    assert_eq!(written.text(), "ab\nc[31md\ne");
    for key in script("<ctrl-u>f") {
        written.key(key);
    }
    assert_eq!(written.text(), "ab\nc[31md\nf");
    written.key(Key::parse("ctrl-z").unwrap());
    assert_eq!(written.text(), "ab\nc[31md\n");
}

#[test]
fn a_card_takes_several_sentences_and_lines_and_shows_them_whole() {
    let mut room = Room::rehearsal();
    let long = "We say what we saw. We ask before we judge. Nobody is at fault here, and the clock is ours alone to keep.";
    let keys = format!(
        "N<enter><f9><ctrl-u>{long}<alt-enter>Coffee at half past.<tab><ctrl-u>Who begins?"
    );
    at(&mut room, 0, &keys);
    let screen = room.screen(80, 24);
    // While it is written the end of each line is in view.
    shows(
        &screen,
        &["ours alone to keep.", "Coffee at half past.", "Who begins?"],
    );
    // Up leaves the second text for the first; there it moves between its lines.
    at(&mut room, 1, "<up><home><up>!<enter>");
    let screen = room.screen(120, 36);
    shows(
        &screen,
        &[
            "say    !We say what we saw. We ask",
            "Coffee at half past.",
            "ask    Who begins?",
        ],
    );
}

#[test]
fn a_note_that_is_longer_than_its_line_stays_in_view() {
    let mut room = Room::rehearsal();
    at(&mut room, 0, "N<enter>4n");
    let first = "They asked for the price list in May and again in July";
    at(
        &mut room,
        1,
        &format!("{first}, and the buyer is the one who signs in the end, says the plant."),
    );
    let screen = room.screen(80, 24);
    shows(
        &screen,
        &["They asked for the price list", "says the plant."],
    );
}
