//! Pop-ups: each takes its keys, stays or goes; what is typed in one is never lost to another.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher};

use super::{agreement, browse, command, forms, lead, record, repeat, verdict, walk};
use crate::console::command::{Command, ROWS, Row};
use crate::console::effect::Effect;
use crate::console::key::{Code, Key};
use crate::console::model::Model;
use crate::console::model::scorecard::View;
use crate::console::model::walk::Phase;
use crate::console::pop::{Conflict, Narrowed, Note, Pop, Targets};
use crate::console::words;
use crate::review::entry::Act;
use crate::review::lead::{Field, LeadId};
use crate::review::reason::ReasonCode;

/// A key for the pop-up that was on top; it goes back there unless the key ends it.
pub fn key(model: &mut Model, pop: Pop, key: Key) -> Vec<Effect> {
    match pop {
        Pop::Help(narrowed) => help(model, narrowed, key),
        Pop::Palette(narrowed) => palette(model, narrowed, key),
        Pop::Find(narrowed) => find(model, narrowed, key),
        Pop::Reason(targets) => reason(model, targets, key),
        Pop::Judge(targets) => lead::judge(model, targets, key),
        Pop::Process(targets) => lead::process(model, targets, key),
        Pop::Asked(asked) => forms::key(model, asked, key),
        Pop::Note(note) => note_key(model, note, key),
        Pop::Again(targets) => again(model, &targets, key),
        Pop::Consent { at } => consent(model, at, key),
        Pop::Conflict(conflict) => conflict_key(model, conflict, key),
        Pop::Figure(explain) => super::explain::key(model, explain, key),
        Pop::People { at } => super::people::key(model, at, key),
        Pop::Card => super::phase::card_key(model, key),
        Pop::Views(narrowed) => pick_view(model, narrowed, key),
        Pop::Cell { .. } if matches!(key.code, Code::Char(_) | Code::Esc | Code::Enter) => {
            Vec::new()
        }
        Pop::Versions(versions) => agreement::versions::key(model, versions, key),
        Pop::WhatIf { at } => super::whatif::key(model, at, key),
        Pop::Quit => quit(model, key),
        listed => browse::pop_key(model, listed, key),
    }
}

/// Pasted text goes where the cursor is; anywhere else it does nothing.
pub fn paste(model: &mut Model, text: &str) {
    match model.pops.last_mut() {
        Some(Pop::Asked(asked)) => asked.form.paste(text.trim_end_matches(['\r', '\n'])),
        Some(Pop::Note(note)) => {
            note.written.paste(text);
        }
        Some(
            Pop::Help(narrowed)
            | Pop::Palette(narrowed)
            | Pop::Find(narrowed)
            | Pop::Views(narrowed),
        ) => {
            narrowed.typed.paste(text);
        }
        Some(_) => {}
        None => {
            if let Some(find) = &mut model.leads.find {
                find.paste(text);
            }
        }
    }
}

/// What a narrowed list did with a key.
enum Chose {
    Stays,
    Left,
    Picked(usize),
}

fn narrow(narrowed: &mut Narrowed, key: Key, len: usize) -> Chose {
    let last = len.saturating_sub(1);
    match key.code {
        Code::Esc => return Chose::Left,
        Code::Enter => return Chose::Picked(narrowed.at.min(last)),
        _ => match key.moves(narrowed.at, last) {
            Some(at) => narrowed.at = at,
            None if narrowed.typed.key(key) => narrowed.at = 0,
            None => {}
        },
    }
    Chose::Stays
}

/// Indices of the texts a pattern matches, best first, without a pattern all of them in their order.
pub fn matching<'text>(typed: &str, texts: impl Iterator<Item = &'text str>) -> Vec<usize> {
    if typed.trim().is_empty() {
        return texts.enumerate().map(|(index, _)| index).collect();
    }
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut found: Vec<(u32, usize)> = texts
        .enumerate()
        .filter_map(|(index, text)| {
            let text = nucleo_matcher::Utf32Str::new(text, &mut buffer);
            Some((pattern.score(text, &mut matcher)?, index))
        })
        .collect();
    found.sort_by_key(|(score, index)| (std::cmp::Reverse(*score), *index));
    found.into_iter().map(|(_, index)| index).collect()
}

/// The commands the palette and the help show for what is typed; the help only those that hold here.
pub fn commands(model: &Model, typed: &str, here: bool) -> Vec<&'static Row> {
    let under: &[Pop] = &model.pops;
    let scopes = command::scopes(model);
    let rows: Vec<&'static Row> = ROWS
        .iter()
        .filter(|row| !here || scopes.contains(&row.scope) || under.len() > 1)
        .collect();
    let texts: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {} {}", row.title, row.name, row.doc))
        .collect();
    // Whoever types a name means the command of that name, whatever others say of themselves.
    let by_name = matching(typed, rows.iter().map(|row| row.title));
    let by_words = matching(typed, texts.iter().map(String::as_str));
    let mut found: Vec<usize> = Vec::new();
    for at in by_name.into_iter().chain(by_words) {
        if !found.contains(&at) {
            found.push(at);
        }
    }
    found
        .into_iter()
        .filter_map(|at| rows.get(at).copied())
        .collect()
}

fn help(model: &mut Model, mut narrowed: Narrowed, key: Key) -> Vec<Effect> {
    let rows = commands(model, narrowed.typed.text(), true);
    match narrow(&mut narrowed, key, rows.len()) {
        Chose::Left => Vec::new(),
        Chose::Picked(at) => match rows.get(at) {
            Some(row) => command::run(model, row.command),
            None => Vec::new(),
        },
        Chose::Stays => {
            model.pops.push(Pop::Help(narrowed));
            Vec::new()
        }
    }
}

/// The scorecard's views that fit what is typed.
pub fn views(typed: &str) -> Vec<View> {
    let told: Vec<String> = View::ALL
        .iter()
        .map(|view| format!("{} {}", view.title(), view.doc()))
        .collect();
    // Whoever types a name means the view of that name, whatever others say of themselves.
    let by_name = matching(typed, View::ALL.iter().map(|view| view.title()));
    let by_words = matching(typed, told.iter().map(String::as_str));
    let mut found: Vec<View> = Vec::new();
    for at in by_name.into_iter().chain(by_words) {
        let view = View::ALL.get(at).copied();
        found.extend(view.filter(|view| !found.contains(view)));
    }
    found
}

fn pick_view(model: &mut Model, mut narrowed: Narrowed, key: Key) -> Vec<Effect> {
    let rows = views(narrowed.typed.text());
    match narrow(&mut narrowed, key, rows.len()) {
        Chose::Left => Vec::new(),
        Chose::Picked(at) => match rows.get(at) {
            Some(view) => super::scorecard::show(model, *view),
            None => Vec::new(),
        },
        Chose::Stays => {
            model.pops.push(Pop::Views(narrowed));
            Vec::new()
        }
    }
}

fn palette(model: &mut Model, mut narrowed: Narrowed, key: Key) -> Vec<Effect> {
    let rows = commands(model, narrowed.typed.text(), false);
    match narrow(&mut narrowed, key, rows.len()) {
        Chose::Left => Vec::new(),
        Chose::Picked(at) => {
            if let Some(row) = rows.get(at) {
                return command::run(model, row.command);
            }
            model.warn("no command is called that");
            Vec::new()
        }
        Chose::Stays => {
            model.pops.push(Pop::Palette(narrowed));
            Vec::new()
        }
    }
}

/// The places on the docket whose leads fit what is typed.
pub fn found(model: &Model, typed: &str) -> Vec<(usize, LeadId)> {
    let Some(walk) = model.walking() else {
        return Vec::new();
    };
    let items: Vec<(usize, LeadId, String)> = walk
        .order(&model.known)
        .into_iter()
        .filter_map(|place| {
            let id = walk.docket.get(place)?.lead;
            let lead = model.known.lead(id)?;
            let more = [Field::Owner, Field::Source, Field::Campaign, Field::Country];
            let mut text = words::label(model, lead);
            if !model.looks.masked {
                text.push(' ');
                text.push_str(lead.text(Field::Name));
            }
            for field in more {
                text.push(' ');
                text.push_str(lead.text(field));
            }
            Some((place, id, text))
        })
        .collect();
    matching(typed, items.iter().map(|(_, _, text)| text.as_str()))
        .into_iter()
        .filter_map(|index| items.get(index).map(|(place, id, _)| (*place, *id)))
        .collect()
}

fn find(model: &mut Model, mut narrowed: Narrowed, key: Key) -> Vec<Effect> {
    let rows = found(model, narrowed.typed.text());
    match narrow(&mut narrowed, key, rows.len()) {
        Chose::Left => Vec::new(),
        Chose::Picked(at) => {
            let Some((place, _)) = rows.get(at) else {
                model.warn("no lead on the docket is called that");
                return Vec::new();
            };
            walk::stand_at(model, *place)
        }
        Chose::Stays => {
            model.pops.push(Pop::Find(narrowed));
            Vec::new()
        }
    }
}

fn reason(model: &mut Model, targets: Targets, key: Key) -> Vec<Effect> {
    if key.code == Code::Esc {
        return Vec::new();
    }
    if let Some(code) = key.typed().and_then(ReasonCode::of_digit) {
        return verdict::reason(model, targets, code);
    }
    model.pops.push(Pop::Reason(targets));
    Vec::new()
}

fn note_key(model: &mut Model, mut note: Box<Note>, key: Key) -> Vec<Effect> {
    match key.code {
        Code::Esc => {
            if !note.text().trim().is_empty() {
                model.say("the note is kept as you left it: n opens it again");
                model.notes.insert(note.lead, *note);
            }
            Vec::new()
        }
        Code::Char('s') if key.ctrl => lead::write_note(model, note),
        Code::Enter if key.alt || key.ctrl => lead::write_note(model, note),
        Code::Tab => lead::write_note(model, note),
        _ => {
            note.written.key(key);
            model.pops.push(Pop::Note(note));
            Vec::new()
        }
    }
}

fn again(model: &mut Model, targets: &Targets, key: Key) -> Vec<Effect> {
    let same = model.keymap.keys(Command::Again).any(|bound| *bound == key);
    if same || key.code == Code::Enter {
        return repeat::write(model, &targets.leads);
    }
    if key.code != Code::Esc {
        model.say("not written");
    }
    Vec::new()
}

fn consent(model: &mut Model, at: usize, key: Key) -> Vec<Effect> {
    let rows = walk::consent_left(model);
    let last = rows.len().saturating_sub(1);
    let at = match key.code {
        Code::Esc => return Vec::new(),
        Code::Enter => return walk::confirm_consent(model, &rows),
        Code::Char('b' | ' ') => {
            if let Some(lead) = rows.get(at.min(last)).copied() {
                let effects = record::record(model, vec![Act::Brought { lead }], None);
                let said = format!("{} is pulled up", words::label_of(model, lead));
                model.say(said);
                let at = at.min(last.saturating_sub(1));
                model.pops.push(Pop::Consent { at });
                return effects;
            }
            at
        }
        _ => key.walks(at, last).unwrap_or(at),
    };
    model.pops.push(Pop::Consent { at });
    Vec::new()
}

fn conflict_key(model: &mut Model, conflict: Box<Conflict>, key: Key) -> Vec<Effect> {
    match key.code {
        Code::Char('k') | Code::Esc | Code::Enter => {
            model.say("theirs is kept");
            Vec::new()
        }
        Code::Char('w') => {
            let mut drafts = conflict.mine;
            for draft in &mut drafts {
                if draft.act.lead() == Some(conflict.lead) && draft.seen.is_some() {
                    draft.seen = Some(conflict.theirs.seq);
                }
                draft.at = model.now;
            }
            record::send(model, drafts, None)
        }
        _ => {
            model.pops.push(Pop::Conflict(conflict));
            Vec::new()
        }
    }
}

fn quit(model: &mut Model, key: Key) -> Vec<Effect> {
    match key.code {
        Code::Char('q' | 'y') | Code::Enter => {
            let mut effects = walk::tell_place(model);
            effects.push(Effect::Quit);
            effects
        }
        Code::Char('s') => {
            let mut effects = agreement::keep_all(model);
            if !effects.is_empty() {
                effects.extend(walk::tell_place(model));
                effects.push(Effect::Quit);
            }
            effects
        }
        Code::Char('p') if model.walk.is_some() => {
            let mut effects = walk::pause(model);
            effects.push(Effect::Quit);
            effects
        }
        Code::Char('c') if model.walk.is_some() => {
            model.away = false;
            super::phase::enter(model, Phase::Close)
        }
        Code::Esc | Code::Char('n') => Vec::new(),
        _ => {
            model.pops.push(Pop::Quit);
            Vec::new()
        }
    }
}
