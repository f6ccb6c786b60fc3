//! `docket keys`: the key table as it is bound here, in Markdown. The README's table is its output.

use std::fmt::Write;
use std::io::ErrorKind;
use std::process::ExitCode;

use color_eyre::Result;
use color_eyre::eyre::WrapErr;
use docket::console::command::{KeyLine, table};
use docket::console::keymap::Keymap;

use super::{place, say};

/// Prints the table.
pub fn run() -> Result<ExitCode> {
    say::data(&markdown(&table(&keymap()?)))?;
    Ok(ExitCode::SUCCESS)
}

/// The default keys with the person's own `keys.toml` laid over them.
pub fn keymap() -> Result<Keymap> {
    let file = place::settings_folder()?.join("keys.toml");
    let own = match std::fs::read_to_string(&file) {
        Ok(own) => own,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => {
            return Err(error).wrap_err_with(|| format!("reading {}", file.display()));
        }
    };
    Keymap::patched(&own).wrap_err_with(|| file.display().to_string())
}

/// One Markdown table a scope.
fn markdown(lines: &[KeyLine]) -> String {
    let mut text = String::new();
    for part in lines.chunk_by(|one, next| one.scope == next.scope) {
        let Some(first) = part.first() else { continue };
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "**{}**\n\n| key | does | |\n|---|---|---|\n",
            first.scope
        );
        for line in part {
            let keys = keys(&line.keys);
            let _ = writeln!(
                text,
                "| {keys} | {} | {} |",
                cell(line.title),
                cell(line.doc)
            );
        }
        text.push('\n');
    }
    text.trim_end().to_owned()
}

fn keys(keys: &str) -> String {
    if keys.is_empty() {
        return "`:`".to_owned();
    }
    keys.split(' ')
        .map(|key| match key {
            "|" => "`\\|`".to_owned(),
            "`" => "`` ` ``".to_owned(),
            key => format!("`{key}`"),
        })
        .collect::<Vec<_>>()
        .join(" ")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
