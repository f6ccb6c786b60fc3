//! A tally that leads come into and go out of is the tally counted from nothing, and both are the formulas.

use chrono_tz::Europe::Berlin;
use docket::review::agreement::calendar::Calendar;
use docket::review::agreement::{AnswerLimit, AnswerLimits};
use docket::review::figures::cohort::Cohort;
use docket::review::figures::contradiction::Kinds;
use docket::review::figures::kpi::Kpis;
use docket::review::figures::tally::{LoneDeal, Tally};
use docket::review::lead::{Answer, Evidence, Facts, LeadId, SourcedBy};
use docket::review::milestone::{Milestone, Reach};
use docket::review::money::{Currency, Money};
use docket::review::packed::Pack;
use docket::review::period::Period;
use docket::review::reason::ReasonCode;
use docket::review::verdict::Outcome;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

use super::naive::{Naive, naive};
use super::{ACCEPTED, day, facts, on, wall};

/// Some milestone between Sep and Nov 2026: a day, an instant, unknown, or not reached.
fn reach() -> impl Strategy<Value = Reach> {
    let start = wall("2026-09-01 00:00", Berlin);
    prop_oneof![
        2 => Just(Reach::Not),
        1 => Just(Reach::Undated),
        4 => (0..90i64).prop_map(|n| {
            Reach::At(Milestone::Day(day("2026-09-01") + chrono::Days::new(n.cast_unsigned())))
        }),
        4 => (0..90 * 86_400i64).prop_map(move |n| Reach::At(Milestone::Instant(start + n))),
    ]
}

fn answer() -> impl Strategy<Value = Answer> {
    let accepted = |by_deed, returned| Answer::Accepted { by_deed, returned };
    select(vec![
        Answer::None,
        accepted(false, false),
        accepted(true, false),
        accepted(false, true),
        Answer::NotAccepted(ReasonCode(4)),
        Answer::NotAccepted(ReasonCode::NOT_RECORDED),
    ])
}

fn amount() -> impl Strategy<Value = Option<Money>> {
    proptest::option::of((0..9_999_999i64, select(vec!["EUR", "USD"])).prop_map(
        |(cents, currency)| Money {
            amount: Decimal::new(cents, 2),
            currency: Currency::parse(currency).unwrap(),
        },
    ))
}

pub fn lead() -> impl Strategy<Value = Facts> {
    let sides = select(vec![
        SourcedBy::Marketing,
        SourcedBy::Marketing,
        SourcedBy::Sales,
        SourcedBy::Partner,
    ]);
    let outcome = select(vec![None, Some(Outcome::Won), Some(Outcome::Lost)]);
    let dates = (reach(), reach(), reach(), reach(), reach(), reach());
    let evidence = (any::<bool>(), any::<bool>());
    let kinds = (any::<u16>(), any::<u16>());
    let suspect = proptest::bool::weighted(0.2);
    let told = (answer(), outcome, amount(), sides, evidence, suspect, kinds);
    (1..1000i64, dates, told).prop_map(|(id, dates, told)| {
        let (created, qualified, opportunity, closed, answered, touched) = dates;
        let (answer, outcome, amount, sourced_by, (touch, status), suspect, (record, known)) = told;
        monotone(Facts {
            lead: LeadId(id),
            created,
            qualified,
            answer,
            answered_at: answered.at(),
            opportunity,
            closed,
            outcome,
            amount,
            first_touch: touched.at().filter(|_| touch),
            worked: Evidence {
                touch,
                status,
                ..Evidence::default()
            },
            sourced_by,
            suspect,
            record: Kinds::of_code(record),
            known: Kinds::of_code(known),
        })
    })
}

/// The facts the ledger hands out are monotone: a deal that ended was opened, and so on down.
fn monotone(mut facts: Facts) -> Facts {
    if facts.outcome.is_some() {
        facts.opportunity = facts.opportunity.or(Reach::Undated);
    } else {
        facts.closed = Reach::Not;
    }
    let opened = facts.opportunity.reached();
    facts.answer = match facts.answer {
        Answer::None if opened => Answer::Accepted {
            by_deed: true,
            returned: false,
        },
        Answer::Accepted { by_deed: true, .. } if !opened => Answer::None,
        other => other,
    };
    let answered = facts.answer != Answer::None;
    facts.answered_at = facts.answered_at.filter(|_| answered);
    facts.worked.verdict = answered;
    facts.worked.opportunity = opened;
    if opened || answered {
        facts.qualified = facts.qualified.or(Reach::Undated);
    }
    facts.created = facts.created.or(facts.qualified).or(Reach::Undated);
    if facts.suspect {
        facts.qualified = Reach::Not;
    }
    facts
}

fn period() -> impl Strategy<Value = Period> {
    select(vec![
        "all",
        "2026",
        "2026-10",
        "2026-09-10..2026-10-20",
        "2025",
    ])
    .prop_map(|text| Period::parse(text).unwrap())
}

fn cohort(period: Period, hours: Option<u32>) -> Cohort {
    let since = wall("2026-09-20 00:00", Berlin);
    let limits = AnswerLimits {
        limits: hours
            .map(|hours| AnswerLimit { hours, since })
            .into_iter()
            .collect(),
        ..AnswerLimits::none(Calendar::usual(Berlin))
    };
    Cohort::new(period, Berlin, wall("2026-11-20 12:00", Berlin)).with_limits(limits)
}

fn plain(kpis: &Kpis) -> Naive {
    let k1 = kpis.acceptance;
    let k6 = &kpis.revenue;
    let sums = k6.revenues.iter();
    Naive {
        acceptance: [
            k1.accepted,
            k1.by_deed,
            k1.returned,
            k1.not_accepted,
            k1.in_time + k1.overdue + k1.no_answer_yet,
            k1.qualified,
        ],
        to_opportunity: kpis.to_opportunity,
        marketing: [kpis.by_marketing.created, kpis.by_marketing.qualified],
        worked: kpis.worked.worked,
        opportunities: kpis.opportunities.opportunities,
        revenue: [k6.won, k6.lost, k6.influenced, k6.influenced_won],
        sums: sums
            .map(|m| (m.currency.code().to_owned(), m.amount))
            .collect(),
        funnel: kpis.funnel,
        sales: [
            kpis.by_sales.opportunities,
            kpis.by_sales.won,
            kpis.by_sales.lost,
        ],
        suspects: [
            kpis.suspects.names,
            kpis.suspects.accepted,
            kpis.suspects.opportunities,
            kpis.suspects.won,
        ],
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn leads_that_come_and_go_leave_the_figures_of_those_that_stayed(
        stay in proptest::collection::vec(lead(), 0..40),
        go in proptest::collection::vec(lead(), 0..20),
        turn in any::<u64>(),
        period in period(),
        hours in select(vec![None, Some(8), Some(80)]),
    ) {
        let cohort = cohort(period, hours);
        let mut tally = Tally::default();
        for facts in stay.iter().chain(&go) {
            tally.add(facts, &cohort);
        }
        let first = usize::try_from(turn % (go.len() as u64 + 1)).unwrap();
        for facts in go[first..].iter().chain(&go[..first]) {
            tally.remove(facts, &cohort);
        }
        let mut fresh = Tally::default();
        let mut half = Tally::default();
        for (index, facts) in stay.iter().enumerate() {
            if index % 2 == 0 { fresh.add(facts, &cohort) } else { half.add(facts, &cohort) }
        }
        fresh.merge(&half);
        prop_assert_eq!(&tally, &fresh);
        let kpis = tally.kpis();
        prop_assert_eq!(plain(&kpis), naive(&stay, period, Berlin));
        let k1 = kpis.acceptance;
        prop_assert_eq!(
            k1.accepted + k1.not_accepted + k1.overdue + k1.in_time + k1.no_answer_yet,
            k1.qualified
        );
        prop_assert!(k1.accepted <= k1.answers_due());
        prop_assert!(kpis.revenue.won + kpis.revenue.lost <= kpis.revenue.created);
        prop_assert!(kpis.funnel.windows(2).all(|pair| pair[1] <= pair[0]));
        let mut bytes = Vec::new();
        tally.pack(&mut bytes);
        prop_assert_eq!(Tally::unpack(&mut bytes.as_slice()), Some(tally));
    }
}

#[test]
fn silence_is_counted_by_the_limit_in_force_when_the_lead_was_delivered() {
    let cohort = cohort(Period::parse("2026").unwrap(), Some(8));
    let now = wall("2026-11-20 12:00", Berlin);
    let mut tally = Tally::default();
    let delivered = [
        on("2026-09-19"),
        on("2026-10-01"),
        Reach::At(Milestone::Instant(now - 3600)),
    ];
    for (id, qualified) in (1..).zip(delivered) {
        let lead = Facts {
            qualified,
            ..facts(id)
        };
        tally.add(&lead, &cohort);
    }
    let k1 = tally.kpis().acceptance;
    assert_eq!((k1.no_answer_yet, k1.overdue, k1.in_time), (1, 1, 1));
    assert_eq!(k1.answers_due(), 2);
}

#[test]
fn a_verdict_moves_the_strip_by_one_lead() {
    let cohort = cohort(Period::parse("2026-10").unwrap(), None);
    let mut tally = Tally::default();
    (1..=9).for_each(|id| tally.add(&facts(id), &cohort));
    let before = facts(5);
    let after = Facts {
        answer: ACCEPTED,
        ..before
    };
    tally.remove(&before, &cohort);
    tally.add(&after, &cohort);
    let k1 = tally.kpis().acceptance;
    assert_eq!((k1.accepted, k1.no_answer_yet, k1.qualified), (1, 8, 9));
}

#[test]
fn influenced_deals_and_deals_of_sales_are_in_no_rate() {
    let cohort = cohort(Period::All, None);
    let mut tally = Tally::default();
    let won = Facts {
        answer: ACCEPTED,
        opportunity: on("2026-10-05"),
        outcome: Some(Outcome::Won),
        ..facts(1)
    };
    tally.add(&won, &cohort);
    let influenced = Facts {
        lead: LeadId(2),
        opportunity: on("2026-09-30"),
        ..won
    };
    tally.add(&influenced, &cohort);
    let same_day = Facts {
        lead: LeadId(3),
        opportunity: on("2026-10-01"),
        ..won
    };
    tally.add(&same_day, &cohort);
    let by_sales = Facts {
        lead: LeadId(4),
        sourced_by: SourcedBy::Sales,
        ..won
    };
    tally.add(&by_sales, &cohort);
    tally.add_lone(
        &LoneDeal {
            opened: Reach::Undated,
            closed: Reach::Undated,
            outcome: Some(Outcome::Lost),
            amount: None,
        },
        &cohort,
    );
    let kpis = tally.kpis();
    let k6 = &kpis.revenue;
    assert_eq!((k6.won, k6.created, k6.influenced), (2, 3, 1));
    assert_eq!(
        (
            kpis.by_sales.opportunities,
            kpis.by_sales.won,
            kpis.by_sales.lost
        ),
        (2, 1, 1)
    );
    assert_eq!(kpis.to_opportunity.negative, 1);
    assert_eq!(kpis.contradictions, 1, "older than its lead, told once");
}

#[test]
fn a_lead_brought_onto_the_docket_counts_with_the_period() {
    let october = Cohort::new(Period::parse("2026-11").unwrap(), Berlin, 0);
    let with = october.clone().with_brought([LeadId(5)]);
    let count = |cohort: &Cohort| {
        let mut tally = Tally::default();
        tally.add(&facts(5), cohort);
        tally.kpis().acceptance.qualified
    };
    assert_eq!((count(&october), count(&with)), (0, 1));
}

#[test]
fn as_of_counts_only_what_was_dated_by_then() {
    let at = wall("2026-10-10 00:00", Berlin);
    let cohort = Cohort::new(Period::All, Berlin, 0).as_of(at);
    let mut tally = Tally::default();
    let early = Facts {
        answer: ACCEPTED,
        answered_at: Some(Milestone::Day(day("2026-10-05"))),
        opportunity: on("2026-10-20"),
        closed: on("2026-10-30"),
        outcome: Some(Outcome::Won),
        ..facts(1)
    };
    tally.add(&early, &cohort);
    let deed = Facts {
        lead: LeadId(2),
        answer: Answer::Accepted {
            by_deed: true,
            returned: false,
        },
        answered_at: None,
        ..early
    };
    tally.add(&deed, &cohort);
    let later = Facts {
        lead: LeadId(3),
        created: on("2026-10-11"),
        ..facts(3)
    };
    tally.add(&later, &cohort);
    let kpis = tally.kpis();
    assert_eq!(kpis.funnel, [2, 2, 1, 0, 0]);
    assert_eq!(
        (kpis.acceptance.accepted, kpis.acceptance.no_answer_yet),
        (1, 1)
    );
}
