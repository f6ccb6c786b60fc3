//! Bringing files in from inside the console: what is asked, what can be changed, cancelling, refusals in words.

use docket::console::effect::{Effect, Ticket};
use docket::console::key::script;
use docket::console::message::Message;
use docket::console::update;
use docket::review::filter::{LeadFilter, LeadSort};
use docket::review::lead::Field;

use super::first_start::{LEADS, SUNDAY, Seat, folder};

fn has(screen: &str, words: &[&str]) {
    for word in words {
        assert!(screen.contains(word), "no {word:?} in\n{screen}");
    }
}

fn opened(folder: &tempfile::TempDir, size: (u16, u16)) -> (Seat, String) {
    let mut seat = Seat::new(size);
    let screen = seat.keys(&format!("I{}/<tab><enter>", folder.path().display()));
    (seat, screen)
}

const AMBIGUOUS: &str = "\
Lead ID,Company,Created Date,Became a Marketing Qualified Lead Date
L1,Acme,2026-10-01,02/11/2026
L2,Bolt,2026-10-01,03/11/2026
";

#[test]
fn day_or_month_first_is_asked_and_never_guessed() {
    let lists = folder(&[("leads.csv", AMBIGUOUS)]);
    for size in [(80, 24), (120, 36), (200, 50)] {
        let (mut seat, screen) = opened(&lists, size);
        has(
            &screen,
            &["see below", "02/11/2026", "1 thing nothing settles"],
        );
        // Bringing in at once is not possible: this one is never guessed.
        has(&seat.keys("i"), &["never guessed"]);
        assert_eq!(seat.model.ground.leads, 0);
        has(
            &seat.keys("1"),
            &["Nothing is left to settle", "Bring in 2 rows"],
        );
        has(&seat.keys("<enter>"), &["2 new"]);
    }
}

#[test]
fn the_answer_decides_the_date() {
    let lists = folder(&[("leads.csv", AMBIGUOUS)]);
    for (digit, day) in [("1", "2026-11-02"), ("2", "2026-02-11")] {
        let (mut seat, _) = opened(&lists, (120, 36));
        seat.keys(&format!("{digit}<enter>"));
        let leads = seat
            .desk
            .ledger
            .leads(&LeadFilter::default(), LeadSort::Filed, 0, 9)
            .unwrap();
        let of = leads
            .iter()
            .find(|lead| lead.text(Field::Company) == "Acme")
            .unwrap();
        let at = of.filed.qualified.at().unwrap();
        assert_eq!(at.date(chrono_tz::Tz::UTC).to_string(), day);
    }
}

#[test]
fn a_column_can_be_something_else() {
    let list = "Lead ID,Company,Firm\nL1,Acme,Bolt\n";
    let lists = folder(&[("leads.csv", list)]);
    let (mut seat, screen) = opened(&lists, (120, 36));
    has(&screen, &["kept as it is"]);
    has(
        &seat.keys("<tab>jj<enter>"),
        &["What is \"Firm\"?", "(keep it as it is)"],
    );
    seat.keys("comp<enter>");
    has(&seat.keys("<tab>"), &["2 of 3 columns understood"]);
    seat.keys("i");
    let leads = seat
        .desk
        .ledger
        .leads(&LeadFilter::default(), LeadSort::Filed, 0, 9)
        .unwrap();
    assert_eq!(leads[0].text(Field::Company), "Bolt");
    assert_eq!(
        leads[0].filed.extra,
        [("Company".to_owned(), "Acme".to_owned())]
    );
}

#[test]
fn a_file_that_cannot_be_taken_says_why_and_holds_up_no_other() {
    let lists = folder(&[("a.csv", ""), ("leads.csv", LEADS)]);
    let (mut seat, screen) = opened(&lists, (120, 36));
    has(
        &screen,
        &["a.csv", "cannot be taken: it is empty", "leads · 6 rows"],
    );
    has(&seat.keys("i"), &["leads.csv: 6 leads: 6 new"]);
}

#[test]
fn a_path_that_leads_nowhere_is_said_in_words_and_stays() {
    let mut seat = Seat::new((120, 36));
    let screen = seat.keys("2<ctrl-u>/nowhere/leads.csv<enter>");
    has(&screen, &["/nowhere/leads.csv", "No such file"]);
}

#[test]
fn refused_rows_are_counted_and_kept_in_a_file() {
    let list = "Lead ID,Company\nL1,Acme\n,Nobody\nL2,Bolt,one too many\n";
    let lists = folder(&[("leads.csv", list)]);
    let home = tempfile::tempdir().unwrap();
    let creation = docket::ledger::Creation {
        zone: chrono_tz::Tz::UTC,
        at_ms: SUNDAY,
        who: "Ana".to_owned(),
    };
    let ledger =
        docket::ledger::Ledger::create(&home.path().join("team.docket"), &creation).unwrap();
    let mut seat = Seat::at(ledger, (120, 36));
    seat.keys(&format!("I{}/<tab><enter>", lists.path().display()));
    let screen = seat.keys("i");
    has(
        &screen,
        &["3 leads: 1 new, 2 refused, listed in", "put them right"],
    );
}

#[test]
fn pasted_rows_are_a_file() {
    let mut seat = Seat::new((120, 36));
    let rows = LEADS.replace(',', "\t");
    has(&seat.paste(&rows), &["pasted rows", "leads · 6 rows"]);
    has(&seat.keys("i"), &["pasted rows: 6 leads: 6 new"]);
}

#[test]
fn a_dropped_path_goes_into_the_field() {
    let lists = folder(&[("our leads.csv", LEADS)]);
    let mut seat = Seat::new((120, 36));
    let dropped = format!("'{}/our leads.csv'", lists.path().display());
    has(&seat.paste(&dropped), &["our leads.csv'"]);
    has(&seat.keys("<enter>"), &["leads · 6 rows"]);
}

#[test]
fn cancelled_in_the_middle_nothing_stays_and_the_console_works_meanwhile() {
    let lists = folder(&[("leads.csv", LEADS)]);
    let (mut seat, _) = opened(&lists, (120, 36));
    // The import is held back: the console runs on without its answer.
    let effects: Vec<Effect> = script("i")
        .into_iter()
        .flat_map(|key| update(&mut seat.model, Message::Key { key, at: SUNDAY }))
        .collect();
    let Some(Effect::Import { ticket, .. }) = effects.first().cloned() else {
        panic!("no import in {effects:?}");
    };
    seat.tell(Message::Progress {
        ticket,
        done: 3,
        of: Some(6),
    });
    has(&seat.screen(), &["3 of 6 rows", "c cancels it", "███"]);
    has(&seat.keys("<esc>3"), &["bringing in 3 of 6 rows"]);
    has(&seat.keys("N"), &["an import is under way"]);
    seat.keys("Ic");
    assert_eq!(seat.outside, [Effect::CancelImport { ticket }]);
    let mut held = effects;
    let stopped = seat.desk.bring_in(held.remove(0), &mut |_| false);
    for message in stopped {
        seat.tell(message);
    }
    has(&seat.screen(), &["nothing was changed", "Bring in 6 rows"]);
    assert_eq!(seat.desk.ledger.count(&LeadFilter::default()).unwrap(), 0);
    assert_ne!(ticket, Ticket(0));
    has(&seat.keys("i"), &["6 new"]);
}

#[test]
fn a_list_without_a_header_is_named_column_by_column() {
    let list = "1001,4711,2026-10-02\n1002,4712,2026-10-05\n";
    let lists = folder(&[("export.csv", list)]);
    let (mut seat, screen) = opened(&lists, (120, 36));
    has(
        &screen,
        &[
            "cannot be taken: its first line is no header",
            "column 1",
            "2026-10-02",
        ],
    );
    has(&seat.keys("i"), &["none of these files can be taken"]);
    // The columns have the keys; the first is the lead's id, the third the hand-over.
    seat.keys("<tab><enter>id<enter>");
    has(
        &seat.keys("jj<enter>qualified<enter>"),
        &["2 of 3 columns understood"],
    );
    seat.keys("i");
    let leads = seat
        .desk
        .ledger
        .leads(&LeadFilter::default(), LeadSort::Filed, 0, 9)
        .unwrap();
    let ids: Vec<&str> = leads.iter().map(|lead| lead.filed.key.as_str()).collect();
    assert_eq!(
        ids,
        ["1001", "1002"],
        "the first line is a lead, not a header"
    );
    assert_eq!(
        leads[0].filed.extra,
        [("column 2".to_owned(), "4711".to_owned())]
    );
}
