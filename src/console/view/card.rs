//! The lead card: everything known about one lead, the same in a review and outside.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{clocks, hindsight, panel, timeline};

use crate::console::command::Command;
use crate::console::layout;
use crate::console::model::Model;
use crate::console::model::known::OneLead;
use crate::console::model::walk::{Panel, Walk};
use crate::console::pop::Pop;
use crate::console::text::{clean, fit, pad, wrap};
use crate::console::update::fix::to_fix;
use crate::console::words;
use crate::review::lead::{Field, Lead, LeadId};
use crate::review::meeting::Part;
use crate::review::verdict::Verdict;

mod agreed;
mod follow_up;
mod past;
mod views;

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
        .map(|why| clean(&model.named(&why.words())).into_owned())
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
    let (body, _) = layout::over(area, foot);
    let lines = lines(model, one, body.width, area.height >= AIRY);
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

/// From this height on a card is drawn with blanks between its parts and the whole time line; under it, without.
const AIRY: u16 = 22;

/// What the room decides on comes first: who, when, what was agreed, what each side said, the questions; what explains
/// it follows.
fn lines(model: &Model, one: &OneLead, columns: u16, airy: bool) -> Vec<Line<'static>> {
    let lead = &one.lead;
    let blank = || airy.then(Line::default);
    let mut lines = who(model, lead, columns);
    lines.extend(blank());
    lines.extend(if airy {
        timeline::lines(model, lead, columns)
    } else {
        timeline::in_words(model, lead, columns)
    });
    lines.extend(blank());
    let agreed = agreed::lines(model, lead, columns);
    let held = !agreed.is_empty();
    lines.extend(agreed);
    lines.extend(blank().filter(|_| held));
    lines.extend(views::lines(model, one, columns));
    lines.extend(blank());
    lines.extend(answers(model, one, columns));
    if let Some(text) = hindsight::on_card(model, one) {
        lines.extend(labelled(model, "Were we right?", &text, columns, 2));
    }
    lines.extend(past::deal(model, lead, columns));
    if let Some(text) = clocks::on_card(model, lead) {
        lines.extend(labelled(model, "Owed", &text, columns, 4));
    }
    lines.extend(follow_up::lines(model, one, columns));
    lines.extend(agreed::more(model, lead, columns));
    lines.extend(past::history(model, one, columns));
    lines.extend(past::touches(model, one, columns));
    lines.extend(past::extra(model, lead, columns));
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
    let rows = [
        ("Was it a lead?", judged),
        (
            "In the sales process?",
            words::in_process(lead.said.in_process, model),
        ),
        ("Why?", why),
        ("Wish we had known", wishes),
    ];
    let data = data_to_fix(model, lead).map(|text| ("Data to fix", text));
    rows.into_iter()
        .chain(data)
        .flat_map(|(label, text)| labelled(model, label, &text, columns, 3))
        .collect()
}

/// What of the record contradicts itself, and the keys that mend it.
fn data_to_fix(model: &Model, lead: &Lead) -> Option<String> {
    let found = to_fix(model, lead.id);
    let each: Vec<&str> = found.iter().map(|what| what.words()).collect();
    let mends = model.keymap.shown(Command::FixData);
    let leaves = model.keymap.shown(Command::LeaveKnown);
    let said = each.join(" · ");
    (!found.is_empty()).then(|| {
        format!(
            "{} · {mends} mends, {leaves} leaves as known",
            model.named(&said)
        )
    })
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
