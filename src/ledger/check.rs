//! `docket check`: is the file whole, is the chain unbroken, do the tables follow from the journal?

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::named_params;
use sha2::{Digest, Sha256};

use super::journal::{self, Link, NO_CHAIN};
use super::{Ledger, Trouble, said};
use crate::review::entry::{Entry, Seq};
use crate::review::lead::LeadId;
use crate::review::meeting::fold::taken_back;
use crate::review::said::Said;

/// Something that does not hold. None of it is put right by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// SQLite's own check found this.
    Damaged(String),
    /// A row names another that is not there.
    Dangling { table: String, row: i64 },
    /// The entry's words are not those it was written with.
    Altered(Seq),
    /// The entry does not follow the one before: something was changed, put in or taken out.
    Unchained(Seq),
    /// What is kept of the lead is not what its entries say.
    Differs(LeadId),
    /// What is kept of an undoing is not what the journal says.
    UndoDiffers(Seq),
    /// What figures count of the lead is not what the tables say.
    ImageDiffers(LeadId),
}

impl std::fmt::Display for Finding {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Damaged(what) => write!(to, "the file is damaged: {what}"),
            Self::Dangling { table, row } => {
                write!(
                    to,
                    "row {row} of \"{table}\" names something that is not there"
                )
            }
            Self::Altered(seq) => write!(to, "entry {} was altered after it was written", seq.0),
            Self::Unchained(seq) => {
                write!(to, "entry {} does not follow the one before it", seq.0)
            }
            Self::Differs(lead) => write!(
                to,
                "what is kept of lead {} is not what its entries say",
                lead.0
            ),
            Self::UndoDiffers(seq) => write!(
                to,
                "whether gesture {} was taken back differs from the journal",
                seq.0
            ),
            Self::ImageDiffers(lead) => write!(
                to,
                "what figures count of lead {} is not what is kept of it",
                lead.0
            ),
        }
    }
}

impl Ledger {
    /// Looks through the whole file. Nothing found: it is whole, nothing was altered, and the tables are what the
    /// journal says.
    pub fn check(&self) -> Result<Vec<Finding>, Trouble> {
        let mut found = self.whole()?;
        found.extend(self.chain()?);
        found.extend(self.replay()?);
        found.extend(super::image::check(&self.connection)?);
        found.extend(super::suspects::check(&self.connection)?);
        found.extend(super::at_odds::check(&self.connection)?);
        Ok(found)
    }

    fn whole(&self) -> Result<Vec<Finding>, Trouble> {
        let mut question = self.connection.prepare("PRAGMA main.integrity_check")?;
        let words = question
            .query_map([], |row| row.get::<_, String>(0))?
            .collect::<Result<Vec<_>, _>>()?;
        let mut found: Vec<Finding> = words
            .into_iter()
            .filter(|words| words != "ok")
            .map(Finding::Damaged)
            .collect();
        let mut question = self.connection.prepare("PRAGMA main.foreign_key_check")?;
        let mut rows = question.query([])?;
        while let Some(row) = rows.next()? {
            found.push(Finding::Dangling {
                table: row.get(0)?,
                row: row.get::<_, Option<i64>>(1)?.unwrap_or_default(),
            });
        }
        Ok(found)
    }

    fn chain(&self) -> Result<Vec<Finding>, Trouble> {
        let mut question = self.connection.prepare(
            "SELECT seq, gesture, at, who, meeting, kind, payload_digest, undoes, chain, payload
             FROM journal ORDER BY seq",
        )?;
        let mut rows = question.query([])?;
        let mut found = Vec::new();
        let (mut before, mut expected) = (NO_CHAIN.to_vec(), 1);
        while let Some(row) = rows.next()? {
            let (who, kind): (String, String) = (row.get(3)?, row.get(5)?);
            let payload_digest: Vec<u8> = row.get(6)?;
            let chain: Vec<u8> = row.get(8)?;
            let link = Link {
                seq: row.get(0)?,
                gesture: row.get(1)?,
                at: row.get(2)?,
                who: &who,
                meeting: row.get(4)?,
                kind: &kind,
                payload_digest: &payload_digest,
                undoes: row.get(7)?,
            };
            if link.seq != expected || link.chain(&before)[..] != chain[..] {
                found.push(Finding::Unchained(Seq(link.seq)));
            }
            if let Some(payload) = row.get::<_, Option<String>>(9)?
                && Sha256::digest(&payload)[..] != payload_digest[..]
            {
                found.push(Finding::Altered(Seq(link.seq)));
            }
            expected = link.seq + 1;
            before = chain;
        }
        Ok(found)
    }

    /// Folds the journal from nothing and compares what is kept.
    fn replay(&self) -> Result<Vec<Finding>, Trouble> {
        let undoings = journal::entries(
            &self.connection,
            "SELECT j.seq, j.gesture, j.at, j.who, j.meeting, coalesce(j.payload, r.payload)
             FROM journal j LEFT JOIN redacted r ON r.seq = j.seq WHERE j.kind = 'undone' ORDER BY j.seq",
            &[],
        )?;
        let mut found = self.undoings(&undoings)?;
        let mut said_of: BTreeMap<LeadId, Said> = BTreeMap::new();
        let mut question = self
            .connection
            .prepare("SELECT lead, document FROM said ORDER BY lead")?;
        let mut rows = question.query([])?;
        while let Some(row) = rows.next()? {
            let kept = serde_json::from_str(&row.get::<_, String>(1)?)?;
            said_of.insert(LeadId(row.get(0)?), kept);
        }
        let mut question = self.connection.prepare(
            "SELECT DISTINCT j.lead FROM journal_lead j JOIN lead l ON l.id = j.lead WHERE j.says = 1",
        )?;
        let told = question.query_map([], |row| row.get(0).map(LeadId))?;
        let mut leads: BTreeSet<LeadId> = said_of.keys().copied().collect();
        for lead in told {
            leads.insert(lead?);
        }
        for lead in leads {
            let kept = said_of.remove(&lead).unwrap_or_default();
            if kept != said::fold(&self.connection, lead)? || !self.columns_agree(lead, &kept)? {
                found.push(Finding::Differs(lead));
            }
        }
        Ok(found)
    }

    /// Whether the columns that repeat the document say what it says.
    fn columns_agree(&self, lead: LeadId, said: &Said) -> Result<bool, Trouble> {
        let verdict = said.verdict.as_ref();
        let refusal = verdict.and_then(|told| told.verdict.refusal());
        let agree = self
            .connection
            .prepare_cached(
                "SELECT 1 FROM said WHERE lead = :lead AND verdict IS :verdict AND decided_at IS :at
                   AND reason IS :reason AND route IS :route AND last IS :last",
            )?
            .exists(named_params! {
                ":lead": lead.0, ":verdict": verdict.map(|told| told.verdict.code()),
                ":at": verdict.map(|told| told.at), ":reason": refusal.map(|refusal| refusal.reason.0),
                ":route": refusal.map(|refusal| refusal.route.word()),
                ":last": said.last.as_ref().map(|(last, _)| last.0),
            })?;
        Ok(agree)
    }

    fn undoings(&self, undoings: &[Entry]) -> Result<Vec<Finding>, Trouble> {
        let told = taken_back(undoings);
        let mut question = self
            .connection
            .prepare("SELECT gesture FROM taken_back ORDER BY gesture")?;
        let kept: BTreeSet<Seq> = question
            .query_map([], |row| row.get(0).map(Seq))?
            .collect::<Result<_, _>>()?;
        let differ = told.symmetric_difference(&kept).copied();
        Ok(differ.map(Finding::UndoDiffers).collect())
    }
}
