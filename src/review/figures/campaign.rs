//! What a campaign cost and what came of it, beside its forecast: cost per result, return, error, and whether to stop.

use chrono_tz::Tz;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::breakdown::Slice;
use super::cost::Spent;
use super::coverage::{Later, Mark};
use super::interval::{few, wilson};
use crate::review::campaign::{Campaign, Forecast, Ruling, Spoken, Stamp};
use crate::review::milestone::Milestone;
use crate::review::money::{Currency, Money};

/// What cost is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    Delivered,
    Accepted,
    Opportunity,
    Won,
}

impl Stage {
    pub const ALL: [Self; 4] = [
        Self::Delivered,
        Self::Accepted,
        Self::Opportunity,
        Self::Won,
    ];

    /// "per accepted lead".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Delivered => "per lead delivered",
            Self::Accepted => "per accepted lead",
            Self::Opportunity => "per opportunity",
            Self::Won => "per customer",
        }
    }
}

/// Cost ÷ count, with what so many leads can tell of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CostPer {
    pub cost: Money,
    /// How many came so far.
    pub n: u64,
    /// Of how many.
    pub of: u64,
    /// Cost ÷ the most, and ÷ the fewest, that so many leads can tell (Wilson 95 %). Without an upper end where the
    /// fewest are none.
    pub low: Decimal,
    pub high: Option<Decimal>,
}

/// Why there is no return to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoReturn {
    NoCost,
    /// It cost nothing, as recorded: nothing can be divided by it.
    CostIsZero,
    /// Deals were won, and none has an amount.
    NoAmounts,
    /// Cost and revenue are of different currencies.
    Currencies,
}

impl NoReturn {
    /// In words, for the place of the figure.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NoCost => "no cost",
            Self::CostIsZero => "cost is 0",
            Self::NoAmounts => "no amounts",
            Self::Currencies => "currencies differ",
        }
    }
}

/// Where a campaign stands against the minimum accepted return.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody agreed a minimum.
    NoMinimum,
    Unknown(NoReturn),
    /// Less than half of its leads are old enough to have been won, or under ten of them.
    TooEarly,
    /// Mature, and below: stop?
    Below,
    Reached,
}

impl Standing {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NoMinimum => "no minimum agreed",
            Self::Unknown(why) => why.words(),
            Self::TooEarly => "too early",
            Self::Below => "stop?",
            Self::Reached => "above the minimum",
        }
    }
}

/// One thing that was forecast, beside what came.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Beside {
    pub what: &'static str,
    pub forecast: Told,
    pub actual: Told,
    /// (actual − forecast) ÷ forecast; `None` where either is missing, the forecast is 0 or currencies differ.
    pub error: Option<f64>,
}

/// A count or an amount, where there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    Nothing,
    Leads(u64),
    Money(Money),
}

/// A campaign with everything that is known of it: every lead that names it, whenever it came.
#[derive(Debug, Clone, PartialEq)]
pub struct CampaignRow {
    /// As its file tells it; where only leads name it, its name and nothing else.
    pub campaign: Campaign,
    pub spoken: Spoken,
    /// How far its leads came.
    pub slice: Slice,
    /// What its leads are too early or not covered for.
    pub marks: Vec<Mark>,
    /// Won amounts of deals that are older than their lead, one a currency: shown, and in no rate.
    pub influenced: Vec<Money>,
    pub zone: Tz,
}

impl CampaignRow {
    #[must_use]
    pub fn cost(&self) -> Option<Money> {
        self.spoken.cost(&self.campaign)
    }

    #[must_use]
    pub fn launch(&self) -> Option<Milestone> {
        self.spoken.launch(&self.campaign)
    }

    #[must_use]
    pub fn forecast(&self) -> Option<(Forecast, Stamp)> {
        self.spoken.forecast(&self.campaign, self.zone)
    }

    /// What was last decided about it.
    #[must_use]
    pub fn ruling(&self) -> Option<&Ruling> {
        self.spoken.rulings.last()
    }

    /// How many came so far, of how many.
    #[must_use]
    pub fn came(&self, stage: Stage) -> (u64, u64) {
        let slice = &self.slice;
        match stage {
            Stage::Delivered => (slice.qualified, slice.created),
            Stage::Accepted => (slice.accepted, slice.qualified),
            Stage::Opportunity => (slice.opportunities, slice.qualified),
            Stage::Won => (slice.won, slice.created),
        }
    }

    /// Cost ÷ how many came so far; `None` without a cost, or where none came.
    #[must_use]
    pub fn cost_per(&self, stage: Stage) -> Option<CostPer> {
        let cost = self.cost()?;
        let (n, of) = self.came(stage);
        let [fewest, most] = wilson(n, of)?;
        let by = |count: Decimal| cost.amount.checked_div(count);
        let share = |share: f64| Decimal::try_from(share).ok().map(|share| share * whole(of));
        Some(CostPer {
            cost: Money {
                amount: by(whole(n))?,
                ..cost
            },
            n,
            of,
            low: share(most).and_then(by)?,
            high: share(fewest).filter(|few| !few.is_zero()).and_then(by),
        })
    }

    /// (won revenue − cost) ÷ cost. Deals that are older than their lead are in no rate, so neither in this.
    ///
    /// # Errors
    /// Why there is none.
    pub fn roi(&self) -> Result<f64, NoReturn> {
        let cost = self.cost().ok_or(NoReturn::NoCost)?;
        if cost.amount.is_zero() {
            return Err(NoReturn::CostIsZero);
        }
        let revenue = match self.slice.revenues().as_slice() {
            [] if self.slice.won == 0 => Decimal::ZERO,
            [] => return Err(NoReturn::NoAmounts),
            [one] if one.currency == cost.currency => {
                one.amount - self.influenced_in(cost.currency)
            }
            _ => return Err(NoReturn::Currencies),
        };
        ratio(revenue - cost.amount, cost.amount).ok_or(NoReturn::CostIsZero)
    }

    fn influenced_in(&self, currency: Currency) -> Decimal {
        let same = |money: &&Money| money.currency == currency;
        self.influenced
            .iter()
            .filter(same)
            .map(|money| money.amount)
            .sum()
    }

    /// Where it stands against the minimum accepted return, a fraction: 0 is money back.
    #[must_use]
    pub fn standing(&self, minimum: Option<f64>) -> Standing {
        let Some(minimum) = minimum else {
            return Standing::NoMinimum;
        };
        match self.roi() {
            Err(why) => Standing::Unknown(why),
            // What is earned already stays earned, however young the rest is.
            Ok(roi) if roi >= minimum => Standing::Reached,
            Ok(_) if !self.mature() => Standing::TooEarly,
            Ok(_) => Standing::Below,
        }
    }

    /// Whether at least half of its leads are older than the median time to a win, and ten or more of them.
    #[must_use]
    pub fn mature(&self) -> bool {
        !few(self.slice.created) && !self.marks.contains(&Mark::TooEarly(Later::Won))
    }

    /// What keeps it from being measured, in words; empty where nothing does.
    #[must_use]
    pub fn unmeasured(&self) -> Vec<&'static str> {
        let mut missing = Vec::new();
        if self.slice.created == 0 {
            missing.push("no lead names it");
        }
        if self.cost().is_none() {
            missing.push("no cost");
        }
        if self.roi() == Err(NoReturn::NoAmounts) {
            missing.push("its deals have no amounts");
        }
        if self.forecast().is_none() {
            missing.push("no forecast");
        }
        missing
    }

    /// Forecast and actual side by side; empty without a forecast.
    #[must_use]
    pub fn beside(&self) -> Vec<Beside> {
        let Some((forecast, _)) = self.forecast() else {
            return Vec::new();
        };
        let leads = |told: Option<u64>| told.map_or(Told::Nothing, Told::Leads);
        let money = |told: Option<Money>| told.map_or(Told::Nothing, Told::Money);
        let slice = &self.slice;
        let revenue = match slice.revenues().as_slice() {
            [one] => Told::Money(*one),
            // Nothing won yet is no revenue, in the currency that was forecast.
            [] if slice.won == 0 => money(forecast.revenue.map(|told| Money {
                amount: Decimal::ZERO,
                ..told
            })),
            _ => Told::Nothing,
        };
        [
            ("leads", leads(forecast.leads), Told::Leads(slice.created)),
            (
                "delivered",
                leads(forecast.delivered),
                Told::Leads(slice.qualified),
            ),
            (
                "opportunities",
                leads(forecast.opportunities),
                Told::Leads(slice.opportunities),
            ),
            ("revenue", money(forecast.revenue), revenue),
            ("cost", money(forecast.cost), money(self.cost())),
        ]
        .into_iter()
        .map(|(what, forecast, actual)| Beside {
            what,
            forecast,
            actual,
            error: error(forecast, actual),
        })
        .collect()
    }
}

/// (actual − forecast) ÷ forecast.
#[must_use]
pub fn error(forecast: Told, actual: Told) -> Option<f64> {
    let (forecast, actual) = match (forecast, actual) {
        (Told::Leads(forecast), Told::Leads(actual)) => (whole(forecast), whole(actual)),
        (Told::Money(forecast), Told::Money(actual)) if forecast.currency == actual.currency => {
            (forecast.amount, actual.amount)
        }
        _ => return None,
    };
    ratio(actual - forecast, forecast)
}

fn ratio(part: Decimal, of: Decimal) -> Option<f64> {
    part.checked_div(of).and_then(|ratio| ratio.to_f64())
}

fn whole(count: u64) -> Decimal {
    Decimal::from(count)
}

/// Every campaign, and what was spent on leads nobody took.
#[derive(Debug, Clone, PartialEq)]
pub struct Campaigns {
    pub rows: Vec<CampaignRow>,
    /// Leads that name no campaign.
    pub without: u64,
    pub spent: Vec<Spent>,
    /// The minimum accepted return, a fraction: 0 is money back. `None` where nobody agreed one.
    pub minimum: Option<f64>,
    /// Seconds since 1970, UTC.
    pub now: i64,
}

/// In which order campaigns are ranked by cost per accepted lead: the cheapest first, then those that cost something
/// and brought none, then those without a cost.
#[must_use]
pub fn rank(row: &CampaignRow) -> (u8, Decimal) {
    match (row.cost_per(Stage::Accepted), row.cost()) {
        (Some(per), _) => (0, per.cost.amount),
        (None, Some(cost)) => (1, cost.amount),
        (None, None) => (2, Decimal::ZERO),
    }
}
