//! A seat without a terminal: keys in, effects performed at once against a ledger, the screen out as text.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::OnceLock;

use crate::truth::Set;
use docket::console::key::script;
use docket::console::keymap::Keymap;
use docket::console::theme::ThemeName;
use docket::console::{Effect, Message, Model, Start, begin, draw, update};
use docket::ledger::{Creation, Ledger};
use docket::publish::minutes::{Format, render};
use docket::review::entry::{Act, Draft, Told};
use docket::review::lead::{Deal, Field, LeadId};
use docket::review::milestone::{Milestone, Reach};
use docket::review::minutes::Minutes;
use docket::review::money::{Currency, Money};
use docket::review::reason::{ReasonCode, Route};
use docket::review::verdict::{Acceptance, Outcome, Refusal, Verdict};
use docket::seat::clock::Clock;
use docket::seat::desk::Desk;
use docket::seat::rehearsal;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// Tuesday, 24 Nov 2026, 09:00 UTC, in milliseconds.
pub const NOW: i64 = 1_795_510_800_000;

/// One person's seat.
pub struct Room {
    pub model: Model,
    pub desk: Desk,
    /// What was copied, written or quit: everything the desk has no answer to.
    pub done: Vec<Effect>,
    /// The file's folder, where it has one: gone with the room.
    folder: Option<tempfile::TempDir>,
}

impl Room {
    /// A seat at a ledger.
    pub fn at(desk: Desk, me: &str) -> Self {
        let mut model = Model::new(Start {
            me: me.to_owned(),
            mine: false,
            keymap: Keymap::defaults().unwrap(),
            theme: Some(ThemeName::NoColour),
            mouse: true,
            size: (120, 36),
            at: NOW,
        });
        let effects = begin(&mut model);
        let mut room = Self {
            model,
            desk,
            done: Vec::new(),
            folder: None,
        };
        room.perform(effects);
        room
    }

    /// A seat at an empty ledger in memory.
    pub fn empty() -> Self {
        let ledger = Ledger::in_memory(chrono_tz::Tz::UTC).unwrap();
        Self::at(Desk::new(ledger, Clock::Fixed(NOW)), "J. Adeyemi")
    }

    /// A seat at a ledger that was brought one list of leads, as a file has it.
    pub fn of_list(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("leads.csv");
        std::fs::write(&file, text).unwrap();
        let set = Set::from(std::slice::from_ref(&file), serde_json::Value::Null);
        Self::at(set.desk, "J. Adeyemi")
    }

    /// A seat at the made-up company, a copy of its own.
    pub fn rehearsal() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("rehearsal.docket");
        std::fs::copy(planted(), &file).unwrap();
        let ledger = Ledger::open(&file).unwrap();
        let mut room = Self::at(
            Desk::new(ledger, Clock::Fixed(NOW)).rehearsing(),
            "J. Adeyemi",
        );
        room.folder = Some(folder);
        room
    }

    /// Records what somebody else says, outside a review; the seat does not look.
    pub fn hears(&mut self, act: Act) {
        let draft = Draft {
            at: NOW,
            who: "Ana".to_owned(),
            meeting: None,
            act,
            seen: None,
        };
        self.desk.ledger.record(&[draft]).unwrap();
    }

    /// Presses keys, `jjr1<enter>`.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in script(keys) {
            let effects = update(&mut self.model, Message::Key { key, at: NOW });
            self.perform(effects);
        }
        self
    }

    /// The minutes of the last review.
    pub fn minutes(&self) -> Minutes {
        let meetings = self.desk.ledger.meetings().unwrap();
        let id = meetings.last().unwrap().opening.id;
        self.desk.record_of(id).unwrap().minutes
    }

    /// The same as one line of Markdown, wherever its lines broke.
    pub fn minutes_in_words(&self) -> String {
        let text = render(&self.minutes(), Format::Markdown, None).unwrap();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Performs effects until nothing follows.
    pub fn perform(&mut self, effects: Vec<Effect>) {
        let mut queue: VecDeque<Effect> = effects.into();
        while let Some(effect) = queue.pop_front() {
            let messages = self.desk.perform(effect.clone());
            if messages.is_empty() {
                self.done.push(effect);
            }
            for message in messages {
                queue.extend(update(&mut self.model, message));
            }
        }
    }

    /// The screen of so many columns and rows, blanks at line ends cut.
    pub fn screen(&mut self, columns: u16, rows: u16) -> String {
        let effects = update(
            &mut self.model,
            Message::Size {
                width: columns,
                height: rows,
            },
        );
        self.perform(effects);
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal.draw(|frame| draw(&self.model, frame)).unwrap();
        let buffer = terminal.backend().buffer().clone();
        let mut lines = Vec::new();
        for y in 0..rows {
            let mut line = String::new();
            for x in 0..columns {
                line.push_str(buffer[(x, y)].symbol());
            }
            lines.push(line.trim_end().to_owned());
        }
        lines.join("\n")
    }
}

/// The made-up company's file, filled once for all scenes.
fn planted() -> PathBuf {
    static PLANTED: OnceLock<(PathBuf, tempfile::TempDir)> = OnceLock::new();
    let (file, _) = PLANTED.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("company.docket");
        let creation = Creation {
            zone: rehearsal::ZONE,
            at_ms: NOW - 400 * 86_400_000,
            who: "Docket".to_owned(),
        };
        let ledger = Ledger::create(&file, &creation).unwrap();
        let mut desk = Desk::new(ledger, Clock::Fixed(NOW));
        rehearsal::fill(&mut desk, 7, NOW).unwrap();
        (file, folder)
    });
    file.clone()
}

/// Ten leads delivered on 2 Nov 2026 in a ledger in memory: six accepted, three not accepted for "no need", one without
/// an answer; one of the accepted is won for 5,000. No limit was ever agreed.
pub fn ten_leads() -> Room {
    let mut ledger = Ledger::in_memory(chrono_tz::Tz::UTC).unwrap();
    let say = |act| Draft {
        at: NOW,
        who: "T. Reyes".to_owned(),
        meeting: None,
        act,
        seen: None,
    };
    for number in 1..=10 {
        let company = if number == 1 {
            "Zeta AG".to_owned()
        } else {
            format!("Company {number:02}")
        };
        let campaign = if number <= 4 { "Fair" } else { "" };
        let added = Act::Added {
            lead: LeadId(0),
            texts: vec![
                (Field::Company, company),
                (Field::Campaign, campaign.to_owned()),
            ],
            qualified: chrono::NaiveDate::from_ymd_opt(2026, 11, 2),
        };
        let mut drafts = vec![say(added)];
        if number <= 6 {
            let acceptance = Acceptance {
                owner: "T. Reyes".to_owned(),
                next_touch: None,
                because: None,
            };
            drafts.push(say(verdict(Verdict::Accepted(acceptance))));
        } else if number <= 9 {
            drafts.push(say(verdict(no_need())));
        }
        if number == 1 {
            drafts.push(say(won()));
        }
        ledger.record(&drafts).unwrap();
    }
    Room::at(Desk::new(ledger, Clock::Fixed(NOW)), "T. Reyes")
}

/// Not accepted for no need, and closed.
pub fn no_need() -> Verdict {
    Verdict::NotAccepted(Refusal {
        reason: ReasonCode(3),
        route: Route::Close,
        detail: String::new(),
        criterion: None,
        waived: false,
    })
}

fn verdict(verdict: Verdict) -> Act {
    Act::Verdict {
        lead: LeadId(0),
        verdict,
        told: Told::Seat,
    }
}

fn won() -> Act {
    let day = |day| Reach::At(Milestone::Day(day));
    let date = |day| chrono::NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
    Act::Deal {
        lead: LeadId(0),
        deal: Deal {
            opened: day(date(9)),
            closed: day(date(20)),
            outcome: Some(Outcome::Won),
            amount: Some(Money {
                amount: 5_000.into(),
                currency: Currency::parse("EUR").unwrap(),
            }),
            reason: "fit".to_owned(),
        },
    }
}

/// Every one of the words stands on the screen.
pub fn shows(screen: &str, words: &[&str]) {
    for word in words {
        assert!(screen.contains(word), "{word:?} is not on\n{screen}");
    }
}
