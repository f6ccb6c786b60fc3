//! Clauses in words: what is measured, against what, in which hours; and limits read as people write them.

use super::{Clause, Clock, Measure, Scope, WorkingHours};
use crate::review::figures::words::counted;

const HOUR: u32 = 60;
const DAY: u32 = 24 * HOUR;
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// How many minutes a day of that clock has.
fn day_of(clock: Clock, hours: &WorkingHours) -> u32 {
    match clock {
        Clock::Business => hours.day(),
        Clock::Calendar => DAY,
    }
}

/// "2 working days", "4 working hours", "24 hours", "30 minutes".
#[must_use]
pub fn limit_words(minutes: u32, clock: Clock, hours: &WorkingHours) -> String {
    let working = match clock {
        Clock::Business => "working ",
        Clock::Calendar => "",
    };
    let (number, one) = in_units(minutes, clock, hours);
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {working}{one}{s}")
}

/// "2 days", "4 h", "30 min": where there is little room.
#[must_use]
pub fn short_limit(minutes: u32, clock: Clock, hours: &WorkingHours) -> String {
    match in_units(minutes, clock, hours) {
        (1, "day") => "1 day".to_owned(),
        (number, "day") => format!("{number} days"),
        (number, "hour") => format!("{number} h"),
        (number, _) => format!("{number} min"),
    }
}

/// The largest unit that leaves no rest; a day of 24 hours is said in hours up to two of them.
fn in_units(minutes: u32, clock: Clock, hours: &WorkingHours) -> (u32, &'static str) {
    let day = day_of(clock, hours);
    let whole = |unit: u32| unit > 0 && minutes > 0 && minutes.is_multiple_of(unit);
    if whole(day) && (clock == Clock::Business || minutes > DAY) {
        (minutes / day, "day")
    } else if whole(HOUR) {
        (minutes / HOUR, "hour")
    } else {
        (minutes, "minute")
    }
}

/// A limit as people write it: "1 day", "4 h", "90 min", "2". A bare number is hours; a day is a working day on the
/// working clock.
///
/// # Errors
/// In words that say what to write.
pub fn read_limit(text: &str, clock: Clock, hours: &WorkingHours) -> Result<u32, String> {
    let say = "write a time such as 30 min, 4 h or 2 days";
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return Err(format!("how long: {say}"));
    }
    if text.starts_with('-') || text.starts_with('−') {
        return Err(format!("a limit cannot be negative: {say}"));
    }
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let number: u32 = number
        .parse()
        .map_err(|_| format!("\"{text}\" is no time: {say}"))?;
    let unit = match unit.trim() {
        "m" | "min" | "mins" | "minute" | "minutes" => 1,
        "" | "h" | "hr" | "hrs" | "hour" | "hours" | "working hour" | "working hours" => HOUR,
        "d" | "day" | "days" | "working day" | "working days" => day_of(clock, hours),
        _ => return Err(format!("\"{text}\" is no time: {say}")),
    };
    match number.checked_mul(unit) {
        Some(0) => Err("a limit of 0 can never be met: write at least 1 min".to_owned()),
        // Longer than ten years is a slip of the finger, and runs out of any calendar.
        Some(minutes) if minutes <= 3_650 * DAY => Ok(minutes),
        _ => Err("that is longer than ten years: write a shorter limit".to_owned()),
    }
}

impl WorkingHours {
    /// "Mon–Fri 09:00–17:00, 2 holidays".
    #[must_use]
    pub fn words(&self) -> String {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for (day, works) in self.days.iter().enumerate() {
            match runs.last_mut() {
                Some((_, last)) if *works && *last + 1 == day => *last = day,
                _ if *works => runs.push((day, day)),
                _ => {}
            }
        }
        let days: Vec<String> = runs
            .into_iter()
            .map(|(first, last)| match last - first {
                0 => DAYS[first].to_owned(),
                1 => format!("{} {}", DAYS[first], DAYS[last]),
                _ => format!("{}–{}", DAYS[first], DAYS[last]),
            })
            .collect();
        let time = |minutes: u32| format!("{:02}:{:02}", minutes / HOUR, minutes % HOUR);
        let mut words = format!(
            "{} {}–{}",
            if days.is_empty() {
                "no day".to_owned()
            } else {
                days.join(" ")
            },
            time(self.opens),
            time(self.closes)
        );
        if !self.holidays.is_empty() {
            let holidays = counted(self.holidays.len() as u64, "holiday", "holidays");
            words = format!("{words}, {holidays}");
        }
        words
    }
}

impl Measure {
    /// What is asked for in a word or two, beside the clause's name.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Delivered { .. } => "deliveries",
            Self::PassesMustHaves => "must-haves",
            Self::FieldsFilled { .. } => "fields",
            Self::HandedOver { .. } => "delivered in time",
            Self::FirstTouch { .. } => "first touch",
            Self::Verdict { .. } => "answer",
            Self::Tries { .. } => "tries",
            Self::ReasonGiven => "reason",
            Self::Updated { .. } => "CRM up to date",
        }
    }

    /// The kind in a few words, for a list to pick from.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Delivered { .. } => "leads delivered",
            Self::PassesMustHaves => "passes every must-have",
            Self::FieldsFilled { .. } => "fields filled",
            Self::HandedOver { .. } => "delivered in time",
            Self::FirstTouch { .. } => "first touch in time",
            Self::Verdict { .. } => "answer in time",
            Self::Tries { .. } => "tries before \"could not reach\"",
            Self::ReasonGiven => "a reason on each not accepted",
            Self::Updated { .. } => "CRM kept up to date",
        }
    }

    /// One of each kind, with a limit to begin from, in the order of the list.
    #[must_use]
    pub fn kinds() -> [Self; 9] {
        [
            Self::Delivered {
                leads: 60,
                days: 30,
            },
            Self::PassesMustHaves,
            Self::FieldsFilled {
                fields: vec!["company".to_owned(), "email".to_owned()],
            },
            Self::HandedOver {
                minutes: 8 * HOUR,
                how: String::new(),
            },
            Self::FirstTouch { minutes: 8 * HOUR },
            Self::Verdict { minutes: 16 * HOUR },
            Self::Tries { tries: 4, days: 10 },
            Self::ReasonGiven,
            Self::Updated { minutes: 80 * HOUR },
        ]
    }
}

impl Scope {
    /// The leads a share is taken of.
    #[must_use]
    pub fn leads(self) -> &'static str {
        match self {
            Self::All => "all leads",
            Self::Qualified => "delivered leads",
        }
    }
}

impl Clause {
    /// What is measured, against what: "first touch within 1 working day of delivery, on 90 % of delivered leads".
    #[must_use]
    pub fn asks(&self, hours: &WorkingHours) -> String {
        let limit = |minutes: &u32| limit_words(*minutes, self.clock, hours);
        let trigger = match self.scope {
            Scope::All => "the inquiry",
            Scope::Qualified => "delivery",
        };
        let what = match &self.measure {
            Measure::Delivered { leads, days } => {
                let leads = counted(u64::from(*leads), "lead", "leads");
                return match days {
                    1 => format!("{leads} a day, in {} % of the days", self.target),
                    days => format!("{leads} every {days} days, in {} % of them", self.target),
                };
            }
            Measure::PassesMustHaves => "every must-have of the definition in force".to_owned(),
            Measure::FieldsFilled { fields } => format!("{} filled", fields.join(", ")),
            Measure::HandedOver { minutes, how } if how.trim().is_empty() => {
                format!("delivered within {} of the inquiry", limit(minutes))
            }
            Measure::HandedOver { minutes, how } => {
                format!(
                    "delivered within {} of the inquiry, {}",
                    limit(minutes),
                    how.trim()
                )
            }
            Measure::FirstTouch { minutes } => {
                format!("first touch within {} of {trigger}", limit(minutes))
            }
            Measure::Verdict { minutes } => {
                format!("answer within {} of {trigger}", limit(minutes))
            }
            Measure::Tries { tries, days } => {
                let tries = counted(u64::from(*tries), "try", "tries");
                let days = counted(u64::from(*days), "day", "days");
                return format!(
                    "{tries} over {days} before \"could not reach\", on {} % of them",
                    self.target
                );
            }
            Measure::ReasonGiven => {
                return format!("a reason on {} % of leads not accepted", self.target);
            }
            Measure::Updated { minutes } => {
                return format!(
                    "no more than {} without a sign in the CRM, on {} % of accepted leads",
                    limit(minutes),
                    self.target
                );
            }
        };
        format!("{what}, on {} % of {}", self.target, self.scope.leads())
    }
}
