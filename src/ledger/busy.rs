//! Waiting for another writer: SQLite's own handler starves one of eight writers for seconds, a jittered one does not.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

use rusqlite::{Connection, InterruptHandle};

/// Tries of about a millisecond each before a write gives up: some minutes, so that a backup or a virus scanner
/// that holds the file for a while costs patience and nothing else.
pub(super) const PATIENT: i32 = 300_000;

/// Waits up to `tries` times, 0.2–2 ms each. Counted rather than timed: the ledger knows no clock.
pub(super) fn patience(connection: &mut Connection, tries: i32) -> rusqlite::Result<()> {
    connection.busy_handler(Some(move |tried: i32| {
        if tried >= tries {
            return false;
        }
        // A fresh random state each time: two processes that wait never wait in step.
        let chance = RandomState::new().build_hasher().finish() % 1_800;
        std::thread::sleep(Duration::from_micros(200 + chance));
        true
    }))
}

/// Stops what a ledger is being asked, from another thread: the question fails, nothing else changes.
pub struct Stop(InterruptHandle);

impl Stop {
    pub(super) fn of(connection: &Connection) -> Self {
        Self(connection.get_interrupt_handle())
    }

    /// Stops it, where anything is being asked just now.
    pub fn now(&self) {
        self.0.interrupt();
    }
}
