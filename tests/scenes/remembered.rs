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

/// Nothing but dates of creation.
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
