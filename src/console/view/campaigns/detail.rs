//! What is known of the campaign under the cursor: launch, return, forecasts and who stamped them, what was decided.

use ratatui::text::Line;

use crate::console::day;
use crate::console::model::Model;
use crate::console::model::campaigns::CampaignsView;
use crate::console::text::{clean, wrap};
use crate::console::update::campaigns::stamped_on;
use crate::console::words;
use crate::review::figures::campaign::{CampaignRow, Campaigns, Standing};
use crate::review::figures::foresight::calibration;
use crate::review::figures::words::{counted, revenues, signed_percent};
use crate::review::filter::By;
use crate::review::steer::sentence;

/// The lines under the list, an empty one first.
pub fn lines(model: &Model, told: &Campaigns, columns: u16) -> Vec<Line<'static>> {
    let room = usize::from(columns.saturating_sub(3));
    let sentences = match model.campaigns.view {
        CampaignsView::Spent => vec![
            "Each campaign's cost is spread evenly over the leads it brought; together the rows are the cost."
                .to_owned(),
        ],
        _ => match model.campaigns.current() {
            Some(row) => of(model, told, row),
            None => Vec::new(),
        },
    };
    if sentences.is_empty() {
        return Vec::new();
    }
    let wrapped = sentences.iter().flat_map(|sentence| wrap(sentence, room));
    let theme = model.theme();
    std::iter::once(Line::default())
        .chain(wrapped.map(|line| Line::styled(format!("  {line}"), theme.text)))
        .collect()
}

fn of(model: &Model, told: &Campaigns, row: &CampaignRow) -> Vec<String> {
    let mut sentences = vec![standing(model, told, row)];
    if model.campaigns.view == CampaignsView::Forecast {
        sentences.extend(stamps(model, row));
        sentences.extend(missed(told));
    }
    if !row.influenced.is_empty() {
        sentences.push(format!(
            "{} of its revenue is of deals older than their lead: in no return.",
            revenues(&row.influenced)
        ));
    }
    if let Some(ruling) = row.ruling() {
        let where_ = ruling
            .meeting
            .map_or_else(String::new, |meeting| format!(", review {}", meeting.0));
        sentences.push(format!(
            "Decided {}{where_}: {} ({}; then {})",
            stamped_on(model, ruling.at),
            words::written(
                model,
                &sentence(
                    &By::Campaign,
                    &row.campaign.name,
                    ruling.choice,
                    &ruling.text
                )
            ),
            words::colleague(&ruling.who),
            clean(&ruling.seen),
        ));
    }
    sentences
}

fn standing(model: &Model, told: &Campaigns, row: &CampaignRow) -> String {
    let name = clean(&row.campaign.name);
    let launch = row.launch().map_or_else(
        || "launch date not known".to_owned(),
        |at| {
            let day = day::short(at.date(model.zone()), model.today());
            format!("launch {day}")
        },
    );
    let roi = match row.roi() {
        Ok(roi) => format!("return {}", signed_percent(roi)),
        Err(why) => format!("no return: {}", why.words()),
    };
    let least = match (row.standing(told.minimum), told.minimum) {
        (Standing::Below, Some(minimum)) => {
            format!(
                ", below the least, {}: stop? d decides",
                signed_percent(minimum)
            )
        }
        (Standing::Reached, Some(minimum)) => format!(", least {}", signed_percent(minimum)),
        (Standing::TooEarly, _) => ", too early: its leads are young or few".to_owned(),
        _ => String::new(),
    };
    let missing = row.unmeasured();
    let missing = if missing.is_empty() {
        String::new()
    } else {
        format!(" · not measured: {}", missing.join(", "))
    };
    format!("{name}: {launch} · {roi}{least}{missing}")
}

/// Every forecast there was, the standing one last.
fn stamps(model: &Model, row: &CampaignRow) -> Vec<String> {
    let stamp = row.forecast().map(|(_, stamp)| stamp.words());
    let last = row.spoken.forecasts.len().saturating_sub(1);
    let mut told: Vec<String> = row
        .spoken
        .forecasts
        .iter()
        .enumerate()
        .map(|(at, stamped)| {
            let who = words::colleague(&stamped.who);
            let day = stamped_on(model, stamped.at);
            let why = if stamped.reason.is_empty() {
                String::new()
            } else {
                format!(": \"{}\"", words::written(model, &stamped.reason))
            };
            let state = if at == last {
                stamp.unwrap_or_default()
            } else {
                "superseded"
            };
            format!("Forecast of {day}, {who}, {state}{why}")
        })
        .collect();
    // The latest two tell the story; the others are in the journal.
    let skip = told.len().saturating_sub(2);
    told.drain(..skip);
    told
}

/// How far forecasts missed, by channel.
fn missed(told: &Campaigns) -> Option<String> {
    let missed = calibration(&told.rows, "leads");
    if missed.is_empty() {
        return None;
    }
    let each: Vec<String> = missed
        .iter()
        .map(|missed| {
            let channel = clean(&missed.channel);
            let channel = if channel.is_empty() {
                "no channel"
            } else {
                &channel
            };
            let n = counted(missed.n as u64, "forecast", "forecasts");
            format!(
                "{channel} {} of {n}",
                signed_percent(missed.error).trim_start_matches('+')
            )
        })
        .collect();
    Some(format!(
        "Forecasts of leads missed, in the middle: {}.",
        each.join(" · ")
    ))
}
