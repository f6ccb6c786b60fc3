//! Papers of a review: as text for the screen, and as files beside the ledger.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::{Desk, Trouble, folder};
use crate::console::effect::{Paper, PaperKind};
use crate::publish::minutes::{self, Format};
use crate::review::entry::Act;
use crate::review::meeting::fold::standing;
use crate::review::meeting::{MeetingId, MeetingState};
use crate::review::minutes::Minutes;

/// The minutes of a review with their SHA-256, where they are final.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    pub minutes: Minutes,
    pub digest: Option<String>,
}

impl Desk {
    /// The minutes of a review: frozen as they were where it is closed, else a draft as things stand.
    pub fn record_of(&self, id: MeetingId) -> Result<Record, Trouble> {
        let meeting = self.ledger.meeting(id)?;
        let closed =
            meeting.is_some_and(|meeting| matches!(meeting.state, MeetingState::Closed { .. }));
        if closed && let Some((text, digest)) = self.frozen(id)? {
            return Ok(Record {
                minutes: minutes::thaw(&text)?,
                digest: Some(digest),
            });
        }
        let minutes = self.minutes(id, None)?;
        let minutes = minutes
            .ok_or_else(|| Trouble::Words(format!("there is no review {} in this ledger", id.0)))?;
        Ok(Record {
            minutes,
            digest: None,
        })
    }

    /// The canonical JSON of the latest FINAL minutes, and its hash.
    fn frozen(&self, id: MeetingId) -> Result<Option<(String, String)>, Trouble> {
        let entries = self.ledger.entries_of_meeting(id)?;
        let frozen = standing(&entries)
            .into_iter()
            .rev()
            .find_map(|entry| match &entry.act {
                Act::Closed {
                    minutes, digest, ..
                } if !minutes.is_empty() => Some((minutes.clone(), digest.clone())),
                _ => None,
            });
        Ok(frozen)
    }

    /// A paper as text of at most 80 columns.
    pub(super) fn paper(&self, paper: &Paper, _masked: bool) -> Result<String, Trouble> {
        let Record { minutes, digest } = self.record_of(paper.meeting)?;
        Ok(match paper.what {
            PaperKind::Minutes | PaperKind::Slips => {
                minutes::render(&minutes, Format::Text, digest.as_deref())?
            }
            PaperKind::TenLines => minutes::ten_lines(&minutes).join("\n"),
        })
    }

    /// Writes a paper into the folder `minutes` beside the ledger, and says where.
    pub(super) fn write(&self, paper: &Paper, masked: bool) -> Result<String, Trouble> {
        let folder = self.papers()?;
        let Record { minutes, digest } = self.record_of(paper.meeting)?;
        let number = paper.meeting.0;
        for (format, ending) in [
            (Format::Markdown, "md"),
            (Format::Text, "txt"),
            (Format::Json, "json"),
        ] {
            let text = minutes::render(&minutes, format, digest.as_deref())?;
            keep(&folder, &format!("review-{number}.{ending}"), &text)?;
        }
        let _ = masked;
        Ok(folder::shown(&folder))
    }

    /// The folder `papers` beside the ledger.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn papers(&self) -> Result<PathBuf, Trouble> {
        let beside = self.ledger.place().and_then(Path::parent);
        let folder = beside.unwrap_or(Path::new(".")).join("papers");
        fs::create_dir_all(&folder).map_err(|why| Trouble::File {
            what: format!("making the folder {}", folder.display()),
            why,
        })?;
        Ok(folder)
    }
}

/// Writes a file whole or not at all.
pub fn keep(folder: &Path, name: &str, text: &str) -> Result<(), Trouble> {
    let trouble = |why| Trouble::File {
        what: format!("writing {}", folder.join(name).display()),
        why,
    };
    let mut fresh = tempfile::NamedTempFile::new_in(folder).map_err(trouble)?;
    fresh.write_all(text.as_bytes()).map_err(trouble)?;
    let kept = fresh.persist(folder.join(name));
    kept.map(|_| ()).map_err(|error| trouble(error.error))
}
