//! The minutes as a calendar (RFC 5545): each open promise with a date as a whole day and a task, and the next review.

use chrono::NaiveDate;

use super::parts;
use crate::publish::clean;
use crate::review::minutes::{Minutes, PromiseRow};

/// A line holds at most so many octets before it is folded.
const LONGEST: usize = 75;

/// Promises with due dates, and the next review, as one calendar. No alarm, no attendee, no address: nothing is sent.
pub(super) fn calendar(minutes: &Minutes) -> String {
    let mut out = Calendar::default();
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line("PRODID:-//Docket//Lead review//EN");
    out.line("CALSCALE:GREGORIAN");
    let stamp = minutes.appendix.as_of.format("%Y%m%dT%H%M%SZ").to_string();
    let open = |row: &&PromiseRow| row.is_open();
    let promises = minutes.promises.iter().chain(&minutes.previous);
    for (place, row) in promises.filter(open).enumerate() {
        let Some(due) = row.due else { continue };
        let what = format!("{}: {}", parts::owner(row), row.text);
        let uid = format!("promise-{}-{}", minutes.number, place + 1);
        let lead = row.lead.as_ref().map(|lead| lead.label.clone());
        out.event(&uid, &stamp, due, &what, lead.as_deref());
    }
    if let Some(next) = minutes.hour.next {
        let uid = format!("review-after-{}", minutes.number);
        let what = format!("Next review after {}", parts::title(minutes));
        out.event(&uid, &stamp, next, &what, None);
    }
    out.line("END:VCALENDAR");
    out.text
}

#[derive(Default)]
struct Calendar {
    text: String,
}

impl Calendar {
    /// A whole day.
    fn event(&mut self, uid: &str, stamp: &str, day: NaiveDate, what: &str, about: Option<&str>) {
        let next = day.succ_opt().unwrap_or(day);
        self.line("BEGIN:VEVENT");
        self.line(&format!("UID:{uid}@docket.invalid"));
        self.line(&format!("DTSTAMP:{stamp}"));
        self.line(&format!("DTSTART;VALUE=DATE:{}", day.format("%Y%m%d")));
        self.line(&format!("DTEND;VALUE=DATE:{}", next.format("%Y%m%d")));
        self.line("TRANSP:TRANSPARENT");
        self.line(&format!("SUMMARY:{}", escaped(what)));
        if let Some(about) = about {
            self.line(&format!("DESCRIPTION:{}", escaped(about)));
        }
        self.line("END:VEVENT");
    }

    /// A content line, folded where it is too long, between characters.
    fn line(&mut self, line: &str) {
        let mut length = 0;
        for character in line.chars() {
            let octets = character.len_utf8();
            if length + octets > LONGEST {
                self.text.push_str("\r\n ");
                length = 1;
            }
            self.text.push(character);
            length += octets;
        }
        self.text.push_str("\r\n");
    }
}

/// A text value: what has a meaning of its own is escaped, control characters are gone.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for character in clean::line(text).chars() {
        match character {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(character);
            }
            character => out.push(character),
        }
    }
    out
}
