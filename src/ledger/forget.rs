//! Forgetting a person: their texts go, what was decided stays countable, and the journal's chain holds.

use rusqlite::{Connection, TransactionBehavior, named_params};

use super::{Ledger, Trouble, journal, said};
use crate::review::entry::{Act, Entry};
use crate::review::lead::LeadId;
use crate::review::verdict::Verdict;

/// What stands where a text was.
const FORGOTTEN: &str = "[forgotten]";

impl Ledger {
    /// Takes a lead's texts out of the file: its row, its touches' notes, what was typed about it, and the
    /// before-images of imports. Stage, dates, verdict and reason stay, so that no figure moves. Entries keep their
    /// digest: the chain holds. Returns how many entries were redacted; `None` where the lead is not there.
    pub fn forget(&mut self, lead: LeadId) -> Result<Option<usize>, Trouble> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        if !super::filed::is_there(&transaction, lead)? {
            return Ok(None);
        }
        let names = names(&transaction, lead)?;
        let entries = journal::entries(
            &transaction,
            "SELECT j.seq, j.gesture, j.at, j.who, j.meeting, j.payload
             FROM journal_lead l JOIN journal j ON j.seq = l.seq
             WHERE l.lead = :lead AND j.payload IS NOT NULL ORDER BY j.seq",
            named_params! { ":lead": lead.0 },
        )?;
        let mut redacted = 0;
        for entry in &entries {
            redacted += usize::from(redact(&transaction, entry)?);
        }
        rows(&transaction, lead)?;
        if said::entries(&transaction, lead)?.is_empty() {
            said::drop_of(&transaction, lead)?;
        } else {
            said::refold(&transaction, lead)?;
        }
        super::suspects::moved(&transaction)?;
        super::at_odds::these(&transaction, &std::collections::BTreeSet::from([lead]))?;
        redacted += forget_in_minutes(&transaction, &names)?;
        transaction.commit()?;
        // What was deleted is overwritten in the file; what the log still holds of it goes with the checkpoint.
        self.connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        *self.listed.borrow_mut() = super::leads::Lists::default();
        *self.texts.borrow_mut() = None;
        Ok(Some(redacted))
    }
}

/// Redacts one entry where it holds a text; the act without it is kept beside the journal.
fn redact(transaction: &Connection, entry: &Entry) -> Result<bool, Trouble> {
    let bare = bare(&entry.act);
    if bare == entry.act {
        return Ok(false);
    }
    put(transaction, entry, &bare)?;
    Ok(true)
}

fn put(transaction: &Connection, entry: &Entry, bare: &Act) -> Result<(), Trouble> {
    transaction
        .prepare_cached("INSERT INTO redacted (seq, payload) VALUES (:seq, :payload)")?
        .execute(named_params! { ":seq": entry.seq.0, ":payload": serde_json::to_string(bare)? })?;
    transaction
        .prepare_cached("UPDATE journal SET payload = NULL WHERE seq = :seq")?
        .execute(named_params! { ":seq": entry.seq.0 })?;
    Ok(())
}

/// The act without what was typed about the person.
fn bare(act: &Act) -> Act {
    let mut act = act.clone();
    let forget = |text: &mut String| {
        if !text.is_empty() {
            FORGOTTEN.clone_into(text);
        }
    };
    match &mut act {
        Act::Note { text, .. }
        | Act::Decided { text, .. }
        | Act::Promised { text, .. }
        | Act::Idea { text, .. }
        | Act::Topic { text, .. }
        | Act::Steered { why: text, .. }
        | Act::Undone { said: text, .. } => forget(text),
        Act::Room(deed) if deed.lead().is_some() => {
            if let Some(text) = deed.text_mut() {
                forget(text);
            }
        }
        Act::Corrected { field, text, .. } if !is_shared(*field) => forget(text),
        Act::Added { texts, .. } => texts.retain(|(field, _)| is_shared(*field)),
        Act::Touched { touch, .. } => forget(&mut touch.note),
        Act::Verdict {
            verdict: Verdict::NotAccepted(refusal) | Verdict::Returned(refusal),
            ..
        } => forget(&mut refusal.detail),
        _ => {}
    }
    act
}

/// Source, campaign and owner are not the person's, and figures are sliced by them.
fn is_shared(field: crate::review::lead::Field) -> bool {
    use crate::review::lead::Field;
    matches!(field, Field::Source | Field::Campaign | Field::Owner)
}

/// Takes the texts out of the lead's rows and out of what imports kept of them. A before-image that is gone brings
/// nothing back when its import is undone.
fn rows(transaction: &Connection, lead: LeadId) -> Result<(), Trouble> {
    for sql in [
        "UPDATE lead_text SET key = '', name = '[forgotten]', company = NULL, title = NULL, email = NULL, phone = NULL,
             country = NULL, industry = NULL, employees = NULL, status = NULL, extra = NULL,
             verdict = CASE WHEN json_type(verdict, '$.detail') IS NULL THEN verdict
                            ELSE json_set(verdict, '$.detail', '[forgotten]') END
         WHERE id = :lead",
        "UPDATE batch_row SET before = NULL WHERE item = 'lead' AND row = :lead AND before IS NOT NULL",
        "UPDATE batch_row SET before = NULL
         WHERE item = 'touch' AND before IS NOT NULL AND row IN (SELECT id FROM touch WHERE lead = :lead)",
        "UPDATE batch_row SET before = NULL
         WHERE item = 'deal' AND before IS NOT NULL AND row IN (SELECT id FROM deal WHERE lead = :lead)",
        "UPDATE batch_row SET before = NULL
         WHERE item = 'member' AND before IS NOT NULL AND row IN (SELECT id FROM member WHERE lead = :lead)",
        "UPDATE touch SET lead_key = '', note = '' WHERE lead = :lead",
        "UPDATE member SET lead_key = '' WHERE lead = :lead",
        "UPDATE deal SET extra = NULL, lead_key = iif(lead_key = '', '', '[forgotten]') WHERE lead = :lead",
    ] {
        transaction
            .prepare(sql)?
            .execute(named_params! { ":lead": lead.0 })?;
    }
    Ok(())
}

/// The texts by which minutes name a person: name, e-mail, phone and the CRM's key.
fn names(transaction: &Connection, lead: LeadId) -> Result<Vec<String>, Trouble> {
    let names = transaction.query_row(
        "SELECT name, email, phone, key FROM lead_text WHERE id = :lead",
        named_params! { ":lead": lead.0 },
        |row| {
            (0..4)
                .map(|column| row.get(column))
                .collect::<Result<Vec<Option<String>>, _>>()
        },
    )?;
    let told = |name: &String| name.trim().chars().count() > 1;
    Ok(names.into_iter().flatten().filter(told).collect())
}

/// Final minutes that name the person name nobody in its place; their digest still tells what they were.
fn forget_in_minutes(transaction: &Connection, names: &[String]) -> Result<usize, Trouble> {
    let closings = journal::entries(
        transaction,
        "SELECT seq, gesture, at, who, meeting, payload FROM journal
         WHERE kind = 'closed' AND payload IS NOT NULL ORDER BY seq",
        &[],
    )?;
    let mut redacted = 0;
    for entry in &closings {
        let Act::Closed {
            version,
            digest,
            carried,
            minutes,
        } = &entry.act
        else {
            continue;
        };
        let mut bare = minutes.clone();
        for name in names {
            // As the name stands within a JSON text: escaped, without its quotes.
            let written = serde_json::to_string(name)?;
            bare = bare.replace(written.trim_matches('"'), FORGOTTEN);
        }
        if bare != *minutes {
            let bare = Act::Closed {
                version: *version,
                digest: digest.clone(),
                carried: carried.clone(),
                minutes: bare,
            };
            put(transaction, entry, &bare)?;
            redacted += 1;
        }
    }
    Ok(redacted)
}
