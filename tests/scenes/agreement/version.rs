//! Versions in the journal: proposed, voted on, in force from a day, superseded; undone like anything else.

use chrono::NaiveDate;
use chrono_tz::Tz;
use docket::ledger::{Ledger, UndoError};
use docket::review::agreement::definition::Definition;
use docket::review::agreement::version::{Section, Signatory, Step, Wording};
use docket::review::agreement::vote::{Carried, Vote, VoteRule};
use docket::review::entry::{Act, Draft};
use docket::review::person::Team;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn says(line: &str) -> Wording {
    Wording::Definition(Box::new(Definition {
        summary: vec![line.to_owned()],
        ..Definition::default()
    }))
}

fn step(who: &str, step: Step) -> Draft {
    Draft {
        at: 1_790_000_000_000,
        who: who.to_owned(),
        meeting: None,
        act: Act::Agreed {
            step: Box::new(step),
        },
        seen: None,
    }
}

fn proposed(version: u32, line: &str) -> Step {
    Step::Proposed {
        version,
        wording: says(line),
        reason: "the first one was too wide".to_owned(),
    }
}

fn ratified(version: u32, from: &str, teams: &[Team]) -> Step {
    let managers = teams.iter().map(|team| Signatory {
        name: format!("{} leader", team.word()),
        team: *team,
    });
    Step::Ratified {
        section: Section::Definition,
        version,
        from: day(from),
        managers: managers.collect(),
    }
}

fn voted(version: u32) -> Step {
    let vote = |who: &str, team| Vote {
        who: who.to_owned(),
        team,
        stands: 4,
        dissent: String::new(),
    };
    Step::Voted {
        section: Section::Definition,
        version,
        votes: vec![vote("Ana", Team::Sales), vote("Ben", Team::Marketing)],
    }
}

/// 28 February 2026, when the last step was taken.
const THAT_DAY: i64 = 1_772_240_000_000;

fn two_versions() -> Ledger {
    let mut ledger = Ledger::in_memory(Tz::UTC).unwrap();
    let both = [Team::Sales, Team::Marketing];
    for (day, done) in [
        (
            0,
            Step::Drafted {
                wording: says("asked"),
            },
        ),
        (0, proposed(1, "asked")),
        // A first definition is confirmed in a second meeting.
        (1, voted(1)),
        (1, ratified(1, "2026-03-01", &both)),
        (1, proposed(2, "asked, and can decide")),
        (1, voted(2)),
        (1, ratified(2, "2026-06-01", &both[..1])),
    ] {
        let mut draft = step("Ana", done);
        // 1 March 2026, 00:00 UTC: nothing comes into force on a day that has passed.
        draft.at = 1_772_323_200_000 + (day - 2) * 86_400_000;
        ledger.record(&[draft]).unwrap();
    }
    ledger
}

#[test]
fn exactly_one_version_is_in_force_on_any_day() {
    let agreement = two_versions().agreement().unwrap();
    for (on, version) in [
        ("2026-02-28", None),
        ("2026-03-01", Some(1)),
        ("2026-05-31", Some(1)),
        ("2026-06-01", Some(2)),
        ("2031-01-01", Some(2)),
    ] {
        let found = agreement.definition(day(on));
        assert_eq!(found.map(|(version, _)| version.number), version, "{on}");
    }
    let (first, text) = agreement.definition(day("2026-04-01")).unwrap();
    assert_eq!(text.summary, ["asked"]);
    assert!(first.ratified_by_both());
    let (second, _) = agreement.definition(day("2026-07-01")).unwrap();
    assert!(
        !second.ratified_by_both(),
        "Marketing's leader was not there"
    );
}

#[test]
fn a_proposal_takes_the_draft_with_it_and_undo_brings_the_older_version_back() {
    let mut ledger = two_versions();
    let history = ledger.agreement().unwrap();
    assert_eq!(history.section(Section::Definition).draft, None);
    assert_eq!(history.section(Section::Definition).next(), 3);
    ledger.undo("Ana", None, THAT_DAY).unwrap();
    let agreement = ledger.agreement().unwrap();
    let (version, _) = agreement.definition(day("2026-07-01")).unwrap();
    assert_eq!(version.number, 1);
    let table = agreement.section(Section::Definition).on_the_table();
    assert_eq!(table.map(|version| version.number), Some(2));
}

#[test]
fn somebody_elses_later_step_on_the_same_section_stops_an_undo() {
    let mut ledger = two_versions();
    let later = Step::Kept {
        section: Section::Definition,
        why: "still right".to_owned(),
    };
    ledger.record(&[step("Ben", later)]).unwrap();
    let refused = ledger.undo("Ana", None, THAT_DAY).unwrap_err();
    assert!(
        matches!(refused, UndoError::Changed { .. }),
        "Ben has since kept it"
    );
}

#[test]
fn a_vote_carries_when_both_teams_are_heard_and_nobody_is_under_three() {
    let vote = |who: &str, team, stands| Vote {
        who: who.to_owned(),
        team,
        stands,
        dissent: String::new(),
    };
    let (sales, marketing) = (Team::Sales, Team::Marketing);
    let rows: [(Vec<Vote>, Carried); 5] = [
        (vec![], Carried::NotHeard(sales)),
        (vec![vote("a", sales, 5)], Carried::NotHeard(marketing)),
        (
            vec![vote("a", sales, 3), vote("b", marketing, 3)],
            Carried::Yes,
        ),
        (
            vec![
                vote("a", sales, 2),
                vote("b", marketing, 5),
                vote("c", sales, 0),
            ],
            Carried::Held(vec!["a".to_owned(), "c".to_owned()]),
        ),
        (
            vec![vote("s", Team::Other, 5), vote("a", sales, 5)],
            Carried::NotHeard(marketing),
        ),
    ];
    for (votes, carried) in rows {
        assert_eq!(VoteRule::default().carried(&votes), carried, "{votes:?}");
    }
}
