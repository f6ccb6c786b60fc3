//! Lists of leads: filtered, sorted, a page at a time.

use std::cmp::Reverse;

use super::stream::{self, Thin, Words};
use super::{Ledger, Trouble, filed};
use crate::review::entry::Seq;
use crate::review::filter::{LeadFilter, LeadSort, LeadState};
use crate::review::lead::{Answer, Facts, Field, Lead, LeadId};
use crate::review::period::Period;

/// A list that was asked for: the leads it shows, in its order, as of an entry.
#[derive(Debug)]
pub(super) struct Listed {
    filter: LeadFilter,
    sort: LeadSort,
    as_of: Seq,
    leads: Vec<LeadId>,
}

impl Ledger {
    /// A lead with everything known about it; `None` where it is not (any longer) in the ledger.
    pub fn lead(&self, lead: LeadId) -> Result<Option<Lead>, Trouble> {
        filed::lead(&self.connection, &self.names()?, lead)
    }

    /// A page of the leads that a filter shows: `limit` of them from `offset` (0-based) on.
    pub fn leads(
        &self,
        filter: &LeadFilter,
        sort: LeadSort,
        offset: usize,
        limit: usize,
    ) -> Result<Vec<Lead>, Trouble> {
        let ids = self.listed(filter, sort, |leads| {
            leads
                .iter()
                .copied()
                .skip(offset)
                .take(limit)
                .collect::<Vec<_>>()
        })?;
        let names = self.names()?;
        let leads = ids
            .into_iter()
            .map(|id| filed::lead(&self.connection, &names, id));
        leads.filter_map(Result::transpose).collect()
    }

    /// How many leads a filter shows.
    pub fn count(&self, filter: &LeadFilter) -> Result<usize, Trouble> {
        // A list in any order has the same leads.
        let kept = self.listed.borrow().as_ref().map(|listed| listed.sort);
        self.listed(filter, kept.unwrap_or_default(), <[LeadId]>::len)
    }

    /// The ids of all leads that a filter shows, in order.
    pub fn lead_ids(&self, filter: &LeadFilter, sort: LeadSort) -> Result<Vec<LeadId>, Trouble> {
        self.listed(filter, sort, <[LeadId]>::to_vec)
    }

    /// Answers from the list, which is made anew only where the question or the journal changed.
    fn listed<T>(
        &self,
        filter: &LeadFilter,
        sort: LeadSort,
        answer: impl FnOnce(&[LeadId]) -> T,
    ) -> Result<T, Trouble> {
        let as_of = self.last_seq()?;
        let mut kept = self.listed.borrow_mut();
        let mut fresh = kept
            .take()
            .filter(|listed| listed.sort == sort && listed.filter == *filter);
        if let Some(listed) = &mut fresh
            && listed.as_of != as_of
        {
            if is_settled_by_files(filter, sort) && !self.rows_changed_since(listed.as_of)? {
                listed.as_of = as_of;
            } else {
                fresh = None;
            }
        }
        let listed = match fresh {
            Some(listed) => listed,
            None => Listed {
                filter: filter.clone(),
                sort,
                as_of,
                leads: self.list(filter, sort)?,
            },
        };
        Ok(answer(&kept.insert(listed).leads))
    }

    /// Whether leads came or went after an entry.
    fn rows_changed_since(&self, seq: Seq) -> Result<bool, Trouble> {
        let changed = self
            .connection
            .prepare_cached(
                "SELECT 1 FROM journal WHERE seq > :seq AND kind IN ('added', 'imported', 'undone', 'setting')",
            )?
            .exists(rusqlite::named_params! { ":seq": seq.0 })?;
        Ok(changed)
    }

    fn list(&self, filter: &LeadFilter, sort: LeadSort) -> Result<Vec<LeadId>, Trouble> {
        let words = Words::read(self)?;
        let zone = self.zone()?;
        let found = match filter.text.trim() {
            "" => None,
            text => Some(self.search(text)?),
        };
        let mut found = found.iter().flatten().copied().peekable();
        let searched = !filter.text.trim().is_empty();
        let within = |period: Period, reach| period == Period::All || period.counts(reach, zone);
        let mut rows: Vec<(Place, LeadId)> = Vec::new();
        stream::each(&self.connection, |thin| {
            let id = thin.lead.id;
            while found.next_if(|found| *found < id).is_some() {}
            if searched && found.next_if_eq(&id).is_none() {
                return Ok(());
            }
            let facts = thin.lead.facts();
            let shown = shows_state(filter.state, &facts)
                && within(filter.delivered, facts.qualified)
                && within(filter.created, facts.created)
                && shows_texts(filter, &thin, &words)
                && shows_reason(filter, &thin.lead);
            if shown {
                rows.push((place(sort, &facts, || words.of(&thin, Field::Owner)), id));
            }
            Ok(())
        })?;
        if sort == LeadSort::Label {
            return self.by_label(rows.into_iter().map(|(_, id)| id).collect());
        }
        rows.sort_unstable();
        Ok(rows.into_iter().map(|(_, id)| id).collect())
    }

    fn by_label(&self, leads: Vec<LeadId>) -> Result<Vec<LeadId>, Trouble> {
        let names = self.names()?;
        let mut labels = Vec::with_capacity(leads.len());
        for id in leads {
            if let Some(lead) = filed::lead(&self.connection, &names, id)? {
                labels.push((lead.label().to_lowercase(), id));
            }
        }
        labels.sort_unstable();
        Ok(labels.into_iter().map(|(_, id)| id).collect())
    }
}

/// Whether nothing that people say of a lead moves it in the list: a verdict costs no second pass then.
fn is_settled_by_files(filter: &LeadFilter, sort: LeadSort) -> bool {
    *filter == LeadFilter::default()
        && matches!(sort, LeadSort::Filed | LeadSort::Newest | LeadSort::Oldest)
}

/// Where a lead stands in a list: compared in order, the lead's number last.
type Place = (u8, String, Reverse<rust_decimal::Decimal>, i64);

fn place(sort: LeadSort, facts: &Facts, owner: impl FnOnce() -> String) -> Place {
    let nothing = Reverse(rust_decimal::Decimal::ZERO);
    let at = facts
        .qualified
        .at()
        .map(crate::review::milestone::Milestone::code);
    let newest = at.map_or(i64::MAX, |at| -at);
    match sort {
        LeadSort::Filed | LeadSort::Label => (0, String::new(), nothing, 0),
        LeadSort::Oldest => (0, String::new(), nothing, at.unwrap_or(i64::MAX)),
        LeadSort::Newest => (0, String::new(), nothing, newest),
        LeadSort::Owner => (0, owner().to_lowercase(), nothing, newest),
        LeadSort::Waiting => {
            let group = match (facts.worked.any(), facts.answer) {
                (false, _) => 0,
                (true, Answer::None) => 1,
                _ => 2,
            };
            (group, String::new(), nothing, at.unwrap_or(i64::MAX))
        }
        LeadSort::Amount => {
            let amount = facts.amount.map(|money| money.amount);
            let place = Reverse(amount.unwrap_or_default());
            (u8::from(amount.is_none()), String::new(), place, 0)
        }
    }
}

fn shows_state(state: LeadState, facts: &Facts) -> bool {
    let delivered = facts.qualified.reached();
    match state {
        LeadState::Any => true,
        LeadState::Unanswered => delivered && facts.answer == Answer::None,
        LeadState::Unworked => delivered && !facts.worked.any(),
        LeadState::Accepted => matches!(facts.answer, Answer::Accepted { .. }),
        LeadState::NotAccepted => matches!(facts.answer, Answer::NotAccepted(_)),
        LeadState::Returned => matches!(facts.answer, Answer::Accepted { returned: true, .. }),
        LeadState::Opportunity => facts.opportunity.reached(),
        LeadState::Won => facts.won(),
        LeadState::Lost => facts.lost(),
    }
}

fn shows_texts(filter: &LeadFilter, thin: &Thin, words: &Words) -> bool {
    [
        (&filter.owner, Field::Owner),
        (&filter.source, Field::Source),
        (&filter.campaign, Field::Campaign),
    ]
    .into_iter()
    .all(|(asked, field)| {
        asked
            .as_ref()
            .is_none_or(|asked| words.of(thin, field) == *asked)
    })
}

fn shows_reason(filter: &LeadFilter, lead: &Lead) -> bool {
    filter.reason.is_none_or(|asked| {
        let refusal = lead
            .standing()
            .and_then(|standing| standing.verdict.refusal());
        refusal.is_some_and(|refusal| refusal.reason == asked)
    })
}
