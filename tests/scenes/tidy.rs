//! The floors and the house style, held by a test that names file, line and rule.

use std::fs;
use std::path::{Path, PathBuf};

/// A floor: where its files are, which floors it may use, and which words it may not contain.
struct Floor {
    name: &'static str,
    uses: &'static [&'static str],
    never: &'static [&'static str],
}

const CLOCK: [&str; 5] = [
    "Utc::now",
    "Local::now",
    "SystemTime::now",
    "Instant::now",
    "Date::now",
];
const WORLD: [&str; 3] = ["std::env", "std::fs", "etcetera"];
const STORE: [&str; 1] = ["rusqlite"];
const SCREEN: [&str; 2] = ["ratatui", "crossterm"];
const PRINT: [&str; 4] = ["println!", "eprintln!", "print!(", "dbg!"];

const FLOORS: [Floor; 7] = [
    Floor {
        name: "review",
        uses: &["review"],
        never: &["csv::", "minijinja", "clap::"],
    },
    Floor {
        name: "ledger",
        uses: &["ledger", "review"],
        never: &["csv::", "minijinja", "clap::"],
    },
    Floor {
        name: "intake",
        uses: &["intake", "review"],
        never: &["minijinja", "clap::"],
    },
    Floor {
        name: "publish",
        uses: &["publish", "review"],
        never: &["clap::"],
    },
    Floor {
        name: "console",
        uses: &["console", "publish", "review"],
        never: &["csv::", "clap::"],
    },
    Floor {
        name: "seat",
        uses: &["seat", "console", "ledger", "intake", "publish", "review"],
        never: &["clap::"],
    },
    Floor {
        name: "main",
        uses: &["seat", "console", "ledger", "intake", "publish", "review"],
        never: &[],
    },
];

const LONGEST_FILE: usize = 450;
const LONGEST_FUNCTION: usize = 60;

#[test]
fn the_house_is_tidy() {
    let mut faults = Vec::new();
    for path in rust_files(Path::new("src")) {
        let text = fs::read_to_string(&path).unwrap();
        check_file(&path, &text, &mut faults);
    }
    for path in rust_files(Path::new("tests")) {
        let text = fs::read_to_string(&path).unwrap();
        check_shape(&path, &text, &mut faults);
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn tidy_sees_a_fault() {
    let mut faults = Vec::new();
    let text = "//! A view.\nuse crate::ledger::Ledger;\nfn draw(model: &mut Model) { println!(\"{}\", SystemTime::now()); }\n";
    check_file(Path::new("src/console/view/kpi.rs"), text, &mut faults);
    assert_eq!(faults.len(), 4, "{faults:#?}");
    faults.clear();
    check_file(
        Path::new("src/review/lead.rs"),
        "use rusqlite::Connection;\n",
        &mut faults,
    );
    assert_eq!(faults.len(), 2, "{faults:#?}");
    faults.clear();
    check_file(
        Path::new("src/console/pop.rs"),
        "//! Pops.\nuse super::update::agreement::deeds::Deed;\n",
        &mut faults,
    );
    assert_eq!(faults.len(), 1, "{faults:#?}");
}

fn check_file(path: &Path, text: &str, faults: &mut Vec<String>) {
    check_shape(path, text, faults);
    let Some(floor) = floor_of(path) else { return };
    let file = path.to_string_lossy();
    let forbidden = forbidden_words(floor, &file);
    for (index, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        let mut fault = |rule: String| faults.push(format!("{file}:{}: {rule}", index + 1));
        for used in floors_used(code) {
            if !floor.uses.contains(&used) {
                fault(format!("{} does not know {used}", floor.name));
            }
        }
        for word in &forbidden {
            if code.contains(word) {
                fault(format!("{word} does not belong on this floor"));
            }
        }
        if is_shown(floor, &file) && DRAWN_OR_CHANGED.iter().any(|of| code.contains(of)) {
            fault("what is shown knows neither how it changes nor how it is drawn".to_owned());
        }
        if file.contains("console/view") && code.contains("&mut Model") {
            fault("a view gets &Model".to_owned());
        }
    }
}

/// The rooms of the console that change what it shows, and that draw it.
const DRAWN_OR_CHANGED: [&str; 4] = [
    "super::update::",
    "super::view::",
    "console::update::",
    "console::view::",
];

/// Whether a file is of the rest of the console; its door names the rooms.
fn is_shown(floor: &Floor, file: &str) -> bool {
    let other = ["console/update", "console/view", "src/console.rs"];
    floor.name == "console" && !other.iter().any(|room| file.contains(room))
}

fn forbidden_words(floor: &Floor, file: &str) -> Vec<&'static str> {
    let mut words = floor.never.to_vec();
    let on = |names: &[&str]| names.contains(&floor.name);
    if !on(&["seat", "main"]) {
        words.extend(CLOCK);
    }
    if !on(&["seat", "main", "ledger"]) {
        words.extend(WORLD);
    }
    if floor.name != "ledger" {
        words.extend(STORE);
    }
    if !on(&["console", "seat"]) {
        words.extend(SCREEN);
    }
    if !file.contains("seat/local") {
        words.push("crossterm");
    }
    if floor.name != "main" {
        words.extend(PRINT);
    }
    words.sort_unstable();
    words.dedup();
    words
}

fn check_shape(path: &Path, text: &str, faults: &mut Vec<String>) {
    let file = path.to_string_lossy();
    if !text.starts_with("//!") {
        faults.push(format!(
            "{file}:1: the first line says what the file is for (//! …)"
        ));
    }
    let lines = text.lines().count();
    if lines > LONGEST_FILE {
        faults.push(format!("{file}:{lines}: longer than {LONGEST_FILE} lines"));
    }
    for (line, length) in long_functions(text) {
        faults.push(format!(
            "{file}:{line}: a function of {length} lines, at most {LONGEST_FUNCTION}"
        ));
    }
}

/// Functions longer than the limit: the line each begins on, and its length. Relies on rustfmt's indentation.
fn long_functions(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for (index, line) in text.lines().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let words = line.trim_start();
        let is_fn = [
            "fn ",
            "pub fn ",
            "pub(crate) fn ",
            "pub(super) fn ",
            "const fn ",
            "pub const fn ",
        ]
        .iter()
        .any(|start| words.starts_with(start));
        match open {
            None if is_fn && !words.ends_with(';') && !words.ends_with('}') => {
                open = Some((index, indent));
            }
            Some((start, depth)) if indent == depth && words.starts_with('}') => {
                let length = index - start + 1;
                if length > LONGEST_FUNCTION {
                    found.push((start + 1, length));
                }
                open = None;
            }
            _ => {}
        }
    }
    found
}

fn floors_used(code: &str) -> Vec<&'static str> {
    const NAMES: [&str; 6] = ["review", "ledger", "intake", "publish", "console", "seat"];
    NAMES
        .into_iter()
        .filter(|name| {
            ["crate::", "docket::"].iter().any(|root| {
                code.match_indices(root).any(|(at, _)| {
                    let rest = &code[at + root.len()..];
                    rest.strip_prefix(name).is_some_and(|after| {
                        !after.starts_with(|c: char| c.is_alphanumeric() || c == '_')
                    })
                })
            })
        })
        .collect()
}

fn floor_of(path: &Path) -> Option<&'static Floor> {
    let file = path.to_string_lossy().replace('\\', "/");
    let rest = file.strip_prefix("src/")?;
    let name = rest.split(['/', '.']).next()?;
    FLOORS.iter().find(|floor| floor.name == name)
}

fn rust_files(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
