//! What a change to the agreement changes: old and new, field by field.

use serde::{Deserialize, Serialize};

use super::fields::{Field, fields};
use super::sla::Sla;
use super::version::Wording;

/// A field that is not what it was. New where `old` is empty, gone where `new` is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub label: String,
    pub old: String,
    pub new: String,
}

/// The fields that differ, those of the new text in its order, then those that are gone. `sla` names
/// the clauses that rules go by.
#[must_use]
pub fn diff(old: Option<&Wording>, new: &Wording, sla: Option<&Sla>) -> Vec<Change> {
    let before = old.map(|old| fields(old, sla)).unwrap_or_default();
    let after = fields(new, sla);
    let text_in = |list: &[Field], key: &str| {
        let same = list.iter().find(|field| field.key == key);
        same.map_or_else(String::new, |field| field.text.clone())
    };
    let mut changes: Vec<Change> = after
        .iter()
        .map(|field| Change {
            label: field.label.clone(),
            old: text_in(&before, &field.key),
            new: field.text.clone(),
        })
        .filter(|change| change.old != change.new)
        .collect();
    let gone = |field: &&Field| !after.iter().any(|kept| kept.key == field.key);
    changes.extend(before.iter().filter(gone).map(|field| Change {
        label: field.label.clone(),
        old: field.text.clone(),
        new: String::new(),
    }));
    changes
}
