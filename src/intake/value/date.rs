//! Dates of every form that CRMs write. The order of day and month comes from the whole column, never from a cell.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

use crate::review::milestone::Milestone;
use crate::review::proposal::DateOrder;

/// What one cell tells about the order of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// Only this order makes a date of it.
    Only(DateOrder),
    /// Day and month could change places.
    Either,
    /// The same date in every order: a serial, a month by name, day and month alike.
    Indifferent,
}

/// A date as its cell spells it, before the order is known.
enum Spelled {
    Fixed(NaiveDate, DateOrder),
    /// A number of days since 1899-12-30, as spreadsheets count, with the seconds of its fraction.
    Serial(NaiveDate, Option<u32>),
    /// Two small numbers and a year.
    Open(u32, u32, i32),
    /// Three numbers of two digits: the year comes first only under `ymd`.
    Short(u32, u32, u32),
}

/// What the cell tells about the order of its column; `None` where it is no date in any order.
#[must_use]
pub fn hint(text: &str) -> Option<Hint> {
    let (spelled, _) = spell(text.trim())?;
    match spelled {
        Spelled::Fixed(_, DateOrder::Ymd) => Some(Hint::Only(DateOrder::Ymd)),
        Spelled::Fixed(..) | Spelled::Serial(..) => Some(Hint::Indifferent),
        Spelled::Open(first, second, year) => either(
            NaiveDate::from_ymd_opt(year, second, first).is_some(),
            NaiveDate::from_ymd_opt(year, first, second).is_some(),
            first == second,
        ),
        Spelled::Short(first, second, third) => {
            let year = century(third);
            either(
                NaiveDate::from_ymd_opt(year, second, first).is_some(),
                NaiveDate::from_ymd_opt(year, first, second).is_some(),
                first == second,
            )
        }
    }
}

fn either(day_first: bool, month_first: bool, alike: bool) -> Option<Hint> {
    match (day_first, month_first) {
        (true, true) if alike => Some(Hint::Indifferent),
        (true, true) => Some(Hint::Either),
        (true, false) => Some(Hint::Only(DateOrder::Dmy)),
        (false, true) => Some(Hint::Only(DateOrder::Mdy)),
        (false, false) => None,
    }
}

/// Reads a cell under its column's order: a day where it has no time, else an instant, its wall-clock time read
/// in `zone` unless the cell names an offset. A time that a daylight-saving change skipped is the first after
/// it; of two that it repeated, the earlier.
#[must_use]
pub fn milestone(text: &str, order: DateOrder, zone: Tz) -> Option<Milestone> {
    if let Some((day, time)) = usual(text.as_bytes()) {
        return Some(time.map_or(Milestone::Day(day), |time| local(day.and_time(time), zone)));
    }
    let (spelled, rest) = spell(text.trim())?;
    let day = match spelled {
        Spelled::Fixed(day, _) | Spelled::Serial(day, None) => day,
        Spelled::Serial(day, Some(seconds)) => {
            let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)?;
            return Some(local(day.and_time(time), zone));
        }
        Spelled::Open(first, second, year) => match order {
            DateOrder::Mdy => NaiveDate::from_ymd_opt(year, first, second)?,
            DateOrder::Dmy | DateOrder::Ymd => NaiveDate::from_ymd_opt(year, second, first)?,
        },
        Spelled::Short(first, second, third) => match order {
            DateOrder::Mdy => NaiveDate::from_ymd_opt(century(third), first, second)?,
            DateOrder::Dmy => NaiveDate::from_ymd_opt(century(third), second, first)?,
            DateOrder::Ymd => NaiveDate::from_ymd_opt(century(first), second, third)?,
        },
    };
    let rest = rest.trim_start_matches([' ', ',', 'T', 't', '\u{a0}', '\u{202f}']);
    if rest.is_empty() {
        return Some(Milestone::Day(day));
    }
    let (time, rest) = clock(rest)?;
    let wall = day.and_time(time);
    match offset(rest)? {
        None => Some(local(wall, zone)),
        Some(east) => Some(Milestone::Instant(
            wall.and_utc().timestamp() - i64::from(east),
        )),
    }
}

/// The form nearly every cell has, `2018-02-26` with or without ` 19:58` or ` 19:58:54`: read without searching.
fn usual(bytes: &[u8]) -> Option<(NaiveDate, Option<NaiveTime>)> {
    let two = |at: usize| {
        let (tens, ones) = (
            bytes[at].wrapping_sub(b'0'),
            bytes[at + 1].wrapping_sub(b'0'),
        );
        (tens < 10 && ones < 10).then(|| u32::from(tens) * 10 + u32::from(ones))
    };
    if !matches!(bytes.len(), 10 | 16 | 19) || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let day = day(two(0)? * 100 + two(2)?, two(5)?, two(8)?)?;
    if bytes.len() == 10 {
        return Some((day, None));
    }
    if !matches!(bytes[10], b' ' | b'T') || bytes[13] != b':' {
        return None;
    }
    let second = match bytes.get(16) {
        None => 0,
        Some(b':') => two(17)?,
        Some(_) => return None,
    };
    let time = NaiveTime::from_hms_opt(two(11)?, two(14)?, second)?;
    Some((day, Some(time)))
}

fn local(wall: NaiveDateTime, zone: Tz) -> Milestone {
    if zone == Tz::UTC {
        return Milestone::Instant(wall.and_utc().timestamp());
    }
    let instant = (0..=16).find_map(|quarter| {
        let later = wall.checked_add_signed(TimeDelta::minutes(quarter * 15))?;
        zone.from_local_datetime(&later).earliest()
    });
    Milestone::Instant(
        instant.map_or_else(|| wall.and_utc().timestamp(), |instant| instant.timestamp()),
    )
}

/// The date at the front of the text, and what follows it.
fn spell(text: &str) -> Option<(Spelled, &str)> {
    let bytes = text.as_bytes();
    if text.len() > 64 || !text.is_ascii() && text.chars().count() > 48 {
        return None;
    }
    match bytes.first()? {
        b'0'..=b'9' => {}
        byte if byte.is_ascii_alphabetic() || *byte >= 0x80 => return named(text),
        _ => return None,
    }
    let (first, digits, rest) = digits(text)?;
    if digits == 8 && (rest.is_empty() || rest.starts_with([' ', 'T'])) {
        let day = day(first / 10_000, first / 100 % 100, first % 100)?;
        return Some((Spelled::Fixed(day, DateOrder::Ymd), rest));
    }
    let Some(separator) = rest.bytes().next() else {
        return serial(text);
    };
    if digits == 5 && separator == b'.' {
        return serial(text);
    }
    if !matches!(separator, b'-' | b'/' | b'.')
        || !rest[1..].starts_with(|c: char| c.is_ascii_digit())
    {
        return named(text);
    }
    numeric(first, digits, separator, &rest[1..])
}

/// Three numbers with one separator between them.
fn numeric(first: u32, length: usize, separator: u8, rest: &str) -> Option<(Spelled, &str)> {
    let (second, second_length, rest) = digits(rest)?;
    let rest = rest.strip_prefix(char::from(separator))?;
    let (third, third_length, rest) = digits(rest)?;
    match (length, second_length, third_length) {
        (4, 1..=2, 1..=2) => Some((
            Spelled::Fixed(day(first, second, third)?, DateOrder::Ymd),
            rest,
        )),
        (1..=2, 1..=2, 4) => Some((
            Spelled::Open(
                first,
                second,
                i32::try_from(third).ok().filter(|year| *year > 0)?,
            ),
            rest,
        )),
        (1..=2, 1..=2, 2) => Some((Spelled::Short(first, second, third), rest)),
        _ => None,
    }
}

/// A date with its month by name: `15 Apr, 2021`, `Apr 15, 2021`, `15-Apr-21`, `Thu, 15 April 2021`.
fn named(text: &str) -> Option<(Spelled, &str)> {
    let mut rest = text;
    let (mut numbers, mut month, mut month_at) = ([(0, 0); 2], None, 0);
    let mut found = 0;
    while found < 2 || month.is_none() {
        rest = rest.trim_start_matches([' ', ',', '.', '-', '/', '\u{a0}']);
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            let (number, length, after) = digits(rest)?;
            *numbers.get_mut(found)? = (number, length);
            found += 1;
            rest = ["st", "nd", "rd", "th"]
                .iter()
                .find_map(|ending| after.strip_prefix(ending))
                .unwrap_or(after);
        } else {
            let end = rest
                .find(|c: char| !c.is_alphabetic())
                .unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            match month_of(word) {
                Some(named) if month.is_none() => {
                    (month, month_at) = (Some(named), found);
                }
                _ if is_weekday(word) && found == 0 && month.is_none() => {}
                _ => return None,
            }
            rest = after;
        }
    }
    let [(first, first_length), (second, second_length)] = numbers;
    let (year, day_number) = if first_length == 4 {
        (first, second)
    } else if second_length == 4 {
        (second, first)
    } else if second_length == 2 {
        (u32::try_from(century(second)).ok()?, first)
    } else {
        return None;
    };
    let order = match (first_length, month_at) {
        (4, _) => DateOrder::Ymd,
        (_, 0) => DateOrder::Mdy,
        _ => DateOrder::Dmy,
    };
    Some((Spelled::Fixed(day(year, month?, day_number)?, order), rest))
}

fn month_of(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    const OTHERS: [(&str, u32); 12] = [
        ("januar", 1),
        ("februar", 2),
        ("märz", 3),
        ("mär", 3),
        ("mrz", 3),
        ("mai", 5),
        ("juni", 6),
        ("juli", 7),
        ("oktober", 10),
        ("okt", 10),
        ("dezember", 12),
        ("dez", 12),
    ];
    let word = word.to_lowercase();
    if word.len() < 3 {
        return None;
    }
    let english = MONTHS
        .iter()
        .position(|month| {
            *month == word || word == month[..3] || word == "sept" && *month == "september"
        })
        .and_then(|place| u32::try_from(place + 1).ok());
    english.or_else(|| {
        OTHERS
            .iter()
            .find_map(|(name, number)| (*name == word).then_some(*number))
    })
}

fn is_weekday(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
    .iter()
    .any(|day| word.len() >= 3 && day.starts_with(&word))
}

/// A spreadsheet's serial, 1954 to 2119: five digits, the time of day as a fraction.
fn serial(text: &str) -> Option<(Spelled, &str)> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let (days, length, rest) = digits(whole)?;
    if length != 5 || !rest.is_empty() || !(20_000..=80_000).contains(&days) {
        return None;
    }
    let day = NaiveDate::from_ymd_opt(1899, 12, 30)?
        .checked_add_days(chrono::Days::new(u64::from(days)))?;
    if fraction.is_empty() {
        return Some((Spelled::Serial(day, None), ""));
    }
    if fraction.len() > 18 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let scale = 10_u128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let part: u128 = fraction.parse().ok()?;
    let seconds = u32::try_from((part * 86_400 + scale / 2) / scale).ok()?;
    Some((Spelled::Serial(day, Some(seconds.min(86_399))), ""))
}

/// The time of day at the front of the text, and what follows it.
fn clock(text: &str) -> Option<(NaiveTime, &str)> {
    let (mut hour, _, rest) = digits(text)?;
    let rest = rest.strip_prefix(':')?;
    let (minute, _, mut rest) = digits(rest)?;
    let mut second = 0;
    if let Some(after) = rest.strip_prefix(':') {
        (second, _, rest) = digits(after)?;
        if let Some(fraction) = rest.strip_prefix(['.', ',']) {
            rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
        }
    }
    let after = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let half = after
        .get(..2)
        .filter(|half| half.eq_ignore_ascii_case("am") || half.eq_ignore_ascii_case("pm"));
    if let Some(half) = half {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12
            + if half.eq_ignore_ascii_case("pm") {
                12
            } else {
                0
            };
        rest = &after[2..];
    }
    Some((NaiveTime::from_hms_opt(hour, minute, second.min(59))?, rest))
}

/// The offset from UTC that the text names, in seconds to the east: `Some(None)` where it is empty.
#[expect(clippy::option_option, reason = "unreadable and absent are two things")]
fn offset(text: &str) -> Option<Option<i32>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    if ["z", "utc", "gmt"]
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word))
    {
        return Some(Some(0));
    }
    let (sign, rest) = match text.as_bytes()[0] {
        b'+' => (1, &text[1..]),
        b'-' => (-1, &text[1..]),
        _ => return None,
    };
    let (number, length, rest) = digits(rest)?;
    let (hours, minutes, rest) = match (length, rest.strip_prefix(':')) {
        (1..=2, Some(after)) => {
            let (minutes, _, rest) = digits(after)?;
            (number, minutes, rest)
        }
        (1..=2, None) => (number, 0, rest),
        (4, None) => (number / 100, number % 100, rest),
        _ => return None,
    };
    if hours > 18 || minutes > 59 || !rest.is_empty() {
        return None;
    }
    Some(Some(
        sign * i32::try_from(hours * 3600 + minutes * 60).ok()?,
    ))
}

fn day(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(year)
        .ok()
        .filter(|year| (1..=9999).contains(year))?;
    NaiveDate::from_ymd_opt(year, month, day)
}

/// The year of two digits: up to 69 in this century, as spreadsheets read it from 1970 on.
fn century(short: u32) -> i32 {
    let short = i32::try_from(short % 100).unwrap_or_default();
    if short < 70 {
        2000 + short
    } else {
        1900 + short
    }
}

/// The number at the front of the text, how many digits it has (at most nine), and what follows it.
fn digits(text: &str) -> Option<(u32, usize, &str)> {
    let bytes = text.as_bytes();
    let mut number = 0_u32;
    let mut length = 0;
    while let Some(byte) = bytes.get(length).filter(|byte| byte.is_ascii_digit()) {
        if length == 9 {
            return None;
        }
        number = number * 10 + u32::from(byte - b'0');
        length += 1;
    }
    (length > 0).then(|| (number, length, &text[length..]))
}
