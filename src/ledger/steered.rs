//! What was decided on sources, campaigns and whatever else figures go by: the latest word on each.

use super::{Ledger, Trouble, journal};
use crate::review::course::Steered;
use crate::review::entry::Act;
use crate::review::filter::By;

impl Ledger {
    /// Every slice somebody decided on, each with the latest decision, in the order they were taken.
    pub fn steered(&self) -> Result<Vec<Steered>, Trouble> {
        let mut standing: Vec<Steered> = Vec::new();
        let kinds = "[\"steered\", \"campaign_decided\"]";
        for entry in journal::standing_of_kinds(&self.connection, kinds)? {
            let (by, key, choice, why) = match entry.act {
                Act::Steered {
                    by,
                    key,
                    choice,
                    why,
                } => (by, key, choice, why),
                Act::CampaignDecided {
                    campaign,
                    choice,
                    text,
                    ..
                } => (By::Campaign, campaign, choice, text),
                _ => continue,
            };
            standing.retain(|one| (&one.by, &one.key) != (&by, &key));
            standing.push(Steered {
                by,
                key,
                choice,
                why,
                who: entry.who,
                at: entry.at,
            });
        }
        Ok(standing)
    }
}
