//! One shape for every table of figures: on the screen, as text, as CSV. A cell keeps what it is made of, so that rows
//! can be added up, put in order and explained.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::interval;
use super::kpi::rate;
use super::words::{self, NOTHING};
use crate::review::agreement::names::Names;
use crate::review::money::{Currency, Money};

mod folded;
mod unnamed;

pub use folded::{REST, TOP};
pub use unnamed::nameless;

/// A table of figures.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    pub title: String,
    /// Which leads it is of, what stands out, what was left out: sentences above it.
    pub lines: Vec<String>,
    /// What a row is: "source", "stage".
    pub head: String,
    /// The columns after the row's own name.
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// What stands under it: sentences.
    pub notes: Vec<String>,
    /// All leads counted on their own, where rows add up to something.
    pub total: Option<Row>,
}

/// A column: its heading, and how its figure is counted, for `x`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Column {
    pub title: String,
    pub doc: String,
    /// It is called by what a file or a person wrote: a campaign, a slice.
    pub quoted: bool,
    /// Its title where room is scarce. Columns that have one belong beside each other.
    pub brief: String,
}

/// A row: one value of what the table goes by.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// As it stands on the leads; empty is blank. What a drill asks for.
    pub key: String,
    /// As a person reads it: "(blank)", "unassigned", "Nov 2026".
    pub label: String,
    pub cells: Vec<Cell>,
    /// What must be read beside it, in words: "too early for wins", "under 10 leads".
    pub marks: Vec<String>,
    /// A row of its own whatever its size: blank, unassigned.
    pub apart: bool,
}

/// A figure, and whether the leads behind it can be listed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    pub value: Value,
    pub opens: bool,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// A dash: nothing to show, never 0.
    #[default]
    Nothing,
    Text(String),
    Count(u64),
    /// Part of a whole; its percentage follows.
    Rate {
        part: u64,
        of: u64,
    },
    /// A share of something that is no number of leads: of money, or the middle of several shares, `n` of them.
    Share {
        share: f64,
        n: Option<u64>,
    },
    /// One sum a currency.
    Money(Vec<Money>),
    /// The median in days of 24 h, of so many leads.
    Days {
        median: f64,
        n: u64,
    },
    /// The median in working hours, of so many leads.
    Hours {
        median: f64,
        n: u64,
    },
    /// So many hours, worked out from an agreed length: no clock measured them.
    About {
        hours: f64,
    },
    /// A difference: of two rates in percentage points, of two counts in ones, of two medians in days.
    Change {
        by: f64,
        unit: &'static str,
        /// Inside the interval of the earlier period's share.
        noise: bool,
    },
}

impl From<Value> for Cell {
    fn from(value: Value) -> Self {
        Self {
            value,
            opens: false,
        }
    }
}

impl Cell {
    /// A figure whose leads can be listed.
    #[must_use]
    pub fn opening(value: Value) -> Self {
        let opens = !matches!(
            value,
            Value::Nothing | Value::Count(0) | Value::Rate { part: 0, .. }
        );
        Self { value, opens }
    }
}

impl Table {
    /// The same with the stages by the names agreed. Rows and columns that are called by what files and people wrote
    /// (`quoted`, [`Column::quoted`]) stay as they are, and so does a sentence that speaks of such a one.
    #[must_use]
    pub fn worded(mut self, names: &Names, quoted: bool) -> Self {
        if names.usual() {
            return self;
        }
        let keys = self.rows.iter().map(|row| &row.key).filter(|_| quoted);
        let heads = self.columns.iter().filter(|column| column.quoted);
        let own = keys.chain(heads.map(|column| &column.title));
        let own: Vec<String> = own
            .filter(|key| *names.say(key) != ***key)
            .cloned()
            .collect();
        let put = |text: &mut String| {
            if !own.iter().any(|key| text.contains(key.as_str())) {
                names.put(text);
            }
        };
        names.put(&mut self.title);
        names.put(&mut self.head);
        for column in self.columns.iter_mut().filter(|column| !column.quoted) {
            names.put(&mut column.title);
            put(&mut column.doc);
        }
        self.lines.iter_mut().chain(&mut self.notes).for_each(put);
        for row in self.rows.iter_mut().chain(&mut self.total) {
            row.marks.iter_mut().for_each(put);
            if !quoted {
                names.put(&mut row.label);
                for cell in &mut row.cells {
                    if let Value::Text(text) = &mut cell.value {
                        names.put(text);
                    }
                }
            }
        }
        self
    }
}

impl Column {
    #[must_use]
    pub fn new(title: impl Into<String>, doc: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            doc: doc.into(),
            quoted: false,
            brief: String::new(),
        }
    }

    /// One of several that belong beside each other, with its title where room is scarce.
    #[must_use]
    pub fn beside(title: impl Into<String>, doc: impl Into<String>, brief: &str) -> Self {
        Self {
            brief: brief.to_owned(),
            ..Self::new(title, doc)
        }
    }

    /// A column called by what a file or a person wrote.
    #[must_use]
    pub fn quoting(title: impl Into<String>, doc: impl Into<String>) -> Self {
        Self {
            quoted: true,
            ..Self::new(title, doc)
        }
    }
}

impl Value {
    /// The share of a part in its whole; a whole of 0 is a dash.
    #[must_use]
    pub fn rate(part: u64, of: u64) -> Self {
        if of == 0 {
            Self::Nothing
        } else {
            Self::Rate { part, of }
        }
    }

    /// Money, or a dash where there is none.
    #[must_use]
    pub fn money(sums: Vec<Money>) -> Self {
        if sums.is_empty() {
            Self::Nothing
        } else {
            Self::Money(sums)
        }
    }

    /// As it stands on the screen: "67.2 % of 174" with its whole, so that n is always seen.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Nothing => NOTHING.to_owned(),
            Self::Text(text) => text.clone(),
            Self::Count(count) => words::count(*count),
            Self::Rate { part, of } => {
                format!(
                    "{} of {}",
                    words::percent(rate(*part, *of)),
                    words::count(*of)
                )
            }
            Self::Share { share, n: None } => words::whole_percent(*share),
            Self::Share { share, n: Some(n) } => format!("{} of {n}", words::whole_percent(*share)),
            Self::Money(sums) => words::revenues(sums),
            Self::Days { median, n } => format!("{} of {}", words::days(Some(*median)), n),
            Self::Hours { median, n } => format!("{} of {n}", hours(*median)),
            Self::About { hours } => about(*hours),
            Self::Change { by, unit, noise } => {
                let sign = if *by < 0.0 { "−" } else { "+" };
                let size = format!("{:.1}", by.abs());
                let size = size.strip_suffix(".0").unwrap_or(&size);
                let noise = if *noise { ", within noise" } else { "" };
                if *by == 0.0 {
                    return "same".to_owned();
                }
                format!("{sign}{size}{unit}{noise}")
            }
        }
    }

    /// The same where room is scarce: "67%", and of few leads "5/7", so that nobody takes them for a share.
    #[must_use]
    pub fn brief(&self) -> String {
        match self {
            Self::Rate { part, of } if interval::few(*of) => format!("{part}/{of}"),
            Self::Rate { part, of } => {
                let share = rate(*part, *of).unwrap_or_default();
                words::whole_percent(share).replace(' ', "")
            }
            value => value.text(),
        }
    }

    /// The bare number for a spreadsheet; what is no number is its text.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Count(count) => count.to_string(),
            Self::Rate { part, of } => {
                rate(*part, *of).map_or_else(String::new, |share| format!("{share:.6}"))
            }
            Self::Share { share, .. } => format!("{share:.6}"),
            Self::Money(sums) => match sums.as_slice() {
                [one] => one.amount.to_string(),
                _ => words::revenues(sums),
            },
            Self::Days { median, .. } | Self::Hours { median, .. } => format!("{median:.4}"),
            Self::About { hours } => format!("{hours:.2}"),
            Self::Change { by, .. } => format!("{by:.4}"),
            Self::Text(text) => text.clone(),
        }
    }

    /// What so many leads can tell of it, where it is a rate; and that they are few.
    #[must_use]
    pub fn honesty(&self) -> Vec<String> {
        let n = match self {
            Self::Rate { of, .. } => *of,
            Self::Days { n, .. } | Self::Hours { n, .. } | Self::Share { n: Some(n), .. } => *n,
            _ => return Vec::new(),
        };
        let mut lines = Vec::new();
        if let Self::Rate { part, of } = self {
            lines.push(format!("{} of {}", words::count(*part), words::count(*of)));
            let words = interval::words(*part, *of);
            lines.extend(words.map(|words| format!("{words} (Wilson, 95 %)")));
        }
        let of = match self {
            Self::Share { .. } => "forecasts",
            _ => "leads",
        };
        if interval::few(n) {
            lines.push(format!("under 10 {of}: neither good nor bad"));
        }
        lines
    }

    /// Adds another row's figure to this one: counts, parts and wholes, sums. Medians and differences have no sum.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Count(one), Self::Count(two)) => Self::Count(one + two),
            (Self::About { hours }, Self::About { hours: more }) => Self::About {
                hours: hours + more,
            },
            (Self::Rate { part, of }, Self::Rate { part: more, of: on }) => Self::Rate {
                part: part + more,
                of: of + on,
            },
            (rate @ Self::Rate { .. }, Self::Nothing)
            | (Self::Nothing, rate @ Self::Rate { .. }) => rate.clone(),
            (money @ Self::Money(_), Self::Nothing) | (Self::Nothing, money @ Self::Money(_)) => {
                money.clone()
            }
            (Self::Money(one), Self::Money(two)) => {
                let mut sums: BTreeMap<Currency, Money> = BTreeMap::new();
                for money in one.iter().chain(two) {
                    let sum = sums.entry(money.currency).or_insert(Money {
                        amount: rust_decimal::Decimal::ZERO,
                        currency: money.currency,
                    });
                    sum.amount = sum.amount.saturating_add(money.amount);
                }
                Self::Money(sums.into_values().collect())
            }
            _ => Self::Nothing,
        }
    }

    /// The order of a column, smallest first; dashes come before everything.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Text(one), Self::Text(two)) => one.to_lowercase().cmp(&two.to_lowercase()),
            (Self::Money(one), Self::Money(two)) => {
                let sum = |sums: &[Money]| sums.iter().map(|money| money.amount).max();
                sum(one).cmp(&sum(two))
            }
            _ => self.number().total_cmp(&other.number()),
        }
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "an order to show rows in; counts of leads stay far below 2^53"
    )]
    fn number(&self) -> f64 {
        match self {
            Self::Nothing => f64::NEG_INFINITY,
            Self::Text(_) | Self::Money(_) => f64::MAX,
            Self::Count(count) => *count as f64,
            Self::Rate { part, of } => rate(*part, *of).unwrap_or(f64::NEG_INFINITY),
            Self::Days { median, .. } | Self::Hours { median, .. } => *median,
            Self::Change { by, .. } => *by,
            Self::About { hours } => *hours,
            Self::Share { share, .. } => *share,
        }
    }
}

/// "about 4 h", "about 250 h"; under one hour "under 1 h".
fn about(hours: f64) -> String {
    if hours == 0.0 {
        return "0 h".to_owned();
    }
    if hours < 1.0 {
        return "under 1 h".to_owned();
    }
    let whole = format!("{hours:.0}");
    match whole.parse() {
        Ok(whole) => format!("about {} h", words::count(whole)),
        Err(_) => format!("about {whole} h"),
    }
}

/// "3.5 h".
#[must_use]
pub fn hours(hours: f64) -> String {
    let text = format!("{hours:.1}");
    format!("{} h", text.strip_suffix(".0").unwrap_or(&text))
}
