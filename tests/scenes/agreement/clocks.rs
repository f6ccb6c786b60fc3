//! The clocks of a lead's clauses on its card: what was asked, and what it took.

use docket::review::agreement::sla::Measure;
use docket::review::entry::{Act, Draft, Told};
use docket::review::lead::LeadId;

use super::owed::{agreed, both_sides};
use super::sla::clause;
use crate::room::{NOW, no_need, shows};

#[test]
fn the_card_shows_each_clause_with_its_clock() {
    let mut room = agreed(both_sides());
    room.keys("2gg/zeta<enter><enter>");
    // From Mon 2 Nov to Tue 24 Nov, 09:00: 2–6, 9–13, 16–20 and 23 Nov are sixteen working days.
    shows(
        &room.screen(200, 50),
        &[
            "asked: 2 days",
            "took 16 days",
            "M1 fields ✓",
            "S1 answer ✗ missed",
        ],
    );
}

#[test]
fn a_limit_passed_by_minutes_does_not_read_as_kept() {
    // Sixteen working days from Mon 2 Nov end on Tue 24 Nov at 09:00; the answers were given then, and one at 09:20.
    let clauses = vec![clause(1, Measure::Verdict { minutes: 16 * 480 }, 90)];
    let mut room = agreed(clauses);
    room.desk
        .ledger
        .record(&[Draft {
            at: NOW + 20 * 60_000,
            who: "Ana".to_owned(),
            meeting: None,
            act: Act::Verdict {
                lead: LeadId(10),
                verdict: no_need(),
                told: Told::Seat,
            },
            seen: None,
        }])
        .unwrap();
    room.keys("2gg/zeta<enter><enter>");
    shows(&room.screen(200, 50), &["asked: 16 days", "took 16 days"]);
    room.keys("<esc><esc>2gg/company 10<enter><enter>");
    shows(&room.screen(200, 50), &["took over 16 days"]);
}
