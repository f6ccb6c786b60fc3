//! The two lines at the foot: what was just said, and the keys that hold here; each can be pressed with the mouse.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::console::command::{Command as C, row};
use crate::console::model::Model;
use crate::console::model::clock::gauge_of;
use crate::console::model::places::Place;
use crate::console::model::walk::{Phase, Stand, Walk};
use crate::console::pop::{Pop, Purpose};
use crate::console::text::{fit, width};
use crate::console::update::{agreement, barred};
use crate::console::view::start;
use crate::console::{layout, words};
use crate::review::meeting::Part;

mod wanted;

/// Draws the message line: what was said, else which lead comes next.
pub fn line(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = model.theme();
    let columns = usize::from(area.width.saturating_sub(2));
    let (text, style) = match &model.line {
        Some(line) if line.fault => (format!("! {}", line.text), theme.strong),
        Some(line) => (line.text.clone(), theme.text),
        None => (next(model), theme.quiet),
    };
    frame.render_widget(
        Line::styled(format!(" {}", fit(&text, columns)), style),
        area,
    );
}

fn next(model: &Model) -> String {
    let Some(walk) = model.walking().filter(|walk| walk.phase == Phase::Leads) else {
        return String::new();
    };
    let Some(current) = walk.current() else {
        return String::new();
    };
    let next = walk
        .next_after(Some(walk.at), &[current], &model.known)
        .and_then(|place| walk.docket.get(place));
    let next = next.map_or_else(String::new, |item| {
        let because = item
            .because
            .first()
            .map_or_else(String::new, |because| format!(": {}", because.words()));
        format!("{} is next{because}", words::label_of(model, item.lead))
    });
    match gauge_words(model, walk) {
        words if words.is_empty() => next,
        words if next.is_empty() => words,
        words => format!("{words} · {next}"),
    }
}

/// On the facilitator's seat, and never on the screen of the room: how many leads behind or ahead, and what would bring the
/// walk back.
fn gauge_words(model: &Model, walk: &Walk) -> String {
    let own = !walk.practice() && !walk.follows && !model.looks.presents;
    if !own || !walk.meeting.is_led_by(&model.me) {
        return String::new();
    }
    let waiting = walk.half(Part::ToDiscuss, &model.known);
    let mut waiting: Vec<String> = waiting
        .filter(|(place, item)| {
            *place != walk.at && walk.stand(item.lead, &model.known) == Stand::Waiting
        })
        .map(|(_, item)| words::label_of(model, item.lead))
        .collect();
    // The docket begins with what teaches most: what is parked comes from its end.
    waiting.reverse();
    gauge_of(model, walk).map_or_else(String::new, |gauge| gauge.words(&waiting))
}

/// Draws the keys that hold here.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = model.theme();
    if let Some(words) = model.pops.last().map(|pop| of_pop(model, pop)) {
        let columns = usize::from(area.width.saturating_sub(2));
        frame.render_widget(
            Line::styled(format!(" {}", fit(&words, columns)), theme.quiet),
            area,
        );
        return;
    }
    if let Some(words) = start::hint(model) {
        let columns = usize::from(area.width.saturating_sub(2));
        let line = Line::styled(format!(" {}", fit(&words, columns)), theme.text);
        frame.render_widget(line, area);
        return;
    }
    for (hint, command) in hints(model) {
        let key = model.keymap.shown(command);
        let title = title(model, command);
        let line = Line::from(vec![
            Span::styled(key, theme.key),
            Span::styled(format!(" {title}"), theme.text),
        ]);
        frame.render_widget(line, hint);
    }
}

/// The keys of what stands on top, in words.
fn of_pop(model: &Model, pop: &Pop) -> String {
    let again = model.keymap.shown(C::Again);
    match pop {
        Pop::Help(_) | Pop::Palette(_) | Pop::Find(_) | Pop::Views(_) => {
            "type to narrow   ↑↓ choose   Enter does it   Esc back".to_owned()
        }
        Pop::Reason(_) => "a digit says why   Esc back".to_owned(),
        Pop::Judge(_) => "y yes   n no   s not sure   Esc back".to_owned(),
        Pop::Process(_) => {
            "y since today   d since a date   n no   t not yet   Esc back".to_owned()
        }
        Pop::Asked(asked) => match asked.purpose {
            Purpose::OpenFile => "Tab completes   Enter goes on   Esc leaves".to_owned(),
            Purpose::CardText(_) => {
                "Tab next   Alt-Enter new line   Enter writes   Esc leaves, what is typed stays"
                    .to_owned()
            }
            _ if asked.form.blanks.len() > 1 => {
                "Tab ↓ next   ←→ choose   Enter writes   Esc leaves, what is typed stays".to_owned()
            }
            _ => "Enter writes   Esc leaves, what is typed stays".to_owned(),
        },
        Pop::Note(_) => {
            "Tab or Ctrl-S writes   Ctrl-Z undoes   Esc leaves, the note stays".to_owned()
        }
        Pop::Again(_) => format!("{again} or Enter writes it   Esc back"),
        Pop::Consent { .. } => {
            "Enter: all of these stand   b pulls one up   ↑↓   Esc back".to_owned()
        }
        Pop::Cell { .. } => "Esc back".to_owned(),
        Pop::Figure(_) => "↑↓ leads   Enter to the lead   Esc back".to_owned(),
        Pop::Journal { .. } => "↑↓   Enter what stood then   Esc back".to_owned(),
        Pop::Data { .. } => "↑↓ PgDn   Esc back".to_owned(),
        Pop::Stood { .. } => "↑↓ leads   Esc back".to_owned(),
        Pop::Minutes { .. } => "↑↓ PgDn   w writes them   Esc back".to_owned(),
        Pop::Versions(_) => {
            "←→ another version   Enter what changed, or the whole text   ↑↓ PgDn   Esc back"
                .to_owned()
        }
        Pop::Conflict(_) => "k keep theirs   w write mine".to_owned(),
        Pop::People { .. } => {
            "↑↓   p here   l late   x left   a absent   h heard   f facilitates   Esc back"
                .to_owned()
        }
        Pop::Card => "Esc back; any other key does what it does".to_owned(),
        Pop::WhatIf { .. } => {
            "Enter writes all of it   d drops all of it   u one less   ↑↓   Esc goes on".to_owned()
        }
        Pop::Quit => leaving(model),
    }
}

fn leaving(model: &Model) -> String {
    let keeps = if agreement::unkept(model).is_empty() {
        ""
    } else {
        "s keep it and leave   "
    };
    let runs = match &model.walk {
        Some(_) => "q leave, it resumes here   p pause and leave   c close it   ",
        None => "q leave without it   ",
    };
    format!("{keeps}{runs}Esc stay")
}

/// What a hint calls its command.
fn title(model: &Model, command: C) -> String {
    if let Some(title) = start::open_title(model).filter(|_| command == C::Open) {
        return title.to_owned();
    }
    if command == C::StartReview && model.place == Place::Today {
        let running = model
            .ground
            .meetings
            .iter()
            .any(|meeting| meeting.closed_at.is_none());
        return if running { "go on" } else { "start a review" }.to_owned();
    }
    if command == C::Stand && model.walking().is_none() && !model.leads.card {
        return "open".to_owned();
    }
    row(command).map_or_else(String::new, |row| model.named(row.title).into_owned())
}

/// The hints that fit and that are not barred, and where each stands.
pub fn hints(model: &Model) -> Vec<(Rect, C)> {
    if start::hint(model).is_some()
        || !model.pops.is_empty()
        || model.leads.find.is_some() && model.walking().is_none()
    {
        return Vec::new();
    }
    let area = layout::parts(model.size).footer;
    let mut x = area.x + 1;
    let mut hints = Vec::new();
    let help = width(&model.keymap.shown(C::Help)) + 5;
    let end = area
        .right()
        .saturating_sub(u16::try_from(help + 1).unwrap_or(8));
    // What is tried must be written or dropped some time: its key comes first.
    let trying: &[C] = if model.what_if.is_some() {
        &[C::WhatIf]
    } else {
        &[]
    };
    let all = trying.iter().chain(wanted::wanted(model)).chain(&[C::Help]);
    for command in all {
        let key = model.keymap.shown(*command);
        if key.is_empty() || *command != C::Help && barred(model, *command).is_some() {
            continue;
        }
        let columns = width(&key) + 1 + width(&title(model, *command));
        let columns = u16::try_from(columns).unwrap_or(u16::MAX);
        if *command != C::Help && x.saturating_add(columns + 2) > end {
            continue;
        }
        hints.push((Rect::new(x, area.y, columns, area.height.min(1)), *command));
        x = x.saturating_add(columns + 3);
    }
    hints
}
