//! The lead list outside a review, and the same card beside it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{card, panel};
use crate::console::effect::Only;
use crate::console::layout;
use crate::console::model::Model;
use crate::console::text::{pad, pad_left, thousands};
use crate::console::{day, words};
use crate::review::lead::{Answer, Field, Lead};

/// Draws list and card.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let panels = layout::leads(area, model.leads.card);
    if let Some(list) = panels.list {
        draw_list(model, frame, list);
    }
    if let Some(area) = panels.card {
        let current = model.leads.current();
        let title = current.map_or_else(String::new, |lead| words::label_of(model, lead));
        let inner = panel::framed(model, frame, area, &title, model.leads.card);
        match current {
            Some(lead) => card::draw(model, frame, inner, lead, model.leads.scroll),
            None => panel::note(model, frame, inner, "No lead is under the cursor."),
        }
    }
}

/// The first row the list shows, counted over the whole list.
pub fn first_row(model: &Model, area: Rect) -> u64 {
    let height = usize::from(area.height.saturating_sub(2));
    let len = usize::try_from(model.leads.total).unwrap_or(usize::MAX);
    let at = usize::try_from(model.leads.at).unwrap_or(0);
    layout::first_row(at, len, height) as u64
}

fn title(model: &Model) -> String {
    let leads = &model.leads;
    let mut title = format!("{}: {}", leads.query.view.title(), thousands(leads.total));
    match &leads.query.only {
        Some(Only::Campaign(name)) => {
            let name = crate::console::text::clean(name);
            title = format!("{title} of campaign {name}, Esc back");
        }
        Some(Only::These(heading, _)) => {
            title = format!("{}, Esc back", crate::console::text::clean(heading));
        }
        Some(Only::Lead(_)) => "one lead, Esc back".clone_into(&mut title),
        None => {}
    }
    if !leads.query.text.is_empty() || leads.find.is_some() {
        title = format!(
            "{title}{}",
            format_args!(
                " with \"{}\"",
                crate::console::text::clean(&leads.query.text)
            )
        );
    }
    title = format!("{title}{}", format_args!(" · {}", leads.query.sort.title()));
    if !leads.selected.is_empty() {
        title = format!(
            "{title}{}",
            format_args!(" · {} marked", leads.selected.len())
        );
    }
    title
}

fn draw_list(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let inner = panel::framed(model, frame, area, &title(model), !model.leads.card);
    let mut list = inner;
    if let Some(find) = &model.leads.find {
        let row = Rect::new(inner.x, inner.y, inner.width, inner.height.min(1));
        let mut spans = vec![Span::styled(" / ", model.theme().key)];
        spans.extend(panel::typed(
            model,
            find.text(),
            find.0.cursor(),
            usize::from(inner.width.saturating_sub(4)),
        ));
        frame.render_widget(Line::from(spans), row);
        list.y += row.height;
        list.height -= row.height;
    }
    if model.leads.total == 0 {
        let waits = model.wire.awaits(crate::console::model::wire::Slot::Leads);
        let words = if waits {
            "the leads are being fetched"
        } else {
            "No lead fits: Esc clears what was typed, f shows others."
        };
        panel::note(model, frame, list, words);
        return;
    }
    let first = first_row(model, area);
    let lines: Vec<Line<'static>> = (first..model.leads.total)
        .take(usize::from(list.height))
        .map(|at| row(model, at, list.width))
        .collect();
    panel::lines(frame, list, lines);
}

fn row(model: &Model, at: u64, columns: u16) -> Line<'static> {
    let theme = model.theme();
    let place = at
        .checked_sub(model.leads.offset)
        .and_then(|place| usize::try_from(place).ok());
    let lead = place
        .and_then(|place| model.leads.ids.get(place))
        .and_then(|id| model.known.one(*id));
    let Some(one) = lead else {
        return Line::styled("  …", theme.quiet);
    };
    let lead = &one.lead;
    let cursor = at == model.leads.at;
    let marked = model.leads.selected.contains(&lead.id);
    let pointer = match (cursor, marked) {
        (true, _) => "▸",
        (false, true) => "*",
        _ => " ",
    };
    let (glyph, word) = if one.is_saving() {
        ("~", model.unwritten())
    } else {
        state(lead)
    };
    let word = pad(&model.named(word), 12);
    let date = lead.facts().qualified.at().map_or_else(String::new, |at| {
        day::short(at.date(model.zone()), model.today())
    });
    let date = pad_left(&date, 11);
    let owner_room = if columns >= 70 { 14 } else { 0 };
    let owner = pad(
        &words::colleague(lead.text(Field::Owner).trim()),
        owner_room,
    );
    let room = usize::from(columns).saturating_sub(4 + 12 + 11 + owner_room + 3);
    let label = pad(&words::label(model, lead), room);
    let text = format!("{pointer}{glyph} {label} {owner} {word}{date}");
    if cursor {
        return Line::styled(pad(&text, usize::from(columns)), theme.cursor);
    }
    let verdict = lead.standing().map(|standing| standing.verdict);
    let style = card::verdict_style(model, verdict);
    Line::from(vec![
        Span::styled(
            format!("{pointer}{glyph} {label} {owner} "),
            if marked { theme.marked } else { theme.text },
        ),
        Span::styled(word, style),
        Span::styled(date, theme.quiet),
    ])
}

/// Glyph and word of where a lead stands.
pub fn state(lead: &Lead) -> (&'static str, &'static str) {
    let facts = lead.facts();
    match facts.outcome {
        Some(crate::review::verdict::Outcome::Won) => return ("■", "won"),
        Some(crate::review::verdict::Outcome::Lost) => return ("□", "lost"),
        None => {}
    }
    if facts.opportunity.reached() {
        return ("◆", "opportunity");
    }
    match facts.answer {
        Answer::Accepted { returned: true, .. } => ("◐", "returned"),
        Answer::Accepted { .. } => ("●", "accepted"),
        Answer::NotAccepted(_) => ("○", "not accepted"),
        Answer::None if facts.qualified.reached() => ("·", "no answer"),
        Answer::None => (" ", "inquiry"),
    }
}
