//! Another ledger: the made-up company, or a path with Tab to complete it.

use super::{ask, forms};
use crate::console::command::Command;
use crate::console::effect::{Effect, Elsewhere, Question};
use crate::console::form::{Blank, Form, Kind};
use crate::console::model::Model;
use crate::console::model::import::PathField;
use crate::console::model::wire::Slot;
use crate::console::pop::{Asked, Pop, Purpose};

/// Opens the made-up company, or the form for a path.
pub fn open(model: &mut Model, command: Command) -> Vec<Effect> {
    if command == Command::Rehearse {
        return vec![Effect::Open(Elsewhere::Rehearsal)];
    }
    let blank = Blank::text("file", "~/").hint("Tab completes; the file of your team");
    let form = Form::new("Open another ledger", vec![blank]);
    forms::push(model, Purpose::OpenFile, form);
    look_into(model, "~/")
}

/// Tab: as much as all names found agree on.
pub fn tab(model: &mut Model, mut asked: Box<Asked>) -> Vec<Effect> {
    let mut look = asked.form.value(0);
    if let Some(Kind::Text(typed)) = asked.form.blanks.first_mut().map(|blank| &mut blank.kind) {
        let mut path = PathField {
            typed: std::mem::take(typed),
            found: model.path.found.clone(),
            rows: None,
        };
        path.complete_one();
        look = path.last();
        *typed = path.typed;
    }
    model.pops.push(Pop::Asked(asked));
    look_into(model, &look)
}

fn look_into(model: &mut Model, text: &str) -> Vec<Effect> {
    vec![ask(model, Slot::Folder, Question::Folder(text.to_owned()))]
}

/// Enter on a path.
pub fn done(model: &mut Model, asked: Box<Asked>) -> Vec<Effect> {
    let text = asked.form.value(0);
    if text.trim_matches(['~', '/', ' ']).is_empty() || text.ends_with('/') {
        return forms::stays(model, asked, 0, "the path of a file; Esc leaves it");
    }
    // The form stays until the file was looked at: a wrong path is told where it was typed.
    model.pops.push(Pop::Asked(asked));
    vec![try_open(model, text)]
}

/// Asks whether a ledger can be opened there; only then this one is left.
pub fn try_open(model: &mut Model, path: String) -> Effect {
    ask(model, Slot::Opens, Question::Opens(path))
}

/// It cannot: the sentence stands beside the path, which stays as it was typed.
pub fn cannot_open(model: &mut Model, why: &str) {
    if let Some(Pop::Asked(asked)) = model.pops.last_mut()
        && asked.purpose == Purpose::OpenFile
    {
        asked.form.reject(0, why.to_owned());
    }
    model.warn(why);
}
