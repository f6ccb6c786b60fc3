//! The series: how often a review is held, when the next is due, and how many were held in a row.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// The setting that holds the cadence.
pub const CADENCE: &str = "cadence";

/// A review may be held so many days after it was due and still counts as held in a row.
pub const GRACE: u64 = 7;

/// How often a review is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cadence {
    Weekly,
    BiWeekly,
    #[default]
    Monthly,
    Quarterly,
}

impl Cadence {
    /// In the order of the list.
    pub const ALL: [Self; 4] = [Self::Weekly, Self::BiWeekly, Self::Monthly, Self::Quarterly];

    /// The word every surface uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Weekly => "weekly",
            Self::BiWeekly => "bi-weekly",
            Self::Monthly => "monthly",
            Self::Quarterly => "quarterly",
        }
    }

    /// The kind of review that goes with it, by its template's key: whoever meets more often than once a month does so
    /// inside the sales meeting.
    #[must_use]
    pub fn template(self) -> &'static str {
        match self {
            Self::Weekly | Self::BiWeekly => "bi-weekly",
            Self::Monthly => "monthly",
            Self::Quarterly => "quarterly",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        Self::ALL.into_iter().find(|cadence| cadence.word() == text)
    }

    /// When the next review is due after one on that day.
    #[must_use]
    pub fn after(self, day: NaiveDate) -> NaiveDate {
        let next = match self {
            Self::Weekly => day.checked_add_days(Days::new(7)),
            Self::BiWeekly => day.checked_add_days(Days::new(14)),
            Self::Monthly => day.checked_add_months(Months::new(1)),
            Self::Quarterly => day.checked_add_months(Months::new(3)),
        };
        next.unwrap_or(day)
    }
}

/// The series as its reviews tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Series {
    pub cadence: Cadence,
    /// When the next review is due; `None` before the first.
    pub due: Option<NaiveDate>,
    /// How many reviews were held in a row, the last one included: each at most [`GRACE`] days after it was due, none
    /// left out. None once one was left out since the last.
    pub streak: u64,
}

impl Series {
    /// `held` are the days reviews were opened on; `not_held` the days reviews were due on that were left out with a
    /// reason. Both in any order.
    #[must_use]
    pub fn of(cadence: Cadence, held: &[NaiveDate], not_held: &[NaiveDate]) -> Self {
        let mut days = held.to_vec();
        days.sort_unstable();
        let last = days.last().copied();
        let skipped = not_held.iter().copied().max();
        let due = last.map(|last| {
            let due = cadence.after(last);
            match skipped.filter(|skipped| *skipped >= due) {
                Some(skipped) => cadence.after(skipped),
                None => due,
            }
        });
        let in_row = |pair: &[NaiveDate]| {
            let (one, next) = (pair[0], pair[1]);
            let latest = cadence
                .after(one)
                .checked_add_days(Days::new(GRACE))
                .unwrap_or(next);
            let left_out = not_held.iter().any(|day| *day > one && *day <= next);
            next <= latest && !left_out
        };
        let pairs = days
            .windows(2)
            .rev()
            .take_while(|pair| in_row(pair))
            .count();
        // One that was left out since the last ends the row: the next that is held begins another.
        let over = last.is_none_or(|last| not_held.iter().any(|day| *day > last));
        let streak = if over { 0 } else { pairs as u64 + 1 };
        Self {
            cadence,
            due,
            streak,
        }
    }

    /// So many days past its date, on a day; nothing where it is not due yet.
    #[must_use]
    pub fn overdue(self, today: NaiveDate) -> Option<i64> {
        let days = (today - self.due?).num_days();
        (days > 0).then_some(days)
    }
}
