//! The seat at this terminal: a message phase, then one frame. Blocks on input; wakes for a clock only where one is shown.

pub mod background;
mod input;
pub mod pen;
pub mod screen;
mod signals;

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ratatui::crossterm::event::{self, Event};

use self::background::{Background, Heard, Listener};
use self::screen::Screen;
use super::clock;
use super::settings::Settings;
use super::threads::Threads;
use crate::console::effect::{Effect, Elsewhere};
use crate::console::keymap::Keymap;
use crate::console::message::Message;
use crate::console::model::clock::next_change;
use crate::console::model::{Model, Start};
use crate::console::theme::ThemeName;
use crate::console::{begin, draw, update};

/// What wakes the console.
#[derive(Debug)]
pub enum Woken {
    /// The terminal sent something.
    Terminal(Event),
    /// The keyboard cannot be read any more.
    Deaf(io::Error),
    /// A thread has an answer or news.
    Told(Message),
    /// A signal asked the program to go.
    Signal(i32),
}

/// How the console ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Ended {
    Quit,
    /// Another ledger is wanted.
    Elsewhere(Elsewhere),
    /// By that signal.
    Signal(i32),
}

/// How long quitting waits for what is still being written.
const LAST_WRITES: Duration = Duration::from_secs(10);
/// Longer texts are refused by terminals, and some hang on them.
const LONGEST_COPY: usize = 100_000;

/// Who sits down, and how they like it.
#[derive(Debug)]
pub struct Guest {
    /// Their name, as `--as`, the settings or the login say.
    pub me: String,
    pub keymap: Keymap,
    pub settings: Settings,
    /// No colours (`NO_COLOR`).
    pub plain: bool,
}

/// Runs the console at this terminal until it ends; the terminal is given back whatever happens.
///
/// `threads` starts the writing and the reading thread once the first frame is painted.
///
/// # Errors
/// Where there is no terminal, or it cannot be written to any more.
pub fn sit(
    guest: Guest,
    threads: impl FnOnce(&Sender<Woken>) -> io::Result<Threads>,
) -> io::Result<Ended> {
    let (queue, woken) = channel();
    signals::watch(&queue)?;
    let settings = guest.settings;
    let screen = Screen::take(settings.mouse())?;
    let size = screen.terminal.size()?;
    let chosen = settings.get("theme").and_then(ThemeName::parse);
    let mut model = Model::new(Start {
        me: guest.me,
        mine: false,
        keymap: guest.keymap,
        theme: if guest.plain {
            Some(ThemeName::NoColour)
        } else {
            chosen
        },
        mouse: settings.mouse(),
        size: (size.width, size.height),
        at: clock::now_ms(),
    });
    let first = begin(&mut model);
    let mut seat = Seat {
        screen,
        settings,
        threads: None,
        listener: Listener::default(),
        ended: None,
    };
    seat.paint(&model)?;
    seat.screen.write(background::QUESTION)?;
    listen(&queue)?;
    seat.threads = Some(threads(&queue)?);
    seat.perform(first)?;
    seat.run(&mut model, &woken)
}

struct Seat {
    screen: Screen,
    settings: Settings,
    threads: Option<Threads>,
    listener: Listener,
    ended: Option<Ended>,
}

impl Seat {
    fn run(&mut self, model: &mut Model, woken: &Receiver<Woken>) -> io::Result<Ended> {
        loop {
            self.paint(model)?;
            let mut next = wait(woken, model);
            while let Some(what) = next {
                self.take(model, what)?;
                if let Some(ended) = self.ended.take() {
                    return self.leave(model, woken, ended);
                }
                next = woken.try_recv().ok();
            }
        }
    }

    fn paint(&mut self, model: &Model) -> io::Result<()> {
        self.screen.terminal.draw(|frame| {
            draw(model, frame);
            pen::plain_blanks(frame.buffer_mut());
        })?;
        Ok(())
    }

    fn take(&mut self, model: &mut Model, what: Woken) -> io::Result<()> {
        match what {
            Woken::Told(message) => self.tell(model, message),
            Woken::Terminal(event) => match self.listener.hear(event) {
                Heard::Nothing => Ok(()),
                Heard::Answer(background) => {
                    let light = background == Background::Light;
                    self.tell(model, Message::Background { light })
                }
                Heard::Typed(events) => events
                    .into_iter()
                    .filter_map(|event| input::message(event, clock::now_ms()))
                    .try_for_each(|message| self.tell(model, message)),
            },
            Woken::Deaf(error) => Err(error),
            Woken::Signal(signal) => {
                self.ended = Some(Ended::Signal(signal));
                Ok(())
            }
        }
    }

    fn tell(&mut self, model: &mut Model, message: Message) -> io::Result<()> {
        if matches!(message, Message::Size { .. }) {
            // Narrow and wide again between two frames: the terminal has lost what the last frame says is there.
            self.screen.wipe()?;
        }
        let effects = update(model, message);
        self.perform(effects)
    }

    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        for effect in effects {
            match effect {
                Effect::Quit => self.ended = Some(Ended::Quit),
                Effect::Open(elsewhere) => self.ended = Some(Ended::Elsewhere(elsewhere)),
                Effect::Mouse(on) => self.screen.mouse(on)?,
                Effect::Copy(text) => self.copy(&text)?,
                Effect::Keep { name, value } => self.settings.keep(name, value),
                effect => {
                    if let Some(threads) = &self.threads {
                        threads.hand_over(effect)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// OSC 52: the terminal's own clipboard, over ssh too.
    fn copy(&mut self, text: &str) -> io::Result<()> {
        let text: String = text.chars().take(LONGEST_COPY).collect();
        let sequence = format!("\x1b]52;c;{}\x1b\\", STANDARD.encode(text));
        self.screen.write(&sequence)
    }

    /// Quitting waits for the last writes: nothing that was typed is lost because somebody was quick.
    fn leave(
        &mut self,
        model: &mut Model,
        woken: &Receiver<Woken>,
        ended: Ended,
    ) -> io::Result<Ended> {
        let patience = Instant::now() + LAST_WRITES;
        while self
            .threads
            .as_ref()
            .is_some_and(|threads| !threads.is_done())
        {
            let left = patience.saturating_duration_since(Instant::now());
            match woken.recv_timeout(left) {
                Ok(Woken::Told(message)) => {
                    update(model, message);
                    if !matches!(ended, Ended::Signal(_)) {
                        self.paint(model)?;
                    }
                }
                Ok(Woken::Signal(signal)) => return Ok(Ended::Signal(signal)),
                Ok(_) => {}
                Err(_) => break,
            }
        }
        Ok(ended)
    }
}

/// The next thing that happens; a clock whose words change is one.
fn wait(woken: &Receiver<Woken>, model: &Model) -> Option<Woken> {
    let left = next_change(model, clock::now_ms());
    let left = Duration::from_millis(u64::try_from(left).unwrap_or(1));
    match woken.recv_timeout(left) {
        Ok(what) => Some(what),
        Err(RecvTimeoutError::Timeout) => Some(Woken::Told(Message::Clock {
            at: clock::now_ms(),
        })),
        Err(RecvTimeoutError::Disconnected) => None,
    }
}

/// The thread that reads the keyboard. It ends with the process: reading cannot be interrupted.
fn listen(queue: &Sender<Woken>) -> io::Result<()> {
    let queue = queue.clone();
    thread::Builder::new()
        .name("keyboard".to_owned())
        .spawn(move || {
            loop {
                let (what, over) = match event::read() {
                    Ok(event) => (Woken::Terminal(event), false),
                    Err(error) => (Woken::Deaf(error), true),
                };
                if queue.send(what).is_err() || over {
                    return;
                }
            }
        })?;
    Ok(())
}
