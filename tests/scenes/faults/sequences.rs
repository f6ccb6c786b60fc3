//! F15: whatever people do, in whatever order: undo takes back exactly what was done, redo brings it back, and the
//! tables are what the journal says.

use std::fmt::Write;

use chrono::NaiveDate;
use chrono_tz::Tz;
use docket::ledger::{ImportFile, ImportOrder, Ledger, UndoError};
use docket::review::entry::{Act, Seq};
use docket::review::filter::By;
use docket::review::lead::{Deal, Facts, Field, Filed, LeadId};
use docket::review::meeting::PromiseState;
use docket::review::milestone::{Milestone, Reach};
use docket::review::person::Person;
use docket::review::row::{Kind, LeadRow, OpportunityRow, Row, Speaks};
use docket::review::touch::{Touch, TouchKind};
use docket::review::verdict::{Judgement, Outcome};

use super::super::ledger::{TEN, accept, added, draft, no_budget};
use super::{Lot, figure, much};

pub(super) const LEADS: u64 = 5;

/// Everything a screen could show, the last entry's number apart.
fn picture(ledger: &Ledger) -> String {
    let mut picture = String::new();
    ledger
        .each_lead(&mut |lead| {
            let mut lead = lead.clone();
            lead.said.last = None;
            let _ = writeln!(picture, "{lead:?}\n{:?}", lead.facts());
        })
        .unwrap();
    let rest = (
        ledger.promises().unwrap(),
        ledger.people().unwrap(),
        ledger.settings().unwrap(),
    );
    picture + &format!("{rest:?}")
}

/// What figures count of every lead, from where it is packed: its slices too.
fn counted(ledger: &Ledger) -> Vec<String> {
    let mut counted = Vec::new();
    ledger
        .facts(&mut |facts| counted.push(format!("{facts:?}")))
        .unwrap();
    for by in [By::Rep, By::Source, By::Campaign, By::Reason] {
        let mut at = 0;
        let each = &mut |_: &Facts, slice: &str| {
            let _ = write!(counted[at], " {slice}");
            at += 1;
        };
        ledger.facts_by(&by, each).unwrap();
    }
    counted
}

/// The same lead by lead, from the tables themselves.
fn filed(ledger: &Ledger) -> Vec<String> {
    let lists = ledger.lists().unwrap();
    let mut told = Vec::new();
    ledger
        .each_lead(&mut |lead| {
            let standing = lead.standing();
            let refusal = standing.and_then(|standing| standing.verdict.refusal());
            let reason =
                refusal.map_or_else(String::new, |refusal| lists.reason_name(refusal.reason));
            told.push(format!(
                "{:?} {} {} {} {reason}",
                lead.facts(),
                lead.text(Field::Owner),
                lead.text(Field::Source),
                lead.text(Field::Campaign),
            ));
        })
        .unwrap();
    told
}

fn act(lot: &mut Lot, ledger: &Ledger) -> Act {
    let lead = LeadId(i64::try_from(lot.below(LEADS)).unwrap() + 1);
    let text = format!("text {}", lot.below(100));
    match lot.below(13) {
        0 | 1 => accept(lead),
        2 | 3 => no_budget(lead),
        4 => Act::Note { lead, text },
        5 => Act::Wishes {
            lead,
            tags: vec![text],
        },
        6 => Act::Corrected {
            lead,
            field: Field::Owner,
            text,
        },
        7 => Act::Touched {
            lead,
            touch: Touch {
                at: None,
                kind: TouchKind::Call,
                result: None,
                by: text,
                note: String::new(),
            },
        },
        8 => Act::Deal {
            lead,
            deal: Deal {
                opened: Reach::Undated,
                outcome: Some(Outcome::Won),
                ..Deal::default()
            },
        },
        9 => Act::Judgement {
            lead,
            was_a_lead: Judgement::NotSure,
        },
        10 => Act::promised(text, "Ana".to_owned(), None, Some(lead)),
        11 => kept_promise(ledger).unwrap_or_else(|| accept(lead)),
        _ => Act::PersonSet {
            person: Person {
                name: text,
                ..Person::default()
            },
        },
    }
}

fn kept_promise(ledger: &Ledger) -> Option<Act> {
    let promise = ledger.promises().unwrap().last()?.seq;
    let state = PromiseState::Done;
    Some(Act::Promise { promise, state })
}

fn lead_row(lot: &mut Lot) -> Row {
    let key = format!("K{}", lot.below(6));
    let day = |lot: &mut Lot| {
        NaiveDate::from_ymd_opt(2026, 10, 1 + u32::try_from(lot.below(28)).unwrap()).unwrap()
    };
    let texts = [
        (Field::Name, format!("name {}", lot.below(3))),
        (Field::Source, format!("source {}", lot.below(3))),
    ];
    let qualified = match lot.below(3) {
        0 => Reach::Not,
        1 => Reach::Undated,
        _ => Reach::At(Milestone::Day(day(lot))),
    };
    Row::Lead(Box::new(LeadRow {
        identity: key.clone(),
        filed: Filed {
            key,
            texts: texts.into_iter().collect(),
            created: Reach::At(Milestone::Day(day(lot))),
            qualified,
            ..Filed::default()
        },
        speaks: Speaks {
            texts: 1 | 1 << 8,
            created: true,
            qualified: true,
            ..Speaks::default()
        },
        opportunity_key: String::new(),
        weight: None,
    }))
}

fn deal_row(lot: &mut Lot) -> Row {
    Row::Opportunity(Box::new(OpportunityRow {
        key: format!("D{}", lot.below(4)),
        lead: format!("K{}", lot.below(6)),
        owner: String::new(),
        source: String::new(),
        campaign: String::new(),
        stage: String::new(),
        deal: Deal {
            opened: Reach::Undated,
            outcome: [None, Some(Outcome::Won), Some(Outcome::Lost)]
                [usize::try_from(lot.below(3)).unwrap()],
            ..Deal::default()
        },
        accepted: None,
        sourced_by: None,
        extra: Vec::new(),
    }))
}

fn touch_row(lot: &mut Lot) -> Row {
    Row::Touch {
        lead: format!("K{}", lot.below(6)),
        touch: Touch {
            at: Some(Milestone::Instant(1_790_000_000)),
            kind: TouchKind::Call,
            result: None,
            by: format!("caller {}", lot.below(2)),
            note: String::new(),
        },
    }
}

fn member_row(lot: &mut Lot) -> Row {
    Row::Member {
        campaign: format!("campaign {}", lot.below(3)),
        lead: format!("K{}", lot.below(6)),
        status: format!("status {}", lot.below(2)),
    }
}

fn import(lot: &mut Lot, ledger: &mut Ledger, who: &str) {
    let (kind, row): (Kind, fn(&mut Lot) -> Row) = match lot.below(6) {
        0 => (Kind::Opportunities, deal_row),
        1 => (Kind::Touches, touch_row),
        2 => (Kind::Members, member_row),
        _ => (Kind::Leads, lead_row),
    };
    let rows: Vec<_> = (0..3).map(|_| Ok(row(lot))).collect();
    let file = ImportFile {
        name: "rows.csv".to_owned(),
        kind,
        digest: String::new(),
        rows: Box::new(rows.into_iter()),
    };
    let order = ImportOrder {
        who: who.to_owned(),
        at_ms: TEN,
        meeting: None,
        dry_run: false,
        settings: Vec::new(),
    };
    ledger.import(&order, vec![file], &mut |_| true).unwrap();
}

/// One thing somebody does; whether it can be undone by the same person at once.
pub(super) fn step(lot: &mut Lot, ledger: &mut Ledger, who: &str) -> bool {
    match lot.below(10) {
        0 | 5 => import(lot, ledger, who),
        1 => {
            let acts = [act(lot, ledger), act(lot, ledger)];
            let drafts = acts.map(|act| draft(who, act));
            ledger.record(&drafts).unwrap();
        }
        2 | 3 => {
            let undone = ledger.undo(who, None, TEN);
            assert!(!matches!(undone, Err(UndoError::Trouble(_))), "{undone:?}");
            return false;
        }
        4 => {
            let redone = ledger.redo(who, None, TEN);
            assert!(!matches!(redone, Err(UndoError::Trouble(_))), "{redone:?}");
            return false;
        }
        _ => {
            let act = act(lot, ledger);
            ledger.record(&[draft(who, act)]).unwrap();
        }
    }
    true
}

#[test]
fn f15_undo_takes_back_exactly_what_was_done() {
    let sequences = much(12, 10_000);
    let mut undone = 0;
    for sequence in 0..sequences {
        let mut lot = Lot(sequence + 1);
        let mut ledger = Ledger::in_memory(Tz::UTC).unwrap();
        for number in 0..LEADS {
            let act = added(&format!("Company {number}"));
            ledger.record(&[draft("Docket", act)]).unwrap();
        }
        for _ in 0..20 {
            let who = ["Ana", "Ben"][usize::try_from(lot.below(2)).unwrap()];
            let before = picture(&ledger);
            if !step(&mut lot, &mut ledger, who) {
                continue;
            }
            let after = picture(&ledger);
            let told = ledger.undo(who, None, TEN).unwrap();
            assert_eq!(picture(&ledger), before, "{sequence}: {told:?}");
            ledger.redo(who, None, TEN).unwrap();
            assert_eq!(picture(&ledger), after, "{sequence}: {told:?}");
            undone += 1;
            if lot.below(4) == 0 {
                ledger.pack().unwrap();
            }
            assert_eq!(counted(&ledger), filed(&ledger), "sequence {sequence}");
        }
        assert_eq!(ledger.check().unwrap(), [], "sequence {sequence}");
        assert!(ledger.last_seq().unwrap() > Seq(0));
    }
    figure(&format!(
        "F15: {sequences} sequences, {undone} things undone and redone, all as before, tables = replay"
    ));
}
