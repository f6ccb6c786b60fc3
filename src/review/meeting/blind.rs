//! The blind check: the same leads, without source and owner, judged by both teams in secret. Secret is a way of
//! showing it: the file is open to every seat.

use std::collections::BTreeMap;

use super::deed::Deed;
use crate::review::entry::{Act, Entry};
use crate::review::figures::calibration::Alike;
use crate::review::lead::LeadId;
use crate::review::person::Team;

/// So many leads at least.
pub const LEAST: usize = 4;
/// So many where nobody says otherwise.
pub const USUAL: usize = 5;

/// A blind check as the standing entries tell it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Blind {
    pub leads: Vec<LeadId>,
    /// Hands for yes and no, as the facilitator counted them.
    hands: BTreeMap<(LeadId, Team), (u32, u32)>,
    /// Each person's own vote.
    votes: BTreeMap<(LeadId, String), (Team, bool)>,
    /// The votes are shown.
    pub shown: bool,
}

impl Blind {
    /// The check that entries tell of; a later one begins anew. `None` where none was begun.
    pub fn of<'entry>(entries: impl IntoIterator<Item = &'entry Entry>) -> Option<Self> {
        let mut blind: Option<Self> = None;
        for entry in entries {
            let Act::Room(deed) = &entry.act else {
                continue;
            };
            match (deed, &mut blind) {
                (Deed::BlindBegun { leads }, _) => {
                    blind = Some(Self {
                        leads: leads.clone(),
                        ..Self::default()
                    });
                }
                (
                    Deed::BlindHands {
                        lead,
                        team,
                        yes,
                        no,
                    },
                    Some(blind),
                ) => {
                    blind.hands.insert((*lead, *team), (*yes, *no));
                }
                (
                    Deed::BlindVote {
                        lead,
                        person,
                        team,
                        yes,
                    },
                    Some(blind),
                ) => {
                    let vote = (*team, *yes);
                    blind.votes.insert((*lead, person.clone()), vote);
                }
                (Deed::BlindShown, Some(blind)) => blind.shown = true,
                _ => {}
            }
        }
        blind
    }

    /// How many of a team said yes and no to a lead.
    #[must_use]
    pub fn count(&self, lead: LeadId, team: Team) -> (u32, u32) {
        let (mut yes, mut no) = self.hands.get(&(lead, team)).copied().unwrap_or_default();
        for ((of, _), (by, vote)) in &self.votes {
            if *of == lead && *by == team {
                *(if *vote { &mut yes } else { &mut no }) += 1;
            }
        }
        (yes, no)
    }

    /// What a team says of a lead: what most of it say; `None` where nobody answered, or as many for as against.
    #[must_use]
    pub fn view(&self, lead: LeadId, team: Team) -> Option<bool> {
        let (yes, no) = self.count(lead, team);
        (yes != no).then_some(yes > no)
    }

    /// What somebody voted at their own seat.
    #[must_use]
    pub fn own(&self, lead: LeadId, person: &str) -> Option<bool> {
        let vote = self.votes.get(&(lead, person.to_owned()));
        vote.map(|(_, yes)| *yes)
    }

    /// Whether both teams answered for every lead.
    #[must_use]
    pub fn is_full(&self) -> bool {
        let answered = |lead: &LeadId, team| self.count(*lead, team) != (0, 0);
        self.leads
            .iter()
            .all(|lead| answered(lead, Team::Sales) && answered(lead, Team::Marketing))
    }

    /// The leads both teams gave a view on: what Sales says, and Marketing.
    pub fn views(&self) -> impl Iterator<Item = (LeadId, bool, bool)> {
        self.leads.iter().filter_map(|lead| {
            let sales = self.view(*lead, Team::Sales)?;
            let marketing = self.view(*lead, Team::Marketing)?;
            Some((*lead, sales, marketing))
        })
    }

    /// How far the teams see the leads alike; leads that one of them gave no answer to are left out.
    #[must_use]
    pub fn alike(&self) -> Alike {
        let mut alike = Alike::default();
        for (_, sales, marketing) in self.views() {
            alike.add(sales, marketing);
        }
        alike
    }
}
