//! The minutes as people print them, seen by a real browser, and a team's own template.

use docket::publish::minutes::{Format, render};
use docket::publish::page::{Column, Table};
use docket::publish::table;
use docket::review::minutes::Minutes;

use crate::browser::{is_still, print};
use crate::minutes::gathered;
use crate::phases::at;
use crate::room::{Room, shows};

/// Printed by a real browser, where one is installed: nothing is asked for, every sheet is A4, and they are so many.
#[track_caller]
fn prints(page: &str, sheets: std::ops::RangeInclusive<usize>) {
    let Some(printed) = print(page) else {
        return;
    };
    assert!(printed.asked.is_empty(), "{:?}", printed.asked);
    assert!(printed.a4);
    assert!(sheets.contains(&printed.sheets), "{}", printed.sheets);
}

#[test]
fn the_minutes_load_nothing_run_nothing_and_print_on_a4() {
    let room = Room::rehearsal();
    let last = room.desk.ledger.meetings().unwrap().pop().unwrap();
    let record = room.desk.record_of(last.opening.id).unwrap();
    let page = render(&record.minutes, Format::Html, record.digest.as_deref()).unwrap();
    let order = [
        "id=\"decisions\"",
        "id=\"promises\"",
        "id=\"previous\"",
        "id=\"numbers\"",
        "id=\"appendix\"",
    ];
    let places: Vec<usize> = order.iter().filter_map(|part| page.find(part)).collect();
    assert!(places.len() >= 4 && places.is_sorted(), "{places:?}");
    is_still(&page);
    // A title page's worth, the numbers, 22 leads and the appendix.
    prints(&page, 5..=8);
}

/// What would run or be fetched if it were markup.
const HOSTILE: &str = "<script>fetch('http://x.example')</script><img src=http://x.example onerror=alert(1)>\
    <link rel=stylesheet href=http://x.example>{{ page.title }}{% raw %}</style>&lt;";

#[test]
fn hostile_words_are_words_on_the_page() {
    let mut minutes = Minutes::of(&gathered());
    HOSTILE.clone_into(&mut minutes.title);
    HOSTILE.clone_into(&mut minutes.decisions[0].text);
    HOSTILE.clone_into(&mut minutes.promises[0].text);
    HOSTILE.clone_into(&mut minutes.leads[0].company);
    HOSTILE.clone_into(&mut minutes.leads[0].notes[0].text);
    HOSTILE.clone_into(&mut minutes.facilitator);
    let page = render(&minutes, Format::Html, None).unwrap();
    let lower = page.to_lowercase();
    for markup in ["<script", "<img", "<link", "<iframe"] {
        assert!(!lower.contains(markup), "{markup}");
    }
    assert!(page.contains("&lt;script&gt;"));
    assert!(page.contains("{{ page.title }}"), "a text is no template");
    prints(&page, 2..=4);
}

#[test]
fn the_template_of_the_page_is_put_beside_the_minutes_once_to_be_edited() {
    let mut room = Room::rehearsal();
    at(&mut room, 0, "7p");
    shows(&room.screen(120, 36), &["template.html: edit it"]);
    let file = room.desk.papers().unwrap().join("template.html");
    // Unedited it makes the page that is made without it.
    at(&mut room, 1, "w");
    let page = room.desk.papers().unwrap().join("review-6.html");
    let by_theirs = std::fs::read_to_string(&page).unwrap();
    let edited = std::fs::read_to_string(&file)
        .unwrap()
        .replace("<body", "<body id=\"ours\"");
    std::fs::write(&file, &edited).unwrap();
    at(&mut room, 2, "pw");
    assert_eq!(
        std::fs::read_to_string(&file).unwrap(),
        edited,
        "an edited one stays"
    );
    let by_ours = std::fs::read_to_string(&page).unwrap();
    assert_eq!(by_ours.replace(" id=\"ours\"", ""), by_theirs);
    assert!(by_ours.contains("<body id=\"ours\""));
}

#[test]
fn a_teams_own_template_beside_the_minutes_is_used_and_a_wrong_one_is_told() {
    let mut room = Room::rehearsal();
    let papers = room.desk.papers().unwrap();
    let own =
        "<h1>{{ page.title }}</h1>{% for one in data.decisions %}<p>{{ one.text }}</p>{% endfor %}";
    std::fs::write(papers.join("template.html"), own).unwrap();
    at(&mut room, 0, "N<enter>da & b > c<enter>7<enter>");
    let page = std::fs::read_to_string(papers.join("review-7.html")).unwrap();
    assert!(page.starts_with("<h1>Lead review 7"), "{page}");
    assert!(page.contains("<p>a &amp; b &gt; c</p>"), "{page}");
    std::fs::write(papers.join("template.html"), "{% for %}").unwrap();
    at(&mut room, 1, "7gw");
    shows(&room.screen(120, 36), &["template of the minutes"]);
}

#[test]
fn beside_the_walk_no_word_of_a_table_is_broken() {
    let column = |title: &str, number| Column {
        title: title.to_owned(),
        number,
    };
    let row = |cells: [&str; 4]| cells.map(ToOwned::to_owned).to_vec();
    let table = Table {
        columns: vec![
            column("Figure", false),
            column("At the start", true),
            column("At the end", true),
            column("Change", false),
        ],
        rows: vec![
            row(["Leads that became opportunities", "15.9 %", "16.1 %", ""]),
            row([
                "Lead to opportunity, half within",
                "13 days",
                "12.5 days",
                "down",
            ]),
        ],
    };
    assert!(!table::has_room(&table, 34));
    let listed = table::listed(&table, 34);
    assert_eq!(
        listed,
        [
            "Leads that became opportunities",
            "  At the start: 15.9 % · At the",
            "  end: 16.1 %",
            "Lead to opportunity, half within",
            "  At the start: 13 days · At the",
            "  end: 12.5 days · Change: down",
        ]
    );
    // The longest words and three gaps: 13, 6, 6 and 6 cells, and 6.
    assert!(!table::has_room(&table, 36) && table::has_room(&table, 37));
}
