//! What of the agreement was in force, and what this review did to it: proposed, voted on, put in force, withdrawn.

use serde::{Deserialize, Serialize};

use super::of::{Desk, as_of};
use crate::review::agreement::diff::{Change, diff};
use crate::review::agreement::fold::Agreement;
use crate::review::agreement::sla::Sla;
use crate::review::agreement::version::{History, Section, Standing, Version};
use crate::review::meeting::MeetingId;
use crate::review::milestone::date_of;

/// The agreement as the minutes tell it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AgreedRow {
    /// What was in force on the day of the review: "what a lead is v2".
    pub in_force: Vec<String>,
    pub changes: Vec<Turn>,
    /// What was said of the SLA's clauses by turns: "M1, S1 and M2 were looked at and kept."
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub looked: Vec<String>,
    /// How what a lead is works out on the answers of the last 90 days: "110 answers: 93 of 104 …".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub accuracy: String,
}

impl AgreedRow {
    /// Nothing was ever agreed, and nothing was done about it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.in_force.is_empty() && self.changes.is_empty() && self.looked.is_empty()
    }
}

/// What a review did to a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// "what a lead is v2: voted on, in force from 2026-06-01".
    pub what: String,
    pub reason: String,
    /// "Tomas Reyes 4"; under it whoever said why not.
    pub votes: Vec<String>,
    /// Old and new, field by field, against what was in force before.
    pub changes: Vec<Change>,
}

/// What the review found and what it did.
pub(super) fn agreed(desk: &Desk<'_>) -> AgreedRow {
    let gathered = desk.gathered;
    let (meeting, agreement) = (&gathered.meeting, &gathered.agreement);
    let at = as_of(meeting, &desk.entries, gathered.closing.as_ref());
    let day = date_of(at.div_euclid(1000), gathered.zone);
    let sla = agreement.sla(day).map(|(_, sla)| sla);
    let mut row = AgreedRow::default();
    for section in Section::ALL {
        let history = agreement.section(section);
        if let Some(version) = history.in_force(day) {
            let number = version.number;
            row.in_force.push(format!("{} v{number}", section.word()));
        }
        let id = meeting.opening.id;
        for version in history.versions.iter().filter(|one| one.turned_in(id)) {
            row.changes.push(turn((section, history), version, id, sla));
        }
    }
    row.accuracy = gathered
        .accuracy
        .map_or_else(String::new, |accuracy| accuracy.words());
    row.looked = sla.map_or_else(Vec::new, |sla| looked(agreement, sla, meeting.opening.id));
    row
}

/// The clauses that had their turn: those kept in one line, each that is to change in its own.
fn looked(agreement: &Agreement, sla: &Sla, id: MeetingId) -> Vec<String> {
    let turns: Vec<(String, &str)> = sla
        .by_turns()
        .into_iter()
        .filter_map(|clause| {
            let said = agreement.looked_at(clause.key, id)?;
            Some((sla.name(clause.key), said.change.as_str()))
        })
        .collect();
    let kept = turns.iter().filter(|(_, change)| change.is_empty());
    let kept: Vec<&str> = kept.map(|(name, _)| name.as_str()).collect();
    let mut rows = Vec::new();
    if !kept.is_empty() {
        let told = kept.join(", ");
        rows.push(format!("Looked at and kept: {told}."));
    }
    let change = turns.iter().filter(|(_, change)| !change.is_empty());
    rows.extend(change.map(|(name, change)| format!("{name} is to change: {change}")));
    rows
}

fn turn(
    (section, history): (Section, &History),
    version: &Version,
    id: MeetingId,
    sla: Option<&Sla>,
) -> Turn {
    let here = Some(id);
    let mut done = Vec::new();
    if version.proposed_in == here {
        done.push("proposed".to_owned());
    }
    if version.voted_in == here {
        done.push("voted on".to_owned());
    }
    match version.standing {
        Standing::Ratified { from } if version.ratified_in == here => {
            let both = if version.ratified_by_both() {
                ""
            } else {
                ", not ratified by both"
            };
            done.push(format!("in force from {from}{both}"));
        }
        Standing::Withdrawn if version.withdrawn_in == here => {
            done.push(format!("withdrawn: {}", version.withdrawn));
        }
        _ => {}
    }
    let votes = if version.voted_in == here {
        version
            .votes
            .iter()
            .map(|vote| {
                let why = if vote.dissent.is_empty() {
                    String::new()
                } else {
                    format!(": {}", vote.dissent)
                };
                format!("{} {}{why}", vote.who, vote.stands)
            })
            .collect()
    } else {
        Vec::new()
    };
    let before = history.before(version.number);
    Turn {
        what: format!(
            "{} v{}: {}",
            section.word(),
            version.number,
            done.join(", ")
        ),
        reason: version.reason.clone(),
        votes,
        changes: diff(before.map(|one| &one.wording), &version.wording, sla),
    }
}
