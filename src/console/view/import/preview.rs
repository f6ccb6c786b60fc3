//! The preview: the files, how each column is read, and what nothing settles.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::console::layout;
use crate::console::model::Model;
use crate::console::model::import::{Bringing, Choice, Part};
use crate::console::text::{clean, fit, pad, thousands};
use crate::console::view::panel;
use crate::review::proposal::{ColumnProposal, DateOrder, FileProposal, Question};

pub fn draw(model: &Model, bringing: &Bringing, frame: &mut Frame<'_>, area: Rect) {
    let files = u16::try_from(bringing.proposal.files.len()).unwrap_or(u16::MAX);
    let top = files.min(4) + 2;
    let questions = u16::try_from(bringing.questions().count()).unwrap_or(u16::MAX);
    let foot = (questions.saturating_add(4))
        .min(area.height.saturating_sub(top) / 2)
        .max(4);
    let (list, rest) = layout::below(area, top);
    let (columns, asked) = layout::over(rest, foot);
    draw_files(model, bringing, frame, list);
    draw_columns(model, bringing, frame, columns);
    draw_questions(model, bringing, frame, asked);
    if bringing.choosing.is_some() {
        draw_choosing(model, bringing, frame, area);
    }
}

/// `leads · 12,000 rows, 14 of 19 columns understood`.
pub fn understood(file: &FileProposal) -> String {
    if let Some(why) = &file.refused {
        return format!("cannot be taken: {}", clean(why));
    }
    let known = file.mapping().count();
    let kind = file.kind.map_or("rows", crate::review::row::Kind::word);
    let again = if file.remembered {
        ", read as last time"
    } else {
        ""
    };
    format!(
        "{kind} · {} rows, {known} of {} columns understood{again}",
        thousands(file.rows),
        file.columns.len()
    )
}

fn draw_files(model: &Model, bringing: &Bringing, frame: &mut Frame<'_>, area: Rect) {
    let title = match bringing.proposal.files.len() {
        1 => "1 file: nothing is written yet".to_owned(),
        count => format!("{count} files: nothing is written yet"),
    };
    let inner = panel::framed(model, frame, area, &title, false);
    let files = &bringing.proposal.files;
    let first = layout::first_row(bringing.file, files.len(), usize::from(inner.height));
    let rows = files.iter().enumerate().skip(first).map(|(at, file)| {
        let name = pad(&clean(&file.file), 30.min(usize::from(inner.width) / 3));
        let text = format!("{name}  {}", understood(file));
        let style = if file.refused.is_some() {
            model.theme().strong
        } else {
            model.theme().text
        };
        panel::row(
            model,
            &text,
            at == bringing.file && files.len() > 1,
            style,
            inner.width,
        )
    });
    panel::lines(frame, inner, rows);
}

fn draw_columns(model: &Model, bringing: &Bringing, frame: &mut Frame<'_>, area: Rect) {
    let theme = model.theme();
    let focus = bringing.part == Part::Columns;
    let Some(file) = bringing.file() else { return };
    let title = format!("Columns of {}", clean(&file.file));
    let inner = panel::framed(model, frame, area, &title, focus);
    let wide = usize::from(inner.width);
    let (name, field) = if wide < 100 { (24, 18) } else { (34, 20) };
    let head = format!(
        "  {}{}{}samples",
        pad("column", name),
        pad("is read as", field),
        pad("dates", 13)
    );
    let height = usize::from(inner.height.saturating_sub(1));
    let first = layout::first_row(bringing.column, file.columns.len(), height);
    let rows = file
        .columns
        .iter()
        .enumerate()
        .skip(first)
        .map(|(at, column)| {
            let text = column_line(bringing, file, column, (name, field));
            let style = if column.field.is_some() {
                theme.text
            } else {
                theme.quiet
            };
            panel::row(
                model,
                &text,
                focus && at == bringing.column,
                style,
                inner.width,
            )
        });
    panel::lines(
        frame,
        inner,
        std::iter::once(Line::styled(head, theme.quiet)).chain(rows),
    );
}

fn column_line(
    bringing: &Bringing,
    file: &FileProposal,
    column: &ColumnProposal,
    (name, field): (usize, usize),
) -> String {
    let order = if column.holds_dates() {
        match bringing.order(file, column) {
            Some(DateOrder::Dmy) => "day first",
            Some(DateOrder::Mdy) => "month first",
            Some(DateOrder::Ymd) => "year first",
            None => "see below",
        }
    } else {
        ""
    };
    let samples: Vec<String> = column
        .samples
        .iter()
        .map(|sample| clean(sample).into_owned())
        .collect();
    let samples = if samples.is_empty() {
        "(empty)".to_owned()
    } else {
        samples.join(" · ")
    };
    format!(
        "{}{}{}{samples}",
        pad(&format!("{} ", fit(&clean(&column.header), name - 1)), name),
        pad(read_as(column), field),
        pad(order, 13),
    )
}

fn read_as(column: &ColumnProposal) -> &str {
    let nothing = if column.own {
        "ours, left out"
    } else {
        "kept as it is"
    };
    column.field.as_deref().unwrap_or(nothing)
}

fn draw_questions(model: &Model, bringing: &Bringing, frame: &mut Frame<'_>, area: Rect) {
    let theme = model.theme();
    let focus = bringing.part == Part::Questions;
    let open = bringing.open_questions();
    let title = match open {
        0 => "Nothing is left to settle".to_owned(),
        1 => "1 thing nothing settles: Enter takes what is marked".to_owned(),
        open => format!("{open} things nothing settles: Enter takes what is marked"),
    };
    let inner = panel::framed(model, frame, area, &title, focus);
    let mut all: Vec<Line<'static>> = Vec::new();
    let mut cursor = 0;
    for (at, (_, question)) in bringing.questions().enumerate() {
        let here = focus && at == bringing.question;
        if here {
            cursor = all.len() + 1;
        }
        let mark = if bringing.taken(question).is_some() {
            "✓"
        } else {
            "○"
        };
        let samples: Vec<String> = question
            .samples
            .iter()
            .map(|cell| clean(cell).into_owned())
            .collect();
        let taken = bringing
            .taken(question)
            .and_then(|at| question.choices.get(at));
        let taken = taken.map_or_else(String::new, |(word, _)| format!("   → {word}"));
        let text = format!(
            "{mark} {}{taken}   {}",
            clean(&question.text),
            samples.join(" · ")
        );
        all.push(panel::row(model, &text, here, theme.text, inner.width));
        if here {
            all.push(choices(model, bringing, question));
        }
    }
    let here = focus && bringing.asked().is_none();
    if here {
        cursor = all.len();
    }
    let rows = bringing.rows();
    let text = format!("Bring in {} rows: one import, one undo", thousands(rows));
    let style = if rows > 0 { theme.strong } else { theme.quiet };
    all.push(panel::row(model, &text, here, style, inner.width));
    let first = layout::first_row(cursor, all.len(), usize::from(inner.height));
    panel::lines(frame, inner, all.into_iter().skip(first));
}

/// The answers one can give, the one that Enter takes in brackets.
fn choices(model: &Model, bringing: &Bringing, question: &Question) -> Line<'static> {
    let theme = model.theme();
    let marked = bringing
        .choice
        .or_else(|| bringing.taken(question))
        .unwrap_or(question.default);
    let mut spans = vec![Span::raw("      ")];
    for (at, (word, _)) in question.choices.iter().enumerate() {
        let digit = at + 1;
        spans.push(Span::styled(format!("{digit} "), theme.key));
        spans.push(if at == marked {
            Span::styled(format!("[{}]", clean(word)), theme.strong)
        } else {
            Span::styled(clean(word).into_owned(), theme.text)
        });
        spans.push(Span::raw("   "));
    }
    Line::from(spans)
}

fn draw_choosing(model: &Model, bringing: &Bringing, frame: &mut Frame<'_>, area: Rect) {
    let Some(choosing) = &bringing.choosing else {
        return;
    };
    let theme = model.theme();
    let title = match choosing.what {
        Choice::Field => {
            let header = bringing
                .column()
                .map_or("", |column| column.header.as_str());
            format!("What is \"{}\"?", fit(&clean(header), 30))
        }
        Choice::Kind => "What is this file a list of?".to_owned(),
    };
    let offered = bringing.offered();
    let rows = u16::try_from(offered.len())
        .unwrap_or(u16::MAX)
        .saturating_add(3);
    let over = layout::centred(area, 48, rows.clamp(6, area.height));
    panel::cleared(model, frame, over);
    let inner = panel::framed(model, frame, over, &title, true);
    let input = &choosing.typed.0;
    let mut first_line = vec![Span::styled(" / ", theme.key)];
    first_line.extend(panel::typed(
        model,
        input.value(),
        input.visual_cursor(),
        36,
    ));
    let height = usize::from(inner.height.saturating_sub(1));
    let first = layout::first_row(choosing.at, offered.len(), height);
    let rows = offered
        .iter()
        .enumerate()
        .skip(first)
        .map(|(at, word)| panel::row(model, word, at == choosing.at, theme.text, inner.width));
    let none = offered
        .is_empty()
        .then(|| Line::styled("  nothing is called that", theme.quiet));
    panel::lines(
        frame,
        inner,
        std::iter::once(Line::from(first_line))
            .chain(rows)
            .chain(none),
    );
}
