//! Every figure of a period as one document: one pass over the ledger.

use super::{Desk, Trouble};
use crate::ledger::{DealRow, Newest};
use crate::review::figures::cohort::Cohort;
use crate::review::figures::coverage::Anchor;
use crate::review::figures::document::Report;
use crate::review::figures::kept::{self, Kept, KeptSlices, Looked};
use crate::review::figures::report::Gathering;
use crate::review::figures::tally::LoneDeal;
use crate::review::filter::{By, LeadFilter};
use crate::review::milestone::Reach;
use crate::review::period::Period;

/// What is kept of all leads.
const ALL: &str = "all";
/// And of their slices.
const SLICES: [(&str, By); 6] = [
    ("source", By::Source),
    ("campaign", By::Campaign),
    ("rep", By::Rep),
    ("team", By::Team),
    ("month", By::CreatedMonth),
    ("reason", By::Reason),
];

fn name(by: &By) -> Option<&'static str> {
    SLICES
        .iter()
        .find(|(_, kept)| kept == by)
        .map(|(name, _)| *name)
}

/// Which figures are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReportAsk {
    pub period: Period,
    pub by: Option<By>,
    /// Which cohort a breakdown's columns are of.
    pub anchor: Anchor,
    /// Only leads of that source, campaign or owner, exactly as written; empty: those without one.
    pub source: Option<String>,
    pub campaign: Option<String>,
    pub rep: Option<String>,
    /// Count only what is dated up to then, seconds since 1970 UTC.
    pub as_of: Option<i64>,
}

impl ReportAsk {
    fn filter(&self) -> LeadFilter {
        LeadFilter {
            source: self.source.clone(),
            campaign: self.campaign.clone(),
            owner: self.rep.clone(),
            ..LeadFilter::default()
        }
    }

    fn shows(&self, deal: &DealRow) -> bool {
        let fits = |wanted: &Option<String>, text: &str| {
            wanted.as_deref().is_none_or(|wanted| wanted == text)
        };
        fits(&self.source, &deal.source)
            && fits(&self.campaign, &deal.campaign)
            && fits(&self.rep, &deal.owner)
    }
}

impl Desk {
    /// The document of `docket kpis`.
    pub fn report(&self, ask: &ReportAsk) -> Result<Report, Trouble> {
        let cohort = self.cohort(ask.period)?;
        let cohort = match ask.as_of {
            Some(instant) => cohort.as_of(instant),
            None => cohort,
        };
        let mut gathering = match self.kept(ask, &cohort)? {
            Some(gathering) => gathering,
            None => self.counted(ask, cohort)?,
        };
        for deal in self.ledger.sales_sourced()? {
            let key = match &ask.by {
                Some(By::Source) => deal.source.as_str(),
                Some(By::Campaign) => deal.campaign.as_str(),
                Some(By::Rep) => deal.owner.as_str(),
                _ => "",
            };
            gathering.lone(&lone(&deal), key, ask.shows(&deal));
        }
        Ok(gathering.report(&self.ledger.campaigns()?))
    }

    /// Every lead counted.
    fn counted(&self, ask: &ReportAsk, cohort: Cohort) -> Result<Gathering, Trouble> {
        let mut gathering = Gathering::new(cohort, ask.by.clone(), ask.anchor);
        self.ledger
            .facts_shown(ask.by.as_ref(), &ask.filter(), &mut |facts, key, shown| {
                gathering.lead(facts, key, shown);
            })?;
        Ok(gathering)
    }

    /// What was counted before and is kept, with the leads that changed since; `None` where that does not answer.
    fn kept(&self, ask: &ReportAsk, cohort: &Cohort) -> Result<Option<Gathering>, Trouble> {
        if !kept::answers(cohort, ask.anchor) || ask.filter() != LeadFilter::default() {
            return Ok(None);
        }
        let slices = match &ask.by {
            None => None,
            Some(by) => match name(by) {
                Some(name) => match self.ledger.kept(name)? {
                    Some(slices) => Some((by.clone(), slices)),
                    None => return Ok(None),
                },
                None => return Ok(None),
            },
        };
        let Some(all) = self.ledger.kept(ALL)? else {
            return Ok(None);
        };
        let slices = slices
            .as_ref()
            .map(|(by, slices)| (by.clone(), slices.as_slice()));
        let Some(mut gathering) = Kept::gathering(&all, cohort.clone(), slices) else {
            return Ok(None);
        };
        let (mut before, mut after) = (Vec::new(), Vec::new());
        self.ledger.moved(
            ask.by.as_ref(),
            &mut |facts, key| before.push((*facts, key.to_owned())),
            &mut |facts, key| after.push((*facts, key.to_owned())),
        )?;
        for (facts, key) in &before {
            if !gathering.remove(facts, key) {
                return Ok(None);
            }
        }
        for (facts, key) in &after {
            gathering.lead(facts, key, true);
        }
        Ok(Some(gathering))
    }

    /// Counts all leads once and keeps what they come to, so that the figures of a million need no look at each.
    pub fn keep(&self) -> Result<(), Trouble> {
        let cohort = self.cohort(Period::All)?;
        let mut all = Kept::new(&cohort);
        let mut slices = SLICES.map(|(_, by)| KeptSlices::new(by));
        let by = SLICES.map(|(_, by)| by);
        let mut newest = Newest::default();
        self.ledger.keep(|ledger| {
            ledger.facts_by_all(&by, &mut |facts, keys| {
                let lead = Looked::at(facts, &cohort);
                all.add(&lead);
                for (slices, key) in slices.iter_mut().zip(keys) {
                    slices.add(&lead, key);
                }
                newest.add(facts);
            })?;
            let slices = SLICES.iter().zip(&slices);
            let slices = slices.map(|((name, _), slices)| ((*name).to_owned(), slices.packed()));
            let others = [(ALL.to_owned(), all.packed()), newest.packed()];
            Ok(slices.chain(others).collect())
        })?;
        Ok(())
    }
}

/// A deal that names no lead, as the figures count it: a deal record was always opened.
#[must_use]
pub fn lone(deal: &DealRow) -> LoneDeal {
    LoneDeal {
        opened: deal.deal.opened.or(Reach::Undated),
        closed: deal.deal.closed,
        outcome: deal.deal.outcome,
        amount: deal.deal.amount,
    }
}
