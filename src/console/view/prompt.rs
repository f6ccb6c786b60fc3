//! The facilitator's card: what to say, what to ask, what to do when stuck. Only on the seat that leads the review.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::panel;
use crate::console::model::Model;
use crate::console::model::walk::{Phase, Walk};
use crate::console::text::wrap;
use crate::console::{agenda, layout};
use crate::review::meeting::agenda::Card;

/// A body must be so high that the card takes nothing from the phase.
const ROOM: u16 = 26;

/// Whether this seat is shown cards at all: the leading one, and nothing the room looks at.
pub fn is_for(model: &Model, walk: &Walk) -> bool {
    walk.meeting.is_led_by(&model.me) && !walk.follows && !model.looks.presents
}

/// Whether the card stands below the phase, without covering anything.
pub fn fits(walk: &Walk, body: Rect) -> bool {
    walk.phase != Phase::Leads && walk.phase != Phase::Numbers && body.height >= ROOM
}

/// What is left for the phase, and the card's own place.
pub fn split(model: &Model, walk: &Walk, body: Rect) -> (Rect, Option<Rect>) {
    if !model.looks.card || !is_for(model, walk) || !fits(walk, body) {
        return (body, None);
    }
    let (rest, card) = layout::over(body, height(model, walk, body.width));
    (rest, Some(card))
}

fn height(model: &Model, walk: &Walk, columns: u16) -> u16 {
    let lines = lines(model, &agenda::card(model, walk.phase), columns).len();
    u16::try_from(lines + 2).unwrap_or(8)
}

/// Draws the card at its place.
pub fn draw(model: &Model, walk: &Walk, frame: &mut Frame<'_>, area: Rect) {
    let title = format!("For the facilitator: {}", walk.phase.title());
    let inner = panel::framed(model, frame, area, &title, false);
    let card = agenda::card(model, walk.phase);
    panel::lines(frame, inner, lines(model, &card, area.width));
}

/// Draws the card over the foot of the body, where it does not fit below the phase.
pub fn over(model: &Model, frame: &mut Frame<'_>, body: Rect) {
    let Some(walk) = model.walking() else { return };
    let area = layout::foot(body, height(model, walk, body.width));
    panel::cleared(model, frame, area);
    draw(model, walk, frame, area);
}

fn lines(model: &Model, card: &Card, columns: u16) -> Vec<Line<'static>> {
    let theme = model.theme();
    let room = usize::from(columns).saturating_sub(11);
    let parts = [
        ("say", &card.say),
        ("ask", &card.ask),
        ("stuck", &card.stuck),
        ("watch", &card.watch),
    ];
    parts
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty())
        .flat_map(|(label, text)| {
            wrap(text, room)
                .into_iter()
                .enumerate()
                .map(|(at, part)| {
                    let head = if at == 0 { label } else { "" };
                    Line::from(vec![
                        Span::styled(format!(" {head:<6} "), theme.key),
                        Span::styled(part, theme.text),
                    ])
                })
                .collect::<Vec<_>>()
        })
        .collect()
}
