//! The lower part of the card: the deal, what was said before, touches, columns nobody mapped.

use ratatui::text::Line;

use super::labelled;
use crate::console::model::Model;
use crate::console::model::known::OneLead;
use crate::console::text::clean;
use crate::console::{day, words};
use crate::review::entry::Act;
use crate::review::lead::Lead;

pub fn deal(model: &Model, lead: &Lead, columns: u16) -> Vec<Line<'static>> {
    let deal = lead.deal();
    if !deal.reached() {
        return Vec::new();
    }
    let today = model.today();
    let text = deal
        .outcome
        .map_or("open", crate::review::verdict::Outcome::word);
    let mut text = model.named(text).into_owned();
    if let Some(amount) = &deal.amount {
        text = format!(
            "{text}{}",
            format_args!(" · {}", crate::review::figures::words::money(amount))
        );
    }
    if !deal.reason.is_empty() {
        text = format!(
            "{text}{}",
            format_args!(" · {}", words::written(model, &deal.reason))
        );
    }
    if let Some(at) = deal.closed.at() {
        text = format!(
            "{text}{}",
            format_args!(" · {}", day::moment(at, model.zone(), today))
        );
    }
    labelled(model, "Deal", &text, columns, 2)
}

/// Earlier notes and words, newest first.
pub fn history(model: &Model, one: &OneLead, columns: u16) -> Vec<Line<'static>> {
    let today = model.today();
    let mut lines = Vec::new();
    let said = one.entries.iter().rev().filter(|entry| {
        !matches!(
            entry.act,
            Act::Verdict { .. }
                | Act::At { .. }
                | Act::Stands { .. }
                | Act::Opened { .. }
                | Act::Added { .. }
        ) && !super::views::is_quoted(one, entry)
    });
    for entry in said.take(40) {
        let when = day::short(day::local(entry.at, model.zone()), today);
        let label = format!("{} · {when}", words::colleague(&entry.who));
        let text = match &entry.act {
            Act::Note { text, .. } => format!("\"{}\"", words::written(model, text)),
            act => {
                let text = words::act(model, act);
                let label = words::label_of(model, one.lead.id);
                text.strip_prefix(&format!("{label}: "))
                    .unwrap_or(&text)
                    .to_owned()
            }
        };
        lines.extend(labelled(model, &label, &text, columns, 4));
    }
    headed(model, "Said before", lines)
}

pub fn touches(model: &Model, one: &OneLead, columns: u16) -> Vec<Line<'static>> {
    let today = model.today();
    let touches = one.touches.as_deref().unwrap_or_default();
    let lines = touches
        .iter()
        .rev()
        .take(40)
        .flat_map(|touch| {
            let when = touch.at.map_or_else(
                || "no date".to_owned(),
                |at| day::moment(at, model.zone(), today),
            );
            let result = touch
                .result
                .map_or_else(String::new, |result| format!(", {}", result.word()));
            let by = if touch.by.is_empty() {
                String::new()
            } else {
                format!(" · {}", words::colleague(&touch.by))
            };
            let note = words::written(model, &touch.note);
            let note = if note.is_empty() {
                note
            } else {
                format!(" · {note}")
            };
            labelled(
                model,
                &when,
                &format!("{}{result}{by}{note}", touch.kind.word()),
                columns,
                2,
            )
        })
        .collect();
    headed(model, "Touches", lines)
}

/// Columns nobody mapped, as the file wrote them.
pub fn extra(model: &Model, lead: &Lead, columns: u16) -> Vec<Line<'static>> {
    let mut rows: Vec<(String, String)> = Vec::new();
    if !lead.filed.status.is_empty() {
        rows.push((
            "status in the CRM".to_owned(),
            words::written(model, &lead.filed.status),
        ));
    }
    if !lead.filed.key.is_empty() {
        rows.push(("id".to_owned(), clean(&lead.filed.key).into_owned()));
    }
    for (name, text) in &lead.filed.extra {
        if !text.trim().is_empty() {
            let name = clean(name).into_owned();
            let hidden = model.looks.masked && personal(&name);
            let text = if hidden {
                crate::console::text::HIDDEN.to_owned()
            } else {
                words::written(model, text)
            };
            rows.push((name, text));
        }
    }
    let lines = rows
        .into_iter()
        .flat_map(|(name, text)| labelled(model, &name, &text, columns, 4))
        .collect();
    headed(model, "From the file", lines)
}

/// Whether a column's heading says that it holds a name, an address or a number of a person.
fn personal(name: &str) -> bool {
    let name = name.to_lowercase();
    [
        "name", "mail", "phone", "mobile", "fax", "street", "address", "linkedin", "contact",
    ]
    .iter()
    .any(|word| name.contains(word))
}

fn headed(model: &Model, title: &str, lines: Vec<Line<'static>>) -> Vec<Line<'static>> {
    if lines.is_empty() {
        return lines;
    }
    let head = [
        Line::default(),
        Line::styled(format!(" {title}"), model.theme().strong),
    ];
    head.into_iter().chain(lines).collect()
}
