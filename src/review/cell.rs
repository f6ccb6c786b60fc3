//! A text on its way through a spreadsheet: what would run as a formula is made harmless, and comes back whole.

use std::borrow::Cow;

/// What a spreadsheet may take for the start of a formula, the full-width forms too.
const STARTERS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// The text as a cell of a CSV file: where it could start a formula, an apostrophe stands before it. A text that
/// already has apostrophes before such a character gets one more, so that [`unguarded`] always gives back the same.
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    if starts_formula(text.trim_start_matches('\'')) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The inverse of [`guarded`]: what the cell said before it was made harmless.
#[must_use]
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if starts_formula(text.trim_start_matches('\'')) => text,
        _ => cell,
    }
}

fn starts_formula(text: &str) -> bool {
    text.starts_with(STARTERS)
}
