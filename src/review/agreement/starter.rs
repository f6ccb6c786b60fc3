//! What an SLA and a page of rules can begin from: ours, to be changed before anybody proposes them.

use super::rules::Rules;
use super::sla::Sla;

/// The starter SLA: four clauses a side.
#[must_use]
pub fn sla() -> Sla {
    toml::from_str(include_str!("../../../assets/agreement/sla.toml")).unwrap_or_default()
}

/// The starter rules: six, each measured.
#[must_use]
pub fn rules() -> Rules {
    toml::from_str(include_str!("../../../assets/agreement/rules.toml")).unwrap_or_default()
}
