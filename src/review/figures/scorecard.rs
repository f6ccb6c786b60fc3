//! The scorecard for the room: the six KPIs of the last 90 days (K6: of 12 months), and how they went month by month.
//!
//! Every figure is a [`Tally`]'s; here is only which leads it is of (MEASURES §2) and what stands beside it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Months, NaiveDate};

use super::cohort::Cohort;
use super::coverage::{Anchor, Later, Mark};
use super::days::Days;
use super::glad::{Improved, Moved, improved};
use super::interval;
use super::kpi::{Kpi, Kpis, rate};
use super::strip;
use super::tally::LoneDeal;
use super::telling::Fill;
use super::waterfall::{Needs, pace_words};
use crate::review::agreement::plan::{Aim, Plan};
use crate::review::milestone::date_of;
use crate::review::period::Period;

/// How many days of deliveries the wall shows.
pub const DAYS: u64 = 90;
/// How many months the line under a figure has, the running one last.
pub const MONTHS: u32 = 7;

/// The wall's period on a day: the 90 days that end with it.
#[must_use]
pub fn wall(today: NaiveDate) -> Period {
    Period::last_days(today, DAYS)
}

/// K6's period on a day: the twelve months that end with it.
#[must_use]
pub fn year(today: NaiveDate) -> Period {
    let end = today.succ_opt().unwrap_or(today);
    let start = end.checked_sub_months(Months::new(12)).unwrap_or(today);
    Period::Days { start, end }
}

/// The period a KPI of the wall is of.
#[must_use]
pub fn period_of(kpi: Kpi, today: NaiveDate) -> Period {
    if kpi == Kpi::LeadToRevenue {
        year(today)
    } else {
        wall(today)
    }
}

/// The later stage a KPI waits for, where it waits for one.
#[must_use]
pub fn waits_for(kpi: Kpi) -> Option<Later> {
    match kpi {
        Kpi::AcceptanceRate => Some(Later::Accepted),
        Kpi::TimeToOpportunity | Kpi::QualifiedToOpportunity => Some(Later::Opportunity),
        Kpi::LeadToRevenue => Some(Later::Won),
        Kpi::CreatedByMarketing | Kpi::WorkedBySales => None,
    }
}

/// The figures for the room.
#[derive(Debug, Clone, PartialEq)]
pub struct Scorecard {
    /// Today, in the ledger's zone: the last day of every period.
    pub today: NaiveDate,
    /// Of the leads delivered in the last 90 days.
    pub wall: Kpis,
    /// Of the leads created in the last 12 months: K6's.
    pub year: Kpis,
    /// Of the same wall as it was when the last review was closed, by the dates at hand.
    pub before: Option<Before>,
    /// The last seven months, the running one last.
    pub months: Vec<Month>,
    /// Of the wall's leads that nobody worked: those without an owner.
    pub unowned: u64,
    /// Leads of a figure's own that contradict themselves in what it is made of; those left as known are not among them.
    pub to_fix: BTreeMap<Kpi, u64>,
    /// The plan in force.
    pub plan: Option<Plan>,
    /// What all leads in the ledger have of what figures are made of.
    pub fill: Fill,
    /// The date of creation stands for that of delivery.
    pub qualified_as_created: bool,
}

/// The figures at an earlier review.
#[derive(Debug, Clone, PartialEq)]
pub struct Before {
    /// The review's number.
    pub review: i64,
    pub wall: Kpis,
    pub year: Kpis,
}

impl Before {
    fn kpis(&self, kpi: Kpi) -> &Kpis {
        if kpi == Kpi::LeadToRevenue {
            &self.year
        } else {
            &self.wall
        }
    }
}

/// One month: leads delivered in it, for K6 created in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Month {
    pub first: NaiveDate,
    pub kpis: Kpis,
    delivered: Vec<Mark>,
    created: Vec<Mark>,
}

/// One cell of the line under a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// A share, days, or a count; `None` where there is nothing to show.
    pub value: Option<f64>,
    /// Less than half of its leads are old enough.
    pub too_early: bool,
    /// The dates at hand begin too late for it.
    pub uncovered: bool,
}

impl Scorecard {
    /// The set of figures a KPI's tile is of.
    #[must_use]
    pub fn kpis(&self, kpi: Kpi) -> &Kpis {
        if kpi == Kpi::LeadToRevenue {
            &self.year
        } else {
            &self.wall
        }
    }

    /// The headline at the last review, and whether the difference to it is within what so many leads can tell.
    #[must_use]
    pub fn before(&self, kpi: Kpi) -> Option<(i64, String, bool)> {
        // A status that says "worked" has no date, so nobody can tell whether it said so then.
        let before = self.before.as_ref().filter(|_| kpi != Kpi::WorkedBySales)?;
        let then = before.kpis(kpi);
        let noise = match (strip::counts(kpi, self.kpis(kpi)), strip::counts(kpi, then)) {
            ((now, Some(of)), (was, Some(was_of))) => {
                interval::within_noise((now, of), (was, was_of))
            }
            _ => false,
        };
        Some((before.review, strip::value(kpi, then), noise))
    }

    /// The rate that rose most since the last review by more than noise. One that was agreed to stay in a range is no
    /// better for being higher.
    #[must_use]
    pub fn improved(&self) -> Option<Improved> {
        let before = self.before.as_ref()?;
        let ranged = |kpi: Kpi| {
            let target = self.plan.as_ref().and_then(|plan| plan.target(kpi));
            target.is_some_and(|target| matches!(target.aim, Aim::Between { .. }))
        };
        let rates = [
            Kpi::AcceptanceRate,
            Kpi::QualifiedToOpportunity,
            Kpi::LeadToRevenue,
        ];
        let moved: Vec<Moved> = rates
            .into_iter()
            .filter(|kpi| !ranged(*kpi))
            .filter_map(|kpi| {
                let (count, of) = strip::counts(kpi, self.kpis(kpi));
                let (was, was_of) = strip::counts(kpi, before.kpis(kpi));
                Some((kpi, (was, was_of?), (count, of?)))
            })
            .collect();
        improved(before.review, &moved)
    }

    /// The latest whole month whose leads are old enough for the figure and whose dates cover it (K2, K5): its first day,
    /// its headline and of how many leads it is.
    #[must_use]
    pub fn mature(&self, kpi: Kpi) -> Option<(NaiveDate, String, u64)> {
        let (_, whole) = self.months.split_last()?;
        let month = whole.iter().rev().find(|month| {
            let cell = month.cell(kpi);
            !cell.too_early && !cell.uncovered && strip::n(kpi, &month.kpis) > 0
        })?;
        let n = strip::n(kpi, &month.kpis);
        Some((month.first, strip::value(kpi, &month.kpis), n))
    }

    /// The figure against its target, in words; what the plan asks for beside the delivered.
    #[must_use]
    pub fn against_target(&self, kpi: Kpi) -> Option<String> {
        let plan = self.plan.as_ref()?;
        let kpis = self.kpis(kpi);
        plan.told(kpi, kpis).or_else(|| {
            let delivered = Kpi::CreatedByMarketing;
            let goal = plan.goal.as_ref().filter(|_| kpi == delivered)?;
            let planned = Needs::of(goal)?.in_days(1, goal.since(), DAYS);
            let there = kpis.by_marketing.qualified;
            Some(pace_words(planned, there, DAYS))
        })
    }

    /// The line under a figure, oldest month first.
    #[must_use]
    pub fn trend(&self, kpi: Kpi) -> Vec<Cell> {
        self.months.iter().map(|month| month.cell(kpi)).collect()
    }
}

impl Month {
    fn cell(&self, kpi: Kpi) -> Cell {
        Cell {
            value: value(kpi, &self.kpis),
            too_early: self.marked(kpi, Mark::TooEarly),
            uncovered: self.marked(kpi, Mark::NotCovered),
        }
    }

    /// Whether the month carries a mark for the stage that the KPI waits for.
    fn marked(&self, kpi: Kpi, mark: fn(Later) -> Mark) -> bool {
        let marks = if kpi == Kpi::LeadToRevenue {
            &self.created
        } else {
            &self.delivered
        };
        waits_for(kpi).is_some_and(|later| marks.contains(&mark(later)))
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a height to draw; counts of leads stay far below 2^53"
)]
fn value(kpi: Kpi, kpis: &Kpis) -> Option<f64> {
    match (kpi, strip::counts(kpi, kpis)) {
        (Kpi::TimeToOpportunity, _) => kpis.to_opportunity.median_days(),
        (_, (numerator, Some(denominator))) => rate(numerator, denominator),
        (_, (count, None)) => Some(count as f64),
    }
}

/// The days that a scorecard is made of: those of its months, of the wall and of K6's year.
#[must_use]
pub fn span(today: NaiveDate) -> Period {
    let first = months(today).next().unwrap_or(today);
    let mut span = (first, today);
    for period in [wall(today), year(today), Period::month_of(today)] {
        if let Period::Days { start, end } = period {
            span = (span.0.min(start), span.1.max(end));
        }
    }
    Period::Days {
        start: span.0,
        end: span.1,
    }
}

/// The first days of the months shown, the oldest first.
fn months(today: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let first = today.with_day(1).unwrap_or(today);
    (0..MONTHS)
        .rev()
        .filter_map(move |back| first.checked_sub_months(Months::new(back)))
}

impl Scorecard {
    /// The figures of all leads. `like` gives zone, limits, now and what was left as known; `days` hold the [`span`];
    /// `lone` are the deals that name no lead.
    #[must_use]
    pub fn of(days: &Days, like: &Cohort, before: Option<Before>, lone: &[LoneDeal]) -> Self {
        let today = date_of(like.now, like.zone());
        let counted = |period| {
            let cohort = like.over(period);
            let mut tally = days.tally(&cohort, &[]);
            for deal in lone {
                tally.add_lone(deal, &cohort);
            }
            tally.kpis()
        };
        Self {
            today,
            wall: counted(wall(today)),
            year: counted(year(today)),
            before,
            months: months(today)
                .map(|first| Month::of(first, days, like))
                .collect(),
            unowned: days.unowned(wall(today)),
            to_fix: to_fix(days, today),
            plan: None,
            fill: days.fill(),
            qualified_as_created: like.qualified_as_created,
        }
    }
}

impl Month {
    fn of(first: NaiveDate, days: &Days, like: &Cohort) -> Self {
        let cohort = like.over(Period::month_of(first));
        let period = cohort.period();
        let marks = |anchor| {
            let ages = days.ages(period, anchor);
            days.coverage(anchor).marks(period, &ages, &cohort)
        };
        Self {
            first,
            kpis: days.tally(&cohort, &[]).kpis(),
            delivered: marks(Anchor::Qualified),
            created: marks(Anchor::Created),
        }
    }
}

/// How many of a figure's own leads contradict themselves in what it is made of.
fn to_fix(days: &Days, today: NaiveDate) -> BTreeMap<Kpi, u64> {
    let mut to_fix = BTreeMap::new();
    for (_, clash) in days.clashes() {
        let delivered = clash.is_in(wall(today), Anchor::Qualified);
        let created = clash.is_in(year(today), Anchor::Created);
        let touched: BTreeSet<Kpi> = clash
            .open()
            .each()
            .flat_map(|what| what.touches().iter().copied())
            .filter(|kpi| match kpi {
                Kpi::LeadToRevenue => created,
                _ => delivered,
            })
            .collect();
        for kpi in touched {
            *to_fix.entry(kpi).or_default() += 1;
        }
    }
    to_fix
}
