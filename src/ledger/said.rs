//! What people said of each lead, kept beside the journal: a fold that is taken one entry further, or made anew.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::Trouble;
use super::journal;
use crate::review::entry::{Entry, Seq};
use crate::review::lead::LeadId;
use crate::review::meeting::fold::standing;
use crate::review::said::Said;

/// What people said of a lead, as kept.
pub(super) fn of(connection: &Connection, lead: LeadId) -> Result<Said, Trouble> {
    let document: Option<String> = connection
        .prepare_cached("SELECT document FROM said WHERE lead = :lead")?
        .query_row(named_params! { ":lead": lead.0 }, |row| row.get(0))
        .optional()?;
    match document {
        Some(document) => Ok(serde_json::from_str(&document)?),
        None => Ok(Said::default()),
    }
}

/// Takes the fold of a lead one entry further.
pub(super) fn take_in(
    transaction: &Connection,
    lead: LeadId,
    entry: &Entry,
) -> Result<(), Trouble> {
    let mut said = of(transaction, lead)?;
    said.apply(entry);
    keep(transaction, lead, &said)
}

/// Folds a lead anew from its entries and keeps the outcome.
pub(super) fn refold(transaction: &Connection, lead: LeadId) -> Result<(), Trouble> {
    let said = fold(transaction, lead)?;
    keep(transaction, lead, &said)
}

/// What people said of a lead, from the journal alone.
pub(super) fn fold(connection: &Connection, lead: LeadId) -> Result<Said, Trouble> {
    let entries = entries(connection, lead)?;
    let mut said = Said::default();
    for entry in standing(&entries) {
        said.apply(entry);
    }
    said.last = last(connection, lead)?;
    Ok(said)
}

/// Everything that was said of a lead, with the undoings of it.
pub(super) fn entries(connection: &Connection, lead: LeadId) -> Result<Vec<Entry>, Trouble> {
    journal::entries(
        connection,
        "SELECT j.seq, j.gesture, j.at, j.who, j.meeting, coalesce(j.payload, r.payload)
         FROM journal_lead l JOIN journal j ON j.seq = l.seq LEFT JOIN redacted r ON r.seq = j.seq
         WHERE l.lead = :lead AND l.says = 1 ORDER BY l.seq",
        named_params! { ":lead": lead.0 },
    )
}

fn last(connection: &Connection, lead: LeadId) -> Result<Option<(Seq, String)>, Trouble> {
    let last = connection
        .prepare_cached(
            "SELECT j.seq, j.who FROM journal_lead l JOIN journal j ON j.seq = l.seq
             WHERE l.lead = :lead AND l.says = 1 ORDER BY l.seq DESC LIMIT 1",
        )?
        .query_row(named_params! { ":lead": lead.0 }, |row| {
            Ok((Seq(row.get(0)?), row.get(1)?))
        })
        .optional()?;
    Ok(last)
}

fn keep(transaction: &Connection, lead: LeadId, said: &Said) -> Result<(), Trouble> {
    let Some((last, _)) = &said.last else {
        return Ok(());
    };
    let verdict = said.verdict.as_ref();
    let refusal = verdict.and_then(|told| told.verdict.refusal());
    transaction
        .prepare_cached(
            "INSERT INTO said (lead, verdict, decided_at, reason, route, last, document)
             VALUES (:lead, :verdict, :decided_at, :reason, :route, :last, :document)
             ON CONFLICT (lead) DO UPDATE SET verdict = excluded.verdict, decided_at = excluded.decided_at,
                 reason = excluded.reason, route = excluded.route, last = excluded.last, document = excluded.document",
        )?
        .execute(named_params! {
            ":lead": lead.0,
            ":verdict": verdict.map(|told| told.verdict.code()),
            ":decided_at": verdict.map(|told| told.at),
            ":reason": refusal.map(|refusal| refusal.reason.0),
            ":route": refusal.map(|refusal| refusal.route.word()),
            ":last": last.0,
            ":document": serde_json::to_string(said)?,
        })?;
    Ok(())
}

/// Forgets what is kept of a lead that is no longer there; its entries stay.
pub(super) fn drop_of(transaction: &Connection, lead: LeadId) -> Result<(), Trouble> {
    transaction
        .prepare_cached("DELETE FROM said WHERE lead = :lead")?
        .execute(named_params! { ":lead": lead.0 })?;
    Ok(())
}
