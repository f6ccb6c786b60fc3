//! The scorecard's tables: one pass over the leads each, and the leads behind a cell by the same questions.

use std::collections::{BTreeMap, HashSet};

use chrono::{Datelike, NaiveDate};

use super::{Desk, Trouble};
use crate::console::model::scorecard::View;
use crate::console::places::{CellAsk, TableAsk};
use crate::review::agreement::definition::Definition;
use crate::review::figures::breakdown::{Breakdown, Sides, Slice};
use crate::review::figures::cohort::Cohort;
use crate::review::figures::compare::{self, Half};
use crate::review::figures::contradiction::{self, open};
use crate::review::figures::coverage::{Anchor, Coverage};
use crate::review::figures::cut::{Cut, slice_text};
use crate::review::figures::funnel::{self, Drill, Funnel};
use crate::review::figures::slices;
use crate::review::figures::table::Table;
use crate::review::filter::By;
use crate::review::lead::{Facts, LeadId};
use crate::review::milestone::date_of;
use crate::review::period::Period;
use crate::review::stage::Stage;

mod closed_loop;
mod months;
mod more;
mod sponsor;

impl Desk {
    /// Counts a table of the scorecard.
    ///
    /// # Errors
    /// Where the ledger cannot be read, in words.
    pub fn table(&self, ask: &TableAsk) -> Result<Table, Trouble> {
        let cut = self.own_cut(ask)?;
        let mut table = match ask.view {
            View::Wall => Table::default(),
            View::Funnel => self.funnel(&ask.cut)?,
            View::Months => self.months(&ask.cut)?,
            View::Slices => self.slices(&ask.cut)?,
            View::Compare => self.side_by_side(&ask.cut)?,
            View::Quarter => self.quarter(&ask.cut)?,
            View::Speed => self.speed(&ask.cut)?,
            View::Clauses => self.both_sides()?,
            View::Drift => self.drift()?,
            View::Since => self.since_start()?,
            View::Together => self.together(&ask.cut)?,
            View::Sponsor => self.sponsor()?,
            View::Forecasts => self.forecasts()?,
            view => self.closed_loop(view, &cut)?,
        };
        if ask.view.is_cut() {
            let of = self.told_of(&cut, ask.view)?;
            table.lines.insert(0, of);
        }
        // These tables' rows are called by this program; all others by what files and people wrote.
        let own = [
            View::Funnel,
            View::Compare,
            View::Since,
            View::Sponsor,
            View::ToFix,
            View::Untouched,
            View::Spent,
        ];
        let mut table = table.worded(&self.names()?, !own.contains(&ask.view));
        if ask.view == View::Funnel {
            table.notes.extend(self.buyers()?);
        }
        Ok(table)
    }

    /// What the buyer is doing at each stage of the funnel, beside ours, in the words agreed.
    fn buyers(&self) -> Result<Vec<String>, Trouble> {
        let agreement = self.ledger.agreement()?;
        let today = date_of(self.clock.now(), self.ledger.zone()?);
        let usual = Definition::default();
        let text = agreement.definition(today).map_or(&usual, |(_, text)| text);
        let stages = Stage::FUNNEL.map(|stage| text.stage(stage)).into_iter();
        let told = stages.filter(|stage| !stage.buyer.trim().is_empty());
        Ok(told
            .map(|stage| format!("{}: the buyer is {}.", stage.name, stage.buyer))
            .collect())
    }

    /// The leads behind a cell, in the order they came.
    ///
    /// # Errors
    /// Where the ledger cannot be read, in words.
    pub fn cell(&self, ask: &CellAsk) -> Result<Vec<LeadId>, Trouble> {
        let cut = &ask.table.cut;
        let key = ask.row.as_deref();
        match ask.table.view {
            View::Wall
            | View::Clauses
            | View::Since
            | View::Together
            | View::Sponsor
            | View::Forecasts => Ok(Vec::new()),
            View::Quarter => self.quarter_cell(cut, key, ask.column),
            View::Speed => self.speed_cell(cut, key.unwrap_or_default()),
            View::Drift => self.drift_cell(key.unwrap_or_default(), ask.column),
            View::Funnel => {
                let cohort = self.cohort(cut.period)?;
                let drill = Drill::of_column(ask.column);
                self.picked(cut.only.as_ref(), |facts| {
                    let stands = drill
                        .zip(key)
                        .is_some_and(|(drill, stage)| drill.holds(facts, stage));
                    stands && cut.anchor.holds(facts, &cohort)
                })
            }
            View::Months => self.slice_cell(&self.twelve(cut)?, key, ask.column),
            View::Slices => self.slice_cell(cut, key, ask.column),
            View::Refused
            | View::Criteria
            | View::Won
            | View::Lost
            | View::Missing
            | View::Matrix
            | View::Untouched
            | View::Work
            | View::Spent
            | View::ToFix => self.closed_loop_cell(ask),
            View::Compare => {
                let other = cut.beside();
                let (period, only) = if ask.column == 0 {
                    (cut.period, cut.only.as_ref())
                } else {
                    (other.period, other.only.as_ref())
                };
                let cohort = self.cohort(period)?;
                let side = key.and_then(compare::side_of);
                self.picked(only, |facts| {
                    cohort.in_qualified(facts)
                        && side.is_some_and(|side| side.holds(facts, &cohort))
                })
            }
        }
    }

    /// Which leads a table is of, in words.
    fn told_of(&self, cut: &Cut, view: View) -> Result<String, Trouble> {
        let zone = self.ledger.zone()?;
        let today = date_of(self.clock.now(), zone);
        let verb = match cut.anchor {
            Anchor::Created => "created",
            Anchor::Qualified => "delivered",
        };
        let period = match view {
            View::Months => months::period(today),
            View::Quarter => self.quarter_period()?,
            _ => cut.period,
        };
        let when = when(period);
        let only = cut.only.as_ref();
        let only = only.map_or_else(String::new, |(by, key)| {
            format!(", only {}", slice_text(by, key))
        });
        Ok(format!(
            "Leads {verb} {when}{only}, as of {}.",
            today.format("%-d %b %Y")
        ))
    }

    /// The leads in a slice; `None` where no slice is asked for.
    fn within(&self, only: Option<&(By, String)>) -> Result<Option<HashSet<LeadId>>, Trouble> {
        let Some((by, key)) = only else {
            return Ok(None);
        };
        let mut leads = HashSet::new();
        self.ledger.facts_by(by, &mut |facts, slice| {
            if slice == key {
                leads.insert(facts.lead);
            }
        })?;
        Ok(Some(leads))
    }

    /// The leads of a slice that a question picks.
    fn picked(
        &self,
        only: Option<&(By, String)>,
        picks: impl Fn(&Facts) -> bool,
    ) -> Result<Vec<LeadId>, Trouble> {
        let within = self.within(only)?;
        let mut leads = Vec::new();
        self.ledger.facts(&mut |facts| {
            if holds(within.as_ref(), facts.lead) && picks(facts) {
                leads.push(facts.lead);
            }
        })?;
        Ok(leads)
    }

    fn funnel(&self, cut: &Cut) -> Result<Table, Trouble> {
        let within = self.within(cut.only.as_ref())?;
        let earlier = cut.period.before().unwrap_or(cut.period);
        let (now, then) = (self.cohort(cut.period)?, self.cohort(earlier)?);
        let (mut funnel, mut earlier) = (Funnel::default(), Funnel::default());
        let mut to_fix = 0;
        self.ledger.facts(&mut |facts| {
            if holds(within.as_ref(), facts.lead) {
                let here = cut.anchor.holds(facts, &now);
                to_fix += u64::from(here && !open(facts, now.zone()).is_empty());
                funnel.add(facts, cut.anchor, &now);
                earlier.add(facts, cut.anchor, &then);
            }
        })?;
        let plan = self.plan_in_force()?;
        let planned = plan
            .and_then(|plan| plan.goal)
            .map(|goal| goal.rates.map(share));
        let mut table = funnel::table(&funnel, &earlier, cut.anchor, planned);
        table.notes.extend(contradiction::note(to_fix));
        Ok(table)
    }

    /// The figures by slice.
    pub(super) fn slices(&self, cut: &Cut) -> Result<Table, Trouble> {
        let within = self.within(cut.only.as_ref())?;
        let cohort = self.cohort(cut.period)?;
        let mut seen = Coverage::new(cut.anchor);
        let mut breakdown = Breakdown::new(cut.by.clone(), cut.anchor);
        let mut total = Slice::default();
        let mut to_fix: BTreeMap<String, u64> = BTreeMap::new();
        self.ledger.facts_by(&cut.by, &mut |facts, key| {
            seen.add(facts, &cohort);
            if holds(within.as_ref(), facts.lead) {
                breakdown.add(facts, key, &cohort);
                if breakdown.takes(facts, &cohort) {
                    total.add(&Sides::of(facts, cut.anchor, &cohort));
                    if !open(facts, cohort.zone()).is_empty() {
                        let key = breakdown.key(facts, key, &cohort).into_owned();
                        *to_fix.entry(key).or_default() += 1;
                    }
                }
            }
        })?;
        Ok(slices::table(&breakdown, &total, &to_fix, &seen, &cohort))
    }

    fn slice_cell(
        &self,
        cut: &Cut,
        key: Option<&str>,
        column: usize,
    ) -> Result<Vec<LeadId>, Trouble> {
        let cohort = self.cohort(cut.period)?;
        let breakdown = Breakdown::new(cut.by.clone(), cut.anchor);
        let columns = slices::columns(cut.anchor);
        let side = columns.get(column).map(|(side, _)| *side);
        let to_fix = column == slices::to_fix(cut.anchor);
        self.counted_in(cut, key, |facts| {
            let counts = match side {
                Some(side) => side.holds(facts, &cohort),
                None => to_fix && !open(facts, cohort.zone()).is_empty(),
            };
            counts && breakdown.takes(facts, &cohort)
        })
    }

    /// The leads of a row that its cell counts: of one slice, or of all where none is named.
    fn counted_in(
        &self,
        cut: &Cut,
        key: Option<&str>,
        counts: impl Fn(&Facts) -> bool,
    ) -> Result<Vec<LeadId>, Trouble> {
        let within = self.within(cut.only.as_ref())?;
        let mut leads = Vec::new();
        self.ledger.facts_by(&cut.by, &mut |facts, slice| {
            let there = key.is_none_or(|key| key == slice) && holds(within.as_ref(), facts.lead);
            if there && counts(facts) {
                leads.push(facts.lead);
            }
        })?;
        Ok(leads)
    }

    fn side_by_side(&self, cut: &Cut) -> Result<Table, Trouble> {
        let other = cut.beside();
        let (here, there) = (
            self.within(cut.only.as_ref())?,
            self.within(other.only.as_ref())?,
        );
        let name = |period: Period, only: Option<&(By, String)>| match only {
            None => when(period),
            Some((by, key)) => format!("{}, {}", slice_text(by, key), when(period)),
        };
        let short = |period: Period, only: Option<&(By, String)>| {
            if cut.period == other.period && cut.only != other.only {
                let slice = only.map(|(by, key)| slice_text(by, key));
                return slice.unwrap_or_else(|| "all leads".to_owned());
            }
            if cut.only == other.only {
                return brief(period, years(cut.period) != years(other.period));
            }
            name(period, only)
        };
        let half = |period: Period, only: Option<&(By, String)>| -> Result<Half, Trouble> {
            let cohort = self.cohort(period)?;
            Ok(Half::new(name(period, only), short(period, only), cohort))
        };
        let mut this = half(cut.period, cut.only.as_ref())?;
        let mut that = half(other.period, other.only.as_ref())?;
        let all: Cohort = self.cohort(Period::All)?;
        let mut delivered = Coverage::new(Anchor::Qualified);
        let mut created = Coverage::new(Anchor::Created);
        self.ledger.facts(&mut |facts| {
            delivered.add(facts, &all);
            created.add(facts, &all);
            if holds(here.as_ref(), facts.lead) {
                this.add(facts);
            }
            if holds(there.as_ref(), facts.lead) {
                that.add(facts);
            }
        })?;
        Ok(compare::table(&this, &that, &delivered, &created))
    }
}

/// A period as a person reads it: "27 Aug 2026 – 24 Nov 2026".
fn when(period: Period) -> String {
    match period {
        Period::All => "at any time".to_owned(),
        Period::Days { start, end } => {
            let last = end.pred_opt().unwrap_or(end);
            let shown = |day: NaiveDate| day.format("%-d %b %Y").to_string();
            format!("{} – {}", shown(start), shown(last))
        }
    }
}

/// The years a period is of.
fn years(period: Period) -> Option<(i32, i32)> {
    match period {
        Period::All => None,
        Period::Days { start, end } => Some((start.year(), end.pred_opt().unwrap_or(end).year())),
    }
}

/// A period over a column: "27 Aug – 24 Nov", with its year where only that tells it from another.
fn brief(period: Period, with_year: bool) -> String {
    let Period::Days { start, end } = period else {
        return when(period);
    };
    let one_year = years(period).is_some_and(|(first, last)| first == last);
    if with_year || !one_year {
        return when(period);
    }
    let last = end.pred_opt().unwrap_or(end);
    format!("{} – {}", start.format("%-d %b"), last.format("%-d %b"))
}

/// A percentage as a fraction.
fn share(percent: rust_decimal::Decimal) -> f64 {
    use rust_decimal::prelude::ToPrimitive;
    percent.to_f64().unwrap_or_default() / 100.0
}

/// Whether a lead is among them; `None` are all.
fn holds(leads: Option<&HashSet<LeadId>>, lead: LeadId) -> bool {
    leads.is_none_or(|leads| leads.contains(&lead))
}
