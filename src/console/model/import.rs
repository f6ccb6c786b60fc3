//! Bringing files in: which files, how their columns are read, what is unsettled, how far it is, what became of them.

use crate::console::effect::{Given, Ticket};
use crate::console::form::Typed;
use crate::review::proposal::{
    Answer, Brought, ColumnProposal, DateOrder, FileProposal, Proposal, Question,
};
use crate::review::row::Kind;

/// Names of files that hold rows.
const SHEETS: [&str; 6] = [".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm"];

/// A line for paths: several may stand in it, blanks between them, quotes or backslashes around blanks of their own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PathField {
    pub typed: Typed,
    /// What lies in the folder that is typed: paths, folders ending in the separator, sizes in bytes.
    pub found: Vec<(String, Option<u64>)>,
    /// Rows that were pasted in place of a path.
    pub rows: Option<String>,
}

impl PathField {
    /// The paths typed, without the quotes that a dropped file comes in.
    pub fn paths(&self) -> Vec<String> {
        words(self.typed.text())
            .into_iter()
            .map(|(_, word)| word)
            .collect()
    }

    /// What was given: the pasted rows, else the files.
    pub fn given(&self) -> Vec<Given> {
        if let Some(rows) = &self.rows {
            return vec![Given::Rows(rows.clone())];
        }
        self.paths().into_iter().map(Given::File).collect()
    }

    /// The path the cursor is on: the last one.
    pub fn last(&self) -> String {
        let text = self.typed.text();
        if text.ends_with(' ') && !text.ends_with("\\ ") {
            return String::new();
        }
        self.paths().pop().unwrap_or_default()
    }

    /// The files with rows in the folder that is typed.
    pub fn sheets(&self) -> impl Iterator<Item = (&str, u64)> {
        self.found.iter().filter_map(|(path, size)| {
            let name = path.to_lowercase();
            SHEETS
                .iter()
                .any(|end| name.ends_with(end))
                .then_some((path.as_str(), (*size)?))
        })
    }

    /// The folders in it.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.found
            .iter()
            .filter_map(|(path, size)| size.is_none().then_some(path.as_str()))
    }

    /// Tab: all files there where a folder is typed (true), else the longest beginning they share.
    pub fn complete(&mut self) -> bool {
        let sheets: Vec<String> = self.sheets().map(|(path, _)| path.to_owned()).collect();
        let last = self.last();
        let whole_folder = last.is_empty() || last.ends_with('/');
        if whole_folder && !sheets.is_empty() {
            self.replace_last(
                &sheets
                    .iter()
                    .map(|path| quoted(path))
                    .collect::<Vec<_>>()
                    .join(" "),
            );
            return true;
        }
        self.complete_one();
        false
    }

    /// Tab where one path is wanted: the longest beginning that all names found share.
    pub fn complete_one(&mut self) {
        let last = self.last();
        let names: Vec<&str> = self.found.iter().map(|(path, _)| path.as_str()).collect();
        let Some(shared) = shared_beginning(&names) else {
            return;
        };
        if shared.chars().count() > last.chars().count() {
            let shared = quoted(&shared);
            self.replace_last(&shared);
        }
    }

    fn replace_last(&mut self, by: &str) {
        let text = self.typed.text().to_owned();
        let from = if self.last().is_empty() {
            text.len()
        } else {
            words(&text).last().map_or(0, |(from, _)| *from)
        };
        self.typed = Typed::of(&format!("{}{by}", &text[..from]));
    }
}

/// A path as it can stand beside others.
fn quoted(path: &str) -> String {
    if path.contains([' ', '\'', '"', '\\']) {
        format!("\"{}\"", path.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        path.to_owned()
    }
}

/// The words of a line and where each begins, read as a shell would: quotes hold a word together, a backslash a blank.
fn words(text: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut open = false;
    let mut quote: Option<char> = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let blank = quote.is_none() && character.is_whitespace();
        if blank {
            open = false;
            continue;
        }
        if !open {
            found.push((at, String::new()));
            open = true;
        }
        let Some((_, word)) = found.last_mut() else {
            continue;
        };
        match (quote, character) {
            (Some(closing), c) if c == closing => quote = None,
            (None, '\'' | '"') => quote = Some(character),
            (None | Some('"'), '\\') => match characters.peek() {
                Some((_, next)) if matches!(next, ' ' | '\\' | '\'' | '"' | '(' | ')' | '&') => {
                    word.push(*next);
                    characters.next();
                }
                _ => word.push(character),
            },
            (_, c) => word.push(c),
        }
    }
    for (_, word) in &mut found {
        if let Some(path) = word.strip_prefix("file://") {
            *word = path.replace("%20", " ");
        }
    }
    found
}

fn shared_beginning(names: &[&str]) -> Option<String> {
    let (first, rest) = names.split_first()?;
    let mut shared: String = (*first).to_owned();
    for name in rest {
        let alike = shared
            .chars()
            .zip(name.chars())
            .take_while(|(one, other)| one.to_lowercase().eq(other.to_lowercase()))
            .count();
        shared = shared.chars().take(alike).collect();
    }
    (!shared.is_empty()).then_some(shared)
}

/// How far bringing files in has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stage {
    /// Which files?
    #[default]
    Files,
    /// They are being looked at.
    Reading,
    /// How they would be read.
    Preview,
    /// They are being brought in.
    Running,
    /// What became of them.
    Done,
}

/// Which part of the preview has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    #[default]
    Questions,
    Columns,
}

/// A list to choose from, narrowed by what is typed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Choosing {
    pub what: Choice,
    pub typed: Typed,
    pub at: usize,
}

/// What is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Choice {
    /// What the column under the cursor fills.
    #[default]
    Field,
    /// What the file is a list of.
    Kind,
}

/// The words of the list for a column that fills nothing.
pub const EXTRA: &str = "(keep it as it is)";

/// Bringing files in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bringing {
    pub stage: Stage,
    /// It is on the screen; else it waits, or runs, behind it.
    pub in_front: bool,
    pub given: Vec<Given>,
    pub proposal: Proposal,
    /// What a person settled or changed.
    pub answers: Vec<Answer>,
    pub part: Part,
    pub file: usize,
    pub column: usize,
    /// The question under the cursor, counted over all files; past the last stands the import itself.
    pub question: usize,
    /// The choice under the cursor for that question, where the arrows moved it.
    pub choice: Option<usize>,
    pub choosing: Option<Choosing>,
    /// What the import runs under.
    pub ticket: Option<Ticket>,
    pub brought: Vec<Brought>,
    /// Why the files could not be looked at or brought in.
    pub fault: Option<String>,
}

impl Bringing {
    /// The file in front.
    pub fn file(&self) -> Option<&FileProposal> {
        self.proposal.files.get(self.file)
    }

    /// The column under the cursor.
    pub fn column(&self) -> Option<&ColumnProposal> {
        self.file()?.columns.get(self.column)
    }

    /// Every question with its file, in order.
    pub fn questions(&self) -> impl Iterator<Item = (&FileProposal, &Question)> {
        self.proposal
            .files
            .iter()
            .flat_map(|file| file.questions.iter().map(move |question| (file, question)))
    }

    /// The question under the cursor; `None` past the last.
    pub fn asked(&self) -> Option<&Question> {
        self.questions()
            .nth(self.question)
            .map(|(_, question)| question)
    }

    /// Which choice of a question was taken.
    pub fn taken(&self, question: &Question) -> Option<usize> {
        question
            .choices
            .iter()
            .position(|(_, answer)| self.answers.contains(answer))
    }

    /// How many questions are not answered.
    pub fn open_questions(&self) -> usize {
        self.questions()
            .filter(|(_, question)| self.taken(question).is_none())
            .count()
    }

    /// Takes an answer in place of an older one to the same question.
    pub fn settle(&mut self, answer: Answer) {
        self.answers.retain(|old| !same_subject(old, &answer));
        self.answers.push(answer);
    }

    /// The order of a column's dates: as a person settled it, else as the file says.
    pub fn order(&self, file: &FileProposal, column: &ColumnProposal) -> Option<DateOrder> {
        let field = column.field.as_deref()?;
        let settled = self.answers.iter().find_map(|answer| match answer {
            Answer::DateOrder {
                file: of,
                field: asked,
                order,
            } if *of == file.file && asked == field => Some(*order),
            _ => None,
        });
        settled.or(column.date_order)
    }

    /// Rows of the files that can be taken.
    pub fn rows(&self) -> u64 {
        let taken = |file: &&FileProposal| file.refused.is_none();
        self.proposal
            .files
            .iter()
            .filter(taken)
            .map(|file| file.rows)
            .sum()
    }

    /// What the list under the cursor offers, narrowed by what is typed.
    pub fn offered(&self) -> Vec<&str> {
        let (Some(choosing), Some(file)) = (&self.choosing, self.file()) else {
            return Vec::new();
        };
        let typed = choosing
            .typed
            .text()
            .trim()
            .to_lowercase()
            .replace(' ', "_");
        let all: Vec<&str> = match choosing.what {
            Choice::Field => std::iter::once(EXTRA)
                .chain(file.fields.iter().map(String::as_str))
                .collect(),
            Choice::Kind => Kind::ALL.iter().map(|kind| kind.word()).collect(),
        };
        all.into_iter()
            .filter(|word| word.contains(&typed))
            .collect()
    }
}

/// Whether two answers settle the same thing.
fn same_subject(one: &Answer, other: &Answer) -> bool {
    match (one, other) {
        (
            Answer::DateOrder { file, field, .. },
            Answer::DateOrder {
                file: other_file,
                field: other_field,
                ..
            },
        ) => file == other_file && field == other_field,
        (Answer::StatusWord { word, .. }, Answer::StatusWord { word: other, .. }) => word == other,
        (Answer::HandOver { file, .. }, Answer::HandOver { file: other, .. })
        | (Answer::Kind { file, .. }, Answer::Kind { file: other, .. }) => file == other,
        (Answer::Currency { .. }, Answer::Currency { .. }) => true,
        (
            Answer::Column { file, column, .. },
            Answer::Column {
                file: other_file,
                column: other_column,
                ..
            },
        ) => file == other_file && column == other_column,
        _ => false,
    }
}

/// The next question without an answer from `from` on; past the last where all are settled.
pub fn first_open(bringing: &Bringing, from: usize) -> usize {
    let open = bringing
        .questions()
        .enumerate()
        .skip(from)
        .find(|(_, (_, question))| bringing.taken(question).is_none())
        .map(|(at, _)| at);
    open.unwrap_or_else(|| bringing.questions().count())
}
