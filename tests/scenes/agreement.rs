//! The agreement: no definition yet, said in words; reasons renamed without touching their digit; the answer limit.

mod accuracy;
mod agreeing;
mod backtest;
mod clocks;
mod criterion;
mod defining;
mod followed;
mod gallery;
mod held;
mod leaving;
mod listed;
mod named;
mod owed;
mod pages;
mod place;
mod ruled;
mod sheets;
mod sla;
mod turns;
mod version;
mod waterfall;
mod whole;
mod working_time;

use docket::review::reason::{ReasonCode, RouteDefault};

use crate::room::{shows, ten_leads};

#[test]
fn it_says_that_there_is_no_definition_and_how_to_get_one() {
    let mut room = ten_leads();
    for size in [(80, 24), (120, 36), (200, 50)] {
        let screen = room.keys("4").screen(size.0, size.1);
        shows(
            &screen,
            &[
                "What a lead is         nothing agreed yet",
                "There is no agreed definition yet.",
                "1 In a review, ask everybody in turn",
            ],
        );
        let screen = room.keys("<f8>").screen(size.0, size.1);
        shows(&screen, &["the digits never change", "3 ×"]);
        room.keys("<f3>");
    }
}

#[test]
fn a_reason_is_renamed_and_rerouted_its_digit_and_its_leads_stay() {
    let mut room = ten_leads();
    // The limit, reasons 1 2 3.
    room.keys("<f8>jjje<ctrl-u>Nobody needs it<tab><right><right><right><right><enter>");
    let lists = &room.model.ground.lists;
    let reason = lists.reason(ReasonCode(3)).unwrap();
    assert_eq!(reason.name, "Nobody needs it");
    assert_eq!(reason.route, RouteDefault::MergeOrClose);
    let screen = room.screen(120, 36);
    shows(&screen, &["3 Nobody needs it", "Stands on 3 leads today"]);
    room.keys("u");
    let name = &room.model.ground.lists.reason(ReasonCode(3)).unwrap().name;
    assert_ne!(name, "Nobody needs it");
}

#[test]
fn the_answer_limit_is_set_and_taken_away() {
    let mut room = ten_leads();
    let screen = room.keys("<f8>").screen(120, 36);
    shows(
        &screen,
        &[
            "no limit agreed",
            "It binds leads delivered from the moment it is",
        ],
    );
    let screen = room.keys("e16<enter>").screen(120, 36);
    shows(&screen, &["16 working hours"]);
    let screen = room.keys("e<ctrl-u><enter>").screen(120, 36);
    shows(&screen, &["no limit agreed"]);
}
