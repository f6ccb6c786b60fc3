//! Plain lists of the places: promises, reviews, campaigns, what is agreed.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::panel;
use crate::console::day;
use crate::console::layout::first_row;
use crate::console::model::Model;
use crate::console::text::{clean, pad, thousands};
use crate::console::update::{promises_in_order, setting_rows};
use crate::console::words;
use crate::review::meeting::{MeetingState, PromiseState};

fn list(
    model: &Model,
    frame: &mut Frame<'_>,
    area: Rect,
    (title, empty): (&str, &str),
    at: usize,
    rows: &[(String, ratatui::style::Style)],
) {
    let inner = panel::framed(model, frame, area, title, true);
    if rows.is_empty() {
        panel::note(model, frame, inner, empty);
        return;
    }
    let first = first_row(at, rows.len(), usize::from(inner.height));
    let lines = rows
        .iter()
        .enumerate()
        .skip(first)
        .take(usize::from(inner.height))
        .map(|(row, (text, style))| panel::row(model, text, row == at, *style, inner.width));
    panel::lines(frame, inner, lines.collect::<Vec<_>>());
}

/// Promises: open ones by date, then those kept.
pub fn promises(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = model.theme();
    let today = model.today();
    let rows: Vec<_> = promises_in_order(model)
        .into_iter()
        .map(|promise| {
            let overdue = promise.due.is_some_and(|due| due < today);
            let done = matches!(promise.state, PromiseState::Done | PromiseState::Dropped);
            let (word, style) = match promise.state {
                PromiseState::Done => ("✓ kept", theme.kept),
                PromiseState::Dropped => ("dropped", theme.quiet),
                _ if overdue && !done => ("! overdue", theme.overdue),
                state => (state.word(), theme.text),
            };
            let due = promise
                .due
                .map_or_else(|| "no date".to_owned(), |due| day::short(due, today));
            let owner = if promise.owner.is_empty() {
                "nobody yet"
            } else {
                &promise.owner
            };
            let text = format!(
                "{} {} {} {}",
                pad(word, 12),
                pad(&due, 12),
                pad(&words::colleague(owner), 18),
                words::written(model, &promise.text)
            );
            (text, style)
        })
        .collect();
    let words = (
        "Promises",
        "No promise is written down yet: t in a review writes one.",
    );
    list(model, frame, area, words, model.promises.at, &rows);
}

/// Past reviews, and the minutes of the one under the cursor.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = model.theme();
    let rows: Vec<_> = model
        .ground
        .meetings
        .iter()
        .rev()
        .map(|meeting| {
            let state = match meeting.state {
                MeetingState::Running => "running".to_owned(),
                MeetingState::Paused => "paused".to_owned(),
                MeetingState::Closed { version } => format!("FINAL v{version}"),
            };
            let day = day::long(day::local(meeting.opened_at, model.zone()));
            let text = format!(
                "{} {} {}",
                pad(&clean(&meeting.opening.title), 18),
                pad(&day, 18),
                state
            );
            (text, theme.text)
        })
        .collect();
    let columns = if area.width >= 130 { 50 } else { area.width };
    let rows_high = u16::try_from(rows.len() + 2).unwrap_or(u16::MAX);
    let list_area = if area.width >= 130 {
        Rect::new(area.x, area.y, columns, area.height)
    } else {
        Rect::new(
            area.x,
            area.y,
            columns,
            rows_high.min(area.height / 3).max(3),
        )
    };
    let words = (
        "Reviews",
        "No review has been held yet: N on Today starts one.",
    );
    list(model, frame, list_area, words, model.reviews.at, &rows);
    let paper_area = if area.width >= 130 {
        Rect::new(area.x + columns, area.y, area.width - columns, area.height)
    } else {
        let top = list_area.bottom();
        Rect::new(area.x, top, area.width, area.bottom().saturating_sub(top))
    };
    paper(model, frame, paper_area);
}

fn paper(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let inner = panel::framed(model, frame, area, "Minutes", false);
    let Some(paper) = &model.reviews.paper else {
        if !model.ground.meetings.is_empty() {
            panel::note(model, frame, inner, "the minutes are being written out");
        }
        return;
    };
    let all = paper.lines().count();
    let most = all.saturating_sub(usize::from(inner.height));
    let lines = paper
        .lines()
        .skip(usize::from(model.reviews.scroll).min(most))
        .take(usize::from(inner.height))
        .map(|line| Line::styled(format!(" {}", clean(line)), model.theme().text));
    panel::lines(frame, inner, lines.collect::<Vec<_>>());
}

/// Campaigns with their cost.
pub fn campaigns(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = model.theme();
    let rows: Vec<_> = model
        .ground
        .campaigns
        .iter()
        .map(|campaign| {
            let cost = campaign.cost.as_ref().map_or_else(
                || "no cost".to_owned(),
                crate::review::figures::words::money,
            );
            let text = format!(
                "{} {} {}",
                pad(&clean(&campaign.name), 40),
                pad(&clean(&campaign.channel), 20),
                cost
            );
            (text, theme.text)
        })
        .collect();
    let title = format!("Campaigns: {}", thousands(rows.len() as u64));
    let words = (
        title.as_str(),
        "No campaign has been brought in: I brings a file.",
    );
    list(model, frame, area, words, model.campaigns.at, &rows);
}

/// What is agreed, the pick-lists, who is who.
pub fn agreement(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let rows: Vec<_> = setting_rows(model)
        .into_iter()
        .map(|row| {
            let text = format!("{} {}", pad(&clean(&row.name), 24), clean(&row.value));
            (text, model.theme().text)
        })
        .collect();
    let words = ("What both teams work by", "Nothing is told yet.");
    list(model, frame, area, words, model.agreement.at, &rows);
}
