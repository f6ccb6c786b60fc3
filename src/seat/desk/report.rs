//! Every figure of a period as one document: one pass over the ledger.

use std::collections::HashSet;

use super::{Desk, Trouble};
use crate::ledger::DealRow;
use crate::review::figures::coverage::Anchor;
use crate::review::figures::document::Report;
use crate::review::figures::report::Gathering;
use crate::review::figures::tally::LoneDeal;
use crate::review::filter::{By, LeadFilter, LeadSort};
use crate::review::lead::{Facts, LeadId};
use crate::review::milestone::Reach;
use crate::review::period::Period;

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
    fn narrows(&self) -> bool {
        self.source.is_some() || self.campaign.is_some() || self.rep.is_some()
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
        let mut gathering = Gathering::new(cohort, ask.by.clone(), ask.anchor);
        let shown = self.shown(ask)?;
        let counts = |lead: LeadId| shown.as_ref().is_none_or(|shown| shown.contains(&lead));
        match &ask.by {
            Some(by) => self.ledger.facts_by(by, &mut |facts: &Facts, key: &str| {
                gathering.lead(facts, key, counts(facts.lead));
            })?,
            None => self.ledger.facts(&mut |facts: &Facts| {
                gathering.lead(facts, "", counts(facts.lead));
            })?,
        }
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

    /// The leads a narrower question is about; `None` where it is about all.
    fn shown(&self, ask: &ReportAsk) -> Result<Option<HashSet<LeadId>>, Trouble> {
        if !ask.narrows() {
            return Ok(None);
        }
        let filter = LeadFilter {
            source: ask.source.clone(),
            campaign: ask.campaign.clone(),
            owner: ask.rep.clone(),
            ..LeadFilter::default()
        };
        let leads = self.ledger.lead_ids(&filter, LeadSort::Filed)?;
        Ok(Some(leads.into_iter().collect()))
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
