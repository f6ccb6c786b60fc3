//! What success is: a target for each KPI, and the way back from the revenue goal to the leads it needs.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::review::figures::kpi::Kpi;

/// The targets and the goal they follow from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    pub targets: Vec<Target>,
    pub goal: Option<Goal>,
}

/// What a KPI should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    pub kpi: Kpi,
    /// In the KPI's own unit: a share in percent, days, or a number of leads.
    pub aim: Aim,
    /// From where on it has failed; the aim itself where nothing is said.
    #[serde(default)]
    pub threshold: Option<Decimal>,
    /// Which leads, over which time, in words.
    #[serde(default)]
    pub basis: String,
}

/// Which way is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "aim", rename_all = "snake_case")]
pub enum Aim {
    AtLeast { value: Decimal },
    AtMost { value: Decimal },
    Between { low: Decimal, high: Decimal },
}

/// The revenue goal and what stands between it and the leads (MEASURES §4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    pub revenue: Decimal,
    pub currency: String,
    /// Marketing's share of it, percent.
    pub share: Decimal,
    pub average_deal: Decimal,
    /// Percent of each stage that reaches the next: inquiry to delivered, to accepted, to opportunity, to won.
    pub rates: [Decimal; 4],
    /// When the revenue has to be there.
    pub by: NaiveDate,
    /// Days from delivery to a signature, the median.
    pub days_to_won: Decimal,
}
