//! How much work went into leads that were not accepted after all: touches by source, and how many leads are worked for
//! one opportunity.

use std::collections::BTreeMap;

use super::cohort::Cohort;
use super::heard::Heard;
use super::kpi::rate;

/// The setting that holds how many minutes a touch takes, as both teams agreed. No file says how long one took.
pub const MINUTES_A_TOUCH: &str = "minutes_a_touch";

/// The minutes in the text of that setting, a whole working day at most; `None` where nobody agreed any.
#[must_use]
pub fn minutes(text: &str) -> Option<u32> {
    let minutes: u32 = text.trim().parse().ok()?;
    (1..=480).contains(&minutes).then_some(minutes)
}

/// The work that went into leads of one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Effort {
    pub leads: u64,
    pub touches: u64,
    /// Not accepted, or handed back.
    pub refused: u64,
    /// Touches of those.
    pub on_refused: u64,
    pub worked: u64,
    pub opportunities: u64,
}

impl Effort {
    fn add(&mut self, heard: &Heard<'_>) {
        let touches = u64::from(heard.touches);
        self.leads += 1;
        self.touches += touches;
        if heard.turned_down() {
            self.refused += 1;
            self.on_refused += touches;
        }
        self.worked += u64::from(heard.facts.worked.any());
        self.opportunities += u64::from(heard.facts.opportunity.reached());
    }

    fn merge(&mut self, other: Self) {
        self.leads += other.leads;
        self.touches += other.touches;
        self.refused += other.refused;
        self.on_refused += other.on_refused;
        self.worked += other.worked;
        self.opportunities += other.opportunities;
    }

    /// How many leads are worked for one opportunity.
    #[must_use]
    pub fn worked_for_one(&self) -> Option<f64> {
        rate(self.worked, self.opportunities)
    }
}

/// Touches by source, and worked leads for one opportunity by the owner's team.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Work {
    sources: BTreeMap<String, Effort>,
    reps: BTreeMap<String, Effort>,
}

impl Work {
    /// Takes in one lead, where it was delivered in the period.
    pub fn add(&mut self, heard: &Heard<'_>, cohort: &Cohort) {
        if cohort.in_qualified(heard.facts) {
            for (map, key) in [
                (&mut self.sources, heard.source),
                (&mut self.reps, heard.rep),
            ] {
                map.entry(key.to_owned()).or_default().add(heard);
            }
        }
    }

    /// By source, most touches on leads that were not accepted first; the blank one last.
    #[must_use]
    pub fn sources(&self) -> Vec<(String, Effort)> {
        let mut rows: Vec<(String, Effort)> = self
            .sources
            .iter()
            .map(|(name, effort)| (name.clone(), *effort))
            .collect();
        rows.sort_by_key(|(name, effort)| (name.is_empty(), std::cmp::Reverse(effort.on_refused)));
        rows
    }

    /// Every lead's, in one.
    #[must_use]
    pub fn total(&self) -> Effort {
        let mut total = Effort::default();
        self.sources
            .values()
            .for_each(|effort| total.merge(*effort));
        total
    }

    /// By the team of the owner, as `team` tells it.
    #[must_use]
    pub fn teams<T: Ord>(&self, team: impl Fn(&str) -> T) -> Vec<(T, Effort)> {
        let mut teams: BTreeMap<T, Effort> = BTreeMap::new();
        for (rep, effort) in &self.reps {
            teams.entry(team(rep)).or_default().merge(*effort);
        }
        teams.into_iter().collect()
    }
}
