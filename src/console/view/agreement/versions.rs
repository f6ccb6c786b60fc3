//! The versions of a section over the screen: where each stands, why, who voted how, what it changed.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use crate::console::day;
use crate::console::model::Model;
use crate::console::pop::Versions;
use crate::console::text::{clean, wrap};
use crate::console::update::agreement::sla;
use crate::console::view::panel;
use crate::review::agreement::diff::{Change, diff};
use crate::review::agreement::fields::fields;
use crate::review::agreement::version::{History, Standing, Version};
use crate::review::agreement::vote;
use crate::review::meeting::MeetingId;

/// Draws the version looked at.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect, versions: &Versions) {
    let history = model.ground.agreement.section(versions.section);
    panel::cleared(model, frame, area);
    let what = if versions.whole {
        "the whole text"
    } else {
        "what it changed"
    };
    let title = format!(
        "{} · version {} of {} · {what}",
        versions.section.title(),
        versions.at + 1,
        history.versions.len()
    );
    let inner = panel::framed(model, frame, area, &title, true);
    let room = usize::from(inner.width.saturating_sub(2));
    let drawn = lines(model, versions)
        .into_iter()
        .flat_map(|(text, style)| {
            let wrapped = wrap(&text, room);
            wrapped
                .into_iter()
                .map(move |line| Line::styled(format!(" {line}"), style))
        })
        .skip(usize::from(versions.scroll));
    panel::lines(frame, inner, drawn.collect::<Vec<_>>());
}

/// Everything there is to say of it, a paragraph each.
pub fn lines(model: &Model, versions: &Versions) -> Vec<(String, Style)> {
    let theme = model.theme();
    let history = model.ground.agreement.section(versions.section);
    let Some(version) = history.versions.get(versions.at) else {
        return Vec::new();
    };
    let mut lines = vec![(standing(model, history, version), theme.strong)];
    let told = told(model, version);
    lines.extend(told.into_iter().map(|line| (line, theme.text)));
    lines.push((String::new(), theme.text));
    let sla = sla(model);
    if versions.whole {
        let all = fields(&version.wording, sla).into_iter();
        lines.extend(all.map(|field| {
            let line = format!("{}: {}", clean(&field.label), clean(&field.text));
            (line, theme.text)
        }));
        return lines;
    }
    let before = history.before(version.number);
    let changes = diff(before.map(|one| &one.wording), &version.wording, sla);
    lines.push((
        match before {
            Some(one) => format!("Against v{}, {} changed:", one.number, counted(&changes)),
            None => format!("The first: {} written.", counted(&changes)),
        },
        theme.strong,
    ));
    for change in &changes {
        lines.push((clean(&change.label).into_owned(), theme.strong));
        if !change.old.is_empty() {
            lines.push((format!("- {}", clean(&change.old)), theme.quiet));
        }
        if !change.new.is_empty() {
            lines.push((format!("+ {}", clean(&change.new)), theme.text));
        }
    }
    lines
}

fn counted(changes: &[Change]) -> String {
    let number = u64::try_from(changes.len()).unwrap_or(u64::MAX);
    crate::review::figures::words::counted(number, "field", "fields")
}

/// Where it stands, in one line.
fn standing(model: &Model, history: &History, version: &Version) -> String {
    let today = model.today();
    let number = version.number;
    match version.standing {
        Standing::Proposed => format!("v{number} is on the table"),
        Standing::Withdrawn => format!("v{number} was withdrawn: {}", clean(&version.withdrawn)),
        Standing::Ratified { from } => {
            let both = if version.ratified_by_both() {
                "ratified by both leaders"
            } else {
                "not ratified by both"
            };
            let since = day::short(from, today);
            match history.superseded(number) {
                _ if from > today => format!("v{number} comes into force on {since}, {both}"),
                Some(until) if until <= today => format!(
                    "v{number} was in force {since} – {}, {both}",
                    day::short(until, today)
                ),
                _ => format!(
                    "v{number} is in force since {since}, {} days, {both}",
                    (today - from).num_days()
                ),
            }
        }
    }
}

/// Who proposed it and why, where everybody stood.
fn told(model: &Model, version: &Version) -> Vec<String> {
    let on = |at: i64| day::short(day::local(at, model.zone()), model.today());
    let review = |meeting: Option<MeetingId>| {
        meeting.map_or_else(
            || "outside a review".to_owned(),
            |meeting| format!("in review {}", meeting.0),
        )
    };
    let mut lines = vec![
        format!(
            "Proposed by {} on {}, {}",
            clean(&version.proposed_by),
            on(version.proposed_at),
            review(version.proposed_in)
        ),
        format!("Why: {}", clean(&version.reason)),
    ];
    if let Some(at) = version.voted_at {
        let votes: Vec<String> = version
            .votes
            .iter()
            .map(|vote| format!("{} {}", clean(&vote.who), vote.stands))
            .collect();
        lines.push(format!(
            "Voted on {}, {}: {}",
            on(at),
            review(version.voted_in),
            votes.join(" · ")
        ));
    }
    for vote in &version.votes {
        if !vote.dissent.is_empty() {
            lines.push(format!(
                "{}, {}: \"{}\"",
                clean(&vote.who),
                vote::stands(vote.stands),
                clean(&vote.dissent)
            ));
        }
    }
    if let Some(at) = version.ratified_at {
        let names: Vec<String> = version
            .managers
            .iter()
            .map(|leader| format!("{} ({})", clean(&leader.name), leader.team.word()))
            .collect();
        let names = if names.is_empty() {
            "without a leader".to_owned()
        } else {
            names.join(" and ")
        };
        lines.push(format!(
            "Agreed on {}, {}: {names}",
            on(at),
            review(version.ratified_in)
        ));
    }
    lines
}
