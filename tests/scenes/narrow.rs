//! The scorecard's tables where room is scarce, where an answer is awaited, and where a column of the file names people.

use docket::console::effect::{Effect, Question};
use docket::console::key::script;
use docket::console::message::Message;
use docket::console::model::scorecard::View;
use docket::console::places::Ask;
use docket::console::update;
use docket::review::figures::table::Value;

use crate::room::{Room, shows};
use crate::truth::Set;

#[test]
fn three_months_stand_beside_each_other_on_eighty_columns() {
    let mut room = Room::rehearsal();
    room.keys("3mthe quarter<enter>");
    let screen = room.screen(80, 24);
    let heading = screen.lines().find(|line| line.contains("acc.")).unwrap();
    for title in ["acc.", "opp."] {
        assert_eq!(heading.matches(title).count(), 3, "{screen}");
    }
    // The cell under the cursor is told in full under the rows, with its whole, and what does not fit beside it.
    room.keys("l");
    let screen = room.screen(80, 24);
    let foot = screen
        .lines()
        .find(|line| line.contains("accepted ") && line.contains(" % of "));
    assert!(foot.is_some(), "{screen}");
    // In the usual words where there is room.
    let wide = room.screen(200, 50);
    shows(&wide, &["opportunities", "reading", "decided"]);
    assert!(!wide.contains("opp."), "{wide}");
    let copied = room.keys("y").done.pop();
    let Some(Effect::Copy(text)) = copied else {
        panic!("{copied:?}")
    };
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn few_leads_are_told_as_counts_where_a_share_has_no_room_for_its_whole() {
    assert_eq!(Value::rate(5, 7).brief(), "5/7");
    assert_eq!(Value::rate(12, 18).brief(), "67%");
    assert_eq!(Value::rate(0, 0).brief(), "—");
    assert_eq!(Value::Count(1234).brief(), "1,234");
}

/// What the seat asks for with these keys, nothing answered yet.
fn asked(room: &mut Room, keys: &str) -> Vec<Effect> {
    let keys = script(keys).into_iter();
    let at = room.model.now;
    keys.flat_map(|key| update(&mut room.model, Message::Key { key, at }))
        .collect()
}

#[test]
fn a_table_opened_again_stands_there_at_once_and_is_counted_anew() {
    let mut room = Room::rehearsal();
    room.keys("3mwhy not<enter>");
    let before = room.screen(120, 36);
    room.keys("<esc>");
    let effects = asked(&mut room, "mwhy not<enter>");
    let waiting: Vec<_> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Ask {
                ticket,
                question: Question::Place(Ask::Table(of)),
            } => Some((*ticket, of.view)),
            _ => None,
        })
        .collect();
    let [(ticket, View::Refused)] = waiting.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(room.screen(120, 36), before, "as it was told last");
    let progress = Message::Progress {
        ticket: *ticket,
        done: 300_000,
        of: Some(1_000_000),
    };
    update(&mut room.model, progress);
    shows(
        &room.screen(120, 36),
        &["as it was told last; counted anew: 300,000 of 1,000,000"],
    );
    room.perform(effects);
    assert_eq!(room.screen(120, 36), before, "told anew");
    // Another cut was never told: nothing stands there that is not of it.
    asked(&mut room, "<esc>mwhy won<enter>");
    shows(&room.screen(120, 36), &["The leads are being counted"]);
}

const OWNED: &str = "\
id,company,source,created_at,qualified_at,Account owner
1,Acme,Web,2026-10-01,2026-10-02,Petra Zeller
2,Bolt,Web,2026-10-01,2026-10-03,Quentin Abel
3,Cobalt,Web,2026-10-01,2026-10-04,Petra Zeller
";

#[test]
fn people_in_a_column_of_the_file_have_no_names_before_the_room() {
    let file = std::env::temp_dir().join(format!("owned-{}.csv", std::process::id()));
    std::fs::write(&file, OWNED).unwrap();
    let set = Set::from(std::slice::from_ref(&file), serde_json::Value::Null);
    std::fs::remove_file(&file).unwrap();
    let mut room = Room::at(set.desk, "J. Adeyemi");
    room.keys("3mslices<enter>s<ctrl-u>Account owner<tab><ctrl-u>all<enter>");
    let names = ["Petra Zeller", "Quentin Abel"];
    shows(&room.screen(120, 36), &names);
    room.keys("V");
    let screen = room.screen(120, 36);
    shows(&screen, &["rep 1", "rep 2"]);
    for name in names {
        assert!(!screen.contains(name), "{screen}");
    }
    room.keys("s<tab><tab><tab>Account owner = Petra Zeller<enter>");
    assert!(!room.screen(120, 36).contains("Petra"));
}

#[test]
fn hours_are_told_only_of_an_agreed_length_of_a_touch() {
    let mut room = Room::rehearsal();
    let hours = |room: &mut Room| {
        room.keys("3mwork on<enter>");
        let table = room.model.scorecard.sheet.table.clone().unwrap();
        let all = table.total.unwrap();
        let Value::Count(touches) = all.cells[1].value else {
            panic!("{:?}", all.cells[1])
        };
        (touches, all.cells[3].value.clone(), table.lines.join(" "))
    };
    // The company agreed on ten minutes a touch.
    let (touches, told, lines) = hours(&mut room);
    let minutes = u32::try_from(touches * 10).unwrap();
    let expected = f64::from(minutes) / 60.0;
    assert!(touches > 60, "{touches}");
    assert_eq!(told, Value::About { hours: expected });
    assert!(
        lines.contains("about 10 minutes a touch, as agreed"),
        "{lines}"
    );
    shows(
        &room.screen(200, 50),
        &["hours on them", &format!("about {expected:.0} h")],
    );
    room.keys("<f8>Ge<ctrl-u>x<enter>");
    shows(&room.screen(120, 36), &["1 to 480 minutes, or nothing"]);
    room.keys("<ctrl-u><enter>");
    let (_, told, lines) = hours(&mut room);
    assert_eq!(told, Value::Nothing);
    assert!(lines.contains("until both agree"), "{lines}");
}

#[test]
fn a_missing_fact_by_rep_is_promised_to_our_forms() {
    let mut room = Room::rehearsal();
    room.keys("3mwish<enter>s<ctrl-u>rep<tab><ctrl-u>all<enter>t");
    shows(&room.screen(120, 36), &["to our forms"]);
}
