//! The agreement on paper: the same data give the same bytes, one page each, nobody's text can act.

use chrono::NaiveDate;
use chrono_tz::Tz;
use docket::ledger::Ledger;
use docket::publish::agreement::{Form, Sheet};
use docket::review::agreement::definition::{Criterion, CriterionKey, Definition, RankText};
use docket::review::agreement::version::{Section, Signatory, Step, Wording};
use docket::review::agreement::vote::Vote;
use docket::review::entry::{Act, Draft};
use docket::review::person::Team;
use docket::seat::clock::Clock;
use docket::seat::desk::Desk;

use crate::hostile::HOSTILE;

/// 1 Oct 2026.
const NOW: i64 = 1_790_812_800;

fn text(hostile: bool, at: usize, calm: &str) -> String {
    if hostile {
        HOSTILE[at % HOSTILE.len()].to_owned()
    } else {
        calm.to_owned()
    }
}

fn definition(hostile: bool) -> Definition {
    let text = |at: usize, calm: &str| text(hostile, at, calm);
    Definition {
        summary: (0..5).map(|at| text(at, "asked for a price")).collect(),
        ranks: vec![RankText {
            rank: 'A',
            name: text(5, "sales-ready"),
            test: text(6, "meets every must-have"),
        }],
        // So many that all of them still fit on the page.
        criteria: (0..HOSTILE.len().min(6))
            .map(|at| Criterion {
                key: CriterionKey(u32::try_from(at).unwrap()),
                name: text(2 * at, "fifty people or more"),
                weight: 2,
                must: true,
                passes: text(2 * at + 1, "a works of 80"),
                fails: text(at + 2, "a shop of 4"),
                test: text(at + 3, "employees >= 50"),
                ..Criterion::default()
            })
            .collect(),
        ..Definition::default()
    }
}

fn desk(hostile: bool) -> Desk {
    let text = |at: usize, calm: &str| text(hostile, at, calm);
    let votes = [("Ana", Team::Sales), ("Ben", Team::Marketing)].map(|(who, team)| Vote {
        who: who.to_owned(),
        team,
        stands: 4,
        dissent: String::new(),
    });
    let section = Section::Definition;
    let managers = votes.clone().map(|vote| Signatory {
        name: vote.who,
        team: vote.team,
    });
    let from: NaiveDate = "2026-09-01".parse().unwrap();
    let mut ledger = Ledger::in_memory(Tz::UTC).unwrap();
    // Voted on the day after: a first definition is confirmed in a second meeting.
    for (day, step) in (0..).zip([
        Step::Proposed {
            version: 1,
            wording: Wording::Definition(Box::new(definition(hostile))),
            reason: text(7, "we had none"),
        },
        Step::Voted {
            section,
            version: 1,
            votes: votes.to_vec(),
        },
        Step::Ratified {
            section,
            version: 1,
            from,
            managers: managers.to_vec(),
        },
        Step::Signed {
            who: Signatory {
                name: text(8, "Ana"),
                team: Team::Sales,
            },
            leader: true,
            versions: [(section, 1)].into(),
        },
    ]) {
        let draft = Draft {
            at: 1_788_220_800_000 + (day - 2) * 86_400_000,
            who: text(9, "Ana"),
            meeting: None,
            act: Act::Agreed {
                step: Box::new(step),
            },
            seen: None,
        };
        ledger.record(&[draft]).unwrap();
    }
    Desk::new(ledger, Clock::Fixed(NOW * 1000))
}

#[test]
fn the_page_has_version_day_leaders_signatures_and_words() {
    let desk = desk(false);
    let page = desk.published(Sheet::Definition, Form::Text).unwrap();
    for told in [
        "What a lead is",
        "v1 · in force since 1 Sep 2026",
        "Ratified by Ana (Sales) and Ben (Marketing).",
        "Why this version: we had none",
        "asked for a price",
        "sales-ready",
        "Marketing  not signed yet",
        "Sales      Ana",
    ] {
        assert!(page.contains(told), "{told}\n{page}");
    }
    let widest = page.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(80), "{page}");
    assert_eq!(page, desk.published(Sheet::Definition, Form::Text).unwrap());
    let refused = desk.published(Sheet::Sla, Form::Text).unwrap_err();
    assert!(
        refused
            .to_string()
            .starts_with("nothing is in force of who owes what")
    );
}

#[test]
fn hostile_words_do_nothing_on_any_page() {
    let desk = desk(true);
    for sheet in [Sheet::Definition, Sheet::Ours] {
        let html = desk.published(sheet, Form::Html).unwrap();
        for tag in ["<script", "<img", "<b>"] {
            assert!(!html.contains(tag), "{tag} in {html}");
        }
        for form in Form::ALL {
            let page = desk.published(sheet, form).unwrap();
            let acts = |letter: char| letter.is_control() && letter != '\n';
            assert!(!page.contains(acts), "{page:?}");
        }
    }
    for line in desk.scoring(false).unwrap().lines() {
        for cell in line.split(',') {
            let cell = cell.trim_start_matches('"');
            assert!(!cell.starts_with(['=', '+', '@']), "{line}");
        }
    }
}

#[test]
fn the_scoring_sheet_has_criteria_and_weights() {
    let desk = desk(false);
    let csv = desk.scoring(false).unwrap();
    let mut lines = csv.trim_start_matches('\u{feff}').lines();
    assert_eq!(
        lines.next().unwrap().trim(),
        "definition,key,criterion,kind,weight,test,passes,fails,why,named_by"
    );
    assert_eq!(
        lines.next().unwrap().trim(),
        "v1,0,fifty people or more,must-have,2,employees >= 50,a works of 80,a shop of 4,,"
    );
    let json: serde_json::Value = serde_json::from_str(&desk.scoring(true).unwrap()).unwrap();
    assert_eq!(json["version"], 1);
    assert_eq!(json["in_force_from"], "2026-09-01");
    assert_eq!(json["criteria"][0]["weight"], 2);
    let all = u64::try_from(HOSTILE.len().min(6)).unwrap();
    assert_eq!(json["of"], 2 * all);
}
