//! The scorecard's tables: rows that add up, cells that open their leads, the same figures as `docket kpis`.

use docket::console::effect::Question;
use docket::console::message::Answer;
use docket::console::model::scorecard::View;
mod midnights;
mod rules;
mod views;

use docket::console::places::{Ask, CellAsk, TableAsk, Told};
use docket::review::figures::coverage::Anchor;
use docket::review::figures::cut::Cut;
use docket::review::figures::table::{REST, Table, Value};
use docket::review::filter::By;
use docket::review::period::Period;

use crate::room::{Room, shows, ten_leads};

/// The table of a view, as the desk counts it.
pub fn table(room: &Room, view: View, cut: &Cut) -> Table {
    let ask = TableAsk {
        view,
        cut: cut.clone(),
    };
    match room.desk.answer(Question::Place(Ask::Table(Box::new(ask)))) {
        Ok(Answer::Place(Told::Table { table, .. })) => *table,
        other => panic!("no table: {other:?}"),
    }
}

pub fn cut(by: By, anchor: Anchor) -> Cut {
    Cut {
        anchor,
        period: Period::All,
        by,
        only: None,
        against: None,
    }
}

/// What a cell counts: a count itself, a rate its part.
fn counted(value: &Value) -> Option<u64> {
    match value {
        Value::Count(count) => Some(*count),
        Value::Rate { part, .. } => Some(*part),
        _ => None,
    }
}

fn of(value: &Value) -> u64 {
    match value {
        Value::Rate { of, .. } => *of,
        _ => 0,
    }
}

#[test]
fn rows_add_up_to_the_whole_and_no_rate_is_above_one() {
    let room = Room::rehearsal();
    let bys = [
        By::Source,
        By::Campaign,
        By::Rep,
        By::Team,
        By::Reason,
        By::DeliveredMonth,
        By::parse("country", true),
        By::parse("industry", true),
    ];
    for by in bys {
        for anchor in [Anchor::Created, Anchor::Qualified] {
            let table = table(&room, View::Slices, &cut(by.clone(), anchor));
            let total = table.total.as_ref().unwrap();
            for at in 0..table.columns.len() {
                let title = &table.columns[at].title;
                let whole = &total.cells[at].value;
                let Some(count) = counted(whole) else {
                    continue;
                };
                let rows = || table.rows.iter().map(|row| &row.cells[at].value);
                let sum: u64 = rows().filter_map(counted).sum();
                assert_eq!(sum, count, "{} {anchor:?}: {title}", by.word());
                assert_eq!(
                    rows().map(of).sum::<u64>(),
                    of(whole),
                    "{} {title}",
                    by.word()
                );
                for value in rows() {
                    if let Value::Rate { part, of } = value {
                        assert!(part <= of, "{}: {title}: {part} of {of}", by.word());
                    }
                }
            }
        }
    }
}

#[test]
fn every_cell_opens_as_many_leads_as_it_counts() {
    let room = Room::rehearsal();
    let views = [
        (View::Slices, cut(By::Source, Anchor::Qualified)),
        (View::Slices, cut(By::Team, Anchor::Created)),
        (View::Months, cut(By::Source, Anchor::Created)),
        (View::Funnel, cut(By::Source, Anchor::Created)),
        (View::Compare, cut(By::Source, Anchor::Qualified)),
    ];
    for (view, cut) in views {
        let table = table(&room, view, &cut);
        let rows = table.rows.iter().map(|row| (Some(row.key.clone()), row));
        for (key, row) in rows.chain(table.total.iter().map(|row| (None, row))) {
            for (column, cell) in row.cells.iter().enumerate() {
                if !cell.opens {
                    continue;
                }
                let ask = CellAsk {
                    table: TableAsk {
                        view,
                        cut: cut.clone(),
                    },
                    row: key.clone(),
                    column,
                };
                let leads = room.desk.cell(&ask).unwrap();
                let mut once = leads.clone();
                once.sort_unstable();
                once.dedup();
                assert_eq!(once.len(), leads.len(), "{view:?}: a lead twice");
                let title = &table.columns[column].title;
                let count = counted(&cell.value).unwrap();
                assert_eq!(leads.len() as u64, count, "{view:?} {} {title}", row.label);
            }
        }
    }
}

#[test]
fn the_rest_adds_up_what_is_folded_and_blank_stays_a_row() {
    let room = ten_leads();
    let table = table(&room, View::Slices, &cut(By::Campaign, Anchor::Qualified));
    let labels: Vec<&str> = table.rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(labels, ["(blank)", "Fair"]);
    let room = Room::rehearsal();
    let whole = self::table(&room, View::Slices, &cut(By::Rep, Anchor::Qualified));
    let folded = whole.clone().folded(3);
    let rest = folded.rows.iter().find(|row| row.key == REST).unwrap();
    let named = whole.rows.iter().filter(|row| !row.apart);
    let hidden: u64 = named
        .skip(3)
        .filter_map(|row| counted(&row.cells[0].value))
        .sum();
    assert_eq!(counted(&rest.cells[0].value), Some(hidden));
    assert_eq!(folded.rows.last().unwrap().label, "unassigned");
}

#[test]
fn the_list_of_views_opens_one_and_esc_goes_back_to_the_six() {
    let mut room = ten_leads();
    let screen = room.keys("3m").screen(120, 36);
    shows(
        &screen,
        &["More figures", "The funnel", "Twelve months", "Slices"],
    );
    let screen = room.keys("funnel<enter>").screen(120, 36);
    shows(
        &screen,
        &[
            "Leads delivered 27 Aug 2026 – 24 Nov 2026",
            "delivered",
            "10",
            "60.0 % of 10",
        ],
    );
    let screen = room.keys("<esc>").screen(120, 36);
    shows(&screen, &["1  Delivered by Marketing"]);
}

#[test]
fn a_cell_explains_itself_and_opens_its_leads_and_esc_comes_back() {
    let mut room = ten_leads();
    room.keys("3scampaign<enter>");
    let screen = room.screen(120, 36);
    shows(&screen, &["By campaign", "(blank)", "Fair", "all"]);
    // The fifth column over: accepted ÷ answers due, of the four leads of the fair.
    let screen = room.keys("lllllx").screen(120, 36);
    shows(
        &screen,
        &[
            "Fair, accepted %: 100.0 % of 4",
            "of answers due",
            "under 10 leads: neither good nor bad",
        ],
    );
    let screen = room.keys("<esc><enter>").screen(120, 36);
    shows(
        &screen,
        &["Fair, accepted %, Esc back", "Zeta AG", "Company 04"],
    );
    assert!(!screen.contains("Company 05"), "{screen}");
    let screen = room.keys("<esc>").screen(120, 36);
    shows(&screen, &["By campaign", "▸ Fair ┄n"]);
}

#[test]
fn a_slice_of_a_slice_and_a_wrong_one_says_why() {
    let mut room = ten_leads();
    room.keys("3s<tab><tab><tab>campaign<enter>");
    shows(&room.screen(120, 36), &["write it as source = Web"]);
    room.keys(" = Fair<enter>");
    shows(
        &room.screen(120, 36),
        &["only campaign = Fair", "4", "100.0 % of 4"],
    );
}

#[test]
fn two_slices_stand_side_by_side() {
    let mut room = ten_leads();
    room.keys(
        "3c<ctrl-u>2026-11<tab>campaign = Fair<tab><ctrl-u>2026-11<tab>campaign = (blank)<enter>",
    );
    shows(
        &room.screen(120, 36),
        &[
            "Side by side",
            "campaign = Fair",
            "100.0 % of 4",
            "33.3 % of 6",
            "+66.7 points",
        ],
    );
}
