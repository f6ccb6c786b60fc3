//! How each review was held: on its day, in its minutes, every lead, every promise whole, worth the hour; and how alike
//! both teams saw the leads of the blind check, review after review.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::panel;
use crate::console::day;
use crate::console::model::Model;
use crate::console::text::{pad, pad_left, wrap};
use crate::review::figures::calibration::Alike;
use crate::review::figures::hygiene::{Hygiene, WORTH};
use crate::review::figures::trail::Followed;

/// Draws the table, the latest review first.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = model.theme();
    let title = "Reviews: how each was held";
    let inner = panel::framed(model, frame, area, title, !model.reviews.reading);
    let head = format!(
        "  {} {} {}{}{}{}{}{}{}{}",
        pad("review", 9),
        pad("its day", 9),
        pad_left("phases", 7),
        pad_left("leads", 9),
        pad_left("promises", 9),
        pad_left("worth", 6),
        pad_left("pulse", 6),
        pad_left("so", 7),
        pad_left("alike", 7),
        pad_left("κ", 5),
    );
    let mut rows = vec![Line::styled(head, theme.quiet)];
    let meetings = model.ground.meetings.iter().rev().enumerate();
    let mut cursor = 0;
    for (place, meeting) in meetings {
        let here = place == model.reviews.at;
        if here {
            cursor = rows.len();
        }
        let told = model.reviews.held.iter();
        let told = told
            .into_iter()
            .find(|held| held.review == meeting.opening.id.0);
        let text = told.map_or_else(
            || format!("{} not closed", pad(&meeting.opening.id.0.to_string(), 9)),
            |held| row(model, held),
        );
        rows.push(panel::row(model, &text, here, theme.text, inner.width));
    }
    let room = usize::from(inner.width).saturating_sub(3);
    let mut foot = Vec::new();
    for followed in Followed::ALL {
        if let Some(told) = followed.line(&model.ground.trail) {
            let told = format!("  {}{told}", pad(column(followed), 18));
            foot.push(Line::styled(told, theme.text));
        }
    }
    for sentence in sentences(model) {
        let lines = wrap(&sentence, room).into_iter();
        foot.extend(lines.map(|line| Line::styled(format!("  {line}"), theme.quiet)));
    }
    panel::list_over(frame, inner, rows, cursor, foot);
}

fn row(model: &Model, held: &Hygiene) -> String {
    let on_its_day = match held.late {
        None => "–".to_owned(),
        Some(0) => "yes".to_owned(),
        Some(days @ ..0) => format!("{} d early", -days),
        Some(days) => format!("{days} d late"),
    };
    let of = |(so, of): (u64, u64)| match of {
        0 => "–".to_owned(),
        of => format!("{so} of {of}"),
    };
    let mean = |of: Option<f64>| of.map_or_else(|| "–".to_owned(), |mean| format!("{mean:.1}"));
    let date = day::short(held.date, model.today());
    format!(
        "{} {} {}{}{}{}{}{}{}{}",
        pad(&format!("{:<2}{date}", held.review), 9),
        pad(&on_its_day, 9),
        pad_left(&of(held.in_time), 7),
        pad_left(&of(held.leads), 9),
        pad_left(&of(held.promises), 9),
        pad_left(&mean(held.worth), 6),
        pad_left(&mean(held.pulse), 6),
        pad_left(&of(held.score()), 7),
        pad_left(&of((held.alike.same(), held.alike.n())), 7),
        pad_left(&kappa(held.alike_so_far), 5),
    )
}

/// κ of all checks up to a review, where they are of enough leads to say it.
fn kappa(alike: Alike) -> String {
    let kappa = alike.kappa().filter(|_| alike.is_enough());
    kappa.map_or_else(|| "–".to_owned(), |kappa| format!("{kappa:.2}"))
}

fn sentences(model: &Model) -> Vec<String> {
    let row = match model.series().streak {
        0 => "One was left out since the last: the next begins a new row.".to_owned(),
        row => format!("{row} in a row."),
    };
    let last = model.reviews.held.iter().rev();
    let last = last
        .map(|held| held.alike_so_far)
        .find(|alike| alike.n() > 0);
    let checks = last.map(|alike| format!("all blind checks so far: {}", alike.words()));
    let mut rows: Vec<String> = checks.into_iter().collect();
    rows.push(format!(
        "so: its day, its minutes, every lead, every promise whole, worth {WORTH:.0} or more; of what can be told. {row}"
    ));
    rows
}

/// A figure by the word of its column.
const fn column(followed: Followed) -> &'static str {
    match followed {
        Followed::Worth => "worth the hour",
        Followed::Pulse => "pulse, together",
        Followed::Alike => "alike when blind",
        Followed::Kappa => "κ so far",
    }
}
