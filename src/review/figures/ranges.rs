//! What dates there are: for each milestone its first and last date, and how many of the leads that reached it have one.

use super::coverage::Seen;
use crate::review::lead::Facts;
use crate::review::milestone::{Milestone, Reach};

/// The dates at hand of one milestone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Range {
    pub seen: Seen,
    /// Leads that reached it, dated or not.
    pub reached: u64,
}

impl Range {
    fn add(&mut self, reached: bool, at: Option<Milestone>) {
        self.reached += u64::from(reached || at.is_some());
        self.seen.add(at);
    }

    /// The share of the leads that reached it of which the date is known, 0–1; `None` where none reached it.
    #[must_use]
    pub fn fill(&self) -> Option<f64> {
        super::kpi::rate(self.seen.filled, self.reached)
    }
}

/// The milestones in the order a lead reaches them, and their words.
pub const WORDS: [&str; 6] = [
    "created",
    "delivered",
    "first touch",
    "answer",
    "opportunity",
    "closed",
];

/// Every milestone's dates over all leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ranges(pub [Range; 6]);

impl Ranges {
    /// Takes in one lead.
    pub fn add(&mut self, facts: &Facts) {
        let [created, delivered, touch, answer, opportunity, closed] = &mut self.0;
        let add = |range: &mut Range, reach: Reach| range.add(reach.reached(), reach.at());
        add(created, facts.created);
        add(delivered, facts.qualified);
        add(opportunity, facts.opportunity);
        touch.add(facts.worked.touch, facts.first_touch);
        answer.add(facts.worked.verdict, facts.answered_at);
        closed.add(facts.outcome.is_some(), facts.closed.at());
    }

    /// The earliest and the latest date of any milestone: the ends of the bars.
    #[must_use]
    pub fn ends(&self) -> Option<(Milestone, Milestone)> {
        let code = |at: &Milestone| at.code();
        let first = self.0.iter().filter_map(|range| range.seen.first);
        let last = self.0.iter().filter_map(|range| range.seen.last);
        Some((first.min_by_key(code)?, last.max_by_key(code)?))
    }
}
