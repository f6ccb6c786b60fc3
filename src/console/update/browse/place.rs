//! Commands that belong to one place: which leads, promises kept, minutes written, a review reopened.

use super::look;
use crate::console::command::Command;
use crate::console::effect::{Effect, Paper, PaperKind, Question};
use crate::console::form::{Blank, Form};
use crate::console::model::Model;
use crate::console::model::wire::Slot;
use crate::console::pop::Purpose;
use crate::console::update::{ask, forms, record};
use crate::review::entry::Act;
use crate::review::meeting::{Meeting, MeetingState, PromiseState};

/// Does a command of the place in front.
pub fn place_command(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::View | Command::Sort => super::turn(model, command),
        Command::Done => kept(model),
        Command::Write => match selected(model).map(|meeting| meeting.opening.id) {
            Some(meeting) => look::write_of(model, meeting),
            None => Vec::new(),
        },
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
    };
    Some(ask(model, Slot::Paper, question))
}

/// The promises in the order of the list: open ones by date, then those that are done.
pub fn promises(model: &Model) -> Vec<&crate::review::meeting::Promise> {
    let over = |state| matches!(state, PromiseState::Done | PromiseState::Dropped);
    let mut promises: Vec<_> = model.ground.promises.iter().collect();
    promises.sort_by_key(|promise| {
        (
            over(promise.state),
            promise.due.is_none(),
            promise.due,
            promise.owner.clone(),
            promise.seq,
        )
    });
    promises
}

fn kept(model: &mut Model) -> Vec<Effect> {
    let promise = promises(model)
        .get(model.promises.at)
        .map(|promise| (promise.seq, promise.state));
    let Some((promise, state)) = promise else {
        return Vec::new();
    };
    let state = match state {
        PromiseState::Done => PromiseState::Open,
        _ => PromiseState::Done,
    };
    if let Some(on_hand) = model
        .ground
        .promises
        .iter_mut()
        .find(|other| other.seq == promise)
    {
        on_hand.state = state;
    }
    model.say(format!("the promise is {}", state.word()));
    record::record(model, vec![Act::Promise { promise, state }], None)
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
