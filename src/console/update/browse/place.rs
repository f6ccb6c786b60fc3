//! Commands that belong to one place: which leads, promises kept, minutes written, a review reopened.

use super::look;
use crate::console::command::Command;
use crate::console::effect::{Effect, Paper, PaperKind, Question};
use crate::console::form::{Blank, Form};
use crate::console::model::Model;
use crate::console::model::wire::Slot;
use crate::console::pop::Purpose;
use crate::console::update::{ask, forms};
use crate::review::meeting::{Meeting, MeetingState};

/// Does a command of the place in front.
pub fn place_command(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::View | Command::Sort => super::turn(model, command),
        Command::Write => match selected(model).map(|meeting| meeting.opening.id) {
            Some(meeting) => look::write_of(model, meeting),
            None => Vec::new(),
        },
        Command::OwnPage => {
            let ticket = model.wire.ask(Slot::Write);
            vec![Effect::OwnPage { ticket }]
        }
        _ => reopen(model),
    }
}

/// The review under the cursor; the list shows the latest first.
pub fn selected(model: &Model) -> Option<&Meeting> {
    model.ground.meetings.iter().rev().nth(model.reviews.at)
}

/// Asks for the minutes of the review under the cursor.
pub fn paper(model: &mut Model) -> Option<Effect> {
    let meeting = selected(model)?.opening.id;
    let question = Question::Paper {
        paper: Paper {
            meeting,
            what: PaperKind::Minutes,
        },
        masked: model.looks.masked,
        columns: Paper::COLUMNS,
    };
    Some(ask(model, Slot::Paper, question))
}

fn reopen(model: &mut Model) -> Vec<Effect> {
    let Some(meeting) = selected(model) else {
        return Vec::new();
    };
    if !matches!(meeting.state, MeetingState::Closed { .. }) {
        model.warn("that review is not closed: N on Today goes on with it");
        return Vec::new();
    }
    let id = meeting.opening.id;
    let form = Form::new(
        "Reopen the review: its minutes stay, a next version follows",
        vec![Blank::text("why", "")],
    );
    forms::push(model, Purpose::Reopen(id), form);
    Vec::new()
}
