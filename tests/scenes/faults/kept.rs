//! F15 of the figures: whatever people do and files bring, what is kept of all leads says what counting them says.

use chrono_tz::Tz;
use docket::ledger::{ANSWER_HOURS, Ledger};
use docket::review::entry::Act;
use docket::review::figures::coverage::Anchor;
use docket::review::figures::scorecard;
use docket::review::filter::By;
use docket::review::period::Period;
use docket::seat::clock::Clock;
use docket::seat::desk::Desk;
use docket::seat::desk::report::ReportAsk;

use super::super::ledger::{TEN, added, draft};
use super::sequences::{LEADS, step};
use super::{Lot, figure, much};

/// 19 October 2026, 10:00 UTC, in the middle of what the files speak of.
const OCTOBER: i64 = 1_792_404_000_000;

/// A month, days across two of them, and a year.
const PERIODS: [&str; 3] = ["2026-10", "2026-09-20..2026-10-07", "2026"];

fn reports(ledger: Ledger, at: i64, period: &str) -> (Ledger, Vec<String>) {
    let desk = Desk::new(ledger, Clock::Fixed(at));
    let by = [
        None,
        Some(By::Source),
        Some(By::Campaign),
        Some(By::Rep),
        Some(By::Team),
        Some(By::CreatedMonth),
        Some(By::Reason),
    ];
    let report =
        |ask: &ReportAsk| serde_json::to_string_pretty(&desk.report(ask).unwrap()).unwrap();
    let mut reports: Vec<String> = by
        .map(|by| {
            report(&ReportAsk {
                by,
                ..ReportAsk::default()
            })
        })
        .to_vec();
    let period = Period::parse(period).unwrap();
    for anchor in [Anchor::Created, Anchor::Qualified] {
        reports.push(report(&ReportAsk {
            period,
            anchor,
            ..ReportAsk::default()
        }));
    }
    let figures = desk.figures(period).unwrap();
    reports.push(format!("{:?} {:?}", figures.now.kpis(), figures.fill));
    let card = desk.scorecard().unwrap();
    let wall = desk.figures(scorecard::wall(card.today)).unwrap();
    assert_eq!(card.wall, wall.now.kpis());
    reports.push(format!("{card:#?}"));
    (desk.ledger, reports)
}

fn limited() -> Ledger {
    let mut ledger = Ledger::in_memory(Tz::UTC).unwrap();
    let mut limit = draft(
        "Docket",
        Act::Setting {
            name: ANSWER_HOURS.to_owned(),
            value: "60".to_owned(),
        },
    );
    limit.at = 0;
    ledger.record(&[limit]).unwrap();
    for number in 0..LEADS {
        let act = added(&format!("Company {number}"));
        ledger.record(&[draft("Docket", act)]).unwrap();
    }
    ledger
}

#[test]
fn f15_what_is_kept_of_all_leads_is_what_counting_them_says() {
    let sequences = much(12, 3_000);
    let mut compared = 0;
    for sequence in 0..sequences {
        let (mut kept, mut counted) = (limited(), limited());
        for turn in 0..12 {
            let seed = sequence * 1_000 + turn + 1;
            let who = ["Ana", "Ben"][usize::from(seed % 3 == 0)];
            step(&mut Lot(seed), &mut kept, who);
            step(&mut Lot(seed), &mut counted, who);
            if turn % 4 == 1 {
                let desk = Desk::new(kept, Clock::Fixed(OCTOBER));
                desk.keep().unwrap();
                kept = desk.ledger;
            }
            let later = [OCTOBER, OCTOBER + 4 * 86_400_000, TEN];
            for (at, period) in later.into_iter().zip(PERIODS) {
                let (one, other);
                (kept, one) = reports(kept, at, period);
                (counted, other) = reports(counted, at, period);
                for (one, other) in one.iter().zip(&other) {
                    assert_eq!(one, other, "sequence {sequence}, turn {turn}");
                    compared += 1;
                }
            }
        }
        assert_eq!(kept.check().unwrap(), [], "sequence {sequence}");
    }
    figure(&format!(
        "F15: {sequences} sequences, {compared} reports from what is kept, all as counted"
    ));
}
