//! Pop-ups that list something: the consent list, what was done, the leads behind a figure, two people on one lead.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::console::day;
use crate::console::layout;
use crate::console::model::Model;
use crate::console::pop::{Conflict, Pop};
use crate::console::text::pad;
use crate::console::update::consent_left;
use crate::console::view::{data, explain, journal, panel, stood};
use crate::console::words;
use crate::review::lead::Lead;

/// Draws one of these pop-ups.
pub fn draw(model: &Model, frame: &mut Frame<'_>, body: Rect, pop: &Pop) {
    match pop {
        Pop::Consent { at } => consent(model, frame, body, *at),
        Pop::Figure(explain) => explain::draw(model, frame, body, explain),
        Pop::Journal {
            entries,
            labels,
            at,
        } => journal::draw(model, frame, body, entries, labels, *at),
        Pop::Data { told, at } => data::draw(model, frame, body, told.as_deref(), *at),
        Pop::Stood { told, at } => stood::draw(model, frame, body, told.as_deref(), *at),
        Pop::Conflict(conflict) => two_views(model, frame, body, conflict),
        _ => {}
    }
}

/// The consent list, read aloud: who it is and what stands, one line each.
fn consent(model: &Model, frame: &mut Frame<'_>, body: Rect, at: usize) {
    let theme = model.theme();
    let area = layout::centred(body, 104, body.height);
    panel::cleared(model, frame, area);
    let rows = consent_left(model);
    let title = format!("By consent: {} leads, read aloud", rows.len());
    let inner = panel::framed(model, frame, area, &title, true);
    let at = at.min(rows.len().saturating_sub(1));
    let height = usize::from(inner.height.saturating_sub(1));
    let first = layout::first_row(at, rows.len(), height);
    let mut lines = vec![Line::styled(
        " Each stands unless somebody pulls it up; Enter confirms all, with one undo.",
        theme.quiet,
    )];
    for (index, id) in rows.iter().enumerate().skip(first).take(height) {
        let label = words::label_of(model, *id);
        let stands = model.known.lead(*id).and_then(Lead::standing).map_or_else(
            || "no answer yet".to_owned(),
            |standing| words::verdict(model, standing.verdict),
        );
        let text = format!("{} {stands}", pad(&label, 30));
        lines.push(panel::row(
            model,
            &text,
            index == at,
            theme.text,
            inner.width,
        ));
    }
    panel::lines(frame, inner, lines);
}

/// Somebody else said something about the same lead since it was last seen here.
fn two_views(model: &Model, frame: &mut Frame<'_>, body: Rect, conflict: &Conflict) {
    let theme = model.theme();
    let area = layout::centred(body, 90, 9);
    panel::cleared(model, frame, area);
    let title = format!(
        "Two people on one lead: {}",
        words::label_of(model, conflict.lead)
    );
    let inner = panel::framed(model, frame, area, &title, true);
    let theirs = &conflict.theirs;
    let when = day::clock(theirs.at, model.zone());
    let who = words::colleague(&theirs.who);
    let mut lines = vec![
        Line::styled(format!(" {who} said at {when}:"), theme.text),
        Line::styled(
            format!("   {}", words::act(model, &theirs.act)),
            theme.strong,
        ),
        Line::styled(" You were about to write:".to_owned(), theme.text),
    ];
    for draft in conflict
        .mine
        .iter()
        .filter(|draft| !draft.act.is_quiet())
        .take(2)
    {
        lines.push(Line::styled(
            format!("   {}", words::act(model, &draft.act)),
            theme.strong,
        ));
    }
    lines.push(Line::default());
    let keys = " k keep theirs     w write mine";
    lines.push(Line::styled(keys, theme.key));
    panel::lines(frame, inner, lines);
}
