//! F11: the Nth write or the Nth sync of the ledger fails, as on a dying disk: each verdict is told or refused in words,
//! what was told is there, and the file opens and holds together.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::child::{Child, start_as};
use super::{figure, founded, much, verdicts};

/// What fails: the calls, in strace's words.
const CALLS: [&str; 2] = ["fsync,fdatasync", "write,pwrite64"];

fn strace_is_there() -> bool {
    let strace = Command::new("strace")
        .args(["-qq", "-e", "trace=none", "true"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    strace.is_ok_and(|status| status.success())
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(end);
    PathBuf::from(name)
}

/// The test program under strace, the Nth of these calls on the ledger's files failing with an input/output error.
fn failing(calls: &str, nth: u64, path: &Path) -> Command {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o", "/dev/null"]);
    command.args(["-e", &format!("trace={calls}")]);
    command.args(["-e", &format!("inject={calls}:error=EIO:when={nth}")]);
    for end in ["", "-wal", "-shm", "-journal"] {
        command.arg("-P").arg(beside(path, end));
    }
    command.arg(std::env::current_exe().unwrap());
    command
}

#[test]
fn f11_a_failing_write_or_sync_is_refused_in_words_or_passed() {
    if !strace_is_there() {
        figure("F11: not tried, there is no strace here that may watch a program");
        return;
    }
    let most = much(4, 200);
    let (mut refused, mut clean, mut told) = (0, 0, 0);
    for calls in CALLS {
        for nth in 1..=most {
            let (_folder, path) = founded(8);
            let mut seat = start_as(failing(calls, nth, &path), Child::Tries, &path, &[]);
            let lines: Vec<String> = std::iter::from_fn(|| seat.next()).collect();
            let kept = verdicts(&path);
            let acknowledged = lines.iter().filter(|line| *line == "told").count() as u64;
            let words: Vec<&String> = lines
                .iter()
                .filter(|line| line.starts_with("refused "))
                .collect();
            assert!(
                kept >= acknowledged,
                "{calls} {nth}: {kept} of {acknowledged}"
            );
            let ended = lines
                .last()
                .is_some_and(|line| line == "through" || line.starts_with("refused "));
            assert!(ended, "{calls} {nth}: stopped without a word: {lines:?}");
            assert!(
                words.iter().all(|words| words.len() > 30),
                "{calls} {nth}: {words:?}"
            );
            refused += u64::from(!words.is_empty());
            clean += u64::from(words.is_empty());
            told += acknowledged;
        }
    }
    figure(&format!(
        "F11: {} runs, the Nth write or sync failing, N to {most}: {refused} refused in words, {clean} went through; \
         {told} told, all there",
        refused + clean
    ));
    assert!(refused > 0, "no failure was felt: strace sees another file");
}
