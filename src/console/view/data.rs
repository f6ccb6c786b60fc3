//! The data at hand: the dates of every milestone as bars, what the six figures can be told from, and how fresh it is.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::panel;
use crate::console::model::Model;
use crate::console::places::Data;
use crate::console::room;
use crate::console::text::{fit, pad, pad_left, wrap};
use crate::review::figures::freshness::{Freshness, ONE_IN, STALE_DAYS};
use crate::review::figures::ranges::{Range, Ranges, WORDS};
use crate::review::figures::telling::{How, tell};
use crate::review::figures::words::{NOTHING, count, counted};
use crate::review::milestone::Milestone;

/// Draws it over the body.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect, told: Option<&Data>, scroll: usize) {
    panel::cleared(model, frame, area);
    let inner = panel::framed(model, frame, area, "What the data can tell", true);
    let Some(told) = told else {
        let words = "The leads are being counted.";
        return panel::note(model, frame, inner, words);
    };
    let lines = lines(model, told, inner.width);
    let most = lines.len().saturating_sub(usize::from(inner.height));
    panel::lines(frame, inner, lines.into_iter().skip(scroll.min(most)));
}

/// Every line of it, for the screen and for how far it scrolls.
pub fn lines(model: &Model, told: &Data, columns: u16) -> Vec<Line<'static>> {
    let theme = model.theme();
    let leads = counted(told.fill.leads, "lead", "leads");
    let mut lines = vec![Line::styled(
        format!(" Dates at hand, of {leads}"),
        theme.strong,
    )];
    lines.extend(bars(model, &told.ranges, columns));
    lines.push(Line::default());
    lines.push(Line::styled(" The six figures", theme.strong));
    let room = usize::from(columns).saturating_sub(2);
    for told in tell(&told.fill) {
        let glyph = match told.how {
            How::Yes => "●",
            How::Partly => "◐",
            How::NotYet => "○",
        };
        let title = pad(&model.named(told.kpi.title()), 33);
        let how = pad(told.how.word(), 8);
        let text = format!("{glyph} {title}{how}{}", model.named(&told.why));
        lines.push(Line::styled(format!(" {}", fit(&text, room)), theme.text));
    }
    lines.push(Line::default());
    lines.extend(freshness(model, &told.freshness, columns));
    lines
}

/// One line a milestone: first date, the range drawn between the ends of all dates, last date, how many have one.
pub fn bars(model: &Model, ranges: &Ranges, columns: u16) -> Vec<Line<'static>> {
    let theme = model.theme();
    let fixed = 13 + 12 + 13 + 22;
    let cells = usize::from(columns).saturating_sub(fixed).min(60);
    let ends = ranges.ends();
    let line = |(word, range): (&str, &Range)| {
        let (first, last) = (date(model, range.seen.first), date(model, range.seen.last));
        let bar = ends.map_or_else(String::new, |ends| bar(model, range, ends, cells));
        Line::from(vec![
            Span::styled(format!(" {}", pad(&model.named(word), 12)), theme.text),
            Span::styled(format!("{} ", pad_left(&first, 11)), theme.quiet),
            Span::styled(pad(&bar, cells), theme.text),
            Span::styled(format!(" {}  ", pad(&last, 11)), theme.quiet),
            Span::styled(filled(range), theme.text),
        ])
    };
    WORDS.into_iter().zip(&ranges.0).map(line).collect()
}

fn date(model: &Model, at: Option<Milestone>) -> String {
    at.map_or_else(
        || NOTHING.to_owned(),
        |at| at.date(model.zone()).format("%-d %b %Y").to_string(),
    )
}

/// "98.4 % of 250", or that no lead is that far.
fn filled(range: &Range) -> String {
    match range.fill() {
        None => "no lead yet".to_owned(),
        Some(share) => {
            // Never "100 %" where one is missing.
            let share = if range.seen.filled < range.reached {
                share.min(0.999)
            } else {
                share
            };
            format!("{:.1} % of {}", share * 100.0, count(range.reached))
        }
    }
}

fn bar(model: &Model, range: &Range, ends: (Milestone, Milestone), cells: usize) -> String {
    let (Some(first), Some(last)) = (range.seen.first, range.seen.last) else {
        return String::new();
    };
    let zone = model.zone();
    let place = |at: Milestone| {
        let days = |from: Milestone, to: Milestone| {
            let days = (to.date(zone) - from.date(zone)).num_days();
            usize::try_from(days).unwrap_or(0)
        };
        let all = days(ends.0, ends.1).max(1);
        days(ends.0, at) * cells.saturating_sub(1) / all
    };
    let (from, to) = (place(first), place(last));
    let length = (to - from.min(to) + 1).min(cells.saturating_sub(from));
    format!("{}{}", " ".repeat(from), "━".repeat(length))
}

/// How much is stale, in sentences.
fn freshness(model: &Model, fresh: &Freshness, columns: u16) -> Vec<Line<'static>> {
    let theme = model.theme();
    let room = usize::from(columns).saturating_sub(2);
    let mut lines = vec![Line::styled(" How fresh it is", theme.strong)];
    let say = |text: &str, lines: &mut Vec<Line<'static>>| {
        let wrapped = wrap(text, room).into_iter();
        lines.extend(wrapped.map(|line| Line::styled(format!(" {line}"), theme.text)));
    };
    say(
        &format!(
            "{} of {} had no update for more than {STALE_DAYS} days: no stage, no answer, no touch is dated since.",
            count(fresh.stale),
            counted(fresh.open, "open lead", "open leads"),
        ),
        &mut lines,
    );
    if fresh.undated > 0 {
        let undated = counted(fresh.undated, "open lead has", "open leads have");
        say(&format!("{undated} no date at all."), &mut lines);
    }
    say(
        &format!(
            "{} of 6 figures rest on stale data (more than one lead in {ONE_IN} stale):",
            fresh.resting()
        ),
        &mut lines,
    );
    for rests in &fresh.kpis {
        let mark = if rests.on_stale() { "▸" } else { " " };
        let text = format!(
            "  {mark} {}{} of {} stale",
            pad(&model.named(rests.kpi.title()), 33),
            count(rests.stale),
            count(rests.of)
        );
        lines.push(Line::styled(fit(&text, room).into_owned(), theme.text));
    }
    lines.extend(reps(model, fresh, room));
    lines
}

/// Who has open leads without an update, most first.
fn reps(model: &Model, fresh: &Freshness, room: usize) -> Vec<Line<'static>> {
    let theme = model.theme();
    let mut lines = Vec::new();
    if !fresh.reps.is_empty() {
        let text = format!(
            " {}{}{}{}",
            pad("Open leads of", 24),
            pad_left("open", 7),
            pad_left("stale", 7),
            "   oldest unheard of"
        );
        lines.push(Line::styled(text, theme.strong));
    }
    for rep in &fresh.reps {
        let name = if rep.name.is_empty() {
            "nobody".to_owned()
        } else {
            room::called(model, &rep.name)
        };
        let text = format!(
            " {}{}{}   {} days",
            pad(&fit(&name, 23), 24),
            pad_left(&count(rep.open), 7),
            pad_left(&count(rep.stale), 7),
            rep.oldest
        );
        lines.push(Line::styled(fit(&text, room).into_owned(), theme.text));
    }
    lines
}
