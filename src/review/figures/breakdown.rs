//! The figures by slice: source, campaign, rep, month, reason, or any extra field.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};
use rust_decimal::Decimal;

use super::cohort::Cohort;
use super::coverage::{Ages, Anchor, Coverage, Mark};
use super::heard::turned_down;
use super::interval;
use super::side::Side;
use super::tally::{Deals, LoneDeal};
use crate::review::filter::By;
use crate::review::lead::Facts;
use crate::review::money::{Currency, Money};
use crate::review::packed::{self, Pack};
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
    /// Won deals with an amount, and the amounts' sum, by currency.
    revenues: BTreeMap<Currency, (u64, Decimal)>,
    ages: Ages,
    /// Deals sourced by Sales that name no lead: apart from everything above.
    pub by_sales: Deals,
}

/// What a lead counts as in whatever slice it is: asked once of it, however many ways leads are sliced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sides {
    holds: [bool; 10],
    won: Option<Money>,
    /// When its anchor was; `None` without a date.
    day: Option<NaiveDate>,
}

impl Sides {
    /// Of a lead that `anchor` places in the cohort.
    #[must_use]
    pub fn of(facts: &Facts, anchor: Anchor, cohort: &Cohort) -> Self {
        const SIDES: [Side; 10] = [
            Side::Created,
            Side::Delivered,
            Side::Accepted,
            Side::NotAccepted,
            Side::AnswerDue,
            Side::InTime,
            Side::Worked,
            Side::Opportunity,
            Side::Won,
            Side::Lost,
        ];
        Self {
            holds: SIDES.map(|side| side.holds(facts, cohort)),
            won: facts.amount.filter(|_| facts.won()),
            day: cohort.day(anchor.of(facts)),
        }
    }
}

impl Slice {
    /// Counts in a lead of the slice.
    pub fn add(&mut self, sides: &Sides) {
        self.count(sides, 1);
        if let Some(money) = sides.won {
            let (deals, sum) = self.revenues.entry(money.currency).or_default();
            *deals += 1;
            *sum = sum.saturating_add(money.amount);
        }
        self.ages.add(sides.day);
    }

    fn remove(&mut self, sides: &Sides) {
        self.count(sides, -1);
        if let Some(money) = sides.won
            && let Some((deals, sum)) = self.revenues.get_mut(&money.currency)
        {
            *deals = deals.saturating_sub(1);
            *sum = sum.saturating_sub(money.amount);
            if *deals == 0 {
                self.revenues.remove(&money.currency);
            }
        }
        self.ages.remove(sides.day);
    }

    fn count(&mut self, sides: &Sides, step: i64) {
        let counters = [
            &mut self.created,
            &mut self.qualified,
            &mut self.accepted,
            &mut self.not_accepted,
            &mut self.answer_due,
            &mut self.in_time,
            &mut self.worked,
            &mut self.opportunities,
            &mut self.won,
            &mut self.lost,
        ];
        for (counter, holds) in counters.into_iter().zip(sides.holds) {
            if holds {
                *counter = counter.saturating_add_signed(step);
            }
        }
    }

    /// Won amounts, one a currency.
    #[must_use]
    pub fn revenues(&self) -> Vec<Money> {
        self.revenues
            .iter()
            .map(|(currency, (_, amount))| Money {
                amount: *amount,
                currency: *currency,
            })
            .collect()
    }
}

packed::parts!(Slice {
    created,
    qualified,
    accepted,
    not_accepted,
    answer_due,
    in_time,
    worked,
    opportunities,
    won,
    lost,
    revenues,
    ages,
    by_sales,
});

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
        if let Some(facts) = &self.seen(facts, cohort) {
            let sides = Sides::of(facts, self.anchor, cohort);
            self.add_sides(&sides, &self.key(facts, key, cohort));
        }
    }

    /// Counts in a lead that the breakdown takes, `key` being what its slice is called.
    pub fn add_sides(&mut self, sides: &Sides, key: &str) {
        if let Some(slice) = self.slices.get_mut(key) {
            return slice.add(sides);
        }
        self.slices.entry(key.to_owned()).or_default().add(sides);
    }

    /// Takes a lead out of its slice again; facts and key are those it was counted with. A slice without leads goes.
    pub fn remove(&mut self, facts: &Facts, key: &str, cohort: &Cohort) {
        let Some(facts) = &self.seen(facts, cohort) else {
            return;
        };
        let key = self.key(facts, key, cohort);
        if let Some(slice) = self.slices.get_mut(key.as_ref()) {
            slice.remove(&Sides::of(facts, self.anchor, cohort));
            if slice.created == 0 && slice.by_sales == Deals::default() {
                self.slices.remove(key.as_ref());
            }
        }
    }

    /// Says that a lead of that slice, in time before, is overdue by now.
    pub fn overdue(&mut self, key: &str) {
        if let Some(slice) = self.slices.get_mut(key)
            && slice.in_time > 0
        {
            slice.in_time -= 1;
            slice.answer_due += 1;
        }
    }

    /// The lead as it is seen, where it is in any slice.
    fn seen(&self, facts: &Facts, cohort: &Cohort) -> Option<Facts> {
        let seen = cohort.seen(facts)?;
        self.takes(&seen, cohort).then_some(seen)
    }

    /// What the lead's slice is called, `key` being its text in what the breakdown goes by.
    #[must_use]
    pub fn key<'key>(&self, facts: &Facts, key: &'key str, cohort: &Cohort) -> Cow<'key, str> {
        if !self.monthly() {
            return Cow::Borrowed(key);
        }
        let at = self.anchor.of(facts).at();
        Cow::Owned(at.map_or_else(String::new, |at| month_key(at.date(cohort.zone()))))
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

/// What it goes by is not packed: whoever keeps a breakdown knows.
impl Pack for Breakdown {
    fn pack(&self, to: &mut Vec<u8>) {
        self.slices.pack(to);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        Some(Self {
            by: By::Source,
            anchor: Anchor::default(),
            slices: Pack::unpack(from)?,
        })
    }
}

fn month_key(day: NaiveDate) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

fn month_of_key(key: &str) -> Option<NaiveDate> {
    format!("{key}-01").parse().ok()
}
