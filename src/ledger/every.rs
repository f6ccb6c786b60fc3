//! Questions that look at every lead in full: the docket's candidates, possible duplicates, the latest import's rows.

use rusqlite::{Row, named_params};

use super::stream::{self, Words};
use super::{Ledger, Trouble};
use crate::review::lead::{Field, Lead, LeadId};

/// E-mail addresses that several leads share, each with its leads.
pub type Duplicates = Vec<(String, Vec<LeadId>)>;

impl Ledger {
    /// Hands every lead with its texts and its verdict in full to `each`, in the order they came: one pass over the
    /// file. Phone, country, industry, size, status and extra columns are left out; [`Ledger::lead`] has them.
    pub fn each_lead(&self, each: &mut dyn FnMut(&Lead)) -> Result<(), Trouble> {
        let words = Words::read(&self.connection)?;
        let mut question = self.connection.prepare_cached(
            "SELECT id, key, name, company, title, email, score, verdict FROM lead_text ORDER BY id",
        )?;
        let mut rows = question.query([])?;
        stream::each(&self.connection, |mut thin| {
            for field in [Field::Source, Field::Campaign, Field::Owner] {
                let text = words.filed(&thin, field).to_owned();
                if !text.is_empty() {
                    thin.lead.filed.texts.insert(field, text);
                }
            }
            if let Some(row) = rows.next()? {
                widen(&mut thin.lead, row)?;
            }
            each(&thin.lead);
            Ok(())
        })
    }

    /// Leads under different keys that share an e-mail address, in any case: possibly the same person twice.
    pub fn possible_duplicates(&self) -> Result<Duplicates, Trouble> {
        let mut question = self.connection.prepare_cached(
            "SELECT lower(trim(email)) AS address, json_group_array(id) FROM lead_text
             WHERE email IS NOT NULL AND trim(email) <> '' GROUP BY address HAVING count(*) > 1 ORDER BY min(id)",
        )?;
        let mut rows = question.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let mut leads: Vec<LeadId> = serde_json::from_str(&row.get::<_, String>(1)?)?;
            leads.sort_unstable();
            found.push((row.get(0)?, leads));
        }
        Ok(found)
    }

    /// The leads that the latest standing import added or changed.
    pub fn leads_of_latest_import(&self) -> Result<Vec<LeadId>, Trouble> {
        let mut question = self.connection.prepare_cached(
            "WITH latest AS (
                 SELECT b.id FROM batch b JOIN journal j ON j.seq = b.entry
                 WHERE j.kind = 'imported' AND j.gesture NOT IN (SELECT gesture FROM taken_back)
                 ORDER BY b.id DESC LIMIT 1)
             SELECT l.id FROM lead l JOIN batch_range r ON l.id BETWEEN r.first AND r.last
             WHERE r.batch = (SELECT id FROM latest) AND r.item = 'lead'
             UNION SELECT r.row FROM batch_row r
             WHERE r.batch = (SELECT id FROM latest) AND r.item = 'lead' ORDER BY 1",
        )?;
        let leads = question
            .query_map(named_params! {}, |row| row.get(0).map(LeadId))?
            .collect::<Result<_, _>>()?;
        Ok(leads)
    }
}

fn widen(lead: &mut Lead, row: &Row<'_>) -> Result<(), Trouble> {
    lead.filed.key = row.get(1)?;
    for (column, field) in [
        (2, Field::Name),
        (3, Field::Company),
        (4, Field::Title),
        (5, Field::Email),
        (6, Field::Score),
    ] {
        if let Some(text) = row.get(column)? {
            lead.filed.texts.insert(field, text);
        }
    }
    let verdict: Option<String> = row.get(7)?;
    if let (Some(verdict), Some(filed)) = (verdict, &mut lead.filed.verdict) {
        filed.verdict = serde_json::from_str(&verdict)?;
    }
    Ok(())
}
