//! The row under the cursor in full, and what the leads tell about it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{rate_of, tells};
use crate::console::model::Model;
use crate::console::model::agreement::definition::DefinitionRow as Row;
use crate::console::text::{clean, wrap};
use crate::console::update::agreement::definition::{allowed, row};
use crate::console::view::panel;
use crate::review::agreement::definition::{Criterion, Definition};
use crate::review::figures::backtest::{Group, Tells};
use crate::review::figures::criteria::Criteria;
use crate::review::figures::words::counted;
use crate::review::reason::too_many_other;

/// Draws what the row under the cursor says.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect, text: &Definition) {
    let Some(here) = row(model) else { return };
    let inner = panel::framed(model, frame, area, title(here), false);
    let room = usize::from(inner.width.saturating_sub(2));
    let lines = said(model, here, text)
        .into_iter()
        .flat_map(|line| wrap(&clean(&line), room))
        .map(|line| Line::styled(format!(" {line}"), model.theme().text));
    panel::told(model, frame, inner, lines.collect());
}

fn title(row: Row) -> &'static str {
    match row {
        Row::Trial => "The leads as they are judged",
        Row::Criterion(_) => "The criterion",
        Row::Summary(_) => "In short",
        Row::Critical(_) => "Most critical",
        Row::Titles | Row::Buyer(_) => "Whom to contact, and who buys",
        Row::LineField => "Product line",
        Row::Lists => "Lists are no leads",
        Row::Stage(_) => "The stage",
        Row::Rank(_) => "The rank",
        Row::Heard(_) => "What do you consider a qualified lead?",
    }
}

fn said(model: &Model, row: Row, text: &Definition) -> Vec<String> {
    match row {
        Row::Trial => judged(model),
        Row::Criterion(at) => match text.criteria.get(at) {
            Some(one) => criterion(model, one),
            None => fields(model),
        },
        Row::Summary(_) => vec![
            "What a lead is, in at most five lines: they stand on the page both teams sign.".to_owned(),
        ],
        Row::Critical(at) => critical(model, text, at),
        Row::Titles => vec![
            "Titles to contact, as in a test: chief*, head of*, director. A lead's card says match, no match or unknown.".to_owned(),
        ],
        Row::Buyer(_) => vec![
            "A part in buying is known of a lead where its own title has it, or a column of that name is filled in.".to_owned(),
        ],
        Row::LineField => vec![
            "Where products differ, criteria can hold for some lines only; the field says which line a lead is for.".to_owned(),
        ],
        Row::Lists => lists(model),
        Row::Stage(stage) => {
            let one = text.stage(stage);
            vec![
                format!("{}: {}.", one.name, one.definition),
                format!("Entry: {}.", one.entry),
                format!("Exit: {}.", one.exit),
                format!("Owner: {}. The buyer is {}.", one.owner, one.buyer),
            ]
        }
        Row::Rank(_) => vec![
            "The first rank whose test is met is the lead's. A test asks for the lead's fields, for fit (0 to 5) and for must-haves (met, failed, unknown); the last rank takes the rest.".to_owned(),
        ],
        Row::Heard(at) => match text.answers.get(at) {
            Some(one) => vec![
                format!("“{}”", one.text),
                format!("{}, {}.", crate::console::words::colleague(&one.who), one.team),
                "a makes a criterion of it.".to_owned(),
            ],
            None => vec![
                "Ask everybody in turn, and write it down word for word; then listen.".to_owned(),
            ],
        },
    }
}

fn criterion(model: &Model, one: &Criterion) -> Vec<String> {
    let kind = if one.must {
        "A must-have"
    } else {
        "Nice to have"
    };
    let mut lines = vec![format!("{kind}, weight {}.", one.weight.max(1))];
    lines.push(match allowed(model, &one.test) {
        Ok(Some(test)) => format!("Met where {}.", test.words()),
        Ok(None) => "People tell; no machine checks it.".to_owned(),
        Err(fault) => format!("Its test cannot be right: {fault}."),
    });
    let parts = [
        ("Why", &one.why),
        ("Named by", &one.named_by),
        ("Passes", &one.passes),
        ("Fails", &one.fails),
        ("For", &one.lines.join(", ")),
    ];
    for (label, words) in parts {
        if !words.is_empty() {
            lines.push(format!("{label}: {words}"));
        }
    }
    if let Some(told) = tells(model, one) {
        let told = tells_words(told).into_iter();
        lines.extend(told.map(|line| model.named(&line).into_owned()));
    }
    let named = model.agreement.trial.criteria.as_ref();
    if let Some(times) = named.and_then(|criteria| criteria.named.get(&one.key)) {
        let named = format!(
            "Named {times} × where a lead was not accepted: is it asked for before delivery?"
        );
        lines.push(model.named(&named).into_owned());
    }
    lines
}

/// What it tells of the decided leads; a criterion whose interval holds nothing is proposed for leaving out.
fn tells_words(told: &Tells) -> Vec<String> {
    let side = |group: Group| {
        format!(
            "{} of {} accepted, {} won",
            group.accepted, group.leads, group.won
        )
    };
    let mut lines = vec![format!(
        "Met: {}. Not met: {}. Unknown: {}.",
        side(told.met),
        side(told.failed),
        told.unknown
    )];
    let points = |share: f64| format!("{:+.0}", share * 100.0);
    if let Some((lift, [low, high])) = told.lift() {
        let range = format!("{} to {}", points(low), points(high));
        lines.push(if told.tells() == Some(true) {
            format!("Who meets it is accepted {} points more often ({range}).", points(lift))
        } else {
            format!(
                "It tells nothing so far: {} points, {range} is what these leads can tell. To be left out, or tested otherwise?",
                points(lift)
            )
        });
    } else {
        lines.push("All leads stand on one side of it: it parts none from another.".to_owned());
    }
    lines
}

fn critical(model: &Model, text: &Definition, at: usize) -> Vec<String> {
    if let Some(one) = text.critical.get(at) {
        let said = format!("{}: {}", one.text, one.why);
        return vec![said, rate_of(model, &one.named_by)];
    }
    let five = "Five things, ranked, each named by one of the highest-performing reps, with why."
        .to_owned();
    let criteria = model.agreement.trial.criteria.as_ref();
    let best = criteria.map(|criteria| best(model, criteria));
    let best = best.unwrap_or_default();
    std::iter::once(five).chain(best).collect()
}

/// The reps who win most of what ends, ten ended deals or more first.
fn best(model: &Model, criteria: &Criteria) -> Vec<String> {
    let mut reps: Vec<_> = criteria
        .reps
        .iter()
        .filter(|(_, ended)| ended.won > 0)
        .collect();
    reps.sort_by_key(|(_, ended)| {
        let all = ended.won + ended.lost;
        std::cmp::Reverse((all >= 10, ended.won * 1000 / all.max(1)))
    });
    let words = reps.into_iter().take(5).map(|(name, ended)| {
        let who = crate::console::words::colleague(name);
        let won = model.named("won");
        format!("{who}: {won} {} of {}", ended.won, ended.won + ended.lost)
    });
    words.collect()
}

/// The fields a test can ask for.
fn fields(model: &Model) -> Vec<String> {
    let mut lines = vec![
        "A test compares a field: employees >= 50 · industry in (Software, Retail) · title matches head of*, director · phone is known · not, and, or, all(…), any(…).".to_owned(),
    ];
    let Some(fields) = &model.agreement.trial.fields else {
        return lines;
    };
    let named = fields.fields.iter().filter(|field| field.filled > 0);
    let named: Vec<String> = named
        .map(|field| {
            let sample = field.samples.first().map_or("", String::as_str);
            let sample = if is_personal(&field.name) {
                "…"
            } else {
                sample
            };
            format!("{} ({sample})", field.name)
        })
        .collect();
    lines.push(format!("The leads have {}.", named.join(", ")));
    lines
}

/// Fields whose values say who somebody is: never shown as a sample.
fn is_personal(name: &str) -> bool {
    ["name", "email", "phone", "company"].contains(&name)
}

fn lists(model: &Model) -> Vec<String> {
    let rule = "A scan, a bought address or a card is a name, no lead: it counts as delivered by passing every must-have, never by volume.";
    let mut lines = vec![model.named(rule).into_owned()];
    if let Some(criteria) = &model.agreement.trial.criteria {
        for (source, listed) in &criteria.listed {
            lines.push(format!(
                "{source}: {}, {} of them pass",
                counted(listed.leads, "name", "names"),
                listed.passed
            ));
        }
    }
    lines
}

fn judged(model: &Model) -> Vec<String> {
    let Some(criteria) = &model.agreement.trial.criteria else {
        return vec!["The leads are being judged …".to_owned()];
    };
    if criteria.judged == 0 {
        return vec![
            format!(
                "There is no agreed definition yet. Until there is one, the word in your CRM is used: {} not judged.",
                counted(criteria.leads, "lead is", "leads are")
            ),
            "How to get one: ask everybody what a qualified lead is (G goes there) and listen; five criteria, or L for a suggested set; s keeps the draft, p proposes it, and a second session confirms.".to_owned(),
        ];
    }
    let ranks: Vec<String> = criteria
        .ranks
        .iter()
        .map(|(rank, leads)| format!("{rank} {leads}"))
        .collect();
    let mut lines = vec![
        format!(
            "{} judged, each by what was in force when it was {}; not judged: {}.",
            counted(criteria.judged, "lead is", "leads are"),
            model.named("delivered"),
            criteria.not_judged()
        ),
        format!(
            "Must-haves met {}, failed {}, unknown {}.",
            criteria.met, criteria.failed, criteria.unknown
        ),
        format!("Ranks: {}.", ranks.join(" · ")),
    ];
    let other = too_many_other(criteria.other, criteria.refused);
    lines.extend(other.map(|words| model.named(&words).into_owned()));
    lines.push("Enter lists the leads that would change side.".to_owned());
    lines
}
