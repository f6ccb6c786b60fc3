//! Foreign text made harmless, and text cut to a width. Everything a file or a person wrote passes here before it is drawn.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many marks may be stacked on one letter before it would paint over its neighbours.
const MARKS: usize = 2;

/// A text that can be drawn: no control characters, no direction overrides, no line separators, no invisible
/// characters, no towers of combining marks. Line breaks and tabs become blanks. What is in the ledger stays as it was.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for grapheme in text.graphemes(true) {
        let mut marks = 0;
        for (index, character) in grapheme.chars().enumerate() {
            match character {
                '\n' | '\t' | '\u{2028}' | '\u{2029}' | '\u{85}' => out.push(' '),
                '\r' if grapheme.len() > 1 => {}
                c if c.is_control() => out.push('\u{fffd}'),
                c if invisible(c) => {}
                c if index > 0
                    && UnicodeWidthStr::width(c.encode_utf8(&mut [0; 4]) as &str) == 0 =>
                {
                    marks += 1;
                    if marks <= MARKS {
                        out.push(c);
                    }
                }
                c => out.push(c),
            }
        }
    }
    Cow::Owned(out)
}

/// Characters that turn the direction of a line or cannot be seen.
fn invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// How many columns a text takes.
pub fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// A text of at most `columns` columns, cut with `…` where it is longer.
pub fn fit(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let wide = width(grapheme);
        if used + wide + 1 > columns {
            break;
        }
        used += wide;
        out.push_str(grapheme);
    }
    if columns > 0 {
        out.push('…');
    }
    Cow::Owned(out)
}

/// A text of exactly `columns` columns, blanks on the right.
pub fn pad(text: &str, columns: usize) -> String {
    let text = fit(text, columns);
    let blanks = columns.saturating_sub(width(&text));
    format!("{text}{}", " ".repeat(blanks))
}

/// A text of exactly `columns` columns, blanks on the left.
pub fn pad_left(text: &str, columns: usize) -> String {
    let text = fit(text, columns);
    let blanks = columns.saturating_sub(width(&text));
    format!("{}{text}", " ".repeat(blanks))
}

/// A text broken at blanks into lines of at most `columns` columns; a longer word is broken where it must be.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        // What is tied together by a space that does not break stays together.
        let breaks = |c: char| c.is_whitespace() && c != '\u{a0}';
        for word in paragraph.split(breaks).filter(|word| !word.is_empty()) {
            let mut word = word.replace('\u{a0}', " ");
            let gap = usize::from(!line.is_empty());
            if width(&line) + gap + width(&word) > columns {
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                while width(&word) > columns {
                    let (head, tail) = split_at_width(&word, columns);
                    lines.push(head);
                    word = tail;
                }
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&word);
        }
        lines.push(line);
    }
    lines
}

fn split_at_width(word: &str, columns: usize) -> (String, String) {
    let mut head = String::new();
    let mut rest = word.graphemes(true);
    let mut used = 0;
    let mut tail = String::new();
    for grapheme in rest.by_ref() {
        used += width(grapheme);
        if used > columns && !head.is_empty() {
            tail.push_str(grapheme);
            break;
        }
        head.push_str(grapheme);
    }
    tail.extend(rest);
    (head, tail)
}

/// A number with its thousands apart: `6,251`.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// What stands where a name, an address or a number is hidden.
pub const HIDDEN: &str = "•••";

/// Hides a person's name but for its first letter.
pub fn masked_name(name: &str) -> String {
    clean(name)
        .graphemes(true)
        .next()
        .map_or_else(String::new, |first| format!("{first}{HIDDEN}"))
}

/// Hides whatever in a text looks like an e-mail address or a telephone number.
pub fn masked_text(text: &str) -> String {
    let digits = |word: &str| word.chars().filter(char::is_ascii_digit).count();
    let numeric = |word: &str| {
        word.chars()
            .all(|c| c.is_ascii_digit() || "+-()/.".contains(c))
    };
    let mut out = Vec::new();
    let mut run: Vec<&str> = Vec::new();
    let flush = |run: &mut Vec<&str>, out: &mut Vec<String>| {
        let count: usize = run.iter().map(|word| digits(word)).sum();
        if count >= 7 {
            out.push(HIDDEN.to_owned());
        } else {
            out.extend(run.iter().map(|word| (*word).to_owned()));
        }
        run.clear();
    };
    for word in text.split(' ') {
        if numeric(word) && !word.is_empty() && !is_date(word) {
            run.push(word);
            continue;
        }
        flush(&mut run, &mut out);
        if word.contains('@') {
            out.push(HIDDEN.to_owned());
        } else {
            out.push(word.to_owned());
        }
    }
    flush(&mut run, &mut out);
    out.join(" ")
}

fn is_date(word: &str) -> bool {
    word.len() >= 10
        && word
            .get(..10)
            .is_some_and(|day| day.parse::<chrono::NaiveDate>().is_ok())
}
