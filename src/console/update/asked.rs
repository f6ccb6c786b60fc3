//! Files asked for and looked at before they are imported.

use crate::console::model::Model;
use crate::review::proposal::Proposal;

pub fn folder(model: &mut Model, names: Vec<(String, Option<u64>)>) {
    model.folder = names;
}

pub fn proposal(model: &mut Model, proposal: Proposal) {
    model.say(format!("{} files", proposal.files.len()));
}
