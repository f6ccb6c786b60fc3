//! The tab of our agreement: the one page people sign.

use crate::console::command::Command;
use crate::console::effect::Effect;
use crate::console::model::Model;
use crate::review::agreement::version::Section;

/// How many rows its cursor walks: the sections.
pub fn rows(_model: &Model) -> usize {
    Section::ALL.len()
}

/// Enter goes to the section under the cursor.
pub fn command(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    use crate::console::model::agreement::Tab;
    if !matches!(command, Command::Open | Command::Setting) {
        return None;
    }
    let section = Section::ALL.get(model.agreement.at())?;
    let tab = Tab::ALL
        .into_iter()
        .find(|tab| tab.section() == Some(*section))?;
    model.agreement.tab = tab;
    Some(Vec::new())
}
