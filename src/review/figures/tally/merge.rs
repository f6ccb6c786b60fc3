//! Two parts of the leads counted apart, put together.

use super::{Deals, Tally};
use crate::review::figures::kpi::Acceptance;

impl Tally {
    /// Adds another tally of the same cohort: two parts of the leads counted apart.
    pub fn merge(&mut self, other: &Self) {
        merge_acceptance(&mut self.acceptance, &other.acceptance);
        self.to_opportunity.merge(&other.to_opportunity);
        self.to_won.merge(&other.to_won);
        self.waiting.merge(&other.waiting);
        self.working.merge(&other.working);
        self.response.merge(&other.response);
        self.by_marketing.created += other.by_marketing.created;
        self.by_marketing.qualified += other.by_marketing.qualified;
        self.worked.worked += other.worked.worked;
        self.worked.qualified += other.worked.qualified;
        self.worked.by_touch += other.worked.by_touch;
        self.worked.by_verdict += other.worked.by_verdict;
        self.worked.by_status += other.worked.by_status;
        self.worked.by_opportunity += other.worked.by_opportunity;
        self.opportunities += other.opportunities;
        self.revenue.merge(&other.revenue);
        self.influenced += other.influenced;
        self.influenced_won += other.influenced_won;
        for (stage, more) in self.funnel.iter_mut().zip(other.funnel) {
            *stage += more;
        }
        self.by_sales.merge(&other.by_sales);
        self.undated.created += other.undated.created;
        self.undated.qualified += other.undated.qualified;
        self.contradictions += other.contradictions;
        let (mine, theirs) = (&mut self.suspects, other.suspects);
        mine.names += theirs.names;
        mine.accepted += theirs.accepted;
        mine.opportunities += theirs.opportunities;
        mine.won += theirs.won;
        for (reason, times) in &other.reasons {
            *self.reasons.entry(*reason).or_default() += times;
        }
    }
}

impl Deals {
    fn merge(&mut self, other: &Self) {
        self.opened += other.opened;
        self.won += other.won;
        self.lost += other.lost;
        for (currency, (deals, sum)) in &other.revenues {
            let mine = self.revenues.entry(*currency).or_default();
            mine.0 += deals;
            mine.1 = mine.1.saturating_add(*sum);
        }
    }
}

fn merge_acceptance(into: &mut Acceptance, from: &Acceptance) {
    into.accepted += from.accepted;
    into.by_deed += from.by_deed;
    into.returned += from.returned;
    into.not_accepted += from.not_accepted;
    into.overdue += from.overdue;
    into.in_time += from.in_time;
    into.no_answer_yet += from.no_answer_yet;
    into.qualified += from.qualified;
}
