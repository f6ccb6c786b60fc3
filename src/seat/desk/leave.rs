//! What leaves for people and programs elsewhere: a rep's slip, and the file the CRM takes back.

use std::collections::BTreeSet;

use super::paper::keep;
use super::{Desk, Trouble, folder};
use crate::publish::feedback::Feedback;
use crate::publish::minutes::digest;
use crate::publish::slip::Slip;
use crate::review::entry::{Act, Seq};
use crate::review::feedback::{CRM, Crm};
use crate::review::figures::words::counted;
use crate::review::filter::{By, LeadFilter, LeadSort};
use crate::review::lead::{Lead, LeadId};
use crate::review::meeting::MeetingId;
use crate::review::meeting::fold::standing;
use crate::review::period::Period;
use crate::review::person::{Person, Team};
use crate::seat::importing::ID_COLUMN;

/// So many leads are in memory at once.
const AT_ONCE: usize = 512;
/// How much of a digest tells one ledger from another.
const UID: usize = 16;
/// Columns of a CRM's export that have to come back unchanged begin so.
const KEPT: &str = "(Do Not Modify)";

impl Desk {
    /// What tells this ledger from any other: a digest of its first entry.
    pub fn uid(&self) -> Result<String, Trouble> {
        let first = self.ledger.entries_after(Seq(0))?.into_iter().next();
        let words = first.map_or_else(String::new, |first| format!("{first:?}"));
        Ok(digest(&words).chars().take(UID).collect())
    }

    /// A person's slip over the leads that are theirs.
    pub fn slip(&self, name: &str) -> Result<Slip, Trouble> {
        let filter = LeadFilter {
            owner: Some(name.to_owned()),
            ..LeadFilter::default()
        };
        let mut leads = Vec::new();
        self.each(&filter, |lead| leads.push(lead))?;
        Ok(Slip::new(
            name.to_owned(),
            self.uid()?,
            self.ledger.lists()?,
            self.ledger.zone()?,
            leads,
        )
        .named(self.names()?))
    }

    /// Writes a slip for each in Sales beside the ledger, as CSV and as text, and says how many and where. Where nobody
    /// is set as Sales, for everybody who owns a lead; who has nothing open gets none.
    pub(super) fn write_slips(&self) -> Result<String, Trouble> {
        let sales = |person: &Person| person.team == Team::Sales;
        let people = self.ledger.people()?;
        let mut names: BTreeSet<String> = people
            .into_iter()
            .filter(sales)
            .map(|person| person.name)
            .collect();
        if names.is_empty() {
            self.ledger.facts_by(&By::Rep, &mut |_, owner| {
                if !owner.trim().is_empty() && !names.contains(owner) {
                    names.insert(owner.to_owned());
                }
            })?;
        }
        let folder = self.papers()?;
        let mut written = 0;
        for (place, name) in (1..).zip(&names) {
            let slip = self.slip(name)?;
            if slip.leads().is_empty() {
                continue;
            }
            let file = format!("slip-{place}-{}", plain(name));
            keep(&folder, &format!("{file}.csv"), &slip.csv())?;
            keep(&folder, &format!("{file}.txt"), &slip.text())?;
            written += 1;
        }
        if written == 0 {
            return Err(Trouble::Words(
                "nobody in Sales has an open lead: there is no slip to write".to_owned(),
            ));
        }
        let slips = counted(written, "slip", "slips");
        Ok(format!(
            "{slips}, CSV and text, in {}",
            folder::shown(&folder)
        ))
    }

    /// The file the CRM takes back, and how many leads have no id to go back under. `crm` says whose names it takes;
    /// without it, the setting does. `id_column` is what the CRM calls its id; without it, what the last imported list of
    /// leads called it.
    pub fn feedback(
        &self,
        period: Period,
        crm: Option<Crm>,
        id_column: Option<&str>,
    ) -> Result<(String, usize), Trouble> {
        let filter = LeadFilter {
            delivered: period,
            ..LeadFilter::default()
        };
        let mut leads = Vec::new();
        self.each(&filter, |lead| {
            if lead.said.verdict.is_some() || !lead.said.note.is_empty() {
                leads.push(lead);
            }
        })?;
        self.taken_back(&leads, crm, id_column)
    }

    /// The file the CRM takes back of the leads on which a review told a verdict or a note.
    pub(super) fn feedback_of(&self, meeting: MeetingId) -> Result<String, Trouble> {
        let entries = self.ledger.entries_of_meeting(meeting)?;
        let told = standing(&entries).into_iter();
        let told = told.filter_map(|entry| match &entry.act {
            Act::Verdict { lead, .. } | Act::Note { lead, .. } => Some(*lead),
            _ => None,
        });
        let named: BTreeSet<LeadId> = told.collect();
        let named: Vec<LeadId> = named.into_iter().collect();
        let leads = self.ledger.leads_named(&named)?;
        Ok(self.taken_back(&leads, None, None)?.0)
    }

    fn taken_back(
        &self,
        leads: &[Lead],
        crm: Option<Crm>,
        id_column: Option<&str>,
    ) -> Result<(String, usize), Trouble> {
        let set = self.ledger.setting(CRM)?;
        let set = set.and_then(|word| Crm::parse(&word).ok());
        let crm = crm.or(set).unwrap_or_default();
        let told = self.ledger.setting(ID_COLUMN)?;
        let id_column = id_column.or(told.as_deref());
        let kept: BTreeSet<String> = leads
            .iter()
            .flat_map(|lead| &lead.filed.extra)
            .filter(|(header, _)| header.starts_with(KEPT))
            .map(|(header, _)| header.clone())
            .collect();
        let kept: Vec<String> = kept.into_iter().collect();
        let lists = self.ledger.lists()?;
        let feedback = Feedback {
            crm,
            id_column: id_column.unwrap_or(crm.id_column()),
            kept_columns: &kept,
            lists: &lists,
            zone: self.ledger.zone()?,
        };
        Ok(feedback.csv(leads))
    }

    fn each(&self, filter: &LeadFilter, mut take: impl FnMut(Lead)) -> Result<(), Trouble> {
        let mut offset = 0;
        loop {
            let page = self
                .ledger
                .leads(filter, LeadSort::Filed, offset, AT_ONCE)?;
            let last = page.len() < AT_ONCE;
            page.into_iter().for_each(&mut take);
            if last {
                return Ok(());
            }
            offset += AT_ONCE;
        }
    }
}

/// A name as part of a file's: its letters and digits, at most twenty, anything else a hyphen.
fn plain(name: &str) -> String {
    let letters = name.chars().take(20);
    letters
        .map(|letter| {
            if letter.is_alphanumeric() {
                letter
            } else {
                '-'
            }
        })
        .collect()
}
