//! Open: what the hour is for, the one target both teams share, what is in force, who is here and who is missing.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{phases, strip};
use crate::console::command::Command;
use crate::console::layout::halves;
use crate::console::model::Model;
use crate::console::model::walk::Walk;
use crate::console::update::people::here;
use crate::console::{agenda, day, words};
use crate::review::agreement::version::{Section, Wording};
use crate::review::figures::words::counted;
use crate::review::meeting::course::Course;
use crate::review::meeting::deed::Stage;
use crate::review::meeting::{Because, MeetingState, Part, Promise};
use crate::review::money::Money;
use crate::review::person::{Person, Role, Team};

/// From so many rows on there is room for blank lines.
const ROOMY: u16 = 24;

/// Draws the phase.
pub fn draw(model: &Model, walk: &Walk, frame: &mut Frame<'_>, area: Rect) {
    let [left, right] = halves(area);
    let course = walk.course();
    let mut what_for = purpose(model, walk, &course);
    if area.height < ROOMY {
        // As much as there is room for; what was left open stands first.
        what_for.retain(|row| !row.is_empty());
    }
    phases::block(model, frame, left, "What for", &what_for);
    phases::block(
        model,
        frame,
        right,
        "Who is here",
        &people(model, walk, &course),
    );
}

fn purpose(model: &Model, walk: &Walk, course: &Course) -> Vec<String> {
    let opening = &walk.meeting.opening;
    let kind = agenda::agendas(model)
        .template(&opening.template)
        .map_or_else(String::new, |kind| format!(", {}", kind.name));
    let mut rows = vec![
        "One hour for what both teams share: what became of our leads, and what we change."
            .to_owned(),
        target(model),
        String::new(),
    ];
    let left = left_open(model, walk);
    if !left.is_empty() {
        rows.push("Left open last time, first on the table now:".to_owned());
        rows.extend(left);
        rows.push(String::new());
    }
    rows.extend(wins(model, course));
    rows.push(String::new());
    rows.push(format!("{} minutes in all{kind}", opening.minutes));
    if opening.lead_minutes > 0 || !walk.docket.is_empty() {
        let (_, discuss) = walk.progress(Part::ToDiscuss, &model.known);
        let (_, consent) = walk.progress(Part::ByConsent, &model.known);
        rows.push(format!(
            "{discuss} leads to discuss, {consent} by consent, in {} minutes",
            opening.lead_minutes
        ));
        rows.push(format!(
            "Leads {} {}, and those brought onto the docket",
            model.named("delivered"),
            strip::period(model, opening.period)
        ));
    }
    rows.push(String::new());
    rows.extend(in_force(model));
    rows
}

/// The one target both teams share, as the plan in force has it.
fn target(model: &Model) -> String {
    let plan = model.ground.agreement.section(Section::Plan);
    let wording = plan.in_force(model.today()).map(|one| &one.wording);
    let goal = match wording {
        Some(Wording::Plan(plan)) => plan.goal.as_ref(),
        _ => None,
    };
    let Some(goal) = goal else {
        return "No shared target is agreed yet: 9 Agreement, targets and plan.".to_owned();
    };
    let revenue = crate::review::money::Currency::parse(&goal.currency).map_or_else(
        || format!("{} {}", goal.revenue, goal.currency),
        |currency| {
            crate::review::figures::words::money(&Money {
                amount: goal.revenue,
                currency,
            })
        },
    );
    format!(
        "Our target: {revenue} by {}",
        day::short(goal.by, model.today())
    )
}

/// Which versions are in force, in one sentence; what is not agreed yet in one each.
fn in_force(model: &Model) -> Vec<String> {
    let today = model.today();
    let agreement = &model.ground.agreement;
    let (mut held, mut rows) = (Vec::new(), Vec::new());
    for (section, title) in [
        (Section::Definition, "What a lead is"),
        (Section::Sla, "Who owes what by when"),
        (Section::Rules, "The rules"),
    ] {
        match agreement.section(section).in_force(today) {
            Some(version) => held.push(format!("{} v{}", title.to_lowercase(), version.number)),
            None if section == Section::Definition => rows.push(
                "What a lead is: not agreed yet, the word of the CRM counts (9 agrees one)"
                    .to_owned(),
            ),
            None => rows.push(format!("{title}: not agreed yet")),
        }
    }
    if !held.is_empty() {
        rows.insert(0, format!("In force: {}", held.join(", ")));
    }
    rows
}

/// What the last review left: promises without an owner or a date, topics, and where nothing was decided.
fn left_open(model: &Model, walk: &Walk) -> Vec<String> {
    let earlier = |promise: &&Promise| !promise.is_over() && promise.meeting != Some(walk.id());
    let promises: Vec<&Promise> = model.ground.promises.iter().filter(earlier).collect();
    let nobody = promises
        .iter()
        .filter(|one| one.owner.trim().is_empty())
        .count();
    let undated = promises.iter().filter(|one| one.due.is_none()).count();
    let topics = phases::topics(model, walk);
    let before = topics.iter().filter(|one| one.meeting != Some(walk.id()));
    let (mut open, mut rulings) = (0, 0);
    for topic in before {
        open += u64::from(topic.stage.is_open());
        rulings += u64::from(topic.stage == Stage::NeedsRuling);
    }
    let mut rows = Vec::new();
    let mut say = |count: u64, one: &str, many: &str, what: &str| {
        if count > 0 {
            rows.push(format!("{} {what}", counted(count, one, many)));
        }
    };
    say(nobody as u64, "promise has", "promises have", "no owner");
    say(undated as u64, "promise has", "promises have", "no date");
    say(
        open,
        "topic",
        "topics",
        "for Decide, with what was asked for before the day",
    );
    say(
        rulings,
        "topic",
        "topics",
        "waiting for the sponsor's ruling",
    );
    rows.extend(missed_and_carried(model, walk));
    let last = model.ground.meetings.iter().rev();
    let last = last
        .filter(|one| one.opening.id != walk.id())
        .find(|one| matches!(one.state, MeetingState::Closed { .. }));
    if let Some(last) = last
        && model.reviews.decided.get(&last.opening.id) == Some(&0)
        && promises
            .iter()
            .all(|one| one.meeting != Some(last.opening.id))
    {
        rows.push(format!("{} decided nothing", last.opening.title));
    }
    rows
}

/// Clauses that were missed without a word about it, and leads of the last review.
fn missed_and_carried(model: &Model, walk: &Walk) -> Vec<String> {
    let mut rows = Vec::new();
    let board = model.kept.as_ref().and_then(|kept| kept.board.as_ref());
    let missed = board.map_or(0, |board| board.unanswered().count());
    if missed > 0 {
        let clauses = counted(missed as u64, "clause", "clauses");
        rows.push(format!("{clauses} missed, and nobody said what to do"));
    }
    let carried = walk.docket.iter();
    let carried = carried.filter(|item| item.because.contains(&Because::Carried));
    let carried = carried.count() as u64;
    if carried > 0 {
        let leads = counted(carried, "lead", "leads");
        rows.push(format!("{leads} parked or not reached, on the docket"));
    }
    rows
}

fn wins(model: &Model, course: &Course) -> Vec<String> {
    if course.wins.is_empty() {
        let key = model.keymap.shown(Command::Wins);
        return vec![format!("One win from each team since last time: {key}")];
    }
    let told = course.wins.iter();
    told.map(|(team, text)| format!("A win of {}: {}", team.word(), words::written(model, text)))
        .collect()
}

fn people(model: &Model, walk: &Walk, course: &Course) -> Vec<String> {
    let here = here(model);
    let mut rows = Vec::new();
    for team in [Team::Sales, Team::Marketing, Team::Other] {
        let names: Vec<String> = here
            .iter()
            .filter(|person| person.team == team)
            .map(named)
            .collect();
        let team_word = match team {
            Team::Other => "Others",
            team => team.word(),
        };
        if !names.is_empty() {
            rows.push(format!("{team_word}: {}", names.join(", ")));
        } else if team != Team::Other {
            rows.push(format!(
                "Nobody from {team_word} is here: the minutes say so, and nothing stops."
            ));
        }
    }
    let leads = [Role::SalesLeader, Role::MarketingLeader];
    let known = model.ground.people.iter();
    let away = known.filter(|person| leads.contains(&person.role) && !here.contains(person));
    rows.extend(away.map(|person| format!("Not here: {}", named(person))));
    let sponsor = here
        .iter()
        .any(|person| person.role == Role::ExecutiveSponsor);
    if !sponsor {
        rows.push("No sponsor is here: what needs a ruling waits for one.".to_owned());
    }
    rows.extend(new_here(model, &here));
    rows.push(String::new());
    rows.push(format!(
        "Facilitator: {}",
        words::colleague(&walk.meeting.facilitator)
    ));
    let prepared = walk.prepared.words();
    if !prepared.is_empty() {
        rows.push(prepared);
    }
    rows.extend(round(model, course, &here));
    rows.push(String::new());
    let key = model.keymap.shown(Command::People);
    rows.push(format!(
        "{key}: who is here, late or gone; who facilitates; who was heard"
    ));
    rows
}

/// Who is here and has not read, or not signed, what both teams work by.
fn new_here(model: &Model, here: &[Person]) -> Vec<String> {
    let agreement = &model.ground.agreement;
    let today = model.today();
    if agreement.on_the_page(today).is_empty() {
        return Vec::new();
    }
    let names = |open: &dyn Fn(&Person) -> bool| {
        let open = here
            .iter()
            .filter(|person| person.is_bound() && open(person));
        open.map(|person| words::colleague(&person.name))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let not_read = names(&|person| agreement.has_read(&person.name, today).is_none());
    let not_signed = names(&|person| !agreement.has_signed(&person.name, today));
    [
        ("Not read our agreement yet", not_read),
        ("Not signed it yet", not_signed),
    ]
    .into_iter()
    .filter(|(_, names)| !names.is_empty())
    .map(|(what, names)| format!("{what}: {names}"))
    .collect()
}

fn named(person: &Person) -> String {
    let name = words::colleague(&person.name);
    match person.role {
        Role::Rep | Role::Marketer => name,
        role => format!("{name} ({})", role.word()),
    }
}

/// Who was asked in the round, with their words, and who was not.
fn round(model: &Model, course: &Course, here: &[Person]) -> Vec<String> {
    if course.heard.is_empty() {
        return Vec::new();
    }
    let mut rows = vec![String::new()];
    for (who, text) in &course.heard {
        let who = words::colleague(who);
        rows.push(if text.is_empty() {
            format!("● {who}")
        } else {
            format!("● {who}: \"{}\"", words::written(model, text))
        });
    }
    let unheard: Vec<String> = here
        .iter()
        .filter(|person| !course.was_heard(&person.name))
        .map(|person| words::colleague(&person.name))
        .collect();
    if !unheard.is_empty() {
        rows.push(format!("○ not heard: {}", unheard.join(", ")));
    }
    rows
}
