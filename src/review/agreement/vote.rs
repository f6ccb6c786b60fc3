//! A vote 0 to 5 (fist of five), and when it carries (MEASURES §5).

use serde::{Deserialize, Serialize};

use crate::review::person::Team;

/// Where one person stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    pub who: String,
    pub team: Team,
    /// 0 block · 1 strong concern · 2 concern · 3 can live with it · 4 support · 5 champion.
    pub stands: u8,
    /// Why not, in their words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub dissent: String,
}

/// What carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoteRule {
    /// Nobody stands under it.
    pub least: u8,
    /// So many of each team voted.
    pub each_team: usize,
}

impl Default for VoteRule {
    fn default() -> Self {
        Self {
            least: 3,
            each_team: 1,
        }
    }
}

/// What came of a vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Carried {
    Yes,
    /// A team had too few voters.
    NotHeard(Team),
    /// These stand under what is needed.
    Held(Vec<String>),
}

/// The words of a place on the scale.
#[must_use]
pub fn stands(place: u8) -> &'static str {
    match place {
        0 => "block",
        1 => "strong concern",
        2 => "concern",
        3 => "can live with it",
        4 => "support",
        _ => "champion",
    }
}

/// What came of the votes, in words.
#[must_use]
pub fn outcome(votes: &[Vote]) -> String {
    match VoteRule::default().carried(votes) {
        Carried::Yes => format!("carried: nobody of {} under 3", votes.len()),
        Carried::NotHeard(team) => format!("not carried: nobody of {} voted", team.word()),
        Carried::Held(names) => {
            let told: Vec<String> = names
                .iter()
                .map(|name| {
                    let vote = votes.iter().find(|vote| vote.who == *name);
                    let place = vote.map_or("", |vote| stands(vote.stands));
                    format!("{name} ({place})")
                })
                .collect();
            format!("not carried: {}", told.join(", "))
        }
    }
}

impl VoteRule {
    /// Whether the votes carry: each team was heard, and nobody stands under the least.
    #[must_use]
    pub fn carried(self, votes: &[Vote]) -> Carried {
        for team in [Team::Sales, Team::Marketing] {
            if votes.iter().filter(|vote| vote.team == team).count() < self.each_team {
                return Carried::NotHeard(team);
            }
        }
        let held: Vec<String> = votes
            .iter()
            .filter(|vote| vote.stands < self.least)
            .map(|vote| vote.who.clone())
            .collect();
        if held.is_empty() {
            Carried::Yes
        } else {
            Carried::Held(held)
        }
    }
}
