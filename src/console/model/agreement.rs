//! The Agreement place: which tab is in front, the texts in hand, and what each tab keeps of itself.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::console::places::Used;

pub mod definition;

use crate::review::agreement::version::{Section, Wording};
use crate::review::figures::waterfall::Measured;
use definition::Trial;

/// The tabs of the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Tab {
    /// Our agreement: the one page people sign.
    #[default]
    Page,
    Definition,
    Sla,
    Rules,
    Plan,
    /// The answer limit, the pick-lists, who is who.
    Lists,
}

impl Tab {
    /// In the order they stand.
    pub const ALL: [Self; 6] = [
        Self::Page,
        Self::Definition,
        Self::Sla,
        Self::Rules,
        Self::Plan,
        Self::Lists,
    ];

    /// The words on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Page => "Our agreement",
            Self::Definition => "What a lead is",
            Self::Sla => "SLA",
            Self::Rules => "Rules",
            Self::Plan => "Targets and plan",
            Self::Lists => "Lists and people",
        }
    }

    /// The section of the agreement it shows, where it shows one.
    pub fn section(self) -> Option<Section> {
        match self {
            Self::Definition => Some(Section::Definition),
            Self::Sla => Some(Section::Sla),
            Self::Rules => Some(Section::Rules),
            Self::Plan => Some(Section::Plan),
            Self::Page | Self::Lists => None,
        }
    }
}

/// A text being edited, and what it was when it was taken up.
#[derive(Debug, Clone, PartialEq)]
pub struct Hand {
    pub wording: Wording,
    pub from: Wording,
}

/// What both teams agreed on, and what is being written of it.
#[derive(Debug, Default)]
pub struct AgreementPlace {
    pub tab: Tab,
    /// The cursor of each tab, counted over its rows.
    pub cursors: BTreeMap<Tab, usize>,
    /// The texts being edited: in memory only, until the draft is kept.
    pub hands: BTreeMap<Section, Hand>,
    pub used: Option<Box<Used>>,
    /// How far the page people sign is scrolled.
    pub scroll: u16,
    /// What the plan is held against, and since which day it was asked.
    pub measured: Option<(NaiveDate, Box<Measured>)>,
    pub trial: Trial,
}

impl AgreementPlace {
    /// The cursor of the tab in front.
    pub fn at(&self) -> usize {
        self.cursor(self.tab)
    }

    /// The cursor of a tab.
    pub fn cursor(&self, tab: Tab) -> usize {
        self.cursors.get(&tab).copied().unwrap_or(0)
    }

    /// Moves the cursor of a tab.
    pub fn stand(&mut self, tab: Tab, at: usize) {
        self.cursors.insert(tab, at);
    }
}
