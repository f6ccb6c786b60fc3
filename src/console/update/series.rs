//! The series: how often a review is held, one that was not, the next date, why nothing is to change; the plan's minutes
//! and the cards as a team wants them.

use chrono::NaiveDate;

use super::{forms, record, start, walk};
use crate::console::agenda;
use crate::console::effect::Effect;
use crate::console::form::{Blank, Form};
use crate::console::model::Model;
use crate::console::model::walk::Phase;
use crate::console::pop::{Asked, Pop, Purpose};
use crate::review::entry::Act;
use crate::review::meeting::agenda::Card;
use crate::review::meeting::deed::Deed;
use crate::review::meeting::series::CADENCE;

/// Asks why the review that is due is not held.
pub fn not_held(model: &mut Model) -> Vec<Effect> {
    let Some(due) = model.series().due else {
        model.say("no review was held yet, so none is due");
        return Vec::new();
    };
    let form = Form::new(
        format!("The review due on {due} is not held, because"),
        vec![Blank::text("", "")],
    );
    forms::push(model, Purpose::NotHeld(due), form);
    Vec::new()
}

/// Asks for the day of the next review.
pub fn next_day(model: &mut Model) -> Vec<Effect> {
    let due = model.series().cadence.after(model.today());
    let form = Form::new(
        "When is the next review?",
        vec![Blank::day("day", Some(model.next_day().unwrap_or(due))).hint("24 Dec, tue, +28")],
    );
    forms::push(model, Purpose::NextReview, form);
    Vec::new()
}

/// Asks why nothing is to change.
pub fn nothing(model: &mut Model) -> Vec<Effect> {
    let form = Form::new(
        "Nothing decided: nothing to change, because",
        vec![
            Blank::text("", "")
                .hint("Enter closes, with a reason or without; both stand in the minutes"),
        ],
    );
    forms::push(model, Purpose::Nothing, form);
    Vec::new()
}

/// Asks for the minutes of the phases of the plan in use.
pub fn template(model: &mut Model) -> Vec<Effect> {
    let agendas = agenda::agendas(model);
    let key = model
        .walk
        .as_ref()
        .map(|walk| walk.meeting.opening.template.clone())
        .filter(|key| !key.is_empty())
        .unwrap_or_else(|| model.series().cadence.template().to_owned());
    let template = agendas
        .template(&key)
        .or_else(|| agendas.templates.first())
        .cloned();
    let Some(template) = template else {
        return Vec::new();
    };
    let blanks = Phase::ALL.iter().map(|phase| {
        let slot = template.slots.iter().find(|slot| slot.phase == *phase);
        let minutes = slot.map_or_else(String::new, |slot| slot.minutes.to_string());
        Blank::text(phase.title(), &minutes).hint("minutes; empty: not in this kind of review")
    });
    let form = Form::new(
        format!("{}: minutes of its phases", template.name),
        blanks.collect(),
    );
    forms::push(model, Purpose::Template(template.key), form);
    Vec::new()
}

/// Asks for the words of the card of the phase in front.
pub fn card(model: &mut Model) -> Vec<Effect> {
    let phase = model.walking().map_or(Phase::Open, |walk| walk.phase);
    let card = agenda::card(model, phase);
    let form = Form::new(
        format!("The facilitator's card of {}", phase.title()),
        vec![
            Blank::long("say", &card.say),
            Blank::long("ask", &card.ask),
            Blank::long("stuck", &card.stuck),
            Blank::long("watch", &card.watch),
        ],
    );
    forms::push(model, Purpose::CardText(phase), form);
    Vec::new()
}

/// Enter on one of these forms.
pub fn done(model: &mut Model, asked: Box<Asked>) -> Vec<Effect> {
    let text = asked.form.value(0);
    match asked.purpose.clone() {
        Purpose::NotHeld(_) if text.is_empty() => {
            forms::stays(model, asked, 0, "a reason in words; Esc leaves it")
        }
        Purpose::NotHeld(due) => {
            model.say("written down; the next one is due after it");
            let deed = Deed::NotHeld { due, reason: text };
            record::record(model, vec![Act::Room(deed)], Some(Pop::Asked(asked)))
        }
        Purpose::Nothing => {
            let given = (!text.is_empty()).then_some(Act::Room(Deed::Nothing { reason: text }));
            let mut effects = record::record(model, given.into_iter().collect(), None);
            effects.extend(walk::close_now(model));
            effects
        }
        Purpose::Cadence => {
            let act = Act::Setting {
                name: CADENCE.to_owned(),
                value: text,
            };
            record::record(model, vec![act], Some(Pop::Asked(asked)))
        }
        Purpose::Template(key) => planned(model, asked, &key),
        Purpose::CardText(phase) => worded(model, asked, phase),
        _ => Vec::new(),
    }
}

fn planned(model: &mut Model, asked: Box<Asked>, key: &str) -> Vec<Effect> {
    let mut own = agenda::own(model);
    let Some(mut template) = agenda::agendas(model).template(key).cloned() else {
        return Vec::new();
    };
    for (at, phase) in Phase::ALL.into_iter().enumerate() {
        let text = asked.form.value(at);
        if text.is_empty() {
            template.slots.retain(|slot| slot.phase != phase);
            continue;
        }
        let Some(minutes) = text.parse::<u32>().ok().filter(|minutes| *minutes <= 600) else {
            return forms::stays(
                model,
                asked,
                at,
                "how many minutes, 0 to 600; empty takes it out",
            );
        };
        template.plan(phase, minutes);
    }
    if template.slots.is_empty() {
        return forms::stays(model, asked, 0, "at least one phase");
    }
    own.templates.retain(|known| known.key != key);
    own.templates.push(template);
    keep(model, &own, asked)
}

fn worded(model: &mut Model, asked: Box<Asked>, phase: Phase) -> Vec<Effect> {
    let mut own = agenda::own(model);
    let value = |at: usize| asked.form.value(at);
    let card = Card {
        say: value(0),
        ask: value(1),
        stuck: value(2),
        watch: value(3),
    };
    own.cards.insert(phase, card);
    keep(model, &own, asked)
}

fn keep(
    model: &mut Model,
    own: &crate::review::meeting::agenda::Agendas,
    asked: Box<Asked>,
) -> Vec<Effect> {
    let Ok(value) = serde_json::to_string(own) else {
        model.warn("these words cannot be kept: take special characters out");
        return Vec::new();
    };
    let act = Act::Setting {
        name: agenda::SETTING.to_owned(),
        value,
    };
    model.say("kept for this team; it holds from the next review on");
    record::record(model, vec![act], Some(Pop::Asked(asked)))
}

impl Model {
    /// The series of reviews as it stands today.
    pub fn series(&self) -> crate::review::meeting::series::Series {
        use crate::review::meeting::series::{Cadence, Series};
        let cadence = self.ground.settings.get(CADENCE);
        let cadence = cadence.and_then(|text| Cadence::parse(text));
        let zone = self.zone();
        let held: Vec<NaiveDate> = self
            .ground
            .meetings
            .iter()
            .map(|meeting| crate::console::day::local(meeting.opened_at, zone))
            .collect();
        let left_out: Vec<NaiveDate> = self.ground.not_held.iter().map(|(day, _)| *day).collect();
        Series::of(cadence.unwrap_or_default(), &held, &left_out)
    }

    /// The day of the next review, as set or as the cadence says; `None` before the first.
    pub fn next_day(&self) -> Option<NaiveDate> {
        let set = self.ground.settings.get(start::NEXT_DAY);
        let set = set.and_then(|day| day.parse::<NaiveDate>().ok());
        set.filter(|day| *day > self.today())
            .or_else(|| self.series().due)
    }
}
