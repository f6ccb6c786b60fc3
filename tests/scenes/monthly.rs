//! A monthly review of seventy-five minutes on the made-up company, by keys alone, the clock put in by hand: the same
//! minutes to the byte every time, and what stands in them is what the script did.

use docket::console::Message;
use docket::console::key::script;
use docket::console::update;
use docket::ledger::Ledger;
use docket::publish::minutes::{Format, canonical, digest, render};
use docket::review::meeting::phase::Phase;
use docket::review::meeting::{MeetingState, PromiseState};
use docket::review::minutes::Minutes;
use docket::review::verdict::Judgement;
use docket::seat::clock::Clock;
use docket::seat::desk::Desk;
use docket::seat::rehearsal::{ZONE, fill};

use crate::room::{NOW, Room, shows};

/// What is pressed, and so many seconds after the review opened.
const HOUR: [(i64, &str); 26] = [
    (0, "N<enter>"),
    // Sales by name: the first has left, the second came late, the third is heard.
    (40, "Wxjljhwe called all of them<enter><esc>"),
    (
        120,
        "wa partner sent two customers<tab>the price form asks for the time frame<enter>",
    ),
    // The four promises that are open, the oldest first.
    (300, "2g<space>"),
    (420, "gn"),
    (500, "gD"),
    (600, "gc"),
    (
        780,
        "3<right>k<ctrl-u>why three in ten are not accepted<enter>",
    ),
    (1_200, "4a"),
    (1_380, "r4"),
    (1_560, "w12<enter>r2"),
    (1_740, "p"),
    (
        1_920,
        "\"we asked for a price in May<tab><ctrl-u>the buyer<enter>r6",
    ),
    (
        2_100,
        "da working student is never a lead<tab><ctrl-u>2026-12-01<enter>lnr3",
    ),
    (2_280, "a"),
    (2_460, "s"),
    // The skipped lead comes again at the end, after the consent list.
    (2_640, "C<enter>"),
    (2_700, "a"),
    (
        3_000,
        "5istop sending the guide's readers<tab><tab>Sales<enter>++",
    ),
    (
        3_300,
        "tadd the job title to the form<tab><ctrl-u>Joy Adeyemi<tab><ctrl-u>2026-12-04<tab>Accepted<enter>",
    ),
    (3_690, "6gs<enter>a partner's referral counts<enter>"),
    (3_840, "v4<tab>3<tab>2 they have no budget<enter>"),
    (3_960, "gr"),
    (
        4_020,
        "Rtwo reps share them<tab><ctrl-u>Ruth Castellan<enter>",
    ),
    (4_180, "7w9 8 8 7<tab>4 5<enter>n<ctrl-u>2026-12-22<enter>"),
    (4_460, "<enter>"),
];

/// The phases in their order, each with the second it began at; the last ends with the review.
const PHASES: [(Phase, i64); 8] = [
    (Phase::Open, 0),
    (Phase::Promises, 300),
    (Phase::Numbers, 780),
    (Phase::Leads, 1_200),
    (Phase::Lessons, 3_000),
    (Phase::Decide, 3_690),
    (Phase::Close, 4_180),
    (Phase::Close, 4_460),
];

/// What the script said of the leads to discuss, in the order it came to them: result and reason.
const SAID: [(&str, &str); 8] = [
    ("accepted", ""),
    ("not accepted", "no budget"),
    ("not accepted", "wrong person"),
    ("parked", ""),
    ("not accepted", "passed too early"),
    ("not accepted", "no need"),
    ("accepted", ""),
    ("accepted", ""),
];

/// The made-up company, in memory.
fn company() -> Room {
    let mut desk = Desk::new(Ledger::in_memory(ZONE).unwrap(), Clock::Fixed(NOW)).rehearsing();
    fill(&mut desk, 7, NOW).unwrap();
    Room::at(desk, "Hanna Weiss")
}

/// Presses keys so many seconds after the review opened.
fn press(room: &mut Room, seconds: i64, keys: &str) {
    let at = NOW + seconds * 1000;
    room.desk.clock = Clock::Fixed(at);
    for key in script(keys) {
        let effects = update(&mut room.model, Message::Key { key, at });
        room.perform(effects);
    }
}

/// Plays the hour; gives the minutes, and the names of the leads in the order they were talked about.
fn held() -> (Minutes, Vec<String>) {
    let mut room = company();
    let mut talked = Vec::new();
    for (seconds, keys) in HOUR {
        let before = room.model.walk.as_ref().and_then(|walk| {
            let lead = room.model.known.lead(walk.current()?)?;
            (1_200..2_800).contains(&seconds).then(|| lead.label())
        });
        press(&mut room, seconds, keys);
        talked.extend(before.filter(|_| !["s", "C<enter>"].contains(&keys)));
    }
    assert!(room.model.walk.is_none(), "{}", room.screen(120, 36));
    let last = room.desk.ledger.meetings().unwrap().pop().unwrap();
    assert_eq!(last.state, MeetingState::Closed { version: 1 });
    let record = room.desk.record_of(last.opening.id).unwrap();
    let json = canonical(&record.minutes).unwrap();
    assert_eq!(record.digest, Some(digest(&json)));
    (record.minutes, talked)
}

#[test]
fn the_same_hour_gives_the_same_minutes_to_the_byte() {
    let (first, _) = held();
    let (second, _) = held();
    for format in Format::ALL {
        let one = render(&first, format, Some("the same hash")).unwrap();
        let other = render(&second, format, Some("the same hash")).unwrap();
        assert!(one == other, "{format:?}");
    }
}

#[test]
fn what_the_hour_did_stands_in_its_minutes() {
    let (minutes, talked) = held();
    the_room(&minutes);
    the_leads(&minutes, &talked);
    what_was_decided(&minutes);
    let took: Vec<(Phase, i64)> = minutes
        .hour
        .phases
        .iter()
        .map(|row| (row.phase, row.took))
        .collect();
    let expected: Vec<(Phase, i64)> = PHASES
        .windows(2)
        .map(|pair| (pair[0].0, pair[1].1 - pair[0].1))
        .collect();
    assert_eq!(took, expected);
    let planned: u32 = minutes
        .hour
        .phases
        .iter()
        .filter_map(|row| row.planned)
        .sum();
    assert_eq!(planned, 75);
}

fn the_room(minutes: &Minutes) {
    let times: Vec<(&str, i64)> = minutes
        .attendance
        .iter()
        .filter_map(|one| Some((one.name.as_str(), one.at?.timestamp_millis())))
        .collect();
    let forty = NOW + 40_000;
    assert_eq!(times, [("Aisha Rahman", forty), ("Bela Kowalski", forty)]);
    let heard = &minutes.hour.heard;
    assert_eq!(heard.len(), 1);
    assert_eq!(
        (heard[0].who.as_str(), heard[0].text.as_str()),
        ("Clara Moreau", "we called all of them")
    );
    // Sixteen people; one has left but was here, one was heard.
    assert_eq!(minutes.hour.not_heard.len(), 15);
    assert!(minutes.hour.missing.is_empty());
    let glad: Vec<&str> = minutes
        .hour
        .glad
        .iter()
        .map(|glad| glad.text.as_str())
        .collect();
    assert_eq!(
        glad,
        [
            "a partner sent two customers",
            "the price form asks for the time frame"
        ]
    );
    assert_eq!(
        (minutes.ratings.as_slice(), minutes.hour.pulse.as_slice()),
        (&[9, 8, 8, 7][..], &[4, 5][..])
    );
    assert_eq!(minutes.hour.next.unwrap().to_string(), "2026-12-22");
}

fn the_leads(minutes: &Minutes, talked: &[String]) {
    assert_eq!(talked.len(), SAID.len(), "{talked:?}");
    // The skipped lead came again at the end.
    for (label, (result, reason)) in talked.iter().zip(SAID) {
        let row = minutes
            .leads
            .iter()
            .find(|row| row.label() == *label)
            .unwrap();
        // One that was accepted before is returned; one that was parked keeps the word it had.
        let returned = result == "not accepted" && row.before.verdict == "accepted";
        let result = if returned { "returned" } else { result };
        assert_eq!(row.result, result, "{label}");
        if !reason.is_empty() {
            assert_eq!(row.after.reason, reason, "{label}");
        }
    }
    let of = |result: &str| {
        minutes
            .leads
            .iter()
            .filter(|row| row.result == result)
            .count()
    };
    let results: Vec<_> = minutes
        .leads
        .iter()
        .map(|row| (row.label(), row.part, row.result.as_str()))
        .collect();
    // Of the sixteen, one has no answer yet: nothing stands there.
    assert_eq!(of("by consent"), 15, "{results:#?}");
    let wished = minutes
        .leads
        .iter()
        .find(|row| row.label() == talked[2])
        .unwrap();
    assert_eq!(wished.wishes, ["budget", "timing"]);
    let judged = minutes
        .leads
        .iter()
        .find(|row| row.label() == talked[5])
        .unwrap();
    assert_eq!(judged.was_a_lead, Some(Judgement::No));
    assert_eq!(minutes.not_reached.len(), 1);
    assert_eq!(minutes.parked[0].label, talked[3]);
    let quote = &minutes.hour.quotes[0];
    assert_eq!(
        (quote.text.as_str(), quote.who.as_str()),
        ("we asked for a price in May", "the buyer")
    );
    assert_eq!(quote.lead.as_ref().unwrap().label, talked[4]);
}

fn what_was_decided(minutes: &Minutes) {
    use PromiseState::{Done, Dropped, InProgress, NotDone};
    let states: Vec<PromiseState> = minutes.previous.iter().map(|row| row.state).collect();
    assert_eq!(states, [Done, NotDone, Dropped, InProgress]);
    // Of the eighteen promises of the company the fair follow-up is dropped; each team's, by their dates.
    let keeping: Vec<(&str, u64, u64)> = minutes
        .hour
        .keeping
        .iter()
        .map(|row| (row.team.word(), row.kept, row.due))
        .collect();
    assert_eq!(
        keeping,
        [("Sales", 5, 8), ("Marketing", 7, 8), ("other", 1, 1)]
    );
    let texts: Vec<&str> = minutes
        .decisions
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    assert_eq!(
        texts,
        [
            "a working student is never a lead",
            "a partner's referral counts"
        ]
    );
    assert_eq!(minutes.decisions[0].from.unwrap().to_string(), "2026-12-01");
    how_it_was_decided(minutes);
}

fn how_it_was_decided(minutes: &Minutes) {
    let votes = &minutes.decisions[1].votes;
    let stands: Vec<u8> = votes.iter().map(|vote| vote.stands).collect();
    assert_eq!(stands, [4, 3, 2]);
    // The first of Sales has left: the third who votes is the fourth by name.
    assert_eq!(
        (votes[2].who.as_str(), votes[2].dissent.as_str()),
        ("Ines Ferrari", "they have no budget")
    );
    let promise = &minutes.promises[0];
    assert_eq!(
        (
            promise.owner.as_str(),
            promise.due.unwrap().to_string().as_str()
        ),
        ("Joy Adeyemi", "2026-12-04")
    );
    assert!(promise.effect.is_some());
    let idea = &minutes.hour.ideas[0];
    assert_eq!((idea.way.as_str(), idea.dots), ("stop", 2));
    let ruled = minutes
        .hour
        .topics
        .iter()
        .find_map(|topic| topic.ruling.clone())
        .unwrap();
    assert_eq!(
        ruled,
        (
            "two reps share them".to_owned(),
            "Ruth Castellan".to_owned()
        )
    );
    let asked = minutes
        .hour
        .topics
        .iter()
        .find(|topic| topic.text.starts_with("why three"))
        .unwrap();
    assert_eq!(asked.origin, "Accepted, of answers due");
}

#[test]
fn the_wall_says_what_is_left_at_every_minute_of_it() {
    let mut room = company();
    for (seconds, keys, words) in [
        (0, "N<enter>", "5 of 5 min left"),
        (300, "2", "8 of 8 min left"),
        (780, "3", "7 of 7 min left"),
        (1_200, "4", "30 of 30 min left · 8 more to discuss"),
        (2_100, "a", "15 of 30 min left · 7 more to discuss"),
        (3_000, "5", "12 of 12 min left"),
    ] {
        press(&mut room, seconds, keys);
        shows(&room.screen(120, 36), &[words]);
    }
    // At 80 columns minutes and leads still fit beside the phases.
    press(&mut room, 3_060, "45");
    press(&mut room, 3_120, "4");
    let screen = room.screen(80, 24);
    shows(&screen, &["▸4 Leads◂", "0 min · 7"]);
    // A phase that is used up says so there too: Lessons had two of its twelve minutes before.
    press(&mut room, 3_120, "5");
    press(&mut room, 3_120 + 610, "j");
    shows(&room.screen(80, 24), &["▸5 Lessons◂", "time up"]);
}
