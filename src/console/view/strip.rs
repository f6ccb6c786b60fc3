//! The live strip: before and after of every count since the review opened, the bar that adds up, the funnel.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{minutes, panel};
use crate::console::day;
use crate::console::model::Model;
use crate::console::model::walk::{Panel, Walk};
use crate::console::text::{fit, thousands, width, wrap};
use crate::review::entry::Act;
use crate::review::figures::kpi::Kpi;
use crate::review::figures::strip::{Change, Part, Strip, Tile, strip};
use crate::review::figures::words::CREATED_STANDS_SHORT;
use crate::review::period::Period;
use crate::review::verdict::Verdict;

/// Draws the strip.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let Some(walk) = model.walking() else { return };
    let title = format!("Since {}", day::clock(walk.meeting.opened_at, model.zone()));
    let focus = walk.panel == Panel::Strip;
    let inner = panel::framed(model, frame, area, &title, focus);
    let figures = walk.strip(&model.names());
    let mut lines = cohort(model, walk, &figures, inner.width);
    lines.push(Line::default());
    lines.extend(counts(model, &figures, inner.width));
    lines.push(bar(model, &figures, inner.width));
    lines.push(Line::default());
    for (at, tile) in figures.tiles.iter().enumerate() {
        lines.extend(tile_lines(
            model,
            tile,
            focus && at == walk.kpi,
            inner.width,
        ));
    }
    lines.extend(funnel(model, walk, &figures, inner.width));
    let heard = heard(model, walk, inner.width);
    lines.push(Line::default());
    lines.extend(heard);
    lines.extend(minutes::short(model, walk, inner.width));
    panel::lines(frame, inner, lines);
}

/// One line, where the strip has folded.
pub fn one_line(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let Some(walk) = model.walking() else { return };
    let theme = model.theme();
    let figures = walk.strip(&model.names());
    let mut spans = vec![Span::styled(
        format!(
            " {} {}",
            figures.qualified.words(),
            model.named("delivered")
        ),
        theme.quiet,
    )];
    let headline = figures.tiles.first();
    let headline = headline.map_or_else(String::new, |tile| format!(" · {}", tile.headline));
    let room = usize::from(area.width).saturating_sub(width(&headline));
    for segment in figures
        .bar
        .iter()
        .filter(|segment| segment.count.now > 0 || segment.count.moved())
    {
        let word = format!(" · {} ", segment.word);
        let count = segment.count.words();
        let taken: usize = spans.iter().map(|span| width(&span.content)).sum();
        // The rate is what the room looks at: it stays, and the last of the counts goes.
        if taken + width(&word) + width(&count) > room {
            break;
        }
        spans.push(Span::styled(word, theme.quiet));
        spans.push(Span::styled(count, moved(model, segment.count)));
    }
    spans.push(Span::styled(headline, theme.quiet));
    let rest = figures.tiles.get(4).map(|tile| {
        let words = format!(" · in process {}", tile.count.words());
        (words, moved(model, tile.count))
    });
    let used: usize = spans.iter().map(|span| width(&span.content)).sum();
    if let Some((words, style)) = rest
        && used + width(&words) <= usize::from(area.width)
    {
        spans.push(Span::styled(words, style));
    }
    frame.render_widget(Line::from(spans), area);
}

/// The strip as text, for the clipboard.
pub fn as_text(model: &Model) -> String {
    let figures = match (&model.walk, &model.scorecard.kpis) {
        (Some(walk), _) => walk.strip(&model.names()),
        (None, Some(kpis)) => {
            let figures = strip(kpis, kpis).worded(&model.names());
            match &model.scorecard.figures {
                Some(told) => figures.dimmed(&told.fill),
                None => figures,
            }
        }
        (None, None) => return String::new(),
    };
    let mut lines: Vec<String> = figures
        .bar
        .iter()
        .map(|segment| format!("{}: {}", segment.word, segment.count.words()))
        .collect();
    lines.extend(
        figures
            .tiles
            .iter()
            .map(|tile| format!("{}: {} {}", tile.title, tile.headline, tile.of)),
    );
    lines.join("\n")
}

fn moved(model: &Model, change: Change) -> Style {
    if change.moved() {
        model.theme().moved
    } else {
        model.theme().text
    }
}

/// Which leads the figures are of, in words.
pub fn period(model: &Model, period: Period) -> String {
    match period {
        Period::All => "of all time".to_owned(),
        Period::Days { start, end } => {
            let last = end.pred_opt().unwrap_or(end);
            let today = model.today();
            format!("{} – {}", day::short(start, today), day::short(last, today))
        }
    }
}

fn cohort(model: &Model, walk: &Walk, figures: &Strip, columns: u16) -> Vec<Line<'static>> {
    let theme = model.theme();
    let text = format!(
        "{} {} {}",
        figures.qualified.words(),
        model.named("delivered"),
        period(model, walk.meeting.opening.period)
    );
    let mut lines: Vec<Line<'static>> = wrap(&text, usize::from(columns).saturating_sub(2))
        .into_iter()
        .map(|line| Line::styled(format!(" {line}"), theme.quiet))
        .collect();
    match &walk.figures {
        None => lines.push(Line::styled(" being counted", theme.waiting)),
        Some(figures) if figures.cohort.qualified_as_created => {
            let mark = model.named(CREATED_STANDS_SHORT);
            let mark = wrap(&mark, usize::from(columns).saturating_sub(2));
            let mark = mark.into_iter().map(|line| format!(" {line}"));
            lines.extend(mark.map(|line| Line::styled(line, theme.waiting)));
        }
        Some(_) => {}
    }
    lines
}

fn part_style(model: &Model, part: Part) -> (&'static str, Style) {
    let theme = model.theme();
    match part {
        Part::Accepted => ("█", theme.accepted),
        Part::NotAccepted => ("▓", theme.refused),
        Part::AnswerDue => ("▒", theme.waiting),
        Part::InTime => ("·", theme.quiet),
    }
}

fn counts(model: &Model, figures: &Strip, columns: u16) -> Vec<Line<'static>> {
    figures
        .bar
        .iter()
        .map(|segment| {
            let (glyph, style) = part_style(model, segment.part);
            panel::ends(
                vec![
                    Span::styled(format!(" {glyph} "), style),
                    Span::styled(segment.word.clone(), model.theme().text),
                ],
                Span::styled(
                    format!("{} ", segment.count.words()),
                    moved(model, segment.count),
                ),
                columns,
            )
        })
        .collect()
}

/// One bar whose parts add up to all that were delivered.
fn bar(model: &Model, figures: &Strip, columns: u16) -> Line<'static> {
    let all: u64 = figures.bar.iter().map(|segment| segment.count.now).sum();
    let cells = u64::from(columns.saturating_sub(2));
    let mut spans = vec![Span::raw(" ")];
    if all == 0 {
        return Line::from(spans);
    }
    let mut sum = 0;
    let mut drawn = 0;
    for segment in &figures.bar {
        sum += segment.count.now;
        let end = (sum * cells + all / 2) / all;
        let (glyph, style) = part_style(model, segment.part);
        let length = usize::try_from(end - drawn).unwrap_or(0);
        spans.push(Span::styled(glyph.repeat(length), style));
        drawn = end;
    }
    Line::from(spans)
}

fn tile_lines(model: &Model, tile: &Tile, cursor: bool, columns: u16) -> Vec<Line<'static>> {
    let theme = model.theme();
    let room = usize::from(columns).saturating_sub(2);
    let glyph = if cursor { "▸" } else { " " };
    let style = if cursor { theme.cursor } else { theme.text };
    let headline = if tile.count.moved() {
        theme.moved
    } else {
        theme.strong
    };
    // "  headline · words"
    let around = width(&tile.headline) + 5;
    let beside = [&tile.of, &tile.short]
        .into_iter()
        .find(|words| around + width(words) <= room + 1);
    let text = match beside {
        // A count is told with its noun, a rate beside its counts.
        Some(words) if tile.kpi == Kpi::CreatedByMarketing => {
            format!("  {} {words}", tile.headline)
        }
        Some(words) => format!("  {} · {words}", tile.headline),
        None => format!("  {}", tile.headline),
    };
    let name = if width(&tile.title) <= room {
        &tile.title
    } else {
        &tile.short_title
    };
    vec![
        Line::styled(format!("{glyph}{}", fit(name, room)), style),
        Line::styled(fit(&text, room + 1).into_owned(), headline),
    ]
}

/// The funnel is of the leads created in the period, the figures above of those delivered in it: it says so.
fn funnel(model: &Model, walk: &Walk, figures: &Strip, columns: u16) -> Vec<Line<'static>> {
    let theme = model.theme();
    let created = period(model, walk.meeting.opening.period);
    let head = Line::styled(format!(" Created {created}"), theme.strong);
    let rows = figures.funnel.iter().map(|(_, word, change)| {
        panel::ends(
            vec![Span::styled(format!("   {word}"), theme.text)],
            Span::styled(format!("{} ", change.words()), moved(model, *change)),
            columns,
        )
    });
    std::iter::once(head).chain(rows).collect()
}

/// What was said in this review, most often first: reasons and what people wished they had known.
pub fn heard_today(model: &Model, walk: &Walk) -> Vec<(String, usize)> {
    let mut counts: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for item in &walk.docket {
        let Some(lead) = model.known.lead(item.lead) else {
            continue;
        };
        let here = lead
            .said
            .verdict
            .as_ref()
            .filter(|told| told.meeting == Some(walk.id()));
        if let Some(refusal) = here.and_then(|told| Verdict::refusal(&told.verdict)) {
            *counts
                .entry(model.ground.lists.reason_name(refusal.reason))
                .or_default() += 1;
        }
    }
    let mut wishes: std::collections::BTreeMap<crate::review::lead::LeadId, &Vec<String>> =
        std::collections::BTreeMap::new();
    for entry in walk.said() {
        if let Act::Wishes { lead, tags } = &entry.act {
            wishes.insert(*lead, tags);
        }
    }
    for tag in wishes.values().flat_map(|tags| tags.iter()) {
        *counts.entry(format!("{tag} not known")).or_default() += 1;
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
    counts
}

fn heard(model: &Model, walk: &Walk, columns: u16) -> Vec<Line<'static>> {
    let theme = model.theme();
    let counts = heard_today(model, walk);
    if counts.is_empty() {
        return Vec::new();
    }
    let head = Line::styled(" HEARD TODAY", theme.strong);
    let rows = counts.into_iter().take(5).map(|(what, count)| {
        let room = usize::from(columns).saturating_sub(9);
        panel::ends(
            vec![Span::styled(format!("   {}", fit(&what, room)), theme.text)],
            Span::styled(format!("{} ", thousands(count as u64)), theme.text),
            columns,
        )
    });
    std::iter::once(head).chain(rows).collect()
}
