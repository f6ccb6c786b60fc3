//! The text fields of a lead that are not empty: a handful, side by side, in the order of [`Field`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Field;

/// Texts by field. A sorted list rather than a tree: a million rows of a file each make one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(from = "BTreeMap<Field, String>", into = "BTreeMap<Field, String>")]
pub struct Texts(Vec<(Field, String)>);

impl Texts {
    /// A field's text; `None` where it is blank.
    #[must_use]
    pub fn get(&self, field: &Field) -> Option<&String> {
        self.place(*field).ok().map(|place| &self.0[place].1)
    }

    pub fn get_mut(&mut self, field: &Field) -> Option<&mut String> {
        self.place(*field).ok().map(|place| &mut self.0[place].1)
    }

    /// Sets a field's text; the one before it, where there was one.
    pub fn insert(&mut self, field: Field, text: String) -> Option<String> {
        match self.place(field) {
            Ok(place) => Some(std::mem::replace(&mut self.0[place].1, text)),
            Err(place) => {
                self.0.insert(place, (field, text));
                None
            }
        }
    }

    pub fn remove(&mut self, field: &Field) -> Option<String> {
        self.place(*field).ok().map(|place| self.0.remove(place).1)
    }

    fn place(&self, field: Field) -> Result<usize, usize> {
        self.0.binary_search_by_key(&field, |(known, _)| *known)
    }
}

impl FromIterator<(Field, String)> for Texts {
    fn from_iter<I: IntoIterator<Item = (Field, String)>>(texts: I) -> Self {
        let texts = texts.into_iter();
        let mut made = Self(Vec::with_capacity(Field::ALL.len()));
        for (field, text) in texts {
            made.insert(field, text);
        }
        made
    }
}

impl From<BTreeMap<Field, String>> for Texts {
    fn from(texts: BTreeMap<Field, String>) -> Self {
        texts.into_iter().collect()
    }
}

impl From<Texts> for BTreeMap<Field, String> {
    fn from(texts: Texts) -> Self {
        texts.0.into_iter().collect()
    }
}
