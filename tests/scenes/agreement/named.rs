//! The stages by the names both teams agreed on: once they are renamed, the old word stands on no screen, in no export
//! and in no minute; and no word stands beside the house words for the same thing.

use std::collections::BTreeSet;

use docket::console::model::scorecard::View;
use docket::console::places::TableAsk;
use docket::publish::agreement::{Form, Sheet};
use docket::publish::minutes::{Format, render, ten_lines};
use docket::publish::{figures, minutes};
use docket::review::agreement::definition::Definition;
use docket::review::agreement::names::Names;
use docket::review::agreement::version::{Section, Signatory, Step, Wording};
use docket::review::agreement::vote::Vote;
use docket::review::entry::{Act, Draft, Seq};
use docket::review::figures::cut::Cut;
use docket::review::milestone::date_of;
use docket::review::person::Team;
use docket::review::stage::Stage;

use crate::room::{NOW, Room};

/// A name for each stage that stands nowhere else in the program.
const RENAMED: [(Stage, &str); 8] = [
    (Stage::Inq, "raised hand"),
    (Stage::Mql, "handed in"),
    (Stage::Sal, "taken on"),
    (Stage::Srl, "turned down"),
    (Stage::Ret, "sent home"),
    (Stage::Opp, "chance"),
    (Stage::Won, "brought in"),
    (Stage::Lost, "dropped out"),
];

/// The house words, in every form a sentence has them.
const HOUSE: [&str; 9] = [
    "inquiry",
    "inquiries",
    "delivered",
    "accepted",
    "returned",
    "opportunity",
    "opportunities",
    "won",
    "lost",
];

/// Words for the same things that nobody agreed on.
const SYNONYMS: [&str; 12] = [
    "rejected",
    "declined",
    "disqualified",
    "enquiry",
    "enquiries",
    "prospect",
    "prospects",
    "suspect",
    "suspects",
    "closed-won",
    "closed-lost",
    "SQL",
];

/// Keys to a screen, from where the one before ends.
const SCREENS: [&str; 63] = [
    "1",
    "D",
    "<esc>2",
    "<enter>",
    "G",
    "<esc><esc>f",
    "f",
    "f",
    "f",
    "3",
    "x",
    "<esc>l",
    "lx",
    "<esc>lx",
    "<esc>lx",
    "<esc>lx",
    "<esc>lx",
    "<esc>m",
    "<esc>4",
    "<f4>",
    "j",
    "e",
    "<esc><f5>",
    "j",
    "j",
    "<f6>",
    "j",
    "<f7>",
    "j",
    "jjjjjjj",
    "<f8>",
    "j",
    "5",
    "f",
    "f",
    "f",
    "f",
    "e",
    "<esc>6",
    "7",
    "B",
    "B?",
    "<esc>:",
    "<esc>U",
    "<enter>",
    "<esc><esc>A",
    "<esc><esc>1N",
    "<enter>",
    "4",
    "r",
    "1<enter><esc><esc>a",
    "x",
    "<esc>m",
    "m<esc>C",
    "<esc>/",
    "<esc>B",
    "B1",
    "2",
    "3",
    "5",
    "6",
    "7",
    "9",
];

/// Whole words of a text, without what stands in quotation marks, each with its neighbours.
fn said(text: &str) -> Vec<(String, String)> {
    let mut open = String::new();
    for line in text.lines() {
        let mut quoted = false;
        for letter in line.chars() {
            quoted = match letter {
                '"' => !quoted,
                '“' => true,
                '”' => false,
                _ => quoted,
            };
            open.push(if quoted { ' ' } else { letter });
        }
        open.push('\n');
    }
    let part = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '\'');
    let words: Vec<&str> = open
        .split(|letter: char| !part(letter))
        .filter(|word| !word.is_empty())
        .collect();
    let around = |at: usize| {
        let word = |at: Option<usize>| at.and_then(|at| words.get(at)).copied().unwrap_or("");
        format!(
            "{} {} {}",
            word(at.checked_sub(1)),
            words[at],
            word(Some(at + 1))
        )
    };
    words
        .iter()
        .enumerate()
        .map(|(at, word)| ((*word).to_owned(), around(at)))
        .collect()
}

/// The words of `forbidden` that stand in a text and were written by nobody.
fn found(text: &str, forbidden: &[&str], human: &BTreeSet<String>) -> Vec<String> {
    said(text)
        .into_iter()
        .filter(|(word, around)| {
            // A code in capitals is the code, which cannot be renamed.
            let code = word.len() > 2 && word.to_uppercase() == *word;
            let is = |old: &str| word == old || !code && word.to_lowercase() == old;
            forbidden.iter().any(|old| is(old))
                && !pairs(around).iter().any(|pair| human.contains(pair))
        })
        .map(|(_, around)| around)
        .collect()
}

/// A word with the one before it, and with the one after it.
fn pairs(around: &str) -> [String; 2] {
    let words: Vec<&str> = around.split(' ').collect();
    [words[..2].join(" "), words[1..].join(" ")]
}

/// What people and files wrote, and what minutes froze: every text in the journal and in FINAL minutes, in pairs of
/// words.
fn human(room: &Room) -> BTreeSet<String> {
    let mut texts = Vec::new();
    for entry in room.desk.ledger.entries_after(Seq(0)).unwrap() {
        let json = serde_json::to_value(&entry.act).unwrap();
        strings(&json, &mut texts);
    }
    for meeting in room.desk.ledger.meetings().unwrap() {
        let record = room.desk.record_of(meeting.opening.id).unwrap();
        if record.digest.is_some() {
            texts.push(render(&record.minutes, Format::Text, None).unwrap());
        }
    }
    let around = texts.iter().flat_map(|text| said(text));
    let pairs = around.flat_map(|(_, around)| pairs(&around));
    pairs
        .filter(|pair| !pair.starts_with(' ') && !pair.ends_with(' '))
        .collect()
}

fn strings(json: &serde_json::Value, into: &mut Vec<String>) {
    match json {
        serde_json::Value::String(text) => into.push(text.clone()),
        serde_json::Value::Array(all) => all.iter().for_each(|one| strings(one, into)),
        serde_json::Value::Object(all) => all.values().for_each(|one| strings(one, into)),
        _ => {}
    }
}

/// The next version of the definition, voted for by both teams and in force from today.
pub fn in_force(room: &mut Room, text: Definition) {
    let zone = room.desk.ledger.zone().unwrap();
    let today = date_of(NOW / 1000, zone);
    let section = Section::Definition;
    let agreement = room.desk.ledger.agreement().unwrap();
    let version = agreement.section(section).next();
    let vote = |who: &str, team| Vote {
        who: who.to_owned(),
        team,
        stands: 4,
        dissent: String::new(),
    };
    let leader = |name: &str, team| Signatory {
        name: name.to_owned(),
        team,
    };
    let steps = [
        Step::Proposed {
            version,
            wording: Wording::Definition(Box::new(text)),
            reason: "our own words".to_owned(),
        },
        Step::Voted {
            section,
            version,
            votes: vec![
                vote("K. Lind", Team::Sales),
                vote("M. Okafor", Team::Marketing),
            ],
        },
        Step::Ratified {
            section,
            version,
            from: today,
            managers: vec![
                leader("K. Lind", Team::Sales),
                leader("M. Okafor", Team::Marketing),
            ],
        },
    ];
    for step in steps {
        let draft = Draft {
            at: NOW,
            who: "K. Lind".to_owned(),
            meeting: None,
            act: Act::Agreed {
                step: Box::new(step),
            },
            seen: None,
        };
        room.desk.ledger.record(&[draft]).unwrap();
    }
}

/// The made-up company with every stage renamed, in force from today.
fn renamed() -> Room {
    let mut room = Room::rehearsal();
    let agreement = room.desk.ledger.agreement().unwrap();
    let zone = room.desk.ledger.zone().unwrap();
    let today = date_of(NOW / 1000, zone);
    let (_, text) = agreement.definition(today).unwrap();
    let stages = RENAMED.map(|(stage, name)| {
        let mut text = text.stage(stage);
        name.clone_into(&mut text.name);
        for words in [
            &mut text.definition,
            &mut text.entry,
            &mut text.exit,
            &mut text.owner,
            &mut text.buyer,
        ] {
            "as agreed".clone_into(words);
        }
        text
    });
    let text = Definition {
        stages: stages.to_vec(),
        ..text.clone()
    };
    in_force(&mut room, text);
    let effects = docket::console::begin(&mut room.model);
    room.perform(effects);
    room
}

/// Every page the program writes.
fn papers(room: &Room) -> Vec<(String, String)> {
    let mut papers = Vec::new();
    for view in View::ALL {
        let cut = Cut::usual(room.model.today());
        let table = room.desk.table(&TableAsk { view, cut }).unwrap();
        papers.push((format!("{view:?}, text"), figures::text(&table, 80)));
        papers.push((format!("{view:?}, CSV"), figures::csv(&table)));
    }
    for sheet in Sheet::ALL {
        papers.push((
            format!("{sheet:?}"),
            room.desk.published(sheet, Form::Text).unwrap(),
        ));
    }
    papers.push((
        "sponsor".to_owned(),
        room.desk.sponsors(Form::Markdown).unwrap(),
    ));
    let slip = room.desk.slip("T. Reyes").unwrap();
    papers.push(("slip".to_owned(), slip.text()));
    let meeting = room.model.meeting().unwrap();
    let record = room.desk.record_of(meeting).unwrap().minutes;
    for format in [Format::Text, Format::Csv, Format::Markdown, Format::Ics] {
        papers.push((
            format!("{format:?}"),
            render(&record, format, None).unwrap(),
        ));
    }
    papers.push(("ten lines".to_owned(), ten_lines(&record).join("\n")));
    for name in minutes::takers(&record) {
        let page = minutes::takeaway(&record, &name);
        papers.push((name, docket::publish::text::text(&page)));
    }
    papers
}

/// What stands on every screen and in every paper and should not.
fn everywhere(room: &mut Room, forbidden: &[&str]) -> Vec<String> {
    let human = human(room);
    let mut faults = Vec::new();
    let mut look = |place: &str, text: &str, human: &BTreeSet<String>| {
        for words in found(text, forbidden, human) {
            faults.push(format!("{place}: {words}"));
        }
    };
    for keys in SCREENS {
        room.keys(keys);
        for (columns, rows) in [(80, 24), (120, 36), (200, 50)] {
            let screen = room.screen(columns, rows);
            look(&format!("{keys} at {columns}×{rows}"), &screen, &human);
        }
    }
    for view in View::ALL {
        let title = view.title();
        room.keys(&format!("<esc><esc>0<esc>3m{title}<enter>"));
        let screen = room.screen(120, 36);
        look(title, &screen, &human);
    }
    for (paper, text) in papers(room) {
        look(&paper, &text, &human);
    }
    faults
}

#[test]
fn a_renamed_stage_is_called_so_on_every_screen_export_and_minute() {
    let mut room = renamed();
    let faults = everywhere(&mut room, &HOUSE);
    let faults: BTreeSet<String> = faults.into_iter().collect();
    assert!(
        faults.is_empty(),
        "{}",
        faults.into_iter().collect::<Vec<_>>().join("\n")
    );
    let screen = room
        .keys("<esc><esc>0<esc>3mThe funnel<enter>")
        .screen(120, 36);
    crate::room::shows(&screen, &["handed in", "taken on", "chance", "brought in"]);
}

#[test]
fn no_synonym_stands_beside_the_house_words() {
    let mut room = Room::rehearsal();
    let faults: BTreeSet<String> = everywhere(&mut room, &SYNONYMS).into_iter().collect();
    assert!(
        faults.is_empty(),
        "{}",
        faults.into_iter().collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn a_sentence_takes_the_agreed_names_and_leaves_quotations_alone() {
    let stages = RENAMED.map(|(stage, name)| {
        let mut text = Definition::default().stage(stage);
        name.clone_into(&mut text.name);
        text
    });
    let names = Names::of(&Definition {
        stages: stages.to_vec(),
        ..Definition::default()
    });
    for (house, agreed) in [
        ("accepted ÷ answers due", "taken on ÷ answers due"),
        ("Accepted, of answers due", "Taken on, of answers due"),
        (
            "48 not accepted, 117 accepted",
            "48 turned down, 117 taken on",
        ),
        ("3 opportunities, 1 opportunity", "3 chances, 1 chance"),
        ("640 inquiries", "640 raised hands"),
        (
            "an \"accepted\" column, won",
            "an \"accepted\" column, brought in",
        ),
        ("“returned” and returned", "“returned” and sent home"),
        (
            "opportunity_at stays, unwon too",
            "opportunity_at stays, unwon too",
        ),
        ("Deal won.", "Deal brought in."),
    ] {
        assert_eq!(names.say(house), agreed);
    }
    let usual = Names::of(&Definition::default());
    assert_eq!(
        usual.say("Accepted, of answers due"),
        "Accepted, of answers due"
    );
    assert_eq!(usual.name(Stage::Opp), "opportunity");
}
