//! Lists of leads: filtered, sorted, a page at a time.

use std::cmp::Reverse;

use super::facts::Shown;
use super::{Ledger, Trouble, image, newest};
use crate::review::entry::Seq;
use crate::review::filter::{LeadFilter, LeadSort};
use crate::review::lead::{Answer, Facts, Field, Lead, LeadId};
use crate::review::milestone::{Milestone, Reach};

/// A list that was asked for: the leads it shows, in its order, as of an entry.
#[derive(Debug)]
struct Listed {
    filter: LeadFilter,
    sort: LeadSort,
    as_of: Seq,
    leads: Vec<LeadId>,
}

impl Listed {
    fn is_of(&self, filter: &LeadFilter, sort: LeadSort) -> bool {
        self.sort == sort && self.filter == *filter
    }
}

/// The lists that were last asked for: pages of them cost no second pass, and a search within one costs none at all.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Without words to search for.
    whole: Option<Listed>,
    /// What a search found in it.
    searched: Option<Listed>,
}

impl Ledger {
    /// A page of the leads that a filter shows: `limit` of them from `offset` (0-based) on.
    pub fn leads(
        &self,
        filter: &LeadFilter,
        sort: LeadSort,
        offset: usize,
        limit: usize,
    ) -> Result<Vec<Lead>, Trouble> {
        self.leads_named(&self.listed_leads(filter, sort, offset, limit)?)
    }

    /// The ids of such a page.
    pub fn listed_leads(
        &self,
        filter: &LeadFilter,
        sort: LeadSort,
        offset: usize,
        limit: usize,
    ) -> Result<Vec<LeadId>, Trouble> {
        self.listed(filter, sort, |leads| {
            leads.iter().copied().skip(offset).take(limit).collect()
        })
    }

    /// How many leads a filter shows.
    pub fn count(&self, filter: &LeadFilter) -> Result<usize, Trouble> {
        if *filter == LeadFilter::default() {
            let listed = self.listed.borrow();
            let as_of = self.last_seq()?;
            if let Some(whole) = &listed.whole
                && whole.filter == *filter
                && whole.as_of == as_of
            {
                return Ok(whole.leads.len());
            }
            let count: u32 = self
                .connection
                .prepare_cached("SELECT count(*) FROM lead")?
                .query_row([], |row| row.get(0))?;
            return Ok(usize::try_from(count).unwrap_or(usize::MAX));
        }
        // A list in any order has the same leads.
        let sort = {
            let kept = self.listed.borrow();
            let lists = [&kept.whole, &kept.searched].into_iter().flatten();
            lists
                .filter(|listed| listed.filter == *filter)
                .map(|listed| listed.sort)
                .next()
        };
        self.listed(filter, sort.unwrap_or_default(), <[LeadId]>::len)
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
        if filter.text.trim().is_empty() {
            self.keep_whole(&mut kept.whole, filter, sort, as_of)?;
            let listed = kept.whole.as_ref();
            return Ok(answer(listed.map_or(&[], |listed| &listed.leads)));
        }
        let fresh = kept
            .searched
            .take()
            .filter(|listed| listed.is_of(filter, sort) && listed.as_of == as_of);
        let listed = if let Some(listed) = fresh {
            listed
        } else {
            let whole = LeadFilter {
                text: String::new(),
                ..filter.clone()
            };
            self.keep_whole(&mut kept.whole, &whole, sort, as_of)?;
            let found = Marked::of(&self.search(&filter.text)?);
            let leads = kept.whole.iter().flat_map(|listed| &listed.leads);
            Listed {
                filter: filter.clone(),
                sort,
                as_of,
                leads: leads.filter(|lead| found.holds(**lead)).copied().collect(),
            }
        };
        Ok(answer(&kept.searched.insert(listed).leads))
    }

    /// Sees to it that the list at hand is the one asked for, and not out of date.
    fn keep_whole(
        &self,
        kept: &mut Option<Listed>,
        filter: &LeadFilter,
        sort: LeadSort,
        as_of: Seq,
    ) -> Result<(), Trouble> {
        let mut fresh = kept.take().filter(|listed| listed.is_of(filter, sort));
        if let Some(listed) = &mut fresh
            && listed.as_of != as_of
        {
            if is_settled_by_files(filter, sort) && !self.rows_changed_since(listed.as_of)? {
                listed.as_of = as_of;
            } else {
                fresh = None;
            }
        }
        *kept = Some(match fresh {
            Some(listed) => listed,
            None => Listed {
                filter: filter.clone(),
                sort,
                as_of,
                leads: self.list(filter, sort)?,
            },
        });
        Ok(())
    }

    /// Whether leads came or went after an entry, or what files say of them changed.
    pub(super) fn rows_changed_since(&self, seq: Seq) -> Result<bool, Trouble> {
        let changed = self
            .connection
            .prepare_cached(
                "SELECT 1 FROM journal j WHERE j.seq > :seq
                 AND (j.kind IN ('added', 'imported', 'setting', 'person_set', 'agreed')
                      OR j.kind = 'corrected' AND EXISTS (SELECT 1 FROM listed_source)
                      OR j.kind = 'undone'
                      AND EXISTS (SELECT 1 FROM journal u
                                  WHERE u.seq >= j.undoes AND u.seq < j.seq AND u.gesture = j.undoes
                                    AND u.kind IN ('added', 'imported', 'setting', 'person_set', 'agreed', 'corrected', 'undone')))",
            )?
            .exists(rusqlite::named_params! { ":seq": seq.0 })?;
        Ok(changed)
    }

    fn list(&self, filter: &LeadFilter, sort: LeadSort) -> Result<Vec<LeadId>, Trouble> {
        if is_settled_by_files(filter, sort) {
            return self.plain_list(sort);
        }
        let shown = Shown::of(self, filter)?;
        let mut rows: Vec<(Place, LeadId)> = Vec::new();
        image::each(&self.connection, |counted| {
            if shown.shows(counted) {
                let owner = || shown.words.shown(Field::Owner, counted.owner).to_owned();
                rows.push((place(sort, &counted.facts, owner), counted.facts.lead));
            }
            Ok(())
        })?;
        if sort == LeadSort::Label {
            return self.by_label(rows.into_iter().map(|(_, id)| id).collect());
        }
        rows.sort_unstable();
        Ok(rows.into_iter().map(|(_, id)| id).collect())
    }

    /// Every lead in an order that files alone settle: two columns are looked at, and nothing is joined.
    fn plain_list(&self, sort: LeadSort) -> Result<Vec<LeadId>, Trouble> {
        if sort == LeadSort::Newest
            && let Some(leads) = self.newest()?
        {
            return Ok(leads);
        }
        let mut question = self
            .connection
            .prepare_cached("SELECT id, qualified, EXISTS (SELECT 1 FROM suspect WHERE lead = id) FROM lead ORDER BY id")?;
        let mut rows = question.query([])?;
        let mut leads: Vec<(i64, LeadId)> = Vec::new();
        while let Some(row) = rows.next()? {
            let suspect: bool = row.get(2)?;
            let delivered = if suspect {
                Reach::Not
            } else {
                Reach::from_code(row.get(1)?)
            };
            let place = match sort {
                LeadSort::Newest => newest::place(delivered),
                LeadSort::Oldest => delivered.at().map_or(i64::MAX, Milestone::code),
                _ => 0,
            };
            leads.push((place, LeadId(row.get(0)?)));
        }
        leads.sort_unstable();
        Ok(leads.into_iter().map(|(_, id)| id).collect())
    }

    fn by_label(&self, leads: Vec<LeadId>) -> Result<Vec<LeadId>, Trouble> {
        let shown = Marked::of(&leads);
        drop(leads);
        let corrected = self.corrected()?;
        let mut question = self
            .connection
            .prepare_cached("SELECT id, company, name, key FROM lead_text ORDER BY id")?;
        let mut rows = question.query([])?;
        let mut labels = Vec::new();
        while let Some(row) = rows.next()? {
            let id = LeadId(row.get(0)?);
            if !shown.holds(id) {
                continue;
            }
            let mut lead = Lead::bare(id);
            row.get::<_, String>(3)?.clone_into(&mut lead.filed.key);
            for (column, field) in [(1, Field::Company), (2, Field::Name)] {
                if let Some(text) = row.get(column)? {
                    lead.filed.texts.insert(field, text);
                }
            }
            if let Some(corrections) = corrected.get(&id) {
                lead.said.corrections.clone_from(corrections);
            }
            labels.push((lead.label().to_lowercase().into_boxed_str(), id));
        }
        labels.sort_unstable();
        Ok(labels.into_iter().map(|(_, id)| id).collect())
    }
}

/// Some leads, one bit each.
struct Marked(Vec<u64>);

impl Marked {
    fn of(leads: &[LeadId]) -> Self {
        let mut bits = Vec::new();
        for lead in leads {
            if let Ok(number) = usize::try_from(lead.0) {
                if bits.len() <= number / 64 {
                    bits.resize(number / 64 + 1, 0);
                }
                bits[number / 64] |= 1 << (number % 64);
            }
        }
        Self(bits)
    }

    fn holds(&self, lead: LeadId) -> bool {
        usize::try_from(lead.0).is_ok_and(|number| {
            let bits = self.0.get(number / 64).copied().unwrap_or_default();
            bits & 1 << (number % 64) != 0
        })
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
    let at = facts.qualified.at().map(Milestone::code);
    let newest = newest::place(facts.qualified);
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
