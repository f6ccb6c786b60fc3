//! The phases of a review beside Numbers and Leads: Open, Promises, Lessons, Decide, Close.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{panel, reviews, strip};
use crate::console::day;
use crate::console::model::Model;
use crate::console::model::walk::{Phase, Stand, Walk};
use crate::console::text::{pad, wrap};
use crate::console::words;
use crate::review::entry::Act;
use crate::review::figures::strip::strip as figures_of;
use crate::review::meeting::{Attendance, Part};
use crate::review::person::Team;
use crate::review::verdict::{Judgement, Verdict};

/// How many rows the list of a phase has, for its cursor.
pub fn len(walk: &Walk) -> usize {
    match walk.phase {
        Phase::Decide => walk
            .said()
            .filter(|entry| matches!(entry.act, Act::Topic { .. } | Act::Decided { .. }))
            .count(),
        Phase::Lessons => walk
            .said()
            .filter(|entry| matches!(entry.act, Act::Idea { .. }))
            .count(),
        _ => 0,
    }
}

/// Draws a phase.
pub fn draw(model: &Model, walk: &Walk, frame: &mut Frame<'_>, area: Rect) {
    match walk.phase {
        Phase::Open => open(model, walk, frame, area),
        Phase::Promises => reviews::promises(model, frame, area),
        Phase::Lessons => two(
            model,
            frame,
            area,
            ("Stop, start, continue (i)", ideas(model, walk)),
            ("Heard today", heard(model, walk)),
        ),
        Phase::Decide => two(
            model,
            frame,
            area,
            ("Topics (k)", topics(model, walk)),
            ("Decided (d)", decisions(model, walk)),
        ),
        _ => close(model, walk, frame, area),
    }
}

fn two(
    model: &Model,
    frame: &mut Frame<'_>,
    area: Rect,
    left: (&str, Vec<String>),
    right: (&str, Vec<String>),
) {
    let half = area.width / 2;
    let areas = [
        Rect::new(area.x, area.y, half, area.height),
        Rect::new(area.x + half, area.y, area.width - half, area.height),
    ];
    for (area, (title, rows)) in areas.into_iter().zip([left, right]) {
        block(model, frame, area, title, &rows);
    }
}

/// A panel of sentences, wrapped.
fn block(model: &Model, frame: &mut Frame<'_>, area: Rect, title: &str, rows: &[String]) {
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

fn open(model: &Model, walk: &Walk, frame: &mut Frame<'_>, area: Rect) {
    let of = |team: Team| {
        let names: Vec<String> = walk
            .meeting
            .attendance
            .iter()
            .filter(|(person, state, _)| {
                person.team == team && matches!(state, Attendance::Present | Attendance::Late)
            })
            .map(|(person, ..)| words::colleague(&person.name))
            .collect();
        if names.is_empty() {
            format!("{}: nobody named", team.word())
        } else {
            format!("{}: {}", team.word(), names.join(", "))
        }
    };
    let opening = &walk.meeting.opening;
    let here = vec![
        of(Team::Sales),
        of(Team::Marketing),
        of(Team::Other),
        String::new(),
        format!(
            "Facilitator: {}",
            words::colleague(&walk.meeting.facilitator)
        ),
        format!(
            "{} changes who is here",
            model.keymap.shown(crate::console::command::Command::People)
        ),
    ];
    let (_, discuss) = walk.progress(Part::ToDiscuss, &model.known);
    let (_, consent) = walk.progress(Part::ByConsent, &model.known);
    let docket = vec![
        format!(
            "{discuss} leads to discuss, {consent} by consent, in {} minutes",
            opening.lead_minutes
        ),
        format!("{} minutes in all", opening.minutes),
        format!("Leads delivered {}", strip::period(model, opening.period)),
        String::new(),
        "The figures count these leads, and those brought onto the docket.".to_owned(),
        "No definition is agreed yet: the word of the CRM counts as a lead.".to_owned(),
    ];
    two(
        model,
        frame,
        area,
        ("Who is here", here),
        ("What for", docket),
    );
}

fn ideas(model: &Model, walk: &Walk) -> Vec<String> {
    let rows: Vec<String> = walk
        .said()
        .filter_map(|entry| match &entry.act {
            Act::Idea { text, lead } => Some(about(model, text, *lead)),
            _ => None,
        })
        .collect();
    or(rows, "No idea is written down yet: i writes one.")
}

fn or(rows: Vec<String>, empty: &str) -> Vec<String> {
    if rows.is_empty() {
        vec![empty.to_owned()]
    } else {
        rows
    }
}

fn about(model: &Model, text: &str, lead: Option<crate::review::lead::LeadId>) -> String {
    let lead = lead.map_or_else(String::new, |lead| {
        format!(" ({})", words::label_of(model, lead))
    });
    format!("· {}{lead}", words::written(model, text))
}

fn heard(model: &Model, walk: &Walk) -> Vec<String> {
    let rows = strip::heard_today(model, walk)
        .into_iter()
        .map(|(what, count)| format!("{count} × {what}"))
        .collect();
    or(rows, "No reason was told in this review yet.")
}

fn topics(model: &Model, walk: &Walk) -> Vec<String> {
    let rows = walk
        .said()
        .filter_map(|entry| match &entry.act {
            Act::Topic { text, lead } => Some(about(model, text, *lead)),
            _ => None,
        })
        .collect();
    or(
        rows,
        "No topic is waiting: k writes one from wherever one stands.",
    )
}

fn decisions(model: &Model, walk: &Walk) -> Vec<String> {
    let rows = walk
        .said()
        .filter_map(|entry| match &entry.act {
            Act::Decided { text, lead } => Some(about(model, text, *lead)),
            _ => None,
        })
        .collect();
    or(rows, "Nothing is decided yet: d writes a decision.")
}

/// Close: decided, promised, the leads, what moved, what is still open. Nothing of it holds anybody.
fn close(model: &Model, walk: &Walk, frame: &mut Frame<'_>, area: Rect) {
    let left = area.width * 6 / 10;
    let third = |part: u16, of: u16| area.height * part / of;
    let foot = 2.min(area.height);
    let height = area.height - foot;
    let at = |x: u16, width: u16, part: u16| {
        let y = area.y + (third(part, 3)).min(height);
        let bottom = area.y + (third(part + 1, 3)).min(height);
        Rect::new(area.x + x, y, width, bottom.saturating_sub(y))
    };
    let right = area.width - left;
    block(
        model,
        frame,
        at(0, left, 0),
        "We decided",
        &decisions(model, walk),
    );
    block(
        model,
        frame,
        at(0, left, 1),
        "We promised",
        &promised(model, walk),
    );
    block(
        model,
        frame,
        at(0, left, 2),
        "Ideas and topics",
        &ideas_and_topics(model, walk),
    );
    block(
        model,
        frame,
        at(left, right, 0),
        "The leads",
        &leads(model, walk),
    );
    block(
        model,
        frame,
        at(left, right, 1),
        "What moved in this hour",
        &moved(walk),
    );
    block(
        model,
        frame,
        at(left, right, 2),
        "Still open",
        &still_open(model, walk),
    );
    let rows = Rect::new(area.x, area.bottom() - foot, area.width, foot);
    panel::lines(frame, rows, closing(model, walk));
}

fn ideas_and_topics(model: &Model, walk: &Walk) -> Vec<String> {
    let rows = walk
        .said()
        .filter_map(|entry| match &entry.act {
            Act::Idea { text, lead } | Act::Topic { text, lead } => Some(about(model, text, *lead)),
            _ => None,
        })
        .collect();
    or(rows, "None.")
}

fn promised(model: &Model, walk: &Walk) -> Vec<String> {
    let today = model.today();
    let rows = walk
        .said()
        .filter_map(|entry| match &entry.act {
            Act::Promised {
                text, owner, due, ..
            } => {
                let owner = if owner.is_empty() { "nobody" } else { owner };
                let due = due.map_or_else(|| "no date".to_owned(), |due| day::short(due, today));
                Some(format!(
                    "{} {}  {due}",
                    pad(&words::colleague(owner), 14),
                    words::written(model, text)
                ))
            }
            _ => None,
        })
        .collect();
    or(rows, "No promise yet: t writes one.")
}

fn leads(model: &Model, walk: &Walk) -> Vec<String> {
    let mut done = [0usize; 2];
    let (mut stands, mut accepted, mut refused) = (0, 0, 0);
    let mut judged = [0usize; 3];
    for item in &walk.docket {
        if walk.stand(item.lead, &model.known) != Stand::Done {
            continue;
        }
        done[usize::from(walk.part(item, &model.known) == Part::ByConsent)] += 1;
        let Some(lead) = model.known.lead(item.lead) else {
            continue;
        };
        let here = lead
            .said
            .verdict
            .as_ref()
            .filter(|told| told.meeting == Some(walk.id()));
        match here.map(|told| &told.verdict) {
            None => stands += 1,
            Some(Verdict::Accepted(_)) => accepted += 1,
            Some(_) => refused += 1,
        }
        let verdict = lead.standing().map(|standing| standing.verdict);
        match lead.said.judgement_or(verdict) {
            Some(Judgement::Yes) => judged[0] += 1,
            Some(Judgement::No) => judged[1] += 1,
            Some(Judgement::NotSure) => judged[2] += 1,
            None => {}
        }
    }
    vec![
        format!(
            "{} seen: {} talked through, {} by consent",
            done[0] + done[1],
            done[0],
            done[1]
        ),
        format!("{stands} stand · {accepted} accepted · {refused} not accepted or returned"),
        format!(
            "A lead?  yes {} · no {} · not sure {}",
            judged[0], judged[1], judged[2]
        ),
    ]
}

fn moved(walk: &Walk) -> Vec<String> {
    let figures = figures_of(&walk.start, &walk.now);
    let mut rows: Vec<String> = figures
        .bar
        .iter()
        .filter(|segment| segment.count.moved())
        .map(|segment| {
            format!(
                "{}  {}",
                pad(segment.part.word(), 26),
                segment.count.words()
            )
        })
        .collect();
    rows.extend(
        figures
            .tiles
            .iter()
            .filter(|tile| tile.count.moved())
            .map(|tile| format!("{}  {}", pad(tile.title, 26), tile.headline)),
    );
    or(rows, "Every figure is as it was when the review opened.")
}

fn still_open(model: &Model, walk: &Walk) -> Vec<String> {
    let mut rows = Vec::new();
    for entry in walk.said() {
        if let Act::Promised {
            text, owner, due, ..
        } = &entry.act
        {
            let what = words::written(model, text);
            if owner.trim().is_empty() {
                rows.push(format!("has no owner: {what}"));
            }
            if due.is_none() {
                rows.push(format!("has no date: {what}"));
            }
        }
    }
    let carried = walk
        .docket
        .iter()
        .filter(|item| walk.stand(item.lead, &model.known) != Stand::Done)
        .count();
    if carried > 0 {
        rows.push(format!(
            "{carried} leads nobody came to: carried to the next review"
        ));
    }
    or(rows, "Nothing.")
}

fn closing(model: &Model, walk: &Walk) -> Vec<Line<'static>> {
    let theme = model.theme();
    let still = still_open(model, walk);
    let open = if still.len() == 1 && still[0] == "Nothing." {
        "Nothing is left open.".to_owned()
    } else {
        "What is open does not stop you: close now, and it opens the next review.".to_owned()
    };
    let rated = if walk.ratings.is_empty() {
        "Was the hour worth it? w takes 1 to 10 from everybody; it may stay empty.".to_owned()
    } else {
        let sum: u32 = walk.ratings.iter().map(|rating| u32::from(*rating)).sum();
        let n = u32::try_from(walk.ratings.len()).unwrap_or(1).max(1);
        let tenths = (sum * 10 + n / 2) / n;
        let all: Vec<String> = walk.ratings.iter().map(u8::to_string).collect();
        format!(
            "Was the hour worth it? {}   average {}.{}",
            all.join(" "),
            tenths / 10,
            tenths % 10
        )
    };
    vec![
        Line::styled(format!(" {open}"), theme.text),
        Line::styled(format!(" {rated}"), theme.quiet),
    ]
}
