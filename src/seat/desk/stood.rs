//! What stood at an entry of the journal: the figures and each lead's answer, folded from the entries up to it.

use super::answer::no_review;
use super::{Desk, Trouble};
use crate::console::places::{Stood, StoodRow};
use crate::review::entry::{Entry, Seq};
use crate::review::figures::cohort::Cohort;
use crate::review::figures::scorecard;
use crate::review::figures::tally::Tally;
use crate::review::lead::{Lead, LeadId};
use crate::review::meeting::MeetingId;
use crate::review::meeting::fold::standing;
use crate::review::milestone::date_of;
use crate::review::said::Said;

/// At most so many leads are listed.
const MOST: usize = 500;

impl Desk {
    /// The figures and the leads as they stood after an entry, and the figures before it. Of a review: its own cohort
    /// and docket; else the wall's leads as of that day, and those that stand otherwise now. What files said is as it
    /// is now; the answer says how many imports came since.
    pub(super) fn stood(&self, seq: Seq, of: Option<MeetingId>) -> Result<Stood, Trouble> {
        let entry = self.ledger.entry(seq)?;
        let entry =
            entry.ok_or_else(|| Trouble::Words(format!("there is no entry {} any more", seq.0)))?;
        let (mut cohort, docket) = self.cohort_at(&entry, of)?;
        let now = self.tally(&cohort)?.kpis();
        cohort.now = entry.at.div_euclid(1000);
        let mut then = self.tally(&cohort)?;
        let since = self.ledger.leads_said_of_since(seq)?;
        for lead in &since {
            if let Some((then_lead, now_lead)) = self.lead_at(*lead, seq)? {
                swap(&mut then, &now_lead, &then_lead, &cohort);
            }
        }
        let mut before = then.clone();
        let first = Seq(entry.gesture.0 - 1);
        for lead in self.ledger.leads_said_of_since(first)? {
            if let (Some((before_lead, _)), Some((then_lead, _))) =
                (self.lead_at(lead, first)?, self.lead_at(lead, seq)?)
            {
                swap(&mut before, &then_lead, &before_lead, &cohort);
            }
        }
        Ok(Stood {
            of,
            period: cohort.period(),
            before: before.kpis(),
            then: then.kpis(),
            now,
            rows: self.stood_rows(seq, &docket, &since)?,
            imports_since: self.ledger.imports_since(seq)?,
            entry,
        })
    }

    /// The leads the figures are of, and the docket of the review where there is one.
    fn cohort_at(
        &self,
        entry: &Entry,
        of: Option<MeetingId>,
    ) -> Result<(Cohort, Vec<LeadId>), Trouble> {
        let Some(id) = of else {
            let day = date_of(entry.at.div_euclid(1000), self.ledger.zone()?);
            return Ok((self.cohort(scorecard::wall(day))?, Vec::new()));
        };
        let meeting = self.ledger.meeting(id)?.ok_or_else(|| no_review(id))?;
        let docket = &meeting.opening.docket;
        let docket = docket.iter().map(|item| item.lead).collect();
        let cohort = self.cohort_of(&meeting, &self.ledger.entries_of_meeting(id)?)?;
        Ok((cohort, docket))
    }

    /// A lead with what people had said up to an entry, what was taken back later still in it; and the lead as it is.
    fn lead_at(&self, lead: LeadId, seq: Seq) -> Result<Option<(Lead, Lead)>, Trouble> {
        let Some(now) = self.ledger.lead(lead)? else {
            return Ok(None);
        };
        let mut entries = self.ledger.entries_of(lead)?;
        entries.retain(|entry| entry.seq <= seq);
        let mut then = now.clone();
        then.said = Said::default();
        for entry in standing(&entries) {
            then.said.apply(entry);
        }
        Ok(Some((then, now)))
    }

    /// The docket as it stood, then every other lead that stands otherwise now.
    fn stood_rows(
        &self,
        seq: Seq,
        docket: &[LeadId],
        since: &[LeadId],
    ) -> Result<Vec<StoodRow>, Trouble> {
        let others = since.iter().filter(|lead| !docket.contains(lead));
        let mut rows = Vec::new();
        for lead in docket.iter().chain(others) {
            let Some((then, now)) = self.lead_at(*lead, seq)? else {
                continue;
            };
            let row = StoodRow { then, now };
            if (docket.contains(lead) || row.differs()) && rows.len() < MOST {
                rows.push(row);
            }
        }
        Ok(rows)
    }
}

fn swap(tally: &mut Tally, out: &Lead, into: &Lead, cohort: &Cohort) {
    tally.remove(&out.facts(), cohort);
    tally.add(&into.facts(), cohort);
}
