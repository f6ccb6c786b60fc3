//! Criteria as people type them: what they mean, what is wrong with one, and what a lead makes of them.

use std::borrow::Cow;

use docket::review::agreement::criterion::{Fields, Kind, KnownField, Met, read};

/// A lead in small: `score 78`, `employees 51-200`.
const LEAD: [(&str, &str); 9] = [
    ("score", "78"),
    ("employees", "51-200"),
    ("industry", "Software and IT"),
    ("title", "Head of Marketing, EMEA"),
    ("country", "DE"),
    ("created", "2026-05-04"),
    ("budget", "1,500.50"),
    ("free trial", "TRUE"),
    ("phone", ""),
];

fn of(test: &str) -> Met {
    let test = read(test).unwrap_or_else(|fault| panic!("{test}: {fault}"));
    test.met(&mut |name| {
        let found = LEAD
            .iter()
            .find(|(field, _)| field.eq_ignore_ascii_case(name));
        Cow::Borrowed(found.map_or("", |(_, text)| *text))
    })
}

#[rustfmt::skip]
const MEANT: [(&str, Met); 54] = [
        ("score >= 60", Met::Met),
        ("score ≥ 60", Met::Met),
        ("Score>=78", Met::Met),
        ("score > 78", Met::Failed),
        ("score < 100", Met::Met),
        ("score <= 77.9", Met::Failed),
        ("score = 78.0", Met::Met),
        ("score is 78", Met::Met),
        ("score != 78", Met::Failed),
        ("score is not 5", Met::Met),
        ("score is at least 60", Met::Met),
        ("score is over 78", Met::Failed),
        ("score between 60 and 78", Met::Met),
        ("score from 10 to 20", Met::Failed),
        ("score = 60..80", Met::Met),
        ("score is 80..90", Met::Failed),
        ("score in (1, 78, 3)", Met::Met),
        ("score in 1, 2", Met::Failed),
        ("score not in (1, 2)", Met::Met),
        // A band is known to be over its lower end, and under its upper end.
        ("employees >= 50", Met::Met),
        ("employees > 200", Met::Failed),
        ("employees >= 100", Met::Unknown),
        ("employees is 51-200", Met::Met),
        ("budget > 1,500", Met::Met),
        ("budget > 1,501", Met::Failed),
        ("industry is Software and IT", Met::Failed),
        ("industry is \"software and it\"", Met::Met),
        ("industry is one of Retail, \"Software and IT\"", Met::Met),
        ("title matches head of*", Met::Met),
        ("title matches *marketing", Met::Failed),
        ("title matches marketing", Met::Met),
        ("title matches market", Met::Failed),
        ("title contains market", Met::Met),
        ("title matches chief*, head*", Met::Met),
        ("title matches ?ead*", Met::Met),
        ("title not matches intern", Met::Met),
        ("title is known", Met::Met),
        ("phone is known", Met::Failed),
        ("phone is blank", Met::Met),
        ("phone is not known", Met::Met),
        ("phone is 12345", Met::Unknown),
        ("not phone is 12345", Met::Unknown),
        ("created >= 2026-05-01", Met::Met),
        ("created < 2026-05-04", Met::Failed),
        ("free trial is yes", Met::Met),
        ("free trial is no", Met::Failed),
        ("score >= 60 and country is DE", Met::Met),
        ("score >= 60 and phone is 1", Met::Unknown),
        ("score < 60 and phone is 1", Met::Failed),
        ("score >= 60 or phone is 1", Met::Met),
        (
            "all(score >= 60, country in (DE, AT), title is known)",
            Met::Met,
        ),
        ("any(score > 90, country is AT, CH, score > 70)", Met::Met),
        ("not (score >= 60 and country is DE)", Met::Failed),
        ("not any(score > 90, phone is known)", Met::Met),
    ];

#[test]
fn a_test_is_met_failed_or_unknown() {
    for (test, expected) in MEANT {
        if test == "industry is Software and IT" {
            // `and` joins conditions: a text with it stands in quotes, and the fault says so.
            assert!(read(test).unwrap_err().words.contains("IT"), "{test}");
            continue;
        }
        assert_eq!(of(test), expected, "{test}");
    }
}

#[test]
fn a_test_says_how_it_was_understood() {
    for (test, words) in [
        (
            "score>=60 AND industry in (Software,IT)",
            "score is at least 60 and industry is one of software, it",
        ),
        ("not phone is known", "phone is blank"),
        (
            "any(score > 90, not title matches intern)",
            "score is over 90 or title does not match intern",
        ),
        (
            "a is 1 and (b is 2 or c is 3)",
            "a is 1 and (b is 2 or c is 3)",
        ),
    ] {
        assert_eq!(read(test).unwrap().words(), words);
    }
}

fn fields() -> Fields {
    let field = |name: &str, kind, samples: &[&str]| KnownField {
        name: name.to_owned(),
        kind,
        filled: 10,
        samples: samples.iter().map(|text| (*text).to_owned()).collect(),
    };
    Fields {
        fields: vec![
            field("score", Kind::Numbers, &["78", "65"]),
            field("industry", Kind::Words, &["Software", "Retail"]),
            field("employees", Kind::Numbers, &["51-200"]),
            field("created", Kind::Days, &["2026-05-04"]),
            field("phone", Kind::Blank, &[]),
        ],
        leads: 10,
    }
}

#[test]
fn what_is_wrong_with_a_test_is_said_with_what_to_type() {
    for (test, says) in [
        ("", "a test compares a field, as in: employees >= 50"),
        ("scor >= 60", "did you mean score?"),
        (
            "colour is red",
            "There are score, industry, employees, created, phone",
        ),
        (
            "score >= high",
            "score holds numbers such as 78; “high” is none: type score >= 60",
        ),
        (
            "industry > 3",
            "industry holds words such as “Software”, and > needs numbers",
        ),
        ("created > soon", "created holds days such as 2026-05-04"),
        ("score >=", "a value is missing here"),
        (
            "score",
            "“score” is compared with nothing: type score is known",
        ),
        (">= 60", "“>=” stands where a field belongs"),
        ("(score >= 60", "this parenthesis is not closed: type )"),
        ("score >= 60)", "“)” is one too many here"),
        ("industry is \"Soft", "this quote is not closed"),
        (
            "industry is Software or Retail",
            "“Retail” is compared with nothing",
        ),
        (
            "score between 60",
            "between takes two values, as in: score between 50 and 200",
        ),
        ("score between 80 and 60", "the smaller one comes first"),
        ("all()", "all(…) holds conditions"),
        ("score in ()", "a value is missing here"),
    ] {
        let fault = match read(test) {
            Ok(read) => fields().allow(&read).unwrap_err(),
            Err(fault) => fault,
        };
        assert!(fault.words.contains(says), "{test}: {fault}");
    }
    assert!(read(&"(".repeat(5000)).is_err());
    let deep = format!("{}score > 1{}", "not ".repeat(3000), "");
    assert!(read(&deep).is_err());
    // What nobody has filled in may be asked for: it is unknown of every lead.
    assert!(fields().allow(&read("phone > 3").unwrap()).is_ok());
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in ".{0,60}", more in "(score|in|not|and|or|\\(|\\)|,|>=|\"|60|all| ){0,20}") {
        for text in [&text, &more] {
            if let Err(fault) = read(text) {
                proptest::prop_assert!(fault.at <= text.chars().count());
            }
        }
    }
}
