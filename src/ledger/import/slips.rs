//! Slips that came back: each line is told by its person, as an entry, in the import's gesture. Another person's
//! standing verdict is reported, never overwritten; what the person had told already is not told twice.

use rusqlite::Connection;

use super::merge::lead_with;
use super::{ImportOrder, ImportReport, SlipConflict, hash};
use crate::ledger::{Trouble, filed, journal, said};
use crate::review::entry::{Act, Draft, Seq, Told};
use crate::review::lead::LeadId;
use crate::review::meeting::fold::standing;
use crate::review::verdict::Verdict;

/// One line of a slip.
pub(super) struct SlipRow {
    pub file: i64,
    /// The lead's key as the slip has it; `#12` is lead 12 of this ledger.
    pub lead: String,
    pub by: String,
    pub verdict: Option<Verdict>,
    pub note: String,
}

/// What the slips tell that nobody told yet. Counts the lines in the report: told is new, known is unchanged.
pub(super) fn compare(
    transaction: &Connection,
    order: &ImportOrder,
    slips: &[SlipRow],
    report: &mut ImportReport,
) -> Result<Vec<Draft>, Trouble> {
    let mut drafts = Vec::new();
    for row in slips {
        let lead = lead_of(transaction, &row.lead)?;
        let before = drafts.len();
        let conflict = match lead {
            Some(lead) => one(transaction, order, row, lead, &mut drafts)?,
            None => None,
        };
        if let Some(file) = usize::try_from(row.file)
            .ok()
            .and_then(|file| report.files.get_mut(file))
        {
            let told = drafts.len() > before;
            *(if told {
                &mut file.new
            } else {
                &mut file.unchanged
            }) += 1;
            file.unmatched += u64::from(lead.is_none());
        }
        report.conflicts.extend(conflict);
    }
    Ok(drafts)
}

fn lead_of(transaction: &Connection, key: &str) -> Result<Option<LeadId>, Trouble> {
    if let Some(number) = key.trim().strip_prefix('#').and_then(|n| n.parse().ok()) {
        let lead = LeadId(number);
        return Ok(filed::is_there(transaction, lead)?.then_some(lead));
    }
    lead_with(transaction, hash::of_key(key))
}

fn one(
    transaction: &Connection,
    order: &ImportOrder,
    row: &SlipRow,
    lead: LeadId,
    drafts: &mut Vec<Draft>,
) -> Result<Option<SlipConflict>, Trouble> {
    let mut tell = |act| {
        drafts.push(Draft {
            at: order.at_ms,
            who: row.by.clone(),
            meeting: order.meeting,
            act,
            seen: None,
        });
    };
    let mut conflict = None;
    if let Some(verdict) = &row.verdict {
        match said::of(transaction, lead)?.verdict {
            Some(told) if told.verdict == *verdict => {}
            Some(told) if told.who != row.by => {
                conflict = Some(SlipConflict {
                    lead,
                    by: row.by.clone(),
                    other: told.who,
                });
            }
            // What the person changed in the console since the slip was merged stays.
            Some(_) if told_before(transaction, lead, row)? => {}
            _ => tell(Act::Verdict {
                lead,
                verdict: verdict.clone(),
                told: Told::Slip,
            }),
        }
    }
    if !row.note.is_empty() && !noted_before(transaction, lead, row)? {
        let text = row.note.clone();
        tell(Act::Note { lead, text });
    }
    Ok(conflict)
}

fn told_before(transaction: &Connection, lead: LeadId, row: &SlipRow) -> Result<bool, Trouble> {
    let entries = said::entries(transaction, lead)?;
    Ok(standing(&entries).iter().any(|entry| {
        entry.who == row.by
            && matches!(&entry.act, Act::Verdict { verdict, told: Told::Slip, .. } if row.verdict.as_ref() == Some(verdict))
    }))
}

fn noted_before(transaction: &Connection, lead: LeadId, row: &SlipRow) -> Result<bool, Trouble> {
    let entries = said::entries(transaction, lead)?;
    Ok(standing(&entries).iter().any(|entry| {
        entry.who == row.by && matches!(&entry.act, Act::Note { text, .. } if *text == row.note)
    }))
}

/// Records what the slips tell, in the import's gesture.
pub(super) fn tell(
    transaction: &Connection,
    gesture: Seq,
    drafts: &[Draft],
    report: &mut ImportReport,
) -> Result<(), Trouble> {
    for draft in drafts {
        let entry = journal::append(transaction, draft, Some(gesture))?;
        if let Some(lead) = entry.act.says_of() {
            said::take_in(transaction, lead, &entry)?;
        }
        report.entries.push(entry);
    }
    Ok(())
}
