//! What the places outside the walk ask the ledger, and what it tells them.

use std::collections::BTreeMap;

use crate::review::campaign::Campaign;
use crate::review::figures::scorecard::Scorecard;
use crate::review::money::Money;
use crate::review::reason::ReasonCode;

/// A question of one of the places.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// The figures for the room, as of now.
    Scorecard,
    /// Every campaign with what became of its leads.
    Campaigns,
    /// How often each word of the pick-lists was used.
    Used,
}

/// What the ledger tells a place.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    Scorecard(Box<Scorecard>),
    Campaigns(Vec<CampaignRow>),
    Used(Box<Used>),
}

/// A campaign and what became of its leads: every lead that names it, whenever it came.
#[derive(Debug, Clone, PartialEq)]
pub struct CampaignRow {
    /// As its file tells it; where only leads name it, its name and nothing else.
    pub campaign: Campaign,
    pub leads: u64,
    pub delivered: u64,
    pub accepted: u64,
    pub opportunities: u64,
    pub won: u64,
    /// Won amounts, one a currency.
    pub revenues: Vec<Money>,
}

/// How often words of the pick-lists stand on leads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Used {
    /// Leads not accepted or returned for that reason, as things stand.
    pub reasons: BTreeMap<ReasonCode, u64>,
    /// Leads of which people would have liked to know it.
    pub wishes: BTreeMap<String, u64>,
    /// Deals that people said were won or lost for it.
    pub outcomes: BTreeMap<String, u64>,
}
