//! The Agreement place: the tabs, where the section in front stands, and the tab itself.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::panel;
use crate::console::day;
use crate::console::model::Model;
use crate::console::model::agreement::Tab;
use crate::console::text::{clean, fit};
use crate::console::update::agreement::in_hand;
use crate::review::agreement::version::{Section, Version};

pub mod board;
pub mod clauses;
pub mod definition;
pub mod fields;
pub mod lists;
pub mod page;
pub mod plan;
pub mod rules;
pub mod sla;
pub mod versions;

/// Draws the place.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let line = |y: u16| Rect::new(area.x, area.y + y, area.width, area.height.min(1));
    let spans: Vec<Span<'_>> = tabs(model, area)
        .into_iter()
        .map(|(_, span)| span)
        .collect();
    frame.render_widget(Line::from(spans), line(0));
    let mut top = 1;
    if let Some(section) = model.agreement.tab.section() {
        let columns = usize::from(area.width.saturating_sub(2));
        let text = stands(model, section);
        let text = Line::styled(format!(" {}", fit(&text, columns)), model.theme().text);
        frame.render_widget(text, line(1));
        top = 2;
    }
    let body = Rect::new(
        area.x,
        area.y + top,
        area.width,
        area.height.saturating_sub(top),
    );
    match model.agreement.tab {
        Tab::Page => page::draw(model, frame, body),
        Tab::Definition => definition::draw(model, frame, body),
        Tab::Sla => sla::draw(model, frame, body),
        Tab::Rules => rules::draw(model, frame, body),
        Tab::Plan => plan::draw(model, frame, body),
        Tab::Lists => lists::draw(model, frame, body),
    }
}

/// The tabs, and where each can be pressed.
pub fn tabs(model: &Model, area: Rect) -> Vec<(Rect, Span<'static>)> {
    let theme = model.theme();
    let mut x = area.x;
    Tab::ALL
        .into_iter()
        .map(|tab| {
            let here = tab == model.agreement.tab;
            let text = if here {
                format!("▸{}◂", tab.title())
            } else {
                format!(" {} ", tab.title())
            };
            let columns = u16::try_from(crate::console::text::width(&text)).unwrap_or(u16::MAX);
            let place = Rect::new(x.min(area.right()), area.y, columns, area.height.min(1));
            x = x.saturating_add(columns);
            let style = if here { theme.key } else { theme.quiet };
            (place, Span::styled(text, style))
        })
        .collect()
}

/// Where a section stands, in one sentence: in force, on the table, a draft, in hand.
pub fn stands(model: &Model, section: Section) -> String {
    let history = model.ground.agreement.section(section);
    let today = model.today();
    let mut parts = Vec::new();
    match history.in_force(today) {
        Some(version) => parts.push(in_force(model, version)),
        None => parts.push("nothing agreed yet".to_owned()),
    }
    if let Some(version) = history.on_the_table() {
        let who = clean(&version.proposed_by);
        let next = if version.votes.is_empty() {
            "v votes"
        } else {
            "r puts it in force"
        };
        parts.push(format!("v{} on the table, {who}: {next}", version.number));
    }
    if let Some((_, who, at)) = &history.draft {
        let on = day::short(day::local(*at, model.zone()), today);
        parts.push(format!("a draft by {}, {on}", clean(who)));
    }
    let revisions = history.in_order().count();
    if revisions > 1 {
        parts.push(format!("{revisions} versions agreed (h)"));
    }
    if history.stale(model.now, today) {
        parts.push("not reviewed for a quarter: K keeps it as it is".to_owned());
    }
    if in_hand(model, section) {
        parts.insert(0, "changed here, not kept: s keeps, p proposes".to_owned());
    }
    parts.join(" · ")
}

fn in_force(model: &Model, version: &Version) -> String {
    let from = version.from().map_or_else(String::new, |from| {
        format!(" since {}", day::short(from, model.today()))
    });
    let both = if version.ratified_by_both() {
        ""
    } else {
        ", not ratified by both"
    };
    let days = version
        .from()
        .map_or(0, |from| (model.today() - from).num_days());
    format!("v{} in force{from}, {days} days{both}", version.number)
}

/// A framed panel of wrapped sentences.
fn sentences(model: &Model, frame: &mut Frame<'_>, area: Rect, title: &str, texts: &[String]) {
    let inner = panel::framed(model, frame, area, title, false);
    let room = usize::from(inner.width.saturating_sub(2));
    let lines = texts
        .iter()
        .flat_map(|text| crate::console::text::wrap(text, room))
        .map(|line| Line::styled(format!(" {line}"), model.theme().text));
    panel::told(model, frame, inner, lines.collect());
}
