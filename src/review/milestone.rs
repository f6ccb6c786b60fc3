//! When something happened, as precisely as its source wrote it.
//!
//! MEASURES §2 "Precision": a milestone is an *instant* or a *day*. Between two instants time is fractional
//! days of 24 h; where either is a day, it is the difference of the two calendar dates in the review's zone.

use chrono::{DateTime, Datelike, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// Seconds in a day of 24 hours.
pub const DAY: i64 = 86_400;

/// A point in time as its source wrote it: an instant in UTC, or a calendar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Milestone {
    /// Seconds since 1970-01-01T00:00:00Z.
    Instant(i64),
    /// A calendar day, in whatever zone its source lived in.
    Day(NaiveDate),
}

impl Milestone {
    /// The calendar date in `zone`; a day is its own date in every zone.
    #[must_use]
    pub fn date(self, zone: Tz) -> NaiveDate {
        match self {
            Self::Instant(seconds) => date_of(seconds, zone),
            Self::Day(day) => day,
        }
    }

    /// Seconds from `self` to `later`, MEASURES §2: exact between two instants, whole days where either is a day.
    /// Negative where `later` is earlier.
    #[must_use]
    pub fn until(self, later: Self, zone: Tz) -> i64 {
        match (self, later) {
            (Self::Instant(from), Self::Instant(to)) => to - from,
            (from, to) => (to.date(zone) - from.date(zone)).num_days() * DAY,
        }
    }

    /// The instant at which this milestone is certainly reached: itself, or the start of its day in `zone`.
    #[must_use]
    pub fn start(self, zone: Tz) -> i64 {
        match self {
            Self::Instant(seconds) => seconds,
            Self::Day(day) => start_of_day(day, zone),
        }
    }

    /// One integer that keeps both the time and the precision, and sorts by time: twice the seconds, odd for
    /// an instant. What the ledger stores.
    #[must_use]
    pub fn code(self) -> i64 {
        match self {
            Self::Instant(seconds) => seconds * 2 + 1,
            Self::Day(day) => days_since_epoch(day) * DAY * 2,
        }
    }

    /// The inverse of [`Milestone::code`]. A day outside chrono's range reads as its edge.
    #[must_use]
    pub fn from_code(code: i64) -> Self {
        if code.rem_euclid(2) == 1 {
            Self::Instant((code - 1) / 2)
        } else {
            Self::Day(day_from_epoch((code / 2).div_euclid(DAY)))
        }
    }
}

/// How far a lead came on one milestone: MEASURES §1 "Reached"; a status says nothing about *when*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Not reached, as far as anybody said.
    #[default]
    Not,
    /// Reached on a date nobody recorded.
    Undated,
    /// Reached then.
    At(Milestone),
}

impl Reach {
    /// Whether the milestone was reached, dated or not.
    #[must_use]
    pub fn reached(self) -> bool {
        self != Self::Not
    }

    /// The date, where there is one.
    #[must_use]
    pub fn at(self) -> Option<Milestone> {
        match self {
            Self::At(milestone) => Some(milestone),
            Self::Not | Self::Undated => None,
        }
    }

    /// The better known of two: a date beats an unknown date, which beats nothing.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::At(_), _) | (Self::Undated, Self::Not | Self::Undated) => self,
            _ => other,
        }
    }
}

/// The code of [`Reach::Undated`]: sorts before every date.
const UNDATED: i64 = i64::MIN;

impl Reach {
    /// What the ledger stores: `None`, the undated mark, or the milestone's code.
    #[must_use]
    pub fn code(self) -> Option<i64> {
        match self {
            Self::Not => None,
            Self::Undated => Some(UNDATED),
            Self::At(milestone) => Some(milestone.code()),
        }
    }

    /// The inverse of [`Reach::code`].
    #[must_use]
    pub fn from_code(code: Option<i64>) -> Self {
        match code {
            None => Self::Not,
            Some(UNDATED) => Self::Undated,
            Some(code) => Self::At(Milestone::from_code(code)),
        }
    }
}

/// The local date of an instant; instants outside chrono's range read as its edge.
#[must_use]
pub fn date_of(seconds: i64, zone: Tz) -> NaiveDate {
    utc(seconds).with_timezone(&zone).date_naive()
}

/// An instant as a UTC date-time; instants outside chrono's range read as its edge.
#[must_use]
pub fn utc(seconds: i64) -> DateTime<Utc> {
    let edge = if seconds < 0 {
        DateTime::<Utc>::MIN_UTC
    } else {
        DateTime::<Utc>::MAX_UTC
    };
    // A margin of a day keeps later zone shifts from overflowing.
    match DateTime::from_timestamp(seconds, 0) {
        Some(instant) if instant.year().abs() < 200_000 => instant,
        _ if seconds < 0 => edge + chrono::TimeDelta::days(400),
        _ => edge - chrono::TimeDelta::days(400),
    }
}

/// The first instant of a local day. A day that begins inside a daylight-saving gap begins when the gap ends.
#[must_use]
pub fn start_of_day(day: NaiveDate, zone: Tz) -> i64 {
    let midnight = day.and_time(chrono::NaiveTime::MIN);
    (0..=24)
        .find_map(|quarter| {
            let wall = midnight.checked_add_signed(chrono::TimeDelta::minutes(quarter * 15))?;
            zone.from_local_datetime(&wall).earliest()
        })
        .map_or_else(|| midnight.and_utc().timestamp(), |start| start.timestamp())
}

fn days_since_epoch(day: NaiveDate) -> i64 {
    (day - NaiveDate::default()).num_days()
}

fn day_from_epoch(days: i64) -> NaiveDate {
    let edge = if days < 0 {
        NaiveDate::MIN
    } else {
        NaiveDate::MAX
    };
    chrono::TimeDelta::try_days(days)
        .and_then(|delta| NaiveDate::default().checked_add_signed(delta))
        .unwrap_or(edge)
}
