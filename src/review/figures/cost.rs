//! What was spent on leads that were not accepted or that nobody worked, by reason: each campaign's cost spread evenly
//! over the leads it delivered. A campaign without a cost is counted beside it, never as 0.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::heard::Heard;
use crate::review::lead::Answer;
use crate::review::money::{Currency, Money};
use crate::review::reason::PickLists;

/// What became of a delivered lead, as far as its spend is concerned. Every delivered lead has exactly one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Not accepted, by the reason's name.
    NotAccepted(String),
    /// Accepted once and handed back, by the reason's name.
    Returned(String),
    /// Nothing shows that Sales worked it.
    NeverWorked,
    /// Worked, and no answer yet.
    Waiting,
    /// Accepted, by deed too.
    Accepted,
}

impl Fate {
    fn of(heard: &Heard<'_>, lists: &PickLists) -> Self {
        let name = || {
            heard
                .reason
                .map_or_else(String::new, |code| lists.reason_name(code))
        };
        match heard.facts.answer {
            Answer::NotAccepted(code) => Self::NotAccepted(lists.reason_name(code)),
            Answer::Accepted { returned: true, .. } => Self::Returned(name()),
            Answer::Accepted { .. } => Self::Accepted,
            Answer::None if heard.facts.worked.any() => Self::Waiting,
            Answer::None => Self::NeverWorked,
        }
    }

    /// Whether the money bought nothing that Sales went on with.
    #[must_use]
    pub fn lost(&self) -> bool {
        !matches!(self, Self::Accepted | Self::Waiting)
    }

    /// In words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::NotAccepted(reason) => format!("not accepted: {reason}"),
            Self::Returned(reason) => format!("returned: {reason}"),
            Self::NeverWorked => "never worked".to_owned(),
            Self::Waiting => "worked, no answer yet".to_owned(),
            Self::Accepted => "accepted".to_owned(),
        }
    }
}

/// Delivered leads by campaign and fate.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spending {
    leads: BTreeMap<String, BTreeMap<Fate, u64>>,
}

/// One fate: how many leads, and what was spent on them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spent {
    pub fate: Fate,
    pub leads: u64,
    /// Of them, of campaigns without a cost, or of none.
    pub without_cost: u64,
    /// One a currency; empty where no campaign behind it has a cost.
    pub spend: Vec<Money>,
}

impl Spending {
    /// Takes in one lead, where it was ever delivered.
    pub fn add(&mut self, heard: &Heard<'_>, lists: &PickLists) {
        if !heard.facts.qualified.reached() {
            return;
        }
        let fates = self.leads.entry(heard.campaign.to_owned()).or_default();
        *fates.entry(Fate::of(heard, lists)).or_default() += 1;
    }

    /// What was spent on each fate, most first. Together they are the cost of every campaign that delivered a lead, to
    /// the cent: each campaign's cents are handed out along its fates without a remainder.
    #[must_use]
    pub fn rows(&self, cost: impl Fn(&str) -> Option<Money>) -> Vec<Spent> {
        let mut rows: BTreeMap<&Fate, (u64, u64, BTreeMap<Currency, Decimal>)> = BTreeMap::new();
        for (campaign, fates) in &self.leads {
            let cost = Some(campaign.as_str())
                .filter(|name| !name.is_empty())
                .and_then(&cost);
            let delivered: u64 = fates.values().sum();
            let (mut so_far, mut handed_out) = (0, Decimal::ZERO);
            for (fate, leads) in fates {
                let (all, without, spend) = rows.entry(fate).or_default();
                *all += leads;
                let Some(cost) = cost else {
                    *without += leads;
                    continue;
                };
                so_far += leads;
                let until = share(cost.amount, so_far, delivered);
                let sum = spend.entry(cost.currency).or_default();
                *sum = sum.saturating_add(until - handed_out);
                handed_out = until;
            }
        }
        let mut rows: Vec<Spent> = rows
            .into_iter()
            .map(|(fate, (leads, without_cost, spend))| Spent {
                fate: fate.clone(),
                leads,
                without_cost,
                spend: spend
                    .into_iter()
                    .map(|(currency, amount)| Money { amount, currency })
                    .collect(),
            })
            .collect();
        rows.sort_by_key(|row| std::cmp::Reverse((row.fate.lost(), most(&row.spend), row.leads)));
        rows
    }
}

/// So many of all leads' part of a cost, in whole cents; all of them take all of it.
fn share(cost: Decimal, leads: u64, of: u64) -> Decimal {
    if leads == of {
        return cost;
    }
    let part = cost.checked_mul(Decimal::from(leads));
    part.and_then(|part| part.checked_div(Decimal::from(of)))
        .unwrap_or_default()
        .round_dp(2)
}

fn most(spend: &[Money]) -> Decimal {
    spend
        .iter()
        .map(|money| money.amount)
        .max()
        .unwrap_or_default()
}

/// Rows added up, one a currency.
#[must_use]
pub fn sum<'row>(rows: impl Iterator<Item = &'row Spent>) -> Vec<Money> {
    let mut sums: BTreeMap<Currency, Decimal> = BTreeMap::new();
    for money in rows.flat_map(|row| &row.spend) {
        let sum = sums.entry(money.currency).or_default();
        *sum = sum.saturating_add(money.amount);
    }
    sums.into_iter()
        .map(|(currency, amount)| Money { amount, currency })
        .collect()
}
