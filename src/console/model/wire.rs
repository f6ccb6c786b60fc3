//! What was sent to the seat and has not come back.

use std::collections::BTreeMap;

use crate::console::effect::Ticket;
use crate::console::pop::Pop;
use crate::review::entry::{Draft, Seq};
use crate::review::lead::LeadId;

/// What an answer is for. A newer question for the same place makes an older answer worthless.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    Ground,
    Leads,
    Named,
    Card(LeadId),
    /// The cards of a docket.
    Cards,
    /// The docket of the start form: opens the review when it comes.
    Docket,
    /// The review to walk.
    Walk,
    /// The review's words after an undo: entries and leads, without the tallies.
    Refresh,
    Scorecard,
    Decisions,
    Hindsight,
    Came,
    Held,
    Found,
    Effects,
    Stood,
    Data,
    Campaigns,
    /// How often the words of the pick-lists were used.
    Used,
    /// What the plan is held against.
    Plan,
    /// How the clauses and the rules are kept.
    Kept,
    /// What the leads hold that a criterion can ask for.
    Criteria,
    BackTest,
    /// A past review's look-up.
    Past,
    Figures,
    /// The figures that tried answers are weighed against.
    WhatIf,
    Behind,
    Table,
    Cell,
    Journal,
    Folder,
    /// The minutes beside the walk or in Reviews.
    Paper,
    /// What files to be brought in would be.
    Proposal,
    /// An import under way.
    Import,
    /// What the ledger holds, for the first start.
    Stock,
    /// The docket a first review would have.
    FirstDocket,
    /// Another ledger being looked at before it is opened.
    Opens,
    /// A paper being written.
    Write,
}

/// Something recorded that is not yet acknowledged.
#[derive(Debug, PartialEq)]
pub struct Pending {
    pub ticket: Ticket,
    pub drafts: Vec<Draft>,
    /// What stood open when it was sent: opened again, its text in it, where it could not be recorded.
    pub typed: Option<Box<Pop>>,
    /// The lead to come back to where it could not be recorded.
    pub from: Option<LeadId>,
    /// It is an undo (true) or a redo, not a record.
    pub undo: Option<bool>,
}

/// Numbers for what is sent.
#[derive(Debug, Default)]
pub struct Tickets {
    last: u64,
}

impl Tickets {
    /// The next one.
    pub fn draw(&mut self) -> Ticket {
        self.last += 1;
        Ticket(self.last)
    }

    /// A ticket as a number that adds.
    pub fn number(ticket: Ticket) -> i64 {
        i64::try_from(ticket.0).unwrap_or(i64::MAX >> 16)
    }
}

/// Everything under way.
#[derive(Debug, Default)]
pub struct Wire {
    pub tickets: Tickets,
    pub pending: Vec<Pending>,
    asked: Vec<(Ticket, Slot)>,
    /// What was seen of leads when what stands open was opened, for those others have since said something of.
    pub asked_at: BTreeMap<LeadId, Seq>,
}

impl Wire {
    /// A ticket for a question of this place; answers to older ones will be passed over.
    pub fn ask(&mut self, slot: Slot) -> Ticket {
        let ticket = self.tickets.draw();
        self.asked.retain(|(_, asked)| *asked != slot);
        self.asked.push((ticket, slot));
        ticket
    }

    /// What a ticket was for; `None` where a newer question made it worthless.
    pub fn answered(&mut self, ticket: Ticket) -> Option<Slot> {
        let at = self.asked.iter().position(|(asked, _)| *asked == ticket)?;
        Some(self.asked.remove(at).1)
    }

    /// What a ticket is for, while more is to come.
    pub fn slot(&self, ticket: Ticket) -> Option<Slot> {
        self.asked
            .iter()
            .find(|(asked, _)| *asked == ticket)
            .map(|(_, slot)| *slot)
    }

    /// Waits no more for this place's answer; the ticket of what was asked.
    pub fn give_up(&mut self, slot: Slot) -> Option<Ticket> {
        let at = self.asked.iter().position(|(_, asked)| *asked == slot)?;
        Some(self.asked.remove(at).0)
    }

    /// Whether an answer for this place is still awaited.
    pub fn awaits(&self, slot: Slot) -> bool {
        self.asked.iter().any(|(_, asked)| *asked == slot)
    }

    /// What was pending under a ticket.
    pub fn settled(&mut self, ticket: Ticket) -> Option<Pending> {
        let at = self
            .pending
            .iter()
            .position(|pending| pending.ticket == ticket)?;
        Some(self.pending.remove(at))
    }
}
