//! The phases of a review beside Numbers and Leads: Open, Promises, Lessons, Decide, Close.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{close, panel, promises, strip};
use crate::console::model::Model;
use crate::console::model::walk::{Phase, Walk};
use crate::console::text::wrap;
use crate::console::words;
use crate::review::entry::Act;
use crate::review::meeting::{Attendance, Part};
use crate::review::person::Team;

/// How many rows the list of a phase has, for its cursor.
pub fn len(walk: &Walk) -> usize {
    match walk.phase {
        Phase::Decide => walk
            .said()
            .filter(|entry| {
                matches!(entry.act, Act::Topic { .. }) || entry.act.decision().is_some()
            })
            .count(),
        Phase::Lessons => walk
            .said()
            .filter(|entry| matches!(entry.act, Act::Idea { .. }))
            .count(),
        _ => 0,
    }
}

/// Draws a phase.
pub fn draw(model: &Model, walk: &Walk, frame: &mut Frame<'_>, area: Rect) {
    match walk.phase {
        Phase::Open => open(model, walk, frame, area),
        Phase::Promises => promises::draw(model, frame, area),
        Phase::Lessons => two(
            model,
            frame,
            area,
            ("Stop, start, continue (i)", ideas(model, walk)),
            ("Heard today", heard(model, walk)),
        ),
        Phase::Decide => two(
            model,
            frame,
            area,
            ("Topics (k)", topics(model, walk)),
            ("Decided (d)", decisions(model, walk)),
        ),
        _ => close::draw(model, walk, frame, area),
    }
}

fn two(
    model: &Model,
    frame: &mut Frame<'_>,
    area: Rect,
    left: (&str, Vec<String>),
    right: (&str, Vec<String>),
) {
    let half = area.width / 2;
    let areas = [
        Rect::new(area.x, area.y, half, area.height),
        Rect::new(area.x + half, area.y, area.width - half, area.height),
    ];
    for (area, (title, rows)) in areas.into_iter().zip([left, right]) {
        block(model, frame, area, title, &rows);
    }
}

/// A panel of sentences, wrapped.
fn block(model: &Model, frame: &mut Frame<'_>, area: Rect, title: &str, rows: &[String]) {
    let inner = panel::framed(model, frame, area, title, false);
    let room = usize::from(inner.width).saturating_sub(3);
    let lines = rows.iter().flat_map(|row| {
        wrap(row, room)
            .into_iter()
            .enumerate()
            .map(|(at, part)| {
                let head = if at == 0 { " " } else { "   " };
                Line::styled(format!("{head}{part}"), model.theme().text)
            })
            .collect::<Vec<_>>()
    });
    panel::lines(frame, inner, lines.take(usize::from(inner.height)));
}

fn open(model: &Model, walk: &Walk, frame: &mut Frame<'_>, area: Rect) {
    let of = |team: Team| {
        let names: Vec<String> = walk
            .meeting
            .attendance
            .iter()
            .filter(|(person, state, _)| {
                person.team == team && matches!(state, Attendance::Present | Attendance::Late)
            })
            .map(|(person, ..)| words::colleague(&person.name))
            .collect();
        if names.is_empty() {
            format!("{}: nobody named", team.word())
        } else {
            format!("{}: {}", team.word(), names.join(", "))
        }
    };
    let opening = &walk.meeting.opening;
    let here = vec![
        of(Team::Sales),
        of(Team::Marketing),
        of(Team::Other),
        String::new(),
        format!(
            "Facilitator: {}",
            words::colleague(&walk.meeting.facilitator)
        ),
        walk.prepared.words(),
        format!(
            "{} changes who is here",
            model.keymap.shown(crate::console::command::Command::People)
        ),
    ];
    let (_, discuss) = walk.progress(Part::ToDiscuss, &model.known);
    let (_, consent) = walk.progress(Part::ByConsent, &model.known);
    let docket = vec![
        format!(
            "{discuss} leads to discuss, {consent} by consent, in {} minutes",
            opening.lead_minutes
        ),
        format!("{} minutes in all", opening.minutes),
        format!("Leads delivered {}", strip::period(model, opening.period)),
        String::new(),
        "The figures count these leads, and those brought onto the docket.".to_owned(),
        "No definition is agreed yet: the word of the CRM counts as a lead.".to_owned(),
    ];
    two(
        model,
        frame,
        area,
        ("Who is here", here),
        ("What for", docket),
    );
}

fn ideas(model: &Model, walk: &Walk) -> Vec<String> {
    let rows: Vec<String> = walk
        .said()
        .filter_map(|entry| match &entry.act {
            Act::Idea { text, lead, .. } => Some(about(model, text, *lead)),
            _ => None,
        })
        .collect();
    or(rows, "No idea is written down yet: i writes one.")
}

fn or(rows: Vec<String>, empty: &str) -> Vec<String> {
    if rows.is_empty() {
        vec![empty.to_owned()]
    } else {
        rows
    }
}

fn about(model: &Model, text: &str, lead: Option<crate::review::lead::LeadId>) -> String {
    let lead = lead.map_or_else(String::new, |lead| {
        format!(" ({})", words::label_of(model, lead))
    });
    format!("· {}{lead}", words::written(model, text))
}

fn heard(model: &Model, walk: &Walk) -> Vec<String> {
    let rows = strip::heard_today(model, walk)
        .into_iter()
        .map(|(what, count)| format!("{count} × {what}"))
        .collect();
    or(rows, "No reason was told in this review yet.")
}

fn topics(model: &Model, walk: &Walk) -> Vec<String> {
    let rows = walk
        .said()
        .filter_map(|entry| match &entry.act {
            Act::Topic { text, lead, .. } => Some(about(model, text, *lead)),
            _ => None,
        })
        .collect();
    or(
        rows,
        "No topic is waiting: k writes one from wherever one stands.",
    )
}

fn decisions(model: &Model, walk: &Walk) -> Vec<String> {
    let rows = walk
        .said()
        .filter_map(|entry| {
            let (text, lead) = entry.act.decision()?;
            Some(about(model, &text, lead))
        })
        .collect();
    or(rows, "Nothing is decided yet: d writes a decision.")
}
