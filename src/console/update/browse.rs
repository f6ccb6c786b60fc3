//! Lists and places: the cursor, the page on hand, what is asked for as one moves.

use super::answers::ask_card;
use super::{ask, walk};
use crate::console::command::Command;
use crate::console::effect::{Effect, LeadsSort, LeadsView, Only, Question};
use crate::console::form::Typed;
use crate::console::key::{Code, Key};
use crate::console::layout;
use crate::console::model::Model;
use crate::console::model::places::{PAGE, Place};
use crate::console::model::walk::{Panel, Phase};
use crate::console::model::wire::Slot;
use crate::console::pop::{Narrowed, Pop};
use crate::review::lead::LeadId;
use crate::review::period::Period;

mod look;
mod place;

pub use look::{ask_data, copy, data, journal, pop_key, slips, stood};
pub use place::place_command;

/// Asks for what the place in front shows.
pub fn reload(model: &mut Model) -> Vec<Effect> {
    if model.walking().is_some() {
        return super::places::entered(model);
    }
    match model.place {
        Place::Leads => vec![page(model)],
        Place::Today | Place::Scorecard => {
            let period = Period::last_days(model.today(), 90);
            // What is in front first: one question is counted after the other.
            let mut effects = super::places::entered(model);
            effects.push(ask(model, Slot::Figures, Question::Figures { period }));
            effects.extend(super::start::first_review(model));
            effects
        }
        Place::Reviews => {
            let mut effects = super::places::entered(model);
            effects.extend(place::paper(model));
            effects
        }
        _ => super::places::entered(model),
    }
}

/// Asks for the page around the cursor.
fn page(model: &mut Model) -> Effect {
    let mut query = model.leads.query.clone();
    query.offset = model.leads.at.saturating_sub(PAGE / 2);
    query.limit = PAGE;
    ask(model, Slot::Leads, Question::Leads(query))
}

/// Asks for the card of the lead in front.
pub fn card(model: &mut Model) -> Vec<Effect> {
    let lead = match model.walking() {
        Some(walk) => walk.current(),
        None if model.place == Place::Leads => model.leads.current(),
        None => None,
    };
    lead.and_then(|lead| ask_card(model, lead))
        .into_iter()
        .collect()
}

/// How long the list in front is.
fn len(model: &Model) -> u64 {
    let count = |len: usize| len as u64;
    if let Some(walk) = model.walking() {
        return count(match walk.phase {
            Phase::Leads if walk.panel == Panel::Strip => 6,
            Phase::Leads => walk.docket.len(),
            Phase::Numbers => 6,
            Phase::Promises => model.ground.promises.len(),
            Phase::Agreement => super::agreement::clauses::order(model).len(),
            _ => crate::console::view::phases::len(model, walk),
        });
    }
    match model.place {
        Place::Today => 0,
        Place::Leads => model.leads.total,
        Place::Scorecard => 6,
        Place::Agreement => count(super::agreement::rows_of(model)),
        Place::Campaigns => count(model.campaigns.len()),
        Place::Promises => count(model.ground.promises.len()),
        Place::Reviews => count(model.ground.meetings.len()),
    }
}

/// Moves the cursor of the list in front by so many rows.
pub fn step(model: &mut Model, by: i64) -> Vec<Effect> {
    let last = i64::try_from(len(model).saturating_sub(1)).unwrap_or(i64::MAX);
    let to = |at: usize| {
        let at = i64::try_from(at).unwrap_or(i64::MAX);
        usize::try_from(at.saturating_add(by).clamp(0, last)).unwrap_or(0)
    };
    if model.walking().is_some() {
        return step_walk(model, by, to);
    }
    match model.place {
        Place::Leads => return step_leads(model, by, last),
        Place::Today => {}
        Place::Scorecard => model.scorecard.at = to(model.scorecard.at),
        Place::Agreement => {
            let tab = model.agreement.tab;
            model.agreement.stand(tab, to(model.agreement.at()));
        }
        Place::Campaigns => model.campaigns.at = to(model.campaigns.at),
        Place::Promises => model.promises.at = to(model.promises.at),
        Place::Reviews => {
            let before = model.reviews.at;
            model.reviews.at = to(before);
            if model.reviews.at != before {
                model.reviews.paper = None;
                model.reviews.scroll = 0;
                return place::paper(model).into_iter().collect();
            }
        }
    }
    Vec::new()
}

fn step_walk(model: &mut Model, by: i64, to: impl Fn(usize) -> usize) -> Vec<Effect> {
    let known = &model.known;
    let Some(walk) = model.walk.as_mut() else {
        return Vec::new();
    };
    match walk.phase {
        Phase::Leads if walk.panel == Panel::Strip => walk.kpi = to(walk.kpi),
        Phase::Numbers => walk.kpi = to(walk.kpi),
        Phase::Promises => model.promises.at = to(model.promises.at),
        Phase::Leads => {
            let order = walk.order(known);
            let here = order
                .iter()
                .position(|place| *place == walk.at)
                .unwrap_or(0);
            let last = order.len().saturating_sub(1);
            let there = i64::try_from(here).unwrap_or(0).saturating_add(by);
            let there = usize::try_from(there.max(0)).unwrap_or(0).min(last);
            if let Some(place) = order.get(there) {
                walk.at = *place;
                walk.scroll = 0;
            }
            return card(model);
        }
        _ => walk.row = to(walk.row),
    }
    Vec::new()
}

fn step_leads(model: &mut Model, by: i64, last: i64) -> Vec<Effect> {
    let at = i64::try_from(model.leads.at).unwrap_or(i64::MAX);
    model.leads.at = u64::try_from(at.saturating_add(by).clamp(0, last)).unwrap_or(0);
    model.leads.scroll = 0;
    let end = model.leads.offset + model.leads.ids.len() as u64;
    // The next page is asked for a screen before it is needed, so that moving never waits.
    let margin = PAGE / 4;
    let near_end = model.leads.at + margin >= end && end < model.leads.total;
    let near_start = model.leads.offset > 0 && model.leads.at < model.leads.offset + margin;
    let mut effects = Vec::new();
    let off_page = model.leads.current().is_none();
    if (near_end || near_start) && (off_page || !model.wire.awaits(Slot::Leads)) {
        effects.push(page(model));
    }
    effects.extend(card(model));
    effects
}

/// Cursor, panels, search, back.
pub fn list_command(model: &mut Model, command: Command) -> Vec<Effect> {
    let rows = i64::from(
        layout::parts(model.size)
            .body
            .height
            .saturating_sub(3)
            .max(1),
    );
    match command {
        Command::Down => step(model, 1),
        Command::Up => step(model, -1),
        Command::Top => step(model, i64::MIN / 2),
        Command::Bottom => step(model, i64::MAX / 2),
        Command::PageDown => page_or_scroll(model, rows),
        Command::PageUp => page_or_scroll(model, -rows),
        Command::Open => open(model),
        Command::Find => find(model),
        Command::NextPanel => {
            if model.walking().is_some() {
                walk::next_panel(model);
            } else if model.place == Place::Leads {
                model.leads.card = !model.leads.card;
            }
            Vec::new()
        }
        Command::Back => back(model),
        _ => Vec::new(),
    }
}

/// On a card PgDn scrolls it; in a list it moves a page.
fn page_or_scroll(model: &mut Model, rows: i64) -> Vec<Effect> {
    let half = i16::try_from(rows / 2).unwrap_or(i16::MAX);
    if let Some(walk) = model.walking_mut()
        && walk.phase == Phase::Leads
        && walk.panel == Panel::Card
    {
        walk.scroll = walk.scroll.saturating_add_signed(half).min(2_000);
        return Vec::new();
    }
    if model.walking().is_none() {
        match model.place {
            Place::Leads if model.leads.card => {
                let scroll = model.leads.scroll.saturating_add_signed(half);
                model.leads.scroll = scroll.min(2_000);
                return Vec::new();
            }
            Place::Reviews => {
                let scroll = model.reviews.scroll.saturating_add_signed(half);
                model.reviews.scroll = scroll.min(20_000);
                return Vec::new();
            }
            _ => {}
        }
    }
    step(model, rows)
}

fn open(model: &mut Model) -> Vec<Effect> {
    if let Some(walk) = model.walking_mut() {
        walk.panel = Panel::Card;
        match walk.phase {
            Phase::Leads | Phase::Agreement => {}
            Phase::Numbers => return super::explain::open(model),
            Phase::Decide => return super::decide::open(model),
            Phase::Blind => return super::blind::open(model),
            _ => return super::phase::go_on(model),
        }
        return Vec::new();
    }
    match model.place {
        Place::Leads => {
            model.leads.card = true;
            card(model)
        }
        Place::Scorecard => super::explain::open(model),
        Place::Today => super::command::run(
            model,
            if model.ground.leads == 0 {
                Command::Import
            } else {
                Command::StartReview
            },
        ),
        Place::Agreement | Place::Campaigns | Place::Promises => Vec::new(),
        Place::Reviews => {
            model.reviews.scroll = 0;
            place::paper(model).into_iter().collect()
        }
    }
}

fn find(model: &mut Model) -> Vec<Effect> {
    if model.walking().is_some() {
        model.pops.push(Pop::Find(Narrowed::default()));
        return Vec::new();
    }
    model.place = Place::Leads;
    model.leads.card = false;
    model.leads.find = Some(Typed::of(&model.leads.query.text));
    reload(model)
}

/// Typing after `/` in the lead list: every key narrows it.
pub fn find_key(model: &mut Model, key: Key) -> Vec<Effect> {
    let Some(find) = &mut model.leads.find else {
        return Vec::new();
    };
    match key.code {
        Code::Enter => {
            model.leads.find = None;
            Vec::new()
        }
        Code::Esc => {
            model.leads.find = None;
            model.leads.query.text.clear();
            restart(model)
        }
        Code::Down => step(model, 1),
        Code::Up => step(model, -1),
        _ => {
            find.key(key);
            let text = find.text().trim().to_owned();
            if text == model.leads.query.text {
                return Vec::new();
            }
            model.leads.query.text = text;
            restart(model)
        }
    }
}

/// The list begins anew: another question, the cursor at its top.
pub fn restart(model: &mut Model) -> Vec<Effect> {
    model.leads.at = 0;
    model.leads.selected.clear();
    vec![page(model)]
}

/// After a verdict outside a review the next lead comes by itself.
pub fn after_verdict(model: &mut Model) -> Vec<Effect> {
    step(model, 1)
}

/// Leaves one level: a mark, a search, a card, a panel, a place; never the console.
fn back(model: &mut Model) -> Vec<Effect> {
    if model.looks.big {
        model.looks.big = false;
        return Vec::new();
    }
    if let Some(walk) = model.walking_mut() {
        if !walk.selected.is_empty() {
            walk.selected.clear();
        } else if walk.panel != Panel::Card {
            walk.panel = Panel::Card;
        } else if walk.phase != Phase::Leads {
            return super::phase::enter(model, Phase::Leads);
        } else {
            model.say("the review goes on: 0 shows the places, q leaves");
        }
        return Vec::new();
    }
    if model.place == Place::Leads {
        let only_one = matches!(model.leads.query.only, Some(Only::Lead(_)));
        if model.leads.card && only_one {
            return super::explain::come_back(model);
        }
        if model.leads.card {
            model.leads.card = false;
            return Vec::new();
        }
        if !model.leads.selected.is_empty() {
            model.leads.selected.clear();
            return Vec::new();
        }
        if !model.leads.query.text.is_empty() {
            model.leads.query.text.clear();
            return restart(model);
        }
        if model.leads.came.is_some() {
            return super::explain::come_back(model);
        }
    }
    if model.walk.is_some() {
        model.away = false;
        return card(model);
    }
    if model.place == Place::Today {
        model.say("this is Today: q leaves");
        return Vec::new();
    }
    model.place = Place::Today;
    reload(model)
}

/// The next of all views, and of all orders.
pub fn turn(model: &mut Model, command: Command) -> Vec<Effect> {
    let query = &mut model.leads.query;
    if command == Command::View {
        let at = LeadsView::ALL.iter().position(|view| *view == query.view);
        query.view = LeadsView::ALL[(at.unwrap_or(0) + 1) % LeadsView::ALL.len()];
        let said = query.view.title();
        model.say(said);
    } else {
        let at = LeadsSort::ALL.iter().position(|sort| *sort == query.sort);
        query.sort = LeadsSort::ALL[(at.unwrap_or(0) + 1) % LeadsSort::ALL.len()];
        let said = query.sort.title();
        model.say(said);
    }
    restart(model)
}

/// The lead in front, wherever one stands.
pub fn in_front(model: &Model) -> Option<LeadId> {
    super::command::targets(model).first().copied()
}
