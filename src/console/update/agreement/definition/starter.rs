//! The starter set for the benchmark lead: a suggestion, to be edited.

use super::change_definition;
use crate::console::model::Model;
use crate::review::agreement::definition::Definition;

const BENCHMARK: &str = include_str!("../../../../../assets/agreement/benchmark-lead.toml");

/// Adds the starter's criteria and words to the text in hand. What stands there already stays.
pub fn load(model: &mut Model) {
    let Ok(starter) = toml::from_str::<Definition>(BENCHMARK) else {
        model.warn("the starter set could not be read");
        return;
    };
    let mut added = 0;
    change_definition(model, |text| added = merge(text, starter));
    model.say(format!(
        "{added} suggested criteria are in hand: e edits, d takes out what is not yours"
    ));
}

/// How many criteria came in.
fn merge(text: &mut Definition, starter: Definition) -> usize {
    let mut added = 0;
    for mut criterion in starter.criteria {
        if text.criteria.iter().any(|one| one.name == criterion.name) {
            continue;
        }
        criterion.key = text.next_key();
        text.criteria.push(criterion);
        added += 1;
    }
    if text.summary.is_empty() {
        text.summary = starter.summary;
    }
    if text.titles.is_empty() {
        text.titles = starter.titles;
    }
    if text.buying_group.is_empty() {
        text.buying_group = starter.buying_group;
    }
    added
}
