//! The minutes in every format, from one record. The canonical JSON is what a FINAL version's hash is taken of.

mod leads;
mod parts;
mod ten;

use sha2::{Digest, Sha256};

use super::page::Page;
use super::{markdown, text};
use crate::review::minutes::Minutes;

pub use ten::ten_lines;

/// How the minutes leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    Markdown,
    Text,
    Json,
}

/// Why minutes could not be written.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    #[error("writing the minutes as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// The record as one line of JSON, keys in the record's order, with a line end: the bytes the hash is taken of.
///
/// # Errors
/// Where the record cannot be written as JSON; no record this program makes is one.
pub fn canonical(minutes: &Minutes) -> Result<String, PublishError> {
    let mut json = serde_json::to_string(minutes)?;
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
        Format::Json => canonical(minutes),
    }
}
