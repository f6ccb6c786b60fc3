//! What the terminal sends, in the console's words.

use ratatui::crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseEvent, MouseEventKind,
};

use crate::console::key::{Code, Key, Mouse, MouseAct};
use crate::console::message::Message;

/// The message of an event, at that time (ms since 1970, UTC); nothing where the console has no word for it.
pub fn message(event: Event, at: i64) -> Option<Message> {
    match event {
        Event::Key(event) => key(event).map(|key| Message::Key { key, at }),
        Event::Mouse(event) => mouse(event).map(|mouse| Message::Mouse { mouse, at }),
        Event::Paste(text) => Some(Message::Paste { text, at }),
        Event::Resize(width, height) => Some(Message::Size { width, height }),
        Event::FocusGained | Event::FocusLost => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let code = code(event.code)?;
    let held = |modifier| event.modifiers.contains(modifier);
    Some(Key {
        code,
        ctrl: held(KeyModifiers::CONTROL),
        alt: held(KeyModifiers::ALT),
        // A character tells its own shift; Shift-Tab has a code of its own.
        shift: held(KeyModifiers::SHIFT) && !matches!(code, Code::Char(_) | Code::BackTab),
    })
}

fn code(code: KeyCode) -> Option<Code> {
    Some(match code {
        KeyCode::Char(character) => Code::Char(character),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(number) => Code::F(number),
        _ => return None,
    })
}

fn mouse(event: MouseEvent) -> Option<Mouse> {
    let act = match event.kind {
        MouseEventKind::Down(_) => MouseAct::Press,
        MouseEventKind::ScrollUp => MouseAct::WheelUp,
        MouseEventKind::ScrollDown => MouseAct::WheelDown,
        _ => return None,
    };
    Some(Mouse {
        act,
        column: event.column,
        row: event.row,
    })
}
