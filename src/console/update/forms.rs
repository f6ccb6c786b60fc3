//! Forms: opened with everything defaulted, written when Enter says so, kept as they were left when Esc leaves them.

use super::{
    agreement, asked, campaigns, capture, decide, lead, people, record, scorecard, series,
    settings, start, verdict, walk,
};
use crate::console::command::Command;
use crate::console::effect::Effect;
use crate::console::follow_up;
use crate::console::form::{Blank, Form, Outcome};
use crate::console::key::{Code, Key};
use crate::console::model::Model;
use crate::console::pop::{Asked, Pop, Purpose};
use crate::console::text::clean;
use crate::console::words;
use crate::review::entry::Act;
use crate::review::lead::{Field, LeadId};
use crate::review::milestone::Milestone;
use crate::review::person::Team;
use crate::review::touch::{Touch, TouchKind, TouchResult};
use crate::review::verdict::InProcess;

mod deal;

pub use super::capture::NOBODY;

pub use deal::amount;

/// Puts a form on top; one for the same purpose that was left with something typed comes back as it was.
pub fn push(model: &mut Model, purpose: Purpose, form: Form) {
    let at = model.forms.iter().position(|left| left.purpose == purpose);
    let asked = match at {
        Some(at) => model.forms.remove(at),
        None => Asked { purpose, form },
    };
    model.pops.push(Pop::Asked(Box::new(asked)));
}

/// Takes a key for the form on top.
pub fn key(model: &mut Model, mut asked: Box<Asked>, key: Key) -> Vec<Effect> {
    if asked.purpose == Purpose::OpenFile && key.code == Code::Tab {
        return asked::tab(model, asked);
    }
    match asked.form.key(key) {
        Outcome::Stays => {
            let tried = agreement::definition::typed(model, &asked);
            model.pops.push(Pop::Asked(asked));
            tried
        }
        Outcome::Left => {
            if asked.form.is_changed() {
                model.say("kept as you left it: the same key opens it again");
                model.forms.push(*asked);
            }
            agreement::definition::entered_again(model)
        }
        Outcome::Done => done(model, asked),
    }
}

/// The names that can own something, Sales first.
pub fn owners(model: &Model) -> Vec<String> {
    let of = |team: Team| {
        model
            .ground
            .people
            .iter()
            .filter(move |person| person.team == team)
            .map(|person| person.name.clone())
    };
    of(Team::Sales)
        .chain(of(Team::Marketing))
        .chain(of(Team::Other))
        .collect()
}

/// Opens the form of a command for what one stands on.
pub fn open(model: &mut Model, command: Command) -> Vec<Effect> {
    let leads = super::command::targets(model);
    let first = leads.first().copied();
    let about = first.map_or_else(String::new, |lead| {
        format!(", {}", words::label_of(model, lead))
    });
    let (purpose, form) = match (command, first) {
        (Command::AddLead, _) => (Purpose::AddLead, add_form(model)),
        (Command::Wish, Some(lead)) => (Purpose::Wishes(leads), wishes_form(model, lead)),
        (Command::CallPlan, Some(lead)) => (Purpose::CallPlan(leads), plan_form(model, lead)),
        (Command::Owner, Some(lead)) => {
            let now = field(model, lead, Field::Owner);
            let blank = Blank::free("owner", owners(model), &now);
            (
                Purpose::Owner(leads),
                Form::new(format!("Who works it{about}"), vec![blank]),
            )
        }
        (Command::Touch, Some(_)) => (Purpose::Touch(leads), touch_form(model, &about)),
        (Command::Deal, Some(lead)) => (Purpose::Deal(lead), deal::form(model, lead)),
        (Command::Correct, Some(lead)) => (Purpose::Correct(lead), correct_form(model, lead)),
        _ => return Vec::new(),
    };
    push(model, purpose, form);
    Vec::new()
}

fn field(model: &Model, lead: LeadId, field: Field) -> String {
    model
        .known
        .lead(lead)
        .map_or_else(String::new, |lead| lead.text(field).trim().to_owned())
}

fn wishes_form(model: &Model, lead: LeadId) -> Form {
    let ticked = model
        .known
        .lead(lead)
        .map_or_else(Vec::new, |lead| lead.said.wishes.clone());
    let blank = Blank::many("", model.ground.lists.wishes.clone(), &ticked)
        .hint("a digit or Space ticks, Enter writes");
    Form::new("We wish we had known", vec![blank])
}

fn plan_form(model: &Model, lead: LeadId) -> Form {
    let lines = follow_up::checklist(model, lead);
    let plan = model
        .known
        .lead(lead)
        .and_then(|lead| lead.said.call_plan.as_ref());
    let ticked = plan.map_or_else(Vec::new, |plan| plan.ticked.clone());
    let blank = Blank::many("", lines, &ticked).hint("a digit or Space ticks, Enter writes");
    Form::new("Before the first call we know", vec![blank])
}

fn touch_form(model: &Model, about: &str) -> Form {
    let words = |words: Vec<&str>| words.into_iter().map(ToOwned::to_owned).collect();
    Form::new(
        format!("A touch{about}"),
        vec![
            Blank::pick(
                "how",
                words(TouchKind::ALL.iter().map(|kind| kind.word()).collect()),
                "",
            ),
            Blank::pick(
                "what came of it",
                words(
                    TouchResult::ALL
                        .iter()
                        .map(|result| result.word())
                        .collect(),
                ),
                "",
            ),
            Blank::day("when", Some(model.today())),
            Blank::text("note", ""),
        ],
    )
}

fn correct_form(model: &Model, lead: LeadId) -> Form {
    let blanks = Field::ALL
        .iter()
        .map(|of| Blank::text(of.word(), &clean(&field(model, lead, *of))))
        .collect();
    Form::new("The lead by hand: what files say stays beside it", blanks)
}

fn add_form(model: &Model) -> Form {
    let mut blanks: Vec<Blank> = Field::ALL
        .iter()
        .map(|of| Blank::text(of.word(), ""))
        .collect();
    blanks.push(Blank::day(&model.named("delivered"), None).hint(model.named("empty: an inquiry")));
    Form::new("A lead by hand", blanks)
}

/// Asks since when leads are in the sales process.
pub fn process_since(model: &mut Model, leads: Vec<LeadId>) -> Vec<Effect> {
    let today = model.today();
    let form = Form::new(
        "In the sales process since",
        vec![Blank::day("since", Some(today)).hint("9 Oct; empty: nobody knows")],
    );
    push(model, Purpose::ProcessSince(leads), form);
    Vec::new()
}

/// Enter: the form is right, as far as the person is concerned.
fn done(model: &mut Model, mut asked: Box<Asked>) -> Vec<Effect> {
    let purpose = asked.purpose.clone();
    match purpose {
        Purpose::Guard { targets, code } => verdict::guarded(model, targets, code, asked.form),
        Purpose::StartReview { practice } => walk::start(model, asked.form, practice),
        Purpose::Heard(_) | Purpose::Joins => people::done(model, asked),
        Purpose::Vote { .. } | Purpose::SponsorRules(_) => decide::done(model, asked),
        Purpose::Wins | Purpose::Hands { .. } => super::blind::done(model, asked),
        Purpose::Nothing
        | Purpose::NotHeld(_)
        | Purpose::Cadence
        | Purpose::Template(_)
        | Purpose::CardText(_) => series::done(model, asked),
        Purpose::FindInMinutes => super::history::find(model, &asked),
        Purpose::Pass(phase) => super::phase::passed(model, asked, phase),
        Purpose::OpenFile => asked::done(model, asked),
        Purpose::Cut => scorecard::cut(model, asked),
        Purpose::Against => scorecard::against(model, asked),
        Purpose::Steer(by, key) => scorecard::steered(model, by, key, asked),
        Purpose::NextReview => start::day_set(model, asked.form),
        Purpose::Agree(deed) => agreement::deeds::done(model, deed, asked),
        Purpose::Clause(key) => agreement::sla::clause_done(model, key, asked),
        Purpose::WorkingHours => agreement::sla::hours_done(model, asked),
        Purpose::FollowUp | Purpose::Checklist => agreement::sla::beside_done(model, asked),
        Purpose::Miss(key) => agreement::sla::answer_done(model, key, asked),
        Purpose::Issue(key) => agreement::sla::issue_done(model, key, asked),
        Purpose::Rule(key) => agreement::rules::done(model, key, asked),
        Purpose::Defines(row) => agreement::definition::done(model, row, asked),
        Purpose::Reason(_)
        | Purpose::List(_)
        | Purpose::AnswerLimit
        | Purpose::Setting(_)
        | Purpose::Rate
        | Purpose::Person(_)
        | Purpose::Reopen(_) => settings::done(model, asked),
        Purpose::Forecast { .. }
        | Purpose::CampaignCost(_)
        | Purpose::Ruling { .. }
        | Purpose::MinimumReturn => campaigns::done(model, asked),
        Purpose::ProcessSince(leads) => match asked.form.day(0, model.today()) {
            Ok(since) => {
                let state = InProcess::Yes {
                    since: since.map(Milestone::Day),
                };
                lead::write_process(model, &leads, state, Some(Pop::Asked(asked)))
            }
            Err(fault) => stays(model, asked, 0, &fault),
        },
        _ => match acts(model, &mut asked) {
            Ok(acts) => {
                if let [act] = acts.as_slice() {
                    let said = words::act(model, act);
                    model.say(said);
                }
                record::record(model, acts, Some(Pop::Asked(asked)))
            }
            Err((at, fault)) => stays(model, asked, at, &fault),
        },
    }
}

/// A form that is not right yet stays, its fault in words.
pub fn stays(model: &mut Model, mut asked: Box<Asked>, at: usize, fault: &str) -> Vec<Effect> {
    asked.form.reject(at, fault);
    model.pops.push(Pop::Asked(asked));
    Vec::new()
}

type Fault = (usize, String);

fn acts(model: &Model, asked: &mut Asked) -> Result<Vec<Act>, Fault> {
    let today = model.today();
    let form = &asked.form;
    let text = form.value(0);
    Ok(match &asked.purpose {
        Purpose::Capture(capture) => vec![capture::act(model, capture, form)?],
        Purpose::Wishes(leads) => each(leads, |lead| Act::Wishes {
            lead,
            tags: form.ticked(0),
        }),
        Purpose::CallPlan(leads) => each(leads, |lead| Act::Planned {
            lead,
            ticked: form.ticked(0),
            of: form.options(0),
        }),
        Purpose::Owner(leads) => each(leads, |lead| Act::Corrected {
            lead,
            field: Field::Owner,
            text: text.clone(),
        }),
        Purpose::Touch(leads) => {
            let touch = touch(model, form).map_err(|fault| (2, fault))?;
            each(leads, |lead| Act::Touched {
                lead,
                touch: touch.clone(),
            })
        }
        Purpose::Deal(lead) => vec![deal::act(model, *lead, form)?],
        Purpose::Correct(lead) => corrections(model, *lead, form)?,
        Purpose::AddLead => vec![added(form, today)?],
        _ => Vec::new(),
    })
}

fn each(leads: &[LeadId], act: impl Fn(LeadId) -> Act) -> Vec<Act> {
    leads.iter().map(|lead| act(*lead)).collect()
}

fn touch(model: &Model, form: &Form) -> Result<Touch, String> {
    let (how, result) = (form.value(0), form.value(1));
    Ok(Touch {
        at: form.day(2, model.today())?.map(Milestone::Day),
        kind: TouchKind::ALL
            .iter()
            .copied()
            .find(|kind| kind.word() == how)
            .unwrap_or(TouchKind::Call),
        result: TouchResult::ALL
            .iter()
            .copied()
            .find(|kind| kind.word() == result),
        by: model.me.clone(),
        note: form.value(3),
    })
}

fn corrections(model: &Model, lead: LeadId, form: &Form) -> Result<Vec<Act>, Fault> {
    let acts: Vec<Act> = Field::ALL
        .iter()
        .enumerate()
        .map(|(at, of)| (*of, form.value(at)))
        .filter(|(of, text)| *text != clean(&field(model, lead, *of)))
        .map(|(field, text)| Act::Corrected { lead, field, text })
        .collect();
    if acts.is_empty() {
        return Err((0, "nothing is changed; Esc leaves it".to_owned()));
    }
    Ok(acts)
}

fn added(form: &Form, today: chrono::NaiveDate) -> Result<Act, Fault> {
    let texts: Vec<(Field, String)> = Field::ALL
        .iter()
        .enumerate()
        .map(|(at, of)| (*of, form.value(at)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    if texts.is_empty() {
        return Err((0, "a name or a company at least; Esc leaves it".to_owned()));
    }
    let last = Field::ALL.len();
    Ok(Act::Added {
        lead: LeadId(0),
        texts,
        qualified: form.day(last, today).map_err(|fault| (last, fault))?,
    })
}
