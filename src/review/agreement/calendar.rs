//! Business time (MEASURES §6): limits run in the working hours of the review's calendar.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::review::milestone::{Milestone, utc};

/// How many calendar days a limit may stretch over before it is said to have no end.
const FARTHEST: usize = 20_000;

/// Which hours count. Wall-clock hours: a daylight-saving change neither adds nor takes a working hour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    pub zone: Tz,
    /// Monday to Sunday.
    pub days: [bool; 7],
    /// Work begins, on the wall clock.
    pub opens: NaiveTime,
    /// Work ends, on the wall clock; later than `opens`.
    pub closes: NaiveTime,
    pub holidays: BTreeSet<NaiveDate>,
}

impl Calendar {
    /// Monday to Friday, 09:00 to 17:00, no holidays.
    #[must_use]
    pub fn usual(zone: Tz) -> Self {
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN);
        Self {
            zone,
            days: [true, true, true, true, true, false, false],
            opens: hour(9),
            closes: hour(17),
            holidays: BTreeSet::new(),
        }
    }

    /// When `limit` working seconds after `start` have passed; `None` where the calendar has no working hours.
    #[must_use]
    pub fn due(&self, start: i64, limit: i64) -> Option<i64> {
        let mut wall = self.wall(start);
        let mut left = limit.max(0);
        for _ in 0..FARTHEST {
            if let Some((opens, closes)) = self.hours(wall.date()) {
                let from = wall.max(opens);
                let room = (closes - from).num_seconds();
                if room > 0 && left <= room {
                    return Some(self.instant(from + TimeDelta::seconds(left)));
                }
                left -= room.max(0);
            }
            wall = next_day(wall)?;
        }
        None
    }

    /// Working seconds between two instants; 0 where `now` is not later.
    #[must_use]
    pub fn used(&self, start: i64, now: i64) -> i64 {
        self.used_on_the_wall(self.wall(start), self.wall(now))
    }

    /// Working seconds between two milestones; a day counts from its beginning.
    #[must_use]
    pub fn used_between(&self, from: Milestone, to: Milestone) -> i64 {
        let wall = |milestone| match milestone {
            Milestone::Instant(seconds) => self.wall(seconds),
            Milestone::Day(day) => day.and_time(NaiveTime::MIN),
        };
        self.used_on_the_wall(wall(from), wall(to))
    }

    fn used_on_the_wall(&self, mut wall: NaiveDateTime, end: NaiveDateTime) -> i64 {
        let mut used = 0;
        for _ in 0..FARTHEST {
            if wall >= end {
                break;
            }
            if let Some((opens, closes)) = self.hours(wall.date()) {
                used += (closes.min(end) - opens.max(wall)).num_seconds().max(0);
            }
            let Some(next) = next_day(wall) else { break };
            wall = next;
        }
        used
    }

    /// Whether work is done on that day at all.
    #[must_use]
    pub fn works(&self, day: NaiveDate) -> bool {
        let weekday = day.weekday().num_days_from_monday() as usize;
        self.days.get(weekday).copied().unwrap_or(false) && !self.holidays.contains(&day)
    }

    fn hours(&self, day: NaiveDate) -> Option<(NaiveDateTime, NaiveDateTime)> {
        (self.works(day) && self.opens < self.closes)
            .then(|| (day.and_time(self.opens), day.and_time(self.closes)))
    }

    fn wall(&self, instant: i64) -> NaiveDateTime {
        utc(instant).with_timezone(&self.zone).naive_local()
    }

    /// The instant a wall clock shows that; inside a daylight-saving gap, the instant the gap ends.
    fn instant(&self, wall: NaiveDateTime) -> i64 {
        (0..=24)
            .find_map(|quarter| {
                let later = wall.checked_add_signed(TimeDelta::minutes(quarter * 15))?;
                self.zone.from_local_datetime(&later).earliest()
            })
            .map_or_else(|| wall.and_utc().timestamp(), |at| at.timestamp())
    }
}

fn next_day(wall: NaiveDateTime) -> Option<NaiveDateTime> {
    wall.date()
        .succ_opt()
        .map(|day| day.and_time(NaiveTime::MIN))
}
