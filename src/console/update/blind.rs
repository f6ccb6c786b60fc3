//! The blind check: begun, voted on in secret, shown. And what each team is glad about, at the start.

use super::{forms, record};
use crate::console::command::Command;
use crate::console::effect::Effect;
use crate::console::form::{Blank, Form};
use crate::console::model::Model;
use crate::console::pop::{Asked, Pop, Purpose};
use crate::console::{day, words};
use crate::review::entry::Act;
use crate::review::figures::parted::{Parted, parted};
use crate::review::lead::LeadId;
use crate::review::meeting::blind::{Blind, LEAST, USUAL};
use crate::review::meeting::deed::Deed;
use crate::review::meeting::draw::lot;
use crate::review::person::Team;

/// The blind check of the review on the table.
pub fn check(model: &Model) -> Option<Blind> {
    Blind::of(model.walking()?.said())
}

/// The criterion that parts both teams, once their votes are shown and a definition is in force.
pub fn parts_us(model: &Model) -> Option<Parted> {
    let blind = check(model).filter(|blind| blind.shown)?;
    let opened = model.walking()?.meeting.opened_at;
    let day = day::local(opened, model.zone());
    let (_, definition) = model.ground.agreement.definition(day)?;
    let seen: Vec<_> = blind
        .views()
        .filter_map(|(lead, sales, marketing)| Some((model.known.lead(lead)?, sales, marketing)))
        .collect();
    parted(definition, &seen, model.zone())
}

/// Enter: begins the check; then the next lead.
pub fn open(model: &mut Model) -> Vec<Effect> {
    if let Some(blind) = check(model) {
        if let Some(walk) = model.walking_mut() {
            walk.row = (walk.row + 1) % blind.leads.len().max(1);
        }
        return Vec::new();
    }
    let Some(walk) = model.walking() else {
        return Vec::new();
    };
    let seed = walk.meeting.opening.seed;
    let mut leads: Vec<LeadId> = walk.docket.iter().map(|item| item.lead).collect();
    leads.sort_by_key(|lead| lot(seed, lead.0));
    leads.truncate(USUAL);
    if leads.len() < LEAST {
        model.say(format!(
            "a blind check needs at least {LEAST} leads on the docket"
        ));
        return Vec::new();
    }
    let act = Act::Room(Deed::BlindBegun { leads });
    record::record(model, vec![act], None)
}

/// The lead under the cursor.
fn in_front(model: &Model) -> Option<LeadId> {
    let blind = check(model)?;
    let row = model.walking()?.row;
    blind.leads.get(row).copied()
}

/// A command of the check.
pub fn command(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(lead) = in_front(model) else {
        model.say("Enter begins the blind check first");
        return Vec::new();
    };
    match command {
        Command::VoteYes => vote(model, lead, true),
        Command::VoteNo => vote(model, lead, false),
        Command::HandsSales => hands(model, lead, Team::Sales),
        Command::HandsMarketing => hands(model, lead, Team::Marketing),
        _ => show(model),
    }
}

fn vote(model: &mut Model, lead: LeadId, yes: bool) -> Vec<Effect> {
    let me = model.ground.people.iter().find(|one| one.name == model.me);
    let team = me.map(|person| person.team);
    let Some(team) = team.filter(|team| *team != Team::Other) else {
        model.say("this seat votes for no team: S and M count the hands of Sales and Marketing");
        return Vec::new();
    };
    if check(model).is_some_and(|blind| blind.shown) {
        model.say("the votes are shown: nothing is added any more");
        return Vec::new();
    }
    let deed = Deed::BlindVote {
        lead,
        person: model.me.clone(),
        team,
        yes,
    };
    let effects = record::record(model, vec![Act::Room(deed)], None);
    model.say("your vote is in; nobody sees it before v");
    effects
}

fn hands(model: &mut Model, lead: LeadId, team: Team) -> Vec<Effect> {
    let form = Form::new(
        format!("Hands of {}: is it a lead?", team.word()),
        vec![Blank::text("yes", ""), Blank::text("no", "")],
    );
    forms::push(model, Purpose::Hands { lead, team }, form);
    Vec::new()
}

fn show(model: &mut Model) -> Vec<Effect> {
    let Some(blind) = check(model) else {
        return Vec::new();
    };
    if blind.shown {
        return Vec::new();
    }
    if !blind.is_full() {
        model.say("not every lead has votes of both teams yet: those without are left out");
    }
    record::record(model, vec![Act::Room(Deed::BlindShown)], None)
}

/// Asks for a win of each team.
pub fn wins(model: &mut Model) -> Vec<Effect> {
    let course = model
        .walking()
        .map(crate::console::model::walk::Walk::course);
    let now = |team: Team| {
        let wins = course.as_ref().and_then(|course| course.wins.get(&team));
        wins.cloned().unwrap_or_default()
    };
    let form = Form::new(
        "One win since last time, from each team",
        vec![
            Blank::text("Sales", &now(Team::Sales)),
            Blank::text("Marketing", &now(Team::Marketing)),
        ],
    );
    forms::push(model, Purpose::Wins, form);
    Vec::new()
}

/// Enter on one of these forms.
pub fn done(model: &mut Model, asked: Box<Asked>) -> Vec<Effect> {
    let form = &asked.form;
    let acts: Vec<Act> = match &asked.purpose {
        Purpose::Hands { lead, team } => {
            let number = |at: usize| {
                let text = form.value(at);
                if text.is_empty() {
                    Some(0)
                } else {
                    text.parse::<u32>().ok()
                }
            };
            let (Some(yes), Some(no)) = (number(0), number(1)) else {
                return forms::stays(model, asked, 0, "how many hands, a number each");
            };
            vec![Act::Room(Deed::BlindHands {
                lead: *lead,
                team: *team,
                yes,
                no,
            })]
        }
        _ => [Team::Sales, Team::Marketing]
            .into_iter()
            .enumerate()
            .map(|(at, team)| (team, form.value(at)))
            .filter(|(_, text)| !text.is_empty())
            .map(|(team, text)| Act::Room(Deed::Win { team, text }))
            .collect(),
    };
    if let Some(act) = acts.first() {
        let said = words::act(model, act);
        model.say(said);
    }
    record::record(model, acts, Some(Pop::Asked(asked)))
}
