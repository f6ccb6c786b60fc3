//! The reverse waterfall (MEASURES §4): from the revenue goal back to the leads it needs, and which rate closes the gap.

use chrono::{Days, NaiveDate, TimeDelta};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::kpi::{Kpis, Spans};
use super::words::count;
use crate::review::agreement::plan::Goal;
use crate::review::period::Period;

/// The stages in words, from the inquiry to the signature.
pub const STAGES: [&str; 5] = ["inquiries", "delivered", "accepted", "opportunities", "won"];

/// The four rates between them, in words.
pub const RATES: [&str; 4] = [
    "inquiry to delivered",
    "delivered to accepted",
    "accepted to opportunity",
    "opportunity to won",
];

/// What a goal needs: exact values, in the order of [`STAGES`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needs {
    pub exact: [Decimal; 5],
    /// By when the leads have to be delivered: the revenue's date less the median from delivery to a signature.
    pub by: NaiveDate,
}

impl Needs {
    /// What the goal needs; `None` where it is not one, or its numbers are out of reach.
    #[must_use]
    pub fn of(goal: &Goal) -> Option<Self> {
        if goal.fault().is_some() {
            return None;
        }
        let hundred = Decimal::ONE_HUNDRED;
        // One division a stage, at its end: so a whole number comes out whole.
        let mut over = goal.revenue.checked_mul(goal.share)?;
        let mut under = goal.average_deal.checked_mul(hundred)?;
        let mut exact = [Decimal::ZERO; 5];
        exact[4] = over.checked_div(under)?;
        for stage in (0..4).rev() {
            over = over.checked_mul(hundred)?;
            under = under.checked_mul(goal.rates[stage])?;
            exact[stage] = over.checked_div(under)?;
        }
        let days = goal.days_to_won.ceil().to_i64()?;
        let by = goal.by.checked_sub_signed(TimeDelta::try_days(days)?)?;
        Some(Self { exact, by })
    }

    /// A stage's need, rounded up: only ever for display.
    #[must_use]
    pub fn shown(&self, stage: usize) -> u64 {
        self.exact
            .get(stage)
            .and_then(|need| need.ceil().to_u64())
            .unwrap_or(0)
    }

    /// What should be there by a day, where the plan is followed evenly from its first day to the day the leads are
    /// needed by; all of it after that day.
    #[must_use]
    pub fn to_date(&self, stage: usize, since: NaiveDate, today: NaiveDate) -> u64 {
        let whole = (self.by - since).num_days();
        let gone = (today - since).num_days().clamp(0, whole.max(0));
        let need = self.exact.get(stage).copied().unwrap_or_default();
        if whole <= 0 {
            return self.shown(stage);
        }
        (need * Decimal::from(gone) / Decimal::from(whole))
            .ceil()
            .to_u64()
            .unwrap_or(0)
    }

    /// What the plan asks for in its first so many days.
    #[must_use]
    pub fn in_days(&self, stage: usize, since: NaiveDate, days: u64) -> u64 {
        let day = since.checked_add_days(Days::new(days)).unwrap_or(self.by);
        self.to_date(stage, since, day)
    }
}

/// What became of the leads of a period: the counts a plan is held against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stages {
    pub period: Period,
    /// Inquiries of the created cohort; then the qualified cohort followed to today.
    pub reached: [u64; 5],
    /// Inquiries of the created cohort that were delivered: the numerator of the first rate.
    pub delivered_of_created: u64,
    pub to_won: Spans,
    /// Won amounts ÷ won, and their currency, where there is one currency.
    pub average_deal: Option<(Decimal, String)>,
}

impl Stages {
    /// The stages of a period's figures.
    #[must_use]
    pub fn of(period: Period, kpis: &Kpis) -> Self {
        let won = kpis.to_won.n + kpis.to_won.negative + kpis.to_won.undated;
        let average_deal = match kpis.revenue.revenues.as_slice() {
            [one] if kpis.revenue.won > 0 => {
                let average = one.amount / Decimal::from(kpis.revenue.won);
                Some((average.round_dp(0), one.currency.code().to_owned()))
            }
            _ => None,
        };
        Self {
            period,
            reached: [
                kpis.by_marketing.created,
                kpis.acceptance.qualified,
                kpis.acceptance.accepted,
                kpis.opportunities.opportunities,
                won,
            ],
            delivered_of_created: kpis.funnel[1],
            to_won: kpis.to_won,
            average_deal,
        }
    }

    /// A rate between two stages, with what it is of; `None` where nothing got that far.
    #[must_use]
    pub fn rate(&self, at: usize) -> Option<(u64, u64)> {
        let of = *self.reached.get(at)?;
        let reached = if at == 0 {
            self.delivered_of_created
        } else {
            *self.reached.get(at + 1)?
        };
        (of > 0).then_some((reached.min(of), of))
    }

    /// A rate in percent, to one decimal.
    #[must_use]
    pub fn percent(&self, at: usize) -> Option<Decimal> {
        let (reached, of) = self.rate(at)?;
        let share = Decimal::from(reached) * Decimal::ONE_HUNDRED / Decimal::from(of);
        Some(share.round_dp(1))
    }
}

/// What the plan is held against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// From the plan's first day to today.
    pub now: Stages,
    /// As long before it.
    pub before: Stages,
    /// The last twelve months: what measured rates are taken of.
    pub year: Stages,
}

/// A rate that would close the gap by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lever {
    /// Which of [`RATES`].
    pub rate: usize,
    /// Percent, as planned and as it would have to be.
    pub planned: Decimal,
    pub needed: Decimal,
}

impl Lever {
    /// Percentage points it has to move.
    #[must_use]
    pub fn points(&self) -> Decimal {
        self.needed - self.planned
    }
}

/// The rates that would close the gap alone, those that move by the fewest percentage points first; none where the
/// leads at hand are enough. `at_hand` is how many inquiries and how many delivered leads there will be by the day
/// they are needed. A rate that would have to pass 100 % is none.
#[must_use]
pub fn levers(goal: &Goal, at_hand: [u64; 2]) -> Vec<Lever> {
    let Some(needs) = Needs::of(goal) else {
        return Vec::new();
    };
    let [inquiries, delivered] = at_hand.map(Decimal::from);
    let short = needs.exact[1] > delivered;
    if !short || delivered.is_zero() {
        return Vec::new();
    }
    let more = needs.exact[1] / delivered;
    let mut found: Vec<Lever> = (0..4)
        .filter_map(|rate| {
            let planned = goal.rates[rate];
            let needed = if rate == 0 {
                (!inquiries.is_zero()).then(|| needs.exact[1] * Decimal::ONE_HUNDRED / inquiries)?
            } else {
                planned * more
            };
            let possible = needed <= Decimal::ONE_HUNDRED && needed > planned;
            possible.then_some(Lever {
                rate,
                planned,
                needed,
            })
        })
        .collect();
    found.sort_by_key(|lever| (lever.points(), lever.rate));
    found
}

/// What a number of delivered leads brings at rates that were measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlook {
    /// Expected, exact.
    pub won: Decimal,
    /// The measured rates that would bring what the goal needs alone, the fewest points first; none where it comes to
    /// enough.
    pub levers: Vec<Lever>,
}

/// What so many delivered leads bring at the rates of a period, in place of those the goal plans with; `None` where a
/// rate is not known.
#[must_use]
pub fn outlook(goal: &Goal, delivered: u64, year: &Stages) -> Option<Outlook> {
    let needed = Needs::of(goal)?.exact[4];
    let rate = |at: usize| {
        let (part, of) = year.rate(at).filter(|(_, of)| *of > 0)?;
        Some(Decimal::from(part) * Decimal::ONE_HUNDRED / Decimal::from(of))
    };
    let rates = [rate(1)?, rate(2)?, rate(3)?];
    let won = rates.iter().fold(Decimal::from(delivered), |leads, rate| {
        leads * rate / Decimal::ONE_HUNDRED
    });
    let mut levers = Vec::new();
    if won < needed && !won.is_zero() {
        levers.extend(rates.iter().zip(1..).filter_map(|(planned, at)| {
            let moved = planned * needed / won;
            (moved <= Decimal::ONE_HUNDRED).then_some(Lever {
                rate: at,
                planned: *planned,
                needed: moved,
            })
        }));
        levers.sort_by_key(|lever| (lever.points(), lever.rate));
    }
    Some(Outlook { won, levers })
}

/// How many there will be by the day they are needed, at the pace from the plan's first day to today.
#[must_use]
pub fn at_pace(reached: u64, since: NaiveDate, today: NaiveDate, by: NaiveDate) -> u64 {
    let (gone, whole) = ((today - since).num_days(), (by - since).num_days());
    if gone <= 0 || gone >= whole {
        return reached;
    }
    let pace = Decimal::from(reached) * Decimal::from(whole) / Decimal::from(gone);
    pace.floor().to_u64().unwrap_or(reached)
}

/// "plan for 90 days 205: 17 short".
#[must_use]
pub fn pace_words(planned: u64, delivered: u64, days: u64) -> String {
    let stands = match planned.checked_sub(delivered) {
        None => format!("{} over", count(delivered - planned)),
        Some(0) => "reached".to_owned(),
        Some(short) => format!("{} short", count(short)),
    };
    format!("plan for {days} days {}: {stands}", count(planned))
}
