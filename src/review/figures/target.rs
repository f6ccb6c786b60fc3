//! A figure against its target: in words alone, because green and red belong to promises. Under ten leads nothing is
//! judged (MEASURES §3).

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::interval;
use super::kpi::{Kpi, Kpis, rate};
use super::strip;
use super::words::count;
use crate::review::agreement::plan::{Aim, Goal, Plan};

/// Where a figure stands with its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stands {
    Reached,
    /// Above a range: nobody is praised for accepting everything.
    Above,
    /// Under the aim, over a maximum, or below a range.
    NotReached,
    /// Under ten leads, or no figure.
    TooFew,
}

impl Stands {
    /// The word on the wall.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::Above => "above it",
            Self::NotReached => "not reached",
            Self::TooFew => "too few leads to judge",
        }
    }
}

/// The figure in its target's unit: percent, days, or a number.
fn value(kpi: Kpi, kpis: &Kpis) -> Option<Decimal> {
    let share = |part: u64, of: u64| {
        rate(part, of)?;
        Decimal::from(part)
            .checked_mul(Decimal::ONE_HUNDRED)?
            .checked_div(Decimal::from(of))
    };
    match (kpi, strip::counts(kpi, kpis)) {
        (Kpi::TimeToOpportunity, _) => Decimal::try_from(kpis.to_opportunity.median_days()?).ok(),
        (_, (part, Some(of))) => share(part, of),
        (_, (number, None)) => Some(Decimal::from(number)),
    }
}

/// Where the figure stands.
#[must_use]
pub fn stands(kpi: Kpi, kpis: &Kpis, aim: Aim) -> Stands {
    let n = strip::n(kpi, kpis);
    // A number of leads is itself the figure: few are simply few.
    let judged = kpi == Kpi::CreatedByMarketing || !interval::few(n);
    let Some(value) = value(kpi, kpis).filter(|_| judged) else {
        return Stands::TooFew;
    };
    let reached = |yes: bool| {
        if yes {
            Stands::Reached
        } else {
            Stands::NotReached
        }
    };
    match aim {
        Aim::AtLeast { value: least } => reached(value >= least),
        Aim::AtMost { value: most } => reached(value <= most),
        Aim::Between { high, .. } if value > high => Stands::Above,
        Aim::Between { low, .. } => reached(value >= low),
    }
}

/// "agreed 21 days or less: reached", "agreed range 60–80 %: not reached"; `None` where no target is agreed.
#[must_use]
pub fn words(kpi: Kpi, kpis: &Kpis, plan: &Plan) -> Option<String> {
    let target = plan.targets.iter().find(|target| target.kpi == kpi)?;
    let unit = match kpi {
        Kpi::TimeToOpportunity => " days",
        Kpi::CreatedByMarketing => " leads",
        _ => " %",
    };
    let number = |value: Decimal| value.normalize().to_string();
    let aim = match target.aim {
        Aim::AtLeast { value } => format!("agreed {}{unit} or more", number(value)),
        Aim::AtMost { value } => format!("agreed {}{unit} or less", number(value)),
        Aim::Between { low, high } => {
            format!("agreed range {}–{}{unit}", number(low), number(high))
        }
    };
    let inside = matches!(target.aim, Aim::Between { .. });
    let word = match stands(kpi, kpis, target.aim) {
        Stands::Reached if inside => "inside",
        stands => stands.word(),
    };
    Some(format!("{aim}: {word}"))
}

/// How many delivered leads the goal asks for in so many days, followed evenly from the plan's first day to the day
/// the leads are needed by (MEASURES §4); `None` where that is no number.
#[must_use]
pub fn pace(goal: &Goal, from: NaiveDate, days: u64) -> Option<u64> {
    let [_, delivered, accepted, opportunity] = goal.rates;
    let mut need = goal.revenue.checked_mul(goal.share)?;
    need = need.checked_div(goal.average_deal.checked_mul(Decimal::ONE_HUNDRED)?)?;
    for share in [opportunity, accepted, delivered] {
        need = need.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(share)?;
    }
    let lead = goal.days_to_won.ceil().to_i64()?;
    let by = goal
        .by
        .checked_sub_signed(chrono::TimeDelta::try_days(lead)?)?;
    let whole = (by - from).num_days();
    if whole <= 0 {
        return need.ceil().to_u64();
    }
    let part = need
        .checked_mul(Decimal::from(days))?
        .checked_div(Decimal::from(whole))?;
    part.min(need).ceil().to_u64()
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
