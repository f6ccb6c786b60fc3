//! What comes back: a rep's slip, a workbook, a file whose headers were seen before.

use docket::intake::{Source, propose};
use docket::review::milestone::{Milestone, Reach};
use docket::review::proposal::{DateOrder, Meaning};
use docket::review::reason::{ReasonCode, Route};
use docket::review::row::Row;
use docket::review::verdict::{Refusal, Verdict};

use super::{look, options, read};

fn refusal(reason: u8, route: Route, detail: &str) -> Refusal {
    Refusal {
        reason: ReasonCode(reason),
        route,
        detail: detail.to_owned(),
        criterion: None,
        waived: false,
    }
}

const SLIP: &str = "# Lead review: your leads\n# slip for: Ann Smith\n# docket: 7f3a\n# 1 not our kind of customer, 2 wrong person\n\
         lead,company,name,verdict,reason,note\n\
         L1,Acme,Bo,a,,call her first\n\
         L2,Beta,Cy,r,4,\n\
         L3,Gamma,Di,R,wrong person,\"'=1+1\"\n\
         L4,Delta,Ed,,,\n\
         L5,Eta,Flo,r,,\n\
         '-L6,Zeta,Gus,accepted,,\n\
         L7,Iota,Hal,maybe,,\n\
         L8,Kap,Ida,not accepted,0,The moon\n";

#[test]
fn a_slip_comes_back_under_the_name_it_was_made_for() {
    let seen = read(SLIP);
    assert_eq!(seen.proposal.slip_for, "Ann Smith");
    assert_eq!(seen.proposal.slip_of, "7f3a");
    let said: Vec<_> = seen
        .rows
        .iter()
        .filter_map(|row| match row {
            Ok((
                _,
                Row::Slip {
                    lead,
                    by,
                    verdict,
                    note,
                },
            )) if by == "Ann Smith" => {
                let refused = verdict.as_ref().and_then(Verdict::refusal).cloned();
                Some((
                    lead.as_str(),
                    verdict.as_ref().map(Verdict::word),
                    refused,
                    note.as_str(),
                ))
            }
            _ => None,
        })
        .collect();
    // No budget nurtures for 180 days from 22 November 2026.
    let nurture = Route::Nurture {
        until: "2027-05-21".parse().unwrap(),
    };
    assert_eq!(
        said,
        [
            ("L1", Some("accepted"), None, "call her first"),
            (
                "L2",
                Some("not accepted"),
                Some(refusal(4, nurture, "")),
                ""
            ),
            (
                "L3",
                Some("returned"),
                Some(refusal(2, Route::FindContact, "")),
                "=1+1"
            ),
            ("-L6", Some("accepted"), None, ""),
            (
                "L8",
                Some("not accepted"),
                Some(refusal(0, Route::DecideInReview, "The moon")),
                "The moon"
            ),
        ]
    );
}

#[test]
fn a_slips_line_that_says_nothing_clear_is_handed_back() {
    let seen = read(SLIP);
    let reasons: Vec<&str> = seen
        .refused()
        .iter()
        .map(|row| row.reason.as_str())
        .collect();
    assert_eq!(
        reasons,
        [
            "not accepted needs a reason: write its digit, 0 to 9",
            "the verdict \"maybe\" is none: write a (accepted), r (not accepted), R (returned) or nothing",
        ]
    );
}

#[test]
fn the_order_of_day_and_month_is_settled_by_the_column_or_asked() {
    let day = |text: &str| Reach::At(Milestone::Day(text.parse().unwrap()));
    let settled =
        read("lead_id,created_date,mql_date\nL1,02/03/2024,2024-05-06\nL2,13/03/2024,44562\n");
    assert_eq!(settled.lead().created, day("2024-03-02"));
    let orders: Vec<_> = settled.proposal.date_orders().collect();
    assert_eq!(
        orders,
        [
            ("created_at", DateOrder::Dmy),
            ("qualified_at", DateOrder::Ymd)
        ]
    );

    let text = "lead_id,created_date\nL1,02/03/2024\nL2,2024-03-05\n";
    let open = read(text);
    let question = &open.proposal.questions[0];
    assert_eq!(
        question.text,
        "created_date: in 02/03/2024, does the day or the month come first?"
    );
    assert!(question.stops);
    let source = Source::of_bytes("list.csv", text);
    for (choice, expected) in [(0, "2024-03-02"), (1, "2024-02-03")] {
        let mut options = options();
        options.answers.push(question.choices[choice].1.clone());
        let seen = look(&source, &options);
        assert!(
            seen.proposal
                .questions
                .iter()
                .all(|question| !question.stops)
        );
        assert_eq!(seen.lead().created, day(expected));
    }
    let mut flagged = options();
    flagged.date_order = Some(DateOrder::Mdy);
    assert_eq!(look(&source, &flagged).lead().created, day("2024-02-03"));
    assert!(propose(&[source], &options()).0.stopped_by().is_some());
}

#[test]
fn a_mapping_is_remembered_for_the_same_headers() {
    let text = "number,who,when\n7,Acme,02/03/2024\n";
    let source = Source::of_bytes("list.csv", text);
    let mut first = options();
    first.kind = docket::review::row::Kind::parse("leads");
    for map in ["id=number", "company=2", "created_at=when"] {
        first.take_map(map).unwrap();
    }
    first.take_set("source=Fair").unwrap();
    first.take_set("status:Warm=lead").unwrap();
    first.date_order = Some(DateOrder::Mdy);
    let columns = propose(std::slice::from_ref(&source), &first)
        .1
        .remove(0)
        .unwrap();
    let kept = serde_json::to_string(&columns.profile()).unwrap();

    let mut next = options();
    next.profiles.push(serde_json::from_str(&kept).unwrap());
    let seen = look(&source, &next);
    assert!(seen.proposal.remembered);
    assert_eq!(seen.mapping(), "id=number company=who created_at=when");
    let lead = seen.lead();
    assert_eq!(
        (
            lead.key.as_str(),
            lead.text(docket::review::lead::Field::Source)
        ),
        ("7", "Fair")
    );
    assert_eq!(
        lead.created,
        Reach::At(Milestone::Day("2024-02-03".parse().unwrap()))
    );
    assert_eq!(
        columns.profile().words,
        [("Warm".to_owned(), Meaning::Lead)]
    );
    assert!(
        first
            .take_map("colour=x")
            .unwrap_err()
            .contains("there is no such field")
    );
    first.take_map("id=missing").unwrap();
    let refused = look(&source, &first).proposal.refused.unwrap();
    assert_eq!(
        refused,
        "--map id=missing: there is no column missing; there are number, who, when"
    );
}

#[test]
fn a_file_without_a_header_needs_its_columns_by_number() {
    let text = "L1,Acme,2024-01-31\nL2,Beta,2024-02-01\n";
    let refused = read(text).proposal.refused;
    assert!(refused.is_some(), "{refused:?}");
    let numbers = "1,Acme\n2,Beta\n";
    let refused = read(numbers).proposal.refused.unwrap();
    assert!(refused.contains("its first line is no header"), "{refused}");
    let mut told = options();
    told.kind = docket::review::row::Kind::parse("leads");
    told.take_map("id=1").unwrap();
    told.take_map("company=2").unwrap();
    let seen = look(&Source::of_bytes("list.csv", numbers), &told);
    let keys: Vec<_> = seen
        .leads()
        .iter()
        .map(|lead| lead.filed.key.as_str())
        .collect();
    assert_eq!(keys, ["1", "2"]);
}

#[test]
fn a_set_field_stands_in_and_never_displaces_a_cell() {
    let mut told = options();
    told.take_set("qualified_at=created_at").unwrap();
    told.take_set("owner=Ann").unwrap();
    let text = "lead_id,owner,created_date\nL1,,31/01/2024\nL2,Bo,01/02/2024\n";
    let seen = look(&Source::of_bytes("list.csv", text), &told);
    let leads = seen.leads();
    let owner = |place: usize| leads[place].filed.text(docket::review::lead::Field::Owner);
    assert_eq!((owner(0), owner(1)), ("Ann", "Bo"));
    assert_eq!(
        leads[1].filed.qualified,
        Reach::At(Milestone::Day("2024-02-01".parse().unwrap()))
    );
    assert!(leads[0].speaks.qualified);
}

#[test]
fn what_is_no_list_is_refused_in_words() {
    for (bytes, words) in [
        (&b""[..], "it is empty"),
        (b"\n\n", "it is empty"),
        (b"%PDF-1.7 x", "it is a PDF"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1", "old Excel workbook"),
        (b"<html><table>", "web page"),
        (b"PK\x03\x04 not a workbook", "the workbook is damaged"),
        (b"SQLite format 3\0", "opened, not imported"),
    ] {
        let refused = read(bytes).proposal.refused.unwrap_or_default();
        assert!(refused.contains(words), "{refused}");
    }
}
