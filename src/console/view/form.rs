//! A form over the screen: labels, blanks, the one with the cursor opened up.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::panel;
use crate::console::form::{Blank, Form, Kind, Many, Pick};
use crate::console::layout;
use crate::console::model::Model;
use crate::console::text::{clean, fit, pad, width, wrap};
use crate::console::written::Written;

/// How many rows a form takes.
pub fn height(form: &Form, columns: u16) -> u16 {
    let label = label(form, columns);
    let rows: usize = form
        .blanks
        .iter()
        .enumerate()
        .map(|(at, blank)| rows(blank, at == form.at, label, columns))
        .sum();
    let faults = faults(form, columns.saturating_sub(2)).len();
    u16::try_from(rows + 2 + faults).unwrap_or(u16::MAX)
}

/// What is wrong, in as many lines of so many columns as it takes.
fn faults(form: &Form, columns: u16) -> Vec<String> {
    let Some(fault) = &form.fault else {
        return Vec::new();
    };
    let room = usize::from(columns).saturating_sub(4);
    wrap(&clean(fault), room)
        .into_iter()
        .enumerate()
        .map(|(at, line)| format!("{}{line}", if at == 0 { " ! " } else { "   " }))
        .collect()
}

/// How wide the labels are.
fn label(form: &Form, columns: u16) -> usize {
    form.blanks
        .iter()
        .map(|blank| width(&blank.label))
        .max()
        .unwrap_or(0)
        .min(usize::from(columns) * 2 / 3)
}

fn rows(blank: &Blank, here: bool, label: usize, columns: u16) -> usize {
    match &blank.kind {
        Kind::Long(written) => written
            .rows(long_columns(label, columns))
            .0
            .len()
            .min(most_rows(here)),
        Kind::Many(many) if here => many_rows(many, columns).max(1),
        Kind::Pick(pick) if here && pick.options.len() > 1 => 2,
        _ => 1,
    }
}

fn many_columns(many: &Many, columns: u16) -> usize {
    let widest = many
        .options
        .iter()
        .map(|option| width(&clean(option)))
        .max()
        .unwrap_or(0);
    (usize::from(columns).saturating_sub(4) / (widest + 8)).max(1)
}

fn many_rows(many: &Many, columns: u16) -> usize {
    many.options.len().div_ceil(many_columns(many, columns)) + 1
}

/// Draws a form at the foot of an area, so that what it is about stays in view.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect, form: &Form) {
    let area = layout::foot(area, height(form, area.width));
    panel::cleared(model, frame, area);
    let inner = panel::framed(model, frame, area, &clean(&form.title), true);
    let theme = model.theme();
    let label = label(form, area.width);
    let mut lines = Vec::new();
    let mut cursor_row = 0;
    for (at, blank) in form.blanks.iter().enumerate() {
        if at == form.at {
            cursor_row = lines.len();
        }
        lines.extend(blank_lines(model, blank, at == form.at, label, inner.width));
    }
    let faults = faults(form, inner.width).into_iter();
    lines.extend(faults.map(|text| Line::styled(text, theme.strong)));
    panel::list(frame, inner, lines, cursor_row);
}

fn blank_lines(
    model: &Model,
    blank: &Blank,
    here: bool,
    label: usize,
    columns: u16,
) -> Vec<Line<'static>> {
    let theme = model.theme();
    let pointer = if here { "▸" } else { " " };
    let head = if label == 0 {
        format!("{pointer} ")
    } else {
        format!("{pointer}{}  ", pad(&blank.label, label))
    };
    let style = if here { theme.strong } else { theme.quiet };
    let room = usize::from(columns).saturating_sub(width(&head) + 1);
    let head = Span::styled(head, style);
    match &blank.kind {
        Kind::Text(typed) | Kind::Day(typed) => {
            let mut spans = vec![head];
            if here {
                spans.extend(panel::typed(model, typed.text(), typed.0.cursor(), room));
            } else {
                spans.push(Span::styled(
                    fit(&clean(typed.text()), room).into_owned(),
                    theme.text,
                ));
            }
            hinted(model, spans, &blank.hint, columns)
        }
        Kind::Long(written) => long_lines(model, written, &head, here, room),
        Kind::Pick(pick) => pick_lines(model, pick, &blank.hint, here, head, columns),
        Kind::Many(many) => many_lines(model, many, &blank.hint, here, head, columns),
    }
}

/// So many lines of a text are shown: more of the one being written.
const fn most_rows(here: bool) -> usize {
    if here { 6 } else { 3 }
}

/// Columns a text of several lines has beside its label, inside the frame.
fn long_columns(label: usize, columns: u16) -> usize {
    let head = if label == 0 { 2 } else { label + 3 };
    usize::from(columns.saturating_sub(2)).saturating_sub(head + 1)
}

fn long_lines(
    model: &Model,
    written: &Written,
    head: &Span<'static>,
    here: bool,
    room: usize,
) -> Vec<Line<'static>> {
    let (rows, at) = written.rows(room);
    let most = most_rows(here);
    let first = if here {
        layout::first_row(at, rows.len(), most)
    } else {
        0
    };
    let cut = rows.len() > first + most;
    let shown = rows.iter().skip(first).take(most);
    let last = rows.len().min(first + most).saturating_sub(first + 1);
    let lines = shown.enumerate().map(|(place, row)| {
        let mut spans = vec![if place == 0 {
            head.clone()
        } else {
            Span::raw(" ".repeat(width(&head.content)))
        }];
        if here {
            spans.extend(panel::written(model, row, room));
        } else {
            let more = if cut && place == last { " …" } else { "" };
            let text = format!("{}{more}", clean(row.text.trim_end()));
            spans.push(Span::styled(
                fit(&text, room).into_owned(),
                model.theme().text,
            ));
        }
        Line::from(spans)
    });
    lines.collect()
}

fn hinted(
    model: &Model,
    mut spans: Vec<Span<'static>>,
    hint: &str,
    columns: u16,
) -> Vec<Line<'static>> {
    let used: usize = spans.iter().map(|span| width(&span.content)).sum();
    let free = usize::from(columns).saturating_sub(used + 4);
    if !hint.is_empty() && free > 8 {
        spans.push(Span::styled(
            format!("   {}", fit(hint, free)),
            model.theme().quiet,
        ));
    }
    vec![Line::from(spans)]
}

fn pick_lines(
    model: &Model,
    pick: &Pick,
    hint: &str,
    here: bool,
    head: Span<'static>,
    columns: u16,
) -> Vec<Line<'static>> {
    let theme = model.theme();
    let value = clean(&pick.value()).into_owned();
    let typed = pick.typed.text();
    let room = usize::from(columns).saturating_sub(width(&head.content) + 6);
    let indent = width(&head.content);
    let mut spans = vec![head];
    if here && !typed.is_empty() {
        spans.extend(panel::typed(model, typed, pick.typed.0.cursor(), room / 2));
        spans.push(Span::styled(
            format!(" → {}", fit(&value, room / 2)),
            theme.text,
        ));
    } else if here {
        spans.push(Span::styled(
            format!("◂ {} ▸", fit(&value, room)),
            theme.strong,
        ));
    } else {
        spans.push(Span::styled(fit(&value, room).into_owned(), theme.text));
    }
    let mut lines = hinted(model, spans, hint, columns);
    if here && pick.options.len() > 1 {
        let others: Vec<String> = pick
            .matches()
            .filter(|(_, option)| !option.is_empty())
            .map(|(_, option)| clean(option).into_owned())
            .collect();
        let text = format!("{}{}", " ".repeat(indent), others.join(" · "));
        lines.push(Line::styled(
            fit(&text, usize::from(columns).saturating_sub(1)).into_owned(),
            theme.quiet,
        ));
    }
    lines
}

fn many_lines(
    model: &Model,
    many: &Many,
    hint: &str,
    here: bool,
    head: Span<'static>,
    columns: u16,
) -> Vec<Line<'static>> {
    let theme = model.theme();
    let ticked = many.on.iter().filter(|on| **on).count();
    let sum = Span::styled(format!("{ticked} of {}", many.options.len()), theme.text);
    let mut lines = hinted(model, vec![head, sum], hint, columns);
    if !here {
        return lines;
    }
    let across = many_columns(many, columns);
    let each = usize::from(columns).saturating_sub(4) / across;
    for (row, options) in many.options.chunks(across).enumerate() {
        let mut spans = vec![Span::raw("  ")];
        for (column, option) in options.iter().enumerate() {
            let at = row * across + column;
            let on = many.on.get(at).copied().unwrap_or(false);
            let digit = if at < 10 {
                format!("{}", (at + 1) % 10)
            } else {
                " ".to_owned()
            };
            let tick = if on { "[x]" } else { "[ ]" };
            let text = pad(&format!("{digit} {tick} {}", clean(option)), each);
            spans.push(Span::styled(
                text,
                if at == many.at {
                    theme.cursor
                } else {
                    theme.text
                },
            ));
        }
        lines.push(Line::from(spans));
    }
    lines
}
