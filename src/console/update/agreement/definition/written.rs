//! What a form of the tab writes into the text in hand.

use super::blanks::MUST;
use super::{Row, allowed, change_definition, reading};
use crate::console::form::Form;
use crate::console::model::Model;
use crate::review::agreement::criterion;
use crate::review::agreement::definition::{Buyer, Criterion, Critical, Definition, Heard};
use crate::review::stage::Stage;

type Fault = (usize, String);

/// The heaviest weight.
const HEAVIEST: u32 = 9;

/// Writes what a form says into the text in hand.
///
/// # Errors
/// The blank that is not right, and why.
pub fn write(model: &mut Model, row: Row, form: &Form) -> Result<String, Fault> {
    match row {
        Row::Trial => {}
        Row::Criterion(at) => return criterion_written(model, at, form),
        Row::Critical(at) => critical(model, at, form)?,
        Row::Rank(at) => rank(model, at, form)?,
        Row::Heard(at) => heard(model, at, form)?,
        Row::Summary(at) => {
            let line = said(form, 0, "the line")?;
            change_definition(model, |text| set(&mut text.summary, at, line));
        }
        Row::Titles => {
            let titles = parts(&form.value(0));
            change_definition(model, |text| text.titles = titles);
        }
        Row::Lists => {
            let sources = parts(&form.value(0));
            change_definition(model, |text| text.list_sources = sources);
        }
        Row::LineField => {
            let field = form.value(0);
            let fields = model.agreement.trial.fields.as_ref();
            if !field.is_empty() && fields.is_some_and(|fields| fields.named(&field).is_none()) {
                return Err((0, format!("there is no field “{field}”: ←→ choose")));
            }
            change_definition(model, |text| text.line_field = field);
        }
        Row::Buyer(at) => {
            let buyer = Buyer {
                role: said(form, 0, "the role")?,
                titles: parts(&form.value(1)),
            };
            change_definition(model, |text| set(&mut text.buying_group, at, buyer));
        }
        Row::Stage(stage) => {
            let name = said(form, 0, "the name")?;
            own_name(model, stage, &name)?;
            change_definition(model, |text| {
                let mut one = text.stage(stage);
                one.name = form.value(0);
                one.definition = form.value(1);
                one.entry = form.value(2);
                one.exit = form.value(3);
                one.owner = form.value(4);
                one.buyer = form.value(5);
                text.stages.retain(|other| other.stage != stage);
                text.stages.push(one);
                text.stages.sort_by_key(|one| one.stage);
            });
        }
    }
    Ok("in hand: s keeps it as a draft, p proposes it".to_owned())
}

/// One label a stage: what two of them are called tells neither.
fn own_name(model: &Model, stage: Stage, name: &str) -> Result<(), Fault> {
    let nothing = Definition::default();
    let text = reading(model).unwrap_or(&nothing);
    let same = |other: &Stage| {
        text.stage(*other)
            .name
            .trim()
            .eq_ignore_ascii_case(name.trim())
    };
    let mut others = Stage::ALL.into_iter().filter(|other| *other != stage);
    match others.find(same) {
        Some(other) => Err((
            0,
            format!(
                "{} is called so already: two stages need two names",
                other.code()
            ),
        )),
        None => Ok(()),
    }
}

/// A criterion as its form reads, right or not.
pub fn criterion_of(text: &Definition, at: usize, form: &Form) -> Criterion {
    let key = text.criteria.get(at).map(|one| one.key);
    Criterion {
        key: key.unwrap_or_else(|| text.next_key()),
        name: form.value(0),
        test: form.value(1),
        must: form.value(2) == MUST,
        weight: form.value(3).parse().unwrap_or(1),
        why: form.value(4),
        named_by: form.value(5),
        passes: form.value(6),
        fails: form.value(7),
        lines: parts(&form.value(8)),
    }
}

/// Puts a criterion where it stood, at the end, or at another place of the list.
pub fn put(text: &mut Definition, at: usize, criterion: Criterion, to: Option<usize>) {
    set(&mut text.criteria, at, criterion);
    moved(&mut text.criteria, at, to);
}

fn criterion_written(model: &mut Model, at: usize, form: &Form) -> Result<String, Fault> {
    said(form, 0, "its name")?;
    let weight = form.value(3).parse::<u32>().ok();
    if weight.is_none_or(|weight| !(1..=HEAVIEST).contains(&weight)) {
        return Err((3, "how much it weighs, 1 to 9".to_owned()));
    }
    let nothing = Definition::default();
    let now = reading(model).unwrap_or(&nothing);
    let criterion = criterion_of(now, at, form);
    let read = allowed(model, &criterion.test).map_err(|fault| (1, fault.words))?;
    if !criterion.lines.is_empty() && now.line_field.is_empty() {
        let words = "first say below which field holds the product line; empty here means all";
        return Err((8, words.to_owned()));
    }
    let to = position(form, 9)?;
    change_definition(model, |text| put(text, at, criterion, Some(to)));
    Ok(match read {
        Some(read) => format!("in hand: met where {}", read.words()),
        None => "in hand: people tell, no machine checks it".to_owned(),
    })
}

fn critical(model: &mut Model, at: usize, form: &Form) -> Result<(), Fault> {
    let one = Critical {
        text: said(form, 0, "what it is")?,
        why: said(form, 1, "why it is critical")?,
        named_by: said(form, 2, "who named it")?,
    };
    let to = position(form, 3)?;
    change_definition(model, |text| {
        set(&mut text.critical, at, one);
        moved(&mut text.critical, at, Some(to));
    });
    Ok(())
}

fn rank(model: &mut Model, at: usize, form: &Form) -> Result<(), Fault> {
    let (name, test) = (said(form, 0, "its name")?, form.value(1));
    if !test.is_empty() {
        let read = criterion::read(&test).map_err(|fault| (1, fault.words))?;
        let own = ["fit", "must-haves"];
        let fields = model.agreement.trial.fields.as_ref();
        let unknown = read.conditions().into_iter().find(|condition| {
            !own.iter()
                .any(|name| condition.field.eq_ignore_ascii_case(name))
                && fields.is_some_and(|fields| fields.named(&condition.field).is_none())
        });
        if let Some(condition) = unknown {
            let words = format!(
                "there is no field “{}”: a rank tests fit, must-haves, or a field of the lead",
                condition.field
            );
            return Err((1, words));
        }
    }
    change_definition(model, |text| {
        text.ranks = text.ranks_or_usual();
        if let Some(rank) = text.ranks.get_mut(at) {
            rank.name = name;
            rank.test = test;
        }
    });
    Ok(())
}

fn heard(model: &mut Model, at: usize, form: &Form) -> Result<(), Fault> {
    let (text, who) = (said(form, 0, "the answer")?, said(form, 1, "who said it")?);
    let person = model.ground.people.iter().find(|person| person.name == who);
    let team = person.map_or("", |person| person.team.word()).to_owned();
    let heard = Heard { who, team, text };
    change_definition(model, |text| set(&mut text.answers, at, heard));
    Ok(())
}

fn said(form: &Form, at: usize, what: &str) -> Result<String, Fault> {
    let text = form.value(at);
    if text.is_empty() {
        return Err((at, format!("{what} in words; Esc leaves it as it was")));
    }
    Ok(text)
}

fn position(form: &Form, at: usize) -> Result<usize, Fault> {
    let place = form
        .value(at)
        .parse::<usize>()
        .ok()
        .filter(|place| *place > 0);
    place
        .map(|place| place - 1)
        .ok_or_else(|| (at, "its place in the list, 1 or more".to_owned()))
}

fn parts(text: &str) -> Vec<String> {
    let parts = text.split([',', ';']).map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(ToOwned::to_owned)
        .collect()
}

fn set<T>(list: &mut Vec<T>, at: usize, one: T) {
    match list.get_mut(at) {
        Some(place) => *place = one,
        None => list.push(one),
    }
}

fn moved<T>(list: &mut Vec<T>, at: usize, to: Option<usize>) {
    let from = at.min(list.len().saturating_sub(1));
    let Some(to) = to.map(|to| to.min(list.len().saturating_sub(1))) else {
        return;
    };
    if from != to && from < list.len() {
        let one = list.remove(from);
        list.insert(to, one);
    }
}
