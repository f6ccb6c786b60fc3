//! The tab of our agreement: what is in force of each section, in a few lines; how to get there where nothing is.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{sentences, stands};
use crate::console::layout::below;
use crate::console::model::Model;
use crate::console::text::pad;
use crate::console::update::agreement::page as update;
use crate::console::view::{panel, paper};
use crate::review::agreement::version::Section;

/// Under so many columns a page of 80 does not fit between two sides.
const NARROW: u16 = 84;

/// How a team gets its first definition.
const HOW: [&str; 5] = [
    "There is no agreed definition yet. Until there is one, the word in your CRM is used: whoever it says was delivered counts as a lead. How to get one:",
    "1  In a review, ask everybody in turn what a qualified lead is, and write each answer down word for word.",
    "2  Let the reps who win most name the five most critical things.",
    "3  Write a first draft of it (F4), and propose it: nothing is in force by that.",
    "4  Vote on it again in the next review, both teams: that second meeting confirms it. Until then you review on today's words.",
];

/// Draws the tab.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let (list, told) = below(area, 6);
    let inner = panel::framed(model, frame, list, "What both teams work by", true);
    let at = model.agreement.at();
    let rows = Section::ALL.into_iter().enumerate();
    let lines = rows.map(|(place, section)| {
        let text = format!("{} {}", pad(section.title(), 22), stands(model, section));
        panel::row(model, &text, place == at, model.theme().text, inner.width)
    });
    panel::lines(frame, inner, lines.collect::<Vec<Line<'_>>>());
    let page = update::page(model);
    if page.is_empty() {
        let texts = HOW.map(ToOwned::to_owned);
        sentences(model, frame, told, "What a lead is", &texts);
        return;
    }
    let title = update::too_long(model).map_or_else(
        || "The page both teams sign".to_owned(),
        |why| format!("The page both teams sign: {why}"),
    );
    let inner = if told.width < NARROW {
        let lines = page.lines().count();
        let title = match paper::most(lines, told.height.saturating_sub(2)) {
            0 => title,
            _ => format!("{title} · PgDn, {lines} lines"),
        };
        panel::ruled(model, frame, told, &title)
    } else {
        panel::framed(model, frame, told, &title, false)
    };
    paper::draw(model, frame, inner, &page, model.agreement.scroll);
}
