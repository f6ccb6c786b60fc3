//! One figure, one value: the scorecard, the review's strip, the minutes and `docket kpis --json` say the same of the same
//! leads; on the made-up company and on a real export.

use docket::review::filter::By;
use docket::review::meeting::MeetingId;
use docket::review::minutes::{Figure, Unit};
use docket::review::period::Period;
use docket::seat::desk::report::ReportAsk;
use serde_json::Value;

use crate::room::Room;
use crate::truth::Set;

/// The six as rows of "Side by side" are named there.
const TITLES: [&str; 6] = [
    "Accepted, of answers due",
    "Lead to opportunity",
    "Delivered by Marketing",
    "Worked by Sales",
    "Leads that became opportunities",
    "Leads that became customers",
];

/// The document for scripts.
fn json(room: &Room, ask: &ReportAsk) -> Value {
    serde_json::to_value(room.desk.report(ask).unwrap()).unwrap()
}

fn number(value: &Value, path: &str) -> u64 {
    value.pointer(path).and_then(Value::as_u64).unwrap()
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn days(days: f64) -> String {
    let text = format!("{days:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    format!("{text} {}", if text == "1" { "day" } else { "days" })
}

/// What a screen must say of each of the six, from the document alone: value, and of how many.
fn six(found: &Value) -> [(String, u64); 6] {
    let k = &found["kpis"];
    let share = |path: &str, of: u64| {
        let value = k.pointer(path).unwrap().as_f64();
        let text = value.map_or("—".to_owned(), |share| format!("{:.1} %", share * 100.0));
        (text, of)
    };
    let count = |path: &str| number(k, path);
    let k1 = "/acceptance_rate";
    let due = count(&format!("{k1}/accepted"))
        + count(&format!("{k1}/rejected"))
        + count(&format!("{k1}/overdue"))
        + count(&format!("{k1}/no_answer_yet"));
    let time = &k["time_to_opportunity"];
    let median = time["median_days"].as_f64();
    [
        share("/acceptance_rate/value", due),
        (median.map_or("—".to_owned(), days), number(time, "/n")),
        (grouped(count("/created_by_marketing/qualified")), 0),
        share(
            "/worked_by_sales/value",
            count("/worked_by_sales/qualified"),
        ),
        share(
            "/qualified_to_opportunity/value",
            count("/qualified_to_opportunity/qualified"),
        ),
        share("/lead_to_revenue/value", count("/lead_to_revenue/created")),
    ]
}

/// The first cell of the row that begins with a title, of "Side by side" on the screen.
fn cell(screen: &str, title: &str) -> String {
    let row = screen.lines().find(|line| line.contains(title));
    let row = row.unwrap_or_else(|| panic!("{title}: not on\n{screen}"));
    let after = row.split_once(title).unwrap().1;
    let after = after.trim_start_matches([' ', '▸', '░', '┄', 'n']);
    after
        .split("  ")
        .next()
        .unwrap_or_default()
        .trim()
        .to_owned()
}

/// Opens the comparison of one period and one slice with themselves, and holds its first column to the document.
#[track_caller]
fn on_screen(room: &mut Room, period: &str, slice: &str, ask: &ReportAsk) {
    room.keys(&format!(
        "3c<ctrl-u>{period}<tab><ctrl-u>{slice}<tab><ctrl-u>{period}<tab><ctrl-u>{slice}<enter>"
    ));
    let screen = room.screen(200, 50);
    for (title, (value, of)) in TITLES.iter().zip(six(&json(room, ask))) {
        let found = cell(&screen, title);
        let expected = match (title, value.as_str()) {
            (_, "—") => value,
            (title, _) if title.starts_with("Delivered") => value,
            (title, _) if title.starts_with("Lead to") => format!("{value} of {of}"),
            _ => format!("{value} of {}", grouped(of)),
        };
        assert_eq!(found, expected, "{period}, {slice}: {title}\n{screen}");
    }
    room.keys("<esc>");
}

fn of(period: &str) -> ReportAsk {
    ReportAsk {
        period: Period::parse(period).unwrap(),
        ..ReportAsk::default()
    }
}

/// Every source, every rep, and these months.
fn every_slice(room: &mut Room, months: &[&str]) {
    on_screen(room, "all", "", &of("all"));
    for by in [By::Source, By::Rep] {
        let rows = json(
            room,
            &ReportAsk {
                by: Some(by.clone()),
                ..of("all")
            },
        );
        let rows = rows["breakdown"].as_array().unwrap();
        let with_leads = rows.iter().filter(|row| row["created"] != 0);
        for row in with_leads {
            let key = row["key"].as_str().unwrap().to_owned();
            let (word, shown) = match (&by, key.is_empty()) {
                (By::Source, false) => ("source", key.clone()),
                (By::Source, true) => ("source", "(blank)".to_owned()),
                (_, false) => ("rep", key.clone()),
                (_, true) => ("rep", "unassigned".to_owned()),
            };
            let key = Some(key);
            let mut ask = of("all");
            if word == "source" {
                ask.source = key;
            } else {
                ask.rep = key;
            }
            on_screen(room, "all", &format!("{word} = {shown}"), &ask);
        }
    }
    for month in months {
        on_screen(room, month, "", &of(month));
    }
}

#[test]
fn the_made_up_company_reads_the_same_on_screen_and_in_the_document() {
    let mut room = Room::rehearsal();
    every_slice(&mut room, &["2026-01", "2026-06", "2026-09", "2026-11"]);
}

#[test]
fn a_real_export_reads_the_same_on_screen_and_in_the_document() {
    let Some(mut room) = real() else { return };
    every_slice(&mut room, &["2024-01", "2024-03", "2024-06"]);
}

fn real() -> Option<Room> {
    let set = Set::of("revops_small", &["leads.csv", "opportunities.csv"])?;
    Some(Room::at(set.desk, "J. Adeyemi"))
}

/// A figure of the minutes as a screen writes it.
fn minuted(unit: Unit, figure: &Figure) -> String {
    match (unit, figure.value) {
        (Unit::Leads, _) => grouped(figure.count),
        (_, None) => "—".to_owned(),
        (Unit::Days, Some(median)) => days(median),
        (Unit::Share, Some(share)) => format!("{:.1} %", share * 100.0),
    }
}

/// A review of all leads: its strip, its minutes and the document say the same six.
fn in_a_review(mut room: Room) {
    room.keys("1N<tab><ctrl-u>all<enter>");
    let id = room.model.walk.as_ref().unwrap().meeting.opening.id;
    for verdict in ["", "4a"] {
        room.keys(verdict);
        let expected = six(&json(&room, &of("all")));
        let minutes = room.desk.minutes(MeetingId(id.0), None).unwrap().unwrap();
        let keys = [
            "acceptance_rate",
            "time_to_opportunity",
            "created_by_marketing",
            "worked_by_sales",
            "qualified_to_opportunity",
            "lead_to_revenue",
        ];
        let names = room.model.names();
        let strip = room.model.walk.as_ref().unwrap().strip(&names);
        for ((key, tile), (value, _)) in keys.iter().zip(&strip.tiles).zip(&expected) {
            let row = minutes.kpis.iter().find(|row| row.key == *key).unwrap();
            assert_eq!(minuted(row.unit, &row.end), *value, "minutes: {key}");
            let now = tile.headline.rsplit("→ ").next().unwrap();
            assert_eq!(now, value, "strip: {key}");
        }
    }
    // The figures for the room, in digits: what cannot be drawn is told beside them.
    let screen = room.keys("B").screen(200, 50);
    let k1 = &json(&room, &of("all"))["kpis"]["acceptance_rate"];
    let accepted = format!("{} accepted", grouped(number(k1, "/accepted")));
    assert!(screen.contains(&accepted), "{accepted}\n{screen}");
}

#[test]
fn a_review_of_the_made_up_company_minutes_what_its_screen_said() {
    in_a_review(Room::rehearsal());
}

#[test]
fn a_review_of_a_real_export_minutes_what_its_screen_said() {
    if let Some(room) = real() {
        in_a_review(room);
    }
}
