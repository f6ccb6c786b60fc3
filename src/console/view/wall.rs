//! The six figures and nothing else, in digits a room reads from its far end: outside a review those of the scorecard,
//! in one the review's own as they move; where the SLA stands in front, its clauses.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::agreement::board;
use super::faces::{Face, face, figure};
use super::{digits, panel, strip as bar};
use crate::console::layout;
use crate::console::model::Model;
use crate::console::model::walk::Walk;
use crate::console::text::{fit, wrap};
use crate::console::update::TILES;
use crate::console::words;
use crate::review::figures::kpi::Kpi;
use crate::review::figures::scorecard::Scorecard;
use crate::review::figures::strip::{Strip, value};
use crate::review::figures::telling::dark;
use crate::review::figures::words::{NOTHING, count};

/// One of the six, as it stands on the wall.
struct Large {
    title: String,
    figure: String,
    unit: String,
    /// Another figure than when the review was opened.
    moved: bool,
    /// It is under the cursor.
    at: bool,
    lines: Vec<String>,
}

/// Draws the wall.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    if let Some(clauses) = board::in_front(model) {
        return board::draw(model, frame, area, clauses);
    }
    let (head, body) = layout::below(area, 1);
    let columns = usize::from(head.width.saturating_sub(2));
    let (words, six) = match (&model.walk, &model.scorecard.card) {
        (Some(walk), _) => (of_walk(model, walk), walk_figures(model, walk)),
        (None, Some(card)) => {
            let six = TILES.map(|kpi| of_face(model, kpi, face(card, kpi).worded(&model.names())));
            (super::scorecard::of_whom(model, card), six)
        }
        (None, None) => {
            panel::note(model, frame, area, "The figures are being counted.");
            return;
        }
    };
    let words = format!(" {}", fit(&words, columns));
    panel::lines(frame, head, [Line::styled(words, model.theme().strong)]);
    grid(model, frame, body, &six);
}

fn grid(model: &Model, frame: &mut Frame<'_>, body: Rect, six: &[Large; 6]) {
    let places = layout::grid(body, layout::LARGE_COLUMNS);
    for (large, place) in six.iter().zip(places) {
        tile(model, frame, place, large);
    }
}

/// The scorecard's figures the same way, the one under the cursor marked: each opens as its tile does.
pub fn scorecard(model: &Model, frame: &mut Frame<'_>, body: Rect, card: &Scorecard, at: usize) {
    let names = model.names();
    let mut six = TILES.map(|kpi| of_face(model, kpi, face(card, kpi).worded(&names)));
    if let Some(large) = six.get_mut(at) {
        large.at = true;
    }
    grid(model, frame, body, &six);
}

/// The lead that is spoken of, and the bar of answers.
fn of_walk(model: &Model, walk: &Walk) -> String {
    let lead = model.walking().and_then(Walk::current);
    let lead = lead.map(|lead| words::label_of(model, lead));
    let answers = parts(&walk.strip(&model.names()));
    let days = bar::period(model, walk.meeting.opening.period);
    lead.into_iter()
        .chain([format!("{answers} {} {days}", model.named("delivered"))])
        .collect::<Vec<_>>()
        .join(" · ")
}

/// "117 accepted + 48 not accepted + 9 answer due + 14 in time = 188".
fn parts(figures: &Strip) -> String {
    let shown = figures.bar.iter().filter(|part| part.count.now > 0);
    let parts: Vec<String> = shown
        .map(|part| format!("{} {}", count(part.count.now), part.word))
        .collect();
    let all = count(figures.qualified.now);
    match parts.len() {
        0 | 1 => all,
        _ => format!("{} = {all}", parts.join(" + ")),
    }
}

fn walk_figures(model: &Model, walk: &Walk) -> [Large; 6] {
    let fill = walk.figures.as_ref().map(|figures| &figures.fill);
    TILES.map(|kpi| {
        let untold = fill.and_then(|fill| dark(kpi, fill));
        let (was, is) = (value(kpi, &walk.start), value(kpi, &walk.now));
        let (number, unit) = match untold {
            Some(_) => (NOTHING.to_owned(), String::new()),
            None => figure(kpi, &walk.now),
        };
        let strip = walk.strip(&model.names());
        let tile = strip.tiles.into_iter().find(|tile| tile.kpi == kpi);
        let mut lines = Vec::new();
        let moved = was != is && untold.is_none();
        if moved {
            lines.push(format!("was {was}"));
        }
        if let Some(tile) = tile {
            lines.push(tile.of);
            lines.extend(tile.marks);
        }
        Large {
            title: model.named(kpi.short_title()).into_owned(),
            figure: number,
            unit,
            moved,
            at: false,
            lines,
        }
    })
}

fn of_face(model: &Model, kpi: Kpi, face: Face) -> Large {
    Large {
        title: model.named(kpi.short_title()).into_owned(),
        figure: face.figure,
        unit: face.unit,
        moved: false,
        at: false,
        lines: face.lines,
    }
}

/// Title, figure, and below it what room is left for.
fn tile(model: &Model, frame: &mut Frame<'_>, place: Rect, large: &Large) {
    let theme = model.theme();
    let inner = Rect::new(
        place.x + 1,
        place.y,
        place.width.saturating_sub(2),
        place.height,
    );
    let (head, below) = layout::below(inner, 2);
    let mark = if large.at { "▸ " } else { "" };
    let title = format!("{mark}{}", large.title);
    let title = fit(&title, usize::from(inner.width)).into_owned();
    let style = if large.at { theme.cursor } else { theme.strong };
    panel::lines(frame, head, [Line::default(), Line::styled(title, style)]);
    let style = if large.moved {
        theme.moved
    } else {
        theme.strong
    };
    // Two lines of words stay below the digits.
    let (digits, _) = layout::over(below, 2);
    let beside = digits::beside(digits, &large.figure, &large.unit);
    let unit = if beside { large.unit.as_str() } else { "" };
    let used = digits::draw(frame, digits, &large.figure, unit, style);
    let (_, under) = layout::below(below, used);
    let own = (!beside).then(|| large.unit.trim().to_owned());
    let columns = usize::from(inner.width);
    let lines = own
        .iter()
        .chain(&large.lines)
        .flat_map(|line| wrap(line, columns));
    let room = usize::from(under.height.saturating_sub(1)).max(1);
    let lines = lines.take(room).map(|line| Line::styled(line, theme.text));
    panel::lines(frame, under, lines);
}
