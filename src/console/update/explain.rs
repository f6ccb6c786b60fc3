//! `x`: a figure explains itself, and the leads behind it open.

use super::{answers, ask, browse};
use crate::console::command::{Command, Scope};
use crate::console::effect::{Effect, Only, Question};
use crate::console::key::Key;
use crate::console::model::Model;
use crate::console::model::places::{Came, PAGE, Place};
use crate::console::model::walk::Phase;
use crate::console::model::wire::Slot;
use crate::console::places::{Ask, Explained, Whose};
use crate::console::pop::{Explain, Pop};
use crate::review::figures::explain::Figure;
use crate::review::figures::kpi::Kpi;
use crate::review::lead::LeadId;

/// The tiles in the order they stand on the wall: above what each side does, below what both get.
pub const TILES: [Kpi; 6] = [
    Kpi::CreatedByMarketing,
    Kpi::AcceptanceRate,
    Kpi::WorkedBySales,
    Kpi::TimeToOpportunity,
    Kpi::QualifiedToOpportunity,
    Kpi::LeadToRevenue,
];

/// The figure under the cursor, and whose it is: the review's own on its strip, else the wall's.
pub fn focused(model: &Model) -> (Figure, Whose) {
    let tile = |at: usize| Figure::Kpi(TILES[at.min(TILES.len() - 1)]);
    match model.walking() {
        Some(walk) if walk.phase != Phase::Numbers && !walk.practice() => {
            let kpi = Kpi::ALL[walk.kpi.min(Kpi::ALL.len() - 1)];
            (Figure::Kpi(kpi), Whose::Review(walk.id()))
        }
        _ => (tile(super::places::tile(model)), Whose::Wall),
    }
}

/// Opens the explanation of the figure under the cursor.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let (figure, of) = focused(model);
    model.pops.push(Pop::Figure(Box::new(Explain {
        figure,
        of,
        told: None,
        at: 0,
    })));
    vec![page(model, figure, of, 0)]
}

fn page(model: &mut Model, figure: Figure, of: Whose, offset: u64) -> Effect {
    let question = Ask::Explain {
        figure,
        of,
        offset,
        limit: PAGE,
    };
    ask(model, Slot::Behind, Question::Place(question))
}

/// Takes the counted figure, where it is still the one that is explained.
pub fn told(model: &mut Model, explained: Explained) {
    let leads = explained.rows.iter().map(|(lead, _)| lead.clone());
    let mut moved = Vec::new();
    for lead in leads {
        model.known.take(lead, &mut moved);
    }
    answers::count(model, &moved);
    if let Some(Pop::Figure(explain)) = model.pops.last_mut()
        && (explain.figure, explain.of) == (explained.figure, explained.of)
    {
        explain.at = explain.at.min(explained.total().saturating_sub(1));
        explain.told = Some(Box::new(explained));
    }
}

/// A key while a figure is explained.
pub fn key(model: &mut Model, mut explain: Box<Explain>, key: Key) -> Vec<Effect> {
    let total = explain.told.as_ref().map_or(0, |told| told.total());
    let command = model.keymap.command(&[Scope::List, Scope::Everywhere], key);
    match command {
        Some(Command::Back | Command::Explain) => return Vec::new(),
        Some(Command::Open) => {
            let lead = row(&explain);
            return match lead {
                Some(lead) => only(model, Only::Lead(lead), Some(Pop::Figure(explain))),
                None => stay(model, explain),
            };
        }
        Some(Command::Mask | Command::Theme | Command::Quit) => {
            model.pops.push(Pop::Figure(explain));
            return command.map_or_else(Vec::new, |command| super::command::run(model, command));
        }
        Some(command) => explain.at = moved(explain.at, total, command),
        None => {}
    }
    let wanted = explain.at / PAGE * PAGE;
    let on_hand = explain.told.as_ref().map(|told| told.offset);
    let (figure, of) = (explain.figure, explain.of);
    model.pops.push(Pop::Figure(explain));
    if on_hand.is_some_and(|offset| offset != wanted) {
        return vec![page(model, figure, of, wanted)];
    }
    Vec::new()
}

fn stay(model: &mut Model, explain: Box<Explain>) -> Vec<Effect> {
    model.pops.push(Pop::Figure(explain));
    Vec::new()
}

fn row(explain: &Explain) -> Option<LeadId> {
    let told = explain.told.as_ref()?;
    let at = explain.at.checked_sub(told.offset)?;
    let (lead, _) = told.rows.get(usize::try_from(at).ok()?)?;
    Some(lead.id)
}

/// A cursor after a list's command.
pub fn moved(at: u64, total: u64, command: Command) -> u64 {
    let last = total.saturating_sub(1);
    match command {
        Command::Down => (at + 1).min(last),
        Command::Up => at.saturating_sub(1),
        Command::PageDown => (at + 10).min(last),
        Command::PageUp => at.saturating_sub(10),
        Command::Top => 0,
        Command::Bottom => last,
        _ => at,
    }
}

/// Where a list's command moves a cursor; `None` where it is no such command.
pub fn moves(command: Command, at: u64, len: usize) -> Option<usize> {
    let moving = matches!(
        command,
        Command::Down
            | Command::Up
            | Command::Top
            | Command::Bottom
            | Command::PageDown
            | Command::PageUp
    );
    let total = u64::try_from(len).unwrap_or(u64::MAX);
    moving.then(|| usize::try_from(moved(at, total, command)).unwrap_or(0))
}

/// Opens the lead list with only these; Esc comes back to where one stood.
pub fn only(model: &mut Model, only: Only, pop: Option<Pop>) -> Vec<Effect> {
    model.leads.came = Some(Box::new(Came {
        place: model.place,
        walking: model.walking().is_some(),
        pop,
    }));
    model.away = model.walk.is_some();
    model.place = Place::Leads;
    model.leads.card = matches!(only, Only::Lead(_));
    model.leads.query.only = Some(only);
    model.leads.query.offset = 0;
    model.leads.at = 0;
    browse::reload(model)
}

/// Back to where the narrowed list was opened from.
pub fn come_back(model: &mut Model) -> Vec<Effect> {
    model.leads.query.only = None;
    model.leads.query.offset = 0;
    model.leads.at = 0;
    model.leads.card = false;
    if let Some(came) = model.leads.came.take() {
        model.place = came.place;
        model.away = model.walk.is_some() && !came.walking;
        model.pops.extend(came.pop);
    }
    browse::reload(model)
}
