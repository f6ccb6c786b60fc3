//! The docket of a review that is about to open: every lead looked at once.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;

use super::{Desk, Trouble};
use crate::review::agreement::judged::Judges;
use crate::review::entry::Act;
use crate::review::figures::scorecard;
use crate::review::filter::Looks;
use crate::review::lead::{Answer, Facts, Lead, LeadId};
use crate::review::meeting::docket::Docket;
use crate::review::meeting::fold::standing;
use crate::review::meeting::queue::{Queue, Room};
use crate::review::meeting::{Because, Meeting, MeetingState};
use crate::review::milestone::{Milestone, date_of};
use crate::review::period::Period;

impl Desk {
    /// Who is talked about, and why, with the leads themselves in the docket's order.
    pub fn docket(
        &self,
        period: Period,
        minutes: u32,
        seed: u64,
    ) -> Result<(Docket, Vec<Lead>), Trouble> {
        let meetings = self.ledger.meetings()?;
        let last = meetings.last();
        let (mut dated, mut touched) = (false, false);
        self.ledger.facts(&mut |facts| {
            dated |= facts.qualified.at().is_some();
            touched |= facts.worked.touch;
        })?;
        let limits = self.ledger.answer_limits()?;
        let room = Room {
            period,
            zone: self.ledger.zone()?,
            now: self.clock.now(),
            limits: &limits,
            minutes,
            seed,
            last_review: last.map(|meeting| meeting.opening.id),
            carried: last.map_or_else(|| Ok(BTreeSet::new()), |last| self.carried(last))?,
            latest: if dated {
                BTreeSet::new()
            } else {
                let latest = self.ledger.leads_of_latest_import()?;
                latest.into_iter().collect()
            },
            against: self.against(period)?,
            without_dates: !dated,
            touches_known: touched,
        };
        let mut queue = Queue::new(&room);
        self.ledger.each_lead(&mut |lead| queue.look(lead))?;
        let docket = queue.docket();
        let mut leads = Vec::new();
        for item in &docket.items {
            leads.extend(self.ledger.lead(item.lead)?);
        }
        Ok((docket, leads))
    }

    /// Leads delivered or answered in the period whose answer and the definition in force say different things.
    fn against(&self, period: Period) -> Result<BTreeMap<LeadId, Because>, Trouble> {
        let agreement = self.ledger.agreement()?;
        let zone = self.ledger.zone()?;
        let today = date_of(self.clock.now(), zone);
        let mut against = Against {
            judges: Judges::new(&agreement, zone, today),
            period,
            zone,
            found: BTreeMap::new(),
        };
        if agreement.definition(today).is_some() {
            self.ledger.each_whole(&mut against)?;
        }
        Ok(against.found)
    }

    /// The docket's usual period: since the last review, today with it; before the first, what the wall shows.
    pub fn since_last_review(&self) -> Result<Period, Trouble> {
        let zone = self.ledger.zone()?;
        let today = date_of(self.clock.now(), zone);
        let meetings = self.ledger.meetings()?;
        let Some(last) = meetings.last() else {
            return Ok(scorecard::wall(today));
        };
        Ok(Period::Days {
            start: date_of(last.opened_at.div_euclid(1000), zone),
            end: today.succ_opt().unwrap_or(today),
        })
    }

    /// What the last review left: what it carried when it was closed; while it was not, what it did not deal with.
    fn carried(&self, last: &Meeting) -> Result<BTreeSet<LeadId>, Trouble> {
        let entries = self.ledger.entries_of_meeting(last.opening.id)?;
        let closed = standing(&entries)
            .into_iter()
            .rev()
            .find_map(|entry| match &entry.act {
                Act::Closed { carried, .. } => Some(carried.iter().copied().collect()),
                _ => None,
            });
        if let (Some(carried), MeetingState::Closed { .. }) = (closed, last.state) {
            return Ok(carried);
        }
        let mut carried = BTreeSet::new();
        for item in &last.opening.docket {
            let lead = self.ledger.lead(item.lead)?;
            let done = lead.is_some_and(|lead| lead.said.reviewed_in == Some(last.opening.id));
            if !done {
                carried.insert(item.lead);
            }
        }
        Ok(carried)
    }
}

/// Holds answers against the definition.
struct Against<'text> {
    judges: Judges<'text>,
    period: Period,
    zone: Tz,
    found: BTreeMap<LeadId, Because>,
}

impl Looks for Against<'_> {
    fn wants(&mut self, facts: &Facts) -> bool {
        let within = |at: Option<Milestone>| at.is_some_and(|at| self.period.holds(at, self.zone));
        facts.answer != Answer::None && (within(facts.qualified.at()) || within(facts.answered_at))
    }

    fn look(&mut self, lead: &Lead) {
        if let Some(because) = self.judges.against(lead) {
            self.found.insert(lead.id, because);
        }
    }
}
