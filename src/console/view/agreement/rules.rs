//! The tab of the rules: a column a department, each rule with what the ledger says of it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::sentences;
use crate::console::layout::{halves, over};
use crate::console::model::Model;
use crate::console::text::{clean, wrap};
use crate::console::update::agreement::page::takes;
use crate::console::update::agreement::rules as text_of;
use crate::console::update::agreement::rules::{kept, rule, unfit};
use crate::console::view::panel;
use crate::publish::sheet::LINES;
use crate::review::agreement::rules::{DEPARTMENTS, Rule, Rules};
use crate::review::agreement::version::Wording;
use crate::review::figures::rules::Measured;
use crate::review::person::Team;

/// Draws the tab.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let Some(rules) = text_of(model).filter(|rules| !rules.rules.is_empty()) else {
        sentences(
            model,
            frame,
            area,
            "The rules both departments work by",
            &none(),
        );
        return;
    };
    let (board, told) = over(area, (area.height / 4).clamp(5, 8));
    for (team, column) in DEPARTMENTS.into_iter().zip(halves(board)) {
        draw_team(model, frame, column, rules, team);
    }
    let wording = Wording::Rules(Box::new(rules.clone()));
    let title = format!("One page: {} of {LINES} lines", takes(model, &wording));
    sentences(model, frame, told, &title, &told_of(model));
}

/// What stands where nothing is written.
fn none() -> Vec<String> {
    [
        "No rules are agreed yet.",
        "L loads six rules of sales-lead management to begin from, each measured on what is in this file; a adds one of your own.",
        "They fit on one page, and both departments have at least one.",
    ]
    .map(ToOwned::to_owned)
    .to_vec()
}

fn draw_team(model: &Model, frame: &mut Frame<'_>, area: Rect, rules: &Rules, team: Team) {
    let here = rule(model).map(|rule| rule.key);
    let in_front = rule(model).is_some_and(|rule| rule.team == team);
    let inner = panel::framed(model, frame, area, team.word(), in_front);
    let mut blocks: Vec<(bool, Vec<Line<'static>>)> = rules
        .of(team)
        .map(|rule| {
            let cursor = here == Some(rule.key);
            (cursor, block(model, rule, cursor, inner.width))
        })
        .collect();
    // Whole rules from the one on which the cursor's still fits.
    let height = usize::from(inner.height);
    let chosen = blocks.iter().position(|(cursor, _)| *cursor).unwrap_or(0);
    let long = |blocks: &[(bool, Vec<Line<'_>>)]| -> usize {
        blocks.iter().map(|(_, lines)| lines.len()).sum()
    };
    let mut first = 0;
    while first < chosen && long(&blocks[first..=chosen]) > height {
        first += 1;
    }
    panel::lines(
        frame,
        inner,
        blocks.drain(first..).flat_map(|(_, lines)| lines),
    );
}

fn block(model: &Model, rule: &Rule, cursor: bool, columns: u16) -> Vec<Line<'static>> {
    let theme = model.theme();
    let room = usize::from(columns).saturating_sub(3);
    let mut lines: Vec<Line<'static>> = wrap(&clean(&rule.text), room)
        .into_iter()
        .enumerate()
        .map(|(place, part)| match place {
            0 => panel::row(model, &part, cursor, theme.text, columns),
            _ => Line::styled(format!("  {part}"), theme.text),
        })
        .collect();
    let style = if cursor { theme.strong } else { theme.quiet };
    let state = kept(model, rule).map_or_else(
        || model.named(rule.measured.word()).into_owned(),
        |measured| model.named(&state(&measured)).into_owned(),
    );
    let told = wrap(&clean(&state), room.saturating_sub(2));
    lines.extend(
        told.into_iter()
            .map(|part| Line::styled(format!("    {part}"), style)),
    );
    lines
}

/// "✓ kept · 176 of 188 delivered leads worked (93.6 %)".
fn state(measured: &Measured) -> String {
    let head = match measured.kept {
        Some(true) => "✓ kept · ",
        Some(false) => "✗ not kept · ",
        None => "· ",
    };
    format!("{head}{}", measured.words)
}

fn told_of(model: &Model) -> Vec<String> {
    let mut texts = Vec::new();
    texts.extend(unfit(model));
    if let Some(rule) = rule(model) {
        texts.push(format!(
            "Measured by {}.",
            model.named(rule.measured.word())
        ));
        if let Some(measured) = kept(model, rule) {
            texts.push(format!("{}.", model.named(&state(&measured))));
        }
    }
    texts.push("A rule that both leaders signed is changed only by the next version: proposed, voted on, in force from a day.".to_owned());
    texts
}

/// What is copied of the row one stands on.
pub fn copied(model: &Model) -> Option<String> {
    let rule = rule(model)?;
    let state =
        kept(model, rule).map_or_else(String::new, |measured| format!(" {}", state(&measured)));
    Some(format!("{}: {}{state}", rule.team.word(), rule.text))
}
