//! The tab of what a lead is: its words and criteria, and beside them what they would change on past leads.

mod detail;
pub mod trial;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::console::layout::{below, beside, over};
use crate::console::model::Model;
use crate::console::model::agreement::definition::DefinitionRow as Row;
use crate::console::pop::{Pop, Purpose};
use crate::console::text::{clean, pad};
use crate::console::update::agreement::definition as reading;
use crate::console::update::agreement::definition::{CRITICAL, SHORT, all_rows, row, unheard};
use crate::console::view::panel;
use crate::review::agreement::definition::{Criterion, Definition};
use crate::review::figures::backtest::Tells;
use crate::review::figures::words::percent;

/// The list and what it says of the row under the cursor stand beside each other from so many columns on.
const BESIDE: u16 = 100;
/// Rows of the panel that says what the draft would change.
const TRIAL: u16 = 11;

/// Draws the tab.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let nothing = Definition::default();
    let text = reading(model).unwrap_or(&nothing);
    if area.width < BESIDE {
        return narrow(model, frame, area, text);
    }
    let (list, told) = beside(area, area.width * 45 / 100);
    rows(model, frame, list, text);
    let (change, under) = below(told, TRIAL.min(told.height / 2));
    trial::draw(model, frame, change, text);
    if !criterion_form(model) {
        detail::draw(model, frame, under, text);
    }
}

/// One above the other; while a criterion is typed, what it would change stands over its form.
fn narrow(model: &Model, frame: &mut Frame<'_>, area: Rect, text: &Definition) {
    let low = TRIAL.min(area.height / 2);
    if criterion_form(model) {
        return trial::draw(model, frame, below(area, low).0, text);
    }
    let (list, told) = over(area, low);
    rows(model, frame, list, text);
    if row(model) == Some(Row::Trial) {
        trial::draw(model, frame, told, text);
    } else {
        detail::draw(model, frame, told, text);
    }
}

fn criterion_form(model: &Model) -> bool {
    matches!(model.pops.last(), Some(Pop::Asked(asked))
        if matches!(asked.purpose, Purpose::Defines(Row::Criterion(_))))
}

fn rows(model: &Model, frame: &mut Frame<'_>, area: Rect, text: &Definition) {
    let inner = panel::framed(model, frame, area, "What a lead is", true);
    let theme = model.theme();
    let here = row(model);
    let (mut lines, mut cursor, mut under) = (Vec::new(), 0, String::new());
    for one in all_rows(model) {
        let head = heading(model, one, text);
        if head != under {
            under.clone_from(&head);
            if !head.is_empty() {
                lines.push(Line::styled(format!(" {head}"), theme.strong));
            }
        }
        if here == Some(one) {
            cursor = lines.len();
        }
        let words = words(model, one, text);
        lines.push(panel::row(
            model,
            &words,
            here == Some(one),
            theme.text,
            inner.width,
        ));
    }
    panel::list(frame, inner, lines, cursor);
}

fn heading(model: &Model, row: Row, text: &Definition) -> String {
    match row {
        Row::Trial => String::new(),
        Row::Summary(_) => format!("In short: {} of {SHORT} lines", text.summary.len()),
        Row::Criterion(_) => "Criteria".to_owned(),
        Row::Critical(_) => {
            let named = text.critical.len();
            format!("Most critical, from the best reps: {named} of {CRITICAL} named")
        }
        Row::Titles | Row::Buyer(_) => "Whom to contact, and who buys".to_owned(),
        Row::LineField | Row::Lists => "Where it holds".to_owned(),
        Row::Stage(_) => "The stages and their words".to_owned(),
        Row::Rank(_) => "The ranks".to_owned(),
        Row::Heard(_) => {
            let (heard, left) = (text.answers.len(), unheard(model).len());
            format!("What everybody answered: {heard} heard, {left} not yet")
        }
    }
}

/// What a row says of itself in one line.
fn words(model: &Model, row: Row, text: &Definition) -> String {
    match row {
        Row::Trial => trial::in_short(model),
        Row::Summary(at) => or(text.summary.get(at).map_or("", String::as_str), "+ a line"),
        Row::Criterion(at) => match text.criteria.get(at) {
            Some(one) => criterion(model, one),
            None => "+ a criterion    L: a suggested set".to_owned(),
        },
        Row::Critical(at) => match text.critical.get(at) {
            Some(one) => format!(
                "{} {}  {}",
                at + 1,
                clean(&one.text),
                rate_of(model, &one.named_by)
            ),
            None => format!("{} nobody has named it yet", at + 1),
        },
        Row::Titles => format!("titles {}", or(&text.titles.join(", "), "none named")),
        Row::Buyer(at) => text.buying_group.get(at).map_or_else(
            || "+ a part in buying".to_owned(),
            |one| {
                format!(
                    "{} {}",
                    pad(&clean(&one.role), 14),
                    clean(&one.titles.join(", "))
                )
            },
        ),
        Row::LineField => format!(
            "product line is in: {}",
            or(&text.line_field, "no field: all lines")
        ),
        Row::Lists => format!(
            "list sources: {}",
            or(&text.list_sources.join(", "), "none")
        ),
        row => more_words(model, row, text),
    }
}

/// The same of stages, ranks and answers.
fn more_words(model: &Model, row: Row, text: &Definition) -> String {
    match row {
        Row::Stage(stage) => {
            let one = text.stage(stage);
            let (name, is) = (clean(&one.name), clean(&one.definition));
            format!("{} {} {is}", pad(stage.code(), 4), pad(&name, 13))
        }
        Row::Rank(at) => {
            let ranks = text.ranks_or_usual();
            ranks.get(at).map_or_else(String::new, |one| {
                let passed = or(&one.test, "the rest");
                format!("{} {} {passed}", one.rank, pad(&clean(&one.name), 17))
            })
        }
        Row::Heard(at) => match text.answers.get(at) {
            Some(one) => format!(
                "{} ({}): {}",
                clean(&one.who),
                clean(&one.team),
                clean(&one.text)
            ),
            None => match unheard(model).first() {
                Some(next) => format!("ask {} next", clean(next)),
                None => "everybody was heard".to_owned(),
            },
        },
        _ => String::new(),
    }
}

/// A text without control characters; else the words for none.
fn or(said: &str, none: &str) -> String {
    let said = clean(said);
    if said.trim().is_empty() {
        none.to_owned()
    } else {
        said.into_owned()
    }
}

/// `must 2 size            80 % accepted, else 31 %`.
fn criterion(model: &Model, one: &Criterion) -> String {
    let kind = if one.must { "must" } else { "nice" };
    let name = if one.name.is_empty() {
        "no name"
    } else {
        &one.name
    };
    let told = tells(model, one).map_or_else(
        || {
            if one.test.is_empty() {
                "people tell".to_owned()
            } else {
                String::new()
            }
        },
        |told| model.named(&in_short(told)).into_owned(),
    );
    format!(
        "{kind} {} {} {told}",
        one.weight.max(1),
        pad(&clean(name), 18)
    )
}

/// What the criterion tells of the decided leads, where it was tried.
pub fn tells<'model>(model: &'model Model, one: &Criterion) -> Option<&'model Tells> {
    let tested = model.agreement.trial.tested.as_ref()?;
    let found = tested.each.iter().find(|(key, _)| *key == one.key);
    found
        .map(|(_, tells)| tells)
        .filter(|_| !one.test.is_empty())
}

fn in_short(tells: &Tells) -> String {
    let share = |of: crate::review::figures::backtest::Group| {
        percent(crate::review::figures::kpi::rate(of.accepted, of.leads))
    };
    match tells.tells() {
        Some(true) => format!(
            "{} accepted, else {}",
            share(tells.met),
            share(tells.failed)
        ),
        Some(false) => "tells nothing".to_owned(),
        None => "parts no lead from another".to_owned(),
    }
}

/// A rep's wins of those that ended: `won 12 of 20`.
pub fn rate_of(model: &Model, rep: &str) -> String {
    let criteria = model.agreement.trial.criteria.as_ref();
    let ended = criteria.and_then(|criteria| criteria.reps.get(rep));
    let who = crate::console::words::colleague(rep);
    match ended {
        Some(ended) => format!(
            "({who}, {} {} of {})",
            model.named("won"),
            ended.won,
            ended.won + ended.lost
        ),
        None if rep.is_empty() => String::new(),
        None => format!("({who})"),
    }
}
