//! The kinds of review and the facilitator's cards: those that come with the program, a team's own laid over them.

use super::model::Model;
use crate::review::meeting::agenda::{Agendas, Card};
use crate::review::meeting::phase::Phase;

const DEFAULTS: &str = include_str!("../../assets/agenda.toml");

/// The setting that holds a team's own templates and cards, as JSON.
pub const SETTING: &str = "agenda";

/// Those that come with the program.
pub fn defaults() -> Agendas {
    toml::from_str(DEFAULTS).unwrap_or_default()
}

/// A team's own, as its setting has them; one that cannot be read is none.
pub fn own(model: &Model) -> Agendas {
    let setting = model.ground.settings.get(SETTING);
    setting
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default()
}

/// What holds in this ledger.
pub fn agendas(model: &Model) -> Agendas {
    defaults().with(own(model))
}

/// The facilitator's card of a phase.
pub fn card(model: &Model, phase: Phase) -> Card {
    agendas(model).cards.remove(&phase).unwrap_or_default()
}
