//! The list on the left: to discuss, by consent, parked.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{hindsight, panel};
use crate::console::layout::{first_row, over};
use crate::console::model::Model;
use crate::console::model::walk::{Panel, Stand, Walk};
use crate::console::text::{fit, pad, width};
use crate::console::words;
use crate::review::lead::Lead;
use crate::review::meeting::Part;
use crate::review::verdict::Verdict;

/// One row of the list: a heading, a lead by its place on the docket, or a blank.
enum Row {
    Head(String, String),
    Lead(usize),
    Words(String),
}

/// Draws the docket.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let Some(walk) = model.walking() else { return };
    let focus = walk.panel == Panel::Docket;
    let inner = panel::framed(model, frame, area, "Today", focus);
    let (list, foot) = split(model, walk, inner);
    let rows = rows(model, walk);
    let first = first(walk, &rows, list.height);
    let head = head_over(&rows, first);
    let lines = head
        .into_iter()
        .chain(rows.iter().skip(first + usize::from(head.is_some())))
        .take(usize::from(list.height))
        .map(|row| line(model, walk, row, list.width));
    panel::lines(frame, list, lines.collect::<Vec<_>>());
    let below = below(model, walk, inner.width);
    let below = below.iter().map(|row| line(model, walk, row, foot.width));
    panel::lines(frame, foot, below.collect::<Vec<_>>());
}

/// The heading of the rows in view, where it has scrolled away: the count stays before everybody's eyes.
fn head_over(rows: &[Row], first: usize) -> Option<&Row> {
    let above = rows.get(..=first).filter(|_| first > 0)?;
    above.iter().rev().find(|row| matches!(row, Row::Head(..)))
}

/// The list, and under it what is always in view: at most a third of the panel, and not on a small one.
fn split(model: &Model, walk: &Walk, inner: Rect) -> (Rect, Rect) {
    let rows = below(model, walk, inner.width).len();
    let most = if inner.height < 20 {
        0
    } else {
        inner.height / 3
    };
    let foot = u16::try_from(rows).unwrap_or(u16::MAX).min(most);
    over(inner, foot)
}

/// The lead at a row inside the panel, as a place on the docket.
pub fn lead_at(model: &Model, area: Rect, row: usize) -> Option<usize> {
    let walk = model.walking()?;
    let inner = Rect::new(
        area.x + 1,
        area.y + 1,
        area.width.saturating_sub(2),
        area.height.saturating_sub(2),
    );
    let (list, _) = split(model, walk, inner);
    let rows = rows(model, walk);
    let first = first(walk, &rows, list.height);
    let covered = row == 0 && head_over(&rows, first).is_some();
    match rows
        .get(first + row)
        .filter(|_| row < usize::from(list.height) && !covered)
    {
        Some(Row::Lead(place)) => Some(*place),
        _ => None,
    }
}

fn first(walk: &Walk, rows: &[Row], height: u16) -> usize {
    let at = rows
        .iter()
        .position(|row| matches!(row, Row::Lead(place) if *place == walk.at))
        .unwrap_or(0);
    first_row(at, rows.len(), usize::from(height))
}

fn rows(model: &Model, walk: &Walk) -> Vec<Row> {
    let known = &model.known;
    let (done, all) = walk.progress(Part::ToDiscuss, known);
    let mut rows = vec![Row::Head(
        "TO DISCUSS".to_owned(),
        format!("{done} of {all}"),
    )];
    rows.extend(
        walk.half(Part::ToDiscuss, known)
            .map(|(place, _)| Row::Lead(place)),
    );
    let (read, consent) = walk.progress(Part::ByConsent, known);
    if consent > 0 {
        rows.push(Row::Words(String::new()));
        rows.push(Row::Head(
            "BY CONSENT".to_owned(),
            format!("{consent}, {read} read"),
        ));
        rows.push(Row::Words(" stand unless somebody".to_owned()));
        rows.push(Row::Words(format!(
            " pulls one up ({} reads)",
            model
                .keymap
                .shown(crate::console::command::Command::Consent)
        )));
        rows.extend(
            walk.half(Part::ByConsent, known)
                .map(|(place, _)| Row::Lead(place)),
        );
    }
    let parked = parked(model, walk);
    if !parked.is_empty() {
        rows.push(Row::Words(String::new()));
        let count = format!("{}", parked.len());
        rows.push(Row::Head("PARKED".to_owned(), count));
        rows.extend(parked.into_iter().map(Row::Lead));
    }
    rows
}

fn parked(model: &Model, walk: &Walk) -> Vec<usize> {
    let docket = walk.docket.iter().enumerate();
    docket
        .filter(|(_, item)| walk.stand(item.lead, &model.known) == Stand::Parked)
        .map(|(place, _)| place)
        .collect()
}

/// Under the list: who came prepared, and what became of the leads of last time, in the order in which they give way.
fn below(model: &Model, walk: &Walk, columns: u16) -> Vec<Row> {
    let mut rows = Vec::new();
    let (called, last_time) = hindsight::last_time(model, columns);
    let parked = parked(model, walk).len();
    let prepared = walk.prepared.words();
    if called > 0 {
        rows.push(Row::Words(String::new()));
        rows.push(Row::Head(
            format!("PARKED {parked}"),
            format!("LAST TIME {called}"),
        ));
    }
    if !prepared.is_empty() {
        rows.push(Row::Words(format!(" {prepared}")));
    }
    rows.extend(last_time.into_iter().map(Row::Words));
    rows
}

fn line(model: &Model, walk: &Walk, row: &Row, columns: u16) -> Line<'static> {
    let theme = model.theme();
    match row {
        Row::Head(left, right) => panel::ends(
            vec![Span::styled(format!(" {left}"), theme.strong)],
            Span::styled(format!("{right} "), theme.quiet),
            columns,
        ),
        Row::Words(words) => Line::styled(words.clone(), theme.quiet),
        Row::Lead(place) => lead_line(model, walk, *place, columns),
    }
}

fn lead_line(model: &Model, walk: &Walk, place: usize, columns: u16) -> Line<'static> {
    let theme = model.theme();
    let Some(item) = walk.docket.get(place) else {
        return Line::default();
    };
    let cursor = place == walk.at;
    let marked = walk.selected.contains(&item.lead);
    let known = model.known.one(item.lead);
    let (glyph, word, style) = match walk.stand(item.lead, &model.known) {
        Stand::Done => {
            let told = known.map(|one| outcome(model, walk, &one.lead));
            let (word, which) = told.unwrap_or_else(|| ("stands".to_owned(), Which::Stands));
            ("✓", word, which.style(model))
        }
        Stand::Skipped => ("↷", "skipped".to_owned(), theme.quiet),
        Stand::Parked => ("‖", "parked".to_owned(), theme.quiet),
        Stand::Waiting => (" ", String::new(), theme.text),
    };
    let saving = known.is_some_and(crate::console::model::known::OneLead::is_saving);
    let word = if saving {
        model.unwritten().to_owned()
    } else {
        word
    };
    let pointer = match (cursor, marked) {
        (true, _) => "▸",
        (false, true) => "*",
        _ => " ",
    };
    let room =
        usize::from(columns).saturating_sub(4 + width(&word) + usize::from(!word.is_empty()));
    let label = words::label_of(model, item.lead);
    let name = format!("{pointer}{glyph} {}", pad(&fit(&label, room), room));
    if cursor {
        return Line::styled(
            pad(&format!("{name} {word}"), usize::from(columns)),
            theme.cursor,
        );
    }
    let base = if marked { theme.marked } else { theme.text };
    Line::from(vec![
        Span::styled(name, base),
        Span::styled(format!(" {word}"), style),
    ])
}

/// What became of a lead in this review.
#[derive(Clone, Copy)]
enum Which {
    Stands,
    Accepted,
    Refused,
}

impl Which {
    fn style(self, model: &Model) -> Style {
        let theme = model.theme();
        match self {
            Self::Stands => theme.quiet,
            Self::Accepted => theme.accepted,
            Self::Refused => theme.refused,
        }
    }
}

fn outcome(model: &Model, walk: &Walk, lead: &Lead) -> (String, Which) {
    let here = lead
        .said
        .verdict
        .as_ref()
        .filter(|told| told.meeting == Some(walk.id()));
    let (word, which) = match here.map(|told| &told.verdict) {
        Some(verdict @ Verdict::Accepted(_)) => (verdict.word(), Which::Accepted),
        Some(Verdict::NotAccepted(_)) if model.names().usual() => ("not acc.", Which::Refused),
        Some(verdict) => (verdict.word(), Which::Refused),
        None => ("stands", Which::Stands),
    };
    (model.named(word).into_owned(), which)
}
