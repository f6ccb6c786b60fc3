//! The way back into the CRM: its own ids come back as they went in.

use chrono_tz::Tz;
use docket::publish::feedback::Feedback;
use docket::review::cell::unguarded;
use docket::review::entry::{Act, Told};
use docket::review::feedback::Crm;
use docket::review::lead::{Lead, LeadId};
use docket::review::reason::PickLists;

use crate::minutes::{entry, lead, no_budget};

fn judged(id: i64, key: &str) -> Lead {
    let mut lead = lead(id, "Acme", "Priya Raman");
    key.clone_into(&mut lead.filed.key);
    lead.filed.extra.push((
        "(Do Not Modify) Row Checksum".to_owned(),
        "+A/b==".to_owned(),
    ));
    let acts = [
        Act::Verdict {
            lead: LeadId(id),
            verdict: no_budget(),
            told: Told::Review,
        },
        Act::Note {
            lead: LeadId(id),
            text: "=cmd|' /C calc'!A0\nsecond line".to_owned(),
        },
    ];
    for (seq, act) in (1..).zip(acts) {
        lead.said.apply(&entry(seq, seq, act));
    }
    lead
}

fn rows(text: &str) -> Vec<Vec<String>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes())
        .records()
        .map(|record| record.unwrap().iter().map(ToOwned::to_owned).collect())
        .collect()
}

#[test]
fn ids_and_kept_columns_come_back_as_they_went_in() {
    let kept = ["(Do Not Modify) Row Checksum".to_owned()];
    let lists = PickLists::default();
    let keys = ["00Q5g00000AbCdE", "-17", "'=x", "a\"b,c", "000123"];
    let leads: Vec<Lead> = (1..).zip(keys).map(|(id, key)| judged(id, key)).collect();
    let untouched = lead(9, "Nobody said a word", "Ann");
    let feedback = Feedback {
        crm: Crm::Plain,
        id_column: "Lead ID",
        kept_columns: &kept,
        lists: &lists,
        zone: Tz::UTC,
    };
    let (text, without_id) = feedback.csv(leads.iter().chain([&untouched]));
    assert_eq!(without_id, 0);
    let rows = rows(&text);
    assert_eq!(
        rows[0],
        [
            "Lead ID",
            "(Do Not Modify) Row Checksum",
            "verdict",
            "reason",
            "route",
            "note",
            "date",
            "reviewer",
            "meeting"
        ]
    );
    let back: Vec<&str> = rows[1..].iter().map(|row| unguarded(&row[0])).collect();
    assert_eq!(back, keys);
    for row in &rows[1..] {
        assert_eq!(unguarded(&row[1]), "+A/b==");
        assert_eq!(row[2], "not accepted");
        assert_eq!(row[3], "reason 4");
        assert_eq!(row[4], "nurture until 2027-05-23");
        assert_eq!(unguarded(&row[5]), "=cmd|' /C calc'!A0\nsecond line");
        assert_eq!(row[6], "2026-11-24");
        assert_eq!(row[7], "T. Reyes");
        assert_eq!(row[8], "7");
        assert!(
            row.iter()
                .all(|cell| !cell.starts_with(['=', '+', '-', '@']))
        );
    }
}

#[test]
fn a_lead_without_an_id_is_counted_and_left_out() {
    let lists = PickLists::default();
    let feedback = Feedback {
        crm: Crm::Plain,
        id_column: "Id",
        kept_columns: &[],
        lists: &lists,
        zone: Tz::UTC,
    };
    let leads = [judged(1, ""), judged(2, "x")];
    let (text, without_id) = feedback.csv(&leads);
    assert_eq!((rows(&text).len(), without_id), (2, 1));
}
