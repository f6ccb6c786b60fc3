//! A docket drawn up: its two halves, what it rests on, and how many leads fit into the minutes.

use super::{DocketItem, Part};

/// A lead that is talked through takes about three minutes.
pub const DISCUSS_SECONDS: u32 = 180;
/// A lead that is read aloud and stands unless somebody pulls it up.
pub const CONSENT_SECONDS: u32 = 22;
/// At most so many are talked through.
pub const MOST_TO_DISCUSS: usize = 8;
/// At most so many are read aloud, however long the review.
const MOST_BY_CONSENT: usize = 60;
/// What the docket rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The leads' dates.
    Dates,
    /// No dates: the latest file's new and changed rows.
    LatestFile,
    /// No dates and no later file: a draw by chance.
    Sample,
}

/// Today's docket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Docket {
    /// To discuss first, then by consent; each in the order they are taken.
    pub items: Vec<DocketItem>,
    pub basis: Basis,
    /// How many leads could have been talked about.
    pub candidates: u64,
}

impl Docket {
    /// How many stand in one half.
    #[must_use]
    pub fn count(&self, part: Part) -> usize {
        self.items.iter().filter(|item| item.part == part).count()
    }

    /// "8 to discuss, 16 by consent, of 120", and what it rests on where there are no dates.
    #[must_use]
    pub fn words(&self) -> String {
        let counts = format!(
            "{} to discuss, {} by consent, of {}",
            self.count(Part::ToDiscuss),
            self.count(Part::ByConsent),
            self.candidates
        );
        match self.basis {
            Basis::Dates => counts,
            Basis::LatestFile => {
                format!(
                    "{counts}. No lead has a date: these are new or changed in the latest file."
                )
            }
            Basis::Sample => format!("{counts}. No lead has a date: these are drawn by chance."),
        }
    }
}

/// How many leads fit into so many minutes: to discuss, by consent. Four fifths of the time are for discussing.
#[must_use]
pub fn fit(minutes: u32) -> (usize, usize) {
    let seconds = minutes.saturating_mul(60);
    let discuss = ((seconds / 5 * 4) / DISCUSS_SECONDS).max(u32::from(seconds >= DISCUSS_SECONDS));
    let discuss = discuss.min(8);
    let consent = (seconds - discuss * DISCUSS_SECONDS) / CONSENT_SECONDS;
    (
        (discuss as usize).min(MOST_TO_DISCUSS),
        (consent as usize).min(MOST_BY_CONSENT),
    )
}
