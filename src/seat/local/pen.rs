//! What a frame costs on the line: a changed cell is written with no place and no style that the terminal has already.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Modifier};

/// What shows on a blank cell too, beside its ground.
const ON_BLANKS: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// Each way of writing and the code that begins it.
const BEGIN: [(Modifier, &str); 9] = [
    (Modifier::BOLD, "1"),
    (Modifier::DIM, "2"),
    (Modifier::ITALIC, "3"),
    (Modifier::UNDERLINED, "4"),
    (Modifier::SLOW_BLINK, "5"),
    (Modifier::RAPID_BLINK, "6"),
    (Modifier::REVERSED, "7"),
    (Modifier::HIDDEN, "8"),
    (Modifier::CROSSED_OUT, "9"),
];

/// The codes that end them; one that ends two of them ends both.
const END: [(Modifier, &str); 7] = [
    (Modifier::BOLD.union(Modifier::DIM), "22"),
    (Modifier::ITALIC, "23"),
    (Modifier::UNDERLINED, "24"),
    (Modifier::SLOW_BLINK.union(Modifier::RAPID_BLINK), "25"),
    (Modifier::REVERSED, "27"),
    (Modifier::HIDDEN, "28"),
    (Modifier::CROSSED_OUT, "29"),
];

/// Takes from blank cells what nobody can see, so that they do not differ from the last frame's by it.
pub fn plain_blanks(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if is_blank(cell) {
            cell.fg = Color::Reset;
            cell.modifier = Modifier::empty();
        }
    }
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && !cell.modifier.intersects(ON_BLANKS)
}

/// What the terminal shows by now.
#[derive(Debug, Default)]
pub struct Shown(Buffer);

impl Shown {
    /// An empty screen of that size.
    pub fn blank(size: Size) -> Self {
        Self(Buffer::empty(Rect::new(0, 0, size.width, size.height)))
    }
}

/// Where the terminal would write next, and how, while one frame is written.
#[derive(Debug)]
pub struct Pen<'frame> {
    bytes: &'frame mut Vec<u8>,
    shown: &'frame mut Shown,
    /// Column and row; `None` where the terminal has not been told.
    place: Option<(u16, u16)>,
    /// Nothing since the last absolute place that a terminal may take for wider than it is.
    sure: bool,
    ink: Color,
    ground: Color,
    modifier: Modifier,
}

impl<'frame> Pen<'frame> {
    /// A pen as a terminal has it between two frames: without any style.
    pub fn new(bytes: &'frame mut Vec<u8>, shown: &'frame mut Shown) -> Self {
        Self {
            bytes,
            shown,
            place: None,
            sure: false,
            ink: Color::Reset,
            ground: Color::Reset,
            modifier: Modifier::empty(),
        }
    }

    /// Writes one cell.
    pub fn write(&mut self, column: u16, row: u16, cell: &Cell) {
        self.go(column, row);
        self.turn(cell);
        let symbol = cell.symbol();
        self.bytes.extend_from_slice(symbol.as_bytes());
        self.sure &= symbol.is_ascii();
        self.place = Some((column.saturating_add(1), row));
        if let Some(shown) = self.shown.0.cell_mut((column, row)) {
            shown.clone_from(cell);
        }
    }

    /// Leaves the terminal without any style again.
    pub fn end(self) {
        let plain = self.ink == Color::Reset && self.ground == Color::Reset;
        if !plain || !self.modifier.is_empty() {
            self.bytes.extend_from_slice(b"\x1b[m");
        }
    }

    fn go(&mut self, column: u16, row: u16) {
        let Some((at, line)) = self.place else {
            return self.go_straight(column, row);
        };
        if line != row || column < at {
            return self.go_straight(column, row);
        }
        if column == at || self.pass_over(at, column, row) {
            return;
        }
        if !self.sure {
            return self.go_straight(column, row);
        }
        self.bytes.extend_from_slice(b"\x1b[");
        if column - at > 1 {
            self.number(column - at);
        }
        self.bytes.push(b'C');
    }

    /// Writes once more what stands between two places, where that is shorter than to say where the second is.
    fn pass_over(&mut self, from: u16, to: u16, row: u16) -> bool {
        let mut between = [b' '; 3];
        if !self.sure || usize::from(to - from) > between.len() {
            return false;
        }
        for (column, letter) in (from..to).zip(&mut between) {
            let Some(cell) = self.shown.0.cell((column, row)) else {
                return false;
            };
            let &[symbol] = cell.symbol().as_bytes() else {
                return false;
            };
            let same = if is_blank(cell) {
                !self.modifier.intersects(ON_BLANKS)
            } else {
                cell.fg == self.ink && cell.modifier == self.modifier
            };
            if !same || cell.bg != self.ground {
                return false;
            }
            *letter = symbol;
        }
        self.bytes
            .extend_from_slice(&between[..usize::from(to - from)]);
        true
    }

    fn go_straight(&mut self, column: u16, row: u16) {
        self.bytes.extend_from_slice(b"\x1b[");
        self.number(row.saturating_add(1));
        if column > 0 {
            self.bytes.push(b';');
            self.number(column.saturating_add(1));
        }
        self.bytes.push(b'H');
        self.sure = true;
    }

    /// Sets what of a cell's style is not set and would be seen.
    fn turn(&mut self, cell: &Cell) {
        let blank = is_blank(cell);
        let modifier = if blank {
            self.modifier - ON_BLANKS
        } else {
            cell.modifier
        };
        let mut codes = Codes {
            bytes: self.bytes,
            any: false,
        };
        if modifier != self.modifier {
            codes.modifier(self.modifier, modifier);
            self.modifier = modifier;
        }
        if !blank && cell.fg != self.ink {
            codes.color(cell.fg, 30);
            self.ink = cell.fg;
        }
        if cell.bg != self.ground {
            codes.color(cell.bg, 40);
            self.ground = cell.bg;
        }
        if codes.any {
            self.bytes.push(b'm');
        }
    }

    fn number(&mut self, number: u16) {
        put(self.bytes, number);
    }
}

/// One sequence that sets several things at once.
struct Codes<'frame> {
    bytes: &'frame mut Vec<u8>,
    any: bool,
}

impl Codes<'_> {
    fn code(&mut self, code: &str) {
        let before: &[u8] = if self.any { b";" } else { b"\x1b[" };
        self.any = true;
        self.bytes.extend_from_slice(before);
        self.bytes.extend_from_slice(code.as_bytes());
    }

    fn modifier(&mut self, from: Modifier, to: Modifier) {
        let mut kept = from;
        for (ended, code) in END {
            if (from - to).intersects(ended) {
                self.code(code);
                kept -= ended;
            }
        }
        for (begun, code) in BEGIN {
            if (to - kept).contains(begun) {
                self.code(code);
            }
        }
    }

    /// `base` is 30 for the letters and 40 for the ground.
    fn color(&mut self, color: Color, base: u16) {
        let bright = |place: u16| base + 60 + place;
        let code = match color {
            Color::Reset => base + 9,
            Color::Black => base,
            Color::Red => base + 1,
            Color::Green => base + 2,
            Color::Yellow => base + 3,
            Color::Blue => base + 4,
            Color::Magenta => base + 5,
            Color::Cyan => base + 6,
            Color::Gray => base + 7,
            Color::DarkGray => bright(0),
            Color::LightRed => bright(1),
            Color::LightGreen => bright(2),
            Color::LightYellow => bright(3),
            Color::LightBlue => bright(4),
            Color::LightMagenta => bright(5),
            Color::LightCyan => bright(6),
            Color::White => bright(7),
            Color::Indexed(place) => return self.numbers(&[base + 8, 5, place.into()]),
            Color::Rgb(red, green, blue) => {
                return self.numbers(&[base + 8, 2, red.into(), green.into(), blue.into()]);
            }
        };
        self.numbers(&[code]);
    }

    fn numbers(&mut self, numbers: &[u16]) {
        for number in numbers {
            self.code("");
            put(self.bytes, *number);
        }
    }
}

fn put(bytes: &mut Vec<u8>, number: u16) {
    let mut digits = [0_u8; 5];
    let mut from = digits.len();
    let mut rest = number;
    loop {
        from -= 1;
        digits[from] = b'0' + (rest % 10).to_le_bytes()[0];
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    bytes.extend_from_slice(&digits[from..]);
}
