//! A figure explains itself, and the leads behind it add up to it.

use docket::console::effect::Question;
use docket::console::message::Answer;
use docket::console::places::{Ask, Explained, Told, Whose};
use docket::review::figures::explain::{Behind, Figure, counts};
use docket::review::figures::kpi::Kpi;

use crate::room::{Room, shows, ten_leads};

#[test]
fn x_says_formula_counts_and_what_so_many_leads_can_tell() {
    let mut room = ten_leads();
    let screen = room.keys("3<right>x").screen(120, 36);
    shows(
        &screen,
        &[
            "Accepted, of answers due: 60.0 %",
            "6 accepted ÷ 10 answers due",
            "31 to 83 % is what 10 leads can tell",
            "nothing was left out",
            "as of 24 Nov 09:00",
            "6 counted + 4 not = 10",
            "▸ ● Zeta AG",
            "○ Company 07",
        ],
    );
}

#[test]
fn what_was_left_out_is_counted_and_listed_with_its_reason() {
    let mut room = ten_leads();
    let screen = room.keys("3<down>x").screen(80, 24);
    shows(
        &screen,
        &[
            "Lead to opportunity: 7 days",
            "1 with both dates",
            "left out: 9 leads not an opportunity yet",
            "1 counted, 9 left out",
        ],
    );
}

#[test]
fn enter_opens_the_lead_and_esc_comes_back_to_the_figure() {
    let mut room = ten_leads();
    let screen = room.keys("3<right>xj<enter>").screen(120, 36);
    shows(&screen, &["Company 02"]);
    let screen = room.keys("<esc>").screen(120, 36);
    shows(&screen, &["6 accepted ÷ 10 answers due", "▸ ● Company 02"]);
    let screen = room.keys("<esc>").screen(120, 36);
    shows(&screen, &["▸2  Accepted, of answers due"]);
}

/// Every page of the leads behind a figure, as the desk tells them.
fn all(room: &Room, figure: Figure) -> Explained {
    let mut whole: Option<Explained> = None;
    loop {
        let offset = whole.as_ref().map_or(0, |told| told.rows.len() as u64);
        let asked = Ask::Explain {
            figure,
            of: Whose::Wall,
            offset,
            limit: 200,
        };
        let Answer::Place(Told::Explained(page)) =
            room.desk.answer(Question::Place(asked)).unwrap()
        else {
            panic!("another answer");
        };
        let done = page.rows.is_empty();
        match &mut whole {
            None => whole = Some(*page),
            Some(told) => told.rows.extend(page.rows),
        }
        if done {
            return whole.unwrap();
        }
    }
}

#[test]
fn the_leads_behind_every_figure_of_the_rehearsal_add_up() {
    let room = Room::rehearsal();
    for kpi in Kpi::ALL {
        let figure = Figure::Kpi(kpi);
        let told = all(&room, figure);
        let on = |side: Behind| told.rows.iter().filter(|(_, other)| *other == side).count() as u64;
        let (numerator, denominator) = counts(figure, &told.kpis);
        let counted = on(Behind::Numerator);
        assert_eq!(counted, numerator, "{}", kpi.title());
        if let Some(denominator) = denominator {
            let both = counted + on(Behind::Denominator);
            assert_eq!(both, denominator, "{}", kpi.title());
        }
        assert_eq!(told.rows.len() as u64, told.total(), "{}", kpi.title());
        let left: u64 = told.left_out.iter().map(|(_, leads)| leads).sum();
        let listed = told
            .rows
            .iter()
            .filter(|(_, side)| matches!(side, Behind::LeftOut(_)))
            .count();
        assert_eq!(listed as u64, left, "{}", kpi.title());
    }
}
