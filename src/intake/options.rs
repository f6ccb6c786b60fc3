//! What the caller settles about an import: the flags of `docket import`, the answers of the preview, and what was
//! remembered from earlier files.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::columns::Profile;
use super::field::Canonical;
use crate::review::money::Currency;
use crate::review::proposal::{Answer, DateOrder, Meaning};
use crate::review::reason::PickLists;
use crate::review::row::Kind;

/// Everything that is settled before a file is read.
#[derive(Debug, Clone)]
pub struct Options {
    pub kind: Option<Kind>,
    /// Field and column: a header, or a column's number from 1.
    pub map: Vec<(Canonical, String)>,
    /// What single columns fill, counted from 0; `None` keeps one as an extra field. Stands over everything else.
    pub columns: Vec<(usize, Option<Canonical>)>,
    /// Field and what stands in for it: a text, or for a date another date field of the file.
    pub set: Vec<(Canonical, String)>,
    pub date_order: Option<DateOrder>,
    /// The zone of wall-clock times that name none.
    pub zone: Tz,
    /// The currency of amounts that name none.
    pub currency: Currency,
    /// The pick-lists by which a CRM's reasons are recognised.
    pub lists: PickLists,
    /// Status words that were asked about before; compared without case.
    pub words: Vec<(String, Meaning)>,
    /// What the preview was answered.
    pub answers: Vec<Answer>,
    /// Mappings taken before, one a set of headers.
    pub profiles: Vec<Profile>,
    /// The day of the import: from it a nurture route runs where a file dates nothing at all.
    pub today: NaiveDate,
}

impl Options {
    /// Nothing settled but the zone, the lists and the day.
    #[must_use]
    pub fn new(zone: Tz, lists: PickLists, today: NaiveDate) -> Self {
        Self {
            kind: None,
            map: Vec::new(),
            columns: Vec::new(),
            set: Vec::new(),
            date_order: None,
            zone,
            currency: Currency::NONE,
            lists,
            words: Vec::new(),
            answers: Vec::new(),
            profiles: Vec::new(),
            today,
        }
    }

    /// The same for one file: with what the preview was answered about its kind and its columns.
    #[must_use]
    pub fn of_file(&self, name: &str) -> Self {
        let mut options = self.clone();
        for answer in &self.answers {
            match answer {
                Answer::Kind { file, kind } if file == name => options.kind = Some(*kind),
                Answer::Column {
                    file,
                    column,
                    field,
                } if file == name => options.columns.push((*column, Canonical::parse(field))),
                _ => {}
            }
        }
        options
    }

    /// Takes one `--map FIELD=COLUMN`.
    ///
    /// # Errors
    /// In words, where it is not of that form or the field is unknown.
    pub fn take_map(&mut self, text: &str) -> Result<(), String> {
        let (field, column) = pair(text, "--map", "FIELD=COLUMN")?;
        self.map.push((known(field, "--map")?, column.to_owned()));
        Ok(())
    }

    /// Takes one `--set FIELD=VALUE`; `status:WORD=lead` says what a status word means.
    ///
    /// # Errors
    /// In words, where it is not of that form, or the field or the meaning is unknown.
    pub fn take_set(&mut self, text: &str) -> Result<(), String> {
        if let Some((word, meaning)) = text
            .strip_prefix("status:")
            .and_then(|rest| rest.rsplit_once('='))
        {
            let meaning = Meaning::parse(meaning).ok_or_else(|| {
                format!("--set {text}: a status word means inquiry, lead, accepted, not accepted or skip")
            })?;
            self.words.push((word.trim().to_owned(), meaning));
            return Ok(());
        }
        let (field, value) = pair(text, "--set", "FIELD=VALUE")?;
        self.set.push((known(field, "--set")?, value.to_owned()));
        Ok(())
    }

    /// What a status word means, where somebody said.
    #[must_use]
    pub fn meaning(&self, word: &str) -> Option<Meaning> {
        let answered = self.answers.iter().rev().find_map(|answer| match answer {
            Answer::StatusWord {
                word: asked,
                meaning,
            } if same(asked, word) => Some(*meaning),
            _ => None,
        });
        answered.or_else(|| {
            self.words
                .iter()
                .rev()
                .find(|(known, _)| same(known, word))
                .map(|(_, meaning)| *meaning)
        })
    }

    /// Every status word that somebody said the meaning of, the latest word last.
    #[must_use]
    pub fn settled_words(&self) -> Vec<(String, Meaning)> {
        let answered = self.answers.iter().filter_map(|answer| match answer {
            Answer::StatusWord { word, meaning } => Some((word.clone(), *meaning)),
            _ => None,
        });
        self.words.iter().cloned().chain(answered).collect()
    }

    /// The order of a column's dates, where somebody said.
    #[must_use]
    pub fn order(&self, file: &str, field: Canonical) -> Option<DateOrder> {
        let answered = self.answers.iter().rev().find_map(|answer| match answer {
            Answer::DateOrder {
                file: of,
                field: asked,
                order,
            } if of == file && asked == field.word() => Some(*order),
            _ => None,
        });
        answered.or(self.date_order)
    }

    /// Whether the created date stands in for the hand-over date of a file; `None` where nobody said.
    #[must_use]
    pub fn hand_over(&self, file: &str) -> Option<bool> {
        self.answers.iter().rev().find_map(|answer| match answer {
            Answer::HandOver {
                file: of,
                use_created,
            } if of == file => Some(*use_created),
            _ => None,
        })
    }

    /// The currency of amounts that name none.
    #[must_use]
    pub fn currency(&self) -> Currency {
        let answered = self.answers.iter().rev().find_map(|answer| match answer {
            Answer::Currency { code } => Some(Currency::parse(code).unwrap_or(Currency::NONE)),
            _ => None,
        });
        answered.unwrap_or(self.currency)
    }

    /// Whether the question of the currency was answered, if only with "none".
    #[must_use]
    pub fn currency_settled(&self) -> bool {
        self.currency != Currency::NONE
            || self
                .answers
                .iter()
                .any(|answer| matches!(answer, Answer::Currency { .. }))
    }
}

fn same(left: &str, right: &str) -> bool {
    left.trim().to_lowercase() == right.trim().to_lowercase()
}

fn pair<'a>(text: &'a str, flag: &str, form: &str) -> Result<(&'a str, &'a str), String> {
    text.split_once('=')
        .map(|(field, value)| (field.trim(), value.trim()))
        .filter(|(field, value)| !field.is_empty() && !value.is_empty())
        .ok_or_else(|| format!("{flag} {text}: write {flag} {form}"))
}

fn known(field: &str, flag: &str) -> Result<Canonical, String> {
    Canonical::parse(field).ok_or_else(|| {
        let words: Vec<&str> = Canonical::ALL.iter().map(|field| field.word()).collect();
        format!(
            "{flag} {field}: there is no such field; there are {}",
            words.join(", ")
        )
    })
}
