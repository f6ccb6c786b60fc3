//! Files made to break readers: every one is read or refused in words, and every text cell comes back byte for byte.

use std::fs::File;
use std::path::PathBuf;

use docket::intake::record::Records;
use docket::intake::{Source, propose, rows};
use docket::review::lead::Field;
use docket::review::row::Row;
use proptest::prelude::*;

use super::{look, options, read, shared};

/// Every file under a folder; none where the folder is not there.
fn files_under(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found
}

#[test]
fn every_tortured_file_is_read_or_refused_in_words() {
    for path in files_under("../shared/data/csv_torture") {
        let name = path.display().to_string();
        let opened = path.clone();
        let source = Source::new(name.clone(), move || Ok(Box::new(File::open(&opened)?)));
        for kind in [None, Some("leads"), Some("opportunities"), Some("touches")] {
            let mut options = options();
            options.kind = kind.and_then(docket::review::row::Kind::parse);
            let seen = look(&source, &options);
            if let Some(words) = &seen.proposal.refused {
                assert!(words.len() > 10, "{name}: {words}");
                continue;
            }
            let taken = seen.rows.len() as u64;
            assert_eq!(
                taken, seen.proposal.rows,
                "{name}: every row is taken or refused"
            );
            let named =
                |row: &&docket::review::row::RefusedRow| row.line > 0 && !row.reason.is_empty();
            assert!(seen.refused().iter().all(named), "{name}");
        }
    }
}

#[test]
fn every_text_cell_comes_back_byte_for_byte() {
    for (file, leads) in [
        ("blns_leads.csv", 515),
        ("ansi_leads.csv", 271),
        ("csv_injection_leads.csv", 19),
    ] {
        let path = format!("csv_torture/derived/{file}");
        let Some(source) = shared(&path) else {
            continue;
        };
        let seen = look(&source, &options());
        let taken = seen.leads();
        assert_eq!(taken.len(), leads, "{file}: {:?}", seen.refused().first());
        let raw = File::open(format!("../shared/data/{path}")).unwrap();
        let mut plain = csv::ReaderBuilder::new().from_reader(raw);
        for (record, lead) in plain.byte_records().zip(taken) {
            let record = record.unwrap();
            let extra: Vec<u8> = lead
                .filed
                .extra
                .iter()
                .flat_map(|(_, text)| text.bytes())
                .collect();
            assert_eq!(&record[0], lead.filed.key.as_bytes(), "{file}");
            assert_eq!(
                &record[1],
                lead.filed.text(Field::Company).as_bytes(),
                "{file}"
            );
            assert_eq!(&record[4], extra, "{file}");
        }
    }
}

#[test]
fn records_are_counted_as_the_truth_counts_them() {
    let Ok(truth) = std::fs::read_to_string("../shared/data/csv_torture/truth.json") else {
        return assert_eq!(count(b"a,b\n\n\"c\nd\",e"), 2);
    };
    let truth: serde_json::Value = serde_json::from_str(&truth).unwrap();
    for (file, figures) in truth["files"].as_object().unwrap() {
        // Blank lines are records of no cells there and no records here; text encodings other than UTF-8 and a quote
        // that is never closed are tested apart.
        let blank = figures["fields_per_record"]["0"].as_u64().unwrap_or(0);
        let utf8 = figures["encoding"].as_str().unwrap().starts_with("utf-8");
        if !utf8 || figures["strict_error"].is_string() || figures["delimiter_used"] != "," {
            continue;
        }
        let bytes = std::fs::read(format!("../shared/data/csv_torture/{file}")).unwrap();
        assert_eq!(
            count(&bytes),
            figures["records"].as_u64().unwrap() - blank,
            "{file}"
        );
    }
}

fn count(bytes: &[u8]) -> u64 {
    let mut records = Records::new(bytes, b',', false);
    let mut count = 0;
    while records.advance().unwrap().is_some() {
        count += 1;
    }
    count
}

#[test]
fn what_cannot_be_taken_is_named_by_line_and_reason() {
    let text = "lead_id,company,created_date,amount\n\
                L1,\"two\nlines\",2024-01-31,5\n\
                ,Nobody,2024-01-31,5\n\
                L3,Short\n\
                L4,Late,2025-13-45 99:99,5\n\
                L5,Odd,2024-01-31,12O0.5x\n\
                ,,,\n\
                Grand Total,,,5\n\
                L8,\"open,2024-01-31,5\n\
                L9,After,2024-01-31,5\n";
    let seen = read(text);
    let refused: Vec<(u64, &str, &str)> = seen
        .refused()
        .iter()
        .map(|row| (row.line, row.reason.as_str(), row.text.as_str()))
        .collect();
    assert_eq!(
        refused,
        [
            (
                4,
                "its id is empty, and the other rows of the file have one",
                ",Nobody,2024-01-31,5"
            ),
            (5, "it has 2 cells, the header has 4", "L3,Short"),
            (
                6,
                "created_date \"2025-13-45 99:99\" is not a date that can be read",
                "L4,Late,2025-13-45 99:99,5"
            ),
            (
                7,
                "amount \"12O0.5x\" is not an amount that can be read",
                "L5,Odd,2024-01-31,12O0.5x"
            ),
            (8, "every cell is empty", ",,,"),
            (
                9,
                "it looks like a total or a remark under the list, not a row of it",
                "Grand Total,,,5"
            ),
            (
                10,
                "a quote opens in this row and is never closed",
                "L8,\"open,2024-01-31,5"
            ),
        ]
    );
    let keys: Vec<&str> = seen
        .leads()
        .iter()
        .map(|lead| lead.filed.key.as_str())
        .collect();
    assert_eq!(keys, ["L1", "L9"]);
    assert_eq!(seen.proposal.rows, 9);
}

#[test]
fn odd_shapes_are_kept_whole() {
    let seen = read(
        "lead_id,company,company,,email,\nL1,A,B,C,not-an-email,\nL2, a ,\0,\u{1b}[31m,=1+1,\n",
    );
    let leads = seen.leads();
    assert_eq!(leads.len(), 2, "{:?}", seen.rows);
    let extra = |place: usize| leads[place].filed.extra.clone();
    let pair = |header: &str, text: &str| (header.to_owned(), text.to_owned());
    assert_eq!(extra(0), [pair("company (3)", "B"), pair("column 4", "C")]);
    assert_eq!(leads[0].filed.text(Field::Email), "not-an-email");
    assert_eq!(leads[1].filed.text(Field::Company), " a ");
    assert_eq!(
        extra(1),
        [pair("company (3)", "\0"), pair("column 4", "\u{1b}[31m")]
    );
    assert_eq!(leads[1].filed.text(Field::Email), "=1+1");
    let long = "x".repeat(1 << 20);
    assert_eq!(
        read(format!("lead_id,company\nL1,{long}\n"))
            .lead()
            .text(Field::Company),
        long
    );
}

#[test]
fn a_few_broken_bytes_are_damage_not_another_encoding() {
    let mut bytes = "lead_id,company\n".to_owned().into_bytes();
    for number in 0..20 {
        bytes.extend(format!("L{number},Öl und Bäder\n").into_bytes());
    }
    bytes.extend(b"L20,broken \xFF\n");
    let seen = read(bytes);
    assert_eq!(seen.proposal.encoding, "utf-8");
    assert_eq!((seen.leads().len(), seen.refused().len()), (20, 1));
    assert_eq!(seen.refused()[0].line, 22);
}

#[test]
fn files_without_ids_are_known_by_their_content_and_occurrence() {
    let text = "name,email\nAnna,a@x\nAnna,a@x\nBen,b@x\n";
    let identities = |text: &str| -> Vec<String> {
        read(text)
            .leads()
            .iter()
            .map(|lead| lead.identity.clone())
            .collect()
    };
    let first = identities(text);
    assert_eq!(first.len(), 3);
    assert!(first[0] != first[1] && first[1] != first[2]);
    assert_eq!(
        first,
        identities("\"name\";\"email\"\r\n\"Anna\";\"a@x\"\r\nAnna;a@x\r\nBen;b@x\r\n")
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Any bytes under a header: never a panic, always an end, and no row lost.
    #[test]
    fn arbitrary_bytes_never_panic_and_always_end(
        header in prop::sample::select(vec!["", "lead_id,status,created_date,amount\n", "id,name,email\r\n", "Date;ad_id;Spent\n", "# slip for: A\nlead,verdict,reason,note\n"]),
        body in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..400),
            prop::collection::vec(prop::sample::select(b"\",;\n\r\t|'aL1-/.:0 9\xC3\xA9\xFF\0".to_vec()), 0..400),
        ],
    ) {
        let source = Source::of_bytes("any.csv", [header.as_bytes(), &body].concat());
        let (proposal, columns) = propose(std::slice::from_ref(&source), &options());
        if let Some(columns) = &columns[0] {
            let taken = rows(&source, columns).unwrap().count() as u64;
            prop_assert!(taken == proposal.files[0].rows || matches!(columns.kind, docket::review::row::Kind::Slip));
        } else {
            prop_assert!(proposal.files[0].refused.is_some());
        }
    }

    #[test]
    fn arbitrary_cells_never_panic(text in "\\PC{0,40}") {
        let _ = docket::intake::value::date::hint(&text);
        for order in [docket::review::proposal::DateOrder::Dmy, docket::review::proposal::DateOrder::Mdy] {
            let _ = docket::intake::value::date::milestone(&text, order, chrono_tz::Tz::Europe__Berlin);
        }
        let _ = docket::intake::value::money::amount(&text, docket::intake::value::money::Style::default());
    }
}

#[test]
fn the_generated_list_is_kept_as_its_truth_keeps_it() {
    let folder = tempfile::tempdir().unwrap();
    let made = std::process::Command::new("python3")
        .args([
            "../shared/tools/gen_leads.py",
            "--rows",
            "1k",
            "--dirty",
            "--out",
        ])
        .arg(folder.path())
        .output();
    let Ok(truth) = std::fs::read_to_string(folder.path().join("leads_1k_dirty.truth.json")) else {
        return assert!(made.is_err() || !PathBuf::from("../shared/tools").exists());
    };
    let kept = serde_json::from_str::<serde_json::Value>(&truth).unwrap()["as_kept"].clone();
    let bytes = std::fs::read(folder.path().join("leads_1k_dirty.csv")).unwrap();
    let seen = read(bytes);
    let mut last = std::collections::BTreeMap::new();
    for row in &seen.rows {
        if let Ok((_, Row::Lead(lead))) = row {
            last.insert(lead.identity.clone(), lead.filed.clone());
        }
    }
    let count = |of: &dyn Fn(&docket::review::lead::Filed) -> bool| {
        last.values().filter(|lead| of(lead)).count()
    };
    let verdict = |word: &'static str| {
        count(&move |lead| {
            lead.verdict
                .as_ref()
                .is_some_and(|filed| filed.verdict.word() == word)
        })
    };
    let figure = |name: &str| usize::try_from(kept[name].as_u64().unwrap()).unwrap();
    assert_eq!(last.len(), figure("leads"));
    assert_eq!(seen.refused().len(), figure("refused"));
    assert_eq!(count(&|lead| lead.qualified.reached()), figure("mql"));
    assert_eq!(verdict("accepted"), figure("accepted"));
    assert_eq!(verdict("not accepted"), figure("rejected"));
    assert_eq!(
        count(&|lead| lead.deal.opened.reached()),
        figure("opportunities")
    );
    let won = |lead: &docket::review::lead::Filed| {
        lead.deal.outcome == Some(docket::review::verdict::Outcome::Won)
    };
    assert_eq!(count(&won), figure("won"));
    let revenue: rust_decimal::Decimal = last
        .values()
        .filter(|lead| won(lead))
        .map(|lead| lead.deal.amount.unwrap().amount)
        .sum();
    assert_eq!(
        revenue * rust_decimal::Decimal::from(100),
        rust_decimal::Decimal::from(kept["revenue_cents"].as_i64().unwrap())
    );
}
