//! From nothing to a published page by keys alone: written, tried on past leads, proposed, voted on with a concern kept,
//! confirmed in a second review, in force, published; then read as text, Markdown and in a browser.

use docket::ledger::{Creation, Ledger};
use docket::review::agreement::version::Section;
use docket::review::entry::{Act, Draft, Told};
use docket::review::lead::{Field, LeadId};
use docket::review::person::{Person, Role, Team};
use docket::review::reason::{ReasonCode, Route};
use docket::review::verdict::{Acceptance, Refusal, Verdict};
use docket::seat::clock::Clock;
use docket::seat::desk::Desk;

use crate::browser;
use crate::room::{NOW, Room, shows};

/// A file of six leads: four accepted, of which one has fewer than fifty people; two not accepted, both small.
fn company(folder: &std::path::Path) -> Room {
    let creation = Creation {
        zone: chrono_tz::Tz::UTC,
        at_ms: NOW - 30 * 86_400_000,
        who: "T. Reyes".to_owned(),
    };
    let mut ledger = Ledger::create(&folder.join("team.docket"), &creation).unwrap();
    let mut record = |act| {
        let draft = Draft {
            at: NOW,
            who: "T. Reyes".to_owned(),
            meeting: None,
            act,
            seen: None,
        };
        ledger.record(&[draft]).unwrap();
    };
    for (name, team, role) in [
        ("Ana Lind", Team::Sales, Role::SalesLeader),
        ("Ben Okafor", Team::Marketing, Role::MarketingLeader),
    ] {
        let person = Person {
            name: name.to_owned(),
            key: None,
            team,
            role,
        };
        record(Act::PersonSet { person });
    }
    for (at, people) in [240, 120, 80, 12, 6, 3].into_iter().enumerate() {
        record(Act::Added {
            lead: LeadId(0),
            texts: vec![
                (Field::Company, format!("Company {at}")),
                (Field::Employees, people.to_string()),
            ],
            qualified: chrono::NaiveDate::from_ymd_opt(2026, 11, 2),
        });
        record(Act::Verdict {
            lead: LeadId(i64::try_from(at).unwrap() + 1),
            verdict: verdict(at < 4),
            told: Told::Seat,
        });
    }
    Room::at(Desk::new(ledger, Clock::Fixed(NOW)), "T. Reyes")
}

fn verdict(accepted: bool) -> Verdict {
    if accepted {
        return Verdict::Accepted(Acceptance {
            owner: "T. Reyes".to_owned(),
            next_touch: None,
            because: None,
        });
    }
    Verdict::NotAccepted(Refusal {
        reason: ReasonCode(3),
        route: Route::Close,
        detail: String::new(),
        criterion: None,
        waived: false,
    })
}

/// Closes the review that runs, with one thing decided.
fn close(room: &mut Room) {
    room.keys("<esc>dWe write down what a lead is<enter>7<enter>");
    assert!(room.model.walk.is_none(), "{}", room.screen(120, 36));
}

#[test]
fn a_definition_is_written_tried_voted_on_confirmed_and_published_by_keys_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut room = company(folder.path());
    room.keys("1N<enter><f4>");
    // Tried while it is typed: six decided leads, three of them with fifty people or more.
    room.keys("jefifty people or more<tab>employees >= 50");
    shows(
        &room.screen(120, 36),
        &["met where employees is at least 50", "6 → 3"],
    );
    room.keys("<enter>");
    // The first line of it in short stands under the criterion and the row for a new one.
    room.keys("ggjjjeA company of fifty people or more<enter>");
    room.keys("pwe never wrote it down<enter>");
    shows(&room.screen(120, 36), &["v1 on the table"]);
    // Ana holds it, in words; it is not in force, and not in this review at all.
    room.keys("v2 the Baltic agencies are smaller<tab>4<enter>r");
    shows(&room.screen(120, 36), &["v1 is held: Ana Lind under 3"]);
    room.keys("v<ctrl-u>3 the Baltic agencies are smaller<enter>r<enter>");
    shows(&room.screen(120, 36), &["confirmed in a second meeting"]);
    room.keys("<esc>");
    close(&mut room);
    room.keys(
        "1N<enter><f4>vt<ctrl-u>3 the Baltic agencies are smaller<tab><ctrl-u>5<enter>r<enter>",
    );
    let agreement = room.desk.ledger.agreement().unwrap();
    let history = agreement.section(Section::Definition);
    let version = history.in_force(room.model.today()).unwrap();
    assert!(version.ratified_by_both());
    assert_eq!(version.votes[0].dissent, "the Baltic agencies are smaller");
    room.keys("SAna Lind<enter>SBen Okafor<enter>RAna Lind<enter>w");
    published(&folder.path().join("papers"));
}

/// The pages beside the ledger, read in every form.
fn published(papers: &std::path::Path) {
    let read = |name: &str| std::fs::read_to_string(papers.join(name)).unwrap();
    for name in ["definition.txt", "definition.md", "definition.html"] {
        let page = read(name);
        for told in [
            "What a lead is",
            "v1 · in force since 24 Nov 2026",
            "Ratified by Ana Lind (Sales) and Ben Okafor (Marketing).",
            "we never wrote it down",
            "A company of fifty people or more",
            "fifty people or more",
            "sales-ready",
            "1 of 1 signed, 1 of 1 have read it",
            "Not read yet: Ben Okafor",
        ] {
            assert!(page.contains(told), "{told} in {name}\n{page}");
        }
    }
    assert!(
        read("definition.txt")
            .lines()
            .all(|line| line.chars().count() <= 80)
    );
    assert!(read("scoring.csv").contains("fifty people or more,must-have"));
    let html = read("definition.html");
    browser::is_still(&html);
    if let Some(printed) = browser::print(&html) {
        assert_eq!((printed.sheets, printed.a4), (1, true));
        assert!(printed.asked.is_empty());
    }
}
