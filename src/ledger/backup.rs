//! A backup while others write: SQLite's own, into a private file that gets its name when it is whole.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::{Ledger, Trouble};

/// So many pages are copied at a time; writers get their turn between.
const PAGES: i32 = 4_096;
/// So many busy steps, a millisecond or more each, before it gives up.
const PATIENT: u32 = 60_000;

/// Why there is no backup.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("{0} is there already; a backup overwrites nothing, name another file")]
    Exists(std::path::PathBuf),
    #[error("the backup could not be written to {path}: {reason}")]
    NotWritten {
        path: std::path::PathBuf,
        reason: String,
    },
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl Ledger {
    /// Writes a whole copy of the ledger to a new file that only its owner can read.
    pub fn backup(&self, path: &Path) -> Result<(), BackupError> {
        if path.symlink_metadata().is_ok() {
            return Err(BackupError::Exists(path.to_path_buf()));
        }
        let not_written = |reason: String| BackupError::NotWritten {
            path: path.to_path_buf(),
            reason,
        };
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        // Mode 0600 from the first byte.
        let beside = tempfile::Builder::new()
            .prefix(".docket-backup-")
            .tempfile_in(folder)
            .map_err(|error| not_written(error.to_string()))?
            .into_temp_path();
        self.copy(&beside)?;
        beside
            .persist_noclobber(path)
            .map_err(|refused| match refused.error.kind() {
                std::io::ErrorKind::AlreadyExists => BackupError::Exists(path.to_path_buf()),
                _ => not_written(refused.error.to_string()),
            })
    }

    fn copy(&self, to: &Path) -> Result<(), Trouble> {
        let mut copy = Connection::open(to)?;
        copy.pragma_update(None, "synchronous", "FULL")?;
        let backup = Backup::new(&self.connection, &mut copy)?;
        let mut waited = 0;
        loop {
            match backup.step(PAGES)? {
                StepResult::Done => break,
                StepResult::Busy | StepResult::Locked => {
                    waited += 1;
                    if waited > PATIENT {
                        return Err(Trouble::Busy);
                    }
                    std::thread::sleep(Duration::from_millis(1));
                }
                _ => {}
            }
        }
        drop(backup);
        // The copy stands alone: without a -wal of its own until somebody opens it.
        copy.close().map_err(|(_, error)| error)?;
        Ok(())
    }
}
