//! Closing a review: its minutes are drawn up as final, hashed, recorded with it, and written.

use super::{Desk, Trouble};
use crate::console::effect::{Paper, PaperKind, Ticket};
use crate::console::message::{Message, Refused};
use crate::publish::minutes;
use crate::review::entry::{Act, Draft};
use crate::review::lead::LeadId;
use crate::review::meeting::MeetingId;
use crate::review::minutes::Closing;

impl Desk {
    /// Closes a review and writes its papers; both are told.
    pub(super) fn close(
        &mut self,
        ticket: Ticket,
        meeting: MeetingId,
        who: &str,
        at: i64,
        carried: Vec<LeadId>,
        masked: bool,
    ) -> Vec<Message> {
        let act = match self.closed(meeting, at, carried) {
            Ok(act) => act,
            Err(trouble) => {
                let why = Refused::Words(trouble.to_string());
                return vec![Message::NotRecorded { ticket, why }];
            }
        };
        let draft = Draft {
            at,
            who: who.to_owned(),
            meeting: Some(meeting),
            act,
            seen: None,
        };
        let told = self.record(ticket, &[draft]);
        if !matches!(told, Message::Recorded { .. }) {
            return vec![told];
        }
        let what = PaperKind::Minutes;
        let written = match self.write(&Paper { meeting, what }, masked) {
            Ok(path) => Message::Written { ticket, path },
            Err(trouble) => Message::Failed {
                ticket,
                why: trouble.to_string(),
            },
        };
        vec![told, written]
    }

    fn closed(&self, meeting: MeetingId, at: i64, carried: Vec<LeadId>) -> Result<Act, Trouble> {
        let entries = self.ledger.entries_of_meeting(meeting)?;
        let before = entries
            .iter()
            .filter_map(|entry| match entry.act {
                Act::Closed { version, .. } => Some(version),
                _ => None,
            })
            .max();
        let version = before.map_or(1, |version| version + 1);
        let record = self.minutes(meeting, Some(Closing { at, version }))?;
        let record =
            record.ok_or_else(|| Trouble::Words(format!("there is no review {}", meeting.0)))?;
        let text = minutes::canonical(&record)?;
        Ok(Act::Closed {
            version,
            digest: minutes::digest(&text),
            carried,
            minutes: text,
        })
    }
}
