//! The campaigns: what became of their leads, what a result costs, forecast beside actual, stop?, and what was spent on
//! leads nobody took. Under the list stands what is known of the one under the cursor.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::panel;
use crate::console::layout::{below, first_row, over};
use crate::console::model::Model;
use crate::console::model::campaigns::CampaignsView;
use crate::console::text::{clean, fit, pad, pad_left, width};
use crate::review::figures::campaign::Campaigns;
use crate::review::figures::words::{count, counted, signed_percent};

mod columns;
mod detail;

use columns::rows;

/// A row as text: its name and its cells.
pub struct Row {
    pub name: String,
    pub cells: Vec<String>,
    /// It adds up others.
    pub sum: bool,
}

/// The columns of a view after the name, the most telling first: those that do not fit are left out from the end.
pub struct Shape {
    pub head: &'static str,
    pub titles: Vec<String>,
    pub rows: Vec<Row>,
}

/// The least a name takes.
const NAME: usize = 18;
const GAP: usize = 2;

/// Draws the view in front.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let place = &model.campaigns;
    let Some(told) = &place.told else {
        panel::note(model, frame, area, "The campaigns are being counted.");
        return;
    };
    let inner = panel::framed(model, frame, area, &title(model, told), true);
    if told.rows.is_empty() {
        let none = "No campaign is known, and no lead names one: I brings in a file.";
        panel::note(model, frame, inner, none);
        return;
    }
    let mut shape = rows(model, told);
    let names = model.names();
    shape.titles.iter_mut().for_each(|title| names.put(title));
    if shape.rows.is_empty() {
        panel::note(model, frame, inner, &model.named(nothing(place.view, told)));
        return;
    }
    let foot = detail::lines(model, told, inner.width);
    let below = u16::try_from(foot.len()).unwrap_or(0);
    let (list, under) = over(inner, below.min(inner.height.saturating_sub(6)));
    draw_list(model, frame, list, &shape);
    panel::lines(frame, under, foot);
}

fn title(model: &Model, told: &Campaigns) -> String {
    let place = &model.campaigns;
    let many = count(told.rows.len() as u64);
    let order = match place.view {
        CampaignsView::Results | CampaignsView::Forecast => {
            model.named(place.sort.title()).into_owned()
        }
        CampaignsView::Cost => model.named("cheapest accepted lead first").into_owned(),
        CampaignsView::Stop => match told.minimum {
            Some(minimum) => format!("least return {}", signed_percent(minimum)),
            None => "no least return agreed: m".to_owned(),
        },
        CampaignsView::Spent => "most first".to_owned(),
    };
    let what = match place.view {
        CampaignsView::Results => String::new(),
        view => format!("{}, ", view.title()),
    };
    let without = if told.without == 0 {
        String::new()
    } else {
        format!(" · {} without", counted(told.without, "lead", "leads"))
    };
    format!("Campaigns: {many}, {what}{order}{without}")
}

fn nothing(view: CampaignsView, told: &Campaigns) -> &'static str {
    match view {
        CampaignsView::Stop if told.minimum.is_none() => {
            "Every campaign can be measured. m says what the least is that a campaign must bring back."
        }
        CampaignsView::Stop => {
            "No campaign is below the least return whose leads are old enough to tell, and all can be measured."
        }
        _ => "No lead was delivered from any campaign, so nothing was spent on one.",
    }
}

fn draw_list(model: &Model, frame: &mut Frame<'_>, area: Rect, shape: &Shape) {
    let theme = model.theme();
    let (name, widths) = widths(shape, usize::from(area.width));
    let mut heading = format!("  {}", pad(shape.head, name));
    for (title, wide) in shape.titles.iter().zip(&widths) {
        heading.push_str(&pad_left(title, wide + GAP));
    }
    let (head, list) = below(area, 1);
    panel::lines(frame, head, [Line::styled(heading, theme.quiet)]);
    let high = usize::from(list.height);
    let first = first_row(model.campaigns.at, shape.rows.len(), high);
    let shown = shape.rows.iter().enumerate().skip(first).take(high);
    let lines = shown.map(|(at, row)| {
        let mut text = pad(&clean(&row.name), name);
        for (cell, wide) in row.cells.iter().zip(&widths) {
            text.push_str(&pad_left(cell, wide + GAP));
        }
        let style = if row.sum { theme.strong } else { theme.text };
        panel::row(model, &text, at == model.campaigns.at, style, list.width)
    });
    panel::lines(frame, list, lines);
}

/// How wide the name and each column are: as many columns as leave the name room, the name what is left.
fn widths(shape: &Shape, columns: usize) -> (usize, Vec<usize>) {
    let wide = |at: usize| {
        let cells = shape.rows.iter().filter_map(|row| row.cells.get(at));
        let cells = cells.map(|cell| width(cell)).max().unwrap_or(0);
        cells.max(shape.titles.get(at).map_or(0, |title| width(title)))
    };
    let room = columns.saturating_sub(3);
    let mut used = NAME;
    let mut widths = Vec::new();
    for at in 0..shape.titles.len() {
        let column = wide(at);
        if used + column + GAP > room {
            break;
        }
        used += column + GAP;
        widths.push(column);
    }
    (NAME + room.saturating_sub(used), widths)
}

/// The row under the cursor as one line, for the clipboard.
pub fn copied(model: &Model) -> Option<String> {
    let told = model.campaigns.told.as_ref()?;
    let shape = rows(model, told);
    let row = shape.rows.get(model.campaigns.at)?;
    let mut parts = vec![clean(&row.name).into_owned()];
    let cells = shape.titles.iter().zip(&row.cells);
    parts.extend(cells.map(|(title, cell)| format!("{title} {}", fit(cell, 60))));
    Some(parts.join(" · "))
}
