//! The ledger: one door, undo and redo, two people on one lead.

mod care;
mod import;
mod large;
mod touches;

use chrono_tz::Tz;
use docket::ledger::{Creation, Ledger, RecordError, UndoError};
use docket::review::entry::{Act, Draft, Seq, Told};
use docket::review::filter::{LeadFilter, LeadSort, LeadState};
use docket::review::lead::{Field, LeadId};
use docket::review::reason::{ReasonCode, Route};
use docket::review::verdict::{Acceptance, Refusal, Verdict};

/// 2026-11-24 10:00 UTC.
pub const TEN: i64 = 1_795_514_400_000;

pub fn draft(who: &str, act: Act) -> Draft {
    Draft {
        at: TEN,
        who: who.to_owned(),
        meeting: None,
        act,
        seen: None,
    }
}

pub fn added(company: &str) -> Act {
    Act::Added {
        lead: LeadId(0),
        texts: vec![(Field::Company, company.to_owned())],
        qualified: chrono::NaiveDate::from_ymd_opt(2026, 11, 2),
    }
}

pub fn no_budget(lead: LeadId) -> Act {
    Act::Verdict {
        lead,
        verdict: Verdict::NotAccepted(Refusal {
            reason: ReasonCode(4),
            route: Route::Close,
            detail: String::new(),
            criterion: None,
            waived: false,
        }),
        told: Told::Seat,
    }
}

pub fn accept(lead: LeadId) -> Act {
    Act::Verdict {
        lead,
        verdict: Verdict::Accepted(Acceptance::default()),
        told: Told::Seat,
    }
}

fn with_lead() -> (Ledger, LeadId) {
    let mut ledger = Ledger::in_memory(Tz::UTC).unwrap();
    let entries = ledger.record(&[draft("Ana", added("Acme"))]).unwrap();
    let lead = entries[0].act.lead().unwrap();
    (ledger, lead)
}

fn verdict_of(ledger: &Ledger, lead: LeadId) -> Option<&'static str> {
    let lead = ledger.lead(lead).unwrap().unwrap();
    lead.standing().map(|standing| standing.verdict.word())
}

#[test]
fn a_verdict_stands_and_undo_and_redo_turn_it() {
    let (mut ledger, lead) = with_lead();
    ledger.record(&[draft("Ana", accept(lead))]).unwrap();
    ledger.record(&[draft("Ana", no_budget(lead))]).unwrap();
    assert_eq!(verdict_of(&ledger, lead), Some("not accepted"));
    ledger.undo("Ana", None, TEN).unwrap();
    assert_eq!(verdict_of(&ledger, lead), Some("accepted"));
    ledger.undo("Ana", None, TEN).unwrap();
    assert_eq!(verdict_of(&ledger, lead), None);
    ledger.redo("Ana", None, TEN).unwrap();
    ledger.redo("Ana", None, TEN).unwrap();
    assert_eq!(verdict_of(&ledger, lead), Some("not accepted"));
    assert!(matches!(
        ledger.redo("Ana", None, TEN),
        Err(UndoError::NothingToRedo)
    ));
}

#[test]
fn the_second_person_is_told() {
    let (mut ledger, lead) = with_lead();
    ledger.record(&[draft("Ana", accept(lead))]).unwrap();
    let mut late = draft("Ben", no_budget(lead));
    late.seen = Some(Seq(0));
    match ledger.record(&[late.clone()]) {
        Err(RecordError::Changed { lead: of, entry }) => {
            assert_eq!((of, entry.who.as_str()), (lead, "Ana"));
            late.seen = Some(entry.seq);
        }
        other => panic!("{other:?}"),
    }
    ledger.record(&[late]).unwrap();
    assert!(matches!(
        ledger.undo("Ana", None, TEN),
        Err(UndoError::Changed { .. })
    ));
    assert_eq!(verdict_of(&ledger, lead), Some("not accepted"));
}

#[test]
fn a_list_shows_what_its_filter_asks() {
    let (mut ledger, acme) = with_lead();
    let bolt = ledger.record(&[draft("Ana", added("Bolt GmbH"))]).unwrap()[0]
        .act
        .lead()
        .unwrap();
    ledger.record(&[draft("Ana", accept(acme))]).unwrap();
    let shown = |filter: &LeadFilter| ledger.lead_ids(filter, LeadSort::Label).unwrap();
    assert_eq!(shown(&LeadFilter::default()), [acme, bolt]);
    let waiting = LeadFilter {
        state: LeadState::Unanswered,
        ..LeadFilter::default()
    };
    assert_eq!(shown(&waiting), [bolt]);
    let text = LeadFilter {
        text: "GMBH".to_owned(),
        ..LeadFilter::default()
    };
    assert_eq!(shown(&text), [bolt]);
}

#[test]
fn a_ledger_outlives_its_program() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("team.docket");
    let creation = Creation {
        zone: Tz::Europe__Berlin,
        at_ms: TEN,
        who: "Ana".to_owned(),
    };
    let mut ledger = Ledger::create(&path, &creation).unwrap();
    let lead = ledger.record(&[draft("Ana", added("Acme"))]).unwrap()[0]
        .act
        .lead()
        .unwrap();
    ledger.record(&[draft("Ana", accept(lead))]).unwrap();
    drop(ledger);
    let mut ledger = Ledger::open(&path).unwrap();
    assert_eq!(ledger.zone().unwrap(), Tz::Europe__Berlin);
    assert_eq!(ledger.lists().unwrap().reasons.len(), 11);
    assert_eq!(verdict_of(&ledger, lead), Some("accepted"));
    ledger.undo("Ana", None, TEN).unwrap();
    assert_eq!(verdict_of(&ledger, lead), None);
}
