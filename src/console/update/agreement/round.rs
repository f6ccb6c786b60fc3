//! The question, round the table: what do you consider a qualified lead? Each answer is taken down word for word.

use super::deeds::at_the_table;
use super::{change_definition, definition};
use crate::console::effect::Effect;
use crate::console::form::{Blank, Form};
use crate::console::model::Model;
use crate::console::pop::{Asked, Deed, Purpose};
use crate::console::update::forms;
use crate::review::agreement::definition::Heard;
use crate::review::person::{Person, Team};

/// Both teams at the table, in their order, each with whether they were heard.
pub fn round(model: &Model) -> Vec<(Person, bool)> {
    let heard = |person: &Person| {
        definition(model).is_some_and(|text| text.answers.iter().any(|one| one.who == person.name))
    };
    at_the_table(model)
        .into_iter()
        .filter(|person| person.team != Team::Other)
        .map(|person| {
            let heard = heard(&person);
            (person, heard)
        })
        .collect()
}

/// Asks the next who was not heard.
pub fn next(model: &mut Model) -> Vec<Effect> {
    let round = round(model);
    let Some(at) = round.iter().position(|(_, heard)| !heard) else {
        model.say("everybody was heard: s keeps the answers with the draft");
        return Vec::new();
    };
    let (person, _) = &round[at];
    let done = round.iter().filter(|(_, heard)| *heard).count();
    let title = format!(
        "{}, {}: what do you consider a qualified lead? ({} of {} heard)",
        person.name,
        person.team.word(),
        done,
        round.len()
    );
    let blank = Blank::text("", "").hint("word for word; nobody answers for them");
    forms::push(
        model,
        Purpose::Agree(Deed::Heard(at)),
        Form::new(title, vec![blank]),
    );
    Vec::new()
}

/// Enter: the answer is in hand, and the next is asked.
pub fn heard(model: &mut Model, at: usize, asked: Box<Asked>) -> Vec<Effect> {
    let text = asked.form.value(0);
    if text.is_empty() {
        return forms::stays(model, asked, 0, "in their words; Esc goes on without them");
    }
    let Some((person, _)) = round(model).into_iter().nth(at) else {
        return Vec::new();
    };
    change_definition(model, |definition| {
        definition.answers.retain(|one| one.who != person.name);
        definition.answers.push(Heard {
            who: person.name.clone(),
            team: person.team.word().to_owned(),
            text,
        });
    });
    next(model)
}
