//! The figures in digits the whole room can read, with the lead that is spoken of on top.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use tui_big_text::{BigText, PixelSize};

use super::panel;
use crate::console::model::Model;
use crate::console::text::width;
use crate::console::words;
use crate::review::figures::strip::{Part, strip};

/// Draws the wall.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = model.theme();
    let figures = match (&model.walk, &model.scorecard.kpis) {
        (Some(walk), _) => strip(&walk.start, &walk.now),
        (None, Some(kpis)) => strip(kpis, kpis),
        (None, None) => {
            panel::note(model, frame, area, "There are no figures to show yet.");
            return;
        }
    };
    let mut y = area.y;
    if let Some(lead) = model
        .walking()
        .and_then(crate::console::model::walk::Walk::current)
    {
        let label = words::label_of(model, lead);
        y += big(
            frame,
            Rect::new(
                area.x + 1,
                y,
                area.width.saturating_sub(1),
                area.bottom().saturating_sub(y),
            ),
            &label,
            theme.strong,
        );
        y += 1;
    }
    for segment in &figures.bar {
        let style = match segment.part {
            Part::Accepted => theme.accepted,
            Part::NotAccepted => theme.refused,
            Part::AnswerDue => theme.waiting,
            Part::InTime => theme.quiet,
        };
        let text = format!(
            "{} {}",
            segment.part.word(),
            segment.count.words().replace('→', ">")
        );
        let room = Rect::new(
            area.x + 1,
            y,
            area.width.saturating_sub(1),
            area.bottom().saturating_sub(y),
        );
        if room.height < 1 {
            return;
        }
        y += big(frame, room, &text, style);
    }
    for tile in &figures.tiles {
        let room = Rect::new(area.x, y, area.width, area.bottom().saturating_sub(y));
        panel::lines(
            frame,
            room,
            [Line::styled(
                format!("  {}  {} {}", tile.title, tile.headline, tile.of),
                theme.strong,
            )],
        );
        y = (y + 1).min(area.bottom());
    }
}

/// Block digits where they fit, else a line of text; returns the rows used.
fn big(frame: &mut Frame<'_>, area: Rect, text: &str, style: Style) -> u16 {
    let columns = u16::try_from(width(text) * 4).unwrap_or(u16::MAX);
    if columns <= area.width && area.height >= 4 && text.is_ascii() {
        let big = BigText::builder()
            .pixel_size(PixelSize::Quadrant)
            .style(style)
            .lines(vec![Line::from(text.to_owned())])
            .build();
        frame.render_widget(big, Rect::new(area.x, area.y, area.width, 4));
        return 4.min(area.height);
    }
    panel::lines(frame, area, [Line::styled(format!(" {text}"), style)]);
    1.min(area.height)
}
