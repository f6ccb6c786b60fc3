//! What each person takes home: my promises, my leads, by when.

use std::collections::BTreeSet;

use super::{leads, parts};
use crate::publish::page::{Page, Section, Table};
use crate::publish::words;
use crate::review::minutes::{LeadRow, Minutes, PromiseRow};
use crate::review::stage::Stage;

/// Everybody who takes something home, by name.
#[must_use]
pub fn takers(minutes: &Minutes) -> Vec<String> {
    let promises = minutes.promises.iter().chain(&minutes.previous);
    let owners = promises
        .filter(|row| row.is_open())
        .map(|row| row.owner.as_str())
        .chain(minutes.leads.iter().map(|row| owner_of(minutes, row)));
    let names: BTreeSet<&str> = owners.filter(|name| !name.trim().is_empty()).collect();
    names.into_iter().map(ToOwned::to_owned).collect()
}

/// What one person takes home from the review. Somebody without a promise and a lead gets a page that says so.
#[must_use]
pub fn takeaway(minutes: &Minutes, name: &str) -> Page {
    let mut mine = Section::new("promises", "My promises");
    let mut table = Table::new(&["By", "Promise", "State"]);
    for row in open_promises(minutes, name) {
        table.rows.push(vec![
            parts::due(row),
            text_of(row),
            row.state.word().to_owned(),
        ]);
    }
    mine.table(table);
    let mut own = Section::new("leads", "My leads");
    let mut table = Table::new(&["By", "Lead", "What stands"]);
    for row in minutes
        .leads
        .iter()
        .filter(|row| owner_of(minutes, row) == name)
    {
        let by = row
            .after
            .next_touch
            .or(row.after.until)
            .map_or_else(String::new, words::day);
        table
            .rows
            .push(vec![by, row.label(), leads::standing(&row.after)]);
    }
    own.table(table);
    let mut sections = vec![mine, own];
    sections.retain(|section| !section.blocks.is_empty());
    if sections.is_empty() {
        let mut nothing = Section::new("nothing", "Nothing to do");
        nothing.line("No promise and no lead of this review is yours.");
        sections.push(nothing);
    }
    Page {
        title: format!("{name} · {}", parts::title(minutes)),
        badge: String::new(),
        lines: Vec::new(),
        sections,
    }
}

fn open_promises<'minutes>(
    minutes: &'minutes Minutes,
    name: &str,
) -> impl Iterator<Item = &'minutes PromiseRow> {
    let promises = minutes.promises.iter().chain(&minutes.previous);
    promises.filter(move |row| row.is_open() && row.owner == name)
}

fn text_of(row: &PromiseRow) -> String {
    match &row.lead {
        Some(lead) => format!("{} ({})", row.text, lead.label),
        None => row.text.clone(),
    }
}

fn owner_of<'minutes>(minutes: &Minutes, row: &'minutes LeadRow) -> &'minutes str {
    if row.after.verdict == minutes.names.name(Stage::Sal) {
        &row.after.owner
    } else {
        ""
    }
}
