//! How reviews were held, what came of them, and what parts both teams: rules in small tables, screens on the company.

use chrono_tz::Tz;
use docket::review::agreement::definition::{Criterion, CriterionKey, Definition};
use docket::review::figures::glad::{Glad, improved};
use docket::review::figures::hygiene::Hygiene;
use docket::review::figures::kpi::Kpi;
use docket::review::figures::parted::parted;
use docket::review::lead::{Field, Lead};
use docket::review::meeting::phase::Phase;
use docket::review::minutes::{Minutes, PhaseRow};

use crate::minutes::{day, gathered, lead};
use crate::phases::at;
use crate::room::{Room, shows};

#[test]
fn a_rate_is_glad_news_only_where_it_rose_by_more_than_noise() {
    use Kpi::{AcceptanceRate, LeadToRevenue, QualifiedToOpportunity};
    // Wilson of 150/200 is 68.6 to 80.5 %: 60 % lies outside, 70 % inside.
    let rose = (QualifiedToOpportunity, (120, 200), (150, 200));
    let noise = (LeadToRevenue, (140, 200), (150, 200));
    let fell = (AcceptanceRate, (150, 200), (120, 200));
    let few = (AcceptanceRate, (1, 9), (9, 9));
    assert_eq!(improved(6, &[noise, fell, few]), None);
    let best = improved(6, &[noise, rose, fell]).unwrap();
    assert_eq!(best.kpi, QualifiedToOpportunity);
    assert!(
        best.words().contains("60.0 % → 75.0 % since review 6"),
        "{}",
        best.words()
    );
    // Of two that rose, the one that rose further: 10 of 100 to 40 of 100.
    let further = (LeadToRevenue, (10, 100), (40, 100));
    assert_eq!(improved(6, &[rose, further]).unwrap().kpi, LeadToRevenue);
    assert_eq!(Glad::default().won(), None);
}

fn criterion(key: u32, name: &str, test: &str) -> Criterion {
    Criterion {
        key: CriterionKey(key),
        name: name.to_owned(),
        weight: 1,
        must: true,
        test: test.to_owned(),
        ..Criterion::default()
    }
}

fn of(id: i64, people: &str, title: &str) -> Lead {
    let mut lead = lead(id, "Acme", "Pat");
    lead.filed.texts.insert(Field::Employees, people.to_owned());
    lead.filed.texts.insert(Field::Title, title.to_owned());
    lead
}

#[test]
fn the_criterion_that_parts_both_teams_is_the_least_shared_among_leads_that_miss_it() {
    let definition = Definition {
        criteria: vec![
            criterion(1, "50 people", "employees >= 50"),
            criterion(2, "a head", "title contains head"),
        ],
        ..Definition::default()
    };
    let [small, tiny, large, little] = [
        of(1, "20", "Head of Sales"),
        of(2, "5", "Head of Sales"),
        of(3, "200", "Clerk"),
        of(4, "9", "Head of Sales"),
    ];
    // Missing 50 people: three, one of them seen the same way. Missing a head: one, the same way.
    let seen = [
        (&small, false, true),
        (&tiny, false, false),
        (&large, true, true),
        (&little, false, true),
    ];
    let told = parted(&definition, &seen, Tz::UTC).unwrap();
    assert_eq!(
        (told.criterion.as_str(), told.leads, told.same, told.two),
        ("50 people", 3, 1, 2)
    );
    assert!(told.proposal().contains("50 people"), "{}", told.proposal());
    let alike = [(&small, true, true), (&large, false, false)];
    assert_eq!(parted(&definition, &alike, Tz::UTC), None);
    let whole = of(5, "500", "Head of Sales");
    let told = parted(&definition, &[(&whole, true, false)], Tz::UTC).unwrap();
    assert_eq!((told.criterion.as_str(), told.two), ("", 1));
    // A fact that is missing leaves the criterion open: it is asked for.
    let open = of(6, "", "Head of Sales");
    let told = parted(&definition, &[(&open, true, false)], Tz::UTC).unwrap();
    assert_eq!(told.open, 1);
    assert!(
        told.proposal().contains("ask for it on the form"),
        "{}",
        told.proposal()
    );
}

fn phase(phase: Phase, planned: Option<u32>, took: i64, passed: Option<&str>) -> PhaseRow {
    PhaseRow {
        phase,
        planned,
        took,
        passed: passed.map(ToOwned::to_owned),
    }
}

#[test]
fn a_review_is_held_as_its_minutes_tell() {
    let mut minutes = Minutes::of(&gathered());
    minutes.hour.phases = vec![
        phase(Phase::Open, Some(5), 5 * 60 + 59, None),
        phase(Phase::Leads, Some(30), 31 * 60, None),
        phase(Phase::Lessons, Some(12), 0, Some("no time")),
        phase(Phase::Decide, Some(8), 0, None),
        phase(Phase::Blind, None, 500, None),
    ];
    let held = Hygiene::of(&minutes, Some(day("2026-11-22")));
    assert_eq!(held.late, Some(2));
    // In time: Open alone; Leads took longer, Decide was never entered; passed over and unplanned ones do not count.
    assert_eq!(held.in_time, (1, 3));
    // Acme and Bolt were dealt with, nobody came to Cobalt.
    assert_eq!((held.leads, held.promises), ((2, 3), (1, 1)));
    assert_eq!(
        held.worth.map(|worth| format!("{worth:.2}")).as_deref(),
        Some("8.33")
    );
    let marks = [
        Some(false),
        Some(false),
        Some(false),
        Some(true),
        Some(true),
    ];
    assert_eq!(held.marks(), marks);
    assert_eq!(held.score(), (2, 5));
    assert_eq!(
        Hygiene::of(&minutes, None).score(),
        (2, 4),
        "nothing was due"
    );
}

#[test]
fn reviews_tell_how_each_was_held_and_how_alike_both_teams_see_leads() {
    let mut room = Room::rehearsal();
    for (columns, rows) in [(80, 24), (120, 36), (200, 50)] {
        room.keys("7f");
        let screen = room.screen(columns, rows);
        shows(
            &screen,
            &[
                "how each was held",
                "κ so far",
                "6 of 7",
                "7 of 7",
                "2 of 5",
                // Nine of the thirty leads of six checks were seen two ways.
                "21 of 30 leads the same, 70.0 %",
            ],
        );
        room.keys("f");
        shows(&room.screen(columns, rows), &["Reviews: 6 held"]);
    }
}

#[test]
fn the_board_of_effects_stands_at_thirty_sixty_and_ninety_days() {
    let mut room = Room::rehearsal();
    room.keys("6fffff");
    for (columns, rows) in [(80, 24), (120, 36), (200, 50)] {
        let screen = room.screen(columns, rows);
        shows(
            &screen,
            &[
                "what they moved",
                "then",
                "30 d",
                "60 d",
                "90 d",
                "now",
                "so far",
                "↑ worked",
            ],
        );
    }
}

#[test]
fn after_the_blind_check_the_least_shared_criterion_becomes_a_topic_with_one_key() {
    let mut room = Room::rehearsal();
    at(&mut room, 0, "N<enter>8<enter>");
    for _ in 0..5 {
        at(&mut room, 1, "S0<tab>4<enter>M3<tab>0<enter><enter>");
    }
    at(&mut room, 2, "v");
    shows(
        &room.screen(120, 36),
        &["Two views on 5", "(1, 2, 3, 4, 5)", "k makes it a topic"],
    );
    at(&mut room, 3, "k<enter>6");
    let meetings = room.desk.ledger.meetings().unwrap();
    let id = meetings.last().unwrap().opening.id;
    let minutes = room.desk.record_of(id).unwrap().minutes;
    let parted = minutes.hour.blind.unwrap().parted.unwrap();
    assert_eq!((parted.same, parted.two), (0, 5));
    let topic = minutes
        .hour
        .topics
        .iter()
        .find(|topic| topic.text == parted.proposal());
    assert!(topic.is_some(), "{:?}", minutes.hour.topics);
}

#[test]
fn close_is_glad_of_what_came_and_thanks_for_what_was_kept() {
    let mut room = Room::rehearsal();
    at(&mut room, 0, "N<enter>7");
    shows(
        &room.screen(200, 50),
        &[
            "customers since the first review",
            "promises kept by their day: 13 of 18",
            "Thanks for promises kept: Hanna Weiss, Samuel Lind",
        ],
    );
    // A draft says so too, and the same hours later: nothing of it hangs on the clock.
    let words = room.minutes_in_words();
    assert!(words.contains("DRAFT"), "{words}");
    assert!(
        words.contains("customers since the first review"),
        "{words}"
    );
    assert!(
        words.contains("Thanks for promises kept: Hanna Weiss, Samuel Lind"),
        "{words}"
    );
    at(&mut room, 1, "<enter><enter>");
    let meetings = room.desk.ledger.meetings().unwrap();
    let record = room
        .desk
        .record_of(meetings.last().unwrap().opening.id)
        .unwrap();
    let came = record.minutes.hour.came.unwrap();
    assert_eq!(came.thanks, ["Hanna Weiss", "Samuel Lind"]);
    assert!(came.won > 0);
}

#[test]
fn how_both_teams_work_together_is_asked_at_the_close_and_followed_over_the_reviews() {
    let mut room = Room::rehearsal();
    at(&mut room, 0, "N<enter>7w9 8<tab>4 5 3<enter>");
    shows(&room.screen(120, 36), &["together 4.0 of 5"]);
    at(&mut room, 1, "<enter><enter>f");
    let screen = room.screen(80, 24);
    let column = |line: &str| {
        let at = screen.lines().find(|line| line.contains("pulse ")).unwrap();
        let (before, _) = at.split_once("pulse").unwrap();
        let end = before.chars().count() + "pulse".len();
        let cells: String = line.chars().take(end).collect();
        cells.split_whitespace().last().unwrap().to_owned()
    };
    let of_seven = screen
        .lines()
        .find(|line| line.contains("▸ 7 24 Nov"))
        .unwrap();
    assert_eq!(column(of_seven), "4.0", "{screen}");
    let of_six = screen.lines().find(|line| line.contains("│  6 2")).unwrap();
    let six: f64 = column(of_six).parse().unwrap();
    assert!((1.0..=5.0).contains(&six), "{screen}");
}

#[test]
fn an_idea_becomes_a_promise_and_a_topic_in_one_key() {
    let mut room = Room::rehearsal();
    at(&mut room, 0, "N<enter>5iask for the budget<enter>");
    at(&mut room, 1, "t<enter>k<enter>6");
    shows(&room.screen(120, 36), &["ask for the budget"]);
    let minutes = room.minutes();
    let promised: Vec<&str> = minutes
        .promises
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    assert_eq!(promised, ["ask for the budget"]);
    assert!(
        minutes
            .hour
            .topics
            .iter()
            .any(|topic| topic.text == "ask for the budget")
    );
}

#[test]
fn open_names_one_shared_target_and_no_score_of_a_team() {
    let mut room = Room::rehearsal();
    at(&mut room, 0, "N<enter>");
    let screen = room.screen(120, 36);
    shows(
        &screen,
        &[
            "One hour for what both teams share",
            "Our target: 900,000 EUR by",
        ],
    );
    assert!(!screen.contains('%'), "{screen}");
}

#[test]
fn a_leader_who_is_away_is_named_at_the_start_and_in_the_minutes() {
    let mut room = Room::rehearsal();
    // The sixth of Sales by name.
    at(&mut room, 0, "N<enter>Wjjjjja<esc>");
    shows(
        &room.screen(120, 36),
        &["Not here: Karin Lindqvist (sales leader)"],
    );
    let meetings = room.desk.ledger.meetings().unwrap();
    let id = meetings.last().unwrap().opening.id;
    let minutes = room.desk.record_of(id).unwrap().minutes;
    assert_eq!(minutes.hour.missing, ["no sales leader present"]);
}

#[test]
fn a_teams_own_card_and_minutes_hold_from_the_next_review_on() {
    let mut room = Room::rehearsal();
    at(&mut room, 0, "N<enter><f9><ctrl-u>Coffee first.<enter>");
    shows(&room.screen(120, 36), &["say    Coffee first."]);
    // Leads is the fourth of the phases; without Lessons there are six of seven.
    at(
        &mut room,
        1,
        "<f10><tab><tab><tab><ctrl-u>40<tab><ctrl-u><enter>",
    );
    at(&mut room, 2, "7<enter><enter>N<enter>4");
    let screen = room.screen(120, 36);
    shows(&screen, &["40 of 40 min left"]);
    assert!(!screen.contains("5 Lessons"), "{screen}");
    let walk = room.model.walk.as_ref().unwrap();
    // 5, 8, 7, 40, 8 and 5.
    assert_eq!(walk.meeting.opening.minutes, 73);
}

#[test]
fn the_first_session_of_a_team_without_leads_has_no_numbers_and_no_leads() {
    let mut room = Room::empty();
    room.keys("N<enter>");
    let screen = room.screen(120, 36);
    shows(
        &screen,
        &["▸1 Open◂", "20 of 20 min left", "5 Lessons", "9 Agreement"],
    );
    assert!(
        !screen.contains("Numbers") && !screen.contains("4 Leads"),
        "{screen}"
    );
    room.keys("dwe meet every month<enter>7<enter>");
    let meetings = room.desk.ledger.meetings().unwrap();
    let minutes = room.desk.record_of(meetings[0].opening.id).unwrap().minutes;
    assert_eq!((minutes.planned, minutes.decisions.len()), (60, 1));
}

#[test]
fn a_review_that_is_not_held_needs_a_reason_and_the_next_is_due_after_it() {
    let mut room = Room::rehearsal();
    room.keys("X<enter>");
    shows(&room.screen(120, 36), &["a reason in words"]);
    room.keys("the fair week<enter>");
    let series = room.model.series();
    // Due on 23 Nov, a month after 23 Oct; then on 23 Dec.
    assert_eq!(series.due.unwrap().to_string(), "2026-12-23");
    assert_eq!(room.model.ground.not_held.len(), 1);
    assert_eq!(room.model.ground.not_held[0].1, "the fair week");
}
