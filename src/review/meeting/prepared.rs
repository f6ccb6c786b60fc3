//! Who came prepared: reps who said something of their leads before the review opened.

use std::collections::BTreeSet;

use crate::review::entry::Entry;
use crate::review::lead::{Field, Lead};

/// How many of the reps whose leads are on the docket said something of a lead since the last review, outside one:
/// at their own seat or on a slip that came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Prepared {
    pub ready: usize,
    /// Distinct owners of the docket's leads; leads that nobody owns ask nobody.
    pub reps: usize,
}

impl Prepared {
    /// Counts by name. `since` are the standing entries between the last review's opening and this one's.
    #[must_use]
    pub fn of<'entry>(docket: &[Lead], since: impl IntoIterator<Item = &'entry Entry>) -> Self {
        let reps: BTreeSet<&str> = docket
            .iter()
            .map(|lead| lead.text(Field::Owner).trim())
            .filter(|owner| !owner.is_empty())
            .collect();
        let ready: BTreeSet<&str> = since
            .into_iter()
            .filter(|entry| entry.meeting.is_none() && entry.act.says_of().is_some())
            .map(|entry| entry.who.as_str())
            .filter(|who| reps.contains(who))
            .collect();
        Self {
            ready: ready.len(),
            reps: reps.len(),
        }
    }

    /// "prepared: 6 of 9 reps", or nothing where no lead has an owner.
    #[must_use]
    pub fn words(self) -> String {
        match self.reps {
            0 => String::new(),
            1 => format!("prepared: {} of 1 rep", self.ready),
            reps => format!("prepared: {} of {reps} reps", self.ready),
        }
    }
}
