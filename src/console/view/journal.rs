//! What was done, when and by whom, the latest on top; what was taken back is told with it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::panel;
use crate::console::layout::first_row;
use crate::console::model::Model;
use crate::console::text::pad;
use crate::console::{day, words};
use crate::review::entry::{Act, Entry};
use crate::review::lead::LeadId;
use crate::review::meeting::fold::taken_back;

/// Draws it over the body.
pub fn draw(
    model: &Model,
    frame: &mut Frame<'_>,
    area: Rect,
    entries: &[Entry],
    labels: &[(LeadId, String)],
    at: usize,
) {
    panel::cleared(model, frame, area);
    let of = model.meeting().map_or_else(
        || "in this file".to_owned(),
        |meeting| format!("in review {}", meeting.0),
    );
    let title = format!("What was done {of}, the latest first");
    let inner = panel::framed(model, frame, area, &title, true);
    let shown: Vec<&Entry> = entries
        .iter()
        .filter(|entry| !entry.act.is_quiet())
        .collect();
    if shown.is_empty() {
        panel::note(model, frame, inner, "Nothing was done here yet.");
        return;
    }
    let back = taken_back(entries);
    let high = usize::from(inner.height);
    let first = first_row(at, shown.len(), high);
    let rows = shown.iter().enumerate().skip(first).take(high);
    let lines: Vec<Line<'static>> = rows
        .map(|(place, entry)| {
            let undone = back.contains(&entry.gesture);
            let style = match entry.act {
                Act::Undone { .. } => model.theme().quiet,
                _ if undone => model.theme().quiet,
                _ => model.theme().text,
            };
            let text = row_text(model, entry, labels, undone);
            panel::row(model, &text, place == at, style, inner.width)
        })
        .collect();
    panel::lines(frame, inner, lines);
}

fn row_text(model: &Model, entry: &Entry, labels: &[(LeadId, String)], undone: bool) -> String {
    let day = day::short(day::local(entry.at, model.zone()), model.today());
    let clock = day::clock(entry.at, model.zone());
    let who = words::colleague(&entry.who);
    let mut said = words::act(model, &entry.act);
    if let Some(lead) = entry.act.lead() {
        let number = format!("lead {}", lead.0);
        let label = labels.iter().find(|(id, _)| *id == lead);
        let hidden = model.looks.masked && model.known.lead(lead).is_none();
        if let Some((_, label)) = label.filter(|_| !hidden) {
            let label = crate::console::text::clean(label);
            said = said.replacen(&number, label.trim(), 1);
        }
    }
    let mark = if undone { "(taken back) " } else { "" };
    format!(
        "{} {} {mark}{said}",
        pad(&format!("{day} {clock}"), 13),
        pad(&who, 15)
    )
}
