//! The kinds of review and the facilitator's cards: those that come with the program, a team's own laid over them.

use super::model::Model;
use super::model::scorecard::View;
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

/// What Numbers looks at in the review on the table, page by page; none where its kind names none.
pub fn pages(model: &Model) -> Vec<View> {
    let Some(walk) = model.walking() else {
        return Vec::new();
    };
    let agendas = agendas(model);
    let template = agendas.template(&walk.meeting.opening.template);
    let pages = template.and_then(|template| template.pages.as_deref());
    let pages = pages.unwrap_or_default().iter();
    pages.filter_map(|name| View::named(name)).collect()
}

/// The page after the one in front, and where that one stands: `(2, 3, next)` is the second of three. `None` where
/// there is nothing to turn to.
pub fn page(model: &Model) -> Option<(usize, usize, View)> {
    let pages = pages(model);
    let at = pages.iter().position(|view| *view == model.scorecard.view);
    let next = at.map_or(0, |at| (at + 1) % pages.len());
    let next = pages.get(next).filter(|_| pages.len() > 1)?;
    Some((at.map_or(0, |at| at + 1), pages.len(), *next))
}

/// The facilitator's card of a phase.
pub fn card(model: &Model, phase: Phase) -> Card {
    agendas(model).cards.remove(&phase).unwrap_or_default()
}
