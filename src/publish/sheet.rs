//! One page of paper as text: 60 lines of 80 columns, headings on one line, what belongs beside each other beside each
//! other. What is counted here is what prints.

use unicode_width::UnicodeWidthStr;

use super::page::{Block, Page, Section};
use super::table::{self, wrap};

/// A page has no more lines.
pub const LINES: usize = 60;
/// Its columns.
pub const COLUMNS: usize = 80;
/// Between two parts that stand beside each other.
const GAP: usize = 3;

/// The page as text, made harmless first.
#[must_use]
pub fn text(page: &Page) -> String {
    let page = page.clone().cleaned();
    let mut lines = head(&page);
    for section in &page.sections {
        lines.push(String::new());
        lines.extend(part(section, COLUMNS));
    }
    lines.join("\n") + "\n"
}

/// How many lines a part takes, with the blank above it.
#[must_use]
pub fn length(section: &Section) -> usize {
    let page = Page {
        sections: vec![section.clone()],
        ..Page::default()
    };
    let page = page.cleaned();
    page.sections
        .iter()
        .map(|section| part(section, COLUMNS).len() + 1)
        .sum()
}

/// The text in at most so many lines of so many cells, cut with an ellipsis where it is longer.
#[must_use]
pub fn cut(text: &str, width: usize, most: usize) -> String {
    let lines = wrap(text, width);
    if lines.len() <= most {
        return text.to_owned();
    }
    let mut kept: Vec<String> = lines.into_iter().take(most).collect();
    if let Some(last) = kept.pop() {
        let short = wrap(&last, width.saturating_sub(2)).into_iter().next();
        kept.push(format!("{} …", short.unwrap_or_default()));
    }
    kept.join(" ")
}

/// Title and badge on one line where they fit, a rule, and what stands under them.
fn head(page: &Page) -> Vec<String> {
    let room = COLUMNS.saturating_sub(page.title.width());
    let mut lines = if page.badge.is_empty() {
        wrap(&page.title, COLUMNS)
    } else if page.badge.width() + 2 <= room {
        let fill = " ".repeat(room - page.badge.width());
        vec![format!("{}{fill}{}", page.title, page.badge)]
    } else {
        let mut lines = wrap(&page.title, COLUMNS);
        lines.extend(wrap(&page.badge, COLUMNS));
        lines
    };
    lines.push("═".repeat(COLUMNS));
    lines.extend(page.lines.iter().flat_map(|line| wrap(line, COLUMNS)));
    lines
}

fn part(section: &Section, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    if !section.title.is_empty() {
        let title = cut(&section.title.to_uppercase(), width, 1);
        let rule = width.saturating_sub(title.width() + 1);
        lines.push(
            format!("{title} {}", "─".repeat(rule))
                .trim_end()
                .to_owned(),
        );
    }
    for block in &section.blocks {
        match block {
            Block::Line { text } => lines.extend(wrap(text, width)),
            Block::List { items } => {
                lines.extend(items.iter().flat_map(|item| hanging(item, width)));
            }
            Block::Table(rows) => lines.extend(table::dense(rows, width)),
            Block::Beside { parts } => lines.extend(beside(parts, width)),
            // A page of the agreement has neither leads nor bars.
            Block::Bars { .. } | Block::Item(_) => {}
        }
    }
    lines
}

/// A list's item: its mark, and what goes on below stands under its words.
fn hanging(item: &str, width: usize) -> Vec<String> {
    let mark = "· ";
    let rest = " ".repeat(mark.width());
    let parts = wrap(item, width.saturating_sub(mark.width()));
    parts
        .into_iter()
        .enumerate()
        .map(|(at, part)| format!("{}{part}", if at == 0 { mark } else { &rest }))
        .collect()
}

fn beside(parts: &[Section], width: usize) -> Vec<String> {
    let gaps = GAP * parts.len().saturating_sub(1);
    let wide = width.saturating_sub(gaps) / parts.len().max(1);
    let columns: Vec<Vec<String>> = parts.iter().map(|one| part(one, wide)).collect();
    let high = columns.iter().map(Vec::len).max().unwrap_or(0);
    (0..high)
        .map(|row| {
            let mut line = String::new();
            for (at, column) in columns.iter().enumerate() {
                let text = column.get(row).map_or("", String::as_str);
                let from = at * (wide + GAP);
                line.push_str(&" ".repeat(from.saturating_sub(line.width())));
                line.push_str(text);
            }
            line.trim_end().to_owned()
        })
        .collect()
}
