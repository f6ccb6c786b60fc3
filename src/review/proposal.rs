//! What the import preview shows before anything is written: the files, how their columns are read, what is unsettled.

use serde::{Deserialize, Serialize};

use super::row::Kind;

/// How the numbers of a date are ordered. Decided once a column, never per cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    Dmy,
    Mdy,
    Ymd,
}

impl DateOrder {
    /// The word of `--date-order` and of the import report.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Dmy => "dmy",
            Self::Mdy => "mdy",
            Self::Ymd => "ymd",
        }
    }

    /// Reads the word of `--date-order`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Dmy, Self::Mdy, Self::Ymd]
            .into_iter()
            .find(|order| order.word().eq_ignore_ascii_case(text.trim()))
    }
}

/// What a status word that no list knows is to mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// Raised a hand, not handed over.
    Inquiry,
    /// Delivered to Sales, no verdict.
    Lead,
    Accepted,
    NotAccepted,
    /// Says nothing; the word itself is kept.
    #[default]
    Skip,
}

impl Meaning {
    /// Every meaning, in the order the preview offers them.
    pub const ALL: [Self; 5] = [
        Self::Inquiry,
        Self::Lead,
        Self::Accepted,
        Self::NotAccepted,
        Self::Skip,
    ];

    /// The word every surface uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Inquiry => "inquiry",
            Self::Lead => "lead",
            Self::Accepted => "accepted",
            Self::NotAccepted => "not accepted",
            Self::Skip => "skip",
        }
    }

    /// Reads the word, case-insensitively.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|meaning| meaning.word().eq_ignore_ascii_case(text.trim()))
    }
}

/// The answer to one question; what the preview sends back with the import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// The order of the dates in one column of one file.
    DateOrder {
        file: String,
        field: String,
        order: DateOrder,
    },
    /// What a status word means, in every file.
    StatusWord { word: String, meaning: Meaning },
    /// Whether the created date stands in for the hand-over date that the file does not have.
    HandOver { file: String, use_created: bool },
    /// The currency of amounts that name none; empty leaves them without.
    Currency { code: String },
    /// What a file is a list of, where a person knows better.
    Kind { file: String, kind: Kind },
    /// What one column of a file fills, counted from 0; an empty field keeps it as an extra.
    Column {
        file: String,
        column: usize,
        field: String,
    },
}

/// Something no file settles, asked in one line; Enter takes the default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// One line, ending in a question mark.
    pub text: String,
    /// Cells it is about, as written, up to three.
    pub samples: Vec<String>,
    /// What can be answered: the words, and what they mean.
    pub choices: Vec<(String, Answer)>,
    /// The index of the choice that Enter takes.
    pub default: usize,
    /// Whether `--yes` stops here instead of taking the default: the order of day and month is never guessed.
    pub stops: bool,
}

/// One column as the file has it and as it would be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnProposal {
    /// As written, trimmed; an empty or doubled name is told apart by its place.
    pub header: String,
    /// The canonical field it fills; `None` stays on the lead as an extra field.
    pub field: Option<String>,
    /// One of the review's own columns come back from the CRM: neither read nor kept.
    pub own: bool,
    /// Up to three different cells that are not empty, shortened.
    pub samples: Vec<String>,
    /// How many cells are not empty.
    pub filled: u64,
    /// For a column of dates: the order found over the whole column; `None` where nothing settles it.
    pub date_order: Option<DateOrder>,
}

impl ColumnProposal {
    /// Whether it fills a field of dates.
    #[must_use]
    pub fn holds_dates(&self) -> bool {
        self.field
            .as_deref()
            .is_some_and(|field| field == "at" || field.ends_with("_at") || field.ends_with("_on"))
    }
}

/// One file of an import, as far as it could be understood without writing anything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileProposal {
    /// The file's name without its folder.
    pub file: String,
    pub bytes: u64,
    /// SHA-256 of its bytes, hex.
    pub digest: String,
    /// What it is a list of; `None` where nothing tells, see `refused`.
    pub kind: Option<Kind>,
    /// Such as `utf-8`, `utf-16le`, `windows-1252`, `xlsx`.
    pub encoding: String,
    /// One character; empty for a spreadsheet.
    pub delimiter: String,
    /// Rows under the header, refused ones included.
    pub rows: u64,
    /// Lines above the header that are no rows.
    pub preamble: u64,
    pub columns: Vec<ColumnProposal>,
    pub questions: Vec<Question>,
    /// The mapping is the one taken for the same headers before.
    pub remembered: bool,
    /// Names in the owner column with how often, most frequent first, at most fifty.
    pub owners: Vec<(String, u64)>,
    /// For a slip: whose it is.
    pub slip_for: String,
    /// The ledger that wrote the file, where Docket did: the mark in its first lines.
    pub slip_of: String,
    /// Every canonical field a file of this kind can have, in the order a list shows them.
    pub fields: Vec<String>,
    /// Why the whole file cannot be taken, in words; then nothing of it is imported.
    pub refused: Option<String>,
}

impl FileProposal {
    /// The mapping: canonical field and header, in file order.
    pub fn mapping(&self) -> impl Iterator<Item = (&str, &str)> {
        self.columns
            .iter()
            .filter_map(|column| Some((column.field.as_deref()?, column.header.as_str())))
    }

    /// The headers nobody mapped, in file order.
    pub fn extra(&self) -> impl Iterator<Item = &str> {
        self.columns
            .iter()
            .filter(|column| column.field.is_none() && !column.own)
            .map(|column| column.header.as_str())
    }

    /// The order of each date column whose order is known: canonical field and order, in file order.
    pub fn date_orders(&self) -> impl Iterator<Item = (&str, DateOrder)> {
        self.columns
            .iter()
            .filter_map(|column| Some((column.field.as_deref()?, column.date_order?)))
    }

    /// How many cells of a canonical field are filled; zero where no column maps to it.
    #[must_use]
    pub fn filled(&self, field: &str) -> u64 {
        self.columns
            .iter()
            .filter(|column| column.field.as_deref() == Some(field))
            .map(|column| column.filled)
            .sum()
    }
}

/// Everything the preview shows: one entry a file, in the order they were given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposal {
    pub files: Vec<FileProposal>,
}

impl Proposal {
    /// The first question that `--yes` may not answer by itself, with its file.
    #[must_use]
    pub fn stopped_by(&self) -> Option<(&FileProposal, &Question)> {
        self.files.iter().find_map(|file| {
            let question = file.questions.iter().find(|question| question.stops)?;
            Some((file, question))
        })
    }
}

/// What became of one file of an import.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Brought {
    /// The file's name without its folder.
    pub file: String,
    pub kind: Option<Kind>,
    /// Rows under the header, refused ones included.
    pub rows: u64,
    pub new: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub refused: u64,
    /// Rows whose key finds no partner: they find it when it arrives.
    pub unmatched: u64,
    /// Where the refused rows were written, with line, reason and text.
    pub refused_at: Option<String>,
    /// Why the whole file was not taken, in words.
    pub why_not: Option<String>,
}

impl Brought {
    /// One sentence: `leads.csv: 250 leads, 248 new, 2 updated, 3 refused: see leads.refused.csv`.
    #[must_use]
    pub fn sentence(&self) -> String {
        use super::figures::words::count;
        if let Some(why) = &self.why_not {
            return format!("{}: {why}", self.file);
        }
        let what = self.kind.map_or("rows", Kind::word);
        let mut parts: Vec<String> = [
            (self.new, "new"),
            (self.updated, "updated"),
            (self.unchanged, "as they were"),
            (self.unmatched, "without a partner yet"),
        ]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{} {word}", count(number)))
        .collect();
        if self.refused > 0 {
            let place = self.refused_at.as_deref();
            let place = place.map_or_else(String::new, |place| format!(", listed in {place}"));
            parts.push(format!("{} refused{place}", count(self.refused)));
        }
        if parts.is_empty() {
            parts.push("nothing new".to_owned());
        }
        format!(
            "{}: {} {what}: {}",
            self.file,
            count(self.rows),
            parts.join(", ")
        )
    }
}
