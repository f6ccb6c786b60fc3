//! The steps from the first leads to the first review: what the data can tell, who is who, defaults, docket, invitation.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::console::model::Model;
use crate::console::model::start::{LEAD_MINUTES, MINUTES, Step};
use crate::console::text::{fit, pad, pad_left, thousands, wrap};
use crate::console::view::{data, panel};
use crate::console::{day, layout, words};
use crate::review::agreement::AnswerLimit;
use crate::review::figures::telling::{How, tell};
use crate::review::meeting::{Because, Part};
use crate::review::person::Team;

/// Draws the step with the line of steps over it.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    panel::lines(frame, area, [path(model, area.width)]);
    let (_, rest) = layout::below(area, 1);
    let title = match model.guide.step {
        Step::Docket => docket_title(model),
        Step::Ready => format!("Ready for {}", day::long(model.first_review())),
        step => step.title().to_owned(),
    };
    let inner = panel::framed(model, frame, rest, &title, true);
    match model.guide.step {
        Step::Telling => telling(model, frame, inner),
        Step::Owners => owners(model, frame, inner),
        Step::Defaults => defaults(model, frame, inner),
        Step::Docket => docket(model, frame, inner),
        Step::Invitation => invite(model, frame, inner),
        Step::Ready | Step::Choices => ready(model, frame, inner),
    }
}

/// The steps: done, here, to come.
fn path(model: &Model, columns: u16) -> Line<'static> {
    let theme = model.theme();
    let mut spans = vec![Span::raw(" ")];
    for step in Step::AFTER {
        let here = step == model.guide.step;
        let title = if columns < 110 && !here {
            ""
        } else {
            step.title()
        };
        let mark = if step < model.guide.step { "✓" } else { "·" };
        spans.push(if here {
            Span::styled(format!("▸ {title} ◂  "), theme.key)
        } else {
            Span::styled(format!("{mark} {title}  "), theme.quiet)
        });
    }
    Line::from(spans)
}

fn paragraph(text: &str, columns: u16, style: Style) -> Vec<Line<'static>> {
    wrap(text, usize::from(columns.saturating_sub(4)))
        .into_iter()
        .map(|line| Line::styled(format!("  {line}"), style))
        .collect()
}

fn telling(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = model.theme();
    let Some(stock) = &model.stock else {
        panel::note(model, frame, area, "the leads are being counted");
        return;
    };
    let leads = thousands(stock.fill.leads);
    let mut all = vec![
        Line::default(),
        Line::styled(
            format!("  {leads} leads. Of the six figures they can tell:"),
            theme.text,
        ),
        Line::default(),
    ];
    let columns = usize::from(area.width.saturating_sub(4));
    for (at, told) in tell(&stock.fill).into_iter().enumerate() {
        let glyph = match told.how {
            How::Yes => "●",
            How::Partly => "◐",
            How::NotYet => "○",
        };
        let title = model.named(told.kpi.title());
        let title = format!("{}  {}", at + 1, pad(&title, 33));
        let how = pad(told.how.word(), 8);
        let add = told
            .add
            .map_or_else(String::new, |add| format!("add {add}"));
        if columns >= 116 {
            let add = if add.is_empty() {
                add
            } else {
                format!("; {add}")
            };
            let text = format!("  {glyph} {title}{how}{}{add}", told.why);
            all.push(Line::styled(fit(&text, columns).into_owned(), theme.text));
        } else {
            let text = format!("  {glyph} {title}{how}{}", told.why);
            all.push(Line::styled(fit(&text, columns).into_owned(), theme.text));
            if !add.is_empty() {
                let add = format!("{}{add}", " ".repeat(48));
                all.push(Line::styled(fit(&add, columns).into_owned(), theme.quiet));
            }
        }
    }
    // Where there is no room for the bars, the key that shows them is told instead.
    if usize::from(area.height) >= all.len() + 14 {
        all.push(Line::default());
        all.push(Line::styled("  The dates at hand:", theme.text));
        all.extend(data::bars(model, &stock.ranges, area.width));
    }
    all.push(Line::default());
    all.extend(paragraph(
        "D shows the dates at hand and how fresh they are. Partly and — are no fault: such a figure is shown as — until its column comes with a next file. I brings in \
         another file: deals, touches and campaigns find their leads by themselves.",
        area.width,
        theme.quiet,
    ));
    panel::lines(frame, area, all);
}

fn owners(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = model.theme();
    let Some(stock) = &model.stock else {
        panel::note(model, frame, area, "the leads are being counted");
        return;
    };
    if stock.owners.is_empty() {
        panel::note(
            model,
            frame,
            area,
            "The files name no owners. People come to the table when a review starts, or with a file of people \
             (name, team, role): I brings it in. Enter goes on.",
        );
        return;
    }
    let text = "The people your files call owners. All are set to Sales; m marks who belongs to Marketing. Enter keeps it.";
    let mut all = paragraph(text, area.width, theme.text);
    all.push(Line::default());
    let height = usize::from(area.height).saturating_sub(all.len());
    let first = layout::first_row(model.guide.row, stock.owners.len(), height);
    for (at, (name, leads)) in stock.owners.iter().enumerate().skip(first).take(height) {
        let team = if model.guide.marketing.contains(name) {
            Team::Marketing
        } else {
            Team::Sales
        };
        let text = format!(
            "{}{}   {} leads",
            pad(&words::colleague(name), 34),
            pad(team.word(), 10),
            pad_left(&thousands(*leads), 7)
        );
        let style = if team == Team::Marketing {
            theme.marked
        } else {
            theme.text
        };
        all.push(panel::row(
            model,
            &text,
            at == model.guide.row,
            style,
            area.width,
        ));
    }
    panel::lines(frame, area, all);
}

/// The limit for an answer, working hours; `None` where none is agreed.
pub fn answer_hours(model: &Model) -> Option<u32> {
    let limit = model
        .ground
        .settings
        .get(crate::console::update::ANSWER_LIMIT)?;
    AnswerLimit::hours_of(limit)
}

fn defaults(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = model.theme();
    let answer = answer_hours(model).map_or_else(
        || "nothing is overdue until you agree on hours: h sets them".to_owned(),
        |hours| format!("{hours} working hours for leads delivered from then on: h changes them"),
    );
    let rows = [
        (
            "What a lead is",
            "the word in your CRM: whoever it calls qualified was delivered to Sales".to_owned(),
        ),
        ("By when Sales answers", answer),
        (
            "Targets",
            "none: every figure is shown, none is good or bad".to_owned(),
        ),
    ];
    let mut all = paragraph(
        "Three things can wait. The first review works without them, and they are better agreed in it.",
        area.width,
        theme.text,
    );
    for (at, (name, now)) in rows.into_iter().enumerate() {
        all.push(Line::default());
        let here = at == model.guide.row;
        all.push(panel::row(model, name, here, theme.strong, area.width));
        all.extend(
            wrap(&now, usize::from(area.width.saturating_sub(8)))
                .into_iter()
                .map(|line| Line::styled(format!("      {line}"), theme.text)),
        );
    }
    all.push(Line::default());
    all.extend(paragraph(
        "Enter goes on with all three as they are.",
        area.width,
        theme.quiet,
    ));
    panel::lines(frame, area, all);
}

fn docket_title(model: &Model) -> String {
    let (discuss, consent) = model.guide.halves();
    format!(
        "{}: {discuss} to discuss, {consent} by consent, {LEAD_MINUTES} min",
        day::with_weekday(model.first_review(), model.today())
    )
}

fn docket(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = model.theme();
    let Some(items) = &model.guide.docket else {
        panel::note(model, frame, area, "the docket is being drawn up");
        return;
    };
    if items.is_empty() {
        let text = "No lead of the last 90 days is there to talk about. A review can be of any period: N asks which.";
        panel::note(model, frame, area, text);
        return;
    }
    let practice = model
        .keymap
        .shown(crate::console::command::Command::Practice);
    let text = format!(
        "What the room would talk about, and why. {practice} walks the first two in practice: nothing is kept."
    );
    let mut all = paragraph(&text, area.width, theme.text);
    let height = usize::from(area.height).saturating_sub(all.len());
    let first = layout::first_row(model.guide.row, items.len(), height);
    for (at, item) in items.iter().enumerate().skip(first).take(height) {
        let part = match item.part {
            Part::ToDiscuss => "to discuss",
            Part::ByConsent => "by consent",
        };
        let because = item
            .because
            .first()
            .map_or_else(String::new, Because::words);
        let because = model.named(&because);
        let label = words::label_of(model, item.lead);
        let text = format!("{}  {}  {because}", pad(&label, 32), pad(part, 10));
        let style = if item.part == Part::ToDiscuss {
            theme.text
        } else {
            theme.quiet
        };
        all.push(panel::row(
            model,
            &text,
            at == model.guide.row,
            style,
            area.width,
        ));
    }
    panel::lines(frame, area, all);
}

/// The invitation to the first review, line by line: what `y` copies.
pub fn invitation(model: &Model) -> Vec<String> {
    let (discuss, consent) = model.guide.halves();
    let day = day::long(model.first_review());
    let mut lines = vec![
        format!("Lead review of Sales and Marketing: {day}, {MINUTES} minutes"),
        String::new(),
    ];
    if discuss + consent > 0 {
        lines.push(format!(
            "We look at {} leads together: {discuss} in detail, {consent} by consent.",
            discuss + consent
        ));
    } else {
        lines.push("We look at the leads of the last 90 days together.".to_owned());
    }
    lines.extend(
        [
            "Was it a lead, is it in the sales process, and if not, why not?",
            "",
            "Please bring:",
            "- Sales: your leads. Did you take them on? If not, why? (Send your slip back.)",
            "- Marketing: where they came from, and what they asked for.",
            "",
            "Nobody is graded. Afterwards everybody gets the minutes.",
        ]
        .map(str::to_owned),
    );
    lines
}

/// Who gets a slip, and how.
fn slips(model: &Model) -> String {
    let reps: Vec<String> = model
        .ground
        .people
        .iter()
        .filter(|person| person.team == Team::Sales)
        .map(|person| words::colleague(&person.name))
        .collect();
    match reps.as_slice() {
        [] => "Slips: nobody is set as Sales yet; Esc goes back to who is who.".to_owned(),
        [only] => format!("A slip with their leads:  docket slip --for \"{only}\""),
        [first, rest @ ..] => {
            let others = fit(&rest.join(", "), 100).into_owned();
            format!("A slip for each in Sales:  docket slip --for \"{first}\"  and so for {others}")
        }
    }
}

fn invite(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = model.theme();
    let mut all = paragraph(&slips(model), area.width, theme.text);
    all.push(Line::styled(
        "  y copies this text, for a mail or a chat:",
        theme.strong,
    ));
    for line in invitation(model) {
        all.extend(
            wrap(&line, usize::from(area.width.saturating_sub(6)))
                .into_iter()
                .map(|line| Line::styled(format!("    {line}"), theme.text)),
        );
    }
    panel::lines(frame, area, all);
}

fn ready(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let theme = model.theme();
    let (discuss, consent) = model.guide.halves();
    let total = model.ground.leads;
    let docket = match (&model.guide.docket, discuss + consent) {
        (None, _) => "the docket is being drawn up".to_owned(),
        (Some(_), 0) => "no lead of the last 90 days: N asks which period to talk about".to_owned(),
        _ => format!(
            "{discuss} to discuss, {consent} by consent, {LEAD_MINUTES} of {MINUTES} minutes"
        ),
    };
    let mut all = vec![
        Line::default(),
        Line::styled(
            format!("   {} leads are here. {docket}.", thousands(total)),
            theme.text,
        ),
        Line::default(),
    ];
    all.extend(super::checklists(model, area.width));
    all.push(Line::default());
    let keys = [
        ("N", "start the review now"),
        ("M", "walk its first two leads in practice: nothing is kept"),
        ("d", "set the day of the review"),
        ("y", "copy the invitation"),
        ("I", "bring in more files"),
        (
            "Esc",
            "back through the steps: invitation, docket, defaults, who is who, what the data can tell",
        ),
    ];
    for (key, what) in keys {
        all.push(Line::from(vec![
            Span::styled(format!("   {}", pad(key, 5)), theme.key),
            Span::styled(
                fit(what, usize::from(area.width.saturating_sub(10))).into_owned(),
                theme.text,
            ),
        ]));
    }
    panel::lines(frame, area, all);
}
