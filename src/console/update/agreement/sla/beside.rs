//! What stands in the SLA beside its clauses: the agreed follow-up, and the checklist before the first call.

use super::super::{change_sla, sla};
use crate::console::effect::Effect;
use crate::console::form::{Blank, Form};
use crate::console::model::Model;
use crate::console::pop::{Asked, Purpose};
use crate::console::update::forms::{push, stays};
use crate::review::agreement::sla::{FollowUp, call_plan, follow_up};

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
    let steps: Vec<FollowUp> = match follow_up::read(&asked.form.value(0)) {
        Ok(steps) => steps,
        Err(fault) => return stays(model, asked, 0, &fault),
    };
    model.say(match steps.len() {
        0 => "no follow-up is asked for in the draft".to_owned(),
        1 => "1 step is in the draft: s keeps it, p proposes it".to_owned(),
        steps => format!("{steps} steps are in the draft: s keeps them, p proposes them"),
    });
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
    let mut lines: Vec<String> = Vec::new();
    for line in asked.form.value(0).split(',').map(str::trim) {
        let again = lines.iter().any(|known| known.eq_ignore_ascii_case(line));
        if !line.is_empty() && !again {
            lines.push(line.to_owned());
        }
    }
    if let Some(fault) = call_plan::fault(&lines) {
        return stays(model, asked, 0, &fault);
    }
    model.say(match lines.len() {
        0 => "no call plan is asked for in the draft".to_owned(),
        1 => "1 line is in the draft: s keeps it, p proposes it".to_owned(),
        lines => format!("{lines} lines are in the draft: s keeps them, p proposes them"),
    });
    change_sla(model, |sla| sla.call_plan = lines);
    Vec::new()
}
