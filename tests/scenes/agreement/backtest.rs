//! The back-test: a criterion tried on leads that are decided, against figures counted straight from the file.

use std::collections::BTreeMap;
use std::path::Path;

use docket::review::agreement::definition::{Criterion, CriterionKey, Definition};
use docket::review::figures::backtest::BackTest;

use crate::truth::Set;

fn must(test: &str) -> Definition {
    Definition {
        criteria: vec![Criterion {
            key: CriterionKey(1),
            name: test.to_owned(),
            weight: 1,
            must: true,
            test: test.to_owned(),
            ..Criterion::default()
        }],
        ..Definition::default()
    }
}

/// The rows of a CSV without quotes, by header.
fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    lines
        .map(|line| {
            assert!(!line.contains('"'), "the test reads plain commas");
            let cells = header.iter().zip(line.split(','));
            cells
                .map(|(name, cell)| ((*name).to_owned(), cell.trim().to_owned()))
                .collect()
        })
        .collect()
}

/// Leads, accepted and won of those that score 60 or more, of those that score less, and of those without a score.
fn counted(folder: &Path) -> [[u64; 3]; 3] {
    let won: Vec<String> = rows(&folder.join("opportunities.csv"))
        .into_iter()
        .filter(|deal| deal["stage"] == "Closed Won")
        .map(|deal| deal["lead_id"].clone())
        .collect();
    let deals: Vec<String> = rows(&folder.join("opportunities.csv"))
        .into_iter()
        .map(|deal| deal["lead_id"].clone())
        .collect();
    // Decided: an SQL date or a deal says accepted; a status of disqualified says not accepted, of a lead that was
    // delivered at all.
    let mut expected = [[0_u64; 3]; 3];
    for lead in rows(&folder.join("leads.csv")) {
        let id = &lead["lead_id"];
        let accepted = !lead["sql_date"].is_empty()
            || deals.contains(id)
            || lead["converted_to_opportunity"] == "TRUE";
        let refused = lead["status"] == "Disqualified" && !lead["mql_date"].is_empty();
        if !accepted && !refused {
            continue;
        }
        let side = match lead["lead_score"].parse::<f64>() {
            Ok(score) if score >= 60.0 => 0,
            Ok(_) => 1,
            Err(_) => 2,
        };
        expected[side][0] += 1;
        expected[side][1] += u64::from(accepted);
        expected[side][2] += u64::from(won.contains(id));
    }
    expected
}

#[test]
fn a_score_of_sixty_is_tried_on_the_small_set() {
    let folder = Path::new("../shared/data/revops_small");
    let Some(set) = Set::of("revops_small", &["leads.csv", "opportunities.csv"]) else {
        return;
    };
    let told = set.desk.backtest(None, &must("score >= 60")).unwrap();
    let expected = counted(folder);
    let found = [told.then.passed, told.then.failed, told.then.unknown]
        .map(|group| [group.leads, group.accepted, group.won]);
    assert_eq!(found, expected);
    assert!(
        expected[0][0] > 0 && expected[1][0] > 0,
        "the set tells something"
    );
    let [
        [pass, pass_accepted, pass_won],
        [fail, fail_accepted, fail_won],
        _,
    ] = expected;
    assert_eq!(told.leads, pass + fail);
    assert_eq!(told.then.precision(), (pass_accepted, pass));
    assert_eq!(
        told.then.recall(),
        (pass_accepted, pass_accepted + fail_accepted)
    );
    assert_eq!(told.then.precision_won(), (pass_won, pass));
    assert_eq!(told.then.recall_won(), (pass_won, pass_won + fail_won));
    // Nothing is in force: now, all of them passed.
    assert_eq!(told.now.passed.leads, pass + fail);
    assert_eq!(told.rejects_avoided, fail - fail_accepted);
    assert_eq!(told.accepted_lost, fail_accepted);
    assert_eq!(told.wins_lost, fail_won);
    assert_eq!(told.changes, fail);
    assert_eq!(
        told.rejects_let_in + told.accepted_let_in + told.wins_let_in,
        0
    );
}

#[test]
fn a_looser_definition_lets_leads_in_again() {
    let Some(set) = Set::of("revops_small", &["leads.csv", "opportunities.csv"]) else {
        return;
    };
    let (strict, loose) = (must("score >= 60"), must("score >= 40"));
    let there = set.desk.backtest(Some(&strict), &loose).unwrap();
    let back = set.desk.backtest(Some(&loose), &strict).unwrap();
    let turned = |told: &BackTest| {
        [
            (told.rejects_avoided, told.rejects_let_in),
            (told.accepted_lost, told.accepted_let_in),
            (told.wins_lost, told.wins_let_in),
        ]
    };
    let swapped = turned(&back).map(|(out, into)| (into, out));
    assert_eq!(turned(&there), swapped);
    assert!(there.changes > 0, "some leads score between 40 and 60");
    assert_eq!(there.changes, back.changes);
    assert_eq!(there.then, back.now);
    // Newly asked fields are read beside those at hand.
    let both = set
        .desk
        .backtest(Some(&strict), &must("score >= 60 and industry is known"))
        .unwrap();
    assert_eq!(both.changes, 0);
}

#[test]
fn what_a_criterion_tells_has_an_interval() {
    use docket::review::figures::backtest::{Group, Tells};
    let group = |accepted, leads| Group {
        leads,
        accepted,
        won: 0,
    };
    // R. G. Newcombe, Statistics in Medicine 17 (1998), table II, method 10: 56/70 − 48/80 is 0.0524 to 0.3339.
    let tells = Tells {
        met: group(56, 70),
        failed: group(48, 80),
        unknown: 0,
    };
    let (lift, [low, high]) = tells.lift().unwrap();
    assert!((lift - 0.2).abs() < 1e-9);
    assert!(
        (low - 0.0524).abs() < 5e-5 && (high - 0.3339).abs() < 5e-5,
        "{low} {high}"
    );
    assert_eq!(tells.tells(), Some(true));
    // The same paper: 9/10 − 3/10 is 0.1705 to 0.8090.
    let few = Tells {
        met: group(9, 10),
        failed: group(3, 10),
        unknown: 5,
    };
    let (_, [low, high]) = few.lift().unwrap();
    assert!(
        (low - 0.1705).abs() < 5e-5 && (high - 0.8090).abs() < 5e-5,
        "{low} {high}"
    );
    let nothing = Tells {
        met: group(5, 10),
        failed: group(6, 10),
        unknown: 0,
    };
    assert_eq!(nothing.tells(), Some(false));
    assert_eq!(
        Tells {
            met: group(5, 10),
            ..Tells::default()
        }
        .tells(),
        None
    );
}
