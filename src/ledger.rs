//! The ledger: one SQLite file with a journal of what people did, and the tables that follow from it.
//!
//! One door writes: [`Ledger::record`], with [`Ledger::undo`], [`Ledger::redo`] and [`Ledger::import`] beside it; each
//! writes its entries and the tables they change in one transaction. The ledger knows no clock and no login name:
//! it is told when and who.

mod agreement;
mod at_odds;
mod backup;
mod batch;
mod busy;
mod campaigns;
mod check;
mod deals;
mod every;
mod facts;
mod filed;
mod forget;
mod heard;
mod image;
mod import;
mod items;
mod journal;
mod judged;
mod kept;
mod leads;
mod look;
mod meetings;
mod named;
mod newest;
mod open;
mod people;
mod record;
mod said;
mod schema;
mod search;
mod since;
mod starter;
mod steered;
mod stream;
mod suspects;
mod touches;
mod trouble;
mod undo;
mod whole;

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use chrono_tz::Tz;
use rusqlite::Connection;

pub use backup::BackupError;
pub use busy::Stop;
pub use check::Finding;
pub use deals::DealRow;
pub use every::Duplicates;
pub use heard::Texts;
pub use import::{
    FileReport, ImportError, ImportFile, ImportOrder, ImportReport, ImportStep, SlipConflict, weigh,
};
pub use kept::Count;
pub use newest::Newest;
pub use open::{Creation, OpenError};
pub use record::RecordError;
pub use since::ANSWER_HOURS;
pub use trouble::Trouble;
pub use undo::UndoError;

/// An open ledger: one connection. A seat holds one for writing and one for reading, each on a thread of its own.
#[derive(Debug)]
pub struct Ledger {
    connection: Connection,
    /// Where the file is; `None` in memory.
    place: Option<PathBuf>,
    /// Which file that is, however it is called by now.
    file: Option<look::FileId>,
    /// What the person should know of how it was opened, a sentence each.
    warnings: Vec<String>,
    /// The lists that were last asked for.
    listed: RefCell<leads::Lists>,
    /// The texts that were last searched.
    texts: RefCell<Option<search::Texts>>,
}

impl Ledger {
    /// Where the file is; `None` in memory.
    pub fn place(&self) -> Option<&Path> {
        self.place.as_deref()
    }

    /// What the person should know of how the file was opened, a sentence each: read only, on a network share.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Whether nothing can be written: the file or its folder is read only.
    pub fn is_read_only(&self) -> bool {
        self.connection.is_readonly("main").unwrap_or(true)
    }

    /// Refuses where the path no longer holds the file that was opened: what would be written then, nobody would find.
    fn still_there(&self) -> Result<(), Trouble> {
        match (&self.place, &self.file) {
            (Some(place), Some(file)) if look::file_id(place).as_ref() != Some(file) => {
                Err(Trouble::Gone)
            }
            _ => Ok(()),
        }
    }

    /// Changes whenever another connection wrote to the file. Costs microseconds: made to be polled.
    pub fn data_version(&self) -> Result<i64, Trouble> {
        let version = self
            .connection
            .query_row("PRAGMA data_version", [], |row| row.get(0))?;
        Ok(version)
    }

    /// The ledger's time zone: its setting `zone`, UTC where that names none.
    pub fn zone(&self) -> Result<Tz, Trouble> {
        let zone = self.setting("zone")?;
        Ok(zone.and_then(|zone| zone.parse().ok()).unwrap_or(Tz::UTC))
    }

    /// The way to stop what is being asked of it.
    pub fn stop(&self) -> Stop {
        Stop::of(&self.connection)
    }

    /// How long a write waits for another program that holds the file: tries of about a millisecond each. Beyond it
    /// the write is refused in words and nothing is changed.
    pub fn wait_at_most(&mut self, tries: i32) -> Result<(), Trouble> {
        busy::patience(&mut self.connection, tries)?;
        Ok(())
    }
}
