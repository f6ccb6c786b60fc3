//! The tab of the rules of both departments: one page, a column a department, each rule with its measurement.

use super::{change_rules, page, rules, sla};
use crate::console::command::Command;
use crate::console::effect::Effect;
use crate::console::form::{Blank, Form};
use crate::console::model::Model;
use crate::console::model::agreement::Tab;
use crate::console::pop::{Asked, Purpose};
use crate::console::update::forms;
use crate::review::agreement::rules::{DEPARTMENTS, Rule, RuleMeasure};
use crate::review::agreement::sla::Sla;
use crate::review::agreement::starter;
use crate::review::agreement::version::Wording;
use crate::review::figures::rules::{Measured, measured_by};
use crate::review::person::Team;

/// The rules in the order of the cursor: Marketing's, then Sales'.
pub fn order(model: &Model) -> Vec<u32> {
    let rules = rules(model);
    let of = |team| rules.into_iter().flat_map(move |rules| rules.of(team));
    DEPARTMENTS
        .into_iter()
        .flat_map(of)
        .map(|rule| rule.key)
        .collect()
}

/// How many rows its cursor walks.
pub fn rows(model: &Model) -> usize {
    order(model).len()
}

/// The rule under the cursor.
pub fn rule(model: &Model) -> Option<&Rule> {
    let order = order(model);
    let at = model
        .agreement
        .cursor(Tab::Rules)
        .min(order.len().checked_sub(1)?);
    rules(model)?.rule(*order.get(at)?)
}

/// What the ledger says of a rule; `None` before it was counted.
pub fn kept(model: &Model, rule: &Rule) -> Option<Measured> {
    let records = model.kept.as_ref()?;
    Some(measured_by(&rule.measured, records))
}

/// Why a command of the tab cannot be had here and now.
pub fn barred(model: &Model, command: Command) -> Option<String> {
    match command {
        Command::TakeOut if rule(model).is_none() => {
            Some("stand on the rule that is to go".to_owned())
        }
        Command::Starter if rows(model) > 0 => Some(
            "there are rules already: d takes one out, a adds one; the starter set is for an empty page"
                .to_owned(),
        ),
        Command::KeepDraft | Command::Propose => unfit(model),
        _ => None,
    }
}

/// Why the rules cannot be kept or proposed: a department without one, or more than a page, with the count.
pub fn unfit(model: &Model) -> Option<String> {
    let rules = rules(model)?;
    let wording = || Wording::Rules(Box::new(rules.clone()));
    rules.fault().or_else(|| page::unfit(model, &wording()))
}

/// What the tab itself understands.
pub fn command(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    match command {
        Command::Starter => {
            let starter = starter::rules(&model.names());
            change_rules(model, |rules| *rules = starter);
            model.agreement.stand(Tab::Rules, 0);
            model.say("six rules to begin from: e changes one, s keeps the draft, p proposes it");
        }
        Command::AddLine => open(model, None),
        Command::Setting | Command::Open => {
            let key = rule(model).map(|rule| rule.key);
            open(model, key);
        }
        Command::TakeOut => take_out(model),
        Command::Less | Command::More => return across(model, command == Command::More),
        _ => return None,
    }
    Some(Vec::new())
}

/// To the other column; at the edge the arrow goes on to the next tab.
fn across(model: &mut Model, right: bool) -> Option<Vec<Effect>> {
    let team = rule(model)?.team;
    let to = match (team, right) {
        (Team::Marketing, true) => Team::Sales,
        (Team::Sales, false) => Team::Marketing,
        _ => return None,
    };
    let rules = rules(model)?;
    rules.of(to).next()?;
    let before = if to == Team::Sales {
        rules.of(Team::Marketing).count()
    } else {
        0
    };
    model.agreement.stand(Tab::Rules, before);
    Some(Vec::new())
}

fn take_out(model: &mut Model) {
    let Some(key) = rule(model).map(|rule| rule.key) else {
        return;
    };
    change_rules(model, |rules| rules.rules.retain(|rule| rule.key != key));
    let at = model
        .agreement
        .cursor(Tab::Rules)
        .min(rows(model).saturating_sub(1));
    model.agreement.stand(Tab::Rules, at);
    model.say("the rule is out of the draft; what is in force stays until a new version is");
}

/// What a rule can be measured by: the six, then the clauses of the SLA.
fn measures(sla: Option<&Sla>) -> Vec<(String, RuleMeasure)> {
    let alone = RuleMeasure::ALONE.map(|measure| (measure.word().to_owned(), measure));
    let clauses = sla.into_iter().flat_map(|sla| {
        sla.clauses.iter().map(|clause| {
            let words = format!("{} {}", sla.name(clause.key), clause.text);
            (words, RuleMeasure::Clause { clause: clause.key })
        })
    });
    alone.into_iter().chain(clauses).collect()
}

fn open(model: &mut Model, key: Option<u32>) {
    let found = key.and_then(|key| rules(model)?.rule(key)).cloned();
    let beside = rule(model).map_or(Team::Marketing, |rule| rule.team);
    let (team, text, measured) = found
        .as_ref()
        .map_or((beside, "", RuleMeasure::FollowedUp), |rule| {
            (rule.team, rule.text.as_str(), rule.measured.clone())
        });
    let known = measures(sla(model));
    let now = known.iter().find(|(_, measure)| *measure == measured);
    let now = now.map_or("", |(words, _)| words.as_str());
    let teams = DEPARTMENTS.map(|team| team.word().to_owned()).to_vec();
    let words = known.iter().map(|(words, _)| words.clone()).collect();
    let title = if found.is_some() {
        "The rule"
    } else {
        "A new rule"
    };
    let form = Form::new(
        title,
        vec![
            Blank::pick("department", teams, team.word()).hint("←→ choose"),
            Blank::text("rule", text),
            Blank::pick("measured by", words, now).hint("←→ choose, or type to find"),
        ],
    );
    forms::push(model, Purpose::Rule(key), form);
}

/// Enter in the form of a rule.
pub fn done(model: &mut Model, key: Option<u32>, asked: Box<Asked>) -> Vec<Effect> {
    let Some(team) = Team::parse(&asked.form.value(0)) else {
        return forms::stays(
            model,
            asked,
            0,
            "whose rule is it? Choose Marketing or Sales",
        );
    };
    let text = asked.form.value(1);
    if text.is_empty() {
        return forms::stays(model, asked, 1, "the rule in words; Esc leaves it");
    }
    let picked = asked.form.value(2);
    let known = measures(sla(model));
    let Some((_, measured)) = known.into_iter().find(|(words, _)| *words == picked) else {
        let fault = "what tells whether it is kept? Choose a measurement: ←→";
        return forms::stays(model, asked, 2, fault);
    };
    let mut place = 0;
    change_rules(model, |rules| {
        let key = key.unwrap_or_else(|| rules.next_key());
        place = key;
        let rule = Rule {
            key,
            team,
            text,
            measured,
        };
        match rules.rules.iter_mut().find(|one| one.key == key) {
            Some(one) => *one = rule,
            None => rules.rules.push(rule),
        }
    });
    let at = order(model).iter().position(|key| *key == place);
    model.agreement.stand(Tab::Rules, at.unwrap_or(0));
    if let Some(why) = unfit(model) {
        model.warn(why);
    } else {
        model.say("the rule is in the draft: s keeps it for everybody to see, p proposes it");
    }
    Vec::new()
}
