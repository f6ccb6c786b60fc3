//! One file's rows, typed, one at a time: memory does not grow with the file.

mod cells;
mod lead;
mod others;

use std::collections::HashMap;
use std::io::{self, Read};

use sha2::{Digest, Sha256};

use super::columns::Columns;
use super::decode::Decoded;
use super::field::Canonical;
use super::record::{Record, Records};
use super::sheet;
use super::source::Source;
use super::status::Reading;
use crate::review::money::Currency;
use crate::review::row::{Kind, RefusedRow, Row, Speaks};
use cells::Cells;

/// The rows of one file: each with the line it began on, or why it was refused.
pub struct Rows<'c, R> {
    records: Records<R>,
    columns: &'c Columns,
    /// Records above the first row that are still to be skipped.
    above: usize,
    width: usize,
    context: Context,
    ended: bool,
    stopped: bool,
}

/// What is computed once a file, or gathered from row to row.
struct Context {
    speaks: Speaks,
    currency: Currency,
    /// How often the same content occurred, for files without ids.
    seen: HashMap<u128, u32>,
    readings: HashMap<String, Reading>,
}

/// Opens a source again and reads its rows.
///
/// # Errors
/// Whatever opening the file meets, or a workbook that cannot be read.
pub fn rows<'c>(
    source: &Source,
    columns: &'c Columns,
) -> io::Result<Rows<'c, Decoded<Box<dyn Read + Send>>>> {
    let bytes = source.open()?;
    let text: Box<dyn Read + Send> = if columns.shape.sheet {
        Box::new(io::Cursor::new(sheet::text_of(bytes)?))
    } else {
        Box::new(bytes)
    };
    Ok(read(text, columns))
}

/// Reads rows from a file's bytes, in the encoding the columns name. An error in the middle of reading is the last
/// refused row: it says that reading stopped, and [`Rows::stopped`] is then true.
pub fn read<R: Read>(source: R, columns: &Columns) -> Rows<'_, Decoded<R>> {
    let shape = columns.shape;
    Rows {
        records: Records::new(
            Decoded::new(source, shape.encoding),
            shape.delimiter,
            shape.wrapped,
        ),
        columns,
        above: shape.above,
        width: columns.columns.len() + usize::from(shape.trailing),
        context: Context {
            speaks: lead::speaks(columns),
            currency: columns.options.currency(),
            seen: HashMap::new(),
            readings: HashMap::new(),
        },
        ended: false,
        stopped: false,
    }
}

impl<R: Read> Rows<'_, R> {
    /// How many bytes were read so far, for a progress gauge.
    pub fn consumed(&self) -> u64 {
        self.records.consumed()
    }

    /// Whether reading broke off before the end of the file: then nothing of it should be kept.
    pub fn stopped(&self) -> bool {
        self.stopped
    }
}

impl<R: Read> Iterator for Rows<'_, R> {
    type Item = Result<(u64, Row), RefusedRow>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let record = match self.records.advance() {
                Ok(Some(record)) => record,
                Ok(None) => {
                    self.ended = true;
                    break;
                }
                Err(error) => {
                    (self.ended, self.stopped) = (true, true);
                    return Some(Err(RefusedRow {
                        line: 0,
                        reason: format!("reading the file broke off here: {error}"),
                        text: String::new(),
                    }));
                }
            };
            if self.above > 0 {
                self.above -= 1;
                continue;
            }
            let line = record.line;
            match row(&record, self.columns, self.width, &mut self.context) {
                Ok(Some(row)) => return Some(Ok((line, row))),
                Ok(None) => {}
                Err(reason) => {
                    return Some(Err(RefusedRow {
                        line,
                        reason,
                        text: record.shown(),
                    }));
                }
            }
        }
        None
    }
}

/// One record typed; `None` where it says nothing (an empty line of a slip), the reason where it is refused.
fn row(
    record: &Record<'_>,
    columns: &Columns,
    width: usize,
    context: &mut Context,
) -> Result<Option<Row>, String> {
    if record.unclosed {
        return Err("a quote opens in this row and is never closed".to_owned());
    }
    if record.width() != width {
        return Err(ragged(record.width(), width));
    }
    let cells = Cells::new(record, columns, context.currency)
        .ok_or("it is not valid UTF-8 text, as the rest of the file is")?;
    if cells.is_blank() {
        return Err("every cell is empty".to_owned());
    }
    if cells.is_remark() {
        return Err("it looks like a total or a remark under the list, not a row of it".to_owned());
    }
    match columns.kind {
        Kind::Leads => lead::read(&cells, context).map(Some),
        Kind::Opportunities => others::opportunity(&cells, context).map(Some),
        Kind::Campaigns => others::campaign(&cells).map(Some),
        Kind::Members => others::member(&cells).map(Some),
        Kind::Touches => others::touch(&cells).map(Some),
        Kind::People => others::person(&cells).map(Some),
        Kind::Spend => others::spend(&cells).map(Some),
        Kind::Slip => others::slip(&cells),
    }
}

fn ragged(cells: usize, width: usize) -> String {
    let plural = if cells == 1 { "cell" } else { "cells" };
    format!("it has {cells} {plural}, the header has {width}")
}

impl Context {
    /// The identity of a row without an id: its content, and how often the same content came before.
    fn occurrence(&mut self, cells: &Cells<'_>) -> String {
        let mut digest = Sha256::new();
        for place in 0..cells.len() {
            let cell = cells.cell(place);
            digest.update((cell.len() as u64).to_le_bytes());
            digest.update(cell.as_bytes());
        }
        let digest = digest.finalize();
        let mut short = [0; 16];
        short.copy_from_slice(&digest[..16]);
        let key = u128::from_be_bytes(short);
        let count = self.seen.entry(key).or_insert(0);
        *count += 1;
        format!("#{key:032x}.{count}")
    }

    /// What the status columns of a row say, each word read once a file.
    fn reading(&mut self, cells: &Cells<'_>) -> Reading {
        let mut reading = Reading::Silent;
        for field in [Canonical::Status, Canonical::Lifecycle] {
            let word = cells.text(field);
            if word.is_empty() {
                continue;
            }
            let read = if let Some(read) = self.readings.get(word) {
                *read
            } else {
                let read = super::status::read(word, &cells.columns.options);
                if self.readings.len() < MOST_WORDS {
                    self.readings.insert(word.to_owned(), read);
                }
                read
            };
            reading = reading.or(read);
        }
        reading
    }
}

/// More different words than this are no status column.
const MOST_WORDS: usize = 10_000;
