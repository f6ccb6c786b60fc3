//! Bringing files in: which files, what is unsettled, the import itself, and what became of it.

use super::{ask, browse, command, start};
use crate::console::command::{Command, Scope};
use crate::console::effect::{Effect, Given, Question, Ticket};
use crate::console::key::{Code, Key};
use crate::console::model::Model;
use crate::console::model::import::{Bringing, Choice, Part, Stage, first_open};
use crate::console::model::wire::Slot;
use crate::console::text::clean;
use crate::review::proposal::{Brought, Proposal};
use crate::review::row::Kind;

mod preview;

/// Where people's files usually lie.
pub const USUAL_FOLDER: &str = "~/Downloads/";

/// Opens the screen: the import under way, the preview as it was left, or the question which files.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let kept = model.bringing.take();
    let bringing = match kept {
        Some(kept) if kept.stage != Stage::Done => *kept,
        _ => Bringing::default(),
    };
    model.bringing = Some(Box::new(Bringing {
        in_front: true,
        ..bringing
    }));
    look_around(model)
}

/// Asks what lies in the folder that is typed; the usual one where nothing is.
pub fn look_around(model: &mut Model) -> Vec<Effect> {
    if model.path.typed.text().is_empty() {
        model.path.typed = crate::console::form::Typed::of(USUAL_FOLDER);
    }
    let folder = model.path.last();
    vec![ask(model, Slot::Folder, Question::Folder(folder))]
}

/// The screen has the keys.
pub fn in_front(model: &Model) -> bool {
    model
        .bringing
        .as_ref()
        .is_some_and(|bringing| bringing.in_front)
}

/// Takes files or rows, and asks how they would be read.
pub fn give(model: &mut Model, given: Vec<Given>) -> Vec<Effect> {
    if model.import.is_some() {
        model.warn(UNDER_WAY);
        return Vec::new();
    }
    let same = model
        .bringing
        .take()
        .filter(|bringing| bringing.given == given && bringing.stage != Stage::Done);
    let answers = same.map(|bringing| bringing.answers).unwrap_or_default();
    model.bringing = Some(Box::new(Bringing {
        stage: Stage::Reading,
        in_front: true,
        given,
        answers,
        ..Bringing::default()
    }));
    propose(model)
}

/// Why a second import waits.
pub const UNDER_WAY: &str = "an import is under way: one after the other";

fn propose(model: &mut Model) -> Vec<Effect> {
    let Some(bringing) = &model.bringing else {
        return Vec::new();
    };
    let question = Question::Proposal {
        given: bringing.given.clone(),
        answers: bringing.answers.clone(),
    };
    vec![ask(model, Slot::Proposal, question)]
}

/// How the files would be read.
pub fn proposed(model: &mut Model, proposal: Proposal) {
    let Some(bringing) = &mut model.bringing else {
        return;
    };
    bringing.fault = None;
    bringing.file = bringing.file.min(proposal.files.len().saturating_sub(1));
    let columns = proposal
        .files
        .get(bringing.file)
        .map_or(0, |file| file.columns.len());
    bringing.column = bringing.column.min(columns.saturating_sub(1));
    bringing.proposal = proposal;
    bringing.stage = Stage::Preview;
    bringing.question = first_open(bringing, 0);
    bringing.choice = None;
}

/// The files could not be looked at: the paths stay as they were typed.
pub fn not_proposed(model: &mut Model, why: &str) {
    let why = clean(why).into_owned();
    if let Some(bringing) = &mut model.bringing {
        bringing.stage = if bringing.proposal.files.is_empty() {
            Stage::Files
        } else {
            Stage::Preview
        };
        bringing.fault = Some(why.clone());
        bringing.in_front &= !(model.ground.leads == 0 && bringing.stage == Stage::Files);
    }
    model.warn(why);
}

/// The import came to nothing, or was cancelled: nothing of it is in the ledger.
pub fn failed(model: &mut Model, why: &str) {
    let why = clean(why).into_owned();
    model.import = None;
    if let Some(bringing) = &mut model.bringing {
        bringing.stage = Stage::Preview;
        bringing.ticket = None;
        bringing.fault = Some(why.clone());
    }
    model.warn(why);
}

/// An import is in: everything on hand may have changed.
pub fn imported(model: &mut Model, ticket: Ticket, files: Vec<Brought>) -> Vec<Effect> {
    model.wire.answered(ticket);
    model.import = None;
    let said: Vec<String> = files
        .iter()
        .map(|file| clean(&file.sentence()).into_owned())
        .collect();
    model.say(said.join(" · "));
    let starting = model.starting();
    if let Some(bringing) = &mut model.bringing {
        bringing.stage = Stage::Done;
        bringing.ticket = None;
        bringing.brought = files;
        bringing.fault = None;
        bringing.in_front |= starting;
    }
    model.path = crate::console::model::import::PathField::default();
    let mut effects = super::begin(model);
    effects.extend(browse::reload(model));
    effects
}

/// A key while the screen is in front.
pub fn key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    if !in_front(model) {
        return None;
    }
    let bringing = model.bringing.as_mut()?;
    if bringing.choosing.is_some() {
        return Some(preview::choosing_key(model, key));
    }
    if bringing.stage == Stage::Files {
        return Some(files_key(model, key));
    }
    if bringing.stage == Stage::Preview
        && bringing.part == Part::Questions
        && preview::choice_key(bringing, key)
    {
        return Some(Vec::new());
    }
    if bringing.stage == Stage::Preview && matches!(key.code, Code::Left | Code::Right) {
        preview::turn_file(bringing, key.code == Code::Right);
        return Some(Vec::new());
    }
    let command = model
        .keymap
        .command(&[Scope::Import, Scope::List, Scope::Everywhere], key);
    Some(command.map_or_else(Vec::new, |command| run(model, command)))
}

fn files_key(model: &mut Model, key: Key) -> Vec<Effect> {
    match key.code {
        Code::Esc => leave(model),
        _ => path_key(model, key),
    }
}

/// A key in the line for paths.
pub fn path_key(model: &mut Model, key: Key) -> Vec<Effect> {
    if model.path.rows.is_some() && key.code != Code::Enter {
        model.path.rows = None;
        return Vec::new();
    }
    match key.code {
        Code::Enter => take_path(model),
        Code::Tab => {
            if model.path.complete() {
                return Vec::new();
            }
            look_around(model)
        }
        Code::Char('/' | '~') if model.path.typed.text() == USUAL_FOLDER => {
            // Whoever begins a whole path means to leave the usual folder.
            model.path.typed = crate::console::form::Typed::default();
            path_key(model, key)
        }
        _ if model.path.typed.key(key) => {
            let folder = model.path.last();
            vec![ask(model, Slot::Folder, Question::Folder(folder))]
        }
        _ => Vec::new(),
    }
}

fn take_path(model: &mut Model) -> Vec<Effect> {
    let given = model.path.given();
    let folder = given
        .iter()
        .any(|given| matches!(given, Given::File(path) if path.ends_with('/')));
    if given.is_empty() || folder {
        let found = model.path.sheets().count();
        model.warn(match found {
            0 => "that is a folder without lists: type on, or drop a CSV or XLSX file here"
                .to_owned(),
            1 => "that is a folder: Tab takes the file found there".to_owned(),
            count => format!("that is a folder: Tab takes the {count} files found there"),
        });
        return Vec::new();
    }
    give(model, given)
}

/// A command of this screen.
pub fn run(model: &mut Model, wanted: Command) -> Vec<Effect> {
    let Some(bringing) = &mut model.bringing else {
        return Vec::new();
    };
    match wanted {
        Command::Back => return leave(model),
        Command::NextPanel if bringing.stage == Stage::Preview => {
            bringing.part = match bringing.part {
                Part::Questions => Part::Columns,
                Part::Columns => Part::Questions,
            };
        }
        Command::Open => return enter(model),
        Command::CancelImport => return cancel(model),
        Command::BringIn if bringing.stage == Stage::Preview => return preview::go(model),
        Command::KindOf if bringing.stage == Stage::Preview => {
            preview::choose(bringing, Choice::Kind);
        }
        Command::OrderOf if bringing.stage == Stage::Preview => return preview::turn_order(model),
        Command::Down
        | Command::Up
        | Command::Top
        | Command::Bottom
        | Command::PageDown
        | Command::PageUp => preview::walk_list(bringing, wanted),
        Command::Go(_) | Command::StartReview | Command::Practice => {
            bringing.in_front = false;
            return command::run(model, wanted);
        }
        other => return command::run(model, other),
    }
    Vec::new()
}

fn enter(model: &mut Model) -> Vec<Effect> {
    let Some(bringing) = &mut model.bringing else {
        return Vec::new();
    };
    match (bringing.stage, bringing.part) {
        (Stage::Done, _) => leave(model),
        (Stage::Preview, Part::Columns) => {
            preview::choose(bringing, Choice::Field);
            Vec::new()
        }
        (Stage::Preview, Part::Questions) if bringing.asked().is_some() => {
            preview::answer(bringing);
            Vec::new()
        }
        (Stage::Preview, Part::Questions) => preview::go(model),
        _ => Vec::new(),
    }
}

/// Stops the import under way; nothing of it stays.
pub fn cancel(model: &mut Model) -> Vec<Effect> {
    let under_way = model.bringing.as_ref().and_then(|bringing| bringing.ticket);
    let Some(ticket) = under_way.filter(|_| model.import.is_some()) else {
        model.warn("no import is under way");
        return Vec::new();
    };
    model.say("cancelling the import…");
    vec![Effect::CancelImport { ticket }]
}

/// One level back: an import runs on behind, a preview waits as it is.
pub fn leave(model: &mut Model) -> Vec<Effect> {
    let Some(bringing) = &mut model.bringing else {
        return Vec::new();
    };
    match bringing.stage {
        Stage::Preview | Stage::Reading => {
            bringing.stage = Stage::Files;
            bringing.in_front = model.ground.leads > 0;
            if bringing.in_front {
                return look_around(model);
            }
            return Vec::new();
        }
        Stage::Running => {
            bringing.in_front = false;
            model.say("the import goes on; I shows it");
        }
        Stage::Files => bringing.in_front = false,
        Stage::Done => {
            model.bringing = None;
            return start::brought(model);
        }
    }
    Vec::new()
}

/// An undo may have taken the leads away again: what became of the files is no longer so.
pub fn grounded(model: &mut Model) {
    let had_leads = |bringing: &Bringing| {
        bringing.stage == Stage::Done
            && bringing
                .brought
                .iter()
                .any(|brought| brought.kind == Some(Kind::Leads) && brought.new > 0)
    };
    if model.ground.leads == 0 && model.bringing.as_deref().is_some_and(had_leads) {
        model.bringing = None;
    }
}
