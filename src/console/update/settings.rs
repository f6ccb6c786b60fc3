//! What can be changed: theme and mouse of this seat; the pick-lists, the answer limit and people of the ledger.

use super::agreement::lists;
use super::{forms, record, walk};
use crate::console::effect::Effect;
use crate::console::form::{Blank, Form};
use crate::console::model::Model;
use crate::console::model::agreement::Tab;
use crate::console::pop::{Asked, Pop, Purpose};
use crate::console::theme::Theme;
use crate::console::words;
use crate::review::entry::{Act, Draft};
use crate::review::feedback::{CRM, Crm};
use crate::review::figures::work::{MINUTES_A_TOUCH, minutes};
use crate::review::meeting::deed::Deed;
use crate::review::meeting::series::Cadence;
use crate::review::person::{Person, Role, Team};
use crate::review::reason::{PickLists, ReasonCode};

/// The setting that holds the limit for an answer, in working hours.
pub const ANSWER_LIMIT: &str = "answer_hours";

/// The next theme.
pub fn theme(model: &mut Model) -> Vec<Effect> {
    let name = model.looks.theme.name.next();
    model.looks.theme = Theme::of(name);
    model.looks.chosen = true;
    model.say(format!("theme: {}", name.word()));
    vec![Effect::Keep {
        name: "theme",
        value: name.word().to_owned(),
    }]
}

/// The mouse, on or off.
pub fn mouse(model: &mut Model) -> Vec<Effect> {
    model.looks.mouse = !model.looks.mouse;
    let on = model.looks.mouse;
    model.say(if on {
        "the mouse works here"
    } else {
        "the mouse is left to the terminal: mark and copy with it"
    });
    vec![
        Effect::Mouse(on),
        Effect::Keep {
            name: "mouse",
            value: if on { "on" } else { "off" }.to_owned(),
        },
    ]
}

/// One row of the agreement as it stands: a name, a value, and what editing it changes.
#[derive(Debug, Clone, PartialEq)]
pub struct SettingRow {
    pub name: String,
    pub value: String,
    pub purpose: Purpose,
}

/// The form of somebody who has no name yet.
const NEW_PERSON: Purpose = Purpose::Person(String::new());

/// Everything that can be edited, in the order of the list.
pub fn rows(model: &Model) -> Vec<SettingRow> {
    let known = &model.ground.lists;
    let limit = model.ground.settings.get(ANSWER_LIMIT);
    let mut rows = vec![SettingRow {
        name: "by when Sales answers".to_owned(),
        value: match limit.filter(|limit| !limit.is_empty()) {
            Some(hours) => format!("{hours} working hours"),
            None => "no limit agreed: nothing is ever overdue".to_owned(),
        },
        purpose: Purpose::AnswerLimit,
    }];
    rows.extend(
        known
            .reasons
            .iter()
            .filter(|reason| reason.code != ReasonCode::NOT_RECORDED)
            .map(|reason| SettingRow {
                name: format!("reason {}", reason.code.0),
                value: reason.name.clone(),
                purpose: Purpose::Reason(reason.code),
            }),
    );
    for (name, list) in named(known) {
        rows.push(SettingRow {
            name: name.to_owned(),
            value: list.join(", "),
            purpose: Purpose::List(name),
        });
    }
    rows.extend(model.ground.people.iter().map(|person| SettingRow {
        name: words::colleague(&person.name),
        value: format!("{}, {}", person.team.word(), person.role.word()),
        purpose: Purpose::Person(person.name.clone()),
    }));
    rows.push(SettingRow {
        name: "+ a person".to_owned(),
        value: "of Sales, of Marketing, or beside both".to_owned(),
        purpose: NEW_PERSON,
    });
    rows.extend(beside(model));
    rows
}

/// How often, in whose words, how long: what stands after the lists and the people.
fn beside(model: &Model) -> [SettingRow; 3] {
    let series = model.series();
    let agreed = model.ground.settings.get(MINUTES_A_TOUCH);
    [
        SettingRow {
            name: "reviews are held".to_owned(),
            value: match series.streak {
                0 | 1 => series.cadence.word().to_owned(),
                streak => format!("{}, {streak} in a row", series.cadence.word()),
            },
            purpose: Purpose::Cadence,
        },
        SettingRow {
            name: "answers go back".to_owned(),
            value: match crm(model) {
                Crm::Plain => "in our own words".to_owned(),
                crm => format!("in the words of {}", crm.word()),
            },
            purpose: Purpose::Setting(CRM),
        },
        SettingRow {
            name: "a touch takes".to_owned(),
            value: match agreed.and_then(|text| minutes(text)) {
                Some(minutes) => format!("about {minutes} minutes"),
                None => "not agreed: no hours are told".to_owned(),
            },
            purpose: Purpose::Setting(MINUTES_A_TOUCH),
        },
    ]
}

fn named(lists: &PickLists) -> [(&'static str, &Vec<String>); 5] {
    [
        ("accept reasons", &lists.accept_reasons),
        ("lost because", &lists.lost_reasons),
        ("won because", &lists.won_reasons),
        ("wish we had known", &lists.wishes),
        ("which", &lists.which),
    ]
}

/// Opens the form for the row under the cursor.
pub fn edit(model: &mut Model) -> Vec<Effect> {
    let Some(row) = rows(model)
        .into_iter()
        .nth(model.agreement.cursor(Tab::Lists))
    else {
        return Vec::new();
    };
    let form = match &row.purpose {
        Purpose::AnswerLimit => {
            let hours = model.ground.settings.get(ANSWER_LIMIT);
            Form::new(
                model.named("By when Sales answers a delivered lead"),
                vec![
                    Blank::text("working hours", hours.map_or("", String::as_str))
                        .hint("16 is two days; empty takes the limit away; holds from now on"),
                ],
            )
        }
        Purpose::Cadence => cadence_form(model),
        Purpose::Setting(CRM) => Form::new(
            "In whose words the CRM takes our answers back",
            vec![Blank::pick(
                "",
                Crm::ALL.map(|crm| crm.word().to_owned()).to_vec(),
                crm(model).word(),
            )],
        ),
        Purpose::Setting(_) => touch_form(model),
        Purpose::Reason(code) => match lists::reason_form(model, *code) {
            Some(form) => form,
            None => return Vec::new(),
        },
        Purpose::List(name) => Form::new(
            (*name).to_owned(),
            vec![Blank::text("", &row.value).hint("commas between them")],
        ),
        Purpose::Person(name) => person_form(model, name),
        _ => return Vec::new(),
    };
    forms::push(model, row.purpose, form);
    Vec::new()
}

/// Asks who joins, whichever row the cursor stands on.
pub fn add_person(model: &mut Model) -> Vec<Effect> {
    let form = person_form(model, "");
    forms::push(model, NEW_PERSON, form);
    Vec::new()
}

/// Whose words the feedback file takes.
fn crm(model: &Model) -> Crm {
    let set = model.ground.settings.get(CRM);
    set.and_then(|word| Crm::parse(word).ok())
        .unwrap_or_default()
}

fn touch_form(model: &Model) -> Form {
    let agreed = model.ground.settings.get(MINUTES_A_TOUCH);
    Form::new(
        "How long a call, a mail or a meeting takes, roughly",
        vec![
            Blank::text("minutes", agreed.map_or("", String::as_str))
                .hint("10, say; empty tells no hours"),
        ],
    )
}

fn cadence_form(model: &Model) -> Form {
    let words = Cadence::ALL.map(|cadence| cadence.word().to_owned());
    let now = model.series().cadence.word();
    Form::new(
        "How often a review is held",
        vec![Blank::pick("", words.to_vec(), now)],
    )
}

fn person_form(model: &Model, name: &str) -> Form {
    let person = model
        .ground
        .people
        .iter()
        .find(|person| person.name == name)
        .cloned()
        .unwrap_or_default();
    let teams = [Team::Sales, Team::Marketing, Team::Other].map(|team| team.word().to_owned());
    let roles = Role::ALL.map(|role| role.word().to_owned());
    let mut blanks = vec![
        Blank::pick("team", teams.to_vec(), person.team.word()),
        Blank::pick("role", roles.to_vec(), person.role.word()),
    ];
    if name.is_empty() {
        blanks.push(Blank::text("name", ""));
        blanks.rotate_right(1);
        return Form::new("A new person", blanks);
    }
    Form::new(words::colleague(name), blanks)
}

/// Who joins, as the form says it; else what is wrong with it.
fn joins(model: &Model, form: &Form) -> Result<Person, String> {
    let name = form.value(0);
    if name.is_empty() {
        return Err("a name; Esc leaves it".to_owned());
    }
    let known = |person: &&Person| person.name.eq_ignore_ascii_case(&name);
    if let Some(person) = model.ground.people.iter().find(known) {
        let team = person.team.word();
        return Err(format!("{} is here already, of {team}", person.name));
    }
    Ok(Person {
        name,
        key: None,
        team: Team::parse(&form.value(1)).unwrap_or_default(),
        role: Role::parse(&form.value(2)).unwrap_or_default(),
    })
}

/// Enter on one of these forms.
pub fn done(model: &mut Model, asked: Box<Asked>) -> Vec<Effect> {
    let form = &asked.form;
    let text = form.value(0);
    let act = match &asked.purpose {
        Purpose::AnswerLimit => {
            let fits = text.is_empty() || text.parse::<u32>().is_ok_and(|hours| hours > 0);
            if !fits {
                return forms::stays(model, asked, 0, "a number of working hours, or nothing");
            }
            Act::Setting {
                name: ANSWER_LIMIT.to_owned(),
                value: text,
            }
        }
        Purpose::Setting(name) => match kept(name, text) {
            Ok(act) => act,
            Err(fault) => return forms::stays(model, asked, 0, fault),
        },
        Purpose::Person(name) => match person_named(model, name, form) {
            Ok(person) => Act::PersonSet { person },
            Err(fault) => return forms::stays(model, asked, 0, &fault),
        },
        Purpose::Rate => return rated(model, asked),
        Purpose::Reopen(meeting) => {
            let draft = Draft {
                at: model.now,
                who: model.me.clone(),
                meeting: Some(*meeting),
                act: Act::Reopened { reason: text },
                seen: None,
            };
            let meeting = *meeting;
            let mut effects = record::send(model, vec![draft], Some(Pop::Asked(asked)));
            effects.push(walk::ask_review(model, meeting));
            return effects;
        }
        Purpose::Reason(code) => match lists::reason_changed(model, *code, form) {
            Ok(lists) => Act::Lists {
                lists: Box::new(lists),
            },
            Err((at, fault)) => return forms::stays(model, asked, at, &fault),
        },
        _ if text.is_empty() => {
            return forms::stays(model, asked, 0, "at least one; Esc leaves it");
        }
        purpose => Act::Lists {
            lists: Box::new(changed(model, purpose, &text)),
        },
    };
    let said = words::act(model, &act);
    model.say(said);
    record::record(model, vec![act], Some(Pop::Asked(asked)))
}

/// A setting as it was typed; why it cannot be, where it is none.
fn kept(name: &str, value: String) -> Result<Act, &'static str> {
    if name == MINUTES_A_TOUCH && !value.is_empty() && minutes(&value).is_none() {
        return Err("1 to 480 minutes, or nothing");
    }
    Ok(Act::Setting {
        name: name.to_owned(),
        value,
    })
}

/// The person of the form, who joins where it is of nobody yet.
fn person_named(model: &Model, name: &str, form: &Form) -> Result<Person, String> {
    if name.is_empty() {
        joins(model, form)
    } else {
        Ok(person(model, name, form))
    }
}

fn person(model: &Model, name: &str, form: &Form) -> Person {
    let before = model
        .ground
        .people
        .iter()
        .find(|person| person.name == name);
    Person {
        name: name.to_owned(),
        key: before.and_then(|person| person.key.clone()),
        team: Team::parse(&form.value(0)).unwrap_or_default(),
        role: Role::parse(&form.value(1)).unwrap_or_default(),
    }
}

fn changed(model: &Model, purpose: &Purpose, text: &str) -> PickLists {
    let mut lists = model.ground.lists.clone();
    let several = || {
        text.split(',')
            .map(|word| word.trim().to_owned())
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
    };
    match purpose {
        Purpose::List("accept reasons") => lists.accept_reasons = several(),
        Purpose::List("lost because") => lists.lost_reasons = several(),
        Purpose::List("won because") => lists.won_reasons = several(),
        Purpose::List("wish we had known") => lists.wishes = several(),
        Purpose::List(_) => lists.which = several(),
        _ => {}
    }
    lists
}

/// Opens the ratings of the hour.
pub fn rate(model: &mut Model) -> Vec<Effect> {
    let form = Form::new(
        "Was the hour worth it?",
        vec![
            Blank::text("1 to 10 each", "").hint("9 9 8 7, all at once, on fingers"),
            Blank::text("how we work together, 1 to 5 each", "").hint("4 4 5; may stay empty"),
        ],
    );
    forms::push(model, Purpose::Rate, form);
    Vec::new()
}

fn rated(model: &mut Model, asked: Box<Asked>) -> Vec<Effect> {
    let Some(ratings) = scores(&asked.form.value(0), 10).filter(|ratings| !ratings.is_empty())
    else {
        return forms::stays(
            model,
            asked,
            0,
            "numbers from 1 to 10 with blanks between them",
        );
    };
    let Some(pulse) = scores(&asked.form.value(1), 5) else {
        let fault = "numbers from 1 to 5 with blanks between them, or nothing";
        return forms::stays(model, asked, 1, fault);
    };
    if let Some(walk) = &mut model.walk {
        walk.ratings.clone_from(&ratings);
    }
    let mut acts = vec![Act::Rated { ratings }];
    if !pulse.is_empty() {
        acts.push(Act::Room(Deed::Pulse { scores: pulse }));
    }
    record::record(model, acts, Some(Pop::Asked(asked)))
}

/// Numbers from 1 on with blanks or commas between them; `None` where one is none of them.
fn scores(text: &str, most: u8) -> Option<Vec<u8>> {
    text.split([' ', ','])
        .filter(|word| !word.is_empty())
        .map(|word| word.parse().ok().filter(|score| (1..=most).contains(score)))
        .collect()
}
