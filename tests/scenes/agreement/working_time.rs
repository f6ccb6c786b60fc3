//! Working time against a naive reckoning of its own that steps through every minute on the wall.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use docket::review::agreement::calendar::Calendar;

/// A generator of its own: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }
}

/// The instant at which so many working minutes have gone by, one minute of the wall after the other.
fn naive_due(calendar: &Calendar, start: i64, minutes: u64) -> i64 {
    let wall = |instant: i64| {
        let utc = chrono::DateTime::from_timestamp(instant, 0).unwrap();
        utc.with_timezone(&calendar.zone).naive_local()
    };
    let mut now = wall(start);
    let mut left = minutes;
    let (mut day, mut works) = (None, false);
    loop {
        if day != Some(now.date()) {
            day = Some(now.date());
            let weekday = now.date().weekday().num_days_from_monday() as usize;
            works = calendar.days[weekday] && !calendar.holidays.contains(&now.date());
        }
        if left == 0 {
            break;
        }
        if works && calendar.opens <= now.time() && now.time() < calendar.closes {
            left -= 1;
        }
        now += TimeDelta::minutes(1);
    }
    // A wall clock that jumps over this minute next shows the end of the gap.
    let shown = |wall: NaiveDateTime| calendar.zone.from_local_datetime(&wall).earliest();
    while shown(now).is_none() {
        now += TimeDelta::minutes(1);
    }
    shown(now).unwrap().timestamp()
}

#[test]
fn ten_thousand_limits_agree_with_a_reckoning_minute_by_minute() {
    let zones = [
        Tz::UTC,
        Tz::Europe__Berlin,
        Tz::America__New_York,
        Tz::Australia__Lord_Howe,
        Tz::Asia__Kolkata,
    ];
    let mut dice = Dice(0x00d0_c4e7);
    for case in 0..10_000 {
        let zone = zones[usize::try_from(dice.roll(5)).unwrap()];
        let mut calendar = Calendar::usual(zone);
        // A third works around the clock's change at night, a third on odd days.
        let opens = u32::try_from(dice.roll(12)).unwrap();
        let hours = 4 + u32::try_from(dice.roll(8)).unwrap();
        let minute = u32::try_from(dice.roll(60)).unwrap();
        calendar.opens = NaiveTime::from_hms_opt(opens, minute, 0).unwrap();
        calendar.closes = NaiveTime::from_hms_opt(opens + hours, 0, 0).unwrap();
        if dice.roll(3) == 0 {
            for day in &mut calendar.days {
                *day = dice.roll(2) == 0;
            }
            calendar.days[usize::try_from(dice.roll(7)).unwrap()] = true;
        }
        // Around the changes of spring and autumn 2026, and anywhere else in it.
        let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let into = match dice.roll(4) {
            0 => 60 + dice.roll(40),
            1 => 270 + dice.roll(50),
            _ => dice.roll(365),
        };
        let day = first + chrono::Days::new(into);
        for _ in 0..dice.roll(4) {
            calendar
                .holidays
                .insert(day + chrono::Days::new(dice.roll(12)));
        }
        let start = day.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp()
            + i64::try_from(dice.roll(24 * 60)).unwrap() * 60;
        let minutes = 1 + dice.roll(12 * 60);
        let due = calendar
            .due(start, i64::try_from(minutes).unwrap() * 60)
            .unwrap();
        let expected = naive_due(&calendar, start, minutes);
        assert_eq!(
            due, expected,
            "case {case}: {minutes} min from {start} in {zone}: {calendar:?}"
        );
    }
}
