//! The parts of the pages: criteria and words, both sides' clauses, the rules.

use super::Agreed;
use crate::publish::page::{Block, Section as Part, Table};
use crate::review::agreement::definition::Definition;
use crate::review::agreement::names::Names;
use crate::review::agreement::rules::{DEPARTMENTS as SIDES, Rules};
use crate::review::agreement::sla::{Clause, Sla, follow_up};
use crate::review::person::Team;
use crate::review::stage::Stage;

/// What a lead is: in short, its criteria, the most critical things, the words used.
pub(super) fn definition(text: &Definition) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut short = Part::new("in-short", "In short");
    short.list(text.summary.clone());
    keep(&mut parts, short);
    keep(&mut parts, criteria(text));
    let mut critical = Part::new(
        "critical",
        "The most critical, as the best-performing reps named them",
    );
    critical.list(
        text.critical
            .iter()
            .map(|one| format!("{}: {} ({})", one.text, one.why, one.named_by))
            .collect(),
    );
    keep(&mut parts, critical);
    keep(&mut parts, words(text));
    parts
}

/// A part with nothing in it is left out.
fn keep(parts: &mut Vec<Part>, part: Part) {
    if !part.blocks.is_empty() {
        parts.push(part);
    }
}

fn criteria(text: &Definition) -> Part {
    let mut part = Part::new("criteria", "Criteria and weights");
    let mut table = Table::new(&["", "a lead passes by", "for example", "fails, for example"]);
    for criterion in &text.criteria {
        let kind = if criterion.must { "must" } else { "nice" };
        table.rows.push(vec![
            format!("{kind} {}", criterion.weight.max(1)),
            criterion.name.clone(),
            criterion.passes.clone(),
            criterion.fails.clone(),
        ]);
    }
    part.table(table);
    let whom = whom(text);
    if !whom.is_empty() {
        part.line(whom);
    }
    part
}

/// Titles, parts in buying, and sources that are lists.
fn whom(text: &Definition) -> String {
    let group = text.buying_group.iter().map(|buyer| buyer.role.clone());
    let group: Vec<String> = group.collect();
    let told = [
        ("Titles", &text.titles),
        ("Buying group", &group),
        ("Lists, no lead by themselves", &text.list_sources),
    ];
    let told = told.into_iter().filter(|(_, list)| !list.is_empty());
    let told = told.map(|(label, list)| format!("{label}: {}.", list.join(", ")));
    told.collect::<Vec<_>>().join(" ")
}

/// Each rank with its test.
fn ranks(text: &Definition) -> String {
    let ranks = text.ranks_or_usual().into_iter();
    let told: Vec<String> = ranks
        .map(|one| {
            let by = match one.test.trim() {
                "" => "all others",
                by => by,
            };
            format!("{} {} ({by})", one.rank, one.name)
        })
        .collect();
    format!("Ranks: {}.", told.join(" · "))
}

/// The ranks, and the stages in the words both teams agreed on: those of the funnel with what the buyer does
/// meanwhile, then how it can end.
fn words(text: &Definition) -> Part {
    let mut part = Part::new("words", "The words we use");
    part.line(ranks(text));
    let told = |stage: Stage| {
        let words = text.stage(stage);
        format!("{} ({}): {}", words.name, stage.code(), words.definition)
    };
    let mut items: Vec<String> = Stage::FUNNEL
        .into_iter()
        .map(|stage| match text.stage(stage).buyer.trim() {
            "" => told(stage),
            buyer => format!("{}; the buyer is {buyer}", told(stage)),
        })
        .collect();
    let ends = Stage::ALL.into_iter();
    let ends = ends.filter(|stage| !Stage::FUNNEL.contains(stage));
    items.push(ends.map(told).collect::<Vec<_>>().join(" · "));
    part.list(items);
    part
}

/// The words a page uses, as the definition in force has them.
pub(super) fn glossary(agreed: &Agreed<'_>, stages: &[Stage]) -> Part {
    let usual = Definition::default();
    let text = agreed.agreement.definition(agreed.day);
    let text = text.map_or(&usual, |(_, text)| text);
    let told: Vec<String> = stages
        .iter()
        .map(|stage| {
            let words = text.stage(*stage);
            format!("{}: {}", words.name, words.definition)
        })
        .collect();
    let mut part = Part::new("words", "The words we use");
    part.line(format!("{}.", told.join(" · ")));
    part
}

/// Who owes what by when, both sides laid out alike.
pub(super) fn sla(agreed: &Agreed<'_>, text: &Sla) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut about = Part::new("about", "");
    let definition = agreed.agreement.definition(agreed.day);
    let lead = definition.map_or_else(
        || "A lead is what the CRM says: no definition is in force.".to_owned(),
        |(version, _)| {
            format!(
                "A lead is what \"what a lead is\" v{} says.",
                version.number
            )
        },
    );
    about.line(format!(
        "{lead} Limits run in working hours: {}.",
        text.hours.words()
    ));
    parts.push(about);
    let names = agreed.agreement.names(agreed.day);
    for side in SIDES {
        keep(&mut parts, will(text, side, &names));
    }
    let mut before = Part::new("follow-up", "How Sales follows up");
    if !text.follow_up.is_empty() {
        before.line(format!(
            "Working days after the delivery: {}.",
            follow_up::words(&text.follow_up)
        ));
    }
    if !text.call_plan.is_empty() {
        before.line(format!(
            "Before the first call: {}.",
            text.call_plan.join(" · ")
        ));
    }
    keep(&mut parts, before);
    let words = [Stage::Inq, Stage::Mql, Stage::Sal, Stage::Srl];
    keep(&mut parts, glossary(agreed, &words));
    parts
}

/// "Marketing will": what it owes, how it is measured, what happens if not.
fn will(text: &Sla, side: Team, names: &Names) -> Part {
    let mut part = Part::new(
        if side == Team::Sales {
            "sales-will"
        } else {
            "marketing-will"
        },
        &format!("{} will", side.word()),
    );
    let mut table = Table::new(&["", "owes", "measured", "if not"]);
    for clause in text.of(side) {
        table.rows.push(vec![
            text.name(clause.key),
            clause.text.clone(),
            names.say(&clause.asks(&text.hours)).into_owned(),
            clause.consequence.clone(),
        ]);
    }
    part.table(table);
    part
}

/// The rules, a column a department, each with what tells whether it is kept.
pub(super) fn rules(agreed: &Agreed<'_>, text: &Rules) -> Vec<Part> {
    let sla = agreed.agreement.sla(agreed.day).map(|(_, sla)| sla);
    let rows = |team: Team| -> Vec<String> {
        let told = text.of(team).map(|rule| {
            let measured = rule.measured.words(sla);
            format!("{} Measured by: {measured}.", sentence(&rule.text))
        });
        told.collect()
    };
    let mut parts = vec![columns("departments", &SIDES, rows)];
    let mut both = Part::new("both", "Both");
    both.list(rows(Team::Other));
    keep(&mut parts, both);
    let words = [Stage::Mql, Stage::Sal, Stage::Opp, Stage::Won];
    keep(&mut parts, glossary(agreed, &words));
    parts
}

/// A text that ends as a sentence does.
fn sentence(text: &str) -> String {
    let text = text.trim();
    let ends = text.ends_with(['.', '!', '?']);
    format!("{text}{}", if ends { "" } else { "." })
}

/// A column a side, laid out alike.
fn columns(key: &str, sides: &[Team], rows: impl Fn(Team) -> Vec<String>) -> Part {
    let mut part = Part::new(key, "");
    let side = |team: &Team| {
        let mut column = Part::new(team.word(), team.word());
        column.list(rows(*team));
        column
    };
    part.beside(sides.iter().map(side).collect());
    part
}

/// The same with a word after the side's name: "Marketing will".
fn titled(mut part: Part, after: &str) -> Part {
    for block in &mut part.blocks {
        if let Block::Beside { parts } = block {
            for column in parts {
                column.title = format!("{}{after}", column.title);
            }
        }
    }
    part
}

/// The page people sign: the definition in five lines, Marketing will, Sales will, if not, the rules.
pub(super) fn ours(agreed: &Agreed<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut lead = Part::new("what-a-lead-is", "What a lead is");
    match agreed.agreement.definition(agreed.day) {
        Some((_, text)) if !text.summary.is_empty() => {
            lead.list(text.summary.iter().take(5).cloned().collect());
        }
        Some((_, text)) => lead.list(
            text.criteria
                .iter()
                .filter(|criterion| criterion.must)
                .take(5)
                .map(|criterion| criterion.name.clone())
                .collect(),
        ),
        None => lead.line("No definition is in force: the word in the CRM is used."),
    }
    keep(&mut parts, lead);
    if let Some((_, text)) = agreed.agreement.sla(agreed.day) {
        let names = agreed.agreement.names(agreed.day);
        let will = |side| {
            text.of(side)
                .map(|one| promise(text, one, &names))
                .collect()
        };
        parts.push(titled(columns("will", &SIDES, will), " will"));
        let not = |side| text.of(side).map(|one| if_not(text, one)).collect();
        parts.push(titled(columns("if-not", &SIDES, not), ", if not"));
    }
    if let Some((_, text)) = agreed.agreement.rules(agreed.day) {
        let rows = |team| text.of(team).map(|rule| rule.text.clone()).collect();
        parts.push(titled(columns("rules", &SIDES, rows), ", rules"));
        let mut both = Part::new("both", "Rules of both");
        both.list(rows(Team::Other));
        keep(&mut parts, both);
    }
    let words = [Stage::Inq, Stage::Mql, Stage::Sal, Stage::Srl];
    keep(&mut parts, glossary(agreed, &words));
    parts
}

fn promise(text: &Sla, clause: &Clause, names: &Names) -> String {
    format!(
        "{} {}: {}",
        text.name(clause.key),
        clause.text.trim().trim_end_matches('.'),
        names.say(&clause.asks(&text.hours))
    )
}

fn if_not(text: &Sla, clause: &Clause) -> String {
    format!("{} {}", text.name(clause.key), clause.consequence)
}
