//! The parts of the pages: criteria and words, both sides' clauses, the rules, who signed, who has read.

use super::Agreed;
use crate::publish::page::{Section as Part, Table};
use crate::publish::words;
use crate::review::agreement::definition::Definition;
use crate::review::agreement::fold::Signature;
use crate::review::agreement::rules::Rules;
use crate::review::agreement::sla::{Clause, Sla};
use crate::review::agreement::version::{Version, Wording};
use crate::review::milestone::date_of;
use crate::review::person::{Person, Role, Team};
use crate::review::stage::Stage;

/// What a lead is: in short, its criteria, the most critical things, the words used.
pub(super) fn definition(version: &Version) -> Vec<Part> {
    let Wording::Definition(text) = &version.wording else {
        return Vec::new();
    };
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
    keep(&mut parts, glossary(text));
    let mut whom = Part::new("whom", "Whom, and from where");
    let group: Vec<String> = text
        .buying_group
        .iter()
        .map(|buyer| buyer.role.clone())
        .collect();
    for (label, list) in [
        ("Titles", &text.titles),
        ("Buying group", &group),
        ("Lists, no lead by themselves", &text.list_sources),
    ] {
        if !list.is_empty() {
            whom.line(format!("{label}: {}", list.join(", ")));
        }
    }
    keep(&mut parts, whom);
    parts
}

/// A part with nothing in it is left out.
fn keep(parts: &mut Vec<Part>, part: Part) {
    if !part.blocks.is_empty() {
        parts.push(part);
    }
}

fn criteria(text: &Definition) -> Part {
    let mut part = Part::new("criteria", "Criteria");
    let mut table = Table::new(&[
        "criterion",
        "kind",
        "#weight",
        "passes",
        "fails",
        "checked by",
    ]);
    for criterion in &text.criteria {
        let kind = if criterion.must {
            "must-have"
        } else {
            "nice to have"
        };
        let people = criterion.test.trim().is_empty();
        table.rows.push(vec![
            criterion.name.clone(),
            kind.to_owned(),
            criterion.weight.max(1).to_string(),
            criterion.passes.clone(),
            criterion.fails.clone(),
            if people {
                "people".to_owned()
            } else {
                criterion.test.clone()
            },
        ]);
    }
    part.table(table);
    part
}

/// Ranks and stages in the words both teams agreed on.
fn glossary(text: &Definition) -> Part {
    let mut part = Part::new("words", "The words we use");
    let mut ranks = Table::new(&["rank", "is", "test"]);
    for rank in text.ranks_or_usual() {
        ranks
            .rows
            .push(vec![rank.rank.to_string(), rank.name, rank.test]);
    }
    part.table(ranks);
    let mut stages = Table::new(&["stage", "is", "begins when", "whose"]);
    for stage in Stage::ALL {
        let words = text.stage(stage);
        stages.rows.push(vec![
            format!("{} ({})", words.name, stage.code()),
            words.definition,
            words.entry,
            words.owner,
        ]);
    }
    part.table(stages);
    part
}

/// Who owes what by when, both sides laid out alike.
pub(super) fn sla(agreed: &Agreed<'_>, version: &Version) -> Vec<Part> {
    let Wording::Sla(text) = &version.wording else {
        return Vec::new();
    };
    let mut parts = Vec::new();
    let mut about = Part::new("about", "What it is about");
    let definition = agreed.agreement.definition(agreed.day);
    about.line(definition.map_or_else(
        || "A lead is what the CRM says: no definition is in force.".to_owned(),
        |(version, _)| {
            format!(
                "A lead is what \"what a lead is\" v{} says.",
                version.number
            )
        },
    ));
    about.line(format!(
        "Limits run in working hours: {}.",
        text.hours.words()
    ));
    parts.push(about);
    for side in [Team::Marketing, Team::Sales] {
        keep(&mut parts, will(text, side));
    }
    parts
}

/// "Marketing will": what it owes, how it is measured, what happens if not.
fn will(text: &Sla, side: Team) -> Part {
    let mut part = Part::new(
        if side == Team::Sales {
            "sales-will"
        } else {
            "marketing-will"
        },
        &format!("{} will", side.word()),
    );
    let mut table = Table::new(&["", "will", "measured", "if not"]);
    for clause in text.of(side) {
        table.rows.push(vec![
            text.name(clause.key),
            clause.text.clone(),
            clause.asks(&text.hours),
            clause.consequence.clone(),
        ]);
    }
    part.table(table);
    part
}

/// The rules, a part a department.
pub(super) fn rules(agreed: &Agreed<'_>, version: &Version) -> Vec<Part> {
    let Wording::Rules(text) = &version.wording else {
        return Vec::new();
    };
    let clauses = agreed.agreement.sla(agreed.day).map(|(_, sla)| sla);
    let mut parts = Vec::new();
    for team in [Team::Marketing, Team::Sales, Team::Other] {
        let title = if team == Team::Other {
            "Both"
        } else {
            team.word()
        };
        let mut part = Part::new(team.word(), title);
        part.list(rules_of(text, team, clauses));
        keep(&mut parts, part);
    }
    parts
}

fn rules_of(text: &Rules, team: Team, sla: Option<&Sla>) -> Vec<String> {
    use crate::review::agreement::rules::RuleMeasure;
    text.rules
        .iter()
        .filter(|rule| rule.team == team)
        .map(|rule| match (&rule.measured, sla) {
            (RuleMeasure::Clause { clause }, Some(sla)) => {
                format!("{} ({})", rule.text, sla.name(*clause))
            }
            _ => rule.text.clone(),
        })
        .collect()
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
        for side in [Team::Marketing, Team::Sales] {
            let mut part = Part::new(side.word(), &format!("{} will", side.word()));
            part.list(text.of(side).map(|clause| promise(text, clause)).collect());
            keep(&mut parts, part);
        }
        let mut not = Part::new("if-not", "If not");
        not.list(
            text.clauses
                .iter()
                .filter(|clause| !clause.consequence.trim().is_empty())
                .map(|clause| format!("{}: {}", text.name(clause.key), clause.consequence))
                .collect(),
        );
        keep(&mut parts, not);
    }
    if let Some((_, text)) = agreed.agreement.rules(agreed.day) {
        let mut part = Part::new("rules", "Rules");
        part.list(
            text.rules
                .iter()
                .map(|rule| match rule.team {
                    Team::Other => rule.text.clone(),
                    team => format!("{}: {}", team.word(), rule.text),
                })
                .collect(),
        );
        keep(&mut parts, part);
    }
    parts
}

fn promise(text: &Sla, clause: &Clause) -> String {
    format!(
        "{} {} ({})",
        text.name(clause.key),
        clause.text,
        clause.asks(&text.hours)
    )
}

/// Both leaders, then everybody who signed, with dates; who is asked again.
pub(super) fn signed(agreed: &Agreed<'_>) -> Part {
    let mut part = Part::new("signed", "Signed");
    let day = |at: i64| words::day(date_of(at.div_euclid(1000), agreed.zone));
    let now: Vec<&Signature> = agreed.agreement.signed(agreed.day).collect();
    let mut table = Table::new(&["", "name", "on"]);
    for team in [Team::Marketing, Team::Sales] {
        let leader = now.iter().find(|one| one.leader && one.who.team == team);
        let (name, on) = leader.map_or_else(
            || ("not signed yet".to_owned(), String::new()),
            |one| (one.who.name.clone(), day(one.at)),
        );
        table
            .rows
            .push(vec![format!("leader, {}", team.word()), name, on]);
    }
    for one in now.iter().filter(|one| !one.leader) {
        table.rows.push(vec![
            one.who.team.word().to_owned(),
            one.who.name.clone(),
            day(one.at),
        ]);
    }
    part.table(table);
    for team in [Team::Marketing, Team::Sales] {
        let of: Vec<&Person> = members(agreed, team).collect();
        let agreed_too = of
            .iter()
            .filter(|person| now.iter().any(|one| one.who.name == person.name));
        if !of.is_empty() {
            part.line(format!(
                "{}: {} of {} have signed.",
                team.word(),
                agreed_too.count(),
                of.len()
            ));
        }
    }
    let again: Vec<String> = agreed
        .agreement
        .asked_again(agreed.day)
        .into_iter()
        .map(|who| who.name.clone())
        .collect();
    if !again.is_empty() {
        part.line(format!(
            "Signed an earlier version and asked again: {}.",
            again.join(", ")
        ));
    }
    part
}

/// Who has read it, and who has not.
pub(super) fn read(agreed: &Agreed<'_>) -> Part {
    let mut part = Part::new("read", "Read by");
    let day = |at: i64| words::day(date_of(at.div_euclid(1000), agreed.zone));
    let (mut read, mut not) = (Vec::new(), Vec::new());
    for person in agreed.people.iter().filter(|person| bound(person)) {
        match agreed.agreement.has_read(&person.name, agreed.day) {
            Some(at) => read.push(format!("{} ({})", person.name, day(at))),
            None => not.push(person.name.clone()),
        }
    }
    part.line(if read.is_empty() {
        "Nobody yet.".to_owned()
    } else {
        format!("{}.", read.join(", "))
    });
    if !not.is_empty() {
        part.line(format!("Not yet: {}.", not.join(", ")));
    }
    part
}

/// Whom the agreement binds: both teams, not sponsors and guests.
fn bound(person: &Person) -> bool {
    person.team != Team::Other && !matches!(person.role, Role::Guest | Role::ExecutiveSponsor)
}

fn members<'data>(agreed: &Agreed<'data>, team: Team) -> impl Iterator<Item = &'data Person> {
    agreed
        .people
        .iter()
        .filter(move |person| person.team == team && bound(person))
}
