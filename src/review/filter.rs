//! Which leads a list shows, in what order, and by what a figure is sliced.

use serde::{Deserialize, Serialize};

use super::lead::{Facts, Field, Lead};
use super::period::Period;
use super::reason::ReasonCode;

/// Which leads a list shows: all conditions hold at once; the default shows every lead.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LeadFilter {
    /// Words that all stand somewhere in the lead's name, company, title, e-mail, source, campaign, owner or key,
    /// in any case. Empty: no condition.
    pub text: String,
    pub state: LeadState,
    /// Standing owner, exactly as written; `Some("")` shows leads without an owner.
    pub owner: Option<String>,
    pub source: Option<String>,
    pub campaign: Option<String>,
    /// Not accepted or returned for this reason.
    pub reason: Option<ReasonCode>,
    /// Delivered in the period.
    pub delivered: Period,
    /// Created in the period.
    pub created: Period,
}

/// How far a listed lead has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LeadState {
    #[default]
    Any,
    /// Delivered, and Sales has not answered: the agreement says whether the answer is in time or due.
    Unanswered,
    /// Delivered, and nothing shows that Sales worked it.
    Unworked,
    Accepted,
    /// Not accepted, a return is not among them.
    NotAccepted,
    Returned,
    Opportunity,
    Won,
    Lost,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LeadSort {
    /// As they came in.
    #[default]
    Filed,
    /// Latest delivered first, those without a date last.
    Newest,
    /// Earliest delivered first, those without a date last.
    Oldest,
    /// Unworked first, then unanswered, each with the earliest delivered first: a rep's own list.
    Waiting,
    /// Highest amount first.
    Amount,
    /// By company, else name.
    Label,
    /// By owner, each with the latest delivered first; leads without an owner first.
    Owner,
}

/// By what a figure is sliced. A lead's slice is its standing text; blank is a slice of its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    Source,
    Campaign,
    /// Owner: the rep.
    Rep,
    /// `YYYY-MM` of creation in the ledger's zone; blank where undated.
    CreatedMonth,
    /// `YYYY-MM` of delivery in the ledger's zone; blank where undated or not delivered.
    DeliveredMonth,
    /// Name of the reason it was not accepted or returned for; blank otherwise.
    Reason,
    /// The owner's team; blank where nobody owns it or the owner's team is not known.
    Team,
    /// A field of the lead that is not one of the above: country, industry, size, title.
    Field(Field),
    /// A column nobody mapped, by its header.
    Extra(String),
}

impl By {
    /// Reads `source`, `campaign`, `rep`, `month` or `reason`; anything else is a column nobody mapped, by its
    /// header. A month is that of delivery where the figures are of the delivered.
    #[must_use]
    pub fn parse(text: &str, delivered: bool) -> Self {
        match text.trim().to_lowercase().as_str() {
            "source" => Self::Source,
            "campaign" => Self::Campaign,
            "rep" | "owner" => Self::Rep,
            "month" if delivered => Self::DeliveredMonth,
            "month" => Self::CreatedMonth,
            "reason" => Self::Reason,
            "team" => Self::Team,
            "country" => Self::Field(Field::Country),
            "industry" => Self::Field(Field::Industry),
            "employees" => Self::Field(Field::Employees),
            _ => Self::Extra(text.trim().to_owned()),
        }
    }

    /// The word of it on a screen, in a heading and for [`By::parse`].
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Source => "source",
            Self::Campaign => "campaign",
            Self::Rep => "rep",
            Self::CreatedMonth | Self::DeliveredMonth => "month",
            Self::Reason => "reason",
            Self::Team => "team",
            Self::Field(field) => field.word(),
            Self::Extra(header) => header,
        }
    }

    /// What a slice is called where the leads have nothing there.
    #[must_use]
    pub fn blank(&self) -> &'static str {
        match self {
            Self::Rep | Self::Team => "unassigned",
            Self::CreatedMonth | Self::DeliveredMonth => "without a date",
            _ => "(blank)",
        }
    }
}

/// Somebody who is shown every lead and looks closer at some.
pub trait Looks {
    /// Whether to look closer, by what the figures know of it. Every lead is shown, in the order they came.
    fn wants(&mut self, facts: &Facts) -> bool;

    /// A lead that was wanted, with its texts.
    fn look(&mut self, lead: &Lead);
}
