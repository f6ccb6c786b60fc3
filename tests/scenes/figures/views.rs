//! The scorecard's further views at the made-up company: what stands on them, what is decided there.

use docket::console::model::scorecard::View;
use docket::publish::agreement::Form;
use docket::review::campaign::Choice;
use docket::review::figures::coverage::Anchor;
use docket::review::figures::table::Value;
use docket::review::filter::By;
use docket::review::meeting::MeetingId;
use docket::review::period::Period;

use super::{counted, cut, table};
use crate::room::{Room, shows, ten_leads};

#[test]
fn every_view_opens_at_every_size() {
    let mut room = Room::rehearsal();
    room.keys("3");
    for view in View::ALL {
        room.keys(&format!("m{}<enter>", view.title()));
        for (columns, rows) in [(80, 24), (120, 36), (200, 50)] {
            let screen = room.screen(columns, rows);
            assert!(!screen.contains("being counted"), "{view:?}\n{screen}");
        }
    }
}

#[test]
fn the_times_to_the_first_touch_add_up_to_the_delivered() {
    let room = Room::rehearsal();
    let mut all = cut(By::Source, Anchor::Qualified);
    all.period = Period::All;
    let speed = table(&room, View::Speed, &all);
    let leads = speed.rows.iter().filter(|row| !row.apart);
    let sum: u64 = leads.filter_map(|row| counted(&row.cells[0].value)).sum();
    let slices = table(&room, View::Slices, &all);
    let delivered = counted(&slices.total.unwrap().cells[0].value).unwrap();
    assert_eq!(sum, delivered);
    let slowest = speed.rows.iter().filter(|row| row.apart).count();
    assert_eq!(slowest, 10);
}

#[test]
fn losers_stay_in_the_funnel_and_no_stage_has_more_than_the_one_before() {
    let room = Room::rehearsal();
    let all = cut(By::Source, Anchor::Created);
    let funnel = table(&room, View::Funnel, &all);
    let reached: Vec<u64> = funnel
        .rows
        .iter()
        .filter_map(|row| counted(&row.cells[0].value))
        .collect();
    assert_eq!(reached.len(), 5);
    assert!(reached.is_sorted_by(|one, next| one >= next), "{reached:?}");
    let slices = table(&room, View::Slices, &all);
    let total = slices.total.unwrap();
    let named = |title: &str| {
        let at = slices
            .columns
            .iter()
            .position(|column| column.title == title);
        counted(&total.cells[at.unwrap()].value).unwrap()
    };
    // Every won and every lost one was an opportunity.
    assert!(reached[3] >= named("won") + named("lost"));
    assert_eq!(reached[4], named("won"));
    for row in funnel.rows.iter().skip(1) {
        let Value::Rate { part, of } = row.cells[1].value else {
            panic!("no rate")
        };
        assert_eq!(
            counted(&row.cells[2].value),
            Some(of - part),
            "{}",
            row.label
        );
    }
}

#[test]
fn stop_needs_a_reason_and_stands_in_the_quarter_until_it_is_taken_back() {
    let mut room = ten_leads();
    room.keys("3scampaign<enter>");
    let screen = room.keys("D<right><right><enter>").screen(120, 36);
    shows(&screen, &["campaign Fair: keep, change or stop?", "why?"]);
    room.keys("only old friends<enter>");
    let steered = room.desk.ledger.steered().unwrap();
    assert_eq!(steered.len(), 1);
    assert_eq!(
        (steered[0].key.as_str(), steered[0].choice),
        ("Fair", Choice::Stop)
    );
    // The leads came in November, the running month: the quarter is the three before it.
    room.keys("u");
    assert!(room.desk.ledger.steered().unwrap().is_empty());
}

#[test]
fn a_decision_on_a_source_is_in_the_minutes_as_one_on_a_campaign_is() {
    let mut room = ten_leads();
    room.keys("1N<enter>3srep<enter>D<right><enter>");
    shows(&room.screen(120, 36), &["why?"]);
    room.keys("their own region only<enter>");
    let minutes = room.desk.minutes(MeetingId(1), None).unwrap().unwrap();
    let told: Vec<&str> = minutes.decisions.iter().map(|one| &*one.text).collect();
    assert_eq!(told, ["Change rep T. Reyes: their own region only"]);
}

#[test]
fn the_sponsors_page_is_one_screen() {
    let mut room = Room::rehearsal();
    let screen = room.keys("3msponsor<enter>").screen(80, 24);
    shows(
        &screen,
        &[
            "revenue",
            "customers",
            "gap",
            "To rule on",
            "Promises",
            "Next decision",
        ],
    );
    // The line on top names the file, wherever that lies.
    let cut = screen.lines().skip(1).any(|line| line.contains('…'));
    assert!(!cut, "{screen}");
}

#[test]
fn the_sponsors_page_leaves_the_room_in_every_form() {
    let room = Room::rehearsal();
    for form in Form::ALL {
        let page = room.desk.sponsors(form).unwrap();
        shows(
            &page,
            &[
                "For the sponsor",
                "revenue",
                "Next decision",
                "as of 24 Nov 2026",
            ],
        );
        assert!(
            form != Form::Text || page.lines().all(|line| line.chars().count() <= 80),
            "{page}"
        );
    }
}

#[test]
fn what_to_look_at_together_is_for_leaders() {
    let mut room = ten_leads();
    let screen = room.keys("3mtogether<enter>").screen(120, 36);
    shows(&screen, &["for the leaders of the two teams"]);
}

#[test]
fn a_verdict_anywhere_moves_the_table_in_front() {
    use docket::console::Message;
    use docket::console::model::scorecard::Sheet;
    let mut room = ten_leads();
    room.keys("3mslices<enter>");
    let accepted = |sheet: &Sheet| {
        let table = sheet.table.as_ref().unwrap();
        counted(&table.total.as_ref().unwrap().cells[1].value)
    };
    assert_eq!(accepted(&room.model.scorecard.sheet), Some(6));
    let act = docket::review::entry::Act::Verdict {
        lead: docket::review::lead::LeadId(10),
        verdict: docket::review::verdict::Verdict::Accepted(
            docket::review::verdict::Acceptance::default(),
        ),
        told: docket::review::entry::Told::Seat,
    };
    let draft = docket::review::entry::Draft {
        at: crate::room::NOW,
        who: "K. Lind".to_owned(),
        meeting: None,
        act,
        seen: None,
    };
    let entries = room.desk.ledger.record(&[draft]).unwrap();
    let effects = docket::console::update(&mut room.model, Message::Told { entries });
    room.perform(effects);
    assert_eq!(accepted(&room.model.scorecard.sheet), Some(7));
}
