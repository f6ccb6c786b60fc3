//! The tab of our agreement: the sections, and the one page people sign.

use crate::console::command::Command;
use crate::console::effect::Effect;
use crate::console::model::Model;
use crate::console::model::agreement::Tab;
use crate::console::model::wire::Slot;
use crate::publish::agreement::{Agreed, Form, Sheet};
use crate::review::agreement::version::{Section, Wording};

/// How many rows its cursor walks: the sections.
pub fn rows(_model: &Model) -> usize {
    Section::ALL.len()
}

/// Enter goes to the section under the cursor; the page below scrolls.
pub fn command(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    let lines = page(model).lines().count();
    let most = u16::try_from(lines.saturating_sub(1)).unwrap_or(u16::MAX);
    let scroll = model.agreement.scroll;
    match command {
        Command::PageDown => model.agreement.scroll = scroll.saturating_add(8).min(most),
        Command::PageUp => model.agreement.scroll = scroll.saturating_sub(8),
        Command::Open | Command::Setting => {
            let section = Section::ALL.get(model.agreement.at()).copied();
            model.agreement.tab = Tab::ALL
                .into_iter()
                .find(|tab| section.is_some() && tab.section() == section)?;
        }
        _ => return None,
    }
    Some(Vec::new())
}

/// The page as text of at most 80 columns; empty where nothing is in force.
pub fn page(model: &Model) -> String {
    agreed(model)
        .page(Sheet::Ours)
        .ok()
        .and_then(|page| Form::Text.write(&page).ok())
        .unwrap_or_default()
}

/// Why a wording does not fit on its page, with the count.
pub fn unfit(model: &Model, wording: &Wording) -> Option<String> {
    agreed(model).unfit(wording)
}

/// How many lines the page of a wording takes.
pub fn takes(model: &Model, wording: &Wording) -> usize {
    agreed(model).takes(wording)
}

/// Why the page people sign cannot leave, with the count; `None` where nothing is in force.
pub fn too_long(model: &Model) -> Option<String> {
    Agreed::too_long(&agreed(model).page(Sheet::Ours).ok()?)
}

fn agreed(model: &Model) -> Agreed<'_> {
    Agreed {
        agreement: &model.ground.agreement,
        people: &model.ground.people,
        day: model.today(),
        zone: model.zone(),
    }
}

/// Writes the page of the tab in front beside the ledger, in every form.
pub fn publish(model: &mut Model) -> Vec<Effect> {
    let sheet = match model.agreement.tab {
        Tab::Definition => Sheet::Definition,
        Tab::Sla => Sheet::Sla,
        Tab::Rules => Sheet::Rules,
        Tab::Page | Tab::Plan | Tab::Lists => Sheet::Ours,
    };
    if let Err(why) = agreed(model).one_page(sheet) {
        model.warn(why);
        return Vec::new();
    }
    let ticket = model.wire.ask(Slot::Write);
    vec![Effect::Publish { ticket, sheet }]
}
