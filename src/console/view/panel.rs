//! A framed panel, and lines in it: only those that fit are drawn.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders, Clear};

use crate::console::layout::{first_row, over};
use crate::console::model::Model;
use crate::console::text::{fit, width};
use crate::console::written::Row;

/// Draws a frame with a title and returns what is inside it.
pub fn framed(model: &Model, frame: &mut Frame<'_>, area: Rect, title: &str, focus: bool) -> Rect {
    let theme = model.theme();
    let columns = usize::from(area.width.saturating_sub(4));
    let style = if focus {
        theme.frame_focus
    } else {
        theme.frame
    };
    let mut block = Block::bordered().border_style(style);
    if !title.is_empty() {
        block = block.title(Line::styled(
            format!(" {} ", fit(title, columns)),
            theme.strong,
        ));
    }
    let inner = block.inner(area);
    frame.render_widget(block, area);
    inner
}

/// The same without sides, for what needs every column.
pub fn ruled(model: &Model, frame: &mut Frame<'_>, area: Rect, title: &str) -> Rect {
    let theme = model.theme();
    let columns = usize::from(area.width.saturating_sub(2));
    let title = Line::styled(format!("{} ", fit(title, columns)), theme.strong);
    let block = Block::new()
        .borders(Borders::TOP | Borders::BOTTOM)
        .border_style(theme.frame)
        .title(title);
    let inner = block.inner(area);
    frame.render_widget(block, area);
    inner
}

/// Clears an area, as a pop-up does before it draws.
pub fn cleared(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Clear, area);
    frame.buffer_mut().set_style(area, model.theme().text);
}

/// Draws lines from the top, one a row, as many as fit.
pub fn lines<'line>(
    frame: &mut Frame<'_>,
    area: Rect,
    lines: impl IntoIterator<Item = Line<'line>>,
) {
    for (row, line) in (area.y..area.bottom()).zip(lines) {
        frame.render_widget(line, Rect::new(area.x, row, area.width, 1));
    }
}

/// Draws sentences; where they are cut, the last row says by how much.
pub fn told(model: &Model, frame: &mut Frame<'_>, area: Rect, lines: Vec<Line<'_>>) {
    let hidden = lines.len().saturating_sub(usize::from(area.height));
    self::lines(frame, area, lines);
    if hidden > 0 && area.height > 0 {
        // The row that says so hides one more.
        let more = format!(" {} more lines in a taller window ", hidden + 1);
        let row = Rect::new(area.x, area.bottom() - 1, area.width, 1);
        cleared(model, frame, row);
        frame.render_widget(Line::styled(more, model.theme().quiet).right_aligned(), row);
    }
}

/// Draws rows with the cursor in view.
pub fn list(frame: &mut Frame<'_>, area: Rect, rows: Vec<Line<'_>>, cursor: usize) {
    let first = first_row(cursor, rows.len(), usize::from(area.height));
    lines(frame, area, rows.into_iter().skip(first));
}

/// Draws rows with the cursor in view, and below them a foot: what the rows leave, else at most two fifths of the area.
pub fn list_over(
    frame: &mut Frame<'_>,
    area: Rect,
    rows: Vec<Line<'_>>,
    cursor: usize,
    foot: Vec<Line<'_>>,
) {
    let high = u16::try_from(foot.len()).unwrap_or(u16::MAX);
    let left = area
        .height
        .saturating_sub(u16::try_from(rows.len()).unwrap_or(u16::MAX));
    let (above, under) = over(area, high.min(left.max(area.height * 2 / 5)));
    list(frame, above, rows, cursor);
    lines(frame, under, foot);
}

/// One line of a list: cursor and marks are told by a glyph as well as by style.
pub fn row(model: &Model, text: &str, cursor: bool, style: Style, columns: u16) -> Line<'static> {
    let theme = model.theme();
    let glyph = if cursor { "▸ " } else { "  " };
    let columns = usize::from(columns).saturating_sub(2);
    if cursor {
        let text = crate::console::text::pad(text, columns);
        return Line::styled(format!("{glyph}{text}"), theme.cursor);
    }
    Line::styled(format!("{glyph}{}", fit(text, columns)), style)
}

/// Text on the left, text on the right of one line.
pub fn ends(left: Vec<Span<'static>>, right: Span<'static>, columns: u16) -> Line<'static> {
    let room = usize::from(columns).saturating_sub(width(&right.content));
    let mut spans = Vec::with_capacity(left.len() + 2);
    let mut free = room;
    for span in left {
        // What stands on the right is never pushed out: the left gives way.
        let text = fit(&span.content, free).into_owned();
        free = free.saturating_sub(width(&text));
        spans.push(Span::styled(text, span.style));
    }
    spans.push(Span::raw(" ".repeat(free)));
    spans.push(right);
    Line::from(spans)
}

/// One quiet sentence where there is nothing else.
pub fn note(model: &Model, frame: &mut Frame<'_>, area: Rect, text: &str) {
    let wrapped = crate::console::text::wrap(text, usize::from(area.width.saturating_sub(4)));
    let all = wrapped
        .into_iter()
        .map(|line| Line::styled(format!("  {line}"), model.theme().quiet));
    lines(frame, area, std::iter::once(Line::default()).chain(all));
}

/// A line of a text of several lines, with the cursor where it stands on it.
pub fn written(model: &Model, row: &Row, columns: usize) -> Vec<Span<'static>> {
    if let Some(cursor) = row.cursor {
        return typed(model, &row.text, cursor, columns);
    }
    let text = crate::console::text::clean(row.text.trim_end()).into_owned();
    let text = fit(&text, columns).into_owned();
    vec![Span::styled(text, model.theme().text)]
}

/// Where a cursor of a text line is drawn: the text with the cell under the cursor reversed.
pub fn typed(model: &Model, text: &str, cursor: usize, columns: usize) -> Vec<Span<'static>> {
    let theme = model.theme();
    let characters: Vec<char> = text.chars().collect();
    let cursor = cursor.min(characters.len());
    let from = cursor.saturating_sub(columns.saturating_sub(2));
    let part = |from: usize, to: usize| -> String {
        let to = to.min(characters.len());
        characters
            .get(from..to)
            .map_or_else(String::new, |part| part.iter().collect())
    };
    let under = part(cursor, cursor + 1);
    let under = if under.trim().is_empty() || width(&under) == 0 {
        " ".to_owned()
    } else {
        under
    };
    let before = crate::console::text::clean(&part(from, cursor)).into_owned();
    let left = columns.saturating_sub(width(&before) + 1);
    let after = part(cursor + 1, cursor + 1 + left);
    vec![
        Span::styled(before, theme.strong),
        Span::styled(
            crate::console::text::clean(&under).into_owned(),
            theme
                .cursor
                .add_modifier(ratatui::style::Modifier::REVERSED),
        ),
        Span::styled(
            fit(&crate::console::text::clean(&after), left).into_owned(),
            theme.strong,
        ),
    ]
}
