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
    pub buying_group: Vec<Buyer>,
    /// The field that says which product line a lead is for; empty where criteria hold for every line.
    pub line_field: String,
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

/// A rank, A to D, and the test a lead of that rank passes: over the lead's fields, and over `fit` (0 to 5) and
/// `must-haves` (met, failed, unknown). The first rank whose test is met is the lead's; an empty test is met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RankText {
    pub rank: char,
    pub name: String,
    pub test: String,
}

/// A part in buying, and the titles of those who usually have it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Buyer {
    pub role: String,
    /// Patterns as in a test: `cfo`, `head of finance*`.
    pub titles: Vec<String>,
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

impl Definition {
    /// The number the next criterion gets: never one that was given before in this text.
    #[must_use]
    pub fn next_key(&self) -> CriterionKey {
        let last = self.criteria.iter().map(|one| one.key.0).max();
        CriterionKey(last.unwrap_or(0) + 1)
    }

    /// The criterion of that number.
    #[must_use]
    pub fn criterion(&self, key: CriterionKey) -> Option<&Criterion> {
        self.criteria.iter().find(|one| one.key == key)
    }

    /// Whether a source is one of lists: scans, bought addresses, cards.
    #[must_use]
    pub fn is_list(&self, source: &str) -> bool {
        let source = source.trim();
        !source.is_empty()
            && self
                .list_sources
                .iter()
                .any(|list| list.trim().eq_ignore_ascii_case(source))
    }

    /// The ranks as agreed; where nothing is said of them, the usual four.
    #[must_use]
    pub fn ranks_or_usual(&self) -> Vec<RankText> {
        if self.ranks.is_empty() {
            RankText::usual()
        } else {
            self.ranks.clone()
        }
    }

    /// A stage in the words agreed; where nothing is said of it, the usual ones.
    #[must_use]
    pub fn stage(&self, stage: Stage) -> StageText {
        let agreed = self.stages.iter().find(|text| text.stage == stage);
        agreed.cloned().unwrap_or_else(|| StageText::usual(stage))
    }
}

impl RankText {
    /// Sales-ready, ready with a gap, nurture, not ours.
    #[must_use]
    pub fn usual() -> Vec<Self> {
        [
            ('A', "sales-ready", "must-haves is met and fit >= 3"),
            (
                'B',
                "ready with a gap",
                "must-haves is not failed and fit >= 2",
            ),
            ('C', "nurture", "must-haves is not failed or fit >= 2"),
            ('D', "not ours", ""),
        ]
        .map(|(rank, name, test)| Self {
            rank,
            name: name.to_owned(),
            test: test.to_owned(),
        })
        .to_vec()
    }
}

/// What each stage means, its entry and exit, whose it is, and what the buyer does meanwhile (MEASURES §1).
#[rustfmt::skip]
const USUAL: [(Stage, [&str; 5]); 8] = [
    (Stage::Inq, ["raised a hand, unqualified", "a form, a download, a demo request", "meets the definition, or is closed", "Marketing", "looking round, comparing with doing nothing"]),
    (Stage::Mql, ["meets the agreed definition, delivered to Sales", "every must-have is met, and Sales has it", "Sales accepts it, or does not", "Marketing, then Sales", "naming the problem, willing to talk"]),
    (Stage::Sal, ["Sales looked at it and agreed to work it", "Sales says accepted; an owner and a next touch", "an opportunity, or it is returned", "Sales", "in a first talk about what they need"]),
    (Stage::Srl, ["Sales did not accept it", "a reason and a route", "its route comes round", "Sales, then Marketing", "not buying this, or not now"]),
    (Stage::Ret, ["accepted and worked, handed back before an opportunity", "a reason and a route", "its route comes round", "Sales, then Marketing", "busy with something else"]),
    (Stage::Opp, ["there is a deal record", "need, budget and next step are known", "signed, or ended with a reason", "Sales", "comparing offers, getting others to agree"]),
    (Stage::Won, ["signed", "a signature", "stays", "Sales", "starting to use it"]),
    (Stage::Lost, ["ended without a signature", "a reason", "stays, or comes back as an inquiry", "Sales", "gone elsewhere, or doing nothing"]),
];

impl StageText {
    /// The default words of MEASURES §1.
    #[must_use]
    pub fn usual(stage: Stage) -> Self {
        let row = USUAL.iter().find(|(of, _)| *of == stage);
        let [definition, entry, exit, owner, buyer] = row
            .map_or([""; 5], |(_, words)| *words)
            .map(ToOwned::to_owned);
        Self {
            stage,
            name: stage.word().to_owned(),
            definition,
            entry,
            exit,
            owner,
            buyer,
        }
    }
}
