//! What is decided on a source, a campaign, a rep: keep it, change it, stop it.

use super::campaign::Choice;
use super::filter::By;

/// A decision as it stands: the latest on that slice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steered {
    pub by: By,
    pub key: String,
    pub choice: Choice,
    pub why: String,
    pub who: String,
    /// ms since 1970 UTC.
    pub at: i64,
}

/// "keep: brings the right people", "stop".
#[must_use]
pub fn words(choice: Choice, why: &str) -> String {
    if why.trim().is_empty() {
        choice.word().to_owned()
    } else {
        format!("{}: {}", choice.word(), why.trim())
    }
}
