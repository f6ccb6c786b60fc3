//! Which leads' texts contradict themselves: kept beside the leads, so that whoever counts a million need read the texts
//! of none. What says so is [`of_record`]; nothing is decided here.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::{Connection, named_params};

use super::check::Finding;
use super::judged::{self, is_defined, leads};
use super::{Trouble, agreement, campaigns, image, whole};
use crate::review::agreement::judged::Judges;
use crate::review::entry::Entry;
use crate::review::figures::contradiction::{Kinds, of_record};
use crate::review::filter::Looks;
use crate::review::lead::{Answer, Facts, Lead, LeadId};

/// Of more new leads than that all answers are held to the definition in one pass over the file.
const FEW: i64 = 10_000;

/// Leads whose texts may contradict themselves: more than do, and few of all.
macro_rules! doubtful {
    ($of:literal) => {
        concat!(
            "SELECT l.id FROM ",
            $of,
            " JOIN lead_text t ON t.id = l.id
             WHERE t.extra LIKE '%\"reject_reason\"%'
                OR (t.deal_reason IS NOT NULL AND l.outcome IS NULL AND l.closed IS NULL)
                OR ((t.status LIKE '%no%contact%' OR t.status LIKE '%untouched%')
                    AND (l.first_touch IS NOT NULL OR EXISTS (SELECT 1 FROM touch WHERE lead = l.id)))
                OR EXISTS (SELECT 1 FROM at_odds WHERE lead = l.id)
                OR EXISTS (SELECT 1 FROM said WHERE lead = l.id AND document ->> '$.deal.reason' <> '')
                OR EXISTS (SELECT 1 FROM deal
                           WHERE lead = l.id AND reason <> '' AND outcome IS NULL AND closed IS NULL)"
        )
    };
}

const DOUBTFUL: &str = doubtful!("lead l");
const DOUBTFUL_MOVED: &str = doubtful!("moved m JOIN lead l ON l.id = m.lead");

/// Of the leads that moved, those that some file or somebody may call accepted.
const ANSWERED_MOVED: &str = "SELECT l.id FROM moved m JOIN lead l ON l.id = m.lead
     WHERE l.verdict = 1 OR EXISTS (SELECT 1 FROM said WHERE lead = l.id)
        OR EXISTS (SELECT 1 FROM deal WHERE lead = l.id AND accepted IS NOT NULL)";

type Found = BTreeMap<LeadId, Kinds>;

/// Looks anew at whatever these entries may have changed of it.
pub(super) fn after(transaction: &Connection, entries: &[Entry]) -> Result<(), Trouble> {
    if judged::all_over(transaction, entries)? {
        return all(transaction);
    }
    let leads: BTreeSet<LeadId> = entries
        .iter()
        .filter_map(|entry| entry.act.lead())
        .collect();
    these(transaction, &leads)
}

/// Looks at every lead anew: the agreement changed, or many leads did.
pub(super) fn all(transaction: &Connection) -> Result<(), Trouble> {
    put(transaction, &kept(transaction)?, &of_all(transaction)?)
}

/// Looks anew at the leads that changed since they were packed, and at the answers to those that came with an import.
pub(super) fn imported(transaction: &Connection, base: LeadId, new: i64) -> Result<(), Trouble> {
    let mut asked = leads(transaction, DOUBTFUL_MOVED)?;
    if is_defined(transaction)? {
        asked.extend(leads(transaction, ANSWERED_MOVED)?);
        if new > FEW {
            return all(transaction);
        }
        let mut question =
            transaction.prepare_cached("SELECT id FROM lead WHERE id > :base AND verdict = 1")?;
        let new = question.query_map(named_params! { ":base": base.0 }, |row| {
            row.get(0).map(LeadId)
        })?;
        for lead in new {
            asked.insert(lead?);
        }
    }
    these(transaction, &asked)
}

/// Looks anew at some leads; one that is gone is at odds no longer.
pub(super) fn these(transaction: &Connection, asked: &BTreeSet<LeadId>) -> Result<(), Trouble> {
    let mut before = Found::new();
    for lead in asked {
        let what = transaction
            .prepare_cached("SELECT what FROM at_odds WHERE lead = :lead")?
            .query_map(named_params! { ":lead": lead.0 }, |row| row.get(0))?
            .next();
        if let Some(what) = what {
            before.insert(*lead, Kinds::of_code(what?));
        }
    }
    put(transaction, &before, &looked_at(transaction, asked)?)
}

/// Compares what is kept with what the texts say.
pub(super) fn check(connection: &Connection) -> Result<Vec<Finding>, Trouble> {
    let (kept, found) = (kept(connection)?, of_all(connection)?);
    let all: BTreeSet<&LeadId> = kept.keys().chain(found.keys()).collect();
    let differ = all
        .into_iter()
        .filter(|lead| kept.get(lead) != found.get(lead));
    Ok(differ.map(|lead| Finding::ImageDiffers(*lead)).collect())
}

fn kept(connection: &Connection) -> Result<Found, Trouble> {
    let mut question = connection.prepare_cached("SELECT lead, what FROM at_odds")?;
    let kept = question
        .query_map([], |row| {
            Ok((LeadId(row.get(0)?), Kinds::of_code(row.get(1)?)))
        })?
        .collect::<Result<_, _>>()?;
    Ok(kept)
}

/// What there is among all leads.
fn of_all(connection: &Connection) -> Result<Found, Trouble> {
    let mut asked = leads(connection, DOUBTFUL)?;
    let agreement = agreement::agreed(connection)?;
    if agreement.definition(NaiveDate::MAX).is_some() {
        let mut failed = Failed {
            judges: Judges::new(&agreement, campaigns::zone(connection)?, NaiveDate::MAX),
            found: BTreeSet::new(),
        };
        whole::each(connection, &mut failed)?;
        asked.extend(failed.found);
    }
    looked_at(connection, &asked)
}

/// Of some leads, those whose texts contradict themselves.
fn looked_at(connection: &Connection, asked: &BTreeSet<LeadId>) -> Result<Found, Trouble> {
    let mut found = Found::new();
    judged::each(connection, asked, &mut |judges, lead| {
        let what = of_record(lead, judges.accepted_failed(lead));
        if !what.is_empty() {
            found.insert(lead.id, what);
        }
    })?;
    Ok(found)
}

fn put(transaction: &Connection, before: &Found, after: &Found) -> Result<(), Trouble> {
    for lead in before.keys().filter(|lead| !after.contains_key(lead)) {
        transaction
            .prepare_cached("DELETE FROM at_odds WHERE lead = :lead")?
            .execute(named_params! { ":lead": lead.0 })?;
        image::moves(transaction, *lead)?;
    }
    let new = after
        .iter()
        .filter(|(lead, what)| before.get(lead) != Some(what));
    for (lead, what) in new {
        transaction
            .prepare_cached("INSERT OR REPLACE INTO at_odds (lead, what) VALUES (:lead, :what)")?
            .execute(named_params! { ":lead": lead.0, ":what": what.code() })?;
        image::moves(transaction, *lead)?;
    }
    Ok(())
}

/// Holds answers of yes against the definition.
struct Failed<'text> {
    judges: Judges<'text>,
    found: BTreeSet<LeadId>,
}

impl Looks for Failed<'_> {
    fn wants(&mut self, facts: &Facts) -> bool {
        matches!(facts.answer, Answer::Accepted { by_deed: false, .. })
    }

    fn look(&mut self, lead: &Lead) {
        if self.judges.accepted_failed(lead) {
            self.found.insert(lead.id);
        }
    }
}
