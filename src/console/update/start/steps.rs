//! The steps from the first leads to the first review.

use chrono::NaiveDate;

use super::to;
use crate::console::command::Command;
use crate::console::effect::Effect;
use crate::console::form::Blank;
use crate::console::form::Form;
use crate::console::model::Model;
use crate::console::model::agreement::Tab;
use crate::console::model::start::{LEAD_MINUTES, MINUTES, NEXT_REVIEW, RECENT_DAYS, Step};
use crate::console::pop::{Asked, Pop, Purpose};
use crate::console::update::{command, record, settings, walk};
use crate::console::{day, view};
use crate::review::entry::Act;
use crate::review::lead::Lead;
use crate::review::meeting::{MeetingId, Opening};
use crate::review::period::Period;
use crate::review::person::{Person, Role, Team};

pub fn forward(model: &mut Model) -> Vec<Effect> {
    let step = model.guide.step;
    let at = Step::AFTER.iter().position(|after| *after == step);
    let Some(next) = at.and_then(|at| Step::AFTER.get(at + 1)) else {
        return command::run(model, Command::StartReview);
    };
    let effects = if step == Step::Owners {
        keep_teams(model)
    } else {
        Vec::new()
    };
    to(model, *next);
    effects
}

pub fn back(model: &mut Model) -> Vec<Effect> {
    let at = Step::AFTER
        .iter()
        .position(|after| *after == model.guide.step);
    match at
        .and_then(|at| at.checked_sub(1))
        .and_then(|at| Step::AFTER.get(at))
    {
        Some(before) => to(model, *before),
        None if model.guide.step == Step::Choices => model.say("q leaves; nothing is lost"),
        None => model.say("this is the first step: Enter goes on, u takes the import back"),
    }
    Vec::new()
}

pub fn mark(model: &mut Model) {
    let name = model
        .stock
        .as_ref()
        .and_then(|stock| stock.owners.get(model.guide.row))
        .map(|(name, _)| name.clone());
    let Some(name) = name else {
        model.warn("no owners were found: people come to the table when a review starts");
        return;
    };
    if !model.guide.marketing.remove(&name) {
        model.guide.marketing.insert(name);
    }
}

/// Writes who is Sales and who is Marketing, as one gesture; whoever is set so already is passed over.
fn keep_teams(model: &mut Model) -> Vec<Effect> {
    let people = &model.ground.people;
    let acts = model
        .stock
        .iter()
        .flat_map(|stock| &stock.owners)
        .filter_map(|(name, _)| {
            let (team, role) = if model.guide.marketing.contains(name) {
                (Team::Marketing, Role::Marketer)
            } else {
                (Team::Sales, Role::Rep)
            };
            let known = people.iter().find(|person| person.name == *name);
            if known.is_some_and(|person| person.team == team) && said(model, name) {
                return None;
            }
            let person = Person {
                team,
                role,
                ..known.cloned().unwrap_or_else(|| Person {
                    name: name.clone(),
                    ..Person::default()
                })
            };
            Some(Act::PersonSet { person })
        })
        .collect();
    record::record(model, acts, None)
}

/// Whether a person stands in the ledger: the ledger lists only those somebody named.
fn said(model: &Model, name: &str) -> bool {
    model.ground.people.iter().any(|person| person.name == name)
}

pub fn ask_limit(model: &mut Model) -> Vec<Effect> {
    let rows = settings::rows(model);
    let limit = |row: &settings::SettingRow| row.purpose == Purpose::AnswerLimit;
    let at = rows.iter().position(limit).unwrap_or(0);
    model.agreement.stand(Tab::Lists, at);
    settings::edit(model)
}

pub fn ask_day(model: &mut Model) {
    let form = Form::new(
        "When is the first review?",
        vec![Blank::day("day", Some(model.first_review())).hint("fri, 26 Nov, +3")],
    );
    let purpose = Purpose::NextReview;
    model
        .pops
        .push(Pop::Asked(Box::new(Asked { purpose, form })));
}

/// The day of the next review was typed.
pub fn day_set(model: &mut Model, mut form: Form) -> Vec<Effect> {
    let fault = match form.day(0, model.today()) {
        Ok(Some(day)) if day >= model.today() => return keep_day(model, day, form),
        Ok(Some(_)) => "that day has passed".to_owned(),
        Ok(None) => "which day?".to_owned(),
        Err(fault) => fault,
    };
    form.reject(0, fault);
    let purpose = Purpose::NextReview;
    model
        .pops
        .push(Pop::Asked(Box::new(Asked { purpose, form })));
    Vec::new()
}

fn keep_day(model: &mut Model, day: NaiveDate, form: Form) -> Vec<Effect> {
    let act = Act::Setting {
        name: NEXT_REVIEW.to_owned(),
        value: day.to_string(),
    };
    model.say(format!("the review is on {}", day::long(day)));
    let purpose = Purpose::NextReview;
    let typed = Pop::Asked(Box::new(Asked { purpose, form }));
    record::record(model, vec![act], Some(typed))
}

/// The invitation, onto the clipboard.
pub fn copy(model: &mut Model) -> Vec<Effect> {
    model.say("the invitation is copied: paste it into a mail or a chat");
    vec![Effect::Copy(view::start::invitation(model).join("\n"))]
}

/// Two leads of the first docket, walked as in a review; nothing is recorded.
pub fn practice(model: &mut Model) -> Vec<Effect> {
    let docket = model.guide.two();
    if docket.is_empty() {
        model.warn("no lead would be on the docket: nothing to practise with");
        return Vec::new();
    }
    let leads: Vec<Lead> = docket
        .iter()
        .filter_map(|item| model.known.lead(item.lead).cloned())
        .collect();
    model.opening = Some(Box::new(Opening {
        id: MeetingId(0),
        title: "Practice".to_owned(),
        period: Period::last_days(model.today(), RECENT_DAYS),
        minutes: MINUTES,
        lead_minutes: LEAD_MINUTES,
        seed: 0,
        facilitator: model.me.clone(),
        present: model.ground.people.clone(),
        docket: Vec::new(),
        practice: true,
        template: String::new(),
        agenda: Vec::new(),
    }));
    walk::opened(model, docket, leads)
}
