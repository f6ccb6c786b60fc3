//! A key finds its command: the closest scope wins, a barred one says why.

use super::{
    agreement, asked, blind, browse, campaigns, capture, decide, explain, fix, forms, import, lead,
    people, phase, places, pops, record, repeat, scorecard, series, settings, start, verdict, walk,
    whatif,
};
use crate::console::command::{Command, Scope};
use crate::console::effect::Effect;
use crate::console::follow_up;
use crate::console::key::Key;
use crate::console::layout;
use crate::console::model::Model;
use crate::console::model::places::Place;
use crate::console::model::walk::{Panel, Phase};
use crate::console::pop::{Narrowed, Pop, Targets};
use crate::review::entry::Act;
use crate::review::lead::{Lead, LeadId};
use crate::review::verdict::Verdict;

/// A key: to the pop-up that has the keys, else to its command.
pub fn key(model: &mut Model, key: Key) -> Vec<Effect> {
    model.line = None;
    if let Some(pop) = model.pops.pop() {
        let mut effects = pops::key(model, pop, key);
        if model.pops.is_empty() {
            model.wire.asked_at.clear();
            effects.extend(phase::catch_up(model));
        }
        return effects;
    }
    if model.leads.find.is_some() && model.walking().is_none() && model.place == Place::Leads {
        return browse::find_key(model, key);
    }
    if layout::too_small(model.size) && key != Key::char('q') {
        return Vec::new();
    }
    if let Some(effects) = start::key(model, key) {
        return effects;
    }
    match model.keymap.command(scopes(model), key) {
        Some(command) => run(model, command),
        None => Vec::new(),
    }
}

/// Which scopes hold where the person stands, the closest first.
pub fn scopes(model: &Model) -> &'static [Scope] {
    use Scope::{
        Agreement, Campaigns, Close, Everywhere, Figures, Lead, Leads, List, Outside, Promises,
        Review, Reviews, Scorecard, Today,
    };
    if let Some(scopes) = start::scopes(model) {
        return scopes;
    }
    if let Some(walk) = model.walking() {
        return match (walk.phase, walk.panel) {
            (Phase::Leads, Panel::Card) => &[Lead, Review, List, Everywhere],
            (Phase::Leads, Panel::Docket) => &[List, Lead, Review, Everywhere],
            (Phase::Leads, Panel::Strip) => &[Scorecard, List, Review, Everywhere],
            (Phase::Numbers, _) => &[Figures, Scorecard, Review, List, Everywhere],
            (Phase::Promises, _) => &[Promises, Review, List, Everywhere],
            (Phase::Close, _) => &[Close, Review, List, Everywhere],
            (Phase::Open, _) => &[Scope::Opening, Review, List, Everywhere],
            (Phase::Lessons, _) => &[Scope::Lessons, Review, List, Everywhere],
            (Phase::Decide, _) => &[Scope::Decide, Review, List, Everywhere],
            (Phase::Blind, _) => &[Scope::Blind, Review, List, Everywhere],
            (Phase::Agreement, _) => &[Scope::Clauses, Review, List, Everywhere],
        };
    }
    match (model.place, model.walk.is_some()) {
        (Place::Today, false) => &[Today, List, Outside, Everywhere],
        (Place::Today, true) => &[Today, List, Outside, Review, Everywhere],
        (Place::Leads, false) if model.leads.card => &[Lead, Leads, List, Outside, Everywhere],
        (Place::Leads, true) if model.leads.card => {
            &[Lead, Leads, List, Outside, Review, Everywhere]
        }
        (Place::Leads, false) => &[List, Leads, Lead, Outside, Everywhere],
        (Place::Leads, true) => &[List, Leads, Lead, Outside, Review, Everywhere],
        (Place::Scorecard, false) => &[Figures, Scorecard, List, Outside, Everywhere],
        (Place::Scorecard, true) => &[Figures, Scorecard, List, Outside, Review, Everywhere],
        (Place::Agreement, false) => &[Agreement, List, Outside, Everywhere],
        (Place::Agreement, true) => &[Agreement, List, Outside, Review, Everywhere],
        (Place::Campaigns, false) => &[Campaigns, List, Outside, Everywhere],
        (Place::Campaigns, true) => &[Campaigns, List, Outside, Review, Everywhere],
        (Place::Promises, false) => &[Promises, List, Outside, Everywhere],
        (Place::Promises, true) => &[Promises, List, Outside, Review, Everywhere],
        (Place::Reviews, false) => &[Reviews, List, Outside, Everywhere],
        (Place::Reviews, true) => &[Reviews, List, Outside, Review, Everywhere],
    }
}

/// The leads a verb is for: the marked ones, else the one in front.
pub fn targets(model: &Model) -> Vec<LeadId> {
    if let Some(walk) = model.walking() {
        if walk.phase != Phase::Leads {
            return Vec::new();
        }
        if !walk.selected.is_empty() {
            return walk.selected.iter().copied().collect();
        }
        return walk.current().into_iter().collect();
    }
    if model.place != Place::Leads {
        return Vec::new();
    }
    if !model.leads.selected.is_empty() {
        return model.leads.selected.iter().copied().collect();
    }
    model.leads.current().into_iter().collect()
}

/// Why a command cannot be had here and now; `None` where it can.
pub fn barred(model: &Model, command: Command) -> Option<String> {
    use Command as C;
    let elsewhere = [start::barred, scorecard::barred, whatif::barred];
    if let Some(why) = elsewhere.iter().find_map(|barred| barred(model, command)) {
        return Some(why);
    }
    let scope = crate::console::command::row(command)?.scope;
    if matches!(scope, Scope::Agreement | Scope::Clauses) {
        return agreement::barred(model, command);
    }
    let verb = scope == Scope::Lead;
    if verb && command != C::Consent && targets(model).is_empty() {
        return Some("there is no lead in front of you: 2 or / finds one".to_owned());
    }
    if let Some(why) = no_review(model, command, scope).or_else(|| away(model, command)) {
        return Some(why);
    }
    match command {
        C::Stand => unanswered(model),
        C::Return if !all_accepted(model) => {
            Some("only an accepted lead can be returned: r says why it is not accepted".to_owned())
        }
        C::CallPlan => follow_up::barred(model, &targets(model)),
        C::Again if model.last.is_none() => Some("no verdict yet to say again".to_owned()),
        C::Again if repeat::offered(model, &targets(model)).is_none() => {
            Some("the last verdict does not fit here: it needs an answer of its own".to_owned())
        }
        C::Skip | C::Park | C::Consent if model.walking().is_none() => {
            Some("this is for the docket of a review".to_owned())
        }
        C::Bring if model.walk.is_none() => {
            Some("no review is running that it could be brought to".to_owned())
        }
        C::StartReview | C::Practice if model.walk.is_some() => {
            Some("a review is running already: 0 goes back to it".to_owned())
        }
        C::StartReview if !model.grounded => {
            Some("the ledger is still being read; once more in a moment".to_owned())
        }
        C::Practice if model.ground.leads == 0 => {
            Some("there are no leads yet: I brings them in".to_owned())
        }
        C::Write | C::Reopen if model.ground.meetings.is_empty() => {
            Some("there is no review yet".to_owned())
        }
        C::View if !several_views(model.place) => {
            let words = "there is one view of this: 2 Leads, 5 Campaigns, 6 Promises and 7 Reviews have several";
            Some(words.to_owned())
        }
        C::Forecast | C::CampaignCost | C::Ruling | C::MinimumReturn => campaigns::barred(model),
        C::Sort if !matches!(model.place, Place::Leads | Place::Campaigns) => {
            Some("this has one order: 2 Leads and 5 Campaigns have several".to_owned())
        }
        C::Done | C::NotDone | C::Drop | C::Carry if model.ground.promises.is_empty() => {
            Some("no promise is written down".to_owned())
        }
        _ => None,
    }
}

/// What is done at the review itself cannot be had at the places beside it; writing down can.
fn away(model: &Model, command: Command) -> Option<String> {
    use Command as C;
    let at_the_review = matches!(
        command,
        C::Pass | C::Card | C::Follow | C::EditCard | C::Minutes | C::Go(8 | 9)
    );
    let beside = model.walk.is_some() && model.away;
    (at_the_review && beside).then(|| "0 goes back to the review first".to_owned())
}

/// Why a command of a review cannot be had where none is on the table.
fn no_review(model: &Model, command: Command, scope: Scope) -> Option<String> {
    use Command as C;
    // From a place this goes back to the review, so it holds everywhere; without one there is nothing to go back to.
    if model.walk.is_some()
        || command != C::Places
            && !matches!(
                scope,
                Scope::Review
                    | Scope::Close
                    | Scope::Opening
                    | Scope::Lessons
                    | Scope::Decide
                    | Scope::Blind
            )
    {
        return None;
    }
    Some(match command {
        C::Decision | C::Promise | C::Idea | C::Topic => {
            "this is written down in a review: N on Today starts one".to_owned()
        }
        _ => "no review is running: N on Today starts one".to_owned(),
    })
}

fn several_views(place: Place) -> bool {
    matches!(
        place,
        Place::Leads | Place::Campaigns | Place::Promises | Place::Reviews
    )
}

fn unanswered(model: &Model) -> Option<String> {
    let silent = targets(model)
        .into_iter()
        .filter_map(|lead| model.known.lead(lead))
        .any(Lead::is_unanswered);
    silent.then(|| {
        "Sales has not answered yet, so nothing stands: a accepts, r does not, s skips".to_owned()
    })
}

fn all_accepted(model: &Model) -> bool {
    targets(model).into_iter().all(|lead| {
        model
            .known
            .lead(lead)
            .and_then(Lead::standing)
            .is_some_and(|standing| matches!(standing.verdict, Verdict::Accepted(_)))
    })
}

/// Does a command, or says why not.
pub fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    if let Some(why) = barred(model, command) {
        model.warn(why);
        return Vec::new();
    }
    if let Some(effects) = places::command(model, command) {
        return effects;
    }
    match command {
        Command::Stand
        | Command::Accept
        | Command::Reject
        | Command::Return
        | Command::InProcess
        | Command::Judge
        | Command::Again => on_lead(model, command),
        Command::Note => lead::note(model),
        Command::FixData | Command::LeaveKnown => fix::run(model, command),
        Command::Wish
        | Command::CallPlan
        | Command::Owner
        | Command::Touch
        | Command::Deal
        | Command::Correct
        | Command::AddLead => forms::open(model, command),
        Command::Skip | Command::Park | Command::Bring => lead::move_on(model, command),
        Command::Select => lead::select(model),
        Command::StartReview | Command::Practice => {
            walk::start_form(model, command == Command::Practice)
        }
        Command::Import => import::open(model),
        Command::CancelImport => import::cancel(model),
        Command::BringIn | Command::KindOf | Command::OrderOf => import::run(model, command),
        Command::First(_) | Command::TeamOf | Command::AnswerLimit | Command::NextReview => {
            start::run(model, command)
        }
        Command::OpenFile | Command::Rehearse => asked::open(model, command),
        Command::Undo => record::undo(model, false),
        Command::Redo => record::undo(model, true),
        Command::Journal => browse::journal(model),
        Command::Slips => browse::slips(model),
        Command::Data => browse::ask_data(model),
        Command::Explain => explain::open(model),
        Command::WhatIf => whatif::open(model),
        Command::Copy => browse::copy(model),
        Command::Tab(tab) => agreement::tab(model, tab),
        Command::Rate => settings::rate(model),
        Command::Write | Command::OwnPage | Command::Reopen | Command::View | Command::Sort => {
            browse::place_command(model, command)
        }
        other => in_review(model, other),
    }
}

/// What a review as a whole does.
fn in_review(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::Consent => walk::consent(model),
        Command::Minutes => walk::minutes(model),
        Command::Decision
        | Command::Promise
        | Command::Idea
        | Command::Topic
        | Command::Quote
        | Command::ParkTopic
        | Command::AgendaItem => capture::open(model, command),
        Command::People => people::open(model),
        Command::Wins => blind::wins(model),
        Command::DotMore | Command::DotLess => decide::dot(model, command == Command::DotMore),
        Command::Fingers => decide::vote(model),
        Command::Discuss | Command::ParkHere | Command::NeedsRuling => {
            decide::stage(model, command)
        }
        Command::SponsorRules => decide::ruling(model),
        Command::VoteYes
        | Command::VoteNo
        | Command::HandsSales
        | Command::HandsMarketing
        | Command::ShowVotes => blind::command(model, command),
        Command::KeepClause | Command::ChangeClause | Command::SignAgain => {
            agreement::clauses::command(model, command)
        }
        Command::NextDay => series::next_day(model),
        Command::NotHeld => series::not_held(model),
        Command::EditPlan => series::template(model),
        Command::EditCard => series::card(model),
        Command::Pass => phase::pass(model),
        Command::Follow => phase::follow(model),
        Command::Card => phase::card(model),
        Command::Present => phase::present(model),
        Command::PauseReview => walk::pause(model),
        Command::CloseReview => walk::close(model),
        other => look(model, other),
    }
}

fn on_lead(model: &mut Model, command: Command) -> Vec<Effect> {
    let leads = targets(model);
    let ask = |returned| Targets {
        leads: leads.clone(),
        returned,
    };
    let pop = match command {
        Command::Stand => {
            let acts = leads
                .iter()
                .map(|lead| Act::Stands {
                    lead: *lead,
                    told: verdict::told(model),
                })
                .collect();
            model.last = Some(crate::console::model::Last::Stand);
            return verdict::write(model, &leads, acts, None);
        }
        Command::Accept => return verdict::accept(model, &leads),
        Command::Reject => Pop::Reason(ask(false)),
        Command::Return => Pop::Reason(ask(true)),
        Command::InProcess => Pop::Process(ask(false)),
        Command::Judge => Pop::Judge(ask(false)),
        _ => Pop::Again(ask(false)),
    };
    model.pops.push(pop);
    Vec::new()
}

/// What changes only what is looked at.
fn look(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::Help => model.pops.push(Pop::Help(Narrowed::default())),
        Command::Palette => model.pops.push(Pop::Palette(Narrowed::default())),
        Command::Mask => {
            model.looks.masked = !model.looks.masked;
            return walk::preview(model);
        }
        Command::Big => {
            model.looks.big = !model.looks.big;
            return places::large(model);
        }
        Command::Theme => return settings::theme(model),
        Command::Mouse => return settings::mouse(model),
        Command::Quit => return quit(model),
        Command::Go(digit) => return go(model, digit),
        Command::Places => {
            model.away = !model.away;
            return browse::reload(model);
        }
        other => return browse::list_command(model, other),
    }
    Vec::new()
}

fn quit(model: &mut Model) -> Vec<Effect> {
    let runs = model.walk.as_ref().is_some_and(|walk| !walk.practice());
    if runs || !agreement::unkept(model).is_empty() {
        model.pops.push(Pop::Quit);
        return Vec::new();
    }
    vec![Effect::Quit]
}

/// A digit: a phase of the review, or a place outside.
pub fn go(model: &mut Model, digit: u8) -> Vec<Effect> {
    let at = usize::from(digit.saturating_sub(1));
    if model.walking().is_some()
        && let Some(phase) = Phase::of_digit(digit)
    {
        return phase::enter(model, phase);
    }
    if let Some(place) = Place::ALL.get(at) {
        model.place = *place;
    }
    browse::reload(model)
}
