//! Close: what was decided and promised, what moved, what to be glad about, what stays open. Nothing of it holds anybody.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::panel;
use super::reviews::rating;
use crate::console::layout::{self, beside, over};
use crate::console::model::Model;
use crate::console::model::walk::{Stand, Walk};
use crate::console::text::{pad, width, wrap};
use crate::console::{day, words};
use crate::review::agreement::vote::outcome;
use crate::review::entry::{Act, Told};
use crate::review::figures::glad::{Glad, Improved};
use crate::review::figures::hygiene::average;
use crate::review::figures::keeping::{Keeping, keeping};
use crate::review::figures::strip::strip;
use crate::review::figures::trail::{Followed, Step, up_to};
use crate::review::figures::words::{counted, money};
use crate::review::lead::{Lead, LeadId};
use crate::review::meeting::matter;
use crate::review::verdict::{Judgement, Verdict};

mod ends;

use ends::open_ends;

/// Draws the phase: six panels, three lines below them.
pub fn draw(model: &Model, walk: &Walk, frame: &mut Frame<'_>, area: Rect) {
    let foot = closing(model, walk, area.width);
    let below = u16::try_from(foot.len()).unwrap_or(0).min(area.height);
    let (panels, under) = over(area, below);
    let (left, right) = beside(panels, panels.width * 3 / 5);
    let [decided_at, promised_at, glad_at] = thirds(left);
    let [leads_at, moved_at, open_at] = thirds(right);
    let show = |frame: &mut Frame<'_>, area, title: &str, rows: Vec<String>| {
        sentences(model, frame, area, title, &rows);
    };
    show(frame, decided_at, "We decided", decided(model, walk));
    show(
        frame,
        promised_at,
        "We promised",
        promised(model, walk, left.width),
    );
    show(frame, glad_at, "To be glad about", glad(model, walk));
    show(frame, leads_at, "The leads", leads(model, walk));
    show(
        frame,
        moved_at,
        "What moved in this hour",
        moved(model, walk, right.width),
    );
    show(frame, open_at, "Still open", still_open(model, walk));
    panel::lines(frame, under, foot);
}

/// Three panels, one below the other.
fn thirds(area: Rect) -> [Rect; 3] {
    let (first, rest) = layout::below(area, area.height / 3);
    let (second, third) = layout::below(rest, area.height * 2 / 3 - area.height / 3);
    [first, second, third]
}

/// A panel of sentences, wrapped; where not all fit, the last row says how many more there are.
fn sentences(model: &Model, frame: &mut Frame<'_>, area: Rect, title: &str, rows: &[String]) {
    let inner = panel::framed(model, frame, area, title, false);
    let room = usize::from(inner.width).saturating_sub(4);
    let mut lines: Vec<Line<'static>> = Vec::new();
    let high = usize::from(inner.height);
    for (place, row) in rows.iter().enumerate() {
        let parts = wrap_kept(row, room);
        let last = place + 1 == rows.len();
        let need = parts.len() + usize::from(!last);
        if lines.len() + need > high && !lines.is_empty() {
            let more = format!(" … {} more in the minutes (m)", rows.len() - place);
            lines.truncate(high.saturating_sub(1));
            lines.push(Line::styled(more, model.theme().quiet));
            break;
        }
        lines.extend(parts.into_iter().enumerate().map(|(at, part)| {
            let head = if at == 0 { " " } else { "   " };
            Line::styled(format!("{head}{part}"), model.theme().text)
        }));
    }
    panel::lines(frame, inner, lines);
}

/// Wrapped only where it must be, so that columns made with blanks stay columns.
fn wrap_kept(text: &str, columns: usize) -> Vec<String> {
    if width(text) <= columns {
        vec![text.to_owned()]
    } else {
        wrap(text, columns)
    }
}

fn or(rows: Vec<String>, empty: &str) -> Vec<String> {
    if rows.is_empty() {
        vec![empty.to_owned()]
    } else {
        rows
    }
}

fn decided(model: &Model, walk: &Walk) -> Vec<String> {
    let votes = matter::votes(walk.said());
    let decisions = walk
        .said()
        .filter_map(|entry| Some((entry.seq, entry.act.decision()?)));
    let rows = decisions
        .zip(1..)
        .map(|((seq, (text, lead)), number)| {
            let about = lead.map_or_else(String::new, |lead| {
                format!(" ({})", words::label_of(model, lead))
            });
            let told = votes
                .get(&seq)
                .map_or_else(String::new, |votes| format!(" · {}", outcome(votes)));
            format!("{number}  {}{about}{told}", words::written(model, &text))
        })
        .collect();
    or(rows, "Nothing yet: d writes a decision.")
}

/// Owner, date, text; one without an owner stands first, pointed at.
fn promised(model: &Model, walk: &Walk, columns: u16) -> Vec<String> {
    let today = model.today();
    let mut rows: Vec<(bool, String)> = walk
        .said()
        .filter_map(|entry| match &entry.act {
            Act::Promised {
                text, owner, due, ..
            } => {
                let nobody = owner.trim().is_empty();
                let owner = if nobody {
                    "▸ nobody".to_owned()
                } else {
                    words::colleague(owner)
                };
                let due = due.map_or_else(|| "no date".to_owned(), |due| day::short(due, today));
                let who = if columns >= 60 { 18 } else { 13 };
                let text = words::written(model, text);
                let row = format!("{} {} {text}", pad(&owner, who), pad(&due, 8));
                Some((!nobody, row))
            }
            _ => None,
        })
        .collect();
    rows.sort_by_key(|(owned, _)| *owned);
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    or(rows, "No promise yet: t writes one.")
}

/// Facts: deals signed in the period of leads on the table, customers since the first review, promises kept, reviews
/// held; and a rate that rose by more than noise.
fn glad(model: &Model, walk: &Walk) -> Vec<String> {
    let mut rows: Vec<String> = walk
        .docket
        .iter()
        .filter_map(|item| model.known.lead(item.lead))
        .filter(|lead| signed(model, walk, lead))
        .map(|lead| {
            let amount = lead.facts().amount;
            let amount = amount.map_or_else(String::new, |amount| format!(", {}", money(&amount)));
            format!("{}: signed{amount}", words::label(model, lead))
        })
        .collect();
    let came = model.came.as_deref();
    rows.extend(came.and_then(|came| came.improved.as_ref().map(Improved::words)));
    rows.extend(came.and_then(Glad::won));
    let promises = model.ground.promises.iter();
    let earlier = promises.filter(|promise| promise.meeting != Some(walk.id()));
    let Keeping { kept, due } = keeping(earlier, model.today(), model.zone());
    if kept > 0 {
        rows.push(format!("promises kept by their day: {kept} of {due}"));
    }
    rows.extend(came.and_then(|came| came.thanks(words::colleague)));
    let course = walk.course();
    let wins = course.wins.iter();
    rows.extend(
        wins.map(|(team, text)| {
            format!("A win of {}: {}", team.word(), words::written(model, text))
        }),
    );
    let row = model.series().streak;
    if row > 1 {
        rows.push(format!("{row} reviews in a row, this one included"));
    }
    or(rows, "Nothing is on record yet.")
}

fn signed(model: &Model, walk: &Walk, lead: &Lead) -> bool {
    let facts = lead.facts();
    let period = walk.meeting.opening.period;
    facts.won() && period.counts(facts.closed, model.zone())
}

/// Whether a lead stands by consent and nothing else was said of it, as the minutes will have it.
fn by_consent(walk: &Walk, lead: LeadId) -> bool {
    let mut consent = false;
    for entry in walk.said().filter(|entry| entry.act.lead() == Some(lead)) {
        match &entry.act {
            Act::Stands { told, .. } => consent = *told == Told::Consent,
            Act::Verdict { .. } => consent = false,
            Act::Note { text, .. } if !text.trim().is_empty() => return false,
            _ => {}
        }
    }
    consent
}

/// What became of the docket.
fn leads(model: &Model, walk: &Walk) -> Vec<String> {
    let (mut talked, mut consent) = (0, 0);
    let (mut stand, mut accepted, mut refused, mut returned) = (0, 0, 0, 0);
    let mut judged = [0; 3];
    let mut missed = std::collections::BTreeMap::<&str, u32>::new();
    for item in &walk.docket {
        let (Stand::Done, Some(lead)) = (
            walk.stand(item.lead, &model.known),
            model.known.lead(item.lead),
        ) else {
            continue;
        };
        if by_consent(walk, item.lead) {
            consent += 1;
        } else {
            talked += 1;
        }
        let told = lead.said.verdict.as_ref();
        let here = told.filter(|told| told.meeting == Some(walk.id()));
        match here.map(|told| &told.verdict) {
            None => stand += 1,
            Some(Verdict::Accepted(_)) => accepted += 1,
            Some(Verdict::NotAccepted(_)) => refused += 1,
            Some(Verdict::Returned(_)) => returned += 1,
        }
        let verdict = lead.standing().map(|standing| standing.verdict);
        match lead.said.judgement_or(verdict) {
            Some(Judgement::Yes) => judged[0] += 1,
            Some(Judgement::No) => judged[1] += 1,
            Some(Judgement::NotSure) => judged[2] += 1,
            None => {}
        }
        for wish in &lead.said.wishes {
            *missed.entry(wish.as_str()).or_default() += 1;
        }
    }
    let seen: u64 = talked + consent;
    let mut rows = vec![
        format!("{seen} seen: {talked} talked, {consent} consent"),
        tally(model, stand, accepted, refused, returned),
        format!(
            "A lead?  yes {} · no {} · not sure {}",
            judged[0], judged[1], judged[2]
        ),
    ];
    let mut missed: Vec<(&str, u32)> = missed.into_iter().collect();
    missed.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    if !missed.is_empty() {
        let words = missed.iter().take(4);
        let words: Vec<String> = words
            .map(|(wish, times)| format!("{wish} {times}"))
            .collect();
        rows.push(format!(
            "Missed: {}",
            crate::console::text::clean(&words.join(" · "))
        ));
    }
    rows
}

fn tally(model: &Model, stand: u32, accepted: u32, refused: u32, returned: u32) -> String {
    let parts = [
        (stand, "stand"),
        (accepted, "now accepted"),
        (refused, "now not accepted"),
        (returned, "returned"),
    ];
    let told: Vec<String> = parts
        .into_iter()
        .filter(|(times, _)| *times > 0)
        .map(|(times, word)| format!("{times} {word}"))
        .collect();
    if told.is_empty() {
        "no lead was dealt with yet".to_owned()
    } else {
        model.named(&told.join(" · ")).into_owned()
    }
}

fn moved(model: &Model, walk: &Walk, columns: u16) -> Vec<String> {
    let figures = strip(&walk.start, &walk.now).worded(&model.names());
    let tiles = figures.tiles.iter().filter(|tile| tile.count.moved());
    let mut told: Vec<(&str, String)> = tiles
        .map(|tile| (tile.title.as_str(), tile.headline.clone()))
        .collect();
    let bars = figures.bar.iter().filter(|segment| segment.count.moved());
    told.extend(bars.map(|segment| (segment.word.as_str(), segment.count.words())));
    let widest = told.iter().map(|(_, told)| width(told)).max().unwrap_or(0);
    let room = usize::from(columns).saturating_sub(6);
    let name = room.saturating_sub(widest + 1).clamp(8, 32);
    let rows = told
        .iter()
        .map(|(title, told)| format!("{} {told}", pad(title, name)))
        .collect();
    or(rows, "Every figure is as it was when the review opened.")
}

fn still_open(model: &Model, walk: &Walk) -> Vec<String> {
    or(open_ends(model, walk), "Nothing.")
}

fn closing(model: &Model, walk: &Walk, columns: u16) -> Vec<Line<'static>> {
    let theme = model.theme();
    let open = match open_ends(model, walk).len() {
        0 => "Nothing is left open.".to_owned(),
        1 => "This one does not stop you: close now and it opens the next review.".to_owned(),
        n => format!("These {n} do not stop you: close now and they open the next review."),
    };
    let last = model.ground.meetings.iter().rev();
    let last = last
        .filter(|meeting| meeting.opening.id != walk.id())
        .find(|meeting| !meeting.ratings.is_empty())
        .map_or_else(String::new, |meeting| {
            format!(" · last time {}", rating(&meeting.ratings))
        });
    let line = |text: String, style: Style| Line::styled(format!(" {text}"), style);
    let next = model.next_day().map_or_else(
        || "n says when the next review is".to_owned(),
        |day| format!("next review {} (n)", day::with_weekday(day, model.today())),
    );
    let leaves: &[&str] = if walk.practice() {
        &["Practice: nothing is written and nothing is kept."]
    } else {
        &[
            "Enter closes and writes: minutes in six formats, ten lines to paste, slips, the file for the CRM.",
            "Enter closes and writes minutes, ten lines, slips.",
            "Enter closes and writes.",
        ]
    };
    let leaves: Vec<String> = leaves
        .iter()
        .map(|leaves| format!("{leaves}  {next}"))
        .collect();
    let together = match walk.course().pulse.as_slice() {
        [] => String::new(),
        pulse => format!(" · together {} of 5", rating(pulse)),
    };
    let mut wordings = worth(
        &walk.ratings,
        &format!("{last}{together}{}", bars(model, walk)),
    );
    wordings.extend(worth(&walk.ratings, &format!("{last}{together}")));
    vec![
        line(fitting(&[open], columns), theme.text),
        line(fitting(&wordings, columns), theme.text),
        line(fitting(&leaves, columns), theme.quiet),
    ]
}

/// How the teams work together, a bar a review, this one last; nothing where too few reviews tell.
fn bars(model: &Model, walk: &Walk) -> String {
    let Some(pulse) = average(&walk.course().pulse) else {
        return String::new();
    };
    let this = Step {
        review: walk.id().0,
        pulse: Some(pulse),
        ..Step::default()
    };
    let trail = up_to(&model.ground.trail, this);
    let bars = Followed::Pulse.bars(&trail);
    bars.map_or_else(String::new, |bars| format!(" {bars}"))
}

/// The ratings and their average, in more and fewer words.
fn worth(ratings: &[u8], last: &str) -> Vec<String> {
    let asked = "Was the hour worth it?";
    if ratings.is_empty() {
        return vec![
            format!("{asked}  w takes 1 to 10 each; may stay empty{last}"),
            format!("{asked}  w takes 1 to 10 each{last}"),
        ];
    }
    let all: Vec<String> = ratings.iter().map(u8::to_string).collect();
    let average = format!("average {}{last}", rating(ratings));
    let people = counted(ratings.len() as u64, "answer", "answers");
    vec![
        format!("{asked}  {}   {average}", all.join(" ")),
        format!("{asked}  {people}, {average}"),
        format!("{people}, {average}"),
    ]
}

/// The first of several wordings that fits beside a blank; the last where none does.
fn fitting(wordings: &[String], columns: u16) -> String {
    let room = usize::from(columns).saturating_sub(1);
    let fits = wordings.iter().find(|text| width(text) <= room);
    fits.or(wordings.last()).cloned().unwrap_or_default()
}
