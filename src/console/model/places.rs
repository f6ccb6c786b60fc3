//! What each place outside a review keeps of itself.

use std::collections::BTreeMap;

use crate::console::effect::LeadsQuery;
use crate::console::form::Typed;
use crate::console::message::ReviewState;
use crate::console::places::Found;
use crate::console::pop::Pop;
use crate::review::figures::effect::EffectRow;
use crate::review::figures::hygiene::Hygiene;
use crate::review::lead::LeadId;
use crate::review::meeting::MeetingId;

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
    /// Where the list was opened from, while it shows only what that place asked for.
    pub came: Option<Box<Came>>,
    /// Leads marked for one verdict.
    pub selected: std::collections::BTreeSet<LeadId>,
    /// How far the card is scrolled.
    pub scroll: u16,
    /// What is typed after `/`; `None` where nothing is being typed.
    pub find: Option<Typed>,
}

/// Where one came from: Esc goes back there.
#[derive(Debug, PartialEq)]
pub struct Came {
    pub place: Place,
    /// The review on the table was in front.
    pub walking: bool,
    /// What stood open.
    pub pop: Option<Pop>,
}

impl LeadsPlace {
    /// The lead under the cursor, where its page is on hand.
    pub fn current(&self) -> Option<LeadId> {
        let place = self.at.checked_sub(self.offset)?;
        self.ids.get(usize::try_from(place).ok()?).copied()
    }
}

/// Which promises are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PromisesView {
    #[default]
    Open,
    Mine,
    ByTeam,
    Overdue,
    ByReview,
    /// What promises that name a figure moved: then, 30, 60 and 90 days after, now.
    Moved,
}

impl PromisesView {
    /// In the order the key walks them.
    pub const ALL: [Self; 6] = [
        Self::Open,
        Self::Mine,
        Self::ByTeam,
        Self::Overdue,
        Self::ByReview,
        Self::Moved,
    ];

    /// The words on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Mine => "mine",
            Self::ByTeam => "by team",
            Self::Overdue => "overdue",
            Self::ByReview => "by review, all",
            Self::Moved => "what they moved",
        }
    }
}

/// The promises.
#[derive(Debug, Default)]
pub struct PromisesPlace {
    pub at: usize,
    /// What promises were to move, then and now.
    pub effects: Vec<EffectRow>,
    pub view: PromisesView,
    /// The lead under the cursor of "Were we right?", while that panel has the keys.
    pub right: Option<usize>,
}

/// What is shown of the past reviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReviewsView {
    /// What came of each.
    #[default]
    Came,
    /// How each was held: its day, its minutes, its leads, its promises; and how alike both teams saw leads.
    Held,
}

/// Past reviews.
#[derive(Debug, Default)]
pub struct ReviewsPlace {
    pub at: usize,
    pub view: ReviewsView,
    /// How each closed review was held, the oldest first.
    pub held: Vec<Hygiene>,
    /// What was looked for in all minutes.
    pub found: Option<Found>,
    /// The one looked at, as its minutes tell it.
    pub paper: Option<String>,
    pub scroll: u16,
    /// The minutes have the keys.
    pub reading: bool,
    /// How many decisions each took.
    pub decided: BTreeMap<MeetingId, u64>,
    pub past: Option<Box<ReviewState>>,
}

/// A list with nothing but a cursor.
#[derive(Debug, Default, Clone, Copy)]
pub struct ListPlace {
    pub at: usize,
}
