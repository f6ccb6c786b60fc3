//! What the tried answers come to: every figure as it stands and as it would be, then each lead's answer.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{panel, stood, strip as wall};
use crate::console::layout;
use crate::console::model::Model;
use crate::console::model::whatif::{Weighed, WhatIf};
use crate::console::text::{fit, pad, pad_left, width, wrap};
use crate::console::words;
use crate::review::figures::strip::{Strip, strip};
use crate::review::figures::words::counted;
use crate::review::lead::LeadId;

/// A figure's name and its value are so many columns wide.
const NAME: usize = 32;
const VALUE: usize = 12;

/// Draws it over the body.
pub fn draw(model: &Model, frame: &mut Frame<'_>, body: Rect, at: usize) {
    let Some(tray) = model.what_if.as_deref() else {
        return;
    };
    let area = layout::centred(body, 110, body.height);
    panel::cleared(model, frame, area);
    let inner = panel::framed(
        model,
        frame,
        area,
        "What if: nothing of this is written",
        true,
    );
    let columns = usize::from(inner.width).saturating_sub(2);
    let mut head = told(model, tray, columns);
    if let Some(weighed) = &tray.weighed {
        head.extend(figures(model, weighed, columns));
    }
    head.push(Line::default());
    let high = u16::try_from(head.len()).unwrap_or(u16::MAX);
    let (above, rest) = layout::below(inner, high);
    panel::lines(frame, above, head);
    let leads = tray.leads();
    let at = at.min(leads.len().saturating_sub(1));
    let rows = leads.iter().enumerate().map(|(place, lead)| {
        let text = answer(model, tray, *lead, columns.saturating_sub(2));
        panel::row(model, &text, place == at, model.theme().text, inner.width)
    });
    panel::list(frame, rest, rows.collect(), at);
}

/// How much is tried, and of which leads the figures are.
fn told(model: &Model, tray: &WhatIf, columns: usize) -> Vec<Line<'static>> {
    let leads = tray.leads().len();
    let tried = counted(tray.tried.len() as u64, "answer", "answers");
    let of = match &tray.weighed {
        None => "The figures are being counted.".to_owned(),
        Some(weighed) => {
            let period = wall::period(model, weighed.period);
            let outside = match weighed.outside {
                0 => String::new(),
                outside => format!("; {outside} of those tried not among them"),
            };
            format!("Figures of the leads delivered {period}{outside}.")
        }
    };
    let leads = counted(leads as u64, "lead", "leads");
    let text = format!("{tried} tried, on {leads}. {of}");
    let lines = wrap(&text, columns).into_iter();
    lines
        .map(|line| Line::styled(format!(" {line}"), model.theme().text))
        .collect()
}

fn figures(model: &Model, weighed: &Weighed, columns: usize) -> Vec<Line<'static>> {
    let theme = model.theme();
    let side = |kpis| {
        strip(kpis, kpis)
            .worded(&model.names())
            .dimmed(&weighed.fill)
    };
    let (before, after) = (side(&weighed.before), side(&weighed.after));
    let mut lines = vec![Line::styled(
        format!(
            " {}{}{}",
            pad("", NAME),
            pad_left("as it stands", VALUE),
            pad_left("if so", VALUE)
        ),
        theme.quiet,
    )];
    for (name, stands, would, of) in rows(&before, &after) {
        let style = if stands == would {
            theme.text
        } else {
            theme.moved
        };
        let room = columns.saturating_sub(NAME + 2 * VALUE + 2);
        lines.push(Line::from(vec![
            Span::styled(format!(" {}", pad(&fit(&name, NAME), NAME)), theme.text),
            Span::styled(pad_left(&stands, VALUE), theme.text),
            Span::styled(pad_left(&would, VALUE), style),
            Span::styled(format!("  {}", fit(&of, room)), theme.quiet),
        ]));
    }
    lines
}

/// Name, as it stands, as it would be, and what the figure is of.
fn rows(before: &Strip, after: &Strip) -> Vec<(String, String, String, String)> {
    let count = crate::review::figures::words::count;
    let bar = before.bar.iter().zip(&after.bar).map(|(stands, would)| {
        (
            stands.word.clone(),
            count(stands.count.now),
            count(would.count.now),
            String::new(),
        )
    });
    let tiles = before
        .tiles
        .iter()
        .zip(&after.tiles)
        .map(|(stands, would)| {
            (
                stands.title.clone(),
                stands.headline.clone(),
                would.headline.clone(),
                would.of.clone(),
            )
        });
    bar.chain(tiles).collect()
}

/// "Acme Robotics   accepted → not accepted: No budget"; where both do not fit, what it would be.
fn answer(model: &Model, tray: &WhatIf, lead: LeadId, columns: usize) -> String {
    let name = (columns / 3).clamp(10, 26);
    let label = words::label_of(model, lead);
    let stands = model.known.without(lead, |ticket| tray.holds(ticket));
    let room = columns.saturating_sub(name + 1);
    let text = match (stands, model.known.lead(lead)) {
        (Some(stands), Some(would)) => {
            let (stands, told) = (stood::answer(model, &stands), stood::answer(model, would));
            if stands == told {
                format!("{told}; deal, process or a note would change")
            } else {
                let both = format!("{stands} → {told}");
                if width(&both) <= room {
                    both
                } else {
                    format!("→ {told}")
                }
            }
        }
        _ => String::new(),
    };
    format!("{} {}", pad(&fit(&label, name), name), fit(&text, room))
}
