//! Which thread performs what: one writes, one reads, one counts, and each look at files or import runs on its own.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use super::clock::Clock;
use super::counting::{Counting, counts};
use super::desk::Desk;
use super::local::Woken;
use super::reading::Reading;
use super::writing::{Own, Writing};
use crate::console::effect::{Effect, Question, Ticket};
use crate::console::message::Message;
use crate::ledger::Ledger;

/// How often an import says how far it is.
const HOW_FAR: Duration = Duration::from_millis(500);

/// The threads of a seat.
#[derive(Debug)]
pub struct Threads {
    writing: Writing,
    reading: Reading,
    /// `None` of a ledger in memory: there the reading thread counts too.
    counting: Option<Counting>,
    /// Where the ledger is, for threads that open it anew.
    place: Option<PathBuf>,
    queue: Sender<Woken>,
    /// The last import somebody wants stopped; none is 0.
    stopped: Arc<AtomicU64>,
}

impl Threads {
    /// Starts them, each with a desk of its own; what they have to say goes into the queue.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(writing: Desk, reading: Desk, queue: &Sender<Woken>) -> io::Result<Self> {
        let own = Own::default();
        let place = reading.ledger.place().map(PathBuf::from);
        let counting = place
            .clone()
            .map(|place| Counting::start(place, tell(queue)));
        Ok(Self {
            place,
            counting: counting.transpose()?,
            writing: Writing::start(writing, own.clone(), tell(queue))?,
            reading: Reading::start(reading, own, tell(queue))?,
            queue: queue.clone(),
            stopped: Arc::default(),
        })
    }

    /// Hands an effect to the thread that performs it.
    ///
    /// # Errors
    /// Where the thread has ended, which only a fault in the program can bring about.
    pub fn hand_over(&self, effect: Effect) -> io::Result<()> {
        let taken = match (&effect, &self.place) {
            (
                Effect::Record { .. }
                | Effect::Undo { .. }
                | Effect::Redo { .. }
                | Effect::Close { .. },
                _,
            ) => self.writing.hand_over(effect),
            (Effect::CancelImport { ticket }, _) => {
                self.stopped.store(ticket.0, Ordering::SeqCst);
                true
            }
            (
                Effect::Import { ticket, .. }
                | Effect::Ask {
                    ticket,
                    question: Question::Proposal { .. },
                },
                Some(place),
            ) => {
                let ticket = *ticket;
                return self.apart(ticket, place.clone(), effect);
            }
            (Effect::LetGo { .. }, _) => match &self.counting {
                Some(counting) => counting.hand_over(effect),
                None => true,
            },
            (Effect::Ask { question, .. }, _) if counts(question) => match &self.counting {
                Some(counting) => counting.hand_over(effect),
                None => self.reading.hand_over(effect),
            },
            _ => self.reading.hand_over(effect),
        };
        if taken {
            Ok(())
        } else {
            Err(io::Error::other(
                "a part of the program has stopped; everything marked as saved is in the file",
            ))
        }
    }

    /// Performs what takes long on a thread and a connection of its own: the console stays usable meanwhile.
    fn apart(&self, ticket: Ticket, place: PathBuf, effect: Effect) -> io::Result<()> {
        let tell = tell(&self.queue);
        let stopped = Arc::clone(&self.stopped);
        thread::Builder::new()
            .name("import".to_owned())
            .spawn(move || {
                let mut desk = match Ledger::open(&place) {
                    Ok(ledger) => Desk::new(ledger, Clock::Machine),
                    Err(error) => {
                        tell(Message::Failed {
                            ticket,
                            why: error.to_string(),
                        });
                        return;
                    }
                };
                let messages = match effect {
                    Effect::Import { .. } => {
                        let mut next = Instant::now();
                        desk.bring_in(effect, &mut |message| {
                            if Instant::now() >= next {
                                next = Instant::now() + HOW_FAR;
                                tell(message);
                            }
                            stopped.load(Ordering::SeqCst) != ticket.0
                        })
                    }
                    effect => desk.perform(effect),
                };
                messages.into_iter().for_each(tell);
            })?;
        Ok(())
    }

    /// Whether everything that was to be written is written.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.writing.is_done()
    }
}

fn tell(queue: &Sender<Woken>) -> impl Fn(Message) + Send + Clone + 'static {
    let queue = queue.clone();
    move |message| {
        // A console that has gone needs no answer.
        let _ = queue.send(Woken::Told(message));
    }
}
