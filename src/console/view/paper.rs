//! A paper as its text says it, scrolled: never past its end.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::panel;
use crate::console::model::Model;
use crate::console::text::{clean, fit, width};

/// How far a paper of so many lines can be scrolled where so many rows are shown.
pub fn most(lines: usize, rows: u16) -> usize {
    lines.saturating_sub(usize::from(rows))
}

/// Draws the lines that fit from `scroll` on, and in the last column where one is; a paper as wide as the area keeps
/// every column for its words.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect, text: &str, scroll: u16) {
    let theme = model.theme();
    let all = text.lines().count();
    let most = most(all, area.height);
    let from = usize::from(scroll).min(most);
    let room = usize::from(area.width);
    let widest = text.lines().map(width).max().unwrap_or(0);
    let tight = widest + 2 > room && widest <= room;
    let (margin, columns) = if tight {
        ("", room)
    } else {
        (" ", room.saturating_sub(2))
    };
    let shown = text.lines().skip(from).take(usize::from(area.height));
    let lines = shown.map(|line| {
        let style = if heading(line) {
            theme.strong
        } else {
            theme.text
        };
        Line::styled(format!("{margin}{}", fit(&clean(line), columns)), style)
    });
    panel::lines(frame, area, lines);
    if most > 0 && area.height > 1 && area.width > 0 && !tight {
        let at = usize::from(area.height - 1) * from / most;
        let row = area.y + u16::try_from(at).unwrap_or(0);
        let mark = Rect::new(area.right() - 1, row, 1, 1);
        frame.render_widget(Line::styled("█", theme.quiet), mark);
    }
}

/// A heading of the text form: capitals only.
fn heading(line: &str) -> bool {
    let mut letters = line.chars().filter(|letter| letter.is_alphabetic());
    !line.starts_with(' ') && letters.clone().count() > 2 && letters.all(char::is_uppercase)
}
