//! Ten lines to paste into a chat or a mail: what was decided, promised and moved.

use super::parts;
use crate::publish::clean;
use crate::review::figures::hygiene::average;
use crate::review::figures::words as figures;
use crate::review::minutes::{Minutes, PromiseRow};

/// How many lines there are at most.
const LINES: usize = 10;

/// At most ten lines of plain text: title, decisions, promises, what moved, the leads, what is carried.
#[must_use]
pub fn ten_lines(minutes: &Minutes) -> Vec<String> {
    let tail = tail(minutes);
    let room = LINES - 1 - tail.len();
    let mut told: Vec<String> = minutes
        .decisions
        .iter()
        .map(|decision| format!("Decided: {}", decision.text))
        .chain(minutes.promises.iter().map(promise))
        .collect();
    if told.len() > room {
        let more = told.len() - (room - 1);
        told.truncate(room - 1);
        told.push(format!(
            "and {more} more decisions and promises in the minutes"
        ));
    }
    std::iter::once(parts::title(minutes))
        .chain(told)
        .chain(tail)
        .map(|line| clean::line(&line))
        .collect()
}

fn promise(row: &PromiseRow) -> String {
    format!(
        "Promised: {}, {}, by {}",
        row.text,
        parts::owner(row),
        parts::due(row)
    )
}

/// What moved, in counts, the leads, the most frequent reason and wish, and what is carried.
fn tail(minutes: &Minutes) -> Vec<String> {
    let mut lines = Vec::new();
    let moved: Vec<String> = minutes
        .kpis
        .iter()
        .filter(|row| row.key == "accepted" || row.key == "not_accepted" || row.key == "answer_due")
        .map(|row| format!("{} {} → {}", row.title, row.start.count, row.end.count))
        .collect();
    if !moved.is_empty() {
        lines.push(format!("Moved: {}", moved.join(" · ")));
    }
    lines.push(format!(
        "Leads: {} seen, {} carried to the next review",
        minutes.leads.len(),
        minutes.not_reached.len() + minutes.parked.len()
    ));
    if let Some(reason) = minutes.reasons.first() {
        lines.push(format!(
            "Most frequent reason: {} ({})",
            reason.name, reason.count
        ));
    }
    if let Some(wish) = minutes.wishes.first() {
        lines.push(format!("Most missed: {} ({})", wish.name, wish.count));
    }
    if let Some(average) = average(&minutes.ratings) {
        lines.push(format!(
            "Worth the hour: {average:.1} of 10 ({})",
            figures::counted(parts::raters(&minutes.ratings), "person", "people")
        ));
    }
    lines
}
