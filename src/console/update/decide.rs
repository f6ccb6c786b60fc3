//! Lessons and Decide: dots on ideas, how far a topic is, where each stands on a decision, the sponsor's ruling.

use super::{capture, forms, people, record};
use crate::console::command::Command;
use crate::console::effect::Effect;
use crate::console::form::{Blank, Form};
use crate::console::model::Model;
use crate::console::pop::{Asked, Capture, Pop, Purpose, What};
use crate::console::view::phases;
use crate::review::agreement::vote::{Vote, outcome};
use crate::review::entry::{Act, Seq};
use crate::review::meeting::deed::{Deed, Origin, Stage};
use crate::review::person::{Person, Role, Team};

/// A dot more or less on the idea under the cursor.
pub fn dot(model: &mut Model, more: bool) -> Vec<Effect> {
    let idea = model.walking().and_then(|walk| {
        let rows = phases::ideas(walk);
        rows.get(walk.row).cloned()
    });
    let Some(idea) = idea else {
        model.say("no idea stands here: i writes one");
        return Vec::new();
    };
    let dots = if more {
        idea.dots.saturating_add(1)
    } else {
        idea.dots.saturating_sub(1)
    };
    if dots == idea.dots {
        return Vec::new();
    }
    let act = Act::Room(Deed::Dots {
        idea: idea.seq,
        dots,
    });
    let effects = record::record(model, vec![act], None);
    // The list is by dots: the cursor goes with its idea.
    if let Some(walk) = model.walking_mut() {
        let row = phases::ideas(walk)
            .iter()
            .position(|row| row.seq == idea.seq);
        walk.row = row.unwrap_or(walk.row);
    }
    effects
}

/// Enter in Decide: a decision on the topic under the cursor; without one on to the next phase.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let Some((seq, is_topic)) = in_front(model) else {
        return super::phase::go_on(model);
    };
    if !is_topic {
        return vote(model);
    }
    let capture = Capture {
        what: What::Decision,
        lead: None,
        origin: Origin::Entry { seq },
        evidence: Vec::new(),
    };
    capture::push(model, capture, "");
    Vec::new()
}

/// What the cursor of Decide stands on, and whether it is a topic.
fn in_front(model: &Model) -> Option<(Seq, bool)> {
    let walk = model.walking()?;
    let topics = phases::topics(model, walk);
    if let Some(topic) = topics.get(walk.row) {
        return Some((topic.seq, true));
    }
    let decisions = phases::decisions(walk);
    let decision = decisions.get(walk.row - topics.len())?;
    Some((decision.seq, false))
}

/// How far the topic under the cursor is; the same key again names it only.
pub fn stage(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some((topic, true)) = in_front(model) else {
        model.say("no topic stands here: k writes one");
        return Vec::new();
    };
    let wanted = match command {
        Command::Discuss => Stage::Discussing,
        Command::ParkHere => Stage::Parked,
        _ => Stage::NeedsRuling,
    };
    let now = model.walking().and_then(|walk| {
        let topics = phases::topics(model, walk);
        topics.into_iter().find(|one| one.seq == topic)
    });
    let stage = if now.is_some_and(|one| one.stage == wanted) {
        Stage::Named
    } else {
        wanted
    };
    model.say(format!("the topic: {}; u takes it back", stage.word()));
    let act = Act::Room(Deed::Staged { topic, stage });
    record::record(model, vec![act], None)
}

/// Asks for the sponsor's ruling on the topic under the cursor.
pub fn ruling(model: &mut Model) -> Vec<Effect> {
    let Some((topic, true)) = in_front(model) else {
        model.say("no topic stands here that could be ruled on");
        return Vec::new();
    };
    let sponsor = people::here(model)
        .into_iter()
        .find(|person| person.role == Role::ExecutiveSponsor);
    let sponsor = sponsor.map_or_else(String::new, |person| person.name);
    let form = Form::new(
        "The sponsor rules",
        vec![
            Blank::text("what", ""),
            Blank::free("who", forms::owners(model), &sponsor),
        ],
    );
    forms::push(model, Purpose::SponsorRules(topic), form);
    Vec::new()
}

/// Asks where each stands on a decision: the one under the cursor, else the last.
pub fn vote(model: &mut Model) -> Vec<Effect> {
    let decision = match in_front(model) {
        Some((seq, false)) => Some(seq),
        _ => model
            .walking()
            .and_then(|walk| phases::decisions(walk).last().map(|one| one.seq)),
    };
    let Some(decision) = decision else {
        model.say("nothing is decided yet to vote on: d writes a decision");
        return Vec::new();
    };
    let voters: Vec<Person> = people::here(model)
        .into_iter()
        .filter(|person| person.team != Team::Other)
        .collect();
    if voters.is_empty() {
        model.say("nobody of Sales or Marketing is here to vote: W says who is");
        return Vec::new();
    }
    let blanks = voters.iter().map(|person| {
        Blank::text(&format!("{} ({})", person.name, person.team.word()), "")
            .hint("0 to 5; under 3 say why: 2 too early")
    });
    let form = Form::new(
        "On fingers: 0 block … 3 can live with it … 5 champion",
        blanks.collect(),
    );
    forms::push(model, Purpose::Vote { decision, voters }, form);
    Vec::new()
}

/// Enter on one of these forms.
pub fn done(model: &mut Model, asked: Box<Asked>) -> Vec<Effect> {
    let text = asked.form.value(0);
    match &asked.purpose {
        Purpose::SponsorRules(_) if text.is_empty() => {
            forms::stays(model, asked, 0, "the ruling in words; Esc leaves it")
        }
        Purpose::SponsorRules(topic) => {
            let act = Act::Room(Deed::Ruled {
                topic: *topic,
                text,
                by: asked.form.value(1),
            });
            record::record(model, vec![act], Some(Pop::Asked(asked)))
        }
        Purpose::Vote { decision, voters } => {
            let votes = match read(&asked.form, voters) {
                Ok(votes) => votes,
                Err(at) => {
                    return forms::stays(model, asked, at, "a number from 0 to 5, then why");
                }
            };
            let said = outcome(&votes);
            let act = Act::Room(Deed::Voted {
                decision: *decision,
                votes,
            });
            let effects = record::record(model, vec![act], Some(Pop::Asked(asked)));
            model.say(said);
            effects
        }
        _ => Vec::new(),
    }
}

/// The votes as typed: "2 too early" is a two with its reason; who typed nothing did not vote.
fn read(form: &Form, voters: &[Person]) -> Result<Vec<Vote>, usize> {
    let mut told = Vec::new();
    for (at, person) in voters.iter().enumerate() {
        let text = form.value(at);
        if text.is_empty() {
            continue;
        }
        let (number, why) = text.split_once(' ').unwrap_or((&text, ""));
        let stands = number.parse::<u8>().ok().filter(|stands| *stands <= 5);
        told.push(Vote {
            who: person.name.clone(),
            team: person.team,
            stands: stands.ok_or(at)?,
            dissent: why.trim().to_owned(),
        });
    }
    if told.is_empty() { Err(0) } else { Ok(told) }
}
