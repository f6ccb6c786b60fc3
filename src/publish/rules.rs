//! The rules as they stand on their page: 80 columns, a column a department, each rule numbered.

use super::table::wrap;
use unicode_width::UnicodeWidthStr;

use crate::review::agreement::rules::{DEPARTMENTS, Rules};

/// A page: no more lines, no more columns.
pub const LINES: usize = 60;
/// The columns of the page.
pub const COLUMNS: usize = 80;

/// What stands above and below the rules: a title, a rule under it, a blank; a blank, the version, who signed.
const FRAME: usize = 7;

/// Between the two departments.
const GAP: usize = 3;

/// The lines of the whole page, blanks where title, version and signatures come.
#[must_use]
pub fn lines(rules: &Rules) -> Vec<String> {
    let mut page = vec![String::new(); FRAME];
    page.extend(columns(rules));
    page
}

/// The departments beside each other, their names on top.
#[must_use]
pub fn columns(rules: &Rules) -> Vec<String> {
    let wide = (COLUMNS - GAP) / 2;
    let sides = DEPARTMENTS.map(|team| {
        let mut side = vec![team.word().to_uppercase(), "─".repeat(wide)];
        for (rule, number) in rules.of(team).zip(1..) {
            let head = format!("{number}  ");
            let room = wide - head.chars().count();
            for (place, part) in wrap(&rule.text, room).into_iter().enumerate() {
                let head = if place == 0 {
                    head.clone()
                } else {
                    " ".repeat(head.len())
                };
                side.push(format!("{head}{part}"));
            }
            let by = format!("measured by: {}", rule.measured.word());
            side.extend(wrap(&by, room).into_iter().map(|part| format!("   {part}")));
        }
        side
    });
    let [left, right] = &sides;
    let blank = String::new();
    (0..left.len().max(right.len()))
        .map(|row| {
            let of = |side: &Vec<String>| side.get(row).unwrap_or(&blank).clone();
            let (left, right) = (of(left), of(right));
            let pad = wide.saturating_sub(left.width()) + GAP;
            format!("{left}{}{right}", " ".repeat(pad))
                .trim_end()
                .to_owned()
        })
        .collect()
}
