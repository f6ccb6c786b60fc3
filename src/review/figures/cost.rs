//! What was spent on leads that were not accepted or that nobody worked, by reason: each campaign's cost spread evenly
//! over the leads it delivered. A campaign without a cost is counted beside it, never as 0.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::heard::Heard;
use super::table::{Cell, Column, Row, Table, Value};
use super::words;
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
    /// What became of a delivered lead.
    #[must_use]
    pub fn of(heard: &Heard<'_>, lists: &PickLists) -> Self {
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
    /// Every lead a campaign ever delivered: what its cost is spread over.
    delivered: BTreeMap<String, u64>,
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
    /// Takes in one lead, where it was ever delivered; `counts` is whether it is of the period and the slice that are
    /// looked at.
    pub fn add(&mut self, heard: &Heard<'_>, lists: &PickLists, counts: bool) {
        if !heard.facts.qualified.reached() {
            return;
        }
        let delivered = self.delivered.entry(heard.campaign.to_owned());
        *delivered.or_default() += 1;
        if !counts {
            return;
        }
        let fates = self.leads.entry(heard.campaign.to_owned()).or_default();
        *fates.entry(Fate::of(heard, lists)).or_default() += 1;
    }

    /// What was spent on each fate, most first. Where every lead counts they are together the cost of every campaign
    /// that delivered a lead, to the cent: each campaign's cents are handed out along its fates without a remainder.
    #[must_use]
    pub fn rows(&self, cost: impl Fn(&str) -> Option<Money>) -> Vec<Spent> {
        let mut rows: BTreeMap<&Fate, (u64, u64, BTreeMap<Currency, Decimal>)> = BTreeMap::new();
        for (campaign, fates) in &self.leads {
            let cost = Some(campaign.as_str())
                .filter(|name| !name.is_empty())
                .and_then(&cost);
            let delivered = self.delivered.get(campaign).copied().unwrap_or_default();
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

/// A part of all that was spent, as a fraction, where both are of one currency.
#[must_use]
pub fn part(spend: &[Money], all: &[Money]) -> Option<f64> {
    let (&[part], &[of]) = (&spend, &all) else {
        return None;
    };
    let same = part.currency == of.currency;
    let share = part.amount.checked_div(of.amount).filter(|_| same);
    share.and_then(|share| share.to_f64())
}

/// What was spent on the leads of a period by what became of them, beside the period before.
#[must_use]
pub fn table(now: &[Spent], before: &[Spent]) -> Table {
    let all = sum(now.iter());
    let lost = sum(now.iter().filter(|row| row.fate.lost()));
    let rows = now.iter().map(|row| {
        let earlier = before.iter().find(|other| other.fate == row.fate);
        Row {
            key: row.fate.words(),
            label: row.fate.words(),
            cells: cells(row, &all, earlier),
            apart: true,
            ..Row::default()
        }
    });
    let total = Spent {
        fate: Fate::Accepted,
        leads: now.iter().map(|row| row.leads).sum(),
        without_cost: now.iter().map(|row| row.without_cost).sum(),
        spend: all.clone(),
    };
    let earlier = Spent {
        spend: sum(before.iter()),
        ..total.clone()
    };
    let told = part(&lost, &all).map(|share| {
        format!(
            "On leads nobody took: {}, {} of {} spent.",
            whole(&lost),
            words::whole_percent(share),
            whole(&all)
        )
    });
    Table {
        title: "Spent on leads nobody took".to_owned(),
        lines: told.into_iter().collect(),
        head: "what became of them".to_owned(),
        columns: vec![
            Column::new(
                "spent",
                "each campaign's cost spread evenly over every lead it delivered",
            ),
            Column::new("of all", "of what was spent on all leads of the period"),
            Column::new("leads", "delivered in the period"),
            Column::new(
                "no cost known",
                "of them, of a campaign without a cost, or of none",
            ),
            Column::new(
                "period before",
                "spent on leads delivered in the period before",
            ),
        ],
        rows: rows.collect(),
        total: Some(Row {
            label: "all delivered".to_owned(),
            cells: cells(&total, &all, Some(&earlier)),
            ..Row::default()
        }),
        ..Table::default()
    }
}

fn cells(row: &Spent, all: &[Money], earlier: Option<&Spent>) -> Vec<Cell> {
    let share = part(&row.spend, all);
    let share = share.map_or(Value::Nothing, |share| Value::Share { share, n: None });
    let before = earlier.map_or(Value::Nothing, |row| spent(&row.spend));
    vec![
        spent(&row.spend).into(),
        share.into(),
        Cell::opening(Value::Count(row.leads)),
        Cell::opening(Value::Count(row.without_cost)),
        before.into(),
    ]
}

/// Amounts without cents; a dash where no campaign behind them has a cost.
fn spent(spend: &[Money]) -> Value {
    Value::money(spend.iter().map(|one| one.whole()).collect())
}

fn whole(spend: &[Money]) -> String {
    spent(spend).text()
}
