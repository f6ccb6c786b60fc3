//! The day a milestone is counted on is the day of the one period of one day that holds it, in zones that set their
//! clocks at midnight too, or left a day out.

use chrono::{Duration, NaiveDate};
use chrono_tz::Tz;
use docket::review::figures::cohort::Cohort;
use docket::review::figures::midnights::Midnights;
use docket::review::milestone::{Milestone, Reach};
use docket::review::period::Period;

const ZONES: [Tz; 8] = [
    chrono_tz::UTC,
    chrono_tz::Europe::Zurich,
    chrono_tz::America::Sao_Paulo,
    chrono_tz::Asia::Beirut,
    chrono_tz::Atlantic::Azores,
    chrono_tz::Pacific::Apia,
    chrono_tz::Asia::Kathmandu,
    chrono_tz::Africa::Cairo,
];

#[test]
fn a_milestone_is_counted_on_the_day_whose_period_holds_it() {
    let mut told = 0;
    for zone in ZONES {
        let mut midnights = Midnights::of(zone);
        // Every seven hours of ten years: each hour and minute of the day comes, those around every change of clocks too.
        for hours in (0..10 * 365 * 24).step_by(7) {
            let at = 1_230_768_000 + hours * 3_600 + (hours % 5) * 1_500;
            let milestone = Milestone::Instant(at);
            let day = midnights.day(milestone);
            let cohort = Cohort::new(one(day), zone, at);
            assert!(cohort.holds(Reach::At(milestone)), "{zone} {at} {day}");
            told += 1;
        }
    }
    assert_eq!(told, 8 * 12_515);
    let day = NaiveDate::from_ymd_opt(2026, 3, 29).unwrap();
    let told = Midnights::of(ZONES[1]).day(Milestone::Day(day));
    assert_eq!(told, day);
}

fn one(day: NaiveDate) -> Period {
    Period::Days {
        start: day,
        end: day + Duration::days(1),
    }
}
