//! What an SLA and a page of rules can begin from: ours, to be changed before anybody proposes them.

use super::names::Names;
use super::rules::Rules;
use super::sla::Sla;

/// The starter SLA: four clauses a side, the stages by the names agreed.
#[must_use]
pub fn sla(names: &Names) -> Sla {
    let text = include_str!("../../../assets/agreement/sla.toml");
    let mut sla: Sla = toml::from_str(text).unwrap_or_default();
    for clause in &mut sla.clauses {
        names.put(&mut clause.text);
        names.put(&mut clause.consequence);
    }
    sla
}

/// The starter rules: six, each measured, the stages by the names agreed.
#[must_use]
pub fn rules(names: &Names) -> Rules {
    let text = include_str!("../../../assets/agreement/rules.toml");
    let mut rules: Rules = toml::from_str(text).unwrap_or_default();
    for rule in &mut rules.rules {
        names.put(&mut rule.text);
    }
    rules
}
