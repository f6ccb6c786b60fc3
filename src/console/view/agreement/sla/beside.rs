//! What stands in the SLA beside its clauses: the working hours, the agreed follow-up, the plan before the first call.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::console::day;
use crate::console::layout::below;
use crate::console::model::Model;
use crate::console::text::clean;
use crate::console::update::agreement::sla::{At, at};
use crate::console::view::panel;
use crate::review::agreement::sla::{Clock, Sla, follow_up, short_limit};
use crate::review::milestone::Milestone;

/// The lines under the board: one each, or one for that of the two one stands on.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect, sla: &Sla) {
    let here = at(model);
    let steps = match sla.follow_up.as_slice() {
        [] => "nothing is agreed, e writes it".to_owned(),
        steps => follow_up::words(steps),
    };
    let lines = match sla.call_plan.as_slice() {
        [] => "nothing is agreed, e writes it".to_owned(),
        lines => clean(&lines.join(" · ")).into_owned(),
    };
    let rows = [
        (At::FollowUp, format!("Sales follows up: {steps}")),
        (At::CallPlan, format!("Before the first call: {lines}")),
    ];
    let both = area.height > 1;
    let alone = if here == Some(At::CallPlan) {
        At::CallPlan
    } else {
        At::FollowUp
    };
    let mut rest = area;
    for (row, text) in rows {
        let on = here == Some(row);
        if !both && row != alone {
            continue;
        }
        let (line, under) = below(rest, 1);
        rest = under;
        let text = panel::row(model, &text, on, model.theme().text, line.width);
        frame.render_widget(text, line);
    }
}

/// The working hours, what runs in them, and when the limits would run out that begin now.
pub fn hours(model: &Model, sla: &Sla) -> Vec<String> {
    let mut texts = vec![
        "Every limit on the working clock runs in these hours, in the zone of this file; nights, weekends and holidays do not count.".to_owned(),
    ];
    let say = |date| day::short(date, model.today());
    let coming: Vec<String> = sla
        .hours
        .holidays
        .iter()
        .filter(|date| **date >= model.today())
        .map(|date| say(*date))
        .collect();
    texts.push(match (sla.hours.holidays.len(), coming.as_slice()) {
        (0, _) => "No holidays are written down: e adds them, so that nothing is missed on one."
            .to_owned(),
        (_, []) => "The holidays written down are over: e adds those to come.".to_owned(),
        (_, coming) => format!("Holidays to come: {}.", coming.join(" · ")),
    });
    let calendar = sla.hours.calendar(model.zone());
    let now = model.now.div_euclid(1000);
    let runs = |clock: Clock| {
        let clauses = sla
            .clauses
            .iter()
            .filter(move |clause| clause.clock == clock);
        clauses.filter_map(move |clause| Some((sla.name(clause.key), clause.measure.limit()?)))
    };
    let due: Vec<String> = runs(Clock::Business)
        .filter_map(|(name, minutes)| {
            let due = calendar.due(now, i64::from(minutes) * 60)?;
            let due = day::moment(Milestone::Instant(due), model.zone(), model.today());
            Some(format!("{name} {due}"))
        })
        .collect();
    if !due.is_empty() {
        texts.push(format!("What begins now is due: {}.", due.join(" · ")));
    }
    let every: Vec<String> = runs(Clock::Calendar)
        .map(|(name, minutes)| {
            format!(
                "{name} {}",
                short_limit(minutes, Clock::Calendar, &sla.hours)
            )
        })
        .collect();
    if !every.is_empty() {
        texts.push(format!(
            "On a clock that never stops: {}.",
            every.join(" · ")
        ));
    }
    texts.push(
        "e changes them. They are part of the version: what is in force keeps its own.".to_owned(),
    );
    texts
}

/// The sequence, and what follows from it.
pub fn follow_up(sla: &Sla) -> Vec<String> {
    let mut texts = Vec::new();
    if sla.follow_up.is_empty() {
        texts.push("No sequence is agreed: a rep tries as the clause on tries says. e writes one, for example 0 call, 1 e-mail, 3 call.".to_owned());
    } else {
        texts.push(format!(
            "Working days after the delivery: {}.",
            follow_up::words(&sla.follow_up)
        ));
        texts.push("Each lead's card says which steps are done, which were missed and which comes next; a call nobody took is a call, a demo is a meeting.".to_owned());
        texts.push("\"Could not reach\" is taken once every step is done. e changes the steps; leads keep to those in force when they were delivered.".to_owned());
    }
    texts
}

/// The checklist, and how often it was filled in before the first touch.
pub fn call_plan(model: &Model, sla: &Sla) -> Vec<String> {
    let mut texts = Vec::new();
    let board = model.kept.as_ref().and_then(|kept| kept.board.as_ref());
    if let Some(words) = board.and_then(|board| board.planned.words()) {
        texts.push(format!("In the last 90 days {words}."));
    }
    if sla.call_plan.is_empty() {
        texts.push("No checklist is agreed. e writes one, its lines parted by commas: who, why now, opening question.".to_owned());
    } else {
        texts.push(format!("{}.", clean(&sla.call_plan.join(" · "))));
        texts.push("Ticked on the card of an accepted lead; the plan counts once every line is ticked before the first touch.".to_owned());
    }
    texts
}
