//! What a lead's record says against itself: mended where it can be, or left as known.

use super::{command, forms, record, verdict};
use crate::console::command::Command;
use crate::console::effect::Effect;
use crate::console::model::Model;
use crate::console::pop::{Pop, Targets};
use crate::review::agreement::judged::Judges;
use crate::review::entry::Act;
use crate::review::figures::contradiction::{Contradiction, Fix, of_lead};
use crate::review::lead::{Answer, LeadId};

/// What is to fix on the lead in front: what contradicts itself and is not left as known.
pub fn to_fix(model: &Model, lead: LeadId) -> Vec<Contradiction> {
    let Some(lead) = model.known.lead(lead) else {
        return Vec::new();
    };
    let judges = Judges::new(&model.ground.agreement, model.zone(), model.today());
    let found = of_lead(lead, model.zone(), judges.accepted_failed(lead));
    found.without(lead.facts().known).each().collect()
}

/// `F` mends the first of them, `K` leaves all of them as known.
pub fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    let targets = command::targets(model);
    let [lead] = targets.as_slice() else {
        model.warn("one lead at a time: Space takes the marks away");
        return Vec::new();
    };
    let found = to_fix(model, *lead);
    let Some(first) = found.first() else {
        model.say("nothing in this record contradicts itself");
        return Vec::new();
    };
    if command == Command::LeaveKnown {
        let acts: Vec<Act> = found
            .iter()
            .map(|what| Act::Known {
                lead: *lead,
                what: *what,
            })
            .collect();
        model.say("left as known: it is no data to fix any more; u takes it back");
        return record::record(model, acts, None);
    }
    mend(model, *lead, *first)
}

fn mend(model: &mut Model, lead: LeadId, what: Contradiction) -> Vec<Effect> {
    match what.fix() {
        Fix::Deal => forms::open(model, Command::Deal),
        Fix::File => {
            let words = what.words();
            model.warn(format!(
                "{words}: mended in the CRM, then imported; K leaves it as known"
            ));
            Vec::new()
        }
        Fix::Verdict => {
            let refused = model
                .known
                .lead(lead)
                .is_some_and(|lead| matches!(lead.facts().answer, Answer::NotAccepted(_)));
            if refused {
                return verdict::accept(model, &[lead]);
            }
            model.pops.push(Pop::Reason(Targets {
                leads: vec![lead],
                returned: false,
            }));
            Vec::new()
        }
    }
}
