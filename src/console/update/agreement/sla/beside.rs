//! What stands in the SLA beside its clauses: the agreed follow-up, and the checklist before the first call.

use super::super::{change_sla, sla};
use crate::console::effect::Effect;
use crate::console::form::{Blank, Form};
use crate::console::model::Model;
use crate::console::pop::{Asked, Purpose};
use crate::console::update::forms::{push, stays};
use crate::review::agreement::sla::{call_plan, follow_up};

/// Enter in either form.
pub fn beside_done(model: &mut Model, asked: Box<Asked>) -> Vec<Effect> {
    match asked.purpose {
        Purpose::FollowUp => follow_up_done(model, asked),
        _ => checklist_done(model, asked),
    }
}

/// Opens the form of the agreed follow-up.
pub fn open_follow_up(model: &mut Model) {
    let steps = sla(model).map_or(&[][..], |sla| &sla.follow_up);
    let typed: Vec<String> = steps.iter().map(|step| step.typed()).collect();
    let blank = Blank::text("steps", &typed.join(", "))
        .hint("working days after the delivery, and how: 0 call, 1 e-mail, 3 call");
    let form = Form::new("How Sales follows up, step by step", vec![blank]);
    push(model, Purpose::FollowUp, form);
}

fn follow_up_done(model: &mut Model, asked: Box<Asked>) -> Vec<Effect> {
    let steps = match follow_up::read(&asked.form.value(0)) {
        Ok(steps) => steps,
        Err(fault) => return stays(model, asked, 0, &fault),
    };
    drafted(model, "follow-up", steps.len(), ["step", "steps"]);
    change_sla(model, |sla| sla.follow_up = steps);
    Vec::new()
}

/// Opens the form of the checklist before the first call.
pub fn open_checklist(model: &mut Model) {
    let lines = sla(model).map_or(&[][..], |sla| &sla.call_plan);
    let blank = Blank::text("lines", &lines.join(", "))
        .hint("parted by commas: who, why now, opening question");
    let form = Form::new("Before the first call Sales knows", vec![blank]);
    push(model, Purpose::Checklist, form);
}

fn checklist_done(model: &mut Model, asked: Box<Asked>) -> Vec<Effect> {
    let lines = match call_plan::read(&asked.form.value(0)) {
        Ok(lines) => lines,
        Err(fault) => return stays(model, asked, 0, &fault),
    };
    drafted(model, "call plan", lines.len(), ["line", "lines"]);
    change_sla(model, |sla| sla.call_plan = lines);
    Vec::new()
}

/// Says what the draft has by now, and what becomes of it.
fn drafted(model: &mut Model, what: &str, number: usize, [one, many]: [&str; 2]) {
    model.say(match number {
        0 => format!("no {what} is asked for in the draft"),
        1 => format!("1 {one} is in the draft: s keeps it, p proposes it"),
        number => format!("{number} {many} are in the draft: s keeps them, p proposes them"),
    });
}
