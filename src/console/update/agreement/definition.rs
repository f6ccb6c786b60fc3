//! The tab of what a lead is: its words and criteria, each edit tried on past leads as it is typed.

mod blanks;
mod starter;
mod written;

use super::{change_definition, definition as reading};
use crate::console::command::Command;
use crate::console::effect::{Effect, Only, Question};
use crate::console::model::Model;
use crate::console::model::agreement::Tab;
use crate::console::model::agreement::definition::DefinitionRow as Row;
use crate::console::model::places::Place;
use crate::console::model::wire::Slot;
use crate::console::places::Ask;
use crate::console::pop::{Asked, Purpose};
use crate::console::update::{ask, explain, forms};
use crate::review::agreement::criterion::{self, Fault, Test};
use crate::review::agreement::definition::{Criterion, Definition, Heard};
use crate::review::stage::Stage;

pub use written::criterion_of;

/// So many lines say it in short.
pub const SHORT: usize = 5;
/// So many things are most critical.
pub const CRITICAL: usize = 5;

/// Every row of the tab, in order.
pub fn all_rows(model: &Model) -> Vec<Row> {
    let nothing = Definition::default();
    let text = reading(model).unwrap_or(&nothing);
    let more = |len: usize, most: usize| 0..(len + 1).min(most.max(len));
    let mut rows = vec![Row::Trial];
    rows.extend(more(text.criteria.len(), usize::MAX).map(Row::Criterion));
    rows.extend(more(text.summary.len(), SHORT).map(Row::Summary));
    rows.extend(more(text.critical.len(), CRITICAL).map(Row::Critical));
    rows.push(Row::Titles);
    rows.extend(more(text.buying_group.len(), usize::MAX).map(Row::Buyer));
    rows.extend([Row::LineField, Row::Lists]);
    rows.extend(Stage::ALL.map(Row::Stage));
    rows.extend((0..text.ranks_or_usual().len()).map(Row::Rank));
    rows.extend(more(text.answers.len(), usize::MAX).map(Row::Heard));
    rows
}

/// How many rows its cursor walks.
pub fn rows(model: &Model) -> usize {
    all_rows(model).len()
}

/// The row under the cursor.
pub fn row(model: &Model) -> Option<Row> {
    let at = model.agreement.cursor(Tab::Definition);
    let rows = all_rows(model);
    rows.get(at.min(rows.len().saturating_sub(1))).copied()
}

/// Asks for what the leads hold, and tries the text on them.
pub fn entered(model: &mut Model) -> Vec<Effect> {
    if model.agreement.tab != Tab::Definition {
        return Vec::new();
    }
    let held = ask(model, Slot::Criteria, Question::Place(Ask::Criteria));
    let mut effects = vec![held];
    effects.extend(tried(model));
    effects
}

/// A form was left: what was tried in it is no longer on the table.
pub fn entered_again(model: &mut Model) -> Vec<Effect> {
    let here = model.place == Place::Agreement && model.agreement.tab == Tab::Definition;
    if here { tried(model) } else { Vec::new() }
}

/// Tries the text in hand on past leads, beside what is in force.
pub fn tried(model: &mut Model) -> Vec<Effect> {
    let then = reading(model).cloned().unwrap_or_default();
    vec![trial(model, then)]
}

fn trial(model: &mut Model, then: Definition) -> Effect {
    let today = model.today();
    let now = model.ground.agreement.definition(today);
    let now = now.map(|(_, text)| Box::new(text.clone()));
    let then = Box::new(then);
    ask(
        model,
        Slot::BackTest,
        Question::Place(Ask::BackTest { now, then }),
    )
}

/// Somebody typed in a form: where it is a criterion's, it is tried as it now reads.
pub fn typed(model: &mut Model, asked: &Asked) -> Vec<Effect> {
    let Purpose::Defines(Row::Criterion(at)) = asked.purpose else {
        return Vec::new();
    };
    let mut then = reading(model).cloned().unwrap_or_default();
    let mut criterion = criterion_of(&then, at, &asked.form);
    if allowed(model, &criterion.test).is_err() {
        criterion.test = String::new();
    }
    written::put(&mut then, at, criterion, None);
    vec![trial(model, then)]
}

/// A test as it was understood, over fields there are; `None` where none is typed.
pub fn allowed(model: &Model, test: &str) -> Result<Option<Test>, Fault> {
    if test.trim().is_empty() {
        return Ok(None);
    }
    let read = criterion::read(test)?;
    if let Some(fields) = &model.agreement.trial.fields {
        fields.allow(&read)?;
    }
    Ok(Some(read))
}

/// Why nothing can be added, taken out or loaded here.
pub fn barred(model: &Model, command: Command) -> Option<String> {
    match (command, row(model)?) {
        (
            Command::TakeOut,
            Row::Trial | Row::Titles | Row::LineField | Row::Lists | Row::Stage(_) | Row::Rank(_),
        ) => Some("this one stays: e changes what it says".to_owned()),
        (Command::TakeOut, row) if !is_there(model, row) => {
            Some("there is nothing on this row yet: e writes it".to_owned())
        }
        _ => None,
    }
}

fn is_there(model: &Model, row: Row) -> bool {
    reading(model).is_some_and(|text| match row {
        Row::Summary(at) => at < text.summary.len(),
        Row::Criterion(at) => at < text.criteria.len(),
        Row::Critical(at) => at < text.critical.len(),
        Row::Buyer(at) => at < text.buying_group.len(),
        Row::Heard(at) => at < text.answers.len(),
        _ => true,
    })
}

/// What the tab itself understands.
pub fn command(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    let here = row(model)?;
    Some(match command {
        Command::Setting | Command::Open => match here {
            Row::Trial => changed(model),
            row => open(model, row),
        },
        Command::AddLine => add(model, here),
        Command::TakeOut => {
            take_out(model, here);
            tried(model)
        }
        Command::Starter => {
            starter::load(model);
            tried(model)
        }
        _ => return None,
    })
}

/// The leads that change side, as a list.
fn changed(model: &mut Model) -> Vec<Effect> {
    let tested = model.agreement.trial.tested.as_ref();
    let leads: Vec<_> = tested.map_or_else(Vec::new, |tested| {
        tested.changed.iter().map(|(lead, _)| lead.lead).collect()
    });
    if leads.is_empty() {
        model.say("no lead changes side: there is nothing to list");
        return Vec::new();
    }
    let what = "those that change side".to_owned();
    explain::only(model, Only::These(what, leads.into()), None)
}

fn open(model: &mut Model, row: Row) -> Vec<Effect> {
    let form = blanks::form(model, row);
    forms::push(model, Purpose::Defines(row), form);
    Vec::new()
}

/// One more of the kind under the cursor; on an answer, the answer as a criterion.
fn add(model: &mut Model, here: Row) -> Vec<Effect> {
    let text = reading(model).cloned().unwrap_or_default();
    match here {
        Row::Heard(at) if at < text.answers.len() => {
            let heard = text.answers.get(at).cloned().unwrap_or_default();
            from_answer(model, &heard);
            tried(model)
        }
        Row::Heard(_) => open(model, Row::Heard(text.answers.len())),
        Row::Summary(_) if text.summary.len() < SHORT => {
            open(model, Row::Summary(text.summary.len()))
        }
        Row::Critical(_) if text.critical.len() < CRITICAL => {
            open(model, Row::Critical(text.critical.len()))
        }
        Row::Buyer(_) => open(model, Row::Buyer(text.buying_group.len())),
        _ => open(model, Row::Criterion(text.criteria.len())),
    }
}

/// An answer becomes a criterion: its words the name, its speaker who named it.
fn from_answer(model: &mut Model, heard: &Heard) {
    let (name, named_by) = (heard.text.clone(), heard.who.clone());
    change_definition(model, |text| {
        let key = text.next_key();
        text.criteria.push(Criterion {
            key,
            name,
            named_by,
            weight: 1,
            ..Criterion::default()
        });
    });
    model.say("it stands among the criteria now: e gives it a why and a test");
}

fn take_out(model: &mut Model, row: Row) {
    change_definition(model, |text| match row {
        Row::Summary(at) => drop(text.summary.remove(at)),
        Row::Criterion(at) => drop(text.criteria.remove(at)),
        Row::Critical(at) => drop(text.critical.remove(at)),
        Row::Buyer(at) => drop(text.buying_group.remove(at)),
        Row::Heard(at) => drop(text.answers.remove(at)),
        _ => {}
    });
}

/// Enter: a part of the definition as its form says, in hand only.
pub fn done(model: &mut Model, row: Row, asked: Box<Asked>) -> Vec<Effect> {
    match written::write(model, row, &asked.form) {
        Ok(said) => {
            model.say(said);
            tried(model)
        }
        Err((at, fault)) => forms::stays(model, asked, at, &fault),
    }
}

/// Who of both teams at the table was not heard yet, in their order.
pub fn unheard(model: &Model) -> Vec<String> {
    let round = super::round::round(model).into_iter();
    round
        .filter(|(_, heard)| !heard)
        .map(|(person, _)| person.name)
        .collect()
}
