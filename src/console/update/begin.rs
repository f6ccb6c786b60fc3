//! The first questions a console asks, and what follows from the ground.

use super::ask;
use crate::console::effect::{Effect, Question};
use crate::console::message::Ground;
use crate::console::model::Model;
use crate::console::model::wire::Slot;
use crate::review::meeting::MeetingState;

/// What a seat performs first; also after anything changed the ground.
pub fn begin(model: &mut Model) -> Vec<Effect> {
    vec![ask(model, Slot::Ground, Question::Ground)]
}

/// Takes the ground. At the first one a running review goes on where it stood, and the place in front of one is filled.
pub fn ground(model: &mut Model, ground: Ground) -> Vec<Effect> {
    let first = !model.grounded;
    model.ground = ground;
    model.grounded = true;
    super::agreement::settle(model);
    let on_start = super::start::grounded(model);
    if !first {
        return on_start
            .into_iter()
            .chain(super::start::first_review(model))
            .collect();
    }
    let running = model
        .ground
        .meetings
        .iter()
        .rev()
        .find(|meeting| meeting.state == MeetingState::Running)
        .map(|meeting| meeting.opening.id);
    let mut effects = on_start;
    effects.extend(super::browse::reload(model));
    if let Some(meeting) =
        running.filter(|_| model.place != crate::console::model::places::Place::Leads)
    {
        effects.push(ask(
            model,
            Slot::Walk,
            Question::Review {
                meeting,
                figures: true,
            },
        ));
    }
    effects
}
