//! What a review is planned as: its phases with their minutes, and the facilitator's card of each.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::phase::Phase;

/// A phase and the minutes planned for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    pub phase: Phase,
    pub minutes: u32,
}

/// A kind of review: in which order which phases come, and how long each takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// What scripts and settings call it: `monthly`.
    pub key: String,
    /// What people call it.
    pub name: String,
    pub slots: Vec<Planned>,
    /// What Numbers looks at, page by page, by the names of the scorecard's views. `None`: as the program's own
    /// template of that key says; where it says nothing either, the six figures.
    #[serde(default)]
    pub pages: Option<Vec<String>>,
}

impl Template {
    /// Plans so many minutes for a phase; one that is new stands where its digit puts it, before Close.
    pub fn plan(&mut self, phase: Phase, minutes: u32) {
        if let Some(slot) = self.slots.iter_mut().find(|slot| slot.phase == phase) {
            slot.minutes = minutes;
            return;
        }
        let after = |slot: &Planned| {
            slot.phase == Phase::Close || phase < Phase::Close && slot.phase > phase
        };
        let at = self.slots.iter().position(after);
        let at = at.unwrap_or(self.slots.len());
        self.slots.insert(at, Planned { phase, minutes });
    }

    /// Planned minutes in all.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        self.slots.iter().map(|slot| slot.minutes).sum()
    }
}

/// What the facilitator says in a phase, asks, and does where it does not go on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Card {
    pub say: String,
    pub ask: String,
    pub stuck: String,
    /// What a team that works well together does here (P. Lencioni, *The Five Dysfunctions of a Team*, 2002).
    #[serde(default)]
    pub watch: String,
}

/// The templates and cards a ledger works with. A setting of the ledger is laid over what comes with the program.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Agendas {
    #[serde(default)]
    pub templates: Vec<Template>,
    #[serde(default)]
    pub cards: BTreeMap<Phase, Card>,
}

impl Agendas {
    /// These with a team's own laid over them: a template or a card of the same name takes the place.
    #[must_use]
    pub fn with(mut self, own: Self) -> Self {
        for template in own.templates {
            let same = |known: &&mut Template| known.key == template.key;
            match self.templates.iter_mut().find(same) {
                Some(known) => {
                    let pages = template.pages.clone().or(known.pages.take());
                    *known = Template { pages, ..template };
                }
                None => self.templates.push(template),
            }
        }
        self.cards.extend(own.cards);
        self
    }

    /// The template of a key.
    #[must_use]
    pub fn template(&self, key: &str) -> Option<&Template> {
        self.templates.iter().find(|template| template.key == key)
    }
}

/// The slots of a review that was opened without any: the monthly template's, as far as its minutes for the leads say.
#[must_use]
pub fn assumed(minutes: u32, lead_minutes: u32) -> Vec<Planned> {
    const REST: [(Phase, u32); 6] = [
        (Phase::Open, 5),
        (Phase::Promises, 8),
        (Phase::Numbers, 7),
        (Phase::Lessons, 12),
        (Phase::Decide, 8),
        (Phase::Close, 5),
    ];
    let rest = minutes.saturating_sub(lead_minutes);
    Phase::SEVEN
        .into_iter()
        .map(|phase| {
            let planned = REST.iter().find(|(of, _)| *of == phase);
            let minutes = planned.map_or(lead_minutes, |(_, of)| (of * rest).div_ceil(45));
            Planned { phase, minutes }
        })
        .collect()
}
