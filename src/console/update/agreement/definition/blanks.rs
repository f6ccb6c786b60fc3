//! The forms of what a lead is: one a row, filled with what stands there.

use super::{Row, reading, unheard};
use crate::console::form::{Blank, Form};
use crate::console::model::Model;
use crate::console::update::forms::owners;
use crate::review::agreement::definition::{Criterion, Definition, StageText};

/// The two kinds of criterion.
pub const MUST: &str = "must-have";
pub const NICE: &str = "nice to have";

/// The form of a row.
pub fn form(model: &Model, row: Row) -> Form {
    let nothing = Definition::default();
    let text = reading(model).unwrap_or(&nothing);
    let listed = |label: &str, texts: &[String], hint: &str| {
        vec![Blank::text(label, &texts.join(", ")).hint(hint)]
    };
    match row {
        Row::Trial => Form::default(),
        Row::Summary(at) => {
            let line = text.summary.get(at).map_or("", String::as_str);
            let title = format!("A lead is, line {} of at most five", at + 1);
            Form::new(title, vec![Blank::text("", line)])
        }
        Row::Criterion(at) => criterion(model, text, at),
        Row::Critical(at) => critical(model, text, at),
        Row::Titles => Form::new(
            "Whom to contact",
            listed("titles", &text.titles, "cfo, head of finance*, director"),
        ),
        Row::Buyer(at) => {
            let one = text.buying_group.get(at).cloned().unwrap_or_default();
            let titles = Blank::text("titles", &one.titles.join(", "));
            Form::new(
                "Who takes part in buying",
                vec![
                    Blank::text("role", &one.role).hint("economic buyer, user, champion"),
                    titles.hint("of those who usually have it: cfo, finance*"),
                ],
            )
        }
        Row::LineField => Form::new(
            "Which field says the product line a lead is for",
            vec![
                Blank::free("field", fields(model), &text.line_field)
                    .hint("blank: criteria hold for every line"),
            ],
        ),
        Row::Lists => Form::new(
            "Sources that are lists: scans, bought addresses, cards",
            listed("sources", &text.list_sources, &sources(model)),
        ),
        Row::Stage(stage) => self::stage(&text.stage(stage)),
        Row::Rank(at) => rank(text, at),
        Row::Heard(at) => heard(model, text, at),
    }
}

fn stage(one: &StageText) -> Form {
    Form::new(
        format!("Stage {}: the code stays", one.stage.code()),
        vec![
            Blank::text("name", &one.name),
            Blank::text("is", &one.definition),
            Blank::text("entry", &one.entry),
            Blank::text("exit", &one.exit),
            Blank::text("owner", &one.owner),
            Blank::text("the buyer is", &one.buyer),
        ],
    )
}

fn critical(model: &Model, text: &Definition, at: usize) -> Form {
    let one = text.critical.get(at).cloned().unwrap_or_default();
    Form::new(
        format!("Most critical, place {} of five", at + 1),
        vec![
            Blank::text("what", &one.text),
            Blank::text("why", &one.why).hint("it tells a good lead from others because"),
            named_by(model, &one.named_by),
            place(at).hint("1 is the most critical"),
        ],
    )
}

fn criterion(model: &Model, text: &Definition, at: usize) -> Form {
    let new = at >= text.criteria.len();
    let one = text.criteria.get(at).cloned().unwrap_or_else(|| Criterion {
        weight: 1,
        must: true,
        ..Criterion::default()
    });
    let kind = if one.must { MUST } else { NICE };
    Form::new(
        if new { "A criterion" } else { "The criterion" },
        vec![
            Blank::text("name", &one.name).hint("right size"),
            Blank::text("test", &one.test).hint("employees >= 50; empty: people tell"),
            Blank::pick("kind", vec![MUST.to_owned(), NICE.to_owned()], kind),
            Blank::text("weight", &one.weight.max(1).to_string()).hint("1 to 9, for the fit"),
            Blank::text("why", &one.why),
            named_by(model, &one.named_by),
            Blank::text("passes", &one.passes).hint("a lead that meets it"),
            Blank::text("fails", &one.fails).hint("one that does not"),
            Blank::text("product lines", &one.lines.join(", ")).hint("empty: all"),
            place(at),
        ],
    )
}

fn named_by(model: &Model, name: &str) -> Blank {
    let mut names = owners(model);
    names.insert(0, String::new());
    Blank::free("named by", names, name)
}

fn place(at: usize) -> Blank {
    Blank::text("place", &(at + 1).to_string()).hint("its place in the list")
}

fn rank(text: &Definition, at: usize) -> Form {
    let ranks = text.ranks_or_usual();
    let one = ranks.get(at);
    let letter = one.map_or('A', |one| one.rank);
    let word = |of: Option<&String>| of.cloned().unwrap_or_default();
    Form::new(
        format!("Rank {letter}"),
        vec![
            Blank::text("name", &word(one.map(|one| &one.name))),
            Blank::text("test", &word(one.map(|one| &one.test)))
                .hint("must-haves is met and fit >= 3; empty: the rest"),
        ],
    )
}

fn heard(model: &Model, text: &Definition, at: usize) -> Form {
    let one = text.answers.get(at).cloned().unwrap_or_default();
    let mut names = unheard(model);
    let who = if one.who.is_empty() {
        names.first().unwrap_or(&model.me).clone()
    } else {
        one.who.clone()
    };
    if !names.contains(&who) {
        names.insert(0, who.clone());
    }
    Form::new(
        "What do you consider a qualified lead? Word for word",
        vec![
            Blank::text("answer", &one.text),
            Blank::free("who", names, &who),
        ],
    )
}

fn fields(model: &Model) -> Vec<String> {
    let mut names = vec![String::new()];
    if let Some(fields) = &model.agreement.trial.fields {
        names.extend(fields.fields.iter().map(|field| field.name.clone()));
    }
    names
}

/// The sources there are, to choose from.
fn sources(model: &Model) -> String {
    let fields = model.agreement.trial.fields.as_ref();
    let source = fields.and_then(|fields| fields.named("source"));
    source.map_or_else(String::new, |source| {
        format!("there are {}", source.samples.join(", "))
    })
}
