//! The real binary in a real pseudo-terminal.

mod clash;
pub mod leaving;
mod locked;
mod monthly;
mod whole;
mod window;

use std::path::Path;
use std::process::Command;
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

/// Runs a command on a ledger, which it must do, and gives what it prints.
#[track_caller]
pub fn docket(home: &Path, file: &str, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_docket"));
    command.env("HOME", home).current_dir(home);
    command
        .args(["--ledger", file, "--as", "Hanna"])
        .args(arguments);
    let ran = command.output().unwrap();
    let words = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{arguments:?}: {words}");
    String::from_utf8(ran.stdout).unwrap()
}

/// The minutes as the command line prints them.
fn minutes(home: &Path, file: &str) -> String {
    docket(home, file, &["minutes"])
}

/// The file is whole, its chain unbroken, its tables what the journal says.
#[track_caller]
fn check(home: &Path, file: &str) {
    let words = docket(home, file, &["check", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&words).unwrap();
    assert_eq!(told["findings"], serde_json::json!([]));
}

/// Opens review 7 and stands before its first lead.
fn opened(window: &mut Window) {
    window.shows("Lead review 7");
    begun(window);
}

/// Opens a review as everything defaults, and goes on to its leads.
fn begun(window: &mut Window) {
    window.keys("N");
    window.shows("of which for the leads");
    window.keys("<enter>");
    window.shows("▸1 Open◂");
    window.keys("4");
    window.shows("TO DISCUSS        0 of 8");
}

/// Takes part in the review that somebody else has opened, whether this seat came before or after.
fn joined(window: &mut Window) {
    let screen = window.until("the review", |screen| {
        screen.contains("TO DISCUSS") || screen.contains("goes on where it stood")
    });
    if !screen.contains("TO DISCUSS") {
        window.keys("N");
    }
    window.shows("TO DISCUSS        0 of 8");
}

/// The lead the walk stands at, as the docket shows it.
fn stands_at(screen: &str) -> String {
    let row = screen.lines().find(|line| line.starts_with("│▸"));
    let row = row.unwrap_or_else(|| panic!("no lead under the cursor:\n{screen}"));
    let row: String = row.chars().skip(2).take(24).collect();
    row.trim_matches([' ', '✓', '…']).to_owned()
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
    joined(&mut second);
    first.keys("r4");
    second.shows("TO DISCUSS        1 of 8");
}
