//! A seat in a process of its own: this very test program, asked for one test that does what its environment says.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::time::Instant;

use docket::ledger::Ledger;
use docket::review::lead::LeadId;

use super::super::ledger::{accept, draft, no_budget};
use super::super::pty::leaving::held_window;
use super::creation;

/// What a child does.
#[derive(Debug, Clone, Copy)]
pub enum Child {
    /// Records verdicts, one line each: `told` and how many milliseconds it took.
    Records,
    /// Records verdicts as they come: `told`, or `refused` and the words; goes on after a refusal.
    Tries,
    /// Waits until it may go, then opens or makes the ledger.
    Opens,
    /// Opens a window with the program in it, writes the program's number, and holds the window until it is killed.
    Holds,
}

/// A running child and the lines it writes.
pub struct Seat {
    child: std::process::Child,
    lines: BufReader<ChildStdout>,
    input: Option<ChildStdin>,
}

/// Starts a child on the ledger.
pub fn start(does: Child, path: &Path, environment: &[(&str, &str)]) -> Seat {
    let program = std::env::current_exe().unwrap();
    start_as(Command::new(program), does, path, environment)
}

/// Starts a child by a command that ends in this test program.
pub fn start_as(
    mut command: Command,
    does: Child,
    path: &Path,
    environment: &[(&str, &str)],
) -> Seat {
    let mut child = command
        .args(["--exact", "faults::child::a_seat", "--nocapture"])
        .env("DOCKET_CHILD", format!("{does:?}"))
        .env("DOCKET_CHILD_LEDGER", path)
        .envs(environment.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap());
    let input = child.stdin.take();
    Seat {
        child,
        lines,
        input,
    }
}

impl Seat {
    /// The next line of the child's own; the test harness writes others.
    pub fn next(&mut self) -> Option<String> {
        loop {
            let mut line = String::new();
            if self.lines.read_line(&mut line).unwrap() == 0 {
                self.child.wait().unwrap();
                return None;
            }
            if let Some(own) = line.trim_end().strip_prefix("> ") {
                return Some(own.to_owned());
            }
        }
    }

    pub fn line(&mut self) -> String {
        self.next().unwrap_or_else(|| "the child ended".to_owned())
    }

    /// Lets a waiting child go.
    pub fn go(&mut self) {
        self.input = None;
    }

    /// Kills it as `kill -9` does; how many verdicts it had acknowledged that were not read yet.
    pub fn kill(&mut self) -> u64 {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        let mut rest = String::new();
        self.lines.read_to_string(&mut rest).unwrap();
        let whole = rest.split_inclusive('\n');
        let told = whole.filter(|line| line.starts_with("> told ") && line.ends_with('\n'));
        told.count() as u64
    }
}

fn tell(words: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "\n> {words}").unwrap();
    out.flush().unwrap();
}

/// Records eight verdicts; whatever fails is told in its words.
fn tries(path: &Path) {
    let mut ledger = match Ledger::open(path) {
        Ok(ledger) => ledger,
        Err(error) => return tell(&format!("refused {error}")),
    };
    for lead in 1..=8 {
        match ledger.record(&[draft("Ana", accept(LeadId(lead)))]) {
            Ok(_) => tell("told"),
            Err(error) => tell(&format!("refused {error}")),
        }
    }
    tell("through");
}

/// Does nothing in an ordinary run.
#[test]
fn a_seat() {
    let Ok(does) = std::env::var("DOCKET_CHILD") else {
        return;
    };
    let path = std::env::var_os("DOCKET_CHILD_LEDGER").unwrap();
    let path = Path::new(&path);
    match does.as_str() {
        "Records" => {
            let count: u64 = std::env::var("DOCKET_VERDICTS").unwrap().parse().unwrap();
            let mut ledger = Ledger::open(path).unwrap();
            for round in 0..count {
                let lead = LeadId(i64::try_from(round % 8).unwrap() + 1);
                let act = if round % 3 == 0 {
                    no_budget(lead)
                } else {
                    accept(lead)
                };
                let began = Instant::now();
                ledger.record(&[draft("Ana", act)]).unwrap();
                tell(&format!("told {}", began.elapsed().as_millis()));
            }
        }
        "Tries" => tries(path),
        "Opens" => {
            tell("at the line");
            let mut nothing = Vec::new();
            std::io::stdin().read_to_end(&mut nothing).unwrap();
            match Ledger::open_or_create(path, &creation()) {
                Ok(ledger) => {
                    assert_eq!(ledger.settings().unwrap()["zone"], "UTC");
                    tell("ready");
                }
                Err(error) => tell(&error.to_string()),
            }
        }
        "Holds" => {
            let window = held_window(path);
            tell(&window.id.as_raw_nonzero().to_string());
            let mut nothing = Vec::new();
            std::io::stdin().read_to_end(&mut nothing).unwrap();
        }
        other => panic!("{other}"),
    }
}
