//! The first start: from an empty ledger, step by step, to a first review that is ready.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};

use super::Model;
use super::places::Place;
use crate::console::form::Typed;
use crate::review::lead::LeadId;
use crate::review::meeting::{DocketItem, Part};
use crate::review::person::Team;

/// A first review is of so many days: no earlier one says where it should begin.
pub const RECENT_DAYS: u64 = 90;
/// Planned length of the first review and of its leads, minutes.
pub const MINUTES: u32 = 60;
pub const LEAD_MINUTES: u32 = 30;

/// Where the first start stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Step {
    /// Four ways to begin.
    #[default]
    Choices,
    Telling,
    Owners,
    Defaults,
    Docket,
    Invitation,
    Ready,
}

impl Step {
    /// The steps after the leads are in.
    pub const AFTER: [Self; 6] = [
        Self::Telling,
        Self::Owners,
        Self::Defaults,
        Self::Docket,
        Self::Invitation,
        Self::Ready,
    ];

    /// The word in the line of steps.
    pub fn title(self) -> &'static str {
        match self {
            Self::Choices => "How to begin",
            Self::Telling => "What your data can tell",
            Self::Owners => "Who is who",
            Self::Defaults => "Three defaults",
            Self::Docket => "The first review",
            Self::Invitation => "Invitation",
            Self::Ready => "Ready",
        }
    }
}

/// Which field of the first screen has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Field {
    #[default]
    None,
    /// Our leads.
    Leads,
    /// Our team's file, or a slip.
    Team,
}

/// The first start.
#[derive(Debug, Default)]
pub struct Guide {
    pub step: Step,
    /// The choice, or the row of the step, under the cursor.
    pub row: usize,
    pub field: Field,
    /// The path of another ledger or of a slip.
    pub team: Typed,
    /// Owners marked as Marketing; the rest is Sales.
    pub marketing: BTreeSet<String>,
    /// The marks of `marketing` were taken from the ledger once.
    pub marked: bool,
    /// What a first review would look at; `None` until it was asked for.
    pub docket: Option<Vec<DocketItem>>,
}

impl Guide {
    /// The first leads to discuss: what practice mode walks.
    pub fn two(&self) -> Vec<DocketItem> {
        let mut items: Vec<DocketItem> = self.docket.clone().unwrap_or_default();
        items.sort_by_key(|item| item.part == Part::ByConsent);
        items.truncate(2);
        items
    }

    /// How many leads are to discuss, and how many by consent.
    pub fn halves(&self) -> (usize, usize) {
        let items = self.docket.as_deref().unwrap_or_default();
        let discuss = items
            .iter()
            .filter(|item| item.part == Part::ToDiscuss)
            .count();
        (discuss, items.len() - discuss)
    }

    /// Whether a lead is on hand for the first review.
    pub fn holds(&self, lead: LeadId) -> bool {
        self.docket.iter().flatten().any(|item| item.lead == lead)
    }
}

impl Model {
    /// Whether Today shows the first start: no review has been opened in this ledger.
    pub fn starting(&self) -> bool {
        self.grounded
            && !self.ground.rehearsal
            && self.place == Place::Today
            && self.walking().is_none()
            && self.ground.meetings.is_empty()
    }

    /// The day of the first review: as set, else the next Tuesday.
    pub fn first_review(&self) -> NaiveDate {
        let set = self.ground.settings.get(NEXT_REVIEW);
        set.and_then(|day| day.parse().ok())
            .filter(|day| *day >= self.today())
            .unwrap_or_else(|| next_tuesday(self.today()))
    }

    /// How many people are set as Sales and as Marketing.
    pub fn teams(&self) -> (usize, usize) {
        let of = |team| {
            self.ground
                .people
                .iter()
                .filter(|person| person.team == team)
                .count()
        };
        (of(Team::Sales), of(Team::Marketing))
    }
}

/// The setting that holds the day of the next review, as `2026-11-24`.
pub const NEXT_REVIEW: &str = "next_review";

fn next_tuesday(today: NaiveDate) -> NaiveDate {
    today
        .iter_days()
        .skip(1)
        .take(7)
        .find(|day| day.weekday() == Weekday::Tue)
        .unwrap_or(today)
}
