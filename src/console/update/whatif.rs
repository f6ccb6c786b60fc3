//! What if: answers are tried, the figures move with them, and then all of them are written as one step, or none.

use super::{answers, ask, record};
use crate::console::command::Command;
use crate::console::effect::{Effect, Question, Ticket};
use crate::console::key::{Code, Key};
use crate::console::model::Model;
use crate::console::model::known::{Moved, provisional};
use crate::console::model::walk::Walk;
use crate::console::model::whatif::{Weighed, WhatIf};
use crate::console::model::wire::Slot;
use crate::console::pop::Pop;
use crate::review::entry::{Act, Draft};
use crate::review::figures::scorecard::wall;
use crate::review::figures::words::counted;
use crate::review::lead::LeadId;

/// Begins to try; where something is tried already, shows what it comes to.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let begins = model.what_if.is_none();
    if begins {
        let walk = model.walk.as_ref();
        model.what_if = Some(Box::new(WhatIf {
            from: walk.and_then(Walk::current),
            told_at: walk.and_then(|walk| walk.told_at),
            ..WhatIf::default()
        }));
        model.say("what if: answer leads as always; nothing is written, = shows what it comes to");
    } else {
        weigh(model);
        model.pops.push(Pop::WhatIf { at: 0 });
    }
    figures(model).into_iter().collect()
}

/// Asks for the figures, where no review has them on the table.
fn figures(model: &mut Model) -> Option<Effect> {
    let lacks = model.what_if.as_ref()?.figures.is_none();
    if model.walk.is_some() || !lacks {
        return None;
    }
    let period = wall(model.today());
    Some(ask(model, Slot::WhatIf, Question::Figures { period }))
}

/// The figures as the ledger has them.
pub fn told(model: &mut Model, figures: crate::console::message::Figures) {
    if let Some(tray) = &mut model.what_if {
        tray.figures = Some(Box::new(figures));
        weigh(model);
    }
}

/// Others wrote something: what is tried is weighed against it.
pub fn heard(model: &mut Model) -> Option<Effect> {
    model.what_if.as_mut()?.figures = None;
    weigh(model);
    figures(model)
}

/// Why a command cannot be had while answers are tried; `None` where it can.
pub fn barred(model: &Model, command: Command) -> Option<String> {
    use Command as C;
    if command == C::WhatIf && model.walk.as_ref().is_some_and(Walk::practice) {
        return Some("practice keeps nothing: answer as you like".to_owned());
    }
    model.what_if.as_ref()?;
    let leaves = matches!(
        command,
        C::StartReview
            | C::Practice
            | C::CloseReview
            | C::PauseReview
            | C::AddLead
            | C::Bring
            | C::Import
            | C::Rehearse
            | C::OpenFile
            | C::Redo
    );
    leaves.then(|| "answers are being tried: = writes all of them or none first".to_owned())
}

/// Keeps apart what is said of leads; hands back what is written all the same.
pub fn takes(model: &mut Model, drafts: Vec<Draft>) -> Vec<Draft> {
    if model.what_if.is_none() {
        return drafts;
    }
    let of_lead = |draft: &Draft| draft.act.says_of().is_some();
    let place = |draft: &Draft| matches!(draft.act, Act::At { .. });
    let (tried, rest): (Vec<Draft>, Vec<Draft>) = drafts.into_iter().partition(of_lead);
    if !tried.is_empty() {
        attempt(model, tried);
    }
    rest.into_iter().filter(|draft| !place(draft)).collect()
}

/// Answers tried earlier on the same leads: another answer takes their place, so that never both are written.
fn superseded(model: &Model, drafts: &[Draft]) -> Vec<Ticket> {
    let answers = |draft: &Draft| match draft.act {
        Act::Verdict { lead, .. } => Some(lead),
        _ => None,
    };
    let again: Vec<LeadId> = drafts.iter().filter_map(answers).collect();
    let tray = model.what_if.iter().flat_map(|tray| &tray.tried);
    let over = tray.filter(|(_, tried)| {
        let mut leads = tried.iter().map(answers);
        leads.all(|lead| lead.is_some_and(|lead| again.contains(&lead)))
    });
    over.map(|(ticket, _)| *ticket).collect()
}

fn attempt(model: &mut Model, drafts: Vec<Draft>) {
    let over = superseded(model, &drafts);
    forget(model, &over);
    if let Some(tray) = &mut model.what_if {
        tray.tried.retain(|(ticket, _)| !over.contains(ticket));
    }
    let ticket = model.wire.tickets.draw();
    let mut moved = Moved::new();
    model.known.say(ticket, &drafts, &mut moved);
    if let Some(walk) = &mut model.walk {
        let entries = drafts.iter().enumerate();
        let entries = entries.map(|(index, draft)| (ticket, provisional(ticket, index, draft)));
        walk.saving.extend(entries);
        walk.count(&moved);
    }
    if let Some(tray) = &mut model.what_if {
        tray.tried.push((ticket, drafts));
    }
    weigh(model);
}

/// Takes the last one back.
pub fn undo(model: &mut Model) {
    let last = model.what_if.as_mut().and_then(|tray| tray.tried.pop());
    let Some((ticket, drafts)) = last else {
        model.say("nothing is tried yet: = leaves what-if");
        return;
    };
    forget(model, &[ticket]);
    let lead = drafts.iter().find_map(|draft| draft.act.lead());
    stand(model, lead);
    weigh(model);
    model.say("tried no more");
}

/// Takes what is shown under these tickets from the leads and out of the figures.
fn forget(model: &mut Model, tickets: &[Ticket]) {
    let mut moved = Moved::new();
    for ticket in tickets.iter().rev() {
        model.known.drop_saving(*ticket, &mut moved);
    }
    if let Some(walk) = &mut model.walk {
        walk.saving.retain(|(ticket, _)| !tickets.contains(ticket));
    }
    answers::count(model, &moved);
}

fn stand(model: &mut Model, lead: Option<LeadId>) {
    if let Some(walk) = &mut model.walk
        && let Some(place) = lead.and_then(|lead| walk.place(lead))
    {
        walk.at = place;
    }
}

/// The figures without what is tried and with it.
fn weigh(model: &mut Model) {
    let Some(tray) = &model.what_if else { return };
    let moves = tray.moves(&model.known);
    let in_review = model.walk.as_ref().map(|walk| walk.figures.as_ref());
    let figures = match in_review {
        Some(figures) => figures,
        None => tray.figures.as_deref(),
    };
    let weighed = figures.map(|figures| {
        let cohort = &figures.cohort;
        let mut other = figures.now.clone();
        for (stands, would) in &moves {
            // A review's own figures have moved already; elsewhere they stand as they are written.
            let (out, into) = if in_review.is_some() {
                (would, stands)
            } else {
                (stands, would)
            };
            other.remove(out, cohort);
            other.add(into, cohort);
        }
        let (now, other) = (figures.now.kpis(), other.kpis());
        let (before, after) = if in_review.is_some() {
            (other, now)
        } else {
            (now, other)
        };
        let counts = |facts| cohort.in_qualified(facts) || cohort.in_created(facts);
        let outside = moves
            .iter()
            .filter(|(stands, would)| !counts(stands) && !counts(would));
        Weighed {
            before,
            after,
            fill: figures.fill,
            period: cohort.period(),
            outside: outside.count(),
        }
    });
    if let Some(tray) = &mut model.what_if {
        tray.weighed = weighed.map(Box::new);
    }
}

/// A key while it is shown what it comes to.
pub fn key(model: &mut Model, at: usize, key: Key) -> Vec<Effect> {
    let last = model
        .what_if
        .as_ref()
        .map_or(0, |tray| tray.leads().len())
        .saturating_sub(1);
    let at = match key.code {
        Code::Esc => return Vec::new(),
        Code::Enter => return write(model),
        Code::Char('d') => {
            drop_all(model);
            return Vec::new();
        }
        Code::Char('u') => {
            undo(model);
            at.min(last.saturating_sub(1))
        }
        _ => key.walks(at, last).unwrap_or(at),
    };
    model.pops.push(Pop::WhatIf { at });
    Vec::new()
}

/// Leaves, and hands over what stood in it.
fn leave(model: &mut Model) -> Option<Box<WhatIf>> {
    let tray = model.what_if.take()?;
    let tickets: Vec<_> = tray.tried.iter().map(|(ticket, _)| *ticket).collect();
    forget(model, &tickets);
    if let Some(walk) = &mut model.walk {
        walk.told_at = tray.told_at;
    }
    Some(tray)
}

/// Everything that is tried, written as one step.
fn write(model: &mut Model) -> Vec<Effect> {
    let Some(tray) = leave(model) else {
        return Vec::new();
    };
    let leads = counted(tray.leads().len() as u64, "lead", "leads");
    let mut drafts = tray.drafts();
    let meeting = model.meeting();
    for draft in &mut drafts {
        draft.at = model.now;
        draft.meeting = meeting;
    }
    if drafts.is_empty() {
        model.say("nothing was tried, nothing is written");
        return Vec::new();
    }
    model.say(format!("written for {leads}: u takes all of it back"));
    record::send(model, drafts, None)
}

/// None of it: everything stands as it stood.
fn drop_all(model: &mut Model) {
    if let Some(tray) = leave(model) {
        stand(model, tray.from);
        model.say("nothing was written: everything stands as it stood");
    }
}
