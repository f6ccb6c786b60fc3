//! The phases of a review beside Numbers and Leads: Open, Promises, Lessons, Decide, Close.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{blind, close, open, panel, promises, strip};
use crate::console::layout::halves;
use crate::console::model::Model;
use crate::console::model::walk::{Phase, Walk};
use crate::console::text::{clean, wrap};
use crate::console::words;
use crate::review::agreement::vote::outcome;
use crate::review::entry::Seq;
use crate::review::figures::campaign::Standing;
use crate::review::lead::LeadId;
use crate::review::meeting::blind::Blind;
use crate::review::meeting::deed::{Origin, Stage, Way};
use crate::review::meeting::matter::{self, IdeaRow, Matter};
use crate::review::meeting::{Decision, fold};

/// The ideas of the review, as Lessons lists them.
pub fn ideas(walk: &Walk) -> Vec<IdeaRow> {
    matter::ideas(walk.said())
}

/// The decisions of the review, in order.
pub fn decisions(walk: &Walk) -> Vec<Decision> {
    fold::decisions(walk.said())
}

/// What Decide has on the table: topics of this review, and those that earlier ones or the days before left open.
/// What needs talking about stands first.
pub fn topics(model: &Model, walk: &Walk) -> Vec<Matter> {
    let earlier = |topic: &&Matter| topic.meeting != Some(walk.id());
    let mut rows: Vec<Matter> = model
        .ground
        .topics
        .iter()
        .filter(earlier)
        .cloned()
        .collect();
    // What was said here of them, acknowledged or not, is newer; a topic solved here stays in view.
    for row in &mut rows {
        walk.said().for_each(|entry| row.hear(entry));
    }
    let here = |row: &Matter| walk.said().any(|entry| row.is_told_of(entry));
    rows.retain(|row| row.stage.is_open() || here(row));
    rows.extend(matter::topics(walk.said()));
    rows.sort_by_key(|row| {
        let rank = match row.stage {
            Stage::Discussing => 0,
            Stage::NeedsRuling => 1,
            Stage::Named => 2,
            Stage::Parked => 3,
            Stage::Solved => 4,
        };
        (rank, row.seq)
    });
    rows
}

/// What the cursor of Lessons or Decide stands on.
pub fn current(model: &Model, walk: &Walk) -> Option<Seq> {
    match walk.phase {
        Phase::Lessons => ideas(walk).get(walk.row).map(|row| row.seq),
        Phase::Decide => topics(model, walk).get(walk.row).map(|row| row.seq),
        _ => None,
    }
}

/// How many rows the list of a phase has, for its cursor.
pub fn len(model: &Model, walk: &Walk) -> usize {
    match walk.phase {
        Phase::Decide => topics(model, walk).len() + decisions(walk).len(),
        Phase::Lessons => ideas(walk).len(),
        Phase::Blind => Blind::of(walk.said()).map_or(0, |blind| blind.leads.len()),
        _ => 0,
    }
}

/// Draws a phase.
pub fn draw(model: &Model, walk: &Walk, frame: &mut Frame<'_>, area: Rect) {
    match walk.phase {
        Phase::Open => open::draw(model, walk, frame, area),
        Phase::Promises => promises::draw(model, frame, area),
        Phase::Lessons => lessons(model, walk, frame, area),
        Phase::Decide => decide(model, walk, frame, area),
        Phase::Blind => blind::draw(model, walk, frame, area),
        _ => close::draw(model, walk, frame, area),
    }
}

fn lessons(model: &Model, walk: &Walk, frame: &mut Frame<'_>, area: Rect) {
    let [left, right] = halves(area);
    let rows: Vec<String> = ideas(walk).iter().map(|row| idea(model, row)).collect();
    let empty = "No idea is written down yet: i writes one. + and - give it dots.";
    let title = "Stop, start, continue (i), dots + -";
    list(model, frame, left, (title, empty), &rows, Some(walk.row));
    block(model, frame, right, "Heard today", &heard(model, walk));
}

fn decide(model: &Model, walk: &Walk, frame: &mut Frame<'_>, area: Rect) {
    let [left, right] = halves(area);
    let topics = topics(model, walk);
    let rows: Vec<String> = topics.iter().map(|row| topic(model, walk, row)).collect();
    let empty = "No topic is waiting: k writes one from wherever one stands.";
    list(
        model,
        frame,
        left,
        ("Topics (k)", empty),
        &rows,
        Some(walk.row),
    );
    let decided: Vec<String> = decisions(walk)
        .iter()
        .map(|one| decision(model, walk, one))
        .collect();
    let empty = "Nothing is decided yet: d writes a decision, Enter decides a topic.";
    let at = walk.row.checked_sub(topics.len());
    list(
        model,
        frame,
        right,
        ("Decided (d), votes (v)", empty),
        &decided,
        at,
    );
}

fn idea(model: &Model, row: &IdeaRow) -> String {
    let dots = match row.dots {
        0 => String::new(),
        dots if dots <= 12 => format!("{} ", "●".repeat(dots as usize)),
        dots => format!("{dots} dots "),
    };
    let team = row
        .team
        .map_or(String::new(), |team| format!(", {}", team.word()));
    let more = match row.evidence.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let way = row.way.map_or("", Way::word);
    let text = words::written(model, &row.text);
    let way = if way.is_empty() || text.to_lowercase().starts_with(way) {
        String::new()
    } else {
        format!("{way}: ")
    };
    let from = from(model, row.lead, &row.origin);
    format!("{dots}{way}{text}{team}{from}{more}")
}

/// " (Acme)", " (Worked by Sales)", or nothing.
fn from(model: &Model, lead: Option<LeadId>, origin: &Origin) -> String {
    let told = lead.map_or_else(|| origin.words(), |lead| words::label_of(model, lead));
    if told.is_empty() {
        told
    } else {
        format!(" ({told})")
    }
}

fn topic(model: &Model, walk: &Walk, row: &Matter) -> String {
    let glyph = match row.stage {
        Stage::Named => "·",
        Stage::Discussing => "▸",
        Stage::Solved => "✓",
        Stage::Parked => "‖",
        Stage::NeedsRuling => "!",
    };
    let stage = match row.stage {
        Stage::Named => String::new(),
        stage => format!(" · {}", stage.word()),
    };
    let before = match row.meeting {
        Some(meeting) if meeting == walk.id() => String::new(),
        Some(meeting) => format!(" · from review {}", meeting.0),
        None => format!(" · asked for by {}", words::colleague(&row.who)),
    };
    let ruled = row.ruling.as_ref().map_or_else(String::new, |(text, by)| {
        format!(
            ". {} ruled: {}",
            words::colleague(by),
            words::written(model, text)
        )
    });
    format!(
        "{glyph} {}{}{before}{stage}{ruled}",
        words::written(model, &row.text),
        from(model, row.lead, &row.origin)
    )
}

fn decision(model: &Model, walk: &Walk, row: &Decision) -> String {
    let votes = matter::votes(walk.said());
    let told = votes.get(&row.seq).map_or_else(String::new, |votes| {
        let dissent = votes.iter().filter(|vote| !vote.dissent.is_empty());
        let dissent: Vec<String> = dissent
            .map(|vote| {
                let who = words::colleague(&vote.who);
                format!("; {who}: \"{}\"", words::written(model, &vote.dissent))
            })
            .collect();
        format!(" · {}{}", outcome(votes), dissent.concat())
    });
    let holds = row.from.map_or_else(String::new, |day| {
        format!(" · from {}", crate::console::day::short(day, model.today()))
    });
    format!(
        "{}{}{holds}{told}",
        words::written(model, &row.text),
        from(model, row.lead, &row.origin)
    )
}

/// A list of sentences with a cursor; the row under it is shown in full.
fn list(
    model: &Model,
    frame: &mut Frame<'_>,
    area: Rect,
    (title, empty): (&str, &str),
    rows: &[String],
    at: Option<usize>,
) {
    let here = at.filter(|at| *at < rows.len());
    let inner = panel::framed(model, frame, area, title, here.is_some());
    if rows.is_empty() {
        panel::note(model, frame, inner, empty);
        return;
    }
    let room = usize::from(inner.width).saturating_sub(4);
    let (mut lines, mut cursor) = (Vec::new(), 0);
    for (place, row) in rows.iter().enumerate() {
        if Some(place) == here {
            cursor = lines.len();
        }
        for (part, text) in wrap(row, room).into_iter().enumerate() {
            let head = if part == 0 { "" } else { "  " };
            let style = model.theme().text;
            let text = format!("{head}{text}");
            let under = Some(place) == here && part == 0;
            lines.push(panel::row(model, &text, under, style, inner.width));
        }
    }
    panel::list(frame, inner, lines, cursor);
}

/// A panel of sentences, wrapped.
pub fn block(model: &Model, frame: &mut Frame<'_>, area: Rect, title: &str, rows: &[String]) {
    let inner = panel::framed(model, frame, area, title, false);
    let room = usize::from(inner.width).saturating_sub(3);
    let lines = rows.iter().flat_map(|row| {
        wrap(row, room)
            .into_iter()
            .enumerate()
            .map(|(at, part)| {
                let head = if at == 0 { " " } else { "   " };
                Line::styled(format!("{head}{part}"), model.theme().text)
            })
            .collect::<Vec<_>>()
    });
    panel::lines(frame, inner, lines.take(usize::from(inner.height)));
}

fn or(rows: Vec<String>, empty: &str) -> Vec<String> {
    if rows.is_empty() {
        vec![empty.to_owned()]
    } else {
        rows
    }
}

fn heard(model: &Model, walk: &Walk) -> Vec<String> {
    let rows = strip::heard_today(model, walk)
        .into_iter()
        .map(|(what, count)| format!("{count} × {what}"))
        .collect();
    let mut rows = or(rows, "No reason was told in this review yet.");
    let mut missed = std::collections::BTreeMap::<&str, u32>::new();
    let leads = walk
        .docket
        .iter()
        .filter_map(|item| model.known.lead(item.lead));
    for wish in leads.flat_map(|lead| &lead.said.wishes) {
        *missed.entry(wish.as_str()).or_default() += 1;
    }
    let mut missed: Vec<_> = missed.into_iter().collect();
    missed.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    if !missed.is_empty() {
        rows.push(String::new());
        rows.push("We wish we had known, of the leads on the docket:".to_owned());
        let told = missed
            .into_iter()
            .map(|(wish, times)| format!("{times} × {}", clean(wish)));
        rows.extend(told);
    }
    rows.extend(campaigns_below(model));
    rows
}

/// Campaigns that brought back less than the least both teams agreed on, once their leads are old enough.
fn campaigns_below(model: &Model) -> Vec<String> {
    let Some(told) = &model.campaigns.told else {
        return Vec::new();
    };
    let below = told.rows.iter();
    let below: Vec<String> = below
        .filter(|row| row.standing(told.minimum) == Standing::Below)
        .map(|row| format!("{}: stop?", clean(&row.campaign.name)))
        .collect();
    if below.is_empty() {
        return below;
    }
    let head = [
        String::new(),
        "Campaigns below the least they must bring back (0, then 5):".to_owned(),
    ];
    head.into_iter().chain(below).collect()
}
