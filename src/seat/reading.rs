//! The reading thread: answers questions, and twice a second looks whether another seat wrote something.

use std::io;
use std::mem::discriminant;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::desk::Desk;
use super::writing::Own;
use crate::console::effect::{Effect, Question};
use crate::console::message::Message;
use crate::console::places::Ask;
use crate::review::entry::{Entry, Seq};

/// How often the file is asked whether it changed. The question costs three microseconds.
const LOOK: Duration = Duration::from_millis(500);
/// How soon again, where a write of this seat was under way and nobody could tell whose news it is.
const AGAIN: Duration = Duration::from_millis(50);

/// The way to the reading thread.
#[derive(Debug)]
pub struct Reading {
    jobs: Sender<Effect>,
}

impl Reading {
    /// Starts the thread on its own connection.
    pub fn start(
        desk: Desk,
        own: Own,
        tell: impl Fn(Message) + Send + 'static,
    ) -> io::Result<Self> {
        let (jobs, queue) = channel();
        thread::Builder::new()
            .name("reading".to_owned())
            .spawn(move || {
                let seen = desk.last_seq();
                let version = desk.data_version();
                let mut reader = Reader {
                    desk,
                    own,
                    seen,
                    version,
                    news: false,
                    ahead: false,
                };
                reader.run(&queue, &tell);
            })?;
        Ok(Self { jobs })
    }

    /// Hands over a question. False where the thread is gone.
    #[must_use]
    pub fn hand_over(&self, effect: Effect) -> bool {
        self.jobs.send(effect).is_ok()
    }
}

struct Reader {
    desk: Desk,
    own: Own,
    /// The last entry this seat knows of.
    seen: Seq,
    version: Option<i64>,
    /// The file changed and the journal has not been read since.
    news: bool,
    /// Somebody looks at the leads, and not all of what a search looks at is read.
    ahead: bool,
}

impl Reader {
    fn run(&mut self, queue: &Receiver<Effect>, tell: &impl Fn(Message)) {
        let mut look = Instant::now() + LOOK;
        loop {
            let wait = if self.ahead {
                Duration::ZERO
            } else {
                look.saturating_duration_since(Instant::now())
            };
            match queue.recv_timeout(wait) {
                Ok(first) => {
                    for effect in latest(first, queue) {
                        self.ahead |= is_of_leads(&effect);
                        self.desk.perform(effect).into_iter().for_each(tell);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    // What cannot be read now is read by the search, which says so.
                    self.ahead = self.ahead && self.desk.ledger.read_ahead().unwrap_or(false);
                }
                Err(RecvTimeoutError::Disconnected) => return,
            }
            if Instant::now() >= look {
                self.look(tell);
                look = Instant::now() + if self.news { AGAIN } else { LOOK };
            }
        }
    }

    /// Reads what others wrote since last time.
    fn look(&mut self, tell: &impl Fn(Message)) {
        let version = self.desk.data_version();
        self.news |= version != self.version;
        self.version = version;
        if !self.news {
            return;
        }
        let Some(entries) = self.desk.entries_after(self.seen) else {
            return;
        };
        let Some(own) = self.own.holds(entries.iter().map(|entry| entry.seq)) else {
            return;
        };
        self.news = false;
        if let Some(last) = entries.last() {
            self.seen = last.seq;
        }
        let others: Vec<Entry> = entries
            .into_iter()
            .zip(own)
            .filter_map(|(entry, own)| (!own).then_some(entry))
            .collect();
        if !others.is_empty() {
            tell(Message::Told { entries: others });
        }
    }
}

/// Of the questions that wait, those whose answer is still of use: somebody who types a search asks anew with every
/// key, and only the latest page is shown.
pub(super) fn latest(first: Effect, queue: &Receiver<Effect>) -> Vec<Effect> {
    let mut kept: Vec<Effect> = Vec::new();
    for effect in std::iter::once(first).chain(queue.try_iter()) {
        join(&mut kept, effect);
    }
    kept
}

/// Whether somebody looks at the leads: a search may come.
fn is_of_leads(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Ask {
            question: Question::Leads(_),
            ..
        }
    )
}

/// One more question, in place of those it makes worthless.
pub(super) fn join(waiting: &mut Vec<Effect>, newer: Effect) {
    waiting.retain(|older| !replaces(&newer, older));
    waiting.push(newer);
}

pub(super) fn replaces(newer: &Effect, older: &Effect) -> bool {
    let (
        Effect::Ask {
            question: newer, ..
        },
        Effect::Ask {
            question: older, ..
        },
    ) = (newer, older)
    else {
        return false;
    };
    if let (Question::Place(newer), Question::Place(older)) = (newer, older) {
        let figures = matches!(newer, Ask::Scorecard | Ask::Table(_));
        return figures && discriminant(newer) == discriminant(older);
    }
    let of_one_screen = matches!(
        newer,
        Question::Leads(_) | Question::Folder(_) | Question::Figures { .. }
    );
    let tried = |question: &Question| matches!(question, Question::Place(Ask::BackTest { .. }));
    (tried(newer) && tried(older)) || of_one_screen && discriminant(newer) == discriminant(older)
}
