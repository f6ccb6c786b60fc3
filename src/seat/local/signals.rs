//! Being asked to go: signals, a closed window, a terminal that is gone. The program ends within a second.

use std::io;
use std::process;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::Signals;

use super::Woken;
use super::screen;

/// How long the console may take to end by itself once it was asked to.
const PATIENCE: Duration = Duration::from_millis(600);
/// How long writing the way back may take to a terminal that accepts no bytes.
const LAST: Duration = Duration::from_millis(200);

/// Starts both watches. Neither wakes while nothing happens.
pub fn watch(queue: &Sender<Woken>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGQUIT])?;
    let told = queue.clone();
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            if let Some(signal) = signals.forever().next() {
                go(&told, signal);
            }
        })?;
    let told = queue.clone();
    thread::Builder::new()
        .name("hang-up".to_owned())
        .spawn(move || {
            wait_for_hang_up();
            go(&told, SIGHUP);
        })?;
    Ok(())
}

/// Asks the console to end, and ends the process where it does not: it may be stuck writing to a dead terminal.
fn go(queue: &Sender<Woken>, signal: i32) {
    // A console that has already gone needs no telling.
    let _ = queue.send(Woken::Signal(signal));
    thread::sleep(PATIENCE);
    thread::spawn(screen::restore);
    thread::sleep(LAST);
    process::exit(128 + signal);
}

/// Returns when the terminal is gone. With SIGHUP caught, nothing else would tell: reading spins for ever then.
fn wait_for_hang_up() {
    let stdin = rustix::stdio::stdin();
    loop {
        let mut watched = [PollFd::new(&stdin, PollFlags::empty())];
        match poll(&mut watched, None) {
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(_) => return,
            Ok(_)
                if watched[0]
                    .revents()
                    .intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) =>
            {
                return;
            }
            Ok(_) => {}
        }
    }
}
