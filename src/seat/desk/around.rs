//! What stands around a review: its series, topics of other reviews, blind checks before it, what promises moved.

use chrono::NaiveDate;

use super::{Desk, Trouble};
use crate::console::model::start::NEXT_REVIEW;
use crate::review::entry::Act;
use crate::review::figures::calibration::Alike;
use crate::review::figures::effect::{EffectRow, Measured};
use crate::review::figures::kpi::Kpi;
use crate::review::figures::scorecard::period_of;
use crate::review::meeting::blind::Blind;
use crate::review::meeting::deed::Deed;
use crate::review::meeting::series::{CADENCE, Cadence, Series};
use crate::review::meeting::{Meeting, MeetingId, matter};
use crate::review::milestone::{DAY, date_of};
use crate::review::minutes::Around;

/// So many days after a promise its figure is looked at again.
const AFTER: [i64; 3] = [30, 60, 90];

impl Desk {
    /// What every promise that names a figure moved, as of a time (seconds since 1970 UTC).
    pub fn effects(&self, now: i64) -> Result<Vec<EffectRow>, Trouble> {
        let mut rows = Vec::new();
        for promise in self.ledger.promises()? {
            let Some(effect) = promise.effect else {
                continue;
            };
            let made = promise.made_at.div_euclid(1000);
            let mut after = [None, None, None];
            for (place, days) in after.iter_mut().zip(AFTER) {
                let then = made + days * DAY;
                if then <= now {
                    *place = Some(self.figure_at(effect.kpi, then)?);
                }
            }
            rows.push(EffectRow {
                promise: promise.seq,
                effect,
                then: self.figure_at(effect.kpi, made)?,
                after,
                now: self.figure_at(effect.kpi, now)?,
            });
        }
        Ok(rows)
    }

    /// A figure of the wall's own window before a time, counting only what is dated up to then.
    fn figure_at(&self, kpi: Kpi, at: i64) -> Result<Measured, Trouble> {
        let day = date_of(at, self.ledger.zone()?);
        let cohort = self.cohort(period_of(kpi, day))?.as_of(at);
        Ok(Measured::of(kpi, &self.tally(&cohort)?.kpis()))
    }

    /// The series as it stood when a review was opened; as of the desk's clock without one.
    pub fn series(&self, until: Option<&Meeting>) -> Result<Series, Trouble> {
        let zone = self.ledger.zone()?;
        let settings = self.ledger.settings()?;
        let cadence = settings.get(CADENCE).and_then(|text| Cadence::parse(text));
        let held: Vec<NaiveDate> = self
            .ledger
            .meetings()?
            .iter()
            .filter(|meeting| until.is_none_or(|last| meeting.opened_seq <= last.opened_seq))
            .map(|meeting| date_of(meeting.opened_at.div_euclid(1000), zone))
            .collect();
        let not_held: Vec<NaiveDate> = self.not_held()?.into_iter().map(|(day, _)| day).collect();
        Ok(Series::of(cadence.unwrap_or_default(), &held, &not_held))
    }

    /// Reviews that were due and not held: the day, and why.
    pub(super) fn not_held(&self) -> Result<Vec<(NaiveDate, String)>, Trouble> {
        let entries = self.ledger.room_entries()?;
        let left_out = entries.into_iter().filter_map(|entry| match entry.act {
            Act::Room(Deed::NotHeld { due, reason }) => Some((due, reason)),
            _ => None,
        });
        Ok(left_out.collect())
    }

    /// What the blind check of each review came to, oldest first: those whose votes were shown.
    pub(super) fn checks(&self) -> Result<Vec<(MeetingId, Alike)>, Trouble> {
        let entries = self.ledger.room_entries()?;
        let mut meetings: Vec<MeetingId> =
            entries.iter().filter_map(|entry| entry.meeting).collect();
        meetings.sort_unstable();
        meetings.dedup();
        let checks = meetings.into_iter().filter_map(|meeting| {
            let own = entries
                .iter()
                .filter(|entry| entry.meeting == Some(meeting));
            let blind = Blind::of(own).filter(|blind| blind.shown)?;
            Some((meeting, blind.alike()))
        });
        Ok(checks.collect())
    }

    /// What stands around a review, as of a time (seconds since 1970 UTC).
    pub(super) fn around(&self, meeting: &Meeting, now: i64) -> Result<Around, Trouble> {
        let day = date_of(meeting.opened_at.div_euclid(1000), self.ledger.zone()?);
        let series = self.series(Some(meeting))?;
        let settings = self.ledger.settings()?;
        let set = settings
            .get(NEXT_REVIEW)
            .and_then(|text| text.parse::<NaiveDate>().ok())
            .filter(|next| *next > day);
        let before = self
            .checks()?
            .into_iter()
            .filter(|(of, _)| *of < meeting.opening.id)
            .fold(Alike::default(), |sum, (_, alike)| sum.plus(alike));
        Ok(Around {
            topics: matter::topics(&self.ledger.room_entries()?),
            effects: self.effects(now)?,
            next: set.or(series.due),
            streak: series.streak,
            alike_before: before,
        })
    }
}
