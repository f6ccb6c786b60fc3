//! The tab of targets and the plan.

use super::read_rows;
use crate::console::command::Command;
use crate::console::effect::Effect;
use crate::console::model::Model;
use crate::review::agreement::version::Section;

/// How many rows its cursor walks.
pub fn rows(model: &Model) -> usize {
    read_rows(model, Section::Plan).len()
}

/// What the tab itself understands.
pub fn command(_model: &mut Model, _command: Command) -> Option<Vec<Effect>> {
    None
}
