//! Is the terminal dark or light? Asked once, after the first frame, and never waited for.
//!
//! The answer comes as if somebody typed it. Waiting for it with the keyboard in hand would swallow keys, and an
//! answer that came late, over a slow line, would press `r` and `4` on a lead: so the answer is taken out of the
//! stream of keys here, however late it comes, and everything else passes on in order.

use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// What the terminal is asked: its background colour (OSC 11).
pub const QUESTION: &str = "\x1b]11;?\x1b\\";

/// No answer is longer: `11;rgba:ffff/ffff/ffff/ffff`.
const LONGEST: usize = 32;

/// The background as the console needs to know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Background {
    Dark,
    Light,
}

/// What came of one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// Part of the answer, or possibly so.
    Nothing,
    /// The answer.
    Answer(Background),
    /// Not an answer: these events, in order.
    Typed(Vec<Event>),
}

/// Takes the terminal's answer out of what people type.
#[derive(Debug, Default)]
pub struct Listener {
    held: Vec<Event>,
    text: String,
}

impl Listener {
    /// Takes one event.
    pub fn hear(&mut self, event: Event) -> Heard {
        if self.held.is_empty() {
            if is_alt(&event, ']') {
                self.held.push(event);
                return Heard::Nothing;
            }
            return Heard::Typed(vec![event]);
        }
        if is_alt(&event, '\\') || is_bell(&event) {
            let answer = background(&self.text);
            self.held.push(event);
            return match answer {
                Some(background) => {
                    self.forget();
                    Heard::Answer(background)
                }
                None => Heard::Typed(self.forget()),
            };
        }
        let letter = plain_char(&event);
        self.held.push(event);
        if let Some(letter) = letter {
            self.text.push(letter);
        }
        let possible = letter.is_some() && self.text.len() <= LONGEST && could_be(&self.text);
        if possible {
            Heard::Nothing
        } else {
            Heard::Typed(self.forget())
        }
    }

    fn forget(&mut self) -> Vec<Event> {
        self.text.clear();
        std::mem::take(&mut self.held)
    }
}

/// Whether the text is the beginning of an answer.
fn could_be(text: &str) -> bool {
    const BEGINNINGS: [&str; 2] = ["11;rgb:", "11;rgba:"];
    BEGINNINGS.iter().any(|start| {
        start.starts_with(text)
            || text
                .strip_prefix(start)
                .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_hexdigit() || c == '/'))
    })
}

/// Reads `11;rgb:RRRR/GGGG/BBBB`, one to four hex digits each.
fn background(text: &str) -> Option<Background> {
    let colours = text
        .strip_prefix("11;rgb:")
        .or_else(|| text.strip_prefix("11;rgba:"))?;
    let parts: Vec<u32> = colours.split('/').map(permille).collect::<Option<_>>()?;
    let [red, green, blue, ..] = parts[..] else {
        return None;
    };
    // Rec. 709 luma is near enough to tell paper from slate.
    let light = (red * 2126 + green * 7152 + blue * 722) / 10_000;
    Some(if light > 500 {
        Background::Light
    } else {
        Background::Dark
    })
}

fn permille(hex: &str) -> Option<u32> {
    let digits = u32::try_from(hex.len())
        .ok()
        .filter(|digits| (1..=4).contains(digits))?;
    let value = u32::from_str_radix(hex, 16).ok()?;
    Some(value * 1000 / (16_u32.pow(digits) - 1))
}

fn pressed(event: &Event) -> Option<&KeyEvent> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => Some(key),
        _ => None,
    }
}

fn is_alt(event: &Event, letter: char) -> bool {
    pressed(event).is_some_and(|key| {
        key.code == KeyCode::Char(letter) && key.modifiers.contains(KeyModifiers::ALT)
    })
}

fn is_bell(event: &Event) -> bool {
    pressed(event).is_some_and(|key| {
        key.code == KeyCode::Char('g') && key.modifiers.contains(KeyModifiers::CONTROL)
    })
}

fn plain_char(event: &Event) -> Option<char> {
    pressed(event).and_then(|key| match key.code {
        KeyCode::Char(letter)
            if !key
                .modifiers
                .intersects(KeyModifiers::ALT | KeyModifiers::CONTROL) =>
        {
            Some(letter)
        }
        _ => None,
    })
}
