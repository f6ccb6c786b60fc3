//! What status words, reasons and stage dates say of a lead.

use chrono::NaiveDate;
use docket::intake::status::{self, Reading};
use docket::review::lead::Filed;
use docket::review::milestone::{Milestone, Reach};
use docket::review::proposal::Meaning;
use docket::review::reason::{ReasonCode, Route};
use docket::review::verdict::{Outcome, Refusal, Verdict};

use super::{look, options, read};
use docket::intake::Source;

fn refused(reason: Option<u8>, at_once: bool) -> Reading {
    Reading::Refused {
        reason: reason.map(ReasonCode),
        at_once,
    }
}

#[test]
fn words_are_read_as_the_lists_say() {
    let rows = [
        ("New", Reading::Lead),
        ("Open - Not Contacted", Reading::Lead),
        ("Assigned", Reading::Lead),
        ("Attempted to Contact", Reading::Lead),
        ("Marketing Qualified Lead", Reading::Lead),
        ("Working - Contacted", Reading::Worked),
        ("In Process", Reading::Worked),
        ("Contact in Future", Reading::Worked),
        ("Nurture", Reading::Worked),
        ("Qualified", Reading::Accepted),
        ("Pre-Qualified", Reading::Accepted),
        ("Pre Qualified", Reading::Accepted),
        ("SQL", Reading::Accepted),
        ("Converted", Reading::Opportunity),
        ("Closed - Converted", Reading::Opportunity),
        ("Open Deal", Reading::Opportunity),
        ("Customer", Reading::Won),
        ("Subscriber", Reading::Inquiry),
        ("Lead", Reading::Inquiry),
        ("Rejected", refused(None, true)),
        ("Closed - Not Converted", refused(None, false)),
        ("Dead", refused(None, false)),
        ("Lost Lead", refused(None, false)),
        ("Canceled", refused(None, false)),
        ("Unqualified", refused(Some(1), false)),
        ("Not Qualified", refused(Some(1), false)),
        ("Junk Lead", refused(Some(9), false)),
        ("Bad Timing", refused(Some(5), false)),
        ("Cannot Contact", refused(Some(7), false)),
        ("No Longer Interested", refused(Some(3), false)),
        ("Recycled", Reading::Recycled),
        ("Qualfied??", Reading::Unknown),
        ("", Reading::Silent),
    ];
    for (word, reading) in rows {
        assert_eq!(status::read(word, &options()), reading, "{word}");
    }
    let mut settled = options();
    settled.take_set("status:qualfied??=accepted").unwrap();
    assert_eq!(status::read("Qualfied??", &settled), Reading::Accepted);
    settled.words.push(("New".to_owned(), Meaning::Inquiry));
    assert_eq!(status::read("NEW", &settled), Reading::Inquiry);
}

/// One lead of a file with these columns.
fn lead(header: &str, row: &str) -> Filed {
    read(format!("lead_id,{header}\nL1,{row}\n")).lead().clone()
}

fn refusal(filed: &Filed) -> Refusal {
    filed
        .verdict
        .as_ref()
        .and_then(|filed| filed.verdict.refusal().cloned())
        .unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_status_never_says_when() {
    let filed = lead("status", "Qualified");
    assert_eq!(filed.qualified, Reach::Undated);
    let verdict = filed.verdict.unwrap();
    assert!(matches!(verdict.verdict, Verdict::Accepted(_)));
    assert_eq!(verdict.at, None);
    assert!(filed.worked);
    let filed = lead("status", "Converted");
    assert_eq!((filed.deal.opened, filed.verdict), (Reach::Undated, None));
    let filed = lead("lifecycle_stage,status", "Customer,Connected");
    assert_eq!(
        (filed.deal.outcome, filed.deal.closed),
        (Some(Outcome::Won), Reach::Undated)
    );
}

#[test]
fn where_a_date_column_is_mapped_the_date_alone_decides() {
    // The second row fills each column, so that it decides.
    let file = "lead_id,status,mql_date,sql_date,opportunity_date\n\
                L1,Converted,2024-01-02,,\nL2,Disqualified,,,\nL3,New,2024-01-02,2024-01-05,2024-01-09\n\
                L4,Disqualified,2024-01-02,,\nL5,Unqualified,2024-01-02,2024-01-03,\n";
    let seen = read(file);
    let leads = seen.leads();
    let verdict = |place: usize| {
        leads[place]
            .filed
            .verdict
            .as_ref()
            .map(|filed| filed.verdict.word())
    };
    assert_eq!((leads[0].filed.deal.opened, verdict(0)), (Reach::Not, None));
    // Never delivered, so Sales had nothing to refuse.
    assert_eq!((leads[1].filed.qualified, verdict(1)), (Reach::Not, None));
    assert_eq!(verdict(2), Some("accepted"));
    assert_eq!(
        leads[2].filed.verdict.as_ref().unwrap().at,
        Some(Milestone::Day(day("2024-01-05")))
    );
    assert_eq!(verdict(3), Some("not accepted"));
    // A refusal after an acceptance is a return.
    assert_eq!(verdict(4), Some("returned"));
}

/// Columns, cells, and the code, route and words of the refusal they make.
fn refusals() -> Vec<(&'static str, &'static str, u8, Route, &'static str)> {
    vec![
        ("status", "Rejected", 255, Route::DecideInReview, ""),
        (
            "status,reject_reason",
            "Rejected,No budget",
            4,
            Route::DecideInReview,
            "No budget",
        ),
        (
            "status,lost_reason",
            "Rejected,Wrong industry",
            1,
            Route::Close,
            "Wrong industry",
        ),
        (
            "status,lost_reason",
            "Rejected,The moon was full",
            0,
            Route::DecideInReview,
            "The moon was full",
        ),
        ("status", "Junk Lead", 9, Route::DecideInReview, "Junk Lead"),
        ("status", "Unqualified", 1, Route::Close, "Unqualified"),
        (
            "rejected_at,reject_reason",
            "2026-01-10,No budget",
            4,
            Route::Nurture {
                until: day("2026-07-09"),
            },
            "No budget",
        ),
        (
            "status,created_date",
            "Recycled,2026-01-01",
            6,
            Route::Nurture {
                until: day("2026-03-02"),
            },
            "Recycled",
        ),
        (
            "reject_reason",
            "Not decision maker",
            2,
            Route::FindContact,
            "Not decision maker",
        ),
    ]
}

#[test]
fn a_refusal_always_has_a_reason_and_a_route() {
    for (header, row, code, route, detail) in refusals() {
        let refusal = refusal(&lead(header, row));
        assert_eq!(
            (refusal.reason, refusal.route, refusal.detail.as_str()),
            (ReasonCode(code), route, detail),
            "{header}: {row}"
        );
    }
}

#[test]
fn a_lead_worked_before_it_was_disqualified_was_returned() {
    for (header, row, word) in [
        ("status", "Unqualified", "not accepted"),
        (
            "status,first_response_date",
            "Unqualified,2026-01-10",
            "returned",
        ),
        (
            "status,first_response_date",
            "Rejected,2026-01-10",
            "not accepted",
        ),
        (
            "accepted_at,rejected_at",
            "2026-01-10,2026-01-12",
            "returned",
        ),
        (
            "accepted_at,rejected_at",
            "2026-01-12,2026-01-10",
            "accepted",
        ),
        ("returned_at", "2026-01-12", "returned"),
    ] {
        assert_eq!(
            lead(header, row).verdict.unwrap().verdict.word(),
            word,
            "{header}: {row}"
        );
    }
}

#[test]
fn unknown_words_and_a_missing_hand_over_date_are_asked_about() {
    let text = "lead_id,status,created_date,amount\nL1,Warm,2024-01-02,10\nL2,Warm,2024-01-03,20\nL3,New,2024-01-04,30\n";
    let seen = read(text);
    let questions: Vec<(&str, &str, bool)> = seen
        .proposal
        .questions
        .iter()
        .map(|question| {
            (
                question.text.as_str(),
                question.choices[question.default].0.as_str(),
                question.stops,
            )
        })
        .collect();
    assert_eq!(
        questions,
        [
            ("\"Warm\" 2 ×: what does this status mean?", "skip", false),
            (
                "No column says when a lead was handed to Sales: use the created date?",
                "no, leave it unknown",
                false
            ),
            (
                "amount: amounts name no currency; which is it?",
                "none",
                false
            ),
        ]
    );
    assert_eq!(seen.lead().status, "Warm");
    let mut settled = options();
    for (question, choice) in seen.proposal.questions.iter().zip([3, 1, 1]) {
        settled.answers.push(question.choices[choice].1.clone());
    }
    let seen = look(&Source::of_bytes("list.csv", text), &settled);
    assert!(
        seen.proposal.questions.is_empty(),
        "{:?}",
        seen.proposal.questions
    );
    let filed = seen.lead();
    assert_eq!(
        filed.qualified,
        Reach::At(Milestone::Day(day("2024-01-02")))
    );
    assert_eq!(
        filed.verdict.as_ref().unwrap().verdict.word(),
        "not accepted"
    );
    assert_eq!(filed.deal.amount.unwrap().currency.code(), "EUR");
}

#[test]
fn an_open_deals_closing_date_is_a_forecast() {
    let seen = read(
        "opportunity_id,lead_id,created_date,close_date,stage,amount\nO1,L1,2024-01-01,2024-06-30,Proposal,5\n\
         O2,L2,2024-01-01,2024-02-01,Closed Lost,5\n",
    );
    let deals: Vec<_> = seen
        .rows
        .iter()
        .filter_map(|row| match row {
            Ok((_, docket::review::row::Row::Opportunity(deal))) => {
                Some((deal.deal.closed, deal.extra.clone()))
            }
            _ => None,
        })
        .collect();
    assert_eq!(
        deals,
        [
            (
                Reach::Not,
                vec![("close_date".to_owned(), "2024-06-30".to_owned())]
            ),
            (Reach::At(Milestone::Day(day("2024-02-01"))), Vec::new()),
        ]
    );
}
