//! The lead card on screens of every height: what the room decides on is in view before anybody scrolls.

use super::{TEN, Table, say};
use docket::review::entry::{Act, Told};
use docket::review::verdict::{Acceptance, Verdict};
use unicode_width::UnicodeWidthStr;

/// A lead that Sales refused in words and Marketing wants back, in front of the room.
fn two_views(width: u16, height: u16) -> Table {
    let mut table = Table::with_leads(1).sized(width, height);
    table.review();
    let lead = table.model.walk.as_ref().unwrap().current().unwrap();
    let note = |text: &str| Act::Note {
        lead,
        text: text.to_owned(),
    };
    say(&mut table.desk, note("No budget this year."));
    let mut wanted = |act| {
        let draft = docket::review::entry::Draft {
            at: TEN - 3_600_000,
            who: "M. Okafor".to_owned(),
            meeting: None,
            act,
            seen: None,
        };
        table.desk.ledger.record(&[draft]).unwrap();
    };
    wanted(Act::Verdict {
        lead,
        verdict: Verdict::Accepted(Acceptance {
            owner: "T. Reyes".to_owned(),
            next_touch: None,
            because: None,
        }),
        told: Told::Seat,
    });
    wanted(note("Asked for prices."));
    let mut again = Table::at(table.desk).sized(width, height);
    again.press("N4");
    again
}

#[test]
fn both_sides_words_are_in_view_on_the_smallest_screen() {
    for (width, height) in [(80, 24), (120, 36), (200, 50)] {
        let screen = two_views(width, height).screen();
        let row = |side: &str, words: &str| {
            screen
                .lines()
                .any(|line| line.contains(side) && line.contains(words))
        };
        assert!(row("Sales", "not accepted"), "{screen}");
        assert!(screen.contains("\"No budget"), "{screen}");
        assert!(row("▸ Marketing", "accepted"), "{screen}");
        assert!(screen.contains("\"Asked for"), "{screen}");
        assert!(screen.contains("Was it a lead?"), "{screen}");
        assert!(screen.contains("delivered"), "{screen}");
    }
}

#[test]
fn words_beside_a_verdict_are_not_said_twice() {
    let mut table = two_views(120, 36);
    table.press("<pgdn><pgdn>");
    let quoted = table.screen().matches("Asked for prices.").count();
    assert!(quoted <= 1, "{}", table.screen());
    assert!(
        !table.screen().contains("Said before"),
        "{}",
        table.screen()
    );
}

#[test]
fn the_minutes_beside_the_walk_fit_their_panel_and_show_what_was_just_written() {
    let mut table = Table::with_leads(8).sized(200, 50);
    table.review();
    let columns = usize::from(
        docket::console::layout::walk(docket::console::layout::parts((200, 50)).body)
            .minutes
            .unwrap()
            .width,
    );
    table.press(
        "dFrom December a scanned badge is no lead until somebody has spoken to the person.<enter>",
    );
    let paper = table.model.paper.clone().unwrap();
    let widest = paper.lines().map(UnicodeWidthStr::width).max().unwrap();
    assert!(
        widest + 4 <= columns,
        "{widest} columns in a panel of {columns}"
    );
    assert!(
        table.screen().contains("spoken to the person"),
        "{}",
        table.screen()
    );
    // Alone on the screen they take their full width, and the panel gets its own again.
    table.press("m");
    let wide = table.model.paper.clone().unwrap();
    let widest = wide.lines().map(UnicodeWidthStr::width).max().unwrap();
    assert!(widest > columns && widest <= 80, "{widest}");
    table.press("<esc>");
    assert_eq!(table.model.paper, Some(paper));
}

#[test]
fn an_answer_older_than_what_was_heard_takes_nothing_back() {
    let mut table = Table::with_leads(3);
    table.review();
    let lead = table.model.walk.as_ref().unwrap().current().unwrap();
    let accepted = |table: &Table| {
        let lead = table.model.known.lead(lead).unwrap();
        lead.said
            .verdict
            .as_ref()
            .is_some_and(|told| matches!(told.verdict, Verdict::Accepted(_)))
    };
    // The card was read before the verdict was written, and comes after it was acknowledged.
    let read_before = table.model.known.lead(lead).unwrap().clone();
    assert!(!accepted(&table));
    table.press("a");
    assert!(accepted(&table));
    let known = &mut table.model.known;
    let mut moved = Vec::new();
    known.answering(docket::console::effect::Ticket(1));
    known.take(read_before.clone(), &mut moved);
    assert_eq!(known.answered(), [lead], "it is asked for again");
    assert!(moved.is_empty());
    assert!(accepted(&table));
    // What was asked after it is taken.
    let known = &mut table.model.known;
    known.answering(docket::console::effect::Ticket(1 << 40));
    known.take(read_before, &mut moved);
    assert!(known.answered().is_empty());
    assert!(!accepted(&table));
}

#[test]
fn words_that_fit_nothing_in_a_list_are_refused_where_they_stand() {
    let mut table = Table::with_leads(3);
    table.press("N").press("zzz<enter>");
    assert!(table.model.walk.is_none());
    assert!(
        table
            .screen()
            .contains("nothing in the list holds these words"),
        "{}",
        table.screen()
    );
    table.press("<backspace><backspace><backspace><enter>");
    assert!(table.model.walk.is_some(), "{}", table.screen());
}
