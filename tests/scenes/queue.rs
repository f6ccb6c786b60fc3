//! Which leads are talked about, and why.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::UTC;
use docket::review::agreement::AnswerLimits;
use docket::review::agreement::calendar::Calendar;
use docket::review::entry::{Act, Entry, Seq, Told};
use docket::review::lead::{Deal, Field, Filed, FiledVerdict, Lead, LeadId, Touches};
use docket::review::meeting::docket::{Basis, Docket, fit};
use docket::review::meeting::draw::lot;
use docket::review::meeting::queue::{Room, docket};
use docket::review::meeting::{Because, MeetingId, Part};
use docket::review::milestone::{DAY, Milestone, Reach};
use docket::review::money::{Currency, Money};
use docket::review::period::Period;
use docket::review::reason::{ReasonCode, Route};
use docket::review::said::Said;
use docket::review::verdict::{Acceptance, Outcome, Refusal, Verdict};

/// 24 Nov 2026, noon UTC.
const NOW: i64 = 1_795_521_600;

fn ago(days: i64) -> Milestone {
    Milestone::Instant(NOW - days * DAY)
}

fn lead(id: i64, delivered: i64) -> Lead {
    Lead {
        id: LeadId(id),
        filed: Filed {
            qualified: Reach::At(ago(delivered)),
            worked: true,
            ..Filed::default()
        },
        touches: Touches::default(),
        said: Said::default(),
        suspect: false,
        record: docket::review::figures::contradiction::Kinds::default(),
    }
}

fn accepted(days: i64) -> FiledVerdict {
    FiledVerdict {
        verdict: Verdict::Accepted(Acceptance::default()),
        at: Some(ago(days)),
    }
}

fn refused(reason: ReasonCode, detail: &str) -> Verdict {
    Verdict::NotAccepted(Refusal {
        reason,
        route: Route::Close,
        detail: detail.to_owned(),
        criterion: None,
        waived: false,
    })
}

fn filed_refusal(reason: ReasonCode, detail: &str) -> FiledVerdict {
    FiledVerdict {
        verdict: refused(reason, detail),
        at: Some(ago(3)),
    }
}

fn tell(lead: &mut Lead, who: &str, meeting: Option<i64>, verdict: Verdict) {
    let entry = Entry {
        seq: Seq(1),
        gesture: Seq(1),
        at: (NOW - DAY) * 1000,
        who: who.to_owned(),
        meeting: meeting.map(MeetingId),
        act: Act::Verdict {
            lead: lead.id,
            verdict,
            told: Told::Seat,
        },
    };
    lead.said.apply(&entry);
}

fn limits() -> AnswerLimits {
    AnswerLimits::none(Calendar::usual(UTC))
}

fn room(limits: &AnswerLimits) -> Room<'_> {
    Room {
        period: Period::parse("2026-11-01..2026-11-25").unwrap(),
        zone: UTC,
        now: NOW,
        limits,
        minutes: 30,
        seed: 7,
        last_review: Some(MeetingId(6)),
        carried: BTreeSet::new(),
        latest: BTreeSet::new(),
        against: BTreeMap::new(),
        without_dates: false,
        touches_known: true,
    }
}

fn first_reasons(docket: &Docket) -> BTreeMap<i64, Because> {
    let items = docket.items.iter();
    items
        .map(|item| (item.lead.0, item.because[0].clone()))
        .collect()
}

#[test]
fn the_same_seed_draws_the_same_numbers_for_ever() {
    // SplitMix64's published first output for seed 0; with itself as the seed and thing 0 the mixing starts at 0.
    const FIRST: u64 = 0xE220_A839_7B1D_CDAF;
    assert_eq!(lot(FIRST, 0), FIRST);
    let spread: BTreeSet<u64> = (0..1000).map(|id| lot(7, id) >> 56).collect();
    assert!(
        spread.len() > 200,
        "spread over the range: {}",
        spread.len()
    );
    assert_ne!(lot(7, 1), lot(8, 1));
}

#[test]
fn thirty_minutes_hold_eight_to_discuss_and_sixteen_by_consent() {
    let table = [
        (30, (8, 16)),
        (0, (0, 0)),
        (3, (1, 0)),
        (12, (3, 8)),
        (20, (5, 13)),
    ];
    for (minutes, expected) in table {
        assert_eq!(fit(minutes), expected, "{minutes} minutes");
    }
}

/// One lead for each reason, and the reason it must stand on the docket with.
fn one_of_each() -> (Vec<Lead>, BTreeMap<i64, Because>) {
    let mut leads: Vec<Lead> = (1..=9).map(|id| lead(id, 10)).collect();
    leads[0].filed.verdict = Some(filed_refusal(ReasonCode::NOT_RECORDED, ""));
    tell(
        &mut leads[1],
        "T. Reyes",
        None,
        refused(ReasonCode(4), "no budget line"),
    );
    tell(
        &mut leads[1],
        "K. Lind",
        None,
        Verdict::Accepted(Acceptance::default()),
    );
    leads[2].filed.verdict = Some(filed_refusal(ReasonCode(4), "none this year"));
    leads[2].filed.deal.outcome = Some(Outcome::Won);
    leads[3].filed.verdict = Some(accepted(5));
    tell(
        &mut leads[3],
        "T. Reyes",
        None,
        refused(ReasonCode(3), "has a tool"),
    );
    leads[4].filed.qualified = Reach::At(ago(12));
    leads[5].filed.verdict = Some(accepted(1));
    leads[5].filed.worked = false;
    leads[6].filed.verdict = Some(filed_refusal(ReasonCode(4), ""));
    leads[7].filed.verdict = Some(accepted(20));
    leads[7].filed.qualified = Reach::At(ago(21));
    leads[7].touches = Touches {
        count: 1,
        first: Some(ago(20)),
        last: Some(ago(19)),
    };
    leads[8].filed.verdict = Some(accepted(2));
    leads[8].touches = Touches {
        count: 1,
        first: Some(ago(2)),
        last: Some(ago(2)),
    };
    leads[8].filed.deal.amount = Some(Money {
        amount: 90_000.into(),
        currency: Currency::parse("EUR").unwrap(),
    });
    (leads, (1..).zip(reasons_of_each()).collect())
}

fn reasons_of_each() -> [Because; 9] {
    let differ = Because::PeopleDiffer {
        first: "T. Reyes".to_owned(),
        second: "K. Lind".to_owned(),
    };
    [
        Because::NoReasonRecorded,
        differ,
        Because::VerdictAgainstOutcome,
        Because::CrmAgainstRoom,
        Because::AnswerDue { days: 12 },
        Because::Untouched { days: 10 },
        Because::WithoutWords,
        Because::Stalled { days: 19 },
        Because::HighValue,
    ]
}

#[test]
fn each_reason_puts_its_lead_on_the_docket_in_the_order_for_learning() {
    let (leads, expected) = one_of_each();
    let limits = limits();
    let mut room = room(&limits);
    room.minutes = 60;
    let docket = docket(&room, leads);
    assert_eq!(first_reasons(&docket), expected);
    let discussed: Vec<i64> = docket
        .items
        .iter()
        .filter(|item| item.part == Part::ToDiscuss)
        .map(|item| item.lead.0)
        .collect();
    assert_eq!(discussed, [1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(docket.basis, Basis::Dates);
}

#[test]
fn eight_leads_teach_by_several_reasons_and_the_docket_does_not_depend_on_their_order() {
    let limits = limits();
    let room = room(&limits);
    let mut leads: Vec<Lead> = (100..400).map(|id| lead(id, 12)).collect();
    for lead in &mut leads[..100] {
        lead.filed.verdict = Some(filed_refusal(ReasonCode::NOT_RECORDED, ""));
    }
    for lead in &mut leads[100..200] {
        lead.filed.verdict = Some(accepted(2));
    }
    let (few, _) = one_of_each();
    leads.extend(few);
    let drawn = docket(&room, leads.clone());
    leads.reverse();
    assert_eq!(docket(&room, leads.clone()), drawn);
    assert_eq!(
        (drawn.count(Part::ToDiscuss), drawn.count(Part::ByConsent)),
        (8, 16)
    );
    let kinds: BTreeSet<usize> = drawn.items[..8]
        .iter()
        .map(|item| item.because[0].rank())
        .collect();
    assert!(kinds.len() >= 7, "{kinds:?}");
    let by_chance = drawn
        .items
        .iter()
        .filter(|item| item.because[0] == Because::Drawn);
    assert_eq!(by_chance.count(), 4, "a quarter of sixteen");
    let unique: BTreeSet<LeadId> = drawn.items.iter().map(|item| item.lead).collect();
    assert_eq!(unique.len(), drawn.items.len());
    let other = docket(&Room { seed: 8, ..room }, leads);
    assert_ne!(other, drawn);
}

#[test]
fn what_a_review_settled_does_not_come_back_and_what_it_left_does() {
    let limits = limits();
    let mut room = room(&limits);
    let mut settled = lead(1, 10);
    tell(
        &mut settled,
        "T. Reyes",
        Some(6),
        Verdict::Accepted(Acceptance::default()),
    );
    let mut old = lead(2, 200);
    old.filed.verdict = Some(accepted(2));
    old.filed.deal = Deal::default();
    let mut ancient = lead(3, 200);
    ancient.filed.verdict = Some(filed_refusal(ReasonCode(4), "asked twice"));
    if let Some(filed) = &mut ancient.filed.verdict {
        filed.at = Some(ago(190));
    }
    let mut parked = ancient.clone();
    parked.id = LeadId(4);
    parked.said.parked_in = Some(MeetingId(6));
    let mut carried = ancient.clone();
    carried.id = LeadId(5);
    room.carried.insert(LeadId(5));
    let docket = docket(&room, [settled, old, ancient, parked, carried]);
    let on: BTreeSet<i64> = docket.items.iter().map(|item| item.lead.0).collect();
    assert_eq!(on, BTreeSet::from([2, 4, 5]));
    assert_eq!(first_reasons(&docket)[&4], Because::Carried);
}

#[test]
fn a_win_is_surprising_where_its_source_rarely_wins() {
    let limits = limits();
    let room = room(&limits);
    let mut leads: Vec<Lead> = (1..=12).map(|id| lead(id, 300)).collect();
    for lead in &mut leads {
        lead.filed
            .texts
            .insert(Field::Source, "scanned badge".to_owned());
        lead.filed.verdict = Some(accepted(290));
        lead.filed.deal.outcome = Some(Outcome::Lost);
        lead.filed.deal.closed = Reach::At(ago(200));
    }
    leads[4].filed.deal.outcome = Some(Outcome::Won);
    leads[4].filed.deal.closed = Reach::At(ago(2));
    let docket = docket(&room, leads);
    let because = &docket.items[0].because;
    assert_eq!(docket.items.len(), 1);
    assert_eq!(
        because[..2],
        [Because::Surprise { won: true }, Because::Changed]
    );
}

#[test]
fn without_any_date_the_latest_file_is_the_docket_else_a_draw() {
    let limits = limits();
    let mut room = room(&limits);
    room.without_dates = true;
    let leads: Vec<Lead> = (1..=50)
        .map(|id| {
            let mut lead = lead(id, 0);
            lead.filed.qualified = Reach::Undated;
            lead
        })
        .collect();
    room.latest = BTreeSet::from([LeadId(3), LeadId(9)]);
    let from_file = docket(&room, leads.clone());
    let on: BTreeSet<i64> = from_file.items.iter().map(|item| item.lead.0).collect();
    assert_eq!(
        (from_file.basis, on),
        (Basis::LatestFile, BTreeSet::from([3, 9]))
    );
    room.latest.clear();
    let sample = docket(&room, leads.clone());
    assert_eq!((sample.basis, sample.items.len()), (Basis::Sample, 24));
    assert!(sample.words().contains("drawn by chance"));
    assert_eq!(docket(&room, leads), sample);
}

#[test]
fn a_reason_is_said_neutrally() {
    let table = [
        (Because::AnswerDue { days: 12 }, "no answer for 12 days"),
        (Because::Untouched { days: 1 }, "not touched for 1 day"),
        (
            Because::NoReasonRecorded,
            "not accepted, no reason recorded in the CRM",
        ),
    ];
    for (because, words) in table {
        assert_eq!(because.words(), words);
    }
}

/// Leads without an answer for so many days, as many as ids.
fn silent(ids: std::ops::RangeInclusive<i64>) -> Vec<Lead> {
    ids.map(|id| lead(id, 20)).collect()
}

#[test]
fn a_parked_or_carried_lead_is_always_there_however_much_else_there_is() {
    let limits = limits();
    let mut room = room(&limits);
    // Nine minutes hold two to discuss and eight by consent; sixty silent leads would fill them all.
    room.minutes = 9;
    room.carried = (101..=112).map(LeadId).collect();
    let mut leads = silent(1..=60);
    for id in 101..=111 {
        let mut carried = lead(id, 300);
        carried.filed.verdict = Some(filed_refusal(ReasonCode(4), "asked twice"));
        leads.push(carried);
    }
    // One of them has a stronger reason as well, and fifty others have it more.
    leads.push(lead(112, 2));
    let docket = docket(&room, leads);
    let on: BTreeSet<i64> = docket.items.iter().map(|item| item.lead.0).collect();
    for id in 101..=112 {
        assert!(on.contains(&id), "{id} is missing of {on:?}");
    }
}

#[test]
fn a_refusal_without_a_recorded_reason_is_first_in_both_halves() {
    let limits = limits();
    let mut room = room(&limits);
    room.carried = [LeadId(90)].into();
    let mut leads = silent(1..=20);
    leads.push(lead(90, 300));
    for id in 31..=50 {
        let mut unrecorded = lead(id, 10);
        unrecorded.filed.verdict = Some(filed_refusal(ReasonCode::NOT_RECORDED, ""));
        leads.push(unrecorded);
    }
    let docket = docket(&room, leads);
    for half in [Part::ToDiscuss, Part::ByConsent] {
        let first = docket.items.iter().find(|item| item.part == half).unwrap();
        assert_eq!(first.because[0], Because::NoReasonRecorded, "{half:?}");
    }
}
