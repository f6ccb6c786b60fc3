//! Writing down from wherever one stands: decision, promise, idea, topic, parking lot, quote; each keeps what it came from.

use super::agreement::sla;
use super::explain::TILES;
use super::{blind, command, forms, promises};
use crate::console::command::Command;
use crate::console::effect::Effect;
use crate::console::form::{Blank, Form};
use crate::console::model::Model;
use crate::console::model::agreement::Tab;
use crate::console::model::places::Place;
use crate::console::model::walk::Phase;
use crate::console::pop::{Capture, Purpose, What};
use crate::console::view::phases;
use crate::console::words;
use crate::review::entry::Act;
use crate::review::figures::kpi::Kpi;
use crate::review::meeting::deed::{self, Deed, Direction, Origin, Way};
use crate::review::person::Team;

/// What stands where nothing is picked.
const NONE: &str = "–";
/// What a promise's owner is called while it has none.
pub const NOBODY: &str = "nobody yet";

/// Opens the form of a thing to write down, its origin taken from where one stands.
pub fn open(model: &mut Model, command: Command) -> Vec<Effect> {
    let what = match command {
        Command::Decision => What::Decision,
        Command::Promise => What::Promise,
        Command::Idea => What::Idea,
        Command::Quote => What::Quote,
        Command::ParkTopic => What::Parked,
        _ => What::Topic,
    };
    let leads = command::targets(model);
    let capture = Capture {
        what,
        lead: leads.first().copied(),
        origin: origin(model),
        evidence: leads.iter().skip(1).copied().collect(),
    };
    // After the blind check a topic begins as the edit that its least shared criterion asks for.
    let parted = (what == What::Topic)
        .then(|| blind::parts_us(model))
        .flatten();
    let in_front = model
        .walking()
        .is_some_and(|walk| walk.phase == Phase::Blind);
    let parted = parted.filter(|_| in_front).map(|parted| parted.proposal());
    let text = parted.or_else(|| of_idea(model, what));
    push(model, capture, &text.unwrap_or_default());
    Vec::new()
}

/// The words of the idea under the cursor, where it becomes a promise, a decision or a topic: what would help is done in
/// one key.
fn of_idea(model: &Model, what: What) -> Option<String> {
    let walk = model.walking()?;
    let goes_on = matches!(what, What::Promise | What::Decision | What::Topic);
    let ideas = phases::ideas(walk);
    let idea = ideas
        .get(walk.row)
        .filter(|_| goes_on && walk.phase == Phase::Lessons)?;
    Some(idea.text.clone())
}

/// Puts the form of a capture on top, a text in it already.
pub fn push(model: &mut Model, capture: Capture, text: &str) {
    let about = about(model, &capture);
    let form = form(model, &capture, &about, text);
    forms::push(model, Purpose::Capture(Box::new(capture)), form);
}

/// What the thing came from, in the form's title.
fn about(model: &Model, capture: &Capture) -> String {
    let told = match (capture.lead, &capture.origin) {
        (Some(lead), _) => words::label_of(model, lead),
        (None, origin) => origin.words(),
    };
    if told.is_empty() {
        told
    } else {
        format!(", {told}")
    }
}

/// What one stands on, where it is no lead.
pub fn origin(model: &Model) -> Origin {
    let figure = |at: usize| {
        let kpi = TILES.get(at).copied();
        kpi.map_or(Origin::Review, |kpi| Origin::Figure { kpi })
    };
    if let Some(walk) = model.walking() {
        return match walk.phase {
            Phase::Numbers => figure(walk.kpi),
            Phase::Promises => {
                let promise = promises::current(model);
                promise.map_or(Origin::Review, |one| Origin::Entry { seq: one.seq })
            }
            Phase::Lessons | Phase::Decide => {
                let seq = phases::current(model, walk);
                seq.map_or(Origin::Review, |seq| Origin::Entry { seq })
            }
            Phase::Agreement => clause(model),
            _ => Origin::Review,
        };
    }
    match model.place {
        Place::Scorecard if !model.scorecard.view.is_table() => figure(model.scorecard.at),
        Place::Campaigns => {
            let row = model.campaigns.current();
            row.map_or(Origin::Review, |row| Origin::Campaign {
                name: row.campaign.name.clone(),
            })
        }
        Place::Agreement => clause(model),
        _ => Origin::Review,
    }
}

/// The clause under the cursor of the SLA, as its board calls it.
fn clause(model: &Model) -> Origin {
    let row = (model.agreement.tab == Tab::Sla).then(|| sla::row(model));
    row.flatten().map_or(Origin::Review, |row| Origin::Clause {
        name: format!("{} {}", row.name, row.clause.text),
    })
}

fn form(model: &Model, capture: &Capture, about: &str, text: &str) -> Form {
    let what = Blank::text(if capture.what.is_short() { "" } else { "what" }, text);
    match capture.what {
        What::Decision => Form::new(
            format!("We decide{about}"),
            vec![
                what,
                Blank::day("holds from", None).hint("1 Dec, +7; empty: at once"),
            ],
        ),
        What::Idea => Form::new(
            format!("Idea: stop …, start … or continue …{about}"),
            vec![
                what,
                Blank::pick(
                    "stop, start, continue",
                    options(Way::ALL.map(Way::word)),
                    "",
                )
                .hint("the first word says it too"),
                Blank::pick(
                    "for",
                    options([Team::Sales.word(), Team::Marketing.word()]),
                    "",
                ),
            ],
        ),
        What::Topic => Form::new(format!("Topic for Decide{about}"), vec![what]),
        What::Parked => Form::new(format!("Into the parking lot{about}"), vec![what]),
        What::Quote => Form::new(
            format!("In their words{about}"),
            vec![what, Blank::free("who", forms::owners(model), "")],
        ),
        What::Promise => promise(model, about, text),
    }
}

fn options<const N: usize>(words: [&str; N]) -> Vec<String> {
    let words = words.into_iter().map(ToOwned::to_owned);
    std::iter::once(NONE.to_owned()).chain(words).collect()
}

/// The form of a promise: today's person, in a week; nobody and no date are allowed, and listed at the close.
pub fn promise(model: &Model, about: &str, text: &str) -> Form {
    let due = crate::console::day::working_days_after(model.today(), 5);
    let mut owners = forms::owners(model);
    owners.push(NOBODY.to_owned());
    Form::new(
        format!("Promise{about}"),
        vec![
            Blank::text("what", text),
            Blank::free("one owner", owners, &model.me),
            Blank::day("by", Some(due)).hint("1 Dec, fri, +7; may stay empty"),
            Blank::pick("so that", options(Kpi::ALL.map(Kpi::title)), "")
                .hint("the figure it is to move; later reviews look"),
            Blank::pick("moves", vec!["up".to_owned(), "down".to_owned()], "up"),
        ],
    )
}

/// What is written down, else the blank that is wrong and why.
pub fn act(model: &Model, capture: &Capture, form: &Form) -> Result<Act, (usize, String)> {
    let text = form.value(0);
    if text.is_empty() {
        let what = capture.what.word();
        return Err((0, format!("{what} in words; Esc leaves it")));
    }
    let (lead, origin) = (capture.lead, capture.origin.clone());
    let day = |at: usize| form.day(at, model.today()).map_err(|fault| (at, fault));
    Ok(match capture.what {
        What::Decision => Act::Decided {
            text,
            lead,
            origin,
            from: day(1)?,
        },
        What::Promise => Act::Promised {
            text,
            owner: Some(form.value(1))
                .filter(|owner| owner != NOBODY)
                .unwrap_or_default(),
            due: day(2)?,
            lead,
            origin,
            effect: effect(form),
        },
        What::Idea => {
            let first = text.split([' ', ':']).next().unwrap_or_default();
            let first = first.to_lowercase();
            let picked = form.value(1);
            let way = |word: &str| Way::ALL.into_iter().find(|way| way.word() == word);
            Act::Idea {
                way: way(&picked).or_else(|| way(&first)),
                team: Team::parse(&form.value(2)),
                evidence: capture.evidence.clone(),
                text,
                lead,
                origin,
            }
        }
        What::Topic | What::Parked => Act::Topic {
            text,
            lead,
            origin,
            parked: capture.what == What::Parked,
        },
        What::Quote => Act::Room(Deed::Quote {
            text,
            by: form.value(1),
            lead,
            origin,
        }),
    })
}

fn effect(form: &Form) -> Option<deed::Effect> {
    let title = form.value(3);
    let kpi = Kpi::ALL.into_iter().find(|kpi| kpi.title() == title)?;
    let direction = if form.value(4) == Direction::Down.word() {
        Direction::Down
    } else {
        Direction::Up
    };
    Some(deed::Effect { kpi, direction })
}
