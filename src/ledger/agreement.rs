//! What both teams agreed on: folded from the journal, so that undo needs nothing of its own.

use super::{Ledger, Trouble, journal};
use crate::review::agreement::fold::Agreement;

impl Ledger {
    /// Everything that was drafted, proposed, ratified, signed, read and answered, and stands.
    pub fn agreement(&self) -> Result<Agreement, Trouble> {
        let entries = journal::standing_of_kinds(&self.connection, r#"["agreed"]"#)?;
        Ok(Agreement::fold(&entries))
    }
}
