//! What the data can tell: MEASURES §2 and §3 as a table.

use docket::review::figures::telling::{Fill, How, tell};

/// 100 leads of everything.
fn full() -> Fill {
    Fill {
        leads: 100,
        created_dated: 100,
        qualified: 80,
        qualified_dated: 80,
        answered: 60,
        by_deed: 0,
        touched: 70,
        worked: 75,
        opportunities: 20,
        both_dated: 20,
        won: 10,
        won_amount: 10,
    }
}

fn check(what: &str, fill: Fill, words: [&str; 6]) {
    let told = tell(&fill).map(|line| line.how.word());
    assert_eq!(told, words, "{what}");
}

#[test]
fn each_figure_is_told_by_what_it_is_made_of() {
    let mut fill = full();
    check("everything", fill, ["yes"; 6]);
    (fill.touched, fill.worked) = (0, 75);
    check(
        "no touches",
        fill,
        ["yes", "yes", "yes", "partly", "yes", "yes"],
    );
    fill.worked = 0;
    check(
        "no evidence",
        fill,
        ["yes", "yes", "yes", "—", "yes", "yes"],
    );

    let no_dates = Fill {
        created_dated: 0,
        qualified_dated: 0,
        both_dated: 0,
        ..full()
    };
    let words = ["partly", "—", "partly", "yes", "partly", "partly"];
    check("no dates", no_dates, words);
}

#[test]
fn answers_and_deals_are_told_by_their_own_facts() {
    let no_answers = Fill {
        answered: 0,
        ..full()
    };
    check(
        "no answers",
        no_answers,
        ["—", "yes", "yes", "yes", "yes", "yes"],
    );
    let by_deed = Fill {
        by_deed: 20,
        ..no_answers
    };
    check(
        "deals alone",
        by_deed,
        ["partly", "yes", "yes", "yes", "yes", "yes"],
    );

    let no_amounts = Fill {
        won_amount: 0,
        ..full()
    };
    check(
        "no amounts",
        no_amounts,
        ["yes", "yes", "yes", "yes", "yes", "partly"],
    );
    let no_deals = Fill {
        opportunities: 0,
        both_dated: 0,
        won: 0,
        won_amount: 0,
        ..full()
    };
    check("no deals", no_deals, ["yes", "—", "yes", "yes", "—", "—"]);

    let nobody = Fill {
        leads: 9,
        ..Fill::default()
    };
    check("names alone", nobody, ["—"; 6]);
}

/// Gaps in fewer than one lead of ten do not make a figure partial; more do, and their number is said.
#[test]
fn a_few_gaps_are_no_reason_to_doubt() {
    let nearly = Fill {
        qualified_dated: 72,
        ..full()
    };
    assert_eq!(tell(&nearly)[2].how, How::Yes);
    let gaps = Fill {
        qualified_dated: 71,
        ..full()
    };
    assert_eq!(tell(&gaps)[2].how, How::Partly);
    assert_eq!(tell(&gaps)[2].why, "9 of 80 have no hand-over date");
}

/// What is missing names the column that brings it.
#[test]
fn a_dark_figure_names_its_column() {
    let fill = Fill {
        touched: 0,
        worked: 0,
        ..full()
    };
    let worked = &tell(&fill)[3];
    assert_eq!(
        (worked.why.as_str(), worked.add),
        ("no touches", Some("Last Contacted"))
    );
    assert!(tell(&Fill::default()).iter().all(|line| line.add.is_some()));
    assert!(tell(&full()).iter().all(|line| line.add.is_none()));
}
