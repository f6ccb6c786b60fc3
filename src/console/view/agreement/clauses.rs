//! The phase of the agreement: the clauses by turns with what was said of each, how the one in front is kept, and how
//! many leads of what quality came in the last three months.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::sla::{state, told};
use super::{sentences, stands};
use crate::console::layout::{beside, over};
use crate::console::model::Model;
use crate::console::model::walk::Walk;
use crate::console::text::{clean, fit, pad, pad_left};
use crate::console::update::agreement::sla::kept;
use crate::console::view::panel;
use crate::review::agreement::sla::{Clause, Sla};
use crate::review::agreement::version::Section;
use crate::review::figures::kpi::rate;
use crate::review::figures::rules::Records;
use crate::review::figures::waterfall::Stages;
use crate::review::figures::words::{count, percent};
use crate::review::period::Period;
use crate::review::person::Team;

/// The columns of what was said of a clause.
const SAID: usize = 9;

/// Draws the phase.
pub fn draw(model: &Model, walk: &Walk, frame: &mut Frame<'_>, area: Rect) {
    let Some(sla) = model.sla().filter(|sla| !sla.clauses.is_empty()) else {
        sentences(model, frame, area, "Keep or change", &none(model));
        return;
    };
    let turns = sla.by_turns();
    let high = u16::try_from(turns.len() + 2).unwrap_or(u16::MAX);
    let foot = area.height.saturating_sub(high).max(8);
    let (list, under) = over(area, foot);
    draw_turns(model, walk, frame, list, sla, &turns);
    let (clause, months) = beside(under, under.width / 2);
    let at = walk.row.min(turns.len().saturating_sub(1));
    let texts = turns.get(at).map(|one| of_clause(model, walk, sla, one));
    let name = turns.get(at).map_or_else(String::new, |one| {
        format!("{} {}", sla.name(one.key), clean(&one.text))
    });
    sentences(model, frame, clause, &name, &texts.unwrap_or_default());
    draw_months(model, frame, months);
}

/// What stands where there is no SLA to go through.
fn none(model: &Model) -> Vec<String> {
    let stands = |section: Section| format!("{}: {}.", section.title(), stands(model, section));
    let mut texts: Vec<String> = Section::ALL.map(stands).to_vec();
    let records = model.kept.as_deref();
    texts.extend(records.map(|records| accuracy(model, records)));
    texts.push(
        "No SLA is in force, so there is no clause to keep or change. F4 asks everybody what a lead is and writes the definition, F5 writes who owes what by when, F6 the rules, F7 the targets; Esc comes back here."
            .to_owned(),
    );
    texts
}

fn draw_turns(
    model: &Model,
    walk: &Walk,
    frame: &mut Frame<'_>,
    area: Rect,
    sla: &Sla,
    turns: &[&Clause],
) {
    let said = |clause: &&&Clause| model.ground.agreement.looked_at(clause.key, walk.id());
    let done = turns.iter().filter(|clause| said(clause).is_some()).count();
    let title = format!("Keep or change, by turns · {done} of {}", turns.len());
    let inner = panel::framed(model, frame, area, &title, true);
    let at = walk.row.min(turns.len().saturating_sub(1));
    let wide = usize::from(inner.width);
    let text_wide = wide.saturating_sub(SAID + 5) / 2;
    let rows = turns.iter().enumerate().map(|(place, clause)| {
        let mark = match said(&clause).map(|said| said.change.is_empty()) {
            None => "·",
            Some(true) => "✓ keep",
            Some(false) => "✎ change",
        };
        let state = kept(model, clause.key).map_or_else(String::new, |row| state(row, None));
        let name = format!("{} {}", sla.name(clause.key), clean(&clause.text));
        let text = format!(
            "{} {} {state}",
            pad(mark, SAID),
            pad(&fit(&name, text_wide), text_wide)
        );
        panel::row(model, &text, place == at, model.theme().text, inner.width)
    });
    panel::list(frame, inner, rows.collect::<Vec<Line<'_>>>(), at);
}

fn of_clause(model: &Model, walk: &Walk, sla: &Sla, clause: &Clause) -> Vec<String> {
    let mut texts = Vec::new();
    let said = model.ground.agreement.looked_at(clause.key, walk.id());
    if let Some(said) = said.filter(|said| !said.change.is_empty()) {
        texts.push(format!("To change: {}", clean(&said.change)));
    }
    texts.extend(told(model, sla, clause));
    texts
}

/// Three months of delivered leads, how many and how good, then who has yet to sign.
fn draw_months(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let title = model.named("Delivered leads: how many, how good");
    let inner = panel::framed(model, frame, area, &title, false);
    let Some(records) = &model.kept else {
        panel::note(model, frame, inner, "Being counted.");
        return;
    };
    let most = records.months.iter().map(delivered).max().unwrap_or(0);
    // Thirty-two columns are the figures'; what is left is the bar's.
    let bar = usize::from(inner.width).saturating_sub(34).min(24);
    let (accepted, opportunity) = (model.named("accepted"), model.named("opportunity"));
    let told = ["leads", accepted.as_ref(), opportunity.as_ref()];
    let head = cells("", &" ".repeat(bar), told);
    let months = records.months.iter().map(|month| row(month, most, bar));
    let mut texts: Vec<String> = std::iter::once(head).chain(months).collect();
    let room = usize::from(inner.width.saturating_sub(2));
    let table = texts.len();
    let words = [
        String::new(),
        accuracy(model, records),
        signed(model),
        "By source and campaign, keep, change or stop: 3, then m, The quarter.".to_owned(),
    ];
    texts.extend(
        words
            .iter()
            .flat_map(|text| crate::console::text::wrap(text, room)),
    );
    let theme = model.theme();
    let lines = texts.into_iter().enumerate().map(|(at, text)| {
        let style = if at < table { theme.strong } else { theme.text };
        Line::styled(format!(" {text}"), style)
    });
    panel::lines(frame, inner, lines);
}

fn delivered(month: &Stages) -> u64 {
    month.reached[1]
}

/// Name, bar, leads, accepted, opportunity: as wide in every row.
fn cells(name: &str, bar: &str, told: [&str; 3]) -> String {
    let [leads, accepted, opportunity] = told;
    format!(
        "{} {bar}{} {} {}",
        pad(name, 3),
        pad_left(leads, 5),
        pad_left(&fit(accepted, 9), 9),
        pad_left(&fit(opportunity, 12), 12)
    )
}

/// "Sep ███████     61    64.0 %       21.0 %".
fn row(month: &Stages, most: u64, room: usize) -> String {
    let name = match month.period {
        Period::Days { start, .. } => start.format("%b").to_string(),
        Period::All => String::new(),
    };
    let of = |at: usize| percent(rate(month.reached[at], delivered(month)));
    let long = usize::try_from(delivered(month)).unwrap_or(0) * room;
    let long = long
        .checked_div(usize::try_from(most).unwrap_or(0))
        .unwrap_or(0);
    let leads = count(delivered(month));
    let bar = pad(&"█".repeat(long), room);
    cells(&name, &bar, [&leads, &of(2), &of(3)])
}

/// How what a lead is works out, in a sentence or two.
fn accuracy(model: &Model, records: &Records) -> String {
    records.accuracy.map_or_else(
        || "Nothing in force says what a lead is: F4 writes it.".to_owned(),
        |accuracy| {
            model
                .named(&format!("What a lead is: {}", accuracy.words()))
                .into()
        },
    )
}

/// Whose leader has yet to sign what is in force.
fn signed(model: &Model) -> String {
    let agreement = &model.ground.agreement;
    let open = agreement.unsigned_by(model.today());
    let open: Vec<&str> = open.into_iter().map(Team::word).collect();
    if open.is_empty() {
        return "Both leaders have signed what is in force.".to_owned();
    }
    format!("Not signed by the leader of {}: S.", open.join(" and "))
}
