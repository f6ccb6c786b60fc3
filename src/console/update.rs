//! The one place where the model changes: a message in, effects out.

use super::effect::{Effect, Question, Ticket};
use super::message::Message;
use super::model::Model;
use super::model::wire::Slot;
use super::theme::{Theme, ThemeName};

pub mod agreement;
mod answers;
mod asked;
mod begin;
pub mod blind;
mod browse;
pub(super) mod campaigns;
mod capture;
mod command;
pub(super) mod decide;
mod explain;
pub(super) mod fix;
mod forms;
mod history;
mod import;
mod lead;
mod mouse;
pub(super) mod people;
mod phase;
mod places;
mod pops;
pub(super) mod promises;
mod record;
mod repeat;
mod scorecard;
mod series;
mod settings;
mod start;
mod verdict;
mod walk;
mod whatif;

pub use begin::begin;
pub(super) use command::barred;
pub use command::scopes;
pub use explain::TILES;
pub(super) use pops::{commands, found, views};
pub(super) use repeat::sentence;
pub use settings::ANSWER_LIMIT;
pub(super) use settings::{SettingRow, rows as setting_rows};
pub(super) use walk::consent_left;

/// Takes in one message; what is to be done comes back as data.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Key { key, at } => {
            model.now = at;
            command::key(model, key)
        }
        Message::Paste { text, at } => {
            model.now = at;
            if let Some(effects) = start::paste(model, &text) {
                return effects;
            }
            pops::paste(model, &text);
            Vec::new()
        }
        Message::Mouse { mouse, at } => {
            model.now = at;
            mouse::mouse(model, mouse)
        }
        Message::Size { width, height } => {
            model.size = (width, height);
            Vec::new()
        }
        Message::Clock { at } => {
            model.now = at;
            walk::tell_place(model)
        }
        Message::Background { light } => {
            if !model.looks.chosen {
                let name = if light {
                    ThemeName::Light
                } else {
                    ThemeName::Dark
                };
                model.looks.theme = Theme::of(name);
            }
            Vec::new()
        }
        Message::Recorded { ticket, entries } => record::recorded(model, ticket, &entries),
        Message::NotRecorded { ticket, why } => record::not_recorded(model, ticket, why),
        Message::Told { entries } => record::told(model, &entries),
        Message::Answer { ticket, answer } => answers::answer(model, ticket, answer),
        Message::NotAnswered { ticket, why } | Message::Failed { ticket, why } => {
            answers::failed(model, ticket, &why);
            Vec::new()
        }
        Message::Progress { ticket, done, of } => {
            how_far(model, ticket, done, of);
            Vec::new()
        }
        Message::Imported { ticket, files } => import::imported(model, ticket, files),
        Message::Written { ticket, path } => {
            model.wire.answered(ticket);
            model.say(format!("written: {}", super::text::clean(&path)));
            Vec::new()
        }
    }
}

/// How far an import or a count is.
fn how_far(model: &mut Model, ticket: Ticket, done: u64, of: Option<u64>) {
    match model.wire.slot(ticket) {
        Some(Slot::Import) => model.import = Some((done, of)),
        Some(Slot::Table) => scorecard::counted(model, done, of),
        _ => {}
    }
}

/// Asks the ledger something; a newer question for the same place makes this one's answer worthless.
fn ask(model: &mut Model, slot: Slot, question: Question) -> Effect {
    let ticket = model.wire.ask(slot);
    model.known.ask(ticket);
    Effect::Ask { ticket, question }
}
