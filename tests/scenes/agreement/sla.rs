//! Clauses measured on leads: by hand on a few, against the truth file on twelve thousand.

use chrono::NaiveDate;
use chrono_tz::Tz::UTC;
use docket::ledger::Ledger;
use docket::review::agreement::sla::{Clause, ClauseKey, Clock, Measure, Scope, Sla};
use docket::review::agreement::version::{Section, Step, Wording};
use docket::review::agreement::vote::Vote;
use docket::review::entry::{Act, Draft};
use docket::review::figures::sla::{Board, Kept};
use docket::review::lead::Field;
use docket::review::period::Period;
use docket::review::person::Team;
use docket::seat::clock::Clock as SeatClock;
use docket::seat::desk::Desk;

use crate::truth::Set;

pub fn clause(key: u32, measure: Measure, target: u8) -> Clause {
    Clause {
        key: ClauseKey(key),
        side: measure.side(),
        text: format!("clause {key}"),
        measure,
        scope: Scope::Qualified,
        clock: Clock::Business,
        target,
        consequence: "talked about in the review".to_owned(),
        from: None,
        until: None,
    }
}

pub fn draft(at: i64, act: Act) -> Draft {
    Draft {
        at,
        who: "Ana".to_owned(),
        meeting: None,
        act,
        seen: None,
    }
}

/// Writes an SLA that is in force from a day.
pub fn agree(ledger: &mut Ledger, version: u32, from: &str, clauses: Vec<Clause>) {
    let sla = Sla {
        clauses,
        ..Sla::default()
    };
    agree_on(ledger, version, from, sla);
}

pub fn agree_on(ledger: &mut Ledger, version: u32, from: &str, sla: Sla) {
    let first: NaiveDate = from.parse().unwrap();
    // Nothing comes into force on a day that has passed.
    let before = first
        .and_time(chrono::NaiveTime::MIN)
        .and_utc()
        .timestamp_millis();
    let before = before.min(1_780_000_000_000);
    let steps = [
        Step::Proposed {
            version,
            wording: Wording::Sla(Box::new(sla)),
            reason: "first".to_owned(),
        },
        Step::Voted {
            section: Section::Sla,
            version,
            votes: [("Ana", Team::Sales), ("Ben", Team::Marketing)]
                .map(|(who, team)| Vote {
                    who: who.to_owned(),
                    team,
                    stands: 4,
                    dissent: String::new(),
                })
                .to_vec(),
        },
        Step::Ratified {
            section: Section::Sla,
            version,
            from: from.parse().unwrap(),
            managers: Vec::new(),
        },
    ];
    for step in steps {
        let act = Act::Agreed {
            step: Box::new(step),
        };
        ledger.record(&[draft(before, act)]).unwrap();
    }
}

fn share(board: &Board, key: u32) -> f64 {
    let row = board.row(ClauseKey(key)).unwrap();
    row.counts.share().unwrap() * 100.0
}

#[test]
fn first_responses_within_a_day_of_twelve_thousand_leads() {
    let Some(mut set) = Set::of("saas_funnel_12k", &["leads.csv"]) else {
        return;
    };
    let day = Measure::FirstTouch { minutes: 24 * 60 };
    let mut all = clause(1, day.clone(), 60);
    let mut delivered = clause(2, day, 60);
    (all.scope, all.clock) = (Scope::All, Clock::Calendar);
    delivered.clock = Clock::Calendar;
    agree(&mut set.desk.ledger, 1, "2020-01-01", vec![all, delivered]);
    let board = set
        .desk
        .sla_of(Period::All, 1_795_348_800)
        .unwrap()
        .unwrap();
    // 6,328 of 12,000 and 3,587 of 6,251: counted from the file by a program of its own.
    assert!((share(&board, 1) - 52.7333).abs() < 0.0001);
    assert!((share(&board, 2) - 57.3828).abs() < 0.0001);
    let counts = board.row(ClauseKey(1)).unwrap().counts;
    assert_eq!((counts.met, counts.missed), (6_328, 5_672));
    assert_eq!(board.row(ClauseKey(1)).unwrap().kept(), Kept::Missed);
}

#[test]
fn the_same_leads_before_the_agreement_are_counted_and_never_missed() {
    let Some(mut set) = Set::of("saas_funnel_12k", &["leads.csv"]) else {
        return;
    };
    let mut day = clause(1, Measure::FirstTouch { minutes: 24 * 60 }, 60);
    day.clock = Clock::Calendar;
    agree(&mut set.desk.ledger, 1, "2026-11-01", vec![day]);
    let board = set
        .desk
        .sla_of(Period::All, 1_795_348_800)
        .unwrap()
        .unwrap();
    let counts = board.row(ClauseKey(1)).unwrap().counts;
    assert_eq!(
        counts.before + counts.n(),
        6_251,
        "every delivered lead is somewhere"
    );
    assert!(counts.before > 5_000 && counts.missed < 600, "{counts:?}");
}

/// Wednesday 18 Nov 2026, 12:00 UTC.
const NOW: i64 = 1_795_003_200;

/// A desk with leads delivered on these days, all by hand.
fn desk(days: &[&str]) -> Desk {
    let mut ledger = Ledger::in_memory(UTC).unwrap();
    for (at, day) in days.iter().enumerate() {
        let mut texts = vec![(Field::Company, format!("Company {at}"))];
        if at % 2 == 0 {
            texts.push((Field::Email, format!("a{at}@example.com")));
        }
        let qualified: NaiveDate = day.parse().unwrap();
        let act = Act::Added {
            lead: docket::review::lead::LeadId(0),
            texts,
            qualified: Some(qualified),
        };
        ledger.record(&[draft(1_780_000_000_000, act)]).unwrap();
    }
    Desk::new(ledger, SeatClock::Fixed(NOW * 1000))
}

fn counted(board: &Board, key: u32) -> [u64; 6] {
    let counts = board.row(ClauseKey(key)).unwrap().counts;
    [
        counts.met,
        counts.missed,
        counts.at_risk,
        counts.pending,
        counts.before,
        counts.unknown,
    ]
}

#[test]
fn fields_and_deliveries_are_measured_by_hand() {
    // In force from 1 Nov: thirty-day periods 1–30 Oct are before it.
    let mut desk = desk(&["2026-10-20", "2026-11-03", "2026-11-05", "2026-11-12"]);
    let clauses = vec![
        clause(
            1,
            Measure::FieldsFilled {
                fields: vec!["company".to_owned(), "email".to_owned()],
            },
            90,
        ),
        clause(2, Measure::Delivered { leads: 2, days: 7 }, 100),
    ];
    agree(&mut desk.ledger, 1, "2026-11-01", clauses);
    let board = desk.records().unwrap().board.unwrap();
    // Leads 1 and 3 have no e-mail; lead 0 came before.
    assert_eq!(counted(&board, 1), [1, 2, 0, 0, 1, 0]);
    // 1–7 Nov: two; 8–14 Nov: one; 15–21 Nov runs in its fourth day of seven.
    assert_eq!(counted(&board, 2), [1, 1, 0, 1, 0, 0]);
    let side = board.side(Team::Marketing);
    assert_eq!((side.clauses(), side.missed), (2, 2));
    assert_eq!(board.side(Team::Sales).clauses(), 0);
}

#[test]
fn open_and_past_due_is_missed_open_and_in_time_is_not() {
    // Delivered on a day without an hour: the clock starts when the day ends. Two working days of eight hours each:
    // Thu 12 → Mon 16 17:00; Fri 13 → Tue 17 17:00; Mon 16 → Wed 18 17:00 (at risk); Tue 17 → Thu 19 17:00.
    let mut desk = desk(&["2026-11-12", "2026-11-13", "2026-11-16", "2026-11-17"]);
    let clauses = vec![clause(1, Measure::Verdict { minutes: 16 * 60 }, 90)];
    agree(&mut desk.ledger, 1, "2026-11-01", clauses);
    // Wednesday 12:00: of the lead of Monday 8 + 3 hours of 16 are used; that is no 80 % yet. At 14:00 13 are.
    let board = desk.sla_of(Period::All, NOW).unwrap().unwrap();
    let no_answers = board.row(ClauseKey(1)).unwrap();
    assert!(
        no_answers.dark.is_some(),
        "no lead has an answer: nobody can tell"
    );
    let accepted = Act::Verdict {
        lead: docket::review::lead::LeadId(1),
        verdict: docket::review::verdict::Verdict::Accepted(
            docket::review::verdict::Acceptance::default(),
        ),
        told: docket::review::entry::Told::Seat,
    };
    // Answered on Tuesday 17th, 10:00: the limit was Monday 17:00.
    let late = draft(1_794_909_600_000, accepted);
    desk.ledger.record(&[late]).unwrap();
    let board = desk.sla_of(Period::All, NOW).unwrap().unwrap();
    assert_eq!(counted(&board, 1), [0, 2, 0, 2, 0, 0]);
    let board = desk.sla_of(Period::All, NOW + 2 * 3600).unwrap().unwrap();
    assert_eq!(counted(&board, 1), [0, 2, 1, 1, 0, 0]);
    let row = board.row(ClauseKey(1)).unwrap();
    assert_eq!(row.unanswered, 2);
    assert_eq!(
        row.misses[0].at, 1_794_934_800,
        "the latest first: Tue 17 Nov, 17:00"
    );
    let limits = desk.ledger.answer_limits().unwrap();
    assert_eq!(limits.limits.len(), 0, "nothing was set by hand");
    let due = limits.due(docket::review::milestone::Milestone::Day(
        "2026-11-16".parse().unwrap(),
    ));
    assert_eq!(due, Some(1_795_021_200), "Wed 18 Nov, 17:00");
}
