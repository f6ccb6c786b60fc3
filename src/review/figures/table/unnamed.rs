//! A table shown to a room: whoever is ranked in it stands there by a number.

use super::{Table, Value};

/// What stands in place of the name at a place of the alphabet, counted from 0: "rep 3".
#[must_use]
pub fn nameless(at: usize) -> String {
    format!("rep {}", at + 1)
}

impl Table {
    /// The same with each of these names, wherever it stands as a word of its own, in the words of [`nameless`]. The keys
    /// stay: a cell opens the leads it opened before.
    #[must_use]
    pub fn unnamed(mut self, names: &[String]) -> Self {
        let put = |text: &mut String| {
            for (at, name) in names.iter().enumerate() {
                if text.contains(name.as_str()) {
                    *text = replaced(text, name, &nameless(at));
                }
            }
        };
        put(&mut self.title);
        self.lines.iter_mut().for_each(put);
        self.notes.iter_mut().for_each(put);
        for column in &mut self.columns {
            put(&mut column.title);
            put(&mut column.doc);
        }
        for row in self.rows.iter_mut().chain(&mut self.total) {
            put(&mut row.label);
            row.marks.iter_mut().for_each(put);
            for cell in &mut row.cells {
                if let Value::Text(text) = &mut cell.value {
                    put(text);
                }
            }
        }
        self
    }
}

/// `name` in a text as `other`; "Ann" stays in "Annual".
fn replaced(text: &str, name: &str, other: &str) -> String {
    let mut told = String::with_capacity(text.len());
    let mut from = 0;
    for (at, _) in text.match_indices(name) {
        let end = at + name.len();
        let before = text[..at].chars().next_back();
        let after = text[end..].chars().next();
        if [before, after]
            .into_iter()
            .flatten()
            .any(char::is_alphanumeric)
        {
            continue;
        }
        told.push_str(&text[from..at]);
        told.push_str(other);
        from = end;
    }
    told.push_str(&text[from..]);
    told
}
