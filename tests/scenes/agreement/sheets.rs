//! One page each: what is counted is what prints, what is longer is refused with the count, and a browser prints it
//! on one sheet of A4 without asking anybody for anything.

use docket::publish::agreement::{Agreed, Form, Sheet};
use docket::publish::sheet::{COLUMNS, LINES};
use docket::review::agreement::definition::{Criterion, Critical, Definition};
use docket::review::agreement::rules::{Rule, RuleMeasure, Rules};
use docket::review::agreement::sla::{Measure, Sla};
use docket::review::agreement::starter;
use docket::review::agreement::version::{Signatory, Step, Wording};
use docket::review::agreement::vote::Vote;
use docket::review::entry::{Act, Draft};
use docket::review::person::{Person, Role, Team};
use docket::seat::desk::Desk;
use unicode_width::UnicodeWidthStr;

use super::sla::clause;
use crate::browser;
use crate::room::{NOW, Room};

const LONG: &str = "a reason that goes on for as long as anybody has something to say about it, and then for some time more, until whoever reads it has forgotten how it began";

fn record(desk: &mut Desk, act: Act) {
    record_before(desk, 1, act);
}

fn record_before(desk: &mut Desk, days: i64, act: Act) {
    let draft = Draft {
        at: NOW - days * 86_400_000,
        who: "Ana".to_owned(),
        meeting: None,
        act,
        seen: None,
    };
    desk.ledger.record(&[draft]).unwrap();
}

/// In force since yesterday, by two leaders with long names and for a reason that needs two lines.
fn agree(desk: &mut Desk, wording: Wording) {
    let section = wording.section();
    let managers = [Team::Sales, Team::Marketing].map(|team| Signatory {
        name: format!("Leader of {} with a name that is long", team.word()),
        team,
    });
    let vote = |team: Team| Vote {
        who: team.word().to_owned(),
        team,
        stands: 4,
        dissent: String::new(),
    };
    // Voted on the day after: a first definition is confirmed in a second meeting.
    for (days, step) in [2, 1, 1].into_iter().zip([
        Step::Proposed {
            version: 1,
            wording,
            reason: LONG.to_owned(),
        },
        Step::Voted {
            section,
            version: 1,
            votes: [Team::Sales, Team::Marketing].map(vote).to_vec(),
        },
        Step::Ratified {
            section,
            version: 1,
            from: "2026-11-23".parse().unwrap(),
            managers: managers.to_vec(),
        },
    ]) {
        let step = Box::new(step);
        record_before(desk, days, Act::Agreed { step });
    }
}

/// A desk whose teams have so many members that not all who have not read it are named.
fn desk() -> Desk {
    let mut desk = Room::empty().desk;
    for at in 0..30 {
        let person = Person {
            name: format!("Somebody Who Reads Nothing {at:02}"),
            team: [Team::Sales, Team::Marketing][at % 2],
            role: Role::Rep,
            key: None,
        };
        record(&mut desk, Act::PersonSet { person });
    }
    desk
}

fn length(desk: &Desk, wording: &Wording) -> usize {
    let agreement = desk.ledger.agreement().unwrap();
    let people = desk.ledger.people().unwrap();
    let agreed = Agreed {
        agreement: &agreement,
        people: &people,
        day: "2026-11-24".parse().unwrap(),
        zone: chrono_tz::Tz::UTC,
    };
    agreed.takes(wording)
}

/// A definition with so many criteria of one line each.
fn definition(criteria: u32) -> Wording {
    Wording::Definition(Box::new(Definition {
        summary: vec!["asked for a price".to_owned()],
        criteria: (0..criteria)
            .map(|at| Criterion {
                name: format!("criterion {at}"),
                ..Criterion::default()
            })
            .collect(),
        ..Definition::default()
    }))
}

fn sla(clauses: u32) -> Wording {
    let clauses = (0..clauses).map(|at| {
        let measure = if at % 2 == 0 {
            Measure::PassesMustHaves
        } else {
            Measure::ReasonGiven
        };
        clause(at + 1, measure, 90)
    });
    Wording::Sla(Box::new(Sla {
        clauses: clauses.collect(),
        ..Sla::default()
    }))
}

fn rules(each: u32) -> Wording {
    let rule = |key| Rule {
        key,
        team: [Team::Sales, Team::Marketing][key as usize % 2],
        text: format!("rule {key}"),
        measured: RuleMeasure::FollowedUp,
    };
    Wording::Rules(Box::new(Rules {
        rules: (1..=2 * each).map(rule).collect(),
    }))
}

/// The longest wording of a kind that still fits.
fn fullest(desk: &Desk, kind: fn(u32) -> Wording) -> Wording {
    let fits = |count: &u32| length(desk, &kind(*count)) <= LINES;
    kind((1..100).take_while(fits).last().unwrap())
}

fn on_paper(text: &str) {
    let wide = text.lines().map(UnicodeWidthStr::width).max();
    assert!(wide <= Some(COLUMNS), "{text}");
    assert!(text.lines().count() <= LINES, "{text}");
}

#[test]
fn what_the_starters_say_fits_on_a_page_and_a_definition_with_five_reasons_beside_it() {
    let first = include_str!("../../../assets/agreement/benchmark-lead.toml");
    let mut first: Definition = toml::from_str(first).unwrap();
    first.critical = vec![
        Critical {
            text: "can decide".to_owned(),
            why: "else the deal waits".to_owned(),
            named_by: "T. Reyes".to_owned(),
        };
        5
    ];
    for (sheet, wording) in [
        (Sheet::Definition, Wording::Definition(Box::new(first))),
        (
            Sheet::Sla,
            Wording::Sla(Box::new(starter::sla(
                &docket::review::agreement::names::Names::default(),
            ))),
        ),
        (
            Sheet::Rules,
            Wording::Rules(Box::new(starter::rules(
                &docket::review::agreement::names::Names::default(),
            ))),
        ),
    ] {
        let mut desk = desk();
        agree(&mut desk, wording);
        let page = desk.published(sheet, Form::Text);
        on_paper(&page.unwrap());
    }
}

#[test]
fn what_is_counted_is_what_prints() {
    for (sheet, kind) in [
        (Sheet::Definition, definition as fn(u32) -> Wording),
        (Sheet::Sla, sla),
        (Sheet::Rules, rules),
    ] {
        let mut desk = desk();
        let wording = kind(4);
        agree(&mut desk, wording.clone());
        let page = desk.published(sheet, Form::Text).unwrap();
        let counted = length(&desk, &wording);
        assert_eq!(page.lines().count(), counted, "{page}");
        on_paper(&page);
    }
}

#[test]
fn what_is_longer_than_a_page_is_refused_with_the_count() {
    for (sheet, title, wording) in [
        (Sheet::Definition, "What a lead is", definition(60)),
        (Sheet::Sla, "Who owes what by when", sla(24)),
        (Sheet::Rules, "Rules", rules(30)),
    ] {
        let mut desk = desk();
        agree(&mut desk, wording.clone());
        let why = desk.published(sheet, Form::Html).unwrap_err().to_string();
        let long = length(&desk, &wording);
        let said = format!(
            "the page \"{title}\" takes {long} lines of 80 columns, a page has 60: shorten {} of them",
            long - 60
        );
        assert!(why.starts_with(&said), "{why}\n{said}");
    }
    // Each of them fits; the page people sign has all of them.
    let mut desk = desk();
    for kind in [definition as fn(u32) -> Wording, sla, rules] {
        let wording = fullest(&desk, kind);
        agree(&mut desk, wording);
    }
    let why = desk.published(Sheet::Ours, Form::Text).unwrap_err();
    let why = why.to_string();
    assert!(
        why.starts_with("the page \"Our agreement\" takes "),
        "{why}"
    );
    assert!(why.contains("a page has 60: shorten"), "{why}");
}

#[test]
fn every_page_of_the_made_up_company_is_one_page_with_version_day_signatures_and_words() {
    let room = Room::rehearsal();
    for form in Form::ALL {
        for (sheet, version) in [
            (Sheet::Definition, "v2"),
            (Sheet::Sla, "v2"),
            (Sheet::Rules, "v1"),
            (Sheet::Ours, "what a lead is v2"),
        ] {
            let page = room.desk.published(sheet, form).unwrap();
            for told in [
                version,
                "24 Nov 2026",
                "Karin Lindqvist",
                "Mary Okafor",
                "10 of 10 signed, 9 of 10 have read it",
                "Viktor Holm",
                "delivered",
            ] {
                assert!(page.contains(told), "{told}\n{page}");
            }
            if form == Form::Text {
                on_paper(&page);
            }
        }
    }
    let sponsor = room.desk.sponsors(Form::Text).unwrap();
    on_paper(&sponsor);
    for told in [
        "For the sponsor",
        "as of 24 Nov 2026",
        "THE WORDS WE USE",
        "SIGNED",
    ] {
        assert!(sponsor.contains(told), "{told}\n{sponsor}");
    }
}

#[test]
fn who_has_signed_and_read_is_a_list_of_its_own() {
    let room = Room::rehearsal();
    let list = room.desk.readers(Form::Text).unwrap();
    let row = |name: &str| {
        let mut lines = list.lines();
        lines.find(|line| line.contains(name)).unwrap().to_owned()
    };
    assert!(row("Viktor Holm").ends_with("not yet"), "{list}");
    assert!(!row("Clara Moreau").contains("not yet"), "{list}");
    assert!(row("Mary Okafor").contains("marketing leader"), "{list}");
}

#[test]
fn a_browser_prints_each_page_on_one_sheet_and_asks_nobody_for_anything() {
    let room = Room::rehearsal();
    let mut pages = vec![(
        "sponsor".to_owned(),
        room.desk.sponsors(Form::Html).unwrap(),
    )];
    for sheet in Sheet::ALL {
        let page = room.desk.published(sheet, Form::Html).unwrap();
        pages.push((sheet.word().to_owned(), page));
    }
    for (sheet, kind) in [
        (Sheet::Definition, definition as fn(u32) -> Wording),
        (Sheet::Sla, sla),
        (Sheet::Rules, rules),
    ] {
        let mut desk = desk();
        let wording = fullest(&desk, kind);
        agree(&mut desk, wording);
        let page = desk.published(sheet, Form::Html).unwrap();
        pages.push((format!("{} to the last line", sheet.word()), page));
    }
    for (name, html) in &pages {
        browser::is_still(html);
        let Some(printed) = browser::print(html) else {
            return;
        };
        assert_eq!(printed.sheets, 1, "{name}");
        assert!(printed.a4, "{name}");
        assert_eq!(printed.asked, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_browser_is_seen_to_ask_and_to_need_two_sheets() {
    let lines = "<p>one more line</p>".repeat(120);
    let html =
        format!("<html><body><img src=\"http://nowhere.invalid/a.png\">{lines}</body></html>");
    let Some(printed) = browser::print(&html) else {
        return;
    };
    assert!(printed.sheets > 1);
    assert_eq!(printed.asked, ["http://nowhere.invalid/a.png"]);
}
