//! What the company's teams owe each other: an SLA in two versions, rules, and what was done about the misses.

use chrono::NaiveDate;

use super::past::{Deed, Said};
use super::story::Story;
use super::{ANSWER_HOURS, REPS, ZONE};
use crate::review::agreement::names::Names;
use crate::review::agreement::sla::{ClauseKey, Measure, Sla};
use crate::review::agreement::starter;
use crate::review::agreement::version::{Section, Signatory, Step, Wording};
use crate::review::agreement::vote::Vote;
use crate::review::milestone::{date_of, start_of_day};
use crate::review::person::Team;

const SALES_LEADER: &str = "Karin Lindqvist";
const MARKETING_LEADER: &str = "Mary Okafor";
/// In the reviews of these places, counted from 0: the first SLA and the rules, the second SLA, the answers.
const FIRST: usize = 1;
const SECOND: usize = 3;
const ANSWERED: usize = 5;

/// The first SLA: three days for a first call; the second asks for two, and for tries.
fn sla(second: bool) -> Sla {
    let day = 8 * 60;
    let mut sla = starter::sla(&Names::default());
    for clause in &mut sla.clauses {
        let (measure, target) = match &clause.measure {
            Measure::Verdict { .. } => (
                Measure::Verdict {
                    minutes: ANSWER_HOURS * 60,
                },
                75,
            ),
            Measure::FirstTouch { .. } => {
                let days = if second { 2 } else { 3 };
                (
                    Measure::FirstTouch {
                        minutes: days * day,
                    },
                    80,
                )
            }
            Measure::Delivered { days, .. } => {
                let leads = if second { 50 } else { 60 };
                (Measure::Delivered { leads, days: *days }, 80)
            }
            Measure::Tries { .. } => (Measure::Tries { tries: 3, days: 5 }, 80),
            Measure::ReasonGiven => (Measure::ReasonGiven, 95),
            other => (other.clone(), clause.target),
        };
        (clause.measure, clause.target) = (measure, target);
    }
    if !second {
        sla.clauses
            .retain(|clause| !matches!(clause.measure, Measure::Tries { .. }));
    }
    sla
}

/// The plan before the first call, as it is agreed.
pub(super) fn checklist() -> Vec<String> {
    sla(true).call_plan
}

/// Before the first call: every fourth rep plans every lead, the others nothing or, once in a while, half of it.
pub(super) fn plans(stories: &[Story], last: NaiveDate, now: i64) -> Vec<Said> {
    let lines = checklist().len();
    let from = start_of_day(last, ZONE);
    let planned = stories.iter().enumerate().filter_map(|(number, story)| {
        let delivered = story.qualified.filter(|at| *at > from)?;
        let (first, ..) = story.touches.first().filter(|(at, ..)| *at < now)?;
        let rep = REPS.iter().position(|rep| *rep == story.owner)?;
        let lines = match (rep % 4, number % 5) {
            (0, _) => lines,
            (1, 0) => lines / 2,
            _ => return None,
        };
        Some(Said {
            at: (first - 1_800).max(delivered) * 1000,
            who: story.owner.clone(),
            key: story.key.clone(),
            deeds: vec![Deed::Planned(lines)],
        })
    });
    planned.collect()
}

/// What was agreed or answered in a past review, by its place, with who said it: milliseconds after its beginning.
pub(super) fn in_review(place: usize, opened_at: i64) -> Vec<(i64, &'static str, Step)> {
    let day = date_of(opened_at.div_euclid(1000), ZONE);
    let from = day.succ_opt().unwrap_or(day);
    let mut steps = Vec::new();
    match place {
        FIRST => {
            let first = Wording::Sla(Box::new(sla(false)));
            steps.extend(agreed(1, first, "nobody knew who owes what by when", from));
            let rules = Wording::Rules(Box::new(starter::rules(&Names::default())));
            steps.extend(agreed(
                1,
                rules,
                "the rules on one page, for whoever is new",
                from,
            ));
        }
        SECOND => {
            let second = Wording::Sla(Box::new(sla(true)));
            let why = "three days to the first call cost us leads; out of reach after one try is no answer";
            steps.extend(agreed(2, second, why, from));
        }
        ANSWERED => steps.extend(answers()),
        _ => {}
    }
    steps
        .into_iter()
        .zip(1..)
        .map(|((who, step), minute)| (56 * 60_000 + minute * 20_000, who, step))
        .collect()
}

fn agreed(
    version: u32,
    wording: Wording,
    reason: &str,
    from: NaiveDate,
) -> Vec<(&'static str, Step)> {
    let section = wording.section();
    vec![
        (
            SALES_LEADER,
            Step::Proposed {
                version,
                wording,
                reason: reason.to_owned(),
            },
        ),
        (
            MARKETING_LEADER,
            Step::Voted {
                section,
                version,
                votes: votes(section),
            },
        ),
        (
            MARKETING_LEADER,
            Step::Ratified {
                section,
                version,
                from,
                managers: vec![
                    leader(SALES_LEADER, Team::Sales),
                    leader(MARKETING_LEADER, Team::Marketing),
                ],
            },
        ),
    ]
}

fn leader(name: &str, team: Team) -> Signatory {
    Signatory {
        name: name.to_owned(),
        team,
    }
}

fn votes(section: Section) -> Vec<Vote> {
    let dissent = match section {
        Section::Sla => "One day is short in the week of a fair.",
        _ => "",
    };
    [
        (SALES_LEADER, Team::Sales, 4, ""),
        ("Tomas Reyes", Team::Sales, 4, ""),
        ("Bela Kowalski", Team::Sales, 3, dissent),
        (MARKETING_LEADER, Team::Marketing, 5, ""),
        ("Joy Adeyemi", Team::Marketing, 4, ""),
    ]
    .map(|(who, team, stands, dissent)| Vote {
        who: who.to_owned(),
        team,
        stands,
        dissent: dissent.to_owned(),
    })
    .to_vec()
}

fn answers() -> Vec<(&'static str, Step)> {
    let answer = |clause, applied, why: &str, misses| Step::Answered {
        clause: ClauseKey(clause),
        applied,
        why: why.to_owned(),
        misses,
    };
    vec![
        (
            SALES_LEADER,
            answer(
                5,
                true,
                "Leads of the slowest week went to other owners.",
                21,
            ),
        ),
        (
            MARKETING_LEADER,
            answer(
                4,
                false,
                "The form of the fair came late, and will not again.",
                12,
            ),
        ),
    ]
}
