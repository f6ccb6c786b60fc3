//! Business time (MEASURES §6): the limit for an answer in working hours.

use chrono_tz::Europe::Berlin;
use chrono_tz::Tz;
use docket::review::agreement::calendar::Calendar;
use docket::review::agreement::{AnswerLimit, AnswerLimits, Wait};
use docket::review::milestone::Milestone;

use super::{day, wall};

#[test]
fn a_limit_runs_in_working_hours() {
    // Fri 2 Oct 2026 … Mon 5 Oct; Thu 1 Oct with Fri a holiday. Daylight saving ends on Sun 25 Oct and begins on
    // Sun 28 Mar.
    let table = [
        (1, "2026-10-02 16:30", "2026-10-05 09:30", &[][..]),
        (4, "2026-10-03 12:00", "2026-10-05 13:00", &[]),
        (8, "2026-10-01 16:00", "2026-10-05 16:00", &["2026-10-02"]),
        (4, "2026-10-23 16:00", "2026-10-26 12:00", &[]),
        (4, "2026-03-27 16:00", "2026-03-30 12:00", &[]),
        (8, "2026-10-05 09:00", "2026-10-05 17:00", &[]),
        (0, "2026-10-05 10:00", "2026-10-05 10:00", &[]),
        (1, "2026-10-05 17:00", "2026-10-06 10:00", &[]),
    ];
    for zone in [Berlin, Tz::America__New_York] {
        for (hours, raised, due, holidays) in table {
            let mut calendar = Calendar::usual(zone);
            calendar.holidays = holidays.iter().map(|text| day(text)).collect();
            let (start, due) = (wall(raised, zone), wall(due, zone));
            let found = calendar.due(start, hours * 3600);
            assert_eq!(found, Some(due), "{hours} h raised {raised} in {zone}");
            assert_eq!(calendar.used(start, due), hours * 3600, "{raised}");
        }
    }
}

#[test]
fn a_night_shift_across_the_change_keeps_wall_clock_hours() {
    // Work on Sundays 00:00–08:00; on 29 Mar 2026 the hour from 02:00 to 03:00 does not exist in Berlin.
    let mut calendar = Calendar::usual(Berlin);
    calendar.days = [true; 7];
    calendar.opens = "00:00:00".parse().unwrap();
    calendar.closes = "08:00:00".parse().unwrap();
    let start = wall("2026-03-29 00:00", Berlin);
    let due = calendar.due(start, 4 * 3600).unwrap();
    assert_eq!(due, wall("2026-03-29 04:00", Berlin));
    assert_eq!(due - start, 3 * 3600, "three hours have really passed");
}

#[test]
fn a_calendar_without_working_hours_has_no_due() {
    let mut calendar = Calendar::usual(Berlin);
    calendar.days = [false; 7];
    assert_eq!(calendar.due(0, 3600), None);
    assert_eq!(calendar.used(0, 1_000_000), 0);
}

#[test]
fn nothing_is_overdue_before_both_sides_agreed() {
    let limits = AnswerLimits {
        limits: vec![AnswerLimit {
            hours: 8,
            since: wall("2026-10-01 00:00", Berlin),
        }],
        ..AnswerLimits::none(Calendar::usual(Berlin))
    };
    let at = |text| Some(Milestone::Instant(wall(text, Berlin)));
    let now = wall("2026-10-30 12:00", Berlin);
    assert_eq!(limits.wait(at("2026-09-30 23:59"), now), Wait::NoLimit);
    assert_eq!(limits.wait(None, now), Wait::NoLimit);
    let due = wall("2026-10-02 12:00", Berlin);
    let asked = at("2026-10-01 12:00");
    assert_eq!(limits.wait(asked, due), Wait::InTime { due, at_risk: true });
    assert_eq!(limits.wait(asked, due + 1), Wait::Overdue { due });
    // At risk begins at 80 % of 8 hours: 6 h 24 min used, Friday 10:24.
    let early = wall("2026-10-02 10:23", Berlin);
    assert_eq!(
        limits.wait(asked, early),
        Wait::InTime {
            due,
            at_risk: false
        }
    );
    let late = wall("2026-10-02 10:24", Berlin);
    assert_eq!(
        limits.wait(asked, late),
        Wait::InTime { due, at_risk: true }
    );
}
