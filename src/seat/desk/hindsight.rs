//! What became of the leads that past reviews judged.

use super::{Desk, Trouble};
use crate::review::figures::hindsight::{Hindsight, calls};
use crate::review::meeting::MeetingId;
use crate::review::meeting::fold::standing;

impl Desk {
    /// The room's calls of the reviews before one (`None`: of all), as of `now` in seconds since 1970 UTC.
    pub fn hindsight(&self, before: Option<MeetingId>, now: i64) -> Result<Hindsight, Trouble> {
        let zone = self.ledger.zone()?;
        let mut judged = Vec::new();
        for id in self.ledger.leads_judged_in_reviews()? {
            let Some(lead) = self.ledger.lead(id)? else {
                continue;
            };
            let entries = self.ledger.entries_of(id)?;
            let mut calls = calls(&lead, standing(&entries), zone);
            calls.retain(|judged| before.is_none_or(|before| judged.meeting < before));
            if !calls.is_empty() {
                judged.push((lead, calls));
            }
        }
        Ok(Hindsight::of(judged, now, zone))
    }
}
