//! Amounts as people and ad tools write them: exact decimals, with the currency they name.

use rust_decimal::Decimal;

use crate::review::money::Currency;

/// Which mark stands before the decimals, as the whole column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// Nothing in the column settles it, or cells contradict each other: a mark before exactly three digits
    /// groups thousands, any other is the decimal mark.
    #[default]
    Unsettled,
    Point,
    Comma,
}

/// What one cell tells about its column's style.
#[must_use]
pub fn style(text: &str) -> Style {
    let marks: Vec<(usize, u8)> = text
        .bytes()
        .enumerate()
        .filter(|(_, byte)| matches!(byte, b'.' | b','))
        .collect();
    let of = |mark: u8| {
        if mark == b'.' {
            Style::Point
        } else {
            Style::Comma
        }
    };
    let other = |mark: u8| {
        if mark == b'.' {
            Style::Comma
        } else {
            Style::Point
        }
    };
    let Some(&(last, mark)) = marks.last() else {
        return Style::Unsettled;
    };
    if marks.iter().any(|(_, seen)| *seen != mark) {
        return of(mark);
    }
    if marks.len() > 1 {
        return other(mark);
    }
    let after = text.as_bytes()[last + 1..]
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let before = text.as_bytes()[..last]
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let zero = before == 1 && text.as_bytes()[last - 1] == b'0';
    if after == 3 && (1..=3).contains(&before) && !zero {
        Style::Unsettled
    } else {
        of(mark)
    }
}

impl Style {
    /// The style of a column in which cells of both styles were seen.
    #[must_use]
    pub fn and(self, seen: (u64, u64)) -> Self {
        match seen {
            (0, 0) => self,
            (_, 0) => Self::Point,
            (0, _) => Self::Comma,
            _ => Self::Unsettled,
        }
    }
}

/// Reads an amount and the currency that stands beside it, if any: `$1,117.10K`, `R$ 100.000`, `146536,25`,
/// `(250.00)`. `None` where it is no number, or too large to be kept exactly.
#[must_use]
pub fn amount(text: &str, column: Style) -> Option<(Decimal, Option<Currency>)> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if text.is_empty() || text.len() > 64 {
        return None;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() < 19 {
        return Some((Decimal::from(text.parse::<i64>().ok()?), None));
    }
    let (text, minus) = match text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'))
    {
        Some(inner) => (inner, true),
        None => (text, false),
    };
    let (text, sign) = signed(text);
    let (text, front) = currency_in_front(text);
    let (text, inner_sign) = if sign { (text, false) } else { signed(text) };
    let (text, back) = currency_behind(text);
    let (text, factor) = scale(text);
    let plain = plain(text.trim(), column)?;
    let number = if plain.contains(['e', 'E']) {
        Decimal::from_scientific(&plain).ok()?
    } else {
        Decimal::from_str_exact(&plain).ok()?
    };
    let number = number.checked_mul(Decimal::from(factor))?;
    let negative = minus || sign || inner_sign;
    Some((if negative { -number } else { number }, front.or(back)))
}

fn signed(text: &str) -> (&str, bool) {
    let text = text.trim_start();
    match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (rest.trim_start(), true),
        None => (text.strip_prefix('+').unwrap_or(text), false),
    }
}

const SIGNS: [(&str, &str); 14] = [
    ("R$", "BRL"),
    ("US$", "USD"),
    ("A$", "AUD"),
    ("C$", "CAD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("S$", "SGD"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₹", "INR"),
    ("¥", "JPY"),
    ("zł", "PLN"),
    ("₽", "RUB"),
];

fn currency_in_front(text: &str) -> (&str, Option<Currency>) {
    let text = text.trim_start();
    for (sign, code) in SIGNS {
        if let Some(rest) = text.strip_prefix(sign) {
            return (rest.trim_start(), Currency::parse(code));
        }
    }
    if let Some((code, rest)) = text.split_at_checked(3)
        && let Some(currency) = Currency::parse(code)
    {
        return (rest.trim_start(), Some(currency));
    }
    (text, None)
}

fn currency_behind(text: &str) -> (&str, Option<Currency>) {
    let text = text.trim_end();
    for (sign, code) in SIGNS {
        if let Some(rest) = text.strip_suffix(sign) {
            return (rest.trim_end(), Currency::parse(code));
        }
    }
    if let Some((rest, code)) = text
        .len()
        .checked_sub(3)
        .and_then(|at| text.split_at_checked(at))
        && rest.ends_with(|c: char| c.is_ascii_digit() || c.is_whitespace())
        && let Some(currency) = Currency::parse(code)
        && !["mio", "mrd", "bio"]
            .iter()
            .any(|word| word.eq_ignore_ascii_case(code))
    {
        return (rest.trim_end(), Some(currency));
    }
    (text, None)
}

/// Thousands, millions and billions written as a letter or a word behind the number.
fn scale(text: &str) -> (&str, i64) {
    const SCALES: [(&str, i64); 8] = [
        ("mrd", 1_000_000_000),
        ("mio", 1_000_000),
        ("bn", 1_000_000_000),
        ("mm", 1_000_000),
        ("tsd", 1000),
        ("k", 1000),
        ("m", 1_000_000),
        ("b", 1_000_000_000),
    ];
    let text = text.trim_end();
    for (word, factor) in SCALES {
        if let Some((rest, end)) = text
            .len()
            .checked_sub(word.len())
            .and_then(|at| text.split_at_checked(at))
            && end.eq_ignore_ascii_case(word)
        {
            return (rest.trim_end(), factor);
        }
    }
    (text, 1)
}

/// Digits with a point before the decimals, or `None` where the text is no number.
fn plain(text: &str, column: Style) -> Option<String> {
    let own = style(text);
    let decimal = match (own, column) {
        (Style::Point, _) | (Style::Unsettled, Style::Point) => Some('.'),
        (Style::Comma, _) | (Style::Unsettled, Style::Comma) => Some(','),
        (Style::Unsettled, Style::Unsettled) => None,
    };
    let mut plain = String::with_capacity(text.len());
    let mut digits = 0;
    let mut point = false;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '0'..='9' => {
                digits += 1;
                plain.push(c);
            }
            _ if Some(c) == decimal && !point => {
                point = true;
                plain.push('.');
            }
            '.' | ',' if point => return None,
            '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' if digits > 0 => {}
            'e' | 'E' if digits > 0 => {
                plain.push('e');
                let exponent = chars.as_str();
                let number: i32 = exponent.parse().ok()?;
                (-28..=28).contains(&number).then_some(())?;
                plain.push_str(exponent.strip_prefix('+').unwrap_or(exponent));
                return Some(plain);
            }
            _ => return None,
        }
    }
    (digits > 0).then_some(plain)
}
