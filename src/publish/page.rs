//! A page before it has a format: headings, lines, lists, tables, bars and leads. Every renderer draws the same one.

use serde::Serialize;

use super::clean;

/// A document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Page {
    pub title: String,
    /// DRAFT, or FINAL with its version.
    pub badge: String,
    /// What stands under the title.
    pub lines: Vec<String>,
    pub sections: Vec<Section>,
}

/// A part of the page under its own heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// A word templates can ask for.
    pub key: String,
    pub title: String,
    pub blocks: Vec<Block>,
}

/// One thing on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    Line {
        text: String,
    },
    List {
        items: Vec<String>,
    },
    Table(Table),
    Bars {
        bars: Vec<Bar>,
    },
    Item(Item),
    /// Parts beside each other, each as wide as the next: what is laid out alike is read alike.
    Beside {
        parts: Vec<Section>,
    },
}

/// A table; every row has as many cells as there are columns.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<String>>,
}

/// A column's heading, and whether its cells are numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    pub title: String,
    pub number: bool,
}

/// One bar of a chart: `count` out of the longest bar's `of`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bar {
    pub label: String,
    pub count: u64,
    pub of: u64,
}

/// A lead with its facts and what was said of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Item {
    pub title: String,
    pub facts: Vec<Fact>,
    pub quotes: Vec<Quote>,
}

/// A label and its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    pub label: String,
    pub text: String,
}

/// Somebody's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quote {
    pub lines: Vec<String>,
    pub by: String,
}

impl Table {
    /// A table without rows; a heading that starts with `#` is a column of numbers.
    #[must_use]
    pub fn new(columns: &[&str]) -> Self {
        Self {
            columns: columns
                .iter()
                .map(|title| Column {
                    title: title.trim_start_matches('#').to_owned(),
                    number: title.starts_with('#'),
                })
                .collect(),
            rows: Vec::new(),
        }
    }

    /// The table without one of its columns.
    pub fn take_out(&mut self, column: usize) {
        if column < self.columns.len() {
            self.columns.remove(column);
            for row in self.rows.iter_mut().filter(|row| column < row.len()) {
                row.remove(column);
            }
        }
    }
}

impl Item {
    /// Adds a fact, unless there is nothing to say.
    pub fn fact(&mut self, label: &str, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.facts.push(Fact {
                label: label.to_owned(),
                text,
            });
        }
    }
}

impl Section {
    /// A section without blocks.
    #[must_use]
    pub fn new(key: &str, title: &str) -> Self {
        Self {
            key: key.to_owned(),
            title: title.to_owned(),
            blocks: Vec::new(),
        }
    }

    /// Adds a line.
    pub fn line(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Line { text: text.into() });
    }

    /// Adds a list, unless it is empty.
    pub fn list(&mut self, items: Vec<String>) {
        if !items.is_empty() {
            self.blocks.push(Block::List { items });
        }
    }

    /// Adds a table, unless it is empty.
    pub fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }

    /// Adds parts beside each other, those with nothing in them too: an empty column tells something.
    pub fn beside(&mut self, parts: Vec<Self>) {
        self.blocks.push(Block::Beside { parts });
    }
}

impl Page {
    /// The page with every text made harmless. Renderers begin with it, so that none can forget.
    #[must_use]
    pub fn cleaned(mut self) -> Self {
        tidy(&mut self.title);
        tidy(&mut self.badge);
        self.lines.iter_mut().for_each(tidy);
        self.sections.iter_mut().for_each(clean_section);
        self
    }
}

fn clean_section(section: &mut Section) {
    tidy(&mut section.title);
    section.blocks.iter_mut().for_each(clean_block);
}

fn tidy(text: &mut String) {
    *text = clean::line(text);
}

fn clean_block(block: &mut Block) {
    match block {
        Block::Line { text } => tidy(text),
        Block::List { items } => items.iter_mut().for_each(tidy),
        Block::Table(table) => {
            table
                .columns
                .iter_mut()
                .for_each(|column| tidy(&mut column.title));
            table.rows.iter_mut().flatten().for_each(tidy);
        }
        Block::Beside { parts } => parts.iter_mut().for_each(clean_section),
        Block::Bars { bars } => bars.iter_mut().for_each(|bar| tidy(&mut bar.label)),
        Block::Item(item) => {
            tidy(&mut item.title);
            for fact in &mut item.facts {
                tidy(&mut fact.label);
                tidy(&mut fact.text);
            }
            for quote in &mut item.quotes {
                quote.lines.iter_mut().for_each(tidy);
                tidy(&mut quote.by);
            }
        }
    }
}
