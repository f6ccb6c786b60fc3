//! The figures in digits the whole room can read, with the lead that is spoken of on top.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use tui_big_text::{BigText, PixelSize};

use super::panel;
use crate::console::model::Model;
use crate::console::model::walk::Walk;
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
    let rest = |y: u16| Rect::new(area.x, y, area.width, area.bottom().saturating_sub(y));
    let mut y = area.y;
    let current = model.walking().and_then(Walk::current);
    if let Some(lead) = current {
        y += big(frame, rest(y), &words::label_of(model, lead), theme.strong) + 1;
    }
    for segment in &figures.bar {
        let style = match segment.part {
            Part::Accepted => theme.accepted,
            Part::NotAccepted => theme.refused,
            Part::AnswerDue => theme.waiting,
            Part::InTime => theme.quiet,
        };
        let count = segment.count.words().replace('→', ">");
        let text = format!("{} {count}", segment.part.word());
        y += big(frame, rest(y), &text, style);
    }
    let tiles = figures.tiles.iter().map(|tile| {
        let text = format!("  {}  {} {}", tile.title, tile.headline, tile.of);
        Line::styled(text, theme.strong)
    });
    panel::lines(frame, rest(y), tiles);
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
