//! The clauses of the agreement in the minutes: a row each, then what is done about what was missed.

use crate::publish::page::{Section, Table};
use crate::review::figures::kpi::rate;
use crate::review::figures::words::{counted, percent};
use crate::review::minutes::Minutes;
use crate::review::stage::Stage;

/// Who owes what by when, as it stood.
pub(super) fn section(minutes: &Minutes) -> Section {
    let mut section = Section::new("owed", "Who owes what by when");
    let owed = &minutes.owed;
    if owed.is_empty() {
        return section;
    }
    section.line(format!(
        "Version {} of the agreement, measured on the leads {} in the 90 days before.",
        owed.version,
        minutes.names.name(Stage::Mql)
    ));
    let mut table = Table::new(&["Clause", "Asked for", "Stands", "#Met", "#Of"]);
    for row in &owed.clauses {
        table.rows.push(vec![
            format!("{} {}: {}", row.name, row.side.word(), row.text),
            row.asks.clone(),
            row.stands.clone(),
            percent(rate(row.met, row.n)),
            row.n.to_string(),
        ]);
    }
    section.table(table);
    for row in &owed.clauses {
        if let Some(answer) = &row.answer {
            let then = if answer.applied {
                format!("the consequence is applied ({})", row.consequence)
            } else {
                "the consequence is waived".to_owned()
            };
            section.line(format!(
                "{} missed {}: {then}. {} ({})",
                row.name,
                counted(answer.misses, "time", "times"),
                answer.why,
                answer.who
            ));
        } else if row.unanswered > 0 {
            section.line(format!(
                "{} missed {}: nobody said what is done about it.",
                row.name,
                counted(row.unanswered, "time", "times")
            ));
        }
    }
    section
}
