//! The lead card: everything known about one lead, the same in a review and outside.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{panel, timeline};
use crate::console::layout;
use crate::console::model::Model;
use crate::console::model::known::{OneLead, is_provisional};
use crate::console::model::walk::{Panel, Walk};
use crate::console::pop::Pop;
use crate::console::text::{clean, fit, pad, wrap};
use crate::console::{day, words};
use crate::review::entry::Act;
use crate::review::lead::{Field, Lead, LeadId};
use crate::review::meeting::Part;
use crate::review::verdict::Verdict;

/// The card of the walk's lead, with why it is here in its title and a question at its foot.
pub fn draw_walk(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let Some(walk) = model.walking() else { return };
    let Some(item) = walk.docket.get(walk.at) else {
        let inner = panel::framed(model, frame, area, "", true);
        panel::note(model, frame, inner, "There is no lead on the docket.");
        return;
    };
    let because: Vec<String> = item
        .because
        .iter()
        .take(2)
        .map(|why| clean(&why.words()).into_owned())
        .collect();
    let counter = if layout::walk(layout::parts(model.size).body)
        .docket
        .is_none()
    {
        counter(model, walk)
    } else {
        String::new()
    };
    let title = format!(
        "{counter}{} · here because: {}",
        words::label_of(model, item.lead),
        because.join(", ")
    );
    let inner = panel::framed(model, frame, area, &title, walk.panel == Panel::Card);
    draw(model, frame, inner, item.lead, walk.scroll);
}

/// Where the list has folded, it is a counter.
fn counter(model: &Model, walk: &Walk) -> String {
    let item = walk.docket.get(walk.at);
    let part = item.map_or(Part::ToDiscuss, |item| walk.part(item, &model.known));
    let (_, all) = walk.progress(part, &model.known);
    let at = walk
        .half(part, &model.known)
        .position(|(place, _)| place == walk.at)
        .map_or(0, |at| at + 1);
    let word = match part {
        Part::ToDiscuss => "to discuss",
        Part::ByConsent => "by consent",
    };
    format!("{at} of {all} {word} · ")
}

/// The card itself; a question about the lead leaves it in view and takes the foot.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect, id: LeadId, scroll: u16) {
    let Some(one) = model.known.one(id) else {
        panel::note(model, frame, area, "the lead is being fetched");
        return;
    };
    let foot = foot_height(model, area);
    let body = Rect::new(area.x, area.y, area.width, area.height.saturating_sub(foot));
    let lines = lines(model, one, body.width);
    let most = lines.len().saturating_sub(usize::from(body.height));
    let from = usize::from(scroll).min(most);
    let hidden = lines.len().saturating_sub(from + usize::from(body.height));
    panel::lines(frame, body, lines.into_iter().skip(from));
    if hidden > 0 && body.height > 0 {
        let more = format!(" {hidden} more lines: PgDn ");
        let row = Rect::new(body.x, body.bottom() - 1, body.width, 1);
        panel::cleared(model, frame, row);
        frame.render_widget(Line::styled(more, model.theme().quiet).right_aligned(), row);
    }
}

/// Rows at the foot of a card that a question takes.
fn foot_height(model: &Model, area: Rect) -> u16 {
    match model.pops.last() {
        Some(Pop::Reason(_)) => super::pops::reason_height(model, area),
        _ => 0,
    }
}

fn lines(model: &Model, one: &OneLead, columns: u16) -> Vec<Line<'static>> {
    let lead = &one.lead;
    let mut lines = who(model, lead, columns);
    lines.push(Line::default());
    lines.extend(timeline::lines(model, lead, columns));
    lines.push(Line::default());
    lines.extend(views(model, one, columns));
    lines.push(Line::default());
    lines.extend(answers(model, one, columns));
    lines.extend(deal(model, lead, columns));
    lines.extend(history(model, one, columns));
    lines.extend(touches(model, one, columns));
    lines.extend(extra(model, lead, columns));
    lines
}

fn who(model: &Model, lead: &Lead, columns: u16) -> Vec<Line<'static>> {
    let theme = model.theme();
    let text = |field: Field| words::written(model, lead.text(field).trim());
    let name = words::person(model, lead.text(Field::Name).trim());
    let people = text(Field::Employees);
    let people = if people.is_empty() {
        people
    } else {
        format!("{people} people")
    };
    let first = joined(&[
        name,
        text(Field::Title),
        text(Field::Industry),
        people,
        text(Field::Country),
    ]);
    let owner = text(Field::Owner);
    let source = text(Field::Source);
    let campaign = text(Field::Campaign);
    let from = match (campaign.is_empty(), source.is_empty()) {
        (true, _) => source,
        (false, true) => campaign,
        (false, false) => format!("{campaign} ({source})"),
    };
    let owner = if owner.is_empty() {
        "nobody owns it".to_owned()
    } else {
        format!("to {owner}")
    };
    let second = joined(&[from, owner]);
    let hide = |text: String| {
        if model.looks.masked && !text.is_empty() {
            crate::console::text::HIDDEN.to_owned()
        } else {
            text
        }
    };
    let score = text(Field::Score);
    let score = if score.is_empty() {
        score
    } else {
        format!("score {score}")
    };
    let email = hide(clean(lead.text(Field::Email).trim()).into_owned());
    let phone = hide(clean(lead.text(Field::Phone).trim()).into_owned());
    let third = joined(&[email, phone, score]);
    let columns = usize::from(columns).saturating_sub(2);
    [
        (first, theme.strong),
        (second, theme.text),
        (third, theme.quiet),
    ]
    .into_iter()
    .filter(|(text, _)| !text.is_empty())
    .map(|(text, style)| Line::styled(format!(" {}", fit(&text, columns)), style))
    .collect()
}

fn joined(parts: &[String]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" · ")
}

/// The style of a verdict: a neutral hue beside glyph and word.
pub fn verdict_style(model: &Model, verdict: Option<&Verdict>) -> Style {
    let theme = model.theme();
    match verdict {
        Some(Verdict::Accepted(_)) => theme.accepted,
        Some(_) => theme.refused,
        None => theme.waiting,
    }
}

/// Who said what: the standing verdict, earlier ones by people and by the CRM.
fn views(model: &Model, one: &OneLead, columns: u16) -> Vec<Line<'static>> {
    let lead = &one.lead;
    let lists = &model.ground.lists;
    let today = model.today();
    let mut rows: Vec<(String, String, String, Style)> = Vec::new();
    if let Some(filed) = &lead.filed.verdict {
        let when = filed
            .at
            .map_or_else(String::new, |at| day::moment(at, model.zone(), today));
        let text = words::verdict(&filed.verdict, lists, today);
        rows.push((
            "CRM".to_owned(),
            text,
            when,
            verdict_style(model, Some(&filed.verdict)),
        ));
    }
    for entry in told(one) {
        if let Act::Verdict { verdict, .. } = &entry.act {
            let when = format!(
                "{} · {}",
                words::colleague(&entry.who),
                day::short(day::local(entry.at, model.zone()), today)
            );
            let when = if is_provisional(entry) {
                "saving".to_owned()
            } else {
                when
            };
            rows.push((
                "Said".to_owned(),
                words::verdict(verdict, lists, today),
                when,
                verdict_style(model, Some(verdict)),
            ));
        }
    }
    if rows.is_empty()
        && let Some(standing) = lead.standing()
    {
        let when = standing.by.map_or_else(String::new, words::colleague);
        rows.push((
            "Said".to_owned(),
            words::verdict(standing.verdict, lists, today),
            when,
            verdict_style(model, Some(standing.verdict)),
        ));
    }
    if rows.is_empty() {
        let by_deed = lead.facts().opportunity.reached();
        let text = if by_deed {
            "no answer in words; an opportunity says accepted"
        } else {
            "no answer yet"
        };
        rows.push((
            "Sales".to_owned(),
            text.to_owned(),
            String::new(),
            model.theme().waiting,
        ));
    }
    let mark = if one.is_saving() { "saving" } else { "" };
    let last = rows.len() - 1;
    let mut out = Vec::new();
    for (at, (side, text, when, style)) in rows.into_iter().enumerate() {
        let right = if at == last && !mark.is_empty() {
            mark.to_owned()
        } else {
            when
        };
        let glyph = if at == last { "▸" } else { " " };
        let room = usize::from(columns).saturating_sub(14 + crate::console::text::width(&right));
        for (row, part) in wrap(&text, room.max(10)).into_iter().enumerate() {
            let (head, right) = if row == 0 {
                (format!(" {glyph} {side:<7}"), right.clone())
            } else {
                (" ".repeat(10), String::new())
            };
            out.push(panel::ends(
                vec![
                    Span::styled(head, model.theme().quiet),
                    Span::styled(part, style),
                ],
                Span::styled(format!("{right} "), model.theme().quiet),
                columns,
            ));
        }
    }
    out
}

/// What people said of the lead, oldest first, what is still being saved included.
fn told(one: &OneLead) -> impl Iterator<Item = &crate::review::entry::Entry> {
    one.entries.iter().chain(one.saving())
}

/// The questions a review answers.
fn answers(model: &Model, one: &OneLead, columns: u16) -> Vec<Line<'static>> {
    let lead = &one.lead;
    let verdict = lead.standing().map(|standing| standing.verdict);
    let judged = lead.said.judgement_or(verdict);
    let follows = lead.said.judgement.is_none() && judged.is_some();
    let judged = format!(
        "{}{}",
        words::judgement(judged),
        if follows { ", as the verdict says" } else { "" }
    );
    let why = match verdict.and_then(Verdict::refusal) {
        Some(refusal) => {
            let digit = refusal
                .reason
                .digit()
                .map_or_else(String::new, |digit| format!("{digit} "));
            format!(
                "{digit}{} → {}",
                model.ground.lists.reason_name(refusal.reason),
                words::route(&refusal.route, model.today())
            )
        }
        None => "–".to_owned(),
    };
    let wishes = if lead.said.wishes.is_empty() {
        "–".to_owned()
    } else {
        lead.said.wishes.join(" · ")
    };
    let note = if lead.said.note.is_empty() {
        "–".to_owned()
    } else {
        words::written(model, &lead.said.note)
    };
    let rows = [
        ("Was it a lead?", judged),
        (
            "In the sales process?",
            words::in_process(lead.said.in_process, model),
        ),
        ("Why?", why),
        ("Wish we had known", wishes),
        ("Note", note),
    ];
    rows.into_iter()
        .flat_map(|(label, text)| labelled(model, label, &text, columns, 3))
        .collect()
}

/// A label and its text, wrapped beside it over at most so many lines.
fn labelled(
    model: &Model,
    label: &str,
    text: &str,
    columns: u16,
    most: usize,
) -> Vec<Line<'static>> {
    const LABEL: usize = 24;
    let theme = model.theme();
    let room = usize::from(columns).saturating_sub(LABEL + 4).max(8);
    wrap(text, room)
        .into_iter()
        .take(most)
        .enumerate()
        .map(|(row, part)| {
            let label = if row == 0 { label } else { "" };
            Line::from(vec![
                Span::styled(format!("   {}", pad(label, LABEL)), theme.quiet),
                Span::styled(part, theme.text),
            ])
        })
        .collect()
}

fn deal(model: &Model, lead: &Lead, columns: u16) -> Vec<Line<'static>> {
    let deal = lead.deal();
    if !deal.reached() {
        return Vec::new();
    }
    let today = model.today();
    let mut text = deal
        .outcome
        .map_or("open", crate::review::verdict::Outcome::word)
        .to_owned();
    if let Some(amount) = &deal.amount {
        text.push_str(&format!(
            " · {}",
            crate::review::figures::words::money(amount)
        ));
    }
    if !deal.reason.is_empty() {
        text.push_str(&format!(" · {}", words::written(model, &deal.reason)));
    }
    if let Some(at) = deal.closed.at() {
        text.push_str(&format!(" · {}", day::moment(at, model.zone(), today)));
    }
    labelled(model, "Deal", &text, columns, 2)
}

/// Earlier notes and words, newest first.
fn history(model: &Model, one: &OneLead, columns: u16) -> Vec<Line<'static>> {
    let today = model.today();
    let mut lines = Vec::new();
    let said = one.entries.iter().rev().filter(|entry| {
        !matches!(
            entry.act,
            Act::Verdict { .. } | Act::At { .. } | Act::Stands { .. }
        )
    });
    for entry in said.take(40) {
        let when = day::short(day::local(entry.at, model.zone()), today);
        let label = format!("{} · {when}", words::colleague(&entry.who));
        let text = match &entry.act {
            Act::Note { text, .. } => format!("\"{}\"", words::written(model, text)),
            act => {
                let text = words::act(model, act);
                let label = words::label_of(model, one.lead.id);
                text.strip_prefix(&format!("{label}: "))
                    .unwrap_or(&text)
                    .to_owned()
            }
        };
        lines.extend(labelled(model, &label, &text, columns, 4));
    }
    headed(model, "Said before", lines)
}

fn touches(model: &Model, one: &OneLead, columns: u16) -> Vec<Line<'static>> {
    let today = model.today();
    let touches = one.touches.as_deref().unwrap_or_default();
    let lines = touches
        .iter()
        .rev()
        .take(40)
        .flat_map(|touch| {
            let when = touch.at.map_or_else(
                || "no date".to_owned(),
                |at| day::moment(at, model.zone(), today),
            );
            let result = touch
                .result
                .map_or_else(String::new, |result| format!(", {}", result.word()));
            let by = if touch.by.is_empty() {
                String::new()
            } else {
                format!(" · {}", words::colleague(&touch.by))
            };
            let note = words::written(model, &touch.note);
            let note = if note.is_empty() {
                note
            } else {
                format!(" · {note}")
            };
            labelled(
                model,
                &when,
                &format!("{}{result}{by}{note}", touch.kind.word()),
                columns,
                2,
            )
        })
        .collect();
    headed(model, "Touches", lines)
}

/// Columns nobody mapped, as the file wrote them.
fn extra(model: &Model, lead: &Lead, columns: u16) -> Vec<Line<'static>> {
    let mut rows: Vec<(String, String)> = Vec::new();
    if !lead.filed.status.is_empty() {
        rows.push((
            "status in the CRM".to_owned(),
            words::written(model, &lead.filed.status),
        ));
    }
    if !lead.filed.key.is_empty() {
        rows.push(("id".to_owned(), clean(&lead.filed.key).into_owned()));
    }
    for (name, text) in &lead.filed.extra {
        if !text.trim().is_empty() {
            let name = clean(name).into_owned();
            let hidden = model.looks.masked && personal(&name);
            let text = if hidden {
                crate::console::text::HIDDEN.to_owned()
            } else {
                words::written(model, text)
            };
            rows.push((name, text));
        }
    }
    let lines = rows
        .into_iter()
        .flat_map(|(name, text)| labelled(model, &name, &text, columns, 4))
        .collect();
    headed(model, "From the file", lines)
}

/// Whether a column's heading says that it holds a name, an address or a number of a person.
fn personal(name: &str) -> bool {
    let name = name.to_lowercase();
    [
        "name", "mail", "phone", "mobile", "fax", "street", "address", "linkedin", "contact",
    ]
    .iter()
    .any(|word| name.contains(word))
}

fn headed(model: &Model, title: &str, lines: Vec<Line<'static>>) -> Vec<Line<'static>> {
    if lines.is_empty() {
        return lines;
    }
    let head = [
        Line::default(),
        Line::styled(format!(" {title}"), model.theme().strong),
    ];
    head.into_iter().chain(lines).collect()
}
