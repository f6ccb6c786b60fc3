//! The hour beside the leads: people, promises and their effects, ideas with dots, topics, votes, the close, the series,
//! the blind check.

use chrono::NaiveDate;
use docket::publish::minutes::{Format, render};
use docket::review::entry::{Act, Draft, Seq};
use docket::review::figures::calibration::Alike;
use docket::review::figures::effect::{Became, Measured, became};
use docket::review::figures::keeping::{Keeping, keeping};
use docket::review::meeting::deed::{Direction, Origin};
use docket::review::meeting::series::{Cadence, Series};
use docket::review::meeting::{MeetingId, Promise, PromiseState};
use docket::review::person::{Person, Role, Team};

use crate::room::{NOW, Room, shows, ten_leads};

/// A review of ten leads with both teams at the table, standing in Open.
fn at_the_table() -> Room {
    let mut room = ten_leads();
    let people = [
        ("T. Reyes", Team::Sales, Role::Rep),
        ("K. Lind", Team::Sales, Role::SalesLeader),
        ("M. Okafor", Team::Marketing, Role::MarketingLeader),
    ];
    for (name, team, role) in people {
        let person = Person {
            name: name.to_owned(),
            key: None,
            team,
            role,
        };
        let draft = Draft {
            at: NOW,
            who: "T. Reyes".to_owned(),
            meeting: None,
            act: Act::PersonSet { person },
            seen: None,
        };
        room.desk.ledger.record(&[draft]).unwrap();
    }
    let mut room = Room::at(room.desk, "T. Reyes");
    room.keys("1N<enter>");
    shows(&room.screen(120, 36), &["▸1 Open◂", "No sponsor is here"]);
    room
}

#[test]
fn the_table_says_who_is_late_gone_heard_and_who_leads() {
    let mut room = at_the_table();
    // K. Lind, M. Okafor? Sales first, by name: K. Lind, T. Reyes, M. Okafor.
    room.keys("Wx");
    shows(
        &room.screen(120, 36),
        &["K. Lind", "left 09:00", "sales leader"],
    );
    room.keys("l<down>hdownloads are not leads<enter>");
    shows(&room.screen(80, 24), &["● heard", "1 heard"]);
    room.keys("<down>f<esc>");
    let screen = room.screen(120, 36);
    shows(
        &screen,
        &[
            "Facilitator: M. Okafor",
            "● T. Reyes: \"downloads are not leads\"",
            "not heard: K. Lind",
        ],
    );
    room.keys("W+G. Guest<enter><esc>");
    let told = room.minutes_in_words();
    for words in [
        "Not at the table: no sponsor present",
        "M. Okafor facilitates from",
        "T. Reyes: \"downloads are not leads\"",
        "Not heard: K. Lind, M. Okafor, G. Guest",
        "Sales, late: K. Lind (sales leader,",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
}

#[test]
fn one_key_writes_down_with_its_origin() {
    let mut room = at_the_table();
    room.keys("wa new customer<tab>the fair paid off<enter>");
    room.keys("4dno badges<enter>i stop the guide<enter>\"call me in May<tab>Priya<enter>");
    room.keys("3k<enter>Kthe blog<enter>");
    room.keys("tcall faster<tab><tab><tab>Worked<enter>");
    let screen = room.keys("6").screen(200, 50);
    shows(
        &screen,
        &[
            "Delivered by Marketing",
            "the blog",
            "parked",
            "no badges (Company 10)",
        ],
    );
    let told = room.minutes_in_words();
    for words in [
        "A win of Sales: a new customer",
        "A win of Marketing: the fair paid off",
        "no badges (Company 10; T. Reyes)",
        "\"call me in May\" (Priya; Company 10)",
        "stop the guide",
        "the blog: parked, carried to the next review",
        "open, carried to the next review (Delivered by Marketing; T. Reyes)",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    let promised = room.minutes().promises[0].effect.clone().unwrap();
    assert_eq!(
        promised.then, promised.now,
        "nothing moved in the same minute"
    );
}

#[test]
fn ideas_take_dots_and_the_most_stand_first() {
    let mut room = at_the_table();
    room.keys("5istart calling on Mondays<enter>istart a second form<enter>");
    room.keys("j+++-");
    let screen = room.screen(120, 36);
    shows(&screen, &["●● start a second form"]);
    let order: Vec<String> = room
        .minutes()
        .hour
        .ideas
        .iter()
        .map(|idea| format!("{} {} {}", idea.way, idea.dots, idea.text))
        .collect();
    assert_eq!(
        order,
        [
            "start 2 start a second form",
            "start 0 start calling on Mondays"
        ]
    );
    room.keys("u");
    assert_eq!(
        room.minutes().hour.ideas[0].dots,
        3,
        "one undo takes one dot back"
    );
}

#[test]
fn a_topic_is_discussed_decided_voted_on_or_ruled_on() {
    let mut room = at_the_table();
    room.keys("6kwho calls on Fridays<enter>kwhat about partners<enter>s");
    shows(
        &room.screen(120, 36),
        &["▸ who calls on Fridays", "discussing"],
    );
    room.keys("<enter>the early shift calls<enter>");
    let screen = room.screen(120, 36);
    shows(
        &screen,
        &["✓ who calls on Fridays", "the early shift calls"],
    );
    // The vote is on the last decision: Sales first, an empty blank did not vote.
    room.keys("v4<tab>2 not on Fridays<tab>5<enter>");
    let said = room.model.line.as_ref().unwrap().text.clone();
    assert_eq!(said, "not carried: T. Reyes (concern)");
    room.keys("gr");
    shows(&room.screen(120, 36), &["needs a ruling"]);
    room.keys("Rpartners count<tab>Hanna<enter>");
    let told = room.minutes_in_words();
    for words in [
        "the early shift calls (T. Reyes). Votes: 2 of 3 at 3 or more; T. Reyes: concern, \"not on Fridays\"",
        "Ruling by Hanna on \"what about partners\": partners count",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
}

#[test]
fn nothing_decided_is_said_aloud_and_closes_all_the_same() {
    let mut room = at_the_table();
    room.keys("7w9 8 7<tab>4 5<enter>n<ctrl-u>2026-12-15<enter><enter>");
    shows(&room.screen(120, 36), &["nothing to change, because"]);
    room.keys("the numbers are as agreed<enter>");
    let told = room.minutes_in_words();
    for words in [
        "Nothing was decided and nothing was promised. Nothing to change: the numbers are as agreed",
        "Worth it? 8.0 of 10, from 3 people (9 8 7)",
        "How we work together: 4.5 of 5, from 2 people",
        "Tue 15 Dec 2026",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    let mut silent = at_the_table();
    silent.keys("7<enter><enter>");
    assert!(silent.model.walk.is_none(), "it does not stop anybody");
    assert!(silent.minutes_in_words().contains("no reason was given"));
}

#[test]
fn topics_before_the_day_and_of_the_last_review_are_on_the_table() {
    let mut room = at_the_table();
    room.keys("dyes<enter>6kleft over<enter>7<enter>");
    assert!(room.model.walk.is_none(), "{}", room.screen(120, 36));
    room.keys("1Kask Product<enter>N<enter>");
    shows(&room.screen(120, 36), &["2 topics for Decide"]);
    let screen = room.keys("6").screen(120, 36);
    shows(
        &screen,
        &[
            "left over",
            "from review 1",
            "ask Product",
            "asked for by T. Reyes",
        ],
    );
}

#[test]
fn teams_see_leads_alike_as_the_vectors_say() {
    let alike = Alike {
        both_yes: 12,
        sales_only: 1,
        marketing_only: 5,
        both_no: 6,
    };
    let near = |value: Option<f64>, expected: f64| (value.unwrap() - expected).abs() < 0.000_5;
    assert!(near(alike.raw(), 0.750));
    assert!(near(alike.by_chance(), 0.517));
    assert!(near(alike.kappa(), 0.482));
    let (mut always, mut few) = (Alike::default(), Alike::default());
    for lead in 0..20 {
        always.add(true, true);
        if lead < 5 {
            few.add(lead > 0, true);
        }
    }
    assert_eq!(always.kappa(), None, "chance alone agrees on everything");
    assert_eq!(few.words(), "4 of 5 leads the same");
    assert_eq!(Alike::default().words(), "—");
}

#[test]
fn the_blind_check_stays_secret_until_it_is_shown() {
    let mut room = at_the_table();
    room.keys("8<enter>");
    let screen = room.screen(120, 36);
    shows(&screen, &["Sales answered 0 of 5, Marketing 0"]);
    assert!(
        !screen.contains("T. Reyes") && !screen.contains("Fair"),
        "{screen}"
    );
    // Sales: one vote from this seat, yes to all; Marketing: hands, no to the first.
    room.keys("yM0<tab>2<enter><enter>");
    for _ in 0..4 {
        room.keys("yM2<tab>0<enter><enter>");
    }
    let screen = room.screen(120, 36);
    shows(&screen, &["Sales answered 5 of 5, Marketing 5", "answered"]);
    assert!(!screen.contains("(0 to 2)"), "{screen}");
    assert!(
        room.minutes().hour.blind.is_none(),
        "the minutes keep it secret too"
    );
    room.keys("v");
    shows(
        &room.screen(120, 36),
        &[
            "Blind check: 4 of 5 leads the same",
            "not a lead (0 to 2)",
            "Two views on 1",
        ],
    );
    let alike = room.minutes().hour.blind.unwrap().alike;
    assert_eq!((alike.both_yes, alike.sales_only, alike.n()), (4, 1, 5));
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_series_knows_when_it_is_due_and_how_many_were_held_in_a_row() {
    let monthly = |held: &[&str], skipped: &[&str]| {
        let days = |days: &[&str]| days.iter().map(|text| day(text)).collect::<Vec<_>>();
        Series::of(Cadence::Monthly, &days(held), &days(skipped))
    };
    let even = monthly(&["2026-09-24", "2026-10-24", "2026-11-24"], &[]);
    assert_eq!((even.due, even.streak), (Some(day("2026-12-24")), 3));
    assert_eq!(even.overdue(day("2026-12-27")), Some(3));
    assert_eq!(even.overdue(day("2026-12-24")), None);
    // 31 October is seven days after it was due, 1 November eight.
    assert_eq!(monthly(&["2026-09-24", "2026-10-31"], &[]).streak, 2);
    assert_eq!(monthly(&["2026-09-24", "2026-11-01"], &[]).streak, 1);
    let left_out = monthly(&["2026-09-24"], &["2026-10-24"]);
    assert_eq!(
        (left_out.due, left_out.streak),
        (Some(day("2026-11-24")), 0)
    );
    // Five in a row, one left out, one held since: the row begins anew.
    let since = [
        "2026-05-24",
        "2026-06-24",
        "2026-07-24",
        "2026-08-24",
        "2026-09-24",
    ];
    assert_eq!(monthly(&since, &[]).streak, 5);
    assert_eq!(monthly(&since, &["2026-10-24"]).streak, 0);
    let again = [&since[..], &["2026-11-24"]].concat();
    assert_eq!(monthly(&again, &["2026-10-24"]).streak, 1);
    assert_eq!(monthly(&[], &[]).streak, 0);
    assert_eq!(
        Cadence::BiWeekly.after(day("2026-12-24")),
        day("2027-01-07")
    );
    assert_eq!(
        Cadence::Quarterly.after(day("2026-11-30")),
        day("2027-02-28")
    );
}

fn promise(due: &str, state: PromiseState, done: &str) -> Promise {
    Promise {
        seq: Seq(1),
        text: String::new(),
        owner: String::new(),
        due: Some(day(due)),
        lead: None,
        meeting: Some(MeetingId(1)),
        state,
        changed_at: day(done)
            .and_hms_opt(12, 0, 0)
            .unwrap()
            .and_utc()
            .timestamp_millis(),
        made_at: 0,
        origin: Origin::Review,
        effect: None,
    }
}

#[test]
fn a_promise_is_kept_by_its_date_or_not() {
    use PromiseState::{Done, Dropped, InProgress, NotDone, Open};
    let rows = [
        (promise("2026-11-20", Done, "2026-11-20"), (1, 1)),
        (promise("2026-11-20", Done, "2026-11-21"), (0, 1)),
        (promise("2026-11-20", Open, "2026-11-01"), (0, 1)),
        (promise("2026-11-20", InProgress, "2026-11-01"), (0, 1)),
        (promise("2026-11-20", Dropped, "2026-11-01"), (0, 0)),
        (promise("2026-11-24", NotDone, "2026-11-24"), (0, 1)),
        (promise("2026-11-24", Open, "2026-11-01"), (0, 0)),
        (promise("2026-11-25", Open, "2026-11-01"), (0, 0)),
    ];
    for (row, (kept, due)) in rows {
        let told = keeping([&row], day("2026-11-24"), chrono_tz::Tz::UTC);
        assert_eq!(told, Keeping { kept, due }, "{row:?}");
    }
}

#[test]
fn an_effect_is_kept_only_where_the_leads_can_tell() {
    let share = |count: u64, of: u64| Measured {
        words: String::new(),
        #[expect(clippy::cast_precision_loss, reason = "small counts")]
        value: (of > 0).then(|| count as f64 / of as f64),
        count,
        of: Some(of),
    };
    let days = |value: f64| Measured {
        words: String::new(),
        value: Some(value),
        count: 40,
        of: None,
    };
    let (up, down) = (Direction::Up, Direction::Down);
    // Wilson of 150/200 is 68.6 to 80.5 %: 60 % lies outside, 70 % inside.
    assert_eq!(became(up, &share(120, 200), &share(150, 200)), Became::Kept);
    assert_eq!(
        became(down, &share(120, 200), &share(150, 200)),
        Became::NotKept
    );
    assert_eq!(
        became(up, &share(140, 200), &share(150, 200)),
        Became::WithinNoise
    );
    assert_eq!(became(up, &share(1, 9), &share(9, 9)), Became::WithinNoise);
    assert_eq!(became(up, &share(0, 0), &share(9, 9)), Became::Unknown);
    assert_eq!(became(down, &days(21.0), &days(14.0)), Became::Kept);
}

#[test]
fn the_calendar_holds_promises_with_dates_and_the_next_review() {
    let mut room = at_the_table();
    room.keys("tcall Acme, then; write<tab><tab><ctrl-u>2026-12-01<enter>tno day<tab><tab><ctrl-u><enter>");
    room.keys("7n<ctrl-u>2026-12-15<enter>");
    let text = render(&room.minutes(), Format::Ics, None).unwrap();
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    let told = text.replace("\r\n ", "");
    assert!(
        told.contains("SUMMARY:T. Reyes: call Acme\\, then\\; write\r\n"),
        "{told}"
    );
    assert!(told.contains("DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20261202\r\n"));
    assert!(told.contains("DTSTART;VALUE=DATE:20261215\r\n"));
    assert_eq!(
        told.matches("BEGIN:VEVENT").count(),
        2,
        "no date, no day: {told}"
    );
}
