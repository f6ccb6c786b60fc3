//! What stood after an entry of the journal: the figures then, what the entry moved, and each lead's answer then and now.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{panel, strip as wall};
use crate::console::model::Model;
use crate::console::places::{Stood, StoodRow};
use crate::console::text::{fit, pad, width, wrap};
use crate::console::{day, layout, words};
use crate::review::figures::strip::{Change, Strip, strip};
use crate::review::figures::words::counted;
use crate::review::lead::Lead;

/// Beside each other from so many columns on.
const BESIDE: u16 = 110;

/// Draws it over the body.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect, told: Option<&Stood>, at: usize) {
    panel::cleared(model, frame, area);
    let Some(told) = told else {
        let words = "What stood then is being counted, lead by lead.";
        return panel::note(model, frame, area, words);
    };
    let (left, right) = if area.width >= BESIDE {
        layout::beside(area, area.width * 2 / 5)
    } else {
        let rows = u16::try_from(figures(model, told, area.width - 2).len()).unwrap_or(u16::MAX);
        let height = rows.saturating_add(2).min(area.height.saturating_sub(4));
        layout::below(area, height)
    };
    let today = model.today();
    let on = day::short(day::local(told.entry.at, model.zone()), today);
    let clock = day::clock(told.entry.at, model.zone());
    let title = format!("As it stood on {on} at {clock}");
    let inner = panel::framed(model, frame, left, &title, false);
    panel::lines(frame, inner, figures(model, told, inner.width));
    leads(model, frame, right, told, at);
}

/// Who did what, what it moved, and every figure then and now.
fn figures(model: &Model, told: &Stood, columns: u16) -> Vec<Line<'static>> {
    let theme = model.theme();
    let room = usize::from(columns).saturating_sub(2);
    let said = |text: &str, style| {
        let lines = wrap(text, room).into_iter();
        lines
            .map(move |line| Line::styled(format!(" {line}"), style))
            .collect::<Vec<_>>()
    };
    let who = words::colleague(&told.entry.who);
    let act = act(model, told);
    let mut lines = said(&format!("after {who}: {act}"), theme.strong);
    // On a small screen the figures come before the last words of a sentence.
    lines.truncate(if model.size.1 < 30 { 1 } else { 3 });
    let moved = strip(&told.before, &told.then).worded(&model.names());
    let moved = moved_words(&moved);
    let moved = if moved.is_empty() {
        "it moved no figure".to_owned()
    } else {
        format!("it moved {moved}")
    };
    lines.extend(said(&moved, theme.text));
    if told.imports_since > 0 {
        let imports = counted(told.imports_since, "import", "imports");
        let words = format!("{imports} came since: what files say is as it is now");
        lines.extend(said(&words, theme.quiet));
    }
    let of = format!(
        " then, leads {} {}",
        model.named("delivered"),
        wall::period(model, told.period)
    );
    lines.push(panel::ends(
        vec![Span::styled(of, theme.quiet)],
        Span::styled("now ", theme.quiet),
        columns,
    ));
    let since = strip(&told.then, &told.now).worded(&model.names());
    let then = strip(&told.then, &told.then).worded(&model.names());
    let now = strip(&told.now, &told.now).worded(&model.names());
    for segment in &since.bar {
        lines.push(row(model, &segment.word, segment.count, columns));
    }
    for (then, now) in then.tiles.iter().zip(&now.tiles) {
        let left = format!(" {} {}", then.headline, then.short_title);
        let style = if then.headline == now.headline {
            theme.text
        } else {
            theme.moved
        };
        let right = Span::styled(format!("{} ", now.headline), style);
        lines.push(panel::ends(
            vec![Span::styled(left, theme.text)],
            right,
            columns,
        ));
    }
    lines
}

fn row(model: &Model, word: &str, change: Change, columns: u16) -> Line<'static> {
    let theme = model.theme();
    let style = if change.moved() {
        theme.moved
    } else {
        theme.text
    };
    panel::ends(
        vec![Span::styled(
            format!(" {} {word}", change.start),
            theme.text,
        )],
        Span::styled(format!("{} ", change.now), style),
        columns,
    )
}

/// "accepted 117 → 118, answer due 9 → 8".
fn moved_words(moved: &Strip) -> String {
    let bar = moved
        .bar
        .iter()
        .map(|segment| (segment.word.as_str(), segment.count));
    let tiles = moved.tiles.iter().skip(1);
    let tiles = tiles.map(|tile| (tile.short_title.as_str(), tile.count));
    let all = bar.chain(tiles).filter(|(_, change)| change.moved());
    let all: Vec<String> = all
        .map(|(word, change)| format!("{word} {}", change.words()))
        .collect();
    all.join(", ")
}

/// What the entry did; a lead that is on hand only here is named from here.
fn act(model: &Model, told: &Stood) -> String {
    let said = words::act(model, &told.entry.act);
    let lead = told
        .entry
        .act
        .lead()
        .filter(|lead| model.known.lead(*lead).is_none());
    let row = lead.and_then(|lead| told.rows.iter().find(|row| row.now.id == lead));
    match (lead, row) {
        (Some(lead), Some(row)) => said.replacen(
            &format!("lead {}", lead.0),
            &words::label(model, &row.now),
            1,
        ),
        _ => said,
    }
}

/// Each lead's answer then, and now where it is another.
fn leads(model: &Model, frame: &mut Frame<'_>, area: Rect, told: &Stood, at: usize) {
    let title = match told.of {
        Some(review) => format!(
            "The docket of review {} then, and what stands otherwise now",
            review.0
        ),
        None => "Leads that stand otherwise now".to_owned(),
    };
    let inner = panel::framed(model, frame, area, &title, true);
    if told.rows.is_empty() {
        panel::note(model, frame, inner, "Every lead stands as it stood then.");
        return;
    }
    let high = usize::from(inner.height);
    let first = layout::first_row(at, told.rows.len(), high);
    let rows = told.rows.iter().enumerate().skip(first).take(high);
    let lines = rows.map(|(place, row)| {
        let text = row_text(model, row, usize::from(inner.width).saturating_sub(2));
        panel::row(model, &text, place == at, model.theme().text, inner.width)
    });
    panel::lines(frame, inner, lines.collect::<Vec<_>>());
}

fn row_text(model: &Model, row: &StoodRow, columns: usize) -> String {
    let label = words::label(model, &row.now);
    let name = (columns / 3).clamp(10, 26);
    let room = columns.saturating_sub(name + 1);
    let then = answer(model, &row.then);
    let mut text = then.clone();
    if row.differs() {
        let now = answer(model, &row.now);
        let now = if now == then {
            "deal or process changed".to_owned()
        } else {
            now
        };
        text = format!("{then} → now {now}");
        if width(&text) > room {
            text = format!("{} → now {}", word(&row.then), word(&row.now));
        }
    }
    format!("{} {}", pad(&fit(&label, name), name), fit(&text, room))
}

pub(super) fn answer(model: &Model, lead: &Lead) -> String {
    lead.standing().map_or_else(
        || "no answer yet".to_owned(),
        |standing| {
            let verdict = standing.verdict;
            let words = words::verdict(model, verdict);
            format!("{} {words}", words::glyph(Some(verdict)))
        },
    )
}

fn word(lead: &Lead) -> &'static str {
    lead.standing()
        .map_or("no answer yet", |standing| standing.verdict.word())
}
