//! The file cut into records: each with its line, its cells and its original text, however large the file is.

use std::io::{self, Read};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// The longest record that is read as one: beyond it a quote was never closed. Bounds the memory of an import.
const LONGEST: usize = 32 * 1024 * 1024;
const CHUNK: usize = 256 * 1024;

/// One record, borrowed until the next is asked for.
pub struct Record<'a> {
    /// The line its first byte stands on, from 1.
    pub line: u64,
    /// As read, without the line end.
    pub text: &'a [u8],
    cells: &'a [u8],
    ends: &'a [usize],
    /// A quote opens in it and is never closed.
    pub unclosed: bool,
}

impl<'a> Record<'a> {
    /// How many cells it has.
    pub fn width(&self) -> usize {
        self.ends.len()
    }

    /// The cells' bytes, unquoted.
    pub fn cell(&self, place: usize) -> &'a [u8] {
        let Some(&end) = self.ends.get(place) else {
            return &[];
        };
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.cells[start..end]
    }

    /// All cells' bytes one after the other, and where each ends.
    pub fn parts(&self) -> (&'a [u8], &'a [usize]) {
        (self.cells, self.ends)
    }

    /// The original text, for people.
    pub fn shown(&self) -> String {
        String::from_utf8_lossy(self.text).into_owned()
    }
}

/// Cuts UTF-8 text into records. Blank lines are no records.
pub struct Records<R> {
    source: R,
    reader: Reader,
    /// Reads the one cell of a wrapped line.
    inner: Option<Reader>,
    buffer: Vec<u8>,
    /// Where the record begins, how far it was read, and how far the buffer is filled.
    start: usize,
    next: usize,
    filled: usize,
    at_end: bool,
    cells: Vec<u8>,
    ends: Vec<usize>,
    inner_cells: Vec<u8>,
    inner_ends: Vec<usize>,
    line: u64,
    read: u64,
}

enum Cut {
    Whole { cells: usize, ends: usize },
    Unclosed,
    End,
}

impl<R: Read> Records<R> {
    /// Cuts `source` at `delimiter`; `wrapped` where each line stands as a whole in one quoted cell.
    pub fn new(source: R, delimiter: u8, wrapped: bool) -> Self {
        let reader = || ReaderBuilder::new().delimiter(delimiter).build();
        Self {
            source,
            reader: reader(),
            inner: wrapped.then(reader),
            buffer: vec![0; CHUNK],
            start: 0,
            next: 0,
            filled: 0,
            at_end: false,
            cells: vec![0; 4096],
            ends: vec![0; 64],
            inner_cells: vec![0; 4096],
            inner_ends: vec![0; 64],
            line: 1,
            read: 0,
        }
    }

    /// How many bytes were read so far, for a progress gauge.
    pub fn consumed(&self) -> u64 {
        self.read
    }

    /// The next record; `None` at the end.
    ///
    /// # Errors
    /// Whatever reading the source meets.
    pub fn advance(&mut self) -> io::Result<Option<Record<'_>>> {
        loop {
            self.skip_line_ends()?;
            let line = self.line;
            let (cells, ends, unclosed) = match self.cut()? {
                Cut::End => return Ok(None),
                Cut::Whole { cells, ends } => (cells, ends, false),
                Cut::Unclosed => {
                    self.back_to_next_line();
                    (0, 0, true)
                }
            };
            let text = trim_line_end(&self.buffer[self.start..self.next]);
            let length = text.len();
            self.line += memchr::memchr_iter(b'\n', &self.buffer[self.start..self.next]).count()
                as u64
                + lone_returns(&self.buffer[self.start..self.next]);
            let start = self.start;
            self.start = self.next;
            if ends == 0 && !unclosed {
                continue;
            }
            let wrapped = ends == 1 && !unclosed && self.unwrap_cell(cells);
            let (cells, ends) = if wrapped {
                (&self.inner_cells[..], self.inner_ends.as_slice())
            } else {
                (&self.cells[..cells], &self.ends[..ends])
            };
            return Ok(Some(Record {
                line,
                text: &self.buffer[start..start + length],
                cells,
                ends,
                unclosed,
            }));
        }
    }

    /// Blank lines are skipped here, so that a record's line is the one its first byte stands on.
    fn skip_line_ends(&mut self) -> io::Result<()> {
        loop {
            while self.start < self.filled && matches!(self.buffer[self.start], b'\n' | b'\r') {
                let pair = self.buffer[self.start] == b'\r'
                    && self.buffer.get(self.start + 1) == Some(&b'\n')
                    && self.start + 1 < self.filled;
                let open = self.buffer[self.start] == b'\r' && self.start + 1 == self.filled;
                if open && !self.at_end {
                    break;
                }
                self.start += if pair { 2 } else { 1 };
                self.line += 1;
            }
            self.next = self.start;
            let more = self.start == self.filled || self.buffer[self.start] == b'\r';
            if !more || self.at_end {
                return Ok(());
            }
            self.fill()?;
        }
    }

    /// Reads on; what belongs to the present record moves to the front, and the buffer grows only for a record
    /// that does not fit.
    fn fill(&mut self) -> io::Result<()> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.filled, 0);
            self.next -= self.start;
            self.filled -= self.start;
            self.start = 0;
        }
        if self.filled == self.buffer.len() {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let length = loop {
            match self.source.read(&mut self.buffer[self.filled..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result?,
            }
        };
        self.filled += length;
        self.read += length as u64;
        self.at_end = length == 0;
        Ok(())
    }

    fn cut(&mut self) -> io::Result<Cut> {
        let (mut cells, mut ends) = (0, 0);
        loop {
            if self.next == self.filled && !self.at_end {
                self.fill()?;
            }
            let at_end = self.next == self.filled && self.at_end;
            if at_end && self.start == self.filled {
                return Ok(Cut::End);
            }
            // A line end closes any record but one inside a quote.
            let input: &[u8] = if at_end {
                b"\n"
            } else {
                &self.buffer[self.next..self.filled]
            };
            let (result, read, wrote, ended) =
                self.reader
                    .read_record(input, &mut self.cells[cells..], &mut self.ends[ends..]);
            if !at_end {
                self.next += read;
            }
            cells += wrote;
            ends += ended;
            match result {
                ReadRecordResult::Record => {
                    self.take_pair()?;
                    return Ok(Cut::Whole { cells, ends });
                }
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::InputEmpty if at_end => return Ok(Cut::Unclosed),
                ReadRecordResult::InputEmpty if self.next - self.start > LONGEST => {
                    return Ok(Cut::Unclosed);
                }
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::End => return Ok(Cut::End),
            }
        }
    }

    /// A carriage return has ended the record: its line feed belongs to the same line end.
    fn take_pair(&mut self) -> io::Result<()> {
        if self.next == self.start || self.buffer[self.next - 1] != b'\r' {
            return Ok(());
        }
        if self.next == self.filled && !self.at_end {
            self.fill()?;
        }
        if self.next < self.filled && self.buffer[self.next] == b'\n' {
            self.next += 1;
        }
        Ok(())
    }

    /// After a quote that never closes only its own line is lost: the lines after it are read again.
    fn back_to_next_line(&mut self) {
        self.reader.reset();
        let rest = &self.buffer[self.start..self.next];
        if let Some(end) = memchr::memchr2(b'\n', b'\r', rest) {
            let pair = rest[end] == b'\r' && rest.get(end + 1) == Some(&b'\n');
            self.next = self.start + end + if pair { 2 } else { 1 };
        }
    }

    /// Cuts the only cell of a line again; false where it holds no delimiter.
    fn unwrap_cell(&mut self, length: usize) -> bool {
        let Some(inner) = &mut self.inner else {
            return false;
        };
        inner.reset();
        self.inner_cells.resize(length + 1, 0);
        self.inner_ends.resize(length + 2, 0);
        let (_, _, wrote, ended) = inner.read_record(
            &self.cells[..length],
            &mut self.inner_cells,
            &mut self.inner_ends,
        );
        let (_, _, last_wrote, last_ended) = inner.read_record(
            b"\n",
            &mut self.inner_cells[wrote..],
            &mut self.inner_ends[ended..],
        );
        self.inner_cells.truncate(wrote + last_wrote);
        self.inner_ends.truncate(ended + last_ended);
        self.inner_ends.len() > 1
    }
}

fn trim_line_end(text: &[u8]) -> &[u8] {
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    text.strip_suffix(b"\r").unwrap_or(text)
}

/// Carriage returns that end a line by themselves.
fn lone_returns(text: &[u8]) -> u64 {
    memchr::memchr_iter(b'\r', text)
        .filter(|at| text.get(at + 1) != Some(&b'\n'))
        .count() as u64
}
