//! The canonical fields: the words of `--map FIELD=COLUMN`, and which of them a kind of file has.

use serde::{Deserialize, Serialize};

use crate::review::lead::Field;

macro_rules! fields {
    ($($variant:ident = $word:literal),+ $(,)?) => {
        /// What a column can be mapped to. One word means the same in every kind of file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Canonical { $(#[doc = $word] $variant),+ }

        impl Canonical {
            /// Every field.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word of `--map`, `--set` and the import report.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}

fields! {
    Id = "id", Name = "name", FirstName = "first_name", LastName = "last_name", Company = "company",
    Title = "title", Email = "email", Phone = "phone", Country = "country", Industry = "industry",
    Employees = "employees", Source = "source", Campaign = "campaign", Owner = "owner", Score = "score",
    SourcedBy = "sourced_by", Status = "status", Lifecycle = "lifecycle", CreatedAt = "created_at",
    QualifiedAt = "qualified_at", FirstTouchAt = "first_touch_at", LastTouchAt = "last_touch_at",
    TouchCount = "touches", ResponseHours = "response_hours", Accepted = "accepted",
    AcceptedAt = "accepted_at", RejectedAt = "rejected_at", RejectReason = "reject_reason",
    ReturnedAt = "returned_at", OpportunityId = "opportunity_id", OpportunityAt = "opportunity_at",
    ClosedAt = "closed_at", LostAt = "lost_at", Stage = "stage", Outcome = "outcome", Converted = "converted",
    IsWon = "is_won", IsClosed = "is_closed", Amount = "amount", Currency = "currency",
    LostReason = "lost_reason", Lead = "lead", Channel = "channel", Cost = "cost", SpentOn = "spent_on",
    Ad = "ad", ExpectedRevenue = "expected_revenue", ExpectedLeads = "expected_leads",
    StartsOn = "starts_on", EndsOn = "ends_on", At = "at", TouchKind = "kind", Result = "result", By = "by",
    Note = "note", Team = "team", Role = "role", Verdict = "verdict", Reason = "reason",
}

/// What the cells of a field hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    Text,
    Date,
    Amount,
    Number,
    Truth,
}

impl Canonical {
    /// Reads a field's word; a hyphen or a space stands for the underscore.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase().replace(['-', ' '], "_");
        Self::ALL.iter().copied().find(|field| field.word() == text)
    }

    /// What its cells hold.
    #[must_use]
    pub fn holds(self) -> Holds {
        match self {
            Self::CreatedAt
            | Self::QualifiedAt
            | Self::FirstTouchAt
            | Self::LastTouchAt
            | Self::AcceptedAt
            | Self::RejectedAt
            | Self::ReturnedAt
            | Self::OpportunityAt
            | Self::ClosedAt
            | Self::LostAt
            | Self::SpentOn
            | Self::StartsOn
            | Self::EndsOn
            | Self::At => Holds::Date,
            Self::Amount | Self::Cost | Self::ExpectedRevenue => Holds::Amount,
            Self::ResponseHours | Self::ExpectedLeads | Self::TouchCount => Holds::Number,
            Self::Converted | Self::IsWon | Self::IsClosed | Self::Accepted => Holds::Truth,
            _ => Holds::Text,
        }
    }

    /// The text field of a lead it fills, if it fills one as it stands.
    #[must_use]
    pub fn text(self) -> Option<Field> {
        Some(match self {
            Self::Name => Field::Name,
            Self::Company => Field::Company,
            Self::Title => Field::Title,
            Self::Email => Field::Email,
            Self::Phone => Field::Phone,
            Self::Country => Field::Country,
            Self::Industry => Field::Industry,
            Self::Employees => Field::Employees,
            Self::Source => Field::Source,
            Self::Campaign => Field::Campaign,
            Self::Owner => Field::Owner,
            Self::Score => Field::Score,
            _ => return None,
        })
    }
}

/// A header as it is compared: letters and digits only, lower case. `Lead ID`, `lead_id` and `LeadId` are one.
#[must_use]
pub fn plain(header: &str) -> String {
    header
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
