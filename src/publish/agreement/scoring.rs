//! The scoring sheet: criteria and weights of the definition in force, for whoever sets up the scoring elsewhere.

use serde::Serialize;

use crate::publish::cells::Sheet;
use crate::publish::clean;
use crate::review::agreement::version::{Version, Wording};

/// One criterion as the sheet has it.
#[derive(Debug, Serialize)]
struct Row<'text> {
    key: u32,
    criterion: &'text str,
    kind: &'static str,
    weight: u32,
    why: &'text str,
    named_by: &'text str,
    test: &'text str,
    passes: &'text str,
    fails: &'text str,
}

#[derive(Debug, Serialize)]
struct Document<'text> {
    version: u32,
    in_force_from: Option<chrono::NaiveDate>,
    /// All weights added up.
    of: u32,
    criteria: Vec<Row<'text>>,
}

fn rows(version: &Version) -> Vec<Row<'_>> {
    let Wording::Definition(text) = &version.wording else {
        return Vec::new();
    };
    text.criteria.iter().map(of).collect()
}

fn of(criterion: &crate::review::agreement::definition::Criterion) -> Row<'_> {
    Row {
        key: criterion.key.0,
        criterion: &criterion.name,
        kind: if criterion.must {
            "must-have"
        } else {
            "nice to have"
        },
        weight: criterion.weight.max(1),
        why: &criterion.why,
        named_by: &criterion.named_by,
        test: &criterion.test,
        passes: &criterion.passes,
        fails: &criterion.fails,
    }
}

/// The sheet as CSV; a cell that a spreadsheet would run is made harmless.
#[must_use]
pub fn scoring_csv(version: &Version) -> String {
    let mut sheet = Sheet::new(&[
        "definition",
        "key",
        "criterion",
        "kind",
        "weight",
        "test",
        "passes",
        "fails",
        "why",
        "named_by",
    ]);
    for row in rows(version) {
        sheet.row(&[
            format!("v{}", version.number),
            row.key.to_string(),
            row.criterion.to_owned(),
            row.kind.to_owned(),
            row.weight.to_string(),
            row.test.to_owned(),
            row.passes.to_owned(),
            row.fails.to_owned(),
            row.why.to_owned(),
            row.named_by.to_owned(),
        ]);
    }
    sheet.into_text()
}

/// The sheet as one JSON document.
///
/// # Errors
/// Where it cannot be written as JSON; no definition this program makes is one.
pub fn scoring_json(version: &Version) -> Result<String, serde_json::Error> {
    let criteria = rows(version);
    let document = Document {
        version: version.number,
        in_force_from: version.from(),
        of: criteria.iter().map(|row| row.weight).sum(),
        criteria,
    };
    let mut json = clean::json(&serde_json::to_string(&document)?);
    json.push('\n');
    Ok(json)
}
