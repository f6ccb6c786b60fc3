//! Papers of a review: as text for the screen, and as files beside the ledger.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::{Desk, Trouble, folder};
use crate::console::effect::{Paper, PaperKind};
use crate::console::places::{Found, FoundRow};
use crate::publish::html::TEMPLATE as PAGE;
use crate::publish::mask::masked;
use crate::publish::minutes::{self, Format};
use crate::publish::text;
use crate::review::entry::Act;
use crate::review::meeting::fold::standing;
use crate::review::meeting::{MeetingId, MeetingState};
use crate::review::minutes::Minutes;

/// More lines than these nobody reads: other words find fewer.
const MOST_FOUND: usize = 500;
/// A team's own template of the HTML minutes, where it lies beside them.
const TEMPLATE: &str = "template.html";

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

    /// A paper as text, the minutes of at most so many columns, names and addresses hidden where they are on the screen.
    pub(super) fn paper(
        &self,
        paper: &Paper,
        hidden: bool,
        columns: u16,
    ) -> Result<String, Trouble> {
        let Record { minutes, digest } = self.shown_record(paper.meeting, hidden)?;
        Ok(match paper.what {
            PaperKind::Minutes => {
                minutes::narrow(&minutes, digest.as_deref(), usize::from(columns))
            }
            PaperKind::Slips => {
                let slips = minutes::takers(&minutes);
                let slips = slips.iter().map(|name| taken_home(&minutes, name));
                slips.collect::<Vec<_>>().join("\n")
            }
            PaperKind::TenLines => minutes::ten_lines(&minutes).join("\n"),
        })
    }

    /// Writes the minutes in every format (HTML by the team's own template, where there is one), the ten lines, the file
    /// the CRM takes back and each person's slip beside the ledger, and says where.
    pub(super) fn write(&self, paper: &Paper, hidden: bool) -> Result<String, Trouble> {
        let folder = self.papers()?;
        let Record { minutes, digest } = self.shown_record(paper.meeting, hidden)?;
        let number = paper.meeting.0;
        let own = fs::read_to_string(folder.join(TEMPLATE)).ok();
        for format in Format::ALL {
            let digest = digest.as_deref();
            let text = match format {
                Format::Html => minutes::html_with(&minutes, digest, own.as_deref())?,
                format => minutes::render(&minutes, format, digest)?,
            };
            keep(
                &folder,
                &format!("review-{number}.{}", format.ending()),
                &text,
            )?;
        }
        let ten = minutes::ten_lines(&minutes).join("\n") + "\n";
        keep(&folder, &format!("review-{number}-ten-lines.txt"), &ten)?;
        let crm = self.feedback_of(paper.meeting)?;
        keep(&folder, &format!("review-{number}-crm.csv"), &crm)?;
        for (place, name) in (1..).zip(minutes::takers(&minutes)) {
            // Numbered, because a name can hold anything and a path cannot.
            let file = format!("review-{number}-slip-{place}.txt");
            keep(&folder, &file, &taken_home(&minutes, &name))?;
        }
        Ok(folder::shown(&folder))
    }

    /// Puts the template of the minutes' page beside them for the team to edit, and says where and what it is for. One
    /// that lies there already stays as it is.
    pub(super) fn own_page(&self) -> Result<String, Trouble> {
        let folder = self.papers()?;
        let there = folder.join(TEMPLATE);
        let shown = folder::shown(&there);
        if there.exists() {
            return Ok(format!(
                "{shown}, as it was: minutes are written by it; without the file, by ours"
            ));
        }
        keep(&folder, TEMPLATE, PAGE)?;
        Ok(format!("{shown}: edit it, and w writes the minutes by it"))
    }

    /// The lines of all minutes that hold every one of these words, the latest review first.
    pub(super) fn found(&self, words: &str, hidden: bool) -> Result<Found, Trouble> {
        let wanted = words.to_lowercase();
        let wanted: Vec<&str> = wanted.split_whitespace().collect();
        let mut rows = Vec::new();
        for meeting in self.ledger.meetings()?.iter().rev() {
            let id = meeting.opening.id;
            let Record { minutes, digest } = self.shown_record(id, hidden)?;
            let columns = usize::from(Paper::COLUMNS);
            let text = minutes::narrow(&minutes, digest.as_deref(), columns);
            let lines = text.lines().enumerate().filter(|(_, line)| {
                let line = line.to_lowercase();
                wanted.iter().all(|word| line.contains(word))
            });
            rows.extend(lines.map(|(line, text)| FoundRow {
                meeting: id,
                line,
                text: text.trim().to_owned(),
            }));
            if rows.len() > MOST_FOUND {
                break;
            }
        }
        rows.truncate(MOST_FOUND);
        Ok(Found {
            words: words.to_owned(),
            rows,
            at: 0,
        })
    }

    /// Writes a table of figures beside the ledger, as text and as CSV, and says where.
    pub(super) fn export(&self, name: &str, text: &str, csv: &str) -> Result<String, Trouble> {
        let folder = self.papers()?;
        keep(&folder, &format!("{name}.txt"), text)?;
        keep(&folder, &format!("{name}.csv"), csv)?;
        Ok(folder::shown(&folder.join(format!("{name}.csv"))))
    }

    fn shown_record(&self, id: MeetingId, hidden: bool) -> Result<Record, Trouble> {
        let mut record = self.record_of(id)?;
        if hidden {
            record.minutes = masked(&record.minutes);
        }
        Ok(record)
    }

    /// The folder `papers` beside the ledger.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn papers(&self) -> Result<PathBuf, Trouble> {
        let beside = self.ledger.place().and_then(Path::parent);
        let beside = beside.ok_or_else(|| {
            Trouble::Words("this ledger is kept in memory: there is no folder beside it".to_owned())
        })?;
        let folder = beside.join("papers");
        fs::create_dir_all(&folder).map_err(|why| Trouble::File {
            what: format!("making the folder {}", folder.display()),
            why,
        })?;
        Ok(folder)
    }
}

fn taken_home(minutes: &Minutes, name: &str) -> String {
    text::text(&minutes::takeaway(minutes, name))
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
