//! How the figures look: the wall, its digits for the room, the tables and what-if, at the three sizes people have; in
//! colour and without.

use docket::console::draw;
use docket::console::model::scorecard::View;
use docket::console::theme::{Theme, ThemeName};
use docket::ledger::Ledger;
use docket::review::campaign::Forecast;
use docket::review::entry::{Act, Draft, Told};
use docket::review::lead::{Deal, Field, LeadId};
use docket::review::milestone::{Milestone, Reach};
use docket::review::money::{Currency, Money};
use docket::review::person::{Person, Role, Team};
use docket::review::reason::{ReasonCode, Route};
use docket::review::verdict::{Acceptance, Outcome, Refusal, Verdict};
use docket::seat::clock::Clock;
use docket::seat::desk::Desk;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Style;

use crate::room::{NOW, Room};

fn day(month: u32, day: u32) -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn euros(amount: i64) -> Money {
    Money {
        amount: amount.into(),
        currency: Currency::parse("EUR").unwrap(),
    }
}

fn say(ledger: &mut Ledger, at: i64, acts: Vec<Act>) {
    let drafts: Vec<Draft> = acts
        .into_iter()
        .map(|act| Draft {
            at,
            who: "M. Okafor".to_owned(),
            meeting: None,
            act,
            seen: None,
        })
        .collect();
    ledger.record(&drafts).unwrap();
}

/// One of forty leads: two sources, three campaigns and none, two reps and none; every second accepted, one in four not,
/// one in four without an answer; of the accepted every second a deal, of those won, lost and open in turn; July to October.
fn lead(number: u32) -> Vec<Act> {
    let pick = |of: &[&str]| of[number as usize % of.len()].to_owned();
    let month = 7 + (number / 4) % 4;
    let mut acts = vec![Act::Added {
        lead: LeadId(0),
        texts: vec![
            (Field::Company, format!("Company {number:02}")),
            (Field::Source, pick(&["Web", "Fair"])),
            (
                Field::Campaign,
                pick(&["Spring fair", "Search", "Guide", ""]),
            ),
            (
                Field::Owner,
                pick(&["T. Reyes", "C. Moreau", "T. Reyes", "C. Moreau", ""]),
            ),
        ],
        qualified: Some(day(month, 1 + number % 20)),
    }];
    let verdict = match number % 4 {
        0 | 2 => Verdict::Accepted(Acceptance::default()),
        1 => Verdict::NotAccepted(Refusal {
            reason: ReasonCode(if number % 8 == 1 { 3 } else { 4 }),
            route: Route::Close,
            detail: String::new(),
            criterion: None,
            waived: false,
        }),
        _ => return acts,
    };
    acts.push(Act::Verdict {
        lead: LeadId(0),
        verdict,
        told: Told::Seat,
    });
    if number.is_multiple_of(4) {
        acts.push(deal(number, month));
    }
    acts
}

/// Won, lost and open in turn.
fn deal(number: u32, month: u32) -> Act {
    let ended = number % 12 != 8;
    let outcome = if number.is_multiple_of(12) {
        Outcome::Won
    } else {
        Outcome::Lost
    };
    let delivered = day(month, 1 + number % 20);
    let at = |by| Reach::At(Milestone::Day(delivered + chrono::Days::new(by)));
    Act::Deal {
        lead: LeadId(0),
        deal: Deal {
            opened: at(10),
            closed: if ended { at(25) } else { Reach::Not },
            outcome: ended.then_some(outcome),
            amount: Some(euros(12_000)),
            reason: if ended {
                "price".to_owned()
            } else {
                String::new()
            },
        },
    }
}

fn forty() -> Room {
    let mut ledger = Ledger::in_memory(chrono_tz::Tz::UTC).unwrap();
    let before = NOW - 200 * 86_400_000;
    let person = Person {
        name: "M. Okafor".to_owned(),
        key: None,
        team: Team::Marketing,
        role: Role::Marketer,
    };
    let campaign = "Search".to_owned();
    say(
        &mut ledger,
        before,
        vec![
            Act::PersonSet { person },
            Act::Forecast {
                campaign: campaign.clone(),
                forecast: Forecast {
                    leads: Some(16),
                    revenue: Some(euros(30_000)),
                    ..Forecast::default()
                },
                reason: String::new(),
            },
            Act::CampaignSet {
                campaign,
                launch: Some(day(6, 20)),
                cost: Some(euros(4_000)),
            },
        ],
    );
    for number in 1..=40 {
        say(&mut ledger, NOW, lead(number));
    }
    Room::at(Desk::new(ledger, Clock::Fixed(NOW)), "J. Adeyemi")
}

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (200, 50)];

fn seen(room: &mut Room, name: &str) {
    for (columns, rows) in SIZES {
        let screen = room.screen(columns, rows);
        insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), screen);
    }
}

#[test]
fn the_six_figures() {
    let mut room = forty();
    room.keys("3");
    seen(&mut room, "wall");
}

#[test]
fn the_six_figures_for_the_room() {
    let mut room = forty();
    room.keys("3B");
    seen(&mut room, "digits");
    room.keys("B1N<enter>4B");
    seen(&mut room, "digits_in_a_review");
}

#[test]
fn what_the_tried_answers_come_to() {
    let mut room = forty();
    room.keys("2=<space><space><space>r3=");
    seen(&mut room, "what_if");
}

#[test]
fn the_tables() {
    for (view, name) in [
        (View::Slices, "slices"),
        (View::Funnel, "funnel"),
        (View::Compare, "side_by_side"),
        (View::Refused, "why_not"),
        (View::Spent, "spent"),
        (View::Forecasts, "forecasts"),
    ] {
        let mut room = forty();
        room.keys(&format!("3m{}<enter>", view.title()));
        seen(&mut room, name);
    }
}

/// The style of every cell of a screen.
pub fn styles(room: &mut Room, theme: ThemeName) -> Vec<(String, Style)> {
    room.model.looks.theme = Theme::of(theme);
    let mut terminal = Terminal::new(TestBackend::new(120, 36)).unwrap();
    terminal.draw(|frame| draw(&room.model, frame)).unwrap();
    let buffer = terminal.backend().buffer().clone();
    let cells = buffer.content.iter();
    cells
        .map(|cell| (cell.symbol().to_owned(), cell.style()))
        .collect()
}

/// Where the hue changes along a screen read line by line: light may be lighter, it may not tell other things apart.
pub fn borders(cells: &[(String, Style)]) -> Vec<bool> {
    let pairs = cells.windows(2);
    pairs.map(|pair| pair[0].1 != pair[1].1).collect()
}

#[test]
fn light_tells_apart_what_dark_does_and_without_colour_nothing_is_lost() {
    for keys in [
        "3",
        "3B",
        "3mslices<enter>",
        "2=<space><space>r3=",
        "3mwhy not<enter>",
    ] {
        let mut room = forty();
        room.keys(keys);
        let dark = styles(&mut room, ThemeName::Dark);
        let light = styles(&mut room, ThemeName::Light);
        let plain = styles(&mut room, ThemeName::NoColour);
        let text = |cells: &[(String, Style)]| -> Vec<String> {
            cells.iter().map(|(symbol, _)| symbol.clone()).collect()
        };
        assert_eq!(text(&dark), text(&light), "{keys}");
        assert_eq!(text(&dark), text(&plain), "{keys}");
        assert_eq!(borders(&dark), borders(&light), "{keys}");
        let coloured = plain.iter().filter(|(_, style)| {
            let reset = |colour: Option<ratatui::style::Color>| {
                colour.is_none_or(|colour| colour == ratatui::style::Color::Reset)
            };
            !reset(style.fg) || !reset(style.bg)
        });
        assert_eq!(coloured.count(), 0, "{keys}");
    }
}
