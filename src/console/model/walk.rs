//! A review on the table: its docket, where the walk stands, its figures and what was said in it.

use std::collections::BTreeSet;

use super::known::{Known, Moved};
use crate::console::effect::Ticket;
use crate::console::message::{Figures, ReviewState};
use crate::review::agreement::names::Names;
use crate::review::entry::{Act, Entry};
use crate::review::figures::kpi::Kpis;
use crate::review::figures::strip::{Strip, strip};
use crate::review::lead::{Lead, LeadId};
use crate::review::meeting::course::Course;
pub use crate::review::meeting::phase::Phase;
use crate::review::meeting::prepared::Prepared;
use crate::review::meeting::{Because, DocketItem, Meeting, MeetingId, Part};

/// Which panel of the lead walk has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Panel {
    Docket,
    #[default]
    Card,
    Strip,
}

/// Where a lead of the docket stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    Waiting,
    Skipped,
    Parked,
    Done,
}

/// A review being walked.
#[derive(Debug)]
pub struct Walk {
    pub meeting: Meeting,
    /// Who said something of their leads before it opened.
    pub prepared: Prepared,
    pub docket: Vec<DocketItem>,
    /// The lead the walk stands at, as a place in `docket`.
    pub at: usize,
    pub phase: Phase,
    /// This seat goes where the facilitator's goes.
    pub follows: bool,
    /// This seat chose a phase by itself: until then it goes along out of Open.
    pub chose: bool,
    pub panel: Panel,
    pub figures: Option<Figures>,
    /// The figures when the review opened, and as they stand.
    pub start: Kpis,
    pub now: Kpis,
    /// The standing entries of the review.
    pub entries: Vec<Entry>,
    /// Said here, not yet acknowledged.
    pub saving: Vec<(Ticket, Entry)>,
    pub selected: BTreeSet<LeadId>,
    /// The lead the journal last heard the walk stands at.
    pub told_at: Option<LeadId>,
    /// Which figure the strip's cursor is on.
    pub kpi: usize,
    /// The cursor of lists in the other phases.
    pub row: usize,
    /// How far the card is scrolled.
    pub scroll: u16,
    /// Ratings typed at the close.
    pub ratings: Vec<u8>,
    /// In practice: what each gesture changed, so that undo works without a ledger.
    pub rehearsed: Vec<Vec<Lead>>,
    pub undone: Vec<Vec<Lead>>,
}

impl Walk {
    /// A review as the ledger tells it, standing where it stood.
    pub fn new(state: &ReviewState, known: &Known) -> Self {
        let mut walk = Self {
            docket: state.meeting.opening.docket.clone(),
            meeting: state.meeting.clone(),
            prepared: state.prepared,
            at: 0,
            phase: Phase::Leads,
            follows: false,
            chose: false,
            panel: Panel::Card,
            figures: None,
            start: Kpis::default(),
            now: Kpis::default(),
            entries: state.entries.clone(),
            saving: Vec::new(),
            selected: BTreeSet::new(),
            told_at: state.meeting.at,
            kpi: 0,
            row: 0,
            scroll: 0,
            ratings: state.meeting.ratings.clone(),
            rehearsed: Vec::new(),
            undone: Vec::new(),
        };
        for entry in &state.entries {
            walk.bring(entry);
        }
        if let Some(figures) = &state.figures {
            walk.start = figures.start.kpis();
            walk.now = figures.now.kpis();
            walk.figures = Some((**figures).clone());
        }
        walk.at = state
            .meeting
            .at
            .and_then(|at| walk.place(at))
            .or_else(|| walk.next_after(None, &[], known))
            .unwrap_or(0);
        walk.phase = walk.begins_in();
        walk
    }

    /// The phase the review is in; before it entered any, the first of its plan. Practice is for the leads.
    fn begins_in(&self) -> Phase {
        if self.practice() {
            return Phase::Leads;
        }
        let first = || self.meeting.opening.slots().first().map(|slot| slot.phase);
        self.course().phase().or_else(first).unwrap_or_default()
    }

    /// How the review has run so far.
    pub fn course(&self) -> Course {
        Course::of(self.said())
    }

    /// The phases of its plan and those it was in besides, in the order of their digits.
    pub fn phases(&self) -> Vec<Phase> {
        let slots = self.meeting.opening.slots();
        let course = self.course();
        let planned = |phase: Phase| slots.iter().any(|slot| slot.phase == phase);
        Phase::ALL
            .into_iter()
            .filter(|phase| *phase == self.phase || planned(*phase) || course.was_in(*phase))
            .collect()
    }

    /// Its number.
    pub fn id(&self) -> MeetingId {
        self.meeting.opening.id
    }

    /// Walked in memory only.
    pub fn practice(&self) -> bool {
        self.meeting.opening.practice
    }

    /// The lead the walk stands at.
    pub fn current(&self) -> Option<LeadId> {
        self.docket.get(self.at).map(|item| item.lead)
    }

    /// The docket's row of a lead.
    pub fn item(&self, lead: LeadId) -> Option<&DocketItem> {
        self.docket.iter().find(|item| item.lead == lead)
    }

    /// The place of a lead on the docket.
    pub fn place(&self, lead: LeadId) -> Option<usize> {
        self.docket.iter().position(|item| item.lead == lead)
    }

    /// Which half a lead is in: brought forward, it is to be discussed.
    pub fn part(&self, item: &DocketItem, known: &Known) -> Part {
        let brought = known
            .lead(item.lead)
            .is_some_and(|lead| lead.said.brought_in == Some(self.id()));
        if brought { Part::ToDiscuss } else { item.part }
    }

    /// Where a lead stands in this review.
    pub fn stand(&self, lead: LeadId, known: &Known) -> Stand {
        let here = Some(self.id());
        match known.lead(lead).map(|lead| &lead.said) {
            Some(said) if said.parked_in == here => Stand::Parked,
            Some(said) if said.skipped_in == here => Stand::Skipped,
            Some(said) if said.reviewed_in == here => Stand::Done,
            _ => Stand::Waiting,
        }
    }

    /// Places on the docket of one half, parked ones apart.
    pub fn half<'walk>(
        &'walk self,
        part: Part,
        known: &'walk Known,
    ) -> impl Iterator<Item = (usize, &'walk DocketItem)> {
        self.docket.iter().enumerate().filter(move |(_, item)| {
            self.part(item, known) == part && self.stand(item.lead, known) != Stand::Parked
        })
    }

    /// The docket as the list shows it: to discuss, by consent, parked.
    pub fn order(&self, known: &Known) -> Vec<usize> {
        let parked = self
            .docket
            .iter()
            .enumerate()
            .filter(|(_, item)| self.stand(item.lead, known) == Stand::Parked);
        self.half(Part::ToDiscuss, known)
            .chain(self.half(Part::ByConsent, known))
            .chain(parked)
            .map(|(place, _)| place)
            .collect()
    }

    /// The lead that comes by itself after these: the next waiting one of the same half, then skipped ones, then the
    /// other half.
    pub fn next_after(&self, place: Option<usize>, not: &[LeadId], known: &Known) -> Option<usize> {
        let order = self.order(known);
        let from = place.and_then(|place| order.iter().position(|other| *other == place));
        let start = from.map_or(0, |from| from + 1);
        let half = |place: &usize| self.docket.get(*place).map(|item| self.part(item, known));
        let mine = place.as_ref().and_then(half).unwrap_or(Part::ToDiscuss);
        let round = || {
            order[start.min(order.len())..]
                .iter()
                .chain(&order)
                .copied()
        };
        let stands = |place: &usize, stand: Stand| {
            self.docket.get(*place).is_some_and(|item| {
                !not.contains(&item.lead) && self.stand(item.lead, known) == stand
            })
        };
        [Stand::Waiting, Stand::Skipped]
            .into_iter()
            .find_map(|stand| round().find(|at| half(at) == Some(mine) && stands(at, stand)))
            .or_else(|| round().find(|at| stands(at, Stand::Waiting)))
            .or_else(|| round().find(|at| stands(at, Stand::Skipped)))
    }

    /// How many of a half are dealt with, and how many there are.
    pub fn progress(&self, part: Part, known: &Known) -> (usize, usize) {
        self.half(part, known)
            .fold((0, 0), |(done, all), (_, item)| {
                let is_done = self.stand(item.lead, known) == Stand::Done;
                (done + usize::from(is_done), all + 1)
            })
    }

    /// Everything said in the review, acknowledged or not.
    pub fn said(&self) -> impl Iterator<Item = &Entry> {
        self.entries
            .iter()
            .chain(self.saving.iter().map(|(_, entry)| entry))
    }

    /// Takes recorded entries of this review.
    pub fn hear(&mut self, entries: &[Entry]) {
        let here = Some(self.id());
        for entry in entries.iter().filter(|entry| entry.meeting == here) {
            if self.entries.iter().all(|known| known.seq != entry.seq) {
                self.bring(entry);
                if let Act::Rated { ratings } = &entry.act {
                    self.ratings.clone_from(ratings);
                }
                self.entries.push(entry.clone());
            }
        }
    }

    /// A lead brought forward joins the docket.
    pub fn bring(&mut self, entry: &Entry) {
        if let Act::Brought { lead } = entry.act
            && self.place(lead).is_none()
        {
            self.docket.push(DocketItem {
                lead,
                part: Part::ToDiscuss,
                because: vec![Because::Brought {
                    by: entry.who.clone(),
                }],
            });
        }
    }

    /// The strip: what moved since the opening, with a dash for what no data can tell.
    pub fn strip(&self, names: &Names) -> Strip {
        let moved = strip(&self.start, &self.now).worded(names);
        match &self.figures {
            Some(figures) => moved.dimmed(&figures.fill),
            None => moved,
        }
    }

    /// Moves the figures with the leads: out with the old facts, in with the new.
    pub fn count(&mut self, moved: &Moved) {
        let Some(figures) = &mut self.figures else {
            return;
        };
        for (before, after) in moved {
            figures.now.remove(before, &figures.cohort);
            figures.now.add(after, &figures.cohort);
            figures.fill.remove(before);
            figures.fill.add(after);
        }
        if !moved.is_empty() {
            self.now = figures.now.kpis();
        }
    }
}
