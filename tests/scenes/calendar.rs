//! The calendar, read by a parser that is none of ours: what went in comes out, whatever was typed.

use docket::publish::minutes::{Format, render};
use docket::review::meeting::PromiseState;
use docket::review::minutes::Minutes;
use ical::parser::Component;
use ical::parser::ical::component::{IcalCalendar, IcalEvent};

use crate::minutes::{day, gathered};

fn read(text: &str) -> IcalCalendar {
    let calendars: Vec<IcalCalendar> = ical::IcalParser::new(text.as_bytes())
        .map(Result::unwrap)
        .collect();
    assert_eq!(calendars.len(), 1, "{text}");
    calendars.into_iter().next().unwrap()
}

fn value<'event>(event: &'event IcalEvent, name: &str) -> &'event str {
    let property = event.get_property(name);
    let property = property.unwrap_or_else(|| panic!("no {name}: {event:?}"));
    property.value.as_deref().unwrap_or_default()
}

/// A text value as RFC 5545, 3.3.11 writes it, read back.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        match character {
            '\\' => out.extend(rest.next()),
            character => out.push(character),
        }
    }
    out
}

/// What somebody may type into a promise.
const HOSTILE: [&str; 4] = [
    "call Müller & Söhne, then; write \\n and \\, again",
    "BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VALARM\u{1b}[31m",
    "😀 a text that is longer than the seventy-five octets one line may hold, with ümläuts and \u{202e}more",
    "=HYPERLINK(\"http://x\") <b>bold</b> [link](http://x)",
];

/// Minutes with those promises, one that is done, one without a date, and a next review.
fn full() -> Minutes {
    let mut minutes = Minutes::of(&gathered());
    let template = minutes.promises[0].clone();
    minutes.promises = HOSTILE
        .iter()
        .map(|text| {
            let mut row = template.clone();
            (*text).clone_into(&mut row.text);
            row
        })
        .collect();
    let mut done = template.clone();
    done.state = PromiseState::Done;
    let mut undated = template;
    undated.due = None;
    minutes.promises.extend([done, undated]);
    minutes.hour.next = Some(day("2026-12-22"));
    minutes
}

#[test]
fn every_open_promise_with_a_date_and_the_next_review_are_whole_days() {
    let minutes = full();
    let text = render(&minutes, Format::Ics, None).unwrap();
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    let calendar = read(&text);
    // Four of this review, one of an earlier one, the next review; no alarm, nobody invited.
    assert_eq!(calendar.events.len(), 6, "{text}");
    assert!(calendar.events.iter().all(|event| event.alarms.is_empty()));
    assert!(
        calendar
            .events
            .iter()
            .all(|event| event.get_property("ATTENDEE").is_none())
    );
    let uids: std::collections::BTreeSet<&str> = calendar
        .events
        .iter()
        .map(|event| value(event, "UID"))
        .collect();
    assert_eq!(uids.len(), 6, "each has an id of its own");
    for (event, text) in calendar.events.iter().zip(HOSTILE) {
        let summary = plain(value(event, "SUMMARY"));
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
        let kept = words.iter().filter(|word| word.len() > 3);
        let kept = kept.filter(|word| **word != "31m");
        assert!(
            kept.clone().all(|word| summary.contains(*word)),
            "{summary}"
        );
        assert!(summary.starts_with("M. Okafor: "), "{summary}");
        assert!(!summary.chars().any(char::is_control), "{summary:?}");
        assert_eq!(value(event, "DTSTART"), "20261201");
        assert_eq!(value(event, "DTEND"), "20261202");
    }
    let next = calendar.events.last().unwrap();
    assert_eq!(value(next, "DTSTART"), "20261222");
    assert_eq!(
        plain(value(&calendar.events[0], "SUMMARY")),
        format!("M. Okafor: {}", HOSTILE[0])
    );
}
