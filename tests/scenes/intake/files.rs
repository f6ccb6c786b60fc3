//! Traps 3 and 4: encodings, delimiters, quoting and the shape of a file.

use docket::review::lead::Field;

use super::read;

/// The same two leads, however the file is written: how, the bytes, the encoding, the delimiter.
fn two_leads() -> Vec<(&'static str, Vec<u8>, &'static str, &'static str)> {
    let text = "Lead ID,Company,Created Date\nA1,Zürich Öl,2024-01-31\nA2,Café,2024-02-01\n";
    let utf16 = |big: bool| {
        let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
        units
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect::<Vec<u8>>()
    };
    let latin = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let wrapped = text
        .lines()
        .fold(String::new(), |all, line| all + "\"" + line + "\"\r\n");
    let trailing = text.replace('\n', ",\n").replacen(",\n", "\n", 1);
    let crlf = text.replace(',', ";").replace('\n', "\r\n");
    vec![
        ("plain", text.into(), "utf-8", ","),
        (
            "BOM",
            [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            "utf-8",
            ",",
        ),
        ("UTF-16 little", utf16(false), "utf-16le", ","),
        ("UTF-16 big", utf16(true), "utf-16be", ","),
        (
            "UTF-16 without a mark",
            utf16(false)[2..].to_vec(),
            "utf-16le",
            ",",
        ),
        ("Windows-1252", latin, "windows-1252", ","),
        ("semicolons and CRLF", crlf.into(), "utf-8", ";"),
        ("tabs", text.replace(',', "\t").into(), "utf-8", "\t"),
        ("bars", text.replace(',', "|").into(), "utf-8", "|"),
        ("CR only", text.replace('\n', "\r").into(), "utf-8", ","),
        ("a line in one cell", wrapped.into(), "utf-8", ","),
        ("trailing delimiter", trailing.into(), "utf-8", ","),
        (
            "title above",
            format!("Leads of January\n\n\n{text}").into(),
            "utf-8",
            ",",
        ),
    ]
}

#[test]
fn a_file_is_read_however_it_is_written() {
    for (how, bytes, encoding, delimiter) in two_leads() {
        let seen = read(bytes);
        assert_eq!(seen.proposal.refused, None, "{how}");
        let written = (
            seen.proposal.encoding.as_str(),
            seen.proposal.delimiter.as_str(),
        );
        assert_eq!(written, (encoding, delimiter), "{how}");
        let mapping = "id=Lead ID company=Company created_at=Created Date";
        assert_eq!(seen.mapping(), mapping, "{how}");
        let leads = seen.leads();
        let companies: Vec<_> = leads
            .iter()
            .map(|lead| lead.filed.text(Field::Company))
            .collect();
        assert_eq!(companies, ["Zürich Öl", "Café"], "{how}");
        assert_eq!(seen.proposal.rows, 2, "{how}");
    }
}
