//! Pop-ups that list something: the consent list, what was done, the leads behind a figure, two people on one lead.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::console::day;
use crate::console::layout;
use crate::console::model::Model;
use crate::console::pop::{Conflict, Explain, Pop};
use crate::console::text::{clean, pad, thousands, wrap};
use crate::console::update::consent_left;
use crate::console::view::{leads, panel};
use crate::console::words;
use crate::review::entry::Entry;
use crate::review::figures::explain::{Behind, Explanation, explain};
use crate::review::lead::{Lead, LeadId};

/// Draws one of these pop-ups.
pub fn draw(model: &Model, frame: &mut Frame<'_>, body: Rect, pop: &Pop) {
    match pop {
        Pop::Consent { at } => consent(model, frame, body, *at),
        Pop::Figure(explain) => explained(model, frame, body, explain),
        Pop::Journal {
            entries,
            labels,
            at,
        } => journal(model, frame, body, (entries, labels, *at)),
        Pop::Conflict(conflict) => two_views(model, frame, body, conflict),
        _ => {}
    }
}

/// The consent list, read aloud: who it is and what stands, one line each.
fn consent(model: &Model, frame: &mut Frame<'_>, body: Rect, at: usize) {
    let theme = model.theme();
    let area = layout::centred(body, 104, body.height);
    panel::cleared(model, frame, area);
    let rows = consent_left(model);
    let title = format!("By consent: {} leads, read aloud", rows.len());
    let inner = panel::framed(model, frame, area, &title, true);
    let at = at.min(rows.len().saturating_sub(1));
    let height = usize::from(inner.height.saturating_sub(1));
    let first = layout::first_row(at, rows.len(), height);
    let mut lines = vec![Line::styled(
        " Each stands as it is unless somebody pulls it up. Enter confirms all of them, with one undo.",
        theme.quiet,
    )];
    for (index, id) in rows.iter().enumerate().skip(first).take(height) {
        let label = words::label_of(model, *id);
        let stands = model.known.lead(*id).and_then(Lead::standing).map_or_else(
            || "no answer yet".to_owned(),
            |standing| words::verdict(standing.verdict, &model.ground.lists, model.today()),
        );
        let text = format!("{} {stands}", pad(&label, 30));
        lines.push(panel::row(
            model,
            &text,
            index == at,
            theme.text,
            inner.width,
        ));
    }
    panel::lines(frame, inner, lines);
}

/// How a figure is counted, and the leads behind it.
fn explained(model: &Model, frame: &mut Frame<'_>, body: Rect, asked: &Explain) {
    let area = layout::centred(body, 110, body.height);
    panel::cleared(model, frame, area);
    let inner = panel::framed(model, frame, area, "How this is counted", true);
    let Some(counted) = &asked.told else {
        panel::note(model, frame, inner, "the figure is being counted");
        return;
    };
    let told = explain(asked.figure, &counted.kpis);
    let mut lines = sentences(model, &told, inner.width);
    for (why, leads) in &counted.left_out {
        let text = format!(" {} {}", thousands(*leads), why.words());
        lines.push(Line::styled(text, model.theme().quiet));
    }
    let title = format!(" {} leads behind it:", thousands(counted.total()));
    lines.push(Line::styled(title, model.theme().strong));
    let height = usize::from(inner.height).saturating_sub(lines.len());
    let at = usize::try_from(asked.at.saturating_sub(counted.offset)).unwrap_or(0);
    let first = layout::first_row(at, counted.rows.len(), height);
    let rows = counted.rows.iter().enumerate().skip(first).take(height);
    for (index, (lead, side)) in rows {
        let text = behind_line(model, lead, *side);
        let style = model.theme().text;
        lines.push(panel::row(model, &text, index == at, style, inner.width));
    }
    panel::lines(frame, inner, lines);
}

fn sentences(model: &Model, told: &Explanation, columns: u16) -> Vec<Line<'static>> {
    let theme = model.theme();
    let room = usize::from(columns).saturating_sub(2);
    let mut texts = vec![
        (told.value.clone(), theme.strong),
        (told.formula.to_owned(), theme.text),
        (format!("of {}", told.cohort), theme.quiet),
        (
            format!("{}: {}", told.numerator.0, thousands(told.numerator.1)),
            theme.text,
        ),
    ];
    if let Some((what, count)) = told.denominator {
        texts.push((format!("{what}: {}", thousands(count)), theme.text));
    }
    texts.extend(told.interval.iter().map(|text| (text.clone(), theme.quiet)));
    if told.few {
        texts.push((
            "under ten leads: neither good nor bad".to_owned(),
            theme.quiet,
        ));
    }
    texts.extend(told.beside.iter().map(|text| (text.clone(), theme.quiet)));
    texts
        .into_iter()
        .flat_map(|(text, style)| {
            wrap(&text, room)
                .into_iter()
                .map(move |line| Line::styled(format!(" {line}"), style))
        })
        .collect()
}

/// A lead behind a figure: counted, in the denominator alone, or left out and why.
fn behind_line(model: &Model, lead: &Lead, side: Behind) -> String {
    let side = match side {
        Behind::Numerator => "counted",
        Behind::Denominator => "of which not counted",
        Behind::LeftOut(why) => why.words(),
        Behind::Outside => "",
    };
    let label = words::label(model, lead);
    format!(
        "{} {} {side}",
        pad(&label, 34),
        pad(leads::state(lead).1, 14)
    )
}

/// What was done, when and by whom; the latest first.
fn journal(
    model: &Model,
    frame: &mut Frame<'_>,
    body: Rect,
    (entries, labels, at): (&[Entry], &[(LeadId, String)], usize),
) {
    let area = layout::centred(body, 110, body.height);
    panel::cleared(model, frame, area);
    let inner = panel::framed(model, frame, area, "What was done, the latest first", true);
    if entries.is_empty() {
        panel::note(model, frame, inner, "Nothing was done yet.");
        return;
    }
    let height = usize::from(inner.height);
    let first = layout::first_row(at, entries.len(), height);
    let today = model.today();
    let lines = entries
        .iter()
        .enumerate()
        .skip(first)
        .take(height)
        .map(|(index, entry)| {
            let on = day::local(entry.at, model.zone());
            let date = if on == today {
                String::new()
            } else {
                format!("{} ", day::short(on, today))
            };
            let when = format!("{date}{}", day::clock(entry.at, model.zone()));
            let mut said = words::act(model, &entry.act);
            if let Some(id) = entry
                .act
                .lead()
                .filter(|id| model.known.lead(*id).is_none())
                && let Some((_, label)) = labels.iter().find(|(other, _)| *other == id)
                && !model.looks.masked
            {
                said = said.replacen(&format!("lead {}", id.0), &clean(label), 1);
            }
            let text = format!(
                "{} {} {said}",
                pad(&when, 13),
                pad(&words::colleague(&entry.who), 16)
            );
            panel::row(model, &text, index == at, model.theme().text, inner.width)
        });
    panel::lines(frame, inner, lines.collect::<Vec<_>>());
}

/// Somebody else said something about the same lead since it was last seen here.
fn two_views(model: &Model, frame: &mut Frame<'_>, body: Rect, conflict: &Conflict) {
    let theme = model.theme();
    let area = layout::centred(body, 90, 9);
    panel::cleared(model, frame, area);
    let title = format!(
        "Two people on one lead: {}",
        words::label_of(model, conflict.lead)
    );
    let inner = panel::framed(model, frame, area, &title, true);
    let theirs = &conflict.theirs;
    let when = day::clock(theirs.at, model.zone());
    let who = words::colleague(&theirs.who);
    let mut lines = vec![
        Line::styled(format!(" {who} said at {when}:"), theme.text),
        Line::styled(
            format!("   {}", words::act(model, &theirs.act)),
            theme.strong,
        ),
        Line::styled(" You were about to write:".to_owned(), theme.text),
    ];
    for draft in conflict
        .mine
        .iter()
        .filter(|draft| !draft.act.is_quiet())
        .take(2)
    {
        lines.push(Line::styled(
            format!("   {}", words::act(model, &draft.act)),
            theme.strong,
        ));
    }
    lines.push(Line::default());
    let keys = " k keep theirs     w write mine";
    lines.push(Line::styled(keys, theme.key));
    panel::lines(frame, inner, lines);
}
