//! The journal: appending one entry, and reading entries back.

use rusqlite::{Connection, OptionalExtension, Row, named_params};
use sha2::{Digest, Sha256};

use super::{Ledger, Trouble};
use crate::review::entry::{Act, Draft, Entry, Seq};
use crate::review::lead::LeadId;
use crate::review::meeting::MeetingId;

/// The gesture a ledger begins with: no undo takes it back.
pub(super) const FIRST: Seq = Seq(1);

/// What the chain begins with.
pub(super) const NO_CHAIN: [u8; 32] = [0; 32];

/// One row's columns, as the chain covers them.
pub(super) struct Link<'row> {
    pub seq: i64,
    pub gesture: i64,
    pub at: i64,
    pub who: &'row str,
    pub meeting: Option<i64>,
    pub kind: &'row str,
    pub payload_digest: &'row [u8],
    pub undoes: Option<i64>,
}

impl Link<'_> {
    /// The row's chain, given the chain of the row before. Lengths go in before texts, so that no two rows read alike.
    pub(super) fn chain(&self, before: &[u8]) -> [u8; 32] {
        let mut digest = Sha256::new();
        digest.update(before);
        for number in [self.seq, self.gesture, self.at] {
            digest.update(number.to_le_bytes());
        }
        for number in [self.meeting, self.undoes] {
            digest.update([u8::from(number.is_some())]);
            digest.update(number.unwrap_or_default().to_le_bytes());
        }
        for text in [self.who, self.kind] {
            digest.update((text.len() as u64).to_le_bytes());
            digest.update(text);
        }
        digest.update(self.payload_digest);
        digest.finalize().into()
    }
}

/// Appends one entry. `gesture` is its key press's first entry; `None` begins one. The tables are the caller's.
pub(super) fn append(
    transaction: &Connection,
    draft: &Draft,
    gesture: Option<Seq>,
) -> Result<Entry, Trouble> {
    let last: Option<(i64, Vec<u8>)> = transaction
        .prepare_cached("SELECT seq, chain FROM journal ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (before, chain) = last.unwrap_or((0, NO_CHAIN.to_vec()));
    let seq = Seq(before + 1);
    let entry = Entry {
        seq,
        gesture: gesture.unwrap_or(seq),
        at: draft.at,
        who: draft.who.clone(),
        meeting: draft.meeting,
        act: draft.act.clone(),
    };
    let payload = serde_json::to_string(&entry.act)?;
    let payload_digest: [u8; 32] = Sha256::digest(&payload).into();
    let link = Link {
        seq: seq.0,
        gesture: entry.gesture.0,
        at: entry.at,
        who: &entry.who,
        meeting: entry.meeting.map(|meeting| meeting.0),
        kind: entry.act.kind(),
        payload_digest: &payload_digest,
        undoes: match &entry.act {
            Act::Undone { of, .. } => Some(of.0),
            _ => None,
        },
    };
    transaction
        .prepare_cached(
            "INSERT INTO journal (seq, gesture, at, who, meeting, kind, payload, payload_digest, chain, undoes)
             VALUES (:seq, :gesture, :at, :who, :meeting, :kind, :payload, :payload_digest, :chain, :undoes)",
        )?
        .execute(named_params! {
            ":seq": link.seq, ":gesture": link.gesture, ":at": link.at, ":who": link.who,
            ":meeting": link.meeting, ":kind": link.kind, ":payload": payload,
            ":payload_digest": link.payload_digest, ":chain": link.chain(&chain), ":undoes": link.undoes,
        })?;
    about_leads(transaction, &entry)?;
    Ok(entry)
}

/// Notes which leads an entry is about.
fn about_leads(transaction: &Connection, entry: &Entry) -> Result<(), Trouble> {
    match &entry.act {
        // Where the walk stands is said of the review, not of the lead.
        Act::At { .. } => Ok(()),
        Act::Opened { opening } => opening
            .docket
            .iter()
            .try_for_each(|item| about_lead(transaction, item.lead, entry.seq, false)),
        Act::Undone { of, .. } => {
            transaction
                .prepare_cached(
                    "INSERT INTO journal_lead (lead, seq, says)
                     SELECT l.lead, :seq, max(l.says) FROM journal j JOIN journal_lead l ON l.seq = j.seq
                     WHERE j.gesture = :of AND j.seq < :seq GROUP BY l.lead",
                )?
                .execute(named_params! { ":seq": entry.seq.0, ":of": of.0 })?;
            Ok(())
        }
        act => match act.lead() {
            Some(lead) => about_lead(transaction, lead, entry.seq, act.says_of().is_some()),
            None => Ok(()),
        },
    }
}

/// Notes that an entry is about a lead.
pub(super) fn about_lead(
    transaction: &Connection,
    lead: LeadId,
    seq: Seq,
    says: bool,
) -> Result<(), Trouble> {
    transaction
        .prepare_cached(
            "INSERT OR IGNORE INTO journal_lead (lead, seq, says) VALUES (:lead, :seq, :says)",
        )?
        .execute(named_params! { ":lead": lead.0, ":seq": seq.0, ":says": says })?;
    Ok(())
}

/// Reads an entry from the columns seq, gesture, at, who, meeting, payload.
pub(super) fn entry(row: &Row<'_>) -> Result<Entry, Trouble> {
    let payload: Option<String> = row.get(5)?;
    let payload = payload.ok_or_else(|| Trouble::Unreadable("an entry without words".into()))?;
    Ok(Entry {
        seq: Seq(row.get(0)?),
        gesture: Seq(row.get(1)?),
        at: row.get(2)?,
        who: row.get(3)?,
        meeting: row.get::<_, Option<i64>>(4)?.map(MeetingId),
        act: serde_json::from_str(&payload)?,
    })
}

/// All entries a prepared question answers with.
pub(super) fn entries(
    connection: &Connection,
    sql: &str,
    parameters: &[(&str, &dyn rusqlite::ToSql)],
) -> Result<Vec<Entry>, Trouble> {
    let mut question = connection.prepare_cached(sql)?;
    let mut rows = question.query(parameters)?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(entry(row)?);
    }
    Ok(entries)
}

/// The entries of one key press, in order.
pub(super) fn gesture(connection: &Connection, gesture: Seq) -> Result<Vec<Entry>, Trouble> {
    entries(
        connection,
        "SELECT j.seq, j.gesture, j.at, j.who, j.meeting, coalesce(j.payload, r.payload)
         FROM journal j LEFT JOIN redacted r ON r.seq = j.seq
         WHERE j.seq >= :gesture AND j.gesture = :gesture ORDER BY j.seq",
        named_params! { ":gesture": gesture.0 },
    )
}

/// The entries of some kinds that stand, in order. `kinds` is a JSON array of their words.
pub(super) fn standing_of_kinds(
    connection: &Connection,
    kinds: &str,
) -> Result<Vec<Entry>, Trouble> {
    entries(
        connection,
        "SELECT j.seq, j.gesture, j.at, j.who, j.meeting, coalesce(j.payload, r.payload)
         FROM journal j LEFT JOIN redacted r ON r.seq = j.seq
         WHERE j.kind IN (SELECT value FROM json_each(:kinds))
           AND j.gesture NOT IN (SELECT gesture FROM taken_back)
         ORDER BY j.seq",
        named_params! { ":kinds": kinds },
    )
}

impl Ledger {
    /// The number of the last entry; 1 or more in any ledger.
    pub fn last_seq(&self) -> Result<Seq, Trouble> {
        let last =
            self.connection
                .query_row("SELECT coalesce(max(seq), 0) FROM journal", [], |row| {
                    row.get(0)
                })?;
        Ok(Seq(last))
    }

    /// Every entry after `seq`, in order, whoever made it: what another seat has not seen yet.
    pub fn entries_after(&self, seq: Seq) -> Result<Vec<Entry>, Trouble> {
        entries(
            &self.connection,
            "SELECT j.seq, j.gesture, j.at, j.who, j.meeting, coalesce(j.payload, r.payload)
             FROM journal j LEFT JOIN redacted r ON r.seq = j.seq
             WHERE j.seq > :seq ORDER BY j.seq",
            named_params! { ":seq": seq.0 },
        )
    }

    /// One entry by its number.
    pub fn entry(&self, seq: Seq) -> Result<Option<Entry>, Trouble> {
        let found = entries(
            &self.connection,
            "SELECT j.seq, j.gesture, j.at, j.who, j.meeting, coalesce(j.payload, r.payload)
             FROM journal j LEFT JOIN redacted r ON r.seq = j.seq
             WHERE j.seq = :seq",
            named_params! { ":seq": seq.0 },
        )?;
        Ok(found.into_iter().next())
    }

    /// Every entry made in a review, in order, with those that were taken back and the undoings of them.
    pub fn entries_of_meeting(&self, meeting: MeetingId) -> Result<Vec<Entry>, Trouble> {
        entries(
            &self.connection,
            "SELECT j.seq, j.gesture, j.at, j.who, j.meeting, coalesce(j.payload, r.payload)
             FROM journal j LEFT JOIN redacted r ON r.seq = j.seq
             WHERE j.meeting = :meeting ORDER BY j.seq",
            named_params! { ":meeting": meeting.0 },
        )
    }
}
