//! What each side says of the lead: the CRM's verdict, people's verdicts and their last words, the one that stands last.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::verdict_style;
use crate::console::model::Model;
use crate::console::model::known::OneLead;
use crate::console::text::{pad, width, wrap};
use crate::console::view::panel;
use crate::console::{day, words};
use crate::review::entry::{Act, Entry};
use crate::review::figures::keeping::team_of;
use crate::review::person::Team;
use crate::review::verdict::Verdict;

/// Columns of the mark and of who speaks.
const SIDE: usize = 13;

/// One view: whose, in words, when, in which hue; whether it is the verdict that stands.
struct View {
    side: &'static str,
    text: String,
    when: String,
    style: Style,
    stands: bool,
}

/// Who said what, oldest first.
pub fn lines(model: &Model, one: &OneLead, columns: u16) -> Vec<Line<'static>> {
    let mut views = all(model, one);
    if one.is_saving()
        && let Some(last) = views.last_mut()
    {
        model.unwritten().clone_into(&mut last.when);
    }
    views
        .iter()
        .flat_map(|view| view_lines(model, view, columns))
        .collect()
}

/// Whether the card quotes this entry beside its author's verdict: the last words each person left.
pub fn is_quoted(one: &OneLead, entry: &Entry) -> bool {
    matches!(&entry.act, Act::Note { text, .. } if !text.trim().is_empty())
        && last_words(one, &entry.who).is_some_and(|last| std::ptr::eq(last, entry))
}

/// What people said of the lead, oldest first, what is still being saved included.
fn told(one: &OneLead) -> impl DoubleEndedIterator<Item = &Entry> {
    one.entries.iter().chain(one.saving().collect::<Vec<_>>())
}

fn last_words<'lead>(one: &'lead OneLead, who: &str) -> Option<&'lead Entry> {
    told(one)
        .rev()
        .find(|entry| entry.who == who && matches!(entry.act, Act::Note { .. }))
}

fn all(model: &Model, one: &OneLead) -> Vec<View> {
    let lead = &one.lead;
    let (today, zone) = (model.today(), model.zone());
    let spoken = |verdict: &Verdict| words::verdict(model, verdict);
    let mut views = Vec::new();
    if let Some(filed) = &lead.filed.verdict {
        let when = filed.at.map(|at| day::moment(at, zone, today));
        views.push(View {
            side: "CRM",
            text: spoken(&filed.verdict),
            when: when.unwrap_or_default(),
            style: verdict_style(model, Some(&filed.verdict)),
            stands: false,
        });
    }
    views.extend(told(one).filter_map(|entry| by_person(model, one, entry)));
    let standing = lead.standing();
    if let (true, Some(standing)) = (views.is_empty(), &standing) {
        views.push(View {
            side: "Said",
            text: spoken(standing.verdict),
            when: standing.by.map_or_else(String::new, words::colleague),
            style: verdict_style(model, Some(standing.verdict)),
            stands: false,
        });
    }
    match standing {
        Some(_) => {
            // A word without a verdict changes nothing: the last verdict stands.
            let at = views.iter().rposition(|view| !view.text.starts_with('"'));
            if let Some(view) = at.and_then(|at| views.get_mut(at)) {
                view.stands = true;
            }
        }
        None => views.push(unanswered(model, one)),
    }
    views
}

/// A person's verdict with that person's last words, or the words alone where there is no verdict.
fn by_person(model: &Model, one: &OneLead, entry: &Entry) -> Option<View> {
    let words_of = |entry: &Entry| match &entry.act {
        Act::Note { text, .. } if !text.trim().is_empty() => {
            Some(format!("\"{}\"", words::written(model, text)))
        }
        _ => None,
    };
    let judges = |other: &Entry| matches!(other.act, Act::Verdict { .. });
    let last_verdict = |who: &str| {
        told(one)
            .rev()
            .find(|other| other.who == who && judges(other))
    };
    let (text, style) = match &entry.act {
        Act::Verdict { verdict, .. } => {
            let spoken = words::verdict(model, verdict);
            let quote = last_verdict(&entry.who)
                .is_some_and(|last| std::ptr::eq(last, entry))
                .then(|| last_words(one, &entry.who).and_then(words_of))
                .flatten();
            let text = quote.map_or_else(|| spoken.clone(), |quote| format!("{spoken} {quote}"));
            (text, verdict_style(model, Some(verdict)))
        }
        Act::Note { .. } if is_quoted(one, entry) && last_verdict(&entry.who).is_none() => {
            (words_of(entry)?, model.theme().text)
        }
        _ => return None,
    };
    let on = day::short(day::local(entry.at, model.zone()), model.today());
    Some(View {
        side: match team_of(&model.ground.people, &entry.who) {
            Some(team @ (Team::Sales | Team::Marketing)) => team.word(),
            _ => "Said",
        },
        text,
        when: format!("{} · {on}", words::colleague(&entry.who)),
        style,
        stands: false,
    })
}

fn unanswered(model: &Model, one: &OneLead) -> View {
    let text = if one.lead.facts().opportunity.reached() {
        "no answer in words; an opportunity says accepted"
    } else {
        "no answer yet"
    };
    View {
        side: Team::Sales.word(),
        text: model.named(text).into_owned(),
        when: String::new(),
        style: model.theme().waiting,
        stands: true,
    }
}

fn view_lines(model: &Model, view: &View, columns: u16) -> Vec<Line<'static>> {
    let theme = model.theme();
    let glyph = if view.stands { "▸" } else { " " };
    let room = usize::from(columns)
        .saturating_sub(SIDE + 2 + width(&view.when))
        .max(10);
    wrap(&view.text, room)
        .into_iter()
        .enumerate()
        .map(|(row, part)| {
            let (head, right) = if row == 0 {
                (format!(" {glyph} {}", view.side), format!("{} ", view.when))
            } else {
                (String::new(), String::new())
            };
            panel::ends(
                vec![
                    Span::styled(pad(&head, SIDE), theme.quiet),
                    Span::styled(part, view.style),
                ],
                Span::styled(right, theme.quiet),
                columns,
            )
        })
        .collect()
}
