//! What comes up most, who was given what, what nobody touched, how old it is: cases counted by hand.

use docket::review::agreement::calendar::Calendar;
use docket::review::agreement::{AnswerLimit, AnswerLimits};
use docket::review::figures::cohort::Cohort;
use docket::review::figures::heard::{Heard, Spans};
use docket::review::figures::matrix::{Matrix, Untouched};
use docket::review::figures::pareto::{Measure, Pareto, Subject};
use docket::review::figures::work::Work;
use docket::review::filter::By;
use docket::review::lead::{Answer, Facts};
use docket::review::milestone::Reach;
use docket::review::money::{Currency, Money};
use docket::review::period::Period;
use docket::review::person::Team;
use docket::review::reason::{PickLists, ReasonCode};
use docket::review::verdict::Outcome;
use rust_decimal::Decimal;

use super::{ACCEPTED, facts, on};

const ZONE: chrono_tz::Tz = chrono_tz::Tz::UTC;

/// October and November 2026, looked at on 1 Dec 2026 at midnight; no limit for an answer.
fn november() -> Spans {
    let now = Cohort::new(
        Period::parse("2026-11").unwrap(),
        ZONE,
        1_796_083_200, // 2026-12-01T00:00:00Z
    );
    Spans::of(now)
}

fn lists() -> PickLists {
    let text = include_str!("../../../assets/reasons.toml");
    toml::from_str(text).unwrap()
}

fn delivered(lead: i64, date: &str, answer: Answer) -> Facts {
    Facts {
        created: on(date),
        qualified: on(date),
        answer,
        ..facts(lead)
    }
}

fn heard(facts: &Facts) -> Heard<'_> {
    Heard {
        source: "web",
        campaign: "Fair",
        rep: "Ann",
        reason: match facts.answer {
            Answer::NotAccepted(code) => Some(code),
            _ => None,
        },
        ..Heard::bare(facts)
    }
}

fn no(code: u8) -> Answer {
    Answer::NotAccepted(ReasonCode(code))
}

fn euros(amount: i64) -> Money {
    Money {
        amount: Decimal::from(amount),
        currency: Currency::parse("EUR").unwrap(),
    }
}

#[test]
fn the_period_before_a_month_is_the_month_before_however_long() {
    let before = |text: &str| Period::parse(text).unwrap().before();
    assert_eq!(before("2026-03"), Some(Period::parse("2026-02").unwrap()));
    assert_eq!(before("2026-Q1"), Some(Period::parse("2025-Q4").unwrap()));
    assert_eq!(before("2026"), Some(Period::parse("2025").unwrap()));
    assert_eq!(
        before("2026-11-10..2026-11-20"),
        Some(Period::parse("2026-10-31..2026-11-10").unwrap())
    );
    assert_eq!(before("all"), None);
}

#[test]
fn reasons_are_counted_shared_out_and_compared() {
    let spans = november();
    let mut pareto = Pareto::new(Subject::NotAccepted, Some(By::Source), &lists());
    let mut add = |lead: i64, date: &str, code: u8, source: &str, amount| {
        let facts = Facts {
            amount,
            ..delivered(lead, date, no(code))
        };
        let heard = Heard {
            source,
            ..heard(&facts)
        };
        pareto.add(&heard, &spans);
    };
    for lead in 0..4 {
        add(lead, "2026-11-05", 2, "webinar", None);
    }
    add(4, "2026-11-06", 2, "web", Some(euros(500)));
    for lead in 5..8 {
        add(lead, "2026-11-07", 4, "web", Some(euros(1_000)));
    }
    add(8, "2026-10-07", 2, "webinar", None);
    add(9, "2026-10-07", 4, "web", None);
    add(10, "2026-10-07", 4, "", None);
    add(11, "2026-09-30", 4, "web", None); // before both
    let returned = Facts {
        answer: Answer::Accepted {
            by_deed: false,
            returned: true,
        },
        ..delivered(12, "2026-11-09", Answer::None)
    };
    let back = Heard {
        reason: Some(ReasonCode(4)),
        ..heard(&returned)
    };
    pareto.add(&back, &spans);
    // Accepted and kept: of no row, whatever reason once stood on it.
    let kept = delivered(13, "2026-11-09", ACCEPTED);
    pareto.add(
        &Heard {
            reason: Some(ReasonCode(4)),
            ..heard(&kept)
        },
        &spans,
    );

    check_reasons(&pareto);
}

fn check_reasons(pareto: &Pareto) {
    let rows = pareto.rows(Measure::Count);
    let told: Vec<(&str, u64, u64, i64)> = rows
        .iter()
        .map(|row| {
            let both = &row.both;
            (
                row.name.as_str(),
                both.now.leads,
                both.before.leads,
                both.change(),
            )
        })
        .collect();
    assert_eq!(told, [("wrong person", 5, 1, 4), ("no budget", 4, 2, 2)]);
    assert_eq!(pareto.total().now.leads, 9);
    assert_eq!(pareto.leads, (9, 3));
    assert_eq!(rows[0].share, Some(5.0 / 9.0));
    assert_eq!(rows[0].running, Some(5.0 / 9.0));
    assert_eq!(rows[1].running, Some(1.0));
    let slices: Vec<(&str, u64)> = rows[0]
        .slices
        .iter()
        .map(|(name, both)| (name.as_str(), both.now.leads))
        .collect();
    assert_eq!(slices, [("webinar", 4), ("web", 1)]);
    assert_eq!(rows[0].mover().unwrap().0, "webinar");
    // By value: 3,000 of "no budget" before 500 of "wrong person".
    let rows = pareto.rows(Measure::Value);
    assert_eq!(rows[0].name, "no budget");
    assert_eq!(rows[0].both.now.values(), [euros(3_000)]);
    assert_eq!(rows[0].both.now.with_value, 3);
    // Nine and three are too few to name a mover.
    assert_eq!(pareto.mover(), None);
}

#[test]
fn with_twenty_on_either_side_the_largest_mover_is_named() {
    let spans = november();
    let mut pareto = Pareto::new(Subject::NotAccepted, None, &lists());
    let mut many = |date: &str, code: u8, leads: i64| {
        for lead in 0..leads {
            pareto.add(&heard(&delivered(lead, date, no(code))), &spans);
        }
    };
    many("2026-11-05", 2, 14);
    many("2026-11-05", 4, 8);
    many("2026-10-05", 2, 5);
    many("2026-10-05", 4, 15);
    let mover = pareto.mover().unwrap();
    assert_eq!(
        (mover.name.as_str(), mover.both.change()),
        ("wrong person", 9)
    );
    // 14 of 22 against 5 of 20: Wilson 43–80 %, and 25 % lies outside.
    assert!(!mover.noise);
}

#[test]
fn won_and_lost_are_of_the_created_and_a_blank_reason_is_a_row() {
    let spans = november();
    let (mut won, mut lost) = (
        Pareto::new(Subject::Won, None, &lists()),
        Pareto::new(Subject::Lost, None, &lists()),
    );
    for (lead, outcome, ended) in [
        (1, Some(Outcome::Won), "fit"),
        (2, Some(Outcome::Lost), "price"),
        (3, Some(Outcome::Lost), " price "),
        (4, Some(Outcome::Lost), ""),
        (5, None, "price"),
    ] {
        let facts = Facts {
            outcome,
            ..delivered(lead, "2026-11-02", ACCEPTED)
        };
        let heard = Heard {
            ended,
            ..heard(&facts)
        };
        won.add(&heard, &spans);
        lost.add(&heard, &spans);
    }
    let told = |pareto: &Pareto| -> Vec<(String, u64)> {
        let rows = pareto.rows(Measure::Count).into_iter();
        rows.map(|row| (row.name, row.both.now.leads)).collect()
    };
    assert_eq!(told(&won), [("fit".to_owned(), 1)]);
    assert_eq!(told(&lost), [("price".to_owned(), 2), (String::new(), 1)]);
}

#[test]
fn a_lead_with_two_wishes_is_one_lead_in_two_rows() {
    let spans = november();
    let mut pareto = Pareto::new(Subject::Wishes, None, &lists());
    let facts = delivered(1, "2026-11-02", Answer::None);
    let wishes = ["budget", "timing", "budget"].map(ToOwned::to_owned);
    let heard = Heard {
        wishes: &wishes,
        ..heard(&facts)
    };
    pareto.add(&heard, &spans);
    assert_eq!(pareto.total().now.leads, 2);
    assert_eq!(pareto.leads.0, 1);
    assert!(pareto.holds("timing", None, &heard, &spans));
    assert!(!pareto.holds("authority", None, &heard, &spans));
}

#[test]
fn the_criterion_is_what_the_guard_asked_for_and_only_where_it_asked() {
    let spans = november();
    let mut pareto = Pareto::new(Subject::Criterion, None, &lists());
    for (lead, code, detail) in [
        (1, 1, "50+ people"),
        (2, 1, "50+ people"),
        (3, 8, "phone"),
        (4, 1, ""),
        (5, 0, "we know them"), // "other, in words" names no criterion
    ] {
        let facts = delivered(lead, "2026-11-02", no(code));
        let heard = Heard {
            detail,
            ..heard(&facts)
        };
        pareto.add(&heard, &spans);
    }
    let rows = pareto.rows(Measure::Count);
    let told: Vec<(&str, u64)> = rows
        .iter()
        .map(|row| (row.name.as_str(), row.both.now.leads))
        .collect();
    assert_eq!(told, [("50+ people", 2), ("", 1), ("phone", 1)]);
}

/// 24 working hours from the start: Mon–Fri, nine to five.
fn limited() -> Cohort {
    let spans = november();
    spans.now.with_limits(AnswerLimits {
        limits: vec![AnswerLimit {
            hours: 24,
            since: 0,
        }],
        ..AnswerLimits::none(Calendar::usual(ZONE))
    })
}

#[test]
fn the_matrix_adds_up_both_ways_and_counts_blanks() {
    let cohort = limited();
    let mut matrix = Matrix::default();
    let mut add = |lead: i64, date: &str, answer, rep: &str, campaign: &str| {
        let facts = delivered(lead, date, answer);
        let heard = Heard {
            rep,
            campaign,
            ..heard(&facts)
        };
        matrix.add(&heard, &cohort);
    };
    add(1, "2026-11-02", ACCEPTED, "Ann", "Fair");
    add(2, "2026-11-02", no(4), "Ann", "Fair");
    add(3, "2026-11-02", Answer::None, "Ann", "Fair"); // long overdue
    add(4, "2026-11-30", Answer::None, "Ann", "Web"); // Monday: still in time on Tuesday 0:00
    add(5, "2026-11-02", Answer::None, "", "");
    add(6, "2026-10-02", ACCEPTED, "Ann", "Fair"); // another month
    let cell = matrix.cell("Ann", "Fair");
    assert_eq!((cell.delivered, cell.decided, cell.no_feedback), (3, 2, 1));
    assert_eq!(cell.unreported(), Some(1.0 / 3.0));
    let web = matrix.cell("Ann", "Web");
    assert_eq!(
        (web.no_feedback, web.in_time, web.unreported()),
        (1, 1, None)
    );
    let total = matrix.total();
    assert_eq!(
        (total.delivered, total.decided, total.no_feedback),
        (5, 2, 3)
    );
    // Two of the four that are due.
    assert_eq!(total.unreported(), Some(0.5));
    let sum = |rows: Vec<(String, _)>| -> u64 {
        rows.iter()
            .map(|(_, given): &(String, docket::review::figures::matrix::Given)| given.delivered)
            .sum()
    };
    assert_eq!(sum(matrix.reps()), 5);
    assert_eq!(sum(matrix.campaigns()), 5);
    let names: Vec<String> = matrix.reps().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Ann", ""]);
}

#[test]
fn the_never_touched_stand_by_age_and_add_up() {
    let cohort = Cohort::new(Period::All, ZONE, 1_796_083_200);
    let mut untouched = Untouched::default();
    let mut add = |lead: i64, qualified: Reach, worked: bool, rep: &str| {
        let mut facts = Facts {
            qualified,
            ..facts(lead)
        };
        facts.worked.status = worked;
        let heard = Heard {
            rep,
            ..heard(&facts)
        };
        untouched.add(&heard, &cohort);
    };
    add(1, on("2026-11-29"), false, "Ann"); // 2 days
    add(2, on("2026-11-28"), false, ""); // 3
    add(3, on("2026-11-24"), false, "Ann"); // 7
    add(4, on("2026-08-01"), false, "Ann"); // 122
    add(5, on("2026-08-01"), true, "Ann"); // worked
    add(6, Reach::Undated, false, "Ann");
    add(7, Reach::Not, false, "Ann"); // an inquiry
    let leads: Vec<u64> = untouched.bands.iter().map(|band| band.leads).collect();
    assert_eq!(leads, [1, 2, 0, 0, 0, 0, 1, 1]);
    assert_eq!(untouched.bands[1].unowned, 1);
    assert_eq!(
        (
            untouched.delivered,
            untouched.followed_up(),
            untouched.leads()
        ),
        (6, 1, 5)
    );
}

#[test]
fn touches_on_leads_that_were_not_accepted_are_told_by_source() {
    let cohort = november().now;
    let mut work = Work::default();
    for (lead, answer, touches, source, worked) in [
        (1, no(7), 4, "webinar", true),
        (2, ACCEPTED, 2, "webinar", true),
        (3, no(7), 1, "web", true),
        (4, Answer::None, 0, "web", false),
    ] {
        let mut facts = delivered(lead, "2026-11-02", answer);
        facts.worked.touch = worked;
        if lead == 2 {
            facts.opportunity = on("2026-11-10");
        }
        let heard = Heard {
            touches,
            source,
            ..heard(&facts)
        };
        work.add(&heard, &cohort);
    }
    let rows = work.sources();
    assert_eq!(rows[0].0, "webinar");
    assert_eq!((rows[0].1.touches, rows[0].1.on_refused), (6, 4));
    let total = work.total();
    assert_eq!((total.leads, total.touches, total.on_refused), (4, 7, 5));
    assert_eq!(total.worked_for_one(), Some(3.0));
    let teams = work.teams(|_| Team::Sales);
    assert_eq!(teams.len(), 1);
    assert_eq!(teams[0].1.worked, 3);
}
