//! The promises: which are shown, and what becomes of one.

use super::capture;
use super::{explain, record};
use crate::console::command::Command;
use crate::console::effect::{Effect, Only};
use crate::console::model::Model;
use crate::console::model::places::PromisesView;
use crate::console::pop::{Capture, What};
use crate::review::entry::Act;
use crate::review::meeting::deed::Origin;
use crate::review::meeting::{MeetingId, Promise, PromiseState};
use crate::review::person::Team;

/// Promises under one heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Group<'model> {
    pub heading: String,
    pub promises: Vec<&'model Promise>,
}

/// Whether nothing more is to be done about a promise.
pub fn over(promise: &Promise) -> bool {
    promise.is_over()
}

/// Whether it should have been kept by now: computed, never stored.
pub fn overdue(model: &Model, promise: &Promise) -> bool {
    !over(promise) && promise.due.is_some_and(|due| due < model.today())
}

/// The promises as the place shows them, by their headings.
pub fn groups(model: &Model) -> Vec<Group<'_>> {
    let mut all: Vec<&Promise> = model.ground.promises.iter().collect();
    all.sort_by_key(|promise| {
        let due = (promise.due.is_none(), promise.due);
        (
            over(promise),
            due,
            promise.owner.to_lowercase(),
            promise.seq,
        )
    });
    match model.promises.view {
        PromisesView::Open => one(&all, |promise| !over(promise)),
        PromisesView::Overdue => one(&all, |promise| overdue(model, promise)),
        PromisesView::Mine => {
            let me = model.me.trim().to_lowercase();
            one(&all, |promise| promise.owner.trim().to_lowercase() == me)
        }
        PromisesView::ByTeam => by_team(model, &all),
        PromisesView::ByReview => by_review(&all),
        PromisesView::Moved => one(&all, |promise| promise.effect.is_some()),
    }
}

/// One group without a heading.
fn one<'model>(all: &[&'model Promise], shown: impl Fn(&Promise) -> bool) -> Vec<Group<'model>> {
    vec![Group {
        heading: String::new(),
        promises: all
            .iter()
            .copied()
            .filter(|promise| shown(promise))
            .collect(),
    }]
}

fn by_team<'model>(model: &'model Model, all: &[&'model Promise]) -> Vec<Group<'model>> {
    let team = |promise: &Promise| {
        let owner = model
            .ground
            .people
            .iter()
            .find(|one| one.name == promise.owner);
        owner.map(|person| person.team)
    };
    let named = [
        (Some(Team::Sales), "Sales"),
        (Some(Team::Marketing), "Marketing"),
        (Some(Team::Other), "others"),
        (None, "no team"),
    ];
    let group = |(of, heading): (Option<Team>, &str)| Group {
        heading: heading.to_owned(),
        promises: all
            .iter()
            .filter(|promise| !over(promise) && team(promise) == of)
            .copied()
            .collect(),
    };
    filled(named.into_iter().map(group))
}

fn by_review<'model>(all: &[&'model Promise]) -> Vec<Group<'model>> {
    let mut reviews: Vec<Option<MeetingId>> = all.iter().map(|promise| promise.meeting).collect();
    reviews.sort_unstable();
    reviews.dedup();
    filled(reviews.into_iter().rev().map(|review| {
        Group {
            heading: review.map_or_else(
                || "outside a review".to_owned(),
                |review| format!("review {}", review.0),
            ),
            promises: all
                .iter()
                .filter(|promise| promise.meeting == review)
                .copied()
                .collect(),
        }
    }))
}

fn filled<'model>(groups: impl Iterator<Item = Group<'model>>) -> Vec<Group<'model>> {
    groups.filter(|group| !group.promises.is_empty()).collect()
}

/// The promise under the cursor.
pub fn current(model: &Model) -> Option<Promise> {
    let groups = groups(model);
    let mut shown = groups.iter().flat_map(|group| group.promises.iter());
    shown
        .nth(model.promises.at)
        .map(|promise| (*promise).clone())
}

/// How many are shown.
pub fn len(model: &Model) -> usize {
    groups(model).iter().map(|group| group.promises.len()).sum()
}

/// A command while "Were we right?" has the keys; `None` where it has not, or where it means nothing there.
fn right(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    let rows = model.hindsight.as_ref().map_or(&[][..], |past| &past.rows);
    let at = model.promises.right?;
    model.promises.right = match command {
        Command::NextPanel | Command::Back => None,
        Command::Open => {
            let lead = rows.get(at)?.judged.lead;
            return Some(explain::only(model, Only::Lead(lead), None));
        }
        Command::Down
        | Command::Up
        | Command::Top
        | Command::Bottom
        | Command::PageDown
        | Command::PageUp => {
            let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
            let to = explain::moved(count(at), count(rows.len()), command);
            usize::try_from(to).ok()
        }
        Command::Done | Command::Drop | Command::Carry => {
            model.say("Tab goes back to the promises");
            Some(at)
        }
        _ => return None,
    };
    Some(Vec::new())
}

/// A command on the promises; `None` where it means nothing here.
pub fn command(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    if let Some(done) = right(model, command) {
        return Some(done);
    }
    if command == Command::NextPanel {
        let any = model
            .hindsight
            .as_ref()
            .is_some_and(|past| !past.rows.is_empty());
        model.promises.right = any.then_some(0);
        return Some(Vec::new());
    }
    Some(match command {
        Command::Done => turn(model, PromiseState::Done),
        Command::NotDone => turn(model, PromiseState::NotDone),
        Command::Drop => turn(model, PromiseState::Dropped),
        Command::Carry => turn(model, PromiseState::InProgress),
        Command::NewPromise => new(model),
        Command::View => {
            let views = PromisesView::ALL;
            let at = views.iter().position(|view| *view == model.promises.view);
            model.promises.view = views[(at.unwrap_or(0) + 1) % views.len()];
            model.promises.at = 0;
            Vec::new()
        }
        Command::Open => match current(model).map(|promise| promise.lead) {
            Some(Some(lead)) => explain::only(model, Only::Lead(lead), None),
            Some(None) => {
                model.say("this promise is about no single lead");
                Vec::new()
            }
            None => Vec::new(),
        },
        _ => return None,
    })
}

/// Gives the promise a state; the same key again makes it open again.
fn turn(model: &mut Model, state: PromiseState) -> Vec<Effect> {
    let Some(promise) = current(model) else {
        model.say("there is no promise here");
        return Vec::new();
    };
    let state = if promise.state == state {
        PromiseState::Open
    } else {
        state
    };
    let act = Act::Promise {
        promise: promise.seq,
        state,
    };
    model.say(match state {
        PromiseState::Done => "kept; u takes it back",
        PromiseState::Dropped => "dropped; u takes it back",
        PromiseState::InProgress => "carried: it goes on; u takes it back",
        PromiseState::NotDone => "not done; u takes it back",
        PromiseState::Open | PromiseState::Blocked => "open again",
    });
    record::record(model, vec![act], None)
}

/// A promise outside a review, or inside one.
fn new(model: &mut Model) -> Vec<Effect> {
    let capture = Capture {
        what: What::Promise,
        lead: None,
        origin: Origin::Review,
        evidence: Vec::new(),
    };
    capture::push(model, capture, "");
    Vec::new()
}
