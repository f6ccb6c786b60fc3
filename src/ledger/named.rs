//! Some leads with everything known about them: as many questions for a page of them as for one.

use std::collections::HashMap;

use rusqlite::{Connection, Row, named_params};

use super::deals::{self, FiledDeal};
use super::filed::{self, Own};
use super::people::Names;
use super::{Ledger, Trouble, journal, touches};
use crate::review::entry::Entry;
use crate::review::figures::contradiction::Kinds;
use crate::review::lead::{Field, Filed, Lead, LeadId, Touches};
use crate::review::milestone::{Milestone, Reach};
use crate::review::said::Said;
use crate::review::touch::Touch;

/// Of each lead what was asked for.
pub type OfEach<T> = HashMap<LeadId, T>;

impl Ledger {
    /// A lead with everything known about it; `None` where it is not (any longer) in the ledger.
    pub fn lead(&self, lead: LeadId) -> Result<Option<Lead>, Trouble> {
        Ok(self.leads_named(&[lead])?.pop())
    }

    /// The leads of these that are (still) in the ledger, in that order.
    pub fn leads_named(&self, leads: &[LeadId]) -> Result<Vec<Lead>, Trouble> {
        self::leads(&self.connection, &self.names()?, leads)
    }

    /// Every entry about each of these leads, in order, with those that were taken back and the undoings of them:
    /// [`crate::review::meeting::fold::standing`] leaves what stands. A lead without any is not among them.
    pub fn entries_of_each(&self, leads: &[LeadId]) -> Result<OfEach<Vec<Entry>>, Trouble> {
        every_of_each(&self.connection, ENTRIES, &these(leads)?, journal::entry)
    }

    /// Every entry about a lead, in order.
    pub fn entries_of(&self, lead: LeadId) -> Result<Vec<Entry>, Trouble> {
        let mut entries = self.entries_of_each(&[lead])?;
        Ok(entries.remove(&lead).unwrap_or_default())
    }

    /// The touches of each of these leads from files, oldest first, those without a date before them; an id in place
    /// of the person's name is replaced by the name where somebody is known by it. People's own are entries
    /// ([`Ledger::entries_of_each`]). A lead without any is not among them.
    pub fn touches_of_each(&self, leads: &[LeadId]) -> Result<OfEach<Vec<Touch>>, Trouble> {
        let (names, these) = (self.names()?, these(leads)?);
        every_of_each(&self.connection, touches::OF_THESE, &these, |row| {
            touches::touch(row, &names)
        })
    }
}

const DEALS: &str = concat!(
    "SELECT ",
    deals::deal_columns!(),
    ", accepted, lead FROM deal WHERE lead IN (SELECT value FROM json_each(:leads)) ORDER BY id"
);

const MEMBERS: &str = "SELECT campaign, lead FROM member WHERE lead IN (SELECT value FROM json_each(:leads)) ORDER BY id";

/// The leads of these that are in the ledger, in that order, also inside a transaction.
pub(super) fn leads(
    connection: &Connection,
    names: &Names,
    leads: &[LeadId],
) -> Result<Vec<Lead>, Trouble> {
    if leads.is_empty() {
        return Ok(Vec::new());
    }
    let these = these(leads)?;
    let own = of_each(connection, filed::OWN_OF_THESE, &these, filed::own_row)?;
    let deals = every_of_each(connection, DEALS, &these, deal)?;
    let members = every_of_each(connection, MEMBERS, &these, |row| Ok(row.get(0)?))?;
    let touches = of_each(connection, TOUCHES, &these, touches_told)?;
    let said = of_each(connection, SAID, &these, told)?;
    let suspects = of_each(connection, SUSPECTS, &these, |_| Ok(()))?;
    let at_odds = of_each(connection, AT_ODDS, &these, |row| {
        Ok(Kinds::of_code(row.get(0)?))
    })?;
    // One that is named twice is told twice.
    let told = leads.iter().filter_map(|lead| {
        let deals = deals.get(lead).map_or(&[][..], Vec::as_slice);
        let member = members.get(lead).and_then(|all: &Vec<String>| all.first());
        Some(Lead {
            id: *lead,
            filed: joined(own.get(lead)?.clone(), deals, member, names),
            touches: touches.get(lead).copied().unwrap_or_default(),
            said: said.get(lead).cloned().unwrap_or_default(),
            suspect: suspects.contains_key(lead),
            record: at_odds.get(lead).copied().unwrap_or_default(),
        })
    });
    Ok(told.collect())
}

const TOUCHES: &str = "SELECT count(*), min(at), max(at), lead FROM touch
     WHERE lead IN (SELECT value FROM json_each(:leads)) GROUP BY lead";

const SAID: &str =
    "SELECT document, lead FROM said WHERE lead IN (SELECT value FROM json_each(:leads))";

const SUSPECTS: &str =
    "SELECT lead FROM suspect WHERE lead IN (SELECT value FROM json_each(:leads))";

const AT_ODDS: &str =
    "SELECT what, lead FROM at_odds WHERE lead IN (SELECT value FROM json_each(:leads))";

const ENTRIES: &str =
    "SELECT j.seq, j.gesture, j.at, j.who, j.meeting, coalesce(j.payload, r.payload), l.lead
     FROM journal_lead l JOIN journal j ON j.seq = l.seq LEFT JOIN redacted r ON r.seq = j.seq
     WHERE l.lead IN (SELECT value FROM json_each(:leads)) ORDER BY l.seq";

/// Leads as a question takes them: a list in JSON.
fn these(leads: &[LeadId]) -> Result<String, Trouble> {
    let numbers: Vec<i64> = leads.iter().map(|lead| lead.0).collect();
    Ok(serde_json::to_string(&numbers)?)
}

/// Asks once for all of them: hands each row to `each`, with the lead that its last column names.
fn ask<T>(
    connection: &Connection,
    sql: &str,
    these: &str,
    read: impl Fn(&Row<'_>) -> Result<T, Trouble>,
    mut each: impl FnMut(LeadId, T),
) -> Result<(), Trouble> {
    let mut question = connection.prepare_cached(sql)?;
    let last = question.column_count() - 1;
    let mut rows = question.query(named_params! { ":leads": these })?;
    while let Some(row) = rows.next()? {
        each(LeadId(row.get(last)?), read(row)?);
    }
    Ok(())
}

/// What one row a lead tells.
fn of_each<T>(
    connection: &Connection,
    sql: &str,
    these: &str,
    read: impl Fn(&Row<'_>) -> Result<T, Trouble>,
) -> Result<OfEach<T>, Trouble> {
    let mut told = OfEach::new();
    ask(connection, sql, these, read, |lead, one| {
        told.insert(lead, one);
    })?;
    Ok(told)
}

/// What several rows a lead tell, in their order.
fn every_of_each<T>(
    connection: &Connection,
    sql: &str,
    these: &str,
    read: impl Fn(&Row<'_>) -> Result<T, Trouble>,
) -> Result<OfEach<Vec<T>>, Trouble> {
    let mut told = OfEach::<Vec<T>>::new();
    ask(connection, sql, these, read, |lead, one| {
        told.entry(lead).or_default().push(one);
    })?;
    Ok(told)
}

fn deal(row: &Row<'_>) -> Result<FiledDeal, Trouble> {
    Ok(FiledDeal {
        deal: deals::deal(row, 0)?,
        accepted: Reach::from_code(row.get(6)?),
    })
}

fn touches_told(row: &Row<'_>) -> Result<Touches, Trouble> {
    Ok(Touches {
        count: row.get(0)?,
        first: row.get::<_, Option<i64>>(1)?.map(Milestone::from_code),
        last: row.get::<_, Option<i64>>(2)?.map(Milestone::from_code),
    })
}

fn told(row: &Row<'_>) -> Result<Said, Trouble> {
    let document = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
    Ok(serde_json::from_str(document)?)
}

/// What the files say of a lead, all of them: its own row, its deals, its campaign where the row names none.
fn joined(own: Own, deals: &[FiledDeal], member: Option<&String>, names: &Names) -> Filed {
    let mut filed = own.filed;
    filed::join_deals(&mut filed, deals);
    if filed.text(Field::Campaign).is_empty()
        && let Some(campaign) = member
    {
        filed.texts.insert(Field::Campaign, campaign.clone());
    }
    if let Some(text) = filed.texts.get_mut(&Field::Owner) {
        *text = names.owner(text).to_owned();
    }
    if let Some(text) = filed.texts.get_mut(&Field::Campaign) {
        *text = names.campaign(text).to_owned();
    }
    filed
}
