//! A test in a sentence, as it was understood: what a person who typed it can check.

use super::{Cell, Check, Condition, Op, Test};

impl Test {
    /// The test in words: `employees is at least 50 and industry is one of software, it`.
    #[must_use]
    pub fn words(&self) -> String {
        self.said(false)
    }

    fn said(&self, within: bool) -> String {
        let joined = |tests: &[Self], word: &str| {
            let parts: Vec<String> = tests.iter().map(|test| test.said(true)).collect();
            let text = parts.join(word);
            if within { format!("({text})") } else { text }
        };
        match self {
            Self::All(tests) => joined(tests, " and "),
            Self::Any(tests) => joined(tests, " or "),
            Self::Not(test) => match &**test {
                Self::Is(condition) => condition.words(true),
                other => format!("not {}", other.said(true)),
            },
            Self::Is(condition) => condition.words(false),
        }
    }
}

impl Condition {
    fn words(&self, turned: bool) -> String {
        let not = if turned { "not " } else { "" };
        let list = |texts: Vec<&str>| texts.join(", ");
        let text = |cell: &Cell| cell.text.to_string();
        let field = &self.field;
        match &self.check {
            Check::Known => format!("{field} is {}", if turned { "blank" } else { "known" }),
            Check::Compare { op, value } => {
                let how = match op {
                    Op::Under => "under",
                    Op::AtMost => "at most",
                    Op::AtLeast => "at least",
                    Op::Over => "over",
                };
                format!("{field} is {not}{how} {}", text(value))
            }
            Check::Between { low, high } => {
                format!("{field} is {not}from {} to {}", text(low), text(high))
            }
            Check::In(values) => match values.as_slice() {
                [one] => format!("{field} is {not}{}", text(one)),
                many => {
                    let texts = many.iter().map(|value| &*value.text).collect();
                    format!("{field} is {not}one of {}", list(texts))
                }
            },
            Check::Matches(patterns) => {
                let has = if turned { "does not match" } else { "matches" };
                let texts = patterns.iter().map(String::as_str).collect();
                format!("{field} {has} {}", list(texts))
            }
        }
    }
}
