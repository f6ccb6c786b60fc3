//! How a review was held: on its day, in its minutes, with every lead and every promise complete, and worth the hour.

use chrono::NaiveDate;

use super::calibration::Alike;
use crate::review::minutes::{Minutes, PhaseRow};

/// From this average on the hour counts as worth it, of 10.
pub const WORTH: f64 = 7.0;

/// One review as its minutes tell it.
#[derive(Debug, Clone, PartialEq)]
pub struct Hygiene {
    pub review: i64,
    pub date: NaiveDate,
    /// Days after it was due, below zero before; `None` where none was due.
    pub late: Option<i64>,
    /// Planned phases that took no more whole minutes than planned, of those not passed over with a note.
    pub in_time: (u64, u64),
    /// Leads the room dealt with, of those on its docket.
    pub leads: (u64, u64),
    /// Promises with an owner and a date, of those made.
    pub promises: (u64, u64),
    /// The average rating, 1–10.
    pub worth: Option<f64>,
    /// How well both teams work together, 1–5 on average, as they said at the close.
    pub pulse: Option<f64>,
    /// What its blind check came to, and all of them up to it.
    pub alike: Alike,
    pub alike_so_far: Alike,
}

impl Hygiene {
    /// A review's own, `due` being the day the review before it named for it.
    #[must_use]
    pub fn of(minutes: &Minutes, due: Option<NaiveDate>) -> Self {
        let planned = minutes.hour.phases.iter().filter_map(in_time);
        let left = count(minutes.not_reached.len() + minutes.parked.len());
        let parked: Vec<_> = minutes.parked.iter().map(|name| name.lead).collect();
        let seen = minutes.leads.iter();
        let seen = seen.filter(|row| row.part.is_some() && !parked.contains(&row.lead));
        let seen = count(seen.count());
        let made = &minutes.promises;
        let whole = made
            .iter()
            .filter(|row| !row.owner.trim().is_empty() && row.due.is_some());
        let blind = minutes.hour.blind.as_ref();
        Self {
            review: minutes.number,
            date: minutes.date,
            late: due.map(|due| (minutes.date - due).num_days()),
            in_time: planned.fold((0, 0), |(kept, of), one| (kept + u64::from(one), of + 1)),
            leads: (seen, seen + left),
            promises: (count(whole.count()), count(made.len())),
            worth: average(&minutes.ratings),
            pulse: average(&minutes.hour.pulse),
            alike: blind.map(|blind| blind.alike).unwrap_or_default(),
            alike_so_far: blind.map(|blind| blind.in_all).unwrap_or_default(),
        }
    }

    /// On its day, phases in time, every lead, every promise whole, worth it: `None` where nobody can tell.
    #[must_use]
    pub fn marks(&self) -> [Option<bool>; 5] {
        let all = |(kept, of): (u64, u64)| (of > 0).then_some(kept == of);
        [
            self.late.map(|days| days <= 0),
            all(self.in_time),
            all(self.leads),
            all(self.promises),
            self.worth.map(|worth| worth >= WORTH),
        ]
    }

    /// How many of the marks that can be told are so, and how many can be told.
    #[must_use]
    pub fn score(&self) -> (u64, u64) {
        let told = self.marks().into_iter().flatten();
        told.fold((0, 0), |(so, of), mark| (so + u64::from(mark), of + 1))
    }
}

/// Whether a planned phase kept its minutes; one that was never entered did not. `None` where it was passed over or was
/// not planned.
fn in_time(row: &PhaseRow) -> Option<bool> {
    let planned = i64::from(row.planned?);
    if row.passed.is_some() {
        return None;
    }
    Some(row.took > 0 && row.took / 60 <= planned)
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// The mean of the scores; `None` where nobody gave one.
#[must_use]
pub fn average(ratings: &[u8]) -> Option<f64> {
    let n = u32::try_from(ratings.len()).ok().filter(|n| *n > 0)?;
    let sum: u32 = ratings.iter().map(|rating| u32::from(*rating)).sum();
    Some(f64::from(sum) / f64::from(n))
}
