//! Files: the path with Tab to complete it, the preview of an import and what is unsettled in it, another ledger.

use super::{ask, forms};
use crate::console::command::Command;
use crate::console::effect::{Effect, Elsewhere, Given, Question};
use crate::console::form::{Blank, Form, Kind, Typed};
use crate::console::key::{Code, Key};
use crate::console::model::Model;
use crate::console::model::wire::Slot;
use crate::console::pop::{Asked, Pop, Purpose};
use crate::console::text::{clean, thousands};
use crate::review::proposal::{Answer as Settled, Proposal};

/// Opens the form for a path, or the made-up company.
pub fn open(model: &mut Model, command: Command) -> Vec<Effect> {
    let path = |title: &str, hint: &str| {
        let blank = Blank::text("file", "~/").hint(hint);
        Form::new(title, vec![blank])
    };
    match command {
        Command::Rehearse => return vec![Effect::Open(Elsewhere::Rehearsal)],
        Command::Import => {
            let form = path(
                "Bring in leads, opportunities, campaigns, touches, people or a slip",
                "Tab completes; several with ; between them; Enter looks, nothing is written yet",
            );
            forms::push(model, Purpose::Import, form);
        }
        _ => {
            let form = path(
                "Open another ledger",
                "Tab completes; the file of your team",
            );
            forms::push(model, Purpose::OpenFile, form);
        }
    }
    look_into(model, "~/")
}

/// Whether a key is Tab in a path.
pub fn takes(_model: &Model, asked: &mut Asked, key: Key) -> bool {
    let path = matches!(asked.purpose, Purpose::Import | Purpose::OpenFile);
    path && key.code == Code::Tab
}

/// Tab: as much as all names found agree on; what is found stands under the form.
pub fn tab(model: &mut Model, mut asked: Box<Asked>) -> Vec<Effect> {
    let text = asked.form.value(0);
    let (before, last) = match text.rfind(';') {
        Some(at) => (text[..=at].to_owned() + " ", text[at + 1..].trim_start()),
        None => (String::new(), text.as_str()),
    };
    let fitting: Vec<&str> = model
        .folder
        .iter()
        .map(|(name, _)| name.as_str())
        .filter(|name| name.starts_with(last))
        .collect();
    let longest = agreed(&fitting);
    if longest.len() > last.len()
        && let Some(Kind::Text(typed)) = asked.form.blanks.first_mut().map(|blank| &mut blank.kind)
    {
        *typed = Typed::of(&format!("{before}{longest}"));
    }
    let look = if longest.is_empty() {
        last.to_owned()
    } else {
        longest
    };
    model.pops.push(Pop::Asked(asked));
    look_into(model, &look)
}

fn agreed(names: &[&str]) -> String {
    let Some(first) = names.first() else {
        return String::new();
    };
    let end = first
        .char_indices()
        .map(|(at, character)| at + character.len_utf8())
        .take_while(|end| names.iter().all(|name| name.starts_with(&first[..*end])))
        .last();
    end.map_or_else(String::new, |end| first[..end].to_owned())
}

fn look_into(model: &mut Model, text: &str) -> Vec<Effect> {
    vec![ask(model, Slot::Folder, Question::Folder(text.to_owned()))]
}

/// The names found: where Tab was pressed and only one fits, it is taken.
pub fn folder(model: &mut Model, names: Vec<(String, Option<u64>)>) {
    model.folder = names;
}

/// Enter on a path or on the preview.
pub fn done(model: &mut Model, asked: Box<Asked>) -> Vec<Effect> {
    let text = asked.form.value(0);
    match asked.purpose.clone() {
        Purpose::OpenFile if !text.is_empty() => {
            return vec![Effect::Open(Elsewhere::File(text))];
        }
        Purpose::Import if !text.trim_matches(['~', '/', ' ']).is_empty() => {
            let paths: Vec<String> = text
                .split(';')
                .map(|path| path.trim().to_owned())
                .filter(|path| !path.is_empty())
                .collect();
            model.say("looking at the file; nothing is written yet");
            model.paths.clone_from(&paths);
            let question = Question::Proposal {
                given: paths.into_iter().map(Given::File).collect(),
                answers: Vec::new(),
            };
            model.forms.retain(|left| left.purpose != Purpose::Import);
            model.forms.push(*asked);
            return vec![ask(model, Slot::Proposal, question)];
        }
        Purpose::Settle { paths, answers } => return take_in(model, &asked.form, paths, answers),
        _ => {}
    }
    forms::stays(model, asked, 0, "the path of a file; Esc leaves it")
}

/// What a file would be: what is unsettled is asked in one form, everything defaulted.
pub fn proposal(model: &mut Model, proposal: Proposal) {
    if let Some(refused) = proposal.files.iter().find_map(|file| file.refused.as_ref()) {
        model.warn(clean(refused).into_owned());
        return;
    }
    model.forms.retain(|left| left.purpose != Purpose::Import);
    let blanks = proposal
        .files
        .iter()
        .flat_map(|file| &file.questions)
        .map(|question| {
            let options: Vec<String> = question
                .choices
                .iter()
                .map(|(word, _)| word.clone())
                .collect();
            let value = options.get(question.default).cloned().unwrap_or_default();
            let samples = question.samples.join(" · ");
            Blank::pick(&clean(&question.text), options, &value).hint(clean(&samples))
        })
        .collect();
    let rows: u64 = proposal.files.iter().map(|file| file.rows).sum();
    let columns = proposal.files.iter().flat_map(|file| &file.columns);
    let (known, all) = columns.fold((0, 0), |(known, all), column| {
        (known + usize::from(column.field.is_some()), all + 1)
    });
    let form = Form::new(
        format!(
            "{} rows, {known} of {all} columns understood: Enter brings them in, Esc leaves",
            thousands(rows)
        ),
        blanks,
    );
    let purpose = Purpose::Settle {
        paths: model.paths.clone(),
        answers: Vec::new(),
    };
    model.line = None;
    model.proposal = Some(Box::new(proposal));
    model
        .pops
        .push(Pop::Asked(Box::new(Asked { purpose, form })));
}

fn take_in(
    model: &mut Model,
    form: &Form,
    paths: Vec<String>,
    mut answers: Vec<Settled>,
) -> Vec<Effect> {
    let questions = model
        .proposal
        .iter()
        .flat_map(|proposal| &proposal.files)
        .flat_map(|file| &file.questions);
    for (at, question) in questions.enumerate() {
        let word = form.value(at);
        let choice = question.choices.iter().find(|(choice, _)| *choice == word);
        answers.extend(choice.map(|(_, answer)| answer.clone()));
    }
    model.proposal = None;
    model.import = Some((0, None));
    model.say("bringing them in; everything else goes on meanwhile");
    vec![Effect::Import {
        ticket: model.wire.ask(Slot::Import),
        given: paths.into_iter().map(Given::File).collect(),
        answers,
        who: model.me.clone(),
        at: model.now,
    }]
}
