//! Leads with all their texts, one by one, for those that are asked for: what criteria and clauses are measured on.

use rusqlite::{Connection, Row, named_params};

use super::stream::{self, Thin, Words};
use super::{Ledger, Trouble, image};
use crate::review::filter::Looks;
use crate::review::lead::{Field, Lead};

/// Where fewer than one in so many leads are wanted, each is looked up alone.
const FEW: usize = 8;

impl Ledger {
    /// Shows every lead to somebody who says by its facts whether to look closer, and then hands over those with all
    /// their texts, both in the order they came. The route and the words of the CRM's own refusal are left out;
    /// [`Ledger::lead`] has them.
    pub fn each_whole(&self, looker: &mut dyn Looks) -> Result<(), Trouble> {
        self.at_one_moment(|| each(&self.connection, looker))
    }
}

/// The same, also inside a transaction.
pub(super) fn each(connection: &Connection, looker: &mut dyn Looks) -> Result<(), Trouble> {
    let (mut leads, mut wanted) = (0, Vec::new());
    image::each(connection, |counted| {
        leads += 1;
        if looker.wants(&counted.facts) {
            wanted.push(counted.facts.lead);
        }
        Ok(())
    })?;
    let words = Words::read(connection)?;
    let mut question = connection.prepare_cached(
        "SELECT key, name, company, title, email, phone, country, industry, employees, score, status,
                response_hours, extra
         FROM lead_text WHERE id = :lead",
    )?;
    let mut look = |mut thin: Thin| {
        for field in [Field::Source, Field::Campaign, Field::Owner] {
            let text = words.filed(&thin, field).to_owned();
            if !text.is_empty() {
                thin.lead.filed.texts.insert(field, text);
            }
        }
        let mut rows = question.query(named_params! { ":lead": thin.lead.id.0 })?;
        if let Some(row) = rows.next()? {
            widen(&mut thin.lead, row)?;
        }
        looker.look(&thin.lead);
        Ok(())
    };
    if wanted.len() < leads / FEW {
        for lead in wanted {
            stream::each_within(connection, lead, lead, &mut look)?;
        }
        return Ok(());
    }
    let mut wanted = wanted.into_iter().peekable();
    stream::each(connection, |thin| {
        match wanted.next_if(|lead| *lead == thin.lead.id) {
            Some(_) => look(thin),
            None => Ok(()),
        }
    })
}

fn widen(lead: &mut Lead, row: &Row<'_>) -> Result<(), Trouble> {
    let filed = &mut lead.filed;
    filed.key = row.get(0)?;
    for (column, field) in [
        (1, Field::Name),
        (2, Field::Company),
        (3, Field::Title),
        (4, Field::Email),
        (5, Field::Phone),
        (6, Field::Country),
        (7, Field::Industry),
        (8, Field::Employees),
        (9, Field::Score),
    ] {
        if let Some(text) = row.get(column)? {
            filed.texts.insert(field, text);
        }
    }
    filed.status = row.get::<_, Option<String>>(10)?.unwrap_or_default();
    let hours: Option<String> = row.get(11)?;
    filed.response_hours = hours.and_then(|hours| hours.parse().ok());
    let extra: Option<String> = row.get(12)?;
    if let Some(extra) = extra {
        filed.extra = serde_json::from_str(&extra)?;
    }
    Ok(())
}
