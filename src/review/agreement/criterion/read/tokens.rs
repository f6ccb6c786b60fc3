//! A test's words, signs and quotes.

use crate::review::agreement::criterion::Fault;

/// One piece of a test.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Word(String),
    Quoted(String),
    Sign(&'static str),
    Open,
    Close,
    Comma,
}

impl Token {
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Word(word) => word.clone(),
            Self::Quoted(text) => format!("\"{text}\""),
            Self::Sign(sign) => (*sign).to_owned(),
            Self::Open => "(".to_owned(),
            Self::Close => ")".to_owned(),
            Self::Comma => ",".to_owned(),
        }
    }
}

/// The pieces, and how far they are read.
pub(super) struct Tokens {
    all: Vec<(usize, Token)>,
    next: usize,
    /// Where the text ends, in characters.
    end: usize,
}

/// Two characters before one: `<=` before `<`.
const SIGNS: [(&str, &str); 12] = [
    ("<=", "<="),
    (">=", ">="),
    ("!=", "!="),
    ("<>", "!="),
    ("==", "="),
    ("=<", "<="),
    ("=>", ">="),
    ("≤", "<="),
    ("≥", ">="),
    ("≠", "!="),
    ("<", "<"),
    (">", ">"),
];

pub(super) fn is_word(word: &str, wanted: &str) -> bool {
    word.eq_ignore_ascii_case(wanted)
}

impl Tokens {
    pub(super) fn of(text: &str) -> Result<Self, Fault> {
        let mut tokens: Vec<(usize, Token)> = Vec::new();
        let (mut rest, mut at) = (text, 0);
        while let Some(first) = rest.chars().next() {
            let (token, read) = match first {
                _ if first.is_whitespace() => {
                    rest = &rest[first.len_utf8()..];
                    at += 1;
                    continue;
                }
                '(' => (Token::Open, 1),
                ')' => (Token::Close, 1),
                ',' | ';' => (Token::Comma, 1),
                '"' | '“' | '”' | '[' => quoted(rest, first, at)?,
                _ => {
                    if let Some((sign, written)) = sign(rest) {
                        (Token::Sign(sign), written.len())
                    } else {
                        let after_sign = matches!(tokens.last(), Some((_, Token::Sign(_))));
                        let word = word(rest, after_sign);
                        (Token::Word(word.to_owned()), word.len())
                    }
                }
            };
            tokens.push((at, token));
            at += rest[..read].chars().count();
            rest = &rest[read..];
        }
        Ok(Self {
            all: tokens,
            next: 0,
            end: at,
        })
    }

    pub(super) fn peek(&self) -> Option<(usize, &Token)> {
        self.all.get(self.next).map(|(at, token)| (*at, token))
    }

    pub(super) fn at(&self) -> usize {
        self.peek().map_or(self.end, |(at, _)| at)
    }

    pub(super) fn skip(&mut self) {
        self.next += 1;
    }

    /// The last piece again, with another text: what stands behind `..`.
    pub(super) fn put_back(&mut self, text: String) {
        self.next = self.next.saturating_sub(1);
        if let Some((_, token)) = self.all.get_mut(self.next) {
            *token = Token::Quoted(text);
        }
    }

    pub(super) fn take(&mut self, token: &Token) -> bool {
        let is_next = self.peek().is_some_and(|(_, next)| next == token);
        self.next += usize::from(is_next);
        is_next
    }

    /// The next word in lower case, left where it is.
    pub(super) fn word(&self) -> Option<String> {
        match self.peek() {
            Some((_, Token::Word(word))) => Some(word.to_lowercase()),
            _ => None,
        }
    }

    pub(super) fn next_is_word(&self, wanted: &str) -> bool {
        self.word_after(0, wanted)
    }

    pub(super) fn take_word(&mut self, wanted: &str) -> bool {
        let taken = self.next_is_word(wanted);
        self.next += usize::from(taken);
        taken
    }

    pub(super) fn take_words(&mut self, wanted: &[&str]) -> bool {
        let all = wanted
            .iter()
            .enumerate()
            .all(|(more, word)| self.word_after(more, word));
        if all {
            self.next += wanted.len();
        }
        all
    }

    fn word_after(&self, more: usize, wanted: &str) -> bool {
        matches!(self.all.get(self.next + more), Some((_, Token::Word(word))) if is_word(word, wanted))
    }

    pub(super) fn second_opens(&self) -> bool {
        matches!(self.all.get(self.next + 1), Some((_, Token::Open)))
    }

    /// The piece after the next one is a comparison, so that the next one is a field.
    pub(super) fn second_compares(&self) -> bool {
        matches!(self.all.get(self.next + 1), Some((_, Token::Sign(_))))
    }

    /// Whether what follows the next word makes it part of a comparison rather than a value.
    pub(super) fn second_belongs(&self, word: &str) -> bool {
        match self.all.get(self.next + 1) {
            Some((_, Token::Word(next))) if word == "at" => {
                is_word(next, "least") || is_word(next, "most")
            }
            Some((_, Token::Word(next))) => !is_word(next, "and") && !is_word(next, "or"),
            Some((_, Token::Quoted(_))) => true,
            Some((_, Token::Open)) => word == "in",
            _ => false,
        }
    }

    /// Whether a field and a comparison follow the comma.
    pub(super) fn condition_after_comma(&self) -> bool {
        let mut words = 0;
        for (_, token) in self.all.iter().skip(self.next + 1) {
            match token {
                Token::Sign(_) => return words > 0,
                Token::Open => return true,
                Token::Word(word) => {
                    let begins =
                        words == 0 && ["not", "all", "any"].iter().any(|one| is_word(word, one));
                    let compares =
                        words > 0 && super::COMPARING.iter().any(|one| is_word(word, one));
                    if begins || compares {
                        return true;
                    }
                    words += 1;
                }
                Token::Quoted(_) => words += 1,
                Token::Close | Token::Comma => return false,
            }
        }
        false
    }
}

fn sign(text: &str) -> Option<(&'static str, &'static str)> {
    let found = SIGNS.iter().find(|(written, _)| text.starts_with(written));
    found
        .map(|(written, sign)| (*sign, *written))
        .or_else(|| text.starts_with('=').then_some(("=", "=")))
}

fn quoted(text: &str, first: char, at: usize) -> Result<(Token, usize), Fault> {
    let closing: &[char] = if first == '[' {
        &[']']
    } else {
        &['"', '“', '”']
    };
    let from = first.len_utf8();
    let Some(length) = text[from..].find(closing) else {
        return Err(Fault::new(
            at,
            "this quote is not closed: type \" at its end",
        ));
    };
    let close = text[from + length..]
        .chars()
        .next()
        .map_or(1, char::len_utf8);
    let inside = text[from..from + length].to_owned();
    Ok((Token::Quoted(inside), from + length + close))
}

/// A word up to the next blank or sign. After a comparison a comma between digits parts thousands.
fn word(text: &str, after_sign: bool) -> &str {
    let mut end = 0;
    for (at, character) in text.char_indices() {
        let inside = after_sign
            && matches!(character, ',')
            && text[at + 1..].len() >= 3
            && text.as_bytes()[..at]
                .iter()
                .all(|byte| byte.is_ascii_digit() || *byte == b',')
            && text.as_bytes()[at + 1..at + 4]
                .iter()
                .all(u8::is_ascii_digit);
        let ends = character.is_whitespace()
            || matches!(character, '(' | ')' | ',' | ';' | '"' | '“' | '”')
            || sign(&text[at..]).is_some();
        if at > 0 && ends && !inside {
            break;
        }
        end = at + character.len_utf8();
    }
    &text[..end]
}
