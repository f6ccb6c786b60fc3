//! Who is at the table: present, absent, late, left, each with its time; who facilitates; who was heard.

use super::{agreement, forms, record};
use crate::console::effect::Effect;
use crate::console::form::{Blank, Form};
use crate::console::key::{Code, Key};
use crate::console::model::Model;
use crate::console::model::walk::Walk;
use crate::console::pop::{Asked, Pop, Purpose};
use crate::console::words;
use crate::review::agreement::version::Step;
use crate::review::entry::Act;
use crate::review::meeting::Attendance;
use crate::review::meeting::deed::Deed;
use crate::review::person::{Person, Role, Team};

/// One row of the table: somebody, whether they are here and since when (ms since 1970 UTC), whether they were heard.
#[derive(Debug, Clone, PartialEq)]
pub struct Seated {
    pub person: Person,
    /// Nobody said anything of those who never came.
    pub state: Option<(Attendance, i64)>,
    pub heard: bool,
}

/// Everybody the ledger knows and everybody at the table, Sales first.
pub fn rows(model: &Model) -> Vec<Seated> {
    let Some(walk) = model.walk.as_ref() else {
        return Vec::new();
    };
    let course = walk.course();
    let mut people: Vec<Person> = model.ground.people.clone();
    for (person, ..) in &walk.meeting.attendance {
        if people.iter().all(|known| known.name != person.name) {
            people.push(person.clone());
        }
    }
    people.sort_by(|one, other| (one.team, &one.name).cmp(&(other.team, &other.name)));
    people
        .into_iter()
        .map(|person| {
            let state = walk.meeting.attendance.iter();
            let state = state
                .filter(|(known, ..)| known.name == person.name)
                .map(|(_, state, at)| (*state, *at))
                .next_back();
            Seated {
                heard: course.was_heard(&person.name),
                state,
                person,
            }
        })
        .collect()
}

/// Those who are here now.
pub fn here(model: &Model) -> Vec<Person> {
    let is_here = |row: &Seated| {
        let state = row.state.map(|(state, _)| state);
        matches!(state, Some(Attendance::Present | Attendance::Late))
    };
    let rows = rows(model).into_iter().filter(is_here);
    rows.map(|row| row.person).collect()
}

/// Opens the table.
pub fn open(model: &mut Model) -> Vec<Effect> {
    model.pops.push(Pop::People { at: 0 });
    Vec::new()
}

/// A key at the table.
pub fn key(model: &mut Model, at: usize, key: Key) -> Vec<Effect> {
    let rows = rows(model);
    let last = rows.len().saturating_sub(1);
    let at = at.min(last);
    if matches!(key.code, Code::Esc | Code::Char('q') | Code::Enter) {
        return Vec::new();
    }
    let to = key.walks(at, last);
    let at = to.unwrap_or(at);
    model.pops.push(Pop::People { at });
    match (key.code, rows.get(at)) {
        _ if to.is_some() => {}
        (Code::Char('+'), _) => joins(model),
        (Code::Char(letter), Some(row)) => return of_row(model, row, letter),
        _ => {}
    }
    Vec::new()
}

fn of_row(model: &mut Model, row: &Seated, letter: char) -> Vec<Effect> {
    let state = row.state.map(|(state, _)| state);
    let attendance = match letter {
        'p' => Attendance::Present,
        'a' => Attendance::Absent,
        ' ' if matches!(state, Some(Attendance::Present | Attendance::Late)) => Attendance::Left,
        'l' | ' ' => Attendance::Late,
        'x' => Attendance::Left,
        'f' => return hand_over(model, &row.person.name),
        'r' => return has_read(model, &row.person.name),
        'h' => {
            let name = row.person.name.clone();
            let form = Form::new(
                format!("Heard: {}", words::colleague(&name)),
                vec![Blank::text("", "").hint("their words; may stay empty")],
            );
            forms::push(model, Purpose::Heard(name), form);
            return Vec::new();
        }
        _ => return Vec::new(),
    };
    if state == Some(attendance) {
        return Vec::new();
    }
    let act = Act::Attended {
        person: row.person.clone(),
        attendance,
    };
    say_of(model, vec![act])
}

/// Somebody at the table has read what is in force.
fn has_read(model: &mut Model, name: &str) -> Vec<Effect> {
    let (agreement, today) = (&model.ground.agreement, model.today());
    let practice = model.walk.as_ref().is_some_and(Walk::practice);
    let why = if practice {
        Some("this is practice: nothing is kept")
    } else if agreement.on_the_page(today).is_empty() {
        Some("nothing is in force yet to read")
    } else if agreement.has_read(name, today).is_some() {
        Some("has read it already")
    } else {
        None
    };
    if let Some(why) = why {
        model.warn(why);
        return Vec::new();
    }
    let read = Step::Read {
        who: name.to_owned(),
        versions: agreement.versions(today),
    };
    agreement::step(model, read, None)
}

fn hand_over(model: &mut Model, name: &str) -> Vec<Effect> {
    let who = name.to_owned();
    say_of(model, vec![Act::Facilitates { who }])
}

/// Records what was said of the table, and shows it at once.
fn say_of(model: &mut Model, acts: Vec<Act>) -> Vec<Effect> {
    if let [act] = acts.as_slice() {
        let said = words::act(model, act);
        model.say(said);
    }
    let now = model.now;
    let me = model.me.clone();
    if let Some(walk) = &mut model.walk {
        for act in &acts {
            match act {
                Act::Attended { person, attendance } => {
                    let list = &mut walk.meeting.attendance;
                    list.retain(|(other, ..)| other.name != person.name);
                    list.push((person.clone(), *attendance, now));
                }
                Act::Facilitates { who } => {
                    walk.meeting.facilitator.clone_from(who);
                    walk.meeting.seat.clone_from(&me);
                }
                _ => {}
            }
        }
    }
    record::record(model, acts, None)
}

fn joins(model: &mut Model) {
    let teams = [Team::Sales, Team::Marketing, Team::Other].map(|team| team.word().to_owned());
    let roles = Role::ALL.map(|role| role.word().to_owned());
    let form = Form::new(
        "Somebody sits down",
        vec![
            Blank::text("name", ""),
            Blank::pick("team", teams.to_vec(), Team::Other.word()),
            Blank::pick("role", roles.to_vec(), Role::Guest.word()),
        ],
    );
    forms::push(model, Purpose::Joins, form);
}

/// Enter on one of the table's forms.
pub fn done(model: &mut Model, asked: Box<Asked>) -> Vec<Effect> {
    let text = asked.form.value(0);
    match &asked.purpose {
        Purpose::Heard(person) => {
            let act = Act::Room(Deed::Heard {
                person: person.clone(),
                text,
            });
            record::record(model, vec![act], Some(Pop::Asked(asked)))
        }
        _ if text.is_empty() => forms::stays(model, asked, 0, "a name; Esc leaves it"),
        _ => {
            let person = Person {
                name: text,
                key: None,
                team: Team::parse(&asked.form.value(1)).unwrap_or(Team::Other),
                role: Role::parse(&asked.form.value(2)).unwrap_or(Role::Guest),
            };
            let attended = Act::Attended {
                person: person.clone(),
                attendance: Attendance::Late,
            };
            let known = model
                .ground
                .people
                .iter()
                .any(|one| one.name == person.name);
            let set = (!known).then_some(Act::PersonSet { person });
            let acts = set.into_iter().chain([attended]).collect();
            say_of(model, acts)
        }
    }
}
