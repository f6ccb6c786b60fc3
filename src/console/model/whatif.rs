//! Answers that are tried and not written: shown on the leads and in the figures, until all of them are written or none.

use std::collections::BTreeSet;

use super::known::Known;
use crate::console::effect::Ticket;
use crate::console::message::Figures;
use crate::review::entry::Draft;
use crate::review::figures::kpi::Kpis;
use crate::review::figures::telling::Fill;
use crate::review::lead::{Facts, LeadId};
use crate::review::period::Period;

/// What is being tried.
#[derive(Debug, Default)]
pub struct WhatIf {
    /// One a key press, in order, each under the ticket its leads show it by.
    pub tried: Vec<(Ticket, Vec<Draft>)>,
    /// Outside a review: the figures as the ledger has them, once it told.
    pub figures: Option<Box<Figures>>,
    /// What it comes to, once there are figures.
    pub weighed: Option<Box<Weighed>>,
    /// The lead the walk stood at when it began, and the one the journal had heard of.
    pub from: Option<LeadId>,
    pub told_at: Option<LeadId>,
}

/// The figures as they stand, and as they would be.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    pub before: Kpis,
    pub after: Kpis,
    pub fill: Fill,
    /// The period of the leads they are of.
    pub period: Period,
    /// Leads of which something was tried that these figures do not count.
    pub outside: usize,
}

impl WhatIf {
    /// The leads of which something is tried, each once, in their order.
    pub fn leads(&self) -> Vec<LeadId> {
        let drafts = self.tried.iter().flat_map(|(_, drafts)| drafts);
        let leads: BTreeSet<LeadId> = drafts.filter_map(|draft| draft.act.lead()).collect();
        leads.into_iter().collect()
    }

    /// Whether what a lead shows under that ticket is tried only.
    pub fn holds(&self, ticket: Ticket) -> bool {
        self.tried.iter().any(|(tried, _)| *tried == ticket)
    }

    /// What would be written, in order.
    pub fn drafts(self) -> Vec<Draft> {
        self.tried
            .into_iter()
            .flat_map(|(_, drafts)| drafts)
            .collect()
    }

    /// Each lead's facts as they stand and as they would be.
    pub fn moves(&self, known: &Known) -> Vec<(Facts, Facts)> {
        let leads = self.leads().into_iter();
        leads
            .filter_map(|lead| {
                let stands = known.without(lead, |ticket| self.holds(ticket))?;
                Some((stands.facts(), known.lead(lead)?.facts()))
            })
            .collect()
    }
}
