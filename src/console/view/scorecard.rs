//! The scorecard for the room: six tiles, above what each side does, below what both get.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::faces::{Face, face};
use super::{digits, panel, wall};
use crate::console::day;
use crate::console::layout;
use crate::console::model::Model;
use crate::console::model::scorecard::View;
use crate::console::room;
use crate::console::text::{fit, width};
use crate::console::update::TILES;
use crate::review::figures::scorecard::{self, Cell, Scorecard};
use crate::review::figures::words;
use crate::review::period::Period;

pub mod table;

/// From so many columns and rows on a tile has block digits.
const BLOCKS: (u16, u16) = (30, 9);
/// A block digit is so many rows high.
const DIGIT: u16 = 4;

/// Draws the tiles, or why there are none.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    if model.grounded && model.ground.leads == 0 {
        panel::note(
            model,
            frame,
            area,
            "There are no leads yet, so there is nothing to count: I brings them in.",
        );
        return;
    }
    if model.scorecard.view != View::Wall {
        table::draw(model, frame, area);
        return;
    }
    let Some(card) = &model.scorecard.card else {
        panel::note(model, frame, area, "The figures are being counted.");
        return;
    };
    let head = Rect::new(area.x, area.y, area.width, area.height.min(1));
    let words = heading(model, card, area.width);
    panel::lines(frame, head, [Line::styled(words, model.theme().quiet)]);
    if room::large(model) {
        let (_, body) = layout::below(area, 1);
        wall::scorecard(model, frame, body, card, cursor(model));
        return;
    }
    for (place, rect) in layout::tiles(area).into_iter().enumerate() {
        let face = face(card, TILES[place]).worded(&model.names());
        let cursor = place == cursor(model);
        tile(model, frame, rect, place + 1, &face, cursor);
    }
}

/// The tile under the cursor.
fn cursor(model: &Model) -> usize {
    model.walking().map_or(model.scorecard.at, |walk| walk.kpi)
}

/// Which leads the tiles are of.
pub fn of_whom(model: &Model, card: &Scorecard) -> String {
    let leads = model.named("Leads delivered");
    let days = days(scorecard::wall(card.today), card);
    if card.qualified_as_created {
        let mark = model.named(words::CREATED_STANDS_SHORT);
        return format!("{leads} {days}: {mark}");
    }
    format!("{leads} {days}, unless a tile says otherwise")
}

fn heading(model: &Model, card: &Scorecard, columns: u16) -> String {
    let keys = "arrows move, x explains, Enter the leads behind it";
    let columns = usize::from(columns);
    let of = of_whom(model, card);
    if card.qualified_as_created {
        return fit(&format!(" {of}"), columns).into_owned();
    }
    let turn = table::turn(model);
    let briefly = of.split(", ").next().unwrap_or_default();
    let words = if turn.is_empty() {
        [
            format!(" {of}. Every figure opens: {keys}"),
            format!(" {of}"),
        ]
    } else {
        [format!(" {of}{turn}"), format!(" {briefly}{turn}")]
    };
    let fits = words.iter().find(|words| width(words) <= columns);
    fits.or(words.last()).cloned().unwrap_or_default()
}

/// The first and the last day of a period: `26 Aug – 23 Nov`.
fn days(period: Period, card: &Scorecard) -> String {
    match period {
        Period::All => "at any time".to_owned(),
        Period::Days { start, end } => {
            let last = end.pred_opt().unwrap_or(end);
            let short = |date| day::short(date, card.today);
            format!("{} – {}", short(start), short(last))
        }
    }
}

fn tile(
    model: &Model,
    frame: &mut Frame<'_>,
    area: Rect,
    number: usize,
    face: &Face,
    cursor: bool,
) {
    let glyph = if cursor { "▸" } else { " " };
    let title = format!("{glyph}{number}  {}", face.title);
    if area.width < BLOCKS.0 + 2 || area.height < BLOCKS.1 + 2 {
        text_tile(model, frame, area, &title, face, cursor);
        return;
    }
    let inner = panel::framed(model, frame, area, &title, cursor);
    let digits = Rect::new(inner.x + 1, inner.y, inner.width - 1, DIGIT);
    let strong = model.theme().strong;
    digits::draw(frame, digits, &face.figure, &face.unit, strong);
    let below = Rect {
        y: inner.y + DIGIT + 1,
        height: inner.height.saturating_sub(DIGIT + 1),
        ..inner
    };
    let theme = model.theme();
    let columns = usize::from(inner.width.saturating_sub(1));
    let room = usize::from(below.height).saturating_sub(1);
    let told = sentences(face, columns, room);
    let rows = told
        .into_iter()
        .map(|text| Line::styled(format!(" {text}"), theme.text));
    panel::lines(frame, below, rows);
    let foot = Rect {
        y: below.bottom().saturating_sub(1),
        height: below.height.min(1),
        ..below
    };
    let text = format!(" {}", fit(&trend(face), columns));
    panel::lines(frame, foot, [Line::styled(text, theme.quiet)]);
}

/// The sentences wrapped: as many as fit whole, the telling ones first.
fn sentences(face: &Face, columns: usize, room: usize) -> Vec<String> {
    let mut rows = Vec::new();
    for sentence in &face.lines {
        let wrapped = crate::console::text::wrap(sentence, columns);
        if rows.len() + wrapped.len() > room {
            break;
        }
        rows.extend(wrapped);
    }
    rows
}

/// A tile in a few lines of text: title, figure, what it is made of, the months.
fn text_tile(
    model: &Model,
    frame: &mut Frame<'_>,
    area: Rect,
    title: &str,
    face: &Face,
    cursor: bool,
) {
    let theme = model.theme();
    let columns = usize::from(area.width.saturating_sub(3));
    let style = if cursor { theme.cursor } else { theme.strong };
    let mut rows = vec![
        Line::styled(crate::console::text::pad(title, columns + 2), style),
        Line::styled(
            format!(
                "   {}",
                fit(&format!("{} {}", face.figure, face.unit.trim()), columns)
            ),
            theme.strong,
        ),
    ];
    let room = usize::from(area.height).saturating_sub(rows.len() + 1);
    rows.extend(
        face.lines
            .iter()
            .take(room)
            .map(|text| Line::styled(format!("   {}", fit(text, columns)), theme.text)),
    );
    let text = format!("   {}", fit(&trend(face), columns));
    rows.push(Line::styled(text, theme.quiet));
    panel::lines(frame, area, rows);
}

/// `May ▅▅▆▅▇▆▆ Nov so far`, cells that are too early marked and said.
fn trend(face: &Face) -> String {
    let Some((first, last)) = &face.ends else {
        return String::new();
    };
    let most = face
        .trend
        .iter()
        .filter_map(|cell| cell.value)
        .fold(0.0_f64, f64::max);
    let cells: String = face.trend.iter().map(|cell| height(*cell, most)).collect();
    let any = |of: fn(&Cell) -> bool| {
        face.trend
            .iter()
            .any(|cell| cell.value.is_some() && of(cell))
    };
    let mut marks = String::new();
    if any(|cell| cell.too_early) {
        marks.push_str("  ░ too early");
    }
    if any(|cell| cell.uncovered && !cell.too_early) {
        marks.push_str("  ┄ not covered");
    }
    format!("{first} {cells} {last} so far{marks}")
}

fn height(cell: Cell, most: f64) -> char {
    let Some(value) = cell.value else { return '·' };
    if cell.too_early {
        return '░';
    }
    if cell.uncovered {
        return '┄';
    }
    let share = if most > 0.0 { value / most } else { 0.0 };
    let under = (1..8).filter(|eighth| share * 8.0 > f64::from(*eighth));
    words::eighths(under.count() + 1)
}
