//! Touches from files, one by one: what a card lists beside those that people logged.

use rusqlite::Row;

use super::Trouble;
use super::people::Names;
use crate::review::milestone::Milestone;
use crate::review::touch::{Touch, TouchKind, TouchResult};

/// The touches of several leads, oldest first, the lead's number last.
pub(super) const OF_THESE: &str = "SELECT at, kind, result, by, note, lead FROM touch
     WHERE lead IN (SELECT value FROM json_each(:leads)) ORDER BY at, id";

/// Reads one of them.
pub(super) fn touch(row: &Row<'_>, names: &Names) -> Result<Touch, Trouble> {
    Ok(Touch {
        at: row.get::<_, Option<i64>>(0)?.map(Milestone::from_code),
        kind: kind(&row.get::<_, String>(1)?)?,
        result: row
            .get::<_, Option<String>>(2)?
            .as_deref()
            .map(result)
            .transpose()?,
        by: names.owner(&row.get::<_, String>(3)?).to_owned(),
        note: row.get(4)?,
    })
}

fn kind(word: &str) -> Result<TouchKind, Trouble> {
    let known = TouchKind::ALL.iter().find(|kind| kind.word() == word);
    known
        .copied()
        .ok_or_else(|| Trouble::Unreadable(format!("a touch of the kind \"{word}\"")))
}

fn result(word: &str) -> Result<TouchResult, Trouble> {
    let known = TouchResult::ALL.iter().find(|result| result.word() == word);
    known
        .copied()
        .ok_or_else(|| Trouble::Unreadable(format!("a touch with the result \"{word}\"")))
}
