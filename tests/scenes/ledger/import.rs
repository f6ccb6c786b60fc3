//! Getting rows in: again is an update, any order of files is one picture, one undo takes all of it back.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;
use docket::ledger::{ImportFile, ImportOrder, ImportReport, ImportStep, Ledger};
use docket::review::entry::Told;
use docket::review::filter::By;
use docket::review::lead::{Answer, Deal, Facts, Field, Filed, LeadId};
use docket::review::milestone::{Milestone, Reach};
use docket::review::money::{Currency, Money};
use docket::review::reason::{ReasonCode, Route};
use docket::review::row::{Kind, LeadRow, OpportunityRow, Row, Speaks};
use docket::review::verdict::{Outcome, Refusal, Verdict};

use super::{TEN, accept, draft};

pub fn day(month: u32, day: u32) -> Reach {
    let day = NaiveDate::from_ymd_opt(2026, month, day).unwrap();
    Reach::At(Milestone::Day(day))
}

fn bit(field: Field) -> u16 {
    1 << Field::ALL.iter().position(|known| *known == field).unwrap()
}

/// A row of a lead list that speaks of name, source, owner, status and delivery.
pub fn lead_row(key: &str, name: &str, source: &str, qualified: Reach) -> LeadRow {
    let texts = [(Field::Name, name), (Field::Source, source)];
    LeadRow {
        identity: key.to_owned(),
        filed: Filed {
            key: key.to_owned(),
            texts: texts
                .into_iter()
                .filter(|(_, text)| !text.is_empty())
                .map(|(field, text)| (field, text.to_owned()))
                .collect(),
            qualified,
            extra: vec![("Shoe size".to_owned(), "44".to_owned())],
            ..Filed::default()
        },
        speaks: Speaks {
            texts: bit(Field::Name) | bit(Field::Source),
            qualified: true,
            ..Speaks::default()
        },
        opportunity_key: String::new(),
        weight: None,
    }
}

fn deal_row(key: &str, lead: &str, outcome: Option<Outcome>, amount: i64) -> OpportunityRow {
    OpportunityRow {
        key: key.to_owned(),
        lead: lead.to_owned(),
        owner: String::new(),
        source: String::new(),
        campaign: String::new(),
        stage: String::new(),
        deal: Deal {
            opened: day(3, 1),
            closed: outcome.map_or(Reach::Not, |_| day(4, 1)),
            outcome,
            amount: Some(Money {
                amount: amount.into(),
                currency: Currency::parse("EUR").unwrap(),
            }),
            reason: String::new(),
        },
        accepted: None,
        sourced_by: None,
        extra: Vec::new(),
    }
}

pub fn leads(rows: &[LeadRow]) -> (Kind, Vec<Row>) {
    let rows = rows.iter().cloned().map(Box::new).map(Row::Lead);
    (Kind::Leads, rows.collect())
}

fn deals(rows: &[OpportunityRow]) -> (Kind, Vec<Row>) {
    let rows = rows.iter().cloned().map(Box::new).map(Row::Opportunity);
    (Kind::Opportunities, rows.collect())
}

pub fn import(ledger: &mut Ledger, files: Vec<(Kind, Vec<Row>)>) -> ImportReport {
    import_watched(ledger, files, &mut || {})
}

/// The same; `merging` is called when everything is read and nothing is merged.
pub fn import_watched(
    ledger: &mut Ledger,
    files: Vec<(Kind, Vec<Row>)>,
    merging: &mut dyn FnMut(),
) -> ImportReport {
    let order = ImportOrder {
        who: "Ana".to_owned(),
        at_ms: TEN,
        meeting: None,
        dry_run: false,
        settings: Vec::new(),
    };
    let files = files.into_iter().map(|(kind, rows)| ImportFile {
        name: format!("{}.csv", kind.word()),
        kind,
        digest: String::new(),
        rows: Box::new(rows.into_iter().map(Ok)),
    });
    let mut step = |step: &ImportStep<'_>| {
        if matches!(step, ImportStep::Merging) {
            merging();
        }
        true
    };
    ledger.import(&order, files.collect(), &mut step).unwrap()
}

/// Imports a list of one lead, L1, of that name.
pub fn bring(ledger: &mut Ledger, name: &str) {
    let row = lead_row("L1", name, "Web", day(2, 1));
    import(ledger, vec![leads(&[row])]);
}

/// New, updated, unchanged, unmatched of the first file.
fn counts(report: &ImportReport) -> [u64; 4] {
    let file = &report.files[0];
    [file.new, file.updated, file.unchanged, file.unmatched]
}

fn facts(ledger: &Ledger) -> Vec<Facts> {
    let mut all = Vec::new();
    ledger.facts(&mut |facts| all.push(*facts)).unwrap();
    all
}

fn two() -> Vec<LeadRow> {
    vec![
        lead_row("L1", "Priya", "Web", day(2, 1)),
        lead_row("L2", "Tom", "", Reach::Not),
    ]
}

#[test]
fn the_same_file_again_changes_nothing() {
    let mut ledger = Ledger::in_memory(Tz::UTC).unwrap();
    assert_eq!(
        counts(&import(&mut ledger, vec![leads(&two())])),
        [2, 0, 0, 0]
    );
    assert_eq!(
        counts(&import(&mut ledger, vec![leads(&two())])),
        [0, 0, 2, 0]
    );
    let lead = ledger.lead(LeadId(1)).unwrap().unwrap();
    assert_eq!(lead.text(Field::Name), "Priya");
    assert_eq!(lead.filed.qualified, day(2, 1));
    assert_eq!(lead.filed.extra, [("Shoe size".into(), "44".into())]);
}

#[test]
fn a_later_file_changes_only_what_it_speaks_of_and_displaces_nobody() {
    let mut ledger = Ledger::in_memory(Tz::UTC).unwrap();
    import(&mut ledger, vec![leads(&two())]);
    ledger.record(&[draft("Ben", accept(LeadId(1)))]).unwrap();
    let mut changed = two();
    changed[0]
        .filed
        .texts
        .insert(Field::Name, "Priya Raman".to_owned());
    changed[0].filed.qualified = Reach::Not;
    changed[0].speaks.qualified = false;
    changed[0].filed.extra = vec![("Region".to_owned(), "North".to_owned())];
    let report = import(&mut ledger, vec![leads(&changed)]);
    assert_eq!(counts(&report), [0, 1, 1, 0]);
    let lead = ledger.lead(LeadId(1)).unwrap().unwrap();
    assert_eq!(lead.text(Field::Name), "Priya Raman");
    assert_eq!(lead.text(Field::Source), "Web");
    assert_eq!(lead.filed.qualified, day(2, 1));
    assert_eq!(lead.filed.extra.len(), 2);
    assert_eq!(lead.standing().unwrap().by, Some("Ben"));
}

#[test]
fn the_order_of_files_changes_nothing() {
    let deal = [
        deal_row("O1", "L1", Some(Outcome::Won), 300),
        deal_row("O2", "L1", Some(Outcome::Won), 50),
        deal_row("O3", "", Some(Outcome::Lost), 7),
        deal_row("O4", "L9", None, 9),
    ];
    let mut pictures = Vec::new();
    for order in [[0, 1], [1, 0]] {
        let mut ledger = Ledger::in_memory(Tz::UTC).unwrap();
        for file in order {
            let file = [leads(&two()), deals(&deal)][file].clone();
            import(&mut ledger, vec![file]);
        }
        assert_eq!(ledger.unmatched_deals().unwrap().len(), 1);
        assert_eq!(ledger.sales_sourced().unwrap().len(), 1);
        pictures.push(facts(&ledger));
    }
    assert_eq!(pictures[0], pictures[1]);
    let first = pictures[0][0];
    assert!(first.won());
    assert_eq!(first.amount.unwrap().amount, 350.into());
    let by_deed = Answer::Accepted {
        by_deed: true,
        returned: false,
    };
    assert_eq!(first.answer, by_deed);
}

#[test]
fn a_deal_is_found_by_the_id_its_lead_names() {
    let mut ledger = Ledger::in_memory(Tz::UTC).unwrap();
    let mut rows = two();
    rows[1].opportunity_key = "O3".to_owned();
    let deal = [deal_row("O3", "", Some(Outcome::Lost), 7)];
    import(&mut ledger, vec![deals(&deal), leads(&rows)]);
    assert!(facts(&ledger)[1].lost());
    assert!(ledger.sales_sourced().unwrap().is_empty());
}

#[test]
fn one_undo_takes_an_import_back_and_keeps_what_people_touched() {
    let mut ledger = Ledger::in_memory(Tz::UTC).unwrap();
    import(&mut ledger, vec![leads(&two()[..1])]);
    let mut changed = two();
    changed[0].filed.texts.insert(Field::Source, "Fair".into());
    changed.push(lead_row("L3", "Kim", "", Reach::Not));
    let deal = [deal_row("O1", "L1", Some(Outcome::Won), 300)];
    let report = import(&mut ledger, vec![leads(&changed), deals(&deal)]);
    assert_eq!(counts(&report), [2, 1, 0, 0]);
    let after = facts(&ledger);
    let kim = after[2].lead;
    ledger.record(&[draft("Ben", accept(kim))]).unwrap();

    let entry = ledger.undo("Ana", None, TEN).unwrap().remove(0);
    let said = serde_json::to_string(&entry.act).unwrap();
    assert!(said.contains("kept") && said.contains("Kim"), "{said}");
    let left: Vec<LeadId> = facts(&ledger).iter().map(|facts| facts.lead).collect();
    assert_eq!(left, [LeadId(1), kim]);
    let lead = ledger.lead(LeadId(1)).unwrap().unwrap();
    assert_eq!(lead.text(Field::Source), "Web");
    assert!(!lead.facts().won());

    ledger.redo("Ana", None, TEN).unwrap();
    let again = facts(&ledger);
    assert_eq!(again[..2], after[..2]);
    let lead = ledger.lead(LeadId(1)).unwrap().unwrap();
    assert_eq!(lead.text(Field::Source), "Fair");
    ledger.undo("Ana", None, TEN).unwrap();
    assert_eq!(facts(&ledger).len(), 2);
}

#[test]
fn slices_keep_blank_apart() {
    let mut ledger = Ledger::in_memory(Tz::UTC).unwrap();
    import(&mut ledger, vec![leads(&two())]);
    let sliced = |by: &By| {
        let mut slices: BTreeMap<String, u32> = BTreeMap::new();
        ledger
            .facts_by(by, &mut |_, slice| {
                *slices.entry(slice.to_owned()).or_default() += 1;
            })
            .unwrap();
        slices.into_iter().collect::<Vec<_>>()
    };
    assert_eq!(sliced(&By::Source), [(String::new(), 1), ("Web".into(), 1)]);
    assert_eq!(
        sliced(&By::DeliveredMonth),
        [(String::new(), 1), ("2026-02".into(), 1)]
    );
    assert_eq!(
        sliced(&By::Extra("Shoe size".into())),
        [("44".to_owned(), 2)]
    );
}

#[test]
fn a_slip_tells_once_and_overwrites_nobody() {
    let mut ledger = Ledger::in_memory(Tz::UTC).unwrap();
    import(&mut ledger, vec![leads(&two())]);
    ledger.record(&[draft("Ben", accept(LeadId(2)))]).unwrap();
    let no = Verdict::NotAccepted(Refusal {
        reason: ReasonCode(3),
        route: Route::Close,
        detail: String::new(),
        criterion: None,
        waived: false,
    });
    let line = |lead: &str, note: &str| Row::Slip {
        lead: lead.to_owned(),
        by: "Tia".to_owned(),
        verdict: Some(no.clone()),
        note: note.to_owned(),
    };
    let slip = vec![(
        Kind::Slip,
        vec![line("L1", "left the firm"), line("L2", "")],
    )];
    let report = import(&mut ledger, slip.clone());
    assert_eq!(report.conflicts.len(), 1);
    assert_eq!(report.conflicts[0].other, "Ben");
    assert_eq!(report.entries.len(), 3, "the import, a verdict, a note");
    let lead = ledger.lead(LeadId(1)).unwrap().unwrap();
    let told = lead.said.verdict.unwrap();
    assert_eq!(
        (told.who.as_str(), lead.said.note.as_str()),
        ("Tia", "left the firm")
    );
    assert_eq!(Told::default(), Told::Seat);
    let again = import(&mut ledger, slip);
    assert_eq!(again.entries.len(), 1, "nothing is told twice");
}

#[test]
fn a_stopped_import_and_a_dry_run_leave_nothing() {
    let mut ledger = Ledger::in_memory(Tz::UTC).unwrap();
    let before = ledger.last_seq().unwrap();
    let order = |dry_run| ImportOrder {
        who: "Ana".to_owned(),
        at_ms: TEN,
        meeting: None,
        dry_run,
        settings: Vec::new(),
    };
    let file = || ImportFile {
        name: "leads.csv".to_owned(),
        kind: Kind::Leads,
        digest: String::new(),
        rows: Box::new(leads(&two()).1.into_iter().map(Ok)),
    };
    ledger
        .import(&order(false), vec![file()], &mut |_| false)
        .unwrap_err();
    let report = ledger
        .import(&order(true), vec![file()], &mut |_| true)
        .unwrap();
    assert_eq!((counts(&report), report.batch), ([2, 0, 0, 0], None));
    assert_eq!(ledger.last_seq().unwrap(), before);
    assert!(facts(&ledger).is_empty());
}
