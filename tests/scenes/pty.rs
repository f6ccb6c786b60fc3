//! The real binary in a real pseudo-terminal.

mod window;

use std::time::Duration;

use rustix::process::Signal;
use tempfile::TempDir;
use window::Window;

/// A made-up company in a file of its own, and the folder it lies in.
fn company() -> (TempDir, String) {
    let home = TempDir::new().unwrap();
    let file = home.path().join("company.docket").display().to_string();
    let mut window = Window::open(home.path(), &["demo", "--keep", &file]);
    window.shows("Lead review 7");
    window.keys("q");
    assert_eq!(window.ends(), 0);
    (home, file)
}

/// The minutes as the command line prints them.
fn minutes(home: &std::path::Path, file: &str) -> String {
    let mut command = assert_cmd::Command::cargo_bin("docket").unwrap();
    command
        .env("HOME", home)
        .args(["--ledger", file, "minutes"]);
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

/// Opens review 7 and stands before its first lead.
fn opened(window: &mut Window) {
    window.shows("Lead review 7");
    window.keys("N");
    window.shows("of which for the leads");
    window.keys("<enter>");
    window.shows("TO DISCUSS        0 of 8");
}

/// The lead the walk stands at, as the docket shows it.
fn stands_at(screen: &str) -> String {
    let row = screen.lines().find(|line| line.starts_with("│▸"));
    let row = row.unwrap_or_else(|| panic!("no lead under the cursor:\n{screen}"));
    row.chars().skip(2).take(24).collect()
}

#[test]
fn a_review_goes_on_at_the_same_lead_after_a_kill() {
    let (home, file) = company();
    let mut window = Window::open(home.path(), &["--ledger", &file]);
    opened(&mut window);
    window.keys("r4");
    window.shows("TO DISCUSS        1 of 8");
    window.keys("a");
    window.shows("TO DISCUSS        2 of 8");
    window.keys("u");
    let before = window.shows("TO DISCUSS        1 of 8");
    window.keys("d");
    window.shows("We decide");
    window.keys("Badges are no leads<enter>");
    window.until("the decision, saved", |screen| {
        !screen.contains("We decide") && !screen.contains("saving")
    });
    while !minutes(home.path(), &file).contains("Badges are no leads") {
        window.rest(Duration::from_millis(50));
    }
    window.signal(Signal::KILL);
    window.ends();

    let mut window = Window::open(home.path(), &["--ledger", &file]);
    let after = window.shows("TO DISCUSS        1 of 8");
    assert_eq!(stands_at(&after), stands_at(&before));
    assert!(minutes(home.path(), &file).contains("Badges are no leads"));
}

#[test]
fn a_second_seat_sees_a_verdict() {
    let (home, file) = company();
    let mut first = Window::open(home.path(), &["--ledger", &file, "--as", "Hanna Weiss"]);
    opened(&mut first);
    let mut second = Window::open(home.path(), &["--ledger", &file, "--as", "Mary Okafor"]);
    second.shows("TO DISCUSS        0 of 8");
    first.keys("r4");
    second.shows("TO DISCUSS        1 of 8");
}

#[test]
fn whoever_ends_it_gets_the_terminal_back() {
    let (home, file) = company();
    for signal in [Signal::TERM, Signal::INT, Signal::HUP, Signal::QUIT] {
        let mut window = Window::open(home.path(), &["--ledger", &file]);
        window.shows("Today");
        assert!(!window.echoes(), "{signal:?}");
        window.signal(signal);
        window.is_given_back();
        assert_eq!(window.ends(), 128 + u32::try_from(signal.as_raw()).unwrap());
        assert!(window.echoes(), "{signal:?}");
    }
}

#[test]
fn any_size_is_survived() {
    let (home, file) = company();
    let mut window = Window::open(home.path(), &["--ledger", &file]);
    opened(&mut window);
    for (columns, rows) in [
        (0, 0),
        (1, 1),
        (500, 200),
        (20, 5),
        (80, 24),
        (3, 60),
        (120, 36),
    ] {
        window.resize(columns, rows);
        window.keys("j");
    }
    window.shows("BY CONSENT");
    window.keys("qq");
    assert_eq!(window.ends(), 0);
    window.is_given_back();
}

#[test]
fn idle_sends_nothing() {
    let (home, file) = company();
    let mut window = Window::open(home.path(), &["--ledger", &file]);
    window.shows("Lead review 7");
    window.keys("z");
    window.rest(Duration::from_secs(1));
    let before = window.sent.len();
    window.rest(Duration::from_secs(2));
    // The clock may turn a minute once: one small frame.
    assert!(
        window.sent.len() - before < 400,
        "{} bytes",
        window.sent.len() - before
    );
}
