//! The counting thread: answers what takes a look at every lead, so that pages and cards never wait behind it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::clock::Clock;
use super::desk::Desk;
use super::reading::latest;
use crate::console::effect::{Effect, Question};
use crate::console::message::Message;
use crate::ledger::Ledger;

/// The way to the counting thread.
#[derive(Debug)]
pub struct Counting {
    jobs: Sender<Effect>,
}

/// Whether a question looks at every lead, however few it tells of.
pub fn counts(question: &Question) -> bool {
    matches!(
        question,
        Question::Figures { .. }
            | Question::Stock { .. }
            | Question::Docket { .. }
            | Question::Place(_)
    )
}

impl Counting {
    /// Starts the thread; it opens a connection of its own with the first question.
    pub fn start(place: PathBuf, tell: impl Fn(Message) + Send + 'static) -> io::Result<Self> {
        let (jobs, queue) = channel();
        thread::Builder::new()
            .name("counting".to_owned())
            .spawn(move || {
                let mut desk = None;
                while let Ok(first) = queue.recv() {
                    for effect in latest(first, &queue) {
                        perform(&mut desk, &place, effect, &tell);
                    }
                }
            })?;
        Ok(Self { jobs })
    }

    /// Hands over a question. False where the thread is gone.
    #[must_use]
    pub fn hand_over(&self, effect: Effect) -> bool {
        self.jobs.send(effect).is_ok()
    }
}

fn perform(desk: &mut Option<Desk>, place: &Path, effect: Effect, tell: &impl Fn(Message)) {
    if desk.is_none() {
        match Ledger::open(place) {
            Ok(ledger) => *desk = Some(Desk::new(ledger, Clock::Machine)),
            Err(error) => {
                if let Effect::Ask { ticket, .. } = effect {
                    let why = error.to_string();
                    tell(Message::Failed { ticket, why });
                }
                return;
            }
        }
    }
    if let Some(desk) = desk {
        desk.perform(effect).into_iter().for_each(tell);
    }
}
