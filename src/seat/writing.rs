//! The writing thread: it alone writes what this seat does, so that typing and drawing never wait for the disk.

use std::collections::BTreeSet;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::desk::Desk;
use crate::console::effect::Effect;
use crate::console::message::Message;
use crate::review::entry::Seq;

/// The entries this seat wrote itself: what another thread reads in the journal is news only where it is not among them.
#[derive(Debug, Clone, Default)]
pub struct Own(Arc<Mutex<BTreeSet<Seq>>>);

impl Own {
    /// Performs a write and remembers its entries before anybody can take them for another seat's.
    fn written(&self, write: impl FnOnce() -> Vec<Message>) -> Vec<Message> {
        let mut own = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let messages = write();
        for message in &messages {
            if let Message::Recorded { entries, .. } = message {
                own.extend(entries.iter().map(|entry| entry.seq));
            }
        }
        messages
    }

    /// Whether an entry is this seat's own; `None` while a write is under way and nobody can tell.
    /// Never waits: a write may hang on another program's lock for a minute.
    pub fn holds(&self, seqs: impl Iterator<Item = Seq>) -> Option<Vec<bool>> {
        let mut own = match self.0.try_lock() {
            Ok(own) => own,
            Err(std::sync::TryLockError::Poisoned(own)) => own.into_inner(),
            Err(std::sync::TryLockError::WouldBlock) => return None,
        };
        Some(seqs.map(|seq| own.remove(&seq)).collect())
    }
}

/// The way to the writing thread.
#[derive(Debug)]
pub struct Writing {
    jobs: Sender<Effect>,
    waiting: Arc<AtomicUsize>,
}

impl Writing {
    /// Starts the thread on its own connection.
    pub fn start(
        mut desk: Desk,
        own: Own,
        tell: impl Fn(Message) + Send + 'static,
    ) -> io::Result<Self> {
        // More memory would only be faster: whatever comes of it, the writing goes on.
        desk.ledger.keep_few_pages().unwrap_or_default();
        let (jobs, queue) = channel::<Effect>();
        let waiting = Arc::new(AtomicUsize::new(0));
        let left = Arc::clone(&waiting);
        thread::Builder::new()
            .name("writing".to_owned())
            .spawn(move || {
                for effect in queue {
                    for message in own.written(|| desk.perform(effect)) {
                        tell(message);
                    }
                    left.fetch_sub(1, Ordering::SeqCst);
                }
            })?;
        Ok(Self { jobs, waiting })
    }

    /// Hands over an effect; it is written after everything handed over before it. False where the thread is gone.
    #[must_use]
    pub fn hand_over(&self, effect: Effect) -> bool {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        self.jobs.send(effect).is_ok()
    }

    /// Whether everything handed over is done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.waiting.load(Ordering::SeqCst) == 0
    }
}
