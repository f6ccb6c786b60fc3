//! Keys in, screen out: a console at a small ledger in memory, its effects performed at once.

mod card;
mod harmless;
mod keys;
mod screens;
mod themes;
mod verbs;

use chrono::NaiveDate;
use chrono_tz::Tz;
use docket::console::key::script;
use docket::console::keymap::Keymap;
use docket::console::{Effect, Message, Model, Start, begin, draw, update};
use docket::ledger::Ledger;
use docket::review::entry::{Act, Draft, Told};
use docket::review::lead::{Field, LeadId};
use docket::review::person::{Person, Role, Team};
use docket::review::reason::{ReasonCode, Route};
use docket::review::verdict::{Acceptance, Refusal, Verdict};
use docket::seat::clock::Clock;
use docket::seat::desk::Desk;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// Tue 24 Nov 2026, 10:00 UTC.
pub const TEN: i64 = 1_795_514_400_000;

/// A seat at a ledger: presses keys, performs what comes back, counts what it pressed.
pub struct Table {
    pub model: Model,
    pub desk: Desk,
    pub presses: usize,
    pub left: bool,
    pub copied: Vec<String>,
    /// What is held back is not performed until it is let go.
    pub hold: bool,
    pub held: Vec<Effect>,
}

impl Table {
    /// A table with so many leads on the file: every third accepted, every third not, every third silent.
    pub fn with_leads(count: usize) -> Self {
        let mut desk = Desk::new(Ledger::in_memory(Tz::UTC).unwrap(), Clock::Fixed(TEN));
        people(&mut desk);
        for number in 0..count {
            lead(&mut desk, number);
        }
        Self::at(desk)
    }

    /// A seat at this desk.
    pub fn at(desk: Desk) -> Self {
        let model = Model::new(Start {
            me: "J. Adeyemi".to_owned(),
            mine: false,
            keymap: Keymap::defaults().unwrap(),
            theme: None,
            mouse: true,
            size: (120, 36),
            at: TEN,
        });
        let mut table = Self {
            model,
            desk,
            presses: 0,
            left: false,
            copied: Vec::new(),
            hold: false,
            held: Vec::new(),
        };
        let effects = begin(&mut table.model);
        table.perform(effects);
        table
    }

    /// The same at a screen of another size.
    pub fn sized(mut self, width: u16, height: u16) -> Self {
        self.send(Message::Size { width, height });
        self
    }

    /// Presses keys as a script writes them.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in script(keys) {
            self.presses += 1;
            let at = TEN + i64::try_from(self.presses).unwrap() * 1_000;
            self.send(Message::Key { key, at });
        }
        self
    }

    /// Tells the console something and performs what comes back.
    pub fn send(&mut self, message: Message) {
        let effects = update(&mut self.model, message);
        self.perform(effects);
    }

    /// Performs effects and tells the console what became of them, until nothing is left to do.
    pub fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match &effect {
                Effect::Quit => self.left = true,
                Effect::Copy(text) => self.copied.push(text.clone()),
                Effect::Record { .. } if self.hold => {
                    self.held.push(effect);
                    continue;
                }
                _ => {}
            }
            for message in self.desk.perform(effect) {
                self.send(message);
            }
        }
    }

    /// Performs what was held back.
    pub fn let_go(&mut self) {
        self.hold = false;
        let held = std::mem::take(&mut self.held);
        self.perform(held);
    }

    /// The screen as text, blanks at the ends of lines cut.
    pub fn screen(&self) -> String {
        let (width, height) = self.model.size;
        render(&self.model, width, height)
    }

    /// Opens a review over all time, and stands at its first lead.
    pub fn review(&mut self) -> &mut Self {
        self.press("N<enter>4");
        assert!(self.model.walk.is_some(), "{}", self.screen());
        self
    }

    /// The label of the lead in front.
    pub fn in_front(&self) -> String {
        let walk = self.model.walk.as_ref().unwrap();
        let lead = walk.current().unwrap();
        self.model.known.lead(lead).unwrap().label()
    }

    /// What the message line says.
    pub fn line(&self) -> String {
        self.model
            .line
            .as_ref()
            .map_or_else(String::new, |line| line.text.clone())
    }
}

/// A model drawn on a screen of that size, as text.
pub fn render(model: &Model, width: u16, height: u16) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| draw(model, frame)).unwrap();
    let buffer = terminal.backend().buffer().clone();
    let mut lines = Vec::new();
    for y in 0..height {
        let mut line = String::new();
        let mut skip = 0;
        for x in 0..width {
            let symbol = buffer[(x, y)].symbol();
            if skip > 0 {
                skip -= 1;
                continue;
            }
            skip = unicode_width::UnicodeWidthStr::width(symbol).saturating_sub(1);
            line.push_str(symbol);
        }
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n")
}

fn people(desk: &mut Desk) {
    let people = [
        ("T. Reyes", Team::Sales, Role::Rep),
        ("K. Lind", Team::Sales, Role::SalesLeader),
        ("M. Okafor", Team::Marketing, Role::Marketer),
        ("J. Adeyemi", Team::Other, Role::Facilitator),
    ];
    for (name, team, role) in people {
        say(
            desk,
            Act::PersonSet {
                person: Person {
                    name: name.to_owned(),
                    key: None,
                    team,
                    role,
                },
            },
        );
    }
}

/// Records one act at the desk, as somebody else than the seat.
pub fn say(desk: &mut Desk, act: Act) -> docket::review::entry::Entry {
    let draft = Draft {
        at: TEN - 86_400_000,
        who: "T. Reyes".to_owned(),
        meeting: None,
        act,
        seen: None,
    };
    desk.ledger.record(&[draft]).unwrap().remove(0)
}

const COMPANIES: [&str; 8] = [
    "Acme Robotics",
    "Bolt GmbH",
    "Cobalt Foods",
    "Delta Pumps",
    "Ekko Labs",
    "Finch Tools",
    "Gravel AS",
    "Hatch Ltd",
];

fn lead(desk: &mut Desk, number: usize) {
    let company = COMPANIES[number % COMPANIES.len()];
    let company = match number / COMPANIES.len() {
        0 => company.to_owned(),
        round => format!("{company} {}", round + 1),
    };
    let day = 1 + u32::try_from(number % 28).unwrap();
    let added = say(
        desk,
        Act::Added {
            lead: LeadId(0),
            texts: vec![
                (Field::Name, "Priya Raman".to_owned()),
                (Field::Company, company),
                (Field::Title, "VP Operations".to_owned()),
                (Field::Email, format!("priya{number}@example.com")),
                (Field::Phone, "+49 511 123456".to_owned()),
                (Field::Country, "Germany".to_owned()),
                (Field::Employees, "240".to_owned()),
                (Field::Source, "event".to_owned()),
                (Field::Campaign, "Hannover Messe 26".to_owned()),
                (Field::Owner, "T. Reyes".to_owned()),
            ],
            qualified: NaiveDate::from_ymd_opt(2026, 10, day),
        },
    );
    let Some(lead) = added.act.lead() else { return };
    let verdict = match number % 3 {
        0 => Verdict::NotAccepted(Refusal {
            reason: ReasonCode(4),
            route: Route::Nurture {
                until: NaiveDate::from_ymd_opt(2027, 4, 7).unwrap(),
            },
            detail: String::new(),
            criterion: None,
            waived: false,
        }),
        1 => Verdict::Accepted(Acceptance {
            owner: "T. Reyes".to_owned(),
            next_touch: None,
            because: None,
        }),
        _ => return,
    };
    say(
        desk,
        Act::Verdict {
            lead,
            verdict,
            told: Told::Seat,
        },
    );
}
