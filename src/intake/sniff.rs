//! How a file is written: its delimiter, and where its header stands.

use std::collections::HashSet;
use std::sync::LazyLock;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::field::plain;
use super::record::Records;
use crate::review::row::Kind;

/// How a text file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent ways of writing a file"
)]
pub struct Shape {
    pub encoding: &'static Encoding,
    pub delimiter: u8,
    /// Each line stands as a whole in one quoted cell.
    pub wrapped: bool,
    /// How many records stand above the first row, the header included.
    pub above: usize,
    /// There is a header; without one, columns go by number.
    pub headed: bool,
    /// Every row ends in a delimiter that the header does not have.
    pub trailing: bool,
    /// The file is a workbook: what is read is its first sheet, written out as text.
    pub sheet: bool,
}

/// What the front of a file shows.
pub struct Sniffed {
    pub shape: Shape,
    /// The header's cells as written; for a file without, `column 1`, `column 2`, …
    pub headers: Vec<String>,
    /// The records above the header, as written.
    pub preamble: Vec<String>,
}

/// The encoding that the first bytes give away: a byte-order mark, or every other byte NUL. Else UTF-8, until a
/// byte contradicts.
#[must_use]
pub fn encoding_of(head: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return encoding;
    }
    let pairs = head.len().min(4096) / 2;
    let nul_at = |odd: usize| (0..pairs).filter(|pair| head[pair * 2 + odd] == 0).count();
    let (even, odd) = (nul_at(0), nul_at(1));
    if pairs >= 2 && odd * 3 > pairs && even * 20 < pairs {
        UTF_16LE
    } else if pairs >= 2 && even * 3 > pairs && odd * 20 < pairs {
        UTF_16BE
    } else {
        UTF_8
    }
}

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many records are looked at.
const LOOKED_AT: usize = 60;

struct Attempt {
    delimiter: u8,
    wrapped: bool,
    records: Vec<Vec<String>>,
    /// The record that looks like a header, how many of its cells are known, and the score of the whole attempt.
    header: Option<usize>,
    score: usize,
}

/// Looks at the front of a text already decoded; `whole` where the front is all there is. `None` where there is no
/// record at all.
#[must_use]
pub fn sniff(front: &str, whole: bool, encoding: &'static Encoding) -> Option<Sniffed> {
    let best = DELIMITERS
        .into_iter()
        .flat_map(|delimiter| [(delimiter, false), (delimiter, true)])
        .filter_map(|(delimiter, wrapped)| attempt(front, whole, delimiter, wrapped))
        .reduce(|best, other| {
            if other.score > best.score {
                other
            } else {
                best
            }
        })?;
    let headed = best.header.is_some();
    let at = best.header.unwrap_or(0);
    let headers: Vec<String> = if headed {
        best.records[at].clone()
    } else {
        (1..=best.records[at].len())
            .map(|number| format!("column {number}"))
            .collect()
    };
    let rows = &best.records[(at + usize::from(headed)).min(best.records.len())..];
    let trailing = !rows.is_empty()
        && rows
            .iter()
            .all(|row| row.len() == headers.len() + 1 && row.last().is_some_and(String::is_empty));
    Some(Sniffed {
        shape: Shape {
            encoding,
            delimiter: best.delimiter,
            wrapped: best.wrapped,
            above: if headed { at + 1 } else { 0 },
            headed,
            trailing,
            sheet: false,
        },
        headers,
        preamble: best.records[..at]
            .iter()
            .map(|cells| cells.join(&char::from(best.delimiter).to_string()))
            .collect(),
    })
}

fn attempt(front: &str, whole: bool, delimiter: u8, wrapped: bool) -> Option<Attempt> {
    let mut cutter = Records::new(front.as_bytes(), delimiter, wrapped);
    let mut records: Vec<Vec<String>> = Vec::new();
    while records.len() < LOOKED_AT {
        let Ok(Some(record)) = cutter.advance() else {
            break;
        };
        records.push(
            (0..record.width())
                .map(|place| String::from_utf8_lossy(record.cell(place)).into_owned())
                .collect(),
        );
    }
    // The last record of a front that was cut off is not whole.
    if !whole && records.len() > 1 && records.len() < LOOKED_AT {
        records.pop();
    }
    if records.is_empty() {
        return None;
    }
    let (header, known) = header_of(&records);
    let width = records[header.unwrap_or(0)].len();
    let alike = records
        .iter()
        .filter(|record| record.len() == width)
        .count();
    let share = if width > 1 {
        alike * 100 / records.len()
    } else {
        0
    };
    Some(Attempt {
        delimiter,
        wrapped,
        header,
        score: known * 1000 + share * 4 + width.min(60),
        records,
    })
}

/// The record that is the header, and how many of its cells are known names.
fn header_of(records: &[Vec<String>]) -> (Option<usize>, usize) {
    let known = |record: &Vec<String>| record.iter().filter(|cell| is_known(&plain(cell))).count();
    let front = &records[..records.len().min(40)];
    let best = front
        .iter()
        .enumerate()
        .map(|(place, record)| (place, known(record)))
        .reduce(|best, other| if other.1 > best.1 { other } else { best });
    match best {
        Some((place, known)) if known >= 2 => return (Some(place), known),
        Some((0, 1)) => return (Some(0), 1),
        _ => {}
    }
    let first = &records[0];
    let named = |cell: &String| {
        let cell = cell.trim();
        cell.is_empty()
            || !cell.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '#')
                && !cell.contains('@')
    };
    let heads = first.iter().all(named) && first.iter().any(|cell| !cell.trim().is_empty());
    (heads.then_some(0), 0)
}

/// Whether any kind of file knows a header of that name.
fn is_known(plain: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        Kind::ALL
            .into_iter()
            .flat_map(super::alias::table)
            .flat_map(|(_, names)| names.split_whitespace())
            .collect()
    });
    KNOWN.contains(plain)
}
