//! A form of a few blanks: text, a date, one of a list, several of a list. Every question the console asks is one.

use chrono::NaiveDate;
use tui_input::{Input, InputRequest};

use super::day;
use super::key::{Code, Key};
use super::written::Written;

/// One blank of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Blank {
    pub label: String,
    pub kind: Kind,
    /// What stands beside it, quietly.
    pub hint: String,
}

/// What a blank takes.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    Text(Typed),
    /// Text of several lines.
    Long(Box<Written>),
    /// A date as people write it; may stay empty.
    Day(Typed),
    Pick(Pick),
    Many(Many),
}

/// A line of text with a cursor.
#[derive(Debug, Clone, Default)]
pub struct Typed(pub Input);

impl PartialEq for Typed {
    fn eq(&self, other: &Self) -> bool {
        self.0.value() == other.0.value() && self.0.cursor() == other.0.cursor()
    }
}

/// The longest text one line takes, in characters.
const LONGEST: usize = 2_000;

impl Typed {
    /// A line that already holds a text, the cursor at its end.
    pub fn of(text: &str) -> Self {
        Self(Input::new(text.to_owned()))
    }

    /// What is typed.
    pub fn text(&self) -> &str {
        self.0.value()
    }

    /// Takes a key; false where it is none of a text line's.
    pub fn key(&mut self, key: Key) -> bool {
        let request = match key.code {
            Code::Char('w') if key.ctrl => InputRequest::DeletePrevWord,
            Code::Char('u') if key.ctrl => InputRequest::DeleteLine,
            Code::Char('a') if key.ctrl => InputRequest::GoToStart,
            Code::Char('e') if key.ctrl => InputRequest::GoToEnd,
            Code::Backspace => InputRequest::DeletePrevChar,
            Code::Delete => InputRequest::DeleteNextChar,
            Code::Left if key.ctrl => InputRequest::GoToPrevWord,
            Code::Right if key.ctrl => InputRequest::GoToNextWord,
            Code::Left => InputRequest::GoToPrevChar,
            Code::Right => InputRequest::GoToNextChar,
            Code::Home => InputRequest::GoToStart,
            Code::End => InputRequest::GoToEnd,
            _ => match key.typed() {
                Some(character) if self.text().len() < LONGEST * 4 => {
                    InputRequest::InsertChar(character)
                }
                _ => return false,
            },
        };
        self.0.handle(request);
        true
    }

    /// Takes pasted text as one line.
    pub fn paste(&mut self, text: &str) {
        for character in text.chars().take(LONGEST) {
            let character = if character.is_control() {
                ' '
            } else {
                character
            };
            self.0.handle(InputRequest::InsertChar(character));
        }
    }
}

/// One of a list: arrows walk it, typing narrows it; what is typed counts itself where nothing matches.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pick {
    pub options: Vec<String>,
    /// Which option is picked.
    pub at: usize,
    /// What was typed to narrow the list.
    pub typed: Typed,
    /// Whether words that are not in the list count.
    pub free: bool,
}

impl Pick {
    /// The picked text; empty where nothing is.
    pub fn value(&self) -> String {
        let typed = self.typed.text().trim();
        if typed.is_empty() {
            return self.options.get(self.at).cloned().unwrap_or_default();
        }
        self.matches()
            .next()
            .filter(|(_, option)| {
                !self.free || option.to_lowercase().starts_with(&typed.to_lowercase())
            })
            .map_or_else(
                || {
                    if self.free {
                        typed.to_owned()
                    } else {
                        String::new()
                    }
                },
                |(_, option)| option.to_owned(),
            )
    }

    /// The options that hold what was typed.
    pub fn matches(&self) -> impl Iterator<Item = (usize, &str)> {
        let typed = self.typed.text().trim().to_lowercase();
        self.options
            .iter()
            .enumerate()
            .filter(move |(_, option)| option.to_lowercase().contains(&typed))
            .map(|(index, option)| (index, option.as_str()))
    }

    fn key(&mut self, key: Key) -> bool {
        let last = self.options.len().saturating_sub(1);
        match key.code {
            Code::Left => self.at = self.at.checked_sub(1).unwrap_or(last),
            Code::Right => self.at = if self.at >= last { 0 } else { self.at + 1 },
            _ => return self.typed.key(key),
        }
        self.typed = Typed::default();
        true
    }
}

/// Several of a list: arrows walk it, Space ticks, a digit ticks the one with that number.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Many {
    pub options: Vec<String>,
    pub on: Vec<bool>,
    pub at: usize,
}

impl Many {
    /// The ticked ones.
    pub fn ticked(&self) -> Vec<String> {
        self.options
            .iter()
            .zip(&self.on)
            .filter(|(_, on)| **on)
            .map(|(option, _)| option.clone())
            .collect()
    }

    fn tick(&mut self, at: usize) {
        if let Some(on) = self.on.get_mut(at) {
            *on = !*on;
            self.at = at;
        }
    }

    fn key(&mut self, key: Key) -> bool {
        let last = self.options.len().saturating_sub(1);
        match key.code {
            Code::Char(' ') => self.tick(self.at),
            Code::Char(digit @ '1'..='9') => self.tick(digit as usize - '1' as usize),
            Code::Char('0') => self.tick(9),
            Code::Left => self.at = self.at.saturating_sub(1),
            Code::Right => self.at = (self.at + 1).min(last),
            Code::Home => self.at = 0,
            Code::End => self.at = last,
            _ => return false,
        }
        true
    }
}

impl Blank {
    /// A line of text.
    pub fn text(label: &str, value: &str) -> Self {
        Self::new(label, Kind::Text(Typed::of(value)))
    }

    /// Text of several lines.
    pub fn long(label: &str, value: &str) -> Self {
        Self::new(label, Kind::Long(Box::new(Written::of(value))))
    }

    /// A date.
    pub fn day(label: &str, value: Option<NaiveDate>) -> Self {
        let text = value.map(|day| day.to_string()).unwrap_or_default();
        Self::new(label, Kind::Day(Typed::of(&text)))
    }

    /// One of a list, the one that is `value` picked.
    pub fn pick(label: &str, options: Vec<String>, value: &str) -> Self {
        let at = options.iter().position(|option| option == value);
        Self::new(
            label,
            Kind::Pick(Pick {
                at: at.unwrap_or(0),
                options,
                ..Pick::default()
            }),
        )
    }

    /// One of a list, or words of one's own.
    pub fn free(label: &str, options: Vec<String>, value: &str) -> Self {
        let mut blank = Self::pick(label, options, value);
        if let Kind::Pick(pick) = &mut blank.kind {
            pick.free = true;
            if !pick.options.iter().any(|option| option == value) && !value.is_empty() {
                pick.options.insert(0, value.to_owned());
                pick.at = 0;
            }
        }
        blank
    }

    /// Several of a list, those in `ticked` ticked.
    pub fn many(label: &str, options: Vec<String>, ticked: &[String]) -> Self {
        let on = options
            .iter()
            .map(|option| ticked.contains(option))
            .collect();
        Self::new(label, Kind::Many(Many { options, on, at: 0 }))
    }

    fn new(label: &str, kind: Kind) -> Self {
        Self {
            label: label.to_owned(),
            kind,
            hint: String::new(),
        }
    }

    /// The same with a quiet word beside it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    fn key(&mut self, key: Key) -> bool {
        match &mut self.kind {
            Kind::Text(typed) | Kind::Day(typed) => typed.key(key),
            Kind::Long(written) => written.key(key),
            Kind::Pick(pick) => pick.key(key),
            Kind::Many(many) => many.key(key),
        }
    }
}

/// A form: its blanks, where the cursor is, and what is wrong, if anything.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Form {
    pub title: String,
    pub blanks: Vec<Blank>,
    pub at: usize,
    pub fault: Option<String>,
    /// What each blank said when the form was opened.
    opened: Vec<String>,
}

/// What a key did to a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Stays,
    Done,
    Left,
}

impl Form {
    /// A form with its first blank under the cursor.
    pub fn new(title: impl Into<String>, blanks: Vec<Blank>) -> Self {
        let mut form = Self {
            title: title.into(),
            blanks,
            ..Self::default()
        };
        form.opened = (0..form.blanks.len()).map(|at| form.value(at)).collect();
        form
    }

    /// Takes a key. Enter says the whole form is right; Tab and the arrows walk its blanks.
    pub fn key(&mut self, key: Key) -> Outcome {
        if self.written(key) {
            self.fault = None;
            return Outcome::Stays;
        }
        let last = self.blanks.len().saturating_sub(1);
        match key.code {
            Code::Enter => match self.unfit() {
                Some(at) => self.reject(at, "nothing in the list holds these words: ←→ walks it"),
                None => return Outcome::Done,
            },
            Code::Esc => return Outcome::Left,
            Code::Tab | Code::Down => self.at = if self.at >= last { 0 } else { self.at + 1 },
            Code::BackTab | Code::Up => self.at = self.at.checked_sub(1).unwrap_or(last),
            _ => {
                if let Some(blank) = self.blanks.get_mut(self.at)
                    && blank.key(key)
                {
                    self.fault = None;
                }
            }
        }
        Outcome::Stays
    }

    /// A text of several lines takes a new line, and the arrows until they leave it; false where the key is the form's.
    fn written(&mut self, key: Key) -> bool {
        let Some(Kind::Long(written)) = self.blanks.get_mut(self.at).map(|blank| &mut blank.kind)
        else {
            return false;
        };
        match key.code {
            Code::Enter if key.alt || key.ctrl => written.new_line(),
            Code::Char('j') if key.ctrl => written.new_line(),
            Code::Up | Code::Down => {
                let before = written.clone();
                written.key(key);
                return **written != *before;
            }
            _ => return false,
        }
        true
    }

    /// Takes pasted text into the blank under the cursor.
    pub fn paste(&mut self, text: &str) {
        match self.blanks.get_mut(self.at).map(|blank| &mut blank.kind) {
            Some(Kind::Text(typed) | Kind::Day(typed)) => typed.paste(text),
            Some(Kind::Long(written)) => written.paste(text),
            Some(Kind::Pick(pick)) => pick.typed.paste(text),
            _ => {}
        }
    }

    /// The text or the picked option of a blank; empty where there is none.
    pub fn value(&self, at: usize) -> String {
        match self.blanks.get(at).map(|blank| &blank.kind) {
            Some(Kind::Text(typed) | Kind::Day(typed)) => typed.text().trim().to_owned(),
            Some(Kind::Long(written)) => written.text().trim().to_owned(),
            Some(Kind::Pick(pick)) => pick.value(),
            Some(Kind::Many(many)) => many.ticked().join(", "),
            None => String::new(),
        }
    }

    /// The ticked options of a blank.
    pub fn ticked(&self, at: usize) -> Vec<String> {
        match self.blanks.get(at).map(|blank| &blank.kind) {
            Some(Kind::Many(many)) => many.ticked(),
            _ => Vec::new(),
        }
    }

    /// How many there are to tick.
    pub fn options(&self, at: usize) -> u32 {
        match self.blanks.get(at).map(|blank| &blank.kind) {
            Some(Kind::Many(many)) => u32::try_from(many.options.len()).unwrap_or(u32::MAX),
            _ => 0,
        }
    }

    /// The date of a blank; `None` where it is empty.
    ///
    /// # Errors
    /// In words, where what is typed is no date.
    pub fn day(&self, at: usize, today: NaiveDate) -> Result<Option<NaiveDate>, String> {
        day::read(&self.value(at), today)
    }

    /// Puts the cursor on a blank and says what is wrong with it.
    pub fn reject(&mut self, at: usize, fault: impl Into<String>) {
        self.at = at;
        self.fault = Some(fault.into());
    }

    /// The first blank whose typed words fit nothing it could take.
    fn unfit(&self) -> Option<usize> {
        self.blanks.iter().position(|blank| match &blank.kind {
            Kind::Pick(pick) => !pick.typed.text().trim().is_empty() && pick.value().is_empty(),
            _ => false,
        })
    }

    /// Whether anything in it is other than when it was opened.
    pub fn is_changed(&self) -> bool {
        let now = (0..self.blanks.len()).map(|at| self.value(at));
        !now.eq(self.opened.iter().cloned())
    }
}
