//! The terminal's own answers, apart from what people type.

use docket::seat::local::background::{Background, Heard, Listener};
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

fn typed(text: &str) -> Vec<Event> {
    text.chars()
        .map(|letter| Event::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE)))
        .collect()
}

fn alt(letter: char) -> Event {
    Event::Key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::ALT))
}

fn hear(events: Vec<Event>) -> (Vec<Event>, Option<Background>) {
    let mut listener = Listener::default();
    let (mut passed, mut answer) = (Vec::new(), None);
    for event in events {
        match listener.hear(event) {
            Heard::Nothing => {}
            Heard::Answer(background) => answer = Some(background),
            Heard::Typed(events) => passed.extend(events),
        }
    }
    (passed, answer)
}

fn answered(text: &str) -> Vec<Event> {
    [vec![alt(']')], typed(text), vec![alt('\\')]].concat()
}

#[test]
fn an_answer_never_becomes_keys() {
    let table = [
        ("11;rgb:1e1e/1e1e/1e1e", Background::Dark),
        ("11;rgb:ffff/ffff/ffff", Background::Light),
        ("11;rgb:fd/f6/e3", Background::Light),
        ("11;rgb:0000/2b2b/3636", Background::Dark),
    ];
    for (text, expected) in table {
        let around = [typed("jj"), answered(text), typed("r4")].concat();
        let (passed, answer) = hear(around);
        assert_eq!(answer, Some(expected), "{text}");
        assert_eq!(passed, typed("jjr4"), "{text}");
    }
}

#[test]
fn what_is_no_answer_passes_on_in_order() {
    for text in ["", "r4", "11;rgb:zz", "10;rgb:ffff/ffff/ffff"] {
        let events = answered(text);
        let (passed, answer) = hear(events.clone());
        assert_eq!(answer, None, "{text}");
        assert_eq!(passed, events, "{text}");
    }
}
