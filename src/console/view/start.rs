//! The first start: four ways to begin, with what a first review needs and what it does not.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{import, panel};
use crate::console::command::Command as C;
use crate::console::model::Model;
use crate::console::model::start::{Field, Step};
use crate::console::text::{clean, fit, pad, thousands};

mod steps;

pub use steps::invitation;

/// Draws the first start, or the step it has come to.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    if model.guide.step == Step::Choices {
        choices(model, frame, area);
    } else {
        steps::draw(model, frame, area);
    }
}

/// What a text field or a preview takes, for the last line; `None` where the commands' own hints stand there.
pub fn hint(model: &Model) -> Option<String> {
    if let Some(hint) = import::hint(model) {
        return Some(hint);
    }
    if !model.starting() || model.guide.step != Step::Choices {
        return None;
    }
    match model.guide.field {
        Field::Leads => {
            Some("Tab completes or takes all there   Enter looks at them   Esc back".to_owned())
        }
        Field::Team => Some("Enter opens it   Esc back to the choices".to_owned()),
        Field::None => None,
    }
}

/// The commands whose keys stand in the footer.
pub fn wanted(model: &Model) -> Option<&'static [C]> {
    if !model.starting() {
        return None;
    }
    Some(match model.guide.step {
        Step::Choices => &[
            C::First(1),
            C::First(2),
            C::First(3),
            C::First(4),
            C::OpenFile,
            C::Palette,
            C::Theme,
            C::Quit,
        ],
        Step::Telling => &[C::Open, C::Import, C::Undo, C::Palette, C::Quit],
        Step::Owners => &[C::Open, C::TeamOf, C::Back, C::Undo, C::Quit],
        Step::Defaults => &[C::Open, C::AnswerLimit, C::Back, C::Undo, C::Quit],
        Step::Docket => &[C::Open, C::Practice, C::NextReview, C::Back, C::Quit],
        Step::Invitation => &[C::Open, C::Copy, C::NextReview, C::Back, C::Quit],
        Step::Ready => &[
            C::StartReview,
            C::Practice,
            C::Import,
            C::NextReview,
            C::AnswerLimit,
            C::Copy,
            C::Back,
            C::Quit,
        ],
    })
}

/// What Enter is called here.
pub fn open_title(model: &Model) -> Option<&'static str> {
    if !model.starting() {
        return None;
    }
    Some(match model.guide.step {
        Step::Choices => "choose",
        Step::Ready => "start the review",
        _ => "goes on",
    })
}

fn choices(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let wide = area.width >= 110;
    let roomy = area.height >= 24;
    let mut all = opening(model, area.width);
    if roomy {
        all.push(Line::default());
    }
    for choice in 0..4 {
        all.extend(way(model, choice, wide, area.width));
    }
    if roomy {
        all.push(Line::default());
    }
    all.extend(checklists(model, area.width));
    panel::lines(frame, area, all);
}

fn opening(model: &Model, columns: u16) -> Vec<Line<'static>> {
    let theme = model.theme();
    let columns = usize::from(columns.saturating_sub(4));
    let file = clean(&model.ground.file).into_owned();
    let file = if file.is_empty() {
        "in memory".to_owned()
    } else {
        file
    };
    let kept = if columns < 100 {
        format!("Nothing leaves this computer. One file:  {file}  (f other)")
    } else {
        format!("Nothing leaves this computer. Everything is kept in one file:  {file}  (f other)")
    };
    vec![
        Line::styled(
            fit(
                "   Docket runs the hour in which Sales and Marketing look at their leads.",
                columns + 4,
            )
            .into_owned(),
            theme.strong,
        ),
        Line::styled(format!("   {}", fit(&kept, columns)), theme.text),
    ]
}

/// One way to begin: its digit, its name, what it is, and the field where it has one.
fn way(model: &Model, choice: usize, wide: bool, columns: u16) -> Vec<Line<'static>> {
    let theme = model.theme();
    let (name, long, short) = WAYS[choice];
    let here = model.guide.row == choice && model.guide.field == Field::None;
    let glyph = if here { " ▸ " } else { "   " };
    let style = if here { theme.cursor } else { theme.strong };
    let room = usize::from(columns).saturating_sub(34);
    let about = fit(if wide { long } else { short }, room).into_owned();
    let mut all = vec![Line::from(vec![
        Span::raw(glyph),
        Span::styled(format!(" {} ", choice + 1), theme.key),
        Span::styled(pad(&format!("  {name}"), 24), style),
        Span::styled(format!("  {about}"), theme.text),
    ])];
    if choice == 1 {
        if model.guide.field == Field::Team {
            return all;
        }
        all.extend(import::field(model, &model.path, columns, 8));
        all.extend(indented(
            import::found(model, &model.path, usize::from(columns).saturating_sub(12)),
            6,
        ));
        let fault = model
            .bringing
            .as_ref()
            .and_then(|bringing| bringing.fault.clone());
        if let Some(fault) = fault {
            let fault = fit(&fault, usize::from(columns).saturating_sub(12)).into_owned();
            all.push(Line::styled(format!("        {fault}"), theme.strong));
        }
    }
    if choice == 3 && model.guide.field == Field::Team {
        let input = &model.guide.team.0;
        all.extend(import::boxed(
            model,
            None,
            (input.value(), input.visual_cursor()),
            columns,
            8,
        ));
    }
    all
}

/// Name, what it is on a wide screen, and in fewer words.
const WAYS: [(&str, &str, &str); 4] = [
    (
        "LOOK AROUND",
        "A made-up company, a year of leads, a review ready to run; nothing kept. ▸ 2 minutes",
        "A made-up company; nothing is kept. 2 minutes",
    ),
    (
        "BRING IN OUR LEADS",
        "Type or drop a file here, or paste rows copied from a sheet. ▸ 5 minutes",
        "Type or drop a file, or paste rows:",
    ),
    (
        "AGREE WHAT A LEAD IS",
        "No data needed: the reasons and words of both teams, and by when Sales answers.",
        "No data needed: reasons, words, limits.",
    ),
    (
        "JOIN OUR TEAM",
        "Somebody runs Docket already: open its file, or the slip you were sent.",
        "Open its file, or the slip you were sent.",
    ),
];

fn indented(lines: Vec<Line<'static>>, by: usize) -> Vec<Line<'static>> {
    lines
        .into_iter()
        .map(|mut line| {
            line.spans.insert(0, Span::raw(" ".repeat(by)));
            line
        })
        .collect()
}

/// What a first review needs, and beside it what it does not, with what holds until it is there.
pub fn checklists(model: &Model, columns: u16) -> Vec<Line<'static>> {
    let theme = model.theme();
    if columns < 110 {
        return stacked(model, columns);
    }
    let half = usize::from(columns).saturating_sub(6) / 2;
    let mut all = vec![two(
        ("Needed for a first review", theme.strong),
        ("Not needed; until it is there:", theme.strong),
        half,
    )];
    for ((there, need, now), (set, other, until)) in
        needed(model).into_iter().zip(not_needed(model))
    {
        let left = format!(" {} {} {now}", tick(there), pad(need, 26));
        let right = format!(" {} {} {until}", tick(set), pad(other, 23));
        all.push(two((&left, theme.text), (&right, theme.text), half));
    }
    all
}

fn tick(there: bool) -> &'static str {
    if there { "✓" } else { "○" }
}

/// On a narrow screen one list stands under the other.
fn stacked(model: &Model, columns: u16) -> Vec<Line<'static>> {
    let theme = model.theme();
    let room = usize::from(columns).saturating_sub(4);
    let line = |(there, what, now): (bool, &'static str, String)| {
        let text = format!("    {} {} {now}", tick(there), pad(what, 27));
        Line::styled(fit(&text, room).into_owned(), theme.text)
    };
    let title = |title: &'static str| Line::styled(format!("   {title}"), theme.strong);
    let mut all = vec![title("Needed for a first review")];
    all.extend(needed(model).into_iter().map(line));
    all.push(title("Not needed; until it is there:"));
    all.extend(not_needed(model).into_iter().map(line));
    all
}

fn two(
    (left, left_style): (&str, ratatui::style::Style),
    (right, right_style): (&str, ratatui::style::Style),
    half: usize,
) -> Line<'static> {
    Line::from(vec![
        Span::styled(format!("   {}", pad(left, half)), left_style),
        Span::styled(format!(" {}", fit(right, half)), right_style),
    ])
}

fn needed(model: &Model) -> [(bool, &'static str, String); 3] {
    let (sales, marketing) = model.teams();
    let recent = model.stock.as_ref().map_or(0, |stock| stock.recent);
    let dated = model
        .stock
        .as_ref()
        .is_some_and(|stock| stock.fill.qualified_dated > 0);
    let leads = match recent {
        0 if model.ground.leads > 0 => "none; N asks which period".to_owned(),
        0 => "none yet".to_owned(),
        count if dated => thousands(count),
        count => format!("{}, without dates", thousands(count)),
    };
    let people = if sales + marketing == 0 {
        "none yet".to_owned()
    } else {
        format!("{sales} Sales, {marketing} Marketing")
    };
    let day = model
        .ground
        .settings
        .get(crate::console::model::start::NEXT_REVIEW);
    let hour = day.map_or_else(
        || "no day set yet".to_owned(),
        |_| crate::console::day::with_weekday(model.first_review(), model.today()),
    );
    [
        (recent > 0, "leads of the last 90 days", leads),
        (
            sales > 0 && marketing > 0,
            "who is Sales, Marketing",
            people,
        ),
        (day.is_some(), "one hour with both", hour),
    ]
}

fn not_needed(model: &Model) -> [(bool, &'static str, String); 3] {
    let hours = steps::answer_hours(model);
    [
        (
            false,
            "what a lead is",
            "the word in your CRM is used".to_owned(),
        ),
        (
            hours.is_some(),
            "by when Sales answers",
            hours.map_or_else(
                || "nothing is ever overdue".to_owned(),
                |hours| format!("{hours} working hours"),
            ),
        ),
        (false, "targets", "no figure is good or bad".to_owned()),
    ]
}
