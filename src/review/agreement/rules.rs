//! The rules both departments work by, on one page.

use serde::{Deserialize, Serialize};

use super::sla::{ClauseKey, Sla};
use crate::review::person::Team;

/// The departments, in the order of the page's columns.
pub const DEPARTMENTS: [Team; 2] = [Team::Marketing, Team::Sales];

/// The rules: at least one a department, no more than a page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    pub rules: Vec<Rule>,
}

/// One rule, and what of the ledger tells whether it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Kept from version to version.
    pub key: u32,
    /// Whose rule it is.
    pub team: Team,
    pub text: String,
    pub measured: RuleMeasure,
}

/// What tells whether a rule is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum RuleMeasure {
    /// Every delivered lead has been worked.
    FollowedUp,
    /// Every rep and campaign has reported what became of its leads.
    Reported,
    /// Every campaign with a cost has a forecast.
    Forecast,
    /// Every campaign that was forecast has its result beside it.
    Returned,
    /// Money goes where it makes the most accepted leads.
    CheapestFirst,
    /// The campaign that returned least is over.
    LeastReturn,
    /// A clause of the SLA.
    Clause { clause: ClauseKey },
}

impl RuleMeasure {
    /// Those that stand by themselves, in the order of the list.
    pub const ALONE: [Self; 6] = [
        Self::FollowedUp,
        Self::Reported,
        Self::Forecast,
        Self::Returned,
        Self::CheapestFirst,
        Self::LeastReturn,
    ];

    /// What is looked at, in a few words.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::FollowedUp => "delivered leads worked",
            Self::Reported => "answers by rep and campaign",
            Self::Forecast => "campaigns with a forecast",
            Self::Returned => "results beside forecasts",
            Self::CheapestFirst => "money by cost of an accepted lead",
            Self::LeastReturn => "the campaign that returned least",
            Self::Clause { .. } => "a clause of the SLA",
        }
    }

    /// The same, a clause by its name in that SLA: "S2".
    #[must_use]
    pub fn words(&self, sla: Option<&Sla>) -> String {
        let name = match (self, sla) {
            (Self::Clause { clause }, Some(sla)) => sla.name(*clause),
            _ => String::new(),
        };
        if name.is_empty() {
            self.word().to_owned()
        } else {
            name
        }
    }
}

impl Rules {
    /// The rules of one department, in their order.
    pub fn of(&self, team: Team) -> impl Iterator<Item = &Rule> {
        self.rules.iter().filter(move |rule| rule.team == team)
    }

    /// A rule by its number.
    #[must_use]
    pub fn rule(&self, key: u32) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.key == key)
    }

    /// The number the next rule gets.
    #[must_use]
    pub fn next_key(&self) -> u32 {
        self.rules.iter().map(|rule| rule.key).max().unwrap_or(0) + 1
    }

    /// Why they cannot be kept as they are: a department without one.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        let without = DEPARTMENTS
            .into_iter()
            .find(|team| self.of(*team).next().is_none())?;
        Some(format!(
            "{} has no rule yet: both departments need at least one, a adds it",
            without.word()
        ))
    }
}
