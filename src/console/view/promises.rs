//! The promises: state, date, owner, text; under headings where they are grouped.

mod moved;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::{hindsight, panel};
use crate::console::day;
use crate::console::layout::{beside, over};
use crate::console::model::Model;
use crate::console::model::places::PromisesView;
use crate::console::text::{pad, width, wrap};
use crate::console::update::promises::{Group, groups, overdue};
use crate::console::words;
use crate::review::figures::keeping::by_team;
use crate::review::meeting::{Promise, PromiseState};

/// Draws them, and beside them what became of the leads the room judged; below them where there is no room beside.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    if model.promises.view == PromisesView::Moved {
        return moved::draw(model, frame, area);
    }
    let rows = u16::try_from(hindsight::len(model)).unwrap_or(u16::MAX);
    if rows == 0 {
        return list(model, frame, area);
    }
    let (promises, right) = if area.width >= 116 {
        beside(area, area.width / 2)
    } else {
        // With its headings and frame; the promises keep the larger half unless this panel has the keys.
        let most = if model.promises.right.is_some() {
            area.height * 2 / 3
        } else {
            area.height / 3
        };
        over(area, rows.saturating_add(6).min(most))
    };
    list(model, frame, promises);
    hindsight::draw(model, frame, right);
}

fn list(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let groups = groups(model);
    let focus = model.promises.right.is_none();
    let inner = panel::framed(model, frame, area, &title(model), focus);
    let shown: usize = groups.iter().map(|group| group.promises.len()).sum();
    if shown == 0 {
        panel::note(model, frame, inner, nothing(model));
        return;
    }
    let (rows, cursor) = rows(model, &groups, inner.width);
    let mut foot = detail(model, &groups, inner.width);
    if let (Some(first), Some(kept)) = (foot.first_mut(), keeping(model, inner.width)) {
        *first = kept;
    }
    panel::list_over(frame, inner, rows, cursor, foot);
}

fn title(model: &Model) -> String {
    let all = &model.ground.promises;
    let count = |of: fn(&Promise) -> bool| all.iter().filter(|promise| of(promise)).count();
    let open = count(|promise| !crate::console::update::promises::over(promise));
    let late = all.iter().filter(|promise| overdue(model, promise)).count();
    let late = match late {
        0 => String::new(),
        late => format!(", {late} overdue"),
    };
    format!(
        "Promises, {}: {open} of {} open{late}",
        model.promises.view.title(),
        all.len()
    )
}

/// What the promise was to move: then, 30, 60 and 90 days after, now, and what that comes to.
fn effect(model: &Model, promise: &Promise, room: usize) -> Vec<Line<'static>> {
    let theme = model.theme();
    let Some(effect) = promise.effect else {
        return Vec::new();
    };
    let rows = model.promises.effects.iter();
    let Some(row) = rows.into_iter().find(|row| row.promise == promise.seq) else {
        let words = format!(
            "  so that: {}, {}",
            model.named(effect.kpi.title()),
            effect.direction.word()
        );
        return vec![Line::styled(words, theme.quiet)];
    };
    let after: Vec<String> = row
        .after
        .iter()
        .zip([30, 60, 90])
        .filter_map(|(measured, days)| {
            let measured = measured.as_ref()?;
            Some(format!(" · after {days} days {}", measured.words))
        })
        .collect();
    let told = format!("so that: {}{}", row.words(), after.concat());
    wrap(&told, room)
        .into_iter()
        .map(|line| Line::styled(format!("  {line}"), theme.text))
        .collect()
}

/// How each team kept its promises by their date, where any were due.
fn keeping(model: &Model, columns: u16) -> Option<Line<'static>> {
    let ground = &model.ground;
    let told: Vec<String> = by_team(
        &ground.promises,
        &ground.people,
        model.today(),
        model.zone(),
    )
    .into_iter()
    .filter(|(_, keeping)| keeping.due > 0)
    .map(|(team, keeping)| format!("{} {} of {}", team.word(), keeping.kept, keeping.due))
    .collect();
    let told = told.join(" · ");
    let heads = ["  kept by their date: ", "  kept in time: ", "  kept: "];
    let fits = |head: &&&str| width(head) + width(&told) <= usize::from(columns);
    let head = heads.iter().find(fits).unwrap_or(&heads[2]);
    let words = format!("{head}{told}");
    (!told.is_empty()).then(|| Line::styled(words, model.theme().text))
}

fn nothing(model: &Model) -> &'static str {
    if model.ground.promises.is_empty() {
        return "No promise is written down yet: t writes one, here and in a review.";
    }
    match model.promises.view {
        PromisesView::Mine => "None is yours. f shows others.",
        PromisesView::Overdue => "None is overdue. f shows others.",
        PromisesView::Moved => "None names a figure it is to move. f shows others.",
        _ => "None is open. f shows others.",
    }
}

/// Every row with headings, and which of them the cursor stands on.
fn rows(model: &Model, groups: &[Group<'_>], columns: u16) -> (Vec<Line<'static>>, usize) {
    let theme = model.theme();
    let (mut rows, mut cursor, mut at) = (Vec::new(), 0, 0);
    for group in groups {
        if !group.heading.is_empty() {
            rows.push(Line::styled(format!(" {}", group.heading), theme.strong));
        }
        for promise in &group.promises {
            let here = at == model.promises.at;
            if here {
                cursor = rows.len();
            }
            let (word, style) = state(model, promise);
            let text = row_text(model, promise, word, columns);
            rows.push(panel::row(model, &text, here, style, columns));
            at += 1;
        }
    }
    (rows, cursor)
}

/// Green and red belong to promises alone; the word says it without them.
fn state(model: &Model, promise: &Promise) -> (&'static str, Style) {
    let theme = model.theme();
    match promise.state {
        PromiseState::Done => ("✓ kept", theme.kept),
        PromiseState::NotDone => ("– not done", theme.quiet),
        PromiseState::Dropped => ("– dropped", theme.quiet),
        _ if overdue(model, promise) => ("! overdue", theme.overdue),
        PromiseState::InProgress => ("→ carried", theme.text),
        other => (other.word(), theme.text),
    }
}

fn row_text(model: &Model, promise: &Promise, word: &str, columns: u16) -> String {
    let today = model.today();
    let due = promise
        .due
        .map_or_else(|| "no date".to_owned(), |due| day::short(due, today));
    let owner = if promise.owner.trim().is_empty() {
        "▸ nobody".to_owned()
    } else {
        words::colleague(&promise.owner)
    };
    // In half a screen the text keeps most of the row.
    let (date, name) = if columns < 70 { (7, 14) } else { (11, 16) };
    format!(
        "{} {} {} {}",
        pad(word, 10),
        pad(&due, date),
        pad(&owner, name),
        words::written(model, &promise.text)
    )
}

/// The promise under the cursor in full, and where it comes from.
fn detail(model: &Model, groups: &[Group<'_>], columns: u16) -> Vec<Line<'static>> {
    let theme = model.theme();
    let mut shown = groups.iter().flat_map(|group| group.promises.iter());
    let Some(promise) = shown.nth(model.promises.at) else {
        return Vec::new();
    };
    let text = words::written(model, &promise.text);
    let mut lines = vec![Line::default()];
    let room = usize::from(columns.saturating_sub(3));
    lines.extend(
        wrap(&text, room)
            .into_iter()
            .map(|line| Line::styled(format!("  {line}"), theme.text)),
    );
    let made = day::short(day::local(promise.changed_at, model.zone()), model.today());
    let from = promise.meeting.map_or_else(
        || "outside a review".to_owned(),
        |meeting| format!("in review {}", meeting.0),
    );
    let lead = promise.lead.map_or_else(String::new, |lead| {
        format!(" · about {} (Enter)", words::label_of(model, lead))
    });
    let origin = promise.origin.words();
    let origin = if origin.is_empty() {
        origin
    } else {
        format!(" · about {origin}")
    };
    let said = format!("  promised {from}{lead}{origin} · last changed {made}");
    lines.push(Line::styled(said, theme.quiet));
    lines.extend(effect(model, promise, room));
    lines
}
