//! One pass over all leads as the closed loop sees them: facts, slices, reasons in full, and when anybody last spoke.

use std::collections::HashSet;

use rusqlite::{Row, named_params};

use super::facts::Slices;
use super::stream::{self, Words};
use super::{Ledger, Trouble, image};
use crate::review::figures::heard::Heard;
use crate::review::filter::By;
use crate::review::lead::{Facts, Field, Lead, LeadId};

/// So many leads further on is near: passing over a lead is cheaper than looking anew.
const NEAR: i64 = 32;

impl Ledger {
    /// Leads of which people said what they wish they had known.
    pub fn wished_for(&self) -> Result<HashSet<LeadId>, Trouble> {
        let mut question = self.connection.prepare_cached(
            "SELECT lead FROM said WHERE json_array_length(document, '$.wishes') > 0",
        )?;
        let leads = question
            .query_map([], |row| row.get(0).map(LeadId))?
            .collect::<Result<_, _>>()?;
        Ok(leads)
    }

    /// Hands every lead to `each` as far as it is packed: facts, slices, the reason. Of those that `full` picks, which come
    /// last, everything is looked up that the closed loop counts.
    pub fn heard_where(
        &self,
        full: &mut dyn FnMut(&Facts) -> bool,
        each: &mut dyn FnMut(&Heard<'_>),
    ) -> Result<(), Trouble> {
        // Both passes as of the same moment.
        let _moment = self.connection.unchecked_transaction()?;
        let slices = Slices::of(self)?;
        let mut wanted: Vec<LeadId> = Vec::new();
        image::each(&self.connection, |counted| {
            if full(&counted.facts) {
                wanted.push(counted.facts.lead);
                return Ok(());
            }
            each(&Heard {
                source: slices.of_lead(Some(&By::Source), counted),
                campaign: slices.of_lead(Some(&By::Campaign), counted),
                rep: slices.of_lead(Some(&By::Rep), counted),
                reason: counted.refused,
                ..Heard::bare(&counted.facts)
            });
            Ok(())
        })?;
        for run in runs(&wanted) {
            let ends = run.first().zip(run.last());
            let Some((first, last)) = ends else { continue };
            self.heard_within(*first, *last, &mut |heard, lead| {
                if run.binary_search(&lead.id).is_ok() {
                    each(heard);
                }
            })?;
        }
        Ok(())
    }

    /// Hands every lead to `each`, in the order they came, with what the closed loop counts of it: one pass over the
    /// file. The lead has its status, its reasons and what contradicts them; other texts are left out.
    pub fn each_heard(&self, each: &mut dyn FnMut(&Heard<'_>, &Lead)) -> Result<(), Trouble> {
        self.heard_within(LeadId(i64::MIN), LeadId(i64::MAX), each)
    }

    fn heard_within(
        &self,
        first: LeadId,
        last: LeadId,
        each: &mut dyn FnMut(&Heard<'_>, &Lead),
    ) -> Result<(), Trouble> {
        let within = named_params! { ":first": first.0, ":last": last.0 };
        let words = Words::read(self)?;
        let mut said = self.connection.prepare_cached(
            "SELECT l.lead, max(j.at) FROM journal_lead l JOIN journal j ON j.seq = l.seq
             WHERE l.says = 1 AND l.lead BETWEEN :first AND :last GROUP BY l.lead ORDER BY l.lead",
        )?;
        let mut said = said
            .query_map(within, |row| {
                Ok((LeadId(row.get(0)?), row.get::<_, i64>(1)?))
            })?
            .peekable();
        let mut texts = self.connection.prepare_cached(
            "SELECT id, status, deal_reason, verdict,
                    CASE WHEN extra LIKE '%\"reject_reason\"%' THEN extra END
             FROM lead_text WHERE id BETWEEN :first AND :last ORDER BY id",
        )?;
        let mut texts = texts.query(within)?;
        stream::each_within(&self.connection, first, last, |mut thin| {
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
            let standing = lead.standing();
            let refusal = standing.and_then(|told| told.verdict.refusal());
            let touches = lead.touches();
            let heard = Heard {
                facts: &facts,
                source,
                campaign,
                rep: owner,
                reason: refusal.map(|refusal| refusal.reason),
                detail: refusal.map_or("", |refusal| refusal.detail.as_str()),
                criterion: refusal.and_then(|refusal| refusal.criterion),
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

/// Leads in their order, those near each other together: one look takes in all of a run and what lies between.
fn runs(leads: &[LeadId]) -> impl Iterator<Item = &[LeadId]> {
    leads.chunk_by(|one, next| next.0 - one.0 <= NEAR)
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
