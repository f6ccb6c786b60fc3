//! The places outside a review.

use super::answers::ask_card;
use super::ask;
use crate::console::effect::{Effect, Question};
use crate::console::model::Model;
use crate::console::model::wire::Slot;

/// Asks for what the place in front shows.
pub fn reload(model: &mut Model) -> Vec<Effect> {
    let query = model.leads.query.clone();
    let mut effects = vec![ask(model, Slot::Leads, Question::Leads(query))];
    effects.extend(super::places::entered(model));
    effects
}

/// Asks for the card of the lead in front.
pub fn card(model: &mut Model) -> Vec<Effect> {
    let lead = match model.walking() {
        Some(walk) => walk.current(),
        None => model.leads.current(),
    };
    lead.and_then(|lead| ask_card(model, lead))
        .into_iter()
        .collect()
}
