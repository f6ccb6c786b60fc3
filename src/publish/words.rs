//! Dates and times as people read them on paper; figures have their words in `review::figures::words`.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

/// `Tue 24 Nov 2026`.
#[must_use]
pub fn long_day(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

/// `24 Nov 2026`.
#[must_use]
pub fn day(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// `10:31`, on the wall of the review's zone.
#[must_use]
pub fn clock(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%H:%M").to_string()
}

/// `24 Nov 2026 10:31`, on the wall of the review's zone.
#[must_use]
pub fn moment(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone)
        .format("%-d %b %Y %H:%M")
        .to_string()
}
