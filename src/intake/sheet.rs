//! A workbook's first sheet, written out as the text of a comma-separated file.

use std::io::{self, Read, Seek, SeekFrom};

use calamine::{Data, ExcelDateTime, Reader, Xlsx};

use super::source::Bytes;

/// The most a workbook may unpack to: a file of a few kilobytes can unpack to gigabytes.
const MOST_UNPACKED: u64 = 256 * 1024 * 1024;

/// Whether the first bytes are those of a packed workbook.
#[must_use]
pub fn is_workbook(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
}

/// Why a file that is no text cannot be taken, where its first bytes give it away.
#[must_use]
pub fn foreign(head: &[u8]) -> Option<&'static str> {
    let text = String::from_utf8_lossy(&head[..head.len().min(512)]).to_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        Some("it is an old Excel workbook (.xls): save it as .xlsx or CSV")
    } else if head.starts_with(&[0x1F, 0x8B]) {
        Some("it is packed (gzip): unpack it first")
    } else if head.starts_with(b"%PDF") {
        Some("it is a PDF: export the list as CSV or .xlsx")
    } else if head.starts_with(b"SQLite format 3\0") {
        Some("it is a database, perhaps a ledger: a ledger is opened, not imported")
    } else if ["<!doctype", "<html", "<?xml", "<table"]
        .iter()
        .any(|tag| text.starts_with(tag))
    {
        Some("it is a web page or XML: export the list as CSV or .xlsx")
    } else {
        None
    }
}

/// The first sheet that has cells, as comma-separated UTF-8 text. Dates are written year first.
///
/// # Errors
/// In words, where the file is no workbook, is damaged, or unpacks to more than the most.
pub fn text_of(mut bytes: Box<dyn Bytes>) -> io::Result<Vec<u8>> {
    let unpacked = unpacked(&mut bytes)?;
    if unpacked > MOST_UNPACKED {
        return Err(io::Error::other(format!(
            "the workbook unpacks to {} MB, more than the {} MB a workbook may have: export the list as CSV",
            unpacked / (1024 * 1024),
            MOST_UNPACKED / (1024 * 1024)
        )));
    }
    bytes.seek(SeekFrom::Start(0))?;
    let unreadable = |error: &dyn std::fmt::Display| {
        io::Error::other(format!(
            "the workbook cannot be read ({error}): export the list as CSV"
        ))
    };
    let mut workbook = Xlsx::new(bytes).map_err(|error| unreadable(&error))?;
    for name in workbook.sheet_names() {
        let range = workbook
            .worksheet_range(&name)
            .map_err(|error| unreadable(&error))?;
        if range.is_empty() {
            continue;
        }
        let mut writer = csv::WriterBuilder::new()
            .quote_style(csv::QuoteStyle::Always)
            .from_writer(Vec::new());
        for row in range.rows() {
            writer.write_record(row.iter().map(shown))?;
        }
        return writer.into_inner().map_err(|error| unreadable(&error));
    }
    Err(io::Error::other("the workbook has no cells"))
}

/// A cell as text: what its sheet shows, dates year first.
fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::DateTime(at) => dated(*at),
        Data::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTimeIso(text) | Data::DurationIso(text) | Data::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A sheet's date, year first; its time only where it has one. A duration stays a number.
fn dated(at: ExcelDateTime) -> String {
    if at.is_duration() {
        return at.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) {
        date
    } else {
        format!("{date} {hour:02}:{minute:02}:{second:02}")
    }
}

/// What a packed file says it unpacks to, added up over its table of contents.
fn unpacked(bytes: &mut Box<dyn Bytes>) -> io::Result<u64> {
    const END: [u8; 4] = *b"PK\x05\x06";
    const ENTRY: [u8; 4] = *b"PK\x01\x02";
    let damaged = || io::Error::other("the workbook is damaged: its table of contents is missing");
    let length = bytes.seek(SeekFrom::End(0))?;
    let back = length.min(66_000);
    bytes.seek(SeekFrom::Start(length - back))?;
    let mut tail = Vec::new();
    (&mut *bytes).take(back).read_to_end(&mut tail)?;
    let end = tail
        .windows(4)
        .rposition(|four| four == END)
        .ok_or_else(damaged)?;
    let contents = u64::from(number(&tail, end + 16, 4).ok_or_else(damaged)?);
    let size = u64::from(number(&tail, end + 12, 4).ok_or_else(damaged)?);
    if contents > length || size > length {
        return Err(damaged());
    }
    bytes.seek(SeekFrom::Start(contents))?;
    let mut table = Vec::new();
    (&mut *bytes).take(size).read_to_end(&mut table)?;
    let (mut at, mut total) = (0_usize, 0_u64);
    while table.get(at..at + 4) == Some(&ENTRY) {
        total += u64::from(number(&table, at + 24, 4).ok_or_else(damaged)?);
        let variable: usize = [28, 30, 32]
            .into_iter()
            .filter_map(|field| number(&table, at + field, 2))
            .map(|length| length as usize)
            .sum();
        at += 46 + variable;
    }
    Ok(total)
}

/// A little-endian number of two or four bytes.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let mut four = [0; 4];
    four[..length].copy_from_slice(bytes.get(at..at.checked_add(length)?)?);
    Some(u32::from_le_bytes(four))
}
