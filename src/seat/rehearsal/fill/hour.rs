//! What a past review did beside the leads: promises and what became of them, the blind check.

use super::{FillError, Player};
use crate::review::entry::Act;
use crate::review::lead::LeadId;
use crate::review::meeting::MeetingId;
use crate::review::meeting::deed::{Deed, Origin};
use crate::review::person::Team;
use crate::seat::rehearsal::past::{PastKept, PastPromise};

impl Player<'_> {
    pub(super) fn promised(
        &mut self,
        promise: &PastPromise,
        facilitator: &str,
        meeting: Option<MeetingId>,
    ) -> Result<(), FillError> {
        let act = Act::Promised {
            text: promise.text.clone(),
            owner: promise.owner.clone(),
            due: Some(promise.due),
            lead: None,
            origin: Origin::Review,
            effect: promise.effect,
        };
        let entries = self.record(promise.at, facilitator, meeting, vec![act])?;
        if let Some((seq, _)) = entries.first() {
            self.promises.insert(promise.place, *seq);
        }
        Ok(())
    }

    pub(super) fn kept(
        &mut self,
        kept: &PastKept,
        facilitator: &str,
        meeting: Option<MeetingId>,
    ) -> Result<(), FillError> {
        let Some(promise) = self.promises.get(&kept.promise).copied() else {
            return Ok(());
        };
        let who = if kept.who.is_empty() {
            facilitator
        } else {
            &kept.who
        };
        let state = kept.state;
        let act = Act::Promise { promise, state };
        self.record(kept.at, who, meeting, vec![act])?;
        Ok(())
    }

    /// The blind check: begun, each team's hands on each lead, shown.
    pub(super) fn checked(&self, leads: &[(String, bool, bool)]) -> Vec<Act> {
        let known: Vec<(LeadId, bool, bool)> = leads
            .iter()
            .filter_map(|(key, sales, marketing)| Some((*self.leads.get(key)?, *sales, *marketing)))
            .collect();
        let leads = known.iter().map(|(lead, ..)| *lead).collect();
        let mut deeds = vec![Deed::BlindBegun { leads }];
        for (lead, sales, marketing) in known {
            for (team, view, all) in [(Team::Sales, sales, 7), (Team::Marketing, marketing, 3)] {
                let (yes, no) = if view { (all - 1, 1) } else { (1, all - 1) };
                deeds.push(Deed::BlindHands {
                    lead,
                    team,
                    yes,
                    no,
                });
            }
        }
        deeds.push(Deed::BlindShown);
        deeds.into_iter().map(Act::Room).collect()
    }
}
