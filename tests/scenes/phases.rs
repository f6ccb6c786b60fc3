//! The hour keeps time: phases from a template, each with its clock, told by the journal alone.

use docket::console::agenda::defaults;
use docket::console::key::script;
use docket::console::model::clock::next_change;
use docket::console::{Message, update};
use docket::ledger::Ledger;
use docket::review::entry::Act;
use docket::review::lead::LeadId;
use docket::review::meeting::course::{Course, Left, MINUTE};
use docket::review::meeting::fold::standing;
use docket::review::meeting::phase::Phase;
use docket::seat::clock::Clock;
use docket::seat::desk::Desk;

use crate::room::{NOW, Room, shows, ten_leads};

/// Presses keys so many minutes after the review opened.
pub fn at(room: &mut Room, minutes: i64, keys: &str) {
    for key in script(keys) {
        let at = NOW + minutes * MINUTE;
        let effects = update(&mut room.model, Message::Key { key, at });
        room.perform(effects);
    }
}

/// The course of the last review, as the ledger alone tells it.
fn course(room: &Room) -> Course {
    let meetings = room.desk.ledger.meetings().unwrap();
    let id = meetings.last().unwrap().opening.id;
    let entries = room.desk.ledger.entries_of_meeting(id).unwrap();
    Course::of(standing(&entries))
}

#[test]
fn the_templates_come_to_their_minutes() {
    let agendas = defaults();
    for (key, minutes) in [
        ("monthly", 75),
        ("bi-weekly", 20),
        ("quarterly", 120),
        ("first", 60),
    ] {
        assert_eq!(agendas.template(key).unwrap().minutes(), minutes, "{key}");
    }
    let first = agendas.template("first").unwrap();
    let has = |phase| first.slots.iter().any(|slot| slot.phase == phase);
    assert!(!has(Phase::Numbers) && !has(Phase::Leads));
    for phase in Phase::ALL {
        let card = agendas.cards.get(&phase).unwrap();
        let said = [&card.say, &card.ask, &card.stuck];
        assert!(said.iter().all(|text| !text.is_empty()), "{phase:?}");
    }
}

#[test]
fn a_clock_warms_in_words_at_zero() {
    for (spent, words) in [
        (0, "5 of 5 min left"),
        (1, "5 of 5 min left"),
        (MINUTE, "4 of 5 min left"),
        (4 * MINUTE - 1, "2 of 5 min left"),
        (4 * MINUTE, "60 s left"),
        (5 * MINUTE - 1_500, "2 s left"),
        (5 * MINUTE, "time is up"),
        (6 * MINUTE, "1 min over"),
        (15 * MINUTE + 1, "10 min over"),
    ] {
        assert_eq!(Left::of(5, spent).words(), words, "{spent}");
    }
}

#[test]
fn time_per_phase_comes_out_of_the_journal_and_survives_a_kill() {
    let mut room = ten_leads();
    at(&mut room, 0, "1N<enter>");
    at(&mut room, 4, "2");
    at(&mut room, 10, "4");
    at(&mut room, 30, "3");
    at(&mut room, 33, "4");
    shows(&room.screen(120, 36), &["▸4 Leads◂", "10 of 30 min left"]);
    // Killed: another seat of the same person at the same file knows nothing but the journal.
    let desk = Desk::new(room.desk.ledger, Clock::Fixed(NOW));
    let mut back = Room::at(desk, "T. Reyes");
    at(&mut back, 41, "<esc>");
    shows(&back.screen(120, 36), &["▸4 Leads◂", "2 of 30 min left"]);
    at(&mut back, 45, "7");
    let course = course(&back);
    let minutes = |phase| course.spent(phase, NOW + 50 * MINUTE) / MINUTE;
    let took = [
        (Phase::Open, 4),
        (Phase::Promises, 6),
        (Phase::Leads, 32),
        (Phase::Numbers, 3),
        (Phase::Lessons, 0),
        (Phase::Close, 5),
    ];
    for (phase, expected) in took {
        assert_eq!(minutes(phase), expected, "{phase:?}");
    }
}

#[test]
fn a_pause_takes_no_time_of_any_phase() {
    let mut room = ten_leads();
    at(&mut room, 0, "1N<enter>");
    at(&mut room, 3, "Z");
    at(&mut room, 60, "1N");
    let screen = room.screen(120, 36);
    shows(&screen, &["▸1 Open◂", "2 of 5 min left"]);
    at(&mut room, 61, "4");
    assert_eq!(course(&room).spent(Phase::Open, NOW), 4 * MINUTE);
}

#[test]
fn a_phase_is_passed_over_with_a_note_and_comes_back_with_its_digit() {
    let mut room = ten_leads();
    at(&mut room, 0, "1N<enter>2Xnobody promised anything<enter>");
    shows(&room.screen(120, 36), &["▸3 Numbers◂", "2 Promises –"]);
    let passed = course(&room).passed;
    assert_eq!(passed[&Phase::Promises], "nobody promised anything");
    at(&mut room, 1, "24");
    assert!(
        course(&room).passed.is_empty(),
        "entered, it is passed over no more"
    );
}

#[test]
fn nothing_blocks_when_the_time_is_up() {
    let mut room = ten_leads();
    at(&mut room, 0, "1N<enter>");
    at(&mut room, 9, "");
    at(&mut room, 9, "dlate but decided<enter>");
    shows(&room.screen(120, 36), &["4 min over"]);
    at(&mut room, 80, "4a");
    shows(&room.screen(120, 36), &["5 min over"]);
}

#[test]
fn undo_passes_over_the_phases() {
    let mut room = ten_leads();
    at(&mut room, 0, "1N<enter>dno badges<enter>");
    at(&mut room, 2, "4u");
    let said = room.model.line.as_ref().map(|line| line.text.clone());
    assert!(
        said.as_deref().unwrap_or_default().contains("decided"),
        "{said:?}"
    );
    assert_eq!(course(&room).phase(), Some(Phase::Leads));
}

#[test]
fn only_the_leading_seat_sets_the_phase_and_a_following_one_goes_along() {
    let mut leads = Room::rehearsal();
    let file = leads.desk.ledger.place().unwrap().to_owned();
    at(&mut leads, 0, "1N<enter>4");
    let desk = Desk::new(Ledger::open(&file).unwrap(), Clock::Fixed(NOW));
    let mut wall = Room::at(desk, "Wall");
    shows(&wall.screen(120, 36), &["▸4 Leads◂"]);
    at(&mut wall, 1, "3");
    shows(&wall.screen(120, 36), &["the review is in Leads"]);
    assert_eq!(course(&leads).phase(), Some(Phase::Leads));
    at(&mut wall, 1, "F");
    shows(&wall.screen(120, 36), &["▸4 Leads◂"]);
    let last = leads.desk.ledger.last_seq().unwrap();
    at(&mut leads, 2, "7");
    let entries = wall.desk.ledger.entries_after(last).unwrap();
    let effects = update(&mut wall.model, Message::Told { entries });
    wall.perform(effects);
    let screen = wall.screen(120, 36);
    shows(&screen, &["▸7 Close◂"]);
    assert!(!screen.contains("For the facilitator"), "{screen}");
    shows(&leads.screen(120, 36), &["For the facilitator: Close"]);
}

#[test]
fn the_seat_sleeps_until_a_word_on_the_clock_changes() {
    let mut room = ten_leads();
    assert_eq!(next_change(&room.model, NOW), MINUTE);
    at(&mut room, 0, "1N<enter>");
    assert_eq!(next_change(&room.model, NOW + 20_000), 40_000);
    let last_minute = NOW + 4 * MINUTE + 300;
    assert_eq!(next_change(&room.model, last_minute), 700);
    assert_eq!(next_change(&room.model, NOW + 9 * MINUTE), MINUTE);
}

#[test]
fn the_room_sees_no_card_and_no_address() {
    let mut room = ten_leads();
    at(&mut room, 0, "1N<enter>");
    shows(&room.screen(120, 36), &["For the facilitator: Open"]);
    at(&mut room, 0, "V");
    let screen = room.screen(120, 36);
    shows(&screen, &["FOR THE ROOM", "NAMES HIDDEN"]);
    assert!(!screen.contains("For the facilitator"), "{screen}");
    at(&mut room, 0, "VH");
    assert!(!room.screen(120, 36).contains("For the facilitator"));
    // On a small screen, and in Leads, the card is laid over the foot and goes with the next key.
    at(&mut room, 0, "4H");
    shows(&room.screen(80, 24), &["For the facilitator: Leads"]);
    at(&mut room, 0, "j");
    assert!(!room.screen(80, 24).contains("For the facilitator"));
}

#[test]
fn beside_a_running_review_the_figures_of_today_say_of_which_leads_they_are() {
    let mut room = ten_leads();
    room.keys("1N<tab>2026-10<enter>01");
    let screen = room.screen(120, 36);
    shows(&screen, &["Leads delivered 1 Oct – 31 Oct"]);
    assert!(!screen.contains("last 90 days"), "{screen}");
}

#[test]
fn by_consent_nothing_stands_where_sales_has_not_answered() {
    let mut room = Room::rehearsal();
    at(&mut room, 0, "N<enter>4C");
    let listed = room.screen(120, 36);
    let silent = listed.matches("no answer yet").count();
    assert!(silent > 0, "{listed}");
    at(&mut room, 1, "<enter>");
    shows(&room.screen(120, 36), &["no answer yet: nothing stands"]);
    let ledger = &room.desk.ledger;
    let id = room.model.meeting().unwrap();
    let entries = ledger.entries_of_meeting(id).unwrap();
    let stands = entries.iter().filter_map(|entry| match entry.act {
        Act::Stands { lead, .. } => Some(lead),
        _ => None,
    });
    let stands: Vec<LeadId> = stands.collect();
    let answered = |lead: &LeadId| ledger.lead(*lead).unwrap().unwrap().standing().is_some();
    assert_eq!(stands.len(), 16 - silent);
    assert!(stands.iter().all(answered));
}

#[test]
fn what_was_taken_back_stands_on_no_card() {
    let mut room = Room::rehearsal();
    at(&mut room, 0, "N<enter>4");
    let before = room.screen(120, 36);
    assert!(!before.contains("no need"), "{before}");
    // Two leads at once, then one alone: each time all of it is gone with one key.
    at(&mut room, 1, "<space><down><space>r3");
    shows(&room.screen(120, 36), &["no need"]);
    at(&mut room, 2, "u");
    for move_to in ["", "<down>", "<up>"] {
        at(&mut room, 2, move_to);
        let screen = room.screen(120, 36);
        assert!(!screen.contains("no need"), "{screen}");
    }
    at(&mut room, 3, "r3u");
    let screen = room.screen(120, 36);
    assert!(!screen.contains("no need"), "{screen}");
}
