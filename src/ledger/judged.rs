//! Leads judged by what both teams agreed on, a thousand at a time: what is kept of it beside the leads (names from
//! lists, texts at odds) is found by this.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::{Trouble, agreement, campaigns, named, people};
use crate::review::agreement::judged::Judges;
use crate::review::agreement::version::Step;
use crate::review::entry::{Act, Entry};
use crate::review::lead::{Lead, LeadId};

/// So many leads are read and judged together.
const TOGETHER: usize = 1_000;

/// Whether one of these entries may change how every lead is judged. Whose an id is matters where a definition can ask
/// for it.
pub(super) fn all_over(connection: &Connection, entries: &[Entry]) -> Result<bool, Trouble> {
    let named = |entry: &Entry| matches!(entry.act, Act::PersonSet { .. });
    let agreed = |entry: &Entry| match &entry.act {
        Act::Agreed { step } => matches!(**step, Step::Ratified { .. } | Step::Withdrawn { .. }),
        Act::Imported { .. } => true,
        Act::Setting { name, .. } => name == "zone",
        _ => false,
    };
    Ok(entries.iter().any(agreed) || entries.iter().any(named) && is_defined(connection)?)
}

/// Whether any wording of what a lead is was ever agreed.
pub(super) fn is_defined(connection: &Connection) -> Result<bool, Trouble> {
    let agreement = agreement::agreed(connection)?;
    Ok(agreement.definition(NaiveDate::MAX).is_some())
}

/// The leads a question names.
pub(super) fn leads(connection: &Connection, sql: &str) -> Result<BTreeSet<LeadId>, Trouble> {
    let mut question = connection.prepare_cached(sql)?;
    let leads = question
        .query_map([], |row| row.get(0).map(LeadId))?
        .collect::<Result<_, _>>()?;
    Ok(leads)
}

/// Hands each of these leads to `look`, whole, with who judges it.
pub(super) fn each(
    connection: &Connection,
    asked: &BTreeSet<LeadId>,
    look: &mut dyn FnMut(&Judges<'_>, &Lead),
) -> Result<(), Trouble> {
    if asked.is_empty() {
        return Ok(());
    }
    let agreement = agreement::agreed(connection)?;
    // Without a clock: what has no date is held to the latest wording that was agreed.
    let judges = Judges::new(&agreement, campaigns::zone(connection)?, NaiveDate::MAX);
    let names = people::names(connection)?;
    let asked: Vec<LeadId> = asked.iter().copied().collect();
    for some in asked.chunks(TOGETHER) {
        for lead in named::leads(connection, &names, some)? {
            look(&judges, &lead);
        }
    }
    Ok(())
}
