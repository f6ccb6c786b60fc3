//! The back-test of a definition (MEASURES §7): what other criteria would have made of leads that are decided.
//!
//! Only the fields the criteria ask for are kept, each different value once, so that a criterion is tried on every
//! value rather than on every lead: a hundred thousand leads cost a key press what their values cost.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::interval::wilson;
use super::kpi::rate;
use crate::review::agreement::criterion::{Cell, Met, Test};
use crate::review::agreement::definition::{CriterionKey, Definition};
use crate::review::agreement::judged::Judge;
use crate::review::lead::{Answer, Facts, LeadId};

/// So many leads that change side are listed.
pub const LISTED: usize = 500;

/// A decided lead: its answer and its outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    pub lead: LeadId,
    pub accepted: bool,
    pub won: bool,
}

/// The leads that are decided, with the fields criteria ask for.
#[derive(Debug, Default)]
pub struct Past {
    leads: Vec<Decided>,
    /// By name, as it was asked for.
    columns: BTreeMap<String, Column>,
}

/// One field of all leads: each different value once, and which of them every lead has.
#[derive(Debug, Default)]
struct Column {
    values: Vec<Cell>,
    by_text: HashMap<Box<str>, u32>,
    codes: Vec<u32>,
}

/// The fields a definition's criteria ask for, the product line's too.
#[must_use]
pub fn fields_of(definition: &Definition) -> BTreeSet<String> {
    let judge = Judge::of(definition);
    let mut fields: BTreeSet<String> = judge
        .criteria()
        .filter_map(|(_, test)| test)
        .flat_map(Test::conditions)
        .map(|condition| condition.field.to_lowercase())
        .collect();
    if !definition.line_field.is_empty() {
        fields.insert(definition.line_field.to_lowercase());
    }
    fields
}

impl Past {
    /// Nobody yet; these fields are kept, named in lower case.
    #[must_use]
    pub fn of(fields: BTreeSet<String>) -> Self {
        let columns = fields.into_iter().map(|name| (name, Column::default()));
        Self {
            leads: Vec::new(),
            columns: columns.collect(),
        }
    }

    /// Whether these fields are kept.
    #[must_use]
    pub fn holds(&self, fields: &BTreeSet<String>) -> bool {
        fields.iter().all(|name| self.columns.contains_key(name))
    }

    /// The fields that are kept.
    #[must_use]
    pub fn fields(&self) -> BTreeSet<String> {
        self.columns.keys().cloned().collect()
    }

    /// How many leads are decided.
    #[must_use]
    pub fn len(&self) -> usize {
        self.leads.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.leads.is_empty()
    }

    /// Takes a lead in where it is decided: accepted (by deed too) or not.
    pub fn add<'lead>(
        &mut self,
        facts: &Facts,
        text: &mut dyn FnMut(&str) -> std::borrow::Cow<'lead, str>,
    ) {
        let accepted = match facts.answer {
            Answer::Accepted { .. } => true,
            Answer::NotAccepted(_) => false,
            Answer::None => return,
        };
        self.leads.push(Decided {
            lead: facts.lead,
            accepted,
            won: facts.won(),
        });
        for (name, column) in &mut self.columns {
            column.push(&text(name));
        }
    }

    /// What a test says of every lead.
    fn run(&self, test: &Test) -> Vec<Met> {
        let fold = |tests: &[Test], none: Met, join: fn(Met, Met) -> Met| {
            let mut all = vec![none; self.leads.len()];
            for test in tests {
                for (one, other) in all.iter_mut().zip(self.run(test)) {
                    *one = join(*one, other);
                }
            }
            all
        };
        match test {
            Test::All(tests) => fold(tests, Met::Met, Met::and),
            Test::Any(tests) => fold(tests, Met::Failed, Met::or),
            Test::Not(test) => self.run(test).into_iter().map(Met::turned).collect(),
            Test::Is(condition) => match self.columns.get(&condition.field.to_lowercase()) {
                Some(column) => {
                    let told: Vec<Met> = column
                        .values
                        .iter()
                        .map(|value| condition.check.met(value))
                        .collect();
                    let of = |code: &u32| told.get(*code as usize).copied();
                    let codes = column.codes.iter();
                    codes.map(|code| of(code).unwrap_or(Met::Unknown)).collect()
                }
                None => vec![Met::Unknown; self.leads.len()],
            },
        }
    }

    /// Whether each lead passes a definition: every must-have that a machine can check is met. Where none can be, every
    /// lead that was delivered passed.
    fn passes(&self, definition: &Definition) -> (Vec<Met>, Vec<(CriterionKey, Vec<Met>)>) {
        let judge = Judge::of(definition);
        let mut passes = vec![Met::Met; self.leads.len()];
        let mut each = Vec::new();
        for (criterion, test) in judge.criteria() {
            let Some(test) = test else { continue };
            let mut met = self.run(test);
            if !criterion.lines.is_empty() {
                self.leave_out_other_lines(&definition.line_field, &criterion.lines, &mut met);
            }
            if criterion.must {
                for (one, other) in passes.iter_mut().zip(&met) {
                    *one = one.and(*other);
                }
            }
            each.push((criterion.key, met));
        }
        (passes, each)
    }

    /// A criterion is met by leads of the product lines it is not for.
    fn leave_out_other_lines(&self, field: &str, lines: &[String], met: &mut [Met]) {
        let Some(column) = self.columns.get(&field.to_lowercase()) else {
            return;
        };
        let wanted: Vec<Cell> = lines.iter().map(|line| Cell::of(line)).collect();
        let other = |cell: &Cell| !cell.is_blank() && !wanted.iter().any(|line| cell.is(line));
        let others: Vec<bool> = column.values.iter().map(other).collect();
        for (one, code) in met.iter_mut().zip(&column.codes) {
            if others.get(*code as usize).copied().unwrap_or(false) {
                *one = Met::Met;
            }
        }
    }

    /// What a definition would have made of the decided leads, beside the one in force (none: all of them passed).
    #[must_use]
    pub fn test(&self, now: Option<&Definition>, then: &Definition) -> BackTest {
        let all = || vec![Met::Met; self.leads.len()];
        let before = now.map_or_else(all, |now| self.passes(now).0);
        let (after, each) = self.passes(then);
        let mut told = BackTest {
            leads: self.leads.len() as u64,
            now: Side::default(),
            then: Side::default(),
            ..BackTest::default()
        };
        for ((lead, was), is) in self.leads.iter().zip(&before).zip(&after) {
            told.now.add(lead.accepted, lead.won, *was);
            told.then.add(lead.accepted, lead.won, *is);
            let change = match (*was == Met::Failed, *is == Met::Failed) {
                (false, true) => Some(false),
                (true, false) => Some(true),
                _ => None,
            };
            let Some(comes_in) = change else { continue };
            let count = match (comes_in, lead.accepted) {
                (false, false) => &mut told.rejects_avoided,
                (false, true) => &mut told.accepted_lost,
                (true, false) => &mut told.rejects_let_in,
                (true, true) => &mut told.accepted_let_in,
            };
            *count += 1;
            told.wins_lost += u64::from(lead.won && !comes_in);
            told.wins_let_in += u64::from(lead.won && comes_in);
            told.changes += 1;
            if told.changed.len() < LISTED {
                told.changed.push((*lead, comes_in));
            }
        }
        told.each = each
            .into_iter()
            .map(|(key, met)| (key, self.tells(&met)))
            .collect();
        told
    }

    fn tells(&self, met: &[Met]) -> Tells {
        let mut tells = Tells::default();
        for (lead, met) in self.leads.iter().zip(met) {
            let side = match met {
                Met::Met => &mut tells.met,
                Met::Failed => &mut tells.failed,
                Met::Unknown => {
                    tells.unknown += 1;
                    continue;
                }
            };
            side.leads += 1;
            side.accepted += u64::from(lead.accepted);
            side.won += u64::from(lead.won);
        }
        tells
    }
}

impl Column {
    fn push(&mut self, text: &str) {
        let code = if let Some(code) = self.by_text.get(text) {
            *code
        } else {
            let code = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
            self.values.push(Cell::of(text));
            self.by_text.insert(text.into(), code);
            code
        };
        self.codes.push(code);
    }
}

/// Leads on one side of a test, and what became of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Group {
    pub leads: u64,
    pub accepted: u64,
    pub won: u64,
}

/// How a definition parts the decided leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Side {
    pub passed: Group,
    pub failed: Group,
    pub unknown: Group,
}

impl Side {
    /// Counts a decided lead in.
    pub(super) fn add(&mut self, accepted: bool, won: bool, met: Met) {
        let group = match met {
            Met::Met => &mut self.passed,
            Met::Failed => &mut self.failed,
            Met::Unknown => &mut self.unknown,
        };
        group.leads += 1;
        group.accepted += u64::from(accepted);
        group.won += u64::from(won);
    }

    /// Of those that pass, how many were accepted: numerator and denominator.
    #[must_use]
    pub fn precision(&self) -> (u64, u64) {
        (self.passed.accepted, self.passed.leads)
    }

    /// Of the accepted, how many pass.
    #[must_use]
    pub fn recall(&self) -> (u64, u64) {
        let all = self.passed.accepted + self.failed.accepted + self.unknown.accepted;
        (self.passed.accepted, all)
    }

    /// Of those that pass, how many were won.
    #[must_use]
    pub fn precision_won(&self) -> (u64, u64) {
        (self.passed.won, self.passed.leads)
    }

    /// Of the won, how many pass.
    #[must_use]
    pub fn recall_won(&self) -> (u64, u64) {
        let all = self.passed.won + self.failed.won + self.unknown.won;
        (self.passed.won, all)
    }
}

/// What a criterion tells: acceptance and wins of those who meet it beside those who do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tells {
    pub met: Group,
    pub failed: Group,
    pub unknown: u64,
}

impl Tells {
    /// By how much more often leads that meet it are accepted, as a share, with its 95 % interval from the two Wilson
    /// intervals (R. G. Newcombe 1998, method 10); `None` where one side has no lead.
    #[must_use]
    pub fn lift(&self) -> Option<(f64, [f64; 2])> {
        difference(
            (self.met.accepted, self.met.leads),
            (self.failed.accepted, self.failed.leads),
        )
    }

    /// It tells an accepted lead from one that is not: `None` where one side has no lead, so that nobody can say.
    #[must_use]
    pub fn tells(&self) -> Option<bool> {
        self.lift().map(|(_, [low, high])| low > 0.0 || high < 0.0)
    }
}

fn difference(one: (u64, u64), other: (u64, u64)) -> Option<(f64, [f64; 2])> {
    let (share, than) = (rate(one.0, one.1)?, rate(other.0, other.1)?);
    let ([low, high], [low_than, high_than]) = (wilson(one.0, one.1)?, wilson(other.0, other.1)?);
    let lift = share - than;
    let down = (share - low).hypot(high_than - than);
    let up = (high - share).hypot(than - low_than);
    Some((lift, [lift - down, lift + up]))
}

/// What other criteria would have made of the decided leads.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BackTest {
    /// Decided leads.
    pub leads: u64,
    /// By what is in force; where nothing is, all of them passed.
    pub now: Side,
    pub then: Side,
    /// Not accepted, and would not have come to Sales.
    pub rejects_avoided: u64,
    /// Accepted, and would not have come.
    pub accepted_lost: u64,
    pub wins_lost: u64,
    /// The other way round: would have come, and does not by what is in force.
    pub rejects_let_in: u64,
    pub accepted_let_in: u64,
    pub wins_let_in: u64,
    /// How many change side.
    pub changes: u64,
    /// The first of them, with whether they come in.
    pub changed: Vec<(Decided, bool)>,
    /// What each criterion that a machine can check tells.
    pub each: Vec<(CriterionKey, Tells)>,
}
