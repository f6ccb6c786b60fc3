//! The places outside the walk: what each asks for when it comes into view, and what it is told.

use super::ask;
use crate::console::effect::{Effect, Question};
use crate::console::model::Model;
use crate::console::model::places::{CampaignsSort, Place};
use crate::console::model::wire::Slot;
use crate::console::places::{Ask, CampaignRow, Told};

/// Asks for what the place in front shows.
pub fn entered(model: &mut Model) -> Vec<Effect> {
    let (slot, question) = match model.place {
        Place::Scorecard => (Slot::Scorecard, Ask::Scorecard),
        Place::Campaigns => (Slot::Campaigns, Ask::Campaigns),
        Place::Agreement => (Slot::Used, Ask::Used),
        _ => return Vec::new(),
    };
    vec![ask(model, slot, Question::Place(question))]
}

/// Takes what the ledger told a place.
pub fn told(model: &mut Model, told: Told) -> Vec<Effect> {
    match told {
        Told::Scorecard(card) => model.scorecard.card = Some(card),
        Told::Campaigns(mut rows) => {
            sort(&mut rows, model.campaigns.sort);
            model.campaigns.at = model.campaigns.at.min(rows.len().saturating_sub(1));
            model.campaigns.rows = Some(rows);
        }
        Told::Used(used) => model.agreement.used = Some(used),
        Told::Explained(explained) => super::explain::told(model, *explained),
    }
    Vec::new()
}

/// Puts campaigns in order; those without a cost stand last where cost decides.
pub fn sort(rows: &mut [CampaignRow], sort: CampaignsSort) {
    use std::cmp::Reverse;
    rows.sort_by_key(|row| row.campaign.name.to_lowercase());
    match sort {
        CampaignsSort::Name => {}
        CampaignsSort::Leads => rows.sort_by_key(|row| Reverse(row.leads)),
        CampaignsSort::Accepted => rows.sort_by_key(|row| Reverse(row.accepted)),
        CampaignsSort::Opportunities => rows.sort_by_key(|row| Reverse(row.opportunities)),
        CampaignsSort::Won => rows.sort_by_key(|row| Reverse(row.won)),
        CampaignsSort::Cost => {
            rows.sort_by_key(|row| Reverse(row.campaign.cost.map(|cost| cost.amount)));
        }
    }
}
