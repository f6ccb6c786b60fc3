//! What a new ledger starts with: its zone and the pick-lists of `assets/reasons.toml`, as its first entries.

use rusqlite::{Connection, TransactionBehavior};

use super::open::Creation;
use super::{Trouble, journal};
use crate::review::entry::{Act, Draft};
use crate::review::reason::PickLists;

/// The pick-lists of MEASURES §8.
pub(super) fn pick_lists() -> Result<PickLists, Trouble> {
    toml::from_str(include_str!("../../assets/reasons.toml"))
        .map_err(|error| Trouble::Unreadable(format!("the starter pick-lists: {error}")))
}

/// The entries a new ledger begins with: one gesture, the first, which no undo takes back.
pub(super) fn begin(connection: &mut Connection, creation: &Creation) -> Result<(), Trouble> {
    let zone = Act::Setting {
        name: "zone".to_owned(),
        value: creation.zone.name().to_owned(),
    };
    let lists = Act::Lists {
        lists: Box::new(pick_lists()?),
    };
    let draft = |act| Draft {
        at: creation.at_ms,
        who: creation.who.clone(),
        meeting: None,
        act,
        seen: None,
    };
    let beginning = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    journal::append(&beginning, &draft(zone), None)?;
    journal::append(&beginning, &draft(lists), Some(journal::FIRST))?;
    beginning.commit()?;
    Ok(())
}
