//! What happens to a section's text: the draft kept or thrown away, proposed to both teams.

use super::{in_hand, kept, reading};
use crate::console::command::Command;
use crate::console::effect::Effect;
use crate::console::form::{Blank, Form};
use crate::console::model::Model;
use crate::console::pop::{Asked, Pop, Purpose};
use crate::console::update::{forms, record};
use crate::review::agreement::version::{Section, Step, Wording};
use crate::review::entry::Act;

/// Why nothing of it can be done to this section now.
pub fn barred(model: &Model, command: Command, section: Section) -> Option<String> {
    let history = model.ground.agreement.section(section);
    match command {
        Command::KeepDraft if !in_hand(model, section) => {
            Some("nothing is changed: e edits what the cursor stands on".to_owned())
        }
        Command::DropDraft if !in_hand(model, section) && history.draft.is_none() => {
            Some("there is no draft to throw away".to_owned())
        }
        Command::Propose => not_proposable(model, section),
        _ => None,
    }
}

fn not_proposable(model: &Model, section: Section) -> Option<String> {
    let history = model.ground.agreement.section(section);
    if let Some(version) = history.on_the_table() {
        return Some(format!(
            "v{} is on the table already: vote on it, or withdraw it",
            version.number
        ));
    }
    if !in_hand(model, section) && history.draft.is_none() {
        return Some("there is no draft to propose: e edits, then p proposes".to_owned());
    }
    None
}

/// Keeps, drops or proposes.
pub fn command(model: &mut Model, command: Command, section: Section) -> Vec<Effect> {
    if let Some(why) = barred(model, command, section) {
        model.warn(why);
        return Vec::new();
    }
    match command {
        Command::KeepDraft => keep(model, section),
        Command::DropDraft => drop(model, section),
        _ => {
            let number = model.ground.agreement.section(section).next();
            let title = format!("Propose {} v{number} to both teams", section.word());
            let blank = Blank::text("why", "").hint("what the change is for");
            forms::push(
                model,
                Purpose::Propose(section),
                Form::new(title, vec![blank]),
            );
            Vec::new()
        }
    }
}

/// Records a step and says it.
pub fn step(model: &mut Model, step: Step, typed: Option<Pop>) -> Vec<Effect> {
    let said = step.words();
    model.say(said);
    let act = Act::Agreed {
        step: Box::new(step),
    };
    record::record(model, vec![act], typed)
}

fn keep(model: &mut Model, section: Section) -> Vec<Effect> {
    match reading(model, section).cloned() {
        Some(wording) => step(model, Step::Drafted { wording }, None),
        None => Vec::new(),
    }
}

/// First the text in hand; what was kept only once nothing is in hand.
fn drop(model: &mut Model, section: Section) -> Vec<Effect> {
    if in_hand(model, section) {
        model.agreement.hands.remove(&section);
        let again = model.ground.agreement.section(section).draft.is_some();
        model.say(if again {
            "back to the draft that was kept; D throws that away too"
        } else {
            "back to what it was"
        });
        return Vec::new();
    }
    step(model, Step::Dropped { section }, None)
}

/// Enter in the form that asks why.
pub fn proposed(model: &mut Model, section: Section, asked: Box<Asked>) -> Vec<Effect> {
    let reason = asked.form.value(0);
    if reason.is_empty() {
        return forms::stays(model, asked, 0, "why, in words; Esc leaves it");
    }
    let Some(wording) = draft(model, section) else {
        return Vec::new();
    };
    let version = model.ground.agreement.section(section).next();
    let step_of = Step::Proposed {
        version,
        wording,
        reason,
    };
    step(model, step_of, Some(Pop::Asked(asked)))
}

/// What would be proposed: the text in hand, else the draft that was kept.
fn draft(model: &Model, section: Section) -> Option<Wording> {
    let hand = model.agreement.hands.get(&section);
    hand.map(|hand| hand.wording.clone())
        .or_else(|| kept(model, section).cloned())
}
