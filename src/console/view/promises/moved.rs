//! The effect board: what each promise that names a figure was to move, how it stood then, 30, 60 and 90 days after, now.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{detail, groups, state, title};
use crate::console::model::Model;
use crate::console::text::{fit, pad, pad_left, width};
use crate::console::view::panel;
use crate::console::words;
use crate::review::figures::effect::{Became, EffectRow, Measured};
use crate::review::figures::kpi::Kpi;
use crate::review::meeting::Promise;
use crate::review::meeting::deed::Direction;

/// Columns of the figure's name, and of what became of it.
const TO_MOVE: usize = 13;
const SO_FAR: usize = 12;

/// Draws the board.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = model.theme();
    let inner = panel::framed(model, frame, area, &title(model), true);
    let groups = groups(model);
    let promises: Vec<&Promise> = groups
        .iter()
        .flat_map(|group| group.promises.clone())
        .collect();
    if promises.is_empty() {
        panel::note(model, frame, inner, super::nothing(model));
        return;
    }
    let columns = usize::from(inner.width);
    let mut rows = vec![Line::styled(head(columns), theme.quiet)];
    let mut cursor = 0;
    for (at, promise) in promises.iter().enumerate() {
        let here = at == model.promises.at;
        if here {
            cursor = rows.len();
        }
        let text = row(model, promise, columns);
        let (_, style) = state(model, promise);
        rows.push(panel::row(model, &text, here, style, inner.width));
    }
    let mut foot = detail(model, &groups, inner.width);
    foot.push(Line::styled(counts(model, &promises), theme.text));
    panel::list_over(frame, inner, rows, cursor, foot);
}

/// How many columns one figure has, and the promise's own words.
fn widths(columns: usize) -> (usize, usize) {
    let figure = if columns < 100 { 7 } else { 9 };
    let rest = columns.saturating_sub(2 + 1 + TO_MOVE + 1 + 5 * figure + 2 + SO_FAR);
    (figure, rest.max(12))
}

fn head(columns: usize) -> String {
    let (high, text) = widths(columns);
    let figures = ["then", "30 d", "60 d", "90 d", "now"];
    let figures: Vec<String> = figures.iter().map(|head| pad_left(head, high)).collect();
    format!(
        "  {} {} {}  so far",
        pad("promised", text),
        pad("to move", TO_MOVE),
        figures.concat()
    )
}

fn row(model: &Model, promise: &Promise, columns: usize) -> String {
    let (high, words) = widths(columns);
    let text = pad(&fit(&words::written(model, &promise.text), words), words);
    let Some(effect) = promise.effect else {
        return text;
    };
    let way = match effect.direction {
        Direction::Up => "↑",
        Direction::Down => "↓",
    };
    let to_move = pad(&format!("{way} {}", short(effect.kpi)), TO_MOVE);
    let Some(row) = of(model, promise) else {
        return format!("{text} {to_move}");
    };
    let after = row.after.iter();
    let after = after.map(|one| one.as_ref().map_or("–", |one| figure(one, high)));
    let figures: Vec<String> = std::iter::once(figure(&row.then, high))
        .chain(after)
        .chain(std::iter::once(figure(&row.now, high)))
        .map(|figure| pad_left(figure, high))
        .collect();
    let so_far = row.became().words();
    format!("{text} {to_move} {}  {so_far}", figures.concat())
}

/// A figure's name where there is room for a word or two; the row's foot has it in full.
fn short(kpi: Kpi) -> &'static str {
    match kpi {
        Kpi::CreatedByMarketing => "delivered",
        Kpi::AcceptanceRate => "accepted",
        Kpi::WorkedBySales => "worked",
        Kpi::TimeToOpportunity => "days to opp.",
        Kpi::QualifiedToOpportunity => "to opp.",
        Kpi::LeadToRevenue => "to customer",
    }
}

/// The headline alone: what it is of does not fit beside four others.
fn figure(measured: &Measured, columns: usize) -> &str {
    let words = measured.words.as_str();
    if width(words) < columns {
        words
    } else {
        words.split(" of ").next().unwrap_or(words)
    }
}

fn of<'model>(model: &'model Model, promise: &Promise) -> Option<&'model EffectRow> {
    let mut rows = model.promises.effects.iter();
    rows.find(|row| row.promise == promise.seq)
}

/// How many moved what they were to move. Few leads say nothing, and are told as such.
fn counts(model: &Model, promises: &[&Promise]) -> String {
    let became: Vec<Became> = promises
        .iter()
        .filter_map(|promise| of(model, promise))
        .map(EffectRow::became)
        .collect();
    let told = [
        Became::Kept,
        Became::NotKept,
        Became::WithinNoise,
        Became::Unknown,
    ];
    let told: Vec<String> = told
        .into_iter()
        .map(|one| (one, became.iter().filter(|is| **is == one).count()))
        .filter(|(_, n)| *n > 0)
        .map(|(one, n)| format!("{n} {}", one.words()))
        .collect();
    format!("  {}", told.join(" · "))
}
