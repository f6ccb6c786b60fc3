//! What this seat keeps for itself, beside any ledger: theme and mouse. One small TOML file in the settings folder.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::PathBuf;

/// This seat's own settings. A file that cannot be read or written costs the settings, never the meeting.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Where they are kept; nowhere in a rehearsal without a home folder.
    file: Option<PathBuf>,
    values: BTreeMap<String, String>,
}

impl Settings {
    /// Reads the settings of that file; none where it is not there or is no table of texts.
    #[must_use]
    pub fn read(file: PathBuf) -> Self {
        let values = fs::read_to_string(&file)
            .ok()
            .and_then(|text| toml::from_str(&text).ok())
            .unwrap_or_default();
        Self {
            file: Some(file),
            values,
        }
    }

    /// A setting by name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// Whether the mouse acts in the console; it does unless somebody switched it off.
    #[must_use]
    pub fn mouse(&self) -> bool {
        self.get("mouse") != Some("off")
    }

    /// Keeps a setting.
    pub fn keep(&mut self, name: &str, value: String) {
        self.values.insert(name.to_owned(), value);
        // A settings folder nobody can write to is no reason to stop: the setting holds until the end.
        let _ = self.write();
    }

    fn write(&self) -> std::io::Result<()> {
        let Some(file) = &self.file else {
            return Ok(());
        };
        let text = toml::to_string(&self.values).map_err(std::io::Error::other)?;
        let folder = file.parent().ok_or(std::io::ErrorKind::NotFound)?;
        fs::create_dir_all(folder)?;
        let mut fresh = tempfile::NamedTempFile::new_in(folder)?;
        fresh.write_all(text.as_bytes())?;
        fresh.persist(file)?;
        Ok(())
    }
}
