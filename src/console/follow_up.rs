//! What the agreed follow-up and call plan say of one lead on hand.

use crate::console::model::Model;
use crate::console::model::known::OneLead;
use crate::review::agreement::sla::Sla;
use crate::review::agreement::sla::follow_up::{Step, of_lead, taken};
use crate::review::lead::{Answer, Lead, LeadId};

/// The checklist that holds for a lead.
pub fn checklist(model: &Model, lead: LeadId) -> Vec<String> {
    let lead = model.known.lead(lead);
    let sla = lead.and_then(|lead| agreed(model, lead));
    sla.map_or_else(Vec::new, |sla| sla.call_plan.clone())
}

/// The SLA that holds for a lead.
pub fn agreed<'model>(model: &'model Model, lead: &Lead) -> Option<&'model Sla> {
    let agreement = &model.ground.agreement;
    agreement.sla_of(lead, model.zone(), model.today())
}

/// How far the agreed follow-up went; `None` where none is agreed for the lead, or its touches are not at hand.
pub fn steps(model: &Model, one: &OneLead) -> Option<Vec<Step>> {
    let (lead, touches) = (&one.lead, one.all_touches()?);
    let sla = agreed(model, lead)?;
    of_lead(sla, lead, &touches, model.zone(), model.today())
}

/// What a lead lacks before it may be called out of reach by the agreed follow-up: the steps taken, and all of them.
pub fn lacks(model: &Model, lead: LeadId) -> Option<(usize, usize)> {
    let one = model.known.one(lead)?;
    if let Some(steps) = steps(model, one) {
        let done = taken(&steps);
        return (done < steps.len()).then_some((done, steps.len()));
    }
    // Its touches are not at hand: their number alone tells.
    let sla = agreed(model, &one.lead)?;
    let (made, all) = (one.lead.touches().count, sla.follow_up.len());
    let made = usize::try_from(made).unwrap_or(usize::MAX);
    (one.lead.delivered().at().is_some() && made < all).then_some((made, all))
}

/// Why no call can be planned for these leads.
pub fn barred(model: &Model, leads: &[LeadId]) -> Option<String> {
    let first = leads.first()?;
    if checklist(model, *first).is_empty() {
        let why = "no call plan was agreed for this lead: the SLA has one in its last line, F5";
        return Some(why.to_owned());
    }
    let accepted = leads.iter().all(|lead| {
        let lead = model.known.lead(*lead);
        lead.is_some_and(|lead| matches!(lead.facts().answer, Answer::Accepted { .. }))
    });
    (!accepted).then(|| "a call is planned for an accepted lead: a accepts it".to_owned())
}
