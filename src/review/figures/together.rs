//! "Look together": what is worth a second look by the two teams' leaders. Nothing here says that anybody did anything
//! wrong; each line says what was seen and what it was held against.

use std::collections::BTreeMap;

use super::kpi::rate;
use super::table::{Cell, Column, Row, Table, Value};
use super::words::percent;
use crate::review::lead::{Answer, Facts};

/// A rep is held against peers from so many decided leads on.
pub const DECIDED: u64 = 15;
/// So many answers of one person inside one hour are a batch.
pub const BATCH: u64 = 10;
/// A month's end is looked at from so many deliveries on.
pub const DELIVERED: u64 = 20;
/// A touch told so many days after it happened is told late.
pub const LATE_DAYS: i64 = 3;

/// A rep far from the peers: name, own and peers' (not accepted, decided).
pub type Far = (String, (u64, u64), (u64, u64));

/// Accepted and not accepted, by owner.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reps(BTreeMap<String, (u64, u64)>);

impl Reps {
    /// Takes in one lead of the cohort.
    pub fn add(&mut self, facts: &Facts, owner: &str) {
        let counts = match facts.answer {
            Answer::Accepted { .. } => (1, 0),
            Answer::NotAccepted(_) => (0, 1),
            Answer::None => return,
        };
        let sum = self.0.entry(owner.to_owned()).or_default();
        *sum = (sum.0 + counts.0, sum.1 + counts.1);
    }

    /// Owners whose share not accepted is more than twice their peers' or under half of it, each side of at least
    /// [`DECIDED`] leads: name, own (not accepted, decided), peers' (not accepted, decided).
    #[must_use]
    pub fn far_from_peers(&self) -> Vec<Far> {
        let (yes, no) = self
            .0
            .values()
            .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        let far = self.0.iter().filter_map(|(owner, (accepted, refused))| {
            let own = (*refused, accepted + refused);
            let peers = (no - refused, (yes + no) - (accepted + refused));
            if owner.is_empty() || own.1 < DECIDED || peers.1 < DECIDED {
                return None;
            }
            let (mine, theirs) = (rate(own.0, own.1)?, rate(peers.0, peers.1)?);
            (mine > 2.0 * theirs || 2.0 * mine < theirs).then(|| (owner.clone(), own, peers))
        });
        far.collect()
    }
}

/// Everything the lights look at, apart from the reps.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seen {
    /// The most answers one person gave inside one hour, and who: those of at least [`BATCH`].
    pub batches: Vec<(String, u64)>,
    /// Deliveries of the last whole month, and those of its last three days.
    pub month: (u64, u64),
    /// Touches told, and those told [`LATE_DAYS`] or more after they happened, by person.
    pub late: Vec<(String, u64, u64)>,
}

/// The table of lights.
#[must_use]
pub fn table(reps: &Reps, seen: &Seen) -> Table {
    let mut rows = Vec::new();
    let mut light = |what: &str, who: &str, told: String, beside: String| {
        rows.push(Row {
            key: who.to_owned(),
            label: what.to_owned(),
            cells: [who.to_owned(), told, beside]
                .into_iter()
                .map(|text| Cell::from(Value::Text(text)))
                .collect(),
            ..Row::default()
        });
    };
    for (owner, own, peers) in reps.far_from_peers() {
        light(
            "answers unlike the peers'",
            &owner,
            format!("{} of {} answered no", percent(rate(own.0, own.1)), own.1),
            format!("peers {} of {}", percent(rate(peers.0, peers.1)), peers.1),
        );
    }
    for (who, answers) in &seen.batches {
        light(
            "many answers in one hour",
            who,
            format!("{answers} answers"),
            format!("named from {BATCH} on"),
        );
    }
    let (all, end) = seen.month;
    if all >= DELIVERED && end * 10 > all * 3 {
        light(
            "many deliveries at the month's end",
            "Marketing",
            format!(
                "{} of {all} in the last three days",
                percent(rate(end, all))
            ),
            "evenly it would be about 10 %".to_owned(),
        );
    }
    for (who, late, told) in &seen.late {
        light(
            "touches told late",
            who,
            format!("{late} of {told} told {LATE_DAYS} days or more later"),
            "a date typed from memory is a guess".to_owned(),
        );
    }
    of_rows(rows)
}

fn of_rows(rows: Vec<Row>) -> Table {
    let line = if rows.is_empty() {
        "Nothing stands out."
    } else {
        "Worth a look together. There may be a good reason for each."
    };
    Table {
        title: "Look together".to_owned(),
        lines: vec![line.to_owned()],
        head: "seen".to_owned(),
        columns: columns(),
        rows,
        ..Table::default()
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("who", "the person or the team it was seen with"),
        Column::new("what was seen", "of the leads of the period"),
        Column::new("held against", "what it stands beside"),
    ]
}
