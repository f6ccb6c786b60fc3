//! What both teams agreed on: folded from the journal, so that undo needs nothing of its own.

use rusqlite::Connection;

use super::{Ledger, Trouble, journal};
use crate::review::agreement::fold::Agreement;

impl Ledger {
    /// Everything that was drafted, proposed, ratified, signed, read and answered, and stands.
    pub fn agreement(&self) -> Result<Agreement, Trouble> {
        agreed(&self.connection)
    }
}

/// The agreement as it stands inside a transaction.
pub(super) fn agreed(connection: &Connection) -> Result<Agreement, Trouble> {
    let entries = journal::standing_of_kinds(connection, r#"["agreed"]"#)?;
    Ok(Agreement::fold(&entries))
}
