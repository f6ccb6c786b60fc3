//! The past reviews: their minutes read, and words found in all of them.

use super::{ask, browse, explain, forms};
use crate::console::command::Command;
use crate::console::effect::{Effect, Question};
use crate::console::form::{Blank, Form};
use crate::console::layout;
use crate::console::model::Model;
use crate::console::model::places::ReviewsView;
use crate::console::model::wire::Slot;
use crate::console::places::Ask;
use crate::console::pop::{Asked, Purpose};

/// A command on the past reviews. While the minutes are read, the lists' keys scroll them and Esc leaves them.
pub fn command(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    if !model.reviews.reading {
        if command == Command::Find {
            return Some(ask_words(model));
        }
        if model.reviews.found.is_some() {
            return in_found(model, command);
        }
        if command == Command::View {
            model.reviews.view = match model.reviews.view {
                ReviewsView::Came => ReviewsView::Held,
                ReviewsView::Held => ReviewsView::Came,
            };
            return Some(Vec::new());
        }
        if command != Command::Open || model.ground.meetings.is_empty() {
            return None;
        }
        model.reviews.reading = true;
        model.reviews.scroll = 0;
        return Some(browse::reload(model));
    }
    if matches!(command, Command::Back | Command::Open | Command::View) {
        model.reviews.reading = false;
        return Some(Vec::new());
    }
    let rows = layout::parts(model.size).body.height.saturating_sub(2);
    let paper = model.reviews.paper.as_ref();
    let lines = paper.map_or(0, |paper| paper.lines().count());
    let most = crate::console::view::paper::most(lines, rows);
    let at = usize::from(model.reviews.scroll);
    let page = usize::from(rows.saturating_sub(2).max(1));
    let to = match command {
        Command::Down => at + 1,
        Command::Up => at.saturating_sub(1),
        Command::PageDown => at + page,
        Command::PageUp => at.saturating_sub(page),
        Command::Top => 0,
        Command::Bottom => most,
        _ => return None,
    };
    model.reviews.scroll = u16::try_from(to.min(most)).unwrap_or(u16::MAX);
    Some(Vec::new())
}

/// Asks what to look for.
fn ask_words(model: &mut Model) -> Vec<Effect> {
    let words = model.reviews.found.as_ref();
    let words = words.map_or("", |found| found.words.as_str()).to_owned();
    let form = Form::new(
        "Find in all minutes",
        vec![Blank::text("", &words).hint("words of one line, in any order")],
    );
    forms::push(model, Purpose::FindInMinutes, form);
    Vec::new()
}

/// The words are typed: every line of all minutes that holds them is asked for; none at all ends the search.
pub fn find(model: &mut Model, asked: &Asked) -> Vec<Effect> {
    let words = asked.form.value(0);
    if words.is_empty() {
        model.reviews.found = None;
        return Vec::new();
    }
    let masked = model.looks.masked;
    let question = Question::Place(Ask::Found { words, masked });
    vec![ask(model, Slot::Found, question)]
}

/// A command while the lines that were found are listed: Enter reads the minutes there, Esc goes back to the reviews.
fn in_found(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    let found = model.reviews.found.as_mut()?;
    match command {
        Command::Back => {
            model.reviews.found = None;
            Some(Vec::new())
        }
        Command::Open => {
            let row = found.rows.get(found.at)?;
            let (meeting, line) = (row.meeting, row.line);
            let mut latest_first = model.ground.meetings.iter().rev();
            let place = latest_first.position(|one| one.opening.id == meeting)?;
            model.reviews.at = place;
            model.reviews.reading = true;
            // With the line before it, so that one sees what it belongs to.
            model.reviews.scroll = u16::try_from(line.saturating_sub(1)).unwrap_or(u16::MAX);
            Some(browse::reload(model))
        }
        _ => {
            let at = u64::try_from(found.at).unwrap_or(0);
            found.at = explain::moves(command, at, found.rows.len())?;
            Some(Vec::new())
        }
    }
}
