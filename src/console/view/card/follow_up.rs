//! The agreed follow-up and the call plan of the lead on the card: what is done, what is missed, what comes next.

use ratatui::text::Line;

use super::labelled;
use crate::console::command::Command;
use crate::console::model::Model;
use crate::console::model::known::OneLead;
use crate::console::text::clean;
use crate::console::{day, follow_up};
use crate::review::agreement::sla::follow_up::{Step, Went, taken};
use crate::review::lead::Answer;

/// Both, where both are agreed for the lead and it is worked on.
pub fn lines(model: &Model, one: &OneLead, columns: u16) -> Vec<Line<'static>> {
    if !one.lead.is_worked_on() {
        return Vec::new();
    }
    let steps = follow_up::steps(model, one);
    let steps = steps.map(|steps| ("Follow-up", followed(model, &steps)));
    let accepted = matches!(one.lead.facts().answer, Answer::Accepted { .. });
    let plan = plan(model, one).filter(|_| accepted);
    steps
        .into_iter()
        .chain(plan.map(|plan| ("Call plan", plan)))
        .flat_map(|(label, text)| labelled(model, label, &text, columns, 4))
        .collect()
}

/// "2 of 5, 1 missed: ✓ call · ✗ e-mail, was due 3 Nov · ▸ call by 5 Nov · then call, e-mail".
fn followed(model: &Model, steps: &[Step]) -> String {
    let count = |went| steps.iter().filter(|step| step.went == went).count();
    let (done, missed) = (taken(steps), count(Went::Missed));
    let missed = match missed {
        0 => String::new(),
        missed => format!(", {missed} missed"),
    };
    let mut parts: Vec<String> = Vec::new();
    let mut later: Vec<&str> = Vec::new();
    for step in steps {
        let (way, due) = (
            step.asked.channel.word(),
            day::short(step.due, model.today()).replace(' ', "\u{a0}"),
        );
        match step.went {
            Went::Done => parts.push(format!("✓ {way}")),
            Went::Late => parts.push(format!("✓ {way}, late")),
            Went::Missed => parts.push(format!("✗ {way}, was due {due}")),
            Went::Next => parts.push(format!("▸ {way} by {due}")),
            Went::Later => later.push(way),
            Went::NotNeeded => {}
        }
    }
    if !later.is_empty() {
        parts.push(format!("then {}", later.join(", ")));
    }
    if count(Went::NotNeeded) > 0 {
        parts.push("the rest is not needed".to_owned());
    }
    let told = parts.join(" · ");
    format!("{done} of {}{missed}: {told}", steps.len())
}

/// "3 of 7: [x] who [x] why now [ ] opening question"; before anything is ticked, the key that does.
fn plan(model: &Model, one: &OneLead) -> Option<String> {
    let lines = follow_up::checklist(model, one.lead.id);
    if lines.is_empty() {
        return None;
    }
    let plan = one.lead.said.call_plan.as_ref();
    let is_ticked = |line: &String| plan.is_some_and(|plan| plan.ticked.contains(line));
    let done = lines.iter().filter(|line| is_ticked(line)).count();
    let all = lines.len();
    if done == all {
        return Some(format!("✓ all {all} thought of"));
    }
    let open: Vec<String> = lines
        .iter()
        .filter(|line| !is_ticked(line))
        .map(|line| clean(line).into_owned())
        .collect();
    let key = model.keymap.shown(Command::CallPlan);
    Some(format!(
        "{done} of {all} · open: {} · {key} ticks",
        open.join(", ")
    ))
}
