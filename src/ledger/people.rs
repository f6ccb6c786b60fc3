//! People, pick-lists and settings: what people set, folded from the journal, over what files brought.

use std::collections::{BTreeMap, HashMap};

use rusqlite::Connection;

use super::{Ledger, Trouble, journal, starter};
use crate::review::campaign::Campaign;
use crate::review::entry::Act;
use crate::review::person::Person;
use crate::review::reason::PickLists;
use crate::review::row::identity;

impl Ledger {
    /// Everybody known, by name: from files, and as people set them.
    pub fn people(&self) -> Result<Vec<Person>, Trouble> {
        people(&self.connection)
    }

    /// The pick-lists as they stand.
    pub fn lists(&self) -> Result<PickLists, Trouble> {
        let last = journal::standing_of_kinds(&self.connection, "[\"lists\"]")?.pop();
        match last.map(|entry| entry.act) {
            Some(Act::Lists { lists }) => Ok(*lists),
            _ => starter::pick_lists(),
        }
    }

    /// Every setting as it stands, by name.
    pub fn settings(&self) -> Result<BTreeMap<String, String>, Trouble> {
        let entries = journal::standing_of_kinds(&self.connection, "[\"setting\"]")?;
        let setting = |act| match act {
            Act::Setting { name, value } => Some((name, value)),
            _ => None,
        };
        Ok(entries
            .into_iter()
            .filter_map(|entry| setting(entry.act))
            .collect())
    }

    /// One setting as it stands.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Trouble> {
        Ok(self.settings()?.remove(name))
    }

    /// What ids in owner and campaign columns stand for.
    pub(super) fn names(&self) -> Result<Names, Trouble> {
        names(&self.connection)
    }
}

fn people(connection: &Connection) -> Result<Vec<Person>, Trouble> {
    let mut people: BTreeMap<String, Person> = BTreeMap::new();
    let mut question = connection.prepare_cached("SELECT document FROM person ORDER BY id")?;
    let mut rows = question.query([])?;
    while let Some(row) = rows.next()? {
        let person: Person = serde_json::from_str(&row.get::<_, String>(0)?)?;
        people.insert(person.name.clone(), person);
    }
    for entry in journal::standing_of_kinds(connection, "[\"person_set\"]")? {
        if let Act::PersonSet { person } = entry.act {
            people.insert(person.name.clone(), person);
        }
    }
    Ok(people.into_values().collect())
}

/// What ids in owner and campaign columns stand for.
pub(super) fn names(connection: &Connection) -> Result<Names, Trouble> {
    let owners = people(connection)?
        .into_iter()
        .filter_map(|person| Some((identity(&person.key?).to_owned(), person.name)));
    let mut question = connection.prepare_cached("SELECT document FROM campaign ORDER BY id")?;
    let mut rows = question.query([])?;
    let mut campaigns = HashMap::new();
    while let Some(row) = rows.next()? {
        let campaign: Campaign = serde_json::from_str(&row.get::<_, String>(0)?)?;
        if !campaign.name.is_empty() {
            campaigns.insert(identity(&campaign.key).to_owned(), campaign.name);
        }
    }
    Ok(Names {
        owners: owners.collect(),
        campaigns,
    })
}

/// Ids that files write where a name is meant, and the names.
#[derive(Debug, Default)]
pub(super) struct Names {
    owners: HashMap<String, String>,
    campaigns: HashMap<String, String>,
}

impl Names {
    /// The owner's name, where the text is an id somebody is known by.
    pub(super) fn owner<'a>(&'a self, text: &'a str) -> &'a str {
        named(&self.owners, text)
    }

    /// The campaign's name, where the text is a campaign's id.
    pub(super) fn campaign<'a>(&'a self, text: &'a str) -> &'a str {
        named(&self.campaigns, text)
    }
}

impl Names {
    /// All ids and names, in order.
    pub(super) fn all(&self) -> Vec<(&String, &String)> {
        let mut owners: Vec<_> = self.owners.iter().collect();
        let mut campaigns: Vec<_> = self.campaigns.iter().collect();
        owners.sort_unstable();
        campaigns.sort_unstable();
        owners.extend(campaigns);
        owners
    }
}

fn named<'a>(names: &'a HashMap<String, String>, text: &'a str) -> &'a str {
    // Most ledgers know no ids: a million leads are not looked up in nothing.
    if names.is_empty() {
        return text;
    }
    names.get(identity(text)).map_or(text, String::as_str)
}
