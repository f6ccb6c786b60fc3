//! What a lead is: the stages in words, the ranks, and the criteria every lead is judged by.

use serde::{Deserialize, Serialize};

use crate::review::stage::Stage;

/// The definition's wording: what people write, propose, vote on and sign.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Definition {
    /// In at most five lines, as it stands on the page people sign.
    pub summary: Vec<String>,
    pub stages: Vec<StageText>,
    pub ranks: Vec<RankText>,
    pub criteria: Vec<Criterion>,
    /// The five most critical things, ranked, as the highest-performing reps named them.
    pub critical: Vec<Critical>,
    /// Whom to contact.
    pub titles: Vec<String>,
    /// Who takes part in buying.
    pub buying_group: Vec<String>,
    /// Sources that are scans, bought lists or cards: no lead by volume alone.
    pub list_sources: Vec<String>,
    /// What each person answered when asked what a qualified lead is, word for word.
    pub answers: Vec<Heard>,
}

/// A stage in words both teams agreed on. The code cannot be edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageText {
    pub stage: Stage,
    pub name: String,
    pub definition: String,
    pub entry: String,
    pub exit: String,
    pub owner: String,
    /// What the buyer is doing meanwhile.
    pub buyer: String,
}

/// A rank, A to D, and the test a lead of that rank passes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RankText {
    pub rank: char,
    pub name: String,
    pub test: String,
}

/// A criterion's number: kept from version to version, so that reasons and results can name it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct CriterionKey(pub u32);

/// One thing a lead has to be, have or have done.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Criterion {
    pub key: CriterionKey,
    pub name: String,
    /// Why it tells a lead from none.
    pub why: String,
    pub named_by: String,
    /// For the score: 1 or more.
    pub weight: u32,
    /// A must-have; else nice to have.
    pub must: bool,
    pub passes: String,
    pub fails: String,
    /// The test a machine runs over the lead's fields, as people type it; empty where only people can tell.
    pub test: String,
    /// The product lines it is for; empty for all.
    pub lines: Vec<String>,
}

/// One of the five most critical things.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Critical {
    pub text: String,
    pub why: String,
    pub named_by: String,
}

/// One person's answer, word for word.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Heard {
    pub who: String,
    pub team: String,
    pub text: String,
}
