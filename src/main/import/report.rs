//! What became of the rows: as JSON for scripts, and in words.

use std::path::Path;

use docket::ledger::{FileReport, ImportReport};
use docket::review::proposal::{Brought, FileProposal};
use docket::review::row::Kind;
use docket::seat::importing::brought;
use serde::Serialize;
use serde_json::{Map, Value};

use super::Import;

/// The report of `--json`.
#[derive(Debug, Serialize)]
pub struct Document {
    batch: Option<i64>,
    files: Vec<FileDocument>,
}

#[derive(Debug, Serialize)]
struct FileDocument {
    file: String,
    kind: Option<&'static str>,
    encoding: String,
    delimiter: String,
    rows: u64,
    new: u64,
    updated: u64,
    unchanged: u64,
    refused: u64,
    unmatched: u64,
    mapping: Map<String, Value>,
    extra: Vec<String>,
    date_order: Map<String, Value>,
}

/// The document of a report.
pub fn document(import: &Import, report: &ImportReport) -> Document {
    let files = import.proposal.files.iter().zip(&report.files);
    Document {
        batch: report.batch,
        files: files
            .map(|(proposal, report)| file(proposal, report))
            .collect(),
    }
}

fn file(proposal: &FileProposal, report: &FileReport) -> FileDocument {
    let texts = |pairs: &mut dyn Iterator<Item = (&str, &str)>| {
        pairs
            .map(|(name, text)| (name.to_owned(), Value::from(text)))
            .collect()
    };
    FileDocument {
        file: proposal.file.clone(),
        kind: proposal.kind.map(Kind::word),
        encoding: proposal.encoding.clone(),
        delimiter: proposal.delimiter.clone(),
        rows: report.rows,
        new: report.new,
        updated: report.updated,
        unchanged: report.unchanged,
        refused: report.refused,
        unmatched: report.unmatched,
        mapping: texts(&mut proposal.mapping()),
        extra: proposal.extra().map(ToOwned::to_owned).collect(),
        date_order: texts(
            &mut proposal
                .date_orders()
                .map(|(field, order)| (field, order.word())),
        ),
    }
}

/// One sentence a file, and what else somebody should know.
pub fn words(
    import: &Import,
    report: &ImportReport,
    dry_run: bool,
    refused: Option<&Path>,
) -> Vec<String> {
    let refused = refused
        .filter(|_| !dry_run)
        .map(|path| path.display().to_string());
    let brought = brought(import, report, refused.as_deref());
    let mut lines: Vec<String> = brought.iter().map(Brought::sentence).collect();
    if refused.is_none() && !dry_run && report.files.iter().any(|file| file.refused > 0) {
        lines.push(
            "--refused FILE writes the refused rows down, with the reason for each.".to_owned(),
        );
    }
    for conflict in &report.conflicts {
        lines.push(format!(
            "Lead {}: {} says otherwise on the slip than {} in the ledger; it stands as it is and comes first on the docket.",
            conflict.lead.0, conflict.by, conflict.other
        ));
    }
    if dry_run {
        lines.push("Nothing was kept: this was a dry run.".to_owned());
    }
    lines
}
