//! The minutes as they stand: a few counts in the strip, the paper itself beside the walk or over it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{panel, paper};
use crate::console::model::Model;
use crate::console::model::walk::Walk;
use crate::console::text::{clean, fit};
use crate::console::words;
use crate::review::entry::{Act, Entry};

/// The opened minutes leave the docket in view from so many columns on, and take so many.
const BESIDE: u16 = 120;
const PANE: u16 = 84;

/// How many decisions, promises, ideas and topics there are.
pub fn counts(walk: &Walk) -> [(usize, &'static str, &'static str); 4] {
    let count = |of: fn(&Act) -> bool| walk.said().filter(|entry| of(&entry.act)).count();
    [
        (
            count(|act| act.decision().is_some()),
            "decision",
            "decisions",
        ),
        (
            count(|act| matches!(act, Act::Promised { .. })),
            "promise",
            "promises",
        ),
        (
            count(|act| matches!(act, Act::Idea { .. })),
            "idea",
            "ideas",
        ),
        (
            count(|act| matches!(act, Act::Topic { .. })),
            "topic",
            "topics",
        ),
    ]
}

/// What the minutes hold so far, in the strip.
pub fn short(model: &Model, walk: &Walk, columns: u16) -> Vec<Line<'static>> {
    let theme = model.theme();
    let told: Vec<String> = counts(walk)
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
        .collect();
    let mut lines = vec![Line::styled(" MINUTES", theme.strong)];
    let room = usize::from(columns).saturating_sub(4);
    let sum = if told.is_empty() {
        "nothing written yet".to_owned()
    } else {
        told.join(" ")
    };
    lines.push(Line::styled(format!("   {}", fit(&sum, room)), theme.text));
    let last = walk.said().filter(|entry| spoken(entry)).last();
    if let Some(entry) = last {
        let text = words::act(model, &entry.act);
        for part in crate::console::text::wrap(&text, room).into_iter().take(3) {
            lines.push(Line::styled(format!("   {part}"), theme.quiet));
        }
    }
    lines
}

fn spoken(entry: &Entry) -> bool {
    !entry.act.is_quiet() && !matches!(entry.act, Act::Opened { .. } | Act::Resumed)
}

/// Lines of the paper; in practice, or before it has come, what was said in the review.
pub fn lines(model: &Model, from: usize, rows: usize) -> Vec<Line<'static>> {
    let theme = model.theme();
    match &model.paper {
        Some(paper) => paper
            .lines()
            .skip(from)
            .take(rows)
            .map(|line| Line::styled(format!(" {}", clean(line)), theme.text))
            .collect(),
        None => model.walk.as_ref().map_or_else(Vec::new, |walk| {
            walk.said()
                .filter(|entry| spoken(entry))
                .skip(from)
                .take(rows)
                .map(|entry| {
                    let text = words::act(model, &entry.act);
                    Line::styled(format!(" {text}"), theme.text)
                })
                .collect()
        }),
    }
}

/// Where the opened minutes stand: beside the walk where there is room for both, else over all of it.
pub fn area(body: Rect) -> Rect {
    if body.width < BESIDE {
        return body;
    }
    Rect::new(body.right() - PANE, body.y, PANE, body.height)
}

/// How many lines the opened minutes have.
fn len(model: &Model) -> usize {
    let said = |walk: &Walk| walk.said().filter(|entry| spoken(entry)).count();
    match &model.paper {
        Some(paper) => paper.lines().count(),
        None => model.walk.as_ref().map_or(0, said),
    }
}

/// How far they can be scrolled on a screen of this body.
pub fn most(model: &Model, body: Rect) -> usize {
    paper::most(len(model), area(body).height.saturating_sub(2))
}

/// The opened minutes, scrolled.
pub fn over(model: &Model, frame: &mut Frame<'_>, body: Rect, scroll: u16) {
    let area = area(body);
    panel::cleared(model, frame, area);
    let inner = panel::framed(model, frame, area, "The minutes as they stand", true);
    if let Some(text) = &model.paper {
        paper::draw(model, frame, inner, text, scroll);
    } else if len(model) == 0 {
        panel::note(model, frame, inner, "Nothing is written yet.");
    } else {
        let rows = usize::from(inner.height);
        panel::lines(frame, inner, lines(model, usize::from(scroll), rows));
    }
}

/// Beside the walk, where the screen is wide: the lines around what was written last.
pub fn beside(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let inner = panel::framed(model, frame, area, "Minutes", false);
    let rows = usize::from(inner.height);
    let last = len(model).saturating_sub(rows);
    let from = model.written_at.saturating_sub(rows / 3).min(last);
    panel::lines(frame, inner, lines(model, from, rows));
}
