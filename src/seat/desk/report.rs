//! Every figure of a period as one document: one pass over the ledger.

use super::{Desk, Trouble};
use crate::ledger::{DealRow, Newest};
use crate::review::figures::breakdown::Breakdown;
use crate::review::figures::cohort::Cohort;
use crate::review::figures::coverage::Anchor;
use crate::review::figures::days::Days;
use crate::review::figures::document::Report;
use crate::review::figures::kept::{self, KeptSlices, Looked};
use crate::review::figures::report::Gathering;
use crate::review::figures::tally::LoneDeal;
use crate::review::filter::{By, LeadFilter};
use crate::review::milestone::Reach;
use crate::review::packed::Pack;
use crate::review::period::Period;

/// Which slices of all leads are kept.
const SLICES: [(&str, By); 6] = [
    ("source", By::Source),
    ("campaign", By::Campaign),
    ("rep", By::Rep),
    ("team", By::Team),
    ("month", By::CreatedMonth),
    ("reason", By::Reason),
];

/// To count fewer leads than that anew takes a few thousandths of a second.
const NOTICED: usize = 5_000;

/// Where the owner stands among them.
const REP: usize = 2;

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
        if cohort.is_as_of() || ask.filter() != LeadFilter::default() {
            return Ok(None);
        }
        self.ledger.at_one_moment(|| {
            let breakdown = match &ask.by {
                None => None,
                Some(by) => match self.kept_slices(by, ask.anchor, cohort)? {
                    Some(breakdown) => Some(breakdown),
                    None => return Ok(None),
                },
            };
            let days = self.kept_days(cohort, cohort.period())?;
            Ok(days.map(|days| {
                let tally = days.tally(cohort, &[]);
                let coverage = days.coverage(ask.anchor).clone();
                Gathering::of(cohort.clone(), tally, coverage, breakdown, days.fill())
            }))
        })
    }

    /// The same of all leads cut into slices.
    fn kept_slices(
        &self,
        by: &By,
        anchor: Anchor,
        cohort: &Cohort,
    ) -> Result<Option<Breakdown>, Trouble> {
        let Some(name) = name(by).filter(|_| kept::answers(cohort, anchor)) else {
            return Ok(None);
        };
        let slices = self.ledger.kept(name, name)?;
        let Some((_, slices)) = slices.first() else {
            return Ok(None);
        };
        let Some(mut breakdown) = KeptSlices::breakdown(by.clone(), slices, cohort) else {
            return Ok(None);
        };
        let mut after = Vec::new();
        self.ledger.moved(
            std::slice::from_ref(by),
            &mut |facts, key| breakdown.remove(facts, &key.concat(), cohort),
            &mut |facts, key| after.push((*facts, key.concat())),
        )?;
        for (facts, key) in &after {
            breakdown.add(facts, key, cohort);
        }
        Ok(Some(breakdown))
    }

    /// Counts and keeps anew where what was kept is gone and to count takes long enough to be noticed.
    pub fn keep_again(&self) -> Result<(), Trouble> {
        let kept = self.ledger.kept_as()?.is_some();
        if kept || self.ledger.count(&LeadFilter::default())? < NOTICED {
            return Ok(());
        }
        self.keep()
    }

    /// Counts all leads once and keeps what they come to, so that the figures of a million need no look at each.
    pub fn keep(&self) -> Result<(), Trouble> {
        let cohort = self.cohort(Period::All)?;
        let mut days = Days::new(&cohort);
        let mut slices = SLICES.map(|(_, by)| KeptSlices::new(by));
        let by = SLICES.map(|(_, by)| by);
        let mut newest = Newest::default();
        self.ledger.keep(|ledger| {
            ledger.facts_by_all(&by, &mut |facts, keys| {
                let lead = Looked::at(facts, &cohort);
                days.add(facts, keys[REP]);
                for (slices, key) in slices.iter_mut().zip(keys) {
                    slices.add(&lead, key);
                }
                newest.add(facts);
            })?;
            let slices = SLICES.iter().zip(&slices);
            let slices = slices.map(|((name, _), slices)| ((*name).to_owned(), slices.packed()));
            Ok(slices
                .chain(days.packed())
                .chain([newest.packed()])
                .collect())
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
