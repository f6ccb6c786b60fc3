//! What an import lets the ledger remember goes with it: one gesture, one undo.

use chrono_tz::Tz;
use docket::console::effect::Given;
use docket::ledger::{ImportOrder, Ledger};
use docket::review::filter::LeadFilter;
use docket::review::period::Period;
use docket::review::proposal::Answer;
use docket::seat::clock::Clock;
use docket::seat::desk::Desk;

use super::first_start::SUNDAY;

/// Dates of creation, and none of delivery.
const LEADS: &str = "Lead ID,Company,Created Date\nL1,Acme,2026-10-01\nL2,Bolt,2026-10-02\n";

fn desk() -> Desk {
    Desk::new(Ledger::in_memory(Tz::UTC).unwrap(), Clock::Fixed(SUNDAY))
}

/// Brings in rows whose date of creation stands for that of delivery.
fn bring(desk: &mut Desk, who: &str, rows: &str) {
    let order = ImportOrder {
        who: who.to_owned(),
        at_ms: SUNDAY,
        ..ImportOrder::default()
    };
    let answers = vec![Answer::HandOver {
        file: Given::PASTED.to_owned(),
        use_created: true,
    }];
    desk.import_given(
        &[Given::Rows(rows.to_owned())],
        answers,
        &order,
        &mut |_| true,
    )
    .unwrap();
}

fn remembered(desk: &Desk) -> usize {
    let settings = desk.ledger.settings().unwrap();
    settings
        .keys()
        .filter(|name| name.starts_with("import:") || *name == "crm_id_column")
        .count()
}

#[test]
fn one_undo_takes_an_import_back_with_what_it_remembered() {
    let mut desk = desk();
    let before = desk.ledger.last_seq().unwrap();
    bring(&mut desk, "Ana", LEADS);
    assert_eq!(remembered(&desk), 2, "the mapping and the id's column");
    let entries = desk.ledger.entries_after(before).unwrap();
    assert!(
        entries
            .iter()
            .all(|entry| entry.gesture == entries[0].gesture)
    );
    let undone = desk.ledger.undo("Ana", None, SUNDAY).unwrap();
    assert!(
        format!("{undone:?}").contains("the import of pasted rows\""),
        "{undone:?}"
    );
    assert_eq!(desk.ledger.count(&LeadFilter::default()).unwrap(), 0);
    assert_eq!(remembered(&desk), 0);
    desk.ledger.redo("Ana", None, SUNDAY).unwrap();
    assert_eq!(desk.ledger.count(&LeadFilter::default()).unwrap(), 2);
    assert_eq!(remembered(&desk), 2);
    assert_eq!(desk.ledger.check().unwrap(), []);
}

/// Two people bring files of the same CRM in: neither keeps the other from taking the own import back, and what
/// the import that stays was told stays with it.
#[test]
fn an_import_that_stays_keeps_what_it_was_told() {
    let mut desk = desk();
    bring(&mut desk, "Ana", LEADS);
    bring(
        &mut desk,
        "Ben",
        &LEADS.replace("L1", "L8").replace("L2", "L9"),
    );
    desk.ledger.undo("Ana", None, SUNDAY).unwrap();
    assert_eq!(desk.ledger.count(&LeadFilter::default()).unwrap(), 2);
    assert_eq!(remembered(&desk), 2);
    assert!(desk.cohort(Period::All).unwrap().qualified_as_created);
    desk.ledger.undo("Ben", None, SUNDAY).unwrap();
    assert_eq!(remembered(&desk), 0);
    assert!(!desk.cohort(Period::All).unwrap().qualified_as_created);
}

const LONG: &str = "The date of creation stands for the date of delivery.";

#[test]
fn created_that_stands_for_delivered_is_said_beside_every_figure_until_it_is_taken_back() {
    let mut room = crate::room::Room::empty();
    bring(&mut room.desk, "J. Adeyemi", LEADS);
    let mut room = crate::room::Room::at(room.desk, "J. Adeyemi");
    let wall = room.keys("3").screen(80, 24);
    assert!(wall.contains("created stands for delivered"), "{wall}");
    let explained = room.keys("x").screen(120, 36);
    assert!(
        explained.contains("The date of creation stands"),
        "{explained}"
    );
    room.keys("<esc>1N<enter>4");
    let strip = room.screen(160, 40);
    for words in ["created stands for", "delivered"] {
        assert!(strip.contains(words), "no {words} in\n{strip}");
    }
    let meeting = room.desk.ledger.meetings().unwrap()[0].opening.id;
    let cohort = |room: &crate::room::Room| {
        let minutes = room.desk.record_of(meeting).unwrap().minutes;
        minutes.appendix.cohort
    };
    assert!(cohort(&room).contains(LONG), "{}", cohort(&room));

    let mut desk = desk();
    bring(&mut desk, "Ana", LEADS);
    desk.ledger.undo("Ana", None, SUNDAY).unwrap();
    assert!(!desk.scorecard().unwrap().qualified_as_created);
}

/// Leads that were created and delivered, and nothing else: no figure of Sales can be told.
#[test]
fn a_figure_no_file_can_tell_is_a_dash_and_names_its_column() {
    let mut room = crate::room::Room::empty();
    bring(&mut room.desk, "J. Adeyemi", LEADS);
    let mut room = crate::room::Room::at(room.desk, "J. Adeyemi");
    let wall = room.keys("3").screen(120, 36);
    for words in [
        "no touches",
        "\"Last Contacted\"",
        "no deals",
        "\"Close Date\"",
    ] {
        assert!(wall.contains(words), "no {words} in\n{wall}");
    }
    assert!(!wall.contains("0.0 %"), "{wall}");
    let explained = room.keys("<right><right>x").screen(120, 36);
    for words in ["Worked by Sales: —", "no touches", "\"Last Contacted\""] {
        assert!(explained.contains(words), "no {words} in\n{explained}");
    }
}

#[test]
fn the_printed_figures_name_the_column_too() {
    let home = crate::command_line::Home::new();
    home.write("leads.csv", LEADS);
    home.done(&[
        "import",
        "leads.csv",
        "--yes",
        "--set",
        "qualified_at=created_at",
    ]);
    let printed = home.done(&["kpis"]);
    for words in [
        "Worked by Sales                      —\n    no touches\n    the column \"Last Contacted\" would tell it",
        "Became customers                     —\n",
        LONG,
    ] {
        assert!(printed.contains(words), "no {words} in\n{printed}");
    }
    assert!(
        printed.lines().all(|line| line.chars().count() <= 80),
        "{printed}"
    );
}
