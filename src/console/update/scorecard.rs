//! The scorecard's keys: tiles, views, the cells of a table; what each asks the ledger, and what it is told.

use super::{ask, capture, explain, places};
use crate::console::agenda;
use crate::console::command::Command;
use crate::console::effect::{Effect, Only, Question};
use crate::console::layout;
use crate::console::model::Model;
use crate::console::model::places::Place;
use crate::console::model::scorecard::View;
use crate::console::model::walk::Phase;
use crate::console::model::wire::Slot;
use crate::console::places::{Ask, CellAsk, TableAsk};
use crate::console::pop::{Capture, Narrowed, Pop, What};
use crate::console::room;
use crate::console::text::clean;
use crate::publish::figures::{csv, text};
use crate::review::figures::cut::Cut;
use crate::review::figures::strip;
use crate::review::figures::table::{REST, Table, Value};
use crate::review::filter::By;
use crate::review::lead::LeadId;
use crate::review::person::Role;

mod cut;
mod steer;

/// How wide a table is on paper.
const WIDTH: usize = 80;

pub use cut::{against, cut};
pub use steer::steered;

/// What the scorecard asks for when it comes into view: the room's figures, and the table in front.
pub fn entered(model: &mut Model) -> Vec<Effect> {
    let mut effects = vec![ask(model, Slot::Scorecard, Question::Place(Ask::Scorecard))];
    effects.extend(table(model));
    effects
}

/// Asks for the table in front, where one is.
fn table(model: &mut Model) -> Option<Effect> {
    let of = asked(model)?;
    if model.scorecard.sheet.table.is_none() {
        model.scorecard.put_kept(&of);
    }
    Some(ask(
        model,
        Slot::Table,
        Question::Place(Ask::Table(Box::new(of))),
    ))
}

/// What the table in front is of.
pub fn asked(model: &Model) -> Option<TableAsk> {
    let view = model.scorecard.view;
    view.is_table().then(|| TableAsk {
        view,
        cut: usual(model),
    })
}

/// The cut somebody asked for, else the wall's.
pub fn usual(model: &Model) -> Cut {
    let cut = model.scorecard.cut.clone();
    cut.unwrap_or_else(|| Cut::usual(model.today()))
}

/// Takes a table, where it is still the one in front.
pub fn told(model: &mut Model, of: Box<TableAsk>, table: Box<Table>) {
    if asked(model).as_ref() != Some(of.as_ref()) {
        return;
    }
    model.scorecard.keep(&of, &table);
    let sheet = &mut model.scorecard.sheet;
    sheet.of = Some(of);
    sheet.table = Some(table);
    sheet.counted = None;
    sheet.row = sheet.row.min(sheet.len().saturating_sub(1));
    let columns = sheet.table.as_ref().map_or(0, |table| table.columns.len());
    sheet.column = sheet.column.min(columns.saturating_sub(1));
}

/// How far the table in front is counted.
pub fn counted(model: &mut Model, done: u64, of: Option<u64>) {
    model.scorecard.sheet.counted = of.map(|of| (done, of));
}

/// Opens the list of the leads behind a cell.
pub fn cell_told(model: &mut Model, of: &CellAsk, leads: Vec<LeadId>) -> Vec<Effect> {
    let title = heading(model, of);
    explain::only(model, Only::These(title, leads.into()), None)
}

/// "Web, accepted": the row and the column a list came from.
fn heading(model: &Model, of: &CellAsk) -> String {
    let table = room::whole(model);
    let table = table.as_deref();
    let row = table.and_then(|table| match &of.row {
        Some(key) => table.rows.iter().find(|row| row.key == *key),
        None => table.total.as_ref(),
    });
    let column = table.and_then(|table| table.columns.get(of.column));
    format!(
        "{}, {}",
        row.map_or("", |row| row.label.as_str()),
        column.map_or("", |column| column.title.as_str())
    )
}

/// Puts a view in front.
pub fn show(model: &mut Model, view: View) -> Vec<Effect> {
    if view == View::Together && !leads_a_team(model) {
        model.warn("this one is for the leaders of the two teams and their sponsor");
        return Vec::new();
    }
    if view == View::Together && model.looks.presents {
        let key = model.keymap.shown(Command::Present);
        model.warn(format!(
            "this one is not for the room: {key} ends the presentation first"
        ));
        return Vec::new();
    }
    model.scorecard.view = view;
    let sheet = &mut model.scorecard.sheet;
    *sheet = crate::console::model::scorecard::Sheet::default();
    let left = model.wire.give_up(Slot::Table);
    let left = left.map(|ticket| Effect::LetGo { ticket });
    left.into_iter().chain(table(model)).collect()
}

/// What is for leaders alone leaves the screen that the room looks at.
pub fn presented(model: &mut Model) -> Vec<Effect> {
    if model.looks.presents && model.scorecard.view == View::Together {
        return show(model, View::Wall);
    }
    Vec::new()
}

/// Whether the person at this seat leads a team, or sponsors both.
fn leads_a_team(model: &Model) -> bool {
    let me = model.ground.people.iter().find(|one| one.name == model.me);
    me.is_some_and(|me| {
        matches!(
            me.role,
            Role::SalesLeader | Role::MarketingLeader | Role::ExecutiveSponsor
        )
    })
}

/// The same view of another cut.
pub fn recut(model: &mut Model, cut: Cut) -> Vec<Effect> {
    model.scorecard.cut = Some(cut);
    let sheet = &mut model.scorecard.sheet;
    sheet.table = None;
    sheet.row = 0;
    sheet.unfolded = false;
    table(model).into_iter().collect()
}

/// Why a command of the figures cannot be had here; `None` where it can, or where it is none of them.
pub fn barred(model: &Model, command: Command) -> Option<String> {
    use Command as C;
    let of_figures = [
        C::MoreFigures,
        C::TurnPage,
        C::Cut,
        C::Compare,
        C::Order,
        C::Export,
        C::FieldPromise,
        C::Steer,
    ];
    if !of_figures.contains(&command) {
        return None;
    }
    let here = match model.walking() {
        Some(walk) => walk.phase == Phase::Numbers,
        None => model.place == Place::Scorecard,
    };
    let tables = model.scorecard.view.is_table();
    match command {
        _ if !here => Some("this is for the figures: 3 shows them".to_owned()),
        C::TurnPage if agenda::page(model).is_none() => {
            Some("this kind of review looks at one page of figures: m lists them all".to_owned())
        }
        C::Order | C::Export if !tables => {
            Some("this is for a table of figures: m lists them".to_owned())
        }
        C::Steer if !matches!(model.scorecard.view, View::Slices | View::Quarter) => {
            Some("this is for the rows of the quarter or of slices: m lists them".to_owned())
        }
        _ => None,
    }
}

/// A command on the scorecard; `None` leaves it to the lists' usual ways.
pub fn command(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    match command {
        Command::MoreFigures => {
            model.pops.push(Pop::Views(Narrowed::default()));
            Some(Vec::new())
        }
        Command::TurnPage => {
            let next = agenda::page(model).map(|(.., next)| next);
            Some(next.map_or_else(Vec::new, |next| show(model, next)))
        }
        Command::Cut => Some(cut::open(model)),
        Command::Compare => Some(cut::compare(model)),
        Command::FieldPromise => Some(promise(model)),
        _ if model.scorecard.view == View::Wall => tiles(model, command),
        Command::Back => Some(show(model, View::Wall)),
        _ => on_table(model, command),
    }
}

fn tiles(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    let across = room::across(model);
    let at = places::tile(model);
    let to = match command {
        Command::Left => at.checked_sub(1).unwrap_or(at),
        Command::Right => (at + 1).min(5),
        Command::Up => at.checked_sub(across).unwrap_or(at),
        Command::Down if at + across < 6 => at + across,
        Command::Down => at,
        Command::Top => 0,
        Command::Bottom => 5,
        Command::Open | Command::Explain => return Some(explain::open(model)),
        Command::Topic if model.walk.is_some() => return Some(topic(model, at)),
        _ => return None,
    };
    match model.walking_mut() {
        Some(walk) => walk.kpi = to,
        None => model.scorecard.at = to,
    }
    Some(Vec::new())
}

/// The figure under the cursor as a topic for Decide, its words to be changed before Enter.
fn topic(model: &mut Model, at: usize) -> Vec<Effect> {
    let kpi = explain::TILES[at.min(explain::TILES.len() - 1)];
    let figure = model
        .scorecard
        .card
        .as_ref()
        .map_or_else(String::new, |card| strip::value(kpi, card.kpis(kpi)));
    topic_form(model, &format!("{}: {figure}", kpi.title()))
}

fn topic_form(model: &mut Model, text: &str) -> Vec<Effect> {
    let capture = Capture {
        what: What::Topic,
        lead: None,
        origin: capture::origin(model),
        evidence: Vec::new(),
    };
    capture::push(model, capture, text);
    Vec::new()
}

fn on_table(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    let page = usize::from(layout::parts(model.size).body.height / 2).max(1);
    let sheet = &mut model.scorecard.sheet;
    let last = sheet.len().saturating_sub(1);
    let columns = sheet.table.as_ref().map_or(0, |table| table.columns.len());
    match command {
        Command::Left => sheet.column = sheet.column.saturating_sub(1),
        Command::Right => sheet.column = (sheet.column + 1).min(columns.saturating_sub(1)),
        Command::Up => sheet.row = sheet.row.saturating_sub(1),
        Command::Down => sheet.row = (sheet.row + 1).min(last),
        Command::PageUp => sheet.row = sheet.row.saturating_sub(page),
        Command::PageDown => sheet.row = (sheet.row + page).min(last),
        Command::Top => sheet.row = 0,
        Command::Bottom => sheet.row = last,
        Command::Order => order(model),
        Command::Open => return Some(open(model)),
        Command::Explain => explain_cell(model),
        Command::Export => return Some(export(model)),
        Command::Steer => return Some(steer::open(model)),
        Command::Topic if model.walk.is_some() => {
            let row = room::row(model)?;
            let title = model.scorecard.view.title();
            return Some(topic_form(model, &format!("{title}: {}", row.label)));
        }
        _ => return None,
    }
    Some(Vec::new())
}

/// A promise; on a missing fact its words are there already: add that field to the form it is missing from most, or to
/// the one under the cursor.
fn promise(model: &mut Model) -> Vec<Effect> {
    let capture = Capture {
        what: What::Promise,
        lead: None,
        origin: capture::origin(model),
        evidence: Vec::new(),
    };
    let text = missing(model).unwrap_or_default();
    capture::push(model, capture, &text);
    Vec::new()
}

/// `add "budget" to the webinar form`, where a missing fact is under the cursor.
fn missing(model: &Model) -> Option<String> {
    if model.scorecard.view != View::Missing {
        return None;
    }
    let sheet = &model.scorecard.sheet;
    let (table, row) = (sheet.shown()?, sheet.current()?);
    if row.key.is_empty() || row.key == REST {
        return None;
    }
    if usual(model).by == By::Rep {
        // No rep is a form.
        return Some(format!("add \"{}\" to our forms", clean(&row.label)));
    }
    // The slices stand between "worth" and "the rest".
    let first = table.columns.iter().position(|one| one.title == "worth")? + 1;
    let rest = table
        .columns
        .iter()
        .position(|one| one.title == "the rest")?;
    let most = (first..rest).max_by_key(|at| match row.cells.get(*at).map(|cell| &cell.value) {
        Some(Value::Count(leads)) => (*leads, std::cmp::Reverse(*at)),
        _ => (0, std::cmp::Reverse(*at)),
    });
    let under = (first..rest)
        .contains(&sheet.column)
        .then_some(sheet.column);
    let slice = table.columns.get(under.or(most)?)?;
    Some(format!(
        "add \"{}\" to the {} form",
        clean(&row.label),
        clean(&slice.title)
    ))
}

fn order(model: &mut Model) {
    let sheet = &mut model.scorecard.sheet;
    let column = sheet.column;
    sheet.sort = match sheet.sort {
        Some((at, true)) if at == column => Some((column, false)),
        Some((at, false)) if at == column => None,
        _ => Some((column, true)),
    };
    sheet.row = 0;
    let title = sheet
        .table
        .as_ref()
        .and_then(|table| table.columns.get(column))
        .map_or_else(String::new, |column| column.title.clone());
    let said = match sheet.sort {
        Some((_, true)) => format!("highest first: {title}"),
        Some((_, false)) => format!("lowest first: {title}"),
        None => "in the table's own order".to_owned(),
    };
    model.say(said);
}

fn open(model: &mut Model) -> Vec<Effect> {
    let Some(row) = model.scorecard.sheet.current() else {
        return Vec::new();
    };
    if row.key == REST {
        model.scorecard.sheet.unfolded = true;
        return Vec::new();
    }
    let sheet = &model.scorecard.sheet;
    let cell = row.cells.get(sheet.column);
    let Some(of) = sheet.of.as_deref().cloned() else {
        return Vec::new();
    };
    if !cell.is_some_and(|cell| cell.opens) {
        model.say("no leads stand behind this one: x says how it is counted");
        return Vec::new();
    }
    let total = sheet
        .shown()
        .is_some_and(|table| sheet.row >= table.rows.len());
    let question = CellAsk {
        table: of,
        row: (!total).then_some(row.key),
        column: sheet.column,
    };
    let question = Question::Place(Ask::Cell(Box::new(question)));
    vec![ask(model, Slot::Cell, question)]
}

fn explain_cell(model: &mut Model) {
    let sheet = &model.scorecard.sheet;
    let (Some(table), Some(row)) = (room::table(model), room::row(model)) else {
        return;
    };
    let (Some(column), Some(cell)) = (table.columns.get(sheet.column), row.cells.get(sheet.column))
    else {
        return;
    };
    let title = format!("{}, {}: {}", row.label, column.title, cell.value.text());
    let mut lines = vec![column.doc.clone()];
    lines.extend(cell.value.honesty());
    let mut marks = row.marks.clone();
    marks.retain(|mark| mark != "under 10 leads");
    lines.push(marks.join(" · "));
    let of = table
        .lines
        .first()
        .filter(|_| model.scorecard.view.is_cut());
    lines.extend(of.cloned());
    lines.retain(|line| !line.is_empty());
    model.pops.push(Pop::Cell { title, lines });
}

/// The table as it stands on the screen, for the clipboard.
pub fn copied(model: &Model) -> Option<String> {
    let table = room::table(model).filter(|_| model.scorecard.view.is_table())?;
    Some(text(&table, WIDTH))
}

fn export(model: &mut Model) -> Vec<Effect> {
    let Some(table) = room::whole(model) else {
        model.warn("the table is still being counted");
        return Vec::new();
    };
    let name = model
        .scorecard
        .view
        .title()
        .to_lowercase()
        .replace(' ', "-");
    let (text, csv) = (text(&table, WIDTH), csv(&table));
    model.say("writing the table");
    vec![Effect::Export {
        ticket: model.wire.ask(Slot::Write),
        name,
        text,
        csv,
    }]
}
