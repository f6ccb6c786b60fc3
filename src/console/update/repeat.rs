//! The same again: what `.` would write, in words, and the writing of it.

use super::verdict;
use crate::console::effect::Effect;
use crate::console::model::{Last, Model};
use crate::console::{day, words};
use crate::review::entry::Act;
use crate::review::lead::{Field, Lead, LeadId};
use crate::review::reason::{Guard, ReasonCode};
use crate::review::verdict::{Acceptance, Refusal, Verdict};

/// The acts the last verdict would be for these leads; `None` where it does not fit: "other, in words" needs its own
/// words, nothing stands where nobody answered, and only what was accepted is returned.
pub fn offered(model: &Model, leads: &[LeadId]) -> Option<Vec<Act>> {
    let last = model.last.as_ref()?;
    let leads: Vec<&Lead> = leads
        .iter()
        .filter_map(|lead| model.known.lead(*lead))
        .collect();
    let acts: Option<Vec<Act>> = leads.iter().map(|lead| one(model, lead, last)).collect();
    acts.filter(|acts| !acts.is_empty())
}

fn one(model: &Model, lead: &Lead, last: &Last) -> Option<Act> {
    let told = verdict::told(model);
    let verdict = match last {
        Last::Stand => {
            lead.standing()?;
            return Some(Act::Stands {
                lead: lead.id,
                told,
            });
        }
        Last::Accept => Verdict::Accepted(Acceptance {
            owner: lead.text(Field::Owner).trim().to_owned(),
            next_touch: Some(day::working_days_after(model.today(), 2)),
            because: None,
        }),
        Last::Refuse {
            code,
            detail,
            waived,
            returned,
            route,
        } => {
            if *code == ReasonCode::OTHER {
                return None;
            }
            let tries =
                model.ground.lists.reason(*code).map(|reason| reason.guard) == Some(Guard::Tries);
            if tries && verdict::too_early(model, &[lead.id]).is_some() {
                return None;
            }
            let accepted = lead
                .standing()
                .is_some_and(|standing| !matches!(standing.verdict, Verdict::NotAccepted(_)));
            if *returned && !accepted {
                return None;
            }
            let refusal = Refusal {
                reason: *code,
                route: route.clone(),
                detail: detail.clone(),
                criterion: verdict::failed(model, &[lead.id], *code, detail, *waived),
                waived: *waived,
            };
            if *returned || verdict::hands_back(model, lead) {
                Verdict::Returned(refusal)
            } else {
                Verdict::NotAccepted(refusal)
            }
        }
    };
    Some(Act::Verdict {
        lead: lead.id,
        verdict,
        told,
    })
}

/// What `.` would write, in one sentence.
pub fn sentence(model: &Model, leads: &[LeadId]) -> String {
    match offered(model, leads).as_deref() {
        Some([act]) => words::act(model, act),
        Some([act, ..]) => format!("{} leads, {}", leads.len(), words::act(model, act)),
        _ => String::new(),
    }
}

/// Writes it.
pub fn write(model: &mut Model, leads: &[LeadId]) -> Vec<Effect> {
    match offered(model, leads) {
        Some(acts) => verdict::write(model, leads, acts, None),
        None => Vec::new(),
    }
}
