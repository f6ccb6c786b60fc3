//! Pop-ups: drawn over the body, each as small as it can be, so that what it is about stays in view.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{form, minutes, panel};
use crate::console::command::Scope;
use crate::console::follow_up;
use crate::console::layout;
use crate::console::model::Model;
use crate::console::model::places::Place;
use crate::console::pop::{Narrowed, Note, Pop, Targets};
use crate::console::text::{clean, pad, width, wrap};
use crate::console::update::{agreement, barred, commands, found, sentence};
use crate::console::words;
use crate::review::agreement::terms::Terms;
use crate::review::agreement::version::Section;
use crate::review::reason::{Guard, Reason, ReasonCode};

mod listed;

/// Draws the pop-up on top.
pub fn draw(model: &Model, frame: &mut Frame<'_>, body: Rect) {
    let Some(pop) = model.pops.last() else { return };
    match pop {
        Pop::Help(narrowed) => listing(
            model,
            frame,
            body,
            narrowed,
            "Help: what each key does",
            true,
        ),
        Pop::Palette(narrowed) => listing(model, frame, body, narrowed, "All commands", false),
        Pop::Find(narrowed) => find(model, frame, body, narrowed),
        Pop::Reason(targets) => reason(model, frame, question_area(model, body), targets),
        Pop::Judge(targets) => {
            let title = format!("Was it a lead? {}", about(model, targets));
            sentence_box(model, frame, body, &title, "y yes     n no     s not sure");
        }
        Pop::Process(targets) => {
            let title = format!("In the sales process? {}", about(model, targets));
            let words = "y yes, since today     d yes, since a date     n no     t not yet";
            sentence_box(model, frame, body, &title, words);
        }
        Pop::Asked(asked) => form::draw(model, frame, question_area(model, body), &asked.form),
        Pop::Note(note) => draw_note(model, frame, question_area(model, body), note),
        Pop::Again(targets) => {
            let words = sentence(model, &targets.leads);
            sentence_box(model, frame, body, "The same again", &words);
        }
        Pop::People { at } => super::people::over(model, frame, body, *at),
        Pop::Card => super::prompt::over(model, frame, body),
        Pop::Versions(versions) => super::agreement::versions::draw(model, frame, body, versions),
        Pop::WhatIf { at } => super::whatif::draw(model, frame, body, *at),
        Pop::Quit => {
            let (title, words) = leaving(model);
            sentence_box(model, frame, body, title, &words);
        }
        Pop::Views(narrowed) => views(model, frame, body, narrowed),
        Pop::Cell { title, lines } => cell(model, frame, body, title, lines),
        Pop::Minutes { scroll } => minutes::over(model, frame, body, *scroll),
        other => listed::draw(model, frame, body, other),
    }
}

/// What leaving would leave behind: a review that runs, a text that is not kept.
fn leaving(model: &Model) -> (&'static str, String) {
    let unkept = agreement::unkept(model);
    let unkept: Vec<&str> = unkept.into_iter().map(Section::word).collect();
    let mut words = Vec::new();
    if model.walk.is_some() {
        words.push(
            "q leaves; the next start goes on at the same lead. p pauses it first. c goes to Close."
                .to_owned(),
        );
    }
    if !unkept.is_empty() {
        words.push(format!(
            "What you changed in {} is not kept: s keeps it as a draft and leaves, q leaves without it.",
            unkept.join(", ")
        ));
    }
    let title = if model.walk.is_some() {
        "A review is running"
    } else {
        "Changed, and not kept"
    };
    (title, words.join(" "))
}

/// Where a question about a lead stands: at the foot of its card.
fn question_area(model: &Model, body: Rect) -> Rect {
    if model.walking().is_some() {
        return layout::walk(body).card;
    }
    if model.place == Place::Agreement {
        return body;
    }
    layout::leads(body, true).card.unwrap_or(body)
}

fn about(model: &Model, targets: &Targets) -> String {
    match targets.leads.as_slice() {
        [lead] => words::label_of(model, *lead),
        leads => format!("{} leads", leads.len()),
    }
}

fn sentence_box(model: &Model, frame: &mut Frame<'_>, body: Rect, title: &str, text: &str) {
    let area = question_area(model, body);
    let lines = wrap(text, usize::from(area.width.saturating_sub(4)));
    let rows = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX);
    let area = layout::foot(area, rows);
    panel::cleared(model, frame, area);
    let inner = panel::framed(model, frame, area, title, true);
    let lines = lines
        .into_iter()
        .map(|line| Line::styled(format!(" {line}"), model.theme().strong));
    panel::lines(frame, inner, lines);
}

fn reasons(model: &Model) -> Vec<&Reason> {
    let mut reasons: Vec<&Reason> = model
        .ground
        .lists
        .reasons
        .iter()
        .filter(|reason| reason.code != ReasonCode::NOT_RECORDED)
        .collect();
    reasons.sort_by_key(|reason| (reason.code == ReasonCode::OTHER, reason.code));
    reasons
}

/// Rows the reason panel takes at the foot of the card.
pub fn reason_height(model: &Model, area: Rect) -> u16 {
    let rows = reasons(model).len().div_ceil(2) + 1;
    u16::try_from(rows).unwrap_or(u16::MAX).min(area.height)
}

/// Why not? Two columns of digits under the card.
fn reason(model: &Model, frame: &mut Frame<'_>, card: Rect, targets: &Targets) {
    let theme = model.theme();
    let inner = Rect::new(
        card.x + 1,
        card.y + 1,
        card.width.saturating_sub(2),
        card.height.saturating_sub(2),
    );
    let area = layout::foot(inner, reason_height(model, inner));
    panel::cleared(model, frame, area);
    let head = if targets.returned {
        "Why is it handed back?"
    } else {
        "Why not?"
    };
    let many = if targets.leads.len() > 1 {
        format!(" for {} leads", targets.leads.len())
    } else {
        String::new()
    };
    let reasons = reasons(model);
    let half = reasons.len().div_ceil(2);
    let columns = usize::from(area.width) / 2;
    let cell = |reason: Option<&&Reason>| -> Vec<Span<'static>> {
        let Some(reason) = reason else {
            return Vec::new();
        };
        let digit = reason
            .code
            .digit()
            .map_or_else(String::new, |digit| digit.to_string());
        let room = columns.saturating_sub(4);
        let name = clean(&reason.name);
        // What was tried, in as many words as there is room for.
        let text = tries(model, targets, reason)
            .into_iter()
            .map(|tried| format!("{name} ({tried})"))
            .find(|text| width(text) <= room)
            .unwrap_or_else(|| name.into_owned());
        vec![
            Span::styled(format!(" {digit} "), theme.key),
            Span::styled(pad(&text, room), theme.text),
        ]
    };
    let mut lines = vec![Line::from(vec![
        Span::styled(format!(" {head}{many}"), theme.strong),
        Span::styled(
            " The digits never change; the card stays in view.",
            theme.quiet,
        ),
    ])];
    for row in 0..half {
        let mut spans = cell(reasons.get(row));
        spans.extend(cell(reasons.get(row + half)));
        lines.push(Line::from(spans));
    }
    panel::lines(frame, area, lines);
}

/// How often Sales tried, beside the reason that asks for it: in full, then shorter.
fn tries(model: &Model, targets: &Targets, reason: &Reason) -> Vec<String> {
    let [lead] = targets.leads.as_slice() else {
        return Vec::new();
    };
    if reason.guard != Guard::Tries {
        return Vec::new();
    }
    let terms = Terms::of(&model.ground.agreement, model.zone());
    let known = model.known.lead(*lead);
    let early = known.and_then(|lead| terms.too_early(lead, model.now.div_euclid(1000)));
    if let Some(early) = early {
        let counted = format!("{} of {}", early.tries, early.asked);
        return vec![early.words(), format!("{counted} tries"), counted];
    }
    if let Some((done, all)) = follow_up::lacks(model, *lead) {
        return vec![format!("{done} of {all} steps"), format!("{done} of {all}")];
    }
    let count = known.map_or(0, |lead| lead.touches().count);
    vec![format!(
        "{count} {}",
        if count == 1 { "try" } else { "tries" }
    )]
}

fn draw_note(model: &Model, frame: &mut Frame<'_>, card: Rect, note: &Note) {
    let area = layout::foot(card, 8.max(card.height / 3));
    panel::cleared(model, frame, area);
    let title = format!("Note, {}", words::label_of(model, note.lead));
    let inner = panel::framed(model, frame, area, &title, true);
    let room = usize::from(inner.width).saturating_sub(2);
    let (rows, at) = note.written.rows(room);
    let first = layout::first_row(at, rows.len(), usize::from(inner.height));
    let lines = rows.iter().skip(first).map(|row| {
        let mut spans = vec![Span::raw(" ")];
        spans.extend(panel::written(model, row, room));
        Line::from(spans)
    });
    panel::lines(frame, inner, lines.collect::<Vec<_>>());
}

/// The line in which a list is narrowed.
fn narrow_line(model: &Model, narrowed: &Narrowed, columns: u16) -> Line<'static> {
    let mut spans = vec![Span::styled(" / ", model.theme().key)];
    let cursor = narrowed.typed.0.cursor();
    let room = usize::from(columns.saturating_sub(4));
    spans.extend(panel::typed(model, narrowed.typed.text(), cursor, room));
    Line::from(spans)
}

/// Help and palette: one table, the help with sentences and only what holds here.
fn listing(
    model: &Model,
    frame: &mut Frame<'_>,
    body: Rect,
    narrowed: &Narrowed,
    title: &str,
    help: bool,
) {
    let area = layout::centred(body, 110, body.height);
    panel::cleared(model, frame, area);
    let inner = panel::framed(model, frame, area, title, true);
    let theme = model.theme();
    let rows = commands(model, narrowed.typed.text(), help);
    let at = narrowed.at.min(rows.len().saturating_sub(1));
    let first = layout::first_row(at, rows.len(), usize::from(inner.height.saturating_sub(1)));
    let mut lines = vec![narrow_line(model, narrowed, inner.width)];
    if rows.is_empty() {
        lines.push(Line::styled("  nothing is called that", theme.quiet));
    }
    for (index, row) in rows.iter().enumerate().skip(first) {
        let keys: Vec<String> = model
            .keymap
            .keys(row.command)
            .map(ToString::to_string)
            .collect();
        let why = barred(model, row.command).filter(|_| !help);
        let tail = why.unwrap_or_else(|| model.named(row.doc).into_owned());
        let scope = if help && narrowed.typed.text().is_empty() {
            scope_word(row.scope)
        } else {
            ""
        };
        let text = format!(
            "{} {} {}{scope}",
            pad(&keys.join(" "), 12),
            pad(&model.named(row.title), 20),
            tail
        );
        let style = if barred(model, row.command).is_some() {
            theme.quiet
        } else {
            theme.text
        };
        lines.push(panel::row(model, &text, index == at, style, inner.width));
    }
    panel::lines(
        frame,
        inner,
        lines.into_iter().take(usize::from(inner.height)),
    );
}

/// The scorecard's views, each with what it tells.
fn views(model: &Model, frame: &mut Frame<'_>, body: Rect, narrowed: &Narrowed) {
    let rows = crate::console::update::views(narrowed.typed.text());
    let high = u16::try_from(rows.len() + 3).unwrap_or(u16::MAX);
    let area = layout::centred(body, 96, high);
    panel::cleared(model, frame, area);
    let inner = panel::framed(model, frame, area, "More figures", true);
    let theme = model.theme();
    let at = narrowed.at.min(rows.len().saturating_sub(1));
    let first = layout::first_row(at, rows.len(), usize::from(inner.height.saturating_sub(1)));
    let mut lines = vec![narrow_line(model, narrowed, inner.width)];
    if rows.is_empty() {
        lines.push(Line::styled("  nothing is called that", theme.quiet));
    }
    for (index, view) in rows.iter().enumerate().skip(first) {
        let here = if *view == model.scorecard.view {
            "●"
        } else {
            " "
        };
        let text = format!(
            "{here} {} {}",
            pad(&model.named(view.title()), 18),
            model.named(view.doc())
        );
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

/// How a cell of a table is counted, over the foot of the table.
fn cell(model: &Model, frame: &mut Frame<'_>, body: Rect, title: &str, sentences: &[String]) {
    let columns = usize::from(body.width.saturating_sub(4));
    let lines: Vec<String> = sentences
        .iter()
        .flat_map(|sentence| wrap(&clean(sentence), columns))
        .collect();
    let rows = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX);
    let area = layout::foot(body, rows);
    panel::cleared(model, frame, area);
    let inner = panel::framed(model, frame, area, &clean(title), true);
    let style = model.theme().text;
    let lines = lines.into_iter();
    panel::lines(
        frame,
        inner,
        lines.map(|line| Line::styled(format!(" {line}"), style)),
    );
}

fn scope_word(scope: Scope) -> &'static str {
    match scope {
        Scope::Review => " (in a review)",
        _ => "",
    }
}

fn find(model: &Model, frame: &mut Frame<'_>, body: Rect, narrowed: &Narrowed) {
    let area = layout::centred(body, 80, body.height);
    panel::cleared(model, frame, area);
    let inner = panel::framed(model, frame, area, "Find on the docket", true);
    let rows = found(model, narrowed.typed.text());
    let at = narrowed.at.min(rows.len().saturating_sub(1));
    let first = layout::first_row(at, rows.len(), usize::from(inner.height.saturating_sub(1)));
    let mut lines = vec![narrow_line(model, narrowed, inner.width)];
    if rows.is_empty() {
        lines.push(Line::styled(
            "  no lead on the docket is called that",
            model.theme().quiet,
        ));
    }
    for (index, (_, lead)) in rows.iter().enumerate().skip(first) {
        let label = words::label_of(model, *lead);
        let state = model
            .known
            .lead(*lead)
            .map_or("", |lead| super::leads::state(lead).1);
        let state = model.named(state);
        let room = usize::from(inner.width).saturating_sub(18);
        let text = format!("{} {state}", pad(&label, room));
        lines.push(panel::row(
            model,
            &text,
            index == at,
            model.theme().text,
            inner.width,
        ));
    }
    panel::lines(
        frame,
        inner,
        lines.into_iter().take(usize::from(inner.height)),
    );
}
