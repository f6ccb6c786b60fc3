//! What no table of figures may do: rows that do not add up, a rate above 100 %, a deal counted twice, losers dropped
//! from the funnel. Each check is held to catch it, then every view is held to the check.

use std::path::PathBuf;

use docket::console::model::scorecard::View;
use docket::review::figures::coverage::Anchor;
use docket::review::figures::table::{Table, Value};
use docket::review::filter::By;

use crate::figures::{cut, table};
use crate::room::Room;
use crate::truth::Set;

/// Views whose total is the sum of its rows.
const SUMMED: [View; 11] = [
    View::Months,
    View::Slices,
    View::Quarter,
    View::Refused,
    View::Criteria,
    View::Won,
    View::Lost,
    View::Matrix,
    View::Untouched,
    View::Work,
    View::Spent,
];

fn parts(value: &Value) -> Option<(u64, u64)> {
    match value {
        Value::Count(count) => Some((*count, 0)),
        Value::Rate { part, of } => Some((*part, *of)),
        _ => None,
    }
}

/// What is wrong with a table, in words; nothing where it is sound.
fn faults(table: &Table, sums: bool) -> Vec<String> {
    let mut found = Vec::new();
    for row in table.rows.iter().chain(&table.total) {
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            if let Value::Rate { part, of } = cell.value
                && part > of
            {
                found.push(format!("{}, {}: {part} of {of}", row.label, column.title));
            }
        }
    }
    let Some(total) = table.total.as_ref().filter(|_| sums) else {
        return found;
    };
    for (at, (column, whole)) in table.columns.iter().zip(&total.cells).enumerate() {
        let Some(whole) = parts(&whole.value) else {
            continue;
        };
        let rows = table.rows.iter().filter_map(|row| row.cells.get(at));
        let sum = rows
            .filter_map(|cell| parts(&cell.value))
            .fold((0, 0), |sum, next| (sum.0 + next.0, sum.1 + next.1));
        let same = sum.0 == whole.0
            && (whole.1 == 0 || sum.1 == 0 || sum.1 == whole.1 || shared(table, at));
        if !same {
            found.push(format!("{}: {sum:?} for {whole:?}", column.title));
        }
    }
    found
}

/// A share whose whole is the same in every row: of all delivered, of all touches.
fn shared(table: &Table, at: usize) -> bool {
    let wholes = table.rows.iter().filter_map(|row| row.cells.get(at));
    let mut wholes = wholes
        .filter_map(|cell| parts(&cell.value))
        .map(|one| one.1);
    let first = wholes.next();
    wholes.all(|one| Some(one) == first)
}

/// What the funnel leaves out of those that `slices` of the same leads count as won and lost.
fn dropped(funnel: &Table, slices: &Table) -> Option<String> {
    let total = slices.total.as_ref().unwrap();
    let named = |title: &str| {
        let at = slices
            .columns
            .iter()
            .position(|column| column.title == title);
        parts(&total.cells[at.unwrap()].value).unwrap().0
    };
    let reached: Vec<u64> = funnel
        .rows
        .iter()
        .filter_map(|row| parts(&row.cells[0].value))
        .map(|one| one.0)
        .collect();
    let ended = named("won") + named("lost");
    let [.., opportunities, won] = reached[..] else {
        return Some("no funnel".to_owned());
    };
    let falls = reached.is_sorted_by(|one, next| one >= next);
    let whole = opportunities >= ended && won == named("won") && falls;
    (!whole).then(|| format!("{reached:?}: {ended} ended"))
}

fn whole(view: View, anchor: Anchor) -> Table {
    let room = Room::rehearsal();
    table(&room, view, &cut(By::Source, anchor))
}

#[test]
fn a_row_left_out_is_caught() {
    let mut slices = whole(View::Slices, Anchor::Qualified);
    assert_eq!(faults(&slices, true), Vec::<String>::new());
    slices.rows.remove(1);
    assert!(!faults(&slices, true).is_empty());
}

#[test]
fn a_lead_counted_twice_is_caught() {
    let mut slices = whole(View::Slices, Anchor::Qualified);
    let Value::Count(count) = &mut slices.rows[0].cells[0].value else {
        panic!("no count")
    };
    *count += 1;
    assert!(!faults(&slices, true).is_empty());
}

#[test]
fn a_rate_above_the_whole_is_caught() {
    let mut slices = whole(View::Slices, Anchor::Qualified);
    let rate = slices.rows[0]
        .cells
        .iter_mut()
        .find_map(|cell| match &mut cell.value {
            Value::Rate { part, of } => Some((part, of)),
            _ => None,
        });
    let (part, of) = rate.unwrap();
    *part = *of + 1;
    assert!(!faults(&slices, false).is_empty());
}

#[test]
fn losers_left_out_of_the_funnel_are_caught() {
    let slices = whole(View::Slices, Anchor::Created);
    let mut funnel = whole(View::Funnel, Anchor::Created);
    assert_eq!(dropped(&funnel, &slices), None);
    // As if only deals still open or won were opportunities.
    let total = slices.total.as_ref().unwrap();
    let lost = slices
        .columns
        .iter()
        .position(|column| column.title == "lost");
    let (lost, _) = parts(&total.cells[lost.unwrap()].value).unwrap();
    assert!(lost > 0);
    let Value::Count(reached) = &mut funnel.rows[3].cells[0].value else {
        panic!("no count")
    };
    *reached -= lost;
    assert!(dropped(&funnel, &slices).is_some());
}

#[test]
fn every_view_of_the_made_up_company_is_sound() {
    let room = Room::rehearsal();
    for by in [
        By::Source,
        By::Campaign,
        By::Rep,
        By::Team,
        By::parse("industry", true),
    ] {
        for view in View::ALL {
            let anchor = if view == View::Funnel {
                Anchor::Created
            } else {
                Anchor::Qualified
            };
            let found = table(&room, view, &cut(by.clone(), anchor));
            let faults = faults(&found, SUMMED.contains(&view));
            assert!(faults.is_empty(), "{view:?} by {}: {faults:#?}", by.word());
        }
    }
}

/// Imports these files in their order into a ledger of its own.
fn imported(files: &[(&str, &str)]) -> Set {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<PathBuf> = files
        .iter()
        .map(|(name, text)| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        })
        .collect();
    Set::from(&paths, serde_json::Value::Null)
}

const LEADS: &str = "Lead ID,Created Date,MQL Date,Lead Source,Lead Status
L1,2026-01-05,2026-01-06,Web,Accepted
L2,2026-01-05,2026-01-07,Web,Accepted
L3,2026-01-08,2026-01-09,Fair,Accepted
";

/// Two deals of one lead, one of them in the file twice; one lost, one still open.
const DEALS: &str = "Opportunity ID,Lead ID,Created Date,Close Date,Stage,Amount
O1,L1,2026-02-01,2026-03-01,Closed Won,1000
O1,L1,2026-02-01,2026-03-01,Closed Won,1000
O2,L1,2026-02-10,2026-03-11,Closed Won,500
O3,L2,2026-02-02,2026-03-02,Closed Lost,900
O4,L3,2026-02-03,,Proposal,700
";

#[test]
fn two_deals_of_one_lead_are_one_customer_and_the_same_row_twice_is_one_deal() {
    let set = imported(&[("leads.csv", LEADS), ("opportunities.csv", DEALS)]);
    let found = set.all();
    let k6 = &found["kpis"]["lead_to_revenue"];
    assert_eq!(
        (&k6["won"], &k6["lost"], &k6["created"]),
        (&1.into(), &1.into(), &3.into())
    );
    assert_eq!(k6["revenue"], "1500.00");
    let reached: Vec<u64> = (0..5)
        .map(|at| found["funnel"][at]["reached"].as_u64().unwrap())
        .collect();
    // The loser and the open one stay in the funnel.
    assert_eq!(reached, [3, 3, 3, 3, 1]);
    let rows = set.by("source");
    assert_eq!(rows["Web"]["won"], 1);
    assert_eq!(rows["Web"]["lost"], 1);
    assert_eq!(rows["Web"]["opportunities"], 2);
    // The same file once more changes nothing.
    let again = imported(&[
        ("leads.csv", LEADS),
        ("opportunities.csv", DEALS),
        ("opportunities.csv", DEALS),
    ]);
    let mut twice = again.all();
    twice["as_of"] = found["as_of"].clone();
    assert_eq!(twice, found);
}

#[test]
fn every_table_fits_eighty_columns_on_paper_and_has_one_shape_as_csv() {
    use docket::publish::figures::{csv, text};
    use unicode_width::UnicodeWidthStr;
    let room = Room::rehearsal();
    for view in View::ALL.into_iter().filter(|view| view.is_table()) {
        for by in [By::Source, By::Campaign] {
            let found = table(&room, view, &cut(by, Anchor::Qualified));
            let text = text(&found, 80);
            for line in text.lines() {
                assert!(line.width() <= 80, "{view:?}: {line}");
            }
            let csv = csv(&found);
            let mut rows = csv::ReaderBuilder::new()
                .has_headers(false)
                .comment(Some(b'#'))
                .from_reader(csv.as_bytes());
            // A reader that is not flexible refuses a row of another length.
            let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
            let total = usize::from(found.total.is_some());
            assert_eq!(rows.len(), 1 + found.rows.len() + total, "{view:?}");
        }
    }
}

#[test]
fn what_is_packed_of_a_lead_is_what_a_look_at_it_tells() {
    use docket::ledger::Texts;
    use docket::review::lead::{Field, Lead};
    let room = Room::rehearsal();
    let ledger = &room.desk.ledger;
    let mut all = Vec::new();
    ledger.facts(&mut |facts| all.push(facts.lead)).unwrap();
    let leads = ledger.leads_named(&all).unwrap();
    let of = |lead: &Lead, texts| {
        let refusal = lead.standing().and_then(|told| told.verdict.refusal());
        match texts {
            Texts::Refusals => refusal.map_or(String::new(), |refusal| {
                format!("{} {:?}", refusal.detail, refusal.criterion)
            }),
            Texts::Ends => lead.deal().reason.clone(),
            Texts::Wishes => lead.said.wishes.join(", "),
            Texts::Touches => lead.touches().count.to_string(),
            Texts::Nothing => String::new(),
        }
    };
    let kinds = [
        Texts::Nothing,
        Texts::Refusals,
        Texts::Ends,
        Texts::Wishes,
        Texts::Touches,
    ];
    for texts in kinds {
        let mut at = 0;
        let mut told = 0;
        ledger
            .heard(texts, &mut |heard| {
                let lead = &leads[at];
                at += 1;
                assert_eq!(*heard.facts, lead.facts());
                let slices = [Field::Source, Field::Campaign, Field::Owner];
                let slices = slices.map(|field| lead.text(field).to_owned());
                assert_eq!(
                    [heard.source, heard.campaign, heard.rep],
                    slices.each_ref().map(String::as_str)
                );
                let refusal = lead.standing().and_then(|told| told.verdict.refusal());
                assert_eq!(heard.reason, refusal.map(|refusal| refusal.reason));
                let found = match texts {
                    Texts::Refusals if refusal.is_none() => String::new(),
                    Texts::Refusals => format!("{} {:?}", heard.detail, heard.criterion),
                    Texts::Ends => heard.ended.to_owned(),
                    Texts::Wishes => heard.wishes.join(", "),
                    Texts::Touches => heard.touches.to_string(),
                    Texts::Nothing => String::new(),
                };
                assert_eq!(found, of(lead, texts), "{texts:?} of lead {}", lead.id.0);
                told += usize::from(!found.is_empty());
            })
            .unwrap();
        assert_eq!(at, leads.len(), "{texts:?}");
        assert_eq!(told > 0, texts != Texts::Nothing, "{texts:?}");
    }
}

#[test]
fn the_rest_of_shares_of_one_whole_is_a_share_of_that_whole() {
    use docket::review::figures::table::{Cell, Column, REST, Row};
    let row = |label: &str, cells: Vec<Value>| Row {
        key: label.to_owned(),
        label: label.to_owned(),
        cells: cells.into_iter().map(Cell::from).collect(),
        ..Row::default()
    };
    // Of ten in all; of its own leads; what goes on adding up.
    let rows = [(5, 6), (3, 4), (1, 2), (1, 3)];
    let mut up = 0;
    let rows = rows.map(|(part, own)| {
        up += part;
        let cells = vec![
            Value::rate(part, 10),
            Value::rate(part, own),
            Value::rate(up, 10),
        ];
        row(&format!("{part} of {own}"), cells)
    });
    let whole = Table {
        columns: ["of all", "of its own", "added up"]
            .map(|title| Column::new(title, ""))
            .to_vec(),
        rows: rows.to_vec(),
        total: Some(row("all", vec![Value::rate(10, 10), Value::rate(10, 15)])),
        ..Table::default()
    };
    let folded = whole.folded(2);
    let rest = folded.rows.iter().find(|row| row.key == REST).unwrap();
    let values: Vec<&Value> = rest.cells.iter().map(|cell| &cell.value).collect();
    assert_eq!(
        values,
        [&Value::rate(2, 10), &Value::rate(2, 5), &Value::Nothing]
    );
}

#[test]
fn a_view_is_opened_by_its_name() {
    for view in View::ALL {
        let mut room = Room::rehearsal();
        room.keys(&format!("3m{}<enter>", view.title()));
        let leaders = view == View::Together;
        let expected = if leaders { View::Wall } else { view };
        assert_eq!(room.model.scorecard.view, expected, "{}", view.title());
    }
}
