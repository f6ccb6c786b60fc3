//! "Were we right?": what counts as a call of the room, what became of it, and the score, by cases made by hand.

use chrono_tz::UTC;
use docket::publish::minutes::{Format, render};
use docket::review::entry::Draft;
use docket::review::entry::{Act, Entry, Seq, Told};
use docket::review::figures::hindsight::{
    Became, Borne, Call, Hindsight, Judged, Score, became, borne, calls,
};
use docket::review::lead::{Deal, Filed, FiledVerdict, Lead, LeadId};
use docket::review::meeting::{MeetingId, Opening};
use docket::review::milestone::{DAY, Milestone, Reach};
use docket::review::money::{Currency, Money};
use docket::review::period::Period;
use docket::review::reason::{ReasonCode, Route};
use docket::review::verdict::{Acceptance, Outcome, Refusal, Verdict};

use crate::room::{NOW, Room, shows, ten_leads};

const TODAY: i64 = NOW / 1000;

fn yes() -> Verdict {
    Verdict::Accepted(Acceptance::default())
}

fn no() -> Verdict {
    Verdict::NotAccepted(Refusal {
        reason: ReasonCode(4),
        route: Route::Close,
        detail: String::new(),
        criterion: None,
        waived: false,
    })
}

/// Told so many days ago, in a review or outside one.
fn told(seq: i64, meeting: Option<i64>, days: i64, verdict: Verdict) -> Entry {
    Entry {
        seq: Seq(seq),
        gesture: Seq(seq),
        at: NOW - days * DAY * 1000,
        who: "K. Lind".to_owned(),
        meeting: meeting.map(MeetingId),
        act: Act::Verdict {
            lead: LeadId(1),
            verdict,
            told: Told::Review,
        },
    }
}

fn lead(id: i64, deal: Deal) -> Lead {
    let mut lead = Lead::bare(LeadId(id));
    lead.filed.qualified = Reach::At(Milestone::Instant(TODAY - 200 * DAY));
    lead.filed.deal = deal;
    lead
}

fn ago(days: i64) -> Reach {
    Reach::At(Milestone::Instant(TODAY - days * DAY))
}

/// A deal opened and closed so many days ago.
fn deal(opened: Reach, closed: Reach, outcome: Option<Outcome>) -> Deal {
    Deal {
        opened,
        closed,
        outcome,
        ..Deal::default()
    }
}

/// A CRM that said no so many days ago.
fn filed_no(days: i64) -> Filed {
    let at = Some(Milestone::Instant(TODAY - days * DAY));
    Filed {
        verdict: Some(FiledVerdict { verdict: no(), at }),
        ..Filed::default()
    }
}

#[test]
fn a_call_is_what_the_room_said_against_what_stood_before_it() {
    let (filed_no, later_no) = (filed_no(60), filed_no(10));
    let check = |filed: &Filed, entries: &[Entry], expected: &[(i64, Call)]| {
        let lead = Lead {
            filed: filed.clone(),
            ..Lead::bare(LeadId(1))
        };
        let found: Vec<(i64, Call)> = calls(&lead, entries, UTC)
            .iter()
            .map(|judged| (judged.meeting.0, judged.call))
            .collect();
        assert_eq!(found, expected, "{entries:?}");
    };
    let bare = Filed::default();
    check(
        &bare,
        &[told(1, Some(1), 30, yes())],
        &[(1, Call::Accepted)],
    );
    check(&bare, &[told(1, Some(1), 30, no())], &[(1, Call::SentBack)]);
    // The CRM had said no; a CRM's no that came after the review was not overturned.
    check(
        &filed_no,
        &[told(1, Some(1), 30, yes())],
        &[(1, Call::Overturned)],
    );
    check(
        &later_no,
        &[told(1, Some(1), 30, yes())],
        &[(1, Call::Accepted)],
    );
    // A rep's own word outside a review is no call, and is what the room overturns.
    check(
        &bare,
        &[told(1, None, 40, no()), told(2, Some(1), 30, yes())],
        &[(1, Call::Overturned)],
    );
    // Within one review the last word counts, against what stood before the review.
    check(
        &bare,
        &[told(1, Some(1), 30, no()), told(2, Some(1), 30, yes())],
        &[(1, Call::Accepted)],
    );
    check(
        &bare,
        &[told(1, Some(1), 60, no()), told(2, Some(2), 30, yes())],
        &[(1, Call::SentBack), (2, Call::Overturned)],
    );
    let stands = Entry {
        act: Act::Stands {
            lead: LeadId(1),
            told: Told::Review,
        },
        ..told(1, Some(1), 30, yes())
    };
    check(&filed_no, &[stands], &[]);
}

fn called(call: Call, days: i64) -> Judged {
    Judged {
        lead: LeadId(1),
        meeting: MeetingId(1),
        at: TODAY - days * DAY,
        call,
    }
}

/// What became of a lead with this deal, and whether an acceptance and a sending back so many days ago were borne out.
fn check_borne(deal: &Deal, days: i64, expected: (Became, Borne, Borne)) {
    let facts = lead(1, deal.clone()).facts();
    let told = |call| borne(&called(call, days), &facts, TODAY, UTC);
    let found = (became(&facts), told(Call::Accepted), told(Call::SentBack));
    assert_eq!(found, expected, "{deal:?}");
    assert_eq!(told(Call::Overturned), told(Call::Accepted), "{deal:?}");
}

#[test]
fn what_became_of_it_bears_the_room_out_or_not() {
    use Became::{Lost, Opportunity, Silent, Won};
    use Borne::{AsJudged, KnownThen, Otherwise, TooEarly};
    let open = |opened| deal(opened, Reach::Not, None);
    let ended = |opened, closed, outcome| deal(ago(opened), ago(closed), Some(outcome));
    let went_on = |became| (became, AsJudged, Otherwise);
    check_borne(&open(ago(20)), 30, went_on(Opportunity));
    check_borne(&ended(20, 5, Outcome::Won), 30, went_on(Won));
    let lost = ended(20, 5, Outcome::Lost);
    check_borne(&lost, 30, (Lost, Otherwise, AsJudged));
    // Opened before the call: that it is open tells nothing, its end after the call does.
    check_borne(&open(ago(40)), 30, (Opportunity, KnownThen, KnownThen));
    check_borne(&ended(40, 5, Outcome::Won), 30, went_on(Won));
    let before = ended(50, 40, Outcome::Won);
    check_borne(&before, 30, (Won, KnownThen, KnownThen));
    // No date: no file says that it was before.
    check_borne(&open(Reach::Undated), 30, went_on(Opportunity));
    let none = Deal::default();
    check_borne(&none, 89, (Silent, TooEarly, TooEarly));
    check_borne(&none, 90, (Silent, Otherwise, AsJudged));
    // A day is compared with the day of the call: opened on that very day is after it.
    let day = Milestone::Day(chrono::NaiveDate::from_ymd_opt(2026, 10, 25).unwrap());
    check_borne(&open(Reach::At(day)), 30, went_on(Opportunity));
}

#[test]
fn each_lead_counts_once_and_the_latest_reviews_are_listed() {
    let won = deal(ago(20), ago(5), Some(Outcome::Won));
    let call = |lead: i64, meeting: i64, days: i64, call| Judged {
        lead: LeadId(lead),
        meeting: MeetingId(meeting),
        at: TODAY - days * DAY,
        call,
    };
    let leads = vec![
        // Sent back in review 1, overturned in review 3, won since: one lead, as judged.
        (
            lead(1, won.clone()),
            vec![
                call(1, 1, 120, Call::SentBack),
                call(1, 3, 30, Call::Overturned),
            ],
        ),
        (
            lead(2, Deal::default()),
            vec![call(2, 3, 30, Call::Accepted)],
        ),
        (
            lead(3, Deal::default()),
            vec![call(3, 1, 120, Call::Accepted)],
        ),
        (lead(4, won), vec![call(4, 2, 60, Call::SentBack)]),
        (
            lead(5, Deal::default()),
            vec![call(5, 4, 1, Call::SentBack)],
        ),
    ];
    let hindsight = Hindsight::of(leads, TODAY, UTC);
    let score = Score {
        as_judged: 1,
        n: 3,
        too_early: 2,
        known_then: 0,
    };
    assert_eq!(hindsight.score, score);
    assert_eq!(score.words(), "as judged 1 of 3 · too early 2");
    let listed: Vec<(i64, i64)> = hindsight
        .rows
        .iter()
        .map(|row| (row.judged.meeting.0, row.lead.id.0))
        .collect();
    // Three reviews; in each those with an end first.
    assert_eq!(listed, [(4, 5), (3, 1), (3, 2), (2, 4)]);
    assert_eq!(hindsight.last_time().count(), 1);
}

/// Review 1 overturned Company 07's refusal and is closed; its deal was opened since. A seat at that ledger.
fn after_a_review() -> Room {
    let mut desk = ten_leads().desk;
    let say = |meeting: Option<i64>, act| Draft {
        at: NOW - DAY * 1000,
        who: "K. Lind".to_owned(),
        meeting: meeting.map(MeetingId),
        act,
        seen: None,
    };
    let opening = Opening {
        id: MeetingId(0),
        title: "Lead review 1".to_owned(),
        period: Period::All,
        minutes: 60,
        lead_minutes: 30,
        seed: 1,
        facilitator: "K. Lind".to_owned(),
        present: Vec::new(),
        docket: Vec::new(),
        practice: false,
        template: String::new(),
        agenda: Vec::new(),
    };
    let opened = Act::Opened {
        opening: Box::new(opening),
    };
    desk.ledger.record(&[say(None, opened)]).unwrap();
    let overturned = Act::Verdict {
        lead: LeadId(7),
        verdict: Verdict::Accepted(Acceptance {
            owner: "T. Reyes".to_owned(),
            ..Acceptance::default()
        }),
        told: Told::Review,
    };
    let closed = Act::Closed {
        version: 1,
        digest: String::new(),
        carried: Vec::new(),
        minutes: String::new(),
    };
    desk.ledger.record(&[say(Some(1), overturned)]).unwrap();
    desk.ledger.record(&[say(Some(1), closed)]).unwrap();
    let mut deal = deal(ago(0), Reach::Not, None);
    deal.amount = Some(Money {
        amount: 40_000.into(),
        currency: Currency::parse("EUR").unwrap(),
    });
    let deal = Act::Deal {
        lead: LeadId(7),
        deal,
    };
    desk.ledger.record(&[say(None, deal)]).unwrap();
    Room::at(desk, "K. Lind")
}

#[test]
fn the_next_review_says_what_became_of_it_on_the_docket_in_promises_and_in_the_minutes() {
    let mut room = after_a_review();
    room.keys("N<enter>4");
    shows(
        &room.screen(120, 36),
        &[
            "LAST TIME 1",
            "   Company 07 ",
            "   you overturned it",
            "   → opportunity, 40,000",
        ],
    );
    room.keys("2");
    for (columns, rows) in [(80, 24), (120, 36), (200, 50)] {
        shows(
            &room.screen(columns, rows),
            &[
                "Were we right? as judged 1 of 1",
                "Review 1, 23 Nov",
                "as judged",
            ],
        );
    }
    let minutes = room.desk.minutes(MeetingId(2), None).unwrap().unwrap();
    let text = render(&minutes, Format::Text, None).unwrap();
    shows(
        &text,
        &["Were we right?", "overturned → opportunity, 40,000 EUR"],
    );
}

#[test]
fn the_card_of_such_a_lead_says_it_and_tab_and_enter_go_there() {
    let mut room = after_a_review();
    room.keys("6<tab><enter>");
    shows(
        &room.screen(120, 36),
        &[
            "Company 07",
            "Were we right?",
            "review 1 overturned → opportunity,",
            "40,000 EUR: as judged",
        ],
    );
    room.keys("<esc>");
    shows(&room.screen(120, 36), &["Promises, open"]);
}
