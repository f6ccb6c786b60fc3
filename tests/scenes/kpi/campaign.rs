//! Campaigns by hand: cost per result, return, forecast error, stamps; and what was spent on leads nobody took.

use std::collections::BTreeMap;

use docket::review::campaign::{Campaign, Forecast, Spoken, Stamp, Stamped, launched};
use docket::review::entry::Seq;
use docket::review::figures::breakdown::Breakdown;
use docket::review::figures::campaign::{
    CampaignRow, NoReturn, Stage, Standing, Told, error, rank,
};
use docket::review::figures::cohort::Cohort;
use docket::review::figures::cost::{Fate, Spending, sum};
use docket::review::figures::coverage::{Anchor, Coverage, Later, Mark};
use docket::review::figures::foresight::calibration;
use docket::review::figures::heard::Heard;
use docket::review::filter::By;
use docket::review::lead::{Answer, Facts};
use docket::review::milestone::Milestone;
use docket::review::money::{Currency, Money};
use docket::review::period::Period;
use docket::review::reason::{PickLists, ReasonCode};
use docket::review::verdict::Outcome;
use rust_decimal::Decimal;

use super::{ACCEPTED, day, facts, on};

const ZONE: chrono_tz::Tz = chrono_tz::Tz::UTC;

fn money(amount: i64, currency: &str) -> Money {
    Money {
        amount: Decimal::from(amount),
        currency: Currency::parse(currency).unwrap_or(Currency::NONE),
    }
}

/// A campaign of which so many leads were created, delivered, accepted, became opportunities and were won, 1,000 EUR
/// each.
fn row(cost: Option<Money>, counts: [u64; 5]) -> CampaignRow {
    let cohort = Cohort::new(Period::All, ZONE, 1_796_083_200);
    let mut breakdown = Breakdown::new(By::Campaign, Anchor::Created);
    let [created, delivered, accepted, opportunities, won] = counts;
    for lead in 0..created {
        let mut facts = Facts {
            qualified: docket::review::milestone::Reach::Not,
            ..facts(lead.cast_signed())
        };
        if lead < delivered {
            facts.qualified = on("2026-10-01");
        }
        if lead < accepted {
            facts.answer = ACCEPTED;
        }
        if lead < opportunities {
            facts.opportunity = on("2026-10-20");
        }
        if lead < won {
            facts.outcome = Some(Outcome::Won);
            facts.amount = Some(money(1_000, "EUR"));
        }
        breakdown.add(&facts, "Fair", &cohort);
    }
    breakdown.show("Fair");
    let rows = breakdown.rows(&Coverage::default(), &cohort);
    let (_, slice, marks) = rows.into_iter().next().unwrap();
    CampaignRow {
        campaign: Campaign {
            name: "Fair".to_owned(),
            cost,
            ..Campaign::default()
        },
        spoken: Spoken::default(),
        slice,
        marks,
        influenced: Vec::new(),
        zone: ZONE,
    }
}

#[test]
fn cost_is_divided_by_what_came_and_never_by_nothing() {
    let fair = row(Some(money(12_000, "EUR")), [100, 60, 40, 10, 4]);
    let per = |stage| fair.cost_per(stage).unwrap();
    let whole = |stage| per(stage).cost.amount;
    assert_eq!(whole(Stage::Delivered), Decimal::from(200));
    assert_eq!(whole(Stage::Accepted), Decimal::from(300));
    assert_eq!(whole(Stage::Opportunity), Decimal::from(1_200));
    assert_eq!(whole(Stage::Won), Decimal::from(3_000));
    assert_eq!((per(Stage::Accepted).n, per(Stage::Accepted).of), (40, 60));
    // Wilson 40 of 60: 54.1–77.3 %, so 32.4 to 46.4 leads, so 259 to 370 EUR each.
    let close = |value: Decimal, to: i64| (value - Decimal::from(to)).abs() < Decimal::ONE;
    assert!(
        close(per(Stage::Accepted).low, 259),
        "{:?}",
        per(Stage::Accepted)
    );
    assert!(close(per(Stage::Accepted).high.unwrap(), 370));
    // Nothing won: no cost per customer, and no upper end.
    let young = row(Some(money(12_000, "EUR")), [100, 60, 40, 10, 0]);
    assert_eq!(young.cost_per(Stage::Won), None);
}

#[test]
fn no_cost_is_no_cost_and_zero_is_said() {
    let none = row(None, [10, 10, 10, 1, 1]);
    assert_eq!(none.cost_per(Stage::Accepted), None);
    assert_eq!(none.roi(), Err(NoReturn::NoCost));
    assert_eq!(
        none.standing(Some(0.0)),
        Standing::Unknown(NoReturn::NoCost)
    );
    assert!(none.unmeasured().contains(&"no cost"));
    let free = row(Some(money(0, "EUR")), [10, 10, 10, 1, 1]);
    assert_eq!(free.roi(), Err(NoReturn::CostIsZero));
    assert!(!free.unmeasured().contains(&"no cost"));
}

#[test]
fn the_return_is_revenue_less_cost_over_cost() {
    assert_eq!(
        row(Some(money(2_000, "EUR")), [10, 10, 10, 4, 3]).roi(),
        Ok(0.5)
    );
    // Nothing won yet: all of it is out.
    assert_eq!(
        row(Some(money(2_000, "EUR")), [10, 10, 10, 4, 0]).roi(),
        Ok(-1.0)
    );
    assert_eq!(
        row(Some(money(2_000, "USD")), [10, 10, 10, 4, 3]).roi(),
        Err(NoReturn::Currencies)
    );
    // A deal that was there before its lead is influenced: it is in no rate, the return included.
    let mut fair = row(Some(money(2_000, "EUR")), [10, 10, 10, 4, 3]);
    fair.influenced = vec![money(1_000, "EUR")];
    assert_eq!(fair.roi(), Ok(0.0));
}

#[test]
fn below_the_minimum_is_asked_about_only_where_the_leads_are_old_enough() {
    let cost = Some(money(10_000, "EUR"));
    let below = row(cost, [40, 20, 10, 5, 2]);
    assert_eq!(below.standing(None), Standing::NoMinimum);
    assert_eq!(below.standing(Some(0.0)), Standing::Below);
    assert_eq!(below.standing(Some(-0.9)), Standing::Reached);
    let mut young = row(cost, [40, 20, 10, 5, 2]);
    young.marks.push(Mark::TooEarly(Later::Won));
    assert_eq!(young.standing(Some(0.0)), Standing::TooEarly);
    assert_eq!(
        row(cost, [9, 9, 9, 0, 0]).standing(Some(0.0)),
        Standing::TooEarly
    );
}

#[test]
fn the_cheapest_accepted_lead_ranks_first_and_no_cost_last() {
    let dear = row(Some(money(9_000, "EUR")), [40, 20, 10, 0, 0]);
    let cheap = row(Some(money(9_000, "EUR")), [40, 20, 18, 0, 0]);
    let fruitless = row(Some(money(1, "EUR")), [40, 20, 0, 0, 0]);
    let unknown = row(None, [40, 20, 20, 0, 0]);
    let mut rows = [&unknown, &fruitless, &dear, &cheap];
    rows.sort_by_key(|row| rank(row));
    assert!(rows[0] == &cheap && rows[1] == &dear && rows[2] == &fruitless && rows[3] == &unknown);
}

fn forecast(leads: u64, revenue: i64) -> Forecast {
    Forecast {
        leads: Some(leads),
        revenue: Some(money(revenue, "EUR")),
        ..Forecast::default()
    }
}

fn stamped(forecast: Forecast, date: &str) -> Stamped {
    let at = day(date).and_hms_opt(12, 0, 0).unwrap().and_utc();
    Stamped {
        seq: Seq(1),
        forecast,
        who: "M. Okafor".to_owned(),
        at: at.timestamp_millis(),
        reason: String::new(),
    }
}

#[test]
fn a_forecast_is_stamped_by_the_launch_and_its_error_is_against_itself() {
    let mut fair = row(Some(money(2_000, "EUR")), [100, 60, 40, 10, 3]);
    fair.campaign.starts = Some(Milestone::Day(day("2026-06-01")));
    fair.spoken.forecasts = vec![stamped(forecast(80, 4_000), "2026-05-20")];
    assert_eq!(fair.forecast().unwrap().1, Stamp::BeforeLaunch);
    let besides = fair.beside();
    let error_of = |what: &str| {
        let found = besides.iter().find(|beside| beside.what == what);
        found.unwrap().error
    };
    assert_eq!(error_of("leads"), Some(0.25));
    assert_eq!(error_of("revenue"), Some(-0.25));
    // Nobody forecast opportunities.
    assert_eq!(error_of("opportunities"), None);
    // On the day of the launch it is late.
    fair.spoken.forecasts = vec![stamped(forecast(80, 4_000), "2026-06-01")];
    assert_eq!(fair.forecast().unwrap().1, Stamp::AfterLaunch);
    assert!(launched(fair.launch(), 1_796_083_200, ZONE));
    fair.campaign.starts = None;
    assert_eq!(fair.forecast().unwrap().1, Stamp::NoLaunchDate);
    fair.spoken.forecasts.clear();
    fair.campaign.expected_leads = Some(Decimal::from(50));
    assert_eq!(fair.forecast().unwrap().1, Stamp::FromFile);
    assert_eq!(error(Told::Leads(0), Told::Leads(5)), None);
}

#[test]
fn only_early_forecasts_of_mature_campaigns_count_as_forecasts() {
    let with = |date: &str, leads: u64, channel: &str| {
        let mut row = row(None, [100, 60, 40, 10, 3]);
        row.campaign.channel = channel.to_owned();
        row.campaign.starts = Some(Milestone::Day(day("2026-06-01")));
        row.spoken.forecasts = vec![stamped(forecast(leads, 1), date)];
        row
    };
    let rows = [
        with("2026-05-01", 80, "fair"),  // 25 % more came
        with("2026-05-01", 125, "fair"), // 20 % fewer
        with("2026-07-01", 100, "fair"), // late: no forecast
        with("2026-05-01", 50, "web"),   // twice as many
    ];
    let missed = calibration(&rows, "leads");
    assert_eq!(missed.len(), 2);
    assert_eq!((missed[0].channel.as_str(), missed[0].n), ("fair", 2));
    assert!((missed[0].error - 0.225).abs() < 1e-9);
    assert!((missed[1].error - 1.0).abs() < 1e-9);
}

fn heard<'lead>(facts: &'lead Facts, campaign: &'lead str) -> Heard<'lead> {
    Heard {
        source: "web",
        campaign,
        rep: "Ann",
        ..Heard::bare(facts)
    }
}

#[test]
fn what_was_spent_adds_up_to_the_cost_to_the_cent() {
    let lists: PickLists = toml::from_str(include_str!("../../../assets/reasons.toml")).unwrap();
    let mut spending = Spending::default();
    let mut add = |lead: i64, answer, campaign: &str, worked: bool| {
        let mut facts = Facts {
            answer,
            ..facts(lead)
        };
        facts.worked.status = worked;
        spending.add(&heard(&facts, campaign), &lists, true);
    };
    // 100.00 over three leads: 33.33, 33.34 and 33.33 in some order, never 99.99.
    add(1, Answer::NotAccepted(ReasonCode(2)), "Fair", true);
    add(2, Answer::None, "Fair", false);
    add(3, ACCEPTED, "Fair", true);
    // 90.00 over two of the wrong person.
    add(4, Answer::NotAccepted(ReasonCode(2)), "Webinar", true);
    add(5, Answer::NotAccepted(ReasonCode(2)), "Webinar", true);
    // No campaign, and one without a cost: counted, never 0.
    add(6, Answer::NotAccepted(ReasonCode(4)), "", true);
    add(7, Answer::NotAccepted(ReasonCode(4)), "Free", true);
    let costs = BTreeMap::from([("Fair", money(100, "EUR")), ("Webinar", money(90, "EUR"))]);
    let rows = spending.rows(|name| costs.get(name).copied());
    assert_eq!(sum(rows.iter()), [money(190, "EUR")]);
    assert_eq!(rows.iter().map(|row| row.leads).sum::<u64>(), 7);
    let wrong = rows
        .iter()
        .find(|row| row.fate == Fate::NotAccepted("wrong person".to_owned()))
        .unwrap();
    assert_eq!((wrong.leads, wrong.without_cost), (3, 0));
    assert_eq!(wrong.spend[0].amount.round(), Decimal::from(123));
    let budget = rows
        .iter()
        .find(|row| row.fate == Fate::NotAccepted("no budget".to_owned()))
        .unwrap();
    assert_eq!((budget.leads, budget.without_cost), (2, 2));
    assert!(budget.spend.is_empty());
    // What was lost stands before what was not.
    assert!(
        rows.iter().rposition(|row| row.fate.lost()) < rows.iter().position(|row| !row.fate.lost())
    );
}

#[test]
fn an_inquiry_nobody_delivered_takes_no_share_of_the_cost() {
    let lists = PickLists::default();
    let mut spending = Spending::default();
    let inquiry = Facts {
        qualified: docket::review::milestone::Reach::Not,
        ..facts(1)
    };
    spending.add(&heard(&inquiry, "Fair"), &lists, true);
    assert!(spending.rows(|_| Some(money(100, "EUR"))).is_empty());
}
