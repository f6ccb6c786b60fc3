//! What the room sees of a screen that is shown to it: figures in large digits on small screens too, and reps by numbers
//! where they stand in a ranking. On a lead's card they keep their names, and one key shows the names everywhere.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::layout;
use super::model::Model;
use super::model::scorecard::View;
use crate::review::figures::table::{Row, Table};
use crate::review::filter::By;
use crate::review::person::Team;

/// Whether reps stand without their names in tables and lists that rank them.
pub fn hides(model: &Model) -> bool {
    model.looks.presents && model.looks.masked
}

/// Whether the six figures fill the screen: shown to the room on one that is too small for digits in the usual tiles.
pub fn large(model: &Model) -> bool {
    let body = layout::parts(model.size).body;
    model.looks.presents
        && model.scorecard.view == View::Wall
        && layout::tile_columns(body) < layout::LARGE_COLUMNS
}

/// How many tiles stand beside each other on the scorecard.
pub fn across(model: &Model) -> usize {
    let body = layout::parts(model.size).body;
    usize::from(if large(model) {
        layout::LARGE_COLUMNS
    } else {
        layout::tile_columns(body)
    })
}

/// The scorecard's table as this screen shows it.
pub fn table(model: &Model) -> Option<Cow<'_, Table>> {
    Some(unnamed(model, model.scorecard.sheet.shown()?))
}

/// The same with every row, in the table's own order: for paper.
pub fn whole(model: &Model) -> Option<Cow<'_, Table>> {
    let table = model.scorecard.sheet.table.as_deref()?;
    Some(unnamed(model, Cow::Borrowed(table)))
}

fn unnamed<'model>(model: &Model, table: Cow<'model, Table>) -> Cow<'model, Table> {
    if !hides(model) {
        return table;
    }
    // With every row: a number is the same rep whether the rest is folded or not.
    let names = names(
        model,
        model.scorecard.sheet.table.as_deref().unwrap_or(&table),
    );
    Cow::Owned(table.into_owned().unnamed(&names))
}

/// The row under the scorecard's cursor, as this screen shows it.
pub fn row(model: &Model) -> Option<Row> {
    let table = table(model)?;
    let at = model.scorecard.sheet.row;
    table.rows.get(at).or(table.total.as_ref()).cloned()
}

/// The reps of a ranking: those who are known by the alphabet, so that a number is the same rep in every table, then
/// whoever else stands in a table of people.
fn names(model: &Model, table: &Table) -> Vec<String> {
    let known = model.ground.people.iter();
    let known = known.filter(|person| person.team == Team::Sales);
    let mut names: Vec<String> = known.map(|person| person.name.clone()).collect();
    names.sort();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    if is_of_people(
        model,
        &table.head,
        table.rows.iter().map(|row| row.key.as_str()),
    ) {
        told.extend(table.rows.iter().map(|row| row.key.as_str()));
    }
    let cut = model.scorecard.cut.as_ref();
    let against = cut.and_then(|cut| cut.against.as_ref());
    let only = cut.and_then(|cut| cut.only.as_ref());
    let only = only
        .into_iter()
        .chain(against.and_then(|against| against.only.as_ref()));
    let of_people =
        only.filter(|(by, key)| is_of_people(model, by.word(), [key.as_str()].into_iter()));
    told.extend(of_people.map(|(_, key)| key.as_str()));
    let new = told
        .into_iter()
        .filter(|name| !names.iter().any(|known| known == name));
    let new: Vec<String> = new.map(str::to_owned).collect();
    names.extend(new);
    names.retain(|name| !name.trim().is_empty());
    names
}

/// Words by which a column of people is called.
const PEOPLE: [&str; 14] = [
    "owner",
    "rep",
    "reps",
    "seller",
    "salesperson",
    "ae",
    "sdr",
    "bdr",
    "agent",
    "assignee",
    "assigned",
    "manager",
    "executive",
    "user",
];

/// Whether a table goes by people: by reps, or by a column of the file that is called so or names somebody known.
fn is_of_people<'row>(
    model: &Model,
    head: &str,
    mut keys: impl Iterator<Item = &'row str>,
) -> bool {
    match By::parse(head, true) {
        By::Rep => true,
        By::Extra(header) => {
            let header = header.to_lowercase();
            let mut words = header.split(|letter: char| !letter.is_alphanumeric());
            let somebody = |key: &str| model.ground.people.iter().any(|person| person.name == key);
            words.any(|word| PEOPLE.contains(&word)) || keys.any(somebody)
        }
        _ => false,
    }
}

/// What a rep is called in a list that ranks them.
pub fn called(model: &Model, name: &str) -> String {
    let table = Table::default();
    let at = names(model, &table).iter().position(|known| known == name);
    match at.filter(|_| hides(model)) {
        Some(at) => crate::review::figures::table::nameless(at),
        None if hides(model) => "another rep".to_owned(),
        None => super::words::colleague(name),
    }
}
