//! Data to fix is one number: on the screen, in the document for scripts and in the minutes; and it stands beside the
//! figures it touches, also what only the texts of a record show.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use docket::console::model::scorecard::View;
use docket::console::places::TableAsk;
use docket::review::agreement::judged::Judges;
use docket::review::entry::{Act, Draft};
use docket::review::figures::contradiction::{Contradiction, of_lead};
use docket::review::figures::cut::Cut;
use docket::review::figures::table::Value;
use docket::review::filter::LeadFilter;
use docket::review::lead::{Deal, LeadId};
use docket::review::milestone::date_of;
use docket::seat::desk::Desk;
use docket::seat::desk::report::ReportAsk;

use crate::room::{Room, shows};
use crate::truth::Set;

/// Leads with something to fix, each looked at with all its texts.
fn looked_at(desk: &Desk) -> BTreeSet<LeadId> {
    let zone = desk.ledger.zone().unwrap();
    let agreement = desk.ledger.agreement().unwrap();
    let judges = Judges::new(&agreement, zone, NaiveDate::MAX);
    let mut all = Vec::new();
    desk.ledger
        .facts(&mut |facts| all.push(facts.lead))
        .unwrap();
    let leads = desk.ledger.leads_named(&all).unwrap();
    let open = leads.iter().filter(|lead| {
        let found = of_lead(lead, zone, judges.accepted_failed(lead));
        let open = found.each().any(|what| !lead.said.known.contains(&what));
        open && !lead.suspect
    });
    open.map(|lead| lead.id).collect()
}

fn document(desk: &Desk) -> u64 {
    let report = desk.report(&ReportAsk::default()).unwrap();
    serde_json::to_value(report).unwrap()["contradictions"]
        .as_u64()
        .unwrap()
}

/// What the list says at its head, and what its rows add up to.
fn listed(desk: &Desk) -> (String, u64) {
    let today = date_of(desk.clock.now(), desk.ledger.zone().unwrap());
    let ask = TableAsk {
        view: View::ToFix,
        cut: Cut::usual(today),
    };
    let table = desk.table(&ask).unwrap();
    let open = table.rows.iter().map(|row| match row.cells[0].value {
        Value::Count(leads) => leads,
        _ => 0,
    });
    let open: u64 = open.sum();
    let total = table.total.as_ref().unwrap();
    assert_eq!(total.cells[0].value, Value::Count(open), "rows add up");
    (table.lines[1].clone(), open)
}

/// All that tell of it say the same.
#[track_caller]
fn one_number(room: &Room) -> u64 {
    let desk = &room.desk;
    let leads = looked_at(desk);
    let number = leads.len() as u64;
    assert_eq!(document(desk), number, "the document");
    let told = desk.data_to_fix().unwrap();
    let told: BTreeSet<LeadId> = told.into_iter().map(|(lead, _)| lead).collect();
    assert_eq!(told, leads, "docket check");
    let (head, contradictions) = listed(desk);
    let words = if number == 1 {
        "1 lead ".to_owned()
    } else {
        format!("{number} leads ")
    };
    assert!(head.starts_with(&words), "{head}: not {words}");
    assert!(contradictions >= number, "one lead may say several things");
    if room.model.walk.is_some() {
        let minutes = room.minutes();
        assert_eq!(minutes.appendix.to_fix, Some(number), "the minutes");
        let words = room.minutes_in_words();
        assert!(
            words.contains(&format!("Data to fix: {number} lead")),
            "{words}"
        );
    }
    number
}

/// A reason why a deal ended, and no word that it did, told of a lead without a deal.
fn reason_alone(room: &mut Room) -> LeadId {
    let mut without = None;
    let fine = looked_at(&room.desk);
    room.desk
        .ledger
        .facts(&mut |facts| {
            let bare = !facts.opportunity.reached() && !fine.contains(&facts.lead);
            if bare && !facts.suspect && facts.qualified.reached() {
                without.get_or_insert(facts.lead);
            }
        })
        .unwrap();
    let lead = without.unwrap();
    let deal = Deal {
        reason: "price".to_owned(),
        ..Deal::default()
    };
    record(room, Act::Deal { lead, deal });
    lead
}

fn record(room: &mut Room, act: Act) {
    let draft = Draft {
        at: room.desk.clock.now() * 1000,
        who: "J. Adeyemi".to_owned(),
        meeting: None,
        act,
        seen: None,
    };
    room.desk.ledger.record(&[draft]).unwrap();
}

fn everywhere_the_same(mut room: Room) {
    room.keys("1N<tab><ctrl-u>all<enter>");
    let before = one_number(&room);
    let lead = reason_alone(&mut room);
    assert_eq!(one_number(&room), before + 1, "a reason without an end");
    let what = Contradiction::ReasonWithoutOutcome;
    record(&mut room, Act::Known { lead, what });
    assert_eq!(one_number(&room), before, "left as known");
    // Packed anew, the same is told from what is kept.
    room.desk.ledger.pack().unwrap();
    assert_eq!(one_number(&room), before, "packed");
    assert!(room.desk.ledger.check().unwrap().is_empty());
}

#[test]
fn the_made_up_company_says_one_number_of_data_to_fix() {
    everywhere_the_same(Room::rehearsal());
}

#[test]
fn a_real_export_says_one_number_of_data_to_fix() {
    if let Some(set) = Set::of("revops_small", &["leads.csv", "opportunities.csv"]) {
        everywhere_the_same(Room::at(set.desk, "J. Adeyemi"));
    }
}

/// An export with one lead for each way in which only its texts contradict its answer or its dates.
const AT_ODDS: &str = "\
id,company,created_at,qualified_at,status,first_touch_at,reject_reason,opportunity_at,closed_at,outcome,lost_reason
1,Acme,2026-10-01,2026-10-02,Not Contacted,2026-10-05,,,,,
2,Bolt,2026-10-01,2026-10-02,Working,2026-10-05,No budget,,,,
3,Cobalt,2026-10-01,2026-10-02,Working,2026-10-05,,2026-10-08,,,Price
4,Delta,2026-10-01,2026-10-02,Accepted,2026-10-05,,2026-10-08,2026-10-12,won,
";

#[test]
fn what_only_texts_show_stands_beside_the_figures_it_touches() {
    let mut room = Room::of_list(AT_ODDS);
    let leads = room.desk.ledger.count(&LeadFilter::default()).unwrap();
    assert_eq!(leads, 4);
    assert_eq!(one_number(&room), 3);
    let screen = room.keys("3").screen(200, 50);
    // Two of them touch who worked and who was accepted, one what became of it.
    shows(&screen, &["1 contradicts itself: data to fix"]);
    let told = screen.matches("1 contradicts itself: data to fix").count();
    assert_eq!(told, 3, "{screen}");
}
