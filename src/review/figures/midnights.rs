//! The days of instants in a zone, for a million of them: each day's beginning is looked up in the calendar once.

use std::collections::HashMap;

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::review::milestone::{DAY, Milestone, date_of, start_of_day};

/// One zone's days, as they become known.
#[derive(Debug, Clone)]
pub struct Midnights {
    zone: Tz,
    /// By the day in UTC: the one instant in it at which a day begins there, with the days before and after it.
    known: HashMap<i64, Option<(i64, NaiveDate, NaiveDate)>>,
}

impl Midnights {
    #[must_use]
    pub fn of(zone: Tz) -> Self {
        Self {
            zone,
            known: HashMap::new(),
        }
    }

    /// The day whose first instant is the last one not after this milestone: the day of the periods that hold it.
    pub fn day(&mut self, milestone: Milestone) -> NaiveDate {
        let at = match milestone {
            Milestone::Day(day) => return day,
            Milestone::Instant(at) => at,
        };
        let zone = self.zone;
        let in_utc = at.div_euclid(DAY);
        let known = self
            .known
            .entry(in_utc)
            .or_insert_with(|| around(in_utc, zone));
        match known {
            Some((begins, before, _)) if at < *begins => *before,
            Some((_, _, after)) => *after,
            None => begun(at, zone),
        }
    }
}

/// The instant in a day of UTC at which a day begins in the zone; `None` where that is not just one.
fn around(in_utc: i64, zone: Tz) -> Option<(i64, NaiveDate, NaiveDate)> {
    let (first, last) = (in_utc * DAY, in_utc * DAY + DAY - 1);
    let (before, after) = (begun(first, zone), begun(last, zone));
    if before == after {
        return Some((first, before, after));
    }
    (before.succ_opt() == Some(after)).then(|| (start_of_day(after, zone), before, after))
}

/// The last day that has begun by then. Where clocks are set back over midnight, the date on the wall is another for
/// an hour.
fn begun(at: i64, zone: Tz) -> NaiveDate {
    let day = date_of(at, zone);
    if at < start_of_day(day, zone) {
        return day.pred_opt().unwrap_or(day);
    }
    match day.succ_opt() {
        Some(next) if start_of_day(next, zone) <= at => next,
        _ => day,
    }
}
