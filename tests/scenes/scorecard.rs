//! The scorecard for the room: its tiles, their sentences, the cursor; on ten leads whose figures are known by hand.

use crate::room::{Room, shows, ten_leads};

#[test]
fn six_tiles_say_what_they_are_of() {
    let mut room = ten_leads();
    let screen = room.keys("3").screen(120, 36);
    shows(
        &screen,
        &[
            "Leads delivered 27 Aug – 24 Nov",
            "1  Delivered by Marketing",
            "2  Accepted, of answers due",
            "6 yes · 3 no · 1 answer due",
            "31 to 83 % is what 10 leads can tell",
            "3  Worked by Sales",
            "1 to go, 1 of them without an owner",
            "4  Lead to opportunity",
            "under 10 leads: neither good nor bad",
            "5  Leads that became opportunities",
            "1 of 10 leads delivered",
            "6  Leads that became customers",
            "won: 5,000 EUR",
            "no target agreed",
            "Nov so far",
        ],
    );
}

#[test]
fn at_80_by_24_the_tiles_fold_to_two_columns_of_text() {
    let mut room = ten_leads();
    let screen = room.keys("3").screen(80, 24);
    shows(
        &screen,
        &[
            "60.0 %",
            "9 of 10",
            "7 days",
            "10.0 %",
            "6 yes · 3 no · 1 answer due",
            "half within 7 · average 7 · n 1",
            "1 of 10 created in 12 months",
        ],
    );
}

#[test]
fn the_cursor_walks_the_tiles_and_stops_at_the_edges() {
    let mut room = ten_leads();
    let screen = room.keys("3<right><down>").screen(120, 36);
    shows(&screen, &["▸5  Leads that became opportunities"]);
    let screen = room.keys("<down><right><right><right>").screen(120, 36);
    shows(&screen, &["▸6  Leads that became customers"]);
    let screen = room.keys("<up><left><left><left><left>").screen(120, 36);
    shows(&screen, &["▸1  Delivered by Marketing"]);
}

#[test]
fn without_leads_it_says_how_they_come_in() {
    let mut room = Room::empty();
    let screen = room.keys("<esc>33").screen(80, 24);
    shows(&screen, &["There are no leads yet", "I brings them in"]);
}

#[test]
fn the_latest_month_old_enough_stands_beside_two_figures() {
    use docket::review::figures::cohort::Cohort;
    use docket::review::figures::days::Days;
    use docket::review::figures::kpi::Kpi;
    use docket::review::figures::scorecard::Scorecard;
    use docket::review::lead::{Answer, Facts};
    use docket::review::period::Period;

    let today = crate::kpi::wall("2026-11-24 12:00", chrono_tz::UTC);
    let like = Cohort::new(Period::All, chrono_tz::UTC, today);
    let mut days = Days::new(&like);
    // Four leads a month, one of them an opportunity after 30 days. The leads of October are 39 to 54 days old: of age.
    // Of those of November none is.
    let months = ["2026-09", "2026-10", "2026-11"];
    let mut id = 0;
    for month in months {
        for day in ["01", "05", "09", "16"] {
            id += 1;
            let delivered = crate::kpi::on(&format!("{month}-{day}"));
            let mut facts = Facts {
                created: delivered,
                qualified: delivered,
                answer: Answer::None,
                ..crate::kpi::facts(id)
            };
            if day == "01" && month != "2026-11" {
                let opened = if month == "2026-09" {
                    "2026-10-01"
                } else {
                    "2026-10-31"
                };
                facts.opportunity = crate::kpi::on(opened);
            }
            days.add(&facts, "");
        }
    }
    let card = Scorecard::of(&days, &like, None, &[]);
    let (first, value, n) = card.mature(Kpi::QualifiedToOpportunity).unwrap();
    assert_eq!(
        (first.to_string().as_str(), value.as_str(), n),
        ("2026-10-01", "25.0 %", 4)
    );
    let (_, value, n) = card.mature(Kpi::TimeToOpportunity).unwrap();
    assert_eq!((value.as_str(), n), ("30 days", 1));
}
