//! The tab of the SLA: the clauses of both sides.

use super::read_rows;
use crate::console::command::Command;
use crate::console::effect::Effect;
use crate::console::model::Model;
use crate::review::agreement::version::Section;

/// How many rows its cursor walks.
pub fn rows(model: &Model) -> usize {
    read_rows(model, Section::Sla).len()
}

/// What the tab itself understands.
pub fn command(_model: &mut Model, _command: Command) -> Option<Vec<Effect>> {
    None
}
