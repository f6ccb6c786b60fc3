//! The one door that writes: entries and the tables they change, in one transaction.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, named_params};

use super::{
    Ledger, Trouble, agreement, at_odds, campaigns, filed, image, journal, said, suspects,
};
use crate::review::entry::{Act, Draft, Entry, Seq};
use crate::review::lead::LeadId;
use crate::review::meeting::MeetingId;

/// Why nothing was recorded. Nothing of the gesture is kept where any part of it is refused.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// Somebody else said something of the lead since the draft's `seen`: look again, then ask the person.
    #[error("{who} said something about this lead in the meantime; look again before you answer", who = entry.who)]
    Changed { lead: LeadId, entry: Box<Entry> },
    /// What was asked for cannot be an entry; a sentence.
    #[error("{0}")]
    Refused(String),
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<rusqlite::Error> for RecordError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Trouble(error.into())
    }
}

impl Ledger {
    /// Records one gesture: one key press, one undo, one or more entries. Returns them as they stand in the journal.
    ///
    /// The ledger gives numbers: an `Added` lead and an `Opened` review get theirs, and later drafts of the same
    /// gesture that name lead 0 or review 0 mean those.
    ///
    /// # Errors
    /// [`RecordError::Changed`] where another person has since said something of a draft's lead.
    pub fn record(&mut self, drafts: &[Draft]) -> Result<Vec<Entry>, RecordError> {
        self.still_there()?;
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let entries = record_in(&transaction, drafts)?;
        suspects::after(&transaction, &entries)?;
        at_odds::after(&transaction, &entries)?;
        image::renew(&transaction)?;
        transaction.commit()?;
        Ok(entries)
    }
}

/// Records one gesture inside a transaction that the caller commits.
pub(super) fn record_in(
    transaction: &Connection,
    drafts: &[Draft],
) -> Result<Vec<Entry>, RecordError> {
    let mut given = Given::default();
    let mut entries: Vec<Entry> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let draft = given.number(transaction, draft)?;
        check(transaction, &draft)?;
        let gesture = entries.first().map(|first| first.gesture);
        let entry = journal::append(transaction, &draft, gesture)?;
        project(transaction, &entry)?;
        entries.push(entry);
    }
    Ok(entries)
}

/// The numbers given within one gesture.
#[derive(Default)]
struct Given {
    lead: Option<LeadId>,
    meeting: Option<MeetingId>,
}

impl Given {
    /// The draft with the numbers the ledger gives.
    fn number(&mut self, transaction: &Connection, draft: &Draft) -> Result<Draft, RecordError> {
        let mut draft = draft.clone();
        match &mut draft.act {
            Act::Opened { opening } => {
                if opening.practice {
                    return Err(RecordError::Refused(
                        "a practice review is walked in memory and never recorded".to_owned(),
                    ));
                }
                opening.id = open_meeting(transaction)?;
                self.meeting = Some(opening.id);
                draft.meeting = Some(opening.id);
            }
            Act::Added { lead, .. } => {
                *lead = filed::next_lead(transaction)?;
                self.lead = Some(*lead);
            }
            act if act.lead() == Some(LeadId(0)) => draft.act = self.renumbered(act)?,
            _ => {}
        }
        if draft.meeting == Some(MeetingId(0)) {
            draft.meeting = self.meeting;
        }
        Ok(draft)
    }

    /// The act about lead 0, about the lead that this gesture added.
    fn renumbered(&self, act: &Act) -> Result<Act, RecordError> {
        let Some(lead) = self.lead else {
            return Err(RecordError::Refused("there is no lead 0".to_owned()));
        };
        let mut written = serde_json::to_value(act).map_err(Trouble::from)?;
        written["lead"] = lead.0.into();
        let act = serde_json::from_value(written).map_err(Trouble::from)?;
        Ok(act)
    }
}

fn open_meeting(transaction: &Connection) -> Result<MeetingId, Trouble> {
    let id = transaction.query_row(
        "INSERT INTO meeting (opened) SELECT coalesce(max(seq), 0) + 1 FROM journal RETURNING id",
        [],
        |row| row.get(0),
    )?;
    Ok(MeetingId(id))
}

fn check(transaction: &Connection, draft: &Draft) -> Result<(), RecordError> {
    match &draft.act {
        Act::Undone { .. } => {
            return Err(RecordError::Refused(
                "an undo is asked for as one, not recorded".to_owned(),
            ));
        }
        Act::Imported { .. } => {
            return Err(RecordError::Refused(
                "an import is asked for as one, not recorded".to_owned(),
            ));
        }
        Act::Added { .. } => return Ok(()),
        Act::Agreed { step } => {
            let zone = campaigns::zone(transaction)?;
            let refused = agreement::agreed(transaction)?.refuses(step, zone, draft.at);
            return refused.map_or(Ok(()), |why| Err(RecordError::Refused(why)));
        }
        _ => campaigns::check(transaction, draft)?,
    }
    let Some(lead) = draft.act.lead() else {
        return Ok(());
    };
    if !filed::is_there(transaction, lead)? {
        return Err(RecordError::Refused(format!(
            "lead {} is no longer in the ledger",
            lead.0
        )));
    }
    let said_of = draft.act.says_of().is_some();
    if let (Some(seen), true) = (draft.seen, said_of)
        && let Some(entry) = said_since(transaction, lead, seen, &draft.who)?
    {
        let entry = Box::new(entry);
        return Err(RecordError::Changed { lead, entry });
    }
    Ok(())
}

/// The latest thing that somebody but `who` said of a lead after `seen` and that stands. An undoing counts where
/// what it took back had been seen.
pub(super) fn said_since(
    transaction: &Connection,
    lead: LeadId,
    seen: Seq,
    who: &str,
) -> Result<Option<Entry>, Trouble> {
    let found: Option<Result<Entry, Trouble>> = transaction
        .prepare_cached(
            "SELECT j.seq, j.gesture, j.at, j.who, j.meeting, coalesce(j.payload, r.payload)
             FROM journal_lead l JOIN journal j ON j.seq = l.seq LEFT JOIN redacted r ON r.seq = j.seq
             WHERE l.lead = :lead AND l.seq > :seen AND l.says = 1 AND j.who <> :who
               AND j.gesture NOT IN (SELECT gesture FROM taken_back)
               AND NOT (j.kind = 'undone' AND j.undoes > :seen)
             ORDER BY l.seq DESC LIMIT 1",
        )?
        .query_row(
            named_params! { ":lead": lead.0, ":seen": seen.0, ":who": who },
            |row| Ok(journal::entry(row)),
        )
        .optional()?;
    found.transpose()
}

/// Changes the tables as the entry says.
fn project(transaction: &Connection, entry: &Entry) -> Result<(), Trouble> {
    if let Act::Added {
        lead,
        texts,
        qualified,
    } = &entry.act
    {
        filed::add_by_hand(transaction, *lead, texts, *qualified)?;
    }
    match entry.act.says_of() {
        Some(lead) => said::take_in(transaction, lead, entry),
        None => Ok(()),
    }
}
