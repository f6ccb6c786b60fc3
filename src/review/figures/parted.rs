//! The criterion both teams read least alike: among the leads of a blind check that do not meet it, the smallest share
//! was seen the same way.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::review::agreement::criterion::Met;
use crate::review::agreement::definition::Definition;
use crate::review::agreement::judged::Judge;
use crate::review::lead::Lead;

/// A criterion, and how both teams judged the leads of the check that do not meet it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parted {
    /// Its text; empty where no criterion of the definition parts them.
    pub criterion: String,
    /// Leads both teams judged that fail it or leave it open, and those of them seen the same way.
    pub leads: u64,
    pub same: u64,
    /// Of those seen two ways: how many leave it open, for want of a fact.
    pub open: u64,
    /// Leads seen two ways in the whole check.
    pub two: u64,
}

/// What parts both teams, by the definition in force; `None` where they saw every lead the same way.
#[must_use]
pub fn parted(definition: &Definition, seen: &[(&Lead, bool, bool)], zone: Tz) -> Option<Parted> {
    let two = seen
        .iter()
        .filter(|(_, sales, marketing)| sales != marketing);
    let two = u64::try_from(two.count()).unwrap_or(u64::MAX);
    if two == 0 {
        return None;
    }
    let judge = Judge::of(definition);
    let mut rows: Vec<Parted> = Vec::new();
    for criterion in &definition.criteria {
        let mut row = Parted {
            criterion: criterion.name.clone(),
            leads: 0,
            same: 0,
            open: 0,
            two,
        };
        for (lead, sales, marketing) in seen {
            let results = judge.lead(lead, zone).results;
            let met = results.iter().find(|(key, _)| *key == criterion.key);
            let Some((_, met @ (Met::Failed | Met::Unknown))) = met else {
                continue;
            };
            row.leads += 1;
            if sales == marketing {
                row.same += 1;
            } else {
                row.open += u64::from(*met == Met::Unknown);
            }
        }
        rows.push(row);
    }
    // The smallest share first: cross-multiplied, so that no rounding decides. Then the one with more leads behind it.
    let parts = rows.into_iter().filter(|row| row.same < row.leads);
    let least = parts.reduce(|one, other| {
        let (left, right) = (one.same * other.leads, other.same * one.leads);
        if right < left || right == left && other.leads > one.leads {
            other
        } else {
            one
        }
    });
    Some(least.unwrap_or(Parted {
        criterion: String::new(),
        leads: 0,
        same: 0,
        open: 0,
        two,
    }))
}

impl Parted {
    /// "Least alike on "somebody who can decide": of 3 leads that do not meet it, 1 the same".
    #[must_use]
    pub fn words(&self) -> String {
        if self.criterion.is_empty() {
            return format!(
                "Two views on {} though every criterion is met there",
                super::words::counted(self.two, "lead", "leads")
            );
        }
        format!(
            "Least alike on \"{}\": of {} that do not meet it, {} the same",
            self.criterion,
            super::words::counted(self.leads, "lead", "leads"),
            self.same
        )
    }

    /// The edit it suggests, as a topic to decide on.
    #[must_use]
    pub fn proposal(&self) -> String {
        let differ = self.leads - self.same;
        if self.criterion.is_empty() {
            return "Which criterion is missing from what a lead is? Both teams saw leads two ways that meet all of it"
                .to_owned();
        }
        let criterion = &self.criterion;
        if self.open * 2 > differ {
            return format!(
                "\"{criterion}\": ask for it on the form, or take it out of what a lead is"
            );
        }
        format!("\"{criterion}\": make it a wish and no must, or write down what is enough")
    }
}
