//! Taking an import back, and bringing it back: rows it added go, rows it changed are as they were. Doing so is a
//! batch itself, so that a redo is the same thing once more.

use rusqlite::types::Value as Cell;
use rusqlite::{Connection, OptionalExtension, named_params, params_from_iter};
use serde_json::Value;

use super::import::rejoin;
use super::items::{ITEMS, Item};
use super::{Trouble, image, said};
use crate::review::entry::Seq;
use crate::review::lead::LeadId;

/// The image of a lead: both halves, in the order [`RESTORE_LEAD`] and [`RESTORE_TEXTS`] take them.
macro_rules! lead_image {
    () => {
        "json_array(l.id, l.identity, l.digest, l.sourced_by, l.source, l.campaign, l.owner, l.created, l.qualified,
             l.first_touch, l.responded, l.worked, l.verdict, l.decided, l.reason, l.route, l.opened, l.closed,
             l.outcome, l.amount, l.currency,
             t.key, t.name, t.company, t.title, t.email, t.phone, t.country, t.industry, t.employees, t.score,
             t.status, t.response_hours, t.deal_reason, t.verdict, t.opportunity, t.extra)"
    };
}

/// How many of an image's cells are the narrow half's.
const NARROW: usize = 21;

/// Keeps the leads that staged rows change, as they are.
pub(super) const KEEP_CHANGED_LEADS: &str = concat!(
    "INSERT INTO batch_row (batch, item, row, before) SELECT :batch, 'lead', l.id, ",
    lead_image!(),
    " FROM main.lead l JOIN main.lead_text t ON t.id = l.id
      WHERE l.id IN (SELECT at_row FROM staging.lead WHERE at_row IS NOT NULL)"
);

const KEEP_LEAD_RANGE: &str = concat!(
    "INSERT INTO batch_row (batch, item, row, before) SELECT :batch, 'lead', l.id, ",
    lead_image!(),
    " FROM lead l JOIN lead_text t ON t.id = l.id
      WHERE l.id BETWEEN :first AND :last AND l.id NOT IN (SELECT lead FROM temp.kept)"
);

const KEEP_LEAD: &str = concat!(
    "INSERT INTO batch_row (batch, item, row, before) SELECT :batch, 'lead', :row, (SELECT ",
    lead_image!(),
    " FROM lead l JOIN lead_text t ON t.id = l.id WHERE l.id = :row)"
);

const RESTORE_LEAD: &str = "
    INSERT INTO lead (id, identity, digest, sourced_by, source, campaign, owner, created, qualified, first_touch,
        responded, worked, verdict, decided, reason, route, opened, closed, outcome, amount, currency)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)
    ON CONFLICT (id) DO UPDATE SET
        (identity, digest, sourced_by, source, campaign, owner, created, qualified, first_touch,
         responded, worked, verdict, decided, reason, route, opened, closed, outcome, amount, currency)
        = (excluded.identity, excluded.digest, excluded.sourced_by, excluded.source, excluded.campaign,
           excluded.owner, excluded.created, excluded.qualified, excluded.first_touch, excluded.responded,
           excluded.worked, excluded.verdict, excluded.decided, excluded.reason, excluded.route, excluded.opened,
           excluded.closed, excluded.outcome, excluded.amount, excluded.currency)";

const RESTORE_TEXTS: &str = "
    INSERT INTO lead_text (id, key, name, company, title, email, phone, country, industry, employees, score, status,
        response_hours, deal_reason, verdict, opportunity, extra)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
    ON CONFLICT (id) DO UPDATE SET
        (key, name, company, title, email, phone, country, industry, employees, score, status, response_hours,
         deal_reason, verdict, opportunity, extra)
        = (excluded.key, excluded.name, excluded.company, excluded.title, excluded.email, excluded.phone,
           excluded.country, excluded.industry, excluded.employees, excluded.score, excluded.status,
           excluded.response_hours, excluded.deal_reason, excluded.verdict, excluded.opportunity, excluded.extra)";

/// The batch that an entry made.
fn of_entry(connection: &Connection, entry: Seq) -> Result<Option<i64>, Trouble> {
    let batch = connection
        .prepare_cached("SELECT id FROM batch WHERE entry = :entry")?
        .query_row(named_params! { ":entry": entry.0 }, |row| row.get(0))
        .optional()?;
    Ok(batch)
}

/// The leads of an entry's batch that people have touched after it, or that stand on a review's docket since: an
/// undo leaves them as they are. Notes them for [`turn`], which comes next.
pub(super) fn keep(transaction: &Connection, of: Seq) -> Result<Vec<LeadId>, Trouble> {
    let Some(batch) = of_entry(transaction, of)? else {
        return Ok(Vec::new());
    };
    transaction.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS kept (lead INTEGER PRIMARY KEY); DELETE FROM temp.kept;",
    )?;
    transaction
        .prepare(
            "INSERT INTO temp.kept
             SELECT DISTINCT l.lead FROM journal_lead l JOIN journal j ON j.seq = l.seq
             WHERE j.gesture > :of AND j.kind <> 'undone' AND j.gesture NOT IN (SELECT gesture FROM taken_back)
               AND (EXISTS (SELECT 1 FROM batch_range r
                            WHERE r.batch = :batch AND r.item = 'lead' AND l.lead BETWEEN r.first AND r.last)
                    OR EXISTS (SELECT 1 FROM batch_row r
                               WHERE r.batch = :batch AND r.item = 'lead' AND r.row = l.lead))",
        )?
        .execute(named_params! { ":of": of.0, ":batch": batch })?;
    let mut question = transaction.prepare("SELECT lead FROM temp.kept ORDER BY lead")?;
    let kept = question
        .query_map([], |row| row.get(0).map(LeadId))?
        .collect::<Result<_, _>>()?;
    Ok(kept)
}

/// Turns the batch that entry `of` made: what it added goes, what it changed or removed is as it was before it.
/// What stood is kept as the batch of entry `by`.
pub(super) fn turn(transaction: &Connection, of: Seq, by: Seq) -> Result<(), Trouble> {
    let Some(old) = of_entry(transaction, of)? else {
        return Ok(());
    };
    let new = transaction
        .prepare(
            "INSERT INTO batch (id, entry) SELECT max(id) + 1, :entry FROM batch RETURNING id",
        )?
        .query_row(named_params! { ":entry": by.0 }, |row| row.get(0))?;
    for item in &ITEMS {
        turn_item(transaction, item, old, new)?;
    }
    turn_leads(transaction, old, new)?;
    rejoin(transaction)?;
    refold(transaction, old)?;
    image::renew(transaction)
}

fn ranges(connection: &Connection, batch: i64, item: &str) -> Result<Vec<(i64, i64)>, Trouble> {
    let mut question = connection.prepare_cached(
        "SELECT first, last FROM batch_range WHERE batch = :batch AND item = :item",
    )?;
    let ranges = question
        .query_map(named_params! { ":batch": batch, ":item": item }, |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .collect::<Result<_, _>>()?;
    Ok(ranges)
}

/// Hands each row that a batch changed or removed to `each`, with its image.
fn rows(
    connection: &Connection,
    batch: i64,
    item: &str,
    mut each: impl FnMut(i64, Option<Vec<Cell>>) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let mut question = connection
        .prepare("SELECT row, before FROM batch_row WHERE batch = :batch AND item = :item")?;
    let mut rows = question.query(named_params! { ":batch": batch, ":item": item })?;
    while let Some(row) = rows.next()? {
        let before: Option<String> = row.get(1)?;
        each(
            row.get(0)?,
            before.map(|before| image(&before)).transpose()?,
        )?;
    }
    Ok(())
}

fn image(before: &str) -> Result<Vec<Cell>, Trouble> {
    let cells: Vec<Value> = serde_json::from_str(before)?;
    let cell = |value| match value {
        Value::Number(number) => number.as_i64().map_or(Cell::Null, Cell::Integer),
        Value::String(text) => Cell::Text(text),
        _ => Cell::Null,
    };
    Ok(cells.into_iter().map(cell).collect())
}

fn turn_item(transaction: &Connection, item: &Item, old: i64, new: i64) -> Result<(), Trouble> {
    for (first, last) in ranges(transaction, old, item.name)? {
        transaction
            .prepare(item.keep_range)?
            .execute(named_params! { ":batch": new, ":first": first, ":last": last })?;
        transaction
            .prepare(item.remove_range)?
            .execute(named_params! { ":first": first, ":last": last })?;
    }
    rows(transaction, old, item.name, |row, before| {
        transaction
            .prepare_cached(item.keep_row)?
            .execute(named_params! { ":batch": new, ":row": row })?;
        // No image: the row was not there, or what it held was forgotten since; nothing comes back.
        if let Some(cells) = before {
            transaction
                .prepare_cached(item.restore)?
                .execute(params_from_iter(cells))?;
        }
        Ok(())
    })
}

fn turn_leads(transaction: &Connection, old: i64, new: i64) -> Result<(), Trouble> {
    for (first, last) in ranges(transaction, old, "lead")? {
        transaction
            .prepare(KEEP_LEAD_RANGE)?
            .execute(named_params! { ":batch": new, ":first": first, ":last": last })?;
        image::all_move(transaction, LeadId(first), LeadId(last))?;
        for sql in [
            "DELETE FROM said WHERE lead BETWEEN :first AND :last AND lead NOT IN (SELECT lead FROM temp.kept)",
            "DELETE FROM lead WHERE id BETWEEN :first AND :last AND id NOT IN (SELECT lead FROM temp.kept)",
        ] {
            transaction
                .prepare(sql)?
                .execute(named_params! { ":first": first, ":last": last })?;
        }
    }
    rows(transaction, old, "lead", |row, before| {
        let kept = transaction
            .prepare_cached("SELECT 1 FROM temp.kept WHERE lead = :row")?
            .exists(named_params! { ":row": row })?;
        if kept {
            return Ok(());
        }
        transaction
            .prepare_cached(KEEP_LEAD)?
            .execute(named_params! { ":batch": new, ":row": row })?;
        image::moves(transaction, LeadId(row))?;
        before.map_or(Ok(()), |cells| restore_lead(transaction, &cells))
    })
}

fn restore_lead(transaction: &Connection, cells: &[Cell]) -> Result<(), Trouble> {
    let Some((narrow, wide)) = cells.split_at_checked(NARROW) else {
        return Err(Trouble::Unreadable("a lead's before-image".to_owned()));
    };
    transaction
        .prepare_cached(RESTORE_LEAD)?
        .execute(params_from_iter(narrow))?;
    transaction
        .prepare_cached(RESTORE_TEXTS)?
        .execute(params_from_iter(narrow.iter().take(1).chain(wide)))?;
    Ok(())
}

/// What people had said of leads that come back, folded anew.
fn refold(transaction: &Connection, batch: i64) -> Result<(), Trouble> {
    let mut question = transaction.prepare(
        "SELECT DISTINCT j.lead FROM journal_lead j JOIN lead l ON l.id = j.lead
         WHERE j.says = 1 AND EXISTS (SELECT 1 FROM batch_row r
                                      WHERE r.batch = :batch AND r.item = 'lead' AND r.row = j.lead)",
    )?;
    let leads = question
        .query_map(named_params! { ":batch": batch }, |row| {
            row.get(0).map(LeadId)
        })?
        .collect::<Result<Vec<_>, _>>()?;
    for lead in leads {
        said::refold(transaction, lead)?;
    }
    Ok(())
}
