//! A section's text as rows of label and words, the row under the cursor opened up beside them.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::sentences;
use crate::console::layout::{first_row, over};
use crate::console::model::Model;
use crate::console::text::{clean, pad};
use crate::console::update::agreement::read_rows;
use crate::console::view::panel;
use crate::review::agreement::version::Section;

/// The label's columns.
const LABEL: usize = 26;

/// Draws the rows of a section.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect, section: Section) {
    let rows = read_rows(model, section);
    if rows.is_empty() {
        sentences(model, frame, area, section.title(), &[none(section)]);
        return;
    }
    let at = model.agreement.at().min(rows.len() - 1);
    let told = rows.get(at).map(|row| row.text.clone());
    let low = 5.min(area.height / 3);
    let (list, under) = over(area, low);
    let inner = panel::framed(model, frame, list, section.title(), true);
    let first = first_row(at, rows.len(), usize::from(inner.height));
    let shown = rows.iter().enumerate().skip(first);
    let lines = shown.map(|(place, row)| {
        let text = format!("{} {}", pad(&clean(&row.label), LABEL), clean(&row.text));
        panel::row(model, &text, place == at, model.theme().text, inner.width)
    });
    panel::lines(frame, inner, lines.collect::<Vec<Line<'_>>>());
    let title = rows
        .get(at)
        .map_or_else(String::new, |row| clean(&row.label).into_owned());
    let words: Vec<String> = told.into_iter().collect();
    sentences(model, frame, under, &title, &words);
}

/// What stands where nobody has written anything.
fn none(section: Section) -> String {
    match section {
        Section::Definition => "There is no agreed definition yet. Until there is one, the word in your CRM is used: whoever it says was delivered counts as a lead.",
        Section::Sla => "Nothing is agreed yet on who owes what by when. Until it is, nothing is ever missed.",
        Section::Rules => "No rules are agreed yet.",
        Section::Plan => "No targets are agreed yet. Until they are, no figure is good or bad.",
    }
    .to_owned()
}
