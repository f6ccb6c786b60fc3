//! Everything the minutes of a review are made of, gathered from the ledger.

use std::collections::BTreeSet;

use super::{Desk, Trouble};
use crate::review::entry::Entry;
use crate::review::lead::LeadId;
use crate::review::meeting::course::Course;
use crate::review::meeting::fold::standing;
use crate::review::meeting::phase::Phase;
use crate::review::meeting::{Meeting, MeetingId};
use crate::review::minutes::{Closing, Gathered, Minutes, Reviewed, as_of};

impl Desk {
    /// The minutes of a review as things stand: a draft, or FINAL with `closing`.
    pub fn minutes(
        &self,
        meeting: MeetingId,
        closing: Option<Closing>,
    ) -> Result<Option<Minutes>, Trouble> {
        let gathered = self.gather(meeting, closing)?;
        Ok(gathered.as_ref().map(Minutes::of))
    }

    fn gather(&self, id: MeetingId, closing: Option<Closing>) -> Result<Option<Gathered>, Trouble> {
        let Some(meeting) = self.ledger.meeting(id)? else {
            return Ok(None);
        };
        let entries = self.ledger.entries_of_meeting(id)?;
        let mut cohort = self.cohort_of(&meeting, &entries)?;
        cohort.now = as_of(&meeting, &standing(&entries), closing.as_ref()).div_euclid(1000);
        let figures = self.figures_in(&meeting, cohort)?;
        let (start, end) = (figures.start.kpis(), figures.now.kpis());
        let mut won = Vec::new();
        self.ledger.facts(&mut |facts| {
            if facts.won() && figures.cohort.holds(facts.closed) {
                won.push(facts.lead);
            }
        })?;
        let mut wins = Vec::new();
        for lead in won {
            wins.extend(self.ledger.lead(lead)?);
        }
        let mut around = self.around(&meeting, figures.cohort.now)?;
        // A rate that rose is told at the end, as the screen tells it; a draft before then has the facts.
        let ends =
            closing.is_some() || Course::of(standing(&entries)).phase() == Some(Phase::Close);
        around.came = Some(if ends {
            self.came(Some(id))?
        } else {
            self.signed(Some(id))?
        });
        let (board, accuracy) = self.agreed_at(figures.cohort.now)?;
        Ok(Some(Gathered {
            leads: self.reviewed(&meeting, &entries)?,
            contradictions: end.contradictions,
            to_fix: self.leads_to_fix()?,
            board,
            accuracy,
            start,
            end,
            fill: figures.fill,
            wins,
            people: self.ledger.people()?,
            lists: self.ledger.lists()?,
            agreement: self.ledger.agreement()?,
            promises: self.ledger.promises()?,
            hindsight: self.hindsight(Some(id), figures.cohort.now)?,
            around,
            zone: self.ledger.zone()?,
            qualified_as_created: figures.cohort.qualified_as_created,
            meeting,
            entries,
            closing,
        }))
    }

    /// Every lead on the docket or named in the review, before and after.
    fn reviewed(&self, meeting: &Meeting, entries: &[Entry]) -> Result<Vec<Reviewed>, Trouble> {
        let mut leads: BTreeSet<LeadId> = meeting
            .opening
            .docket
            .iter()
            .map(|item| item.lead)
            .collect();
        leads.extend(
            standing(entries)
                .iter()
                .filter_map(|entry| entry.act.lead()),
        );
        let mut reviewed = Vec::new();
        for lead in leads {
            if let Some((before, after)) = self.before_and_after(lead, meeting)? {
                let told_before = self.told(&before)?;
                reviewed.push(Reviewed {
                    before,
                    after,
                    told_before,
                });
            }
        }
        Ok(reviewed)
    }

    /// Where the verdict that stands on a lead was told, where a person told it.
    fn told(
        &self,
        lead: &crate::review::lead::Lead,
    ) -> Result<Option<crate::review::entry::Told>, Trouble> {
        let Some(verdict) = &lead.said.verdict else {
            return Ok(None);
        };
        let entries = self.ledger.entries_of(lead.id)?;
        let told = entries.into_iter().find(|entry| entry.seq == verdict.seq);
        Ok(told.and_then(|entry| match entry.act {
            crate::review::entry::Act::Verdict { told, .. } => Some(told),
            _ => None,
        }))
    }
}
