//! What the tab of what a lead is keeps: its rows, and the draft tried on past leads.

use crate::review::agreement::criterion::Fields;
use crate::review::figures::backtest::BackTest;
use crate::review::figures::criteria::Criteria;
use crate::review::stage::Stage;

/// A row of the tab. Where a number is one past the last, the row is for one more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefinitionRow {
    /// What the draft would change: opens the leads that change side.
    Trial,
    Summary(usize),
    Criterion(usize),
    Critical(usize),
    Titles,
    Buyer(usize),
    LineField,
    Lists,
    Stage(Stage),
    Rank(usize),
    Heard(usize),
}

/// The draft, tried on the leads that are decided.
#[derive(Debug, Default)]
pub struct Trial {
    /// What the leads hold; `None` until it is counted.
    pub fields: Option<Fields>,
    pub criteria: Option<Criteria>,
    /// The latest that was tried.
    pub tested: Option<Box<BackTest>>,
}
