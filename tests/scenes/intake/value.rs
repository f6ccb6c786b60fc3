//! Traps 1 and 2: dates, amounts, yes and no.

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;
use docket::intake::value::date::{Hint, hint, milestone};
use docket::intake::value::money::{Style, amount};
use docket::intake::value::truth;
use docket::review::milestone::Milestone;
use docket::review::proposal::DateOrder::{self, Dmy, Mdy, Ymd};

#[expect(clippy::unnecessary_wraps, reason = "beside None in the tables")]
fn day(text: &str) -> Option<Milestone> {
    Some(Milestone::Day(text.parse::<NaiveDate>().unwrap()))
}

#[expect(clippy::unnecessary_wraps, reason = "beside None in the tables")]
fn at(text: &str) -> Option<Milestone> {
    Some(Milestone::Instant(
        DateTime::parse_from_rfc3339(text).unwrap().timestamp(),
    ))
}

#[test]
fn dates_of_every_form_are_read() {
    let rows: [(&str, DateOrder, Option<Milestone>); 36] = [
        ("2018-02-01", Ymd, day("2018-02-01")),
        ("2018-02-26 19:58:54", Ymd, at("2018-02-26T19:58:54Z")),
        ("01-02-2018", Dmy, day("2018-02-01")),
        ("01-02-2018", Mdy, day("2018-01-02")),
        ("2/1/2018", Mdy, day("2018-02-01")),
        ("20210105", Ymd, day("2021-01-05")),
        ("1/18/2021 0:00", Mdy, at("2021-01-18T00:00:00Z")),
        ("1/23/2023 12:00 AM", Mdy, at("2023-01-23T00:00:00Z")),
        ("1/23/2023 12:05 PM", Mdy, at("2023-01-23T12:05:00Z")),
        ("1/23/2023 11:59:59 pm", Mdy, at("2023-01-23T23:59:59Z")),
        ("15 Apr, 2021 00:03:00", Ymd, at("2021-04-15T00:03:00Z")),
        ("Apr 15, 2021", Ymd, day("2021-04-15")),
        (
            "Thu, 15 April 2021 10:00 +0200",
            Ymd,
            at("2021-04-15T08:00:00Z"),
        ),
        ("15-Apr-21", Ymd, day("2021-04-15")),
        ("15. Oktober 2021", Ymd, day("2021-10-15")),
        (
            "2024-01-22T20:36:47.000+0000",
            Ymd,
            at("2024-01-22T20:36:47Z"),
        ),
        ("2024-01-22T20:36:47+05:30", Ymd, at("2024-01-22T15:06:47Z")),
        ("2024-01-22T20:36:47Z", Ymd, at("2024-01-22T20:36:47Z")),
        ("2024-01-22 20:36", Ymd, at("2024-01-22T20:36:00Z")),
        ("44562", Ymd, day("2022-01-01")),
        ("44562.5", Ymd, at("2022-01-01T12:00:00Z")),
        ("5/19/2006 0:00:00", Mdy, at("2006-05-19T00:00:00Z")),
        ("31.12.2020", Dmy, day("2020-12-31")),
        ("2021/3/4", Dmy, day("2021-03-04")),
        ("3/4/21", Dmy, day("2021-04-03")),
        (" 2018-02-01 ", Ymd, day("2018-02-01")),
        ("2025-13-45 99:99", Ymd, None),
        ("2025-02-30", Ymd, None),
        ("13/13/2020", Dmy, None),
        ("yesterday", Ymd, None),
        ("12", Ymd, None),
        ("99999999999999999999", Ymd, None),
        ("0000-00-00", Ymd, None),
        ("2018-02-01 25:00", Ymd, None),
        ("2018-02-01 tomorrow", Ymd, None),
        ("1/23/2023 13:00 PM", Mdy, None),
    ];
    for (text, order, expected) in rows {
        assert_eq!(
            milestone(text, order, Tz::UTC),
            expected,
            "{text} {order:?}"
        );
    }
}

#[test]
fn wall_clock_times_are_read_in_the_zone_through_gaps_and_folds() {
    let zone = Tz::Europe__Berlin;
    for (text, expected) in [
        ("2026-01-15 09:00", "2026-01-15T08:00:00Z"),
        // 02:30 does not exist that night: the clock goes on at 03:00.
        ("2026-03-29 02:30", "2026-03-29T01:00:00Z"),
        // 02:30 comes twice that night: the earlier.
        ("2026-10-25 02:30", "2026-10-25T00:30:00Z"),
        ("2026-01-15T09:00:00Z", "2026-01-15T09:00:00Z"),
    ] {
        assert_eq!(milestone(text, Ymd, zone), at(expected), "{text}");
    }
}

#[test]
fn only_a_field_above_twelve_tells_day_from_month() {
    for (text, expected) in [
        ("13/02/2020", Some(Hint::Only(Dmy))),
        ("02/13/2020", Some(Hint::Only(Mdy))),
        ("02/03/2020", Some(Hint::Either)),
        ("03/03/2020", Some(Hint::Indifferent)),
        ("2020-02-03", Some(Hint::Only(Ymd))),
        ("44562", Some(Hint::Indifferent)),
        ("13/13/2020", None),
        ("soon", None),
    ] {
        assert_eq!(hint(text), expected, "{text}");
    }
}

#[test]
fn amounts_are_exact_and_keep_their_currency() {
    for (text, column, number, currency) in [
        ("1054", Style::Unsettled, "1054", ""),
        ("0.0", Style::Unsettled, "0.0", ""),
        ("$22,700.00", Style::Unsettled, "22700.00", "USD"),
        ("$54,805.00 ", Style::Unsettled, "54805.00", "USD"),
        ("$1,117.10K", Style::Unsettled, "1117100.00", "USD"),
        ("$5.70K", Style::Unsettled, "5700.00", "USD"),
        ("146536,25", Style::Unsettled, "146536.25", ""),
        ("50.000", Style::Unsettled, "50000", ""),
        ("50.000", Style::Point, "50.000", ""),
        ("R$ 100.000", Style::Unsettled, "100000", "BRL"),
        ("1,054", Style::Unsettled, "1054", ""),
        ("1,054", Style::Comma, "1.054", ""),
        ("1.234.567,89 €", Style::Unsettled, "1234567.89", "EUR"),
        ("EUR 1 234,50", Style::Unsettled, "1234.50", "EUR"),
        ("1'234.50 CHF", Style::Unsettled, "1234.50", "CHF"),
        (
            "9007199254740993.01",
            Style::Unsettled,
            "9007199254740993.01",
            "",
        ),
        ("4294967296", Style::Unsettled, "4294967296", ""),
        ("1.429999948", Style::Unsettled, "1.429999948", ""),
        ("0.125", Style::Unsettled, "0.125", ""),
        ("(250.00)", Style::Unsettled, "-250.00", ""),
        ("-$3", Style::Unsettled, "-3", "USD"),
        ("1.2E+05", Style::Unsettled, "120000", ""),
    ] {
        let (read, named) = amount(text, column).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(read, number.parse().unwrap(), "{text}");
        assert_eq!(
            named.map(|c| c.code().to_owned()).unwrap_or_default(),
            currency,
            "{text}"
        );
    }
    for text in [
        "",
        "12O0.5x",
        "abc",
        "$",
        "1.2.3,4,5",
        "--5",
        "NaN",
        "1e999",
        "12 apples",
        &"9".repeat(60),
    ] {
        assert_eq!(amount(text, Style::Unsettled), None, "{text}");
    }
}

#[test]
fn yes_and_no_are_read_as_crms_write_them() {
    for (text, expected) in [
        ("Yes", Some(true)),
        ("TRUE", Some(true)),
        ("1", Some(true)),
        ("", Some(false)),
        ("0", Some(false)),
        ("No", Some(false)),
        ("false", Some(false)),
        ("maybe", None),
    ] {
        assert_eq!(truth(text), expected, "{text}");
    }
}
