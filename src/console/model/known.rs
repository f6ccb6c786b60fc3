//! The leads the console has on hand: what the ledger told, and over it what was said here and is still being saved.

use std::collections::HashMap;

use super::wire::Tickets;
use crate::console::effect::Ticket;
use crate::console::message::Card;
use crate::review::entry::{Act, Draft, Entry, Seq};
use crate::review::lead::{Facts, Lead, LeadId};
use crate::review::said::Said;
use crate::review::touch::Touch;

/// Provisional entries are numbered from here, after anything a journal ever holds.
const PROVISIONAL: i64 = 1 << 60;

/// One lead on hand.
#[derive(Debug, Clone, PartialEq)]
pub struct OneLead {
    /// As the screen shows it: with what is still being saved.
    pub lead: Lead,
    /// What the ledger has of what people said.
    kept: Said,
    /// Said here, not yet acknowledged, in order.
    saving: Vec<(Ticket, Entry)>,
    /// All touches, once the card was asked for.
    pub touches: Option<Vec<Touch>>,
    /// Every standing entry about it, once the card was asked for, and what was said since.
    pub entries: Vec<Entry>,
    /// Something was taken back since its card was told: touches and entries may tell of what is gone.
    doubted: bool,
    /// The last question that was under way when something was heard of it: its answer may be older than what was heard.
    heard_after: u64,
}

impl OneLead {
    /// Whether something about it is not yet acknowledged.
    pub fn is_saving(&self) -> bool {
        !self.saving.is_empty()
    }

    /// What was said here and is not yet acknowledged, in order.
    pub fn saving(&self) -> impl Iterator<Item = &Entry> {
        self.saving.iter().map(|(_, entry)| entry)
    }

    /// Whether its card was told, and nothing was taken back since.
    pub fn has_card(&self) -> bool {
        self.touches.is_some() && !self.doubted
    }

    /// Every touch at hand, with those that are being saved; `None` before its card was asked for.
    pub fn all_touches(&self) -> Option<Vec<Touch>> {
        let mut touches = self.touches.clone()?;
        touches.extend(self.saving().filter_map(touched));
        Some(touches)
    }

    /// The last entry about it that the ledger has told.
    pub fn seen(&self) -> Seq {
        self.kept
            .last
            .as_ref()
            .map_or_else(Seq::default, |(seq, _)| *seq)
    }

    fn fold(&mut self) {
        let mut said = self.kept.clone();
        for (_, entry) in &self.saving {
            said.apply(entry);
        }
        self.lead.said = said;
    }
}

/// How a lead's facts changed: what the tallies take out and put in.
pub type Moved = Vec<(Facts, Facts)>;

/// Every lead on hand, by number.
#[derive(Debug, Default)]
pub struct Known {
    leads: HashMap<LeadId, OneLead>,
    /// The last question asked, and the one whose answer is being taken; tickets count up from 1.
    asked: u64,
    answering: Option<u64>,
    /// Leads whose answer was older than what was heard meanwhile.
    stale: Vec<LeadId>,
}

impl Known {
    /// A question is asked.
    pub fn ask(&mut self, ticket: Ticket) {
        self.asked = ticket.0;
    }

    /// What is taken from here on answers this question: of a lead that something was heard of since it was asked, the
    /// answer may be older than what is known, and is passed over.
    pub fn answering(&mut self, ticket: Ticket) {
        self.answering = Some(ticket.0);
    }

    /// The answer is taken; gives the leads to be asked for again.
    pub fn answered(&mut self) -> Vec<LeadId> {
        self.answering = None;
        std::mem::take(&mut self.stale)
    }

    /// A lead on hand.
    pub fn one(&self, id: LeadId) -> Option<&OneLead> {
        self.leads.get(&id)
    }

    /// The lead itself.
    pub fn lead(&self, id: LeadId) -> Option<&Lead> {
        self.one(id).map(|one| &one.lead)
    }

    /// A lead without what it shows under some tickets.
    pub fn without(&self, id: LeadId, tickets: impl Fn(Ticket) -> bool) -> Option<Lead> {
        let one = self.leads.get(&id)?;
        let mut lead = one.lead.clone();
        lead.said = one.kept.clone();
        let left = one.saving.iter().filter(|(ticket, _)| !tickets(*ticket));
        for (_, entry) in left {
            lead.said.apply(entry);
        }
        Some(lead)
    }

    /// Takes a lead as the ledger now has it; what is still being saved stays over it.
    pub fn take(&mut self, lead: Lead, moved: &mut Moved) {
        if let Some(one) = self.leads.get_mut(&lead.id) {
            if self.answering.is_some_and(|asked| asked <= one.heard_after) {
                self.stale.push(lead.id);
                return;
            }
            let before = one.lead.facts();
            one.kept = lead.said.clone();
            one.lead = lead;
            one.fold();
            note(before, one.lead.facts(), moved);
        } else {
            let id = lead.id;
            let one = OneLead {
                kept: lead.said.clone(),
                lead,
                saving: Vec::new(),
                touches: None,
                entries: Vec::new(),
                doubted: false,
                heard_after: 0,
            };
            self.leads.insert(id, one);
        }
    }

    /// Takes everything about a lead.
    pub fn take_card(&mut self, card: Card, moved: &mut Moved) {
        let id = card.lead.id;
        self.take(card.lead, moved);
        if self.stale.last() == Some(&id) {
            return;
        }
        if let Some(one) = self.leads.get_mut(&id) {
            one.touches = Some(card.touches);
            one.entries = card.entries;
            one.doubted = false;
        }
    }

    /// Shows drafts at once, as if they were recorded.
    pub fn say(&mut self, ticket: Ticket, drafts: &[Draft], moved: &mut Moved) {
        for (index, draft) in drafts.iter().enumerate() {
            let Some(id) = draft.act.lead() else { continue };
            if matches!(draft.act, Act::At { .. }) {
                continue;
            }
            let Some(one) = self.leads.get_mut(&id) else {
                continue;
            };
            let before = one.lead.facts();
            let entry = provisional(ticket, index, draft);
            one.lead.said.apply(&entry);
            one.saving.push((ticket, entry));
            note(before, one.lead.facts(), moved);
        }
    }

    /// What was being saved under a ticket is in: the recorded entries take its place.
    pub fn settle(&mut self, ticket: Ticket, entries: &[Entry], moved: &mut Moved) {
        self.drop_saving(ticket, moved);
        self.hear(entries, moved);
    }

    /// What was being saved under a ticket is not in: it goes from the screen.
    pub fn drop_saving(&mut self, ticket: Ticket, moved: &mut Moved) {
        for one in self.leads.values_mut() {
            if one.saving.iter().any(|(saving, _)| *saving == ticket) {
                let before = one.lead.facts();
                one.saving.retain(|(saving, _)| *saving != ticket);
                one.fold();
                note(before, one.lead.facts(), moved);
            }
        }
    }

    /// Takes recorded entries, this seat's or another's.
    pub fn hear(&mut self, entries: &[Entry], moved: &mut Moved) {
        for entry in entries {
            let Some(one) = entry.act.lead().and_then(|id| self.leads.get_mut(&id)) else {
                continue;
            };
            one.heard_after = self.asked;
            if entry.seq <= one.seen() {
                continue;
            }
            let before = one.lead.facts();
            one.kept.apply(entry);
            one.fold();
            if let Some(touches) = &mut one.touches {
                touches.extend(touched(entry));
            }
            if !entry.act.is_quiet() {
                one.entries.push(entry.clone());
            }
            note(before, one.lead.facts(), moved);
        }
    }

    /// Something was taken back: every card is to be told anew before it is trusted.
    pub fn doubt(&mut self) {
        for one in self.leads.values_mut() {
            one.doubted = true;
        }
    }

    /// Keeps only leads that are asked for, or that are still being saved.
    pub fn keep(&mut self, wanted: impl Fn(LeadId) -> bool) {
        self.leads.retain(|id, one| wanted(*id) || one.is_saving());
    }

    /// Forgets every lead: each will be asked for afresh.
    pub fn forget(&mut self) {
        self.leads.clear();
    }

    /// How many are on hand.
    pub fn len(&self) -> usize {
        self.leads.len()
    }

    /// Whether none is on hand.
    pub fn is_empty(&self) -> bool {
        self.leads.is_empty()
    }
}

fn touched(entry: &Entry) -> Option<Touch> {
    match &entry.act {
        Act::Touched { touch, .. } => Some(touch.clone()),
        _ => None,
    }
}

/// A draft as an entry that nobody has acknowledged.
pub fn provisional(ticket: Ticket, index: usize, draft: &Draft) -> Entry {
    let first = PROVISIONAL + Tickets::number(ticket) * 4096;
    let seq = |index: usize| Seq(first + i64::try_from(index).unwrap_or(4095));
    Entry {
        seq: seq(index),
        gesture: seq(0),
        at: draft.at,
        who: draft.who.clone(),
        meeting: draft.meeting,
        act: draft.act.clone(),
    }
}

fn note(before: Facts, after: Facts, moved: &mut Moved) {
    if before != after {
        moved.push((before, after));
    }
}
