//! F10: a clock that runs backwards, the hour that daylight saving skips and the one it tells twice, 1970 and 9999.

use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Tz;
use docket::console::key::script;
use docket::console::keymap::Keymap;
use docket::console::theme::ThemeName;
use docket::console::{Message, Model, Start, begin, update};
use docket::intake::{Options, Source, propose, rows};
use docket::ledger::Ledger;
use docket::review::agreement::calendar::Calendar;
use docket::review::agreement::{AnswerLimit, AnswerLimits, Wait};
use docket::review::entry::{Act, Draft, Seq};
use docket::review::lead::{Field, LeadId};
use docket::review::milestone::{Milestone, date_of};
use docket::review::reason::PickLists;
use docket::review::row::Row;
use docket::seat::clock::Clock;
use docket::seat::desk::Desk;

use super::super::console::render;
use super::super::ledger::{TEN, accept, no_budget};
use super::figure;

const ZONES: [Tz; 4] = [
    Tz::UTC,
    Tz::Europe__Berlin,
    Tz::America__New_York,
    Tz::Pacific__Kiritimati,
];

/// The first instant of 1970 and the last second of 9999; the seconds around both changes of 2026 in Berlin.
const INSTANTS: [i64; 6] = [
    0,
    253_402_300_799_000,
    1_774_745_999_000,
    1_774_746_000_000,
    1_792_886_400_000,
    1_792_890_000_000,
];

/// A seat at a ledger whose clock stands there, with leads delivered the days around.
struct Seat {
    model: Model,
    desk: Desk,
    at: i64,
}

impl Seat {
    fn at(at: i64, zone: Tz) -> Self {
        let mut ledger = Ledger::in_memory(zone).unwrap();
        let say = |act| Draft {
            at,
            who: "Ana".to_owned(),
            meeting: None,
            act,
            seen: None,
        };
        let limit = Act::Setting {
            name: docket::ledger::ANSWER_HOURS.to_owned(),
            value: "8".to_owned(),
        };
        ledger.record(&[say(limit)]).unwrap();
        for days in -2..=2 {
            let day = date_of(at.div_euclid(1000), zone);
            let added = Act::Added {
                lead: LeadId(0),
                texts: vec![(Field::Company, format!("Company {}", days + 3))],
                qualified: day.checked_add_signed(TimeDelta::days(days)),
            };
            ledger.record(&[say(added)]).unwrap();
        }
        ledger.record(&[say(accept(LeadId(1)))]).unwrap();
        ledger.record(&[say(no_budget(LeadId(2)))]).unwrap();
        let mut seat = Self {
            model: Model::new(Start {
                me: "Ana".to_owned(),
                mine: false,
                keymap: Keymap::defaults().unwrap(),
                theme: Some(ThemeName::NoColour),
                mouse: true,
                size: (120, 36),
                at,
            }),
            desk: Desk::new(ledger, Clock::Fixed(at)),
            at,
        };
        let first = begin(&mut seat.model);
        seat.perform(first);
        seat
    }

    fn perform(&mut self, effects: Vec<docket::console::Effect>) {
        let mut queue: std::collections::VecDeque<_> = effects.into();
        while let Some(effect) = queue.pop_front() {
            for message in self.desk.perform(effect) {
                queue.extend(update(&mut self.model, message));
            }
        }
    }

    /// Presses keys, the clock moving by `step` milliseconds before each.
    fn keys(&mut self, keys: &str, step: i64) -> String {
        for key in script(keys) {
            self.at += step;
            let effects = update(&mut self.model, Message::Key { key, at: self.at });
            self.perform(effects);
        }
        render(&self.model, 80, 24) + &render(&self.model, 120, 36)
    }
}

/// A number of days or hours that is less than none.
fn negative(screen: &str) -> Option<&str> {
    let words = screen.split([' ', '│', '\n']);
    let less = |word: &&str| {
        let digits = word.strip_prefix(['-', '−']);
        digits.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    words.into_iter().find(less)
}

const SCREENS: [&str; 22] = [
    "1",
    "2",
    "<enter>",
    "<esc>3",
    "x",
    "<esc>4",
    "5",
    "6",
    "7",
    "D",
    "<esc>N",
    "<enter>",
    "a",
    "r4",
    "U",
    "<enter>",
    "<esc><esc>2",
    "3",
    "5",
    "6",
    "7",
    "m",
];

#[test]
fn f10_every_screen_stands_at_the_ends_of_time_and_where_the_hour_jumps() {
    let mut screens = 0;
    for zone in ZONES {
        for at in INSTANTS {
            let mut seat = Seat::at(at, zone);
            for keys in SCREENS {
                let screen = seat.keys(keys, 1);
                assert_eq!(negative(&screen), None, "{zone} {at} {keys}\n{screen}");
                screens += 1;
            }
            assert_eq!(seat.desk.ledger.check().unwrap(), [], "{zone} {at}");
        }
    }
    figure(&format!(
        "F10: {screens} screens in 1970, in 9999 and around both changes of the hour, in {} zones: 0 panics, no time below 0",
        ZONES.len()
    ));
}

#[test]
fn f10_a_clock_that_runs_backwards_leaves_the_order_of_the_journal() {
    let mut seat = Seat::at(TEN, Tz::Europe__Berlin);
    // An hour back before every key: each verdict is told earlier than the one before it.
    let screen = seat.keys("N<enter>ar4<enter>aU", -3_600_000);
    assert_eq!(negative(&screen), None, "{screen}");
    let entries = seat.desk.ledger.entries_after(Seq(0)).unwrap();
    let seqs: Vec<i64> = entries.iter().map(|entry| entry.seq.0).collect();
    let counted: Vec<i64> = (1..).take(seqs.len()).collect();
    assert_eq!(seqs, counted, "by number, whatever the clock says");
    assert!(entries.windows(2).any(|two| two[1].at < two[0].at));
    let last = entries
        .iter()
        .rev()
        .find(|entry| entry.act.kind() == "verdict");
    let last = last.unwrap().act.lead().unwrap();
    let stood = |seat: &Seat| seat.desk.ledger.lead(last).unwrap().unwrap().said.verdict;
    let told = stood(&seat);
    seat.keys("<esc>u", -3_600_000);
    assert_ne!(stood(&seat), told, "undo takes back the last by number");
    assert_eq!(seat.desk.ledger.check().unwrap(), []);
}

#[test]
fn f10_no_answer_is_late_before_it_was_asked_for() {
    for zone in ZONES {
        let limits = AnswerLimits {
            limits: vec![AnswerLimit {
                hours: 8,
                since: i64::MIN / 4,
            }],
            ..AnswerLimits::none(Calendar::usual(zone))
        };
        for at in INSTANTS {
            let now = at / 1000;
            for delivered in [now, now + 60, now + 40 * 86_400] {
                let wait = limits.wait(Some(Milestone::Instant(delivered)), now);
                assert!(
                    matches!(wait, Wait::InTime { due, .. } if due >= delivered),
                    "{zone} {at}: {wait:?}"
                );
            }
        }
    }
}

#[test]
fn f10_an_hour_that_is_not_there_or_is_there_twice_is_read() {
    let lists: PickLists = toml::from_str(include_str!("../../../assets/reasons.toml")).unwrap();
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let list = "Lead ID,Create Date\nL1,2026-03-29 02:30:00\nL2,2026-10-25 02:30:00\n\
                L3,1970-01-01 00:00:00\nL4,9999-12-31 23:59:59\n";
    let source = Source::of_bytes("list.csv", list.as_bytes());
    let options = Options::new(Tz::Europe__Berlin, lists, today);
    let (proposal, columns) = propose(std::slice::from_ref(&source), &options);
    let columns = columns[0]
        .as_ref()
        .unwrap_or_else(|| panic!("{:?}", proposal.files[0].refused));
    let created: Vec<i64> = rows(&source, columns)
        .unwrap()
        .filter_map(|row| match row {
            Ok((_, Row::Lead(lead))) => Some(lead.filed.created.at()?.start(Tz::Europe__Berlin)),
            _ => None,
        })
        .collect();
    // 02:30 on 29 Mar is between 01:00 and 01:30 UTC; on 25 Oct it is 00:30 UTC or 01:30 UTC.
    let (gap, fold) = (1_774_746_000, 1_792_888_200);
    assert!((gap..=gap + 1_800).contains(&created[0]), "{created:?}");
    assert!([fold, fold + 3_600].contains(&created[1]), "{created:?}");
    assert_eq!(created.len(), 4);
    assert!(
        created[2] < created[0] && created[1] < created[3],
        "{created:?}"
    );
}
