//! Drawing: a model in, a screen out. Nothing here changes anything, and only what the area shows is drawn.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::layout;
use super::model::Model;
use super::model::places::Place;
use super::model::walk::Phase;

pub mod agreement;
pub mod blind;
pub mod campaigns;
pub mod card;
pub mod clocks;
pub mod close;
pub mod data;
pub mod digits;
pub mod docket;
pub mod explain;
pub mod faces;
pub mod footer;
pub mod form;
pub mod header;
pub mod hindsight;
pub mod import;
pub mod journal;
pub mod leads;
pub mod minutes;
pub mod open;
pub mod panel;
pub mod paper;
pub mod people;
pub mod phases;
pub mod pops;
pub mod promises;
pub mod prompt;
pub mod reviews;
pub mod scorecard;
pub mod start;
pub mod stood;
pub mod strip;
pub mod timeline;
pub mod today;
pub mod wall;
pub mod whatif;

/// Draws the whole screen.
pub fn draw(model: &Model, frame: &mut Frame<'_>) {
    let area = frame.area();
    frame.buffer_mut().set_style(area, model.theme().text);
    let size = (area.width, area.height);
    if layout::too_small(size) {
        too_small(model, frame, area);
        return;
    }
    let parts = layout::parts(size);
    header::draw(model, frame, parts.header, parts.tabs);
    body(model, frame, parts.body);
    footer::line(model, frame, parts.line);
    footer::draw(model, frame, parts.footer);
    pops::draw(model, frame, parts.body);
}

fn body(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    if model.looks.big {
        wall::draw(model, frame, area);
        return;
    }
    if model
        .bringing
        .as_ref()
        .is_some_and(|bringing| bringing.in_front)
    {
        import::draw(model, frame, area);
        return;
    }
    if let Some(walk) = model.walking() {
        match walk.phase {
            Phase::Leads => draw_walk(model, frame, area),
            Phase::Numbers => scorecard::draw(model, frame, area),
            Phase::Agreement => agreement::clauses::draw(model, walk, frame, area),
            _ => {
                let (area, card) = prompt::split(model, walk, area);
                phases::draw(model, walk, frame, area);
                if let Some(card) = card {
                    prompt::draw(model, walk, frame, card);
                }
            }
        }
        return;
    }
    match model.place {
        Place::Today if model.starting() => start::draw(model, frame, area),
        Place::Today => today::draw(model, frame, area),
        Place::Leads => leads::draw(model, frame, area),
        Place::Scorecard => scorecard::draw(model, frame, area),
        Place::Agreement => agreement::draw(model, frame, area),
        Place::Campaigns => campaigns::draw(model, frame, area),
        Place::Promises => promises::draw(model, frame, area),
        Place::Reviews => reviews::draw(model, frame, area),
    }
}

fn draw_walk(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let panels = layout::walk(area);
    if let Some(docket) = panels.docket {
        docket::draw(model, frame, docket);
    }
    if let Some(line) = panels.strip_line {
        strip::one_line(model, frame, line);
    }
    card::draw_walk(model, frame, panels.card);
    if let Some(strip) = panels.strip {
        strip::draw(model, frame, strip);
    }
    if let Some(minutes) = panels.minutes {
        minutes::beside(model, frame, minutes);
    }
}

/// Below the smallest size: one sentence in the middle; what is typed is kept, and `q` still leaves.
fn too_small(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let (width, height) = layout::SMALLEST;
    let words = format!("Docket needs {width} × {height}; make the window larger. q leaves.");
    let lines = super::text::wrap(&words, usize::from(area.width.max(1)));
    let top = area
        .height
        .saturating_sub(u16::try_from(lines.len()).unwrap_or(1))
        / 2;
    for (row, line) in (0u16..).zip(lines) {
        let y = area.y + top + row;
        if y < area.bottom() {
            let row = Rect::new(area.x, y, area.width, 1);
            frame.render_widget(Line::styled(line, model.theme().text).centered(), row);
        }
    }
}
