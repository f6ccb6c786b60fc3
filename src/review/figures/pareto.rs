//! What comes up most: why leads were not accepted, why deals were won and lost, what we wish we had known. By
//! count and by value, each beside the period before, each by source, campaign or rep.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::coverage::Anchor;
use super::heard::{Heard, Spans, When};
use super::interval::within_noise;
use super::kpi::rate;
use crate::review::agreement::definition::CriterionKey;
use crate::review::agreement::fold::Agreement;
use crate::review::filter::By;
use crate::review::money::{Currency, Money};
use crate::review::reason::{Guard, PickLists, ReasonCode};

/// Under so many rows to count, nobody says what moved most.
pub const TOO_FEW: u64 = 20;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// Leads delivered, by the reason they were not accepted or returned for.
    NotAccepted,
    /// Of them, those whose reason names a criterion or a field: by which.
    Criterion,
    /// Leads created, by the reason their deal was won.
    Won,
    /// The same for lost deals.
    Lost,
    /// Leads delivered, by what people wish they had known; a lead may stand in several rows.
    Wishes,
}

impl Subject {
    /// In the order the menu shows them.
    pub const ALL: [Self; 5] = [
        Self::NotAccepted,
        Self::Criterion,
        Self::Won,
        Self::Lost,
        Self::Wishes,
    ];

    /// What a list is headed with.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::NotAccepted => "Not accepted or returned because",
            Self::Criterion => "Which criterion, which field",
            Self::Won => "Won because",
            Self::Lost => "Lost because",
            Self::Wishes => "Wish we had known",
        }
    }

    /// Which leads the rows are of.
    #[must_use]
    pub fn anchor(self) -> Anchor {
        match self {
            Self::Won | Self::Lost => Anchor::Created,
            _ => Anchor::Qualified,
        }
    }

    /// What stands for a reason nobody gave.
    #[must_use]
    pub fn blank(self) -> &'static str {
        match self {
            Self::Criterion => "nobody said which",
            _ => "no reason recorded",
        }
    }
}

/// How much of something there is in one of the two periods.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Amount {
    pub leads: u64,
    /// Of them, those whose deal has an amount.
    pub with_value: u64,
    values: BTreeMap<Currency, Decimal>,
}

impl Amount {
    fn add(&mut self, value: Option<Money>) {
        self.leads += 1;
        if let Some(money) = value {
            self.with_value += 1;
            let sum = self.values.entry(money.currency).or_default();
            *sum = sum.saturating_add(money.amount);
        }
    }

    fn merge(&mut self, other: &Self) {
        self.leads += other.leads;
        self.with_value += other.with_value;
        for (currency, amount) in &other.values {
            let sum = self.values.entry(*currency).or_default();
            *sum = sum.saturating_add(*amount);
        }
    }

    /// The amounts of the deals behind it, one a currency.
    #[must_use]
    pub fn values(&self) -> Vec<Money> {
        self.values
            .iter()
            .map(|(currency, amount)| Money {
                amount: *amount,
                currency: *currency,
            })
            .collect()
    }

    /// What it is worth, where one currency says so; what lists by value are sorted by.
    #[must_use]
    pub fn value(&self) -> Option<Decimal> {
        match self.values.len() {
            1 => self.values.first_key_value().map(|(_, amount)| *amount),
            _ => None,
        }
    }
}

/// One thing counted in both periods.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Both {
    pub now: Amount,
    pub before: Amount,
}

impl Both {
    fn add(&mut self, when: When, value: Option<Money>) {
        match when {
            When::Now => self.now.add(value),
            When::Before => self.before.add(value),
        }
    }

    fn merge(&mut self, other: &Self) {
        self.now.merge(&other.now);
        self.before.merge(&other.before);
    }

    /// How many more there are than in the period before.
    #[must_use]
    pub fn change(&self) -> i64 {
        signed(self.now.leads) - signed(self.before.leads)
    }
}

fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// By what a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Measure {
    #[default]
    Count,
    Value,
    Change,
}

impl Measure {
    /// In the order the key walks them.
    pub const ALL: [Self; 3] = [Self::Count, Self::Value, Self::Change];

    /// The words on the screen.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Count => "most often first",
            Self::Value => "most money first",
            Self::Change => "what moved most first",
        }
    }
}

/// A row: what, how much of it, its share of all, and where most of it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Empty where nobody gave a reason.
    pub name: String,
    pub both: Both,
    /// Of all that is counted now; `None` where nothing is.
    pub share: Option<f64>,
    /// The same for this row and all above it.
    pub running: Option<f64>,
    /// The difference to the period before is one that so many leads show by chance.
    pub noise: bool,
    /// Its slices, the largest first; none where the list is not sliced.
    pub slices: Vec<(String, Both)>,
}

impl Row {
    /// The slice that moved most since the period before.
    #[must_use]
    pub fn mover(&self) -> Option<&(String, Both)> {
        self.slices
            .iter()
            .filter(|(_, both)| both.change() != 0)
            .max_by_key(|(_, both)| both.change().abs())
    }
}

/// Everything counted of one subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Pareto {
    pub subject: Subject,
    by: Option<By>,
    names: BTreeMap<ReasonCode, (String, Guard)>,
    /// What a criterion is called now, by the words it was ever named with, lower case.
    criteria: BTreeMap<String, String>,
    /// The same by its number: what is told with it needs no words to be resolved.
    numbered: BTreeMap<CriterionKey, String>,
    rows: BTreeMap<String, BTreeMap<String, Both>>,
    /// Distinct leads in the two periods: less than the rows add up to where a lead stands in several.
    pub leads: (u64, u64),
}

impl Pareto {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(subject: Subject, by: Option<By>, lists: &PickLists) -> Self {
        let name = |code: ReasonCode| {
            let guard = lists
                .reason(code)
                .map_or(Guard::None, |reason| reason.guard);
            (lists.reason_name(code), guard)
        };
        let codes = lists.reasons.iter().map(|reason| reason.code);
        Self {
            subject,
            by,
            names: codes.map(|code| (code, name(code))).collect(),
            criteria: BTreeMap::new(),
            numbered: BTreeMap::new(),
            rows: BTreeMap::new(),
            leads: (0, 0),
        }
    }

    /// The same, told what each criterion is called now: one that was renamed is still one row.
    #[must_use]
    pub fn by_criterion(mut self, agreement: &Agreement) -> Self {
        self.criteria = agreement.criteria_now();
        self.numbered = agreement.criteria_by_number();
        self
    }

    /// The rows a lead stands in; none where it is not of the subject.
    fn names(&self, heard: &Heard<'_>) -> Vec<String> {
        let mut names = names(self.subject, heard, &self.names);
        let told = heard.criterion.and_then(|key| self.numbered.get(&key));
        if let (Subject::Criterion, Some(now), [name]) = (self.subject, told, names.as_mut_slice())
        {
            name.clone_from(now);
            return names;
        }
        for name in &mut names {
            if let Some(now) = self.criteria.get(&name.to_lowercase()) {
                name.clone_from(now);
            }
        }
        names
    }

    /// How many stand not accepted or returned for "other", and of how many.
    #[must_use]
    pub fn other(&self) -> (u64, u64) {
        let name = self.names.get(&ReasonCode::OTHER).map(|(name, _)| name);
        let slices = name.and_then(|name| self.rows.get(name));
        let other = slices.map_or(0, |slices| slices.values().map(|both| both.now.leads).sum());
        (other, self.total().now.leads)
    }

    /// Takes in one lead, where it is of the subject and of one of the periods.
    pub fn add(&mut self, heard: &Heard<'_>, spans: &Spans) {
        let Some(when) = spans.when(heard.facts, self.subject.anchor()) else {
            return;
        };
        let names = self.names(heard);
        if names.is_empty() {
            return;
        }
        match when {
            When::Now => self.leads.0 += 1,
            When::Before => self.leads.1 += 1,
        }
        let slice = self.by.as_ref().map_or("", |by| heard.slice(by));
        for name in names {
            let slices = entry(&mut self.rows, &name);
            entry(slices, slice).add(when, heard.facts.amount);
        }
    }

    /// Everything in one row of its own: what the rows add up to.
    #[must_use]
    pub fn total(&self) -> Both {
        let mut total = Both::default();
        for both in self.rows.values().flat_map(BTreeMap::values) {
            total.merge(both);
        }
        total
    }

    /// The rows in order. Shares are of the rows, so that they add up to one.
    #[must_use]
    pub fn rows(&self, measure: Measure) -> Vec<Row> {
        let total = self.total();
        let (all, all_before) = (total.now.leads, total.before.leads);
        let mut rows: Vec<Row> = self
            .rows
            .iter()
            .map(|(name, slices)| {
                let mut both = Both::default();
                for slice in slices.values() {
                    both.merge(slice);
                }
                let (now, before) = (both.now.leads, both.before.leads);
                let mut slices: Vec<(String, Both)> = match self.by {
                    Some(_) => slices.clone().into_iter().collect(),
                    None => Vec::new(),
                };
                slices.sort_by_key(|(_, slice)| std::cmp::Reverse(slice.now.leads));
                Row {
                    name: name.clone(),
                    share: rate(now, all),
                    running: None,
                    noise: within_noise((now, all), (before, all_before)),
                    both,
                    slices,
                }
            })
            .collect();
        sort(&mut rows, measure);
        let mut above = 0;
        for row in &mut rows {
            above += row.both.now.leads;
            row.running = rate(above, all);
        }
        rows
    }

    /// Whether a lead of the period stands behind a row, or behind one slice of it: what the row opens to.
    #[must_use]
    pub fn holds(&self, name: &str, slice: Option<&str>, heard: &Heard<'_>, spans: &Spans) -> bool {
        let inside = || {
            let rows = self.names(heard);
            rows.iter().any(|row| row == name)
        };
        let sliced = |text: &str| {
            let by = self.by.as_ref();
            by.is_none_or(|by| heard.slice(by) == text)
        };
        spans.when(heard.facts, self.subject.anchor()) == Some(When::Now)
            && slice.is_none_or(sliced)
            && inside()
    }

    /// The row that moved most since the period before; `None` where either period holds too few to say.
    #[must_use]
    pub fn mover(&self) -> Option<Row> {
        let total = self.total();
        if total.now.leads < TOO_FEW || total.before.leads < TOO_FEW {
            return None;
        }
        let first = self.rows(Measure::Change).into_iter().next()?;
        (first.both.change() != 0).then_some(first)
    }
}

fn sort(rows: &mut [Row], measure: Measure) {
    use std::cmp::Reverse;
    rows.sort_by_key(|row| Reverse(row.both.now.leads));
    match measure {
        Measure::Count => {}
        Measure::Value => rows.sort_by_key(|row| Reverse(row.both.now.value())),
        Measure::Change => rows.sort_by_key(|row| Reverse(row.both.change().abs())),
    }
}

fn entry<'map, V: Default>(map: &'map mut BTreeMap<String, V>, key: &str) -> &'map mut V {
    if !map.contains_key(key) {
        map.insert(key.to_owned(), V::default());
    }
    map.entry(key.to_owned()).or_default()
}

/// The rows a lead stands in; none where it is not of the subject.
fn names(
    subject: Subject,
    heard: &Heard<'_>,
    reasons: &BTreeMap<ReasonCode, (String, Guard)>,
) -> Vec<String> {
    let listed = heard.reason.filter(|_| heard.turned_down());
    match subject {
        Subject::NotAccepted => listed
            .map(|code| match reasons.get(&code) {
                Some((name, _)) => name.clone(),
                None => format!("reason {}", code.0),
            })
            .into_iter()
            .collect(),
        Subject::Criterion => {
            let guard = listed.and_then(|code| reasons.get(&code)).map(|row| row.1);
            match guard {
                Some(Guard::Criterion | Guard::Field) => vec![heard.detail.trim().to_owned()],
                _ => Vec::new(),
            }
        }
        Subject::Won if heard.facts.won() => vec![heard.ended.trim().to_owned()],
        Subject::Lost if heard.facts.lost() => vec![heard.ended.trim().to_owned()],
        Subject::Won | Subject::Lost => Vec::new(),
        Subject::Wishes => {
            let mut wishes: Vec<String> = heard.wishes.to_vec();
            wishes.sort_unstable();
            wishes.dedup();
            wishes
        }
    }
}
