//! The campaigns: what became of their leads, no cost never 0, forecasts locked at the launch, and what is decided.

use docket::publish::minutes::{Format, render};
use docket::review::campaign::Forecast;
use docket::review::entry::{Act, Draft};
use docket::review::meeting::MeetingId;
use docket::seat::desk::Desk;

use crate::room::{NOW, Room, shows, ten_leads};

#[test]
fn a_campaign_that_only_leads_name_is_counted_and_has_no_cost() {
    let mut room = ten_leads();
    let screen = room.keys("5").screen(120, 36);
    shows(
        &screen,
        &[
            "Campaigns: 1, most leads first · 6 leads without",
            "Fair",
            "no cost",
            "5,000 EUR",
            "launch date not known · no return: no cost · not measured: no cost, no forecast",
        ],
    );
    let row = screen.lines().find(|line| line.contains("Fair")).unwrap();
    let words: Vec<&str> = row.split_whitespace().collect();
    // Four leads name it: all delivered and accepted, one of them an opportunity and won.
    assert_eq!(words[1..7], ["Fair", "4", "4", "4", "1", "1"], "{row}");
}

#[test]
fn enter_shows_its_leads_and_esc_comes_back() {
    let mut room = ten_leads();
    let screen = room.keys("5<enter>").screen(120, 36);
    shows(&screen, &["Zeta AG", "Company 04"]);
    assert!(!screen.contains("Company 05"), "{screen}");
    let screen = room.keys("<esc>").screen(120, 36);
    shows(&screen, &["Campaigns: 1"]);
    let screen = room.keys("2").screen(120, 36);
    shows(&screen, &["Company 05"]);
}

#[test]
fn the_order_is_said_as_it_turns() {
    let mut room = ten_leads();
    let screen = room.keys("5S").screen(80, 24);
    shows(&screen, &["most accepted first", "no cost"]);
}

#[test]
fn a_cost_typed_by_hand_gives_cost_per_result_and_return() {
    let mut room = ten_leads();
    room.keys("5c2000 EUR<enter>");
    // f: what a result costs. 2,000 over four accepted, one customer, 5,000 back.
    let screen = room.keys("f").screen(120, 36);
    shows(
        &screen,
        &[
            "what a result costs, cheapest accepted lead first",
            "500 EUR",
            "4 of 4",
            "500–980",
            "+150 %, too early",
            "2,000 EUR",
        ],
    );
}

#[test]
fn a_forecast_after_the_launch_is_marked_and_the_next_one_says_why() {
    let mut room = ten_leads();
    room.keys("5c<tab>1 Nov 2026<enter>");
    let screen = room.keys("e").screen(120, 36);
    shows(
        &screen,
        &["launched 1 Nov", "will be marked \"after launch\""],
    );
    room.keys("8<tab>8<tab>2<tab>4000 EUR<enter>ff");
    let screen = room.screen(120, 36);
    shows(
        &screen,
        &[
            "forecast and actual",
            "after launch",
            "8 → 4 −50 %",
            "4,000 → 5,000 EUR +25 %",
        ],
    );
    // Locked: without a reason Enter changes nothing.
    let screen = room.keys("e<ctrl-u>9<enter>").screen(120, 36);
    shows(&screen, &["locked since the launch", "why, in words"]);
    room.keys("the fair moved a week<enter>");
    let screen = room.screen(120, 36);
    shows(
        &screen,
        &[
            "9 → 4 −56 %",
            "superseded",
            "after launch: \"the fair moved a week\"",
        ],
    );
}

#[test]
fn the_ledger_itself_keeps_a_forecast_and_a_launch_locked() {
    let mut room = ten_leads();
    let mut record = |act: Act| {
        room.desk.ledger.record(&[Draft {
            at: NOW,
            who: "M. Okafor".to_owned(),
            meeting: None,
            act,
            seen: None,
        }])
    };
    let launch = |day: &str| Act::CampaignSet {
        campaign: "Fair".to_owned(),
        launch: Some(day.parse().unwrap()),
        cost: None,
    };
    let forecast = |leads: u64, reason: &str| Act::Forecast {
        campaign: "Fair".to_owned(),
        forecast: Forecast {
            leads: Some(leads),
            ..Forecast::default()
        },
        reason: reason.to_owned(),
    };
    // Before the launch a forecast changes freely; after it, not even the launch moves.
    record(launch("2026-12-24")).unwrap();
    record(forecast(10, "")).unwrap();
    record(forecast(12, "")).unwrap();
    record(launch("2026-11-02")).unwrap();
    let refused = record(forecast(4, "  ")).unwrap_err().to_string();
    assert!(refused.contains("locked"), "{refused}");
    let refused = record(launch("2026-12-24")).unwrap_err().to_string();
    assert!(refused.contains("2026-11-02"), "{refused}");
    record(forecast(4, "fewer stands")).unwrap();
    let spoken = room.desk.ledger.spoken().unwrap();
    let leads: Vec<Option<u64>> = spoken["Fair"]
        .forecasts
        .iter()
        .map(|stamped| stamped.forecast.leads)
        .collect();
    assert_eq!(leads, [Some(10), Some(12), Some(4)]);
}

#[test]
fn keep_change_or_stop_is_a_decision_and_stands_in_the_minutes() {
    let mut room = ten_leads();
    room.keys("N<enter>0");
    room.keys("5c2000 EUR<enter>d<right><tab>half the stands<enter>");
    let screen = room.screen(120, 36);
    shows(&screen, &["Decided", "Change Fair: half the stands"]);
    let minutes = room.desk.minutes(MeetingId(1), None).unwrap().unwrap();
    assert_eq!(minutes.decisions.len(), 1);
    let text = render(&minutes, Format::Text, None).unwrap();
    shows(
        &text,
        &[
            "Change Fair: half the stands",
            "Campaigns: keep, change, stop",
            "2,000 EUR; 4 of 4 accepted,",
            "500 EUR each, return +150 %",
        ],
    );
    // Taken back, it stands nowhere.
    room.keys("u");
    let minutes = room.desk.minutes(MeetingId(1), None).unwrap().unwrap();
    assert!(minutes.decisions.is_empty() && minutes.campaigns.is_empty());
}

/// What the rehearsal plants, found by its own figures.
fn planted() -> Desk {
    Room::rehearsal().desk
}

#[test]
fn the_rehearsal_has_a_late_forecast_a_campaign_to_stop_and_one_without_a_cost() {
    use docket::review::campaign::Stamp;
    use docket::review::figures::campaign::Standing;
    let desk = planted();
    let told = desk.campaigns().unwrap();
    let stamps = |stamp: Stamp| {
        let rows = told.rows.iter();
        rows.filter(|row| row.forecast().is_some_and(|(_, of)| of == stamp))
            .count()
    };
    assert_eq!(
        (stamps(Stamp::BeforeLaunch), stamps(Stamp::AfterLaunch)),
        (5, 1)
    );
    let below: Vec<&str> = told
        .rows
        .iter()
        .filter(|row| row.standing(told.minimum) == Standing::Below)
        .map(|row| row.campaign.name.as_str())
        .collect();
    assert!(below.contains(&"Hannover spring fair"), "{below:?}");
    let free: Vec<&str> = told
        .rows
        .iter()
        .filter(|row| row.cost().is_none())
        .map(|row| row.campaign.name.as_str())
        .collect();
    assert_eq!(free, ["Plant tours on social"]);
    // What was spent is the cost of every campaign, to the cent.
    let spent = docket::review::figures::cost::sum(told.spent.iter());
    assert_eq!(spent.len(), 1);
    assert_eq!(spent[0].amount, 242_000.into());
}
