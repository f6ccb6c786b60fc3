//! A rep's slip: what it asks, in what order, and that it comes back harmless.

use chrono_tz::Tz;
use docket::publish::slip::{Slip, key};
use docket::review::lead::{FiledVerdict, Lead, Touches};
use docket::review::milestone::{Milestone, Reach};
use docket::review::reason::{FixOwner, Guard, PickLists, Reason, ReasonCode, RouteDefault};
use docket::review::verdict::{Acceptance, Outcome, Verdict};

use crate::minutes::{day, lead, no_budget};

fn delivered(id: i64, company: &str, on: &str) -> Lead {
    let mut lead = lead(id, company, "Priya Raman");
    lead.filed.qualified = Reach::At(Milestone::Day(day(on)));
    lead
}

fn lists() -> PickLists {
    let reason = |code, name: &str| Reason {
        code: ReasonCode(code),
        name: name.to_owned(),
        fix_owner: FixOwner::Both,
        route: RouteDefault::Close,
        guard: Guard::None,
        known_as: Vec::new(),
    };
    PickLists {
        reasons: vec![
            reason(0, "other, in words"),
            reason(4, "no budget"),
            reason(255, "not recorded in the CRM"),
        ],
        ..PickLists::default()
    }
}

fn slip() -> Slip {
    let verdict = |verdict| Some(FiledVerdict { verdict, at: None });
    let mut touched = delivered(1, "Touched", "2026-11-01");
    touched.touches = Touches {
        count: 1,
        ..Touches::default()
    };
    let mut accepted = delivered(2, "Accepted", "2026-10-01");
    accepted.filed.verdict = verdict(Verdict::Accepted(Acceptance::default()));
    let mut refused = delivered(3, "Refused", "2026-10-01");
    refused.filed.verdict = verdict(no_budget());
    let mut won = delivered(4, "Won", "2026-10-01");
    won.filed.deal.outcome = Some(Outcome::Won);
    let mut keyless = delivered(5, "=HYPERLINK(\"evil\")", "2026-11-10");
    keyless.filed.key = String::new();
    let leads = vec![
        touched,
        accepted,
        refused,
        won,
        keyless,
        delivered(6, "Waits longest", "2026-10-02"),
        lead(7, "Never delivered", "Ann"),
    ];
    Slip::new(
        "T. Reyes".to_owned(),
        "5f0c".to_owned(),
        lists(),
        Tz::UTC,
        leads,
    )
}

#[test]
fn untouched_come_first_then_unanswered_then_accepted() {
    let keys: Vec<String> = slip().leads().iter().map(key).collect();
    assert_eq!(keys, ["00Q6", "#5", "00Q1", "00Q2"]);
}

#[test]
fn the_file_says_whose_it_is_and_has_empty_columns() {
    let expected = [
        "# docket slip for: T. Reyes",
        "# docket: 5f0c",
        "# verdict: a accepted, r not accepted, R returned; leave empty what you cannot tell yet",
        "# reason, where not accepted or returned, one digit:",
        "#   4 no budget",
        "#   0 other, in words",
        "lead,company,name,verdict,reason,note",
        "00Q6,Waits longest,Priya Raman,,,",
        "\"#5\",\"'=HYPERLINK(\"\"evil\"\")\",Priya Raman,,,",
        "00Q1,Touched,Priya Raman,,,",
        "00Q2,Accepted,Priya Raman,,,",
        "",
    ];
    assert_eq!(slip().csv(), expected.join("\n"));
}

#[test]
fn the_text_fits_80_columns() {
    let text = slip().text();
    assert!(text.contains("Slip for T. Reyes"), "{text}");
    assert!(text.contains("4 no budget"), "{text}");
    for line in text.lines() {
        assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{line}");
    }
}
