//! A figure in block digits: as large as its place allows, its unit beside the last row.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use tui_big_text::{BigText, PixelSize};

use super::panel;
use crate::console::text::{fit, width};
use crate::review::figures::words::NOTHING;

/// The sizes there are, the largest first: columns and rows of one digit.
const SIZES: [(PixelSize, u16, u16); 3] = [
    (PixelSize::Full, 8, 8),
    (PixelSize::HalfWidth, 4, 8),
    (PixelSize::Quadrant, 4, 4),
];

/// Draws a figure and its unit, where there is room for it; returns the rows used.
pub fn draw(frame: &mut Frame<'_>, area: Rect, figure: &str, unit: &str, style: Style) -> u16 {
    let digits = u16::try_from(figure.chars().count()).unwrap_or(u16::MAX);
    let fits = |(_, columns, rows): &&(PixelSize, u16, u16)| {
        digits.saturating_mul(*columns) <= area.width && *rows <= area.height
    };
    // The block font has digits and stops, no dash.
    let size = SIZES.iter().find(fits).filter(|_| figure != NOTHING);
    let Some((pixels, columns, rows)) = size else {
        let text = format!("{figure} {}", unit.trim());
        panel::lines(frame, area, [Line::styled(text, style)]);
        return area.height.min(1);
    };
    let text = BigText::builder()
        .pixel_size(*pixels)
        .style(Style::new().patch(style))
        .lines([Line::from(figure.to_owned())])
        .build();
    let place = Rect {
        height: *rows,
        ..area
    };
    frame.render_widget(text, place);
    let wide = digits * columns;
    let left = area.width - wide;
    let beside = Rect::new(area.x + wide, area.y + rows - 2, left, 1);
    let unit = fit(unit, usize::from(left)).into_owned();
    panel::lines(frame, beside, [Line::styled(unit, style)]);
    *rows
}

/// Whether a unit stands whole beside a figure in so many columns.
pub fn beside(area: Rect, figure: &str, unit: &str) -> bool {
    let digits = figure.chars().count();
    let fits = |(_, columns, rows): &&(PixelSize, u16, u16)| {
        digits * usize::from(*columns) <= usize::from(area.width) && *rows <= area.height
    };
    let columns = SIZES
        .iter()
        .find(fits)
        .map_or(1, |(_, columns, _)| *columns);
    digits * usize::from(columns) + width(unit) <= usize::from(area.width)
}
