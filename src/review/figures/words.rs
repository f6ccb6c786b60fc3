//! How figures are written out: one way on every screen, in the minutes and in the pop-up.

use rust_decimal::Decimal;

use super::kpi::{Spans, Suspects};
use crate::review::money::Money;

/// What stands where there is nothing to show: never 0.
pub const NOTHING: &str = "—";

/// The label of a date of creation that stands for the hand-over date no file had: beside every figure.
pub const CREATED_STANDS: &str = "The date of creation stands for the date of delivery.";
/// The same where there is little room.
pub const CREATED_STANDS_SHORT: &str = "created stands for delivered";

/// "2,410".
#[must_use]
pub fn count(number: u64) -> String {
    grouped(&number.to_string())
}

/// "1 lead", "188 leads".
#[must_use]
pub fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

/// "210 names from lists do not pass the criteria and are no leads: 3 accepted, 2 opportunities, 1 won"; nothing where
/// there are none.
#[must_use]
pub fn suspects(suspects: Suspects) -> Option<String> {
    let names = counted(suspects.names, "name from a list", "names from lists");
    let does = if suspects.names == 1 {
        "does not pass the criteria and is no lead"
    } else {
        "do not pass the criteria and are no leads"
    };
    let became = [
        (suspects.accepted, "accepted"),
        (suspects.opportunities, "with an opportunity"),
        (suspects.won, "won"),
    ];
    let became = became.into_iter().filter(|(leads, _)| *leads > 0);
    let became: Vec<String> = became
        .map(|(leads, what)| format!("{} {what}", count(leads)))
        .collect();
    let told = if became.is_empty() {
        String::new()
    } else {
        format!("; all the same {}", became.join(", "))
    };
    (suspects.names > 0).then(|| format!("{names} {does}{told}"))
}

/// "67.2 %", or a dash.
#[must_use]
pub fn percent(share: Option<f64>) -> String {
    share.map_or_else(
        || NOTHING.to_owned(),
        |share| format!("{:.1} %", share * 100.0),
    )
}

/// "18 %": no decimals, where the figure is of few or of money.
#[must_use]
pub fn whole_percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// "+25 %", "−80 %": how far above or below.
#[must_use]
pub fn signed_percent(share: f64) -> String {
    let whole = (share * 100.0).round();
    let sign = match whole {
        whole if whole < 0.0 => "−",
        whole if whole > 0.0 => "+",
        _ => "",
    };
    format!("{sign}{} %", whole.abs())
}

/// "19 days", "3.5 days", or a dash.
#[must_use]
pub fn days(days: Option<f64>) -> String {
    let Some(days) = days else {
        return NOTHING.to_owned();
    };
    let text = format!("{days:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    let unit = if text == "1" { "day" } else { "days" };
    format!("{text} {unit}")
}

/// The median in words.
#[must_use]
pub fn median(spans: &Spans) -> String {
    days(spans.median_days())
}

/// "1,140,000 EUR"; cents only where there are any.
#[must_use]
pub fn money(money: &Money) -> String {
    let code = money.currency.code();
    let amount = decimal(money.amount);
    if code.is_empty() {
        amount
    } else {
        format!("{amount} {code}")
    }
}

/// Several currencies stand side by side; nothing won is a dash.
#[must_use]
pub fn revenues(revenues: &[Money]) -> String {
    if revenues.is_empty() {
        return NOTHING.to_owned();
    }
    revenues.iter().map(money).collect::<Vec<_>>().join(" + ")
}

/// A bar of text, 1 to 8 eighths of a line high; what is outside is drawn as the nearest.
#[must_use]
pub fn eighths(high: usize) -> char {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let place = high.clamp(1, BARS.len()) - 1;
    BARS.get(place).copied().unwrap_or('█')
}

fn decimal(amount: Decimal) -> String {
    let cents = amount.round_dp(2);
    let text = if cents.fract().is_zero() {
        cents.trunc().to_string()
    } else {
        format!("{cents:.2}")
    };
    grouped(&text)
}

fn grouped(text: &str) -> String {
    let (sign, text) = text
        .strip_prefix('-')
        .map_or(("", text), |rest| ("-", rest));
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut grouped = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}
