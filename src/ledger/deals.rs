//! Deals from files, and how several of one lead add up to what became of it.

use rusqlite::Row;
use rust_decimal::Decimal;

use super::{Ledger, Trouble};
use crate::review::lead::{Deal, LeadId};
use crate::review::milestone::{Milestone, Reach};
use crate::review::money::{Currency, Money};
use crate::review::verdict::Outcome;

/// A deal of a lead, and Sales' acceptance where its file says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FiledDeal {
    pub deal: Deal,
    pub accepted: Reach,
}

/// The columns [`deal`] reads, in order.
macro_rules! deal_columns {
    () => {
        "opened, closed, outcome, amount, currency, reason"
    };
}
pub(super) use deal_columns;

/// Reads a deal from six columns that begin at `at`.
pub(super) fn deal(row: &Row<'_>, at: usize) -> Result<Deal, Trouble> {
    Ok(Deal {
        opened: Reach::from_code(row.get(at)?),
        closed: Reach::from_code(row.get(at + 1)?),
        outcome: outcome(row.get(at + 2)?),
        amount: money(row.get(at + 3)?, row.get(at + 4)?)?,
        reason: row.get::<_, Option<String>>(at + 5)?.unwrap_or_default(),
    })
}

/// The column of an outcome: 1 won, 2 lost.
pub(super) fn outcome_code(outcome: Outcome) -> i64 {
    match outcome {
        Outcome::Won => 1,
        Outcome::Lost => 2,
    }
}

pub(super) fn outcome(code: Option<i64>) -> Option<Outcome> {
    match code {
        Some(1) => Some(Outcome::Won),
        Some(2) => Some(Outcome::Lost),
        _ => None,
    }
}

/// Money from its two columns.
pub(super) fn money(
    amount: Option<String>,
    currency: Option<String>,
) -> Result<Option<Money>, Trouble> {
    let Some(amount) = amount else {
        return Ok(None);
    };
    let amount: Decimal = amount
        .parse()
        .map_err(|_| Trouble::Unreadable(format!("the amount \"{amount}\"")))?;
    let currency = Currency::from(currency.unwrap_or_default());
    Ok(Some(Money { amount, currency }))
}

/// Amounts of one currency added up; `None` for nothing, for two currencies, or beyond what a decimal holds.
pub(super) fn sum(amounts: impl IntoIterator<Item = Money>) -> Option<Money> {
    amounts
        .into_iter()
        .map(Some)
        .reduce(|sum, money| {
            let (sum, money) = (sum?, money?);
            let amount = sum.amount.checked_add(money.amount)?;
            (sum.currency == money.currency).then_some(Money { amount, ..sum })
        })
        .flatten()
}

/// What became of a lead: its deals folded, with the lead's own row where they say nothing.
///
/// Opened with the earliest; won if any was won, with the won amounts added and the first of the closing dates; lost
/// if all were lost, with the last; open otherwise.
pub(super) fn fold(own: Deal, deals: &[FiledDeal]) -> Deal {
    if deals.is_empty() {
        return own;
    }
    let all = || deals.iter().map(|filed| &filed.deal);
    let outcome = if all().any(|deal| deal.outcome == Some(Outcome::Won)) {
        Some(Outcome::Won)
    } else if all().all(|deal| deal.outcome == Some(Outcome::Lost)) {
        Some(Outcome::Lost)
    } else {
        None
    };
    let ended: Vec<&Deal> = all()
        .filter(|deal| outcome.is_some() && deal.outcome == outcome)
        .collect();
    let code = |at: &Milestone| at.code();
    let dates = ended.iter().filter_map(|deal| deal.closed.at());
    let closed = match outcome {
        Some(Outcome::Won) => dates.min_by_key(code),
        _ => dates.max_by_key(code),
    };
    let counted: Vec<&Deal> = if ended.is_empty() {
        all().collect()
    } else {
        ended.clone()
    };
    let amounts: Vec<Money> = counted.iter().filter_map(|deal| deal.amount).collect();
    let opened = all().filter_map(|deal| deal.opened.at()).min_by_key(code);
    let silent = outcome.is_none();
    Deal {
        opened: opened.map_or(Reach::Undated, Reach::At).or(own.opened),
        closed: match closed {
            Some(closed) => Reach::At(closed),
            None if silent => own.closed,
            None => Reach::Undated.or(own.closed),
        },
        outcome: outcome.or(own.outcome),
        amount: sum(amounts.iter().copied())
            .or(amounts.first().copied())
            .or(own.amount),
        reason: counted
            .iter()
            .map(|deal| deal.reason.clone())
            .find(|reason| !reason.is_empty())
            .unwrap_or(own.reason),
    }
}

/// One deal as its file told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealRow {
    /// The source system's own id; its lead's where it has none.
    pub key: String,
    /// The lead it belongs to, once that is there.
    pub lead: Option<LeadId>,
    /// The lead it names, as written; empty where it names none (then it is sourced by Sales).
    pub lead_key: String,
    pub owner: String,
    pub source: String,
    pub campaign: String,
    pub stage: String,
    pub deal: Deal,
}

impl Ledger {
    /// The deals that name no lead and belong to none: sourced by Sales, outside Marketing's figures.
    pub fn sales_sourced(&self) -> Result<Vec<DealRow>, Trouble> {
        self.deals_where(
            concat!(
                "SELECT key, lead, lead_key, owner, source, campaign, stage, ",
                deal_columns!(),
                " FROM deal WHERE lead IS NULL AND lead_key = '' ORDER BY id"
            ),
            &[],
        )
    }

    /// The deals whose lead is not there: they find it when it comes.
    pub fn unmatched_deals(&self) -> Result<Vec<DealRow>, Trouble> {
        self.deals_where(
            concat!(
                "SELECT key, lead, lead_key, owner, source, campaign, stage, ",
                deal_columns!(),
                " FROM deal WHERE lead IS NULL AND lead_key <> '' ORDER BY id"
            ),
            &[],
        )
    }

    fn deals_where(
        &self,
        sql: &str,
        parameters: &[(&str, &dyn rusqlite::ToSql)],
    ) -> Result<Vec<DealRow>, Trouble> {
        let names = self.names()?;
        let mut question = self.connection.prepare_cached(sql)?;
        let mut rows = question.query(parameters)?;
        let mut deals = Vec::new();
        while let Some(row) = rows.next()? {
            deals.push(DealRow {
                key: row.get(0)?,
                lead: row.get::<_, Option<i64>>(1)?.map(LeadId),
                lead_key: row.get(2)?,
                owner: names.owner(&row.get::<_, String>(3)?).to_owned(),
                source: row.get(4)?,
                campaign: names.campaign(&row.get::<_, String>(5)?).to_owned(),
                stage: row.get(6)?,
                deal: deal(row, 7)?,
            });
        }
        Ok(deals)
    }
}
