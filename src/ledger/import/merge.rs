//! The merge: a handful of statements under the lock, one entry, one transaction.

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, named_params};

use super::leads::Compared;
use super::slips;
use super::stage::{Staged, last_batch};
use super::{FileReport, ImportError, ImportOrder, ImportReport};
use crate::ledger::items::{ITEMS, Item, REJOIN};
use crate::ledger::{Trouble, at_odds, filed, image, journal, suspects};
use crate::review::entry::{Act, Draft, ImportedFile, Seq};
use crate::review::lead::LeadId;

/// Merges what was staged; of a dry run everything but the commit is done.
pub(super) fn merge(
    connection: &mut Connection,
    order: &ImportOrder,
    staged: &Staged,
    mut files: Vec<ImportedFile>,
    report: &mut ImportReport,
) -> Result<(), ImportError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if last_batch(&transaction)? != staged.batch {
        return Err(ImportError::Overtaken);
    }
    let batch = staged.batch + 1;
    begin_batch(&transaction, batch)?;
    let same_words = words(&transaction, staged.leads.last_word)?;
    let base = leads(&transaction, batch, &staged.leads, same_words)?;
    for item in &ITEMS {
        merge_item(&transaction, item, batch, &mut report.files)?;
    }
    rejoin(&transaction)?;
    unmatched(&transaction, &mut report.files)?;
    let told = slips::compare(&transaction, order, &staged.slips, report)?;
    for (file, report) in files.iter_mut().zip(&report.files) {
        file.new = report.new;
        file.updated = report.updated;
        file.unchanged = report.unchanged;
        file.refused = report.refused;
    }
    let draft = Draft {
        at: order.at_ms,
        who: order.who.clone(),
        meeting: order.meeting,
        act: Act::Imported { batch, files },
        seen: None,
    };
    let entry = journal::append(&transaction, &draft, None)?;
    let gesture = entry.gesture;
    report.entries.push(entry);
    remember(&transaction, order, gesture, report)?;
    slips::tell(&transaction, gesture, &told, report)?;
    if order.dry_run {
        report.entries.clear();
        return Ok(());
    }
    suspects::all(&transaction)?;
    at_odds::imported(&transaction, base, staged.leads.new)?;
    image::renew(&transaction)?;
    transaction.commit()?;
    report.batch = Some(batch);
    Ok(())
}

/// Records what the ledger remembers of how the files were read, in the import's gesture.
fn remember(
    transaction: &Connection,
    order: &ImportOrder,
    gesture: Seq,
    report: &mut ImportReport,
) -> Result<(), Trouble> {
    for (name, value) in &order.settings {
        let draft = Draft {
            at: order.at_ms,
            who: order.who.clone(),
            meeting: order.meeting,
            act: Act::Setting {
                name: name.clone(),
                value: value.clone(),
            },
            seen: None,
        };
        report
            .entries
            .push(journal::append(transaction, &draft, Some(gesture))?);
    }
    Ok(())
}

/// Opens a batch for the entry that comes next.
fn begin_batch(transaction: &Connection, batch: i64) -> Result<(), Trouble> {
    transaction
        .prepare_cached(
            "INSERT INTO batch (id, entry) SELECT :batch, coalesce(max(seq), 0) + 1 FROM journal",
        )?
        .execute(named_params! { ":batch": batch })?;
    Ok(())
}

/// Brings the new words in. Where somebody added a word since the comparing began, the staged numbers are changed
/// to those the ledger gives; whether that was not so.
fn words(transaction: &Connection, last: i64) -> Result<bool, Trouble> {
    let now: i64 =
        transaction.query_row("SELECT coalesce(max(id), 0) FROM main.word", [], |row| {
            row.get(0)
        })?;
    if now == last {
        transaction
            .prepare("INSERT INTO main.word (id, text) SELECT id, text FROM staging.word WHERE id > :last")?
            .execute(named_params! { ":last": last })?;
        return Ok(true);
    }
    transaction
        .prepare(
            "INSERT OR IGNORE INTO main.word (text) SELECT text FROM staging.word WHERE id > :last",
        )?
        .execute(named_params! { ":last": last })?;
    transaction.execute_batch(
        "CREATE TABLE staging.given (id INTEGER PRIMARY KEY, now INTEGER);
         INSERT INTO staging.given SELECT s.id, m.id FROM staging.word s JOIN main.word m ON m.text = s.text;
         UPDATE staging.lead AS l SET
             source = (SELECT now FROM staging.given WHERE id = l.source),
             campaign = (SELECT now FROM staging.given WHERE id = l.campaign),
             owner = (SELECT now FROM staging.given WHERE id = l.owner);
         UPDATE staging.new_lead AS l SET
             source = (SELECT now FROM staging.given WHERE id = l.source),
             campaign = (SELECT now FROM staging.given WHERE id = l.campaign),
             owner = (SELECT now FROM staging.given WHERE id = l.owner);",
    )?;
    Ok(false)
}

/// Brings the leads in: the last one there was before.
fn leads(
    transaction: &Connection,
    batch: i64,
    compared: &Compared,
    same_words: bool,
) -> Result<LeadId, Trouble> {
    let changed: i64 =
        transaction.query_row("SELECT count(*) FROM staging.lead", [], |row| row.get(0))?;
    if changed > 0 {
        transaction
            .prepare(crate::ledger::batch::KEEP_CHANGED_LEADS)?
            .execute(named_params! { ":batch": batch })?;
        transaction.execute_batch(CHANGE_LEADS)?;
        transaction.execute_batch(
            "INSERT OR IGNORE INTO main.moved (lead) SELECT at_row FROM staging.lead",
        )?;
    }
    let base = filed::next_lead(transaction)?.0 - 1;
    if compared.new == 0 {
        return Ok(LeadId(base));
    }
    if base == compared.base {
        for sql in PASS_LEADS {
            transaction.execute(sql, [])?;
        }
    } else {
        for sql in ADD_LEADS {
            transaction
                .prepare(sql)?
                .execute(named_params! { ":further": base - compared.base })?;
        }
    }
    if base == compared.base && same_words {
        image::take_over(transaction, LeadId(base), compared.new)?;
    }
    transaction
        .prepare("INSERT INTO main.at_odds (lead, what) SELECT lead + :further, what FROM staging.at_odds")?
        .execute(named_params! { ":further": base - compared.base })?;
    transaction
        .prepare(
            "INSERT OR IGNORE INTO main.moved (lead) SELECT lead + :further FROM staging.again",
        )?
        .execute(named_params! { ":further": base - compared.base })?;
    added(transaction, batch, "lead", base + 1, base + compared.new)?;
    Ok(LeadId(base))
}

fn added(
    transaction: &Connection,
    batch: i64,
    item: &str,
    first: i64,
    last: i64,
) -> Result<(), Trouble> {
    transaction
        .prepare_cached(
            "INSERT INTO batch_range (batch, item, first, last) VALUES (:batch, :item, :first, :last)",
        )?
        .execute(named_params! { ":batch": batch, ":item": item, ":first": first, ":last": last })?;
    Ok(())
}

const CHANGE_LEADS: &str = "
    UPDATE main.lead AS m SET
        (digest, sourced_by, source, campaign, owner, created, qualified, first_touch, responded, worked,
         verdict, decided, reason, route, opened, closed, outcome, amount, currency)
        = (SELECT digest, sourced_by, source, campaign, owner, created, qualified, first_touch, responded, worked,
               verdict, decided, reason, route, opened, closed, outcome, amount, currency
           FROM staging.lead WHERE at_row = m.id)
    WHERE id IN (SELECT at_row FROM staging.lead WHERE at_row IS NOT NULL);
    UPDATE main.lead_text AS m SET
        (key, name, company, title, email, phone, country, industry, employees, score, status, response_hours,
         deal_reason, verdict, opportunity, extra)
        = (SELECT key, name, company, title, email, phone, country, industry, employees, score, status,
               response_hours, deal_reason, full_verdict, opportunity, extra
           FROM staging.lead WHERE at_row = m.id)
    WHERE id IN (SELECT at_row FROM staging.lead WHERE at_row IS NOT NULL);";

/// Passes the new leads over as they are. Written so, and with the same columns, conditions and indexes on both sides,
/// rows are copied whole, none of them taken apart.
const PASS_LEADS: [&str; 2] = [
    "INSERT INTO main.lead SELECT * FROM staging.new_lead",
    "INSERT INTO main.lead_text SELECT * FROM staging.new_text",
];

/// The same where somebody took the numbers in the meantime: each lead comes so much further.
const ADD_LEADS: [&str; 2] = [
    "INSERT INTO main.lead (id, identity, digest, sourced_by, source, campaign, owner, created, qualified, first_touch,
         responded, worked, verdict, decided, reason, route, opened, closed, outcome, amount, currency)
     SELECT :further + id, identity, digest, sourced_by, source, campaign, owner, created, qualified, first_touch,
         responded, worked, verdict, decided, reason, route, opened, closed, outcome, amount, currency
     FROM staging.new_lead ORDER BY id",
    "INSERT INTO main.lead_text (id, key, name, company, title, email, phone, country, industry, employees, score,
         status, response_hours, deal_reason, verdict, opportunity, extra)
     SELECT :further + id, key, name, company, title, email, phone, country, industry, employees, score, status,
         response_hours, deal_reason, verdict, opportunity, extra
     FROM staging.new_text ORDER BY id",
];

fn merge_item(
    transaction: &Connection,
    item: &Item,
    batch: i64,
    reports: &mut [FileReport],
) -> Result<(), Trouble> {
    transaction.execute(item.find, [])?;
    transaction.execute(item.compare, [])?;
    let mut count = transaction.prepare(item.count)?;
    let mut rows = count.query([])?;
    let mut any = (0, 0);
    while let Some(row) = rows.next()? {
        let (new, changed, same): (u32, u32, u32) = (row.get(1)?, row.get(2)?, row.get(3)?);
        any = (any.0 + new, any.1 + changed);
        if let Some(report) = of_file(reports, row)? {
            report.new += u64::from(new);
            report.updated += u64::from(changed);
            report.unchanged += u64::from(same);
        }
    }
    if any.1 > 0 {
        transaction
            .prepare(item.keep_changed)?
            .execute(named_params! { ":batch": batch })?;
        transaction.execute(item.change, [])?;
        forget_partners(transaction, item)?;
    }
    if any.0 > 0 {
        let base: i64 = transaction.query_row(item.last, [], |row| row.get(0))?;
        transaction
            .prepare(item.add)?
            .execute(named_params! { ":base": base })?;
        let last: i64 = transaction.query_row(item.last, [], |row| row.get(0))?;
        added(transaction, batch, item.name, base + 1, last)?;
    }
    Ok(())
}

/// The report of the file whose index stands in the first column.
fn of_file<'report>(
    reports: &'report mut [FileReport],
    row: &Row<'_>,
) -> Result<Option<&'report mut FileReport>, Trouble> {
    let index: u32 = row.get(0)?;
    Ok(usize::try_from(index)
        .ok()
        .and_then(|index| reports.get_mut(index)))
}

/// A deal that now names another lead lets go of its old one, and finds the new one with all others.
fn forget_partners(transaction: &Connection, item: &Item) -> Result<(), Trouble> {
    if item.name == "deal" {
        transaction.execute(
            "UPDATE main.deal AS d SET lead = NULL
             WHERE id IN (SELECT at_row FROM staging.deal WHERE same = 0) AND lead_identity <> 0
               AND lead IS NOT (SELECT id FROM lead WHERE identity = d.lead_identity)",
            [],
        )?;
    }
    Ok(())
}

/// Lets everything without a lead look for one.
pub(in crate::ledger) fn rejoin(transaction: &Connection) -> Result<(), Trouble> {
    for sql in REJOIN {
        transaction.execute(sql, [])?;
    }
    Ok(())
}

fn unmatched(transaction: &Connection, reports: &mut [FileReport]) -> Result<(), Trouble> {
    let mut question = transaction.prepare(
        "SELECT s.file, count(*) FROM staging.deal s JOIN main.deal m ON m.identity = s.identity
         WHERE m.lead IS NULL AND m.lead_key <> '' GROUP BY s.file
         UNION ALL
         SELECT s.file, count(*) FROM staging.touch s JOIN main.touch m ON m.identity = s.identity
         WHERE m.lead IS NULL GROUP BY s.file
         UNION ALL
         SELECT s.file, count(*) FROM staging.member s JOIN main.member m ON m.identity = s.identity
         WHERE m.lead IS NULL GROUP BY s.file",
    )?;
    let mut rows = question.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(report) = of_file(reports, row)? {
            report.unmatched += u64::from(row.get::<_, u32>(1)?);
        }
    }
    Ok(())
}

/// The lead with that key.
pub(super) fn lead_with(
    transaction: &Connection,
    identity: i64,
) -> Result<Option<LeadId>, Trouble> {
    let found = transaction
        .prepare_cached("SELECT id FROM main.lead WHERE identity = :identity")?
        .query_row(named_params! { ":identity": identity }, |row| {
            row.get(0).map(LeadId)
        })
        .optional()?;
    Ok(found)
}
