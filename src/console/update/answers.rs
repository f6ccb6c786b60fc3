//! Answers of the ledger find the place that asked; one that nobody waits for any more is passed over.

use super::{ask, begin, walk};
use crate::console::effect::{Effect, Elsewhere, Question, Ticket};
use crate::console::message::{Answer, Card, Figures, LeadsPage, ReviewState};
use crate::console::model::Model;
use crate::console::model::known::OneLead;
use crate::console::model::wire::Slot;
use crate::console::pop::Pop;
use crate::console::text::clean;
use crate::review::lead::{Lead, LeadId};

/// Takes an answer.
pub fn answer(model: &mut Model, ticket: Ticket, answer: Answer) -> Vec<Effect> {
    let Some(slot) = model.wire.answered(ticket) else {
        return Vec::new();
    };
    model.known.answering(ticket);
    let mut effects = of_slot(model, slot, answer);
    let stale = model.known.answered();
    for lead in stale {
        effects.push(ask(model, Slot::Card(lead), Question::Card(lead)));
    }
    effects
}

fn of_slot(model: &mut Model, slot: Slot, answer: Answer) -> Vec<Effect> {
    match answer {
        Answer::Ground(ground) => return begin::ground(model, *ground),
        Answer::Leads(page) => return leads(model, page),
        Answer::Named(leads) => take(model, leads),
        Answer::Card(card) => take_cards(model, vec![*card]),
        Answer::Cards(cards) => take_cards(model, cards),
        Answer::Review(state) => return review(model, slot, state),
        Answer::Figures(figures) if slot == Slot::WhatIf => super::whatif::told(model, *figures),
        Answer::Figures(figures) => take_figures(model, *figures),
        Answer::Place(told) => return super::places::told(model, told),
        Answer::Docket { items, leads } if slot == Slot::FirstDocket => {
            super::start::docket(model, items, leads);
        }
        Answer::Docket { items, leads } => return walk::opened(model, items, leads),
        Answer::Journal { entries, labels } => journal(model, entries, labels),
        Answer::Folder(names) => model.path.found = names,
        Answer::Proposal(proposal) => super::import::proposed(model, *proposal),
        Answer::Stock(stock) => super::start::stock(model, *stock),
        Answer::Paper(text) => paper(model, text),
        Answer::Opens(path) => return vec![Effect::Open(Elsewhere::File(path))],
    }
    Vec::new()
}

/// A question, an import or a paper that came to nothing.
pub fn failed(model: &mut Model, ticket: Ticket, why: &str) {
    let slot = model.wire.answered(ticket);
    match slot {
        None => return,
        Some(Slot::Import) => return super::import::failed(model, why),
        Some(Slot::Proposal) => return super::import::not_proposed(model, why),
        Some(Slot::Folder) => {
            model.path.found.clear();
            return;
        }
        Some(Slot::Opens) => return super::asked::cannot_open(model, &clean(why)),
        Some(Slot::Docket) => model.opening = None,
        _ => {}
    }
    model.warn(clean(why).into_owned());
}

/// Moves the figures of the review on the table with its leads.
pub fn count(model: &mut Model, moved: &crate::console::model::known::Moved) {
    if let Some(walk) = &mut model.walk {
        walk.count(moved);
    }
}

fn take(model: &mut Model, leads: Vec<Lead>) {
    let mut moved = Vec::new();
    for lead in leads {
        model.known.take(lead, &mut moved);
    }
    count(model, &moved);
}

fn take_cards(model: &mut Model, cards: Vec<Card>) {
    let mut moved = Vec::new();
    for card in cards {
        model.known.take_card(card, &mut moved);
    }
    count(model, &moved);
}

/// The figures of the scorecard; in practice those of the walk, as it began.
fn take_figures(model: &mut Model, figures: Figures) {
    let kpis = figures.now.kpis();
    if let Some(walk) = model.walk.as_mut().filter(|walk| walk.practice()) {
        walk.start = kpis.clone();
        walk.now = kpis;
        walk.figures = Some(figures);
        return;
    }
    model.scorecard.kpis = Some(kpis);
    model.scorecard.figures = Some(figures);
}

fn leads(model: &mut Model, page: LeadsPage) -> Vec<Effect> {
    if (&page.query.text, page.query.view, page.query.sort)
        != (
            &model.leads.query.text,
            model.leads.query.view,
            model.leads.query.sort,
        )
    {
        return Vec::new();
    }
    model.leads.offset = page.query.offset;
    model.leads.total = page.total;
    model.leads.ids = page.leads.iter().map(|card| card.lead.id).collect();
    model.leads.at = model.leads.at.min(page.total.saturating_sub(1));
    take_cards(model, page.leads);
    let (ids, docket) = (
        model.leads.ids.clone(),
        model.walk.as_ref().map(|walk| walk.docket.clone()),
    );
    let guide = &model.guide;
    model.known.keep(|id| {
        ids.contains(&id)
            || guide.holds(id)
            || docket
                .as_ref()
                .is_some_and(|docket| docket.iter().any(|item| item.lead == id))
    });
    super::browse::card(model)
}

fn review(model: &mut Model, slot: Slot, state: Box<ReviewState>) -> Vec<Effect> {
    if slot == Slot::Past {
        model.reviews.past = Some(state);
        return Vec::new();
    }
    take(model, state.leads.clone());
    if slot == Slot::Refresh {
        walk::refreshed(model, &state);
        return super::browse::card(model);
    }
    walk::enter(model, &state)
}

fn journal(
    model: &mut Model,
    found: Vec<crate::review::entry::Entry>,
    names: Vec<(LeadId, String)>,
) {
    if let Some(Pop::Journal {
        entries,
        labels,
        at,
    }) = model.pops.last_mut()
    {
        *at = 0;
        *entries = found;
        entries.retain(|entry| !entry.act.is_quiet());
        entries.reverse();
        *labels = names;
    }
}

fn paper(model: &mut Model, text: String) {
    if model.walking().is_some() {
        let before = model.paper.take().unwrap_or_default();
        if before != text {
            let same = before.lines().zip(text.lines());
            model.written_at = same.take_while(|(was, is)| was == is).count();
        }
        model.paper = Some(text);
    } else {
        model.reviews.paper = Some(text);
    }
}

/// Asks for everything about a lead, unless it is on hand or on its way.
pub fn ask_card(model: &mut Model, lead: LeadId) -> Option<Effect> {
    (!has_card(model, lead) && !model.wire.awaits(Slot::Card(lead)))
        .then(|| ask(model, Slot::Card(lead), Question::Card(lead)))
}

/// Asks once for everything about those of these leads that are not on hand, unless such an answer is on its way.
pub fn ask_cards(model: &mut Model, leads: impl Iterator<Item = LeadId>) -> Option<Effect> {
    if model.wire.awaits(Slot::Cards) {
        return None;
    }
    let wanted: Vec<LeadId> = leads.filter(|lead| !has_card(model, *lead)).collect();
    (!wanted.is_empty()).then(|| ask(model, Slot::Cards, Question::Cards(wanted)))
}

fn has_card(model: &Model, lead: LeadId) -> bool {
    let one = model.known.one(lead);
    one.is_some_and(OneLead::has_card)
}
