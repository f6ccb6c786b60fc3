//! The terminal as the console needs it, and the way back: one restore for the end, an error, a panic and a signal.

use std::io::{self, IsTerminal, Write};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::Terminal;
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::crossterm::terminal;
use ratatui::layout::{Position, Size};

use super::pen::{Pen, Shown};

/// Alternate screen, emptied; bracketed paste. Emptied here: ratatui's own `clear` asks the terminal where its cursor
/// is, and one that does not answer would end the program.
const ENTER: &str = "\x1b[?1049h\x1b[2J\x1b[?2004h";
/// Presses and the wheel, in decimal coordinates. Not every motion: a hand on the mouse must not wake the program.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";
/// End of a synchronized frame, mouse off, paste off, plain letters, cursor shown, main screen.
const LEAVE: &str =
    "\x1b[?2026l\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[0m\x1b[?25h\x1b[?1049l\x1b[?25h";
const WIPE: &str = "\x1b[2J";
const FRAME_BEGINS: &[u8] = b"\x1b[?2026h";
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";

/// Whether the terminal is ours and has to be given back.
static OURS: AtomicBool = AtomicBool::new(false);

/// The terminal while it is ours; dropping it gives it back.
pub struct Screen {
    pub terminal: Terminal<Frames>,
}

impl Screen {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste, the mouse where wanted.
    pub fn take(mouse: bool) -> io::Result<Self> {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Err(io::Error::other(
                "the console needs a terminal; docket --help lists what works without one",
            ));
        }
        restore_on_panic();
        terminal::enable_raw_mode()?;
        OURS.store(true, Ordering::SeqCst);
        let mut screen = Self {
            terminal: Terminal::new(Frames::default())?,
        };
        screen.terminal.backend_mut().shown = Shown::blank(screen.terminal.size()?);
        screen.write(ENTER)?;
        screen.mouse(mouse)?;
        Ok(screen)
    }

    /// Lets the mouse act in the console, or leaves it to the terminal so that people can select and copy.
    pub fn mouse(&mut self, on: bool) -> io::Result<()> {
        self.write(if on { MOUSE_ON } else { MOUSE_OFF })
    }

    /// Leaves nothing on the screen, and the next frame draws all of it. Ratatui's own way would ask the terminal for
    /// its cursor first.
    pub fn wipe(&mut self) -> io::Result<()> {
        self.write(WIPE)?;
        self.terminal.swap_buffers();
        let size = self.terminal.size()?;
        self.terminal.backend_mut().shown = Shown::blank(size);
        Ok(())
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
    shown: Shown,
    /// The terminal was told not to show its cursor.
    hidden: bool,
    cursor: Position,
}

impl Frames {
    fn frame(&mut self) -> &mut Vec<u8> {
        if self.bytes.is_empty() {
            self.bytes.extend_from_slice(FRAME_BEGINS);
        }
        &mut self.bytes
    }
}

impl Backend for Frames {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        if content.peek().is_some() {
            self.frame();
            let mut pen = Pen::new(&mut self.bytes, &mut self.shown);
            for (column, row, cell) in content {
                pen.write(column, row, cell);
            }
            pen.end();
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if !self.hidden {
            self.hidden = true;
            self.frame().extend_from_slice(b"\x1b[?25l");
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.hidden {
            self.hidden = false;
            self.frame().extend_from_slice(b"\x1b[?25h");
        }
        Ok(())
    }

    /// Where it was put last: a terminal that does not answer would end the program.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor = position.into();
        let (row, column) = (self.cursor.y, self.cursor.x);
        let place = format!(
            "\x1b[{};{}H",
            row.saturating_add(1),
            column.saturating_add(1)
        );
        self.frame().extend_from_slice(place.as_bytes());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        let sequence: &[u8] = match region {
            ClearType::All => b"\x1b[2J",
            ClearType::AfterCursor => b"\x1b[J",
            ClearType::BeforeCursor => b"\x1b[1J",
            ClearType::CurrentLine => b"\x1b[2K",
            ClearType::UntilNewLine => b"\x1b[K",
        };
        self.frame().extend_from_slice(sequence);
        self.shown = Shown::blank(self.size()?);
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        let (width, height) = terminal::size()?;
        Ok(Size { width, height })
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        let terminal::WindowSize {
            columns,
            rows,
            width,
            height,
        } = terminal::window_size()?;
        Ok(WindowSize {
            columns_rows: Size {
                width: columns,
                height: rows,
            },
            pixels: Size { width, height },
        })
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
