//! The tab of lists and people: the limit for an answer, the pick-lists, who is who.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::console::layout::{beside, over};
use crate::console::model::Model;
use crate::console::pop::Purpose;
use crate::console::text::{clean, pad, wrap};
use crate::console::update::agreement::lists::{fix_words, guard_words, route_words};
use crate::console::update::{SettingRow, setting_rows};
use crate::console::view::panel;
use crate::review::feedback::CRM;
use crate::review::figures::words::counted;
use crate::review::reason::ReasonCode;

/// The list and what it says of the row under the cursor stand beside each other from so many columns on.
const BESIDE: u16 = 110;

/// Draws the place.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let rows = setting_rows(model);
    let row = rows.get(model.agreement.at());
    let (list, told) = if area.width >= BESIDE {
        beside(area, area.width * 11 / 20)
    } else {
        over(area, 8)
    };
    draw_rows(model, frame, list, &rows);
    let title = row.map_or_else(String::new, |row| {
        model.named(&clean(&row.name)).into_owned()
    });
    let inner = panel::framed(model, frame, told, &title, false);
    let room = usize::from(inner.width.saturating_sub(2));
    let lines = detail(model, row)
        .into_iter()
        .flat_map(|text| wrap(&text, room))
        .map(|line| Line::styled(format!(" {line}"), model.theme().text));
    panel::told(model, frame, inner, lines.collect());
}

fn draw_rows(model: &Model, frame: &mut Frame<'_>, area: Rect, rows: &[SettingRow]) {
    let inner = panel::framed(model, frame, area, "What both teams work by", true);
    let theme = model.theme();
    let at = model.agreement.at();
    let mut lines = Vec::new();
    let mut cursor = 0;
    let mut heading = "";
    for (place, row) in rows.iter().enumerate() {
        let under = heading_of(&row.purpose);
        if under != heading {
            heading = under;
            lines.push(Line::styled(format!(" {heading}"), theme.strong));
        }
        if place == at {
            cursor = lines.len();
        }
        let text = row_text(model, row);
        lines.push(panel::row(
            model,
            &text,
            place == at,
            theme.text,
            inner.width,
        ));
    }
    panel::list(frame, inner, lines, cursor);
}

fn heading_of(purpose: &Purpose) -> &'static str {
    match purpose {
        Purpose::AnswerLimit => "In time: by when Sales answers",
        Purpose::Reason(_) => "Why not: the digits never change",
        Purpose::List(_) => "The other lists",
        Purpose::Cadence | Purpose::Setting(_) => "The review, the CRM, the work",
        _ => "Who is who",
    }
}

fn row_text(model: &Model, row: &SettingRow) -> String {
    match &row.purpose {
        Purpose::AnswerLimit => clean(&row.value).into_owned(),
        Purpose::Reason(code) => {
            let route = model.ground.lists.reason(*code);
            let route = route.map_or_else(String::new, |reason| route_words(reason.route));
            format!(
                "{} {} → {} {}",
                code.0,
                pad(&clean(&row.value), 27),
                pad(&route, 21),
                used(model, *code)
            )
        }
        _ => format!(
            "{} {}",
            pad(&model.named(&clean(&row.name)), 19),
            clean(&row.value)
        ),
    }
}

/// `12 ×`; nothing before it was counted.
fn used(model: &Model, code: ReasonCode) -> String {
    model
        .agreement
        .used
        .as_ref()
        .map_or_else(String::new, |used| {
            let times = used.reasons.get(&code).copied().unwrap_or(0);
            format!("{times} ×")
        })
}

/// What stands beside the list: what the row is, how often it was used, what changing it changes.
fn detail(model: &Model, row: Option<&SettingRow>) -> Vec<String> {
    let Some(row) = row else { return Vec::new() };
    let lines: Vec<&str> = match &row.purpose {
        Purpose::AnswerLimit => vec![
            "So many working hours after a lead is delivered, Monday to Friday, 9:00 to 17:00.",
            "It binds leads delivered from the moment it is set; earlier ones are never called overdue for it.",
            "With a limit, a lead without an answer is in time, then its answer is due; without one nothing is ever overdue.",
        ],
        Purpose::Reason(code) => return reason_detail(model, *code),
        Purpose::List(name) => return list_detail(model, row, name),
        Purpose::Cadence => vec![
            "From the last review it follows when the next is due; one held up to a week late still counts as held in a row.",
            "The kind of review that goes with it opens by itself, a kind of your own before it; \":agenda\" edits its phases and minutes.",
        ],
        Purpose::Setting(CRM) => vec![
            "The file the CRM takes back, written when a review closes and by \"docket feedback\": its own ids under its own name, and beside them what the review said.",
            "In the words of a CRM the columns are called as fields of yours are there, and the verdict is a word of its own list of lead statuses, to be mapped onto it. Nothing of the CRM's own is overwritten.",
        ],
        Purpose::Setting(_) => vec![
            "Files tell that somebody called, not for how long. With a length both teams agree on, \"Work on leads nobody took\" says the hours that went into leads that were not accepted, each time with this length beside them.",
        ],
        _ => vec![
            "Whose side somebody is on, and their part in the review. Figures by side and slips go by it.",
        ],
    };
    let said = |line| model.named(line).into_owned();
    lines.into_iter().map(said).collect()
}

fn reason_detail(model: &Model, code: ReasonCode) -> Vec<String> {
    let Some(reason) = model.ground.lists.reason(code) else {
        return Vec::new();
    };
    let mut lines = vec![
        format!("{}: {}.", code.0, clean(&reason.name)),
        format!(
            "Route {}; {}; {}.",
            route_words(reason.route),
            fix_words(reason.fix_owner),
            guard_words(reason.guard)
        ),
    ];
    if let Some(used) = &model.agreement.used {
        let times = used.reasons.get(&code).copied().unwrap_or(0);
        lines.push(format!(
            "Stands on {} today.",
            counted(times, "lead", "leads")
        ));
    }
    lines.push("Other words change what is read from now on, on old leads too; the digit and what it counts stay.".to_owned());
    lines
}

fn list_detail(model: &Model, row: &SettingRow, name: &str) -> Vec<String> {
    let words = row.value.split(',').map(str::trim);
    let counts = model.agreement.used.as_ref();
    let times = |word: &str| -> Option<u64> {
        let used = counts?;
        let of = match name {
            "wish we had known" => &used.wishes,
            "lost because" | "won because" => &used.outcomes,
            _ => return None,
        };
        Some(of.get(word).copied().unwrap_or(0))
    };
    let told: Vec<String> = words
        .map(|word| match times(word) {
            Some(times) => format!("{} {times} ×", clean(word)),
            None => clean(word).into_owned(),
        })
        .collect();
    vec![
        told.join(" · "),
        "A word that leaves the list stays on the leads that have it.".to_owned(),
    ]
}
