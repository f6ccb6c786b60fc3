//! The counting thread: answers what takes a look at every lead, so that pages and cards never wait behind it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

use super::clock::Clock;
use super::desk::Desk;
use super::reading::{join, latest, replaces};
use super::watch::Watch;
use crate::console::effect::{Effect, Question};
use crate::console::message::Message;
use crate::console::places::Ask;
use crate::ledger::{Ledger, Stop};

/// The way to the counting thread.
#[derive(Debug)]
pub struct Counting {
    jobs: Sender<Effect>,
    running: Arc<Mutex<Option<Running>>>,
}

/// What is being counted, and how it is stopped.
struct Running {
    effect: Effect,
    stop: Stop,
    /// It gave way to something a person waits for: it is counted again after that.
    again: bool,
}

impl fmt::Debug for Running {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Running").field(&self.effect).finish()
    }
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
    pub fn start(
        place: PathBuf,
        tell: impl Fn(Message) + Send + Clone + 'static,
    ) -> io::Result<Self> {
        let (jobs, queue) = channel();
        let running: Arc<Mutex<Option<Running>>> = Arc::default();
        let here = Arc::clone(&running);
        thread::Builder::new()
            .name("counting".to_owned())
            .spawn(move || {
                let mut desk = None;
                while let Ok(first) = queue.recv() {
                    let mut waiting = latest(first, &queue);
                    while let Some(effect) = next(&mut waiting) {
                        if desk.is_none() {
                            desk = opened(&place, &effect, &tell);
                        }
                        if let Some(desk) = &mut desk {
                            let left = perform(desk, effect, &here, &tell);
                            waiting.splice(0..0, left);
                        }
                        for newer in queue.try_iter() {
                            join(&mut waiting, newer);
                        }
                    }
                    if let Some(desk) = &desk {
                        // It would only be faster next time: nobody waits for it, and nobody needs to hear of it.
                        desk.keep_again().unwrap_or_default();
                    }
                }
            })?;
        Ok(Self { jobs, running })
    }

    /// Hands over a question; one that is being counted for the same screen stops. False where the thread is gone.
    #[must_use]
    pub fn hand_over(&self, effect: Effect) -> bool {
        // The thread takes the next question only once it has this lock: what is stopped is what is looked at here.
        if let Ok(mut running) = self.running.lock()
            && let Some(running) = running.as_mut()
        {
            let ends = ends(&effect, &running.effect);
            running.again = !ends && is_waited_for(&effect) && !is_waited_for(&running.effect);
            if ends || running.again {
                running.stop.now();
            }
        }
        matches!(effect, Effect::LetGo { .. }) || self.jobs.send(effect).is_ok()
    }
}

/// Whether an effect makes the answer to an older one worthless.
fn ends(newer: &Effect, older: &Effect) -> bool {
    match (newer, older) {
        (Effect::LetGo { ticket }, Effect::Ask { ticket: asked, .. }) => ticket == asked,
        (newer, older) => replaces(newer, older),
    }
}

/// Whether somebody looks at the place where its answer will stand.
fn is_waited_for(effect: &Effect) -> bool {
    let Effect::Ask { question, .. } = effect else {
        return false;
    };
    matches!(
        question,
        Question::Place(Ask::Scorecard | Ask::Table(_) | Ask::Cell(_) | Ask::Explain { .. })
    )
}

/// The question to be counted next: the first that somebody waits for, else the first.
fn next(waiting: &mut Vec<Effect>) -> Option<Effect> {
    let at = waiting.iter().position(is_waited_for).unwrap_or(0);
    (at < waiting.len()).then(|| waiting.remove(at))
}

fn opened(place: &Path, effect: &Effect, tell: &impl Fn(Message)) -> Option<Desk> {
    match Ledger::open(place) {
        Ok(mut ledger) => {
            // More memory would only be faster: whatever comes of it, the counting goes on.
            ledger.keep_few_pages().unwrap_or_default();
            Some(Desk::new(ledger, Clock::Machine))
        }
        Err(error) => {
            if let Effect::Ask { ticket, .. } = effect {
                let why = error.to_string();
                tell(Message::Failed {
                    ticket: *ticket,
                    why,
                });
            }
            None
        }
    }
}

fn perform(
    desk: &mut Desk,
    effect: Effect,
    running: &Mutex<Option<Running>>,
    tell: &(impl Fn(Message) + Send + Clone + 'static),
) -> Option<Effect> {
    let set = |what| match running.lock() {
        Ok(mut running) => std::mem::replace(&mut *running, what),
        Err(_) => None,
    };
    if let Effect::Ask { ticket, .. } = effect {
        let tell = tell.clone();
        desk.watch = Watch::by(move |done, of| {
            tell(Message::Progress {
                ticket,
                done,
                of: Some(of),
            });
        });
    }
    set(Some(Running {
        effect: effect.clone(),
        stop: desk.ledger.stop(),
        again: false,
    }));
    let messages = desk.perform(effect);
    let done = set(None);
    let failed = |message: &Message| matches!(message, Message::NotAnswered { .. });
    if let Some(done) = done.filter(|done| done.again && messages.iter().any(failed)) {
        return Some(done.effect);
    }
    messages.into_iter().for_each(tell);
    None
}
