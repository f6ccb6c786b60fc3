//! What goes wrong in the hour, one scene each: it goes on, nothing is lost, and the minutes say what happened.

use docket::console::{Message, update};
use docket::ledger::Ledger;
use docket::review::entry::Act;
use docket::review::filter::LeadFilter;
use docket::review::meeting::Because;
use docket::review::meeting::deed::Origin;
use docket::seat::clock::Clock;
use docket::seat::desk::Desk;

use crate::phases::at;
use crate::room::{NOW, Room, shows, ten_leads};

/// The review of the made-up company with its 24 leads, standing in Leads.
fn in_leads() -> Room {
    let mut room = Room::rehearsal();
    at(&mut room, 0, "N<enter>4");
    shows(
        &room.screen(120, 36),
        &["TO DISCUSS        0 of 8", "BY CONSENT    16, 0 read"],
    );
    room
}

/// Another seat at the same file.
fn beside(room: &Room, who: &str) -> Room {
    let file = room.desk.ledger.place().unwrap().to_owned();
    Room::at(
        Desk::new(Ledger::open(&file).unwrap(), Clock::Fixed(NOW)),
        who,
    )
}

/// A seat hears what others recorded since an entry.
fn hear(room: &mut Room, since: docket::review::entry::Seq) {
    let entries = room.desk.ledger.entries_after(since).unwrap();
    let effects = update(&mut room.model, Message::Told { entries });
    room.perform(effects);
}

fn current(room: &Room) -> docket::review::lead::LeadId {
    room.model.walk.as_ref().unwrap().current().unwrap()
}

#[test]
fn killed_at_lead_13_it_goes_on_at_lead_13() {
    let mut room = in_leads();
    for _ in 0..12 {
        at(&mut room, 20, "r6");
    }
    // The seat tells where it stands a second after it moved there.
    let effects = update(
        &mut room.model,
        Message::Clock {
            at: NOW + 21 * 60_000,
        },
    );
    room.perform(effects);
    let stood = current(&room);
    let mut back = beside(&room, "J. Adeyemi");
    at(&mut back, 22, "<esc>");
    assert_eq!(current(&back), stood);
    let screen = back.screen(120, 36);
    shows(
        &screen,
        &["▸4 Leads◂", "0 more to discuss", "BY CONSENT    16, 4 read"],
    );
    assert_eq!(back.minutes().leads.len(), 12);
}

#[test]
fn at_80_by_24_nothing_typed_is_lost_and_the_clock_and_the_leads_are_still_there() {
    let mut room = in_leads();
    let lead = current(&room);
    at(&mut room, 3, "da badge is no le");
    let small = room.screen(80, 24);
    shows(&small, &["a badge is no le", "▸4 Leads◂", "27 min · 8"]);
    at(&mut room, 4, "ad<enter>");
    shows(&room.screen(80, 24), &["1 of 8 to discuss", "26 min · 8"]);
    assert_eq!(current(&room), lead);
    assert_eq!(room.minutes().decisions[0].text, "a badge is no lead");
    let back = room.screen(120, 36);
    shows(
        &back,
        &["▸4 Leads◂", "26 of 30 min left · 8 more to discuss"],
    );
}

#[test]
fn the_facilitator_hands_over_and_the_other_seat_leads() {
    let mut room = in_leads();
    let mut other = beside(&room, "Mary Okafor");
    let last = room.desk.ledger.last_seq().unwrap();
    at(&mut other, 9, "5");
    shows(&other.screen(120, 36), &["the review is in Leads"]);
    // Ten of Sales stand before Marketing: Felix, Joy, Mary.
    at(&mut room, 10, "Wjjjjjjjjjjjjf<esc>");
    hear(&mut other, last);
    at(&mut other, 11, "4");
    at(&mut other, 11, "5");
    assert!(
        !other.screen(120, 36).contains("the review is in"),
        "{}",
        other.screen(120, 36)
    );
    let told = room.minutes_in_words();
    assert!(
        told.contains("Mary Okafor facilitates from 10:10"),
        "{told}"
    );
    let lessons = other.minutes().hour.phases;
    let lessons = lessons.iter().find(|row| row.phase.title() == "Lessons");
    assert!(lessons.is_some());
}

#[test]
fn a_number_somebody_disputes_shows_its_leads_and_becomes_a_topic() {
    let mut room = ten_leads();
    room.keys("1N<enter>3<right>x");
    shows(
        &room.screen(120, 36),
        &[
            "Accepted, of answers due: 60.0 %",
            "6 counted + 4 not = 10",
            "Zeta AG",
        ],
    );
    room.keys("<esc>k<ctrl-u>is a referral an answer due<enter>");
    let topic = &room.minutes().hour.topics[0];
    assert_eq!(
        (topic.text.as_str(), topic.origin.as_str()),
        ("is a referral an answer due", "Accepted, of answers due")
    );
}

/// Twenty leads of October, where November was meant.
fn october() -> String {
    let mut csv = "Lead ID,Company,Status,Created Date,Qualified Date\n".to_owned();
    for number in 0..20 {
        let row = format!("O-{number},October {number},Accepted,2026-11-03,2026-11-04\n");
        csv.push_str(&row);
    }
    csv
}

#[test]
fn the_wrong_month_brought_in_goes_with_one_undo_and_the_review_goes_on() {
    let mut room = ten_leads();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("october.csv");
    std::fs::write(&file, october()).unwrap();
    let figures = |room: &Room| format!("{:?}", room.desk.scorecard().unwrap().wall);
    let before = figures(&room);
    room.keys("1N<enter>4da decision before<enter>");
    let lead = current(&room);
    room.keys(&format!("0I{}<enter>i", file.display()));
    assert_eq!(
        room.desk.ledger.count(&LeadFilter::default()).unwrap(),
        30,
        "{}",
        room.screen(120, 36)
    );
    assert_ne!(figures(&room), before);
    room.keys("<esc>u");
    assert_eq!(
        room.desk.ledger.count(&LeadFilter::default()).unwrap(),
        10,
        "{}",
        room.screen(120, 36)
    );
    assert_eq!(figures(&room), before);
    room.keys("0");
    shows(&room.screen(120, 36), &["▸4 Leads◂"]);
    assert_eq!(current(&room), lead);
    assert_eq!(room.minutes().decisions[0].text, "a decision before");
}

#[test]
fn two_people_on_one_lead_and_the_second_is_asked_first() {
    let mut room = in_leads();
    let mut other = beside(&room, "Mary Okafor");
    at(&mut other, 1, "4g");
    at(&mut room, 1, "g");
    let lead = current(&room);
    assert_eq!(current(&other), lead);
    at(&mut room, 2, "r4");
    at(&mut other, 2, "r2");
    let asked = other.screen(120, 36);
    shows(
        &asked,
        &["Two people on one lead", "J. Adeyemi said", "no budget"],
    );
    let reason = |room: &Room| {
        let lead = room.desk.ledger.lead(lead).unwrap().unwrap();
        lead.standing().unwrap().verdict.refusal().unwrap().reason.0
    };
    assert_eq!(reason(&room), 4, "nothing is written over");
    at(&mut other, 3, "<esc>");
    assert_eq!(reason(&other), 4);
}

#[test]
fn a_slice_without_leads_is_empty_and_says_so() {
    let mut room = ten_leads();
    room.keys("1N<enter>3s<tab><tab><tab>campaign = Webinar<enter>");
    let screen = room.screen(120, 36);
    shows(&screen, &["campaign = Webinar"]);
    assert!(
        !screen.contains('%') || !screen.contains("0.0 %"),
        "a rate of nothing is no rate\n{screen}"
    );
    assert!(
        !screen.contains("NaN") && !screen.contains("inf"),
        "{screen}"
    );
    room.keys("<esc>4");
    shows(&room.screen(120, 36), &["▸4 Leads◂"]);
}

/// Opens a review, and both teams say yes to all five leads of its blind check.
fn everybody_says_yes(room: &mut Room) {
    room.keys("1N<enter>8<enter>");
    for _ in 0..5 {
        room.keys("S4<tab>0<enter>M3<tab>0<enter><enter>");
    }
    room.keys("v");
}

#[test]
fn where_everybody_accepts_everything_chance_alone_agrees_and_kappa_is_a_dash() {
    let mut room = ten_leads();
    for review in 1..=4_u64 {
        everybody_says_yes(&mut room);
        let blind = room.minutes().hour.blind.unwrap();
        assert_eq!(
            (blind.in_all.n(), blind.in_all.same()),
            (5 * review, 5 * review)
        );
        if review < 4 {
            room.keys("7<enter><enter>");
        }
    }
    shows(
        &room.screen(120, 36),
        &[
            "5 of 5 leads the same",
            "20 of 20 leads the same, 100.0 %, κ —",
        ],
    );
    let told = room.minutes_in_words();
    assert!(
        told.contains("With earlier reviews: 20 of 20 leads the same, 100.0 %, κ —"),
        "{told}"
    );
    room.keys("4");
    for _ in 0..10 {
        room.keys("a");
    }
    let kpis = room.minutes().kpis;
    let accepted = kpis
        .iter()
        .find(|row| row.key == "acceptance_rate")
        .unwrap();
    assert_eq!((accepted.end.count, accepted.end.n), (10, 10));
}

#[test]
fn cut_at_40_minutes_the_rest_is_carried_with_one_key_and_stands_in_the_minutes() {
    let mut room = in_leads();
    at(&mut room, 20, "r4r6r3");
    at(
        &mut room,
        30,
        "kwho calls on Fridays<enter>dcall first<enter>",
    );
    let walk = room.model.walk.as_ref().unwrap();
    let all: Vec<_> = walk.docket.iter().map(|item| item.lead).collect();
    let told = room.minutes();
    let seen: Vec<_> = told
        .leads
        .iter()
        .filter(|row| row.result != "noted")
        .map(|row| row.lead)
        .collect();
    assert_eq!((all.len(), seen.len()), (24, 3));
    at(&mut room, 40, "7<enter>");
    assert!(room.model.walk.is_none(), "{}", room.screen(120, 36));
    let told = room.minutes();
    let left: Vec<_> = told.not_reached.iter().map(|name| name.lead).collect();
    assert_eq!(left.len(), 21);
    assert!(
        left.iter()
            .all(|lead| all.contains(lead) && !seen.contains(lead))
    );
    let words = room.minutes_in_words();
    assert!(
        words.contains("who calls on Fridays: open, carried to the next review"),
        "{words}"
    );
    // A month later they open the docket, and the topic stands in Decide.
    at(&mut room, 60, "N<enter>");
    let carried: Vec<_> = room
        .model
        .walk
        .as_ref()
        .unwrap()
        .docket
        .iter()
        .filter(|item| item.because.contains(&Because::Carried))
        .map(|item| item.lead)
        .collect();
    assert!(!carried.is_empty());
    assert!(
        carried
            .iter()
            .all(|lead| left.contains(lead) || told.parked.iter().any(|one| one.lead == *lead))
    );
    at(&mut room, 61, "6");
    shows(&room.screen(120, 36), &["who calls on Fridays"]);
}

#[test]
fn with_nobody_from_marketing_it_is_said_at_the_start_and_in_the_minutes() {
    let mut room = in_leads();
    // Marketing stands after the ten of Sales: four people.
    at(&mut room, 1, "1Wjjjjjjjjjjajajaja<esc>");
    shows(
        &room.screen(120, 36),
        &["Nobody from Marketing is here: the minutes say so"],
    );
    at(&mut room, 2, "4r4dcall them first<enter>");
    assert_eq!(room.minutes().leads.len(), 1);
    let told = room.minutes_in_words();
    assert!(
        told.contains("Not at the table: nobody from Marketing"),
        "{told}"
    );
    at(&mut room, 3, "7<enter>");
    assert!(room.model.walk.is_none());
}

#[test]
fn what_is_written_down_on_a_clause_keeps_it_as_its_origin() {
    let mut room = in_leads();
    at(&mut room, 1, "<f5>jt");
    shows(&room.screen(120, 36), &["Promise, M1"]);
    at(&mut room, 1, "call on the first day<enter>");
    let promise = room.minutes().promises.pop().unwrap();
    assert!(
        promise.origin.starts_with("M1 ") || promise.origin.starts_with("S1 "),
        "{}",
        promise.origin
    );
    let entries = room
        .desk
        .ledger
        .entries_after(docket::review::entry::Seq(0))
        .unwrap();
    let clause = entries.iter().any(|entry| {
        matches!(
            &entry.act,
            Act::Promised {
                origin: Origin::Clause { .. },
                ..
            }
        )
    });
    assert!(clause);
}
