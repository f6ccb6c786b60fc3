//! A rep's slip: their open leads with empty columns for verdict, reason and note, to fill in anywhere and send back.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::cells::Sheet;
use super::page::{Page, Section, Table};
use super::{text, words};
use crate::review::agreement::names::Names;
use crate::review::lead::{Answer, Field, Lead};
use crate::review::milestone::{Milestone, Reach};
use crate::review::reason::{PickLists, ReasonCode};
use crate::review::verdict::Verdict;

/// A slip for one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Slip {
    /// Whose it is: what comes back is told under this name.
    pub name: String,
    /// Which ledger it belongs to.
    pub uid: String,
    pub lists: PickLists,
    pub zone: Tz,
    /// What the stages are called.
    names: Names,
    /// The leads asked about, those that wait longest first.
    leads: Vec<Lead>,
}

/// The header row that `docket import` reads back.
const HEADER: [&str; 6] = ["lead", "company", "name", "verdict", "reason", "note"];

impl Slip {
    /// A slip over a person's leads: those without an answer first, untouched before touched; then those accepted
    /// that are not yet an opportunity; what is decided otherwise or closed is not asked again.
    #[must_use]
    pub fn new(name: String, uid: String, lists: PickLists, zone: Tz, leads: Vec<Lead>) -> Self {
        let mut asked: Vec<(u8, i64, Lead)> = leads
            .into_iter()
            .filter_map(|lead| {
                let (rank, since) = rank(&lead)?;
                Some((rank, since, lead))
            })
            .collect();
        asked.sort_by_key(|(rank, since, lead)| (*rank, *since, lead.id));
        Self {
            name,
            uid,
            lists,
            zone,
            names: Names::default(),
            leads: asked.into_iter().map(|(_, _, lead)| lead).collect(),
        }
    }

    /// The same with the stages by the names agreed.
    #[must_use]
    pub fn named(self, names: Names) -> Self {
        Self { names, ..self }
    }

    /// The leads asked about, in order.
    #[must_use]
    pub fn leads(&self) -> &[Lead] {
        &self.leads
    }

    fn preamble(&self) -> Vec<String> {
        let mut lines = vec![
            format!("docket slip for: {}", self.name),
            format!("docket: {}", self.uid),
            self.names
                .say("verdict: a accepted, r not accepted, R returned; leave empty what you cannot tell yet")
                .into_owned(),
            self.names
                .say("reason, where not accepted or returned, one digit:")
                .into_owned(),
        ];
        lines.extend(
            self.reasons()
                .map(|(digit, name)| format!("  {digit} {name}")),
        );
        lines
    }

    /// The reasons with their digits, as they stand on the keyboard.
    fn reasons(&self) -> impl Iterator<Item = (char, &str)> {
        let mut rows: Vec<(u8, char, &str)> = self
            .lists
            .reasons
            .iter()
            .filter(|reason| reason.code != ReasonCode::NOT_RECORDED)
            .filter_map(|reason| {
                let place = if reason.code.0 == 0 {
                    10
                } else {
                    reason.code.0
                };
                Some((place, reason.code.digit()?, reason.name.as_str()))
            })
            .collect();
        rows.sort_unstable();
        rows.into_iter().map(|(_, digit, name)| (digit, name))
    }

    /// The slip as CSV: remarks, the header, a row a lead with the last three cells empty.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut sheet = Sheet::with_preamble(&self.preamble(), &HEADER);
        for lead in &self.leads {
            sheet.row(&[
                &key(lead),
                lead.text(Field::Company),
                lead.text(Field::Name),
                "",
                "",
                "",
            ]);
        }
        sheet.into_text()
    }

    /// The slip as plain text of at most 80 columns, to read or print.
    #[must_use]
    pub fn text(&self) -> String {
        let mut reasons = Section::new("reasons", "Why not: one digit");
        reasons.list(
            self.reasons()
                .map(|(digit, name)| format!("{digit} {name}"))
                .collect(),
        );
        let mut leads = Section::new("leads", "Leads");
        let delivered_on = self.names.say("Delivered");
        let mut table = Table::new(&["Lead", "Who", &delivered_on, "Stands", "a/r/R", "Digit"]);
        for lead in &self.leads {
            table.rows.push(vec![
                key(lead),
                who(lead),
                delivered(lead, self.zone).map_or_else(String::new, words::day),
                self.names.say(stands(lead)).into_owned(),
                "____".to_owned(),
                "____".to_owned(),
            ]);
        }
        leads.table(table);
        if self.leads.is_empty() {
            leads.line("Nothing waits for you.");
        }
        text::text(&Page {
            title: format!("Slip for {}", self.name),
            badge: String::new(),
            lines: vec![
                self.names
                    .say(
                        "a accepted · r not accepted, with a digit · R returned, with a digit. Fill in the CSV \
                         file of the same name and send it back; what is left empty says nothing.",
                    )
                    .into_owned(),
            ],
            sections: vec![reasons, leads],
        })
    }
}

/// What the slip calls a lead, and the import finds it by: its key, or `#` and its number.
#[must_use]
pub fn key(lead: &Lead) -> String {
    if lead.filed.key.trim().is_empty() {
        format!("#{}", lead.id.0)
    } else {
        lead.filed.key.clone()
    }
}

fn who(lead: &Lead) -> String {
    let (company, name) = (lead.text(Field::Company), lead.text(Field::Name));
    if company.is_empty() || name.is_empty() {
        lead.label()
    } else {
        format!("{company}, {name}")
    }
}

/// How urgently it is asked about, and since when it waits; `None` where nothing is to be said.
fn rank(lead: &Lead) -> Option<(u8, i64)> {
    let facts = lead.facts();
    if facts.qualified == Reach::Not || facts.outcome.is_some() || facts.opportunity.reached() {
        return None;
    }
    let rank = match facts.answer {
        Answer::None if !facts.worked.any() => 0,
        Answer::None => 1,
        Answer::Accepted {
            returned: false, ..
        } => 2,
        Answer::Accepted { .. } | Answer::NotAccepted(_) => return None,
    };
    let since = facts.qualified.at().map_or(i64::MIN, Milestone::code);
    Some((rank, since))
}

fn delivered(lead: &Lead, zone: Tz) -> Option<NaiveDate> {
    lead.facts().qualified.at().map(|at| at.date(zone))
}

fn stands(lead: &Lead) -> &'static str {
    match lead.standing().map(|standing| standing.verdict) {
        Some(Verdict::Accepted(_)) => "accepted",
        Some(_) => "",
        None if lead.facts().worked.any() => "no answer",
        None => "not touched",
    }
}
