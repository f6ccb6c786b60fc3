//! Bringing files in: the path, the preview, the gauge, and what became of the rows.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::panel;
use crate::console::model::Model;
use crate::console::model::import::{Bringing, Part, PathField, Stage};
use crate::console::text::{clean, fit, thousands, width, wrap};

mod preview;

/// Draws the screen that is in front.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let Some(bringing) = &model.bringing else {
        return;
    };
    match bringing.stage {
        Stage::Files => files(model, bringing, frame, area),
        Stage::Reading => reading(model, bringing, frame, area),
        Stage::Preview => preview::draw(model, bringing, frame, area),
        Stage::Running => running(model, bringing, frame, area),
        Stage::Done => done(model, bringing, frame, area),
    }
}

/// What is asked of the person, in words, for the last line of the screen.
pub fn hint(model: &Model) -> Option<String> {
    let bringing = model
        .bringing
        .as_ref()
        .filter(|bringing| bringing.in_front)?;
    if bringing.choosing.is_some() {
        return Some("type to narrow   ↑↓ choose   Enter takes it   Esc back".to_owned());
    }
    Some(match (bringing.stage, bringing.part) {
        (Stage::Files, _) => {
            "Tab completes or takes all there   Enter looks at them   Esc back".to_owned()
        }
        (Stage::Reading, _) => "Esc back".to_owned(),
        (Stage::Preview, Part::Questions) if bringing.asked().is_some() => {
            "Enter takes it   ←→ or digit another   Tab columns   i bring in   Esc back".to_owned()
        }
        (Stage::Preview, Part::Questions) => {
            "Enter brings them in   ↑ answers   Tab columns   ←→ file   K kind   Esc back"
                .to_owned()
        }
        (Stage::Preview, Part::Columns) => {
            "Enter what it is   D date order   K kind   ←→ file   Tab answers   i bring in"
                .to_owned()
        }
        (Stage::Running, _) => {
            "c cancels, nothing of it stays   Esc: it goes on behind this screen".to_owned()
        }
        (Stage::Done, _) => "Enter goes on   u takes the whole import back".to_owned(),
    })
}

fn files(model: &Model, bringing: &Bringing, frame: &mut Frame<'_>, area: Rect) {
    let theme = model.theme();
    let inner = panel::framed(model, frame, area, "Bring files in", true);
    let text = "Leads, opportunities, campaigns, touches, people, or a slip that came back: CSV or Excel, as \
                your CRM exports them. Nothing is written before you have seen how they are read.";
    let columns = usize::from(inner.width.saturating_sub(4));
    let mut all: Vec<Line<'_>> = wrap(text, columns)
        .into_iter()
        .map(|line| Line::styled(format!("  {line}"), theme.text))
        .collect();
    all.push(Line::default());
    all.extend(field(model, &model.path, inner.width, 2));
    all.extend(found(model, &model.path, columns));
    if let Some(fault) = &bringing.fault {
        all.push(Line::default());
        all.extend(
            wrap(fault, columns)
                .into_iter()
                .map(|line| Line::styled(format!("  {line}"), theme.strong)),
        );
    }
    panel::lines(frame, inner, all);
}

/// A framed line for a path, `left` columns from the edge.
pub fn field(model: &Model, path: &PathField, columns: u16, left: usize) -> Vec<Line<'static>> {
    let rows = path.rows.as_ref().map(|rows| {
        let count = rows.lines().count();
        format!("{count} lines pasted: Enter looks at them, Backspace forgets them")
    });
    let input = &path.typed.0;
    boxed(
        model,
        rows.as_deref(),
        (input.value(), input.visual_cursor()),
        columns,
        left,
    )
}

/// A framed line of text with its cursor; `instead` stands in it in place of what is typed.
pub fn boxed(
    model: &Model,
    instead: Option<&str>,
    (text, cursor): (&str, usize),
    columns: u16,
    left: usize,
) -> Vec<Line<'static>> {
    let theme = model.theme();
    let inside = usize::from(columns).saturating_sub(left + 6).min(96);
    let blank = " ".repeat(left);
    let middle: Vec<Span<'static>> = match instead {
        Some(words) => vec![Span::styled(fit(words, inside).into_owned(), theme.strong)],
        None => panel::typed(model, text, cursor, inside),
    };
    let used: usize = middle.iter().map(|span| width(&span.content)).sum();
    let mut line = vec![
        Span::raw(blank.clone()),
        Span::styled("│ ", theme.frame_focus),
    ];
    line.extend(middle);
    line.push(Span::raw(" ".repeat(inside.saturating_sub(used))));
    line.push(Span::styled(" │", theme.frame_focus));
    let edge = |from: &str, to: &str| {
        let text = format!("{blank}{from}{}{to}", "─".repeat(inside + 2));
        Line::styled(text, theme.frame_focus)
    };
    vec![edge("┌", "┐"), Line::from(line), edge("└", "┘")]
}

/// What lies in the folder: files with their size, else folders, in one or two lines.
pub fn found(model: &Model, path: &PathField, columns: usize) -> Vec<Line<'static>> {
    let theme = model.theme();
    let name = |path: &str| {
        let whole = path.trim_end_matches('/');
        let from = whole.rfind('/').map_or(0, |at| at + 1);
        clean(&path[from..]).into_owned()
    };
    let sheets: Vec<String> = path
        .sheets()
        .map(|(path, bytes)| format!("{}  {}", name(path), size(bytes)))
        .collect();
    let words = match sheets.len() {
        0 => {
            let folders: Vec<String> = path.folders().map(name).collect();
            if folders.is_empty() {
                return vec![Line::styled(
                    "  No list found there: drop a file here, or type where it lies.",
                    theme.quiet,
                )];
            }
            format!("Folders there:  {}", folders.join(" · "))
        }
        1 => format!("Found there:  {}  (Tab takes it)", sheets.join(" · ")),
        2 => format!("Found there:  {}  (Tab: both)", sheets.join(" · ")),
        count => format!("Found there, {count} (Tab: all):  {}", sheets.join(" · ")),
    };
    vec![Line::styled(
        format!("  {}", fit(&words, columns)),
        theme.text,
    )]
}

/// `3.1 MB`, `240 kB`.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

fn reading(model: &Model, bringing: &Bringing, frame: &mut Frame<'_>, area: Rect) {
    let inner = panel::framed(model, frame, area, "Bring files in", true);
    let names: Vec<String> = bringing
        .given
        .iter()
        .map(|given| clean(given.name()).into_owned())
        .collect();
    let text = format!("Looking at {} … nothing is written yet.", names.join(", "));
    panel::note(model, frame, inner, &text);
}

/// A bar of so many cells, filled by so much of the whole.
pub fn bar(done: u64, of: u64, cells: usize) -> String {
    let whole = u64::try_from(cells).unwrap_or(0);
    let filled = done
        .min(of)
        .saturating_mul(whole)
        .checked_div(of)
        .unwrap_or(0);
    let filled = usize::try_from(filled).unwrap_or(0);
    format!("{}{}", "█".repeat(filled), "·".repeat(cells - filled))
}

fn running(model: &Model, bringing: &Bringing, frame: &mut Frame<'_>, area: Rect) {
    let theme = model.theme();
    let inner = panel::framed(model, frame, area, "Bringing files in", true);
    let (done, of) = model.import.unwrap_or_default();
    let of = of.unwrap_or_else(|| bringing.rows());
    let cells = usize::from(inner.width).saturating_sub(8).min(80);
    let names: Vec<String> = bringing
        .proposal
        .files
        .iter()
        .filter(|file| file.refused.is_none())
        .map(|file| clean(&file.file).into_owned())
        .collect();
    let merging = if done >= of && of > 0 {
        "   putting them in order …"
    } else {
        ""
    };
    let text = |words: String| Line::styled(format!("  {words}"), theme.text);
    panel::lines(
        frame,
        inner,
        [
            Line::default(),
            text(fit(&names.join(", "), cells).into_owned()),
            Line::default(),
            Line::styled(format!("  {}", bar(done, of, cells)), theme.strong),
            text(format!(
                "{} of {} rows{merging}",
                thousands(done.min(of)),
                thousands(of)
            )),
            Line::default(),
            text("c cancels it, and nothing of it stays.".to_owned()),
            text(
                "Esc leaves it running: everything else works meanwhile; I comes back here."
                    .to_owned(),
            ),
        ],
    );
}

fn done(model: &Model, bringing: &Bringing, frame: &mut Frame<'_>, area: Rect) {
    let theme = model.theme();
    let inner = panel::framed(model, frame, area, "They are in", true);
    let columns = usize::from(inner.width.saturating_sub(6));
    let mut all = vec![Line::default()];
    for brought in &bringing.brought {
        let sentence = clean(&brought.sentence()).into_owned();
        for (at, line) in wrap(&sentence, columns).into_iter().enumerate() {
            let lead = if at == 0 { "  ✓ " } else { "    " };
            all.push(Line::styled(format!("{lead}{line}"), theme.text));
        }
    }
    let refused: u64 = bringing.brought.iter().map(|brought| brought.refused).sum();
    all.push(Line::default());
    if refused > 0 {
        all.extend(
            wrap(
                "Refused rows are kept in that file with their line, the reason and their text: put them right and \
                 bring them in again, nothing comes twice.",
                columns,
            )
            .into_iter()
            .map(|line| Line::styled(format!("  {line}"), theme.quiet)),
        );
        all.push(Line::default());
    }
    all.push(Line::styled(
        "  u takes the whole import back; Enter goes on.",
        theme.text,
    ));
    panel::lines(frame, inner, all);
}
