//! The two lines on top: what is open, who is here, the clock; the phases or the places.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::panel;
use crate::console::day;
use crate::console::model::places::Place;
use crate::console::model::start::Step;
use crate::console::model::walk::{Phase, Walk};
use crate::console::model::{Model, clock};
use crate::console::text::{clean, fit, width};
use crate::review::agreement::turn::SIGNED;
use crate::review::agreement::version::{Section, Version};
use crate::review::meeting::course::{Left, Pace};
use crate::review::meeting::{Attendance, Part};

/// The program's own name, in front of every title.
const NAME: &str = " docket  ";
/// The title keeps as many columns whatever else there is to say, and needs no more than so many.
const SHORTEST_TITLE: usize = 6;
const LONGEST_TITLE: usize = 26;
/// Which words of what is in force stand beside which of when the next review is due, the longest first; past the end of
/// either, none.
const SHORTER: [(usize, usize); 9] = [
    (0, 0),
    (1, 0),
    (2, 0),
    (2, 1),
    (3, 1),
    (4, 1),
    (3, 2),
    (4, 2),
    (5, 2),
];
/// Columns of the phase clock where it is short: `30 min · 8`.
const CLOCK: usize = 10;

/// Draws both lines.
pub fn draw(model: &Model, frame: &mut Frame<'_>, header: Rect, tabs_line: Rect) {
    let theme = model.theme();
    let badges = badges(model);
    let right = fitting(model, header.width, &badges);
    let taken: usize = std::iter::once(&right)
        .chain(&badges)
        .map(|span| width(&span.content))
        .sum();
    // A badge says what must not be missed: the title gives way to it.
    let room = usize::from(header.width).saturating_sub(width(NAME) + taken + 1);
    let title = fit(&title(model, header.width), room).into_owned();
    let mut left = vec![
        Span::styled(NAME, theme.header),
        Span::styled(title, theme.strong),
    ];
    left.extend(badges);
    frame.render_widget(panel::ends(left, right, header.width), header);
    let mut spans = Vec::new();
    for (_, span) in tabs(model) {
        spans.push(span);
    }
    let taken: usize = spans.iter().map(|span| width(&span.content)).sum();
    let room = usize::from(tabs_line.width).saturating_sub(taken);
    let right = beside(model, room);
    frame.render_widget(panel::ends(spans, right, tabs_line.width), tabs_line);
}

fn title(model: &Model, columns: u16) -> String {
    match model.walk.as_ref() {
        Some(walk) => {
            let title = clean(&walk.meeting.opening.title);
            if model.away {
                return format!("{title} goes on: 0 back to it");
            }
            let day = day::local(walk.meeting.opened_at, model.zone());
            let day = if columns < 100 {
                day::short(day, model.today())
            } else {
                day::long(day)
            };
            format!("{title} · {day}")
        }
        None if model.grounded && model.ground.leads == 0 => "new, empty".to_owned(),
        None => clean(&model.ground.file).into_owned(),
    }
}

fn badges(model: &Model) -> Vec<Span<'static>> {
    let theme = model.theme();
    let practice = model.walk.as_ref().is_some_and(Walk::practice);
    let badges = [
        (model.looks.presents, " FOR THE ROOM "),
        (model.looks.masked, " NAMES HIDDEN "),
        (model.what_if.is_some(), " WHAT IF: NOTHING IS WRITTEN "),
        (practice, " PRACTICE: NOTHING IS KEPT "),
        (model.ground.rehearsal && !practice, " MADE-UP COMPANY "),
    ];
    badges
        .into_iter()
        .filter(|(on, _)| *on)
        .flat_map(|(_, words)| [Span::raw("  "), Span::styled(words, theme.badge)])
        .collect()
}

/// The right half, with as much of the agreement and of the series as leaves the badges and the title whole: what is in
/// force is said at any width.
fn fitting(model: &Model, columns: u16, badges: &[Span<'static>]) -> Span<'static> {
    let badges: usize = badges.iter().map(|span| width(&span.content)).sum();
    let room = usize::from(columns).saturating_sub(width(NAME) + badges + 1);
    // Elsewhere in a review, the title says how to come back.
    let most = if model.away {
        usize::MAX
    } else {
        LONGEST_TITLE
    };
    let title = width(&title(model, columns)).min(most);
    let (agreed, series) = (in_force(model), series(model));
    let pairs = SHORTER.iter().map(|(agreed_at, series_at)| {
        let of = |list: &[String], at: usize| list.get(at).cloned().unwrap_or_default();
        right(
            model,
            columns,
            &of(&agreed, *agreed_at),
            &of(&series, *series_at),
        )
    });
    let spans: Vec<Span<'static>> = pairs.collect();
    let fits = |title: usize| {
        let room = room.saturating_sub(title);
        spans
            .iter()
            .position(move |right| width(&right.content) <= room)
    };
    let at = fits(title).filter(|at| model.away || *at + 1 < spans.len());
    // Where the title has to give way, no more is said than the last words before none.
    let said = spans.len().saturating_sub(2);
    let shortest = || fits(SHORTEST_TITLE).map(|at| at.max(said));
    let at = at.or_else(|| shortest().filter(|_| !model.away));
    let last = spans.len().saturating_sub(1);
    spans
        .into_iter()
        .nth(at.unwrap_or(last))
        .unwrap_or_default()
}

/// The right half, with what is in force and when the next review is due in words that may be empty.
fn right(model: &Model, columns: u16, agreed: &str, series: &str) -> Span<'static> {
    let theme = model.theme();
    let time = day::clock(model.now, model.zone());
    let gap = if agreed.is_empty() { "" } else { "   " };
    let Some(walk) = model.walk.as_ref() else {
        let busy = if model.wire.pending.is_empty() {
            ""
        } else {
            "saving · "
        };
        let me = clean(&model.me);
        let text = format!("{agreed}{gap}{busy}{series}{me} · {time} ");
        return Span::styled(text, theme.text);
    };
    let here = walk
        .meeting
        .attendance
        .iter()
        .filter(|(_, state, _)| matches!(state, Attendance::Present | Attendance::Late))
        .count();
    let left = clock::left(walk, &walk.course(), model.now);
    let (ends, style) = if left.is_over() {
        (left.words(), theme.moved)
    } else {
        let ends = day::clock(model.now + left.left, model.zone());
        (format!("ends {ends}"), theme.text)
    };
    let wide = if columns < 100 { " " } else { "  " };
    Span::styled(
        format!(" {agreed}{gap}{here} here {wide}{time}, {ends} "),
        style,
    )
}

/// When the next review is due, or for how long it has been: whole, then short.
fn series(model: &Model) -> Vec<String> {
    let Some(due) = model.next_day() else {
        return Vec::new();
    };
    let told = match model.series().overdue(model.today()) {
        Some(1) => [
            "review 1 day overdue".to_owned(),
            "1 day overdue".to_owned(),
        ],
        Some(days) => [
            format!("review {days} days overdue"),
            format!("{days} days overdue"),
        ],
        None => {
            let day = day::short(due, model.today());
            [format!("next review {day}"), format!("next {day}")]
        }
    };
    told.map(|words| format!("{words} · ")).to_vec()
}

/// Which versions are in force today, the longest words first.
fn in_force(model: &Model) -> Vec<String> {
    if !model.grounded || model.ground.leads == 0 && model.walk.is_none() {
        return Vec::new();
    }
    let agreement = &model.ground.agreement;
    let today = model.today();
    let stale = SIGNED
        .into_iter()
        .any(|section| agreement.section(section).stale(model.now, today));
    let (long_ago, not_reviewed) = if stale {
        (" · not reviewed for a quarter", " · not reviewed")
    } else {
        ("", "")
    };
    let sla = agreement.section(Section::Sla).in_force(today);
    let sla = sla.map_or_else(String::new, |one| format!(" · agreement: v{}", one.number));
    let history = agreement.section(Section::Definition);
    let (whole, short) = match (history.in_force(today), history.on_the_table()) {
        (Some(one), _) => (
            format!("what a lead is: v{}", one.number),
            format!("a lead: v{}", one.number),
        ),
        (None, Some(table)) => (
            format!("what a lead is: v{} on the table", table.number),
            format!("v{} on the table", table.number),
        ),
        (None, None) if history.draft.is_some() => {
            ("what a lead is: a draft".to_owned(), "a draft".to_owned())
        }
        (None, None) => (
            "no agreed definition yet".to_owned(),
            "no definition".to_owned(),
        ),
    };
    let since = history
        .in_force(today)
        .map_or_else(String::new, |one| by_whom(one, model));
    // What has to be looked at outlasts the version of the rest.
    let two = if stale {
        [
            format!("{whole}{long_ago}"),
            format!("{short}{not_reviewed}"),
        ]
    } else {
        [format!("{whole}{sla}"), whole.clone()]
    };
    let mut told = vec![
        format!("{whole}{since}{sla}{long_ago}"),
        format!("{whole}{sla}{long_ago}"),
    ];
    told.extend(two);
    told.push(short);
    told
}

/// " since 25 Aug, both leaders".
fn by_whom(version: &Version, model: &Model) -> String {
    let Some(from) = version.from() else {
        return String::new();
    };
    let who = if version.ratified_by_both() {
        "both leaders"
    } else {
        "not ratified by both"
    };
    format!(" since {}, {who}", day::short(from, model.today()))
}

/// What is left of the phase in front, and what is left to do in it: as much of it as fits.
fn beside(model: &Model, room: usize) -> Span<'static> {
    let theme = model.theme();
    let Some(walk) = model.walking() else {
        return Span::styled(progress(model), theme.quiet);
    };
    let course = walk.course();
    let left = clock::phase_left(walk, &course, walk.phase, model.now);
    let mut parts: Vec<String> = Vec::new();
    if let Some(left) = left {
        parts.push(left.words());
    }
    if walk.phase == Phase::Leads {
        let (done, all) = walk.progress(Part::ToDiscuss, &model.known);
        parts.push(format!("{} more to discuss", all - done));
    }
    if let Some(elsewhere) = course.phase().filter(|phase| *phase != walk.phase) {
        parts.insert(0, format!("the review is in {}", elsewhere.title()));
    } else if walk.meeting.is_led_by(&model.me) && !walk.follows && !model.looks.presents {
        match clock::stands(model, walk, &course) {
            Pace::OnTime => {}
            Pace::Behind(late) => parts.push(format!("{late} min behind")),
            Pace::Ahead(early) => parts.push(format!("{early} min ahead")),
        }
    }
    let style = if left.is_some_and(Left::is_over) {
        theme.moved
    } else {
        theme.quiet
    };
    while !parts.is_empty() {
        let text = format!("{} ", parts.join(" · "));
        if width(&text) <= room {
            return Span::styled(text, style);
        }
        parts.pop();
    }
    let (short, shortest) =
        left.map_or_else(Default::default, |left| (left.short(), left.shortest()));
    let mut told = vec![format!("{short} "), short, shortest.clone()];
    if walk.phase == Phase::Leads && left.is_some() {
        let (done, all) = walk.progress(Part::ToDiscuss, &model.known);
        // Minutes and leads, so that the wall says both at 80 columns.
        told.insert(0, format!("{shortest} · {}", all - done));
    }
    let text = told.into_iter().find(|text| width(text) <= room);
    Span::styled(text.unwrap_or_default(), style)
}

fn progress(model: &Model) -> String {
    match model.import {
        Some((done, Some(of))) if of > 0 => {
            format!("bringing in {} of {} rows ", done.min(of), of)
        }
        Some((done, _)) => format!("bringing in, {done} rows so far "),
        None => String::new(),
    }
}

/// The digit of the tab at that place, counted from the left.
pub fn digit(model: &Model, tab: usize) -> u8 {
    let phase = model
        .walking()
        .and_then(|walk| walk.phases().get(tab).copied());
    phase.map_or_else(|| u8::try_from(tab + 1).unwrap_or(1), Phase::digit)
}

/// The phases or the places, and where each can be pressed.
pub fn tabs(model: &Model) -> Vec<(Rect, Span<'static>)> {
    if model.starting() && model.guide.step == Step::Choices {
        // The digits choose a way to begin here, not a place.
        return Vec::new();
    }
    let theme = model.theme();
    let line = crate::console::layout::parts(model.size).tabs;
    let short = line.width < 110 && model.walking().is_some();
    let labels: Vec<(String, bool)> = match model.walking() {
        Some(walk) => {
            let course = walk.course();
            walk.phases()
                .into_iter()
                .map(|phase| {
                    let here = phase == walk.phase;
                    let mark = if short || here {
                        ""
                    } else if course.passed.contains_key(&phase) {
                        " –"
                    } else if course.was_in(phase) {
                        " ✓"
                    } else {
                        ""
                    };
                    (format!("{} {}{mark}", phase.digit(), phase.title()), here)
                })
                .collect()
        }
        None => Place::ALL
            .iter()
            .zip(1..)
            .map(|(place, digit)| (format!("{digit} {}", place.title()), *place == model.place))
            .collect(),
    };
    let labels = fitting_tabs(labels, usize::from(line.width));
    let mut x = line.x;
    labels
        .into_iter()
        .map(|(label, here)| {
            let text = if here {
                format!("▸{label}◂")
            } else {
                format!(" {label} ")
            };
            let columns = u16::try_from(width(&text)).unwrap_or(u16::MAX);
            let area = Rect::new(x.min(line.right()), line.y, columns, line.height);
            x = x.saturating_add(columns);
            let style = if here { theme.key } else { theme.quiet };
            (area, Span::styled(text, style))
        })
        .collect()
}

/// The tabs as they fit beside the clock: the names of those farthest from the one in front go first, their digits stay.
fn fitting_tabs(mut labels: Vec<(String, bool)>, columns: usize) -> Vec<(String, bool)> {
    let front = labels.iter().position(|(_, here)| *here).unwrap_or(0);
    let mut far: Vec<usize> = (0..labels.len()).filter(|at| *at != front).collect();
    far.sort_by_key(|at| std::cmp::Reverse(at.abs_diff(front)));
    let mut far = far.into_iter();
    let taken = |labels: &[(String, bool)]| -> usize {
        labels.iter().map(|(label, _)| width(label) + 2).sum()
    };
    // Every name of the seven fits as it is; an insert takes room from the others.
    let clock = if labels.len() > Phase::SEVEN.len() {
        CLOCK
    } else {
        0
    };
    while taken(&labels) + clock > columns {
        let Some(at) = far.next() else { break };
        labels[at].0.truncate(1);
    }
    labels
}
