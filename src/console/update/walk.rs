//! The review on the table.

use crate::console::effect::Effect;
use crate::console::message::ReviewState;
use crate::console::model::Model;
use crate::console::model::walk::Walk;
use crate::review::entry::Entry;
use crate::review::lead::Lead;
use crate::review::meeting::DocketItem;

pub fn tell_place(_model: &mut Model) -> Vec<Effect> {
    Vec::new()
}

pub fn opened(_model: &mut Model, _items: Vec<DocketItem>, _leads: Vec<Lead>) -> Vec<Effect> {
    Vec::new()
}

pub fn refreshed(model: &mut Model, state: &ReviewState) {
    if let Some(walk) = &mut model.walk {
        walk.entries.clone_from(&state.entries);
        walk.meeting = state.meeting.clone();
    }
}

pub fn enter(model: &mut Model, state: &ReviewState) -> Vec<Effect> {
    model.walk = Some(Walk::new(state, &model.known));
    super::browse::card(model)
}

pub fn followed(_model: &mut Model, _entries: &[Entry]) -> Vec<Effect> {
    Vec::new()
}
