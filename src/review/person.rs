//! The people at the table: their team and their role.

use serde::{Deserialize, Serialize};

/// The two teams, and those who belong to neither.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Team {
    /// Owns leads from acceptance to the deal.
    #[default]
    Sales,
    /// Owns leads up to the hand-over.
    Marketing,
    /// Sponsor, guest, revenue operations.
    Other,
}

impl Team {
    /// The word every surface uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Sales => "Sales",
            Self::Marketing => "Marketing",
            Self::Other => "other",
        }
    }

    /// Reads a team's name as people write it; anything unknown is `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_lowercase().as_str() {
            "sales" | "vertrieb" => Some(Self::Sales),
            "marketing" => Some(Self::Marketing),
            "other" | "none" | "guest" => Some(Self::Other),
            _ => None,
        }
    }
}

/// What somebody is in the review (MEASURES §8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Facilitator,
    MinuteKeeper,
    SalesLeader,
    MarketingLeader,
    #[default]
    Rep,
    Marketer,
    RevenueOperations,
    ExecutiveSponsor,
    Guest,
}

impl Role {
    /// Every role, in the order of MEASURES §8.
    pub const ALL: [Self; 9] = [
        Self::Facilitator,
        Self::MinuteKeeper,
        Self::SalesLeader,
        Self::MarketingLeader,
        Self::Rep,
        Self::Marketer,
        Self::RevenueOperations,
        Self::ExecutiveSponsor,
        Self::Guest,
    ];

    /// The word every surface uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Facilitator => "facilitator",
            Self::MinuteKeeper => "minute-keeper",
            Self::SalesLeader => "sales leader",
            Self::MarketingLeader => "marketing leader",
            Self::Rep => "rep",
            Self::Marketer => "marketer",
            Self::RevenueOperations => "revenue operations",
            Self::ExecutiveSponsor => "executive sponsor",
            Self::Guest => "guest",
        }
    }

    /// Reads a role's word, case-insensitively, hyphen or space.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase().replace('-', " ");
        Self::ALL
            .into_iter()
            .find(|role| role.word().replace('-', " ") == text)
    }
}

/// Somebody at the table. The name is the identity: what `--as NAME` says and owners in files are called.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Person {
    /// As it stands in the CRM and on the minutes.
    pub name: String,
    /// The CRM's own id, where a file gave one (`OwnerId`); owners written as ids resolve through it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    pub team: Team,
    #[serde(default)]
    pub role: Role,
}

impl Person {
    /// Whether the agreement binds them: both teams, not sponsors and guests.
    #[must_use]
    pub fn is_bound(&self) -> bool {
        self.team != Team::Other && !matches!(self.role, Role::Guest | Role::ExecutiveSponsor)
    }
}
