//! Workbooks: a real one, and one packed by hand so that every cell is known.

use chrono::NaiveDate;
use docket::intake::Source;
use docket::intake::field::Canonical;
use docket::review::lead::Field;
use docket::review::milestone::{Milestone, Reach};
use docket::review::row::Kind;

use super::{look, options, shared};

/// The data dictionary that comes with a public set of leads: 38 rows of two columns, saved by Excel.
#[test]
fn a_workbook_saved_by_excel_is_read() {
    let Some(source) = shared("xeducation_leads/Leads Data Dictionary.xlsx") else {
        return;
    };
    let mut options = options();
    options.kind = Some(Kind::Leads);
    options.map.push((Canonical::Name, "Variables".to_owned()));
    let seen = look(&source, &options);
    assert_eq!(seen.proposal.encoding, "xlsx");
    let headers: Vec<&str> = seen
        .proposal
        .columns
        .iter()
        .map(|column| column.header.as_str())
        .collect();
    assert_eq!(headers, ["Variables", "Description"]);
    let leads = seen.leads();
    assert_eq!(leads.len(), 37);
    let name = |at: usize| leads[at].filed.text(Field::Name);
    assert_eq!(
        (name(0), name(36)),
        ("Prospect ID", "Last Notable Activity")
    );
    assert_eq!(
        leads[0].filed.extra,
        [(
            "Description".to_owned(),
            "A unique ID with which the customer is identified.".to_owned()
        )]
    );
}

/// The check sum that a packed file keeps of each of its parts (IEEE 802.3, reflected).
fn crc(bytes: &[u8]) -> u32 {
    let bit = |sum: u32| (sum >> 1) ^ (0xEDB8_8320 & 0_u32.wrapping_sub(sum & 1));
    let byte = |sum: u32, byte: &u8| (0..8).fold(sum ^ u32::from(*byte), |sum, _| bit(sum));
    !bytes.iter().fold(!0, byte)
}

/// Parts stored one after the other, unpacked, with a table of contents.
fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let (mut file, mut table) = (Vec::new(), Vec::new());
    let two = |number: usize| u16::try_from(number).unwrap().to_le_bytes();
    let four = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    for (name, text) in parts {
        let at = file.len();
        // Version 2.0, no flags, stored, no time, the day 1 Jan 1980.
        let mut about = vec![20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
        about.extend(crc(text.as_bytes()).to_le_bytes());
        about.extend([four(text.len()), four(text.len())].concat());
        about.extend(two(name.len()));
        file.extend(b"PK\x03\x04".iter().chain(&about).chain(&[0, 0]));
        file.extend(name.bytes().chain(text.bytes()));
        table.extend(b"PK\x01\x02\x14\0".iter().chain(&about).chain(&[0; 12]));
        table.extend(four(at));
        table.extend(name.bytes());
    }
    let (start, size) = (file.len(), table.len());
    file.extend(table);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend([two(parts.len()), two(parts.len())].concat());
    file.extend([four(size), four(start)].concat());
    file.extend([0, 0]);
    file
}

/// A sheet of leads: a date as a serial number under a date format, a number, a formula's text, an empty cell.
fn workbook() -> Vec<u8> {
    packed(&[
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        (
            "_rels/.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
          xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>\
          <sheet name=\"Leads\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
          <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
          Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        (
            "xl/styles.xml",
            "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs count=\"2\">\
          <xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
        ),
        (
            "xl/worksheets/sheet1.xml",
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\
          <row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Lead ID</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Company</t></is></c>\
          <c r=\"C1\" t=\"inlineStr\"><is><t>Became a Marketing Qualified Lead Date</t></is></c>\
          <c r=\"D1\" t=\"inlineStr\"><is><t>Floor</t></is></c></row>\
          <row r=\"2\"><c r=\"A2\"><v>1001</v></c><c r=\"B2\" t=\"inlineStr\"><is><t>Acme &amp; Söhne</t></is></c>\
          <c r=\"C2\" s=\"1\"><v>46328</v></c><c r=\"D2\"><v>3.5</v></c></row>\
          <row r=\"3\"><c r=\"A3\"><v>1002</v></c><c r=\"C3\" s=\"1\"><v>46329</v></c></row>\
          </sheetData></worksheet>",
        ),
    ])
}

#[test]
fn dates_numbers_and_empty_cells_of_a_workbook_come_in_as_they_are_shown() {
    // The check sum of the digits 1 to 9 is a published vector.
    assert_eq!(crc(b"123456789"), 0xCBF4_3926);
    let source = Source::of_bytes("leads.xlsx", workbook());
    let seen = look(&source, &options());
    assert_eq!(seen.proposal.refused, None);
    let leads = seen.leads();
    assert_eq!(leads.len(), 2);
    let first = &leads[0].filed;
    assert_eq!(
        (first.key.as_str(), first.text(Field::Company)),
        ("1001", "Acme & Söhne")
    );
    // Day 46,328 counted from 30 Dec 1899 is 2 Nov 2026.
    let day = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
    assert_eq!(first.qualified, Reach::At(Milestone::Day(day)));
    assert_eq!(first.extra, [("Floor".to_owned(), "3.5".to_owned())]);
    let second = &leads[1].filed;
    assert_eq!(second.text(Field::Company), "");
    assert_eq!(second.extra, []);
}
