//! A criterion's test over a lead's fields, as people type it: `employees >= 50 and industry in (Software, IT)`.
//!
//! ```text
//! FIELD = WORDS · FIELD >= 60 · FIELD between 50 and 200 · FIELD 50..200 · FIELD in (a, b)
//! FIELD matches head*, director · FIELD contains WORDS · FIELD is known · not … · … and … · … or …
//! all(…, …) · any(…, …) · ( … )        a field or a text with blanks or such words in it stands in "quotes"
//! ```
//!
//! A test is met, failed or unknown: what a lead does not say is never held against it (three-valued logic, S. C.
//! Kleene 1938).

mod cell;
mod fields;
mod read;
mod words;

use serde::{Deserialize, Serialize};

pub use cell::{Cell, Span};
pub use fields::{Fields, Kind, KnownField, Tallied, text_of};
pub use read::read;

/// Whether a lead meets something: met, failed, or unknown because a field is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Met {
    Failed,
    Unknown,
    Met,
}

impl Met {
    /// The word every surface uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        }
    }

    /// The mark before a criterion: `✓`, `✗`, `?`.
    #[must_use]
    pub fn mark(self) -> char {
        match self {
            Self::Met => '✓',
            Self::Failed => '✗',
            Self::Unknown => '?',
        }
    }

    /// Both hold: the lesser of the two.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// One of both holds: the greater of the two.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// It does not hold; what is unknown stays so.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Met => Self::Failed,
            Self::Failed => Self::Met,
            Self::Unknown => Self::Unknown,
        }
    }

    fn of(holds: bool) -> Self {
        if holds { Self::Met } else { Self::Failed }
    }
}

/// What is wrong with a test, in words that say what to type instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{words}")]
pub struct Fault {
    /// Where in the text, in characters from its start.
    pub at: usize,
    pub words: String,
}

impl Fault {
    pub(crate) fn new(at: usize, words: impl Into<String>) -> Self {
        Self {
            at,
            words: words.into(),
        }
    }
}

/// A test, read.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
    Is(Condition),
}

/// One field and what it is compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// As typed; compared without regard to case.
    pub field: String,
    pub check: Check,
    /// Where it stands in the text, in characters.
    pub at: usize,
}

/// What a field is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Check {
    /// Anything at all is filled in.
    Known,
    /// More or less than a number or a day.
    Compare { op: Op, value: Cell },
    /// From one to another, both included.
    Between { low: Cell, high: Cell },
    /// One of these, in any case.
    In(Vec<Cell>),
    /// One of these patterns: `*` stands for anything, `?` for one letter; without either, somewhere in the text.
    Matches(Vec<String>),
}

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    Under,
    AtMost,
    AtLeast,
    Over,
}

impl Op {
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Under => "<",
            Self::AtMost => "<=",
            Self::AtLeast => ">=",
            Self::Over => ">",
        }
    }
}

impl Test {
    /// What it says of a lead whose fields these are.
    pub fn met<'lead>(&self, field: &mut dyn FnMut(&str) -> std::borrow::Cow<'lead, str>) -> Met {
        match self {
            Self::All(tests) => tests
                .iter()
                .fold(Met::Met, |met, test| met.and(test.met(field))),
            Self::Any(tests) => tests
                .iter()
                .fold(Met::Failed, |met, test| met.or(test.met(field))),
            Self::Not(test) => test.met(field).turned(),
            Self::Is(condition) => condition.check.met(&Cell::of(&field(&condition.field))),
        }
    }

    /// Every condition in it, in order.
    #[must_use]
    pub fn conditions(&self) -> Vec<&Condition> {
        match self {
            Self::All(tests) | Self::Any(tests) => {
                tests.iter().flat_map(Self::conditions).collect()
            }
            Self::Not(test) => test.conditions(),
            Self::Is(condition) => vec![condition],
        }
    }
}

impl Check {
    /// What it says of one value.
    #[must_use]
    pub fn met(&self, cell: &Cell) -> Met {
        if let Self::Known = self {
            return Met::of(!cell.is_blank());
        }
        if cell.is_blank() {
            return Met::Unknown;
        }
        match self {
            Self::Known => Met::Met,
            Self::In(values) => Met::of(values.iter().any(|value| cell.is(value))),
            Self::Matches(patterns) => {
                Met::of(patterns.iter().any(|pattern| cell.matches(pattern)))
            }
            Self::Compare { op, value } => compare(*op, cell, value),
            Self::Between { low, high } => {
                compare(Op::AtLeast, cell, low).and(compare(Op::AtMost, cell, high))
            }
        }
    }
}

/// A band such as 51-200 is at least 50; whether it is at least 100 nobody can tell.
fn compare(op: Op, cell: &Cell, value: &Cell) -> Met {
    let pair = match (cell.day, value.day) {
        (Some(day), Some(wanted)) => Some((Span::point(f64::from(day)), f64::from(wanted))),
        _ => cell
            .span
            .zip(value.span)
            .map(|(span, wanted)| (span, wanted.low)),
    };
    let Some((span, wanted)) = pair else {
        return Met::Unknown;
    };
    let holds = |number: f64| match op {
        Op::Under => number < wanted,
        Op::AtMost => number <= wanted,
        Op::AtLeast => number >= wanted,
        Op::Over => number > wanted,
    };
    match (holds(span.low), holds(span.high)) {
        (true, true) => Met::Met,
        (false, false) => Met::Failed,
        _ => Met::Unknown,
    }
}
