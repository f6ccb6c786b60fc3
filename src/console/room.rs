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
    let names = names(model, &table);
    Cow::Owned(table.into_owned().unnamed(&names))
}

/// The row under the scorecard's cursor, as this screen shows it.
pub fn row(model: &Model) -> Option<Row> {
    let table = table(model)?;
    let at = model.scorecard.sheet.row;
    table.rows.get(at).or(table.total.as_ref()).cloned()
}

/// The reps of a ranking, by the alphabet: those who are known, and those who stand in a table of reps.
fn names(model: &Model, table: &Table) -> Vec<String> {
    let known = model.ground.people.iter();
    let known = known
        .filter(|person| person.team == Team::Sales)
        .map(|person| person.name.clone());
    let told = table.rows.iter().filter(|_| table.head == By::Rep.word());
    let told = told.map(|row| row.key.clone());
    let names: BTreeSet<String> = known.chain(told).collect();
    names.into_iter().filter(|name| !name.is_empty()).collect()
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
