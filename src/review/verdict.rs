//! Sales' verdict, the room's judgement, and whether a lead is in the sales process: three facts kept apart (MEASURES §1).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::agreement::definition::CriterionKey;
use super::milestone::Milestone;
use super::reason::{ReasonCode, Route};

/// Sales' verdict on a lead. A refusal without a reason and a route cannot be written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// Sales agreed to work it.
    Accepted(Acceptance),
    /// Sales refused it.
    NotAccepted(Refusal),
    /// Accepted and worked, handed back before an opportunity: stays accepted in K1, "of which returned".
    Returned(Refusal),
}

/// What an accepted lead carries.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Acceptance {
    /// Who works it; empty only where no file and no person ever named one.
    #[serde(default)]
    pub owner: String,
    /// By when Sales touches it next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_touch: Option<NaiveDate>,
    /// From the list of accept reasons, where somebody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
}

/// Why a lead was not accepted or was returned, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    pub reason: ReasonCode,
    #[serde(flatten)]
    pub route: Route,
    /// What the reason's guard asked for: the criterion, the field, which, or the words. A CRM's own text stands here.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// Which criterion of the definition failed, where that was asked for: its number stays, whatever it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criterion: Option<CriterionKey>,
    /// The guard had no basis (no agreement in force) and was waived: marked wherever the verdict is shown.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub waived: bool,
}

impl Verdict {
    /// The word every surface uses.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Accepted(_) => "accepted",
            Self::NotAccepted(_) => "not accepted",
            Self::Returned(_) => "returned",
        }
    }

    /// The refusal, where it is one.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::NotAccepted(refusal) | Self::Returned(refusal) => Some(refusal),
            Self::Accepted(_) => None,
        }
    }

    /// The column the ledger keeps: 1 accepted, 2 not accepted, 3 returned.
    #[must_use]
    pub fn code(&self) -> i64 {
        match self {
            Self::Accepted(_) => 1,
            Self::NotAccepted(_) => 2,
            Self::Returned(_) => 3,
        }
    }
}

/// The room's judgement: was it a lead? Follows the verdict unless the room says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    Yes,
    No,
    NotSure,
}

impl Judgement {
    /// The word every surface uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotSure => "not sure",
        }
    }
}

/// Did the lead enter the sales process?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InProcess {
    Yes { since: Option<Milestone> },
    No,
    NotYet,
}

impl InProcess {
    /// The word every surface uses; a date stands beside it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes { .. } => "yes",
            Self::No => "no",
            Self::NotYet => "not yet",
        }
    }
}

/// How a deal ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Won,
    Lost,
}

impl Outcome {
    /// The word every surface uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }
}
