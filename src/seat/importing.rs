//! Files on their way in: looked at, proposed, read row by row into the ledger.

mod ahead;

use std::cell::Cell;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::thread;

use chrono_tz::Tz;

use super::desk::folder::{expanded, shown};
use super::desk::paper::keep;
use super::desk::{Desk, Trouble};
use crate::console::effect::Given;
use crate::intake::{self, Columns, Options, Profile, Source};
use crate::ledger::{ImportFile, ImportOrder, ImportReport, ImportStep};
use crate::publish::cells::Sheet;
use crate::review::filter::LeadFilter;
use crate::review::milestone::date_of;
use crate::review::proposal::{Answer, Brought, FileProposal, Proposal};
use crate::review::reason::PickLists;
use crate::review::row::Kind;

/// Settings of that name keep the mapping taken for a set of headers.
const REMEMBERED: &str = "import:";

/// From so many leads on, all of them are counted at the end of an import: fewer are counted in no time.
const WORTH_KEEPING: usize = 20_000;

/// The setting that keeps what the CRM calls its id: feedback goes back under that name.
pub const ID_COLUMN: &str = "crm_id_column";

/// Files that were looked at, and how each would be read.
#[derive(Debug)]
pub struct Import {
    sources: Vec<Source>,
    columns: Vec<Option<Columns>>,
    pub proposal: Proposal,
}

/// What an import tells while it runs: rows taken and refused so far, of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    pub rows: u64,
    pub of: u64,
    /// Everything is compared; the ledger is locked for the merge.
    pub merging: bool,
}

impl Desk {
    /// Nothing settled but what the ledger remembers: its zone, its lists, earlier mappings, and today.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn import_options(&self) -> Result<Options, Trouble> {
        let zone: Tz = self.ledger.zone()?;
        let lists: PickLists = self.ledger.lists()?;
        let mut options = Options::new(zone, lists, date_of(self.clock.now(), zone));
        let settings = self.ledger.settings()?;
        let remembered = settings
            .iter()
            .filter(|(name, _)| name.starts_with(REMEMBERED));
        options.profiles = remembered
            .filter_map(|(_, value)| serde_json::from_str::<Profile>(value).ok())
            .collect();
        Ok(options)
    }

    /// Imports files that were looked at: one import, one undo. `told` hears how far it is and stops it with `false`;
    /// `refused` gets each row that could not be taken, with its file's name.
    ///
    /// # Errors
    /// In words; nothing is changed then.
    pub fn import(
        &mut self,
        import: &Import,
        order: &ImportOrder,
        told: &mut dyn FnMut(Taken) -> bool,
        refused: &mut dyn FnMut(&str, &crate::review::row::RefusedRow),
    ) -> Result<ImportReport, Trouble> {
        import.is_whole()?;
        let mut order = order.clone();
        order.settings.extend(import.remembered()?);
        let rows = import.readable().map(|(source, columns, _)| {
            intake::rows(source, columns).map_err(|why| reading(&source.name, why))
        });
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
        let broke = Cell::new(false);
        let before: Vec<u64> = import.rows_before();
        let of = import.rows();
        let mut step = |step: &ImportStep<'_>| match step {
            ImportStep::Rows { file, rows } => {
                let rows = before.get(*file).copied().unwrap_or_default() + rows;
                let taken = Taken {
                    rows,
                    of,
                    merging: false,
                };
                told(taken) && !broke.get()
            }
            ImportStep::Refused { file, row } => {
                let name = import.sources.get(*file).map_or("", |source| &source.name);
                refused(name, row);
                true
            }
            ImportStep::Merging => told(Taken {
                rows: of,
                of,
                merging: true,
            }),
        };
        let report = thread::scope(|scope| {
            let rows = ahead::read(scope, rows, &broke);
            let files = import.readable().zip(rows);
            let files = files.map(|((source, columns, file), rows)| ImportFile {
                name: source.name.clone(),
                kind: columns.kind,
                digest: file.digest.clone(),
                rows: Box::new(rows),
            });
            self.ledger.import(&order, files.collect(), &mut step)
        });
        let report = report.map_err(|error| Trouble::Words(error.to_string()))?;
        // The import stands either way: what is not kept is counted when it is asked for.
        if !order.dry_run && self.ledger.count(&LeadFilter::default())? > WORTH_KEEPING {
            self.keep().unwrap_or_default();
        }
        Ok(report)
    }

    /// What an import of these would be, as far as these answers settle it.
    ///
    /// # Errors
    /// Where a path names no file, or the ledger cannot be read.
    pub fn proposal(&self, given: &[Given], answers: Vec<Answer>) -> Result<Proposal, Trouble> {
        Ok(self.look_at(given, answers)?.proposal)
    }

    /// Brings in what was given, and says what became of each file's rows. Refused rows go to a file beside the ledger.
    ///
    /// # Errors
    /// In words; nothing is changed then.
    pub fn import_given(
        &mut self,
        given: &[Given],
        answers: Vec<Answer>,
        order: &ImportOrder,
        told: &mut dyn FnMut(Taken) -> bool,
    ) -> Result<Vec<Brought>, Trouble> {
        let import = self.look_at(given, answers)?;
        let mut sheet = Sheet::new(&["file", "line", "reason", "text"]);
        let report = self.import(&import, order, told, &mut |file, row| {
            sheet.row(&[file, &row.line.to_string(), &row.reason, &row.text]);
        })?;
        let mut refused_at = None;
        if report.files.iter().any(|file| file.refused > 0) {
            let folder = self.papers()?;
            let name = format!("refused-{}.csv", report.batch.unwrap_or_default());
            keep(&folder, &name, &sheet.into_text())?;
            refused_at = Some(shown(&folder.join(name)));
        }
        Ok(brought(&import, &report, refused_at.as_deref()))
    }

    fn look_at(&self, given: &[Given], answers: Vec<Answer>) -> Result<Import, Trouble> {
        let mut options = self.import_options()?;
        options.answers = answers;
        let sources = given.iter().map(|given| match given {
            Given::File(path) => source(&expanded(path)),
            Given::Rows(text) => Ok(Source::of_bytes(given.name(), text.as_bytes())),
        });
        Ok(Import::of(sources.collect::<Result<_, _>>()?, &options))
    }
}

impl Import {
    /// Looks at files. One that cannot be read at all is refused in its part of the proposal.
    ///
    /// # Errors
    /// Where a path names no file.
    pub fn look(paths: &[PathBuf], options: &Options) -> Result<Self, Trouble> {
        let sources = paths.iter().map(|path| source(path));
        Ok(Self::of(sources.collect::<Result<_, _>>()?, options))
    }

    fn of(sources: Vec<Source>, options: &Options) -> Self {
        let (proposal, columns) = intake::propose(&sources, options);
        Self {
            sources,
            columns,
            proposal,
        }
    }

    /// Refuses in words where a file cannot be taken as a whole: nothing of the others is taken either then, so that
    /// the same command can be given again.
    ///
    /// # Errors
    /// The file's name and why.
    pub fn is_whole(&self) -> Result<(), Trouble> {
        let refused = self.proposal.files.iter().find_map(|file| {
            let why = file.refused.as_ref()?;
            Some(Trouble::Words(format!("importing {}: {why}", file.file)))
        });
        refused.map_or(Ok(()), Err)
    }

    /// Rows in all files, refused ones included.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.proposal.files.iter().map(|file| file.rows).sum()
    }

    /// What each file is a list of, in the order they were given.
    pub fn kinds(&self) -> impl Iterator<Item = Option<Kind>> {
        self.columns
            .iter()
            .map(|columns| columns.as_ref().map(|columns| columns.kind))
    }

    /// What the leads' file calls its id, as a setting.
    fn id_column(&self) -> Option<(String, String)> {
        let file = self
            .proposal
            .files
            .iter()
            .find(|file| file.kind == Some(Kind::Leads))?;
        let (_, header) = file.mapping().find(|(field, _)| *field == "id")?;
        Some((ID_COLUMN.to_owned(), header.to_owned()))
    }

    /// Each file's mapping for the next file with the same headers, and what the CRM calls its id: as settings. Those
    /// that are no news too, so that an undo of an earlier import leaves what this one said.
    fn remembered(&self) -> Result<Vec<(String, String)>, Trouble> {
        let mut kept: Vec<(String, String)> = self.id_column().into_iter().collect();
        for (_, columns, _) in self.readable() {
            if columns.kind != Kind::Slip {
                let profile = columns.profile();
                let name = format!("{REMEMBERED}{}", profile.headers);
                let value = serde_json::to_string(&profile)
                    .map_err(|error| Trouble::Words(format!("keeping the mapping: {error}")))?;
                kept.push((name, value));
            }
        }
        Ok(kept)
    }

    fn rows_before(&self) -> Vec<u64> {
        self.proposal
            .files
            .iter()
            .scan(0, |sum, file| {
                let before = *sum;
                *sum += file.rows;
                Some(before)
            })
            .collect()
    }

    fn readable(&self) -> impl Iterator<Item = (&Source, &Columns, &FileProposal)> {
        self.sources
            .iter()
            .zip(&self.columns)
            .zip(&self.proposal.files)
            .filter_map(|((source, columns), file)| Some((source, columns.as_ref()?, file)))
    }
}

/// What became of each file's rows; `refused_at` is where the refused ones were written.
#[must_use]
pub fn brought(import: &Import, report: &ImportReport, refused_at: Option<&str>) -> Vec<Brought> {
    let files = import.kinds().zip(&report.files);
    files
        .map(|(kind, file)| Brought {
            file: file.file.clone(),
            kind,
            rows: file.rows,
            new: file.new,
            updated: file.updated,
            unchanged: file.unchanged,
            refused: file.refused,
            unmatched: file.unmatched,
            refused_at: refused_at
                .filter(|_| file.refused > 0)
                .map(ToOwned::to_owned),
            why_not: None,
        })
        .collect()
}

fn source(path: &Path) -> Result<Source, Trouble> {
    let name = path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    );
    let about = std::fs::metadata(path).map_err(|why| reading(&path.display().to_string(), why))?;
    if !about.is_file() {
        return Err(Trouble::Words(format!("{} is not a file", path.display())));
    }
    let path = path.to_path_buf();
    Ok(Source::new(name, move || Ok(Box::new(File::open(&path)?))))
}

fn reading(what: &str, why: std::io::Error) -> Trouble {
    Trouble::File {
        what: format!("reading {what}"),
        why,
    }
}
