//! The rules both departments work by, on one page.

use serde::{Deserialize, Serialize};

use crate::review::person::Team;

/// The rules: at least one a department, no more than a page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    pub rules: Vec<Rule>,
}

/// One rule, and what of the ledger tells whether it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Kept from version to version.
    pub key: u32,
    /// Whose rule it is.
    pub team: Team,
    pub text: String,
    pub measured: RuleMeasure,
}

/// What tells whether a rule is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum RuleMeasure {
    /// Every delivered lead has been worked.
    FollowedUp,
    /// Every rep and campaign has reported what became of its leads.
    Reported,
    /// Every campaign had its return forecast before its cost was spent.
    Forecast,
    /// Every campaign that was forecast has its result beside it.
    Returned,
    /// Money goes where it makes the most accepted leads.
    CheapestFirst,
    /// No campaign under the least return goes on.
    LeastReturn,
    /// A clause of the SLA.
    Clause { clause: super::sla::ClauseKey },
}
