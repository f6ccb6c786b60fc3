//! The minutes: what a review leaves behind, in every format, from a record built by hand.

use chrono::NaiveDate;
use docket::publish::minutes::{Format, canonical, digest, render, ten_lines, thaw};
use docket::review::entry::{Act, Entry, Seq, Told};
use docket::review::figures::kpi::{self, Kpis};
use docket::review::lead::{Field, Filed, FiledVerdict, Lead, LeadId};
use docket::review::meeting::deed::Origin;
use docket::review::meeting::{
    Attendance, Because, DocketItem, Meeting, MeetingId, MeetingState, Opening, Part, Promise,
    PromiseState, fold,
};
use docket::review::minutes::{Around, Closing, Gathered, Minutes, Reviewed, State};
use docket::review::period::Period;
use docket::review::person::{Person, Role, Team};
use docket::review::reason::{PickLists, ReasonCode, Route};
use docket::review::verdict::{Acceptance, Judgement, Refusal, Verdict};

/// 24 Nov 2026, 09:00 UTC, 10:00 in Berlin.
pub const OPENED: i64 = 1_795_510_800_000;
const MINUTE: i64 = 60_000;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn person(name: &str, team: Team, role: Role) -> Person {
    Person {
        name: name.to_owned(),
        key: None,
        team,
        role,
    }
}

pub fn lead(id: i64, company: &str, name: &str) -> Lead {
    let mut filed = Filed {
        key: format!("00Q{id}"),
        ..Filed::default()
    };
    filed.texts.insert(Field::Company, company.to_owned());
    filed.texts.insert(Field::Name, name.to_owned());
    filed.texts.insert(Field::Source, "trade fair".to_owned());
    Lead {
        id: LeadId(id),
        filed,
        ..Lead::bare(LeadId(id))
    }
}

pub fn entry(seq: i64, gesture: i64, act: Act) -> Entry {
    Entry {
        seq: Seq(seq),
        gesture: Seq(gesture),
        at: OPENED + seq * MINUTE,
        who: "T. Reyes".to_owned(),
        meeting: Some(MeetingId(7)),
        act,
    }
}

pub fn no_budget() -> Verdict {
    Verdict::NotAccepted(Refusal {
        reason: ReasonCode(4),
        route: Route::Nurture {
            until: day("2027-05-23"),
        },
        detail: String::new(),
        criterion: None,
        waived: false,
    })
}

fn accepted() -> Verdict {
    Verdict::Accepted(Acceptance {
        owner: "T. Reyes".to_owned(),
        next_touch: Some(day("2026-11-26")),
        because: None,
    })
}

fn opening() -> Opening {
    let item = |lead, part, because: &[Because]| DocketItem {
        lead: LeadId(lead),
        part,
        because: because.to_vec(),
    };
    Opening {
        id: MeetingId(7),
        title: "Lead review".to_owned(),
        period: Period::parse("2026-08-26..2026-11-24").unwrap(),
        minutes: 75,
        lead_minutes: 30,
        seed: 7,
        facilitator: "J. Adeyemi".to_owned(),
        present: vec![
            person("T. Reyes", Team::Sales, Role::Rep),
            person("M. Okafor", Team::Marketing, Role::Marketer),
        ],
        docket: vec![
            item(1, Part::ToDiscuss, &[Because::AnswerDue { days: 12 }]),
            item(2, Part::ByConsent, &[Because::Drawn]),
            item(3, Part::ToDiscuss, &[Because::HighValue]),
        ],
        practice: false,
        template: String::new(),
        agenda: Vec::new(),
    }
}

fn meeting() -> Meeting {
    Meeting {
        opening: opening(),
        opened_at: OPENED,
        closed_at: None,
        state: MeetingState::Running,
        facilitator: "J. Adeyemi".to_owned(),
        attendance: Vec::new(),
        at: None,
        ratings: Vec::new(),
        digest: None,
        opened_seq: Seq(100),
        seat: "J. Adeyemi".to_owned(),
    }
}

/// Acme goes from no answer to "no budget"; Bolt stands by consent; Cobalt's acceptance is taken back.
fn entries() -> Vec<Entry> {
    let lead = LeadId(1);
    let verdict = |lead, verdict| Act::Verdict {
        lead,
        verdict,
        told: Told::Review,
    };
    let acts = [
        verdict(lead, no_budget()),
        Act::Note {
            lead,
            text: "No budget this year.\nAsked for prices on 2 Nov.".to_owned(),
        },
        Act::Wishes {
            lead,
            tags: vec!["budget".to_owned(), "timing".to_owned()],
        },
        Act::Stands {
            lead: LeadId(2),
            told: Told::Consent,
        },
        verdict(LeadId(3), accepted()),
        Act::Undone {
            of: Seq(105),
            said: "Cobalt Foods: accepted".to_owned(),
        },
        Act::decided("A scanned badge is not a lead".to_owned(), None),
        Act::promised(
            "add \"timeframe\" to the price form".to_owned(),
            "M. Okafor".to_owned(),
            Some(day("2026-12-01")),
            Some(lead),
        ),
        Act::Attended {
            person: person("K. Lind", Team::Sales, Role::SalesLeader),
            attendance: Attendance::Late,
        },
        Act::Rated {
            ratings: vec![9, 8, 8],
        },
    ];
    (101..)
        .zip(acts)
        .map(|(seq, act)| entry(seq, seq, act))
        .collect()
}

fn kpis(accepted: u64, not_accepted: u64, no_answer_yet: u64) -> Kpis {
    Kpis {
        acceptance: kpi::Acceptance {
            accepted,
            not_accepted,
            no_answer_yet,
            in_time: 14,
            qualified: accepted + not_accepted + no_answer_yet + 14,
            ..kpi::Acceptance::default()
        },
        funnel: [640, 188, accepted, 41, 3],
        ..Kpis::default()
    }
}

fn reviewed(leads: Vec<Lead>, standing: &[&Entry]) -> Vec<Reviewed> {
    let after = |before: &Lead| {
        let mut after = before.clone();
        for entry in standing
            .iter()
            .filter(|entry| entry.act.lead() == Some(before.id))
        {
            after.said.apply(entry);
        }
        after
    };
    leads
        .into_iter()
        .map(|before| Reviewed {
            after: after(&before),
            before,
            told_before: None,
        })
        .collect()
}

pub fn gathered() -> Gathered {
    let entries = entries();
    let mut bolt = lead(2, "Bolt GmbH", "Ida Bolt");
    bolt.filed.verdict = Some(FiledVerdict {
        verdict: accepted(),
        at: None,
    });
    let leads = reviewed(
        vec![
            lead(1, "Acme Robotics", "Priya Raman"),
            bolt,
            lead(3, "Cobalt Foods", "Ann Cobalt"),
        ],
        &fold::standing(&entries),
    );
    Gathered {
        agreement: docket::review::agreement::fold::Agreement::default(),
        meeting: meeting(),
        entries,
        leads,
        board: None,
        accuracy: None,
        fill: docket::review::figures::telling::Fill::default(),
        start: kpis(117, 48, 9),
        end: kpis(117, 49, 8),
        people: vec![person("K. Lind", Team::Sales, Role::SalesLeader)],
        lists: PickLists {
            reasons: vec![docket::review::reason::Reason {
                code: ReasonCode(4),
                name: "no budget".to_owned(),
                fix_owner: docket::review::reason::FixOwner::Both,
                route: docket::review::reason::RouteDefault::NurtureDays(180),
                guard: docket::review::reason::Guard::None,
                known_as: Vec::new(),
            }],
            ..PickLists::default()
        },
        promises: vec![Promise {
            seq: Seq(50),
            text: "call Delta Pumps".to_owned(),
            owner: "T. Reyes".to_owned(),
            due: Some(day("2026-11-20")),
            lead: None,
            meeting: Some(MeetingId(6)),
            state: PromiseState::Open,
            changed_at: OPENED - 1000 * MINUTE,
            made_at: OPENED - 1000 * MINUTE,
            origin: Origin::Review,
            effect: None,
        }],
        hindsight: docket::review::figures::hindsight::Hindsight::default(),
        wins: Vec::new(),
        contradictions: 5,
        to_fix: 7,
        zone: chrono_tz::Europe::Berlin,
        qualified_as_created: false,
        closing: None,
        around: Around::default(),
    }
}

#[test]
fn what_was_taken_back_is_not_in_the_minutes() {
    let minutes = Minutes::of(&gathered());
    let labels: Vec<String> = minutes
        .leads
        .iter()
        .map(docket::review::minutes::LeadRow::label)
        .collect();
    assert_eq!(labels, ["Acme Robotics", "Bolt GmbH"]);
    assert_eq!(minutes.not_reached[0].label, "Cobalt Foods");
    assert_eq!(minutes.leads[0].before.verdict, "");
    assert_eq!(minutes.leads[0].after.reason, "no budget");
    assert_eq!(minutes.leads[0].after.word_of, "review");
    assert_eq!(minutes.leads[1].after.word_of, "CRM");
    assert_eq!(minutes.leads[0].was_a_lead, Some(Judgement::No));
    assert_eq!(minutes.judgements.yes, 1);
    // The last standing entry is the rating, at minute 110.
    assert_eq!(
        minutes.appendix.as_of.timestamp_millis(),
        OPENED + 110 * MINUTE
    );
}

#[test]
fn an_undo_that_was_taken_back_leaves_the_verdict_standing() {
    let mut gathered = gathered();
    gathered.entries.push(entry(
        111,
        111,
        Act::Undone {
            of: Seq(106),
            said: "undo".to_owned(),
        },
    ));
    let seqs: Vec<i64> = fold::standing(&gathered.entries)
        .iter()
        .map(|entry| entry.seq.0)
        .collect();
    assert_eq!(seqs, [101, 102, 103, 104, 105, 107, 108, 109, 110]);
}

#[test]
fn the_text_has_every_part_in_order_and_fits_80_columns() {
    let text = render(&Minutes::of(&gathered()), Format::Text, None).unwrap();
    let mut from = 0;
    for part in [
        "Lead review 7 · Tue 24 Nov 2026",
        "DRAFT",
        "Opened 10:00 (Europe/Berlin), planned 75 minutes",
        "Who was there",
        "K. Lind (sales leader, 11:49)",
        "Decisions",
        "A scanned badge is not a lead",
        "Promises",
        "M. Okafor",
        "1 Dec 2026",
        "Earlier promises",
        "past its",
        "The numbers",
        "67.2 %",
        "48 → 49",
        "The leads",
        "Acme Robotics · Priya Raman",
        "no budget → nurture until 23 May 2027",
        "\"No budget this year.",
        "By consent: Bolt GmbH",
        "Why not",
        "no budget",
        "Carried to the next review",
        "Cobalt Foods",
        "8.3 of 10",
        "How this was counted",
        "24 Nov 2026 11:50",
        "7 leads contradict",
    ] {
        let at = text[from..].find(part);
        assert!(at.is_some(), "{part:?} is not there after {from}\n{text}");
        from += at.unwrap();
    }
    for line in text.lines() {
        assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{line}");
    }
}

#[test]
fn what_the_data_cannot_tell_is_a_dash_here_too() {
    let mut gathered = gathered();
    // Delivered and answered, and nobody ever said anything of a deal.
    gathered.fill = docket::review::figures::telling::Fill {
        leads: 188,
        created_dated: 188,
        qualified: 188,
        qualified_dated: 188,
        answered: 165,
        worked: 165,
        ..docket::review::figures::telling::Fill::default()
    };
    let minutes = Minutes::of(&gathered);
    let row = |key: &str| minutes.kpis.iter().find(|row| row.key == key).unwrap();
    assert_eq!(row("qualified_to_opportunity").end.value, None);
    assert!(row("acceptance_rate").end.value.is_some());
    let text = render(&minutes, Format::Text, None).unwrap();
    let line = |title: &str| text.lines().find(|line| line.starts_with(title)).unwrap();
    assert!(
        !line("Leads that became opportunities").contains('%'),
        "{text}"
    );
    assert!(
        line("Leads that became opportunities").contains('—'),
        "{text}"
    );
    assert!(text.contains("because no deals yet"), "{text}");
    assert!(line("Accepted, of answers due").contains('%'), "{text}");
}

#[test]
fn the_same_data_gives_the_same_bytes_and_comes_back() {
    let minutes = Minutes::of(&gathered());
    let json = canonical(&minutes).unwrap();
    assert_eq!(json, canonical(&Minutes::of(&gathered())).unwrap());
    assert_eq!(thaw(&json).unwrap(), minutes);
    assert!(
        json.starts_with(r#"{"format":1,"title":"Lead review","number":7,"date":"2026-11-24""#)
    );
    // SHA-256 of the three letters "abc", FIPS 180-2.
    assert_eq!(
        digest("abc"),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
}

#[test]
fn closing_gives_the_same_record_before_and_after_it_is_recorded() {
    let mut before = gathered();
    let at = OPENED + 120 * MINUTE;
    before.closing = Some(Closing { at, version: 1 });
    let mut after = gathered();
    after.entries.push(entry(
        120,
        120,
        Act::Closed {
            version: 1,
            digest: String::new(),
            carried: vec![LeadId(3)],
            minutes: String::new(),
        },
    ));
    let minutes = Minutes::of(&before);
    assert_eq!(minutes.state, State::Final { version: 1 });
    assert_eq!(minutes, Minutes::of(&after));
    let mut reopened = after;
    let reason = "a verdict was missing".to_owned();
    reopened
        .entries
        .push(entry(121, 121, Act::Reopened { reason }));
    assert_eq!(
        Minutes::of(&reopened).state,
        State::Draft { after: Some(1) }
    );
}

#[test]
fn ten_lines_are_at_most_ten() {
    let mut gathered = gathered();
    for seq in 200..220 {
        gathered.entries.push(entry(
            seq,
            seq,
            Act::decided(format!("decision {seq}\u{1b}[31m"), None),
        ));
    }
    let lines = ten_lines(&Minutes::of(&gathered));
    assert_eq!(lines.len(), 10, "{lines:#?}");
    assert!(lines.iter().all(|line| !line.contains('\u{1b}')));
    assert!(lines.iter().any(|line| line.contains("more decisions")));
}
