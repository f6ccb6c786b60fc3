//! One cell's value: a date, an amount, a yes or no. `None` is "unreadable"; nothing here panics on any text.

pub mod date;
pub mod money;

use rust_decimal::Decimal;

/// Reads a yes or no as CRMs write it. A blank cell is no (Salesforce writes `1` or nothing); words that are
/// neither are `None`.
#[must_use]
pub fn truth(text: &str) -> Option<bool> {
    const YES: [&str; 7] = ["yes", "true", "1", "y", "t", "x", "ja"];
    const NO: [&str; 6] = ["", "no", "false", "0", "n", "f"];
    let text = text.trim();
    let is = |word: &str| text.eq_ignore_ascii_case(word);
    if YES.iter().any(|word| is(word)) {
        Some(true)
    } else if NO.iter().any(|word| is(word)) || text.eq_ignore_ascii_case("nein") {
        Some(false)
    } else {
        None
    }
}

/// Reads a plain number such as hours or a count.
#[must_use]
pub fn number(text: &str) -> Option<Decimal> {
    money::amount(text, money::Style::default()).map(|(number, _)| number)
}
