//! Periods: `start <= t < end`, in the review's time zone.

use chrono::{Datelike, Months, NaiveDate};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::milestone::{Milestone, Reach};

/// A span of calendar days, the end exclusive; or all time, undated leads included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// Everything, leads without dates too.
    #[default]
    All,
    /// `start <= day < end`.
    Days { start: NaiveDate, end: NaiveDate },
}

/// Why a period could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    #[error(
        "\"{0}\" is no period: write all, 2026, 2026-Q3, 2026-10 or 2026-10-01..2026-11-01 (the end is not in it)"
    )]
    Unreadable(String),
    #[error("the period {0} ends before it begins")]
    Backwards(String),
}

impl Period {
    /// Reads `all`, `YYYY`, `YYYY-Qn`, `YYYY-MM` or `START..END` (END exclusive).
    ///
    /// # Errors
    /// Where the text is none of these, or ends before it begins.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("all") {
            return Ok(Self::All);
        }
        if let Some((start, end)) = text.split_once("..") {
            let day = |part: &str| {
                part.trim()
                    .parse::<NaiveDate>()
                    .ok()
                    .filter(|day| (1..=9999).contains(&day.year()))
            };
            let (Some(start), Some(end)) = (day(start), day(end)) else {
                return Err(PeriodError::Unreadable(text.to_owned()));
            };
            if end < start {
                return Err(PeriodError::Backwards(text.to_owned()));
            }
            return Ok(Self::Days { start, end });
        }
        Self::calendar(text).ok_or_else(|| PeriodError::Unreadable(text.to_owned()))
    }

    fn calendar(text: &str) -> Option<Self> {
        let (year, rest) = text.split_at_checked(4)?;
        let year: i32 = year.parse().ok().filter(|year| (1..=9998).contains(year))?;
        let (month, months) = match rest {
            "" => (1, 12),
            "-Q1" | "-q1" => (1, 3),
            "-Q2" | "-q2" => (4, 3),
            "-Q3" | "-q3" => (7, 3),
            "-Q4" | "-q4" => (10, 3),
            month if month.len() == 3 => (month.strip_prefix('-')?.parse().ok()?, 1),
            _ => return None,
        };
        let start = NaiveDate::from_ymd_opt(year, month, 1)?;
        Some(Self::Days {
            start,
            end: start.checked_add_months(Months::new(months))?,
        })
    }

    /// The calendar month `day` lies in.
    #[must_use]
    pub fn month_of(day: NaiveDate) -> Self {
        let start = day.with_day(1).unwrap_or(day);
        Self::Days {
            start,
            end: start.checked_add_months(Months::new(1)).unwrap_or(start),
        }
    }

    /// How many calendar months it is whole months of; `None` where it begins or ends inside one, and for all time.
    #[must_use]
    pub fn whole_months(self) -> Option<u32> {
        let Self::Days { start, end } = self else {
            return None;
        };
        if start.day() != 1 || end.day() != 1 {
            return None;
        }
        let count = |day: NaiveDate| day.year() * 12 + i32::try_from(day.month0()).unwrap_or(0);
        u32::try_from(count(end) - count(start))
            .ok()
            .filter(|months| *months > 0)
    }

    /// The period as long that ended where this one begins; months, quarters and years stay such, however long. All
    /// time has none.
    #[must_use]
    pub fn before(self) -> Option<Self> {
        let Self::Days { start, end } = self else {
            return None;
        };
        let earlier = match self.whole_months() {
            Some(months) => start.checked_sub_months(Months::new(months)),
            None => start.checked_sub_signed(end - start),
        };
        Some(Self::Days {
            start: earlier?,
            end: start,
        })
    }

    /// The `days` calendar days that end with `today` inclusive.
    #[must_use]
    pub fn last_days(today: NaiveDate, days: u64) -> Self {
        let end = today.succ_opt().unwrap_or(today);
        Self::Days {
            start: end
                .checked_sub_days(chrono::Days::new(days))
                .unwrap_or(today),
            end,
        }
    }

    /// Whether a milestone lies in the period, by its date in `zone`.
    #[must_use]
    pub fn holds(self, milestone: Milestone, zone: Tz) -> bool {
        match self {
            Self::All => true,
            Self::Days { start, end } => {
                let day = milestone.date(zone);
                start <= day && day < end
            }
        }
    }

    /// Whether a reached milestone lies in the period; one without a date lies only in all time.
    #[must_use]
    pub fn counts(self, reach: Reach, zone: Tz) -> bool {
        match reach {
            Reach::Not => false,
            Reach::Undated => self == Self::All,
            Reach::At(milestone) => self.holds(milestone, zone),
        }
    }
}
