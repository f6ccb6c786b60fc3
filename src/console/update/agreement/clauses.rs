//! The phase of the agreement: clause by clause, Marketing's and Sales' by turns, kept or to be changed.

use super::deeds;
use super::step;
use crate::console::command::Command;
use crate::console::effect::Effect;
use crate::console::form::{Blank, Form};
use crate::console::model::Model;
use crate::console::model::walk::Walk;
use crate::console::pop::{Asked, Deed, Pop, Purpose};
use crate::console::update::{forms, record};
use crate::review::agreement::sla::{ClauseKey, Sla};
use crate::review::agreement::version::{Section, Step};
use crate::review::entry::Act;

/// The clauses of the SLA in force, by turns.
pub fn order(model: &Model) -> Vec<ClauseKey> {
    let turns = model.sla().map(Sla::by_turns).unwrap_or_default();
    turns.into_iter().map(|clause| clause.key).collect()
}

/// The clause whose turn it is.
pub fn clause(model: &Model) -> Option<ClauseKey> {
    let order = order(model);
    let at = model.walking()?.row.min(order.len().checked_sub(1)?);
    order.get(at).copied()
}

/// Why it cannot be done here and now.
pub fn barred(model: &Model, command: Command) -> Option<String> {
    let Some(walk) = &model.walk else {
        return Some(
            "this is for the Agreement phase of a review: N on Today starts one".to_owned(),
        );
    };
    if walk.practice() {
        return Some("this is practice: nothing is kept, so nothing is agreed".to_owned());
    }
    if command == Command::SignAgain {
        let page = model.ground.agreement.on_the_page(model.today());
        return page
            .is_empty()
            .then(|| "nothing is in force yet to sign".to_owned());
    }
    if model.walking().is_none() || clause(model).is_none() {
        return Some("no SLA is in force to go through: F4 and F5 write the first".to_owned());
    }
    None
}

/// Keeps the clause, asks what changes, or who signs.
pub fn command(model: &mut Model, command: Command) -> Vec<Effect> {
    if command == Command::SignAgain {
        let form = deeds::sign_form(model);
        forms::push(model, Purpose::Agree(Deed::Sign), form);
        return Vec::new();
    }
    let Some(clause) = clause(model) else {
        return Vec::new();
    };
    if command == Command::KeepClause {
        return looked(model, clause, String::new(), None);
    }
    let name = model.sla().map_or_else(String::new, |sla| sla.name(clause));
    let form = Form::new(
        format!("{name}: what is to change?"),
        vec![Blank::text("in words", "").hint("it stands in the minutes; F5 has the draft")],
    );
    forms::push(model, Purpose::Agree(Deed::Change(clause)), form);
    Vec::new()
}

/// Enter in the form of a change.
pub fn change_done(model: &mut Model, clause: ClauseKey, asked: Box<Asked>) -> Vec<Effect> {
    let change = asked.form.value(0);
    if change.is_empty() {
        return forms::stays(
            model,
            asked,
            0,
            "what is to change, in words; Esc leaves it",
        );
    }
    looked(model, clause, change, Some(asked))
}

/// Writes down what was said of a clause; once every one had its turn and is kept, the SLA is kept for the quarter.
fn looked(
    model: &mut Model,
    clause: ClauseKey,
    change: String,
    asked: Option<Box<Asked>>,
) -> Vec<Effect> {
    let kept = |model: &Model, key: ClauseKey| {
        let meeting = model.walk.as_ref().map(Walk::id);
        let said = meeting.and_then(|id| model.ground.agreement.looked_at(key, id));
        said.is_some_and(|said| said.change.is_empty())
    };
    let order = order(model);
    let all = change.is_empty() && order.iter().all(|key| *key == clause || kept(model, *key));
    let said = Step::Looked { clause, change };
    let words = said.words(model.sla());
    let effects = if all {
        let section = Section::Sla;
        let why = "clause by clause, every one kept".to_owned();
        let acts = [said, Step::Kept { section, why }].map(|step| Act::Agreed {
            step: Box::new(step),
        });
        model.say("every clause was looked at and kept: the quarter begins anew; S signs");
        record::record(model, acts.to_vec(), asked.map(Pop::Asked))
    } else {
        model.say(words);
        step(model, said, asked)
    };
    let at = order.iter().position(|key| *key == clause).unwrap_or(0);
    if let Some(walk) = model.walking_mut() {
        walk.row = (at + 1).min(order.len().saturating_sub(1));
    }
    effects
}
