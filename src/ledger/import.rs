//! Getting rows in: typed and compared in a private staging database off the lock, then merged in one transaction.
//!
//! An import is one entry and one undo, however many files it has, and their order changes nothing.

mod hash;
mod items;
mod leads;
mod merge;
mod slips;
mod stage;

use crate::review::entry::{Entry, ImportedFile};
use crate::review::lead::LeadId;
use crate::review::meeting::MeetingId;
use crate::review::row::{Kind, RefusedRow, Row};

use super::{Ledger, Trouble};
pub(super) use merge::rejoin;
use stage::Stage;

/// So many rows pass between two looks at whether the person still wants the import.
const STRIDE: u64 = 4_096;

/// What the ledger's pages may take of memory while an import is merged, KiB.
const CACHE: i64 = 49_152;

/// Who imports, and when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportOrder {
    pub who: String,
    /// Now, milliseconds since 1970 UTC.
    pub at_ms: i64,
    pub meeting: Option<MeetingId>,
    /// Everything is compared and counted, nothing is kept.
    pub dry_run: bool,
    /// What the ledger remembers of how the files were read, as settings: one undo takes them back with the rows.
    pub settings: Vec<(String, String)>,
}

/// One file's rows, as they stream in.
pub struct ImportFile<'rows> {
    /// The file's name without its folder.
    pub name: String,
    pub kind: Kind,
    /// SHA-256 of its bytes, hex.
    pub digest: String,
    pub rows: Box<dyn Iterator<Item = Result<Row, RefusedRow>> + 'rows>,
}

/// What an import tells while it runs.
#[derive(Debug)]
pub enum ImportStep<'step> {
    /// So many rows of the file with that index were taken so far.
    Rows { file: usize, rows: u64 },
    /// A row of that file could not be taken; it belongs into the reject file.
    Refused { file: usize, row: &'step RefusedRow },
    /// All rows are compared; the ledger is locked for the merge.
    Merging,
}

/// What came of an import.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ImportReport {
    /// The batch's number; `None` of a dry run.
    pub batch: Option<i64>,
    /// In the order they were given.
    pub files: Vec<FileReport>,
    /// Leads that a slip judges and somebody else has judged otherwise: left as they stand.
    pub conflicts: Vec<SlipConflict>,
    /// What was recorded: the import, and what slips told.
    pub entries: Vec<Entry>,
}

/// What came of one file. `rows = new + updated + unchanged + refused`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileReport {
    pub file: String,
    pub rows: u64,
    pub new: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub refused: u64,
    /// Taken rows whose lead is not there (yet).
    pub unmatched: u64,
}

/// A slip's word against another person's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipConflict {
    pub lead: LeadId,
    /// Whose slip it was.
    pub by: String,
    /// Who had judged the lead.
    pub other: String,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("the import was stopped; nothing was changed")]
    Stopped,
    #[error(
        "somebody else imported or undid an import in the meantime; nothing was changed, import again"
    )]
    Overtaken,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<rusqlite::Error> for ImportError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Trouble(error.into())
    }
}

/// Weighs a row on whatever thread reads it: the one that writes has enough to do.
pub fn weigh(row: &mut Row) {
    if let Row::Lead(row) = row {
        row.weight = Some(hash::weight(row));
    }
}

impl Ledger {
    /// Imports files as one batch. `step` hears how it goes and answers whether to go on.
    ///
    /// The same identity again is an update of the parts its file speaks of, and only where they changed; what people
    /// said is never touched. The ledger is locked only for the merge at the end.
    ///
    /// # Errors
    /// Nothing is changed then, whatever the reason.
    pub fn import(
        &mut self,
        order: &ImportOrder,
        files: Vec<ImportFile<'_>>,
        step: &mut dyn FnMut(&ImportStep<'_>) -> bool,
    ) -> Result<ImportReport, ImportError> {
        self.still_there()?;
        // An empty name is SQLite's own private file: mode 0600, spilt to disk, gone with the connection.
        self.connection
            .execute_batch("ATTACH DATABASE '' AS staging; PRAGMA staging.journal_mode = OFF;")?;
        // An index of a million numbers is sorted in what the cache may hold.
        let cache: i64 = self
            .connection
            .query_row("PRAGMA main.cache_size", [], |row| row.get(0))?;
        self.connection
            .pragma_update(Some("main"), "cache_size", -CACHE)?;
        let outcome = self.import_staged(order, files, step);
        self.connection
            .pragma_update(Some("main"), "cache_size", cache)?;
        // Whatever happened, the staging database goes; a transaction it left open goes first.
        if !self.connection.is_autocommit() {
            self.connection.execute_batch("ROLLBACK")?;
        }
        self.connection
            .execute_batch("PRAGMA foreign_keys = ON; PRAGMA ignore_check_constraints = OFF;")?;
        self.connection.flush_prepared_statement_cache();
        self.connection.execute_batch("DETACH DATABASE staging")?;
        outcome
    }

    fn import_staged(
        &mut self,
        order: &ImportOrder,
        files: Vec<ImportFile<'_>>,
        step: &mut dyn FnMut(&ImportStep<'_>) -> bool,
    ) -> Result<ImportReport, ImportError> {
        self.connection
            .execute_batch(include_str!("import/staging.sql"))?;
        // The conditions stand there so that both sides say the same; what is staged keeps them by its types. To look
        // each code of a row up in the list of codes would double the time it takes.
        self.connection
            .pragma_update(None, "ignore_check_constraints", true)?;
        self.connection.execute_batch("BEGIN")?;
        let mut report = ImportReport::default();
        let mut told = Vec::new();
        let mut stage = Stage::begin(&self.connection)?;
        for (index, file) in files.into_iter().enumerate() {
            told.push(ImportedFile {
                file: file.name.clone(),
                rows_of: file.kind.word().to_owned(),
                digest: file.digest.clone(),
                new: 0,
                updated: 0,
                unchanged: 0,
                refused: 0,
            });
            report.files.push(take(&mut stage, index, file, step)?);
        }
        let staged = stage.end()?;
        self.connection.execute_batch("COMMIT")?;
        if !step(&ImportStep::Merging) {
            return Err(ImportError::Stopped);
        }
        self.connection
            .pragma_update(None, "ignore_check_constraints", false)?;
        self.keeps_conditions()?;
        // What is merged refers to what is there: to look that up row by row would double the time under the lock.
        self.connection.pragma_update(None, "foreign_keys", false)?;
        merge::merge(&mut self.connection, order, &staged, told, &mut report)?;
        Ok(report)
    }
}

impl Ledger {
    /// New rows pass over as they are, past the ledger's own conditions: each is held to them here, in one pass and
    /// before the lock.
    fn keeps_conditions(&self) -> Result<(), ImportError> {
        let first: Option<i64> =
            self.connection
                .query_row(include_str!("import/conditions.sql"), [], |row| row.get(0))?;
        match first {
            None => Ok(()),
            Some(row) => {
                let words = format!("lead {row} of the import breaks a condition of the file");
                Err(Trouble::Other(words).into())
            }
        }
    }
}

/// Takes one file's rows into the staging database.
fn take(
    stage: &mut Stage<'_>,
    index: usize,
    file: ImportFile<'_>,
    step: &mut dyn FnMut(&ImportStep<'_>) -> bool,
) -> Result<FileReport, ImportError> {
    let mut report = FileReport {
        file: file.name,
        ..FileReport::default()
    };
    for row in file.rows {
        report.rows += 1;
        let going = match row {
            Ok(row) => {
                let count = match stage.take(index, row)? {
                    Taken::New => &mut report.new,
                    Taken::Updated => &mut report.updated,
                    Taken::Unchanged => &mut report.unchanged,
                    Taken::AtTheMerge => &mut 0,
                };
                *count += 1;
                !report.rows.is_multiple_of(STRIDE)
                    || step(&ImportStep::Rows {
                        file: index,
                        rows: report.rows,
                    })
            }
            Err(row) => {
                report.refused += 1;
                step(&ImportStep::Refused {
                    file: index,
                    row: &row,
                })
            }
        };
        if !going {
            return Err(ImportError::Stopped);
        }
    }
    let rows = report.rows;
    if step(&ImportStep::Rows { file: index, rows }) {
        Ok(report)
    } else {
        Err(ImportError::Stopped)
    }
}

/// What a row turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    New,
    Updated,
    Unchanged,
    /// Only the merge can tell.
    AtTheMerge,
}
