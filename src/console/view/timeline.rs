//! A lead's time line: delivered, first touch, answer, opportunity, end; under each what was agreed and what it took.

use ratatui::text::{Line, Span};

use crate::console::day;
use crate::console::model::Model;
use crate::console::text::{pad, width};
use crate::review::agreement::Wait;
use crate::review::lead::Lead;
use crate::review::milestone::{DAY, Milestone};
use crate::review::verdict::Verdict;

/// One point of the line.
struct Point {
    when: String,
    glyph: &'static str,
    word: String,
    /// What was asked and what it took.
    below: Vec<String>,
}

/// The time line, three to five rows.
pub fn lines(model: &Model, lead: &Lead, columns: u16) -> Vec<Line<'static>> {
    let points = points(model, lead);
    let theme = model.theme();
    let count = points.len();
    if count == 0 {
        return Vec::new();
    }
    let room = usize::from(columns).saturating_sub(3);
    let each = (room / count).clamp(6, 18);
    let text = |row: Vec<String>| -> String {
        row.into_iter()
            .map(|cell| pad(&cell, each))
            .collect::<String>()
    };
    let whens = text(points.iter().map(|point| point.when.clone()).collect());
    let mut track = String::new();
    for (at, point) in points.iter().enumerate() {
        track.push_str(point.glyph);
        if at + 1 < count {
            track.push_str(&"─".repeat(each - width(point.glyph)));
        }
    }
    let words = text(points.iter().map(|point| point.word.clone()).collect());
    let deep = points
        .iter()
        .map(|point| point.below.len())
        .max()
        .unwrap_or(0);
    let mut lines = vec![
        Line::from(Span::styled(format!(" {whens}"), theme.quiet)),
        Line::from(Span::styled(format!(" {track}"), theme.text)),
        Line::from(Span::styled(format!(" {words}"), theme.text)),
    ];
    for row in 0..deep {
        let cells = points
            .iter()
            .map(|point| point.below.get(row).cloned().unwrap_or_default())
            .collect();
        lines.push(Line::from(Span::styled(
            format!(" {}", text(cells)),
            theme.quiet,
        )));
    }
    lines
}

fn points(model: &Model, lead: &Lead) -> Vec<Point> {
    let facts = lead.facts();
    let today = model.today();
    let zone = model.zone();
    let when = |at: Milestone| day::short(at.date(zone), today);
    let delivered = facts.qualified.at();
    let took = |at: Milestone| {
        delivered.map_or_else(Vec::new, |from| {
            vec![format!("took {}", span(from.until(at, zone)))]
        })
    };
    let mut points: Vec<(Option<Milestone>, Point)> = Vec::new();
    let mut add = |at: Option<Milestone>, glyph: &'static str, word: String, below: Vec<String>| {
        let shown = at.map_or_else(|| "no date".to_owned(), when);
        points.push((
            at,
            Point {
                when: shown,
                glyph,
                word,
                below,
            },
        ));
    };
    let created = facts.created.at().filter(|at| Some(*at) != delivered);
    if let Some(at) = created {
        add(Some(at), "·", "raised a hand".to_owned(), Vec::new());
    }
    if facts.qualified.reached() {
        add(
            delivered,
            "●",
            "delivered".to_owned(),
            asked(model, delivered),
        );
    }
    if let Some(at) = facts.first_touch {
        add(Some(at), "●", "first touch".to_owned(), took(at));
    }
    if let Some(standing) = lead.standing() {
        let word = match standing.verdict {
            Verdict::Accepted(_) => "answer: yes",
            Verdict::NotAccepted(_) => "answer: no",
            Verdict::Returned(_) => "returned",
        };
        let below = standing.at.map_or_else(Vec::new, took);
        let glyph = crate::console::words::glyph(Some(standing.verdict));
        add(standing.at, glyph, word.to_owned(), below);
    }
    if facts.opportunity.reached() {
        let at = facts.opportunity.at();
        add(
            at,
            "◆",
            "opportunity".to_owned(),
            at.map_or_else(Vec::new, took),
        );
    }
    if let Some(outcome) = facts.outcome {
        let at = facts.closed.at();
        add(
            at,
            "■",
            outcome.word().to_owned(),
            at.map_or_else(Vec::new, took),
        );
    }
    // Undated points keep their place in the order of the stages.
    points.sort_by_key(|(at, _)| at.map(|at| at.start(zone)).unwrap_or(i64::MIN));
    let mut points: Vec<Point> = points.into_iter().map(|(_, point)| point).collect();
    points.push(Point {
        when: "today".to_owned(),
        glyph: "▸",
        word: String::new(),
        below: waiting(model, lead),
    });
    points
}

/// By when an answer was asked for, where a limit was in force.
fn asked(model: &Model, delivered: Option<Milestone>) -> Vec<String> {
    let limits = limits(model);
    let hours = delivered
        .and_then(|at| limits.and_then(|limits| limits.in_force(at)))
        .map(|limit| limit.hours);
    hours.map_or_else(Vec::new, |hours| vec![format!("asked: {hours} h")])
}

fn limits(model: &Model) -> Option<&crate::review::agreement::AnswerLimits> {
    let walk = model.walk.as_ref().and_then(|walk| walk.figures.as_ref());
    walk.or(model.scorecard.figures.as_ref())
        .map(|figures| &figures.cohort.limits)
}

/// The clock of an answer that is still to come.
fn waiting(model: &Model, lead: &Lead) -> Vec<String> {
    let facts = lead.facts();
    let silent = facts.answer == crate::review::lead::Answer::None;
    let Some(from) = facts.qualified.at().filter(|_| silent) else {
        return Vec::new();
    };
    let now = model.now.div_euclid(1000);
    let wait = limits(model).map(|limits| limits.wait(Some(from), now));
    let waited = span(from.until(Milestone::Instant(now), model.zone()));
    let due = |due: i64| day::short(Milestone::Instant(due).date(model.zone()), model.today());
    match wait {
        Some(Wait::InTime { due: at, at_risk }) => {
            let soon = if at_risk { ", soon" } else { "" };
            vec![format!("due {}{soon}", due(at))]
        }
        Some(Wait::Overdue { due: at }) => vec![format!("was due {}", due(at))],
        _ => vec![format!("waits {waited}")],
    }
}

/// A length of time in the largest unit that fits.
fn span(seconds: i64) -> String {
    match seconds {
        s if s < 0 => "runs back".to_owned(),
        s if s < 3_600 => format!("{} min", s / 60),
        s if s < 2 * DAY => format!("{} h", s / 3_600),
        s => format!("{} days", s / DAY),
    }
}
