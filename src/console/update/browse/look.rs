//! Looking closer: what was done, how a figure is counted, what the cursor stands on as text.

use super::in_front;
use crate::console::effect::{Effect, Paper, PaperKind, Question};
use crate::console::key::{Code, Key};
use crate::console::model::Model;
use crate::console::model::places::Place;
use crate::console::model::walk::{Phase, Walk};
use crate::console::model::wire::Slot;
use crate::console::places::{Ask, Data, Stood};
use crate::console::pop::Pop;
use crate::console::text::clean;
use crate::console::update::{ask, promises, scorecard, walk};
use crate::console::{layout, view, words};
use crate::review::entry::{Entry, Seq};
use crate::review::lead::Field;

/// How many entries what was done goes back.
const ENTRIES: usize = 300;

/// Opens what was done, by whom.
pub fn journal(model: &mut Model) -> Vec<Effect> {
    model.pops.push(Pop::Journal {
        entries: Vec::new(),
        labels: Vec::new(),
        at: 0,
    });
    let practice = model
        .walk
        .as_ref()
        .filter(|walk| walk.practice())
        .map(|walk| walk.entries.iter().rev().cloned().collect::<Vec<Entry>>());
    if let Some(rehearsed) = practice {
        if let Some(Pop::Journal { entries, .. }) = model.pops.last_mut() {
            *entries = rehearsed;
        }
        return Vec::new();
    }
    let question = Question::Journal {
        meeting: model.meeting(),
        limit: ENTRIES,
    };
    vec![ask(model, Slot::Journal, question)]
}

/// Keys of the pop-ups that list something: up, down, and what each adds.
pub fn pop_key(model: &mut Model, mut pop: Pop, key: Key) -> Vec<Effect> {
    let leaves = matches!(key.code, Code::Esc | Code::Char('q'));
    if let (Pop::Minutes { .. }, true) = (
        &pop,
        leaves || matches!(key.code, Code::Char('m') | Code::Enter),
    ) {
        // Beside the walk they are narrower.
        return walk::preview(model);
    }
    if leaves {
        return Vec::new();
    }
    if let (Pop::Minutes { .. }, Code::Char('w')) = (&pop, key.code) {
        model.pops.push(pop);
        return write(model);
    }
    if let (Pop::Journal { entries, at, .. }, Code::Enter) = (&pop, key.code) {
        let seq = entries.get(*at).map(|entry| entry.seq);
        model.pops.push(pop);
        return stood_at(model, seq);
    }
    let body = layout::parts(model.size).body;
    let most = view::minutes::most(model, body);
    match &mut pop {
        Pop::Journal { at, entries, .. } => {
            let last = entries.len().saturating_sub(1);
            *at = moved(*at, key, last);
        }
        Pop::Data { at, told } => {
            let inner = body.width.saturating_sub(2);
            let lines = told
                .as_ref()
                .map_or(0, |told| view::data::lines(model, told, inner).len());
            let rows = usize::from(body.height.saturating_sub(2));
            *at = moved(*at, key, lines.saturating_sub(rows));
        }
        Pop::Stood { at, told } => {
            let rows = told.as_ref().map_or(0, |told| told.rows.len());
            *at = moved(*at, key, rows.saturating_sub(1));
        }
        Pop::Minutes { scroll } => {
            *scroll = u16::try_from(moved(usize::from(*scroll), key, most)).unwrap_or(0);
        }
        _ => {}
    }
    model.pops.push(pop);
    Vec::new()
}

/// Asks what stood after an entry of the journal.
fn stood_at(model: &mut Model, seq: Option<Seq>) -> Vec<Effect> {
    let Some(seq) = seq else { return Vec::new() };
    if model.walk.as_ref().is_some_and(Walk::practice) {
        model.say("in practice nothing is kept that could be looked up");
        return Vec::new();
    }
    let of = model.meeting();
    model.pops.push(Pop::Stood { told: None, at: 0 });
    vec![ask(
        model,
        Slot::Stood,
        Question::Place(Ask::Stood { seq, of }),
    )]
}

/// Opens what the data at hand can tell.
pub fn ask_data(model: &mut Model) -> Vec<Effect> {
    model.pops.push(Pop::Data { told: None, at: 0 });
    vec![ask(model, Slot::Data, Question::Place(Ask::Data))]
}

/// Takes what the data can tell, where it is still looked at.
pub fn data(model: &mut Model, data: Box<Data>) {
    if let Some(Pop::Data { told, .. }) = model.pops.last_mut() {
        *told = Some(data);
    }
}

/// Takes what stood after an entry, where it is still looked at.
pub fn stood(model: &mut Model, stood: Box<Stood>) {
    if let Some(Pop::Stood { told, .. }) = model.pops.last_mut() {
        *told = Some(stood);
    }
}

fn moved(at: usize, key: Key, last: usize) -> usize {
    key.walks(at, last).unwrap_or(at)
}

/// Writes the minutes as they stand.
pub fn write(model: &mut Model) -> Vec<Effect> {
    let Some(meeting) = model
        .walk
        .as_ref()
        .filter(|walk| !walk.practice())
        .map(Walk::id)
    else {
        model.warn("in practice nothing is written");
        return Vec::new();
    };
    write_of(model, meeting)
}

/// Writes the minutes of a review.
pub fn write_of(model: &mut Model, meeting: crate::review::meeting::MeetingId) -> Vec<Effect> {
    model.say("writing the minutes");
    vec![Effect::Write {
        ticket: model.wire.ask(Slot::Write),
        paper: Paper {
            meeting,
            what: PaperKind::Minutes,
        },
        masked: model.looks.masked,
    }]
}

/// Writes a slip for each in Sales, to be filled in elsewhere and brought back.
pub fn slips(model: &mut Model) -> Vec<Effect> {
    model.say("writing the slips");
    let ticket = model.wire.ask(Slot::Write);
    vec![Effect::Slips { ticket }]
}

/// Copies what the cursor stands on.
pub fn copy(model: &mut Model) -> Vec<Effect> {
    let text = match (model.walking().map(|walk| walk.phase), model.place) {
        (Some(Phase::Numbers), _) | (None, Place::Scorecard) if model.scorecard.view.is_table() => {
            scorecard::copied(model)
        }
        (Some(Phase::Leads), _) | (None, Place::Leads) => in_front(model)
            .and_then(|lead| model.known.lead(lead))
            .map(|lead| card_text(model, lead)),
        (Some(_), _) => model.paper.clone(),
        (None, Place::Promises) => {
            promises::current(model).map(|promise| format!("{}: {}", promise.owner, promise.text))
        }
        (None, Place::Reviews) => model.reviews.paper.clone(),
        (None, Place::Campaigns) => view::campaigns::copied(model),
        (None, Place::Scorecard | Place::Today) => Some(view::strip::as_text(model)),
        (None, Place::Agreement) => super::super::agreement::copied(model),
    };
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        model.say("copied");
        vec![Effect::Copy(text)]
    } else {
        model.warn("there is nothing here to copy");
        Vec::new()
    }
}

fn card_text(model: &Model, lead: &crate::review::lead::Lead) -> String {
    let mut lines = vec![words::label(model, lead)];
    for field in Field::ALL {
        let text = lead.text(field).trim();
        let hidden =
            model.looks.masked && matches!(field, Field::Name | Field::Email | Field::Phone);
        if !text.is_empty() && !hidden {
            lines.push(format!("{}: {}", field.word(), clean(text)));
        }
    }
    if let Some(standing) = lead.standing() {
        lines.push(words::verdict(model, standing.verdict));
    }
    lines.join("\n")
}
