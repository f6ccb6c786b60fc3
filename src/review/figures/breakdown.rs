//! The figures by slice: source, campaign, rep, month, reason, or any extra field.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};
use rust_decimal::Decimal;

use super::cohort::Cohort;
use super::coverage::{Ages, Anchor, Coverage, Mark};
use super::interval;
use super::side::Side;
use super::tally::{Deals, LoneDeal};
use crate::review::filter::By;
use crate::review::lead::{Answer, Facts};
use crate::review::money::{Currency, Money};
use crate::review::period::Period;

/// The most months a breakdown shows empty ones of: a hundred years. One wrong date must not fill the screen.
const MOST_MONTHS: usize = 1_200;

/// One slice of a cohort: how far its leads came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Slice {
    pub created: u64,
    pub qualified: u64,
    pub accepted: u64,
    pub not_accepted: u64,
    /// Delivered, no answer, and none is in time: overdue, or no limit was agreed.
    pub answer_due: u64,
    /// Delivered, no answer, inside the limit. The four add up to `qualified`.
    pub in_time: u64,
    /// Delivered, with evidence of work.
    pub worked: u64,
    pub opportunities: u64,
    pub won: u64,
    pub lost: u64,
    revenues: BTreeMap<Currency, Decimal>,
    ages: Ages,
    /// Deals sourced by Sales that name no lead: apart from everything above.
    pub by_sales: Deals,
}

impl Slice {
    /// Counts in a lead that `anchor` places in the cohort.
    pub fn add(&mut self, facts: &Facts, anchor: Anchor, cohort: &Cohort) {
        let count = |counter: &mut u64, side: Side| {
            *counter += u64::from(side.holds(facts, cohort));
        };
        count(&mut self.created, Side::Created);
        count(&mut self.qualified, Side::Delivered);
        count(&mut self.accepted, Side::Accepted);
        count(&mut self.not_accepted, Side::NotAccepted);
        count(&mut self.answer_due, Side::AnswerDue);
        count(&mut self.in_time, Side::InTime);
        count(&mut self.worked, Side::Worked);
        count(&mut self.opportunities, Side::Opportunity);
        count(&mut self.won, Side::Won);
        count(&mut self.lost, Side::Lost);
        if let Some(money) = facts.amount.filter(|_| facts.won()) {
            let sum = self.revenues.entry(money.currency).or_default();
            *sum = sum.saturating_add(money.amount);
        }
        self.ages.add(anchor.of(facts), cohort);
    }

    /// Won amounts, one a currency.
    #[must_use]
    pub fn revenues(&self) -> Vec<Money> {
        self.revenues
            .iter()
            .map(|(currency, amount)| Money {
                amount: *amount,
                currency: *currency,
            })
            .collect()
    }
}

/// All slices of one cohort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breakdown {
    pub by: By,
    pub anchor: Anchor,
    slices: BTreeMap<String, Slice>,
}

impl Breakdown {
    #[must_use]
    pub fn new(by: By, anchor: Anchor) -> Self {
        Self {
            by,
            anchor,
            slices: BTreeMap::new(),
        }
    }

    /// Counts a lead into its slice; `key` is its text in what the breakdown goes by (months are told by its
    /// date). A lead that was never turned down is in no slice by reason.
    pub fn add(&mut self, facts: &Facts, key: &str, cohort: &Cohort) {
        let Some(facts) = &cohort.seen(facts) else {
            return;
        };
        if !self.takes(facts, cohort) {
            return;
        }
        let month;
        let key = if self.monthly() {
            month = self
                .anchor
                .of(facts)
                .at()
                .map_or_else(String::new, |at| month_key(at.date(cohort.zone())));
            &month
        } else {
            key
        };
        if !self.slices.contains_key(key) {
            self.slices.insert(key.to_owned(), Slice::default());
        }
        if let Some(slice) = self.slices.get_mut(key) {
            slice.add(facts, self.anchor, cohort);
        }
    }

    /// Counts a deal that names no lead into its slice, apart.
    pub fn add_lone(&mut self, deal: &LoneDeal, key: &str, cohort: &Cohort) {
        if !cohort.holds(deal.opened) || self.by == By::Reason {
            return;
        }
        let key = match deal.opened.at() {
            _ if !self.monthly() => key.to_owned(),
            Some(at) => month_key(at.date(cohort.zone())),
            None => String::new(),
        };
        let by_sales = &mut self.slices.entry(key).or_default().by_sales;
        by_sales.add(deal.outcome, deal.amount);
    }

    /// Whether the lead is in any slice.
    #[must_use]
    pub fn takes(&self, facts: &Facts, cohort: &Cohort) -> bool {
        self.anchor.holds(facts, cohort) && (self.by != By::Reason || turned_down(facts))
    }

    fn monthly(&self) -> bool {
        matches!(self.by, By::CreatedMonth | By::DeliveredMonth)
    }

    /// Whether any lead or deal is in that slice.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.slices.contains_key(key)
    }

    /// Makes sure a slice is shown even where no lead is in it.
    pub fn show(&mut self, key: &str) {
        self.slices.entry(key.to_owned()).or_default();
    }

    /// The slices as they are shown: months in order and without gaps, everything else by size.
    #[must_use]
    pub fn rows(&self, coverage: &Coverage, cohort: &Cohort) -> Vec<(String, Slice, Vec<Mark>)> {
        let mut slices = self.slices.clone();
        if self.monthly() {
            for month in self.months(cohort) {
                slices.entry(month_key(month)).or_default();
            }
        }
        let mut rows: Vec<_> = slices
            .into_iter()
            .map(|(key, slice)| {
                let marks = self.marks(&key, &slice, coverage, cohort);
                (key, slice, marks)
            })
            .collect();
        if !self.monthly() {
            rows.sort_by(|a, b| b.1.created.cmp(&a.1.created).then_with(|| a.0.cmp(&b.0)));
        }
        rows
    }

    fn marks(&self, key: &str, slice: &Slice, coverage: &Coverage, cohort: &Cohort) -> Vec<Mark> {
        let period = if self.monthly() {
            month_of_key(key).map_or(cohort.period(), Period::month_of)
        } else {
            cohort.period()
        };
        let mut marks = coverage.marks(period, &slice.ages, cohort);
        if interval::few(slice.created) {
            marks.push(Mark::Few);
        }
        marks
    }

    fn months(&self, cohort: &Cohort) -> Vec<NaiveDate> {
        let ends = self
            .slices
            .values()
            .filter_map(|slice| slice.ages.ends())
            .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        let (first, last) = match (cohort.period(), ends) {
            (Period::Days { start, end }, _) => (start, end.pred_opt().unwrap_or(end)),
            (Period::All, Some(ends)) => ends,
            (Period::All, None) => return Vec::new(),
        };
        let first = first.with_day(1).unwrap_or(first);
        std::iter::successors(Some(first), |month| {
            month.checked_add_months(Months::new(1))
        })
        .take_while(|month| *month <= last)
        .take(MOST_MONTHS)
        .collect()
    }
}

fn turned_down(facts: &Facts) -> bool {
    matches!(
        facts.answer,
        Answer::NotAccepted(_) | Answer::Accepted { returned: true, .. }
    )
}

fn month_key(day: NaiveDate) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

fn month_of_key(key: &str) -> Option<NaiveDate> {
    format!("{key}-01").parse().ok()
}
