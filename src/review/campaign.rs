//! A campaign: what Marketing spent, forecast and ran.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::milestone::Milestone;
use super::money::Money;

/// One campaign as its file tells it. No cost recorded is `None`, never zero.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Campaign {
    /// The source system's own id, or the name where there is none.
    pub key: String,
    pub name: String,
    /// Type or channel, as written.
    pub channel: String,
    pub cost: Option<Money>,
    pub expected_revenue: Option<Money>,
    pub expected_leads: Option<Decimal>,
    pub starts: Option<Milestone>,
    pub ends: Option<Milestone>,
    /// Columns nobody mapped, in file order: header and text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extra: Vec<(String, String)>,
}
