//! What the whole file shows of its columns, in one pass: rows, samples, the order of dates, status words, owners.

use std::collections::HashMap;
use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};
use sha2::{Digest, Sha256};

use crate::intake::columns::{Columns, hex};
use crate::intake::decode::Decoded;
use crate::intake::field::{Canonical, Holds};
use crate::intake::record::Records;
use crate::intake::value::date::{self, Hint};
use crate::intake::value::money::{self, Style};
use crate::review::proposal::{ColumnProposal, DateOrder};

/// Passes bytes on and keeps their digest, their number, and whether they are UTF-8.
pub struct Digested<R> {
    source: R,
    digest: Sha256,
    length: u64,
    /// What tells the encoding, once a byte contradicted UTF-8; `None` where the encoding is known.
    watch: Option<Watch>,
}

struct Watch {
    /// The bytes of a character that the next chunk completes.
    carry: Vec<u8>,
    /// Characters of more than one byte, and places that are no UTF-8.
    good: u64,
    bad: u64,
    detector: EncodingDetector,
    fed: usize,
}

/// How many bytes the detector of encodings is shown.
const SHOWN: usize = 4 * 1024 * 1024;
/// So many bad places tell enough.
const ENOUGH: u64 = 10_000;

impl<R: Read> Digested<R> {
    /// `watch` where the bytes are only thought to be UTF-8.
    pub fn new(source: R, watch: bool) -> Self {
        Self {
            source,
            digest: Sha256::new(),
            length: 0,
            watch: watch.then(|| Watch {
                carry: Vec::new(),
                good: 0,
                bad: 0,
                detector: EncodingDetector::new(Iso2022JpDetection::Deny),
                fed: 0,
            }),
        }
    }

    /// Reads what is left; the SHA-256 in hex and the number of bytes.
    pub fn finish(&mut self) -> io::Result<(String, u64)> {
        let mut rest = [0; 16 * 1024];
        while self.read(&mut rest)? > 0 {}
        let digest = std::mem::take(&mut self.digest);
        Ok((hex(&digest.finalize()), self.length))
    }

    /// The encoding to read the file in instead of UTF-8; `None` where UTF-8 was right. A few broken bytes among
    /// many sound characters are damage, not another encoding: their rows are refused.
    pub fn other_encoding(&mut self) -> Option<&'static Encoding> {
        let watch = self.watch.as_mut()?;
        watch.bad += u64::from(!watch.carry.is_empty());
        if watch.bad == 0 || watch.bad * 4 < watch.good {
            return None;
        }
        watch.detector.feed(&[], true);
        let guess = watch.detector.guess(None, Utf8Detection::Deny);
        (guess != UTF_8).then_some(guess)
    }
}

impl<R: Read> Read for Digested<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.source.read(buffer)?;
        let bytes = &buffer[..length];
        self.digest.update(bytes);
        self.length += length as u64;
        if let Some(watch) = &mut self.watch {
            watch.see(bytes);
        }
        Ok(length)
    }
}

impl Watch {
    fn see(&mut self, bytes: &[u8]) {
        if self.bad >= ENOUGH {
            return;
        }
        let before = self.bad;
        if self.carry.is_empty() {
            self.check(bytes);
        } else {
            let mut joined = std::mem::take(&mut self.carry);
            joined.extend_from_slice(bytes);
            self.check(&joined);
        }
        if self.bad > before && self.fed < SHOWN {
            self.fed += bytes.len();
            self.detector.feed(bytes, false);
        }
    }

    fn check(&mut self, mut bytes: &[u8]) {
        loop {
            let (sound, broken) = match std::str::from_utf8(bytes) {
                Ok(_) => (bytes.len(), None),
                Err(error) => (error.valid_up_to(), Some(error.error_len())),
            };
            self.good += bytes[..sound].iter().filter(|byte| **byte >= 0xC0).count() as u64;
            match broken {
                None => return,
                Some(None) => {
                    self.carry = bytes[sound..].to_vec();
                    return;
                }
                Some(Some(length)) => {
                    self.bad += 1;
                    bytes = &bytes[sound + length..];
                }
            }
            if self.bad >= ENOUGH {
                return;
            }
        }
    }
}

/// The SHA-256 of a file in hex, and its length.
pub fn digest(source: impl Read) -> io::Result<(String, u64)> {
    Digested::new(source, false).finish()
}

/// What one column shows.
#[derive(Default)]
pub struct Seen {
    pub filled: u64,
    pub samples: Vec<String>,
    day_first: u64,
    month_first: u64,
    either: u64,
    /// Cells of dates whose order is open.
    pub open_samples: Vec<String>,
    styles: (u64, u64),
    /// Amounts that name no currency.
    pub bare: u64,
    /// For status and owner columns: each word with how often.
    pub words: HashMap<String, u64>,
}

/// What the whole file shows.
pub struct Gathered {
    pub rows: u64,
    pub seen: Vec<Seen>,
}

/// Samples are shown on one line beside their column.
const SAMPLE_LENGTH: usize = 60;
const MOST_WORDS: usize = 5_000;

impl Gathered {
    /// Reads the whole of `source` once.
    pub fn over(source: impl Read, columns: &Columns) -> io::Result<Self> {
        let shape = columns.shape;
        let mut records = Records::new(
            Decoded::new(source, shape.encoding),
            shape.delimiter,
            shape.wrapped,
        );
        let mut gathered = Self {
            rows: 0,
            seen: columns.columns.iter().map(|_| Seen::default()).collect(),
        };
        let width = columns.columns.len() + usize::from(shape.trailing);
        let mut above = shape.above;
        while let Some(record) = records.advance()? {
            if above > 0 {
                above -= 1;
                continue;
            }
            gathered.rows += 1;
            if record.width() != width || record.unclosed {
                continue;
            }
            for (place, (seen, column)) in
                gathered.seen.iter_mut().zip(&columns.columns).enumerate()
            {
                let cell = record.cell(place);
                if cell.iter().any(|byte| !byte.is_ascii_whitespace()) {
                    seen.take(cell, column.field);
                }
            }
        }
        Ok(gathered)
    }

    /// Takes what was seen into the columns, and describes them for the preview.
    pub fn settle(&self, columns: &mut Columns, file: &str) -> Vec<ColumnProposal> {
        let mut proposals = Vec::new();
        for place in 0..columns.columns.len() {
            let seen = &self.seen[place];
            let column = &mut columns.columns[place];
            column.filled = seen.filled;
            column.style = Style::Unsettled.and(seen.styles);
            let mut date_order = None;
            if let Some(field) = column.field.filter(|field| field.holds() == Holds::Date) {
                let asked = columns
                    .options
                    .order(file, field)
                    .filter(|order| *order != DateOrder::Ymd);
                let before = Some(column.order).filter(|order| *order != DateOrder::Ymd);
                date_order = seen.order().or(asked).or(before);
                column.order = date_order.unwrap_or(DateOrder::Ymd);
            }
            proposals.push(ColumnProposal {
                header: column.header.clone(),
                field: column.field.map(|field| field.word().to_owned()),
                own: column.own,
                samples: seen.samples.clone(),
                filled: seen.filled,
                date_order,
            });
        }
        proposals
    }

    /// The names in the owner column, most frequent first.
    pub fn owners(&self, columns: &Columns) -> Vec<(String, u64)> {
        const MOST_SHOWN: usize = 50;
        let mut owners = self.words_of(columns, Canonical::Owner);
        owners.truncate(MOST_SHOWN);
        owners
    }

    /// The words of a column with how often each, most frequent first.
    pub fn words_of(&self, columns: &Columns, field: Canonical) -> Vec<(String, u64)> {
        let Some(place) = columns.place(field) else {
            return Vec::new();
        };
        let mut words: Vec<_> = self.seen[place]
            .words
            .iter()
            .map(|(word, count)| (word.clone(), *count))
            .collect();
        words.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        words
    }
}

impl Seen {
    fn take(&mut self, cell: &[u8], field: Option<Canonical>) {
        self.filled += 1;
        if self.samples.len() < 3 {
            let sample = short(cell);
            if !self.samples.contains(&sample) {
                self.samples.push(sample);
            }
        }
        let Some(field) = field else { return };
        let words = matches!(
            field,
            Canonical::Status | Canonical::Lifecycle | Canonical::Owner
        );
        if !words && !matches!(field.holds(), Holds::Date | Holds::Amount) {
            return;
        }
        let Ok(text) = std::str::from_utf8(cell) else {
            return;
        };
        match field.holds() {
            Holds::Date => self.take_date(text),
            Holds::Amount => {
                match money::style(text) {
                    Style::Unsettled => {}
                    Style::Point => self.styles.0 += 1,
                    Style::Comma => self.styles.1 += 1,
                }
                let named = text
                    .bytes()
                    .any(|byte| byte == b'$' || byte >= 0x80 || byte.is_ascii_alphabetic());
                self.bare += u64::from(!named);
            }
            _ => {
                if let Some(count) = self.words.get_mut(text) {
                    *count += 1;
                } else if self.words.len() < MOST_WORDS {
                    self.words.insert(text.to_owned(), 1);
                }
            }
        }
    }

    fn take_date(&mut self, text: &str) {
        // The usual form settles nothing about day and month: year first.
        if text.as_bytes().get(4) == Some(&b'-') {
            return;
        }
        match date::hint(text) {
            Some(Hint::Only(DateOrder::Dmy)) => self.day_first += 1,
            Some(Hint::Only(DateOrder::Mdy)) => self.month_first += 1,
            Some(Hint::Either) => {
                self.either += 1;
                if self.open_samples.len() < 3 {
                    self.open_samples.push(text.trim().to_owned());
                }
            }
            _ => {}
        }
    }

    /// The order that the whole column shows; `None` where nothing settles it, or cells contradict each other.
    fn order(&self) -> Option<DateOrder> {
        match (self.day_first, self.month_first, self.either) {
            (0, 0, 0) => Some(DateOrder::Ymd),
            (0, 0, _) => None,
            (_, 0, _) => Some(DateOrder::Dmy),
            (0, _, _) => Some(DateOrder::Mdy),
            _ => None,
        }
    }
}

fn short(cell: &[u8]) -> String {
    let text = String::from_utf8_lossy(&cell[..cell.len().min(SAMPLE_LENGTH * 4)]);
    text.trim().chars().take(SAMPLE_LENGTH).collect()
}
