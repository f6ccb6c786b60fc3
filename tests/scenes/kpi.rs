//! The figures, by formula and vector.

mod behind;
mod business_time;
mod campaign;
mod closed_loop;
mod coverage;
mod freshness;
mod naive;
mod tally;

use chrono::NaiveDate;
use chrono_tz::Tz;
use docket::review::figures::contradiction::Kinds;
use docket::review::figures::interval::{wilson, within_noise, words};
use docket::review::figures::kpi::Kpis;
use docket::review::figures::strip::{Part, strip};
use docket::review::lead::{Answer, Evidence, Facts, LeadId, SourcedBy};
use docket::review::milestone::{Milestone, Reach};

/// A lead created and delivered on 1 Oct 2026, without an answer.
pub fn facts(lead: i64) -> Facts {
    Facts {
        lead: LeadId(lead),
        created: on("2026-10-01"),
        qualified: on("2026-10-01"),
        answer: Answer::None,
        answered_at: None,
        opportunity: Reach::Not,
        closed: Reach::Not,
        outcome: None,
        amount: None,
        first_touch: None,
        worked: Evidence::default(),
        sourced_by: SourcedBy::Marketing,
        suspect: false,
        record: Kinds::default(),
        known: Kinds::default(),
    }
}

pub const ACCEPTED: Answer = Answer::Accepted {
    by_deed: false,
    returned: false,
};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn on(text: &str) -> Reach {
    Reach::At(Milestone::Day(day(text)))
}

/// Seconds since 1970 of a local wall clock, `2026-10-02 16:30`.
pub fn wall(text: &str, zone: Tz) -> i64 {
    let wall = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    wall.and_local_timezone(zone).unwrap().timestamp()
}

#[test]
fn wilson_keeps_to_its_vectors() {
    let table = [
        (7, 10, "39.7–89.2"),
        (0, 5, "0.0–43.4"),
        (5, 5, "56.6–100.0"),
        (41, 60, "55.8–78.7"),
        (842, 8000, "9.9–11.2"),
    ];
    for (numerator, denominator, expected) in table {
        let [low, high] = wilson(numerator, denominator).unwrap();
        let found = format!("{:.1}–{:.1}", low * 100.0, high * 100.0);
        assert_eq!(found, expected, "{numerator}/{denominator}");
    }
    assert_eq!(wilson(0, 0), None);
}

#[test]
fn small_numbers_are_said_in_words() {
    assert_eq!(
        words(41, 188).unwrap(),
        "17 to 28 % is what 188 leads can tell"
    );
    assert_eq!(words(0, 0), None);
    // 64 % of 176 beside 67 % of 174: inside the interval of the later one, 60 to 74 %.
    assert!(within_noise((117, 174), (113, 176)));
    assert!(!within_noise((117, 174), (60, 176)));
}

#[test]
fn the_bar_adds_up_to_the_delivered_and_says_before_and_after() {
    let mut start = Kpis::default();
    start.acceptance.accepted = 117;
    start.acceptance.not_accepted = 48;
    start.acceptance.overdue = 4;
    start.acceptance.no_answer_yet = 5;
    start.acceptance.in_time = 14;
    start.acceptance.qualified = 188;
    let mut now = start.clone();
    now.acceptance.accepted = 118;
    now.acceptance.overdue = 3;
    let strip = strip(&start, &now);
    let bar: Vec<_> = strip
        .bar
        .iter()
        .map(|segment| format!("{} {}", segment.part.word(), segment.count.words()))
        .collect();
    assert_eq!(
        bar,
        [
            "accepted 117 → 118",
            "not accepted 48",
            "answer due 9 → 8",
            "answer in time 14"
        ]
    );
    assert_eq!(strip.bar[0].part, Part::Accepted);
    let total: u64 = strip.bar.iter().map(|segment| segment.count.now).sum();
    assert_eq!(total, 188);
    let tile = &strip.tiles[0];
    assert_eq!(
        (tile.headline.as_str(), tile.of.as_str()),
        ("67.2 → 67.8 %", "of 174 answers due")
    );
    assert_eq!(strip.tiles[1].headline, "—");
    assert!(strip.tiles[1].marks.contains(&"under 10 leads".to_owned()));
}
