//! What each place outside a review keeps of itself.

use crate::console::effect::LeadsQuery;
use crate::console::form::Typed;
use crate::console::message::{Figures, ReviewState};
use crate::review::figures::kpi::Kpis;
use crate::review::lead::LeadId;

/// The seven places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Place {
    #[default]
    Today,
    Leads,
    Scorecard,
    Agreement,
    Campaigns,
    Promises,
    Reviews,
}

impl Place {
    /// In the order of their digits.
    pub const ALL: [Self; 7] = [
        Self::Today,
        Self::Leads,
        Self::Scorecard,
        Self::Agreement,
        Self::Campaigns,
        Self::Promises,
        Self::Reviews,
    ];

    /// The word in the header.
    pub fn title(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Leads => "Leads",
            Self::Scorecard => "Scorecard",
            Self::Agreement => "Agreement",
            Self::Campaigns => "Campaigns",
            Self::Promises => "Promises",
            Self::Reviews => "Reviews",
        }
    }
}

/// How many leads are on hand around the cursor.
pub const PAGE: u64 = 200;

/// The lead list.
#[derive(Debug, Default)]
pub struct LeadsPlace {
    pub query: LeadsQuery,
    /// The page on hand: where it begins, and its leads.
    pub offset: u64,
    pub ids: Vec<LeadId>,
    pub total: u64,
    /// The cursor, counted over the whole list.
    pub at: u64,
    /// The card has the focus.
    pub card: bool,
    /// What is typed after `/`; `None` where nothing is being typed.
    pub find: Option<Typed>,
}

impl LeadsPlace {
    /// The lead under the cursor, where its page is on hand.
    pub fn current(&self) -> Option<LeadId> {
        let place = self.at.checked_sub(self.offset)?;
        self.ids.get(usize::try_from(place).ok()?).copied()
    }
}

/// The figures outside a review.
#[derive(Debug, Default)]
pub struct ScorecardPlace {
    pub figures: Option<Figures>,
    pub kpis: Option<Kpis>,
    /// The tile under the cursor.
    pub at: usize,
}

/// Past reviews.
#[derive(Debug, Default)]
pub struct ReviewsPlace {
    pub at: usize,
    /// The one looked at, as its minutes tell it.
    pub paper: Option<String>,
    pub scroll: u16,
    pub past: Option<Box<ReviewState>>,
}

/// A list with nothing but a cursor.
#[derive(Debug, Default, Clone, Copy)]
pub struct ListPlace {
    pub at: usize,
}
