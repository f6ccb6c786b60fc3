//! Keys and the mouse, in the console's own words: what a terminal sends is translated once, at the seat.

use std::fmt;

/// A key without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
}

/// One key press. Shift is told by the character itself; it is set only for keys that have no character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    pub code: Code,
    pub ctrl: bool,
    pub alt: bool,
    pub shift: bool,
}

impl Key {
    /// Where the key moves the cursor of a list that is typed into: arrows and pages; `None` where it moves nothing.
    pub fn moves(self, at: usize, last: usize) -> Option<usize> {
        Some(match self.code {
            Code::Down => (at + 1).min(last),
            Code::Up => at.saturating_sub(1),
            Code::PageDown => (at + 10).min(last),
            Code::PageUp => at.saturating_sub(10),
            _ => return None,
        })
    }

    /// Where it moves the cursor of a list that is not typed into: letters and ends, too.
    pub fn walks(self, at: usize, last: usize) -> Option<usize> {
        match self.code {
            Code::Char('j') => Some((at + 1).min(last)),
            Code::Char('k') => Some(at.saturating_sub(1)),
            Code::Home | Code::Char('g') => Some(0),
            Code::End | Code::Char('G') => Some(last),
            _ => self.moves(at, last),
        }
    }

    /// A key pressed alone.
    pub const fn plain(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// A character key pressed alone.
    pub const fn char(character: char) -> Self {
        Self::plain(Code::Char(character))
    }

    /// A character key with Ctrl.
    pub const fn ctrl(character: char) -> Self {
        Self {
            code: Code::Char(character),
            ctrl: true,
            alt: false,
            shift: false,
        }
    }

    /// The character a text field takes from this key.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(character) if !self.ctrl && !self.alt => Some(character),
            _ => None,
        }
    }

    /// Reads `a`, `?`, `space`, `enter`, `ctrl-p`, `alt-x`, `f1`; `None` where it is no key.
    pub fn parse(text: &str) -> Option<Self> {
        let mut key = Self::plain(Code::Esc);
        let mut rest = text;
        loop {
            let lower = rest.to_lowercase();
            if lower.starts_with("ctrl-") && rest.len() > 5 {
                key.ctrl = true;
                rest = &rest[5..];
            } else if lower.starts_with("alt-") && rest.len() > 4 {
                key.alt = true;
                rest = &rest[4..];
            } else if lower.starts_with("shift-") && rest.len() > 6 {
                key.shift = true;
                rest = &rest[6..];
            } else {
                break;
            }
        }
        key.code = code(rest)?;
        Some(key.settled())
    }

    /// The same key however a terminal tells it: with Ctrl a letter has no case.
    #[must_use]
    pub fn settled(mut self) -> Self {
        if let (true, Code::Char(character)) = (self.ctrl, self.code) {
            self.code = Code::Char(character.to_ascii_lowercase());
        }
        self
    }
}

fn code(text: &str) -> Option<Code> {
    let mut characters = text.chars();
    if let (Some(only), None) = (characters.next(), characters.next()) {
        return Some(Code::Char(only));
    }
    if let Some((_, code)) = NAMED
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(text))
    {
        return Some(*code);
    }
    let number = text.strip_prefix(['f', 'F'])?.parse().ok()?;
    (1..=12).contains(&number).then_some(Code::F(number))
}

const NAMED: [(&str, Code); 18] = [
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("Shift-Tab", Code::BackTab),
    ("BackTab", Code::BackTab),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
    ("Del", Code::Delete),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PgUp", Code::PageUp),
    ("PgDn", Code::PageDown),
    ("Space", Code::Char(' ')),
    ("Minus", Code::Char('-')),
];

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        if self.shift {
            f.write_str("Shift-")?;
        }
        match self.code {
            Code::Char(' ') => f.write_str("Space"),
            Code::Char(character) if self.ctrl => write!(f, "{}", character.to_ascii_uppercase()),
            Code::Char(character) => write!(f, "{character}"),
            Code::F(number) => write!(f, "F{number}"),
            other => {
                let name = NAMED.iter().find(|(_, code)| *code == other);
                f.write_str(name.map_or("", |(name, _)| name))
            }
        }
    }
}

/// Keys written in a row: `jjr1<enter>`; `<lt>` is `<` itself. A name that is no key is skipped.
pub fn script(text: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if first == '<'
            && let Some(end) = rest.find('>')
        {
            let name = &rest[1..end];
            keys.extend(match name {
                "lt" => Some(Key::char('<')),
                name => Key::parse(name),
            });
            rest = &rest[end + 1..];
        } else {
            keys.push(match first {
                '\n' => Key::plain(Code::Enter),
                '\t' => Key::plain(Code::Tab),
                character => Key::char(character),
            });
            rest = &rest[first.len_utf8()..];
        }
    }
    keys
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseAct {
    Press,
    WheelUp,
    WheelDown,
}

/// A mouse event: column and row count from 0 at the upper left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    pub act: MouseAct,
    pub column: u16,
    pub row: u16,
}
