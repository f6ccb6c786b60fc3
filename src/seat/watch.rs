//! How far a long count is: told to whoever waits for it, and not more often than it can be read.

use std::fmt;

/// Told after so many leads.
const OFTEN: u64 = 50_000;

/// Whom to tell how far a count is; nobody, at first.
#[derive(Default)]
pub struct Watch(Option<Box<dyn Fn(u64, u64) + Send>>);

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Watch").field(&self.0.is_some()).finish()
    }
}

impl Watch {
    /// Somebody who is told how many leads of how many were looked at.
    pub fn by(tell: impl Fn(u64, u64) + Send + 'static) -> Self {
        Self(Some(Box::new(tell)))
    }

    /// So many of so many are done.
    pub fn tell(&self, done: u64, of: u64) {
        if let Some(tell) = self.0.as_ref().filter(|_| done.is_multiple_of(OFTEN)) {
            tell(done, of);
        }
    }
}
