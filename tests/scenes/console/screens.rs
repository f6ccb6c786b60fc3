//! Screens: what stands on them, at the sizes people have.

use super::{Table, render};

#[test]
fn the_walk_shows_docket_card_and_strip() {
    let mut table = Table::with_leads(24);
    table.review();
    insta::assert_snapshot!("walk", table.screen());
}

#[test]
fn why_not_leaves_the_card_in_view() {
    let mut table = Table::with_leads(24);
    table.review().press("r");
    insta::assert_snapshot!("why_not", table.screen());
}

#[test]
fn the_smallest_screen_folds_strip_and_list() {
    let mut table = Table::with_leads(24).sized(80, 24);
    table.review();
    insta::assert_snapshot!("walk_80x24", table.screen());
}

#[test]
fn a_wide_screen_gains_the_minutes() {
    let mut table = Table::with_leads(8).sized(200, 50);
    table.review();
    insta::assert_snapshot!("walk_200x50", table.screen());
}

#[test]
fn close_lists_what_is_open() {
    let mut table = Table::with_leads(8);
    table.review().press("atsend the price list<enter>7");
    insta::assert_snapshot!("close", table.screen());
}

#[test]
fn below_the_smallest_a_sentence_keeps_what_is_typed() {
    let mut table = Table::with_leads(3).sized(79, 24);
    assert!(
        table.screen().contains("make the window larger"),
        "{}",
        table.screen()
    );
    table = table.sized(120, 36);
    table.review().press("nhalf a note");
    table = table.sized(40, 10);
    table.press(" more");
    table = table.sized(120, 36);
    assert!(table.screen().contains("half a note more"));
    table.press("<esc>");
    table = table.sized(40, 10);
    table.press("q");
    assert!(table.model.pops.len() == 1 || table.left);
}

#[test]
fn every_place_and_phase_draws_at_every_size() {
    let mut table = Table::with_leads(9);
    let mut widths: Vec<u16> = (0..=200).step_by(40).collect();
    widths.extend([1, 2, 5, 12, 79, 81, 99, 100, 119, 170]);
    let all = |table: &mut Table| {
        for width in &widths {
            for height in [0, 1, 3, 13, 24, 25, 36, 60] {
                render(&table.model, *width, height);
            }
        }
    };
    for keys in ["1", "2", "<enter>", "3", "4", "5", "6", "7", "1", "N"] {
        table.press(keys);
        all(&mut table);
    }
    table.press("<enter>");
    for keys in [
        "1", "2", "3", "5", "6", "7", "4", "r", "<esc>n", "<esc>w", "<esc>t", "<esc>v", "<esc>C",
        "<esc>U", "<esc>x", "<esc>?", "<esc>:", "<esc>/", "<esc>m", "<esc>l", "<esc>B", "P",
    ] {
        table.press(keys);
        all(&mut table);
    }
}
