//! What both teams agreed on holds by every door: no version without a carried vote and its second meeting, an answer
//! against a must-have is data to fix wherever one looks, and a criterion that was renamed is still one.

use std::collections::BTreeMap;

use docket::console::model::agreement::definition::DefinitionRow;
use docket::console::model::scorecard::View;
use docket::console::places::TableAsk;
use docket::review::agreement::definition::{Buyer, Criterion, CriterionKey, Definition};
use docket::review::agreement::version::{Section, Step, Wording};
use docket::review::agreement::vote::Vote;
use docket::review::entry::{Act, Draft};
use docket::review::figures::contradiction::Contradiction;
use docket::review::figures::cut::Cut;
use docket::review::figures::table::Value;
use docket::review::lead::{Field, LeadId};
use docket::review::person::{Person, Role, Team};
use docket::review::reason::too_many_other;
use docket::review::stage::Stage;

use crate::room::{NOW, Room, shows, ten_leads};

/// Correct a field of every lead.
pub fn correct(room: &mut Room, field: Field, text: &str) {
    for lead in (1..=10).map(LeadId) {
        room.hears(Act::Corrected {
            lead,
            field,
            text: text.to_owned(),
        });
    }
}

/// The text as version 1, in force when the ten leads came.
pub fn agreed(room: &mut Room, text: Definition) {
    for (days, step) in [
        (40, proposed(1, text)),
        (39, voted(1, 4)),
        (39, ratified(1, "2026-10-20")),
    ] {
        record(room, days, step).unwrap();
    }
    let effects = docket::console::begin(&mut room.model);
    room.perform(effects);
}

const DAY: i64 = 86_400_000;
const SECTION: Section = Section::Definition;

/// A definition of one must-have.
pub fn asks(name: &str, test: &str) -> Definition {
    Definition {
        criteria: vec![Criterion {
            key: CriterionKey(1),
            name: name.to_owned(),
            test: test.to_owned(),
            must: true,
            weight: 1,
            ..Criterion::default()
        }],
        ..Definition::default()
    }
}

pub fn proposed(version: u32, text: Definition) -> Step {
    Step::Proposed {
        version,
        wording: Wording::Definition(Box::new(text)),
        reason: "we had none".to_owned(),
    }
}

pub fn voted(version: u32, stands: u8) -> Step {
    let vote = |who: &str, team| Vote {
        who: who.to_owned(),
        team,
        stands,
        dissent: String::new(),
    };
    Step::Voted {
        section: SECTION,
        version,
        votes: vec![vote("Ana", Team::Sales), vote("Ben", Team::Marketing)],
    }
}

pub fn ratified(version: u32, from: &str) -> Step {
    Step::Ratified {
        section: SECTION,
        version,
        from: from.parse().unwrap(),
        managers: Vec::new(),
    }
}

/// Records a step as a script would: past the console, so many days before now.
pub fn record(room: &mut Room, days: i64, step: Step) -> Result<(), String> {
    let draft = Draft {
        at: NOW - days * DAY,
        who: "Ana".to_owned(),
        meeting: None,
        act: Act::Agreed {
            step: Box::new(step),
        },
        seen: None,
    };
    let recorded = room.desk.ledger.record(&[draft]);
    recorded.map(|_| ()).map_err(|why| why.to_string())
}

/// Ten leads, six of them accepted, under a definition none of them passes, in force when they came.
fn held(room: &mut Room) {
    agreed(room, asks("of Acme", "company is Acme"));
}

/// The card of one of the leads, by its company.
fn card(room: &mut Room, company: &str) -> String {
    room.keys(&format!("<esc><esc>2/{company}<enter><enter>"));
    room.screen(200, 50)
}

#[test]
fn a_card_says_whether_the_title_is_one_to_contact_and_who_of_the_buyers_is_known() {
    let mut room = ten_leads();
    let buyer = |role: &str, titles: &[&str]| Buyer {
        role: role.to_owned(),
        titles: titles.iter().map(|title| (*title).to_owned()).collect(),
    };
    agreed(
        &mut room,
        Definition {
            titles: vec!["chief*".to_owned()],
            buying_group: vec![buyer("decides", &["chief*"]), buyer("pays", &["cfo"])],
            ..asks("named", "company is known")
        },
    );
    shows(
        &card(&mut room, "Company 02"),
        &["title: unknown", "decides unknown, pays unknown"],
    );
    correct(&mut room, Field::Title, "Chief Buyer");
    let mut room = Room::at(room.desk, "T. Reyes");
    shows(
        &card(&mut room, "Company 02"),
        &["title: match", "decides known, pays unknown"],
    );
    correct(&mut room, Field::Title, "Student");
    let mut room = Room::at(room.desk, "T. Reyes");
    shows(&card(&mut room, "Company 02"), &["title: no match"]);
}

#[test]
fn a_criterion_of_one_product_line_is_asked_of_that_line_alone_and_every_lead_is_judged() {
    let mut room = ten_leads();
    let mut text = asks("of Acme", "company is Acme");
    text.line_field = "industry".to_owned();
    text.criteria[0].lines = vec!["Pumps".to_owned()];
    text.criteria.push(Criterion {
        key: CriterionKey(2),
        name: "named".to_owned(),
        test: "company is known".to_owned(),
        weight: 3,
        ..Criterion::default()
    });
    agreed(&mut room, text);
    correct(&mut room, Field::Industry, "Valves");
    let mut room = Room::at(room.desk, "T. Reyes");
    let screen = card(&mut room, "Company 02");
    shows(&screen, &["Agreed, v1:", "named", "5.0 of 5 · rank A"]);
    assert!(!screen.contains("of Acme"), "{screen}");
    correct(&mut room, Field::Industry, "Pumps");
    let mut room = Room::at(room.desk, "T. Reyes");
    // One of four weights failed: 3 of 4 of five points.
    shows(&card(&mut room, "Company 02"), &["of Acme", "3.8 of 5"]);
    let screen = room.keys("<esc><esc><f4>").screen(120, 50);
    shows(&screen, &["10 leads are judged", "not judged: 0"]);
}

#[test]
fn the_buyers_side_of_each_stage_stands_beside_ours_on_the_funnel_and_the_page() {
    let mut room = ten_leads();
    let mut stage = Definition::default().stage(Stage::Opp);
    "asking three of us for a price".clone_into(&mut stage.buyer);
    let text = Definition {
        stages: vec![stage],
        ..asks("named", "company is known")
    };
    agreed(&mut room, text);
    let funnel = room.keys("3mThe funnel<enter>").screen(120, 36);
    shows(
        &funnel,
        &[
            "opportunity: the buyer is asking three of us for a price.",
            "delivered: the buyer is naming the problem, willing to talk.",
        ],
    );
}

#[test]
fn five_things_are_ranked_each_with_why_and_the_wins_of_who_named_it() {
    let mut room = ten_leads();
    correct(&mut room, Field::Owner, "T. Reyes");
    let mut room = Room::at(room.desk, "T. Reyes");
    room.keys("<f4>");
    for what in ["asked for a price", "can decide", "has a date"] {
        // The row after the last of the most critical.
        let rows = docket::console::update::agreement::definition::all_rows(&room.model);
        let at = rows
            .iter()
            .rposition(|row| matches!(row, DefinitionRow::Critical(_)))
            .unwrap();
        room.keys(&format!(
            "g{}e{what}<tab>it tells<tab>T. Reyes<enter>",
            "j".repeat(at)
        ));
    }
    // One deal ended, and it was won.
    shows(
        &room.screen(120, 60),
        &[
            "Most critical, from the best reps: 3 of 5 named",
            "1 asked for a price  (T. Reyes, won 1 of 1)",
            "3 has a date",
            "4 nobody has named it yet",
        ],
    );
}

#[test]
fn two_stages_need_two_names() {
    let mut room = ten_leads();
    room.keys("<f4>");
    let rows = docket::console::update::agreement::definition::all_rows(&room.model);
    let delivered = |row: &DefinitionRow| matches!(row, DefinitionRow::Stage(Stage::Mql));
    let at = rows.iter().position(delivered).unwrap();
    room.keys(&format!("g{}e<ctrl-u>Accepted<enter>", "j".repeat(at)));
    shows(
        &room.screen(120, 36),
        &[
            "! SAL is called so already: two stages need two names",
            "Accepted",
        ],
    );
    room.keys("<ctrl-u>handed in<enter>");
    shows(&room.screen(120, 60), &["MQL  handed in"]);
}

#[test]
fn the_scoring_sheet_holds_each_criterion_with_its_weight() {
    let mut room = ten_leads();
    held(&mut room);
    let sheet = room.desk.scoring(false).unwrap();
    shows(
        &sheet,
        &[
            "definition,key,criterion,kind,weight,test,passes,fails,why,named_by",
            "v1,1,of Acme,must-have,1,company is Acme",
        ],
    );
    let json: serde_json::Value = serde_json::from_str(&room.desk.scoring(true).unwrap()).unwrap();
    assert!(json.to_string().contains("company is Acme"), "{json}");
}

#[test]
fn nothing_comes_into_force_without_a_carried_vote_and_its_second_meeting() {
    let mut room = ten_leads();
    record(
        &mut room,
        40,
        proposed(1, asks("of Acme", "company is Acme")),
    )
    .unwrap();
    let why = record(&mut room, 40, ratified(1, "2026-10-20")).unwrap_err();
    assert!(why.contains("nobody has voted on v1 yet"), "{why}");
    record(&mut room, 40, voted(1, 2)).unwrap();
    let why = record(&mut room, 40, ratified(1, "2026-10-20")).unwrap_err();
    assert!(why.contains("v1 is held: Ana, Ben under 3"), "{why}");
    record(&mut room, 40, voted(1, 4)).unwrap();
    let why = record(&mut room, 40, ratified(1, "2026-10-20")).unwrap_err();
    assert!(why.contains("confirmed in a second meeting"), "{why}");
    record(&mut room, 39, voted(1, 4)).unwrap();
    record(&mut room, 39, ratified(1, "2026-10-20")).unwrap();
    // The next one needs its vote, and no second meeting.
    record(
        &mut room,
        30,
        proposed(2, asks("of Acme", "company is Acme")),
    )
    .unwrap();
    assert!(record(&mut room, 30, ratified(2, "2026-11-01")).is_err());
    record(&mut room, 30, voted(2, 3)).unwrap();
    record(&mut room, 30, ratified(2, "2026-11-01")).unwrap();
}

#[test]
fn accepted_though_a_must_have_failed_is_data_to_fix_everywhere_and_once() {
    let mut room = ten_leads();
    held(&mut room);
    let failed = |room: &Room| {
        let found = room.desk.data_to_fix().unwrap();
        let of = |what: &[Contradiction]| what.contains(&Contradiction::AcceptedFailed);
        found.iter().filter(|(_, what)| of(what)).count()
    };
    // Six are accepted, none of them by deed alone.
    assert_eq!(failed(&room), 6);
    let ask = TableAsk {
        view: View::ToFix,
        cut: Cut::usual(room.model.today()),
    };
    let table = room.desk.table(&ask).unwrap();
    let row = table
        .rows
        .iter()
        .find(|row| row.key == Contradiction::AcceptedFailed.words());
    assert_eq!(row.unwrap().cells[0].value, Value::Count(6));
    let screen = card(&mut room, "Company 02");
    shows(&screen, &["accepted, a must-have not met"]);
    room.keys("K");
    assert_eq!(failed(&room), 5);
    let screen = room.screen(120, 50);
    assert!(
        !screen.contains("accepted, a must-have not met"),
        "{screen}"
    );
}

#[test]
fn an_id_is_judged_by_the_name_as_soon_as_somebody_says_whose_it_is() {
    let mut room = Room::of_list(
        "id,company,qualified_at,status,owner\n\
         1,Acme,2026-11-02,Accepted,U-7\n\
         2,Bolt,2026-11-02,Accepted,U-8\n",
    );
    agreed(&mut room, asks("is Ana's", "owner = Ana"));
    let failed = |room: &Room| {
        assert_eq!(
            room.desk.ledger.check().unwrap(),
            [],
            "kept as it is judged"
        );
        room.desk.data_to_fix().unwrap().len()
    };
    assert_eq!(failed(&room), 2, "nobody is called U-7");
    let person = Person {
        name: "Ana".to_owned(),
        key: Some("U-7".to_owned()),
        team: Team::Sales,
        role: Role::Rep,
    };
    room.hears(Act::PersonSet { person });
    assert_eq!(failed(&room), 1);
    room.desk.ledger.undo("Ana", None, NOW).unwrap();
    assert_eq!(failed(&room), 2, "taken back");
}

#[test]
fn a_criterion_that_was_renamed_is_still_one() {
    let mut room = ten_leads();
    held(&mut room);
    for step in [
        proposed(2, asks("one of ours", "company is Acme")),
        voted(2, 4),
        ratified(2, "2026-11-20"),
    ] {
        record(&mut room, 10, step).unwrap();
    }
    let agreement = room.desk.ledger.agreement().unwrap();
    assert_eq!(agreement.criterion_named("Of Acme"), Some(CriterionKey(1)));
    assert_eq!(
        agreement.criterion_named("one of ours"),
        Some(CriterionKey(1))
    );
    assert_eq!(agreement.criterion_named("nothing"), None);
    let both = BTreeMap::from(
        ["of acme", "one of ours"].map(|name| (name.to_owned(), "one of ours".to_owned())),
    );
    assert_eq!(agreement.criteria_now(), both);
}

#[test]
fn too_many_others_are_spoken_of() {
    // 3 of 20 are 15 %, 4 of 20 are more; one alone is nothing to speak of.
    assert_eq!(too_many_other(3, 20), None);
    assert!(too_many_other(4, 20).unwrap().contains("4 of 20"));
    assert_eq!(too_many_other(1, 2), None);
    assert!(too_many_other(2, 13).is_some());
}

#[test]
fn a_refusal_keeps_the_number_of_the_criterion_that_failed() {
    let mut room = ten_leads();
    held(&mut room);
    room.keys("2/Company 10<enter><enter>r1<enter>");
    let lead = room.desk.ledger.lead(LeadId(10)).unwrap().unwrap();
    let refusal = lead.standing().unwrap().verdict.refusal().unwrap();
    assert_eq!(refusal.criterion, Some(CriterionKey(1)));
    assert_eq!(refusal.detail, "of Acme");
    // What is said again of another lead keeps it too.
    room.keys("<esc>2/<ctrl-u>Company 09<enter><enter>..");
    let lead = room.desk.ledger.lead(LeadId(9)).unwrap().unwrap();
    let again = lead.standing().unwrap().verdict.refusal().unwrap();
    assert_eq!(again.criterion, Some(CriterionKey(1)));
    // An entry from before it was kept reads all the same, and is known by its words.
    let old = r#"{"reason":1,"route":"close","detail":"of Acme"}"#;
    let old: docket::review::verdict::Refusal = serde_json::from_str(old).unwrap();
    assert_eq!((old.criterion, old.detail.as_str()), (None, "of Acme"));
}

#[test]
fn nothing_comes_into_force_on_a_day_that_has_passed_by_any_door() {
    let mut room = ten_leads();
    for (days, step) in [
        (40, proposed(1, asks("of Acme", "company is Acme"))),
        (39, voted(1, 4)),
    ] {
        record(&mut room, days, step).unwrap();
    }
    // 39 days before 24 November is 16 October.
    let why = record(&mut room, 39, ratified(1, "2026-10-15")).unwrap_err();
    assert!(why.contains("2026-10-15 has passed"), "{why}");
    record(&mut room, 39, ratified(1, "2026-10-16")).unwrap();
}
