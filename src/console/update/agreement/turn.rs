//! What happens to a section's text: the draft kept or thrown away, proposed to both teams, voted on, put in force,
//! withdrawn, kept as it is; and who signs the page and has read it.

use super::deeds;
use super::{in_hand, kept, reading};
use crate::console::command::Command;
use crate::console::effect::Effect;
use crate::console::form::{Blank, Form};
use crate::console::model::Model;
use crate::console::model::walk::Walk;
use crate::console::pop::{Asked, Deed, Pop, Purpose};
use crate::console::update::{forms, record};
use crate::review::agreement::version::{Section, Step, Wording};
use crate::review::entry::Act;

/// Why nothing of it can be done to this section now.
pub fn barred(model: &Model, command: Command, section: Section) -> Option<String> {
    use Command as C;
    let practice = model.walk.as_ref().is_some_and(Walk::practice);
    if practice && !matches!(command, C::Versions | C::Publish) {
        return Some("this is practice: nothing is kept, so nothing is agreed".to_owned());
    }
    let agreement = &model.ground.agreement;
    let history = agreement.section(section);
    let none_signed = || agreement.on_the_page(model.today()).is_empty();
    match command {
        C::KeepDraft if !in_hand(model, section) => {
            Some("nothing is changed: e edits what the cursor stands on".to_owned())
        }
        C::DropDraft if !in_hand(model, section) && history.draft.is_none() => {
            Some("there is no draft to throw away".to_owned())
        }
        C::Propose => not_proposable(model, section),
        C::Vote | C::Ratify | C::Withdraw if history.on_the_table().is_none() => {
            Some("nothing is on the table: p proposes the draft".to_owned())
        }
        C::Vote if model.ground.people.is_empty() => {
            Some("nobody is known yet who could vote: W in a review says who is here".to_owned())
        }
        C::Ratify => history.on_the_table().and_then(|version| {
            version.not_carried(crate::review::agreement::vote::VoteRule::default())
        }),
        C::KeepAsIs if history.in_force(model.today()).is_none() => {
            Some("nothing is in force yet that could be kept".to_owned())
        }
        C::Sign | C::HasRead if none_signed() => {
            Some("nothing is in force yet to sign or to read".to_owned())
        }
        C::Versions if history.versions.is_empty() => {
            Some("there is no version yet: p proposes the draft".to_owned())
        }
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
    let wording = draft(model, section)?;
    let now = history
        .in_force(model.today())
        .map(|version| &version.wording);
    if now == Some(&wording) {
        return Some("the draft says what is in force: nothing would change".to_owned());
    }
    let fault = wording.faults().into_iter().next();
    fault.or_else(|| super::page::unfit(model, &wording))
}

/// Keeps, drops, or asks what the step needs.
pub fn command(model: &mut Model, command: Command, section: Section) -> Vec<Effect> {
    if let Some(why) = barred(model, command, section) {
        model.warn(why);
        return Vec::new();
    }
    let why = |title: String, hint: &str| Form::new(title, vec![Blank::text("why", "").hint(hint)]);
    let history = model.ground.agreement.section(section);
    let word = section.word();
    let number = history.on_the_table().map_or(0, |version| version.number);
    let (deed, form) = match command {
        Command::KeepDraft => return keep(model, section),
        Command::DropDraft => return drop(model, section),
        Command::Versions => {
            model
                .pops
                .push(Pop::Versions(Box::new(super::versions::open(
                    model, section,
                ))));
            return Vec::new();
        }
        Command::Publish => return super::page::publish(model),
        Command::Propose => {
            let unheard = deeds::unheard(model, section);
            let title = format!("Propose {word} v{} to both teams{unheard}", history.next());
            (Deed::Propose(section), why(title, "what the change is for"))
        }
        Command::Withdraw => (
            Deed::Withdraw(section),
            why(format!("Take {word} v{number} off the table"), ""),
        ),
        Command::KeepAsIs => (
            Deed::Keep(section),
            why(
                format!("{}: looked at, and kept as it is", section.title()),
                "why it still holds",
            ),
        ),
        Command::Vote => (Deed::Vote(section), deeds::vote_form(model, section)),
        Command::Ratify => (Deed::Ratify(section), deeds::ratify_form(model, section)),
        Command::Sign => (Deed::Sign, deeds::sign_form(model)),
        _ => (Deed::Read, deeds::read_form(model)),
    };
    forms::push(model, Purpose::Agree(deed), form);
    Vec::new()
}

/// Records a step and says it; a step the agreement refuses leaves the form as it was, with the reason why.
pub fn step(model: &mut Model, step: Step, asked: Option<Box<Asked>>) -> Vec<Effect> {
    if let Some(why) = model
        .ground
        .agreement
        .refuses(&step, model.zone(), model.now)
    {
        let Some(asked) = asked else {
            model.warn(why);
            return Vec::new();
        };
        let at = asked.form.at;
        return forms::stays(model, asked, at, &why);
    }
    let said = step.words(model.sla());
    model.say(said);
    let act = Act::Agreed {
        step: Box::new(step),
    };
    record::record(model, vec![act], asked.map(Pop::Asked))
}

pub fn keep(model: &mut Model, section: Section) -> Vec<Effect> {
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

/// What would be proposed: the text in hand, else the draft that was kept.
pub fn draft(model: &Model, section: Section) -> Option<Wording> {
    let hand = model.agreement.hands.get(&section);
    hand.map(|hand| hand.wording.clone())
        .or_else(|| kept(model, section).cloned())
}
