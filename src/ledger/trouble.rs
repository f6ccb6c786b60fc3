//! What can go wrong with the file, in words a person understands and with what to do.

use rusqlite::ErrorCode;

/// Why the ledger could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error("another program has held the ledger for too long; nothing was changed, try again")]
    Busy,
    #[error("the disk is full; nothing was changed, free some space and do it again")]
    Full,
    #[error("the ledger can only be read here: its file or its folder is read only")]
    ReadOnly,
    #[error(
        "the ledger is damaged at a place that was just read; open the latest backup, or run `docket check`"
    )]
    Damaged,
    #[error("the ledger's file can no longer be reached; look whether its disk is still there")]
    Gone,
    #[error("the ledger holds something this program cannot read: {0}")]
    Unreadable(String),
    #[error("the ledger could not do it: {0}")]
    Other(String),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            Some(ErrorCode::CannotOpen | ErrorCode::SystemIoFailure) => Self::Gone,
            _ => Self::Other(error.to_string()),
        }
    }
}

impl From<serde_json::Error> for Trouble {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull => Self::Full,
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly
            }
            _ => Self::Other(error.to_string()),
        }
    }
}
