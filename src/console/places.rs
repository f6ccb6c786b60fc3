//! What the places outside the walk ask the ledger, and what it tells them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::model::scorecard::View;
use crate::review::agreement::criterion::Fields;
use crate::review::agreement::definition::Definition;
use crate::review::entry::{Entry, Seq};
use crate::review::figures::backtest::BackTest;
use crate::review::figures::campaign::Campaigns;
use crate::review::figures::criteria::Criteria;
use crate::review::figures::cut::Cut;
use crate::review::figures::effect::EffectRow;
use crate::review::figures::explain::{Behind, Figure, Why};
use crate::review::figures::freshness::Freshness;
use crate::review::figures::glad::Glad;
use crate::review::figures::hindsight::Hindsight;
use crate::review::figures::hygiene::Hygiene;
use crate::review::figures::kpi::Kpis;
use crate::review::figures::ranges::Ranges;
use crate::review::figures::rules::Records;
use crate::review::figures::scorecard::Scorecard;
use crate::review::figures::table::Table;
use crate::review::figures::telling::Fill;
use crate::review::figures::waterfall::Measured;
use crate::review::lead::{Lead, LeadId};
use crate::review::meeting::MeetingId;
use crate::review::period::Period;
use crate::review::reason::ReasonCode;

/// A question of one of the places.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// The figures for the room, as of now.
    Scorecard,
    /// Every campaign with what became of its leads.
    Campaigns,
    /// How often each word of the pick-lists was used.
    Used,
    /// How the clauses and the rules are kept.
    Kept,
    /// How many decisions each review took.
    Decisions,
    /// What became of the leads since that day: what the plan is held against.
    Plan { since: NaiveDate },
    /// What the leads hold that a criterion can ask for, and what the definition in force says of them.
    Criteria,
    /// What a definition would have made of the decided leads, beside the one in force.
    BackTest {
        now: Option<Box<Definition>>,
        then: Box<Definition>,
    },
    /// What came of the reviews so far, a running one (its number) left out.
    Came(Option<MeetingId>),
    /// How each closed review was held.
    Held,
    /// The lines of all minutes that hold these words, names hidden where they are on the screen.
    Found { words: String, masked: bool },
    /// What became of the leads that reviews before one (`None`: all) judged.
    Hindsight(Option<MeetingId>),
    /// What the data at hand can tell, and how fresh it is.
    Data,
    /// What every promise that names a figure moved.
    Effects,
    /// What stood after an entry: of a review, or of the file.
    Stood { seq: Seq, of: Option<MeetingId> },
    /// One of the scorecard's tables.
    Table(Box<TableAsk>),
    /// The leads behind one cell of it: those its count, or the part of its rate, is of.
    Cell(Box<CellAsk>),
    /// What a figure is made of, and a page of the leads behind it.
    Explain {
        figure: Figure,
        of: Whose,
        offset: u64,
        limit: u64,
    },
}

/// Which table: a view, and the leads it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableAsk {
    pub view: View,
    pub cut: Cut,
}

/// Which cell of which table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellAsk {
    pub table: TableAsk,
    /// The row's key; `None` is the total.
    pub row: Option<String>,
    /// The column, counted from 0 after the row's name.
    pub column: usize,
}

/// Whose figure: which leads it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// A review's own cohort, fixed when it opened.
    Review(MeetingId),
    /// The wall's: the last 90 days; for customers the last 12 months.
    Wall,
}

/// What the ledger tells a place.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    Scorecard(Box<Scorecard>),
    Campaigns(Box<Campaigns>),
    Used(Box<Used>),
    Plan {
        since: NaiveDate,
        measured: Box<Measured>,
    },
    Kept(Box<Records>),
    Criteria(Box<(Fields, Criteria)>),
    BackTest(Box<BackTest>),
    Decisions(BTreeMap<MeetingId, u64>),
    Explained(Box<Explained>),
    Came(Box<Glad>),
    Held(Vec<Hygiene>),
    Found(Found),
    Hindsight(Box<Hindsight>),
    Table {
        of: Box<TableAsk>,
        table: Box<Table>,
    },
    Cell {
        of: Box<CellAsk>,
        leads: Vec<LeadId>,
    },
    Effects(Vec<EffectRow>),
    Stood(Box<Stood>),
    Data(Box<Data>),
}

/// What was found in all minutes, the latest review first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    pub words: String,
    pub rows: Vec<FoundRow>,
    /// The cursor.
    pub at: usize,
}

/// A line of a review's minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundRow {
    pub meeting: MeetingId,
    /// Counted from 0, as the paper is shown.
    pub line: usize,
    pub text: String,
}

/// The data at hand: which dates there are, what the figures can be told from, how fresh it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Data {
    pub fill: Fill,
    pub ranges: Ranges,
    pub freshness: Freshness,
}

/// What stood after an entry of the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Stood {
    pub entry: Entry,
    /// The review whose cohort and docket it is; `None`: the wall's leads as of that day.
    pub of: Option<MeetingId>,
    pub period: Period,
    /// The figures before the key press the entry belongs to, after the entry, and now.
    pub before: Kpis,
    pub then: Kpis,
    pub now: Kpis,
    /// The docket as it stood, then other leads that stand otherwise now.
    pub rows: Vec<StoodRow>,
    /// What files said is as it is now: so many imports came since.
    pub imports_since: u64,
}

/// A lead then and now.
#[derive(Debug, Clone, PartialEq)]
pub struct StoodRow {
    pub then: Lead,
    pub now: Lead,
}

impl StoodRow {
    /// Whether its answer or its deal stands otherwise now.
    pub fn differs(&self) -> bool {
        let verdict = |lead: &Lead| lead.standing().map(|standing| standing.verdict.clone());
        verdict(&self.then) != verdict(&self.now) || self.then.facts() != self.now.facts()
    }
}

/// A figure with the leads behind it: first those it counts, then the rest of those it is of, then those left out.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    pub figure: Figure,
    pub of: Whose,
    pub period: Period,
    /// Seconds since 1970, UTC.
    pub as_of: i64,
    pub kpis: Kpis,
    /// The date of creation stands for that of delivery.
    pub qualified_as_created: bool,
    /// What all leads in the ledger have of what figures are made of.
    pub fill: Fill,
    /// How many leads stand in the numerator, and in the denominator alone: what the rows add up to.
    pub counted: u64,
    pub rest: u64,
    /// How many were left out, and why.
    pub left_out: Vec<(Why, u64)>,
    pub offset: u64,
    pub rows: Vec<(Lead, Behind)>,
}

impl Explained {
    /// How many rows there are in all.
    pub fn total(&self) -> u64 {
        let left: u64 = self.left_out.iter().map(|(_, leads)| leads).sum();
        self.counted + self.rest + left
    }
}

/// How often words of the pick-lists stand on leads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Used {
    /// Leads not accepted or returned for that reason, as things stand.
    pub reasons: BTreeMap<ReasonCode, u64>,
    /// Leads of which people would have liked to know it.
    pub wishes: BTreeMap<String, u64>,
    /// Deals that people said were won or lost for it.
    pub outcomes: BTreeMap<String, u64>,
}
