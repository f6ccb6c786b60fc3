//! A screen shown to the room: large figures at every size, reps by numbers where they are ranked, and back as it was.

use docket::console::theme::{Theme, ThemeName};
use docket::review::figures::table::{Row, Table, Value};

use crate::room::{Room, shows};

const REPS: [&str; 3] = ["Jana Novak", "Bela Kowalski", "Clara Moreau"];

/// None of the reps is named.
#[track_caller]
fn names_nobody(screen: &str) {
    for name in REPS {
        assert!(!screen.contains(name), "{name} is on\n{screen}");
    }
}

#[test]
fn reps_keep_their_names_on_a_card_and_lose_them_in_a_ranking() {
    let mut room = Room::rehearsal();
    room.keys("3mrep by campaign<enter>");
    shows(&room.screen(120, 36), &REPS);
    room.keys("V");
    for (columns, rows) in [(80, 24), (120, 36), (200, 50)] {
        let screen = room.screen(columns, rows);
        names_nobody(&screen);
        shows(&screen, &["rep 1", "rep 2"]);
    }
    // By the alphabet of those in Sales, so that a number is the same rep in every table: Bela is the second of ten.
    let by_rep = "3mslices<enter>s<right><right><enter>";
    names_nobody(&room.keys(by_rep).screen(200, 50));
    let copied = room.keys("y").done.last().cloned();
    names_nobody(&format!("{copied:?}"));
    // One key shows them: for whoever leads.
    shows(&room.keys("P").screen(200, 50), &REPS);
    room.keys("P");
    names_nobody(&room.screen(200, 50));
    room.keys("2<enter>");
    let card = room.screen(200, 50);
    shows(&card, &["NAMES HIDDEN", "· to "]);
    assert!(!card.contains("to rep "), "{card}");
}

#[test]
fn the_data_and_what_is_for_leaders_alone() {
    let mut room = Room::rehearsal();
    shows(&room.keys("D").screen(200, 50), &["Open leads of"]);
    room.keys("<esc>VD");
    let screen = room.screen(200, 50);
    shows(&screen, &["Open leads of", "rep "]);
    names_nobody(&screen);
    let mut leader = Room::rehearsal();
    leader.model.me = "Karin Lindqvist".to_owned();
    leader.keys("3mlook together<enter>");
    shows(&leader.screen(120, 36), &["Look together"]);
    leader.keys("V");
    shows(&leader.screen(120, 36), &["Delivered by Marketing"]);
    leader.keys("mlook together<enter>");
    shows(
        &leader.screen(120, 36),
        &["not for the room", "Delivered by Marketing"],
    );
}

#[test]
fn numbers_stand_in_large_digits_at_every_size_and_open_as_ever() {
    let mut room = Room::rehearsal();
    room.keys("N<enter>3");
    let small = room.screen(80, 24);
    assert!(!small.contains('▛'), "tiles of text\n{small}");
    room.keys("V");
    for (columns, rows) in [(80, 24), (120, 36), (200, 50)] {
        let screen = room.screen(columns, rows);
        shows(&screen, &["FOR THE ROOM", "▸", "Worked by Sales"]);
        assert!(screen.contains('▛') || screen.contains("██"), "{screen}");
    }
    // Three stand beside each other: one step down is the fourth figure.
    room.screen(80, 24);
    room.keys("jx");
    shows(&room.screen(80, 24), &["Lead to opportunity"]);
}

#[test]
fn ending_the_presentation_gives_the_seat_back_as_it_was() {
    let mut room = Room::rehearsal();
    room.model.looks.theme = Theme::of(ThemeName::Light);
    room.keys("V");
    assert_eq!(room.model.looks.theme, Theme::of(ThemeName::HighContrast));
    assert!(room.model.looks.masked);
    room.keys("V");
    assert_eq!(room.model.looks.theme, Theme::of(ThemeName::Light));
    assert!(!room.model.looks.masked);
    room.keys("PVV");
    assert!(room.model.looks.masked, "hidden before, hidden after");
}

#[test]
fn a_name_is_hidden_as_a_word_of_its_own_and_its_key_stays() {
    let names = ["Ann".to_owned(), "Bo".to_owned()];
    let table = Table {
        head: "rep".to_owned(),
        lines: vec!["Ann moved most; Annual plan, Bo's part".to_owned()],
        rows: vec![Row {
            key: "Bo".to_owned(),
            label: "Bo".to_owned(),
            cells: vec![Value::Text("of Ann".to_owned()).into()],
            ..Row::default()
        }],
        ..Table::default()
    };
    let told = table.unnamed(&names);
    assert_eq!(told.lines, ["rep 1 moved most; Annual plan, rep 2's part"]);
    let row = &told.rows[0];
    assert_eq!((row.key.as_str(), row.label.as_str()), ("Bo", "rep 2"));
    assert_eq!(row.cells[0].value, Value::Text("of rep 1".to_owned()));
}
