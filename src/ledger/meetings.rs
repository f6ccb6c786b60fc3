//! Reviews, promises and decisions: folded from the journal, so that undo needs nothing of its own.

use rusqlite::named_params;

use super::{Ledger, Trouble, journal};
use crate::review::entry::Entry;
use crate::review::meeting::fold::{self, standing};
use crate::review::meeting::{Decision, Meeting, MeetingId, Promise};

impl Ledger {
    /// Every review that was opened, in order.
    pub fn meetings(&self) -> Result<Vec<Meeting>, Trouble> {
        let mut question = self
            .connection
            .prepare_cached("SELECT id FROM meeting ORDER BY id")?;
        let ids = question
            .query_map([], |row| row.get(0).map(MeetingId))?
            .collect::<Result<Vec<_>, _>>()?;
        let meetings = ids.into_iter().map(|id| self.meeting(id));
        meetings.filter_map(Result::transpose).collect()
    }

    /// One review; `None` where its opening was taken back.
    pub fn meeting(&self, meeting: MeetingId) -> Result<Option<Meeting>, Trouble> {
        // The walk's places are many and only the last counts.
        let entries = journal::entries(
            &self.connection,
            "SELECT j.seq, j.gesture, j.at, j.who, j.meeting, coalesce(j.payload, r.payload)
             FROM journal j LEFT JOIN redacted r ON r.seq = j.seq
             WHERE j.meeting = :meeting AND j.gesture NOT IN (SELECT gesture FROM taken_back)
               AND (j.kind IN ('opened', 'paused', 'resumed', 'attended', 'facilitates', 'rated', 'closed', 'reopened')
                    OR j.seq = (SELECT max(a.seq) FROM journal a WHERE a.meeting = :meeting AND a.kind = 'at'
                                   AND a.gesture NOT IN (SELECT gesture FROM taken_back)))
             ORDER BY j.seq",
            named_params! { ":meeting": meeting.0 },
        )?;
        Ok(Meeting::fold(&entries))
    }

    /// Every promise as it stands, in the order they were made.
    pub fn promises(&self) -> Result<Vec<Promise>, Trouble> {
        let entries = journal::standing_of_kinds(&self.connection, "[\"promised\", \"promise\"]")?;
        Ok(fold::promises(&entries))
    }

    /// Everything that reviews talked about and that stands, in order: topics, ideas, decisions, votes, blind checks,
    /// reviews that were not held.
    pub fn room_entries(&self) -> Result<Vec<Entry>, Trouble> {
        journal::standing_of_kinds(
            &self.connection,
            "[\"topic\", \"idea\", \"decided\", \"room\"]",
        )
    }

    /// The decisions of a review, in order.
    pub fn decisions(&self, meeting: MeetingId) -> Result<Vec<Decision>, Trouble> {
        let entries = self.entries_of_meeting(meeting)?;
        Ok(fold::decisions(standing(&entries)))
    }
}
