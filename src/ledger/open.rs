//! Opening a ledger, and making a new one beside its place and linking it in.

use std::cell::RefCell;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono_tz::Tz;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::look::{APPLICATION, file_id, look, on_a_share};
use super::{Ledger, Trouble, busy, schema, starter};

/// Why a path could not be opened as a ledger. Whatever is there is left as it is, byte for byte.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("there is no ledger at {0}; name another place, or start a new one there")]
    Missing(PathBuf),
    #[error("{0} is a folder; a ledger is one file, name the file in it")]
    Folder(PathBuf),
    #[error("{0} is no ordinary file; name the ledger's own file")]
    NoFile(PathBuf),
    #[error(
        "{0} is empty and not a ledger; it was left as it is, name another place for a new ledger"
    )]
    Empty(PathBuf),
    #[error("{0} belongs to another program; it was left as it is, name a ledger of Docket's")]
    NotOurs(PathBuf),
    #[error(
        "{path} was written by a newer Docket (version {found}, this one knows {known}); it was left as it is, open it with the newer one"
    )]
    Newer {
        path: PathBuf,
        found: i32,
        known: i32,
    },
    #[error("{0} is damaged; it was left as it is, open the latest backup")]
    Damaged(PathBuf),
    #[error("{0} may not be read by you; ask its owner, or name another file")]
    Unreadable(PathBuf),
    #[error("{0} is there already; open it, or name another place")]
    Exists(PathBuf),
    #[error("a ledger could not be made in {folder}: {reason}")]
    NotMade { folder: PathBuf, reason: String },
    #[error("{path} could not be opened: {reason}")]
    Other { path: PathBuf, reason: String },
}

/// What a new ledger is told at its beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Creation {
    /// The zone its days are of.
    pub zone: Tz,
    /// Now, milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Who makes it.
    pub who: String,
}

/// What a connection keeps in memory that never looks at a page twice, KiB.
const FEW_PAGES: i64 = 1_024;

/// The first SQLite without the WAL-reset bug.
const SOUND_SQLITE: i32 = 3_051_003;

impl Ledger {
    /// Makes a new ledger. It is built beside its place and linked in whole, so that nobody ever finds half of one.
    ///
    /// # Errors
    /// [`OpenError::Exists`] where something is there already, also where somebody else was faster.
    pub fn create(path: &Path, creation: &Creation) -> Result<Self, OpenError> {
        if path.symlink_metadata().is_ok() {
            return Err(OpenError::Exists(path.to_path_buf()));
        }
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let not_made = |reason: String| OpenError::NotMade {
            folder: folder.to_path_buf(),
            reason,
        };
        // Mode 0600 from the first byte; SQLite gives its -wal and -shm the mode of the file they belong to.
        let beside = tempfile::Builder::new()
            .prefix(".docket-new-")
            .tempfile_in(folder)
            .map_err(|error| not_made(error.to_string()))?
            .into_temp_path();
        build(&beside, creation).map_err(|trouble| not_made(trouble.to_string()))?;
        match beside.persist_noclobber(path) {
            Ok(()) => {}
            Err(refused) if refused.error.kind() == ErrorKind::AlreadyExists => {
                return Err(OpenError::Exists(path.to_path_buf()));
            }
            Err(refused) => return Err(not_made(refused.error.to_string())),
        }
        if let Ok(folder) = std::fs::File::open(folder) {
            // The new name is only as durable as its folder; a file system that cannot sync one keeps it anyway.
            let _ = folder.sync_all();
        }
        Self::open(path)
    }

    /// Opens the ledger at the path, or makes it where nothing is there. Of several that try at once one makes it
    /// and all open that one.
    pub fn open_or_create(path: &Path, creation: &Creation) -> Result<Self, OpenError> {
        match Self::open(path) {
            Err(OpenError::Missing(_)) => match Self::create(path, creation) {
                Err(OpenError::Exists(_)) => Self::open(path),
                made => made,
            },
            opened => opened,
        }
    }

    /// Opens the ledger at the path for reading and writing; where it can only be read, for reading, with a warning.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        look(path)?;
        let wrong = |trouble: Trouble| match trouble {
            Trouble::Damaged => OpenError::Damaged(path.to_path_buf()),
            trouble => OpenError::Other {
                path: path.to_path_buf(),
                reason: trouble.to_string(),
            },
        };
        let mut ledger = Self {
            connection: connect(path).map_err(|error| wrong(error.into()))?,
            place: Some(path.to_path_buf()),
            file: file_id(path),
            warnings: Vec::new(),
            listed: RefCell::default(),
            texts: RefCell::new(None),
        };
        ledger.make_ready().map_err(wrong)?;
        let found = schema::version(&ledger.connection).map_err(wrong)?;
        if found > schema::NEWEST {
            return Err(OpenError::Newer {
                path: path.to_path_buf(),
                found,
                known: schema::NEWEST,
            });
        }
        if !ledger.is_read_only() {
            schema::climb(&mut ledger.connection).map_err(wrong)?;
        }
        Ok(ledger)
    }

    /// A ledger that lives in memory only: practice, tests and the rehearsal.
    pub fn in_memory(zone: Tz) -> Result<Self, Trouble> {
        let mut connection = Connection::open_in_memory()?;
        settle(&mut connection)?;
        let creation = Creation {
            zone,
            at_ms: 0,
            who: "Docket".to_owned(),
        };
        found(&mut connection, &creation)?;
        Ok(Self {
            connection,
            place: None,
            file: None,
            warnings: Vec::new(),
            listed: RefCell::default(),
            texts: RefCell::new(None),
        })
    }

    /// Keeps fewer pages in memory: for a connection that reads from end to end, or writes here and there.
    pub fn keep_few_pages(&mut self) -> Result<(), Trouble> {
        self.connection
            .pragma_update(None, "cache_size", -FEW_PAGES)?;
        Ok(())
    }

    /// Told `false`, commits no longer wait for the disk; told `true` again, all of them are on it. Only for a file
    /// that nobody else has open and that is worth nothing half made: a rehearsal on its way.
    pub fn wait_for_disk(&mut self, waits: bool) -> Result<(), Trouble> {
        let mode = if waits { "FULL" } else { "OFF" };
        self.connection.pragma_update(None, "synchronous", mode)?;
        if waits {
            // Copies the log into the file and syncs both, whatever the commits before it waited for.
            self.connection
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        }
        Ok(())
    }

    fn make_ready(&mut self) -> Result<(), Trouble> {
        settle(&mut self.connection)?;
        // The first page that is read tells a damaged file from a sound one.
        self.connection
            .query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        if self.is_read_only() {
            self.warnings
                .push("This ledger can only be read here; nothing you do will be kept.".to_owned());
            return Ok(());
        }
        let share = self.place.as_deref().is_some_and(on_a_share);
        let mode = if share { "TRUNCATE" } else { "WAL" };
        if share {
            self.warnings.push(
                "This ledger lies on a network share: keep it to one computer at a time, and make backups."
                    .to_owned(),
            );
        }
        let now: String = self
            .connection
            .query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
        if !now.eq_ignore_ascii_case(mode) {
            self.connection.pragma_update(None, "journal_mode", mode)?;
        }
        Ok(())
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(path, flags).or_else(|_| {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Connection::open_with_flags(path, flags)
    })
}

/// What every connection is told before anything else.
fn settle(connection: &mut Connection) -> Result<(), Trouble> {
    if rusqlite::version_number() < SOUND_SQLITE {
        let found = rusqlite::version();
        return Err(Trouble::Other(format!(
            "it was built with SQLite {found}, which can lose commits; 3.51.3 or later is needed"
        )));
    }
    busy::patience(connection, busy::PATIENT)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "temp_store", "FILE")?;
    // In KiB below zero. The usual 2 MB hold no three screens of a million leads: a page read again costs five times.
    connection.pragma_update(None, "cache_size", -6_144)?;
    // A plan that depended on the bound values would be made anew whenever they change: a third of a busy second.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(())
}

/// Builds a whole ledger in an empty private file.
fn build(path: &Path, creation: &Creation) -> Result<(), Trouble> {
    let mut connection = connect(path)?;
    settle(&mut connection)?;
    found(&mut connection, creation)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // Closing checkpoints and removes the -wal: the one file is complete.
    connection.close().map_err(|(_, error)| error)?;
    Ok(())
}

fn found(connection: &mut Connection, creation: &Creation) -> Result<(), Trouble> {
    connection.pragma_update(None, "application_id", APPLICATION)?;
    schema::climb(connection)?;
    starter::begin(connection, creation)
}
