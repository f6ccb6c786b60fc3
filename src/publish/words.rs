//! Dates, times, shares and amounts as people read them on paper.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::review::money::Money;

/// What stands where nothing was counted.
pub const NOTHING: &str = "—";

/// `Tue 24 Nov 2026`.
#[must_use]
pub fn long_day(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

/// `24 Nov 2026`.
#[must_use]
pub fn day(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// `10:31`, on the wall of the review's zone.
#[must_use]
pub fn clock(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%H:%M").to_string()
}

/// `24 Nov 2026 10:31`, on the wall of the review's zone.
#[must_use]
pub fn moment(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone)
        .format("%-d %b %Y %H:%M")
        .to_string()
}

/// `67.2 %`, or a dash where nothing was counted.
#[must_use]
pub fn share(value: Option<f64>) -> String {
    value.map_or_else(
        || NOTHING.to_owned(),
        |value| format!("{:.1} %", value * 100.0),
    )
}

/// `19.0 days`, or a dash.
#[must_use]
pub fn days(value: Option<f64>) -> String {
    value.map_or_else(|| NOTHING.to_owned(), |value| format!("{value:.1} days"))
}

/// `40,000 EUR`: thousands apart, the decimals the source wrote.
#[must_use]
pub fn money(money: Money) -> String {
    let text = money.amount.to_string();
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let decimals = if decimals.chars().all(|digit| digit == '0') {
        String::new()
    } else {
        format!(".{decimals}")
    };
    let code = money.currency.code();
    let gap = if code.is_empty() { "" } else { " " };
    format!("{sign}{grouped}{decimals}{gap}{code}")
}

/// Amounts of several currencies, or a dash.
#[must_use]
pub fn moneys(amounts: &[Money]) -> String {
    if amounts.is_empty() {
        return NOTHING.to_owned();
    }
    let words: Vec<String> = amounts.iter().copied().map(money).collect();
    words.join(" + ")
}

/// `1 lead`, `2 leads`.
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
