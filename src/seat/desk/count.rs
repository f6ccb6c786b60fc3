//! The figures of a review or of a period: counted once over the ledger, and taken back to the opening of a review.

use super::report::lone;
use super::{Desk, Trouble};
use crate::console::message::Figures;
use crate::intake::Profile;
use crate::intake::field::Canonical;
use crate::review::entry::{Act, Entry};
use crate::review::figures::cohort::Cohort;
use crate::review::figures::tally::{LoneDeal, Tally};
use crate::review::figures::telling::Fill;
use crate::review::lead::{Lead, LeadId};
use crate::review::meeting::Meeting;
use crate::review::meeting::fold::standing;
use crate::review::period::Period;
use crate::review::said::Said;

impl Desk {
    /// The leads of a period, as of the desk's clock, with the limits agreed so far.
    pub fn cohort(&self, period: Period) -> Result<Cohort, Trouble> {
        let mut cohort = Cohort::new(period, self.ledger.zone()?, self.clock.now());
        cohort.qualified_as_created = self.created_stands_in()?;
        Ok(cohort.with_limits(self.ledger.answer_limits()?))
    }

    /// Whether any import let the date of creation stand for that of delivery: then every figure says so.
    pub(super) fn created_stands_in(&self) -> Result<bool, Trouble> {
        let stands_in = |profile: &Profile| {
            profile.set.iter().any(|(field, text)| {
                *field == Canonical::QualifiedAt && text == Canonical::CreatedAt.word()
            })
        };
        let settings = self.ledger.settings()?;
        Ok(settings
            .iter()
            .filter(|(name, _)| name.starts_with("import:"))
            .filter_map(|(_, value)| serde_json::from_str(value).ok())
            .any(|profile| stands_in(&profile)))
    }

    /// The review's cohort: its period, and the leads on its docket from outside it.
    pub fn cohort_of(&self, meeting: &Meeting, entries: &[Entry]) -> Result<Cohort, Trouble> {
        let docket = meeting.opening.docket.iter().map(|item| item.lead);
        let brought = standing(entries)
            .into_iter()
            .filter_map(|entry| match entry.act {
                Act::Brought { lead } => Some(lead),
                _ => None,
            });
        let cohort = self.cohort(meeting.opening.period)?;
        Ok(cohort.with_brought(docket.chain(brought)))
    }

    /// Every lead of a cohort counted, and the deals that name none.
    pub fn tally(&self, cohort: &Cohort) -> Result<Tally, Trouble> {
        Ok(self.tally_and_fill(cohort)?.0)
    }

    /// The same, and what all leads have of what figures are made of.
    fn tally_and_fill(&self, cohort: &Cohort) -> Result<(Tally, Fill), Trouble> {
        let (mut tally, fill) = self.leads_of(cohort)?;
        for deal in self.lone_deals()? {
            tally.add_lone(&deal, cohort);
        }
        Ok((tally, fill))
    }

    /// Every lead of each cohort counted, each as of a moment in the past, and the deals that name none.
    pub(super) fn tallies_past(&self, cohorts: &[Cohort]) -> Result<Vec<Tally>, Trouble> {
        let lone = self.lone_deals()?;
        let mut tallies = self.as_they_were(cohorts)?;
        for (tally, cohort) in tallies.iter_mut().zip(cohorts) {
            for deal in &lone {
                tally.add_lone(deal, cohort);
            }
        }
        Ok(tallies)
    }

    /// The deals that name no lead: sourced by Sales.
    pub(super) fn lone_deals(&self) -> Result<Vec<LoneDeal>, Trouble> {
        let rows = self.ledger.sales_sourced()?;
        let lone = rows.iter().map(lone);
        Ok(lone.collect())
    }

    /// The figures of a period outside a review.
    pub fn figures(&self, period: Period) -> Result<Figures, Trouble> {
        let cohort = self.cohort(period)?;
        let (now, fill) = self.tally_and_fill(&cohort)?;
        Ok(Figures {
            cohort,
            start: now.clone(),
            now,
            fill,
        })
    }

    /// The figures of a review: as they are, and as they were when it was opened.
    pub fn figures_of(&self, meeting: &Meeting, entries: &[Entry]) -> Result<Figures, Trouble> {
        self.figures_in(meeting, self.cohort_of(meeting, entries)?)
    }

    /// The same with the review's cohort as of another moment.
    pub(super) fn figures_in(&self, meeting: &Meeting, cohort: Cohort) -> Result<Figures, Trouble> {
        let (now, fill) = self.tally_and_fill(&cohort)?;
        let mut start = now.clone();
        for lead in self.ledger.leads_said_of_since(meeting.opened_seq)? {
            if let Some((before, after)) = self.before_and_after(lead, meeting)? {
                start.remove(&after.facts(), &cohort);
                start.add(&before.facts(), &cohort);
            }
        }
        Ok(Figures {
            cohort,
            start,
            now,
            fill,
        })
    }

    /// A lead as it was when the review was opened, and as it is. What files said is as it is in both: what moved in
    /// a review is what people said in it.
    pub fn before_and_after(
        &self,
        lead: LeadId,
        meeting: &Meeting,
    ) -> Result<Option<(Lead, Lead)>, Trouble> {
        let Some(after) = self.ledger.lead(lead)? else {
            return Ok(None);
        };
        let mut entries = self.ledger.entries_of(lead)?;
        entries.retain(|entry| entry.seq <= meeting.opened_seq);
        let mut before = after.clone();
        before.said = Said::default();
        for entry in standing(&entries) {
            before.said.apply(entry);
        }
        Ok(Some((before, after)))
    }
}
