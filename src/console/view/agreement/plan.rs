//! The tab of targets and the plan: each figure against its target, the goal's levers, the way back to the leads.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::console::day;
use crate::console::layout::{beside, over};
use crate::console::model::Model;
use crate::console::text::{clean, pad, pad_left, wrap};
use crate::console::update::agreement::plan::{Part, ROWS, Row};
use crate::console::update::agreement::{plan, plan::since};
use crate::console::view::panel;
use crate::review::agreement::plan::{Goal, Plan, unit};
use crate::review::figures::interval::within_noise;
use crate::review::figures::strip;
use crate::review::figures::waterfall::{
    Lever, Measured, Needs, RATES, STAGES, at_pace, levers, outlook,
};
use crate::review::figures::words::{NOTHING, count};

/// List and table stand beside each other from so many columns on.
const BESIDE: u16 = 130;
/// The label's columns.
const LABEL: usize = 30;

/// What the list keeps where the table stands under it, its frame with it.
const FEWEST_ROWS: u16 = 6;

/// Draws the tab.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let empty = Plan::default();
    let text = plan(model).unwrap_or(&empty);
    let wide = area.width >= BESIDE;
    let (list, told) = if wide {
        beside(area, area.width * 45 / 100)
    } else {
        let room = usize::from(area.width.saturating_sub(4));
        let needs = u16::try_from(table(model, text, room).len() + 2).unwrap_or(u16::MAX);
        over(area, needs.min(area.height.saturating_sub(FEWEST_ROWS)))
    };
    draw_rows(model, frame, list, text);
    let inner = panel::framed(model, frame, told, "From the goal back to the leads", false);
    let room = usize::from(inner.width.saturating_sub(2));
    let lines = table(model, text, room)
        .into_iter()
        .map(|line| Line::styled(format!(" {line}"), model.theme().text));
    panel::told(model, frame, inner, lines.collect::<Vec<_>>());
}

fn draw_rows(model: &Model, frame: &mut Frame<'_>, area: Rect, text: &Plan) {
    let inner = panel::framed(model, frame, area, "What success is, and the goal", true);
    let theme = model.theme();
    let at = model.agreement.at().min(ROWS.len() - 1);
    let mut lines = Vec::new();
    let mut cursor = 0;
    for (place, row) in ROWS.iter().enumerate() {
        if place == 6 {
            let heading = " The goal: ←→ moves a lever, in hand only";
            lines.push(Line::styled(heading, theme.strong));
        }
        if place == at {
            cursor = lines.len();
        }
        let words = match row {
            Row::Target(kpi) => target_row(model, text, *kpi),
            Row::Goal(part) => goal_row(model, text, *part),
        };
        lines.push(panel::row(
            model,
            &words,
            place == at,
            theme.text,
            inner.width,
        ));
    }
    panel::list(frame, inner, lines, cursor);
}

fn target_row(model: &Model, text: &Plan, kpi: crate::review::figures::kpi::Kpi) -> String {
    let aim = text.target(kpi).map_or_else(
        || "no target agreed".to_owned(),
        |target| target.aim.words(unit(kpi)),
    );
    let now = model.scorecard.card.as_ref().map(|card| {
        let kpis = card.kpis(kpi);
        let target = text.target(kpi);
        let judged = target.map(|target| target.stands(text.judged(kpi, kpis)));
        let judged = judged.map_or_else(String::new, |word| format!(": {word}"));
        format!("now {}{judged}", strip::value(kpi, kpis))
    });
    format!(
        "{} {} {}",
        pad(&model.named(kpi.title()), LABEL),
        pad(&aim, 20),
        now.unwrap_or_default()
    )
}

fn goal_row(model: &Model, text: &Plan, part: Part) -> String {
    let today = model.today();
    let value = text.goal.as_ref().map(|goal| match part {
        Part::Revenue => format!("{} {}", grouped(goal.revenue), clean(&goal.currency)),
        Part::Deal => format!("{} {}", grouped(goal.average_deal), clean(&goal.currency)),
        Part::From => day::short(goal.since(), today),
        Part::By => day::short(goal.by, today),
        Part::Share => format!("{} %", goal.share.normalize()),
        Part::Days => format!("{} days", goal.days_to_won.normalize()),
        Part::Rate(at) => {
            let rate = goal.rates.get(at).copied().unwrap_or_default();
            format!("{} %", rate.normalize())
        }
    });
    let value = value.unwrap_or_else(|| NOTHING.to_owned());
    format!("{} {value}", pad(&model.named(part.label()), LABEL))
}

fn grouped(amount: rust_decimal::Decimal) -> String {
    use rust_decimal::prelude::ToPrimitive;
    let whole = amount.fract().is_zero();
    match amount.to_u64().filter(|_| whole) {
        Some(number) => count(number),
        None => amount.normalize().to_string(),
    }
}

/// The waterfall in lines: what is needed, what is there, the gap; then which rate closes it.
fn table(model: &Model, text: &Plan, room: usize) -> Vec<String> {
    let Some(goal) = &text.goal else {
        return wrap(
            "No goal is written yet. L loads a starter set with the rates as the ledger has them, e edits it; nothing is in force until it is voted on.",
            room,
        );
    };
    let Some(needs) = Needs::of(goal) else {
        let fault = goal.fault();
        let fault = fault.unwrap_or_else(|| "these numbers are out of reach".to_owned());
        return wrap(&format!("This is no goal yet: {fault}."), room);
    };
    let measured = model.agreement.measured.as_ref();
    let measured = measured
        .filter(|(asked, _)| *asked == since(model))
        .map(|(_, measured)| measured.as_ref());
    let mut lines = vec![heading()];
    for stage in 0..STAGES.len() {
        lines.push(stage_line(model, goal, &needs, measured, stage));
    }
    let today = model.today();
    lines.push(format!(
        "{} leads are needed by {}: {} days before {}.",
        model.named("Delivered"),
        day::short(needs.by, today),
        goal.days_to_won.ceil().normalize(),
        day::short(goal.by, today)
    ));
    if let Some(measured) = measured {
        let closing = closing(model, goal, &needs, measured);
        lines.extend(wrap(&model.named(&closing), room));
    }
    lines
}

fn heading() -> String {
    let columns = [
        "needed", "by today", "there", "gap", "planned", "now", "before",
    ];
    let heads: Vec<String> = columns.iter().map(|head| pad_left(head, 8)).collect();
    format!("{}{}", pad("", 14), heads.join(" "))
}

fn stage_line(
    model: &Model,
    goal: &Goal,
    needs: &Needs,
    measured: Option<&Measured>,
    stage: usize,
) -> String {
    let due = needs.to_date(stage, goal.since(), model.today());
    let there = measured.and_then(|measured| measured.now.reached.get(stage).copied());
    let gap = there.map_or_else(String::new, |there| {
        if there >= due {
            format!("+{}", count(there - due))
        } else {
            format!("-{}", count(due - there))
        }
    });
    // The rate that leads from this stage to the next stands beside the next one.
    let rate = stage.checked_sub(1);
    let planned = rate.and_then(|at| goal.rates.get(at));
    let planned = planned.map_or_else(String::new, |rate| format!("{} %", rate.normalize()));
    let now = rate
        .zip(measured)
        .map_or_else(String::new, |(at, measured)| {
            let arrow = arrow(measured, at);
            let percent = measured.now.percent(at);
            percent.map_or_else(
                || NOTHING.to_owned(),
                |percent| format!("{percent} %{arrow}"),
            )
        });
    let before = rate
        .zip(measured)
        .map_or_else(String::new, |(at, measured)| {
            let percent = measured.before.percent(at);
            percent.map_or_else(|| NOTHING.to_owned(), |percent| format!("{percent} %"))
        });
    let cells = [
        count(needs.shown(stage)),
        count(due),
        there.map_or_else(String::new, count),
        gap,
        planned,
        now,
        before,
    ];
    let cells: Vec<String> = cells.iter().map(|cell| pad_left(cell, 8)).collect();
    let name = STAGES.get(stage).copied().unwrap_or_default();
    format!("{}{}", pad(&model.named(name), 14), cells.join(" "))
}

/// Up, down, or nothing where the difference is within noise.
fn arrow(measured: &Measured, at: usize) -> &'static str {
    let (Some(now), Some(before)) = (measured.now.rate(at), measured.before.rate(at)) else {
        return "";
    };
    if within_noise(now, before) {
        return "";
    }
    if now.0 * before.1 > before.0 * now.1 {
        "↑"
    } else {
        "↓"
    }
}

/// Whether the leads will do at this pace, and which single rate closes the gap by the fewest points.
fn closing(model: &Model, goal: &Goal, needs: &Needs, measured: &Measured) -> String {
    let pace = |stage: usize| {
        let reached = measured.now.reached.get(stage).copied().unwrap_or(0);
        at_pace(reached, goal.since(), model.today(), needs.by)
    };
    let (inquiries, delivered) = (pace(0), pace(1));
    let needed = needs.shown(1);
    if delivered >= needed {
        let enough = format!(
            "At this pace {} delivered by then, {} needed: enough at the planned rates.",
            count(delivered),
            count(needed)
        );
        return format!("{enough}{}", at_measured(goal, needs, delivered, measured));
    }
    let short = format!(
        "At this pace {} delivered by then, {} short.",
        count(delivered),
        count(needed - delivered)
    );
    let found = levers(goal, [inquiries, delivered]);
    if found.is_empty() {
        return format!("{short} No single rate can close that alone.");
    }
    format!(
        "{short} Closes it alone, the fewest points first: {}.",
        told(&found)
    )
}

/// What those leads bring at the rates of the last twelve months, and which of them would close what is missing.
fn at_measured(goal: &Goal, needs: &Needs, delivered: u64, measured: &Measured) -> String {
    let Some(outlook) = outlook(goal, delivered, &measured.year) else {
        return String::new();
    };
    let won = format!(
        " At those of the last 12 months they bring {} won of {}",
        outlook.won.floor().normalize(),
        count(needs.shown(4))
    );
    match outlook.levers.as_slice() {
        [] if outlook.won >= needs.exact[4] => format!("{won}: nothing has to move."),
        [] => format!("{won}: no single rate can close that alone."),
        levers => format!(
            "{won}. Closes it alone, the fewest points first: {}.",
            told(levers)
        ),
    }
}

/// "opportunity to won 19.4 → 28.5 % (9.1 points); …".
fn told(levers: &[Lever]) -> String {
    let told: Vec<String> = levers
        .iter()
        .map(|lever| {
            format!(
                "{} {} → {} % ({} points)",
                RATES.get(lever.rate).copied().unwrap_or_default(),
                lever.planned.round_dp(1).normalize(),
                lever.needed.round_dp(1).normalize(),
                lever.points().round_dp(1).normalize()
            )
        })
        .collect();
    told.join("; ")
}
