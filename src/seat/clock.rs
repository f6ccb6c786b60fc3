//! The clock: nothing under the seat knows what time it is.

use std::time::{SystemTime, UNIX_EPOCH};

/// What a desk reads the time from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Clock {
    #[default]
    Machine,
    /// Stands still: milliseconds since 1970, UTC.
    Fixed(i64),
}

impl Clock {
    /// Seconds since 1970, UTC.
    #[must_use]
    pub fn now(self) -> i64 {
        self.now_ms().div_euclid(1000)
    }

    /// Milliseconds since 1970, UTC.
    #[must_use]
    pub fn now_ms(self) -> i64 {
        match self {
            Self::Machine => now_ms(),
            Self::Fixed(at) => at,
        }
    }
}

/// The machine's clock in milliseconds since 1970, UTC. One that stands before 1970 reads as 1970.
#[must_use]
pub fn now_ms() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| {
            i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
        })
}
