//! The preview's keys: answers, what a column is, what a file is, the order of dates, and bringing it all in.

use super::propose;
use crate::console::command::Command;
use crate::console::effect::{Effect, Given};
use crate::console::key::{Code, Key};
use crate::console::model::Model;
use crate::console::model::import::{Bringing, Choice, Choosing, EXTRA, Part, Stage, first_open};
use crate::console::model::wire::Slot;
use crate::review::proposal::{Answer, DateOrder};
use crate::review::row::Kind;

/// Arrows and digits choose among the answers of the question under the cursor; false where it is another key.
pub fn choice_key(bringing: &mut Bringing, key: Key) -> bool {
    let Some(question) = bringing.asked() else {
        return false;
    };
    let last = question.choices.len().saturating_sub(1);
    let now = bringing
        .choice
        .or_else(|| bringing.taken(question))
        .unwrap_or(question.default);
    let choice = match key.code {
        Code::Left => now.saturating_sub(1),
        Code::Right => (now + 1).min(last),
        Code::Char(digit @ '1'..='9') if !key.ctrl && !key.alt => {
            let at = digit as usize - '1' as usize;
            if at > last {
                return true;
            }
            bringing.choice = Some(at);
            answer(bringing);
            return true;
        }
        _ => return false,
    };
    bringing.choice = Some(choice);
    true
}

/// Takes the choice under the cursor, and goes to the next question that is open.
pub fn answer(bringing: &mut Bringing) {
    let Some(question) = bringing.asked() else {
        return;
    };
    let at = bringing
        .choice
        .or_else(|| bringing.taken(question))
        .unwrap_or(question.default);
    let Some((_, settled)) = question.choices.get(at).cloned() else {
        return;
    };
    bringing.settle(settled);
    bringing.choice = None;
    bringing.question = first_open(bringing, bringing.question + 1);
}

pub fn turn_file(bringing: &mut Bringing, on: bool) {
    let last = bringing.proposal.files.len().saturating_sub(1);
    bringing.file = if on {
        (bringing.file + 1).min(last)
    } else {
        bringing.file.saturating_sub(1)
    };
    bringing.column = 0;
}

pub fn choose(bringing: &mut Bringing, what: Choice) {
    bringing.choosing = Some(Choosing {
        what,
        ..Choosing::default()
    });
    let current = match what {
        Choice::Field => bringing
            .column()
            .map(|column| column.field.clone().unwrap_or_default()),
        Choice::Kind => bringing
            .file()
            .and_then(|file| Some(file.kind?.word().to_owned())),
    };
    let at = current.and_then(|now| bringing.offered().iter().position(|word| **word == now));
    if let (Some(choosing), Some(at)) = (&mut bringing.choosing, at) {
        choosing.at = at;
    }
}

pub fn choosing_key(model: &mut Model, key: Key) -> Vec<Effect> {
    let Some(bringing) = &mut model.bringing else {
        return Vec::new();
    };
    let last = bringing.offered().len().saturating_sub(1);
    let Some(choosing) = &mut bringing.choosing else {
        return Vec::new();
    };
    match key.code {
        Code::Esc => bringing.choosing = None,
        Code::Enter => return chosen(model),
        _ => match key.moves(choosing.at, last) {
            Some(at) => choosing.at = at,
            None if choosing.typed.key(key) => choosing.at = 0,
            None => {}
        },
    }
    Vec::new()
}

/// What was chosen changes how the file is read: it is looked at again.
pub fn chosen(model: &mut Model) -> Vec<Effect> {
    let Some(bringing) = &mut model.bringing else {
        return Vec::new();
    };
    let Some(choosing) = &bringing.choosing else {
        return Vec::new();
    };
    let word = bringing
        .offered()
        .get(choosing.at)
        .map(|word| (*word).to_owned());
    let (Some(word), Some(file)) = (word, bringing.file().map(|file| file.file.clone())) else {
        model.warn("no such word in the list: Backspace takes letters back");
        return Vec::new();
    };
    let settled = match choosing.what {
        Choice::Kind => Kind::parse(&word).map(|kind| Answer::Kind { file, kind }),
        Choice::Field => Some(Answer::Column {
            file,
            column: bringing.column,
            field: if word == EXTRA { String::new() } else { word },
        }),
    };
    bringing.choosing = None;
    if let Some(settled) = settled {
        if let Answer::Kind { file, .. } = &settled {
            let file = file.clone();
            bringing
                .answers
                .retain(|answer| !matches!(answer, Answer::Column { file: of, .. } if *of == file));
        }
        bringing.settle(settled);
    }
    propose(model)
}

/// Day first, month first, year first: the next of them for the column under the cursor.
pub fn turn_order(model: &mut Model) -> Vec<Effect> {
    let Some(bringing) = &mut model.bringing else {
        return Vec::new();
    };
    let dates = bringing
        .column()
        .filter(|column| column.holds_dates())
        .cloned();
    let (Some(file), Some(column)) = (bringing.file().cloned(), dates) else {
        model.warn("this column holds no dates: Tab and the arrows go to one that does");
        return Vec::new();
    };
    let order = match bringing.order(&file, &column) {
        Some(DateOrder::Dmy) => DateOrder::Mdy,
        Some(DateOrder::Mdy) => DateOrder::Ymd,
        _ => DateOrder::Dmy,
    };
    let field = column.field.unwrap_or_default();
    bringing.settle(Answer::DateOrder {
        file: file.file,
        field,
        order,
    });
    Vec::new()
}

pub fn walk_list(bringing: &mut Bringing, wanted: Command) {
    if bringing.stage != Stage::Preview {
        return;
    }
    let (at, last) = match bringing.part {
        Part::Questions => (bringing.question, bringing.questions().count()),
        Part::Columns => {
            let columns = bringing.file().map_or(0, |file| file.columns.len());
            (bringing.column, columns.saturating_sub(1))
        }
    };
    let to = match wanted {
        Command::Down => at + 1,
        Command::Up => at.saturating_sub(1),
        Command::PageDown => at + 10,
        Command::PageUp => at.saturating_sub(10),
        Command::Bottom => last,
        _ => 0,
    };
    let to = to.min(last);
    match bringing.part {
        Part::Questions => {
            bringing.question = to;
            bringing.choice = None;
            let of = bringing
                .questions()
                .nth(to)
                .map(|(file, _)| file.file.clone());
            let shown = bringing
                .proposal
                .files
                .iter()
                .position(|file| Some(&file.file) == of.as_ref());
            bringing.file = shown.unwrap_or(bringing.file);
        }
        Part::Columns => bringing.column = to,
    }
}

/// Brings the files in: every question that is still open takes its default.
pub fn go(model: &mut Model) -> Vec<Effect> {
    let meeting = model.meeting();
    let Some(bringing) = &mut model.bringing else {
        return Vec::new();
    };
    let unsettled = bringing
        .questions()
        .position(|(_, question)| question.stops && bringing.taken(question).is_none());
    if let Some(at) = unsettled {
        (bringing.question, bringing.part, bringing.choice) = (at, Part::Questions, None);
        model.warn("this one is never guessed: choose with the arrows or a digit, then Enter");
        return Vec::new();
    }
    if bringing
        .proposal
        .files
        .iter()
        .all(|file| file.refused.is_some())
    {
        model.warn("none of these files can be taken: Esc goes back to choose others");
        return Vec::new();
    }
    let open: Vec<Answer> = bringing
        .questions()
        .filter(|(_, question)| bringing.taken(question).is_none())
        .filter_map(|(_, question)| Some(question.choices.get(question.default)?.1.clone()))
        .collect();
    for answer in open {
        bringing.settle(answer);
    }
    let ticket = model.wire.ask(Slot::Import);
    bringing.stage = Stage::Running;
    bringing.fault = None;
    bringing.ticket = Some(ticket);
    model.import = Some((0, Some(bringing.rows())));
    vec![Effect::Import {
        ticket,
        given: takeable(bringing),
        answers: bringing.answers.clone(),
        who: model.me.clone(),
        meeting,
        at: model.now,
    }]
}

/// The files that can be taken: one that is refused as a whole keeps none of the others out.
fn takeable(bringing: &Bringing) -> Vec<Given> {
    let refused = |at: usize| {
        let file = bringing.proposal.files.get(at);
        file.is_some_and(|file| file.refused.is_some())
    };
    let given = bringing.given.iter().enumerate();
    given
        .filter(|(at, _)| !refused(*at))
        .map(|(_, given)| given.clone())
        .collect()
}
