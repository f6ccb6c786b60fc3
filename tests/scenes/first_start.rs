//! The first start: from an empty ledger to a first review that is ready, by keys alone.

use chrono_tz::Tz;
use docket::console::effect::{Effect, Elsewhere};
use docket::console::key::script;
use docket::console::keymap::Keymap;
use docket::console::message::Message;
use docket::console::model::{Model, Start};
use docket::console::{begin, draw, update};
use docket::ledger::Ledger;
use docket::review::person::Team;
use docket::seat::clock::Clock;
use docket::seat::desk::Desk;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// Sun 2026-11-22 10:00 UTC.
pub const SUNDAY: i64 = 1_795_341_600_000;

/// A console at a desk: every effect is performed at once.
pub struct Seat {
    pub model: Model,
    pub desk: Desk,
    /// What only a terminal does, in order.
    pub outside: Vec<Effect>,
}

impl Seat {
    pub fn new(size: (u16, u16)) -> Self {
        Self::at(Ledger::in_memory(Tz::UTC).unwrap(), size)
    }

    pub fn at(ledger: Ledger, size: (u16, u16)) -> Self {
        let mut model = Model::new(Start {
            me: "Ana".to_owned(),
            mine: false,
            keymap: Keymap::defaults().unwrap(),
            theme: None,
            mouse: false,
            size,
            at: SUNDAY,
        });
        let first = begin(&mut model);
        let mut seat = Self {
            model,
            desk: Desk::new(ledger, Clock::Fixed(SUNDAY)),
            outside: Vec::new(),
        };
        seat.perform(first);
        seat
    }

    pub fn tell(&mut self, message: Message) {
        let effects = update(&mut self.model, message);
        self.perform(effects);
    }

    pub fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if matches!(
                effect,
                Effect::Copy(_) | Effect::Open(_) | Effect::Quit | Effect::CancelImport { .. }
            ) {
                self.outside.push(effect);
                continue;
            }
            for message in self.desk.perform(effect) {
                self.tell(message);
            }
        }
    }

    pub fn keys(&mut self, keys: &str) -> String {
        for key in script(keys) {
            self.tell(Message::Key { key, at: SUNDAY });
        }
        self.screen()
    }

    pub fn paste(&mut self, text: &str) -> String {
        let text = text.to_owned();
        self.tell(Message::Paste { text, at: SUNDAY });
        self.screen()
    }

    pub fn screen(&self) -> String {
        let (width, height) = self.model.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| draw(&self.model, frame)).unwrap();
        let buffer = terminal.backend().buffer();
        let mut text = String::new();
        for y in 0..height {
            let line: String = (0..width).map(|x| buffer[(x, y)].symbol()).collect();
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

fn has(screen: &str, words: &[&str]) {
    for word in words {
        assert!(screen.contains(word), "no {word:?} in\n{screen}");
    }
}

#[test]
fn an_empty_ledger_opens_on_four_ways_to_begin() {
    for size in [(80, 24), (120, 36), (200, 50)] {
        let seat = Seat::new(size);
        has(
            &seat.screen(),
            &[
                "new, empty",
                "LOOK AROUND",
                "BRING IN OUR LEADS",
                "AGREE WHAT A LEAD IS",
                "JOIN OUR TEAM",
                "Needed for a first review",
                "nothing is ever overdue",
                "no figure is good or bad",
                "none yet",
            ],
        );
    }
}

#[test]
fn each_way_does_what_it_says() {
    let mut seat = Seat::new((120, 36));
    seat.keys("1");
    assert_eq!(seat.outside, [Effect::Open(Elsewhere::Rehearsal)]);

    let mut seat = Seat::new((120, 36));
    has(&seat.keys("3"), &["by when Sales answers"]);
    has(&seat.keys("1"), &["LOOK AROUND"]);

    let mut seat = Seat::new((120, 36));
    seat.keys("4");
    has(&seat.paste("/team/our.docket"), &["/team/our.docket"]);
    has(&seat.keys("<esc>4"), &["/team/our.docket"]);
    seat.keys("<enter>");
    let opened = Elsewhere::File("/team/our.docket".to_owned());
    assert_eq!(seat.outside, [Effect::Open(opened)]);
}
