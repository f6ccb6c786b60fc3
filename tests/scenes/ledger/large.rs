//! Many leads at once: packed while they are read, in order without sorting, a page for one question.

use std::path::Path;

use chrono_tz::Tz;
use docket::ledger::{Creation, Ledger, Trouble};
use docket::review::entry::Act;
use docket::review::figures::kpi::Kpi;
use docket::review::filter::{LeadFilter, LeadSort};
use docket::review::lead::{Field, LeadId};
use docket::review::meeting::deed::{Direction, Effect, Origin};
use docket::review::milestone::Reach;
use docket::review::row::LeadRow;
use docket::seat::clock::Clock;
use docket::seat::desk::Desk;

use super::import::{day, import, import_watched, lead_row, leads};
use super::{TEN, accept, added, draft};

/// So many rows from `first` on: every third without a date, the rest over a year, companies in no order.
fn rows(first: u32, count: u32) -> Vec<LeadRow> {
    let row = |number: u32| {
        let delivered = match number % 3 {
            0 => Reach::Not,
            _ => day(1 + number * 7 % 12, 1 + number * 11 % 28),
        };
        let source = ["Web", "Fair", ""][(number * 5 % 3) as usize];
        lead_row(
            &format!("L{number}"),
            &format!("Name {}", number * 13 % 97),
            source,
            delivered,
        )
    };
    (first..first + count).map(row).collect()
}

/// Every lead with what is listed by, in the order it came, from its own row.
fn each(ledger: &Ledger) -> Vec<(LeadId, Option<i64>, String)> {
    let all = ledger
        .lead_ids(&LeadFilter::default(), LeadSort::Filed)
        .unwrap();
    let told = ledger.leads_named(&all).unwrap();
    let code = |reach: Reach| reach.at().map(docket::review::milestone::Milestone::code);
    told.iter()
        .map(|lead| {
            (
                lead.id,
                code(lead.filed.qualified),
                lead.text(Field::Name).to_owned(),
            )
        })
        .collect()
}

#[track_caller]
fn is_whole(ledger: &Ledger) {
    assert_eq!(ledger.check().unwrap(), []);
}

#[track_caller]
fn newest_is_right(ledger: &Ledger) {
    let mut expected = each(ledger);
    expected.sort_by_key(|(lead, at, _)| (at.is_none(), at.map(|at| -at), *lead));
    let expected: Vec<LeadId> = expected.into_iter().map(|(lead, ..)| lead).collect();
    let listed = ledger
        .lead_ids(&LeadFilter::default(), LeadSort::Newest)
        .unwrap();
    assert_eq!(listed, expected);
}

#[test]
fn what_is_packed_while_it_is_read_is_what_the_rows_say() {
    let mut ledger = Ledger::in_memory(Tz::UTC).unwrap();
    // Some by hand and a short file: neither is packed when the long one comes.
    ledger.record(&[draft("Ana", added("Acme"))]).unwrap();
    import(&mut ledger, vec![leads(&rows(1, 20))]);
    let mut long = rows(1, 900);
    // A new lead's row comes again and says otherwise; so does one that was there.
    long.push(lead_row("L700", "Other", "Fair", day(12, 24)));
    long.push(lead_row("L3", "Third", "Web", day(12, 25)));
    let report = import(&mut ledger, vec![leads(&long)]);
    let file = &report.files[0];
    assert_eq!((file.new, file.updated, file.unchanged), (880, 2, 20));
    is_whole(&ledger);
    let told = each(&ledger);
    assert_eq!(told.len(), 901);
    assert_eq!(
        told.iter()
            .filter(|(_, _, name)| name == "Other" || name == "Third")
            .count(),
        2
    );
    import(&mut ledger, vec![leads(&rows(2_000, 600))]);
    is_whole(&ledger);
    let undone = ledger.undo("Ana", None, TEN).unwrap();
    assert!(!undone.is_empty());
    is_whole(&ledger);
    assert_eq!(each(&ledger), told);
}

/// A new file, opened twice.
fn two_seats(folder: &Path) -> (Ledger, Ledger) {
    let file = folder.join("company.docket");
    let creation = Creation {
        zone: Tz::UTC,
        at_ms: TEN,
        who: "Ana".to_owned(),
    };
    let ledger = Ledger::create(&file, &creation).unwrap();
    (ledger, Ledger::open(&file).unwrap())
}

#[test]
fn numbers_and_words_taken_while_a_file_is_read_displace_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let (mut ledger, mut other) = two_seats(folder.path());
    let mut taken = Vec::new();
    let report = import_watched(&mut ledger, vec![leads(&rows(1, 500))], &mut || {
        let mut act = added("Acme");
        if let Act::Added { texts, .. } = &mut act {
            texts.push((Field::Source, "A word of its own".to_owned()));
        }
        let entries = other.record(&[draft("Ben", act)]).unwrap();
        taken.extend(entries[0].act.lead());
    });
    assert_eq!(report.files[0].new, 500);
    assert_eq!(taken, [LeadId(1)]);
    is_whole(&ledger);
    let all = ledger
        .lead_ids(&LeadFilter::default(), LeadSort::Filed)
        .unwrap();
    let told = ledger.leads_named(&all).unwrap();
    assert_eq!(told[0].text(Field::Source), "A word of its own");
    for (lead, row) in told[1..].iter().zip(rows(1, 500)) {
        assert_eq!(lead.filed.key, row.filed.key);
        assert_eq!(lead.text(Field::Source), row.filed.text(Field::Source));
    }
    newest_is_right(&ledger);
}

#[test]
fn the_order_that_is_kept_is_the_order_there_is() {
    let mut ledger = Ledger::in_memory(Tz::UTC).unwrap();
    import(&mut ledger, vec![leads(&rows(1, 700))]);
    newest_is_right(&ledger);
    let desk = Desk::new(ledger, Clock::Fixed(TEN));
    desk.keep().unwrap();
    let mut ledger = desk.ledger;
    newest_is_right(&ledger);
    // A verdict moves nobody; another date, a new lead and one taken out again do.
    ledger.record(&[draft("Ana", accept(LeadId(5)))]).unwrap();
    newest_is_right(&ledger);
    import(
        &mut ledger,
        vec![leads(&[lead_row("L9", "Nine", "Web", day(12, 31))])],
    );
    newest_is_right(&ledger);
    ledger.record(&[draft("Ana", added("Acme"))]).unwrap();
    newest_is_right(&ledger);
    ledger.undo("Ana", None, TEN).unwrap();
    newest_is_right(&ledger);
}

#[test]
fn several_leads_are_told_as_each_alone() {
    let mut ledger = Ledger::in_memory(Tz::UTC).unwrap();
    import(&mut ledger, vec![leads(&rows(1, 30))]);
    ledger.record(&[draft("Ana", accept(LeadId(7)))]).unwrap();
    let asked = [LeadId(7), LeadId(2), LeadId(99), LeadId(7)];
    let told = ledger.leads_named(&asked).unwrap();
    let alone = asked.iter().filter_map(|lead| ledger.lead(*lead).unwrap());
    assert_eq!(told, alone.collect::<Vec<_>>());
    assert_eq!(told.len(), 3);
    assert_eq!(ledger.leads_named(&[]).unwrap(), []);
}

#[test]
fn a_search_finds_the_same_whether_it_was_read_ahead_or_not() {
    let mut ledger = Ledger::in_memory(Tz::UTC).unwrap();
    import(&mut ledger, vec![leads(&rows(1, 5_000))]);
    let found = ledger.search("name 12").unwrap();
    assert!(!found.is_empty());
    let mut ahead = Ledger::in_memory(Tz::UTC).unwrap();
    import(&mut ahead, vec![leads(&rows(1, 5_000))]);
    assert!(ahead.read_ahead().unwrap(), "there is more than one part");
    // In the middle of it somebody speaks of a lead, and the rest is read by the search itself.
    ahead.record(&[draft("Ana", accept(LeadId(4)))]).unwrap();
    assert_eq!(ahead.search("name 12").unwrap(), found);
    assert!(!ahead.read_ahead().unwrap());
    import(
        &mut ahead,
        vec![leads(&[lead_row("L9", "Name 12 again", "Web", Reach::Not)])],
    );
    while ahead.read_ahead().unwrap() {}
    assert_eq!(ahead.search("name 12 again").unwrap(), [LeadId(9)]);
}

#[test]
fn others_write_while_all_leads_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let (mut ledger, mut other) = two_seats(folder.path());
    import(&mut ledger, vec![leads(&rows(1, 400))]);
    let count = || -> Result<_, Trouble> { Ok(vec![("counted".to_owned(), b"so many".to_vec())]) };
    let verdict = [draft("Ben", accept(LeadId(5)))];
    ledger
        .keep(|_| {
            other.record(&verdict).unwrap();
            count()
        })
        .unwrap();
    // What was counted still holds of all but the lead that was spoken of.
    let kept = |ledger: &Ledger| ledger.kept("counted", "counted").unwrap();
    assert_eq!(kept(&ledger), count().unwrap());
    let mut spoken_of = Vec::new();
    ledger
        .moved(&[], &mut |_, _| {}, &mut |facts, _| {
            spoken_of.push(facts.lead);
        })
        .unwrap();
    assert_eq!(spoken_of, [LeadId(5)]);
    ledger
        .keep(|_| {
            import(&mut other, vec![leads(&rows(1_000, 600))]);
            count()
        })
        .unwrap();
    assert_eq!(kept(&ledger), []);
    is_whole(&ledger);
}

#[test]
fn what_was_counted_of_the_past_does_not_outlive_a_packing_anew() {
    let mut ledger = Ledger::in_memory(Tz::UTC).unwrap();
    let mut promise = draft(
        "Ana",
        Act::Promised {
            text: "more of them".to_owned(),
            owner: "Ana".to_owned(),
            due: None,
            lead: None,
            origin: Origin::default(),
            effect: Some(Effect {
                kpi: Kpi::CreatedByMarketing,
                direction: Direction::Up,
            }),
        },
    );
    promise.at = TEN - 60 * 86_400_000;
    ledger.record(&[promise]).unwrap();
    let mut desk = Desk::new(ledger, Clock::Fixed(TEN));
    let delivered = |desk: &Desk| desk.effects(TEN / 1000).unwrap()[0].now.count;
    assert_eq!(delivered(&desk), 0);
    // More leads than are looked up one by one: they are packed, and nothing is kept of them.
    import(&mut desk.ledger, vec![leads(&rows(1, 600))]);
    let anew = delivered(&desk);
    assert!(anew > 0);
    let desk = Desk::new(desk.ledger, Clock::Fixed(TEN));
    assert_eq!(delivered(&desk), anew);
}
