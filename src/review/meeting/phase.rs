//! The phases of a review: seven, and two that a template may insert.

use serde::{Deserialize, Serialize};

/// A phase of a review.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    #[default]
    Open,
    Promises,
    Numbers,
    Leads,
    Lessons,
    Decide,
    Close,
    /// The blind check: both teams judge the same leads in secret.
    Blind,
    /// What both teams agreed on, clause by clause: keep or change.
    Agreement,
}

impl Phase {
    /// The seven, in their order: their digits are 1 to 7.
    pub const SEVEN: [Self; 7] = [
        Self::Open,
        Self::Promises,
        Self::Numbers,
        Self::Leads,
        Self::Lessons,
        Self::Decide,
        Self::Close,
    ];

    /// All of them, in the order of their digits: the inserts are 8 and 9.
    pub const ALL: [Self; 9] = [
        Self::Open,
        Self::Promises,
        Self::Numbers,
        Self::Leads,
        Self::Lessons,
        Self::Decide,
        Self::Close,
        Self::Blind,
        Self::Agreement,
    ];

    /// The word on every surface.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Promises => "Promises",
            Self::Numbers => "Numbers",
            Self::Leads => "Leads",
            Self::Lessons => "Lessons",
            Self::Decide => "Decide",
            Self::Close => "Close",
            Self::Blind => "Blind check",
            Self::Agreement => "Agreement",
        }
    }

    /// Its digit, 1 to 9.
    #[must_use]
    pub fn digit(self) -> u8 {
        let at = Self::ALL.iter().position(|phase| *phase == self);
        u8::try_from(at.unwrap_or(0) + 1).unwrap_or(1)
    }

    /// The phase of a digit.
    #[must_use]
    pub fn of_digit(digit: u8) -> Option<Self> {
        Self::ALL.get(usize::from(digit.checked_sub(1)?)).copied()
    }
}
