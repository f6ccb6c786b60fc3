//! Today: where a review is started from, what is ready for it, how things stand.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{panel, strip};
use crate::console::command::Command;
use crate::console::day;
use crate::console::model::Model;
use crate::console::text::{clean, pad, thousands, wrap};
use crate::review::meeting::MeetingState;
use crate::review::person::Team;

/// Draws Today.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    if !model.grounded {
        panel::note(model, frame, area, "the ledger is being opened");
        return;
    }
    let mut lines = vec![Line::default()];
    lines.extend(choices(model, area.width));
    lines.push(Line::default());
    lines.extend(ready(model));
    lines.push(Line::default());
    lines.extend(figures(model));
    panel::lines(frame, area, lines);
}

fn choices(model: &Model, columns: u16) -> Vec<Line<'static>> {
    let theme = model.theme();
    let unfinished = model
        .ground
        .meetings
        .iter()
        .rev()
        .find(|meeting| !matches!(meeting.state, MeetingState::Closed { .. }));
    let start = match unfinished {
        Some(meeting) => format!("{} goes on where it stood", clean(&meeting.opening.title)),
        None => format!(
            "Lead review {}: everything has a default, one Enter opens it",
            model.ground.meetings.len() + 1
        ),
    };
    let rows = [
        (Command::StartReview, start),
        (
            Command::Practice,
            "Walk a few leads in practice: nothing is kept".to_owned(),
        ),
        (
            Command::Import,
            model
                .named("Bring in leads, opportunities, campaigns, touches or people")
                .into_owned(),
        ),
        (
            Command::Rehearse,
            "Look around in a made-up company: nothing is kept".to_owned(),
        ),
        (Command::OpenFile, "Open another ledger".to_owned()),
    ];
    let mut lines = Vec::new();
    for (command, words) in rows {
        let why = crate::console::update::barred(model, command);
        let style = if why.is_some() {
            theme.quiet
        } else {
            theme.text
        };
        let words = why.unwrap_or(words);
        let key = pad(&model.keymap.shown(command), 4);
        for (row, part) in wrap(&words, usize::from(columns).saturating_sub(14))
            .into_iter()
            .enumerate()
        {
            let head = if row == 0 {
                format!("    {key}")
            } else {
                " ".repeat(8)
            };
            lines.push(Line::from(vec![
                Span::styled(head, theme.key),
                Span::styled(part, style),
            ]));
        }
    }
    lines
}

/// What a review needs, and what it can do without.
fn ready(model: &Model) -> Vec<Line<'static>> {
    let theme = model.theme();
    let of = |team: Team| {
        model
            .ground
            .people
            .iter()
            .filter(|person| person.team == team)
            .count()
    };
    let last = model.ground.meetings.last().map(|meeting| {
        let day = day::local(meeting.opened_at, model.zone());
        format!("{}, {}", clean(&meeting.opening.title), day::long(day))
    });
    let open = model
        .ground
        .promises
        .iter()
        .filter(|promise| !promise.is_over())
        .count();
    let rows = [
        (
            model.ground.leads > 0,
            "leads",
            thousands(model.ground.leads),
        ),
        (
            of(Team::Sales) > 0 && of(Team::Marketing) > 0,
            "who is Sales, Marketing",
            format!("{} and {}", of(Team::Sales), of(Team::Marketing)),
        ),
        (
            last.is_some(),
            "the last review",
            last.unwrap_or_else(|| "none yet".to_owned()),
        ),
        (true, "open promises", open.to_string()),
    ];
    rows.into_iter()
        .map(|(there, what, value)| {
            let glyph = if there { "●" } else { "○" };
            Line::from(vec![
                Span::styled(format!("    {glyph} {}", pad(what, 26)), theme.quiet),
                Span::styled(value, theme.text),
            ])
        })
        .collect()
}

fn figures(model: &Model) -> Vec<Line<'static>> {
    let theme = model.theme();
    let text = strip::as_text(model);
    if text.is_empty() {
        return Vec::new();
    }
    // With a review on the table these are its figures, of its leads.
    let of = match &model.walk {
        Some(walk) => strip::period(model, walk.meeting.opening.period),
        None => "in the last 90 days".to_owned(),
    };
    let head = format!("    {} {of}", model.named("Leads delivered"));
    let head = Line::styled(head, theme.strong);
    let rows = text
        .lines()
        .map(|line| {
            let (what, value) = line.split_once(": ").unwrap_or((line, ""));
            Line::from(vec![
                Span::styled(format!("      {}", pad(what, 34)), theme.quiet),
                Span::styled(value.to_owned(), theme.text),
            ])
        })
        .collect::<Vec<_>>();
    std::iter::once(head).chain(rows).collect()
}
