//! The desk: performs one effect against a ledger, at once, and returns what the console is to be told.
//!
//! Tests use it as it is; at a terminal the writing thread has one and the reading thread another, each with a
//! connection of its own.

mod answer;
mod around;
mod campaigns;
mod close;
mod count;
mod days;
mod docket;
mod fix;
pub mod folder;
mod gather;
mod hindsight;
mod leave;
pub mod paper;
mod places;
mod publish;
pub mod report;
mod sla;
mod stock;
mod stood;
pub mod tables;
mod tried;

use std::cell::RefCell;

use crate::console::effect::{Effect, Ticket};
use crate::console::message::{Message, Refused};
use crate::ledger::{self, ImportOrder, Ledger, RecordError, UndoError};
use crate::publish::minutes::PublishError;
use crate::review::agreement::names::Names;
use crate::review::entry::{Draft, Entry, Seq};
use crate::review::milestone::date_of;

use super::clock::Clock;
use super::importing::Taken;
use super::watch::Watch;

/// Why a desk could not do what it was asked, in words.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error(transparent)]
    Ledger(#[from] ledger::Trouble),
    #[error(transparent)]
    Publish(#[from] PublishError),
    #[error("{what}: {why}")]
    File { what: String, why: std::io::Error },
    #[error("{0}")]
    Words(String),
}

/// One connection to a ledger, with a clock.
#[derive(Debug)]
pub struct Desk {
    pub ledger: Ledger,
    pub clock: Clock,
    /// The ledger is the made-up company: nothing is kept.
    pub rehearsal: bool,
    /// Who waits for what it counts.
    pub watch: Watch,
    tried: tried::Tried,
    past: RefCell<days::Past>,
}

impl Desk {
    /// A desk at a ledger.
    #[must_use]
    pub fn new(ledger: Ledger, clock: Clock) -> Self {
        Self {
            ledger,
            clock,
            rehearsal: false,
            watch: Watch::default(),
            tried: tried::Tried::default(),
            past: RefCell::default(),
        }
    }

    /// What the stages are called today.
    ///
    /// # Errors
    /// Where the ledger cannot be read, in words.
    pub fn names(&self) -> Result<Names, Trouble> {
        let today = date_of(self.clock.now(), self.ledger.zone()?);
        Ok(self.ledger.agreement()?.names(today))
    }

    /// The same, at the made-up company.
    #[must_use]
    pub fn rehearsing(mut self) -> Self {
        self.rehearsal = true;
        self
    }

    /// Performs an effect. What only a terminal can do says nothing here.
    pub fn perform(&mut self, effect: Effect) -> Vec<Message> {
        match effect {
            Effect::Record { ticket, drafts } => vec![self.record(ticket, &drafts)],
            Effect::Undo {
                ticket,
                who,
                meeting,
                at,
            } => {
                let undone = self.ledger.undo(&who, meeting, at);
                vec![taken_back(ticket, undone)]
            }
            Effect::Redo {
                ticket,
                who,
                meeting,
                at,
            } => {
                let redone = self.ledger.redo(&who, meeting, at);
                vec![taken_back(ticket, redone)]
            }
            Effect::Ask { ticket, question } => vec![match self.answer(question) {
                Ok(answer) => Message::Answer { ticket, answer },
                Err(trouble) => Message::NotAnswered {
                    ticket,
                    why: trouble.to_string(),
                },
            }],
            Effect::Write {
                ticket,
                paper,
                masked,
            } => vec![written(ticket, self.write(&paper, masked))],
            Effect::Publish { ticket, sheet } => vec![written(ticket, self.publish(sheet))],
            Effect::Export {
                ticket,
                name,
                text,
                csv,
            } => vec![written(ticket, self.export(&name, &text, &csv))],
            Effect::Slips { ticket } => vec![written(ticket, self.write_slips())],
            Effect::OwnPage { ticket } => vec![written(ticket, self.own_page())],
            Effect::Close {
                ticket,
                meeting,
                who,
                at,
                carried,
                masked,
            } => self.close(ticket, meeting, &who, at, carried, masked),
            Effect::Import { .. } => self.bring_in(effect, &mut |_| true),
            Effect::CancelImport { .. }
            | Effect::LetGo { .. }
            | Effect::Copy(_)
            | Effect::Mouse(_)
            | Effect::Keep { .. }
            | Effect::Open(_)
            | Effect::Quit => Vec::new(),
        }
    }

    /// Performs an import, telling how far it is while it runs; an answer of `false` stops it.
    pub fn bring_in(
        &mut self,
        effect: Effect,
        tell: &mut dyn FnMut(Message) -> bool,
    ) -> Vec<Message> {
        let Effect::Import {
            ticket,
            given,
            answers,
            who,
            meeting,
            at,
        } = effect
        else {
            return Vec::new();
        };
        let order = ImportOrder {
            who,
            at_ms: at,
            meeting,
            dry_run: false,
            settings: Vec::new(),
        };
        let mut told = |taken: Taken| {
            tell(Message::Progress {
                ticket,
                done: taken.rows,
                of: Some(taken.of),
            })
        };
        vec![
            match self.import_given(&given, answers, &order, &mut told) {
                Ok(files) => Message::Imported { ticket, files },
                Err(trouble) => Message::Failed {
                    ticket,
                    why: trouble.to_string(),
                },
            },
        ]
    }

    fn record(&mut self, ticket: Ticket, drafts: &[Draft]) -> Message {
        let unfit = match self.unfit(drafts) {
            Ok(unfit) => unfit,
            Err(trouble) => Some(trouble.to_string()),
        };
        if let Some(why) = unfit.map(Refused::Words) {
            return Message::NotRecorded { ticket, why };
        }
        match self.ledger.record(drafts) {
            Ok(entries) => Message::Recorded { ticket, entries },
            Err(RecordError::Changed { lead, entry }) => Message::NotRecorded {
                ticket,
                why: Refused::Changed { lead, entry },
            },
            Err(error) => Message::NotRecorded {
                ticket,
                why: Refused::Words(error.to_string()),
            },
        }
    }

    /// Changes whenever another connection wrote to the file; `None` where the file cannot be asked just now.
    #[must_use]
    pub fn data_version(&self) -> Option<i64> {
        self.ledger.data_version().ok()
    }

    /// The entries after one, whoever made them; `None` where the file cannot be read just now.
    #[must_use]
    pub fn entries_after(&self, seq: Seq) -> Option<Vec<Entry>> {
        self.ledger.entries_after(seq).ok()
    }

    /// The last entry there is; the beginning where the file cannot be read just now.
    #[must_use]
    pub fn last_seq(&self) -> Seq {
        self.ledger.last_seq().unwrap_or_default()
    }
}

/// What became of a paper.
fn written(ticket: Ticket, path: Result<String, Trouble>) -> Message {
    match path {
        Ok(path) => Message::Written { ticket, path },
        Err(trouble) => Message::Failed {
            ticket,
            why: trouble.to_string(),
        },
    }
}

fn taken_back(ticket: Ticket, entries: Result<Vec<Entry>, UndoError>) -> Message {
    match entries {
        Ok(entries) => Message::Recorded { ticket, entries },
        Err(error) => Message::NotRecorded {
            ticket,
            why: Refused::Words(error.to_string()),
        },
    }
}
