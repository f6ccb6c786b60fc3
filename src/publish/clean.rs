//! What a lead's text may not do to the paper or the terminal it lands on: the ledger keeps the bytes, publishing cleans.

/// Combining marks that may stand on one character; more are a tower that paints over other lines.
const MOST_MARKS: usize = 4;

/// The text on one line: line ends and tabs become spaces, control and direction characters a visible mark.
#[must_use]
pub fn line(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut marks = 0;
    for character in text.chars() {
        if is_mark(character) {
            marks += 1;
            if marks <= MOST_MARKS {
                clean.push(character);
            }
            continue;
        }
        marks = 0;
        match character {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' | '\u{85}' => {
                if !clean.ends_with(' ') {
                    clean.push(' ');
                }
            }
            _ if is_hostile(character) => clean.push('\u{FFFD}'),
            _ => clean.push(character),
        }
    }
    clean.truncate(clean.trim_end().len());
    clean
}

/// The text line by line, each made harmless; blank lines at the end are dropped.
#[must_use]
pub fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text
        .replace("\r\n", "\n")
        .split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'])
        .map(line)
        .collect();
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    lines
}

/// JSON as it was written, with the characters that could steer a terminal as `\\u` escapes: the same document.
/// They can stand nowhere but in its strings.
#[must_use]
pub fn json(written: &str) -> String {
    let mut clean = String::with_capacity(written.len());
    for character in written.chars() {
        let line_end = matches!(character, '\u{2028}' | '\u{2029}');
        if character == '\n' || !(line_end || is_hostile(character)) {
            clean.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            clean.push_str("\\u");
            for shift in [12, 8, 4, 0] {
                clean.extend(char::from_digit(u32::from((*unit >> shift) & 15), 16));
            }
        }
    }
    clean
}

/// Control characters, direction overrides, invisible characters and tags.
fn is_hostile(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{AD}' | '\u{61C}' | '\u{180E}'
            | '\u{200B}' | '\u{200E}' | '\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}')
}

fn is_mark(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36F}'
        | '\u{483}'..='\u{489}'
        | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}'
        | '\u{FE20}'..='\u{FE2F}')
}
