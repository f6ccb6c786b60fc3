//! What the dates at hand can tell, slice by slice.

use chrono_tz::UTC;
use docket::review::figures::breakdown::Breakdown;
use docket::review::figures::cohort::Cohort;
use docket::review::figures::contradiction::{Contradiction, of_facts};
use docket::review::figures::coverage::{Anchor, Coverage};
use docket::review::filter::By;
use docket::review::lead::{Answer, Facts};
use docket::review::period::Period;
use docket::review::reason::ReasonCode;
use docket::review::verdict::Outcome;

use super::{ACCEPTED, facts, on, wall};

/// Leads of three months; wins are seen from 1 Dec 2026 and take 14 days.
fn leads() -> Vec<Facts> {
    let mut leads = Vec::new();
    let table = [
        ("2026-10-20", None),
        ("2026-12-02", Some("2026-12-16")),
        ("2026-12-05", Some("2026-12-19")),
        ("2026-11-17", Some("2026-12-01")),
    ];
    for (id, (delivered, won)) in (1..).zip(table) {
        let mut lead = Facts {
            created: on(delivered),
            qualified: on(delivered),
            ..facts(id)
        };
        if let Some(won) = won {
            lead.closed = on(won);
            lead.outcome = Some(Outcome::Won);
            lead.answer = ACCEPTED;
        }
        leads.push(lead);
    }
    leads
}

fn marks(now: &str) -> Vec<(String, Vec<String>)> {
    let cohort = Cohort::new(Period::All, UTC, wall(now, UTC));
    let mut coverage = Coverage::new(Anchor::Created);
    let mut breakdown = Breakdown::new(By::CreatedMonth, Anchor::Created);
    for lead in leads() {
        coverage.add(&lead, &cohort);
        breakdown.add(&lead, "", &cohort);
    }
    let rows = breakdown.rows(&coverage, &cohort).into_iter();
    rows.map(|(key, _, marks)| (key, marks.iter().map(|mark| mark.code()).collect()))
        .collect()
}

#[test]
fn a_month_before_the_wins_begin_is_marked_and_so_is_one_too_young() {
    // Middle of October: the 16th, 46 days before the first win; of November: the 16th, 15 days. The median is 14.
    let found = marks("2027-06-01 00:00");
    let expected = [
        ("2026-10", vec!["not_covered:won", "few"]),
        ("2026-11", vec!["not_covered:won", "few"]),
        ("2026-12", vec!["few"]),
    ];
    let expected: Vec<_> = expected
        .iter()
        .map(|(key, marks)| {
            (
                (*key).to_owned(),
                marks
                    .iter()
                    .map(|mark| (*mark).to_owned())
                    .collect::<Vec<_>>(),
            )
        })
        .collect();
    assert_eq!(found, expected);
    // On 17 Dec the leads of 2 and 5 Dec are 15 and 12 days old: one of two is older than 14 days, not less than half.
    assert!(
        !marks("2026-12-17 00:00")[2]
            .1
            .contains(&"too_early:won".to_owned())
    );
    assert!(
        marks("2026-12-15 00:00")[2]
            .1
            .contains(&"too_early:won".to_owned())
    );
}

#[test]
fn months_without_leads_are_shown_and_blanks_stay_apart() {
    let cohort = Cohort::new(Period::parse("2026-Q4").unwrap(), UTC, 0);
    let mut months = Breakdown::new(By::CreatedMonth, Anchor::Created);
    let mut sources = Breakdown::new(By::Source, Anchor::Created);
    for (id, source) in (1..).zip(["", "unknown", "unknown", "web"]) {
        months.add(&facts(id), source, &cohort);
        sources.add(&facts(id), source, &cohort);
    }
    let coverage = Coverage::new(Anchor::Created);
    let rows = |breakdown: &Breakdown| -> Vec<(String, u64)> {
        let rows = breakdown.rows(&coverage, &cohort).into_iter();
        rows.map(|(key, slice, _)| (key, slice.created)).collect()
    };
    let owned = |rows: &[(&str, u64)]| -> Vec<(String, u64)> {
        rows.iter()
            .map(|(key, n)| ((*key).to_owned(), *n))
            .collect()
    };
    assert_eq!(
        rows(&months),
        owned(&[("2026-10", 4), ("2026-11", 0), ("2026-12", 0)])
    );
    assert_eq!(
        rows(&sources),
        owned(&[("unknown", 2), ("", 1), ("web", 1)])
    );
}

fn won() -> Facts {
    Facts {
        outcome: Some(Outcome::Won),
        answer: ACCEPTED,
        ..facts(1)
    }
}

fn check(name: &str, facts: Facts, expected: &[Contradiction]) {
    let found: Vec<_> = of_facts(&facts, UTC).each().collect();
    assert_eq!(found, expected, "{name}");
}

#[test]
fn each_cause_of_a_contradiction_is_told_once() {
    use Contradiction as C;
    check("nothing", won(), &[]);
    let mut lead = won();
    lead.answer = Answer::NotAccepted(ReasonCode(4));
    check("not accepted, won", lead, &[C::NotAcceptedWon]);
    let mut lead = won();
    lead.closed = on("2026-09-29");
    check(
        "a win before the first contact",
        lead,
        &[C::ClosedBeforeDelivery],
    );
    let mut lead = won();
    lead.opportunity = on("2026-09-30");
    check(
        "an opportunity before the lead",
        lead,
        &[C::OpportunityBeforeCreation],
    );
    lead.opportunity = on("2026-10-09");
    lead.closed = on("2026-10-08");
    check(
        "closed before it was opened",
        lead,
        &[C::ClosedBeforeOpportunity],
    );
    let mut lead = facts(1);
    lead.qualified = on("2026-09-30");
    check(
        "delivered before it was created",
        lead,
        &[C::QualifiedBeforeCreation],
    );
}
