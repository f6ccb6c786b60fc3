//! What is said of a lead beside its verdict: note, judgement, in the process, park, skip, bring forward, mark.

use super::{command, record, walk};
use crate::console::effect::Effect;
use crate::console::key::{Code, Key};
use crate::console::model::Model;
use crate::console::pop::{Note, Pop, Targets};
use crate::review::entry::Act;
use crate::review::lead::LeadId;
use crate::review::milestone::Milestone;
use crate::review::verdict::{InProcess, Judgement};

use crate::console::command::Command;

/// Opens the note of the lead in front, as it was left.
pub fn note(model: &mut Model) -> Vec<Effect> {
    let targets = command::targets(model);
    let [lead] = targets.as_slice() else {
        model.warn("a note is for one lead: Space takes the marks away");
        return Vec::new();
    };
    let note = model.notes.remove(lead).unwrap_or_else(|| Note::new(*lead));
    model.pops.push(Pop::Note(Box::new(note)));
    Vec::new()
}

/// Writes the note; an empty one says nothing.
pub fn write_note(model: &mut Model, note: Box<Note>) -> Vec<Effect> {
    let text = note.text();
    if text.trim().is_empty() {
        return Vec::new();
    }
    let act = Act::Note {
        lead: note.lead,
        text: text.trim_end().to_owned(),
    };
    model.say("note written");
    record::record(model, vec![act], Some(Pop::Note(note)))
}

/// Was it a lead? y, n, s.
pub fn judge(model: &mut Model, targets: Targets, key: Key) -> Vec<Effect> {
    let was_a_lead = match key.code {
        Code::Char('y') => Judgement::Yes,
        Code::Char('n') => Judgement::No,
        Code::Char('s') => Judgement::NotSure,
        Code::Esc => return Vec::new(),
        _ => {
            model.pops.push(Pop::Judge(targets));
            return Vec::new();
        }
    };
    let acts = targets
        .leads
        .iter()
        .map(|lead| Act::Judgement {
            lead: *lead,
            was_a_lead,
        })
        .collect();
    model.say(format!("was it a lead: {}", was_a_lead.word()));
    record::record(model, acts, None)
}

/// In the sales process? y since today, d since a date, n, t not yet.
pub fn process(model: &mut Model, targets: Targets, key: Key) -> Vec<Effect> {
    let state = match key.code {
        Code::Char('y') | Code::Enter => InProcess::Yes {
            since: Some(Milestone::Day(model.today())),
        },
        Code::Char('n') => InProcess::No,
        Code::Char('t') => InProcess::NotYet,
        Code::Char('d') => return super::forms::process_since(model, targets.leads),
        Code::Esc => return Vec::new(),
        _ => {
            model.pops.push(Pop::Process(targets));
            return Vec::new();
        }
    };
    write_process(model, &targets.leads, state, None)
}

/// Writes whether the leads are in the sales process.
pub fn write_process(
    model: &mut Model,
    leads: &[LeadId],
    in_process: InProcess,
    typed: Option<Pop>,
) -> Vec<Effect> {
    let acts = leads
        .iter()
        .map(|lead| Act::InProcess {
            lead: *lead,
            in_process,
        })
        .collect();
    model.say(format!("in the sales process: {}", in_process.word()));
    record::record(model, acts, typed)
}

/// Skip, park, bring forward.
pub fn move_on(model: &mut Model, command: Command) -> Vec<Effect> {
    let leads = command::targets(model);
    let mut acts: Vec<Act> = leads
        .iter()
        .map(|lead| match command {
            Command::Skip => Act::Skipped { lead: *lead },
            Command::Park => Act::Parked { lead: *lead },
            _ => Act::Brought { lead: *lead },
        })
        .collect();
    let word = match command {
        Command::Skip => "skipped: it comes again at the end",
        Command::Park => "parked: carried to the next review",
        _ => "brought forward",
    };
    let leaves = command != Command::Bring && model.walking().is_some();
    let next = leaves.then(|| walk::next(model, &leads)).flatten();
    if let Some(lead) = next {
        acts.push(Act::At { lead });
    }
    let mut effects = record::record(model, acts, None);
    model.say(word);
    if leaves {
        if let Some(walk) = &mut model.walk {
            walk.selected.clear();
        }
        effects.extend(walk::arrive(model, next));
    }
    effects
}

/// Marks the lead in front, or takes its mark away, and goes one down.
pub fn select(model: &mut Model) -> Vec<Effect> {
    let in_walk = model.walking().is_some();
    let current = match model.walking() {
        Some(walk) => walk.current(),
        None => model.leads.current(),
    };
    let Some(lead) = current else {
        return Vec::new();
    };
    let marked = match (in_walk, &mut model.walk) {
        (true, Some(walk)) => &mut walk.selected,
        _ => &mut model.leads.selected,
    };
    if !marked.remove(&lead) {
        marked.insert(lead);
    }
    let count = marked.len();
    let effects = super::browse::step(model, 1);
    model.say(match count {
        0 => "no lead is marked".to_owned(),
        1 => "1 lead is marked: the next verdict is for it".to_owned(),
        count => format!("{count} leads are marked: the next verdict is for all of them"),
    });
    effects
}
