//! The pick-lists (MEASURES §8): reasons with fix-owner, default route and guard; tags; all editable, codes for ever.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A reason's place on the keyboard, for ever: `0`–`9`, or the reserved reason of imports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReasonCode(pub u8);

impl ReasonCode {
    /// "Other, in words".
    pub const OTHER: Self = Self(0);
    /// "Not recorded in the CRM": only an import writes it.
    pub const NOT_RECORDED: Self = Self(255);

    /// The digit on the keyboard; `None` for the reserved reason.
    #[must_use]
    pub fn digit(self) -> Option<char> {
        char::from_digit(u32::from(self.0), 10)
    }

    /// The code of a digit key.
    #[must_use]
    pub fn of_digit(digit: char) -> Option<Self> {
        digit
            .to_digit(10)
            .and_then(|digit| u8::try_from(digit).ok())
            .map(Self)
    }
}

/// What becomes of a lead that was not accepted. No refusal leaves without one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "route", rename_all = "snake_case")]
pub enum Route {
    /// Marketing keeps in touch until the day.
    Nurture { until: NaiveDate },
    /// Another owner.
    Reassign,
    /// The right person is still to be found.
    FindContact,
    /// Somebody completes or corrects the record.
    FixData,
    /// It is the same as another record.
    Merge,
    /// Nothing further.
    Close,
    /// Only imports write it: the room says what becomes of the lead.
    DecideInReview,
}

impl Route {
    /// The words every surface uses; a nurture date stands beside it, not in it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Nurture { .. } => "nurture",
            Self::Reassign => "reassign",
            Self::FindContact => "find contact",
            Self::FixData => "fix data",
            Self::Merge => "merge",
            Self::Close => "close",
            Self::DecideInReview => "decide in review",
        }
    }
}

/// The route a reason proposes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteDefault {
    /// Nurture for so many days from the verdict.
    NurtureDays(u16),
    /// Nurture until a date that the guard asks for.
    NurtureUntil,
    FindContact,
    FixData,
    /// Merge where the lead is a duplicate, close otherwise: the guard asks which.
    MergeOrClose,
    Close,
    /// Asked for.
    Asked,
    /// The reserved reason's.
    DecideInReview,
}

impl RouteDefault {
    /// The route as of `today`, where nothing needs to be asked.
    #[must_use]
    pub fn route(self, today: NaiveDate) -> Option<Route> {
        match self {
            Self::NurtureDays(days) => {
                let until = today
                    .checked_add_days(chrono::Days::new(u64::from(days)))
                    .unwrap_or(today);
                Some(Route::Nurture { until })
            }
            Self::FindContact => Some(Route::FindContact),
            Self::FixData => Some(Route::FixData),
            Self::Close => Some(Route::Close),
            Self::DecideInReview => Some(Route::DecideInReview),
            Self::NurtureUntil | Self::MergeOrClose | Self::Asked => None,
        }
    }
}

/// What a reason asks a person for before it counts. Guards bind people, not imports; a guard whose basis is
/// missing is waived and marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Guard {
    /// Nothing.
    None,
    /// Which criterion of the agreement failed; basis: an agreed definition.
    Criterion,
    /// Until when.
    Date,
    /// At least the agreement's number of tries; basis: an agreed minimum.
    Tries,
    /// Which field is wrong or missing.
    Field,
    /// Duplicate, customer, competitor, student or spam.
    Which,
    /// Words.
    Text,
}

/// Who mends what a reason points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FixOwner {
    Marketing,
    Sales,
    Both,
    Nobody,
}

/// One row of the reason pick-list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    pub code: ReasonCode,
    pub name: String,
    pub fix_owner: FixOwner,
    pub route: RouteDefault,
    pub guard: Guard,
    /// Words by which a CRM's free-text reason is recognised as this one, lower case.
    #[serde(default)]
    pub known_as: Vec<String>,
}

/// The editable lists, read from `assets/reasons.toml` and changed only through the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PickLists {
    pub reasons: Vec<Reason>,
    pub accept_reasons: Vec<String>,
    pub lost_reasons: Vec<String>,
    pub won_reasons: Vec<String>,
    /// "Would have liked to know".
    pub wishes: Vec<String>,
    /// What the guard [`Guard::Which`] offers.
    pub which: Vec<String>,
}

impl PickLists {
    /// The row of a code.
    #[must_use]
    pub fn reason(&self, code: ReasonCode) -> Option<&Reason> {
        self.reasons.iter().find(|reason| reason.code == code)
    }

    /// A reason's name; a code that left the list keeps its number.
    #[must_use]
    pub fn reason_name(&self, code: ReasonCode) -> String {
        self.reason(code).map_or_else(
            || format!("reason {}", code.0),
            |reason| reason.name.clone(),
        )
    }

    /// The reason a CRM's free text means, where a row is known by it; else `None`.
    #[must_use]
    pub fn recognise(&self, text: &str) -> Option<ReasonCode> {
        let text = text.trim().to_lowercase();
        self.reasons
            .iter()
            .find(|reason| is_in_lower_case(&reason.name, &text) || reason.known_as.contains(&text))
            .map(|reason| reason.code)
    }
}

/// More than so many of a hundred that stand on "other" say that a reason is missing from the list.
const OTHER_MOST: u64 = 15;

/// What is said where too many stand on "other"; one alone is nothing to speak of.
#[must_use]
pub fn too_many_other(other: u64, refused: u64) -> Option<String> {
    (other > 1 && other * 100 > refused * OTHER_MOST).then(|| {
        format!(
            "“Other” stands on {other} of {refused} that were not accepted: more than {OTHER_MOST} %, a reason is missing from the list."
        )
    })
}

/// Whether `lower` is `name` in lower case; plain letters are compared without making a copy.
fn is_in_lower_case(name: &str, lower: &str) -> bool {
    if name.is_ascii() {
        name.eq_ignore_ascii_case(lower)
    } else {
        name.to_lowercase() == lower
    }
}
