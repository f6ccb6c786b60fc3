//! The staging database of one import: what each row says, compared with the ledger off the lock.

use std::collections::HashMap;

use rusqlite::{Connection, named_params};

use super::hash::ByIdentity;
use super::items::Items;
use super::leads::{Compared, Leads};
use super::slips::SlipRow;
use super::{ImportError, Taken};
use crate::ledger::Trouble;
use crate::review::row::Row;

/// An import on its way in.
pub(super) struct Stage<'ledger> {
    leads: Leads<'ledger>,
    items: Items<'ledger>,
    slips: Vec<SlipRow>,
    batch: i64,
}

/// What the merge needs to know of the staged rows.
pub(super) struct Staged {
    /// The last batch when the comparing began: another one since then would make the comparison stale.
    pub batch: i64,
    pub leads: Compared,
    pub slips: Vec<SlipRow>,
}

impl<'ledger> Stage<'ledger> {
    pub(super) fn begin(connection: &'ledger Connection) -> Result<Self, Trouble> {
        Ok(Self {
            leads: Leads::begin(connection)?,
            items: Items::begin(connection),
            slips: Vec::new(),
            batch: last_batch(connection)?,
        })
    }

    /// Takes one row of the file with that index.
    pub(super) fn take(&mut self, file: usize, row: Row) -> Result<Taken, ImportError> {
        let file = i64::try_from(file).unwrap_or(i64::MAX);
        match row {
            Row::Lead(row) => Ok(self.leads.take(*row)?),
            Row::Slip {
                lead,
                by,
                verdict,
                note,
            } => {
                self.slips.push(SlipRow {
                    file,
                    lead,
                    by,
                    verdict,
                    note,
                });
                Ok(Taken::AtTheMerge)
            }
            row => Ok(self.items.take(file, row)?),
        }
    }

    pub(super) fn end(self) -> Result<Staged, Trouble> {
        Ok(Staged {
            batch: self.batch,
            leads: self.leads.end()?,
            slips: self.slips,
        })
    }
}

/// The number of the last batch.
pub(super) fn last_batch(connection: &Connection) -> Result<i64, Trouble> {
    let last = connection.query_row("SELECT coalesce(max(id), 0) FROM main.batch", [], |row| {
        row.get(0)
    })?;
    Ok(last)
}

/// The shared words, known ones and new ones.
pub(super) struct Words<'ledger> {
    connection: &'ledger Connection,
    known: HashMap<String, i64>,
    /// The last word of the ledger when the import began.
    pub last: i64,
    next: i64,
}

impl<'ledger> Words<'ledger> {
    pub(super) fn begin(connection: &'ledger Connection) -> Result<Self, Trouble> {
        connection
            .execute_batch("INSERT INTO staging.word (id, text) SELECT id, text FROM main.word")?;
        let mut question = connection.prepare("SELECT text, id FROM staging.word")?;
        let known: HashMap<String, i64> = question
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let last = known.values().copied().max().unwrap_or(0);
        Ok(Self {
            connection,
            known,
            last,
            next: last,
        })
    }

    /// The number of a word; `None` for a blank.
    pub(super) fn id(&mut self, text: &str) -> Result<Option<i64>, Trouble> {
        if text.is_empty() {
            return Ok(None);
        }
        if let Some(id) = self.known.get(text) {
            return Ok(Some(*id));
        }
        self.next += 1;
        self.connection
            .prepare_cached("INSERT INTO staging.word (id, text) VALUES (:id, :text)")?
            .execute(named_params! { ":id": self.next, ":text": text })?;
        self.known.insert(text.to_owned(), self.next);
        Ok(Some(self.next))
    }
}

/// What is known of the leads by identity: those of the ledger, and those staged so far.
pub(super) type Known = ByIdentity<Standing>;

/// Where a lead with a known identity stands, and the digest of the row that last told of it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Standing {
    /// In the ledger.
    Filed { lead: i64, digest: i64 },
    /// In the staging database, under the number it will have.
    New { lead: i64, digest: i64 },
    /// In the ledger, and in the staging database, under the number `n`, as it will be.
    Changed { n: i64, lead: i64, digest: i64 },
}
