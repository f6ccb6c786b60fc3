//! What lies in a folder, for somebody who types a path.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Desk, Trouble};

/// Longer listings help nobody.
const MOST: usize = 200;

impl Desk {
    /// The names that begin as the text does: whole paths as the person writes them, folders ending in the separator,
    /// files with their size in bytes.
    #[expect(clippy::unused_self, reason = "asked like every other question")]
    pub(super) fn folder(&self, text: &str) -> Result<Vec<(String, Option<u64>)>, Trouble> {
        let (folder, start) = match text.rfind('/') {
            Some(at) => text.split_at(at + 1),
            None => ("", text),
        };
        let place = match folder {
            "" => PathBuf::from("."),
            folder => expanded(folder),
        };
        let listing = fs::read_dir(&place).map_err(|why| Trouble::File {
            what: format!("reading the folder {}", place.display()),
            why,
        })?;
        let hidden = start.starts_with('.');
        let mut found: Vec<(String, Option<u64>)> = listing
            .filter_map(Result::ok)
            .filter_map(|entry| {
                let name = entry.file_name().into_string().ok()?;
                let fits = name.to_lowercase().starts_with(&start.to_lowercase());
                if !fits || (name.starts_with('.') && !hidden) {
                    return None;
                }
                let about = fs::metadata(entry.path()).ok()?;
                let size = about.is_file().then_some(about.len());
                let end = if about.is_dir() { "/" } else { "" };
                Some((format!("{folder}{name}{end}"), size))
            })
            .collect();
        found.sort();
        found.truncate(MOST);
        Ok(found)
    }
}

/// A path as a person writes it: `~` is the home folder, quotes and spaces around a dropped file are not part of it.
#[must_use]
pub fn expanded(text: &str) -> PathBuf {
    let text = text.trim().trim_matches(['\'', '"']);
    match (text.strip_prefix('~'), env::var_os("HOME")) {
        (Some(""), Some(home)) => PathBuf::from(home),
        (Some(rest), Some(home)) if rest.starts_with('/') => {
            Path::new(&home).join(rest.trim_start_matches('/'))
        }
        _ => PathBuf::from(text),
    }
}

/// A path as people should see it: the home folder shortened to `~`.
#[must_use]
pub fn shown(path: &Path) -> String {
    let home = env::var_os("HOME").map(PathBuf::from);
    match home.and_then(|home| path.strip_prefix(home).map(Path::to_path_buf).ok()) {
        Some(rest) => format!("~/{}", rest.display()),
        None => path.display().to_string(),
    }
}
