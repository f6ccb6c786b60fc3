//! A terminal window for the real binary: keys in, the screen as a person would see it. Waits on what it shows, never on time.

use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal};
use rustix::termios::{LocalModes, tcgetattr};

/// How long a screen may take before the test says what it sees instead.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Window {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    /// The other side, held open: a terminal that nobody holds forgets its modes.
    line: File,
    /// The program that was started.
    pub id: Pid,
    ended: Receiver<u32>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    /// A frame has begun and not ended: the screen is half the old one.
    torn: bool,
    /// Everything the terminal was sent.
    pub sent: Vec<u8>,
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

impl Window {
    /// Opens a window of 120×36 that runs docket with these arguments; `home` stands for the home folder.
    pub fn open(home: &Path, arguments: &[&str]) -> Self {
        Self::run(home, env!("CARGO_BIN_EXE_docket"), arguments)
    }

    /// Opens a window of 120×36 that runs a program.
    pub fn run(home: &Path, program: &str, arguments: &[&str]) -> Self {
        let pair = native_pty_system().openpty(size(120, 36)).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        command.env("HOME", home);
        command.env("USER", "tester");
        command.env("TERM", "xterm-256color");
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.cwd(home);
        let line = File::open(pair.master.tty_name().unwrap()).unwrap();
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let id = Pid::from_raw(i32::try_from(child.process_id().unwrap()).unwrap()).unwrap();
        let (end, ended) = channel();
        std::thread::spawn(move || end.send(child.wait().unwrap().exit_code()));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 16_384];
            while let Ok(read) = reader.read(&mut buffer) {
                if read == 0 || sender.send(buffer[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            writer: pair.master.take_writer().unwrap(),
            master: pair.master,
            line,
            id,
            ended,
            output,
            parser: vt100::Parser::new(cells(36), cells(120), 0),
            torn: false,
            sent: Vec::new(),
        }
    }

    /// Types keys: characters as they are, `<enter>`, `<esc>`, `<tab>`, `<up>`, `<down>`, `<c-x>` for Ctrl-x.
    pub fn keys(&mut self, script: &str) {
        let mut rest = script;
        while let Some(first) = rest.chars().next() {
            let (bytes, length) = match rest.strip_prefix('<').and_then(|name| name.split_once('>'))
            {
                Some((name, _)) => (named(name), name.len() + 2),
                None => (first.to_string().into_bytes(), first.len_utf8()),
            };
            self.writer.write_all(&bytes).unwrap();
            rest = &rest[length..];
        }
        self.writer.flush().unwrap();
    }

    /// Waits until the screen's text is as wanted, and gives it; panics with the screen where it never is.
    #[track_caller]
    pub fn until(&mut self, wanted: &str, is: impl Fn(&str) -> bool) -> String {
        self.within(PATIENCE, wanted, |screen| is(&screen.contents()))
    }

    /// The same, of the whole terminal, within a time.
    #[track_caller]
    pub fn within(
        &mut self,
        patience: Duration,
        wanted: &str,
        is: impl Fn(&vt100::Screen) -> bool,
    ) -> String {
        let deadline = Instant::now() + patience;
        loop {
            let contents = self.screen();
            if !self.torn && is(self.parser.screen()) {
                return contents;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(error) => panic!("{error}: waited for {wanted}; the screen shows:\n{contents}"),
            }
        }
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    pub fn shows(&mut self, text: &str) -> String {
        self.until(&format!("\"{text}\""), |screen| screen.contains(text))
    }

    fn take(&mut self, bytes: &[u8]) {
        const FRAME: &[u8] = b"\x1b[?2026";
        let before = self.sent.len().saturating_sub(FRAME.len());
        self.sent.extend_from_slice(bytes);
        let mut news = self.sent[before..].windows(FRAME.len() + 1).rev();
        if let Some(mark) = news.find(|piece| piece.starts_with(FRAME)) {
            self.torn = mark.ends_with(b"h");
        }
        self.parser.process(bytes);
    }

    /// The screen as it is now.
    pub fn screen(&mut self) -> String {
        while let Ok(bytes) = self.output.try_recv() {
            self.take(&bytes);
        }
        self.parser.screen().contents()
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.master.resize(size(columns, rows)).unwrap();
        self.parser
            .screen_mut()
            .set_size(cells(rows), cells(columns));
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: Signal) {
        rustix::process::kill_process(self.id, signal).unwrap();
    }

    /// Waits for the program's end, and gives its exit code. What it still says is read meanwhile.
    #[track_caller]
    pub fn ends(&mut self) -> u32 {
        match self.ended.recv_timeout(PATIENCE) {
            Ok(code) => code,
            Err(error) => panic!("{error}: the program still runs:\n{}", self.screen()),
        }
    }

    /// Takes in what the program says within a time, and says nothing to it.
    pub fn rest(&mut self, time: Duration) {
        let deadline = Instant::now() + time;
        while let Ok(bytes) = self
            .output
            .recv_timeout(deadline.saturating_duration_since(Instant::now()))
        {
            self.take(&bytes);
        }
    }

    /// Waits until the terminal is as a shell expects it: main screen, cursor shown, no mouse, no bracketed paste.
    #[track_caller]
    pub fn is_given_back(&mut self) {
        self.within(PATIENCE, "the terminal as it was", |screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        });
    }

    /// Whether the line discipline echoes and reads whole lines again.
    pub fn echoes(&self) -> bool {
        let modes = tcgetattr(&self.line).unwrap().local_modes;
        modes.contains(LocalModes::ECHO | LocalModes::ICANON)
    }
}

/// A screen has one cell at least.
fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap_or(NonZero::<u16>::MIN)
}

fn named(name: &str) -> Vec<u8> {
    match name {
        "enter" => b"\r".to_vec(),
        "esc" => b"\x1b".to_vec(),
        "tab" => b"\t".to_vec(),
        "space" => b" ".to_vec(),
        "backspace" => b"\x7f".to_vec(),
        "up" => b"\x1b[A".to_vec(),
        "down" => b"\x1b[B".to_vec(),
        "lt" => b"<".to_vec(),
        name => {
            let letter = name
                .strip_prefix("c-")
                .unwrap_or_else(|| panic!("no key is called {name}"));
            vec![letter.as_bytes()[0].to_ascii_uppercase() & 0x1f]
        }
    }
}
