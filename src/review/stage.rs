//! A lead's stages (MEASURES §1): codes cannot be edited, names and entry tests belong to the agreement.

use serde::{Deserialize, Serialize};

/// A stage of the demand waterfall (SiriusDecisions/Forrester).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Stage {
    /// Inquiry: raised a hand.
    Inq,
    /// Marketing-qualified lead: meets the agreed definition, delivered to Sales.
    Mql,
    /// Sales-accepted lead: Sales agreed to work it.
    Sal,
    /// Sales-rejected lead: refused, with a reason and a route.
    Srl,
    /// Returned: accepted and worked, handed back before an opportunity.
    Ret,
    /// A deal record exists.
    Opp,
    /// Signed.
    Won,
    /// Ended with a reason.
    Lost,
}

impl Stage {
    /// Every stage, in the order of the funnel, then how it can end.
    pub const ALL: [Self; 8] = [
        Self::Inq,
        Self::Mql,
        Self::Sal,
        Self::Srl,
        Self::Ret,
        Self::Opp,
        Self::Won,
        Self::Lost,
    ];

    /// The stages of the funnel, in order: what each lead can have *reached*.
    pub const FUNNEL: [Self; 5] = [Self::Inq, Self::Mql, Self::Sal, Self::Opp, Self::Won];

    /// The code scripts use.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Inq => "INQ",
            Self::Mql => "MQL",
            Self::Sal => "SAL",
            Self::Srl => "SRL",
            Self::Ret => "RET",
            Self::Opp => "OPP",
            Self::Won => "WON",
            Self::Lost => "LOST",
        }
    }

    /// The word every screen, export and minute uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Inq => "inquiry",
            Self::Mql => "delivered",
            Self::Sal => "accepted",
            Self::Srl => "not accepted",
            Self::Ret => "returned",
            Self::Opp => "opportunity",
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }
}
