//! What goes over the line: little, and the terminal shows what was drawn.

use std::num::NonZero;

use docket::seat::local::pen::{Pen, Shown, plain_blanks};
use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

const AREA: Rect = Rect::new(0, 0, 12, 4);
const SYMBOLS: [&str; 7] = [" ", " ", "a", "b", "│", "▸", "é"];
const COLORS: [Color; 7] = [
    Color::Reset,
    Color::Rgb(12, 200, 3),
    Color::Rgb(250, 9, 77),
    Color::Indexed(130),
    Color::Red,
    Color::Gray,
    Color::LightBlue,
];
const MODIFIERS: [Modifier; 7] = [
    Modifier::empty(),
    Modifier::BOLD,
    Modifier::DIM,
    Modifier::BOLD.union(Modifier::ITALIC),
    Modifier::UNDERLINED,
    Modifier::REVERSED,
    Modifier::REVERSED.union(Modifier::BOLD),
];

/// A screen of these cells, one after the other.
fn screen(cells: &[(usize, usize, usize, usize)]) -> Buffer {
    let mut buffer = Buffer::empty(AREA);
    for (at, (symbol, fg, bg, modifier)) in cells.iter().enumerate() {
        let at = u16::try_from(at).unwrap();
        let style = Style::new()
            .fg(COLORS[*fg])
            .bg(COLORS[*bg])
            .add_modifier(MODIFIERS[*modifier]);
        buffer.set_string(at % AREA.width, at / AREA.width, SYMBOLS[*symbol], style);
    }
    plain_blanks(&mut buffer);
    buffer
}

fn written(before: &Buffer, after: &Buffer) -> Vec<u8> {
    written_over(&mut Shown::blank(AREA.as_size()), before, after)
}

fn written_over(shown: &mut Shown, before: &Buffer, after: &Buffer) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut pen = Pen::new(&mut bytes, shown);
    for (column, row, cell) in before.diff(after) {
        pen.write(column, row, cell);
    }
    pen.end();
    bytes
}

fn size(cells: u16) -> NonZero<u16> {
    NonZero::new(cells).unwrap()
}

fn color(color: Color) -> vt100::Color {
    match color {
        Color::Rgb(red, green, blue) => vt100::Color::Rgb(red, green, blue),
        Color::Indexed(index) => vt100::Color::Idx(index),
        Color::Red => vt100::Color::Idx(1),
        Color::Gray => vt100::Color::Idx(7),
        Color::LightBlue => vt100::Color::Idx(12),
        _ => vt100::Color::Default,
    }
}

/// What a person sees of a cell that was drawn, and of one that the terminal holds.
fn same(drawn: &Cell, shown: &vt100::Cell) -> bool {
    let ways = |cell: &vt100::Cell| {
        [
            (cell.underline(), Modifier::UNDERLINED),
            (cell.inverse(), Modifier::REVERSED),
        ]
    };
    let visible = ways(shown)
        .iter()
        .all(|(is, way)| *is == drawn.modifier.contains(*way));
    let symbol = if shown.contents().is_empty() {
        " "
    } else {
        shown.contents()
    };
    let ground = shown.bgcolor() == color(drawn.bg);
    if drawn.symbol() == " " && drawn.modifier.is_empty() {
        return symbol == " " && ground && visible;
    }
    let letters = shown.fgcolor() == color(drawn.fg)
        && shown.bold() == drawn.modifier.contains(Modifier::BOLD)
        && shown.dim() == drawn.modifier.contains(Modifier::DIM)
        && shown.italic() == drawn.modifier.contains(Modifier::ITALIC);
    symbol == drawn.symbol() && ground && visible && letters
}

proptest! {
    #[test]
    fn the_terminal_shows_what_was_drawn(
        frames in prop::collection::vec(
            prop::collection::vec((0..SYMBOLS.len(), 0..COLORS.len(), 0..COLORS.len(), 0..MODIFIERS.len()), 48),
            1..4,
        )
    ) {
        let mut terminal = vt100::Parser::new(size(AREA.height), size(AREA.width), 0);
        let mut shown = Shown::blank(AREA.as_size());
        let mut before = Buffer::empty(AREA);
        for frame in frames {
            let after = screen(&frame);
            terminal.process(&written_over(&mut shown, &before, &after));
            for row in 0..AREA.height {
                for column in 0..AREA.width {
                    let drawn = &after[(column, row)];
                    let shown = terminal.screen().cell(row, column).unwrap();
                    prop_assert!(same(drawn, shown), "{column},{row}: {drawn:?} is shown as {shown:?}");
                }
            }
            before = after;
        }
    }
}

#[test]
fn a_style_is_told_once_and_ended_once() {
    let before = Buffer::empty(AREA);
    let mut after = Buffer::empty(AREA);
    let gold = Style::new().fg(Color::Rgb(1, 2, 3)).bg(Color::Rgb(4, 5, 6));
    after.set_string(0, 1, "two words", gold);
    after.set_string(10, 1, "x", Style::new());
    plain_blanks(&mut after);
    let bytes = written(&before, &after);
    let words = String::from_utf8(bytes).unwrap();
    assert_eq!(
        words,
        "\u{1b}[2H\u{1b}[38;2;1;2;3;48;2;4;5;6mtwo words\u{1b}[C\u{1b}[39;49mx"
    );
}

#[test]
fn what_nobody_sees_is_not_written() {
    let mut before = Buffer::empty(AREA);
    let mut after = Buffer::empty(AREA);
    before.set_string(0, 0, "   ", Style::new().fg(Color::Rgb(9, 9, 9)));
    after.set_string(0, 0, "   ", Style::new().add_modifier(Modifier::BOLD));
    plain_blanks(&mut before);
    plain_blanks(&mut after);
    assert_eq!(written(&before, &after), b"");
}

#[test]
fn behind_a_letter_of_any_width_the_place_is_told_anew() {
    let before = Buffer::empty(AREA);
    let mut after = Buffer::empty(AREA);
    after.set_string(0, 0, "語b", Style::new());
    after.set_string(0, 1, "▸", Style::new());
    after.set_string(3, 1, "c", Style::new());
    let words = String::from_utf8(written(&before, &after)).unwrap();
    assert_eq!(words, "\u{1b}[1H語\u{1b}[1;3Hb\u{1b}[2H▸\u{1b}[2;4Hc");
}

#[test]
fn letters_that_stay_are_written_again_where_that_is_shorter() {
    let plain = Style::new();
    let mut before = Buffer::empty(AREA);
    let mut after = Buffer::empty(AREA);
    before.set_string(0, 0, "anna karlsen", plain);
    after.set_string(0, 0, "enno karlsin", plain);
    let mut shown = Shown::blank(AREA.as_size());
    written_over(&mut shown, &Buffer::empty(AREA), &before);
    let bytes = written_over(&mut shown, &before, &after);
    assert_eq!(String::from_utf8(bytes).unwrap(), "\u{1b}[1Henno\u{1b}[6Ci");
}
