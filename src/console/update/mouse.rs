//! The mouse: a press on a hint, a tab or a row is the key it stands for; the wheel moves the cursor.

use ratatui::layout::{Position, Rect};

use super::{browse, command, walk};
use crate::console::effect::Effect;
use crate::console::key::{Code, Key, Mouse, MouseAct};
use crate::console::layout;
use crate::console::model::Model;
use crate::console::model::places::Place;
use crate::console::model::walk::{Panel, Phase};
use crate::console::view;

/// Takes what the mouse did.
pub fn mouse(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    if !model.looks.mouse || layout::too_small(model.size) {
        return Vec::new();
    }
    let wheel = match mouse.act {
        MouseAct::Press => None,
        MouseAct::WheelDown => Some(Code::Down),
        MouseAct::WheelUp => Some(Code::Up),
    };
    if let Some(code) = wheel {
        return match model.pops.pop() {
            Some(pop) => super::pops::key(model, pop, Key::plain(code)),
            None => browse::step(model, if code == Code::Down { 1 } else { -1 }),
        };
    }
    let at = Position::new(mouse.column, mouse.row);
    if let Some((_, command)) = view::footer::hints(model)
        .into_iter()
        .find(|(area, _)| area.contains(at))
    {
        return command::run(model, command);
    }
    if !model.pops.is_empty() {
        return Vec::new();
    }
    let tab = view::header::tabs(model)
        .into_iter()
        .position(|(area, _)| area.contains(at));
    if let Some(tab) = tab {
        return command::go(model, view::header::digit(model, tab));
    }
    press(model, at)
}

fn press(model: &mut Model, at: Position) -> Vec<Effect> {
    let body = layout::parts(model.size).body;
    if let Some(walk) = model.walking() {
        if walk.phase != Phase::Leads {
            return Vec::new();
        }
        return press_walk(model, body, at);
    }
    if model.place != Place::Leads {
        return Vec::new();
    }
    let panels = layout::leads(body, model.leads.card);
    if let Some(list) = panels.list.filter(|list| list.contains(at)) {
        let Some(row) = row_in(list, at) else {
            return Vec::new();
        };
        let first = view::leads::first_row(model, list);
        let to = first + row as u64;
        if to < model.leads.total {
            model.leads.card = false;
            let by = i64::try_from(to).unwrap_or(0) - i64::try_from(model.leads.at).unwrap_or(0);
            return browse::step(model, by);
        }
    } else if panels.card.is_some_and(|card| card.contains(at)) {
        model.leads.card = true;
    }
    Vec::new()
}

fn press_walk(model: &mut Model, body: Rect, at: Position) -> Vec<Effect> {
    let panels = layout::walk(body);
    if let Some(docket) = panels.docket.filter(|docket| docket.contains(at)) {
        let place = row_in(docket, at).and_then(|row| view::docket::lead_at(model, docket, row));
        return match place {
            Some(place) => walk::stand_at(model, place),
            None => Vec::new(),
        };
    }
    if let Some(walk) = model.walking_mut() {
        walk.panel = match panels.strip {
            Some(strip) if strip.contains(at) => Panel::Strip,
            _ => Panel::Card,
        };
    }
    Vec::new()
}

/// The row inside a panel's frame.
fn row_in(panel: Rect, at: Position) -> Option<usize> {
    let inside = at.y > panel.y && at.y + 1 < panel.bottom();
    inside.then(|| usize::from(at.y - panel.y - 1))
}
