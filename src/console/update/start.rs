//! The first start: four ways to begin, then step by step to a first review that is ready.

use super::{agreement, ask, asked, command, import};
use crate::console::command::{Command, Scope};
use crate::console::effect::{Effect, Elsewhere, Given, Question};
use crate::console::key::{Code, Key};
use crate::console::message::Stock;
use crate::console::model::Model;
use crate::console::model::import::Stage;
use crate::console::model::start::{Field, LEAD_MINUTES, RECENT_DAYS, Step};
use crate::console::model::wire::Slot;
use crate::review::lead::Lead;
use crate::review::meeting::DocketItem;
use crate::review::period::Period;
use crate::review::person::{Person, Team};

mod steps;

pub use crate::console::model::start::NEXT_REVIEW as NEXT_DAY;

pub use steps::day_set;

/// The scopes of the first start, the closest first; `None` where it is not in front.
pub fn scopes(model: &Model) -> Option<&'static [Scope]> {
    use Scope::{Everywhere, Guide, Import, List, Outside, Start, Today};
    if import::in_front(model) {
        return Some(&[Import, List, Everywhere]);
    }
    model.starting().then(|| -> &'static [Scope] {
        if model.guide.step == Step::Choices {
            &[Start, Today, List, Outside, Everywhere]
        } else {
            &[Guide, List, Outside, Today, Everywhere]
        }
    })
}

/// The ground was told: where the first start stands follows from it.
pub fn grounded(model: &mut Model) -> Vec<Effect> {
    import::grounded(model);
    if model.ground.rehearsal || !model.ground.meetings.is_empty() {
        return Vec::new();
    }
    if model.ground.leads == 0 {
        if model.guide.step != Step::Choices {
            model.guide = crate::console::model::start::Guide::default();
        }
        return import::look_around(model);
    }
    if model.guide.step == Step::Choices {
        model.guide.step = Step::Ready;
        model.guide.field = Field::None;
        model.guide.row = 0;
    }
    Vec::new()
}

/// Asks what the ledger holds and what a first review would look at, while none has been opened.
pub fn first_review(model: &mut Model) -> Vec<Effect> {
    if !model.starting() || model.ground.leads == 0 {
        return Vec::new();
    }
    let recent = Period::last_days(model.today(), RECENT_DAYS);
    let seed = model
        .first_review()
        .to_string()
        .bytes()
        .fold(7, |seed: u64, byte| {
            seed.wrapping_mul(31).wrapping_add(byte.into())
        });
    vec![
        ask(model, Slot::Stock, Question::Stock { recent }),
        ask(
            model,
            Slot::FirstDocket,
            Question::Docket {
                period: recent,
                lead_minutes: LEAD_MINUTES,
                seed,
            },
        ),
    ]
}

/// What the ledger holds.
pub fn stock(model: &mut Model, stock: Stock) {
    if !model.guide.marked {
        let of = |team| move |person: &&Person| person.team == team;
        model.guide.marketing = model
            .ground
            .people
            .iter()
            .filter(of(Team::Marketing))
            .map(|person| person.name.clone())
            .collect();
        model.guide.marked = true;
    }
    model.stock = Some(stock);
}

/// What a first review would look at.
pub fn docket(model: &mut Model, items: Vec<DocketItem>, leads: Vec<Lead>) {
    model.guide.docket = Some(items);
    let mut moved = Vec::new();
    for lead in leads {
        model.known.take(lead, &mut moved);
    }
}

/// The files are in and their result was read: on to what they can tell.
pub fn brought(model: &mut Model) -> Vec<Effect> {
    if model.starting() && model.ground.leads > 0 {
        to(model, Step::Telling);
    }
    Vec::new()
}

/// A key while the first start, or files being brought in, are in front; `None` where neither is.
pub fn key(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    if let Some(effects) = import::key(model, key) {
        return Some(effects);
    }
    if !model.starting() {
        return None;
    }
    match model.guide.field {
        Field::Leads if key.code != Code::Esc => return Some(import::path_key(model, key)),
        Field::Team if key.code != Code::Esc => return Some(team_key(model, key)),
        Field::Leads | Field::Team => {
            model.guide.field = Field::None;
            return Some(Vec::new());
        }
        Field::None => {}
    }
    let command = model.keymap.command(scopes(model)?, key)?;
    Some(run(model, command))
}

/// Pasted text, while the first start or the question which files is in front.
pub fn paste(model: &mut Model, pasted: &str) -> Option<Vec<Effect>> {
    let files = model
        .bringing
        .as_ref()
        .is_some_and(|bringing| bringing.in_front && bringing.stage == Stage::Files);
    let choices = model.starting() && model.guide.step == Step::Choices && !import::in_front(model);
    if !model.pops.is_empty() || !(files || choices) {
        return None;
    }
    if choices && model.guide.field == Field::Team {
        model.guide.team.paste(pasted.trim());
        return Some(Vec::new());
    }
    if are_rows(pasted) {
        model.path.rows = Some(pasted.to_owned());
        return Some(import::give(model, vec![Given::Rows(pasted.to_owned())]));
    }
    if choices {
        (model.guide.field, model.guide.row) = (Field::Leads, 1);
    }
    if model.path.typed.text().ends_with('/') {
        model.path.typed = crate::console::form::Typed::default();
    } else if !model.path.typed.text().is_empty() {
        model.path.typed.paste(" ");
    }
    model.path.typed.paste(pasted.trim());
    Some(import::look_around(model))
}

/// Rows of a sheet hold tabs, or are several lines of which none is a path.
fn are_rows(text: &str) -> bool {
    let path = |line: &str| line.starts_with(['/', '~', '\'', '"']) || line.starts_with("file://");
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    text.contains('\t') || (lines.clone().count() > 1 && !lines.clone().all(path))
}

/// A command of the first start.
pub fn run(model: &mut Model, wanted: Command) -> Vec<Effect> {
    let step = model.guide.step;
    match wanted {
        Command::First(choice) => return choose(model, usize::from(choice)),
        Command::Down | Command::Up | Command::Top | Command::Bottom => walk_rows(model, wanted),
        Command::PageDown | Command::PageUp => {
            for _ in 0..10 {
                let one = if wanted == Command::PageDown {
                    Command::Down
                } else {
                    Command::Up
                };
                walk_rows(model, one);
            }
        }
        Command::Open if step == Step::Choices => return choose(model, model.guide.row + 1),
        Command::Open => return steps::forward(model),
        Command::Back => return steps::back(model),
        Command::TeamOf if step == Step::Owners => steps::mark(model),
        Command::AnswerLimit => return steps::ask_limit(model),
        Command::NextReview => steps::ask_day(model),
        Command::Copy if step >= Step::Docket => return steps::copy(model),
        Command::Practice if model.guide.docket.is_some() => return steps::practice(model),
        Command::OpenFile if step == Step::Choices => return choose(model, 4),
        other => return command::run(model, other),
    }
    Vec::new()
}

/// One of the four ways to begin, counted from 1.
fn choose(model: &mut Model, choice: usize) -> Vec<Effect> {
    model.guide.row = choice.saturating_sub(1);
    match choice {
        1 => return vec![Effect::Open(Elsewhere::Rehearsal)],
        2 => {
            model.guide.field = Field::Leads;
            return import::look_around(model);
        }
        3 => return command::run(model, Command::Tab(2)),
        4 => model.guide.field = Field::Team,
        _ => {}
    }
    Vec::new()
}

/// The path of another ledger, or of a slip that came back.
fn team_key(model: &mut Model, key: Key) -> Vec<Effect> {
    if key.code != Code::Enter {
        model.guide.team.key(key);
        return Vec::new();
    }
    let path = model
        .guide
        .team
        .text()
        .trim()
        .trim_matches(['\'', '"'])
        .to_owned();
    if path.is_empty() {
        model.warn("type or drop the path of your team's file, or of the slip you were sent");
        return Vec::new();
    }
    let slip = [".csv", ".txt", ".tsv", ".xlsx"]
        .iter()
        .any(|end| path.to_lowercase().ends_with(end));
    if slip {
        return import::give(model, vec![Given::File(path)]);
    }
    vec![asked::try_open(model, path)]
}

fn walk_rows(model: &mut Model, wanted: Command) {
    let last = match model.guide.step {
        Step::Choices => 3,
        Step::Owners => owners(model).saturating_sub(1),
        Step::Telling => 5,
        Step::Defaults => 2,
        Step::Docket => model
            .guide
            .docket
            .as_ref()
            .map_or(0, Vec::len)
            .saturating_sub(1),
        Step::Invitation | Step::Ready => 0,
    };
    let at = model.guide.row;
    model.guide.row = match wanted {
        Command::Down => (at + 1).min(last),
        Command::Up => at.saturating_sub(1),
        Command::Bottom => last,
        _ => 0,
    };
}

fn owners(model: &Model) -> usize {
    model.stock.as_ref().map_or(0, |stock| stock.owners.len())
}

fn to(model: &mut Model, step: Step) {
    model.guide.step = step;
    model.guide.row = 0;
}

/// Why a command cannot be had while files are looked at or brought in, or before there are leads.
pub fn barred(model: &Model, wanted: Command) -> Option<String> {
    let running = model.import.is_some();
    match wanted {
        Command::OpenFile | Command::Rehearse if running => {
            Some("an import is under way: c in its screen cancels it".to_owned())
        }
        Command::OpenFile | Command::Rehearse if !agreement::unkept(model).is_empty() => {
            Some("what you changed in the agreement is not kept: 4, then s keeps it".to_owned())
        }
        Command::Undo | Command::Redo if running => {
            Some("an import is under way: it can be taken back once it is in".to_owned())
        }
        Command::StartReview | Command::Practice if running => {
            Some("an import is under way: its leads are not there yet".to_owned())
        }
        Command::CancelImport if !running => Some("no import is under way".to_owned()),
        Command::BringIn | Command::KindOf | Command::OrderOf if !import::in_front(model) => {
            Some("this is for the preview of an import: I opens it".to_owned())
        }
        Command::First(_) if !model.starting() || model.ground.leads > 0 => {
            Some("this ledger has begun already".to_owned())
        }
        Command::TeamOf if !(model.starting() && model.guide.step == Step::Owners) => {
            Some("this is for the list of owners of a first start".to_owned())
        }
        _ => None,
    }
}
