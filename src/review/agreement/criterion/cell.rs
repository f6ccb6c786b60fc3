//! One value of a lead as a test sees it: its words in lower case, and the number or the day they tell.

use chrono::{Datelike, NaiveDate};

/// A number, or a band of numbers as CRMs write sizes: `51-200`, `1000+`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    pub low: f64,
    pub high: f64,
}

impl Span {
    /// One number.
    #[must_use]
    pub fn point(number: f64) -> Self {
        Self {
            low: number,
            high: number,
        }
    }
}

/// A value, ready to be compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Lower case, single blanks.
    pub text: Box<str>,
    pub span: Option<Span>,
    /// Days since the beginning of our era.
    pub day: Option<i32>,
}

impl Cell {
    /// Reads a value as files and people write it.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut lower = String::with_capacity(text.len());
        for word in text.split_whitespace() {
            if !lower.is_empty() {
                lower.push(' ');
            }
            lower.extend(word.chars().flat_map(char::to_lowercase));
        }
        let day = day(&lower);
        Self {
            span: if day.is_some() { None } else { span(&lower) },
            day,
            text: lower.into_boxed_str(),
        }
    }

    /// Nothing is filled in.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// The same words, the same number, or the same of yes and no.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        let number = |cell: &Self| cell.span.filter(|span| span.low >= span.high);
        self.text == other.text
            || number(self).is_some_and(|number_here| number(other) == Some(number_here))
            || yes_or_no(&self.text).is_some_and(|answer| yes_or_no(&other.text) == Some(answer))
    }

    /// Whether a pattern in lower case fits: whole where it has a `*` or `?`, else anywhere in the text as whole words.
    #[must_use]
    pub fn matches(&self, pattern: &str) -> bool {
        if pattern.contains(['*', '?']) {
            return fits(self.text.as_bytes(), pattern.as_bytes());
        }
        let at_edge = |character: Option<char>| !character.is_some_and(char::is_alphanumeric);
        self.text.match_indices(pattern).any(|(at, found)| {
            at_edge(self.text[..at].chars().next_back())
                && at_edge(self.text[at + found.len()..].chars().next())
        })
    }
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text {
        "yes" | "true" | "y" => Some(true),
        "no" | "false" | "n" => Some(false),
        _ => None,
    }
}

/// Wildcards, without going back further than the last star: the time is that of text times pattern.
fn fits(text: &[u8], pattern: &[u8]) -> bool {
    let (mut at, mut from) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while at < text.len() {
        match pattern.get(from) {
            Some(b'*') => {
                star = Some((from, at));
                from += 1;
            }
            Some(b'?') => {
                at += character(text, at);
                from += 1;
            }
            Some(byte) if *byte == text[at] => {
                at += 1;
                from += 1;
            }
            _ => match star {
                Some((place, taken)) => {
                    star = Some((place, taken + 1));
                    at = taken + 1;
                    from = place + 1;
                }
                None => return false,
            },
        }
    }
    pattern[from.min(pattern.len())..]
        .iter()
        .all(|byte| *byte == b'*')
}

/// How many bytes the letter there takes.
fn character(text: &[u8], at: usize) -> usize {
    let more = text[at + 1..]
        .iter()
        .take_while(|byte| **byte & 0xC0 == 0x80);
    1 + more.count()
}

/// `2026-10-05`, also with a time behind it.
fn day(text: &str) -> Option<i32> {
    let head = text.get(..10)?;
    if !text[10..].is_empty() && !text[10..].starts_with(['t', ' ']) {
        return None;
    }
    let bytes = head.as_bytes();
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let day = NaiveDate::parse_from_str(head, "%Y-%m-%d").ok()?;
    Some(day.num_days_from_ce())
}

/// `240`, `1,000`, `37.5 %`, `51-200`, `1000+`, `<50`.
fn span(text: &str) -> Option<Span> {
    let first = text.chars().next()?;
    if !first.is_ascii_digit() && !matches!(first, '-' | '+' | '.' | '<' | '>') {
        return None;
    }
    if let Some(number) = number(text) {
        return Some(Span::point(number));
    }
    if let Some(low) = text.strip_suffix('+').or_else(|| text.strip_prefix('>')) {
        let low = number(low.trim_start_matches('='))?;
        return Some(Span {
            low,
            high: f64::INFINITY,
        });
    }
    if let Some(high) = text.strip_prefix('<') {
        let high = number(high.trim_start_matches('='))?;
        return Some(Span { low: 0.0, high });
    }
    [" - ", "–", " to ", "-"].iter().find_map(|between| {
        let (low, high) = text.split_once(between)?;
        let (low, high) = (number(low)?, number(high)?);
        (low <= high).then_some(Span { low, high })
    })
}

/// A number as people write it: commas only where they part thousands.
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let text = text.strip_suffix('%').map_or(text, str::trim_end);
    let digits = text.trim_start_matches(['-', '+']);
    if !digits.starts_with(|first: char| first.is_ascii_digit() || first == '.')
        || !digits
            .chars()
            .all(|one| one.is_ascii_digit() || matches!(one, '.' | ','))
    {
        return None;
    }
    if !digits.contains(',') {
        return text.parse().ok();
    }
    let whole = digits.split('.').next().unwrap_or(digits);
    let mut groups = whole.split(',');
    let lead = groups.next()?.len();
    if !(1..=3).contains(&lead) || !groups.all(|group| group.len() == 3) {
        return None;
    }
    text.replace(',', "").parse().ok()
}
