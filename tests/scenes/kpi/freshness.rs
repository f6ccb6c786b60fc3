//! How fresh the data are, and which dates there are: by leads made by hand.

use chrono_tz::UTC;
use docket::review::figures::cohort::Cohort;
use docket::review::figures::freshness::{Gauge, days_since_update, open};
use docket::review::figures::kpi::Kpi;
use docket::review::figures::ranges::Ranges;
use docket::review::lead::{Answer, Facts, Touches};
use docket::review::milestone::{Milestone, Reach};
use docket::review::period::Period;
use docket::review::reason::ReasonCode;
use docket::review::verdict::Outcome;

use super::{ACCEPTED, day, facts, on, wall};

/// 24 Nov 2026: a lead of 1 Oct was last heard of 54 days ago.
fn now() -> i64 {
    wall("2026-11-24 12:00", UTC)
}

fn touched(text: &str) -> Touches {
    let at = Some(Milestone::Day(day(text)));
    Touches {
        count: 1,
        first: at,
        last: at,
    }
}

#[test]
fn the_last_dated_thing_is_the_last_update() {
    let none = Touches::default();
    let days = |facts: &Facts, touches: &Touches| days_since_update(facts, touches, now(), UTC);
    assert_eq!(days(&facts(1), &none), Some(54));
    assert_eq!(days(&facts(1), &touched("2026-11-20")), Some(4));
    let answered = Facts {
        answered_at: Some(Milestone::Day(day("2026-10-25"))),
        ..facts(1)
    };
    assert_eq!(days(&answered, &none), Some(30));
    let deal = Facts {
        opportunity: on("2026-12-24"),
        ..facts(1)
    };
    assert_eq!(
        days(&deal, &none),
        Some(0),
        "a date ahead is heard of today"
    );
    let undated = Facts {
        created: Reach::Undated,
        qualified: Reach::Undated,
        ..facts(1)
    };
    assert_eq!(days(&undated, &none), None);
}

#[test]
fn a_lead_is_open_until_it_is_refused_returned_or_ended() {
    let answered = |answer| Facts { answer, ..facts(1) };
    assert!(open(&facts(1)) && open(&answered(ACCEPTED)));
    assert!(!open(&answered(Answer::NotAccepted(ReasonCode(4)))));
    let returned = Answer::Accepted {
        by_deed: false,
        returned: true,
    };
    assert!(!open(&answered(returned)));
    let lost = Facts {
        outcome: Some(Outcome::Lost),
        ..facts(1)
    };
    assert!(!open(&lost));
    let inquiry = Facts {
        qualified: Reach::Not,
        ..facts(1)
    };
    assert!(!open(&inquiry));
}

#[test]
fn stale_leads_are_counted_by_rep_and_under_every_figure_they_are_part_of() {
    let none = Touches::default();
    let cohort = || Cohort::new(Period::All, UTC, now());
    let cohorts = vec![
        (Kpi::WorkedBySales, cohort()),
        (Kpi::TimeToOpportunity, cohort()),
    ];
    let mut gauge = Gauge::new(cohorts, now(), UTC);
    // Five open leads of Reyes: one of them stale, one exactly 30 days old. One stale of nobody's. One refused long ago.
    gauge.add(&facts(1), &none, "Reyes");
    gauge.add(&facts(2), &touched("2026-10-25"), "Reyes");
    for id in 3..=5 {
        gauge.add(&facts(id), &touched("2026-11-20"), " Reyes ");
    }
    let older = Facts {
        created: on("2026-09-01"),
        qualified: on("2026-09-01"),
        ..facts(6)
    };
    gauge.add(&older, &none, "");
    let refused = Facts {
        answer: Answer::NotAccepted(ReasonCode(4)),
        ..facts(7)
    };
    gauge.add(&refused, &none, "Reyes");
    let fresh = gauge.done();
    assert_eq!((fresh.open, fresh.stale, fresh.undated), (6, 2, 0));
    let reps: Vec<(&str, u64, u64, u32)> = fresh
        .reps
        .iter()
        .map(|rep| (rep.name.as_str(), rep.open, rep.stale, rep.oldest))
        .collect();
    assert_eq!(reps, [("", 1, 1, 84), ("Reyes", 5, 1, 54)]);
    // Worked by Sales is of all seven: 2 of 7 are more than one in five. No lead has both dates: nothing to rest on.
    let rests: Vec<(u64, u64, bool)> = fresh
        .kpis
        .iter()
        .map(|rests| (rests.stale, rests.of, rests.on_stale()))
        .collect();
    assert_eq!(rests, [(2, 7, true), (0, 0, false)]);
    assert_eq!(fresh.resting(), 1);
}

#[test]
fn every_milestone_tells_its_first_and_last_date_and_how_many_have_one() {
    let mut ranges = Ranges::default();
    ranges.add(&facts(1));
    ranges.add(&Facts {
        opportunity: Reach::Undated,
        ..facts(2)
    });
    ranges.add(&Facts {
        created: on("2026-08-01"),
        opportunity: on("2026-11-05"),
        closed: on("2026-11-20"),
        outcome: Some(Outcome::Won),
        ..facts(3)
    });
    let [created, delivered, touch, answer, opportunity, closed] = ranges.0;
    let dates = |range: docket::review::figures::ranges::Range| {
        let text = |at: Option<Milestone>| at.map(|at| at.date(UTC).to_string());
        (
            text(range.seen.first),
            text(range.seen.last),
            range.seen.filled,
            range.reached,
        )
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        dates(created),
        (some("2026-08-01"), some("2026-10-01"), 3, 3)
    );
    assert_eq!(
        dates(delivered),
        (some("2026-10-01"), some("2026-10-01"), 3, 3)
    );
    assert_eq!(dates(touch), (None, None, 0, 0));
    assert_eq!(dates(answer), (None, None, 0, 0));
    assert_eq!(
        dates(opportunity),
        (some("2026-11-05"), some("2026-11-05"), 1, 2)
    );
    assert_eq!(
        dates(closed),
        (some("2026-11-20"), some("2026-11-20"), 1, 1)
    );
    assert_eq!(opportunity.fill(), Some(0.5));
    assert_eq!(touch.fill(), None);
    let ends = ranges
        .ends()
        .map(|(first, last)| (first.date(UTC), last.date(UTC)));
    assert_eq!(ends, Some((day("2026-08-01"), day("2026-11-20"))));
}
