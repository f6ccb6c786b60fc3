//! What stands around a review: its series, topics of other reviews, blind checks before it, what promises moved.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Desk, Trouble};
use crate::console::model::start::NEXT_REVIEW;
use crate::review::entry::Act;
use crate::review::figures::effect::{EffectRow, Measured};
use crate::review::figures::glad::Glad;
use crate::review::figures::hygiene::{Hygiene, average};
use crate::review::figures::keeping::keeping;
use crate::review::figures::kpi::Kpi;
use crate::review::figures::scorecard::period_of;
use crate::review::figures::trail::Step;
use crate::review::meeting::blind::Blind;
use crate::review::meeting::course::Course;
use crate::review::meeting::deed::Deed;
use crate::review::meeting::series::{CADENCE, Cadence, Series};
use crate::review::meeting::{Meeting, MeetingId, MeetingState, matter};
use crate::review::milestone::{DAY, date_of};
use crate::review::minutes::Around;
use crate::review::money::Money;

/// So many days after a promise its figure is looked at again.
const AFTER: [i64; 3] = [30, 60, 90];

impl Desk {
    /// What every promise that names a figure moved, as of a time (seconds since 1970 UTC).
    pub fn effects(&self, now: i64) -> Result<Vec<EffectRow>, Trouble> {
        let promises = self.ledger.promises()?;
        let with_effect: Vec<_> = promises
            .iter()
            .filter_map(|promise| Some((promise, promise.effect?)))
            .collect();
        let mut asked = Vec::new();
        for (promise, effect) in &with_effect {
            let made = promise.made_at.div_euclid(1000);
            let after = AFTER.map(|days| made + days * DAY);
            asked.extend([made, now].map(|at| (effect.kpi, at)));
            asked.extend(after.map(|at| (effect.kpi, at.min(now))));
        }
        let figures = self.figures_at(&asked)?;
        let rows = with_effect
            .into_iter()
            .zip(figures.chunks_exact(2 + AFTER.len()));
        let rows = rows.map(|((promise, effect), told)| {
            let made = promise.made_at.div_euclid(1000);
            let came = |at: usize| made + AFTER[at] * DAY <= now;
            let after = |at| came(at).then(|| told[2 + at].clone());
            EffectRow {
                promise: promise.seq,
                effect,
                then: told[0].clone(),
                after: std::array::from_fn(after),
                now: told[1].clone(),
            }
        });
        Ok(rows.collect())
    }

    /// Figures of the wall's own window before a time each, counting only what is dated up to then.
    fn figures_at(&self, asked: &[(Kpi, i64)]) -> Result<Vec<Measured>, Trouble> {
        let zone = self.ledger.zone()?;
        let mut cohorts = Vec::with_capacity(asked.len());
        for (kpi, at) in asked {
            let period = period_of(*kpi, date_of(*at, zone));
            cohorts.push(self.cohort(period)?.as_of(*at));
        }
        let tallies = self.tallies_past(&cohorts)?;
        let told = asked.iter().zip(&tallies);
        Ok(told
            .map(|((kpi, _), tally)| Measured::of(*kpi, &tally.kpis()))
            .collect())
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
        // What was left out after that review is none of its row.
        let last = until.and_then(|_| held.iter().max().copied());
        let not_held = self.not_held()?.into_iter().map(|(day, _)| day);
        let not_held: Vec<NaiveDate> = not_held
            .filter(|day| last.is_none_or(|last| *day <= last))
            .collect();
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

    /// What each review said of itself, oldest first; of blind checks those whose votes were shown.
    pub(super) fn trail(&self) -> Result<Vec<Step>, Trouble> {
        let entries = self.ledger.room_entries()?;
        let meetings = self.ledger.meetings()?;
        let steps = meetings.iter().map(|meeting| {
            let own = || {
                entries
                    .iter()
                    .filter(|entry| entry.meeting == Some(meeting.opening.id))
            };
            let blind = Blind::of(own()).filter(|blind| blind.shown);
            Step {
                review: meeting.opening.id.0,
                worth: average(&meeting.ratings),
                pulse: average(&Course::of(own()).pulse),
                alike: blind.map(|blind| blind.alike()).unwrap_or_default(),
            }
        });
        Ok(steps.collect())
    }

    /// What came of the reviews so far, as of the desk's clock: the review on the table left out.
    pub(super) fn came(&self, but: Option<MeetingId>) -> Result<Glad, Trouble> {
        Ok(Glad {
            improved: self.scorecard()?.improved(),
            ..self.signed(but)?
        })
    }

    /// The facts of what came of the reviews so far, which need no clock: customers, and whom to thank.
    pub(super) fn signed(&self, but: Option<MeetingId>) -> Result<Glad, Trouble> {
        let zone = self.ledger.zone()?;
        let meetings = self.ledger.meetings()?;
        let first = meetings.iter().map(|meeting| meeting.opened_at).min();
        let Some(first) = first.map(|at| date_of(at.div_euclid(1000), zone)) else {
            return Ok(Glad::default());
        };
        let last = meetings
            .iter()
            .filter(|meeting| Some(meeting.opening.id) != but)
            .filter_map(|meeting| meeting.closed_at)
            .max();
        let (mut won, mut revenue) = (0, BTreeMap::new());
        self.ledger.facts(&mut |facts| {
            let closed = facts.closed.at().map(|closed| closed.date(zone));
            if facts.won() && closed.is_some_and(|closed| closed >= first) {
                won += 1;
                if let Some(money) = facts.amount {
                    let sum: &mut Decimal = revenue.entry(money.currency).or_default();
                    *sum = sum.saturating_add(money.amount);
                }
            }
        })?;
        let promises = self.ledger.promises()?;
        let kept = promises.iter().filter(|promise| {
            let kept = keeping([*promise], NaiveDate::MAX, zone).kept == 1;
            kept && last.is_none_or(|last| promise.changed_at > last)
        });
        let thanks: BTreeSet<String> = kept.map(|promise| promise.owner.clone()).collect();
        Ok(Glad {
            since: Some(first),
            won,
            revenue: revenue
                .into_iter()
                .map(|(currency, amount)| Money { amount, currency })
                .collect(),
            improved: None,
            thanks: thanks
                .into_iter()
                .filter(|name| !name.trim().is_empty())
                .collect(),
        })
    }

    /// How each closed review was held, the oldest first.
    pub(super) fn held(&self) -> Result<Vec<Hygiene>, Trouble> {
        let mut due = None;
        let mut held = Vec::new();
        for meeting in self.ledger.meetings()? {
            if !matches!(meeting.state, MeetingState::Closed { .. }) {
                continue;
            }
            let minutes = self.record_of(meeting.opening.id)?.minutes;
            held.push(Hygiene::of(&minutes, due));
            due = minutes.hour.next;
        }
        Ok(held)
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
        let mut before = self.trail()?;
        before.retain(|step| step.review < meeting.opening.id.0);
        Ok(Around {
            topics: matter::topics(&self.ledger.room_entries()?),
            effects: self.effects(now)?,
            next: set.or(series.due),
            streak: series.streak,
            before,
            came: None,
        })
    }
}
