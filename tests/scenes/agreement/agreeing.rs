//! From a draft to a signed page, by keys alone: proposed, voted on, in force from a day, signed, read, published.

use docket::console::update::agreement::change_definition;
use docket::console::{Effect, Message, update};
use docket::publish::agreement::Sheet;
use docket::review::agreement::definition::Criterion;
use docket::review::agreement::version::{Section, Signatory, Step};
use docket::review::entry::{Act, Draft};
use docket::review::person::{Person, Role, Team};

use crate::room::{NOW, Room, shows, ten_leads};

const DAY: i64 = 86_400_000;

/// Two leaders and a rep, named so that their order is known: Ana, Ben, T. Reyes.
fn team() -> Room {
    let mut room = ten_leads();
    let person = |name: &str, team, role| Act::PersonSet {
        person: Person {
            name: name.to_owned(),
            key: None,
            team,
            role,
        },
    };
    for act in [
        person("Ana Lind", Team::Sales, Role::SalesLeader),
        person("Ben Okafor", Team::Marketing, Role::MarketingLeader),
    ] {
        let draft = Draft {
            at: NOW,
            who: "Ana Lind".to_owned(),
            meeting: None,
            act,
            seen: None,
        };
        room.desk.ledger.record(&[draft]).unwrap();
    }
    let effects = docket::console::begin(&mut room.model);
    room.perform(effects);
    room
}

/// The same keys so many days later.
fn later(room: &mut Room, days: i64) {
    let effects = update(
        &mut room.model,
        Message::Clock {
            at: NOW + days * DAY,
        },
    );
    room.perform(effects);
}

/// Keys pressed at the model's own time.
fn press(room: &mut Room, keys: &str) {
    let at = room.model.now;
    for key in docket::console::key::script(keys) {
        let effects = update(&mut room.model, Message::Key { key, at });
        room.perform(effects);
    }
}

/// Votes: one number for each of the people at the table, in their order.
fn vote(room: &mut Room, stands: &str) {
    let people = room.model.ground.people.len();
    let keys = vec![stands; people].join("<tab>");
    press(room, &format!("v{keys}<enter>"));
}

fn draft(room: &mut Room, line: &str) {
    change_definition(&mut room.model, |text| {
        text.summary = vec![line.to_owned()];
        text.criteria = vec![Criterion {
            name: "asked for a price".to_owned(),
            weight: 3,
            must: true,
            ..Criterion::default()
        }];
    });
}

#[test]
fn a_plan_is_agreed_signed_and_written_by_keys_alone() {
    let mut room = team();
    press(&mut room, "<f7>");
    shows(
        &room.screen(120, 36),
        &["no target agreed", "No goal is written yet"],
    );
    press(&mut room, "L");
    shows(
        &room.screen(120, 36),
        &["60–80 %", "revenue goal", "1,200,000", "inquiries"],
    );
    press(&mut room, "pwe had no targets<enter>");
    shows(&room.screen(120, 36), &["v1 on the table"]);
    press(&mut room, "r");
    shows(&room.screen(120, 36), &["nobody has voted on v1 yet"]);
    press(&mut room, "v<enter>");
    shows(&room.screen(120, 36), &["nobody has voted"]);
    press(&mut room, "<esc>");
    vote(&mut room, "4");
    press(&mut room, "r<enter>");
    let today = room.model.today();
    let agreement = room.desk.ledger.agreement().unwrap();
    let (version, plan) = agreement.plan(today).unwrap();
    assert!(version.ratified_by_both());
    assert_eq!(plan.targets.len(), 5);
    shows(&room.screen(120, 36), &["v1 in force since 24 Nov"]);
}

#[test]
fn what_was_proposed_alone_is_not_confirmed_by_the_first_meeting_that_sees_it() {
    let mut room = team();
    press(&mut room, "<f4>");
    draft(&mut room, "asked for a price");
    press(&mut room, "pwe had none<enter>");
    press(&mut room, "<esc>1N<enter>04<f4>");
    vote(&mut room, "5");
    press(&mut room, "r<enter>");
    let screen = room.screen(80, 24);
    shows(
        &screen,
        &["confirmed in a second meeting", "then put it in force"],
    );
    // The next review meets it for the second time, be it on the same day.
    press(&mut room, "<esc>07<enter><enter>");
    press(&mut room, "1N<enter>04<f4>");
    vote(&mut room, "4");
    press(&mut room, "r<enter>");
    let agreement = room.desk.ledger.agreement().unwrap();
    assert!(agreement.definition(room.model.today()).is_some());
}

#[test]
fn a_lever_moves_in_hand_and_nothing_is_saved() {
    let mut room = team();
    press(&mut room, "<f7>L");
    let share = |room: &Room| {
        let plan = update::agreement::plan(&room.model).unwrap();
        plan.goal.as_ref().unwrap().share
    };
    let before = share(&room);
    // Six targets, the revenue, from, by: the ninth down is Marketing's share.
    press(&mut room, "jjjjjjjjj<right><right><left>");
    assert_eq!(share(&room) - before, rust_decimal::Decimal::ONE);
    assert!(room.desk.ledger.agreement().unwrap().sections.is_empty());
}

#[test]
fn a_first_definition_is_confirmed_in_a_second_meeting() {
    let mut room = team();
    press(&mut room, "<f4>");
    draft(&mut room, "asked for a price");
    press(&mut room, "pwe had none<enter>");
    vote(&mut room, "5");
    press(&mut room, "r<enter>");
    shows(&room.screen(120, 36), &["confirmed in a second meeting"]);
    press(&mut room, "<esc>");
    later(&mut room, 1);
    vote(&mut room, "4");
    press(&mut room, "r<enter>");
    let agreement = room.desk.ledger.agreement().unwrap();
    let (version, _) = agreement.definition(room.model.today()).unwrap();
    assert_eq!(version.number, 1);
    // The next one needs no second meeting; on the day the first began it cannot begin.
    draft(&mut room, "asked for a price and can decide");
    press(&mut room, "ptoo wide<enter>");
    vote(&mut room, "3");
    press(&mut room, "r<enter>");
    shows(&room.screen(120, 36), &["two cannot begin on one day"]);
    press(&mut room, "<ctrl-u>+7<enter>");
    let agreement = room.desk.ledger.agreement().unwrap();
    let history = agreement.section(Section::Definition);
    assert_eq!(history.versions.len(), 2);
    let today = room.model.today();
    assert_eq!(history.in_force(today).unwrap().number, 1);
    let week = today + chrono::TimeDelta::days(7);
    assert_eq!(history.in_force(week).unwrap().number, 2);
    // What changed, with reason, votes and both texts, and the old version still to be read.
    press(&mut room, "h");
    shows(
        &room.screen(120, 36),
        &[
            "v2 comes into force on 2 Dec, ratified by both",
            "Why: too wide",
            "Ana Lind 3",
            "Against v1, 1 field changed:",
            "- asked for a price",
            "+ asked for a price and can decide",
        ],
    );
    press(&mut room, "<left><enter>");
    shows(
        &room.screen(120, 36),
        &["v1 is in force", "in short, line 1: asked for a price"],
    );
}

#[test]
fn a_concern_needs_words_is_kept_and_holds_the_vote() {
    let mut room = team();
    press(&mut room, "<f7>Lptargets<enter>");
    press(&mut room, "v2<tab>4<enter>");
    shows(&room.screen(120, 36), &["why not, in words"]);
    press(&mut room, "<ctrl-u>2 21 days is too long<enter>");
    press(&mut room, "r");
    shows(&room.screen(120, 36), &["v1 is held: Ana Lind under 3"]);
    press(&mut room, "h");
    shows(
        &room.screen(120, 36),
        &["Ana Lind, concern: \"21 days is too long\""],
    );
    press(&mut room, "<esc>Xwe try again<enter>");
    shows(&room.screen(120, 36), &["nothing agreed yet"]);
    press(&mut room, "h");
    shows(&room.screen(120, 36), &["v1 was withdrawn: we try again"]);
}

/// A definition in force, by both leaders.
fn agreed(room: &mut Room, line: &str) {
    press(room, "<f4>");
    draft(room, line);
    press(room, "pit is time<enter>");
    later(room, (room.model.now - NOW) / DAY + 1);
    vote(room, "4");
    press(room, "r<enter>");
}

#[test]
fn leaders_sign_teams_follow_and_each_version_asks_again() {
    let mut room = team();
    press(&mut room, "4S");
    shows(&room.screen(120, 36), &["nothing is in force yet to sign"]);
    agreed(&mut room, "asked for a price");
    for name in ["Ana Lind", "Ben Okafor", "T. Reyes"] {
        press(&mut room, &format!("S{name}<enter>"));
    }
    press(&mut room, "RAna Lind<enter>");
    let today = room.model.today();
    let agreement = room.desk.ledger.agreement().unwrap();
    assert_eq!(agreement.signed(today).count(), 3);
    assert!(agreement.unsigned_by(today).is_empty());
    assert!(agreement.has_read("Ana Lind", today).is_some());
    assert!(agreement.has_read("T. Reyes", today).is_none());
    press(&mut room, "<f3>");
    shows(&room.screen(120, 50), &["Ana Lind", "1 of 1 signed"]);
    agreed(&mut room, "asked for a price and can decide");
    let today = room.model.today();
    let agreement = room.desk.ledger.agreement().unwrap();
    assert_eq!(agreement.signed(today).count(), 0);
    let again = agreement.asked_again(today);
    let names: Vec<&str> = again.iter().map(|who| who.name.as_str()).collect();
    assert_eq!(names, ["Ana Lind", "Ben Okafor", "T. Reyes"]);
    assert_eq!(agreement.unsigned_by(today).len(), 2);
}

#[test]
fn the_page_of_a_tab_is_published_with_w() {
    let mut room = team();
    press(&mut room, "<f4>w");
    shows(
        &room.screen(120, 36),
        &["nothing is in force of what a lead is"],
    );
    agreed(&mut room, "asked for a price");
    let mut model_effects = Vec::new();
    for key in docket::console::key::script("w") {
        let at = room.model.now;
        model_effects.extend(update(&mut room.model, Message::Key { key, at }));
    }
    assert!(matches!(
        model_effects.as_slice(),
        [Effect::Publish {
            sheet: Sheet::Definition,
            ..
        }]
    ));
}

#[test]
fn what_nobody_looked_at_for_a_quarter_says_so_until_it_is_kept() {
    let mut room = team();
    agreed(&mut room, "asked for a price");
    let mut screen = room.screen(120, 36);
    assert!(!screen.contains("not reviewed for a quarter"), "{screen}");
    later(&mut room, 100);
    screen = room.screen(120, 36);
    assert_eq!(
        screen.matches("not reviewed for a quarter").count(),
        2,
        "header and tab: {screen}"
    );
    press(&mut room, "Kstill right<enter>");
    screen = room.screen(120, 36);
    assert!(!screen.contains("not reviewed for a quarter"), "{screen}");
}

#[test]
fn the_ledger_refuses_what_the_agreement_refuses() {
    let mut room = team();
    agreed(&mut room, "asked for a price");
    let section = Section::Definition;
    let mut refused = |step: Step| {
        let draft = Draft {
            at: NOW,
            who: "Ben Okafor".to_owned(),
            meeting: None,
            act: Act::Agreed {
                step: Box::new(step),
            },
            seen: None,
        };
        let refused = room.desk.ledger.record(&[draft]);
        refused.unwrap_err().to_string()
    };
    let leader = Signatory {
        name: "Ana Lind".to_owned(),
        team: Team::Sales,
    };
    let again = Step::Ratified {
        section,
        version: 1,
        from: "2027-01-01".parse().unwrap(),
        managers: vec![leader],
    };
    assert!(refused(again).contains("never edited"));
    let nobody = Step::Voted {
        section,
        version: 1,
        votes: Vec::new(),
    };
    assert!(refused(nobody).contains("never edited"));
    let unknown = Step::Withdrawn {
        section,
        version: 7,
        why: String::new(),
    };
    assert!(refused(unknown).contains("v7"));
}

#[test]
fn the_question_goes_round_and_whoever_was_not_heard_is_told_and_kept() {
    let mut room = team();
    press(&mut room, "<f4>o");
    shows(
        &room.screen(120, 36),
        &["Ana Lind, Sales: what do you consider a qualified lead? (0 of"],
    );
    press(&mut room, "<enter>");
    shows(&room.screen(120, 36), &["in their words"]);
    press(&mut room, "somebody who can say yes<enter>");
    shows(
        &room.screen(120, 36),
        &["Ben Okafor, Marketing: what do you"],
    );
    press(&mut room, "<esc>p");
    shows(&room.screen(120, 36), &["not heard: Ben Okafor"]);
    press(&mut room, "first<enter>");
    let agreement = room.desk.ledger.agreement().unwrap();
    let version = &agreement.section(Section::Definition).versions[0];
    assert!(version.reason.starts_with("first (not heard: Ben Okafor"));
}

#[test]
fn minutes_tell_what_was_in_force_and_what_the_review_changed() {
    let mut room = team();
    press(&mut room, "<f7>Lptargets<enter>");
    press(&mut room, "1N<enter>");
    assert!(room.model.walk.is_some());
    press(&mut room, "<f7>v4<tab>3<tab>4<enter>r<enter>");
    let meeting = room.model.meeting().unwrap();
    let minutes = room.desk.record_of(meeting).unwrap().minutes;
    let turn = &minutes.agreed.changes[0];
    assert!(
        turn.what
            .starts_with("targets and plan v1: voted on, in force from 2026-11-24"),
        "{}",
        turn.what
    );
    assert_eq!(turn.reason, "targets");
    assert!(turn.votes.iter().any(|vote| vote.starts_with("Ana Lind ")));
    assert!(turn.changes.iter().any(|change| change.new == "60–80 %"));
    let page =
        docket::publish::minutes::render(&minutes, docket::publish::minutes::Format::Text, None)
            .unwrap();
    assert!(page.contains("Changes to the agreement"), "{page}");
    assert!(page.contains("Agreed: targets and plan v1"), "{page}");
}
