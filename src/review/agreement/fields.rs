//! A section's text as named fields, in the order of its page: what a tab lists, a diff compares and a page prints.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::definition::{Criterion, Definition};
use super::plan::{Goal, Plan, Target, unit};
use super::rules::Rules;
use super::sla::{Clause, Sla, follow_up};
use super::version::Wording;
use crate::review::figures::kpi::Kpi;

/// One field of a text. `key` stays the same from version to version as long as it is the same field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub key: String,
    pub label: String,
    pub text: String,
}

/// Every field that holds something. `sla` names the clauses that rules go by.
#[must_use]
pub fn fields(wording: &Wording, sla: Option<&Sla>) -> Vec<Field> {
    let mut list = List(Vec::new());
    match wording {
        Wording::Definition(text) => definition(&mut list, text),
        Wording::Sla(text) => self::sla(&mut list, text),
        Wording::Rules(text) => rules(&mut list, text, sla),
        Wording::Plan(text) => plan(&mut list, text),
    }
    list.0
}

/// Fields in order; an empty one is left out.
struct List(Vec<Field>);

impl List {
    fn put(&mut self, key: impl Into<String>, label: impl Into<String>, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.0.push(Field {
                key: key.into(),
                label: label.into(),
                text,
            });
        }
    }
}

fn definition(list: &mut List, text: &Definition) {
    for (at, line) in text.summary.iter().enumerate() {
        list.put(
            format!("summary {at}"),
            format!("in short, line {}", at + 1),
            line,
        );
    }
    for stage in &text.stages {
        let parts = [
            ("name", &stage.name),
            ("is", &stage.definition),
            ("entry", &stage.entry),
            ("exit", &stage.exit),
            ("owner", &stage.owner),
            ("the buyer is", &stage.buyer),
        ];
        let code = stage.stage.code();
        for (part, words) in parts {
            list.put(
                format!("stage {code} {part}"),
                format!("{code}, {part}"),
                words,
            );
        }
    }
    for rank in &text.ranks {
        let named = format!("{}: {}", rank.name, rank.test);
        list.put(
            format!("rank {}", rank.rank),
            format!("rank {}", rank.rank),
            named,
        );
    }
    for criterion in &text.criteria {
        of_criterion(list, criterion);
    }
    for (at, critical) in text.critical.iter().enumerate() {
        let named = format!(
            "{} ({}; {})",
            critical.text, critical.why, critical.named_by
        );
        list.put(
            format!("critical {at}"),
            format!("most critical {}", at + 1),
            named,
        );
    }
    whom(list, text);
}

/// Whom to contact, who buys, which sources are lists, and what everybody answered.
fn whom(list: &mut List, text: &Definition) {
    list.put("titles", "whom to contact", text.titles.join(", "));
    for buyer in &text.buying_group {
        let role = &buyer.role;
        let key = format!("buyer {role}");
        let titles = buyer.titles.join(", ");
        list.put(key, "buying group", format!("{role}: {titles}"));
    }
    list.put("line field", "product line is in", &text.line_field);
    list.put("lists", "list sources", text.list_sources.join(", "));
    for heard in &text.answers {
        let key = format!("answer {}", heard.who);
        list.put(
            key,
            format!("{}, {}", heard.who, heard.team),
            format!("\"{}\"", heard.text),
        );
    }
}

fn of_criterion(list: &mut List, criterion: &Criterion) {
    let key = criterion.key.0;
    let named = if criterion.name.is_empty() {
        format!("criterion {key}")
    } else {
        criterion.name.clone()
    };
    let kind = if criterion.must {
        "must-have"
    } else {
        "nice to have"
    };
    let head = format!("{named} · {kind} · weight {}", criterion.weight.max(1));
    list.put(format!("criterion {key}"), format!("criterion {key}"), head);
    let lines = criterion.lines.join(", ");
    let parts = [
        ("why", &criterion.why),
        ("named by", &criterion.named_by),
        ("passes", &criterion.passes),
        ("fails", &criterion.fails),
        ("test", &criterion.test),
        ("product lines", &lines),
    ];
    for (part, words) in parts {
        list.put(
            format!("criterion {key} {part}"),
            format!("{named}, {part}"),
            words,
        );
    }
}

fn sla(list: &mut List, text: &Sla) {
    if *text == Sla::default() {
        return;
    }
    list.put("hours", "working hours", text.hours.words());
    let holidays: Vec<String> = text
        .hours
        .holidays
        .iter()
        .map(ToString::to_string)
        .collect();
    list.put("holidays", "holidays", holidays.join(", "));
    list.put("follow-up", "follow-up", follow_up::words(&text.follow_up));
    list.put("call plan", "call plan", text.call_plan.join(" · "));
    for clause in &text.clauses {
        of_clause(list, text, clause);
    }
}

fn of_clause(list: &mut List, sla: &Sla, clause: &Clause) {
    let key = clause.key.0;
    let name = sla.name(clause.key);
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let parts = [
        ("whose", clause.side.word().to_owned()),
        ("text", clause.text.clone()),
        ("measured", clause.asks(&sla.hours)),
        ("of", clause.scope.leads().to_owned()),
        ("if not", clause.consequence.clone()),
        ("from", day(clause.from)),
        ("until", day(clause.until)),
    ];
    for (part, words) in parts {
        list.put(
            format!("clause {key} {part}"),
            format!("{name}, {part}"),
            words,
        );
    }
}

fn rules(list: &mut List, text: &Rules, sla: Option<&Sla>) {
    for rule in &text.rules {
        let place = text.of(rule.team).position(|one| one.key == rule.key);
        list.put(
            format!("rule {}", rule.key),
            format!("{} {}", rule.team.word(), place.unwrap_or(0) + 1),
            format!("{} (measured by {})", rule.text, rule.measured.words(sla)),
        );
    }
}

fn plan(list: &mut List, text: &Plan) {
    for kpi in Kpi::ALL {
        let Some(target) = text.targets.iter().find(|target| target.kpi == kpi) else {
            continue;
        };
        of_target(list, target);
    }
    if let Some(goal) = &text.goal {
        of_goal(list, goal);
    }
}

fn of_target(list: &mut List, target: &Target) {
    let title = target.kpi.title();
    let aim = target.aim.words(unit(target.kpi));
    list.put(format!("target {title}"), title, aim);
    let threshold = target.threshold.map(plain).unwrap_or_default();
    list.put(
        format!("target {title} fails"),
        format!("{title}, failed from"),
        threshold,
    );
    list.put(
        format!("target {title} of"),
        format!("{title}, basis"),
        &target.basis,
    );
}

fn of_goal(list: &mut List, goal: &Goal) {
    let money = |amount: Decimal| format!("{} {}", plain(amount), goal.currency);
    let rate = |at: usize| {
        goal.rates
            .get(at)
            .map_or_else(String::new, |rate| format!("{} %", plain(*rate)))
    };
    let parts = [
        ("revenue goal", money(goal.revenue)),
        ("leads count from", goal.since().to_string()),
        ("by", goal.by.to_string()),
        ("Marketing's share", format!("{} %", plain(goal.share))),
        ("average deal", money(goal.average_deal)),
        ("inquiry to delivered", rate(0)),
        ("delivered to accepted", rate(1)),
        ("accepted to opportunity", rate(2)),
        ("opportunity to won", rate(3)),
        (
            "delivery to signature",
            format!("{} days", plain(goal.days_to_won)),
        ),
    ];
    for (label, words) in parts {
        list.put(format!("goal {label}"), label, words);
    }
}

/// A number without zeros at its end.
fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}
