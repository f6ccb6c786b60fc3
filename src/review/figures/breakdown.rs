//! The figures by slice: source, campaign, rep, month, reason, or any extra field.

use serde::{Deserialize, Serialize};

/// What a breakdown goes by.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    Source,
    Campaign,
    /// The lead's owner.
    Rep,
    /// The month of the cohort's own date.
    Month,
    /// Why it was not accepted or was returned.
    Reason,
    /// An extra field, by its header.
    Field(String),
}

impl By {
    /// Reads `source`, `campaign`, `rep`, `month` or `reason`; anything else is an extra field's header.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match text.trim().to_lowercase().as_str() {
            "source" => Self::Source,
            "campaign" => Self::Campaign,
            "rep" | "owner" => Self::Rep,
            "month" => Self::Month,
            "reason" => Self::Reason,
            _ => Self::Field(text.trim().to_owned()),
        }
    }
}
