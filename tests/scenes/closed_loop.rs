//! The closed loop on the scorecard: rows add up, cells open to exactly their leads, a missing fact becomes a promise,
//! and a record that contradicts itself is mended or left as known.

use docket::console::model::scorecard::View;
use docket::console::places::{CellAsk, TableAsk};
use docket::review::figures::contradiction::Contradiction;
use docket::review::figures::coverage::Anchor;
use docket::review::figures::cut::Cut;
use docket::review::figures::table::{Table, Value};
use docket::review::filter::By;
use docket::review::period::Period;
use docket::seat::desk::Desk;
use docket::seat::desk::report::ReportAsk;

use crate::room::{Room, shows};

const LOOP: [View; 9] = [
    View::Refused,
    View::Criteria,
    View::Won,
    View::Lost,
    View::Missing,
    View::Matrix,
    View::Untouched,
    View::Work,
    View::ToFix,
];

fn cut(by: By) -> Cut {
    Cut {
        anchor: Anchor::Qualified,
        period: Period::parse("2026").unwrap(),
        by,
        only: None,
        against: None,
    }
}

fn counted(desk: &Desk, view: View, by: By) -> (TableAsk, Table) {
    let ask = TableAsk { view, cut: cut(by) };
    let table = desk.table(&ask).unwrap();
    (ask, table)
}

/// What a cell promises to open to.
fn size(value: &Value) -> Option<u64> {
    match value {
        Value::Count(count) => Some(*count),
        Value::Rate { part, .. } => Some(*part),
        _ => None,
    }
}

#[test]
fn every_cell_that_opens_opens_to_exactly_its_leads() {
    let desk = Room::rehearsal().desk;
    for view in LOOP {
        let (ask, table) = counted(&desk, view, By::Source);
        assert!(!table.rows.is_empty(), "{view:?}");
        // Two rows of each will do: the largest, and the last, which often is the blank one.
        let ends = [table.rows.first(), table.rows.last()];
        for row in ends.into_iter().flatten() {
            let opening = row.cells.iter().enumerate().filter(|(_, cell)| cell.opens);
            for (column, cell) in opening.step_by(2) {
                let leads = desk
                    .cell(&CellAsk {
                        table: ask.clone(),
                        row: Some(row.key.clone()),
                        column,
                    })
                    .unwrap();
                let title = &table.columns[column].title;
                let told = size(&cell.value).unwrap();
                assert_eq!(leads.len() as u64, told, "{view:?}, {}, {title}", row.label);
            }
        }
    }
}

#[test]
fn rows_add_up_to_the_total_in_every_column_of_counts() {
    let desk = Room::rehearsal().desk;
    for view in LOOP {
        for by in [By::Source, By::Campaign, By::Rep] {
            let (_, table) = counted(&desk, view, by);
            let total = table.total.as_ref().unwrap();
            for (column, cell) in total.cells.iter().enumerate() {
                let sum: u64 = table
                    .rows
                    .iter()
                    .filter_map(|row| size(&row.cells[column].value))
                    .sum();
                if let Some(all) = size(&cell.value) {
                    assert_eq!(sum, all, "{view:?}, {}", table.columns[column].title);
                }
            }
        }
    }
}

#[test]
fn reasons_are_those_of_the_document_for_scripts() {
    let desk = Room::rehearsal().desk;
    let (_, table) = counted(&desk, View::Refused, By::Source);
    let report = desk
        .report(&ReportAsk {
            period: Period::parse("2026").unwrap(),
            by: Some(By::Reason),
            anchor: Anchor::Qualified,
            ..ReportAsk::default()
        })
        .unwrap();
    let rows = report.breakdown.unwrap();
    assert_eq!(rows.len(), table.rows.len());
    for row in rows {
        let shown = table
            .rows
            .iter()
            .find(|shown| shown.key == row.key)
            .unwrap();
        assert_eq!(
            size(&shown.cells[0].value),
            Some(row.qualified),
            "{}",
            row.key
        );
    }
}

#[test]
fn a_missing_fact_is_promised_as_a_field_of_its_form() {
    let mut room = Room::rehearsal();
    let screen = room.keys("3mwish we<enter>").screen(120, 36);
    shows(&screen, &["Wish we had known", "named", "missing facts"]);
    let screen = room.keys("t").screen(120, 36);
    shows(&screen, &["┌ Promise ─", "add \"", " form"]);
    let before = room.desk.ledger.promises().unwrap().len();
    room.keys("<enter>");
    let promises = room.desk.ledger.promises().unwrap();
    assert_eq!(promises.len(), before + 1);
    let text = &promises.last().unwrap().text;
    assert!(
        text.starts_with("add \"") && text.ends_with(" form"),
        "{text}"
    );
}

#[test]
fn the_rehearsal_contradicts_itself_in_every_way_but_the_agreement_s() {
    let desk = Room::rehearsal().desk;
    let (_, table) = counted(&desk, View::ToFix, By::Source);
    let shown: Vec<&str> = table.rows.iter().map(|row| row.key.as_str()).collect();
    for what in Contradiction::ALL {
        // What the definition asks for is judged where there is one.
        if what != Contradiction::AcceptedFailed {
            assert!(
                shown.contains(&what.words()),
                "{}: {shown:#?}",
                what.words()
            );
        }
    }
}

#[test]
fn a_contradiction_is_left_as_known_and_taken_back() {
    let mut room = Room::rehearsal();
    let open = |room: &Room| {
        let (_, table) = counted(&room.desk, View::ToFix, By::Source);
        let row = table
            .rows
            .iter()
            .find(|row| row.key == Contradiction::TouchBeforeCreation.words())
            .unwrap();
        (size(&row.cells[0].value), size(&row.cells[1].value))
    };
    let (before, _) = open(&room);
    let before = before.unwrap();
    room.keys("3mdata to fix<enter>");
    let screen = room.screen(120, 36);
    shows(
        &screen,
        &[
            "Data to fix",
            "touched before it was created",
            "the CRM, then an import",
        ],
    );
    // To its row, into its leads, onto the first one's card.
    let rows = screen
        .lines()
        .filter(|line| line.contains('│'))
        .collect::<Vec<_>>();
    let at = |words: &str| rows.iter().position(|line| line.contains(words)).unwrap();
    let down = at("touched before it was created") - at("▸");
    room.keys(&"j".repeat(down));
    let screen = room.keys("<enter><enter>").screen(200, 50);
    shows(&screen, &["Data to fix", "F mends, K", "leaves as known"]);
    room.keys("K");
    assert_eq!(open(&room), (Some(before - 1), Some(1)));
    room.keys("u");
    assert_eq!(open(&room), (Some(before), Some(0)));
}
