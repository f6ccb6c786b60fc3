//! What a review did to the agreement, as a part of its minutes.

use crate::publish::page::{Section, Table};
use crate::review::minutes::Minutes;

/// Each version that was proposed, voted on or put in force, with what it changes.
pub(super) fn changes(minutes: &Minutes) -> Section {
    let mut section = Section::new("agreement", "Changes to the agreement");
    if !minutes.agreed.accuracy.is_empty() {
        section.line(format!(
            "What a lead is, held against the last 90 days. {}",
            minutes.agreed.accuracy
        ));
    }
    for said in &minutes.agreed.looked {
        section.line(said);
    }
    for turn in &minutes.agreed.changes {
        section.line(format!("{}. Why: {}", turn.what, turn.reason));
        if !turn.votes.is_empty() {
            section.line(format!(
                "Where everybody stood: {}.",
                turn.votes.join(" · ")
            ));
        }
        let mut table = Table::new(&["", "before", "now"]);
        for change in &turn.changes {
            table.rows.push(vec![
                change.label.clone(),
                change.old.clone(),
                change.new.clone(),
            ]);
        }
        section.table(table);
    }
    section
}
