//! Touches from files, one by one: what a card lists beside those that people logged.

use rusqlite::named_params;

use super::{Ledger, Trouble};
use crate::review::lead::LeadId;
use crate::review::milestone::Milestone;
use crate::review::touch::{Touch, TouchKind, TouchResult};

impl Ledger {
    /// The touches of a lead from files, oldest first, those without a date before them; an id in place of the
    /// person's name is replaced by the name where somebody is known by it. People's own are entries
    /// ([`Ledger::entries_of`]).
    pub fn touches_of(&self, lead: LeadId) -> Result<Vec<Touch>, Trouble> {
        let names = self.names()?;
        let mut question = self.connection.prepare_cached(
            "SELECT at, kind, result, by, note FROM touch WHERE lead = :lead ORDER BY at, id",
        )?;
        let mut rows = question.query(named_params! { ":lead": lead.0 })?;
        let mut touches = Vec::new();
        while let Some(row) = rows.next()? {
            touches.push(Touch {
                at: row.get::<_, Option<i64>>(0)?.map(Milestone::from_code),
                kind: kind(&row.get::<_, String>(1)?)?,
                result: row
                    .get::<_, Option<String>>(2)?
                    .as_deref()
                    .map(result)
                    .transpose()?,
                by: names.owner(&row.get::<_, String>(3)?).to_owned(),
                note: row.get(4)?,
            });
        }
        Ok(touches)
    }
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
