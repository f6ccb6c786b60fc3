//! "Were we right?": past calls of the room and what became of each lead, beside the promises, on the docket and on a card.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::panel;
use crate::console::layout::over;
use crate::console::model::Model;
use crate::console::model::known::OneLead;
use crate::console::text::{fit, pad, width, wrap};
use crate::console::{day, words};
use crate::review::figures::hindsight::{
    Call, Judged, Outcome, SILENCE_DAYS, became, borne, calls, fate,
};
use crate::review::meeting::MeetingId;

/// Leads of the last review that the docket's list names; the rest stand in Promises.
const ON_DOCKET: usize = 3;

/// How many rows there are to move over.
pub fn len(model: &Model) -> usize {
    model
        .hindsight
        .as_ref()
        .map_or(0, |hindsight| hindsight.rows.len())
}

/// Draws the panel beside the promises.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let Some(hindsight) = &model.hindsight else {
        return;
    };
    let focus = model.promises.right;
    let title = format!("Were we right? {}", hindsight.score.words());
    let inner = panel::framed(model, frame, area, &title, focus.is_some());
    let (mut lines, mut cursor) = (Vec::new(), 0);
    let mut review = None;
    for (place, row) in hindsight.rows.iter().enumerate() {
        if review != Some(row.judged.meeting) {
            review = Some(row.judged.meeting);
            lines.push(heading(model, &row.judged));
        }
        if focus == Some(place) {
            cursor = lines.len();
        }
        lines.push(line(model, row, focus == Some(place), inner.width));
    }
    let (list, foot) = over(inner, 1);
    panel::list(frame, list, lines, cursor);
    let key = model
        .keymap
        .shown(crate::console::command::Command::NextPanel);
    let words = if focus.is_some() {
        " Enter to the lead".to_owned()
    } else {
        format!(" {key} to these leads")
    };
    let words = format!("{words} · silence of {SILENCE_DAYS} days counts");
    let words = fit(&words, usize::from(inner.width)).into_owned();
    panel::lines(frame, foot, [Line::styled(words, model.theme().quiet)]);
}

fn heading(model: &Model, judged: &Judged) -> Line<'static> {
    let on = day::short(day::local(judged.at * 1000, model.zone()), model.today());
    Line::styled(
        format!(" Review {}, {on}", judged.meeting.0),
        model.theme().strong,
    )
}

fn line(model: &Model, row: &Outcome, here: bool, columns: u16) -> Line<'static> {
    let told = row.borne.words();
    let room = usize::from(columns).saturating_sub(width(told) + 4);
    let label = words::label(model, &row.lead);
    let name = (room / 3).clamp(8, 22);
    let rest = room.saturating_sub(name + 1);
    let fate = |amount| {
        let words = fate(row.judged.call, row.became, amount);
        model.named(&words).into_owned()
    };
    let mut words = fate(row.amount.as_ref());
    if width(&words) > rest {
        // Half an amount would be a wrong one.
        words = fate(None);
    }
    let text = format!(
        "{} {} {told}",
        pad(&fit(&label, name), name),
        pad(&fit(&words, rest), rest)
    );
    panel::row(model, &text, here, model.theme().text, columns)
}

/// The docket's rows: how many leads the last review called, and what became of the first few, wrapped.
pub fn last_time(model: &Model, columns: u16) -> (usize, Vec<String>) {
    let Some(hindsight) = &model.hindsight else {
        return (0, Vec::new());
    };
    let room = usize::from(columns).saturating_sub(3);
    let mut lines = Vec::new();
    for row in hindsight.last_time().take(ON_DOCKET) {
        let label = words::label(model, &row.lead);
        let fate = fate(row.judged.call, row.became, row.amount.as_ref());
        let fate = model.named(&fate);
        let (did, came) = fate.split_once(" → ").unwrap_or((&fate, ""));
        let did = you(row.judged.call, did);
        if width(&label) + 2 + width(&did) <= room {
            lines.push(format!("   {label}: {did}"));
        } else {
            lines.push(format!("   {}", fit(&label, room)));
            lines.push(format!("   {did}"));
        }
        let came = wrap(&format!("→ {came}"), room);
        lines.extend(came.into_iter().map(|part| format!("   {part}")));
    }
    (hindsight.last_time().count(), lines)
}

fn you(call: Call, did: &str) -> String {
    match call {
        Call::SentBack => "you sent it back".to_owned(),
        _ => format!("you {did} it"),
    }
}

/// The card's line: the room's last call about the lead in an earlier review, and what became of it since.
pub fn on_card(model: &Model, one: &OneLead) -> Option<String> {
    let here = model
        .walk
        .as_ref()
        .map(crate::console::model::walk::Walk::id);
    let zone = model.zone();
    let judged = calls(&one.lead, &one.entries, zone)
        .into_iter()
        .rev()
        .find(|judged| here.is_none_or(|here: MeetingId| judged.meeting < here))?;
    let facts = one.lead.facts();
    let borne = borne(&judged, &facts, model.now.div_euclid(1000), zone);
    Some(format!(
        "review {} {}: {}",
        judged.meeting.0,
        model.named(&fate(judged.call, became(&facts), facts.amount.as_ref())),
        borne.words()
    ))
}
