//! The versions of a section: which one is looked at, what it changed, the whole text of it.

use crate::console::effect::Effect;
use crate::console::key::{Code, Key};
use crate::console::model::Model;
use crate::console::pop::{Pop, Versions};
use crate::review::agreement::version::Section;

/// Opens at what is on the table, else at the latest.
pub fn open(model: &Model, section: Section) -> Versions {
    let history = model.ground.agreement.section(section);
    Versions {
        section,
        at: history.versions.len().saturating_sub(1),
        whole: false,
        scroll: 0,
    }
}

/// Walks the versions, scrolls, turns from what changed to the whole text.
pub fn key(model: &mut Model, mut versions: Box<Versions>, key: Key) -> Vec<Effect> {
    let history = model.ground.agreement.section(versions.section);
    let last = history.versions.len().saturating_sub(1);
    let to = match key.code {
        Code::Esc => return Vec::new(),
        Code::Left | Code::Char('h' | '[') => versions.at.saturating_sub(1),
        Code::Right | Code::Char('l' | ']') => (versions.at + 1).min(last),
        _ => versions.at,
    };
    if to != versions.at {
        versions.at = to;
        versions.scroll = 0;
    }
    let page = (model.size.1 / 2).max(1);
    match key.code {
        Code::Enter | Code::Tab => {
            versions.whole = !versions.whole;
            versions.scroll = 0;
        }
        Code::Down | Code::Char('j') => versions.scroll = versions.scroll.saturating_add(1),
        Code::Up | Code::Char('k') => versions.scroll = versions.scroll.saturating_sub(1),
        Code::PageDown => versions.scroll = versions.scroll.saturating_add(page),
        Code::PageUp => versions.scroll = versions.scroll.saturating_sub(page),
        Code::Home | Code::Char('g') => versions.scroll = 0,
        _ => {}
    }
    let rows = crate::console::view::agreement::versions::lines(model, &versions).len();
    let most = u16::try_from(rows.saturating_sub(1)).unwrap_or(u16::MAX);
    versions.scroll = versions.scroll.min(most);
    model.pops.push(Pop::Versions(versions));
    Vec::new()
}
