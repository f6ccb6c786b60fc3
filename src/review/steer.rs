//! What is decided on a source, a campaign, a rep: keep it, change it, stop it.

use super::campaign::Choice;
use super::entry::{Act, Entry};
use super::figures::slices::label;
use super::filter::By;

/// A decision as it stands: the latest on that slice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steered {
    pub by: By,
    pub key: String,
    pub choice: Choice,
    pub why: String,
    pub who: String,
    /// ms since 1970 UTC.
    pub at: i64,
}

/// Every slice somebody decided on, each with the latest decision, in the order they were taken.
#[must_use]
pub fn standing(entries: &[Entry]) -> Vec<Steered> {
    let mut standing: Vec<Steered> = Vec::new();
    for entry in entries {
        let Some((by, key, choice, why)) = entry.act.steers() else {
            continue;
        };
        standing.retain(|one| one.by != by || one.key != key);
        standing.push(Steered {
            by,
            key: key.to_owned(),
            choice,
            why: why.to_owned(),
            who: entry.who.clone(),
            at: entry.at,
        });
    }
    standing
}

impl Act {
    /// What it keeps, changes or stops, and why: a campaign or whatever else figures go by.
    #[must_use]
    pub fn steers(&self) -> Option<(By, &str, Choice, &str)> {
        match self {
            Self::CampaignDecided {
                campaign,
                choice,
                text,
                ..
            } => Some((By::Campaign, campaign, *choice, text)),
            Self::Steered {
                by,
                key,
                choice,
                why,
            } => Some((by.clone(), key, *choice, why)),
            _ => None,
        }
    }
}

/// "keep: brings the right people", "stop".
#[must_use]
pub fn words(choice: Choice, why: &str) -> String {
    because(choice.word().to_owned(), why)
}

/// "Stop Hannover spring fair: too far from our buyers", "Keep source Web": a decision in one line.
#[must_use]
pub fn sentence(by: &By, key: &str, choice: Choice, why: &str) -> String {
    let word = match choice {
        Choice::Keep => "Keep",
        Choice::Change => "Change",
        Choice::Stop => "Stop",
    };
    let slice = label(by, key);
    because(
        match by {
            By::Campaign => format!("{word} {slice}"),
            by => format!("{word} {} {slice}", by.word()),
        },
        why,
    )
}

fn because(what: String, why: &str) -> String {
    match why.trim() {
        "" => what,
        why => format!("{what}: {why}"),
    }
}
