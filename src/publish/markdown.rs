//! The page as Markdown. Everything that could be markup in somebody's text is escaped: a lead cannot draw a heading.

use super::page::{Block, Item, Page, Section, Table};

/// The page as Markdown, made harmless first.
#[must_use]
pub fn markdown(page: &Page) -> String {
    let page = page.clone().cleaned();
    let mut out = format!("# {}\n\n**{}**\n", escape(&page.title), escape(&page.badge));
    for line in &page.lines {
        push(&mut out, &["\n", &escape(line), "  "]);
    }
    out.push('\n');
    for section in &page.sections {
        draw(section, &mut out);
    }
    out
}

fn push(out: &mut String, parts: &[&str]) {
    for part in parts {
        out.push_str(part);
    }
}

/// A text that Markdown and HTML show as it is. A character that means something gets a backslash or an entity.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (index, character) in text.char_indices() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '!' | '$' => {
                out.push('\\');
                out.push(character);
            }
            // At the beginning of a line these open a list, a rule or a heading; a colon makes a link of an address.
            '-' | '+' | '=' if text[..index].trim().is_empty() => {
                out.push('\\');
                out.push(character);
            }
            '.' | ')' if numbered(&text[..index]) => {
                out.push('\\');
                out.push(character);
            }
            ':' if text[index..].starts_with("://") => out.push_str("&#58;"),
            '@' => out.push_str("&#64;"),
            _ => out.push(character),
        }
    }
    www_apart(&out)
}

/// `www.` alone is enough for a link in some readers.
fn www_apart(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.to_ascii_lowercase().find("www.") {
        push(&mut out, &[&rest[..at + 3], "&#46;"]);
        rest = &rest[at + 4..];
    }
    out.push_str(rest);
    out
}

/// Only digits so far: `1.` would open a numbered list.
fn numbered(before: &str) -> bool {
    let digits = before.trim();
    !digits.is_empty() && digits.chars().all(|digit| digit.is_ascii_digit())
}

fn draw(section: &Section, out: &mut String) {
    push(out, &["\n## ", &escape(&section.title), "\n\n"]);
    for block in &section.blocks {
        match block {
            Block::Line { text } => push(out, &[&escape(text), "\n\n"]),
            Block::List { items } => {
                for item in items {
                    push(out, &["- ", &escape(item), "\n"]);
                }
                out.push('\n');
            }
            Block::Table(table) => draw_table(table, out),
            Block::Bars { bars } => {
                let mut table = Table::new(&["", "#count"]);
                for bar in bars {
                    table
                        .rows
                        .push(vec![bar.label.clone(), bar.count.to_string()]);
                }
                draw_table(&table, out);
            }
            Block::Item(item) => draw_item(item, out),
            // Markdown has no columns: below each other, in their order.
            Block::Beside { parts } => parts.iter().for_each(|part| draw(part, out)),
        }
    }
}

fn draw_table(table: &Table, out: &mut String) {
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    out.push_str(&row(table
        .columns
        .iter()
        .map(|column| escape(&column.title))
        .collect()));
    out.push_str(&row(table
        .columns
        .iter()
        .map(|column| if column.number { "---:" } else { "---" }.to_owned())
        .collect()));
    for cells in &table.rows {
        out.push_str(&row(cells.iter().map(|cell| escape(cell)).collect()));
    }
    out.push('\n');
}

fn draw_item(item: &Item, out: &mut String) {
    push(out, &["### ", &escape(&item.title), "\n\n"]);
    for fact in &item.facts {
        push(
            out,
            &["- ", &escape(&fact.label), ": ", &escape(&fact.text), "\n"],
        );
    }
    for quote in &item.quotes {
        out.push('\n');
        for line in &quote.lines {
            push(out, &["> ", &escape(line), "  \n"]);
        }
        push(out, &["> — ", &escape(&quote.by), "\n"]);
    }
    out.push('\n');
}
