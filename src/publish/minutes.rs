//! The minutes in every format, from one record. The canonical JSON is what a FINAL version's hash is taken of.

mod agreed;
mod calendar;
mod hour;
mod leads;
mod owed;
mod parts;
mod sheet;
mod takeaway;
mod ten;

use sha2::{Digest, Sha256};

use super::page::Page;
use super::{clean, html, markdown, text};
use crate::review::minutes::Minutes;

pub use takeaway::{takeaway, takers};
pub use ten::ten_lines;

/// How the minutes leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    Markdown,
    Html,
    Text,
    Json,
    Csv,
    /// A calendar: promises with their dates, and the next review.
    Ics,
}

impl Format {
    /// Every format, in the order help lists them.
    pub const ALL: [Self; 6] = [
        Self::Markdown,
        Self::Html,
        Self::Text,
        Self::Json,
        Self::Csv,
        Self::Ics,
    ];

    /// The word of `--format`, which is also the file's ending.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Text => "txt",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Ics => "ics",
        }
    }

    /// Reads the word of `--format`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|format| format.ending().eq_ignore_ascii_case(text.trim()))
    }
}

/// Why minutes could not be written.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    #[error("writing the minutes as JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error("filling in the template of the minutes: {0:#}")]
    Template(#[from] minijinja::Error),
}

/// The record as one line of JSON, keys in the record's order, with a line end: the bytes the hash is taken of.
///
/// # Errors
/// Where the record cannot be written as JSON; no record this program makes is one.
pub fn canonical(minutes: &Minutes) -> Result<String, PublishError> {
    let mut json = clean::json(&serde_json::to_string(minutes)?);
    json.push('\n');
    Ok(json)
}

/// SHA-256 of the canonical JSON, in lower-case hex: what `sha256sum minutes.json` prints.
#[must_use]
pub fn digest(canonical: &str) -> String {
    let hash = Sha256::digest(canonical.as_bytes());
    let mut hex = String::with_capacity(64);
    for byte in hash {
        for nibble in [byte >> 4, byte & 15] {
            hex.extend(char::from_digit(u32::from(nibble), 16));
        }
    }
    hex
}

/// Minutes that were frozen, read back from their canonical JSON.
///
/// # Errors
/// Where the text is not such a record.
pub fn thaw(canonical: &str) -> Result<Minutes, PublishError> {
    Ok(serde_json::from_str(canonical)?)
}

/// The minutes as a page. `digest` is the hash of the FINAL version they are of; drafts have none.
#[must_use]
pub fn page(minutes: &Minutes, digest: Option<&str>) -> Page {
    Page {
        title: parts::title(minutes),
        badge: parts::badge(minutes, digest),
        lines: parts::times(minutes),
        sections: parts::sections(minutes),
    }
}

/// The minutes in a format. The same record and options give the same bytes.
///
/// # Errors
/// Where the format cannot be written, in words.
pub fn render(
    minutes: &Minutes,
    format: Format,
    digest: Option<&str>,
) -> Result<String, PublishError> {
    match format {
        Format::Markdown => Ok(markdown::markdown(&page(minutes, digest))),
        Format::Text => Ok(text::text(&page(minutes, digest))),
        Format::Html => html_with(minutes, digest, None),
        Format::Json => canonical(minutes),
        Format::Csv => Ok(sheet::sheet(minutes)),
        Format::Ics => Ok(calendar::calendar(minutes)),
    }
}

/// The minutes as text of at most so many columns, for a panel of a screen.
#[must_use]
pub fn narrow(minutes: &Minutes, digest: Option<&str>, columns: usize) -> String {
    text::narrow(&page(minutes, digest), columns)
}

/// The minutes in HTML by a user's own template; `None` takes the one that comes with the program.
///
/// # Errors
/// Where the template cannot be read or filled in; the message names its line.
pub fn html_with(
    minutes: &Minutes,
    digest: Option<&str>,
    template: Option<&str>,
) -> Result<String, PublishError> {
    Ok(html::html(&page(minutes, digest), minutes, template)?)
}
