//! The six KPIs once more, straight from the formulas of MEASURES §3, over a plain list: slow and plain on purpose.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use docket::review::figures::kpi::Spans;
use docket::review::lead::{Answer, Facts, SourcedBy};
use docket::review::milestone::{Milestone, Reach};
use docket::review::period::Period;
use rust_decimal::Decimal;

/// What the formulas come to.
#[derive(Debug, PartialEq)]
pub struct Naive {
    /// accepted, by deed, returned, not accepted, in time + overdue + no answer yet, qualified
    pub acceptance: [u64; 6],
    pub to_opportunity: Spans,
    /// created, qualified
    pub marketing: [u64; 2],
    pub worked: u64,
    pub opportunities: u64,
    /// won, lost, influenced, influenced and won
    pub revenue: [u64; 4],
    pub sums: BTreeMap<String, Decimal>,
    pub funnel: [u64; 5],
    /// opened, won, lost
    pub sales: [u64; 3],
    /// Names from lists: all, accepted, opportunities, won.
    pub suspects: [u64; 4],
}

pub fn naive(leads: &[Facts], period: Period, zone: Tz) -> Naive {
    let (suspects, created): (Vec<&Facts>, Vec<&Facts>) = leads
        .iter()
        .filter(|f| period.counts(f.created, zone))
        .partition(|f| f.suspect);
    let qualified: Vec<&Facts> = leads
        .iter()
        .filter(|f| period.counts(f.qualified, zone))
        .collect();
    let count =
        |of: &[&Facts], test: &dyn Fn(&Facts) -> bool| of.iter().filter(|f| test(f)).count() as u64;
    let by_deed = |f: &Facts| matches!(f.answer, Answer::Accepted { by_deed: true, .. });
    let returned = |f: &Facts| matches!(f.answer, Answer::Accepted { returned: true, .. });
    let marketing = |f: &Facts| f.sourced_by == SourcedBy::Marketing;
    let sales = |f: &Facts| f.sourced_by == SourcedBy::Sales;
    let accepted = |f: &Facts| matches!(f.answer, Answer::Accepted { .. });
    let influenced = |f: &Facts| match (f.created, f.opportunity) {
        (Reach::At(created), Reach::At(opened)) => seconds(created, opened, zone) < 0,
        _ => false,
    };
    let mine = |f: &Facts| marketing(f) && !influenced(f);
    Naive {
        acceptance: [
            count(&qualified, &accepted),
            count(&qualified, &by_deed),
            count(&qualified, &returned),
            count(&qualified, &|f| matches!(f.answer, Answer::NotAccepted(_))),
            count(&qualified, &|f| f.answer == Answer::None),
            qualified.len() as u64,
        ],
        to_opportunity: times(&qualified, zone),
        marketing: [count(&created, &marketing), count(&qualified, &marketing)],
        worked: count(&qualified, &|f| {
            f.worked.touch || f.worked.verdict || f.worked.status || f.worked.opportunity
        }),
        opportunities: count(&qualified, &|f| f.opportunity.reached()),
        revenue: [
            count(&created, &|f| mine(f) && f.won()),
            count(&created, &|f| mine(f) && f.lost()),
            count(&created, &|f| marketing(f) && influenced(f)),
            count(&created, &|f| marketing(f) && influenced(f) && f.won()),
        ],
        sums: sums(created.iter().filter(|f| mine(f) && f.won())),
        funnel: [
            created.len() as u64,
            count(&created, &|f| f.qualified.reached()),
            count(&created, &|f| accepted(f) || f.opportunity.reached()),
            count(&created, &|f| f.opportunity.reached()),
            count(&created, &|f| f.won()),
        ],
        sales: [
            count(&created, &|f| sales(f) && f.opportunity.reached()),
            count(&created, &|f| sales(f) && f.won()),
            count(&created, &|f| sales(f) && f.lost()),
        ],
        suspects: names(&suspects),
    }
}

fn names(suspects: &[&Facts]) -> [u64; 4] {
    let count = |test: fn(&Facts) -> bool| suspects.iter().filter(|f| test(f)).count() as u64;
    [
        count(|_| true),
        count(|f| matches!(f.answer, Answer::Accepted { .. })),
        count(|f| f.opportunity.reached()),
        count(Facts::won),
    ]
}

fn sums<'a>(won: impl Iterator<Item = &'a &'a Facts>) -> BTreeMap<String, Decimal> {
    let mut sums = BTreeMap::new();
    for money in won.filter_map(|f| f.amount) {
        let code = money.currency.code().to_owned();
        *sums.entry(code).or_insert(Decimal::ZERO) += money.amount;
    }
    sums
}

/// Where either is a day: the difference of the two calendar dates; else exact.
fn seconds(from: Milestone, to: Milestone, zone: Tz) -> i64 {
    match (from, to) {
        (Milestone::Instant(from), Milestone::Instant(to)) => to - from,
        _ => (to.date(zone) - from.date(zone)).num_days() * 86_400,
    }
}

fn times(qualified: &[&Facts], zone: Tz) -> Spans {
    let mut spans = Spans::default();
    let mut took = Vec::new();
    for f in qualified {
        match (f.qualified, f.opportunity) {
            (_, Reach::Not) => spans.open += 1,
            (Reach::At(from), Reach::At(to)) => match seconds(from, to, zone) {
                negative if negative < 0 => spans.negative += 1,
                seconds => took.push(seconds),
            },
            _ => spans.undated += 1,
        }
    }
    took.sort_unstable();
    spans.n = took.len() as u64;
    spans.sum = took.iter().sum();
    if !took.is_empty() {
        spans.median_twice = took[(took.len() - 1) / 2] + took[took.len() / 2];
    }
    spans
}
