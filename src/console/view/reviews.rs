//! Past reviews with what came of each or how each was held, and the minutes of the one under the cursor.

mod held;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{panel, paper};
use crate::console::day;
use crate::console::layout::{below, beside, first_row};
use crate::console::model::Model;
use crate::console::model::places::ReviewsView;
use crate::console::places::Found;
use crate::console::text::{clean, pad, pad_left};
use crate::review::figures::words::counted;
use crate::review::meeting::{Meeting, MeetingState, PromiseState};

/// List and minutes stand beside each other from so many columns on.
const BESIDE: u16 = 150;

/// Draws the place: the list, and the minutes beside it or, once opened, instead of it.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    if model.ground.meetings.is_empty() {
        let inner = panel::framed(model, frame, area, "Reviews", true);
        let none = "No review has been held yet: N starts one, M walks one in practice.";
        panel::note(model, frame, inner, none);
        return;
    }
    if area.width >= BESIDE {
        let (list, paper) = beside(area, 78.min(area.width / 2));
        rows(model, frame, list);
        minutes(model, frame, paper);
    } else if model.reviews.reading {
        minutes(model, frame, area);
    } else {
        rows(model, frame, area);
    }
}

/// The lines that hold the words that were looked for, each with its review.
fn found(model: &Model, found: &Found, frame: &mut Frame<'_>, area: Rect) {
    let theme = model.theme();
    let lines = counted(found.rows.len() as u64, "line", "lines");
    let title = format!("\"{}\" in all minutes: {lines}", clean(&found.words));
    let inner = panel::framed(model, frame, area, &title, !model.reviews.reading);
    if found.rows.is_empty() {
        panel::note(
            model,
            frame,
            inner,
            "No minutes hold these words in one line.",
        );
        return;
    }
    let rows = found.rows.iter().enumerate().map(|(place, row)| {
        let number = pad(&format!("review {}", row.meeting.0), 10);
        let text = format!("{number} {}", clean(&row.text));
        panel::row(model, &text, place == found.at, theme.text, inner.width)
    });
    panel::list(frame, inner, rows.collect(), found.at);
}

fn rows(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    if let Some(told) = &model.reviews.found {
        return found(model, told, frame, area);
    }
    if model.reviews.view == ReviewsView::Held {
        return held::draw(model, frame, area);
    }
    let theme = model.theme();
    let title = format!("Reviews: {} held", model.ground.meetings.len());
    let inner = panel::framed(model, frame, area, &title, !model.reviews.reading);
    let head = format!(
        "  {} {} {}{}{} {} {}",
        pad("review", 16),
        pad("held", 11),
        pad_left("docket", 6),
        pad_left("decided", 9),
        pad_left("promises kept", 14),
        pad_left("worth", 6),
        "minutes"
    );
    let (head_area, list) = below(inner, 1);
    panel::lines(frame, head_area, [Line::styled(head, theme.quiet)]);
    let high = usize::from(list.height);
    let at = model.reviews.at;
    let first = first_row(at, model.ground.meetings.len(), high);
    let shown = model.ground.meetings.iter().rev().enumerate();
    let lines = shown.skip(first).take(high).map(|(place, meeting)| {
        let text = row_text(model, meeting);
        panel::row(model, &text, place == at, theme.text, list.width)
    });
    panel::lines(frame, list, lines);
}

fn row_text(model: &Model, meeting: &Meeting) -> String {
    let state = match meeting.state {
        MeetingState::Running => "running".to_owned(),
        MeetingState::Paused => "paused".to_owned(),
        MeetingState::Closed { version } => format!("FINAL v{version}"),
    };
    let id = meeting.opening.id;
    let day = day::short(day::local(meeting.opened_at, model.zone()), model.today());
    let (mut made, mut kept) = (0, 0);
    for promise in &model.ground.promises {
        if promise.meeting == Some(id) {
            made += 1;
            kept += usize::from(promise.state == PromiseState::Done);
        }
    }
    let kept = if made == 0 {
        "none made".to_owned()
    } else {
        format!("{kept} of {made}")
    };
    let decided = model
        .reviews
        .decided
        .get(&id)
        .map_or_else(|| "…".to_owned(), u64::to_string);
    format!(
        "{} {} {}{}{} {} {state}",
        pad(&clean(&meeting.opening.title), 16),
        pad(&day, 11),
        pad_left(&meeting.opening.docket.len().to_string(), 6),
        pad_left(&decided, 9),
        pad_left(&kept, 14),
        pad_left(&rating(&meeting.ratings), 6),
    )
}

/// The average of 1 to 10 with one decimal; a dash where nobody said.
pub fn rating(ratings: &[u8]) -> String {
    let sum: u32 = ratings.iter().map(|rating| u32::from(*rating)).sum();
    let n = u32::try_from(ratings.len()).unwrap_or(u32::MAX);
    if n == 0 {
        return "–".to_owned();
    }
    let tenths = (sum * 10 + n / 2) / n;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// The minutes as their text says them, scrolled.
fn minutes(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let inner = panel::framed(model, frame, area, "Minutes", model.reviews.reading);
    let Some(text) = &model.reviews.paper else {
        panel::note(model, frame, inner, "The minutes are being written out.");
        return;
    };
    paper::draw(model, frame, inner, text, model.reviews.scroll);
}
