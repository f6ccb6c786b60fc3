//! F7: another program holds the file's lock. Keys and frames go on, and what was pressed is written once it lets go.

use std::time::{Duration, Instant};

use super::super::faults::{figure, is_full};
use super::window::Window;
use super::{check, company, opened};

#[test]
fn f7_keys_and_frames_go_on_while_another_program_holds_the_lock() {
    let (home, file) = company();
    let mut window = Window::open(home.path(), &["--ledger", &file, "--as", "Hanna Weiss"]);
    opened(&mut window);
    let held = rusqlite::Connection::open(&file).unwrap();
    held.busy_timeout(Duration::from_secs(30)).unwrap();
    held.execute_batch("BEGIN IMMEDIATE").unwrap();
    window.keys("a");
    window.shows("saving");
    // The long form holds the lock for a minute; the short one for a few keys.
    let until = Instant::now() + Duration::from_secs(if is_full() { 60 } else { 0 });
    let (mut keys, mut worst) = (0, Duration::ZERO);
    while keys < 6 || Instant::now() < until {
        let pressed = Instant::now();
        window.keys("?");
        window.shows("Help: what each key does");
        worst = worst.max(pressed.elapsed());
        window.keys("<esc>");
        let screen = window.until("the walk", |screen| !screen.contains("Help: what"));
        assert!(
            screen.contains("saving"),
            "nothing is told before it is written: {screen}"
        );
        keys += 2;
    }
    held.execute_batch("COMMIT").unwrap();
    window.until("the verdict, saved", |screen| {
        screen.contains("TO DISCUSS        1 of 8") && !screen.contains("saving")
    });
    drop(window);
    check(home.path(), &file);
    figure(&format!(
        "F7: lock held for {} keys, slowest frame {} ms, the verdict written once it was let go",
        keys,
        worst.as_millis()
    ));
}
