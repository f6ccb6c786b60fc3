//! Drawing: a model in, a screen out. Nothing here changes anything.

use ratatui::Frame;
use ratatui::text::Line;

use super::model::Model;

pub mod people;

/// Draws the whole screen.
pub fn draw(model: &Model, frame: &mut Frame<'_>) {
    let area = frame.area();
    frame.buffer_mut().set_style(area, model.theme().text);
    frame.render_widget(
        Line::styled(
            format!(" docket  {}", model.place.title()),
            model.theme().header,
        ),
        area,
    );
}
