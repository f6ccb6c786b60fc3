//! Who was given what, and what came back: rep by campaign, blanks counted; and what nobody has touched, by age.

use std::collections::BTreeMap;

use super::cohort::Cohort;
use super::heard::Heard;
use super::kpi::rate;
use crate::review::agreement::Wait;
use crate::review::lead::{Answer, Facts};
use crate::review::milestone::DAY;

/// Leads delivered to one rep from one campaign. `delivered = decided + no_feedback`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Given {
    pub delivered: u64,
    /// Accepted, by deed too, or not accepted.
    pub decided: u64,
    /// Neither.
    pub no_feedback: u64,
    /// Of those without feedback, still inside the agreed time for an answer.
    pub in_time: u64,
}

impl Given {
    fn add(&mut self, facts: &Facts, cohort: &Cohort) {
        self.delivered += 1;
        if facts.answer == Answer::None {
            self.no_feedback += 1;
            let in_time = matches!(cohort.wait(facts), Wait::InTime { .. });
            self.in_time += u64::from(in_time);
        } else {
            self.decided += 1;
        }
    }

    fn merge(&mut self, other: Self) {
        self.delivered += other.delivered;
        self.decided += other.decided;
        self.no_feedback += other.no_feedback;
        self.in_time += other.in_time;
    }

    /// Without feedback and no longer in time ÷ delivered and no longer in time. `None` where nothing is due.
    #[must_use]
    pub fn unreported(&self) -> Option<f64> {
        rate(
            self.no_feedback - self.in_time,
            self.delivered - self.in_time,
        )
    }
}

/// Delivered, decided and without feedback, by rep and campaign.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matrix {
    cells: BTreeMap<String, BTreeMap<String, Given>>,
}

impl Matrix {
    /// Takes in one lead, where it was delivered in the period.
    pub fn add(&mut self, heard: &Heard<'_>, cohort: &Cohort) {
        if cohort.in_qualified(heard.facts) {
            let row = self.cells.entry(heard.rep.to_owned()).or_default();
            let cell = row.entry(heard.campaign.to_owned()).or_default();
            cell.add(heard.facts, cohort);
        }
    }

    /// The campaigns, most delivered first; the blank one last.
    #[must_use]
    pub fn campaigns(&self) -> Vec<(String, Given)> {
        let mut sums: BTreeMap<&String, Given> = BTreeMap::new();
        for (campaign, cell) in self.cells.values().flatten() {
            sums.entry(campaign).or_default().merge(*cell);
        }
        ordered(sums.into_iter().map(|(name, given)| (name.clone(), given)))
    }

    /// The reps, most delivered first; the blank one last.
    #[must_use]
    pub fn reps(&self) -> Vec<(String, Given)> {
        let sum = |row: &BTreeMap<String, Given>| {
            let mut given = Given::default();
            for cell in row.values() {
                given.merge(*cell);
            }
            given
        };
        ordered(
            self.cells
                .iter()
                .map(|(name, row)| (name.clone(), sum(row))),
        )
    }

    /// One rep's leads from one campaign.
    #[must_use]
    pub fn cell(&self, rep: &str, campaign: &str) -> Given {
        let row = self.cells.get(rep);
        row.and_then(|row| row.get(campaign))
            .copied()
            .unwrap_or_default()
    }

    /// Everything: what rows and columns add up to.
    #[must_use]
    pub fn total(&self) -> Given {
        let mut total = Given::default();
        for cell in self.cells.values().flat_map(BTreeMap::values) {
            total.merge(*cell);
        }
        total
    }
}

fn ordered(rows: impl Iterator<Item = (String, Given)>) -> Vec<(String, Given)> {
    let mut rows: Vec<(String, Given)> = rows.collect();
    rows.sort_by_key(|(name, given)| (name.is_empty(), std::cmp::Reverse(given.delivered)));
    rows
}

/// The ages of what nobody has touched: up to and with so many days, in words.
pub const BANDS: [(i64, &str); 7] = [
    (2, "up to 2 days"),
    (7, "3 to 7 days"),
    (14, "8 to 14 days"),
    (30, "15 to 30 days"),
    (60, "31 to 60 days"),
    (90, "61 to 90 days"),
    (i64::MAX, "over 90 days"),
];

/// What stands for leads whose delivery nobody dated.
pub const UNDATED: &str = "delivered, nobody knows when";

/// Delivered leads that nothing shows Sales has worked, by how long they wait.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Untouched {
    /// Delivered leads in all.
    pub delivered: u64,
    /// By age, in the order of [`BANDS`]; the last is undated.
    pub bands: [Waiting; 8],
}

/// Leads of one age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waiting {
    pub leads: u64,
    /// Of them, without an owner.
    pub unowned: u64,
    /// Of them, with an answer due.
    pub overdue: u64,
}

impl Untouched {
    /// Takes in one lead, where it was delivered in the period.
    pub fn add(&mut self, heard: &Heard<'_>, cohort: &Cohort) {
        if !cohort.in_qualified(heard.facts) {
            return;
        }
        self.delivered += 1;
        if let Some(band) = band(heard.facts, cohort) {
            let waiting = &mut self.bands[band];
            waiting.leads += 1;
            waiting.unowned += u64::from(heard.rep.trim().is_empty());
            let overdue = matches!(cohort.wait(heard.facts), Wait::Overdue { .. });
            waiting.overdue += u64::from(overdue);
        }
    }

    /// Never touched, of any age.
    #[must_use]
    pub fn leads(&self) -> u64 {
        self.bands.iter().map(|band| band.leads).sum()
    }

    /// Followed up: delivered, and not among the never touched.
    #[must_use]
    pub fn followed_up(&self) -> u64 {
        self.delivered - self.leads()
    }
}

/// The band of a lead nobody has touched; `None` where somebody has, or where it was never delivered.
#[must_use]
pub fn band(facts: &Facts, cohort: &Cohort) -> Option<usize> {
    if facts.worked.any() || !facts.qualified.reached() {
        return None;
    }
    let Some(at) = facts.qualified.at() else {
        return Some(BANDS.len());
    };
    let now = crate::review::milestone::Milestone::Instant(cohort.now);
    let days = at.until(now, cohort.zone()) / DAY;
    BANDS.iter().position(|(most, _)| days <= *most)
}

/// The words of a band.
#[must_use]
pub fn band_words(band: usize) -> &'static str {
    BANDS.get(band).map_or(UNDATED, |(_, words)| words)
}
