//! One whole review by keys alone: a CSV file, 24 verdicts with reasons, an undo, a kill, a second seat, final minutes.

use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{Days, Utc};
use rustix::process::Signal;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::super::faults::{figure, is_full};
use super::window::Window;
use super::{check, docket, joined, stands_at};

/// What is pressed before a lead, and the reason that stands in the minutes then.
const REASONS: [(&str, &str); 10] = [
    ("r4", "no budget"),
    ("r1", "not our kind of customer"),
    ("r2", "wrong person"),
    ("r3", "no need"),
    ("r5<enter>", "bad timing"),
    ("r6", "passed too early"),
    ("r7", "could not reach"),
    ("r8<enter>", "data wrong or missing"),
    ("r9<enter>", "duplicate or customer"),
    ("r0They moved away<enter>", "other, in words"),
];

/// 40 leads of the last six weeks: a quarter accepted, a quarter not, the others without an answer.
fn leads() -> String {
    let mut csv = "id,company,name,owner,status,created_at,qualified_at\n".to_owned();
    let today = Utc::now().date_naive();
    for number in 0..40 {
        let delivered = today - Days::new(3 + number);
        let raised = delivered - Days::new(2);
        let owner = ["T. Reyes", "K. Lind"][usize::from(number % 2 == 0)];
        let status = match number % 4 {
            1 => "Accepted",
            2 => "Rejected",
            _ => "MQL",
        };
        let row = format!(
            "L{number:02},Company {number:02},Pat {number:02},{owner},{status},{raised},{delivered}\n"
        );
        csv.push_str(&row);
    }
    csv
}

/// Imports the leads into a ledger of its own.
fn imported() -> (TempDir, String) {
    let home = TempDir::new().unwrap();
    std::fs::write(home.path().join("leads.csv"), leads()).unwrap();
    let file = home.path().join("team.docket").display().to_string();
    let words = docket(
        home.path(),
        &file,
        &["import", "leads.csv", "--yes", "--json"],
    );
    let told: serde_json::Value = serde_json::from_str(&words).unwrap();
    assert_eq!(told["files"][0]["new"], 40);
    (home, file)
}

/// The row of a lead in the docket at the left.
fn row<'screen>(screen: &'screen str, label: &str) -> Option<&'screen str> {
    screen
        .lines()
        .filter_map(|line| line.split('│').nth(1))
        .find(|row| row.contains(label))
}

fn is_done(screen: &str, label: &str) -> bool {
    row(screen, label).is_some_and(|row| row.contains('✓') && !row.contains("saving"))
}

/// Says something of the lead in front, and waits until it is saved; gives the lead.
fn say(window: &mut Window, keys: &str) -> String {
    let label = stands_at(&window.screen());
    window.keys(keys);
    window.until(&format!("{label} done by {keys}"), |screen| {
        is_done(screen, &label)
    });
    label
}

/// The text of the minutes about a lead: from its heading to the next.
fn part<'text>(text: &'text str, heading: &str, label: &str) -> &'text str {
    let parts = text.split(heading).skip(1);
    let mut parts = parts.filter(|part| part.starts_with(label));
    parts.next().unwrap_or_else(|| panic!("{label}:\n{text}"))
}

/// Every verdict with its reason, in every format, and one hash over them.
fn minutes_hold(home: &Path, file: &str, verdicts: &[(String, &str)]) {
    let print = |format: &str| docket(home, file, &["minutes", "1", "--format", format]);
    let json = print("json");
    let told: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(told["state"]["state"], "final");
    assert_eq!(told["state"]["version"], 1);
    let digest = Sha256::digest(json.as_bytes());
    let digest = digest
        .iter()
        .fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    let badge = format!("FINAL v1 · SHA-256 {digest}");
    let rows = told["leads"].as_array().unwrap();
    assert_eq!(rows.len(), verdicts.len());
    let [markdown, html, text] = ["md", "html", "txt"].map(print);
    for page in [&markdown, &html, &text] {
        let words: Vec<&str> = page.split_whitespace().collect();
        assert!(words.join(" ").contains(&badge), "{page}");
    }
    let csv = print("csv");
    let cells: Vec<csv::StringRecord> = csv::Reader::from_reader(csv.as_bytes())
        .records()
        .map(Result::unwrap)
        .collect();
    for (label, reason) in verdicts {
        let row = rows.iter().find(|row| row["company"] == label.as_str());
        let after = &row.unwrap()["after"];
        assert_eq!(after["reason"], *reason, "{label}");
        assert_eq!(after["who"], "Hanna", "{label}");
        assert!(part(&markdown, "### ", label).contains(reason), "{label}");
        assert!(part(&html, "<h3>", label).contains(reason), "{label}");
        let lines: Vec<&str> = part(&text, "> ", label).split_whitespace().collect();
        assert!(lines.join(" ").contains(reason), "{label}");
        let row = cells.iter().find(|row| &row[5] == label).unwrap();
        assert_eq!(&row[13], *reason, "{label}");
    }
    assert!(json.contains("They moved away"));
}

/// What another seat may take to see a verdict, from the moment its own seat shows it as saved.
const SEEN: Duration = Duration::from_secs(1);

/// The ten lines to paste were written beside the minutes.
fn ten_lines_lie_ready(home: &Path) {
    let ten = home.join("papers/review-1-ten-lines.txt");
    let ten = std::fs::read_to_string(ten).unwrap();
    assert!((1..=10).contains(&ten.lines().count()), "{ten}");
}

#[test]
fn a_whole_review_by_keys_alone() {
    let (home, file) = imported();
    let open = |who: &str| Window::open(home.path(), &["--ledger", &file, "--as", who]);
    let mut window = open("Hanna");
    window.shows("40 leads are here");
    super::begun(&mut window);

    let mut second = open("Mary");
    joined(&mut second);
    let mut verdicts = vec![(say(&mut window, "r4"), "no budget")];
    let saved = Instant::now();
    let first = verdicts[0].0.clone();
    let seen = second.until("the first verdict, and whose it is", |screen| {
        is_done(screen, &first) && screen.contains("Hanna: ")
    });
    let waited = saved.elapsed();
    figure(&format!(
        "two seats: a verdict seen after {} ms",
        waited.as_millis()
    ));
    assert!(!is_full() || waited < SEEN, "{waited:?}");
    assert!(row(&seen, &first).unwrap().contains("not acc."), "{seen}");

    let taken = stands_at(&window.screen());
    assert_eq!(say(&mut window, "r6"), taken);
    window.keys("u");
    window.until("the undo", |screen| {
        !is_done(screen, &taken) && stands_at(screen) == taken
    });
    while verdicts.len() < 12 {
        let (keys, reason) = REASONS[verdicts.len() % 10];
        verdicts.push((say(&mut window, keys), reason));
    }
    let before = stands_at(&window.screen());
    window.signal(Signal::KILL);
    window.ends();

    let mut window = open("Hanna");
    let after = window.until("the review again", |screen| screen.contains("to discuss"));
    assert_eq!(stands_at(&after), before);
    while verdicts.len() < 24 {
        let (keys, reason) = REASONS[verdicts.len() % 10];
        verdicts.push((say(&mut window, keys), reason));
    }
    window.keys("7");
    window.shows("24 seen: 24 talked, 0 consent");
    window.keys("<enter>");
    window.shows("Nothing decided: nothing to change, because");
    window.keys("<enter>");
    window.shows("FINAL v1");
    window.shows("written:");
    second.shows("FINAL v1");
    ten_lines_lie_ready(home.path());
    window.keys("q");
    assert_eq!(window.ends(), 0);
    minutes_hold(home.path(), &file, &verdicts);
    check(home.path(), &file);
}
