//! What the clauses of the agreement say of one lead: each with its clock.

use crate::console::day;
use crate::console::model::Model;
use crate::review::agreement::sla::{Clock, Measure};
use crate::review::agreement::terms::{Mark, Term, Terms};
use crate::review::figures::sla::{Case, mark, out_of_reach, trigger};
use crate::review::lead::Lead;
use crate::review::milestone::{Milestone, date_of};

/// "M3 ✓ · S1 ✗ first touch · S2 answer due Thu 26 Nov"; `None` where no clause was in force for it.
pub fn on_card(model: &Model, lead: &Lead) -> Option<String> {
    let terms = Terms::of(&model.ground.agreement, model.zone());
    let unreached = out_of_reach(&model.ground.lists);
    let now = model.now.div_euclid(1000);
    let case = Case {
        lead,
        facts: lead.facts(),
        passes: None,
    };
    let told: Vec<String> = terms
        .0
        .iter()
        .filter_map(|term| {
            let from = trigger(term.clause.scope, &case.facts).at()?;
            if !term.binds(from) {
                return None;
            }
            words(model, term, mark(term, &case, from, &unreached, now)?)
        })
        .collect();
    (!told.is_empty()).then(|| told.join(" · "))
}

fn words(model: &Model, term: &Term, mark: Mark) -> Option<String> {
    let what = model.named(term.clause.measure.word());
    let name = &term.name;
    let due = |at: i64| day::short(date_of(at, model.zone()), model.today());
    Some(match mark {
        Mark::Met => format!("{name} {what} ✓"),
        Mark::Missed { .. } => format!("{name} {what} ✗ missed"),
        Mark::AtRisk { due: at } => format!("{name} {what} ! due {}", due(at)),
        Mark::Pending { due: at } => format!("{name} {what} due {}", due(at)),
        Mark::Unknown | Mark::Before => return None,
    })
}

/// What a clause asked for and what it took, on its own clock: "asked: 1 day", "took 3 days". Both empty where no such
/// clause was in force.
pub fn asked_and_took(
    model: &Model,
    lead: &Lead,
    of: fn(&Measure) -> bool,
    done: Option<Milestone>,
) -> Option<[String; 2]> {
    let facts = lead.facts();
    let terms = Terms::of(&model.ground.agreement, model.zone());
    let (term, from) = terms.0.iter().find_map(|term| {
        let from = trigger(term.clause.scope, &facts).at()?;
        (of(&term.clause.measure) && term.binds(from)).then_some((term, from))
    })?;
    let took = term.took(from, done?);
    let (asked, told) = (term.short()?, length(took, term));
    // Past the limit by less than what the words show: they do not say that it was kept.
    let past = i64::from(term.clause.measure.limit()?) * 60 < took && told == asked;
    let over = if past { "over " } else { "" };
    Some([format!("asked: {asked}"), format!("took {over}{told}")])
}

/// A length of time on a clause's clock, in days of it from one day on.
fn length(seconds: i64, term: &Term) -> String {
    let day = match term.clause.clock {
        Clock::Business => i64::from(term.hours.day()) * 60,
        Clock::Calendar => 86_400,
    };
    match seconds {
        s if s < 3_600 => format!("{} min", s / 60),
        s if s < day => format!("{} h", s / 3_600),
        s => {
            let tenths = s * 10 / day.max(1);
            match (tenths / 10, tenths % 10) {
                (1, 0) => "1 day".to_owned(),
                (whole, 0) => format!("{whole} days"),
                (whole, tenth) => format!("{whole}.{tenth} days"),
            }
        }
    }
}
