//! The tab of the SLA, one accountability board: both sides beside each other, as many rows, the same layout; under
//! them the clause one stands on.

mod beside;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::sentences;
use crate::console::layout::{below, halves};
use crate::console::model::Model;
use crate::console::text::{clean, fit};
use crate::console::update::agreement::sla as text_of;
use crate::console::update::agreement::sla::{At, SIDES, at, kept, may_see_people, missed};
use crate::console::view::panel;
use crate::console::{day, words};
use crate::review::agreement::sla::{Clause, Sla, follow_up};
use crate::review::figures::interval;
use crate::review::figures::sla::{Kept, Row};
use crate::review::figures::words::{NOTHING, count, counted, percent};
use crate::review::person::Team;

/// From this height on the follow-up and the call plan have a line each; under it they share one.
const ROOMY: u16 = 24;

/// Draws the tab.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let Some(sla) = text_of(model).filter(|sla| !sla.clauses.is_empty()) else {
        sentences(model, frame, area, "Who owes what by when", &none());
        return;
    };
    let most = SIDES
        .map(|side| sla.of(side).count())
        .into_iter()
        .max()
        .unwrap_or(0);
    let high = u16::try_from(most * 2 + 2).unwrap_or(u16::MAX);
    let told = (area.height / 3).clamp(6, 10);
    let foot = if area.height >= ROOMY { 2 } else { 1 };
    let board_high = high.min(area.height.saturating_sub(told + foot + 1));
    let (hours, rest) = below(area, 1);
    draw_hours(model, frame, hours, sla);
    let (board, rest) = below(rest, board_high);
    for (side, column) in SIDES.into_iter().zip(halves(board)) {
        draw_side(model, frame, column, sla, side);
    }
    let (followed, under) = below(rest, foot);
    beside::draw(model, frame, followed, sla);
    draw_told(model, frame, under, sla);
}

/// What stands where nothing is written.
fn none() -> Vec<String> {
    [
        "Nothing is agreed yet on who owes what by when. Until it is, nothing is ever missed.",
        "L loads a starter set of four clauses a side, to be changed; a adds a clause of your own.",
        "Each clause says whose it is, what is owed, how that is measured, how often it must hold, and what happens where it does not.",
    ]
    .map(ToOwned::to_owned)
    .to_vec()
}

fn draw_hours(model: &Model, frame: &mut Frame<'_>, area: Rect, sla: &Sla) {
    let here = at(model) == Some(At::Hours);
    let theme = model.theme();
    let uneven = sla.uneven().map_or_else(String::new, |words| {
        let short = words.split(':').next().unwrap_or_default();
        format!(" · {short}")
    });
    let text = format!(
        "Limits run {} ({}){uneven}",
        sla.hours.words(),
        model.zone()
    );
    frame.render_widget(panel::row(model, &text, here, theme.text, area.width), area);
}

fn draw_side(model: &Model, frame: &mut Frame<'_>, area: Rect, sla: &Sla, side: Team) {
    let here = matches!(at(model), Some(At::Clause(key)) if sla.clause(key).is_some_and(|one| one.side == side));
    let inner = panel::framed(model, frame, area, &side_title(model, side), here);
    let rows: Vec<&Clause> = sla.of(side).collect();
    let chosen = rows
        .iter()
        .position(|clause| at(model) == Some(At::Clause(clause.key)));
    let room = usize::from(inner.height / 2).max(1);
    let first = chosen.map_or(0, |chosen| (chosen + 1).saturating_sub(room));
    let mut lines = Vec::new();
    for (place, clause) in rows.iter().enumerate().skip(first).take(room) {
        lines.extend(block(
            model,
            sla,
            clause,
            chosen == Some(place),
            inner.width,
        ));
    }
    if rows.is_empty() {
        lines.push(Line::styled(
            " nothing is owed yet: a adds a clause",
            model.theme().quiet,
        ));
    }
    panel::lines(frame, inner, lines);
}

/// "Sales owes · 2 of 4 met".
pub fn side_title(model: &Model, side: Team) -> String {
    let owes = format!("{} owes", side.word());
    let board = model.kept.as_ref().and_then(|kept| kept.board.as_ref());
    let Some(side) = board
        .map(|board| board.side(side))
        .filter(|side| side.clauses() > 0)
    else {
        return owes;
    };
    let mut words = format!("{owes} · {} of {} met", side.met, side.clauses());
    for (number, word) in [
        (side.at_risk, "at risk"),
        (side.missed, "missed"),
        (side.pending, "pending"),
    ] {
        if number > 0 {
            words = format!("{words}, {number} {word}");
        }
    }
    words
}

/// Two lines: what is owed, and how it is kept.
fn block(
    model: &Model,
    sla: &Sla,
    clause: &Clause,
    here: bool,
    columns: u16,
) -> [Line<'static>; 2] {
    let theme = model.theme();
    let name = format!("{} {}", sla.name(clause.key), clean(&clause.text));
    let state = kept(model, clause.key).map_or_else(
        || format!("asked {} % · not in force", clause.target),
        |row| state(row, sla.clause(clause.key)),
    );
    let wide = usize::from(columns).saturating_sub(5);
    let head = panel::row(model, &name, here, theme.text, columns);
    let style = if here { theme.strong } else { theme.quiet };
    [
        head,
        Line::from(Span::styled(format!("    {}", fit(&state, wide)), style)),
    ]
}

/// "✗ missed 62.1 % of 66, asked 90".
pub fn state(row: &Row, reads: Option<&Clause>) -> String {
    let kept = row.kept();
    let changed = reads.is_some_and(|reads| *reads != row.clause);
    let asked = row.clause.target;
    let mut words = if row.dark.is_some() {
        format!("{NOTHING} cannot be told, asked {asked} %")
    } else if row.counts.n() == 0 {
        format!("{} {}, asked {asked} %", glyph(kept), kept.word())
    } else {
        format!(
            "{} {} {} of {}, asked {asked}",
            glyph(kept),
            kept.word(),
            percent(row.counts.share()),
            count(row.counts.n())
        )
    };
    if changed {
        words = format!("{words} (as in force)");
    }
    words
}

pub fn glyph(kept: Kept) -> &'static str {
    match kept {
        Kept::Met => "✓",
        Kept::AtRisk => "!",
        Kept::Missed => "✗",
        Kept::Pending => "·",
    }
}

fn draw_told(model: &Model, frame: &mut Frame<'_>, area: Rect, sla: &Sla) {
    let (title, texts) = match at(model) {
        Some(At::Clause(key)) => match sla.clause(key) {
            Some(clause) => (
                format!("{} {}", sla.name(key), clean(&clause.text)),
                told(model, sla, clause),
            ),
            None => (String::new(), Vec::new()),
        },
        Some(At::FollowUp) => ("How Sales follows up".to_owned(), beside::follow_up(sla)),
        Some(At::CallPlan) => (
            "Before the first call".to_owned(),
            beside::call_plan(model, sla),
        ),
        _ => ("The working hours".to_owned(), beside::hours(model, sla)),
    };
    sentences(model, frame, area, &title, &texts);
}

/// Everything about the clause one stands on.
pub fn told(model: &Model, sla: &Sla, clause: &Clause) -> Vec<String> {
    let mut texts = Vec::new();
    if let Some(row) = kept(model, clause.key) {
        texts.push(measured(row));
        texts.extend(open(model, row));
        texts.extend(by_whom(model, row));
    } else if model.kept.is_some() {
        texts.push("Not in force, so nothing is measured by it yet.".to_owned());
    }
    texts.push(format!(
        "Asked: {}.",
        clean(&model.named(&clause.asks(&sla.hours)))
    ));
    texts.push(format!("If not: {}", clean(&clause.consequence)));
    if let Some(days) = days(model, clause) {
        texts.push(days);
    }
    texts
}

/// When it holds, where that is not as long as its version.
fn days(model: &Model, clause: &Clause) -> Option<String> {
    let say = |date| day::short(date, model.today());
    match (clause.from, clause.until) {
        (None, None) => None,
        (Some(from), None) => Some(format!("Holds from {}.", say(from))),
        (None, Some(until)) => Some(format!("Holds until {}.", say(until))),
        (Some(from), Some(until)) => {
            Some(format!("Holds from {} until {}.", say(from), say(until)))
        }
    }
}

/// "41 of 66 met in the last 90 days, asked 90 %: missed; 50 to 73 % is what 66 leads can tell · 3 at risk".
fn measured(row: &Row) -> String {
    if let Some(why) = row.dark {
        return format!("Cannot be told: {why}.");
    }
    let counts = row.counts;
    let mut parts = Vec::new();
    if counts.n() > 0 {
        let (met, n) = (counts.met, counts.n());
        let word = row.kept().word();
        let few = if row.few() {
            ", but under ten is nothing to judge by"
        } else {
            ""
        };
        parts.push(format!(
            "{} of {} met in the last 90 days, asked {} %: {word}{few}",
            count(met),
            count(n),
            row.clause.target
        ));
        parts.extend(interval::words(met, n).filter(|_| !row.few()));
    }
    for (number, words) in [
        (counts.at_risk, "at risk, four fifths of the time is used"),
        (counts.pending, "still in time"),
        (counts.before, "came before it was agreed, never missed"),
        (counts.unknown, "cannot be told, a date is missing"),
    ] {
        if number > 0 {
            parts.push(format!("{} {words}", count(number)));
        }
    }
    if parts.is_empty() {
        parts.push("Nothing has come under it in the last 90 days".to_owned());
    }
    format!("{}.", parts.join(" · "))
}

/// What is still to be answered, and the last answer.
fn open(model: &Model, row: &Row) -> Vec<String> {
    let mut texts = Vec::new();
    if row.unanswered > 0 && row.kept() == Kept::Missed {
        texts.push(format!(
            "{}: what do we do? {}m answers it once for all of them, i finds the cause.",
            missed(row),
            // In the phase of a review these keys are the minutes and an idea.
            if model.walking().is_some() {
                "F5, then "
            } else {
                ""
            }
        ));
    }
    if let Some(answer) = &row.answer {
        let then = if answer.applied {
            "the consequence was applied"
        } else {
            "it was waived"
        };
        let on = day::short(day::local(answer.at, model.zone()), model.today());
        texts.push(format!(
            "{on}: {then} for {}, {}: {}",
            counted(answer.misses, "miss", "misses"),
            words::colleague(&answer.who),
            words::written(model, &answer.why)
        ));
    }
    texts
}

/// Who or what missed it most: by campaign for everybody, by person for the leader of that team alone.
fn by_whom(model: &Model, row: &Row) -> Option<String> {
    let side = row.clause.side;
    if row.by.is_empty() || row.counts.missed == 0 {
        return None;
    }
    if side == Team::Sales && !may_see_people(model, side) {
        return Some("By person: at the seat of the sales leader.".to_owned());
    }
    let mut by: Vec<(&String, &(u64, u64))> = row
        .by
        .iter()
        .filter(|(_, (_, missed))| *missed > 0)
        .collect();
    by.sort_by_key(|(_, (_, missed))| std::cmp::Reverse(*missed));
    let rows: Vec<String> = by
        .into_iter()
        .take(6)
        .map(|(name, (met, missed))| {
            let name = if name.is_empty() {
                "nobody".to_owned()
            } else if side == Team::Sales {
                words::colleague(name)
            } else {
                clean(name).into_owned()
            };
            format!("{name} {missed} of {}", met + missed)
        })
        .collect();
    Some(format!("Missed: {}.", rows.join(" · ")))
}

/// What is copied of the row one stands on.
pub fn copied(model: &Model) -> Option<String> {
    let sla = text_of(model)?;
    match at(model)? {
        At::Hours => Some(sla.hours.words()),
        At::FollowUp => Some(follow_up::words(&sla.follow_up)),
        At::CallPlan => Some(sla.call_plan.join(", ")),
        At::Clause(key) => {
            let clause = sla.clause(key)?;
            let mut text = format!(
                "{} {}: {}",
                sla.name(key),
                clause.text,
                model.named(&clause.asks(&sla.hours))
            );
            if let Some(row) = kept(model, key) {
                text = format!("{text}; {}", state(row, None));
            }
            Some(text)
        }
    }
}
