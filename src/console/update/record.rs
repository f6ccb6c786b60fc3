//! One gesture recorded: shown in the same frame, acknowledged or taken back when the ledger has answered.

use super::{answers, ask, browse, campaigns, places, walk, whatif};
use crate::console::effect::{Effect, Question, Ticket};
use crate::console::message::Refused;
use crate::console::model::Model;
use crate::console::model::known::{Moved, OneLead, provisional};
use crate::console::model::walk::Walk;
use crate::console::model::wire::{Pending, Slot};
use crate::console::pop::{Conflict, Pop};
use crate::console::{text, words};
use crate::review::campaign::MINIMUM_RETURN;
use crate::review::entry::{Act, Draft, Entry, Seq};
use crate::review::lead::{Lead, LeadId};
use crate::review::meeting::deed::Deed;

/// Records acts as one gesture: one undo. `typed` is what stood open: it comes back where the ledger refuses.
pub fn record(model: &mut Model, acts: Vec<Act>, typed: Option<Pop>) -> Vec<Effect> {
    let drafts: Vec<Draft> = acts
        .into_iter()
        .map(|act| {
            let seen = act
                .lead()
                .filter(|_| !act.is_quiet())
                .and_then(|lead| seen(model, lead));
            Draft {
                at: model.now,
                who: model.me.clone(),
                meeting: model.meeting(),
                act,
                seen,
            }
        })
        .collect();
    send(model, drafts, typed)
}

/// The last entry about a lead this person has seen: what came while a question about it stood open was not looked at.
fn seen(model: &Model, lead: LeadId) -> Option<Seq> {
    let asked = model.wire.asked_at.get(&lead).copied();
    asked.or_else(|| model.known.one(lead).map(OneLead::seen))
}

/// What others say of leads while something stands open here: an answer given to it does not go over their words.
fn overhear(model: &mut Model, entries: &[Entry]) {
    if model.pops.is_empty() {
        model.wire.asked_at.clear();
        return;
    }
    for entry in entries.iter().filter(|entry| entry.who != model.me) {
        let lead = entry.act.says_of().and(entry.act.lead());
        let Some(one) = lead.and_then(|lead| model.known.one(lead)) else {
            continue;
        };
        let seen = one.seen();
        model.wire.asked_at.entry(one.lead.id).or_insert(seen);
    }
}

/// Sends drafts, and shows them at once.
pub fn send(model: &mut Model, drafts: Vec<Draft>, typed: Option<Pop>) -> Vec<Effect> {
    if drafts.is_empty() {
        return Vec::new();
    }
    if practice(model) {
        let ticket = model.wire.tickets.draw();
        rehearse(model, ticket, &drafts);
        return Vec::new();
    }
    let drafts = whatif::takes(model, drafts);
    if drafts.is_empty() {
        return Vec::new();
    }
    let ticket = model.wire.tickets.draw();
    let mut moved = Moved::new();
    model.known.say(ticket, &drafts, &mut moved);
    if let Some(walk) = &mut model.walk {
        for (index, draft) in drafts.iter().enumerate() {
            let entry = provisional(ticket, index, draft);
            walk.bring(&entry);
            walk.saving.push((ticket, entry));
        }
        walk.count(&moved);
    }
    let from = drafts.iter().find_map(|draft| draft.act.lead());
    model.wire.pending.push(Pending {
        ticket,
        drafts: drafts.clone(),
        typed: typed.map(Box::new),
        from,
        undo: None,
    });
    vec![Effect::Record { ticket, drafts }]
}

fn practice(model: &Model) -> bool {
    model.walk.as_ref().is_some_and(Walk::practice)
}

/// In practice a gesture is taken in at once and only here.
fn rehearse(model: &mut Model, ticket: Ticket, drafts: &[Draft]) {
    let entries: Vec<Entry> = drafts
        .iter()
        .enumerate()
        .map(|(index, draft)| provisional(ticket, index, draft))
        .collect();
    let before: Vec<Lead> = drafts
        .iter()
        .filter_map(|draft| model.known.lead(draft.act.lead()?).cloned())
        .collect();
    let mut moved = Moved::new();
    model.known.hear(&entries, &mut moved);
    if let Some(walk) = &mut model.walk {
        walk.hear(&entries);
        walk.rehearsed.push(before);
        walk.undone.clear();
        walk.count(&moved);
    }
}

/// Takes back the last gesture of this person.
pub fn undo(model: &mut Model, redo: bool) -> Vec<Effect> {
    if practice(model) {
        practice_undo(model, redo);
        return Vec::new();
    }
    if model.what_if.is_some() {
        whatif::undo(model);
        return Vec::new();
    }
    let ticket = model.wire.tickets.draw();
    model.wire.pending.push(Pending {
        ticket,
        drafts: Vec::new(),
        typed: None,
        from: None,
        undo: Some(!redo),
    });
    let (who, meeting, at) = (model.me.clone(), model.meeting(), model.now);
    vec![if redo {
        Effect::Redo {
            ticket,
            who,
            meeting,
            at,
        }
    } else {
        Effect::Undo {
            ticket,
            who,
            meeting,
            at,
        }
    }]
}

fn practice_undo(model: &mut Model, redo: bool) {
    let taken = model.walk.as_mut().and_then(|walk| {
        if redo {
            walk.undone.pop()
        } else {
            walk.rehearsed.pop()
        }
    });
    let Some(leads) = taken else {
        model.say("nothing to take back");
        return;
    };
    let now: Vec<Lead> = leads
        .iter()
        .filter_map(|lead| model.known.lead(lead.id).cloned())
        .collect();
    let first = leads.first().map(|lead| lead.id);
    let mut moved = Moved::new();
    for lead in leads {
        model.known.take(lead, &mut moved);
    }
    if let Some(walk) = &mut model.walk {
        walk.count(&moved);
        if redo {
            walk.rehearsed.push(now);
        } else {
            walk.undone.push(now);
            let gesture = walk.entries.last().map(|entry| entry.gesture);
            walk.entries.retain(|entry| Some(entry.gesture) != gesture);
        }
        if let Some(place) = first.and_then(|lead| walk.place(lead)) {
            walk.at = place;
        }
    }
    model.say(if redo { "done again" } else { "taken back" });
}

/// The ledger has it.
pub fn recorded(model: &mut Model, ticket: Ticket, entries: &[Entry]) -> Vec<Effect> {
    let pending = model.wire.settled(ticket);
    let mut moved = Moved::new();
    model.known.settle(ticket, entries, &mut moved);
    if let Some(walk) = &mut model.walk {
        walk.saving.retain(|(saving, _)| *saving != ticket);
        walk.hear(entries);
    }
    answers::count(model, &moved);
    let mut effects = follow(model, entries);
    if let Some(undo) = pending.and_then(|pending| pending.undo) {
        taken_back(model, entries, undo);
        effects.extend(refresh(model));
    }
    effects
}

/// Says what an undo or a redo did.
fn taken_back(model: &mut Model, entries: &[Entry], undo: bool) {
    let said = entries.iter().find_map(|entry| match &entry.act {
        Act::Undone { said, .. } => Some(text::clean(said).into_owned()),
        _ => None,
    });
    let verb = if undo { "taken back" } else { "done again" };
    model.say(match said {
        Some(said) if !said.is_empty() => format!("{verb}: {said}"),
        _ => verb.to_owned(),
    });
}

/// After an undo nothing on hand is certain: everything on the table is asked for again.
pub fn refresh(model: &mut Model) -> Vec<Effect> {
    model.known.doubt();
    let mut effects = vec![ask(model, Slot::Ground, Question::Ground)];
    if let Some(meeting) = model.meeting() {
        let question = Question::Review {
            meeting,
            figures: false,
        };
        effects.push(ask(model, Slot::Refresh, question));
    }
    effects.extend(browse::reload(model));
    effects
}

/// What new entries of the ground ask for: promises, topics, people, lists and reviews stand in the ground.
fn follow(model: &mut Model, entries: &[Entry]) -> Vec<Effect> {
    let changes_ground = entries.iter().any(|entry| {
        matches!(
            entry.act,
            Act::Opened { .. }
                | Act::Closed { .. }
                | Act::Reopened { .. }
                | Act::Paused
                | Act::Resumed
                | Act::Promised { .. }
                | Act::Promise { .. }
                | Act::PersonSet { .. }
                | Act::Lists { .. }
                | Act::Setting { .. }
                | Act::Agreed { .. }
                | Act::Imported { .. }
                | Act::Topic { .. }
                | Act::Room(Deed::NotHeld { .. } | Deed::BlindShown)
        )
    });
    let mut effects = Vec::new();
    let agreed = |entry: &Entry| matches!(entry.act, Act::Agreed { .. });
    if entries.iter().any(agreed) {
        effects.push(places::kept(model));
    }
    if changes_ground {
        effects.push(ask(model, Slot::Ground, Question::Ground));
    }
    let of_campaigns = entries.iter().any(|entry| match &entry.act {
        Act::Setting { name, .. } => name == MINIMUM_RETURN,
        act => matches!(
            act,
            Act::Forecast { .. } | Act::CampaignSet { .. } | Act::CampaignDecided { .. }
        ),
    });
    if of_campaigns {
        effects.extend(campaigns::again(model));
    }
    effects.extend(walk::followed(model, entries));
    effects.extend(places::moved(model, entries));
    effects
}

/// The ledger does not have it: taken back where everybody sees it, what was typed stands open again.
pub fn not_recorded(model: &mut Model, ticket: Ticket, why: Refused) -> Vec<Effect> {
    let Some(pending) = model.wire.settled(ticket) else {
        return Vec::new();
    };
    let mut moved = Moved::new();
    model.known.drop_saving(ticket, &mut moved);
    if let Some(walk) = &mut model.walk {
        walk.saving.retain(|(saving, _)| *saving != ticket);
        if let Some(place) = pending.from.and_then(|lead| walk.place(lead)) {
            walk.at = place;
        }
    }
    answers::count(model, &moved);
    if let Some(typed) = pending.typed {
        model.pops.push(*typed);
    }
    match why {
        Refused::Words(words) => {
            model.warn(text::clean(&words).into_owned());
            Vec::new()
        }
        Refused::Changed { lead, entry } => changed(model, lead, *entry, pending.drafts),
    }
}

fn changed(model: &mut Model, lead: LeadId, theirs: Entry, mine: Vec<Draft>) -> Vec<Effect> {
    let mut moved = Moved::new();
    model.known.hear(std::slice::from_ref(&theirs), &mut moved);
    answers::count(model, &moved);
    model
        .pops
        .push(Pop::Conflict(Box::new(Conflict { lead, theirs, mine })));
    vec![ask(model, Slot::Card(lead), Question::Card(lead))]
}

/// Other seats recorded something: leads, strip and review move, and the message line says who did what.
pub fn told(model: &mut Model, entries: &[Entry]) -> Vec<Effect> {
    let mut moved = Moved::new();
    overhear(model, entries);
    model.known.hear(entries, &mut moved);
    if let Some(walk) = &mut model.walk {
        walk.hear(entries);
    }
    let along = super::phase::catch_up(model);
    answers::count(model, &moved);
    let aloud = entries
        .iter()
        .rev()
        .find(|entry| !entry.act.is_quiet() && entry.who != model.me);
    if let Some(entry) = aloud {
        let who = words::colleague(&entry.who);
        let said = words::act(model, &entry.act);
        model.say(format!("{who}: {said}"));
    }
    let undone = entries.iter().any(|entry| {
        matches!(
            entry.act,
            Act::Undone { .. }
                | Act::Imported { .. }
                | Act::Attended { .. }
                | Act::Facilitates { .. }
        )
    });
    let mut effects = follow(model, entries);
    effects.extend(along);
    if undone {
        effects.extend(refresh(model));
    }
    effects.extend(whatif::heard(model));
    effects
}
