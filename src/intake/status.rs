//! What a CRM's status word says of a lead (IMPORT.md "How words are read"). It never says when.

use chrono::NaiveDate;

use super::options::Options;
use crate::review::proposal::Meaning;
use crate::review::reason::{PickLists, ReasonCode, Route};
use crate::review::verdict::Refusal;

/// What one status word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Blank, or said to mean nothing.
    Silent,
    /// No list knows it: kept, counted, never guessed.
    Unknown,
    Inquiry,
    /// Delivered to Sales, no work seen.
    Lead,
    /// Delivered and worked, no verdict.
    Worked,
    Accepted,
    Opportunity,
    Won,
    /// Not accepted, with the reason the word itself gives. `at_once`: the word says it was refused at the
    /// hand-over; any other is a return where touches came before.
    Refused {
        reason: Option<ReasonCode>,
        at_once: bool,
    },
    /// Not accepted, route nurture.
    Recycled,
}

impl Reading {
    /// Whether the word says that Sales did something: the status is past "not contacted".
    #[must_use]
    pub fn is_worked(self) -> bool {
        !matches!(
            self,
            Self::Silent | Self::Unknown | Self::Inquiry | Self::Lead
        )
    }

    /// Whether the word says that the lead was delivered to Sales.
    #[must_use]
    pub fn is_delivered(self) -> bool {
        self.is_worked() || self == Self::Lead
    }

    /// How far along the funnel the word says the lead is; refusals are after everything, as they end it.
    fn rank(self) -> u8 {
        match self {
            Self::Silent => 0,
            Self::Unknown => 1,
            Self::Inquiry => 2,
            Self::Lead => 3,
            Self::Worked => 4,
            Self::Accepted => 5,
            Self::Opportunity => 6,
            Self::Won => 7,
            Self::Recycled => 8,
            Self::Refused { .. } => 9,
        }
    }

    /// Of two status columns of one row (lifecycle and lead status) the word that says more.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if other.rank() > self.rank() {
            other
        } else {
            self
        }
    }
}

const LEAD: [&str; 9] = [
    "new",
    "open",
    "not contacted",
    "open not contacted",
    "assigned",
    "attempted to contact",
    "mql",
    "marketing qualified lead",
    "marketing qualified",
];
const WORKED: [&str; 9] = [
    "working",
    "working contacted",
    "contacted",
    "in process",
    "in progress",
    "connected",
    "nurture",
    "nurturing",
    "contact in future",
];
const ACCEPTED: [&str; 8] = [
    "qualified",
    "pre qualified",
    "sql",
    "sal",
    "accepted",
    "sales accepted",
    "sales accepted lead",
    "sales qualified lead",
];
const OPPORTUNITY: [&str; 4] = ["converted", "open deal", "opportunity", "closed converted"];
const WON: [&str; 3] = ["customer", "won", "closed won"];
const INQUIRY: [&str; 4] = ["subscriber", "lead", "inquiry", "inq"];
const AT_ONCE: [&str; 4] = [
    "rejected",
    "not accepted",
    "sales rejected",
    "sales rejected lead",
];
const REFUSED: [&str; 14] = [
    "unqualified",
    "disqualified",
    "not qualified",
    "junk",
    "junk lead",
    "dead",
    "lost lead",
    "lost",
    "closed not converted",
    "bad timing",
    "cannot contact",
    "no longer interested",
    "canceled",
    "cancelled",
];

/// Reads a status word: what somebody said it means, else what the lists say.
#[must_use]
pub fn read(word: &str, options: &Options) -> Reading {
    if word.trim().is_empty() {
        return Reading::Silent;
    }
    if let Some(meaning) = options.meaning(word) {
        return match meaning {
            Meaning::Inquiry => Reading::Inquiry,
            Meaning::Lead => Reading::Lead,
            Meaning::Accepted => Reading::Accepted,
            Meaning::NotAccepted => Reading::Refused {
                reason: options.lists.recognise(word),
                at_once: true,
            },
            Meaning::Skip => Reading::Silent,
        };
    }
    let plain = plain(word);
    let plain = plain.as_str();
    if LEAD.contains(&plain) {
        Reading::Lead
    } else if WORKED.contains(&plain) {
        Reading::Worked
    } else if ACCEPTED.contains(&plain) {
        Reading::Accepted
    } else if OPPORTUNITY.contains(&plain) {
        Reading::Opportunity
    } else if WON.contains(&plain) {
        Reading::Won
    } else if INQUIRY.contains(&plain) {
        Reading::Inquiry
    } else if plain == "recycled" {
        Reading::Recycled
    } else if AT_ONCE.contains(&plain) || REFUSED.contains(&plain) {
        Reading::Refused {
            reason: options.lists.recognise(plain),
            at_once: AT_ONCE.contains(&plain),
        }
    } else {
        Reading::Unknown
    }
}

/// Lower case, hyphens and underscores as spaces, single spaces: `Open - Not Contacted` is `open not contacted`.
fn plain(word: &str) -> String {
    let lower = word.to_lowercase().replace(['-', '_', '–', '—', '/'], " ");
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The refusal that a reason's text, else the status word, gives. Guards bind people, not imports; a route that
/// cannot be computed is left to the review.
#[must_use]
pub fn refusal(
    text: &str,
    word: &str,
    reading: Reading,
    decided: Option<NaiveDate>,
    lists: &PickLists,
) -> Refusal {
    let own = match reading {
        Reading::Refused { reason, .. } => reason,
        Reading::Recycled => lists.recognise("recycled"),
        _ => None,
    };
    let (reason, detail) = if !text.trim().is_empty() {
        (lists.recognise(text).unwrap_or(ReasonCode::OTHER), text)
    } else if let Some(own) = own {
        (own, word)
    } else {
        (ReasonCode::NOT_RECORDED, "")
    };
    Refusal {
        reason,
        route: route(reason, decided, lists),
        detail: detail.to_owned(),
        criterion: None,
        waived: false,
    }
}

/// The reason's default route as of the day of the decision; what depends on a day that nobody recorded, or on
/// what a guard would ask, is decided in the review.
#[must_use]
pub fn route(reason: ReasonCode, decided: Option<NaiveDate>, lists: &PickLists) -> Route {
    let Some(row) = lists.reason(reason) else {
        return Route::DecideInReview;
    };
    let needs_day = matches!(
        row.route,
        crate::review::reason::RouteDefault::NurtureDays(_)
    );
    match decided {
        None if needs_day => Route::DecideInReview,
        day => row
            .route
            .route(day.unwrap_or_default())
            .unwrap_or(Route::DecideInReview),
    }
}

/// The route of a recycled lead: nurture, from the decision or the best date there is.
#[must_use]
pub fn nurture(from: NaiveDate, reason: ReasonCode, lists: &PickLists) -> Route {
    match route(reason, Some(from), lists) {
        Route::Nurture { until } => Route::Nurture { until },
        _ => Route::Nurture {
            until: from
                .checked_add_days(chrono::Days::new(RECYCLED_DAYS))
                .unwrap_or(from),
        },
    }
}

/// MEASURES §8, reason 6 "Passed too early": nurture 60 d.
const RECYCLED_DAYS: u64 = 60;
