//! F8 and F9: whoever ends the program, the terminal comes back; whatever its size, the screen is right.

use std::path::Path;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open};

use super::super::faults::child::{Child, start};
use super::super::faults::{Lot, figure, is_full, much};
use super::window::Window;
use super::{check, company, opened};

/// Within which the program is gone (FAULTS F8); held to in the full form, where nothing else runs.
const GONE: Duration = Duration::from_secs(1);

/// Waits until a process has ended, and says how long that took since then.
#[track_caller]
fn gone(id: Pid, why: &str, began: Instant) -> Duration {
    let patience = if is_full() { GONE } else { 30 * GONE };
    if let Ok(process) = pidfd_open(id, PidfdFlags::empty()) {
        let time = Timespec {
            tv_sec: patience.as_secs().try_into().unwrap(),
            tv_nsec: 0,
        };
        let mut watched = [PollFd::new(&process, PollFlags::IN)];
        let ended = poll(&mut watched, Some(&time)).unwrap();
        assert_eq!(ended, 1, "{why}: still there after {patience:?}");
    }
    began.elapsed()
}

/// The only child of a process.
fn child_of(parent: Pid) -> Pid {
    let id = parent.as_raw_nonzero();
    let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap();
    Pid::from_raw(children.trim().parse().unwrap()).unwrap()
}

#[test]
fn whoever_ends_it_gets_the_terminal_back() {
    let (home, file) = company();
    let mut worst = Duration::ZERO;
    for signal in [Signal::TERM, Signal::INT, Signal::HUP, Signal::QUIT] {
        let mut window = Window::open(home.path(), &["--ledger", &file]);
        window.shows("Today");
        assert!(!window.echoes(), "{signal:?}");
        let began = Instant::now();
        window.signal(signal);
        worst = worst.max(gone(window.id, &format!("{signal:?}"), began));
        assert_eq!(window.ends(), 128 + u32::try_from(signal.as_raw()).unwrap());
        window.is_given_back();
        assert!(window.echoes(), "{signal:?}");
    }
    check(home.path(), &file);
    figure(&format!(
        "F8: TERM, INT, HUP, QUIT: echo, cursor, screen, mouse and paste back; gone within {} ms",
        worst.as_millis()
    ));
}

/// A window whose shell runs the program, as at a desk; gives the shell and the program.
fn under_a_shell(home: &Path, file: &str) -> (Window, Pid) {
    let script = "\"$0\" \"$@\"; true";
    let program = env!("CARGO_BIN_EXE_docket");
    let arguments = ["-c", script, program, "--ledger", file];
    let mut window = Window::run(home, "sh", &arguments);
    opened(&mut window);
    let program = child_of(window.id);
    (window, program)
}

#[test]
fn a_killed_shell_takes_the_program_with_it() {
    let (home, file) = company();
    let (mut window, program) = under_a_shell(home.path(), &file);
    window.keys("r4");
    window.shows("TO DISCUSS        1 of 8");
    let began = Instant::now();
    window.signal(Signal::KILL);
    let took = gone(program, "the shell was killed", began);
    check(home.path(), &file);
    figure(&format!(
        "F8: killed parent: gone within {} ms",
        took.as_millis()
    ));
}

#[test]
fn a_closed_window_takes_the_program_with_it() {
    let (home, file) = company();
    // A program of its own holds the window; when it is killed, the window is closed.
    let mut holder = start(Child::Holds, Path::new(&file), &[]);
    let program = Pid::from_raw(holder.line().parse().unwrap()).unwrap();
    let began = Instant::now();
    holder.kill();
    let took = gone(program, "its window was closed", began);
    check(home.path(), &file);
    figure(&format!(
        "F8: closed window: gone within {} ms",
        took.as_millis()
    ));
}

/// Opens a window on the ledger, for a program that will be killed with it.
pub fn held_window(file: &Path) -> Window {
    let home = file.parent().unwrap();
    let mut window = Window::open(home, &["--ledger", file.to_str().unwrap()]);
    opened(&mut window);
    window
}

#[test]
fn any_size_is_survived() {
    let (home, file) = company();
    let mut window = Window::open(home.path(), &["--ledger", &file]);
    opened(&mut window);
    // The journal is answered after the cards: from here on every card is whole.
    window.keys("U");
    window.shows("review 7 opened");
    window.keys("<esc>");
    let before = body(&window.shows("Was it a lead?"));
    let mut lot = Lot(9);
    let mut random = |end| u16::try_from(lot.below(end)).unwrap();
    let tries = much(20, 1_000);
    let corners = [
        (0, 0),
        (1, 1),
        (500, 500),
        (0, 36),
        (120, 0),
        (80, 24),
        (79, 23),
    ];
    for (columns, rows) in corners {
        window.resize(columns, rows);
    }
    for _ in 0..tries {
        window.resize(random(300), random(100));
        window.keys("g");
        let _ = window.screen();
    }
    window.resize(120, 36);
    window.until(&format!("this again:\n{before}\n"), |screen| {
        body(screen) == before
    });
    window.keys("qq");
    assert_eq!(window.ends(), 0);
    window.is_given_back();
    check(home.path(), &file);
    figure(&format!(
        "F9: {} sizes, 0 panics, last frame as the first",
        tries + corners.len() as u64
    ));
}

/// The screen without its first lines, where the clock and the minutes left are, and without what may still come in
/// below: a lead's touches.
fn body(screen: &str) -> String {
    screen
        .lines()
        .skip(2)
        .take(17)
        .collect::<Vec<_>>()
        .join("\n")
}

/// A figure, not a test: what a quiet console sends in ten seconds and how much of the processor it takes.
#[test]
fn idle_is_a_figure() {
    if !is_full() {
        return;
    }
    let (home, file) = company();
    let mut window = Window::open(home.path(), &["--ledger", &file]);
    window.shows("Lead review 7");
    window.rest(Duration::from_secs(2));
    let (before, worked) = (window.sent.len(), ticks(window.id));
    window.rest(Duration::from_secs(10));
    figure(&format!(
        "idle: {} bytes and {} ms of processor in 10 s",
        window.sent.len() - before,
        (ticks(window.id) - worked) * 10
    ));
}

/// Processor time of a process so far, in hundredths of a second.
fn ticks(id: Pid) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", id.as_raw_nonzero())).unwrap();
    let (_, after) = stat.rsplit_once(") ").unwrap();
    let fields: Vec<&str> = after.split(' ').collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}
