//! What the files say of a lead: reading the two halves of its row, and a lead added by hand.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::deals::{self, FiledDeal};
use super::{Trouble, image};
use crate::review::lead::{Deal, Field, Filed, FiledVerdict, LeadId, SourcedBy, Texts};
use crate::review::milestone::{Milestone, Reach};
use crate::review::verdict::{Acceptance, Verdict};

/// The number the next lead gets: never one that was given before.
pub(super) fn next_lead(connection: &Connection) -> Result<LeadId, Trouble> {
    let last: Option<i64> = connection
        .prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = 'lead'")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(LeadId(last.unwrap_or(0) + 1))
}

/// Whether the lead is (still) in the ledger.
pub(super) fn is_there(connection: &Connection, lead: LeadId) -> Result<bool, Trouble> {
    let found = connection
        .prepare_cached("SELECT 1 FROM lead WHERE id = :lead")?
        .exists(named_params! { ":lead": lead.0 })?;
    Ok(found)
}

/// Files a lead that a person added, under its number.
pub(super) fn add_by_hand(
    transaction: &Connection,
    lead: LeadId,
    texts: &[(Field, String)],
    qualified: Option<NaiveDate>,
) -> Result<(), Trouble> {
    let text = |field: Field| {
        let found = texts.iter().find(|(known, _)| *known == field);
        found
            .map(|(_, text)| text.as_str())
            .filter(|t| !t.is_empty())
    };
    let word = |field| text(field).map(|text| word(transaction, text)).transpose();
    transaction
        .prepare_cached(
            "INSERT INTO lead (id, identity, digest, sourced_by, source, campaign, owner, qualified, responded, worked)
             VALUES (:id, 0, 0, 0, :source, :campaign, :owner, :qualified, 0, 0)",
        )?
        .execute(named_params! {
            ":id": lead.0, ":source": word(Field::Source)?, ":campaign": word(Field::Campaign)?,
            ":owner": word(Field::Owner)?, ":qualified": qualified.map(|day| Milestone::Day(day).code()),
        })?;
    transaction
        .prepare_cached(
            "INSERT INTO lead_text (id, key, name, company, title, email, phone, country, industry, employees, score)
             VALUES (:id, '', :name, :company, :title, :email, :phone, :country, :industry, :employees, :score)",
        )?
        .execute(named_params! {
            ":id": lead.0, ":name": text(Field::Name), ":company": text(Field::Company),
            ":title": text(Field::Title), ":email": text(Field::Email), ":phone": text(Field::Phone),
            ":country": text(Field::Country), ":industry": text(Field::Industry),
            ":employees": text(Field::Employees), ":score": text(Field::Score),
        })?;
    image::moves(transaction, lead)
}

/// Takes a lead out of the files' side. What its entries said stays in the journal.
pub(super) fn remove(transaction: &Connection, lead: LeadId) -> Result<(), Trouble> {
    transaction
        .prepare_cached("DELETE FROM lead WHERE id = :lead")?
        .execute(named_params! { ":lead": lead.0 })?;
    image::moves(transaction, lead)
}

/// The number of a shared word, which is added where it is new.
pub(super) fn word(transaction: &Connection, text: &str) -> Result<i64, Trouble> {
    transaction
        .prepare_cached("INSERT OR IGNORE INTO word (text) VALUES (:text)")?
        .execute(named_params! { ":text": text })?;
    let id = transaction
        .prepare_cached("SELECT id FROM word WHERE text = :text")?
        .query_row(named_params! { ":text": text }, |row| row.get(0))?;
    Ok(id)
}

pub(super) fn sourced_by_code(sourced_by: SourcedBy) -> i64 {
    match sourced_by {
        SourcedBy::Marketing => 0,
        SourcedBy::Sales => 1,
        SourcedBy::Partner => 2,
    }
}

pub(super) fn sourced_by(code: i64) -> SourcedBy {
    match code {
        1 => SourcedBy::Sales,
        2 => SourcedBy::Partner,
        _ => SourcedBy::Marketing,
    }
}

/// What the lead's own rows say, deals and members apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Own {
    pub filed: Filed,
    /// The hash of its own "converted opportunity id".
    pub opportunity: Option<i64>,
}

/// The columns [`own_row`] reads, and the lead's number.
macro_rules! own_columns {
    () => {
        "l.sourced_by, l.created, l.qualified, l.first_touch, l.worked, l.decided,
         l.opened, l.closed, l.outcome, l.amount, l.currency, t.deal_reason,
         t.key, t.status, t.response_hours, t.verdict, t.extra,
         t.name, t.company, t.title, t.email, t.phone, t.country, t.industry, t.employees,
         s.text, c.text, o.text, t.score, t.opportunity, l.id"
    };
}
pub(super) use own_columns;

/// Where they stand in the ledger.
macro_rules! own_tables {
    () => {
        " FROM lead l JOIN lead_text t ON t.id = l.id
         LEFT JOIN word s ON s.id = l.source LEFT JOIN word c ON c.id = l.campaign
         LEFT JOIN word o ON o.id = l.owner"
    };
}

/// What the own rows of several leads say, the lead's number last.
pub(super) const OWN_OF_THESE: &str = concat!(
    "SELECT ",
    own_columns!(),
    own_tables!(),
    " WHERE l.id IN (SELECT value FROM json_each(:leads))"
);

/// What the lead's own rows say.
pub(super) fn own(connection: &Connection, lead: LeadId) -> Result<Option<Own>, Trouble> {
    let mut question = connection.prepare_cached(concat!(
        "SELECT ",
        own_columns!(),
        own_tables!(),
        " WHERE l.id = :lead"
    ))?;
    let mut rows = question.query(named_params! { ":lead": lead.0 })?;
    rows.next()?.map(own_row).transpose()
}

/// A lead's own row, of the ledger or of an import: the columns of [`own`], in its order.
pub(super) fn own_row(row: &Row<'_>) -> Result<Own, Trouble> {
    Ok(Own {
        filed: filed(row)?,
        opportunity: row.get(29)?,
    })
}

fn filed(row: &Row<'_>) -> Result<Filed, Trouble> {
    let mut texts = Texts::default();
    for (index, field) in Field::ALL.into_iter().enumerate() {
        if let Some(text) = row.get::<_, Option<String>>(17 + index)? {
            texts.insert(field, text);
        }
    }
    let verdict: Option<String> = row.get(15)?;
    let extra: Option<String> = row.get(16)?;
    let hours: Option<String> = row.get(14)?;
    let decided: Option<i64> = row.get(5)?;
    Ok(Filed {
        key: row.get(12)?,
        texts,
        sourced_by: sourced_by(row.get(0)?),
        status: row.get::<_, Option<String>>(13)?.unwrap_or_default(),
        created: Reach::from_code(row.get(1)?),
        qualified: Reach::from_code(row.get(2)?),
        first_touch: row.get::<_, Option<i64>>(3)?.map(Milestone::from_code),
        response_hours: hours.and_then(|hours| hours.parse().ok()),
        worked: row.get(4)?,
        verdict: match verdict {
            Some(verdict) => Some(FiledVerdict {
                verdict: serde_json::from_str(&verdict)?,
                at: decided.map(Milestone::from_code),
            }),
            None => None,
        },
        deal: deals::deal(row, 6)?,
        extra: match extra {
            Some(extra) => serde_json::from_str(&extra)?,
            None => Vec::new(),
        },
    })
}

/// Adds what the lead's deals say to what its own row says.
pub(super) fn join_deals(filed: &mut Filed, deals: &[FiledDeal]) {
    if filed.verdict.is_none() {
        let accepted = deals.iter().map(|deal| deal.accepted);
        let accepted = accepted.fold(Reach::Not, Reach::or);
        filed.verdict = accepted.reached().then(|| FiledVerdict {
            verdict: Verdict::Accepted(Acceptance::default()),
            at: accepted.at(),
        });
    }
    let own: Deal = std::mem::take(&mut filed.deal);
    filed.deal = deals::fold(own, deals);
}
