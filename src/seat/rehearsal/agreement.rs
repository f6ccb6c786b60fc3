//! What the made-up company agreed on: a definition confirmed in a second review and changed once, targets with a plan,
//! votes with a concern on the way, signatures, and one person who has not read it yet.

use chrono::{NaiveDate, TimeDelta};
use rust_decimal::Decimal;

use super::campaigns;
use crate::review::agreement::definition::{
    Criterion, CriterionKey, Critical, Definition, Heard, RankText,
};
use crate::review::agreement::plan::{Aim, Goal, Plan, Target};
use crate::review::agreement::version::{Section, Signatory, Step, Wording};
use crate::review::agreement::vote::Vote;
use crate::review::figures::kpi::Kpi;
use crate::review::person::{Person, Role, Team};

/// Who has not read what is in force.
const NOT_READ: &str = "Viktor Holm";

/// What happened to the agreement in a review, counted from 0, and who did it.
pub(super) fn steps(
    review: usize,
    day: NaiveDate,
    today: NaiveDate,
    people: &[Person],
) -> Vec<(String, Step)> {
    let next = day.succ_opt().unwrap_or(day);
    let definition = |version| Wording::Definition(Box::new(definition(version)));
    match review {
        0 => vec![proposed(
            1,
            definition(1),
            "We never wrote down what a lead is.",
        )],
        1 => confirmed(Section::Definition, 1, next, people, None),
        2 => {
            let plan = Wording::Plan(Box::new(plan(today)));
            let reason = "So that a figure is good or bad by what we agreed, not by mood.";
            let mut steps = vec![proposed(1, plan, reason)];
            steps.extend(confirmed(Section::Plan, 1, next, people, None));
            steps
        }
        3 => {
            let reason = "Shops under 50 people came back as \"no budget\"; the title told more.";
            let mut steps = vec![proposed(2, definition(2), reason)];
            let concern = (
                "Bela Kowalski",
                "Fifty people cuts off the Baltic agencies.",
            );
            steps.extend(confirmed(
                Section::Definition,
                2,
                next,
                people,
                Some(concern),
            ));
            steps
        }
        4 => signed(people),
        _ => Vec::new(),
    }
}

fn proposed(version: u32, wording: Wording, reason: &str) -> (String, Step) {
    let step = Step::Proposed {
        version,
        wording,
        reason: reason.to_owned(),
    };
    ("Mary Okafor".to_owned(), step)
}

/// Voted on by both teams, and in force with both leaders there.
fn confirmed(
    section: Section,
    version: u32,
    from: NaiveDate,
    people: &[Person],
    dissent: Option<(&str, &str)>,
) -> Vec<(String, Step)> {
    let votes = both(people)
        .enumerate()
        .map(|(at, person)| {
            let words = dissent.filter(|(who, _)| *who == person.name);
            Vote {
                who: person.name.clone(),
                team: person.team,
                // Everybody can at least live with it; a few stand behind it.
                stands: if words.is_some() || at % 4 == 3 { 3 } else { 4 },
                dissent: words.map_or_else(String::new, |(_, words)| words.to_owned()),
            }
        })
        .collect();
    let leads = |person: &&Person| leader(person);
    let managers = both(people).filter(leads).map(signatory).collect();
    let who = "Karin Lindqvist".to_owned();
    vec![
        (
            who.clone(),
            Step::Voted {
                section,
                version,
                votes,
            },
        ),
        (
            who,
            Step::Ratified {
                section,
                version,
                from,
                managers,
            },
        ),
    ]
}

/// Everybody signed what was in force by then, and all but one have read it.
fn signed(people: &[Person]) -> Vec<(String, Step)> {
    let versions = || {
        [
            (Section::Definition, 2),
            (Section::Sla, 2),
            (Section::Rules, 1),
            (Section::Plan, 1),
        ]
        .into()
    };
    let mut steps = Vec::new();
    for person in both(people) {
        let signed = Step::Signed {
            who: signatory(person),
            leader: leader(person),
            versions: versions(),
        };
        steps.push((person.name.clone(), signed));
        if person.name != NOT_READ {
            let read = Step::Read {
                who: person.name.clone(),
                versions: versions(),
            };
            steps.push((person.name.clone(), read));
        }
    }
    steps
}

fn both(people: &[Person]) -> impl Iterator<Item = &Person> {
    people.iter().filter(|person| person.team != Team::Other)
}

fn leader(person: &Person) -> bool {
    matches!(person.role, Role::SalesLeader | Role::MarketingLeader)
}

fn signatory(person: &Person) -> Signatory {
    Signatory {
        name: person.name.clone(),
        team: person.team,
    }
}

/// A criterion: its test, whether it is a must-have, its weight; why, who named it, what passes, what fails.
fn criterion(key: u32, name: &str, test: &str, kind: (bool, u32), words: [&str; 4]) -> Criterion {
    let (must, weight) = kind;
    Criterion {
        key: CriterionKey(key),
        name: name.to_owned(),
        why: words[0].to_owned(),
        named_by: words[1].to_owned(),
        passes: words[2].to_owned(),
        fails: words[3].to_owned(),
        weight,
        must,
        test: test.to_owned(),
        ..Criterion::default()
    }
}

/// How many people a company has to have.
fn people_of(version: u32) -> u32 {
    if version == 1 { 20 } else { 50 }
}

fn criteria(version: u32) -> Vec<Criterion> {
    let people = people_of(version);
    let size = [
        "Under that nobody has a budget of their own.",
        "Jana Novak",
        "a pump maker of 240",
        "an agency of 6",
    ];
    let score = [
        "They came back to us more than once.",
        "Joy Adeyemi",
        "prices, a demo and a reference read: 68",
        "one newsletter opened: 5",
    ];
    let decides = [
        "Wrong person is the reason we hear most.",
        "Tomas Reyes",
        "a Technical Director",
        "a working student",
    ];
    let name = format!("{people} people or more");
    let mut criteria = vec![
        criterion(1, &name, &format!("employees >= {people}"), (true, 3), size),
        criterion(
            2,
            "a score of 40 or more",
            "score >= 40",
            (version == 1, 2),
            score,
        ),
    ];
    if version > 1 {
        let test = "title matches *director* or title matches *head* or title matches *vp* or title matches *manager*";
        let name = "somebody who can decide, or prepares it";
        criteria.push(criterion(3, name, test, (true, 4), decides));
    }
    criteria
}

/// The first definition, and the one that took its place.
fn definition(version: u32) -> Definition {
    let critical = |(text, why, who): (&str, &str, &str)| Critical {
        text: text.to_owned(),
        why: why.to_owned(),
        named_by: who.to_owned(),
    };
    let heard = |(who, team, text): (&str, Team, &str)| Heard {
        who: who.to_owned(),
        team: team.word().to_owned(),
        text: text.to_owned(),
    };
    let most_critical = [
        (
            "can decide",
            "else the deal waits for somebody we never meet",
            "Tomas Reyes",
        ),
        (
            "a date they have to meet",
            "without one nothing moves",
            "Clara Moreau",
        ),
        (
            "fifty people or more",
            "under that there is no budget",
            "Jana Novak",
        ),
    ];
    let answers = [
        ("Tomas Reyes", Team::Sales, "Somebody who can say yes."),
        (
            "Joy Adeyemi",
            Team::Marketing,
            "Somebody who came back twice.",
        ),
        ("Karin Lindqvist", Team::Sales, "A company that could pay."),
    ];
    Definition {
        summary: vec![
            format!(
                "A company of {} people or more, in a trade we serve.",
                people_of(version)
            ),
            "Somebody who can decide, or who prepares the decision.".to_owned(),
            "Asked us for something: a price, a demo, an answer.".to_owned(),
            "Can be reached, and agreed to be called.".to_owned(),
            "A scanned badge is no lead until somebody has spoken to the person.".to_owned(),
        ],
        ranks: RankText::usual(),
        criteria: criteria(version),
        critical: most_critical.map(critical).to_vec(),
        titles: ["Technical Director", "Head of Operations", "VP Operations"]
            .map(ToOwned::to_owned)
            .to_vec(),
        answers: answers.map(heard).to_vec(),
        list_sources: campaigns::lists(),
        ..Definition::default()
    }
}

/// A target of the wall's figures.
fn target(kpi: Kpi, aim: Aim, threshold: Option<i64>) -> Target {
    let basis = match kpi {
        Kpi::LeadToRevenue => "created in the last 12 months",
        _ => "delivered in the last 90 days",
    };
    Target {
        kpi,
        aim,
        threshold: threshold.map(Decimal::from),
        basis: basis.to_owned(),
    }
}

/// Five targets, and a goal of half a year.
fn plan(today: NaiveDate) -> Plan {
    let day = |days: i64| {
        let span = TimeDelta::try_days(days).unwrap_or_default();
        today.checked_add_signed(span).unwrap_or(today)
    };
    let number = Decimal::from;
    let least = |value: u32| Aim::AtLeast {
        value: Decimal::from(value),
    };
    let range = Aim::Between {
        low: number(60),
        high: number(80),
    };
    let days = Aim::AtMost { value: number(21) };
    Plan {
        targets: vec![
            target(Kpi::AcceptanceRate, range, None),
            target(Kpi::TimeToOpportunity, days, Some(30)),
            target(Kpi::WorkedBySales, least(100), Some(85)),
            target(Kpi::QualifiedToOpportunity, least(25), Some(15)),
            target(Kpi::LeadToRevenue, least(2), None),
        ],
        goal: Some(Goal {
            revenue: number(900_000),
            currency: "EUR".to_owned(),
            share: number(70),
            average_deal: number(24_000),
            rates: [30, 65, 40, 30].map(number),
            from: Some(day(-120)),
            by: day(120),
            days_to_won: number(70),
        }),
    }
}
