//! The page as plain text of at most 80 columns, for a mail or a terminal.

use super::page::{Bar, Block, Item, Page, Section};
use super::table;
use unicode_width::UnicodeWidthStr;

/// No line is wider.
pub const WIDTH: usize = 80;

/// Where a bar's label ends and the bar begins.
const LABEL: usize = 30;
/// The longest bar.
const LONGEST: u64 = 40;

/// The page as text of at most [`WIDTH`] columns, made harmless first.
#[must_use]
pub fn text(page: &Page) -> String {
    narrow(page, WIDTH)
}

/// The page as text of at most so many columns.
#[must_use]
pub fn narrow(page: &Page, columns: usize) -> String {
    let page = page.clone().cleaned();
    let mut lines = Vec::new();
    heading(&page.title, '=', columns, &mut lines);
    lines.extend(table::wrap(&page.badge, columns));
    for line in &page.lines {
        lines.extend(table::wrap(line, columns));
    }
    for section in &page.sections {
        lines.push(String::new());
        draw(section, columns, &mut lines);
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

fn heading(title: &str, rule: char, columns: usize, lines: &mut Vec<String>) {
    let wrapped = table::wrap(title, columns);
    let width = wrapped.iter().map(|line| line.width()).max().unwrap_or(0);
    lines.extend(wrapped);
    lines.push(rule.to_string().repeat(width));
}

fn draw(section: &Section, columns: usize, lines: &mut Vec<String>) {
    heading(&section.title, '-', columns, lines);
    for block in &section.blocks {
        match block {
            Block::Line { text } => lines.extend(table::wrap(text, columns)),
            Block::List { items } => {
                for item in items {
                    hanging("* ", item, columns, lines);
                }
            }
            Block::Table(rows) if table::has_room(rows, columns) => {
                lines.extend(table::lines(rows, columns));
            }
            Block::Table(rows) => lines.extend(table::listed(rows, columns)),
            Block::Bars { bars } => lines.extend(bars.iter().map(|each| bar(each, columns))),
            Block::Item(lead) => draw_item(lead, columns, lines),
            Block::Beside { parts } => parts.iter().for_each(|part| draw(part, columns, lines)),
        }
    }
}

/// Wrapped text after a mark, the following lines indented as far as the mark is wide.
fn hanging(mark: &str, text: &str, columns: usize, lines: &mut Vec<String>) {
    let indent = mark.width();
    for (index, line) in table::wrap(text, columns - indent).into_iter().enumerate() {
        if index == 0 {
            lines.push(format!("{mark}{line}"));
        } else {
            lines.push(format!("{}{line}", " ".repeat(indent)));
        }
    }
}

fn bar(bar: &Bar, columns: usize) -> String {
    let longest = LONGEST.min(columns.saturating_sub(LABEL + 6) as u64);
    let label = table::wrap(&bar.label, LABEL)
        .into_iter()
        .next()
        .unwrap_or_default();
    let fill = " ".repeat(LABEL.saturating_sub(label.width()));
    let length = (bar.count * longest).div_ceil(bar.of.max(1)).min(longest);
    let block = "█".repeat(usize::try_from(length).unwrap_or(0));
    format!("{label}{fill} {block} {}", bar.count)
}

fn draw_item(item: &Item, columns: usize, lines: &mut Vec<String>) {
    hanging("> ", &item.title, columns, lines);
    for fact in &item.facts {
        hanging(
            "    ",
            &format!("{}: {}", fact.label, fact.text),
            columns,
            lines,
        );
    }
    for quote in &item.quotes {
        for (index, line) in quote.lines.iter().enumerate() {
            let last = index + 1 == quote.lines.len();
            let open = if index == 0 { "\"" } else { "" };
            let close = if last {
                format!("\" {}", quote.by)
            } else {
                String::new()
            };
            hanging("    ", &format!("{open}{line}{close}"), columns, lines);
        }
    }
}
