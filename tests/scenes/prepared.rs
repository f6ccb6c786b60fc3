//! Who came prepared: counted from what reps said before the review opened, and from nothing else.

use docket::review::entry::{Act, Entry, Seq};
use docket::review::lead::{Field, Filed, Lead, LeadId, Touches};
use docket::review::meeting::MeetingId;
use docket::review::meeting::prepared::Prepared;
use docket::review::said::Said;

fn lead(number: i64, owner: &str) -> Lead {
    let mut filed = Filed::default();
    if !owner.is_empty() {
        filed.texts.insert(Field::Owner, owner.to_owned());
    }
    Lead {
        id: LeadId(number),
        filed,
        touches: Touches::default(),
        said: Said::default(),
        suspect: false,
        record: docket::review::figures::contradiction::Kinds::default(),
    }
}

fn entry(who: &str, meeting: Option<i64>, act: Act) -> Entry {
    Entry {
        seq: Seq(1),
        gesture: Seq(1),
        at: 0,
        who: who.to_owned(),
        meeting: meeting.map(MeetingId),
        act,
    }
}

fn note(who: &str, meeting: Option<i64>) -> Entry {
    let text = "spoke on the phone".to_owned();
    let lead = LeadId(1);
    entry(who, meeting, Act::Note { lead, text })
}

#[test]
fn a_rep_is_prepared_who_said_something_before_the_review() {
    let docket = [
        lead(1, "Reyes"),
        lead(2, "Reyes"),
        lead(3, "Okoro"),
        lead(4, "Lind"),
        lead(5, ""),
    ];
    let setting = Act::Setting {
        name: "zone".to_owned(),
        value: "UTC".to_owned(),
    };
    let since = [
        note("Reyes", None),
        note("Reyes", None),
        // In a review, by somebody who owns none of these, and about no lead: none of them counts.
        note("Okoro", Some(3)),
        note("Adeyemi", None),
        entry("Lind", None, setting),
    ];
    let prepared = Prepared::of(&docket, &since);
    assert_eq!(prepared, Prepared { ready: 1, reps: 3 });
    assert_eq!(prepared.words(), "prepared: 1 of 3 reps");
}

#[test]
fn where_nobody_owns_a_lead_nobody_is_asked() {
    let prepared = Prepared::of(&[lead(1, "")], &[note("Reyes", None)]);
    assert_eq!(prepared.words(), "");
}
