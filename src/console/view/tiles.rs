//! The six KPIs as tiles in block digits: Numbers in a review, the Scorecard outside.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use tui_big_text::{BigText, PixelSize};

use super::panel;
use crate::console::model::Model;
use crate::console::text::{fit, width, wrap};
use crate::review::figures::kpi::Kpis;
use crate::review::figures::strip::{Tile, strip};

/// Draws the six tiles, the one at `at` with the cursor.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect, start: &Kpis, now: &Kpis, at: usize) {
    let figures = strip(start, now);
    let columns = if area.width >= 110 { 3u16 } else { 2 };
    let rows = 6 / columns;
    for (place, tile) in (0u16..).zip(&figures.tiles) {
        let (column, row) = (place % columns, place / columns);
        let x = area.x + area.width * column / columns;
        let right = area.x + area.width * (column + 1) / columns;
        let y = area.y + area.height * row / rows;
        let bottom = area.y + area.height * (row + 1) / rows;
        let place = usize::from(place);
        let tile_area = Rect::new(x, y, right - x, bottom - y);
        draw_tile(model, frame, tile_area, place + 1, tile, place == at);
    }
}

fn draw_tile(
    model: &Model,
    frame: &mut Frame<'_>,
    area: Rect,
    number: usize,
    tile: &Tile,
    cursor: bool,
) {
    let theme = model.theme();
    let pointer = if cursor { "▸" } else { "" };
    let heading = format!("{pointer}{number}  {}", tile.title);
    let inner = panel::framed(model, frame, area, &heading, cursor);
    let mut y = inner.y;
    let digits = big_part(&tile.headline);
    let wide = u16::try_from(width(digits) * 4).unwrap_or(u16::MAX);
    if inner.height >= 7 && wide + 2 <= inner.width && !digits.is_empty() {
        let style = if tile.count.moved() {
            theme.moved
        } else {
            theme.strong
        };
        let big = BigText::builder()
            .pixel_size(PixelSize::Quadrant)
            .style(style)
            .lines(vec![Line::from(digits.to_owned())])
            .build();
        let place = Rect::new(inner.x + 2, y, inner.width - 2, 4.min(inner.height));
        frame.render_widget(big, place);
        y += 4;
    }
    let rest = Rect::new(inner.x, y, inner.width, inner.bottom().saturating_sub(y));
    let room = usize::from(inner.width).saturating_sub(2);
    let mut lines = vec![Line::styled(
        format!(" {} {}", fit(&tile.headline, room), fit(&tile.of, room)),
        theme.strong,
    )];
    if tile.count.moved() {
        lines.push(Line::styled(
            format!(" {}", tile.count.words()),
            theme.moved,
        ));
    }
    for mark in &tile.marks {
        for part in wrap(mark, room) {
            lines.push(Line::styled(format!(" {part}"), theme.quiet));
        }
    }
    panel::lines(frame, rest, lines);
}

/// The part of a headline that block digits can draw: what stands now.
fn big_part(headline: &str) -> &str {
    let now = headline.rsplit('→').next().unwrap_or(headline).trim();
    now.split(' ').next().unwrap_or(now)
}
