//! The terminal as the console needs it, and the way back: one restore for the end, an error, a panic and a signal.

use std::io::{self, IsTerminal, Write};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::{style, terminal};

/// Alternate screen, emptied; bracketed paste. Emptied here: ratatui's own `clear` asks the terminal where its cursor
/// is, and one that does not answer would end the program.
const ENTER: &str = "\x1b[?1049h\x1b[2J\x1b[?2004h";
/// Presses and the wheel, in decimal coordinates. Not every motion: a hand on the mouse must not wake the program.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";
/// End of a synchronized frame, mouse off, paste off, plain letters, cursor shown, main screen.
const LEAVE: &str =
    "\x1b[?2026l\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[0m\x1b[?25h\x1b[?1049l\x1b[?25h";
const FRAME_BEGINS: &[u8] = b"\x1b[?2026h";
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";

/// Whether the terminal is ours and has to be given back.
static OURS: AtomicBool = AtomicBool::new(false);

/// The terminal while it is ours; dropping it gives it back.
pub struct Screen {
    pub terminal: Terminal<CrosstermBackend<Frames>>,
}

impl Screen {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste, the mouse where wanted.
    pub fn take(mouse: bool) -> io::Result<Self> {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Err(io::Error::other(
                "the console needs a terminal; docket --help lists what works without one",
            ));
        }
        // Under NO_COLOR crossterm would write an empty style, which ends bold and reverse too, and the selection
        // with them. The theme without colours is the console's own matter.
        style::force_color_output(true);
        restore_on_panic();
        terminal::enable_raw_mode()?;
        OURS.store(true, Ordering::SeqCst);
        let mut screen = Self {
            terminal: Terminal::new(CrosstermBackend::new(Frames::default()))?,
        };
        screen.write(ENTER)?;
        screen.mouse(mouse)?;
        Ok(screen)
    }

    /// Lets the mouse act in the console, or leaves it to the terminal so that people can select and copy.
    pub fn mouse(&mut self, on: bool) -> io::Result<()> {
        self.write(if on { MOUSE_ON } else { MOUSE_OFF })
    }

    /// Writes a control sequence of ours.
    pub fn write(&mut self, sequence: &str) -> io::Result<()> {
        let mut stdout = io::stdout().lock();
        stdout.write_all(sequence.as_bytes())?;
        stdout.flush()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back as it was. Does so once, whoever asks first; nobody is left to hear of an error.
pub fn restore() {
    if OURS.swap(false, Ordering::SeqCst) {
        // The line discipline first: it works even while the terminal takes no bytes. Then past `Stdout`'s lock,
        // which a thread that is stuck in a frame may hold.
        let _ = terminal::disable_raw_mode();
        let _ = rustix::io::write(rustix::stdio::stdout(), LEAVE.as_bytes());
    }
}

fn restore_on_panic() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |what| {
        restore();
        before(what);
    }));
}

/// Collects a frame and hands it to the terminal in one synchronized piece; an empty frame writes nothing.
#[derive(Debug, Default)]
pub struct Frames {
    bytes: Vec<u8>,
}

impl Write for Frames {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.is_empty() {
            self.bytes.extend_from_slice(FRAME_BEGINS);
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        self.bytes.extend_from_slice(FRAME_ENDS);
        let mut stdout = io::stdout().lock();
        let written = stdout.write_all(&self.bytes).and_then(|()| stdout.flush());
        self.bytes.clear();
        written
    }
}
