//! The review on the table: entered, walked, paused, closed.

use super::{ask, browse, record};
use crate::console::effect::{Effect, Paper, PaperKind, Question};
use crate::console::layout;
use crate::console::message::ReviewState;
use crate::console::model::Model;
use crate::console::model::places::Place;
use crate::console::model::walk::{Panel, Phase, Stand, Walk};
use crate::console::model::wire::{Pending, Slot};
use crate::console::pop::Pop;
use crate::review::entry::{Act, Entry, Told};
use crate::review::figures::words::counted;
use crate::review::lead::{Lead, LeadId};
use crate::review::meeting::{MeetingState, Part};

mod open;

pub use open::{opened, start, start_form};

/// The journal hears where the walk stands, so that a review resumes there after any end.
pub fn tell_place(model: &mut Model) -> Vec<Effect> {
    if model.what_if.is_some() {
        return Vec::new();
    }
    let me = model.me.clone();
    let Some(walk) = &mut model.walk else {
        return Vec::new();
    };
    let current = walk.current();
    let sets = walk.meeting.is_led_by(&me) && !walk.follows;
    if walk.practice() || !sets || current == walk.told_at {
        return Vec::new();
    }
    walk.told_at = current;
    match current {
        Some(lead) => record::record(model, vec![Act::At { lead }], None),
        None => Vec::new(),
    }
}

/// Puts a review on the table, where it stood.
pub fn enter(model: &mut Model, state: &ReviewState) -> Vec<Effect> {
    let walk = Walk::new(state, &model.known);
    model.away = false;
    if matches!(state.meeting.state, MeetingState::Closed { .. }) {
        model.warn("that review is closed: o in Reviews reopens it");
        return Vec::new();
    }
    let paused = state.meeting.state == MeetingState::Paused;
    model.walk = Some(walk);
    let mut effects = Vec::new();
    if paused {
        effects.extend(record::record(model, vec![Act::Resumed], None));
    }
    effects.extend(prefetch(model));
    effects.push(super::places::hindsight(model));
    effects.extend(super::places::entered(model));
    effects.extend(preview(model));
    effects
}

/// What the review's words are after something was taken back.
pub fn refreshed(model: &mut Model, state: &ReviewState) {
    if let Some(walk) = &mut model.walk
        && walk.id() == state.meeting.opening.id
    {
        let gone: Vec<Entry> = walk
            .entries
            .iter()
            .filter(|entry| !state.entries.iter().any(|still| still.seq == entry.seq))
            .cloned()
            .collect();
        walk.meeting = state.meeting.clone();
        walk.entries.clone_from(&state.entries);
        for entry in &state.entries {
            walk.bring(entry);
        }
        let back = gone.iter().rev().find_map(|entry| match entry.act {
            Act::At { .. } => None,
            ref act => act.lead(),
        });
        if let Some(place) = back.and_then(|lead| walk.place(lead)) {
            walk.at = place;
        }
    }
}

/// What recorded entries ask the walk to do.
pub fn followed(model: &mut Model, entries: &[Entry]) -> Vec<Effect> {
    let mut effects = Vec::new();
    for entry in entries {
        match &entry.act {
            Act::Opened { opening } if entry.who == model.me && model.walk.is_none() => {
                effects.push(ask_review(model, opening.id));
            }
            Act::Closed { version, .. } if model.meeting() == entry.meeting => {
                model.walk = None;
                model.paper = None;
                model.place = Place::Reviews;
                model.reviews.at = 0;
                model.say(format!("closed: the minutes are FINAL v{version}"));
                effects.extend(browse::reload(model));
            }
            Act::Paused if model.meeting() == entry.meeting => {
                model.walk = None;
                model.place = Place::Today;
            }
            Act::Brought { lead } if model.known.lead(*lead).is_none() => {
                effects.push(ask(model, Slot::Named, Question::Named(vec![*lead])));
            }
            _ => {}
        }
    }
    if model.walk.is_some() && entries.iter().any(|entry| !entry.act.is_quiet()) {
        effects.extend(preview(model));
    }
    effects
}

/// Asks for a review to walk.
pub fn ask_review(model: &mut Model, meeting: crate::review::meeting::MeetingId) -> Effect {
    let question = Question::Review {
        meeting,
        figures: true,
    };
    ask(model, Slot::Walk, question)
}

/// The lead that comes after these.
pub fn next(model: &Model, leads: &[LeadId]) -> Option<LeadId> {
    let walk = model.walking()?;
    let from = leads
        .last()
        .and_then(|lead| walk.place(*lead))
        .or(Some(walk.at));
    let place = walk.next_after(from, leads, &model.known)?;
    walk.docket.get(place).map(|item| item.lead)
}

/// Stands at the lead that came by itself; where none is left, says what comes then.
pub fn arrive(model: &mut Model, next: Option<LeadId>) -> Vec<Effect> {
    let Some(walk) = &mut model.walk else {
        return Vec::new();
    };
    let Some(place) = next.and_then(|lead| walk.place(lead)) else {
        let said = model
            .line
            .take()
            .map_or_else(String::new, |line| format!("{} · ", line.text));
        model.say(format!(
            "{said}every lead of the docket is through: 5 Lessons comes next"
        ));
        return Vec::new();
    };
    walk.at = place;
    walk.scroll = 0;
    walk.told_at = next;
    prefetch(model)
}

/// Stands at a place of the docket.
pub fn stand_at(model: &mut Model, place: usize) -> Vec<Effect> {
    if let Some(walk) = model.walking_mut() {
        walk.at = place;
        walk.scroll = 0;
    }
    let mut effects = if model
        .walking()
        .is_some_and(|walk| walk.phase != Phase::Leads)
    {
        super::phase::enter(model, Phase::Leads)
    } else {
        Vec::new()
    };
    effects.extend(prefetch(model));
    effects
}

/// Asks for the card in front, and for all of the docket's, so that each is there when it comes.
fn prefetch(model: &mut Model) -> Vec<Effect> {
    let mut effects = browse::card(model);
    let docket: Vec<LeadId> = model.walking().map_or_else(Vec::new, |walk| {
        walk.docket.iter().map(|item| item.lead).collect()
    });
    effects.extend(super::answers::ask_cards(model, docket.into_iter()));
    effects
}

/// Leads by consent that nobody has read yet.
pub fn consent_left(model: &Model) -> Vec<LeadId> {
    let Some(walk) = model.walking() else {
        return Vec::new();
    };
    walk.half(Part::ByConsent, &model.known)
        .map(|(_, item)| item.lead)
        .filter(|lead| walk.stand(*lead, &model.known) != Stand::Done)
        .collect()
}

/// Opens the consent list.
pub fn consent(model: &mut Model) -> Vec<Effect> {
    if consent_left(model).is_empty() {
        model.say("the consent list is through");
        return Vec::new();
    }
    model.pops.push(Pop::Consent { at: 0 });
    Vec::new()
}

/// Nobody pulled any of these up: all that Sales answered stand, one entry a lead, one undo. Where nobody answered yet,
/// nothing can stand: those wait.
pub fn confirm_consent(model: &mut Model, leads: &[LeadId]) -> Vec<Effect> {
    let answered = |lead: &&LeadId| !model.known.lead(**lead).is_none_or(Lead::is_unanswered);
    let (stand, wait): (Vec<&LeadId>, Vec<&LeadId>) = leads.iter().partition(answered);
    let stand: Vec<LeadId> = stand.into_iter().copied().collect();
    let waits = counted(wait.len() as u64, "has", "have");
    let waits = format!("{waits} no answer yet: nothing stands there");
    if stand.is_empty() {
        model.warn(waits);
        return Vec::new();
    }
    let mut acts: Vec<Act> = stand
        .iter()
        .map(|lead| Act::Stands {
            lead: *lead,
            told: Told::Consent,
        })
        .collect();
    let next = next(model, &stand);
    acts.extend(next.map(|lead| Act::At { lead }));
    let mut effects = record::record(model, acts, None);
    let said = counted(stand.len() as u64, "lead stands", "leads stand");
    let said = format!("{said} by consent");
    model.say(if wait.is_empty() {
        said
    } else {
        format!("{said}; {waits}")
    });
    if next.is_some() {
        effects.extend(arrive(model, next));
    }
    effects
}

/// Opens the minutes as they stand.
pub fn minutes(model: &mut Model) -> Vec<Effect> {
    model.pops.push(Pop::Minutes { scroll: 0 });
    preview(model)
}

/// Asks for the minutes, where they are in view.
pub fn preview(model: &mut Model) -> Vec<Effect> {
    let open = model
        .pops
        .iter()
        .any(|pop| matches!(pop, Pop::Minutes { .. }));
    let beside = layout::walk(layout::parts(model.size).body).minutes;
    let Some(walk) = model.walk.as_ref().filter(|walk| !walk.practice()) else {
        return Vec::new();
    };
    let columns = match beside {
        _ if open => Paper::COLUMNS,
        // Framed, a blank at each side.
        Some(panel) => panel.width.saturating_sub(4),
        None => return Vec::new(),
    };
    let question = Question::Paper {
        paper: Paper {
            meeting: walk.id(),
            what: PaperKind::Minutes,
        },
        masked: model.looks.masked,
        columns,
    };
    vec![ask(model, Slot::Paper, question)]
}

/// Pauses the review; practice simply ends.
pub fn pause(model: &mut Model) -> Vec<Effect> {
    if model.walk.as_ref().is_some_and(Walk::practice) {
        leave_practice(model);
        return browse::reload(model);
    }
    let mut effects = tell_place(model);
    effects.extend(record::record(model, vec![Act::Paused], None));
    model.say("paused: N on Today goes on at the same lead");
    effects
}

fn leave_practice(model: &mut Model) {
    model.walk = None;
    model.place = Place::Today;
    // What was said in practice is gone: leads are asked for afresh.
    model.known.forget();
    model.say("practice is over; nothing was kept");
}

/// Leads nobody reached or that were parked.
pub fn carried(model: &Model) -> Vec<LeadId> {
    let Some(walk) = &model.walk else {
        return Vec::new();
    };
    walk.docket
        .iter()
        .map(|item| item.lead)
        .filter(|lead| walk.stand(*lead, &model.known) != Stand::Done)
        .collect()
}

/// Closes the review: what is open does not hold anybody.
pub fn close(model: &mut Model) -> Vec<Effect> {
    let silent = model.walk.as_ref().is_some_and(|walk| {
        !walk.practice()
            && walk.course().nothing.is_none()
            && !walk.said().any(|entry| entry.act.decides())
    });
    if silent {
        return super::series::nothing(model);
    }
    close_now(model)
}

/// Closes it, whatever was decided.
pub fn close_now(model: &mut Model) -> Vec<Effect> {
    let carried = carried(model);
    let Some(walk) = &model.walk else {
        return Vec::new();
    };
    if walk.practice() {
        leave_practice(model);
        return browse::reload(model);
    }
    let meeting = walk.id();
    let ticket = model.wire.ask(Slot::Write);
    model.wire.pending.push(Pending {
        ticket,
        drafts: Vec::new(),
        typed: None,
        from: None,
        undo: None,
    });
    model.say("closing and writing the minutes");
    vec![Effect::Close {
        ticket,
        meeting,
        who: model.me.clone(),
        at: model.now,
        carried,
        masked: model.looks.masked,
    }]
}

/// The next panel of the walk.
pub fn next_panel(model: &mut Model) {
    let strip = layout::walk(layout::parts(model.size).body).strip.is_some();
    if let Some(walk) = model.walking_mut() {
        walk.panel = match walk.panel {
            Panel::Card if strip => Panel::Strip,
            Panel::Card | Panel::Strip => Panel::Docket,
            Panel::Docket => Panel::Card,
        };
    }
}
