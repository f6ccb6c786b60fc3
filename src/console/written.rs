//! Text of several lines being written: the keys of an editor, and how its lines break on a screen.

use ratatui_textarea::{Input, Key as Editor, TextArea};

use super::key::{Code, Key};
use super::text::width;

/// The longest text it takes, in characters.
const LONGEST: usize = 20_000;

/// A text of several lines with a cursor.
#[derive(Debug, Clone, Default)]
pub struct Written {
    area: TextArea<'static>,
}

impl PartialEq for Written {
    fn eq(&self, other: &Self) -> bool {
        self.area.lines() == other.area.lines() && self.area.cursor() == other.area.cursor()
    }
}

/// A line of the screen: its text, and the column of the cursor where the cursor stands on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub text: String,
    pub cursor: Option<usize>,
}

impl Written {
    /// A text that is there already, the cursor at its end.
    pub fn of(text: &str) -> Self {
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.move_cursor(ratatui_textarea::CursorMove::Bottom);
        area.move_cursor(ratatui_textarea::CursorMove::End);
        Self { area }
    }

    /// What is written.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Takes pasted text; ends of lines stay, what is no text does not.
    pub fn paste(&mut self, text: &str) {
        let room = LONGEST.saturating_sub(self.text().chars().count());
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let kept = text
            .chars()
            .filter(|character| *character == '\n' || !character.is_control());
        self.area.insert_str(kept.take(room).collect::<String>());
    }

    /// Begins a new line.
    pub fn new_line(&mut self) {
        self.area.insert_newline();
    }

    /// Takes a key of the editor; false where it is none of it, or the text is as long as it may be.
    pub fn key(&mut self, key: Key) -> bool {
        let code = match key.code {
            Code::Char('z') if key.ctrl => return self.area.undo(),
            Code::Char('u') if key.ctrl => return self.area.delete_line_by_head(),
            Code::Char(_) if !key.ctrl && self.text().len() >= LONGEST => return false,
            Code::Char(character) => Editor::Char(character),
            Code::Enter => Editor::Enter,
            Code::Backspace => Editor::Backspace,
            Code::Delete => Editor::Delete,
            Code::Left => Editor::Left,
            Code::Right => Editor::Right,
            Code::Up => Editor::Up,
            Code::Down => Editor::Down,
            Code::Home => Editor::Home,
            Code::End => Editor::End,
            Code::PageUp => Editor::PageUp,
            Code::PageDown => Editor::PageDown,
            Code::Tab | Code::BackTab | Code::Esc | Code::F(_) => return false,
        };
        self.area.input(Input {
            key: code,
            ctrl: key.ctrl,
            alt: key.alt,
            shift: key.shift,
        });
        true
    }

    /// Its lines broken at blanks to a width, and which of them the cursor is on.
    pub fn rows(&self, columns: usize) -> (Vec<Row>, usize) {
        let ratatui_textarea::DataCursor(line, column) = self.area.cursor();
        let mut rows = Vec::new();
        let mut at = 0;
        for (index, text) in self.area.lines().iter().enumerate() {
            let characters: Vec<char> = text.chars().collect();
            let starts = breaks(&characters, columns.max(2) - 1);
            let here = starts.iter().rposition(|start| *start <= column);
            for (place, start) in starts.iter().enumerate() {
                let end = starts.get(place + 1).copied();
                let part = &characters[*start..end.unwrap_or(characters.len())];
                let cursor = (index == line && here == Some(place)).then(|| column - start);
                if cursor.is_some() {
                    at = rows.len();
                }
                rows.push(Row {
                    text: part.iter().collect(),
                    cursor,
                });
            }
        }
        (rows, at)
    }
}

/// Where each line of the screen begins: behind the last blank that fits, or where a longer word must break.
fn breaks(characters: &[char], columns: usize) -> Vec<usize> {
    let mut starts = vec![0];
    let (mut begin, mut used, mut blank) = (0, 0, None);
    for (at, character) in characters.iter().enumerate() {
        let wide = width(character.encode_utf8(&mut [0; 4]));
        if used + wide > columns && at > begin && !character.is_whitespace() {
            begin = blank.filter(|blank| *blank > begin).unwrap_or(at);
            starts.push(begin);
            used = characters[begin..at]
                .iter()
                .map(|one| width(one.encode_utf8(&mut [0; 4])))
                .sum();
            blank = None;
        }
        used += wide;
        if character.is_whitespace() {
            blank = Some(at + 1);
        }
    }
    starts
}
