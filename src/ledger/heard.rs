//! One pass over all leads as the closed loop sees them: facts, slices, reasons in full, and when anybody last spoke.

use std::collections::BTreeSet;

use rusqlite::Row;

use super::stream::{self, Words};
use super::{Ledger, Trouble};
use crate::review::figures::contradiction::Contradiction;
use crate::review::figures::heard::Heard;
use crate::review::lead::{Field, Lead, LeadId};

impl Ledger {
    /// What contradicts itself and people left as known.
    pub fn left_as_known(&self) -> Result<BTreeSet<(LeadId, Contradiction)>, Trouble> {
        let mut question = self.connection.prepare_cached(
            "SELECT s.lead, known.value FROM said s, json_each(s.document, '$.known') known
             WHERE s.document LIKE '%\"known\"%'",
        )?;
        let mut rows = question.query([])?;
        let mut all = BTreeSet::new();
        while let Some(row) = rows.next()? {
            let what: String = row.get(1)?;
            all.insert((LeadId(row.get(0)?), serde_json::from_value(what.into())?));
        }
        Ok(all)
    }

    /// Hands every lead to `each`, in the order they came, with what the closed loop counts of it: one pass over the
    /// file. The lead has its status, its reasons and what contradicts them; other texts are left out.
    pub fn each_heard(&self, each: &mut dyn FnMut(&Heard<'_>, &Lead)) -> Result<(), Trouble> {
        let words = Words::read(self)?;
        let mut said = self.connection.prepare_cached(
            "SELECT l.lead, max(j.at) FROM journal_lead l JOIN journal j ON j.seq = l.seq
             WHERE l.says = 1 GROUP BY l.lead ORDER BY l.lead",
        )?;
        let mut said = said
            .query_map([], |row| Ok((LeadId(row.get(0)?), row.get::<_, i64>(1)?)))?
            .peekable();
        let mut texts = self.connection.prepare_cached(
            "SELECT id, status, deal_reason, verdict,
                    CASE WHEN extra LIKE '%\"reject_reason\"%' THEN extra END
             FROM lead_text ORDER BY id",
        )?;
        let mut texts = texts.query([])?;
        stream::each(&self.connection, |mut thin| {
            if let Some(row) = texts.next()? {
                widen(&mut thin.lead, row)?;
            }
            let (source, campaign, owner) = (
                words.of(&thin, Field::Source),
                words.of(&thin, Field::Campaign),
                words.of(&thin, Field::Owner),
            );
            let lead = &thin.lead;
            let mut said_at = None;
            while let Some(row) = said.next_if(|row| !matches!(row, Ok((of, _)) if *of > lead.id)) {
                let (of, at) = row?;
                said_at = (of == lead.id).then(|| at.div_euclid(1000));
            }
            let facts = lead.facts();
            let refusal = lead
                .standing()
                .and_then(|standing| standing.verdict.refusal());
            let touches = lead.touches();
            let heard = Heard {
                facts: &facts,
                source,
                campaign,
                rep: owner,
                reason: refusal.map(|refusal| refusal.reason),
                detail: refusal.map_or("", |refusal| refusal.detail.as_str()),
                ended: &lead.deal().reason,
                wishes: &lead.said.wishes,
                touches: touches.count,
                last_touch: touches.last,
                said_at,
            };
            each(&heard, lead);
            Ok(())
        })
    }
}

fn widen(lead: &mut Lead, row: &Row<'_>) -> Result<(), Trouble> {
    lead.filed.status = row.get::<_, Option<String>>(1)?.unwrap_or_default();
    let ended: Option<String> = row.get(2)?;
    // A deal's own row knows better why it ended than the lead's.
    if let Some(ended) = ended.filter(|_| lead.filed.deal.reason.is_empty()) {
        lead.filed.deal.reason = ended;
    }
    let verdict: Option<String> = row.get(3)?;
    if let (Some(verdict), Some(filed)) = (verdict, &mut lead.filed.verdict) {
        filed.verdict = serde_json::from_str(&verdict)?;
    }
    if let Some(extra) = row.get::<_, Option<String>>(4)? {
        lead.filed.extra = serde_json::from_str(&extra)?;
    }
    Ok(())
}
