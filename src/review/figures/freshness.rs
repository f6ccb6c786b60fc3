//! How fresh the data are: open leads of which nobody has said anything for long, by rep, and the KPIs that rest on them.

use std::collections::BTreeMap;

use chrono_tz::Tz;

use super::cohort::Cohort;
use super::explain::{Behind, Figure, behind};
use super::kpi::Kpi;
use crate::review::lead::{Answer, Facts, Touches};
use crate::review::milestone::Milestone;

/// No update for longer than this is stale: a month, the time from review to review.
pub const STALE_DAYS: u32 = 30;
/// A figure rests on stale data once more than one in so many of the leads it is of are stale.
pub const ONE_IN: u64 = 5;

/// Whether something is still expected of a lead: delivered, not refused, not handed back, its deal not ended.
#[must_use]
pub fn open(facts: &Facts) -> bool {
    let refused = matches!(
        facts.answer,
        Answer::NotAccepted(_) | Answer::Accepted { returned: true, .. }
    );
    facts.qualified.reached() && !refused && facts.outcome.is_none()
}

/// Days since the last dated thing about the lead: a stage it reached, an answer, a touch. `None` where nothing is
/// dated. What lies ahead of `now` is an update of today.
#[must_use]
pub fn days_since_update(facts: &Facts, touches: &Touches, now: i64, zone: Tz) -> Option<u32> {
    let last = [
        facts.created.at(),
        facts.qualified.at(),
        facts.answered_at,
        facts.opportunity.at(),
        facts.first_touch,
        touches.last,
    ];
    let last = last.into_iter().flatten().max_by_key(|at| at.code())?;
    let seconds = last.until(Milestone::Instant(now), zone).max(0);
    u32::try_from(seconds / crate::review::milestone::DAY).ok()
}

/// One rep's open leads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rep {
    /// Empty: nobody owns them.
    pub name: String,
    pub open: u64,
    pub stale: u64,
    /// Days since the oldest of them was heard of.
    pub oldest: u32,
}

/// Of the leads one KPI is of, how many are stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rests {
    pub kpi: Kpi,
    pub stale: u64,
    pub of: u64,
}

impl Rests {
    /// Whether the figure rests on stale data: more than one in [`ONE_IN`].
    #[must_use]
    pub fn on_stale(&self) -> bool {
        self.stale.saturating_mul(ONE_IN) > self.of
    }
}

/// How fresh the data are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Freshness {
    pub open: u64,
    pub stale: u64,
    /// Open leads without any date: neither fresh nor stale.
    pub undated: u64,
    /// Reps with stale leads, most first.
    pub reps: Vec<Rep>,
    /// The six, each of the leads the wall shows it of.
    pub kpis: Vec<Rests>,
}

impl Freshness {
    /// How many of the six figures rest on stale data.
    #[must_use]
    pub fn resting(&self) -> usize {
        self.kpis.iter().filter(|rests| rests.on_stale()).count()
    }
}

/// Counts it while the leads stream by.
#[derive(Debug)]
pub struct Gauge {
    now: i64,
    zone: Tz,
    cohorts: Vec<(Kpi, Cohort)>,
    open: u64,
    stale: u64,
    undated: u64,
    reps: BTreeMap<String, Rep>,
    kpis: Vec<Rests>,
}

impl Gauge {
    /// `cohorts`: of which leads each KPI is.
    #[must_use]
    pub fn new(cohorts: Vec<(Kpi, Cohort)>, now: i64, zone: Tz) -> Self {
        let rests = |(kpi, _): &(Kpi, Cohort)| Rests {
            kpi: *kpi,
            stale: 0,
            of: 0,
        };
        Self {
            now,
            zone,
            kpis: cohorts.iter().map(rests).collect(),
            cohorts,
            open: 0,
            stale: 0,
            undated: 0,
            reps: BTreeMap::new(),
        }
    }

    /// Takes in one lead.
    pub fn add(&mut self, facts: &Facts, touches: &Touches, owner: &str) {
        let open = open(facts);
        let days = days_since_update(facts, touches, self.now, self.zone);
        let stale = open && days.is_some_and(|days| days > STALE_DAYS);
        for (rests, (kpi, cohort)) in self.kpis.iter_mut().zip(&self.cohorts) {
            let side = behind(Figure::Kpi(*kpi), facts, cohort);
            if matches!(side, Behind::Numerator | Behind::Denominator) {
                rests.of += 1;
                rests.stale += u64::from(stale);
            }
        }
        if !open {
            return;
        }
        self.open += 1;
        self.stale += u64::from(stale);
        self.undated += u64::from(days.is_none());
        let owner = owner.trim();
        if !self.reps.contains_key(owner) {
            let rep = Rep {
                name: owner.to_owned(),
                ..Rep::default()
            };
            self.reps.insert(owner.to_owned(), rep);
        }
        if let Some(rep) = self.reps.get_mut(owner) {
            rep.open += 1;
            rep.stale += u64::from(stale);
            if stale {
                rep.oldest = rep.oldest.max(days.unwrap_or(0));
            }
        }
    }

    /// What was counted.
    #[must_use]
    pub fn done(self) -> Freshness {
        let mut reps: Vec<Rep> = self.reps.into_values().collect();
        reps.retain(|rep| rep.stale > 0);
        reps.sort_by(|one, other| (other.stale, &one.name).cmp(&(one.stale, &other.name)));
        Freshness {
            open: self.open,
            stale: self.stale,
            undated: self.undated,
            reps,
            kpis: self.kpis,
        }
    }
}
