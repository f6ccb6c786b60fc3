//! The campaigns: what became of the leads each brought, and what it cost.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::panel;
use crate::console::layout::first_row;
use crate::console::model::Model;
use crate::console::places::CampaignRow;
use crate::console::text::{clean, pad, pad_left};
use crate::review::figures::words::{count, money, revenues};

/// The widths of the number columns after the name.
const NUMBERS: [(&str, usize); 5] = [
    ("leads", 7),
    ("deliv.", 7),
    ("accept.", 8),
    ("opp.", 6),
    ("won", 6),
];
/// The columns of money, in the wide and in the narrow form.
const MONEY: (usize, usize) = (20, 13);

/// Draws the list.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let place = &model.campaigns;
    let Some(rows) = &place.rows else {
        panel::note(model, frame, area, "The campaigns are being counted.");
        return;
    };
    let title = format!(
        "Campaigns: {}, {}",
        count(rows.len() as u64),
        place.sort.title()
    );
    let inner = panel::framed(model, frame, area, &title, true);
    if rows.is_empty() {
        let none = "No campaign is known, and no lead names one: I brings in a file.";
        panel::note(model, frame, inner, none);
        return;
    }
    let theme = model.theme();
    let head = Rect {
        height: inner.height.min(1),
        ..inner
    };
    panel::lines(
        frame,
        head,
        [Line::styled(heading(inner.width), theme.quiet)],
    );
    let list = Rect {
        y: inner.y + head.height,
        height: inner.height - head.height,
        ..inner
    };
    let high = usize::from(list.height);
    let first = first_row(place.at, rows.len(), high);
    let shown = rows.iter().enumerate().skip(first).take(high);
    let lines = shown.map(|(at, row)| {
        let text = row_text(row, inner.width);
        panel::row(model, &text, at == place.at, theme.text, inner.width)
    });
    panel::lines(frame, list, lines);
}

fn money_columns(columns: u16) -> usize {
    if columns >= 110 { MONEY.0 } else { MONEY.1 }
}

fn name_columns(columns: u16) -> usize {
    let numbers: usize = NUMBERS.iter().map(|(_, width)| width).sum();
    usize::from(columns).saturating_sub(numbers + 2 * money_columns(columns) + 3)
}

fn heading(columns: u16) -> String {
    let money = money_columns(columns);
    let mut text = format!("  {}", pad("campaign", name_columns(columns)));
    for (name, width) in NUMBERS {
        text.push_str(&pad_left(name, width));
    }
    text.push_str(&pad_left("revenue", money));
    text.push_str(&pad_left("cost", money));
    text
}

fn row_text(row: &CampaignRow, columns: u16) -> String {
    let money_wide = money_columns(columns);
    let name = clean(&row.campaign.name);
    let channel = clean(&row.campaign.channel);
    let name = if channel.is_empty() {
        name.into_owned()
    } else {
        format!("{name} · {channel}")
    };
    let mut text = pad(&name, name_columns(columns));
    let numbers = [
        row.leads,
        row.delivered,
        row.accepted,
        row.opportunities,
        row.won,
    ];
    for (number, (_, width)) in numbers.into_iter().zip(NUMBERS) {
        text.push_str(&pad_left(&count(number), width));
    }
    let cost = row.campaign.cost.as_ref();
    let cost = cost.map_or_else(|| "no cost".to_owned(), money);
    text.push_str(&pad_left(&revenues(&row.revenues), money_wide));
    text.push_str(&pad_left(&cost, money_wide));
    text
}
