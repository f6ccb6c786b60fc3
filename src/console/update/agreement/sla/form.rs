//! The forms of a clause and of the working hours: read strictly, their faults in words, what was typed stays.

use chrono::{NaiveDate, NaiveTime, Timelike};

use super::{At, Model, push, sla, stand_on};
use crate::console::day;
use crate::console::effect::Effect;
use crate::console::form::{Blank, Form};
use crate::console::pop::{Asked, Purpose};
use crate::console::update::agreement::change_sla;
use crate::console::update::forms::stays;
use crate::review::agreement::sla::{
    Clause, ClauseKey, Clock, Measure, Part, Scope, Sla, WorkingHours, limit_words, read_limit,
};
use crate::review::lead::Field;
use crate::review::person::Team;

const WORKING: &str = "working hours";
const EVERY: &str = "every hour";
const WEEK: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The blanks of a clause, in their order.
const SIDE: usize = 0;
const TEXT: usize = 1;
const KIND: usize = 2;
const AGAINST: usize = 3;
const HOW: usize = 4;
const LEADS: usize = 5;
const CLOCK: usize = 6;
const TARGET: usize = 7;
const CONSEQUENCE: usize = 8;
const FROM: usize = 9;
const UNTIL: usize = 10;

/// Opens the form of a clause, or of one that is to be added.
pub fn open(model: &mut Model, key: Option<ClauseKey>) {
    let hours = hours_of(model);
    let (title, clause) = match key.and_then(|key| sla(model)?.clause(key)) {
        Some(clause) => {
            let name = sla(model).map_or_else(String::new, |sla| sla.name(clause.key));
            (format!("Clause {name}"), clause.clone())
        }
        None => (
            "A new clause: who owes what by when".to_owned(),
            blank(model),
        ),
    };
    let form = Form::new(title, blanks(&clause, &hours));
    push(model, Purpose::Clause(key), form);
}

/// A clause to begin from, for the side the cursor stands on.
fn blank(model: &Model) -> Clause {
    let side = super::clause(model).map_or(Team::Marketing, |clause| clause.side);
    let measure = match side {
        Team::Sales => Measure::FirstTouch { minutes: 8 * 60 },
        _ => Measure::Delivered {
            leads: 60,
            days: 30,
        },
    };
    Clause {
        key: ClauseKey::default(),
        side,
        text: String::new(),
        measure,
        scope: Scope::Qualified,
        clock: Clock::Business,
        target: 90,
        consequence: String::new(),
        from: None,
        until: None,
    }
}

fn blanks(clause: &Clause, hours: &WorkingHours) -> Vec<Blank> {
    let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let kinds = Measure::kinds()
        .iter()
        .map(|kind| kind.kind().to_owned())
        .collect();
    let how = match &clause.measure {
        Measure::HandedOver { how, .. } => how.as_str(),
        _ => "",
    };
    let scope = clause.scope.leads();
    let clock = match clause.clock {
        Clock::Business => WORKING,
        Clock::Calendar => EVERY,
    };
    let teams = list(&[Team::Marketing.word(), Team::Sales.word()]);
    vec![
        Blank::pick("whose", teams, clause.side.word()).hint("←→ choose"),
        Blank::text("what is owed", &clause.text),
        Blank::pick("measured by", kinds, clause.measure.kind()).hint("←→ choose"),
        Blank::text("against", &against(clause, hours))
            .hint("1 day, 4 h · 60 in 30 days · 4 tries over 10 days · company, email"),
        Blank::text("how", how).hint("only for delivered in time: by which way"),
        Blank::pick(
            "of",
            list(&[Scope::Qualified.leads(), Scope::All.leads()]),
            scope,
        ),
        Blank::pick("clock", list(&[WORKING, EVERY]), clock),
        Blank::text("target %", &clause.target.to_string()),
        Blank::text("if missed", &clause.consequence),
        Blank::day("from", clause.from).hint("empty: with the version"),
        Blank::day("last day", clause.until).hint("empty: until the next version"),
    ]
}

/// What it is measured against, as the form takes it.
fn against(clause: &Clause, hours: &WorkingHours) -> String {
    match &clause.measure {
        Measure::Delivered { leads, days } => format!("{leads} in {days} days"),
        Measure::FieldsFilled { fields } => fields.join(", "),
        Measure::Tries { tries, days } => format!("{tries} tries over {days} days"),
        Measure::PassesMustHaves | Measure::ReasonGiven => String::new(),
        measure => limit_words(measure.limit().unwrap_or(0), clause.clock, hours),
    }
}

fn hours_of(model: &Model) -> WorkingHours {
    sla(model).map_or_else(WorkingHours::default, |sla| sla.hours.clone())
}

/// Enter in the form of a clause.
pub fn clause_done(model: &mut Model, key: Option<ClauseKey>, asked: Box<Asked>) -> Vec<Effect> {
    let read = read(&asked.form, &hours_of(model), model.today());
    let mut clause = match read {
        Ok(clause) => clause,
        Err((place, fault)) => return stays(model, asked, place, &fault),
    };
    let none = Sla::default();
    let whole = sla(model).unwrap_or(&none);
    clause.key = key.unwrap_or_else(|| whole.next_key());
    if let Some((part, fault)) = clause.faults().into_iter().next() {
        return stays(model, asked, place_of(part), &fault);
    }
    let mut after = whole.clone();
    put(&mut after, clause.clone());
    let clash = after
        .faults()
        .into_iter()
        .find(|fault| fault.part == Part::From);
    if let Some(clash) = clash {
        return stays(model, asked, FROM, &clash.words);
    }
    let name = after.name(clause.key);
    let place = clause.key;
    change_sla(model, |sla| put(sla, clause));
    let at = super::order(model)
        .iter()
        .position(|at| *at == At::Clause(place));
    stand_on(model, at.unwrap_or(0));
    model.say(format!(
        "{name} is in the draft: s keeps it for everybody to see, p proposes it"
    ));
    Vec::new()
}

/// In place of the one with its number, else after the last.
fn put(sla: &mut Sla, clause: Clause) {
    match sla.clauses.iter_mut().find(|one| one.key == clause.key) {
        Some(one) => *one = clause,
        None => sla.clauses.push(clause),
    }
}

fn place_of(part: Part) -> usize {
    match part {
        Part::Side => SIDE,
        Part::Text => TEXT,
        Part::Measure => KIND,
        Part::Limit | Part::Hours | Part::FollowUp | Part::CallPlan => AGAINST,
        Part::Target => TARGET,
        Part::Consequence => CONSEQUENCE,
        Part::From => FROM,
        Part::Until => UNTIL,
    }
}

type Wrong = (usize, String);

fn read(form: &Form, hours: &WorkingHours, today: NaiveDate) -> Result<Clause, Wrong> {
    let side = Team::parse(&form.value(SIDE)).ok_or_else(|| {
        (
            SIDE,
            "whose clause is it? Choose Sales or Marketing".to_owned(),
        )
    })?;
    let kind = form.value(KIND);
    let kind = Measure::kinds()
        .into_iter()
        .find(|measure| measure.kind() == kind)
        .ok_or_else(|| (KIND, "choose what it is measured by: ←→".to_owned()))?;
    let clock = if form.value(CLOCK) == EVERY {
        Clock::Calendar
    } else {
        Clock::Business
    };
    let measure = measure(kind, form, clock, hours).map_err(|fault| (AGAINST, fault))?;
    let target = form.value(TARGET);
    let target = target.trim_end_matches('%').trim().parse::<u8>().ok();
    let target = target
        .filter(|target| (1..=100).contains(target))
        .ok_or_else(|| (TARGET, "a share from 1 to 100 %".to_owned()))?;
    let date = |at: usize| form.day(at, today).map_err(|fault| (at, fault));
    Ok(Clause {
        key: ClauseKey::default(),
        side,
        text: form.value(TEXT),
        measure,
        scope: if form.value(LEADS) == Scope::All.leads() {
            Scope::All
        } else {
            Scope::Qualified
        },
        clock,
        target,
        consequence: form.value(CONSEQUENCE),
        from: date(FROM)?,
        until: date(UNTIL)?,
    })
}

/// The measure with what is typed beside it.
fn measure(
    kind: Measure,
    form: &Form,
    clock: Clock,
    hours: &WorkingHours,
) -> Result<Measure, String> {
    let text = form.value(AGAINST);
    let limit = || read_limit(&text, clock, hours);
    Ok(match kind {
        Measure::Delivered { .. } => {
            let (leads, days) = two(&text, "60 in 30 days")?;
            Measure::Delivered { leads, days }
        }
        Measure::Tries { .. } => {
            let (tries, days) = two(&text, "4 tries over 10 days")?;
            Measure::Tries { tries, days }
        }
        Measure::FieldsFilled { .. } => Measure::FieldsFilled {
            fields: fields(&text)?,
        },
        Measure::HandedOver { .. } => Measure::HandedOver {
            minutes: limit()?,
            how: form.value(HOW),
        },
        Measure::FirstTouch { .. } => Measure::FirstTouch { minutes: limit()? },
        Measure::Verdict { .. } => Measure::Verdict { minutes: limit()? },
        Measure::Updated { .. } => Measure::Updated { minutes: limit()? },
        Measure::PassesMustHaves | Measure::ReasonGiven => kind,
    })
}

/// Two whole numbers and the words around them.
fn two(text: &str, such_as: &str) -> Result<(u32, u32), String> {
    if text.contains('-') {
        return Err(format!(
            "no number can be negative: write for example {such_as}"
        ));
    }
    let numbers: Vec<u32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .filter_map(|part| part.parse().ok())
        .collect();
    match numbers.as_slice() {
        [first, second] => Ok((*first, *second)),
        _ => Err(format!("two numbers: write for example {such_as}")),
    }
}

fn fields(text: &str) -> Result<Vec<String>, String> {
    let known = || Field::ALL.map(Field::word).join(", ");
    text.split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| {
            let field = Field::ALL
                .into_iter()
                .find(|field| field.word().eq_ignore_ascii_case(name));
            field
                .map(|field| field.word().to_owned())
                .ok_or_else(|| format!("\"{name}\" is no field of a lead: choose of {}", known()))
        })
        .collect()
}

/// Opens the form of the working hours.
pub fn open_hours(model: &mut Model) {
    let hours = hours_of(model);
    let days: Vec<String> = WEEK.map(ToOwned::to_owned).to_vec();
    let ticked: Vec<String> = WEEK
        .iter()
        .zip(hours.days)
        .filter(|(_, works)| *works)
        .map(|(day, _)| (*day).to_owned())
        .collect();
    let time = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let holidays: Vec<String> = hours.holidays.iter().map(ToString::to_string).collect();
    let form = Form::new(
        "The working hours every limit runs in",
        vec![
            Blank::many("days", days, &ticked).hint("a digit or Space ticks"),
            Blank::text("from", &time(hours.opens)),
            Blank::text("to", &time(hours.closes)),
            Blank::text("holidays", &holidays.join(", "))
                .hint("24 Dec, 2026-12-25; days nobody works"),
        ],
    );
    push(model, Purpose::WorkingHours, form);
}

/// Enter in the form of the working hours.
pub fn hours_done(model: &mut Model, asked: Box<Asked>) -> Vec<Effect> {
    let read = read_hours(&asked.form, model.today());
    let hours = match read {
        Ok(hours) => hours,
        Err((place, fault)) => return stays(model, asked, place, &fault),
    };
    if let Some(fault) = hours.fault() {
        let place = if hours.days.contains(&true) { 2 } else { 0 };
        return stays(model, asked, place, &fault);
    }
    let words = hours.words();
    change_sla(model, |sla| sla.hours = hours);
    model.say(format!("limits run {words}, once a version says so"));
    Vec::new()
}

fn read_hours(form: &Form, today: NaiveDate) -> Result<WorkingHours, Wrong> {
    let ticked = form.ticked(0);
    let days = WEEK.map(|day| ticked.iter().any(|one| one == day));
    let time = |at: usize| {
        let text = form.value(at);
        let read = NaiveTime::parse_from_str(&text, "%H:%M");
        read.map(|time| time.hour() * 60 + time.minute())
            .map_err(|_| {
                (
                    at,
                    format!("\"{text}\" is no time of day: write for example 09:00"),
                )
            })
    };
    let mut holidays = Vec::new();
    for part in form
        .value(3)
        .split(',')
        .filter(|part| !part.trim().is_empty())
    {
        let read = day::read(part, today).map_err(|fault| (3, fault))?;
        holidays.extend(read);
    }
    holidays.sort_unstable();
    holidays.dedup();
    Ok(WorkingHours {
        days,
        opens: time(1)?,
        closes: time(2)?,
        holidays,
    })
}
