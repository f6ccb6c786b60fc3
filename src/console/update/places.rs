//! The places outside the walk: what each asks for when it comes into view, what it is told, and its own commands.

use super::{agreement, ask, browse, campaigns, explain, history, promises, scorecard};
use crate::console::command::Command;
use crate::console::effect::{Effect, Question};
use crate::console::model::Model;
use crate::console::model::places::Place;
use crate::console::model::walk::Phase;
use crate::console::model::wire::Slot;
use crate::console::places::{Ask, Told};
use crate::review::entry::{Act, Entry};

/// Asks for what the place in front shows.
pub fn entered(model: &mut Model) -> Vec<Effect> {
    let front = front(model);
    if front != Some(Place::Leads) && model.walking().is_none() {
        model.leads.query.only = None;
        model.leads.came = None;
    }
    let (slot, question) = match front {
        Some(Place::Scorecard) => return scorecard::entered(model),
        Some(Place::Campaigns) => (Slot::Campaigns, Ask::Campaigns),
        Some(Place::Agreement) => return agreement::entered(model),
        Some(Place::Reviews) => {
            let held = ask(model, Slot::Held, Question::Place(Ask::Held));
            let decisions = ask(model, Slot::Decisions, Question::Place(Ask::Decisions));
            return vec![decisions, held];
        }
        Some(Place::Promises) => {
            let effects = ask(model, Slot::Effects, Question::Place(Ask::Effects));
            return vec![hindsight(model), effects];
        }
        _ => match model.walking() {
            Some(walk) if walk.phase == Phase::Lessons => (Slot::Campaigns, Ask::Campaigns),
            Some(walk) if walk.phase == Phase::Agreement => (Slot::Kept, Ask::Kept),
            // Misses that nobody answered are on the table first.
            Some(walk) if walk.phase == Phase::Open && !walk.practice() => (Slot::Kept, Ask::Kept),
            Some(walk) if walk.phase == Phase::Close && !walk.practice() => {
                // Misses that nobody answered head what is left open.
                let came = Question::Place(Ask::Came(Some(walk.id())));
                return vec![ask(model, Slot::Came, came), kept(model)];
            }
            _ => return Vec::new(),
        },
    };
    vec![ask(model, slot, Question::Place(question))]
}

/// Asks how the clauses and the rules are kept.
pub fn kept(model: &mut Model) -> Effect {
    ask(model, Slot::Kept, Question::Place(Ask::Kept))
}

/// After something was said of leads anywhere: the figures in front are counted anew.
pub fn moved(model: &mut Model, entries: &[Entry]) -> Vec<Effect> {
    let counts = entries.iter().any(|entry| {
        let act = &entry.act;
        act.says_of().is_some()
            || matches!(
                act,
                Act::Steered { .. }
                    | Act::CampaignDecided { .. }
                    | Act::Agreed { .. }
                    | Act::Topic { .. }
            )
    });
    if counts && front(model) == Some(Place::Scorecard) {
        return scorecard::entered(model);
    }
    if counts {
        return large(model);
    }
    Vec::new()
}

/// Asks for the figures of the wall where they fill the screen; a review on the table has its own.
pub fn large(model: &mut Model) -> Vec<Effect> {
    if !model.looks.big || model.walk.is_some() {
        return Vec::new();
    }
    vec![ask(model, Slot::Scorecard, Question::Place(Ask::Scorecard))]
}

/// Asks what became of the leads that the reviews before this one judged.
pub fn hindsight(model: &mut Model) -> Effect {
    let before = model.walk.as_ref().filter(|walk| !walk.practice());
    let before = before.map(crate::console::model::walk::Walk::id);
    let question = Question::Place(Ask::Hindsight(before));
    ask(model, Slot::Hindsight, question)
}

/// The place in front: Numbers and Promises show one of the places.
fn front(model: &Model) -> Option<Place> {
    match model.walking().map(|walk| walk.phase) {
        Some(Phase::Numbers) => Some(Place::Scorecard),
        Some(Phase::Promises) => Some(Place::Promises),
        Some(_) => None,
        None => Some(model.place),
    }
}

/// The tile under the cursor: a review on the table keeps its own.
pub fn tile(model: &Model) -> usize {
    model.walking().map_or(model.scorecard.at, |walk| walk.kpi)
}

/// Takes what the ledger told a place.
pub fn told(model: &mut Model, told: Told) -> Vec<Effect> {
    match told {
        Told::Scorecard(card) => model.scorecard.card = Some(card),
        Told::Campaigns(told) => campaigns::told(model, *told),
        Told::Plan { since, measured } => model.agreement.measured = Some((since, measured)),
        Told::Used(used) => model.agreement.used = Some(used),
        Told::Kept(records) => model.kept = Some(records),
        Told::Criteria(told) => {
            let (fields, criteria) = *told;
            model.agreement.trial.fields = Some(fields);
            model.agreement.trial.criteria = Some(criteria);
        }
        Told::BackTest(tested) => model.agreement.trial.tested = Some(tested),
        Told::Decisions(decided) => model.reviews.decided = decided,
        Told::Explained(explained) => explain::told(model, *explained),
        Told::Data(data) => browse::data(model, data),
        Told::Stood(stood) => browse::stood(model, stood),
        Told::Effects(rows) => model.promises.effects = rows,
        Told::Came(came) => model.came = Some(came),
        Told::Held(held) => model.reviews.held = held,
        Told::Found(found) => model.reviews.found = Some(found),
        Told::Hindsight(hindsight) => model.hindsight = Some(hindsight),
        Told::Table { of, table } => scorecard::told(model, of, table),
        Told::Cell { of, leads } => return scorecard::cell_told(model, &of, leads),
    }
    Vec::new()
}

/// A command that means something of its own on the place in front; `None` leaves it to the lists' usual ways.
pub fn command(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    match front(model)? {
        Place::Scorecard => scorecard::command(model, command),
        Place::Agreement => agreement::command(model, command),
        Place::Campaigns => campaigns::command(model, command),
        Place::Promises => match promises::command(model, command) {
            None => {
                let at = u64::try_from(model.promises.at).unwrap_or(0);
                let to = explain::moves(command, at, promises::len(model))?;
                model.promises.at = to;
                Some(Vec::new())
            }
            done => done,
        },
        Place::Reviews => history::command(model, command),
        Place::Leads if command == Command::Go(2) && model.leads.came.is_some() => {
            model.leads.query.only = None;
            model.leads.came = None;
            model.leads.card = false;
            Some(browse::restart(model))
        }
        _ => None,
    }
}
