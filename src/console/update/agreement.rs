//! The Agreement place: its tabs, and the text in hand that every section's tab edits.
//!
//! # Editing a section
//! A tab never writes to the ledger. It changes the text in hand, which lives in the model only:
//!
//! * [`reading`] is what a tab shows: the text in hand, else the draft that was kept, else what is on the table, else
//!   what is in force; [`definition`], [`sla`], [`rules`] and [`plan`] are the same with their type;
//! * [`change_definition`], [`change_sla`], [`change_rules`], [`change_plan`] take the text into the hand and change it;
//! * [`in_hand`] tells whether it differs from what was kept.
//!
//! Keeping the draft, proposing, voting and the rest are the same for every section (`turn`): a tab has nothing to do.
//!
//! # A tab
//! One file a tab here and in `view/agreement`. Here `rows(model)` counts the rows its cursor walks, and
//! `command(model, command)` does what the tab understands (`Setting` and `Open` edit, `AddLine`, `TakeOut`, `Starter`,
//! `Less`, `More`, what is its own), `None` for the rest: moving the cursor and switching tabs happen here. Its
//! cursor is `model.agreement.cursor(Tab::…)`. What a form of it means is one `Purpose` and one arm in `forms::done`.

pub mod clauses;
pub mod deeds;
pub mod definition;
pub mod lists;
pub mod page;
pub mod plan;
pub mod round;
pub mod rules;
pub mod sla;
mod turn;
pub mod versions;

pub use turn::step;

use super::{ask, browse, explain, settings};
use crate::console::command::Command;
use crate::console::effect::{Effect, Question};
use crate::console::model::Model;
use crate::console::model::agreement::{Hand, Tab};
use crate::console::model::places::Place;
use crate::console::model::wire::Slot;
use crate::console::places::Ask;
use crate::review::agreement::definition::Definition;
use crate::review::agreement::fields::{Field, fields};
use crate::review::agreement::plan::Plan;
use crate::review::agreement::rules::Rules;
use crate::review::agreement::sla::Sla;
use crate::review::agreement::version::{Section, Wording};

/// What was there before anything was taken into the hand: the draft that was kept, else what is on the table, else
/// what is in force, else what was proposed last.
pub fn kept(model: &Model, section: Section) -> Option<&Wording> {
    let history = model.ground.agreement.section(section);
    let draft = history.draft.as_ref().map(|(wording, _, _)| wording);
    let version = || {
        history
            .on_the_table()
            .or_else(|| history.in_force(model.today()))
            .or_else(|| history.versions.last())
    };
    draft.or_else(|| version().map(|version| &version.wording))
}

/// The sections whose text in hand is not kept: what leaving the program would lose.
pub fn unkept(model: &Model) -> Vec<Section> {
    let changed = |section: &Section| in_hand(model, *section);
    Section::ALL.into_iter().filter(changed).collect()
}

/// Keeps every text in hand as its section's draft; nothing where one of them cannot be kept, and says why.
pub fn keep_all(model: &mut Model) -> Vec<Effect> {
    let mut all = Vec::new();
    for section in unkept(model) {
        let effects = turn::keep(model, section);
        if effects.is_empty() {
            return effects;
        }
        all.extend(effects);
    }
    all
}

/// The text a section's tab shows; `None` where nobody has written any.
pub fn reading(model: &Model, section: Section) -> Option<&Wording> {
    let hand = model.agreement.hands.get(&section);
    hand.map(|hand| &hand.wording)
        .or_else(|| kept(model, section))
}

/// Whether the text in hand differs from what was kept.
pub fn in_hand(model: &Model, section: Section) -> bool {
    let hand = model.agreement.hands.get(&section);
    hand.is_some_and(|hand| hand.wording != hand.from)
}

/// The definition as its tab shows it.
pub fn definition(model: &Model) -> Option<&Definition> {
    match reading(model, Section::Definition)? {
        Wording::Definition(text) => Some(text),
        _ => None,
    }
}

/// The SLA as its tab shows it.
pub fn sla(model: &Model) -> Option<&Sla> {
    match reading(model, Section::Sla)? {
        Wording::Sla(text) => Some(text),
        _ => None,
    }
}

/// The rules as their tab shows them.
pub fn rules(model: &Model) -> Option<&Rules> {
    match reading(model, Section::Rules)? {
        Wording::Rules(text) => Some(text),
        _ => None,
    }
}

/// The plan as its tab shows it.
pub fn plan(model: &Model) -> Option<&Plan> {
    match reading(model, Section::Plan)? {
        Wording::Plan(text) => Some(text),
        _ => None,
    }
}

/// Changes the definition in hand.
pub fn change_definition(model: &mut Model, change: impl FnOnce(&mut Definition)) {
    if let Wording::Definition(text) = draft_mut(model, Section::Definition) {
        change(text);
    }
}

/// Changes the SLA in hand.
pub fn change_sla(model: &mut Model, change: impl FnOnce(&mut Sla)) {
    if let Wording::Sla(text) = draft_mut(model, Section::Sla) {
        change(text);
    }
}

/// Changes the rules in hand.
pub fn change_rules(model: &mut Model, change: impl FnOnce(&mut Rules)) {
    if let Wording::Rules(text) = draft_mut(model, Section::Rules) {
        change(text);
    }
}

/// Changes the plan in hand.
pub fn change_plan(model: &mut Model, change: impl FnOnce(&mut Plan)) {
    if let Wording::Plan(text) = draft_mut(model, Section::Plan) {
        change(text);
    }
}

/// The text in hand of a section, taken up where it was not.
pub fn draft_mut(model: &mut Model, section: Section) -> &mut Wording {
    let from = kept(model, section)
        .cloned()
        .unwrap_or_else(|| Wording::empty(section));
    let hand = model
        .agreement
        .hands
        .entry(section)
        .or_insert_with(|| Hand {
            wording: from.clone(),
            from,
        });
    &mut hand.wording
}

/// After the ground was told: a text in hand that is now kept or on the table need not be held any longer.
pub fn settle(model: &mut Model) {
    for section in Section::ALL {
        let same = model
            .agreement
            .hands
            .get(&section)
            .map(|hand| &hand.wording);
        if same.is_some() && same == kept(model, section) {
            model.agreement.hands.remove(&section);
        }
    }
}

/// A section's text as rows, one a field.
pub fn read_rows(model: &Model, section: Section) -> Vec<Field> {
    reading(model, section)
        .map(|wording| fields(wording, sla(model)))
        .unwrap_or_default()
}

/// Asks for what the tab in front shows.
pub fn entered(model: &mut Model) -> Vec<Effect> {
    match model.agreement.tab {
        Tab::Lists => vec![ask(model, Slot::Used, Question::Place(Ask::Used))],
        Tab::Plan => plan::asked(model),
        Tab::Sla | Tab::Rules => vec![super::places::kept(model)],
        Tab::Definition => definition::entered(model),
        Tab::Page => Vec::new(),
    }
}

/// To the place, with a tab in front: out of a review too.
pub fn go(model: &mut Model, tab: Tab) -> Vec<Effect> {
    model.agreement.tab = tab;
    model.place = Place::Agreement;
    model.away = model.walk.is_some();
    browse::reload(model)
}

/// Which tab a command of the palette goes to, counted from 1.
pub fn tab(model: &mut Model, at: u8) -> Vec<Effect> {
    let tab = Tab::ALL.get(usize::from(at.saturating_sub(1)));
    go(model, tab.copied().unwrap_or_default())
}

/// Why one of the place's own commands cannot be had here and now.
pub fn barred(model: &Model, command: Command) -> Option<String> {
    use Command as C;
    if matches!(command, C::KeepClause | C::ChangeClause | C::SignAgain) {
        return clauses::barred(model, command);
    }
    if model.walking().is_some() || model.place != Place::Agreement {
        return Some("this is for the Agreement: F3 goes there".to_owned());
    }
    let listed = matches!(command, C::AddLine | C::TakeOut | C::Starter);
    let about = section_in_front(model);
    let draft = matches!(command, C::KeepDraft | C::DropDraft | C::Propose);
    let of_lists = matches!(command, C::Setting | C::AddLine) || turns_tab(command);
    if model.agreement.tab == Tab::Lists && of_lists {
        return None;
    }
    if model.agreement.tab == Tab::Lists || model.agreement.tab == Tab::Page && (listed || draft) {
        return Some("Tab goes to the tab it is for: what a lead is, SLA, rules, plan".to_owned());
    }
    if command == C::GoRound && model.agreement.tab != Tab::Definition {
        return Some("the question goes round on the tab of what a lead is: F4".to_owned());
    }
    let own = match (command, model.agreement.tab) {
        (C::AnswerMiss | C::Issue, _) | (_, Tab::Sla) => sla::barred(model, command),
        (_, Tab::Rules) => rules::barred(model, command),
        _ => None,
    };
    if own.is_some() {
        return own;
    }
    if listed {
        return match model.agreement.tab {
            Tab::Definition => definition::barred(model, command),
            tab => not_listed(tab, command),
        };
    }
    about.and_then(|section| turn::barred(model, command, section))
}

fn turns_tab(command: Command) -> bool {
    matches!(
        command,
        Command::TabNext | Command::TabBefore | Command::Less | Command::More
    )
}

/// The section a step is about: that of the tab, on the page the one under the cursor.
fn section_in_front(model: &Model) -> Option<Section> {
    match model.agreement.tab {
        Tab::Page => Section::ALL.get(model.agreement.at()).copied(),
        tab => tab.section(),
    }
}

/// Why nothing can be added to the tab, taken out of it or loaded into it.
fn not_listed(tab: Tab, command: Command) -> Option<String> {
    if matches!(tab, Tab::Sla | Tab::Rules | Tab::Plan) {
        return None;
    }
    Some(match command {
        Command::Starter => "this tab has no starter set".to_owned(),
        _ => "this tab has no list to change".to_owned(),
    })
}

/// A command the place understands; `None` leaves it to the lists' usual ways.
pub fn command(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    let tab = model.agreement.tab;
    let own = match tab {
        Tab::Page => page::command(model, command),
        Tab::Definition => definition::command(model, command),
        Tab::Sla => sla::command(model, command),
        Tab::Rules => rules::command(model, command),
        Tab::Plan => plan::command(model, command),
        Tab::Lists => lists::command(model, command),
    };
    if own.is_some() {
        return own;
    }
    match command {
        Command::TabNext | Command::More => return Some(switch(model, 1)),
        Command::TabBefore | Command::Less => return Some(switch(model, Tab::ALL.len() - 1)),
        Command::GoRound => return Some(round::next(model)),
        Command::KeepDraft
        | Command::DropDraft
        | Command::Propose
        | Command::Vote
        | Command::Ratify
        | Command::Withdraw
        | Command::KeepAsIs
        | Command::Sign
        | Command::HasRead
        | Command::Versions
        | Command::Publish => {
            let section = section_in_front(model)?;
            return Some(turn::command(model, command, section));
        }
        _ => {
            let at = u64::try_from(model.agreement.at()).unwrap_or(0);
            let to = explain::moves(command, at, rows_of(model))?;
            model.agreement.stand(tab, to);
        }
    }
    Some(Vec::new())
}

fn switch(model: &mut Model, by: usize) -> Vec<Effect> {
    let at = Tab::ALL.iter().position(|tab| *tab == model.agreement.tab);
    let to = (at.unwrap_or(0) + by) % Tab::ALL.len();
    model.agreement.tab = Tab::ALL.get(to).copied().unwrap_or_default();
    entered(model)
}

/// How many rows the cursor of the tab in front walks.
pub fn rows_of(model: &Model) -> usize {
    match model.agreement.tab {
        Tab::Page => page::rows(model),
        Tab::Definition => definition::rows(model),
        Tab::Sla => sla::rows(model),
        Tab::Rules => rules::rows(model),
        Tab::Plan => plan::rows(model),
        Tab::Lists => lists::rows(model),
    }
}

/// What is copied of the tab in front: the row under the cursor, else the whole page.
pub fn copied(model: &Model) -> Option<String> {
    let at = model.agreement.at();
    let field = |section: Section| {
        let row = read_rows(model, section).into_iter().nth(at)?;
        Some(format!("{}: {}", row.label, row.text))
    };
    match model.agreement.tab {
        Tab::Sla => crate::console::view::agreement::sla::copied(model),
        Tab::Rules => crate::console::view::agreement::rules::copied(model),
        Tab::Lists => {
            let row = settings::rows(model).into_iter().nth(at)?;
            Some(format!("{}: {}", row.name, row.value))
        }
        Tab::Page => Section::ALL.into_iter().nth(at).and_then(|section| {
            let texts: Vec<String> = read_rows(model, section)
                .into_iter()
                .map(|row| format!("{}: {}", row.label, row.text))
                .collect();
            (!texts.is_empty()).then(|| texts.join("\n"))
        }),
        tab => field(tab.section()?),
    }
}
