//! Both sides' clauses in one table, the same columns for each.

use super::Board;
use crate::review::figures::table::{Column, Row, Table, Value};
use crate::review::person::Team;

/// What each side owes and how it is kept; where no agreement on it is in force, the table says so.
#[must_use]
pub fn clauses(board: Option<&Board>) -> Table {
    let mut table = Table {
        title: "What both sides owe".to_owned(),
        head: "clause".to_owned(),
        columns: vec![
            Column::new(
                "kept",
                "met ÷ (met + missed): open and past due is missed, open and in time is in neither",
            ),
            Column::new("agreed", "the share that has to be met"),
            Column::new(
                "stands",
                "met, at risk, missed, or pending where nothing is decided yet",
            ),
            Column::new(
                "missed",
                "what was still open when its limit ran out, or came after it",
            ),
            Column::new("at risk", "open, with four fifths of the limit used"),
            Column::new("in time", "open, inside the limit"),
        ],
        ..Table::default()
    };
    let Some(board) = board else {
        table.lines = vec![
            "Nothing is agreed yet on what each side owes: 4 Agreement has the place for it."
                .to_owned(),
        ];
        return table;
    };
    for side in [Team::Sales, Team::Marketing] {
        let mut owed = 0;
        for row in board.of(side) {
            owed += 1;
            let counts = row.counts;
            table.rows.push(Row {
                key: row.name.clone(),
                label: format!("{} {}: {}", side.word(), row.name, row.clause.text),
                cells: vec![
                    Value::rate(counts.met, counts.n()).into(),
                    Value::Text(format!("{} %", row.clause.target)).into(),
                    Value::Text(row.kept().word().to_owned()).into(),
                    Value::Count(counts.missed).into(),
                    Value::Count(counts.at_risk).into(),
                    Value::Count(counts.pending).into(),
                ],
                marks: row.dark.map(str::to_owned).into_iter().collect(),
                apart: false,
            });
        }
        table.lines.push(format!("{} owes {owed}.", side.word()));
    }
    table
}
