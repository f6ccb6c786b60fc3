//! The stages by the names both teams agreed on: the one label of a stage on every screen, export and minute.
//!
//! Every sentence in the program is written with the house words of [`Stage::word`]; whoever shows one says it with
//! the agreed names. What people and files wrote never passes here, and what stands in quotation marks stays as
//! it is.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::definition::Definition;
use super::fold::Agreement;
use crate::review::stage::Stage;

/// What each stage is called where that is not the house word.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Names(BTreeMap<Stage, String>);

/// The house words in every form a sentence has them, longer ones first where one begins with another.
const FORMS: [(&str, Stage, bool); 10] = [
    ("not accepted", Stage::Srl, false),
    ("accepted", Stage::Sal, false),
    ("delivered", Stage::Mql, false),
    ("inquiries", Stage::Inq, true),
    ("inquiry", Stage::Inq, false),
    ("opportunities", Stage::Opp, true),
    ("opportunity", Stage::Opp, false),
    ("returned", Stage::Ret, false),
    ("won", Stage::Won, false),
    ("lost", Stage::Lost, false),
];

impl Names {
    /// The names a definition gives; a blank one leaves the house word.
    #[must_use]
    pub fn of(definition: &Definition) -> Self {
        let renamed = definition.stages.iter().filter_map(|text| {
            let name = text.name.trim();
            let own = !name.is_empty() && name != text.stage.word();
            own.then(|| (text.stage, name.to_owned()))
        });
        Self(renamed.collect())
    }

    /// Whether every stage keeps its house word.
    #[must_use]
    pub fn usual(&self) -> bool {
        self.0.is_empty()
    }

    /// What a stage is called.
    #[must_use]
    pub fn name(&self, stage: Stage) -> &str {
        self.0
            .get(&stage)
            .map_or_else(|| stage.word(), String::as_str)
    }

    /// A sentence of the program with the agreed names in place of the house words; a capital letter stays one.
    #[must_use]
    pub fn say<'text>(&self, text: &'text str) -> Cow<'text, str> {
        if self.usual() {
            return Cow::Borrowed(text);
        }
        let mut said = String::with_capacity(text.len());
        let mut rest = text;
        let mut before = None;
        let mut quoted = false;
        while let Some(letter) = rest.chars().next() {
            quoted = match letter {
                '"' => !quoted,
                '“' => true,
                '”' => false,
                _ => quoted,
            };
            let found = (!quoted && starts_word(before))
                .then(|| house_word(rest))
                .flatten();
            if let Some((word, stage, many)) = found {
                let (head, tail) = rest.split_at(word.len());
                match self.0.get(&stage) {
                    Some(name) => said.push_str(&like(head, name, many)),
                    None => said.push_str(head),
                }
                before = head.chars().next_back();
                rest = tail;
                continue;
            }
            said.push(letter);
            before = Some(letter);
            rest = rest.get(letter.len_utf8()..).unwrap_or("");
        }
        Cow::Owned(said)
    }

    /// The same of a text that is kept.
    pub fn put(&self, text: &mut String) {
        if let Cow::Owned(said) = self.say(text) {
            *text = said;
        }
    }
}

impl Agreement {
    /// What the stages are called on a day.
    #[must_use]
    pub fn names(&self, day: NaiveDate) -> Names {
        self.definition(day)
            .map_or_else(Names::default, |(_, text)| Names::of(text))
    }
}

fn part_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '-' | '\'' | '’')
}

fn starts_word(before: Option<char>) -> bool {
    before.is_none_or(|letter| !part_of_word(letter))
}

/// The house word a text begins with.
fn house_word(text: &str) -> Option<(&'static str, Stage, bool)> {
    FORMS.into_iter().find(|(word, ..)| {
        let head = text.get(..word.len());
        let after = text.get(word.len()..).and_then(|rest| rest.chars().next());
        head.is_some_and(|head| alike(head, word)) && after.is_none_or(|next| !part_of_word(next))
    })
}

/// The same word, whether or not it begins a sentence.
fn alike(head: &str, word: &str) -> bool {
    let tail = |text: &str| text.get(1..).map(ToOwned::to_owned);
    head.get(..1)
        .is_some_and(|first| first.eq_ignore_ascii_case(word.get(..1).unwrap_or("")))
        && tail(head) == tail(word)
}

/// The agreed name in the place of a house word: of many where it was, with a capital where it had one.
fn like(house: &str, name: &str, many: bool) -> String {
    let name = if many { plural(name) } else { name.to_owned() };
    if !house.starts_with(char::is_uppercase) {
        return name;
    }
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn plural(name: &str) -> String {
    let end = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    if let Some(stem) = name.strip_suffix('y')
        && !end(&["ay", "ey", "oy", "uy"])
    {
        return format!("{stem}ies");
    }
    if end(&["s", "x", "ch", "sh"]) {
        format!("{name}es")
    } else {
        format!("{name}s")
    }
}
