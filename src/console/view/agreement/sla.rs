//! The tab of the SLA: the clauses of both sides.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::fields;
use crate::console::model::Model;
use crate::review::agreement::version::Section;

/// Draws the tab.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    fields::draw(model, frame, area, Section::Sla);
}
