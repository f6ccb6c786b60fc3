//! Rows as a CSV file (RFC 4180, UTF-8): every cell harmless for a spreadsheet and for a terminal.

use crate::review::cell::guarded;

use super::clean;

/// A CSV file being written in memory.
#[derive(Debug)]
pub struct Sheet {
    text: String,
}

impl Sheet {
    /// A file with its header row.
    #[must_use]
    pub fn new(header: &[&str]) -> Self {
        let mut sheet = Self {
            text: String::new(),
        };
        sheet.row(header);
        sheet
    }

    /// A file that begins with remark lines, each after `# `, before its header row.
    #[must_use]
    pub fn with_preamble(preamble: &[String], header: &[&str]) -> Self {
        let mut sheet = Self {
            text: String::new(),
        };
        for line in preamble {
            sheet.text.push_str("# ");
            sheet.text.push_str(&clean::line(line));
            sheet.text.push('\n');
        }
        sheet.row(header);
        sheet
    }

    /// Adds a row. Line ends inside a cell stay, as quoted line feeds.
    pub fn row<S: AsRef<str>>(&mut self, cells: &[S]) {
        for (index, text) in cells.iter().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            self.cell(text.as_ref());
        }
        self.text.push('\n');
    }

    fn cell(&mut self, text: &str) {
        let clean = clean::lines(text).join("\n");
        let cell = guarded(&clean);
        if cell.contains(['"', ',', '\n', '#', ';']) || cell.starts_with(' ') || cell.ends_with(' ')
        {
            self.text.push('"');
            self.text.push_str(&cell.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(&cell);
        }
    }

    /// The whole file.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }
}
