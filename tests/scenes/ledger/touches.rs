//! Touches on a card: the files' and people's own, in one list.

use chrono::NaiveDate;
use chrono_tz::Tz;
use docket::console::effect::Question;
use docket::console::message::Answer;
use docket::ledger::{ImportFile, ImportOrder, Ledger};
use docket::review::entry::Act;
use docket::review::lead::LeadId;
use docket::review::milestone::Milestone;
use docket::review::person::Person;
use docket::review::row::{Kind, Row};
use docket::review::touch::{Touch, TouchKind, TouchResult};
use docket::seat::clock::Clock;
use docket::seat::desk::Desk;

use super::{TEN, draft};

fn touch(month: u32, kind: TouchKind, result: Option<TouchResult>, by: &str) -> Touch {
    Touch {
        at: NaiveDate::from_ymd_opt(2026, month, 3).map(Milestone::Day),
        kind,
        result,
        by: by.to_owned(),
        note: String::new(),
    }
}

/// A ledger with lead 1 of key L1, somebody known to the CRM as u-7, and these touches of L1 from a file.
fn filed(touches: &[Touch]) -> Ledger {
    let row =
        crate::ledger::import::lead_row("L1", "Priya", "Web", crate::ledger::import::day(2, 1));
    let person = Person {
        name: "Rita Reyes".to_owned(),
        key: Some("u-7".to_owned()),
        ..Person::default()
    };
    let touches = touches.iter().cloned().map(|touch| Row::Touch {
        lead: "L1".to_owned(),
        touch,
    });
    let files = [
        (Kind::Touches, touches.collect()),
        (Kind::Leads, vec![Row::Lead(Box::new(row))]),
        (Kind::People, vec![Row::Person(person)]),
    ];
    let mut ledger = Ledger::in_memory(Tz::UTC).unwrap();
    let order = ImportOrder {
        who: "Ana".to_owned(),
        at_ms: TEN,
        ..ImportOrder::default()
    };
    let files = files.map(|(kind, rows): (Kind, Vec<Row>)| ImportFile {
        name: kind.word().to_owned(),
        kind,
        digest: String::new(),
        rows: Box::new(rows.into_iter().map(Ok)),
    });
    let files = files.into_iter().collect();
    ledger.import(&order, files, &mut |_| true).unwrap();
    ledger
}

#[test]
fn a_card_lists_the_files_touches_among_peoples_own() {
    let voicemail = |by| {
        let result = Some(TouchResult::NotReached);
        touch(4, TouchKind::Voicemail, result, by)
    };
    let mail = touch(2, TouchKind::Email, None, "Ben");
    let mut ledger = filed(&[voicemail("u-7"), mail.clone()]);
    let lead = LeadId(1);
    let own = touch(3, TouchKind::Call, Some(TouchResult::Reached), "Ana");
    let act = Act::Touched {
        lead,
        touch: own.clone(),
    };
    ledger.record(&[draft("Ana", act)]).unwrap();
    let desk = Desk::new(ledger, Clock::Fixed(TEN));
    let Answer::Card(card) = desk.answer(Question::Card(lead)).unwrap() else {
        unreachable!("a card was asked for");
    };
    assert_eq!(card.touches, [mail, own, voicemail("Rita Reyes")]);
}
