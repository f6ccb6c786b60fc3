//! What the guard that asks for a criterion stands on: the criteria the lead is judged by.

use crate::console::form::Blank;
use crate::console::model::Model;
use crate::review::agreement::criterion::Met;
use crate::review::agreement::definition::{Criterion, CriterionKey};
use crate::review::lead::LeadId;

/// Which criterion failed, of the version the first lead is judged by, the one that fails it first; `None` where no
/// criteria are agreed.
pub fn criteria(model: &Model, leads: &[LeadId]) -> Option<Blank> {
    let lead = model.known.lead(*leads.first()?)?;
    let agreement = &model.ground.agreement;
    let (by, judged) = agreement.judged(lead, model.zone(), model.today())?;
    let mut results = judged.results;
    // What failed stands first, then what nobody knows.
    results.sort_by_key(|(_, met)| match met {
        Met::Failed => 0,
        Met::Unknown => 1,
        Met::Met => 2,
    });
    let name = |(key, _): &(_, Met)| Some(by.definition.criterion(*key)?.name.clone());
    let options: Vec<String> = results.iter().filter_map(name).collect();
    let first = options.first()?.clone();
    let hint = format!("of v{}; what fails it stands first", by.version.number);
    Some(Blank::pick("which criterion failed", options, &first).hint(hint))
}

/// The number of the criterion that was chosen, in the version the first lead is judged by.
pub fn named(model: &Model, leads: &[LeadId], words: &str) -> Option<CriterionKey> {
    let lead = model.known.lead(*leads.first()?)?;
    let agreement = &model.ground.agreement;
    let by = agreement.judges(lead.delivered(), model.zone(), model.today())?;
    let same = |one: &&Criterion| one.name.trim() == words.trim();
    Some(by.definition.criteria.iter().find(same)?.key)
}
