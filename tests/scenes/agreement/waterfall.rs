//! The reverse waterfall: the vectors of MEASURES §4, the need-by date, levers; targets judged.

use chrono::NaiveDate;
use docket::review::agreement::plan::{Aim, Goal, Judged, Plan, Target};
use docket::review::figures::kpi::Kpi;
use docket::review::figures::waterfall::{Needs, Stages, at_pace, levers, outlook};
use docket::review::period::Period;
use rust_decimal::Decimal;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn goal(revenue: u32, share: u32, deal: u32, rates: [&str; 4]) -> Goal {
    Goal {
        revenue: Decimal::from(revenue),
        currency: "EUR".to_owned(),
        share: Decimal::from(share),
        average_deal: Decimal::from(deal),
        rates: rates.map(number),
        from: Some(day("2026-01-01")),
        by: day("2026-12-31"),
        days_to_won: Decimal::from(90),
    }
}

#[test]
fn the_vectors_come_out_exactly() {
    let needs = Needs::of(&goal(1_200_000, 60, 30_000, ["20", "64", "60", "25"])).unwrap();
    let exact = [1_250, 250, 160, 96, 24].map(Decimal::from);
    assert_eq!(needs.exact, exact);
    let needs = Needs::of(&goal(2_000_000, 100, 25_000, ["20", "64", "60", "25"])).unwrap();
    assert_eq!(needs.exact[3..], [320, 80].map(Decimal::from));
}

#[test]
fn values_are_carried_exactly_and_rounded_up_only_for_display() {
    // 1,000,000 ÷ 30,000 = 33.33… won; ÷ 25 % = 133.33… opportunities, not 34 ÷ 25 % = 136.
    let needs = Needs::of(&goal(1_000_000, 100, 30_000, ["20", "64", "60", "25"])).unwrap();
    assert_eq!((needs.shown(4), needs.shown(3)), (34, 134));
    // ÷ 60 % = 222.22, ÷ 64 % = 347.22, ÷ 20 % = 1736.11
    assert_eq!([2, 1, 0].map(|stage| needs.shown(stage)), [223, 348, 1_737]);
}

#[test]
fn the_leads_are_needed_the_median_before_the_revenue() {
    let mut goal = goal(1_200_000, 60, 30_000, ["20", "64", "60", "25"]);
    assert_eq!(Needs::of(&goal).unwrap().by, day("2026-10-02"));
    goal.days_to_won = number("89.5");
    assert_eq!(Needs::of(&goal).unwrap().by, day("2026-10-02"));
    // From 1 Jan to 2 Oct are 274 days; half of them make half of the 250 leads.
    let needs = Needs::of(&goal).unwrap();
    assert_eq!(needs.to_date(1, goal.since(), day("2026-05-18")), 125);
    assert_eq!(needs.to_date(1, goal.since(), day("2026-12-01")), 250);
    assert_eq!(needs.to_date(1, goal.since(), day("2025-12-01")), 0);
    assert_eq!(at_pace(100, goal.since(), day("2026-05-18"), needs.by), 200);
}

#[test]
fn a_goal_that_is_none_is_told_in_words_and_needs_nothing() {
    let rates = ["20", "64", "60", "25"];
    let mut none = goal(0, 60, 30_000, rates);
    assert!(Needs::of(&none).is_none());
    assert_eq!(none.fault().unwrap(), "the revenue goal is more than 0");
    none = goal(1, 60, 30_000, ["20", "0", "60", "25"]);
    assert!(none.fault().unwrap().contains("each stage rate"));
    none = goal(1, 101, 30_000, rates);
    assert!(none.fault().unwrap().contains("share"));
    none = goal(1, 60, 30_000, rates);
    none.by = day("2026-01-01");
    assert!(none.fault().unwrap().contains("before the revenue"));
}

#[test]
fn the_cheapest_rate_moves_by_the_fewest_points() {
    let goal = goal(1_200_000, 60, 30_000, ["20", "64", "60", "25"]);
    // 200 of the 250 leads: each later rate has to be a quarter higher, 64 → 80, 60 → 75, 25 → 31.25;
    // of 1,100 inquiries 250 are 22.7 %.
    let found = levers(&goal, [1_100, 200]);
    let rates: Vec<usize> = found.iter().map(|lever| lever.rate).collect();
    assert_eq!(rates, [0, 3, 2, 1]);
    assert_eq!(found[1].needed, number("31.25"));
    assert_eq!(found[1].points(), number("6.25"));
    assert_eq!(found[0].needed.round_dp(1), number("22.7"));
    assert!(levers(&goal, [1_250, 250]).is_empty(), "there is no gap");
    // 100 of 250: 64 % would have to be 160 %.
    let few = levers(&goal, [100, 100]);
    let rates: Vec<usize> = few.iter().map(|lever| lever.rate).collect();
    assert_eq!(rates, [3], "a share over 100 % is no way out");
}

#[test]
fn enough_leads_at_the_planned_rates_may_be_too_few_at_the_measured_ones() {
    let goal = goal(1_200_000, 60, 30_000, ["20", "64", "60", "25"]);
    let year = |reached| Stages {
        period: Period::All,
        reached,
        delivered_of_created: 0,
        to_won: docket::review::figures::kpi::Spans::default(),
        average_deal: None,
    };
    // 250 leads, of them 64 %, 50 % and 20 %: 160, 80, 16 won of the 24. Half as many again: 96, 75 or 30 %.
    let told = outlook(&goal, 250, &year([1_000, 500, 320, 160, 32])).unwrap();
    assert_eq!(told.won, number("16"));
    let rates: Vec<_> = told
        .levers
        .iter()
        .map(|one| (one.rate, one.needed))
        .collect();
    assert_eq!(
        rates,
        [(3, number("30")), (2, number("75")), (1, number("96"))]
    );
    // 375 of them bring the 24: nothing has to move. Half of 250 and no rate can do it but the last: 60 %.
    let enough = outlook(&goal, 375, &year([1_000, 500, 320, 160, 32])).unwrap();
    assert_eq!((enough.won, enough.levers.len()), (number("24"), 0));
    let few = outlook(&goal, 125, &year([1_000, 500, 320, 160, 32])).unwrap();
    let rates: Vec<usize> = few.levers.iter().map(|one| one.rate).collect();
    assert_eq!(rates, [3]);
    assert_eq!(outlook(&goal, 250, &year([10, 0, 0, 0, 0])), None);
}

#[test]
fn a_target_is_reached_or_not_and_small_numbers_say_so() {
    let target = |kpi, aim, threshold: Option<u32>| Target {
        kpi,
        aim,
        threshold: threshold.map(Decimal::from),
        basis: String::new(),
    };
    let (low, high) = (Decimal::from(60), Decimal::from(80));
    let range = target(Kpi::AcceptanceRate, Aim::Between { low, high }, None);
    let least = target(
        Kpi::QualifiedToOpportunity,
        Aim::AtLeast {
            value: Decimal::from(25),
        },
        Some(15),
    );
    let most = target(
        Kpi::TimeToOpportunity,
        Aim::AtMost {
            value: Decimal::from(21),
        },
        None,
    );
    let rows = [
        (&range, Some(0.60), None, 100, Judged::Reached),
        (&range, Some(0.80), None, 100, Judged::Reached),
        (&range, Some(0.85), Some((0.81, 0.88)), 400, Judged::Failed),
        (
            &range,
            Some(0.85),
            Some((0.78, 0.90)),
            90,
            Judged::WithinNoise,
        ),
        (&range, Some(0.90), None, 9, Judged::TooFew),
        (&range, None, None, 0, Judged::TooFew),
        (&least, Some(0.218), Some((0.17, 0.24)), 300, Judged::Short),
        (&least, Some(0.10), Some((0.07, 0.14)), 300, Judged::Failed),
        (&most, Some(21.0), None, 41, Judged::Reached),
        (&most, Some(21.5), None, 41, Judged::Failed),
    ];
    for (target, value, interval, n, judged) in rows {
        assert_eq!(
            target.judge(value, interval, n),
            judged,
            "{target:?} {value:?}"
        );
    }
    let plan = Plan {
        targets: vec![range],
        goal: None,
    };
    let none = plan.judge(Kpi::WorkedBySales, Some(1.0), None, 50);
    assert_eq!(none.word(), "no target agreed");
}
