//! The numbered steps that make a ledger's tables. A shipped step is never edited.

use rusqlite::{Connection, TransactionBehavior};

use super::trouble::Trouble;
use super::{at_odds, image, suspects};

/// Step N brings a file from version N−1 to N.
const STEPS: [&str; 4] = [
    include_str!("schema/0001_ledger.sql"),
    include_str!("schema/0002_image.sql"),
    include_str!("schema/0003_suspects.sql"),
    include_str!("schema/0004_at_odds.sql"),
];

/// The version this program writes.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "a handful of steps"
)]
pub(super) const NEWEST: i32 = STEPS.len() as i32;

/// Brings the file to the newest version, all missing steps in one transaction. Whoever comes second finds the
/// work done: the version is read again under the lock.
pub(super) fn climb(connection: &mut Connection) -> Result<(), Trouble> {
    if version(connection)? >= NEWEST {
        return Ok(());
    }
    let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let reached = usize::try_from(version(&step)?).unwrap_or(0);
    for sql in STEPS.iter().skip(reached) {
        step.execute_batch(sql)?;
    }
    suspects::all(&step)?;
    at_odds::all(&step)?;
    // A ledger from before the image is packed once, when it is first opened.
    image::renew(&step)?;
    step.pragma_update(None, "user_version", NEWEST)?;
    step.commit()?;
    Ok(())
}

/// The version the file is at.
pub(super) fn version(connection: &Connection) -> Result<i32, Trouble> {
    let version = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    Ok(version)
}
