//! Dates as people type them and as the screens write them.

use chrono::{Datelike, Days, NaiveDate, Timelike, Weekday};
use chrono_tz::Tz;

use crate::review::milestone::{Milestone, utc};

/// Reads a date: `2026-11-26`, `26.11.`, `26.11.2026`, `26 Nov`, `26 nov 2026`, `today`, `tomorrow`, `fri`, `+3` (days).
/// A date without a year is the next one from `today` on.
///
/// # Errors
/// In words, where it is none of these.
pub fn read(text: &str, today: NaiveDate) -> Result<Option<NaiveDate>, String> {
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return Ok(None);
    }
    let day = relative(&text, today)
        .or_else(|| text.parse().ok())
        .or_else(|| written(&text, today))
        .filter(|day: &NaiveDate| (1970..=9999).contains(&day.year()));
    day.map(Some).ok_or_else(|| {
        format!("\"{text}\" is no date: write 2026-11-26, 26.11., 26 Nov, fri or +3")
    })
}

fn relative(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    match text {
        "today" => return Some(today),
        "tomorrow" => return today.succ_opt(),
        _ => {}
    }
    if let Some(days) = text.strip_prefix('+') {
        return today.checked_add_days(Days::new(days.trim().parse::<u16>().ok()?.into()));
    }
    let weekday: Weekday = text.parse().ok()?;
    today
        .iter_days()
        .skip(1)
        .take(7)
        .find(|day| day.weekday() == weekday)
}

fn written(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let parts: Vec<&str> = text
        .split(['.', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let day: u32 = parts.first()?.parse().ok()?;
    let month = parts.get(1)?;
    let month = month.parse::<u32>().ok().or_else(|| {
        month
            .parse::<chrono::Month>()
            .ok()
            .map(|month| month.number_from_month())
    })?;
    if let Some(year) = parts.get(2) {
        let year: i32 = year.parse().ok()?;
        let year = if year < 100 { year + 2000 } else { year };
        return NaiveDate::from_ymd_opt(year, month, day);
    }
    let this_year = NaiveDate::from_ymd_opt(today.year(), month, day);
    match this_year {
        Some(date) if date >= today => Some(date),
        _ => NaiveDate::from_ymd_opt(today.year() + 1, month, day),
    }
}

/// The working day `days` working days (Monday to Friday) after `today`.
pub fn working_days_after(today: NaiveDate, days: usize) -> NaiveDate {
    today
        .iter_days()
        .skip(1)
        .filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
        .nth(days.saturating_sub(1))
        .unwrap_or(today)
}

/// The local date of an instant in milliseconds.
pub fn local(at: i64, zone: Tz) -> NaiveDate {
    crate::review::milestone::date_of(at.div_euclid(1000), zone)
}

/// `9 Oct`, with the year where it is not this one: `9 Oct 2025`.
pub fn short(day: NaiveDate, today: NaiveDate) -> String {
    let month = MONTHS[day.month0() as usize % 12];
    if day.year() == today.year() {
        format!("{} {month}", day.day())
    } else {
        format!("{} {month} {}", day.day(), day.year())
    }
}

/// `Thu 26 Nov`.
pub fn with_weekday(day: NaiveDate, today: NaiveDate) -> String {
    format!("{} {}", day.weekday(), short(day, today))
}

/// `Tue 24 Nov 2026`.
pub fn long(day: NaiveDate) -> String {
    let month = MONTHS[day.month0() as usize % 12];
    format!("{} {} {month} {}", day.weekday(), day.day(), day.year())
}

/// `10:31`.
pub fn clock(at: i64, zone: Tz) -> String {
    let wall = utc(at.div_euclid(1000)).with_timezone(&zone);
    format!("{:02}:{:02}", wall.hour(), wall.minute())
}

/// `9 Oct`, or `9 Oct 10:31` where the source wrote the time.
pub fn moment(at: Milestone, zone: Tz, today: NaiveDate) -> String {
    match at {
        Milestone::Day(day) => short(day, today),
        Milestone::Instant(seconds) => format!(
            "{} {}",
            short(at.date(zone), today),
            clock(seconds.saturating_mul(1000), zone)
        ),
    }
}

/// A month's short name, counted from 0: `Nov`.
pub fn month(month0: u32) -> &'static str {
    MONTHS[month0 as usize % 12]
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
