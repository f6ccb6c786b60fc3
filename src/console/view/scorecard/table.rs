//! A table of figures on the screen: a cell under the cursor, columns that scroll with it, what must be read beside a
//! row said in words.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::console::agenda;
use crate::console::command::Command;
use crate::console::layout::first_row;
use crate::console::model::Model;
use crate::console::model::scorecard::Sheet;
use crate::console::room;
use crate::console::text::{clean, fit, pad, pad_left, width, wrap};
use crate::console::view::panel;
use crate::review::figures::table::{Column, Row, Table, Value};
use crate::review::figures::words::{NOTHING, count};

/// The widest a row's name may be: so many columns, at most this share of the screen.
const NAME: usize = 52;
const GAP: usize = 2;
/// And at least that.
const LEAST: usize = 12;

/// Draws the table in front.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let place = &model.scorecard;
    let Some(table) = room::table(model) else {
        let title = place.view.title();
        let inner = panel::framed(model, frame, area, title, true);
        panel::note(model, frame, inner, &waiting(&place.sheet));
        return;
    };
    let title = format!("{}{}", clean(&table.title), turn(model));
    let inner = panel::framed(model, frame, area, &title, true);
    let theme = model.theme();
    let columns = usize::from(inner.width.saturating_sub(2));
    let mut head: Vec<Line<'_>> = Vec::new();
    for sentence in &table.lines {
        let lines = wrap(&clean(sentence), columns).into_iter();
        head.extend(lines.map(|line| Line::styled(format!(" {line}"), theme.text)));
    }
    // The sentences give way before the rows do.
    head.truncate(usize::from(inner.height / 3));
    let shape = Shape::of(&table, &place.sheet, usize::from(inner.width));
    if !head.is_empty() {
        head.push(Line::default());
    }
    head.push(shape.heading(&table, theme.quiet));
    let high = u16::try_from(head.len())
        .unwrap_or(u16::MAX)
        .min(inner.height);
    panel::lines(frame, inner, head);
    let foot = u16::from(inner.height > high + 3);
    let room = inner.height - high - foot;
    let notes = notes(&table, columns, theme.text);
    let wanted = table.rows.len() + usize::from(table.total.is_some());
    let wanted = u16::try_from(wanted).unwrap_or(u16::MAX).max(3);
    let below = u16::try_from(notes.len() + 1).unwrap_or(u16::MAX);
    let below = if notes.is_empty() {
        0
    } else {
        below.min(room.saturating_sub(wanted.min(room / 2)))
    };
    let list = Rect {
        y: inner.y + high,
        height: if below > 0 {
            wanted.min(room - below)
        } else {
            room
        },
        ..inner
    };
    rows(model, frame, list, &table, &shape);
    let under = Rect::new(inner.x, list.bottom(), inner.width, below);
    panel::lines(frame, under, std::iter::once(Line::default()).chain(notes));
    if foot > 0 {
        let line = Rect::new(inner.x, inner.bottom() - 1, inner.width, 1);
        let words = again(&place.sheet).unwrap_or_else(|| foot_of(&place.sheet, &table, &shape));
        let text = format!(" {}", fit(&words, columns));
        panel::lines(frame, line, [Line::styled(text, theme.quiet)]);
    }
}

/// " · 2 of 3, Tab: Sponsor's page", where the review looks at several pages.
pub fn turn(model: &Model) -> String {
    let Some((at, of, next)) = agenda::page(model) else {
        return String::new();
    };
    let key = model.keymap.shown(Command::TurnPage);
    let place = if at > 0 {
        format!(" · {at} of {of}")
    } else {
        String::new()
    };
    format!("{place}, {key}: {}", next.title())
}

/// What stands there until the table does.
fn waiting(sheet: &Sheet) -> String {
    let far = sheet.counted.map_or_else(String::new, |(done, of)| {
        format!(": {} of {}", count(done), count(of))
    });
    format!("The leads are being counted{far}. Esc leaves it.")
}

/// What stands at the foot of a table that is being counted anew.
fn again(sheet: &Sheet) -> Option<String> {
    let (done, of) = sheet.counted?;
    let (done, of) = (count(done), count(of));
    Some(format!(
        "as it was told last; counted anew: {done} of {of}. Esc leaves it."
    ))
}

/// The sentences under the rows.
fn notes(table: &Table, columns: usize, style: Style) -> Vec<Line<'static>> {
    let notes = table.notes.iter();
    let lines = notes.flat_map(|note| wrap(&clean(note), columns));
    lines
        .map(|line| Line::styled(format!(" {line}"), style))
        .collect()
}

/// Which columns are shown, and how wide each is.
struct Shape {
    name: usize,
    first: usize,
    widths: Vec<usize>,
    cursor: usize,
    gap: usize,
    /// Titles and cells in their short words: all that belongs beside each other would not stand there otherwise.
    brief: bool,
}

impl Shape {
    fn of(table: &Table, sheet: &Sheet, columns: usize) -> Self {
        let rows = || table.rows.iter().chain(&table.total);
        let label = rows().map(|row| width(&name_of(row))).max();
        let label = label.unwrap_or(0).max(width(&table.head)).min(NAME);
        let name = label.min((columns / 3).max(columns * 2 / 5));
        let wide = |brief: bool| -> Vec<usize> {
            let titles = table.columns.iter().enumerate();
            let wide = titles.map(|(at, column)| {
                let cells = rows().filter_map(|row| row.cells.get(at));
                let cells = cells
                    .map(|cell| width(&cell_text(&cell.value, brief)))
                    .max();
                let title = width(title_of(column, brief));
                cells.unwrap_or(0).max(title).min(columns / 2)
            });
            wide.collect()
        };
        let together = table
            .columns
            .iter()
            .filter(|column| !column.brief.is_empty())
            .count();
        let taken = |wide: &[usize], gap| {
            wide.iter()
                .take(together)
                .map(|wide| wide + gap)
                .sum::<usize>()
        };
        let room = columns.saturating_sub(name + 4);
        let usual = wide(false);
        if taken(&usual, GAP) <= room {
            return Self::within(usual, sheet, name, room, GAP);
        }
        let brief = wide(true);
        let left = columns.saturating_sub(taken(&brief, 1) + 4);
        let name = label.min(left.max(LEAST));
        Self {
            brief: true,
            ..Self::within(brief, sheet, name, columns.saturating_sub(name + 4), 1)
        }
    }

    fn within(wide: Vec<usize>, sheet: &Sheet, name: usize, room: usize, gap: usize) -> Self {
        let mut first = 0;
        while first < sheet.column
            && wide
                .get(first..=sheet.column)
                .is_some_and(|shown| shown.iter().map(|wide| wide + gap).sum::<usize>() > room)
        {
            first += 1;
        }
        let mut used = 0;
        let widths = wide.into_iter().skip(first);
        let widths = widths.take_while(|wide| {
            used += wide + gap;
            used <= room
        });
        Self {
            name,
            first,
            widths: widths.collect(),
            cursor: sheet.column,
            gap,
            brief: false,
        }
    }

    fn columns(&self) -> impl Iterator<Item = (usize, usize)> {
        (self.first..).zip(self.widths.iter().copied())
    }

    fn heading(&self, table: &Table, style: Style) -> Line<'static> {
        let mut text = format!("  {}", pad(&table.head, self.name));
        let more = if self.first > 0 { "‹" } else { " " };
        text.push_str(more);
        for (at, wide) in self.columns() {
            let column = table.columns.get(at);
            let title = column.map_or("", |column| title_of(column, self.brief));
            text.push_str(&pad_left(title, wide + self.gap));
        }
        if self.first + self.widths.len() < table.columns.len() {
            text.push('›');
        }
        Line::styled(text, style)
    }
}

fn rows(model: &Model, frame: &mut Frame<'_>, area: Rect, table: &Table, shape: &Shape) {
    let sheet = &model.scorecard.sheet;
    if table.columns.is_empty() {
        return;
    }
    if table.rows.is_empty() {
        panel::note(model, frame, area, "There is no lead in it.");
        return;
    }
    let total = usize::from(table.total.is_some());
    let high = usize::from(area.height).saturating_sub(total);
    let at = sheet.row.min(table.rows.len().saturating_sub(1));
    let first = first_row(at, table.rows.len(), high);
    let shown = table.rows.iter().enumerate().skip(first).take(high);
    let mut lines: Vec<Line<'_>> = shown
        .map(|(at, row)| line(model, row, shape, at == sheet.row, false))
        .collect();
    if let Some(row) = &table.total {
        let cursor = sheet.row >= table.rows.len();
        lines.push(line(model, row, shape, cursor, true));
    }
    panel::lines(frame, area, lines);
}

fn line(model: &Model, row: &Row, shape: &Shape, cursor: bool, total: bool) -> Line<'static> {
    let theme = model.theme();
    let style = match (cursor, total) {
        (true, _) => theme.cursor,
        (_, true) => theme.strong,
        _ => theme.text,
    };
    let glyph = if cursor { "▸ " } else { "  " };
    let mut spans = vec![Span::styled(
        format!("{glyph}{} ", pad(&name_of(row), shape.name)),
        style,
    )];
    for (at, wide) in shape.columns() {
        let text = row.cells.get(at);
        let text = text.map(|cell| cell_text(&cell.value, shape.brief));
        let text = pad_left(&clean(&text.unwrap_or_default()), wide);
        if cursor && at == shape.cursor {
            spans.push(Span::styled(" ".repeat(shape.gap - 1), style));
            spans.push(Span::styled(
                format!("▸{text}"),
                theme.key.patch(theme.cursor),
            ));
        } else {
            spans.push(Span::styled(
                format!("{}{text}", " ".repeat(shape.gap)),
                style,
            ));
        }
    }
    Line::from(spans)
}

fn title_of(column: &Column, brief: bool) -> &str {
    if brief && !column.brief.is_empty() {
        &column.brief
    } else {
        &column.title
    }
}

fn cell_text(value: &Value, brief: bool) -> String {
    if brief { value.brief() } else { value.text() }
}

fn name_of(row: &Row) -> String {
    let name = format!("{} {}", clean(&row.label), glyphs(row));
    name.trim_end().to_owned()
}

/// The signs beside a row's name; the line at the foot says what they mean.
fn glyphs(row: &Row) -> String {
    let any = |words: &str| row.marks.iter().any(|mark| mark.contains(words));
    let signs = [("too early", "░"), ("not covered", "┄"), ("under 10", "n")];
    let signs = signs.iter().filter(|(words, _)| any(words));
    signs.map(|(_, sign)| *sign).collect()
}

/// The line under the rows: of a table in short words the cell under the cursor in full, with what stands beside it.
fn foot_of(sheet: &Sheet, table: &Table, shape: &Shape) -> String {
    if !shape.brief {
        return beside(sheet, table, shape.name);
    }
    let row = table.rows.get(sheet.row).or(table.total.as_ref());
    let Some((row, column)) = row.zip(table.columns.get(sheet.column)) else {
        return String::new();
    };
    let cell = row.cells.get(sheet.column).map(|cell| cell.value.text());
    let cell = format!("{} {}", column.title, cell.unwrap_or_default());
    let hidden = row
        .cells
        .iter()
        .enumerate()
        .skip(shape.first + shape.widths.len());
    let hidden = hidden.map(|(_, cell)| cell.value.text());
    let said = std::iter::once(cell).chain(hidden.filter(|text| text != NOTHING));
    clean(&said.collect::<Vec<_>>().join(" · ")).into_owned()
}

/// What must be read beside the row under the cursor; else what the signs mean, where there are any.
fn beside(sheet: &Sheet, table: &Table, name: usize) -> String {
    let row = table.rows.get(sheet.row);
    if let Some(row) = row.filter(|row| row.marks.is_empty() && width(&row.label) > name) {
        return clean(&row.label).into_owned();
    }
    if let Some(row) = row.filter(|row| !row.marks.is_empty()) {
        return format!("{}: {}", clean(&row.label), row.marks.join(" · "));
    }
    let any = table.rows.iter().any(|row| !row.marks.is_empty());
    if any {
        return "░ too early   ┄ not covered   n under 10 leads".to_owned();
    }
    String::new()
}
