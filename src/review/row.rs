//! What one row of a file says, once read: intake makes them, the ledger merges them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::campaign::Campaign;
use super::lead::{Deal, Filed, SourcedBy};
use super::milestone::Milestone;
use super::money::Money;
use super::person::Person;
use super::touch::Touch;
use super::verdict::Verdict;

/// What a file is a list of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Leads,
    Opportunities,
    Campaigns,
    Members,
    Touches,
    People,
    /// Dated cost rows, one per ad and day.
    Spend,
    /// A rep's slip that came back.
    Slip,
}

impl Kind {
    /// The word of `--kind`, the journal and the preview.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Leads => "leads",
            Self::Opportunities => "opportunities",
            Self::Campaigns => "campaigns",
            Self::Members => "members",
            Self::Touches => "touches",
            Self::People => "people",
            Self::Spend => "spend",
            Self::Slip => "slip",
        }
    }

    /// Every kind, in the order files are best read in: leads first.
    pub const ALL: [Self; 8] = [
        Self::Leads,
        Self::Opportunities,
        Self::Campaigns,
        Self::Members,
        Self::Touches,
        Self::People,
        Self::Spend,
        Self::Slip,
    ];

    /// Reads the word of `--kind`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.word().eq_ignore_ascii_case(text.trim()))
    }
}

/// The identity of a key that a file wrote: trimmed, and a Salesforce id of 18 characters cut to the 15 that
/// tell records apart (case-sensitively), so that both forms join. Other keys of that length stay whole: the
/// last three characters must be the checksum of the first fifteen.
#[must_use]
pub fn identity(key: &str) -> &str {
    let key = key.trim();
    let bytes = key.as_bytes();
    if bytes.len() != 18 || !bytes.iter().all(u8::is_ascii_alphanumeric) {
        return key;
    }
    let checked = bytes[..15]
        .chunks(5)
        .zip(&bytes[15..])
        .all(|(five, check)| salesforce_check(five) == check.to_ascii_uppercase());
    if checked { &key[..15] } else { key }
}

/// One bit a capital letter, lowest first, read in Salesforce's alphabet `A`–`Z0`–`5`.
fn salesforce_check(five: &[u8]) -> u8 {
    let bits = five
        .iter()
        .enumerate()
        .fold(0_usize, |bits, (place, byte)| {
            bits | usize::from(byte.is_ascii_uppercase()) << place
        });
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[bits]
}

/// Which parts of [`Filed`] a file speaks of. A later file changes only what it speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "one flag a part of Filed, set once a file"
)]
pub struct Speaks {
    /// One bit per [`super::lead::Field`], in the order of `Field::ALL`.
    pub texts: u16,
    pub sourced_by: bool,
    pub status: bool,
    pub created: bool,
    pub qualified: bool,
    pub first_touch: bool,
    pub response_hours: bool,
    pub worked: bool,
    pub verdict: bool,
    pub deal: bool,
}

/// One row, typed. `line` is the 1-based line in the file where the row began.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    Lead(Box<LeadRow>),
    Opportunity(Box<OpportunityRow>),
    Campaign(Box<Campaign>),
    /// A lead (or contact) belongs to a campaign. Keys as the file wrote them.
    Member {
        campaign: String,
        lead: String,
        status: String,
    },
    /// A touch of the lead with that key.
    Touch {
        lead: String,
        touch: Touch,
    },
    Person(Person),
    Spend {
        campaign: String,
        ad: String,
        day: Option<NaiveDate>,
        cost: Money,
    },
    /// A line of a slip: told by the slip's person. Empty lines say nothing and are not rows.
    Slip {
        lead: String,
        by: String,
        verdict: Option<Verdict>,
        note: String,
    },
}

/// A row of a lead list.
#[derive(Debug, Clone, PartialEq)]
pub struct LeadRow {
    /// The identity under which the same lead comes again: the file's id (`LeadRow::key` = `filed.key`), or for a
    /// file without ids a digest of the row's content and its occurrence number.
    pub identity: String,
    pub filed: Filed,
    pub speaks: Speaks,
    /// The lead's own "converted opportunity id", where the file has one.
    pub opportunity_key: String,
    /// Where somebody has weighed the row already, while another row was being written.
    pub weight: Option<Weight>,
}

/// What a ledger knows a lead's row by: a hash of its identity, and one of all that it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weight {
    pub identity: i64,
    pub digest: i64,
}

/// A row of an opportunity list.
#[derive(Debug, Clone, PartialEq)]
pub struct OpportunityRow {
    /// Its id; for a file without, its lead's.
    pub key: String,
    /// The lead it names; empty where it names none (then it is sourced by Sales).
    pub lead: String,
    pub owner: String,
    pub source: String,
    pub campaign: String,
    pub stage: String,
    pub deal: Deal,
    /// Sales accepted the lead, where the file says so.
    pub accepted: Option<Option<Milestone>>,
    pub sourced_by: Option<SourcedBy>,
    pub extra: Vec<(String, String)>,
}

/// A row that could not be taken, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct RefusedRow {
    /// 1-based line in the file where the row began.
    pub line: u64,
    /// What is wrong, in words.
    pub reason: String,
    /// The row's original text, as read.
    pub text: String,
}
