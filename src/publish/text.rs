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

/// The page as text, made harmless first.
#[must_use]
pub fn text(page: &Page) -> String {
    let page = page.clone().cleaned();
    let mut lines = Vec::new();
    heading(&page.title, '=', &mut lines);
    lines.extend(table::wrap(&page.badge, WIDTH));
    for line in &page.lines {
        lines.extend(table::wrap(line, WIDTH));
    }
    for section in &page.sections {
        lines.push(String::new());
        draw(section, &mut lines);
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

fn heading(title: &str, rule: char, lines: &mut Vec<String>) {
    let wrapped = table::wrap(title, WIDTH);
    let width = wrapped.iter().map(|line| line.width()).max().unwrap_or(0);
    lines.extend(wrapped);
    lines.push(rule.to_string().repeat(width));
}

fn draw(section: &Section, lines: &mut Vec<String>) {
    heading(&section.title, '-', lines);
    for block in &section.blocks {
        match block {
            Block::Line { text } => lines.extend(table::wrap(text, WIDTH)),
            Block::List { items } => {
                for item in items {
                    hanging("* ", item, lines);
                }
            }
            Block::Table(rows) => lines.extend(table::lines(rows, WIDTH)),
            Block::Bars { bars } => lines.extend(bars.iter().map(bar)),
            Block::Item(lead) => draw_item(lead, lines),
        }
    }
}

/// Wrapped text after a mark, the following lines indented as far as the mark is wide.
fn hanging(mark: &str, text: &str, lines: &mut Vec<String>) {
    let indent = mark.width();
    for (index, line) in table::wrap(text, WIDTH - indent).into_iter().enumerate() {
        if index == 0 {
            lines.push(format!("{mark}{line}"));
        } else {
            lines.push(format!("{}{line}", " ".repeat(indent)));
        }
    }
}

fn bar(bar: &Bar) -> String {
    let label = table::wrap(&bar.label, LABEL)
        .into_iter()
        .next()
        .unwrap_or_default();
    let fill = " ".repeat(LABEL.saturating_sub(label.width()));
    let length = (bar.count * LONGEST).div_ceil(bar.of.max(1)).min(LONGEST);
    let block = "█".repeat(usize::try_from(length).unwrap_or(0));
    format!("{label}{fill} {block} {}", bar.count)
}

fn draw_item(item: &Item, lines: &mut Vec<String>) {
    hanging("> ", &item.title, lines);
    for fact in &item.facts {
        hanging("    ", &format!("{}: {}", fact.label, fact.text), lines);
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
            hanging("    ", &format!("{open}{line}{close}"), lines);
        }
    }
}
