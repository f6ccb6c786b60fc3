//! How a figure is counted: formula, counts, what was left out, how much it can tell; and the leads behind it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::panel;
use crate::console::model::Model;
use crate::console::places::Explained;
use crate::console::pop::Explain;
use crate::console::text::{pad, width, wrap};
use crate::console::{day, layout, words};
use crate::review::figures::explain::{Behind, Explanation, Figure, explain};
use crate::review::figures::telling::{Telling, dark};
use crate::review::figures::words::{CREATED_STANDS, NOTHING, count, counted};
use crate::review::lead::{Field, Lead};
use crate::review::period::Period;

/// Beside each other from so many columns on.
const BESIDE: u16 = 110;

/// Draws the explanation over the body.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect, asked: &Explain) {
    panel::cleared(model, frame, area);
    let Some(told) = &asked.told else {
        panel::note(
            model,
            frame,
            area,
            "The figure is being counted, lead by lead.",
        );
        return;
    };
    let explanation = explain(told.figure, &told.kpis).worded(&model.names());
    let beside = area.width >= BESIDE;
    let columns = if beside {
        area.width * 2 / 5
    } else {
        area.width
    };
    let text = sentences(model, told, &explanation, columns.saturating_sub(4));
    let all = u16::try_from(text.len())
        .unwrap_or(u16::MAX)
        .saturating_add(2);
    let (left, right) = if beside {
        layout::beside(area, columns)
    } else {
        layout::below(area, all.min(area.height.saturating_sub(6)))
    };
    let value = match unlit(told) {
        Some(_) => NOTHING,
        None => explanation.value.as_str(),
    };
    let title = format!("{}: {value}", explanation.title);
    let inner = panel::framed(model, frame, left, &title, false);
    panel::lines(frame, inner, text);
    rows(model, frame, right, asked, told, &explanation);
}

/// What stands beside the list, line by line.
fn sentences(
    model: &Model,
    told: &Explained,
    explanation: &Explanation,
    columns: u16,
) -> Vec<Line<'static>> {
    let theme = model.theme();
    let mut lines = Vec::new();
    let mut say = |text: &str, style: Style| {
        for line in wrap(text, usize::from(columns)) {
            lines.push(Line::styled(format!(" {line}"), style));
        }
    };
    for sentence in unlit(told).iter().flat_map(Telling::sentences) {
        say(&model.named(&sentence), theme.strong);
    }
    if told.qualified_as_created {
        say(&model.named(CREATED_STANDS), theme.strong);
    }
    say(&explanation.formula, theme.text);
    say(&counts(explanation), theme.strong);
    say(&of(model, told, explanation), theme.quiet);
    if let Some(interval) = &explanation.interval {
        say(&format!("{interval} (Wilson, 95 %)"), theme.text);
    }
    if explanation.few {
        say("under 10 leads: neither good nor bad", theme.text);
    }
    if told.left_out.is_empty() {
        say("nothing was left out", theme.text);
    }
    for (why, leads) in &told.left_out {
        let leads = counted(*leads, "lead", "leads");
        say(
            &format!("left out: {leads} {}", model.named(why.words())),
            theme.text,
        );
    }
    for beside in &explanation.beside {
        say(beside, theme.quiet);
    }
    lines
}

/// Why the data at hand cannot tell the figure at all, where they cannot.
fn unlit(told: &Explained) -> Option<Telling> {
    match told.figure {
        Figure::Kpi(kpi) => dark(kpi, &told.fill),
        Figure::Reached(_) => None,
    }
}

fn counts(explanation: &Explanation) -> String {
    let (of, numerator) = &explanation.numerator;
    let top = format!("{} {of}", count(*numerator));
    match &explanation.denominator {
        Some((over, denominator)) => format!("{top} ÷ {} {over}", count(*denominator)),
        None => top,
    }
}

fn of(model: &Model, told: &Explained, explanation: &Explanation) -> String {
    let today = model.today();
    let days = match told.period {
        Period::All => "at any time".to_owned(),
        Period::Days { start, end } => {
            let last = end.pred_opt().unwrap_or(end);
            format!("{} – {}", day::short(start, today), day::short(last, today))
        }
    };
    let at = told.as_of.saturating_mul(1000);
    let as_of = day::short(day::local(at, model.zone()), today);
    let clock = day::clock(at, model.zone());
    format!("{}: {days}, as of {as_of} {clock}", explanation.cohort)
}

fn rows(
    model: &Model,
    frame: &mut Frame<'_>,
    area: Rect,
    asked: &Explain,
    told: &Explained,
    explanation: &Explanation,
) {
    let total = told.total();
    let title = format!("The leads behind it: {}", parts(told, explanation));
    let inner = panel::framed(model, frame, area, &title, true);
    if total == 0 {
        panel::note(model, frame, inner, "There is none.");
        return;
    }
    let size = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let high = usize::from(inner.height);
    let first = layout::first_row(size(asked.at), size(total), high);
    let shown = (first..size(total)).take(high).map(|place| {
        let row = place
            .checked_sub(size(told.offset))
            .and_then(|at| told.rows.get(at));
        let cursor = place == size(asked.at);
        let text = row.map_or_else(
            || "…".to_owned(),
            |(lead, side)| row_text(model, lead, *side, explanation, inner.width),
        );
        let style = match row {
            Some((_, Behind::Numerator)) => model.theme().text,
            _ => model.theme().quiet,
        };
        panel::row(model, &text, cursor, style, inner.width)
    });
    panel::lines(frame, inner, shown);
}

/// `117 accepted + 57 only answers due = 174, 14 left out`.
fn parts(told: &Explained, explanation: &Explanation) -> String {
    let left = told.total() - told.counted - told.rest;
    let mut text = format!("{} counted", count(told.counted));
    if explanation.denominator.is_some() {
        let of = told.counted + told.rest;
        text = format!("{text} + {} not = {}", count(told.rest), count(of));
    }
    if left > 0 {
        text = format!("{text}, {} left out", count(left));
    }
    text
}

fn row_text(
    model: &Model,
    lead: &Lead,
    side: Behind,
    explanation: &Explanation,
    columns: u16,
) -> String {
    let (glyph, what) = match side {
        Behind::Numerator => ("●", explanation.numerator.0.clone()),
        Behind::Denominator => {
            let of = explanation.denominator.as_ref();
            let of = of.map_or("", |(of, _)| of.as_str());
            ("○", format!("{of} only"))
        }
        Behind::LeftOut(why) => ("·", model.named(why.words()).into_owned()),
        Behind::Outside => ("·", String::new()),
    };
    let room = usize::from(columns).saturating_sub(5);
    let (name, whose) = (room * 2 / 5, room / 5);
    let label = pad(&words::label(model, lead), name);
    let owner = pad(&words::colleague(lead.text(Field::Owner)), whose);
    let what = pad(
        &what,
        room.saturating_sub(width(&label) + width(&owner) + 2),
    );
    format!("{glyph} {label} {owner} {what}")
}
