//! A table of figures on paper: as text of at most so many columns, and as CSV.

use unicode_width::UnicodeWidthStr;

use super::cells::Sheet;
use super::clean;
use super::page::{self, Block, Page, Section};
use super::table::wrap;
use crate::review::figures::table::{Row, Table, Value};

/// The widest a row's name may be.
const NAME: usize = 28;
const GAP: usize = 2;

/// The table as text: as many columns beside each other as fit, the rest in blocks below with the rows' names again.
#[must_use]
pub fn text(table: &Table, width: usize) -> String {
    let mut lines = vec![clean::line(&table.title)];
    for line in &table.lines {
        lines.extend(wrap(&clean::line(line), width));
    }
    let rows: Vec<&Row> = table.rows.iter().chain(&table.total).collect();
    let labels = rows.iter().map(|row| clean::line(&row.label).width());
    let name = labels
        .chain([table.head.width()])
        .max()
        .unwrap_or(0)
        .min(NAME);
    let mut from = 0;
    while from < table.columns.len() {
        let mut widths = Vec::new();
        let mut used = name;
        for at in from..table.columns.len() {
            let wide = column_width(table, &rows, at).min(width.saturating_sub(name + GAP));
            if used + GAP + wide > width && !widths.is_empty() {
                break;
            }
            used += GAP + wide;
            widths.push(wide);
        }
        lines.push(String::new());
        block(table, &rows, name, from, &widths, &mut lines);
        from += widths.len();
    }
    if !table.notes.is_empty() {
        lines.push(String::new());
    }
    for note in &table.notes {
        lines.extend(wrap(&clean::line(note), width));
    }
    let marked = rows.iter().filter(|row| !row.marks.is_empty());
    let marks = marked.map(|row| format!("{}: {}", clean::line(&row.label), row.marks.join(" · ")));
    let marks: Vec<String> = marks.collect();
    if !marks.is_empty() {
        lines.push(String::new());
        lines.extend(marks.iter().flat_map(|line| wrap(line, width)));
    }
    lines.join("\n") + "\n"
}

/// The table as a page of its own, for the renderers of every format.
#[must_use]
pub fn page(table: &Table, badge: String) -> Page {
    let column = |title: &str, number| page::Column {
        title: title.to_owned(),
        number,
    };
    let named = table.columns.iter().map(|one| column(&one.title, true));
    let columns = std::iter::once(column(&table.head, false)).chain(named);
    let rows = table.rows.iter().chain(&table.total).map(|row| {
        let cells = row.cells.iter().map(|cell| cell.value.text());
        std::iter::once(row.label.clone()).chain(cells).collect()
    });
    let mut blocks = vec![Block::Table(page::Table {
        columns: columns.collect(),
        rows: rows.collect(),
    })];
    blocks.extend(table.notes.iter().cloned().map(|text| Block::Line { text }));
    Page {
        title: table.title.clone(),
        badge,
        lines: table.lines.clone(),
        sections: vec![Section {
            key: "figures".to_owned(),
            title: table.head.clone(),
            blocks,
        }],
    }
}

fn block(
    table: &Table,
    rows: &[&Row],
    name: usize,
    from: usize,
    widths: &[usize],
    lines: &mut Vec<String>,
) {
    let columns = || (from..).zip(widths);
    let mut head = pad(&table.head, name);
    for (at, width) in columns() {
        let title = table.columns.get(at).map_or("", |column| &column.title);
        head.push_str(&pad_left(title, width + GAP));
    }
    lines.push(head.trim_end().to_owned());
    for row in rows {
        let mut line = pad(&clean::line(&row.label), name);
        for (at, width) in columns() {
            let text = row
                .cells
                .get(at)
                .map(|cell| clean::line(&cell.value.text()));
            line.push_str(&pad_left(&text.unwrap_or_default(), width + GAP));
        }
        lines.push(line.trim_end().to_owned());
    }
}

fn column_width(table: &Table, rows: &[&Row], at: usize) -> usize {
    let title = table
        .columns
        .get(at)
        .map_or(0, |column| column.title.width());
    let cells = rows.iter().filter_map(|row| row.cells.get(at));
    let cells = cells.map(|cell| clean::line(&cell.value.text()).width());
    cells.chain([title]).max().unwrap_or(0)
}

fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    for letter in text.chars() {
        if format!("{out}{letter}…").width() > width {
            break;
        }
        out.push(letter);
    }
    out + "…"
}

fn pad(text: &str, width: usize) -> String {
    let text = cut(text, width);
    let fill = " ".repeat(width.saturating_sub(text.width()));
    text + &fill
}

fn pad_left(text: &str, width: usize) -> String {
    let text = cut(text, width);
    " ".repeat(width.saturating_sub(text.width())) + &text
}

/// The table as CSV: bare numbers, a rate with its whole beside it, the marks in the last column.
#[must_use]
pub fn csv(table: &Table) -> String {
    let is_rate = |at: usize| {
        let mut cells = table.rows.iter().filter_map(|row| row.cells.get(at));
        cells.any(|cell| matches!(cell.value, Value::Rate { .. }))
    };
    let mut header = vec![table.head.clone()];
    for (at, column) in table.columns.iter().enumerate() {
        header.push(column.title.clone());
        if is_rate(at) {
            header.push(format!("{}, n", column.title));
        }
    }
    header.push("marks".to_owned());
    let mut preamble = vec![table.title.clone()];
    preamble.extend(table.lines.iter().cloned());
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let mut sheet = Sheet::with_preamble(&preamble, &header);
    for row in table.rows.iter().chain(&table.total) {
        let mut cells = vec![row.label.clone()];
        for at in 0..table.columns.len() {
            let value = row.cells.get(at).map(|cell| &cell.value);
            cells.push(value.map_or_else(String::new, Value::plain));
            if is_rate(at) {
                cells.push(match value {
                    Some(Value::Rate { of, .. }) => of.to_string(),
                    _ => "0".to_owned(),
                });
            }
        }
        cells.push(row.marks.join("; "));
        sheet.row(&cells);
    }
    sheet.into_text()
}
