//! What was decided on sources, campaigns and whatever else figures go by: the latest word on each.

use super::{Ledger, Trouble, journal};
use crate::review::steer::{self, Steered};

impl Ledger {
    /// Every slice somebody decided on, each with the latest decision, in the order they were taken.
    pub fn steered(&self) -> Result<Vec<Steered>, Trouble> {
        let kinds = "[\"steered\", \"campaign_decided\"]";
        let entries = journal::standing_of_kinds(&self.connection, kinds)?;
        Ok(steer::standing(&entries))
    }
}
