//! The forms of the agreement: votes, the day it comes into force with both leaders, who signs, who has read.

use super::turn;
use crate::console::effect::Effect;
use crate::console::form::{Blank, Form};
use crate::console::model::Model;
use crate::console::pop::{Asked, Deed};
use crate::console::update::{forms, people};
use crate::review::agreement::version::{Section, Signatory, Step};
use crate::review::agreement::vote::{Vote, VoteRule};
use crate::review::person::{Person, Role, Team};

/// What stands where a leader was not there.
const NOBODY: &str = "was not there";

/// Who is at the table: in a review those who are here, else everybody known.
pub fn at_the_table(model: &Model) -> Vec<Person> {
    if model.walk.is_some() {
        people::here(model)
    } else {
        model.ground.people.clone()
    }
}

/// Who was not asked yet what a qualified lead is, in words for a title; only for a first definition.
pub fn unheard(model: &Model, section: Section) -> String {
    let history = model.ground.agreement.section(section);
    let first = section == Section::Definition && history.first_day().is_none();
    if !first {
        return String::new();
    }
    let names: Vec<String> = super::round::round(model)
        .into_iter()
        .filter(|(_, heard)| !heard)
        .map(|(person, _)| person.name)
        .collect();
    if names.is_empty() {
        return String::new();
    }
    format!(" (not heard: {})", names.join(", "))
}

/// One blank a person: `4`, or `2 the budget is missing`.
pub fn vote_form(model: &Model, section: Section) -> Form {
    let version = model.ground.agreement.section(section).on_the_table();
    let before = version.map_or(&[][..], |version| &version.votes);
    let blanks = at_the_table(model)
        .iter()
        .map(|person| {
            let said = before.iter().find(|vote| vote.who == person.name);
            let said = said.map_or_else(String::new, |vote| {
                format!("{} {}", vote.stands, vote.dissent)
                    .trim()
                    .to_owned()
            });
            Blank::text(&format!("{}, {}", person.name, person.team.word()), &said)
                .hint("0 block · 3 can live with it · 5 champion; under 3 in words why")
        })
        .collect();
    let number = version.map_or(0, |version| version.number);
    Form::new(
        format!(
            "{} v{number}: where does everybody stand, 0 to 5?",
            section.title()
        ),
        blanks,
    )
}

fn votes(model: &Model, form: &Form) -> Result<Vec<Vote>, (usize, String)> {
    let mut votes = Vec::new();
    for (at, person) in at_the_table(model).iter().enumerate() {
        let text = form.value(at);
        let Some(first) = text.chars().next() else {
            continue;
        };
        let stands = first
            .to_digit(10)
            .filter(|place| *place <= 5)
            .and_then(|place| u8::try_from(place).ok())
            .ok_or_else(|| (at, "a number from 0 to 5, then why not".to_owned()))?;
        let dissent = text.get(1..).unwrap_or("").trim().to_owned();
        if stands < VoteRule::default().least && dissent.is_empty() {
            return Err((
                at,
                "why not, in words after the number: it is kept".to_owned(),
            ));
        }
        votes.push(Vote {
            who: person.name.clone(),
            team: person.team,
            stands,
            dissent,
        });
    }
    Ok(votes)
}

/// From which day, and which leaders are there.
pub fn ratify_form(model: &Model, section: Section) -> Form {
    let number = model
        .ground
        .agreement
        .section(section)
        .on_the_table()
        .map_or(0, |version| version.number);
    let here = at_the_table(model);
    let leader = |role: Role, team: Team, label: &str| {
        let lead = here.iter().find(|person| person.role == role);
        let mut names: Vec<String> = here
            .iter()
            .filter(|person| person.team == team)
            .map(|person| person.name.clone())
            .collect();
        names.push(NOBODY.to_owned());
        let lead = lead.map_or(NOBODY, |person| person.name.as_str());
        Blank::free(label, names, lead)
    };
    Form::new(
        format!("{} v{number} comes into force", section.title()),
        vec![
            Blank::day("from", Some(model.today())).hint("today is the earliest; 1 Dec, +7"),
            leader(Role::SalesLeader, Team::Sales, "Sales leader"),
            leader(Role::MarketingLeader, Team::Marketing, "Marketing leader"),
        ],
    )
}

/// Who signs, and as what.
pub fn sign_form(model: &Model) -> Form {
    let today = model.today();
    let agreement = &model.ground.agreement;
    let unsigned = |person: &&Person| {
        !agreement
            .signed(today)
            .any(|one| one.who.name == person.name)
    };
    let names: Vec<String> = model
        .ground
        .people
        .iter()
        .filter(|person| person.team != Team::Other)
        .filter(unsigned)
        .map(|person| person.name.clone())
        .collect();
    let me = names.contains(&model.me).then(|| model.me.clone());
    let who = me.or_else(|| names.first().cloned()).unwrap_or_default();
    let teams = [Team::Sales, Team::Marketing].map(|team| team.word().to_owned());
    Form::new(
        "Signs our agreement as it is in force",
        vec![
            Blank::free("who", names, &who),
            Blank::pick("team, where not known", teams.to_vec(), ""),
        ],
    )
}

/// Who has read it.
pub fn read_form(model: &Model) -> Form {
    let today = model.today();
    let names: Vec<String> = model
        .ground
        .people
        .iter()
        .map(|person| person.name.clone())
        .filter(|name| model.ground.agreement.has_read(name, today).is_none())
        .collect();
    Form::new(
        "Has read our agreement as it is in force",
        vec![Blank::free("who", names, &model.me)],
    )
}

/// Enter on one of these forms.
pub fn done(model: &mut Model, deed: Deed, asked: Box<Asked>) -> Vec<Effect> {
    match deed {
        Deed::Target(kpi) => return super::plan::target_set(model, kpi, asked),
        Deed::Goal => return super::plan::goal_set(model, asked),
        Deed::Change(clause) => return super::clauses::change_done(model, clause, asked),
        Deed::Heard(at) => return super::round::heard(model, at, asked),
        _ => {}
    }
    match step_of(model, deed, &asked.form) {
        Ok(step) => turn::step(model, step, Some(asked)),
        Err((at, fault)) => forms::stays(model, asked, at, &fault),
    }
}

fn step_of(model: &Model, deed: Deed, form: &Form) -> Result<Step, (usize, String)> {
    let text = form.value(0);
    let words = || {
        if text.is_empty() {
            Err((0, "why, in words; Esc leaves it".to_owned()))
        } else {
            Ok(text.clone())
        }
    };
    let number = |section| {
        let history = model.ground.agreement.section(section);
        history.on_the_table().map_or(0, |version| version.number)
    };
    Ok(match deed {
        Deed::Propose(section) => Step::Proposed {
            version: model.ground.agreement.section(section).next(),
            wording: turn::draft(model, section)
                .ok_or_else(|| (0, "there is no draft any more; Esc leaves it".to_owned()))?,
            reason: format!("{}{}", words()?, unheard(model, section)),
        },
        Deed::Vote(section) => Step::Voted {
            section,
            version: number(section),
            votes: votes(model, form)?,
        },
        Deed::Ratify(section) => ratified(model, section, form)?,
        Deed::Withdraw(section) => Step::Withdrawn {
            section,
            version: number(section),
            why: words()?,
        },
        Deed::Keep(section) => Step::Kept {
            section,
            why: words()?,
        },
        Deed::Sign => signed(model, form)?,
        Deed::Read | Deed::Heard(_) | Deed::Change(_) | Deed::Target(_) | Deed::Goal => {
            Step::Read {
                who: if text.is_empty() {
                    return Err((0, "who has read it?".to_owned()));
                } else {
                    text
                },
                versions: model.ground.agreement.versions(model.today()),
            }
        }
    })
}

fn ratified(model: &Model, section: Section, form: &Form) -> Result<Step, (usize, String)> {
    let today = model.today();
    let from = form.day(0, today).map_err(|fault| (0, fault))?;
    let from = from.ok_or_else(|| (0, "from which day? today is the earliest".to_owned()))?;
    let agreement = &model.ground.agreement;
    if let Some(why) = agreement.not_ripe(section, from, today, model.zone()) {
        return Err((0, why));
    }
    let leader = |at: usize, team: Team| {
        let name = form.value(at);
        (!name.is_empty() && name != NOBODY).then_some(Signatory { name, team })
    };
    let managers = [leader(1, Team::Sales), leader(2, Team::Marketing)];
    Ok(Step::Ratified {
        section,
        version: agreement
            .section(section)
            .on_the_table()
            .map_or(0, |version| version.number),
        from,
        managers: managers.into_iter().flatten().collect(),
    })
}

fn signed(model: &Model, form: &Form) -> Result<Step, (usize, String)> {
    let name = form.value(0);
    if name.is_empty() {
        return Err((0, "who signs?".to_owned()));
    }
    let (agreement, today) = (&model.ground.agreement, model.today());
    if agreement.signed(today).any(|one| one.who.name == name) {
        return Err((0, format!("{name} has signed what is in force")));
    }
    let known = model
        .ground
        .people
        .iter()
        .find(|person| person.name == name);
    let team = known.map(|person| person.team);
    let team = team
        .filter(|team| *team != Team::Other)
        .or_else(|| Team::parse(&form.value(1)))
        .unwrap_or_default();
    let role = known.map(|person| person.role).unwrap_or_default();
    Ok(Step::Signed {
        who: Signatory { name, team },
        leader: matches!(role, Role::SalesLeader | Role::MarketingLeader),
        versions: agreement.versions(today),
    })
}
