//! The fields a test can ask for: those every lead has, and the columns nobody mapped, with what they hold.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono_tz::Tz;

use super::{Cell, Check, Fault, Test};
use crate::review::lead::{Field, Lead, SourcedBy};
use crate::review::milestone::Reach;

/// So many different values of a field are counted; a field with more is told by those that came first.
const MOST_VALUES: usize = 400;
/// A field holds numbers, or days, where so many in a hundred of its values are some.
const NEARLY_ALL: u64 = 90;

/// Fields beside the texts: days and words every lead has.
const BESIDE: [&str; 4] = ["status", "sourced by", "created", "delivered"];

/// A lead's text under a field's name, in any case: a person's correction before the file; days as `2026-10-05` in
/// the zone. Empty where it is blank or there is no such field.
#[must_use]
pub fn text_of<'lead>(lead: &'lead Lead, name: &str, zone: Tz) -> Cow<'lead, str> {
    if let Some(field) = Field::ALL
        .into_iter()
        .find(|field| field.word().eq_ignore_ascii_case(name))
    {
        return Cow::Borrowed(lead.text(field).trim());
    }
    let day = |reach: Reach| {
        let day = reach.at().map(|at| at.date(zone).to_string());
        Cow::Owned(day.unwrap_or_default())
    };
    match BESIDE
        .iter()
        .position(|beside| beside.eq_ignore_ascii_case(name))
    {
        Some(0) => return Cow::Borrowed(&lead.filed.status),
        Some(1) => {
            return Cow::Borrowed(match lead.filed.sourced_by {
                SourcedBy::Marketing => "Marketing",
                SourcedBy::Sales => "Sales",
                SourcedBy::Partner => "Partner",
            });
        }
        Some(2) => return day(lead.filed.created),
        Some(3) => return day(lead.filed.qualified),
        _ => {}
    }
    let same = |header: &str| same_name(header, name);
    let extra = lead.filed.extra.iter().find(|(header, _)| same(header));
    extra.map_or(Cow::Borrowed(""), |(_, text)| Cow::Borrowed(text.trim()))
}

/// Names are the same whatever their case, and whether blanks or underscores part their words.
fn same_name(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        let letters = text
            .trim()
            .chars()
            .map(|one| if one == '_' { ' ' } else { one });
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    one.eq_ignore_ascii_case(other) || plain(one) == plain(other)
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Numbers,
    Days,
    Words,
    /// No lead has it filled in.
    Blank,
}

/// A field as the leads have it.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownField {
    pub name: String,
    pub kind: Kind,
    /// How many leads have it.
    pub filled: u64,
    /// Its most frequent values, most first.
    pub samples: Vec<String>,
}

/// The fields there are.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fields {
    pub fields: Vec<KnownField>,
    /// How many leads were looked at.
    pub leads: u64,
}

impl Fields {
    /// The field of that name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&KnownField> {
        self.fields
            .iter()
            .find(|field| same_name(&field.name, name))
    }

    /// Whether a test asks only for fields there are, and compares numbers with numbers, days with days.
    ///
    /// # Errors
    /// The first condition that cannot be right, and what to type instead.
    pub fn allow(&self, test: &Test) -> Result<(), Fault> {
        for condition in test.conditions() {
            let Some(field) = self.named(&condition.field) else {
                return Err(Fault::new(condition.at, self.no_such(&condition.field)));
            };
            let wrong = match &condition.check {
                Check::Known | Check::In(_) | Check::Matches(_) => None,
                Check::Compare { op, value } => field.cannot(value, op.sign()),
                Check::Between { low, high } => field
                    .cannot(low, "between")
                    .or_else(|| field.cannot(high, "between")),
            };
            if let Some(words) = wrong {
                return Err(Fault::new(condition.at, words));
            }
        }
        Ok(())
    }

    fn no_such(&self, name: &str) -> String {
        let names: Vec<&str> = self
            .fields
            .iter()
            .map(|field| field.name.as_str())
            .collect();
        match nearest(name, &names) {
            Some(near) => format!(
                "there is no field “{name}”: did you mean {near}? There are {}",
                names.join(", ")
            ),
            None => format!("there is no field “{name}”. There are {}", names.join(", ")),
        }
    }
}

impl KnownField {
    /// Why a value cannot be more or less than what the field holds.
    fn cannot(&self, value: &Cell, sign: &str) -> Option<String> {
        let name = &self.name;
        let sample = self.samples.first().map_or("", String::as_str);
        let (wanted, is) = match self.kind {
            Kind::Blank => return None,
            Kind::Numbers => ("numbers", value.span.is_some()),
            Kind::Days => ("days", value.day.is_some()),
            Kind::Words => {
                return Some(format!(
                    "{name} holds words such as “{sample}”, and {sign} needs numbers: type {name} in (…) or {name} matches …"
                ));
            }
        };
        if is {
            return None;
        }
        let example = if self.kind == Kind::Days {
            "2026-10-05"
        } else {
            "60"
        };
        Some(format!(
            "{name} holds {wanted} such as {sample}; “{}” is none: type {name} {sign} {example}",
            value.text
        ))
    }
}

/// The name that is nearest to what was typed, where one is near enough to be meant.
fn nearest<'names>(typed: &str, names: &[&'names str]) -> Option<&'names str> {
    let typed = typed.to_lowercase();
    let most = (typed.chars().count() / 3).max(1);
    let near = names
        .iter()
        .map(|name| (steps(&typed, &name.to_lowercase()), *name))
        .filter(|(steps, _)| *steps <= most)
        .min_by_key(|(steps, _)| *steps);
    let within = || {
        let holds = |name: &&&str| {
            let name = name.to_lowercase();
            typed.len() > 3 && (name.contains(&typed) || typed.contains(&name))
        };
        names.iter().find(holds).copied()
    };
    near.map(|(_, name)| name).or_else(within)
}

/// How many letters must be changed, added or taken away to make one word of the other (V. Levenshtein 1965).
fn steps(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, letter) in one.chars().take(64).enumerate() {
        let mut corner = row[0];
        row[0] = line + 1;
        for (at, wanted) in other.iter().enumerate() {
            let changed = corner + usize::from(letter != *wanted);
            corner = row[at + 1];
            row[at + 1] = changed.min(corner + 1).min(row[at] + 1);
        }
    }
    row[other.len()]
}

/// Counts what the fields hold while leads stream by.
#[derive(Debug, Default)]
pub struct Tallied {
    leads: u64,
    /// In the order of the card, then of the files.
    names: Vec<String>,
    values: BTreeMap<String, Values>,
}

#[derive(Debug, Default)]
struct Values {
    filled: u64,
    counted: BTreeMap<String, u64>,
}

impl Tallied {
    #[must_use]
    pub fn new() -> Self {
        let mut tallied = Self::default();
        let known = Field::ALL.iter().map(|field| field.word()).chain(BESIDE);
        for name in known {
            tallied.names.push(name.to_owned());
            tallied.values.insert(name.to_owned(), Values::default());
        }
        tallied
    }

    /// Looks at one lead.
    pub fn add(&mut self, lead: &Lead, zone: Tz) {
        self.leads += 1;
        let names = Field::ALL.iter().map(|field| field.word()).chain(BESIDE);
        for name in names {
            if let Some(values) = self.values.get_mut(name) {
                values.add(&text_of(lead, name, zone));
            }
        }
        for (header, text) in &lead.filed.extra {
            if !self.values.contains_key(header) {
                self.names.push(header.clone());
                self.values.insert(header.clone(), Values::default());
            }
            if let Some(values) = self.values.get_mut(header) {
                values.add(text.trim());
            }
        }
    }

    /// The fields there are.
    #[must_use]
    pub fn fields(self) -> Fields {
        let Self {
            leads,
            names,
            mut values,
        } = self;
        let of = |name: String| {
            let values = values.remove(&name).unwrap_or_default();
            values.known(name)
        };
        Fields {
            fields: names.into_iter().map(of).collect(),
            leads,
        }
    }
}

impl Values {
    fn add(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.filled += 1;
        if let Some(times) = self.counted.get_mut(text) {
            *times += 1;
        } else if self.counted.len() < MOST_VALUES {
            self.counted.insert(text.to_owned(), 1);
        }
    }

    fn known(self, name: String) -> KnownField {
        let share = |is: &dyn Fn(&Cell) -> bool| {
            let (mut yes, mut all) = (0, 0);
            for (text, times) in &self.counted {
                all += times;
                yes += if is(&Cell::of(text)) { *times } else { 0 };
            }
            all > 0 && yes * 100 >= all * NEARLY_ALL
        };
        let kind = if self.counted.is_empty() {
            Kind::Blank
        } else if share(&|cell| cell.span.is_some()) {
            Kind::Numbers
        } else if share(&|cell| cell.day.is_some()) {
            Kind::Days
        } else {
            Kind::Words
        };
        let mut counted: Vec<(String, u64)> = self.counted.into_iter().collect();
        counted.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
        KnownField {
            name,
            kind,
            filled: self.filled,
            samples: counted.into_iter().take(6).map(|(text, _)| text).collect(),
        }
    }
}
