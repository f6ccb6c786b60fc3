//! Which thread performs what: one writes, one reads, and each import runs on its own.

use std::io;
use std::sync::mpsc::Sender;

use super::desk::Desk;
use super::local::Woken;
use super::reading::Reading;
use super::writing::{Own, Writing};
use crate::console::effect::Effect;

/// The threads of a seat.
#[derive(Debug)]
pub struct Threads {
    pub writing: Writing,
    pub reading: Reading,
}

impl Threads {
    /// Starts them, each with a desk of its own; what they have to say goes into the queue.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(writing: Desk, reading: Desk, queue: &Sender<Woken>) -> io::Result<Self> {
        let own = Own::default();
        let tell = |queue: Sender<Woken>| {
            move |message| {
                // A console that has gone needs no answer.
                let _ = queue.send(Woken::Told(message));
            }
        };
        Ok(Self {
            writing: Writing::start(writing, own.clone(), tell(queue.clone()))?,
            reading: Reading::start(reading, own, tell(queue.clone()))?,
        })
    }

    /// Hands an effect to the thread that performs it.
    ///
    /// # Errors
    /// Where the thread has ended, which only a fault in the program can bring about.
    pub fn hand_over(&self, effect: Effect) -> io::Result<()> {
        let taken = match effect {
            Effect::Record { .. }
            | Effect::Undo { .. }
            | Effect::Redo { .. }
            | Effect::Close { .. } => {
                self.writing.hand_over(effect)
            }
            effect => self.reading.hand_over(effect),
        };
        if taken {
            Ok(())
        } else {
            Err(io::Error::other(
                "a part of the program has stopped; everything marked as saved is in the file",
            ))
        }
    }

    /// Whether everything that was to be written is written.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.writing.is_done()
    }
}
