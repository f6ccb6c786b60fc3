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
    has(
        &seat.keys("3"),
        &["▸What a lead is◂", "no agreed definition yet"],
    );
    has(&seat.keys("1"), &["LOOK AROUND"]);

    // A path where nothing is keeps the screen, the path and says so; one of a ledger goes there.
    let folder = folder(&[]);
    let team = folder.path().join("our.docket").display().to_string();
    let mut seat = Seat::new((160, 36));
    seat.keys("4");
    has(&seat.paste(&team), &["our.docket"]);
    has(&seat.keys("<esc>4"), &["our.docket"]);
    has(&seat.keys("<enter>"), &["there is no", "JOIN OUR TEAM"]);
    assert_eq!(seat.outside, []);
    let creation = docket::ledger::Creation {
        zone: Tz::UTC,
        at_ms: 0,
        who: "Docket".to_owned(),
    };
    Ledger::create(std::path::Path::new(&team), &creation).unwrap();
    seat.keys("<enter>");
    assert_eq!(seat.outside, [Effect::Open(Elsewhere::File(team))]);
}

/// Two people, six leads: two handed over this month, one refused, one won.
pub const LEADS: &str = "\
Lead ID,Company,Lead Owner,Created Date,Became a Marketing Qualified Lead Date,Lead Status
L1,Acme,Tess Reyes,2026-10-01,2026-11-02,Open - Not Contacted
L2,Bolt,Tess Reyes,2026-10-02,2026-11-03,Unqualified
L3,Cobalt,Mia Okafor,2026-10-03,2026-11-04,Working - Contacted
L4,Delta,Tess Reyes,2026-10-04,2026-11-05,Qualified
L5,Ekko,Tess Reyes,2026-10-05,2026-11-06,Open - Not Contacted
L6,Finch,Mia Okafor,2026-10-06,2026-11-20,Open - Not Contacted
";

/// A folder with files that goes with the test.
pub fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn path(folder: &tempfile::TempDir) -> String {
    format!("{}/", folder.path().display())
}

#[test]
fn from_an_empty_ledger_to_ready_by_keys_alone() {
    let lists = folder(&[("leads.csv", LEADS)]);
    let mut seat = Seat::new((120, 36));
    let there = seat.keys(&format!("2{}", path(&lists)));
    has(&there, &["Found there:  leads.csv", "(Tab takes it)"]);
    has(
        &seat.keys("<tab><enter>"),
        &[
            "leads · 6 rows, 6 of 6 columns understood",
            "Bring in 6 rows",
        ],
    );
    has(
        &seat.keys("<enter>"),
        &["leads.csv: 6 leads: 6 new", "u takes the whole import back"],
    );
    // Two answered (the refused and the qualified), nobody touched, no deal, no win.
    has(
        &seat.keys("<enter>"),
        &[
            "6 leads",
            "2 of 6 answered",
            "no deals",
            "nothing says which leads were won",
            "add Close Date",
        ],
    );
    has(
        &seat.keys("<enter>"),
        &["Tess Reyes", "4 leads", "Mia Okafor", "2 leads"],
    );
    has(&seat.keys("jm"), &["Marketing"]);
}

/// The lists are in, and Mia is marked as Marketing; the step of the three defaults is in front.
fn who_is_who(size: (u16, u16)) -> Seat {
    let lists = folder(&[("leads.csv", LEADS)]);
    let mut seat = Seat::new(size);
    let keys = format!(
        "2{}<tab><enter><enter><enter><enter>jm<enter>",
        path(&lists)
    );
    seat.keys(&keys);
    seat
}

#[test]
fn the_next_start_opens_on_what_is_ready() {
    let mut seat = who_is_who((120, 36));
    has(
        &seat.screen(),
        &["What a lead is", "nothing is overdue until you agree"],
    );
    has(
        &seat.keys("<enter>"),
        &["Tue 24 Nov:", "to discuss", "Acme"],
    );
    has(
        &seat.keys("<enter>"),
        &[
            "Tue 24 Nov 2026, 60 minutes",
            "docket slip --for \"Tess Reyes\"",
        ],
    );
    seat.keys("y");
    assert!(matches!(&seat.outside[..], [Effect::Copy(text)] if text.contains("Tue 24 Nov 2026")));
    let ready = seat.keys("<enter>");
    has(
        &ready,
        &[
            "Ready for Tue 24 Nov 2026",
            "✓ leads of the last 90 days",
            "✓ who is Sales, Marketing",
            "1 Sales, 1 Marketing",
        ],
    );
    let teams = |team| {
        seat.model
            .ground
            .people
            .iter()
            .filter(|person| person.team == team)
            .count()
    };
    assert_eq!((teams(Team::Sales), teams(Team::Marketing)), (1, 1));
    // The next start opens here.
    let Seat { desk, .. } = seat;
    has(
        &Seat::at(desk.ledger, (80, 24)).screen(),
        &["Ready for Tue 24 Nov 2026"],
    );
}

#[test]
fn practice_records_nothing_and_says_so() {
    let lists = folder(&[("leads.csv", LEADS)]);
    let mut seat = Seat::new((120, 36));
    seat.keys(&format!(
        "2{}<tab><enter><enter><enter><enter><enter><enter>",
        path(&lists)
    ));
    let last = seat.desk.ledger.last_seq().unwrap();
    has(&seat.keys("M"), &["PRACTICE"]);
    seat.keys("aa");
    has(&seat.keys("Z"), &["nothing was kept", "to discuss"]);
    assert_eq!(seat.desk.ledger.last_seq().unwrap(), last);
}

#[test]
fn the_day_and_the_limit_can_be_set_and_taken_back() {
    let lists = folder(&[("leads.csv", LEADS)]);
    let mut seat = Seat::new((120, 36));
    seat.keys(&format!(
        "2{}<tab><enter><enter><enter><enter><enter>",
        path(&lists)
    ));
    has(&seat.keys("h<ctrl-u>16<enter>"), &["16 working hours"]);
    has(&seat.keys("u"), &["nothing is overdue until you agree"]);
    has(
        &seat.keys("<enter>d<ctrl-u>26 Nov<enter>"),
        &["Thu 26 Nov: "],
    );
}

#[test]
fn the_whole_import_is_one_undo() {
    let lists = folder(&[("leads.csv", LEADS)]);
    let mut seat = Seat::new((120, 36));
    has(
        &seat.keys(&format!("2{}<tab><enter><enter>", path(&lists))),
        &["6 new"],
    );
    has(&seat.keys("u"), &["LOOK AROUND", "none yet"]);
    assert_eq!(seat.model.ground.leads, 0);
}

#[test]
fn the_small_company_of_real_files_gets_ready() {
    let data = std::path::Path::new("../shared/data/revops_small");
    if !data.is_dir() {
        return;
    }
    for size in [(80, 24), (120, 36), (200, 50)] {
        let mut seat = Seat::new(size);
        let paths = format!("{0}/leads.csv {0}/opportunities.csv", data.display());
        seat.keys(&format!("2<ctrl-u>{paths}"));
        has(&seat.keys("<enter>"), &["250 rows", "126 rows", "376 rows"]);
        has(&seat.keys("<enter><enter>"), &["250 new", "126 new"]);
        // truth.json: qualified 160, opportunities 126, won 82.
        has(
            &seat.keys("<enter>"),
            &[
                "250 leads",
                "126 of 160 with a deal",
                "126 leads with both dates",
                "82 won, with amounts",
            ],
        );
        has(
            &seat.keys("<enter><enter><enter><enter><enter>"),
            &["Ready for", "4 Sales"],
        );
    }
}
