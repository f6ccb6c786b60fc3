//! What the text in hand would have made of past leads, beside what is in force (MEASURES §7); moves with each key.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::console::model::Model;
use crate::console::model::agreement::definition::DefinitionRow as Row;
use crate::console::pop::{Pop, Purpose};
use crate::console::text::{clean, pad, pad_left, wrap};
use crate::console::update::agreement::definition::allowed;
use crate::console::view::panel;
use crate::review::agreement::definition::Definition;
use crate::review::figures::backtest::{BackTest, Side};
use crate::review::figures::interval::wilson;
use crate::review::figures::kpi::rate;
use crate::review::figures::words::{counted, percent};

/// The row over everything: the change in one line.
pub fn in_short(model: &Model) -> String {
    match &model.agreement.trial.tested {
        None => "trying it on past leads …".to_owned(),
        Some(tested) if tested.leads == 0 => {
            "no lead is decided yet: there is nothing to try it on".to_owned()
        }
        Some(tested) => format!(
            "{} {} → {}, {} change side",
            model.named("delivered"),
            tested.now.passed.leads,
            tested.then.passed.leads,
            tested.changes
        ),
    }
}

/// Draws the panel.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect, text: &Definition) {
    let typing = typed(model);
    let today = model.today();
    let against = model.ground.agreement.definition(today).map_or_else(
        || "nothing is in force".to_owned(),
        |(version, _)| format!("beside v{}", version.number),
    );
    let tested = model.agreement.trial.tested.as_ref();
    let decided = tested.map_or(0, |tested| tested.leads);
    let decided = counted(decided, "decided lead", "decided leads");
    let title = format!("If this were agreed · {decided} · {against}");
    let inner = panel::framed(model, frame, area, &title, typing.is_some());
    let theme = model.theme();
    let room = usize::from(inner.width.saturating_sub(2));
    let mut lines = Vec::new();
    if let Some(test) = typing {
        let (said, style) = understood(model, &test);
        let wrapped = wrap(&said, room).into_iter().take(2);
        lines.extend(wrapped.map(|line| Line::styled(format!(" {line}"), style)));
    }
    match &model.agreement.trial.tested {
        None => lines.push(Line::styled(" trying it on past leads …", theme.quiet)),
        Some(tested) => {
            lines.extend(
                told(model, tested, text)
                    .into_iter()
                    .map(|line| Line::styled(format!(" {line}"), theme.text)),
            );
        }
    }
    panel::lines(frame, inner, lines);
}

/// The test being typed, while a criterion's form is open.
fn typed(model: &Model) -> Option<String> {
    match model.pops.last() {
        Some(Pop::Asked(asked)) if matches!(asked.purpose, Purpose::Defines(Row::Criterion(_))) => {
            Some(asked.form.value(1))
        }
        _ => None,
    }
}

/// The test in words, or what is wrong with it.
fn understood(model: &Model, test: &str) -> (String, ratatui::style::Style) {
    let theme = model.theme();
    match allowed(model, test) {
        Ok(Some(test)) => (format!("met where {}", clean(&test.words())), theme.strong),
        Ok(None) => (
            "no test: people tell, and nothing changes here".to_owned(),
            theme.quiet,
        ),
        Err(fault) => (format!("! {}", clean(&fault.words)), theme.strong),
    }
}

/// The figures, line by line.
fn told(model: &Model, tested: &BackTest, text: &Definition) -> Vec<String> {
    if tested.leads == 0 {
        return vec!["no lead is decided yet: there is nothing to try it on".to_owned()];
    }
    let people = text
        .criteria
        .iter()
        .filter(|one| one.must && one.test.is_empty())
        .count();
    let pair = |label: &str, out: u64, into: u64| {
        format!(
            "{} {}   let in {}",
            pad(&model.named(label), 24),
            pad_left(&out.to_string(), 5),
            pad_left(&into.to_string(), 5)
        )
    };
    let mut lines = vec![
        format!(
            "{} {} → {}   unknown {}",
            pad(&model.named("delivered"), 24),
            pad_left(&tested.now.passed.leads.to_string(), 7),
            tested.then.passed.leads,
            tested.then.unknown.leads
        ),
        pair(
            "not accepted, avoided",
            tested.rejects_avoided,
            tested.rejects_let_in,
        ),
        pair("won, left out", tested.wins_lost, tested.wins_let_in),
    ];
    lines.extend(shares(model, &tested.now, &tested.then));
    lines.insert(
        4,
        pair(
            "accepted, left out",
            tested.accepted_lost,
            tested.accepted_let_in,
        ),
    );
    if people > 0 {
        let these = counted(people as u64, "must-have is", "must-haves are");
        lines.push(format!("{these} for people to tell: not tried"));
    }
    lines
}

/// A share of one side: numerator and denominator.
type Part = fn(&Side) -> (u64, u64);

/// Precision and recall, of the accepted and of the won.
fn shares(model: &Model, now: &Side, then: &Side) -> [String; 4] {
    let rows: [(&str, Part); 4] = [
        ("accepted, of delivered", Side::precision),
        ("delivered, of accepted", Side::recall),
        ("won, of delivered", Side::precision_won),
        ("delivered, of won", Side::recall_won),
    ];
    rows.map(|(label, of)| share(model, label, now, then, of))
}

/// `62 % → 71 % (64 to 77 of 312)`.
fn share(model: &Model, label: &str, now: &Side, then: &Side, of: Part) -> String {
    let (was, is) = (of(now), of(then));
    let interval = wilson(is.0, is.1).map_or_else(String::new, |[low, high]| {
        format!(
            "  ({:.0} to {:.0} %, n {})",
            low * 100.0,
            high * 100.0,
            is.1
        )
    });
    format!(
        "{} {} → {}{interval}",
        pad(&model.named(label), 24),
        pad_left(&percent(rate(was.0, was.1)), 7),
        percent(rate(is.0, is.1))
    )
}
