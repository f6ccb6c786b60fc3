//! Which leads are names from lists that do not pass the criteria: kept beside the leads, so that whoever counts a
//! million need judge none of them. What says so is `Judges::suspect`; nothing is decided here.

use std::collections::BTreeSet;

use rusqlite::{Connection, named_params};

use super::check::Finding;
use super::judged::{self, leads};
use super::{Trouble, agreement};
use crate::review::entry::Entry;
use crate::review::lead::LeadId;

/// Leads whose source, as it stands, is one of those flagged. People's own word for it stands over the files'.
macro_rules! from_lists {
    ($of:literal) => {
        concat!(
            "SELECT l.id FROM ",
            $of,
            " LEFT JOIN word w ON w.id = l.source LEFT JOIN said s ON s.lead = l.id
             WHERE lower(trim(coalesce(s.document ->> '$.corrections.source', w.text), char(9, 10, 13, 32)))
                 IN (SELECT source FROM listed_source)"
        )
    };
}

const ALL: &str = from_lists!("lead l");
const MOVED: &str = from_lists!("moved m JOIN lead l ON l.id = m.lead");

/// Judges anew whatever these entries may have changed of it.
pub(super) fn after(transaction: &Connection, entries: &[Entry]) -> Result<(), Trouble> {
    if judged::all_over(transaction, entries)? {
        all(transaction)
    } else {
        moved(transaction)
    }
}

/// Judges every name from a list anew: the agreement changed, or many leads did.
pub(super) fn all(transaction: &Connection) -> Result<(), Trouble> {
    let flagged = agreement::agreed(transaction)?.list_sources();
    transaction.execute("DELETE FROM listed_source", [])?;
    for source in &flagged {
        transaction
            .prepare_cached("INSERT INTO listed_source (source) VALUES (:source)")?
            .execute(named_params! { ":source": source })?;
    }
    let before = leads(transaction, "SELECT lead FROM suspect")?;
    put(transaction, &before, &found(transaction, ALL)?)
}

/// Judges those anew that changed since they were packed.
pub(super) fn moved(transaction: &Connection) -> Result<(), Trouble> {
    let before = leads(
        transaction,
        "SELECT s.lead FROM moved m JOIN suspect s ON s.lead = m.lead",
    )?;
    if before.is_empty() && !flagged(transaction)? {
        return Ok(());
    }
    put(transaction, &before, &found(transaction, MOVED)?)
}

/// Compares what is kept with what the agreement says of every lead.
pub(super) fn check(connection: &Connection) -> Result<Vec<Finding>, Trouble> {
    let kept = leads(connection, "SELECT lead FROM suspect")?;
    let found = found(connection, ALL)?;
    let differ = kept.symmetric_difference(&found);
    Ok(differ.map(|lead| Finding::ImageDiffers(*lead)).collect())
}

/// Whether any source is flagged at all: nearly always, nothing is to be done.
fn flagged(connection: &Connection) -> Result<bool, Trouble> {
    let any = connection
        .prepare_cached("SELECT 1 FROM listed_source")?
        .exists([])?;
    Ok(any)
}

/// Of the leads that a question names, those that are names from lists and no leads yet.
fn found(connection: &Connection, sql: &str) -> Result<BTreeSet<LeadId>, Trouble> {
    if !flagged(connection)? {
        return Ok(BTreeSet::new());
    }
    let mut suspects = BTreeSet::new();
    judged::each(connection, &leads(connection, sql)?, &mut |judges, lead| {
        if judges.suspect(lead) {
            suspects.insert(lead.id);
        }
    })?;
    Ok(suspects)
}

fn put(
    transaction: &Connection,
    before: &BTreeSet<LeadId>,
    after: &BTreeSet<LeadId>,
) -> Result<(), Trouble> {
    for lead in before.difference(after) {
        transaction
            .prepare_cached("DELETE FROM suspect WHERE lead = :lead")?
            .execute(named_params! { ":lead": lead.0 })?;
    }
    for lead in after.difference(before) {
        transaction
            .prepare_cached("INSERT INTO suspect (lead) VALUES (:lead)")?
            .execute(named_params! { ":lead": lead.0 })?;
    }
    Ok(())
}
