//! Past reviews: what came of each, and its minutes.

use crate::room::{Room, shows, ten_leads};

fn one_review() -> Room {
    let mut room = ten_leads();
    room.keys("1N<enter>4");
    room.keys("dA scanned badge is not a lead<enter>");
    room.keys("tcall Zeta AG<enter>");
    room.keys("0");
    room
}

#[test]
fn the_list_says_leads_decisions_and_promises_kept() {
    let mut room = one_review();
    let screen = room.keys("7").screen(120, 36);
    shows(
        &screen,
        &[
            "Reviews: 1 held",
            "Lead review 1",
            "24 Nov",
            "0 of 1",
            "running",
        ],
    );
    let row = screen
        .lines()
        .find(|line| line.contains("Lead review 1") && line.contains("0 of 1"));
    let words: Vec<&str> = row.unwrap().split_whitespace().collect();
    // Ten leads on its docket, one decision.
    assert!(words.windows(2).any(|pair| pair == ["10", "1"]), "{row:?}");
}

#[test]
fn enter_reads_the_minutes_and_esc_leaves_them() {
    let mut room = one_review();
    let screen = room.keys("7<enter>").screen(80, 24);
    shows(&screen, &["Minutes", "A scanned badge is not a lead"]);
    let screen = room.keys("<esc>").screen(80, 24);
    shows(&screen, &["Reviews: 1 held"]);
}

#[test]
fn without_a_review_it_says_how_to_start_one() {
    let mut room = Room::empty();
    let screen = room.keys("7").screen(80, 24);
    shows(&screen, &["No review has been held yet"]);
}

#[test]
fn one_key_writes_a_slip_for_each_in_sales_and_says_where() {
    let mut room = Room::rehearsal();
    room.keys("H");
    let said = room.screen(120, 36);
    shows(&said, &["written: ", " slips, CSV and text, in "]);
    let folder = room.desk.papers().unwrap();
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("slip-"))
        .collect();
    files.sort();
    assert!(
        files.len() >= 4 && files.len().is_multiple_of(2),
        "{files:?}"
    );
    let reyes = files
        .iter()
        .find(|name| name.ends_with("Tomas-Reyes.csv"))
        .unwrap();
    let text = std::fs::read_to_string(room.desk.papers().unwrap().join(reyes)).unwrap();
    assert!(text.starts_with("# docket slip for: Tomas Reyes"), "{text}");
}

#[test]
fn a_wrong_path_to_another_ledger_keeps_the_screen_and_says_why() {
    let mut room = Room::rehearsal();
    room.keys("f<ctrl-u>/no/such/team.docket<enter>");
    shows(
        &room.screen(120, 36),
        &["Open another ledger", "/no/such/team.docket", "there is no"],
    );
    let left = room
        .done
        .iter()
        .any(|effect| matches!(effect, docket::console::Effect::Open(_)));
    assert!(!left, "the console stays");
    room.keys("<esc>");
    shows(
        &room.screen(120, 36),
        &["Open another ledger", "start a review"],
    );
}

#[test]
fn words_are_found_in_all_minutes_and_enter_reads_them_there() {
    let mut room = Room::rehearsal();
    room.keys("7/badge scanned<enter>");
    for (columns, rows) in [(80, 24), (120, 36), (200, 50)] {
        let screen = room.screen(columns, rows);
        // Decided in the second of the six reviews.
        shows(
            &screen,
            &[
                "\"badge scanned\" in all minutes: ",
                "review 2 ",
                "A scanned badge is a lead only after",
            ],
        );
    }
    let screen = room.keys("<enter>").screen(80, 24);
    shows(&screen, &["Minutes", "canned badge is"]);
    let screen = room.keys("<esc>").screen(80, 24);
    shows(&screen, &["in all minutes: "]);
    let screen = room.keys("<esc>").screen(80, 24);
    shows(&screen, &["Reviews: 6 held"]);
    let screen = room.keys("/nothing of the kind<enter>").screen(80, 24);
    shows(&screen, &["No minutes hold these words"]);
}
