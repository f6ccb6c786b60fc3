//! Who is at the table, in words and as a list.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::panel;
use crate::console::model::Model;
use crate::console::text::pad;
use crate::console::update::people::{Seated, rows};
use crate::console::{day, layout, words};
use crate::review::meeting::Attendance;
use crate::review::person::Person;

/// Draws the table over the screen.
pub fn over(model: &Model, frame: &mut Frame<'_>, body: Rect, at: usize) {
    let rows = rows(model);
    let high = u16::try_from(rows.len() + 4).unwrap_or(u16::MAX);
    let area = layout::centred(body, 100, high);
    panel::cleared(model, frame, area);
    let heard = rows.iter().filter(|row| row.heard).count();
    let title = format!("Who is here · {heard} heard");
    let inner = panel::framed(model, frame, area, &title, true);
    let (list, foot) = layout::over(inner, 1);
    if rows.is_empty() {
        panel::note(model, frame, list, "Nobody is named yet: + adds somebody.");
    }
    let at = at.min(rows.len().saturating_sub(1));
    let first = layout::first_row(at, rows.len(), usize::from(list.height));
    let lines = rows.iter().enumerate().skip(first).map(|(place, row)| {
        let text = text(model, row);
        panel::row(model, &text, place == at, model.theme().text, list.width)
    });
    panel::lines(frame, list, lines);
    let keys = " p here  l late  x left  a absent  h heard  f facilitates  r has read  + add";
    frame.render_widget(Line::styled(keys, model.theme().quiet), foot);
}

/// What somebody has yet to do about the agreement in force: "not read", "not signed", or nothing.
fn acknowledged(model: &Model, person: &Person) -> &'static str {
    let (agreement, today) = (&model.ground.agreement, model.today());
    if !person.is_bound() || agreement.on_the_page(today).is_empty() {
        return "";
    }
    if agreement.has_read(&person.name, today).is_none() {
        "not read"
    } else if agreement.has_signed(&person.name, today) {
        ""
    } else {
        "not signed"
    }
}

fn text(model: &Model, row: &Seated) -> String {
    let leads = model
        .walk
        .as_ref()
        .is_some_and(|walk| walk.meeting.facilitator == row.person.name);
    let state = match row.state {
        Some((Attendance::Present, _)) => "here".to_owned(),
        Some((state, at)) => format!("{} {}", state.word(), day::clock(at, model.zone())),
        None => "–".to_owned(),
    };
    let part = if leads {
        "facilitator"
    } else {
        row.person.role.word()
    };
    let new = acknowledged(model, &row.person);
    format!(
        "{} {} {} {} {}",
        pad(if row.heard { "● heard" } else { "○" }, 7),
        pad(&words::colleague(&row.person.name), 20),
        pad(row.person.team.word(), 9),
        pad(&state, 13),
        // Whoever is new is told apart before their part: on a narrow screen the part is cut, not this.
        if new.is_empty() {
            part.to_owned()
        } else {
            format!("{new} · {part}")
        }
    )
}
