//! The page as one HTML file: nothing is loaded, nothing runs, and it prints on A4. The template can be a user's own.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, context};
use serde::Serialize;

use super::page::Page;

/// The template that is used where the user has none.
pub const TEMPLATE: &str = include_str!("../../assets/minutes/page.html");

/// The template of one sheet of paper: the agreement's pages.
pub const SHEET: &str = include_str!("../../assets/agreement/page.html");

/// What every page is made of; a template takes it by `{% from "blocks.html" import block %}`.
const BLOCKS: &str = include_str!("../../assets/blocks.html");

/// The page in HTML. A template sees `page`, made harmless, and `data`: the record the page was made of, as the
/// record's JSON has it. Everything a template writes out is escaped.
///
/// # Errors
/// Where the template cannot be read or filled in; the message names its line.
pub fn html(
    page: &Page,
    data: &impl Serialize,
    template: Option<&str>,
) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let syntax = SyntaxConfig::builder()
        .keep_trailing_newline(true)
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()?;
    environment.set_syntax(syntax);
    environment.add_template("blocks.html", BLOCKS)?;
    let page = page.clone().cleaned();
    let text = environment.render_named_str(
        "minutes.html",
        template.unwrap_or(TEMPLATE),
        context! { page => Serde(&page), data => Serde(data) },
    )?;
    Ok(without_controls(&text))
}

/// A user's template can write raw texts of the record: what could steer a terminal still never leaves.
fn without_controls(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let indent = line.len() - line.trim_start_matches(' ').len();
        out.push_str(&line[..indent]);
        out.push_str(&super::clean::line(&line[indent..]));
        out.push('\n');
    }
    out
}
