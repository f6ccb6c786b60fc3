//! The tab of the SLA: the clauses of both sides, how they are kept, and what is done about what was missed.

mod beside;
mod form;
mod miss;

pub use beside::beside_done;
pub use form::{clause_done, hours_done};
pub use miss::{answer_done, issue_done, may_see_people, missed};

use super::{change_sla, sla};
use crate::console::command::Command;
use crate::console::effect::{Effect, Only};
use crate::console::model::Model;
use crate::console::model::agreement::Tab;
use crate::console::pop::Purpose;
use crate::console::update::{explain, forms};
use crate::review::agreement::sla::{Clause, ClauseKey};
use crate::review::agreement::starter;
use crate::review::figures::sla::Row;
use crate::review::figures::words::counted;
use crate::review::person::Team;

/// The sides, in the order of the columns.
pub const SIDES: [Team; 2] = [Team::Marketing, Team::Sales];

/// What the cursor stands on: the working hours first, then Marketing's clauses, then Sales', then what Sales follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    Hours,
    Clause(ClauseKey),
    FollowUp,
    CallPlan,
}

/// Every row of the cursor, in its order.
pub fn order(model: &Model) -> Vec<At> {
    let Some(sla) = sla(model) else {
        return Vec::new();
    };
    let clauses = SIDES.into_iter().flat_map(|side| sla.of(side));
    std::iter::once(At::Hours)
        .chain(clauses.map(|clause| At::Clause(clause.key)))
        .chain([At::FollowUp, At::CallPlan])
        .collect()
}

/// How many rows its cursor walks.
pub fn rows(model: &Model) -> usize {
    order(model).len()
}

/// What the cursor stands on; `None` where nothing is written yet.
pub fn at(model: &Model) -> Option<At> {
    let order = order(model);
    let at = model
        .agreement
        .cursor(Tab::Sla)
        .min(order.len().checked_sub(1)?);
    order.get(at).copied()
}

/// The clause under the cursor, as it reads.
pub fn clause(model: &Model) -> Option<&Clause> {
    match at(model)? {
        At::Clause(key) => sla(model)?.clause(key),
        At::Hours | At::FollowUp | At::CallPlan => None,
    }
}

/// How the clause under the cursor is kept, where it is in force.
pub fn row(model: &Model) -> Option<&Row> {
    kept(model, clause(model)?.key)
}

/// How a clause is kept, where it is in force and was counted.
pub fn kept(model: &Model, key: ClauseKey) -> Option<&Row> {
    model.kept.as_ref()?.board.as_ref()?.row(key)
}

/// Why a command of the tab cannot be had here and now.
pub fn barred(model: &Model, command: Command) -> Option<String> {
    let here = model.agreement.tab == Tab::Sla;
    match command {
        Command::AnswerMiss | Command::Issue if !here => {
            Some("this is for a clause of the SLA: F5 goes there".to_owned())
        }
        Command::AnswerMiss | Command::Issue => match row(model) {
            None => Some("stand on a clause that is in force: only those are measured".to_owned()),
            Some(row) if row.counts.missed == 0 => Some(format!("{} was not missed", row.name)),
            Some(_) => None,
        },
        Command::TakeOut if clause(model).is_none() => {
            Some("stand on the clause that is to go".to_owned())
        }
        Command::Starter if sla(model).is_some_and(|sla| !sla.clauses.is_empty()) => Some(
            "there are clauses already: d takes one out, a adds one; the starter set is for an empty page"
                .to_owned(),
        ),
        _ => None,
    }
}

/// What the tab itself understands.
pub fn command(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    match command {
        Command::Starter => {
            let starter = starter::sla(&model.names());
            change_sla(model, |sla| *sla = starter);
            model.say(
                "a starter set to begin from: e changes a clause, s keeps the draft, p proposes it",
            );
            stand_on(model, 1);
        }
        Command::AddLine => form::open(model, None),
        Command::Setting => match at(model) {
            Some(At::Hours) => form::open_hours(model),
            Some(At::FollowUp) => beside::open_follow_up(model),
            Some(At::CallPlan) => beside::open_checklist(model),
            Some(At::Clause(key)) => form::open(model, Some(key)),
            None => form::open(model, None),
        },
        Command::TakeOut => take_out(model),
        Command::AnswerMiss => miss::open_answer(model),
        Command::Issue => miss::open_issue(model),
        Command::Open => return Some(open(model)),
        Command::Less | Command::More => return across(model, command == Command::More),
        _ => return None,
    }
    Some(Vec::new())
}

/// Enter: the leads that missed the clause; without any, its words to be changed.
fn open(model: &mut Model) -> Vec<Effect> {
    let missed = row(model).map(|row| {
        let leads: Vec<_> = row.misses.iter().filter_map(|miss| miss.lead).collect();
        let times = counted(leads.len() as u64, "time", "times");
        (format!("{} missed {times}", row.name), leads)
    });
    match missed {
        Some((title, leads)) if !leads.is_empty() => {
            explain::only(model, Only::These(title, leads.into()), None)
        }
        _ => command(model, Command::Setting).unwrap_or_default(),
    }
}

/// To the same place in the other column; at the edge the arrow goes on to the next tab.
fn across(model: &mut Model, right: bool) -> Option<Vec<Effect>> {
    let (side, place) = {
        let clause = clause(model)?;
        let mut same = sla(model)?.of(clause.side);
        (clause.side, same.position(|one| one.key == clause.key)?)
    };
    let to = match (side, right) {
        (Team::Marketing, true) => Team::Sales,
        (Team::Sales, false) => Team::Marketing,
        _ => return None,
    };
    let sla = sla(model)?;
    let last = sla.of(to).count().checked_sub(1)?;
    let before = if to == Team::Sales {
        sla.of(Team::Marketing).count()
    } else {
        0
    };
    stand_on(model, 1 + before + place.min(last));
    Some(Vec::new())
}

/// Puts the cursor on a row.
pub fn stand_on(model: &mut Model, at: usize) {
    model.agreement.stand(Tab::Sla, at);
}

fn take_out(model: &mut Model) {
    let Some(key) = clause(model).map(|clause| clause.key) else {
        return;
    };
    let name = sla(model).map_or_else(String::new, |sla| sla.name(key));
    change_sla(model, |sla| sla.clauses.retain(|clause| clause.key != key));
    let last = rows(model).saturating_sub(1);
    let at = model.agreement.cursor(Tab::Sla).min(last);
    stand_on(model, at);
    model.say(format!(
        "{name} is out of the draft; what is in force stays until a new version is"
    ));
}

/// Puts a form of the tab on top.
fn push(model: &mut Model, purpose: Purpose, form: crate::console::form::Form) {
    forms::push(model, purpose, form);
}
